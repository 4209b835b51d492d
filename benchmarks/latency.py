"""How long a verdict takes until it is safe on disk, alone and during an ingest, beside one raw fdatasync."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks import _workspaces
from benchmarks.table import Row
from reviewer.model.verdict import Value
from reviewer.workspace import Workspace

VERDICTS = 200
INGEST = 100_000
"""Claims of the ingest that runs beside."""
LONGEST = 90.0
"""Seconds after which the ingest is stopped, however far it is."""


def rows(_shared: Path) -> list[Row]:
    """Raw fdatasync before and after, verdicts alone, verdicts beside an ingest of 100,000 claims."""
    with tempfile.TemporaryDirectory(dir=_workspaces.place()) as place:
        folder = _workspaces.sample(Path(place, "desk"))
        with Workspace.open(folder) as workspace:
            workspace.update()
            claims = [row.id for row in workspace.listing().rows(0, 10_000)]
            raw = _row("fdatasync of 4 kB", _sync(Path(place)), peer=True)
            alone = _row("verdict, alone", _verdict(workspace, claims))
            beside = _beside(folder, workspace, claims)
            return [raw, alone, *beside, _row("fdatasync of 4 kB, at the end", _sync(Path(place)), peer=True)]


def _row(name: str, once: Callable[[int], object], *, peer: bool = False, count: int = VERDICTS) -> Row:
    return _figures(name, [_timed(once, i) for i in range(count)], peer=peer)


def _timed(once: Callable[[int], object], i: int) -> float:
    started = time.perf_counter()
    once(i)
    return time.perf_counter() - started


def _figures(name: str, times: list[float], *, peer: bool = False) -> Row:
    ordered = sorted(times)
    figures: dict[str, float | str] = {
        "ms median": 1000 * statistics.median(ordered),
        "ms p99": 1000 * ordered[int(len(ordered) * 0.99)],
        "ms worst": 1000 * ordered[-1],
        "times": len(ordered),
    }
    return Row(name, figures, peer)


def _sync(folder: Path) -> Callable[[int], object]:
    file = os.open(folder / "raw", os.O_CREAT | os.O_WRONLY)

    def once(i: int) -> None:
        os.pwrite(file, bytes(4096), 4096 * i)
        os.fdatasync(file)

    return once


def _verdict(workspace: Workspace, claims: list[str]) -> Callable[[int], object]:
    values = list(Value)
    return lambda i: workspace.verdict(claims[i % len(claims)], values[i % len(values)], copies=False)


def _beside(folder: Path, workspace: Workspace, claims: list[str]) -> list[Row]:
    """Verdicts while another process takes the articles in."""
    made = _workspaces.made_up(folder / "more", INGEST)
    (made / "claims.yaml").unlink()
    call = [sys.executable, "-m", "reviewer", "add", str(made / "articles")]
    environment = os.environ | {"PYTHONPATH": str(_workspaces.ROOT)}
    started = time.perf_counter()
    ingest = subprocess.Popen(call, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    once, times = _verdict(workspace, claims), []
    try:
        while ingest.poll() is None and time.perf_counter() - started < LONGEST:
            times.append(_timed(once, len(times)))
            time.sleep(0.05)  # a fast reviewer, not a flood
    finally:
        ingest.kill()
        ingest.wait()
    seconds = time.perf_counter() - started
    count = workspace.summary().claims - len(claims)
    taken: dict[str, float | str] = {"claims": count, "s": seconds, "claims/s": count / seconds}
    return [_figures(f"verdict, during an ingest of {INGEST:,} claims", times), Row("that ingest meanwhile", taken)]
