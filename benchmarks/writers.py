"""Many reviewers on one database: 8 as fast as they can, and 50 at the pace of people; nothing lost, no error."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks import _workspaces
from benchmarks.table import Row
from reviewer.workspace import Workspace

FLAT_OUT, EACH = 8, 100
PEOPLE, EVERY, VERDICTS = 50, 5.0, 6
"""Persons, seconds between two verdicts of one, and how many each gives."""


def rows(_shared: Path) -> list[Row]:
    """The load of the machine stands beside: processes wait for a core, too."""
    with tempfile.TemporaryDirectory(dir=_workspaces.place()) as place:
        folder = _workspaces.sample(Path(place, "desk"))
        with Workspace.open(folder) as workspace:
            workspace.update()
        return [
            _together(folder, f"{FLAT_OUT} writers, flat out", FLAT_OUT, EACH, 0),
            _together(folder, f"{PEOPLE} people, a verdict every {EVERY:.0f} s", PEOPLE, VERDICTS, EVERY),
        ]


def _together(folder: Path, name: str, people: int, count: int, every: float) -> Row:
    writers = [_start(folder, f"writer {number}", count, every) for number in range(people)]
    for writer in writers:
        assert writer.stdout is not None
        writer.stdout.readline()  # all are open before one begins
    load = os.getloadavg()[0]
    for writer in writers:
        assert writer.stdin is not None
        writer.stdin.write("go\n")
        writer.stdin.flush()
    said = [writer.communicate()[0] for writer in writers]
    errors = sum(writer.returncode != 0 for writer in writers)
    told = [entry for words in said for entry in json.loads(words or "[]")]
    with Workspace.open(folder, read_only=True) as workspace:
        lost = {hash_ for _, hash_ in told} - set(workspace.desk.db.hashes())
        sound = workspace.verify().ok is True
    times = sorted(ms for ms, _ in told)
    return Row(
        name,
        {
            "verdicts": len(times),
            "ms median": times[len(times) // 2],
            "ms p99": times[int(len(times) * 0.99)],
            "ms worst": times[-1],
            "errors": errors,
            "lost": len(lost),
            "verify": "proved" if sound else "FAILS",
            "load": load,
        },
    )


def _start(folder: Path, name: str, count: int, every: float) -> subprocess.Popen[str]:
    call = [sys.executable, "-m", "benchmarks._writer", str(folder), name, str(count), str(every)]
    environment = os.environ | {"PYTHONPATH": str(_workspaces.ROOT), "REVIEWER_STATE": str(folder / "state")}
    return subprocess.Popen(
        call, cwd=_workspaces.ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
