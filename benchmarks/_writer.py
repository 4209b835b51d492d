"""A reviewer at work for `writers`: judges over and over, and tells how long each verdict took until it was saved.

    python -m benchmarks._writer FOLDER NAME COUNT EVERY

EVERY: seconds between two verdicts, 0 for as fast as it goes. Prints a JSON list of [milliseconds until it was saved,
milliseconds of those that this process waited for a core, milliseconds of CPU, hash of the event].
"""

from __future__ import annotations

import json
import random
import sys
import time
from pathlib import Path

from reviewer.model.verdict import Value
from reviewer.workspace import Workspace

Told = tuple[float, float, float, str]


def main() -> int:
    """Judges COUNT times, after one verdict that is not counted: whoever judges has the program open for a while."""
    folder, name, count, every = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), float(sys.argv[4])
    chance = random.Random(name)
    told: list[Told] = []
    with Workspace.open(folder, me=name, via="flag") as workspace:
        claims = [row.id for row in workspace.listing().rows(0, 100_000)]
        _judge(workspace, chance.choice(claims), 0)
        print("ready", flush=True)
        sys.stdin.readline()
        time.sleep(chance.random() * every)
        for number in range(count):
            due = time.perf_counter() + every * (0.5 + chance.random())
            told.append(_judge(workspace, chance.choice(claims), number))
            time.sleep(max(0.0, due - time.perf_counter()) if every else 0)
        print(json.dumps(told), flush=True)
        sys.stdin.readline()  # nobody's leaving takes a core from those who still work
    return 0


def _judge(workspace: Workspace, claim: str, number: int) -> Told:
    values = list(Value)
    began, waited, cpu = time.perf_counter(), _waited(), time.process_time()
    receipt = workspace.verdict(claim, values[number % len(values)], copies=False)
    ms = 1000 * (time.perf_counter() - began)
    return ms, 1000 * (_waited() - waited), 1000 * (time.process_time() - cpu), receipt.events[0]


def _waited() -> float:
    """Seconds that this process was ready to run and had no core, so far; 0 where the system does not tell."""
    try:
        return int(Path("/proc/self/schedstat").read_text("ascii").split()[1]) / 1e9
    except (OSError, ValueError, IndexError):
        return 0.0


if __name__ == "__main__":
    sys.exit(main())
