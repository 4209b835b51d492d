"""Many reviewers on one database: 8 as fast as they can, 50 at the pace of people, alone and during an ingest."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from benchmarks import _workspaces
from benchmarks._writer import Told
from benchmarks.table import Row
from reviewer.workspace import Workspace

FLAT_OUT, EACH = 8, 100
PEOPLE, EVERY, VERDICTS = 50, 5.0, 6
"""Persons, seconds between two verdicts of one, and how many each gives."""
AT_ONCE = 2
"""Interpreters that start at a time: people do not open their programs in the same second."""
INGEST = 100_000
"""Claims of the ingest that runs beside."""


def rows(_shared: Path) -> list[Row]:
    """The load of the machine stands beside, and how much of a verdict was waiting for a core.

    Nothing is lost, no error, `ms p99` at most 50 at the pace of people and 100 during the ingest: on a machine that
    has a core for them. `ms p99, waiting for a core left out` is what the program itself makes them wait.
    """
    with tempfile.TemporaryDirectory(dir=_workspaces.place()) as place:
        folder = _workspaces.sample(Path(place, "desk"))
        with Workspace.open(folder) as workspace:
            workspace.update()
        people = f"{PEOPLE} people, a verdict every {EVERY:.0f} s"
        made = [
            _together(folder, f"{FLAT_OUT} writers, flat out", FLAT_OUT, EACH, 0),
            _together(folder, people, PEOPLE, VERDICTS, EVERY),
        ]
        writers = _open(folder, PEOPLE, VERDICTS, EVERY)
        with _ingest(folder):
            return [*made, _judging(folder, f"{people}, during an ingest of {INGEST:,} claims", writers)]


def _together(folder: Path, name: str, people: int, count: int, every: float) -> Row:
    return _judging(folder, name, _open(folder, people, count, every))


def _open(folder: Path, people: int, count: int, every: float) -> list[subprocess.Popen[str]]:
    """So many writers, all of them open and warm before one begins."""
    writers: list[subprocess.Popen[str]] = []
    for number in range(people):
        if number >= AT_ONCE:
            _said(writers[number - AT_ONCE])
        writers.append(_start(folder, f"writer {number}", count, every))
    for writer in writers[-AT_ONCE:]:
        _said(writer)
    return writers


def _judging(folder: Path, name: str, writers: Sequence[subprocess.Popen[str]]) -> Row:
    for writer in writers:
        _tell(writer, "go")
    told: list[Told] = [entry for writer in writers for entry in json.loads(_said(writer) or "[]")]
    load = os.getloadavg()[0]
    for writer in writers:
        _tell(writer, "leave")
    errors = sum(writer.wait() != 0 for writer in writers)
    with Workspace.open(folder, read_only=True) as workspace:
        lost = {entry[-1] for entry in told} - set(workspace.desk.db.hashes())
        sound = workspace.verify().ok is True
    times = sorted(entry[0] for entry in told) or [0.0]
    own = sorted(entry[0] - entry[1] for entry in told) or [0.0]
    return Row(
        name,
        {
            "verdicts": len(told),
            "ms median": _at(times, 0.5),
            "ms p99": _at(times, 0.99),
            "ms worst": times[-1],
            "ms p99, waiting for a core left out": _at(own, 0.99),
            "ms CPU median": _at(sorted(entry[2] for entry in told) or [0.0], 0.5),
            "errors": errors,
            "lost": len(lost),
            "verify": "proved" if sound else "FAILS",
            "load": load,
            "cores": os.cpu_count() or 0,
        },
    )


def _at(ordered: Sequence[float], share: float) -> float:
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def _said(writer: subprocess.Popen[str]) -> str:
    assert writer.stdout is not None
    return writer.stdout.readline()


def _tell(writer: subprocess.Popen[str], word: str) -> None:
    assert writer.stdin is not None
    try:
        writer.stdin.write(f"{word}\n")
        writer.stdin.flush()
    except BrokenPipeError:
        pass  # it failed, and is counted as an error


def _start(folder: Path, name: str, count: int, every: float) -> subprocess.Popen[str]:
    call = [sys.executable, "-m", "benchmarks._writer", str(folder), name, str(count), str(every)]
    environment = os.environ | {"PYTHONPATH": str(_workspaces.ROOT), "REVIEWER_STATE": str(folder / "state")}
    return subprocess.Popen(
        call, cwd=_workspaces.ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )


@contextmanager
def _ingest(folder: Path) -> Iterator[None]:
    """Another process takes articles in meanwhile; it is ended with what is inside."""
    made = _workspaces.made_up(folder / "more", INGEST)
    (made / "claims.yaml").unlink()
    call = [sys.executable, "-m", "reviewer", "add", str(made / "articles")]
    environment = os.environ | {"PYTHONPATH": str(_workspaces.ROOT), "REVIEWER_STATE": str(folder / "state")}
    ingest = subprocess.Popen(call, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(3.0)  # it reads its modules first
    try:
        yield
    finally:
        ingest.kill()
        ingest.wait()
