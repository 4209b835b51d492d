"""A reviewer at work for `writers`: judges over and over, and tells how long each verdict took until it was saved.

    python -m benchmarks._writer FOLDER NAME COUNT EVERY

EVERY: seconds between two verdicts, 0 for as fast as it goes. Prints a JSON list of [milliseconds, hash of the event].
"""

from __future__ import annotations

import json
import random
import sys
import time
from pathlib import Path

from reviewer.model.verdict import Value
from reviewer.workspace import Workspace


def main() -> int:
    """Judges COUNT times."""
    folder, name, count, every = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), float(sys.argv[4])
    chance = random.Random(name)
    values = list(Value)
    told: list[tuple[float, str]] = []
    with Workspace.open(folder, me=name, via="flag") as workspace:
        listing = workspace.listing()
        claims = [row.id for row in listing.rows(0, len(listing))]
        print("ready", flush=True)
        sys.stdin.readline()
        time.sleep(chance.random() * every)
        for number in range(count):
            due = time.perf_counter() + every * (0.5 + chance.random())
            started = time.perf_counter()
            receipt = workspace.verdict(chance.choice(claims), values[number % len(values)], copies=False)
            told.append((1000 * (time.perf_counter() - started), receipt.events[0]))
            time.sleep(max(0.0, due - time.perf_counter()) if every else 0)
    print(json.dumps(told), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
