"""A process that works in a workspace: run by fault tests, which stop it, kill it or fill its disk.

    python -m tests.faults.workspace_writer FOLDER update
    python -m tests.faults.workspace_writer FOLDER judge NAME COUNT

`update` prints a line for each article that was read; `judge` the hash of each verdict once it is saved.
"""

from __future__ import annotations

import sys
from pathlib import Path

from reviewer.errors import ReviewerError
from reviewer.model.verdict import Value
from reviewer.workspace import Workspace


def judge(workspace: Workspace, count: int) -> None:
    """Judges every claim in turn, over and over, with words of some length."""
    listing = workspace.listing()
    claims = [row.id for row in listing.rows(0, len(listing))]
    for number in range(count):
        receipt = workspace.verdict(
            claims[number % len(claims)], list(Value)[number % 5], rationale="x" * 200, copies=False
        )
        print(*receipt.events, sep="\n", flush=True)


def main() -> int:
    """Does what the words say."""
    folder, what = Path(sys.argv[1]), sys.argv[2]
    try:
        with Workspace.open(folder, me=sys.argv[3] if len(sys.argv) > 3 else "Ada", via="flag") as workspace:
            print("ready", flush=True)
            if what == "update":
                workspace.update(lambda step: print(step.what, step.done, flush=True))
            else:
                judge(workspace, int(sys.argv[4]))
    except ReviewerError as error:
        print("error", error.code, flush=True)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
