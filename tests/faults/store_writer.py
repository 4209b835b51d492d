"""A process that writes: run by fault tests, which kill it, fill its disk or let many of it run at once.

    python store_writer.py DATABASE NAME COUNT [FIRST]

Each verdict's hash is printed once the database said that it is saved.
"""

from __future__ import annotations

import sys
from pathlib import Path

from reviewer.errors import ReviewerError
from reviewer.store.database import Database
from tests.store.store_tools import Desk


def main() -> int:
    """Writes COUNT verdicts of NAME from claim FIRST on."""
    path, name, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    first = int(sys.argv[4]) if len(sys.argv) > 4 else 0
    try:
        with Database.create_or_open(path, name=name) as database:
            print("ready", database.log, flush=True)
            sys.stdin.readline()
            desk = Desk(database, name)
            for number in range(first, first + count):
                print(desk.verdict(number, rationale="x" * 200).hash, flush=True)
    except ReviewerError as error:
        print("error", error.code, flush=True)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
