"""What another person does on an open screen: how long it takes to be seen there, and what waiting for it costs.

Two processes on one database, the screen in a terminal of its own; each time another claim's panel is open on it and
somebody else judges that claim. Beside it stands what a claim takes to be drawn at all (a key that opens the next one).
"""

from __future__ import annotations

import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks import _workspaces
from benchmarks._terminal import Terminal
from benchmarks.table import Row
from reviewer.model.verdict import Value
from reviewer.workspace import Workspace

TIMES = 60
SIZE = (200, 50)
IDLE = 20.0
"""Seconds over which the share of a core is taken that an open screen uses while nobody does anything."""


def rows(_shared: Path) -> list[Row]:
    """A verdict with its reason, a claim given by hand, keys of one's own, and the idle screen.

    `ms p99` of the first two at most 500, on a machine that has a core for each of the two processes.
    """
    with tempfile.TemporaryDirectory(dir=_workspaces.place()) as place:
        folder = _workspaces.sample(Path(place, "desk"))
        with Workspace.open(folder) as workspace:
            workspace.update()
        environment = os.environ | {
            "PYTHONPATH": str(_workspaces.ROOT),
            "REVIEWER_STATE": str(folder / "state"),
            "TERM": "xterm-256color",
        }
        call = [sys.executable, "-m", "reviewer", "--as", "Ann"]
        with Terminal(call, folder, environment, SIZE) as screen, Workspace.open(folder, me="Bo", via="flag") as bo:
            screen.until(b"Is it so that")
            screen.idle(share=0.1)
            return [
                _figures("a verdict of another's is seen", _verdicts(screen, bo)),
                _figures("a claim that another gives is seen", _given(screen, bo)),
                _figures("a key that opens the next claim", [screen.press(b"j").last for _ in range(TIMES)], peer=True),
                _idle(screen),
            ]


def _verdicts(screen: Terminal, bo: Workspace) -> list[float]:
    """Seconds from COMMIT until the reason stands on the screen; its place stays, so its claim is judged each time."""
    draw, claim = random.Random(1), bo.find_claim("1.1")
    values = list(Value)
    times = []
    for number in range(TIMES):
        screen.settle()
        time.sleep(0.3 + draw.random())  # somewhere between two looks of the screen
        word = f"reason{number:03}x"
        bo.verdict(claim, values[number % len(values)], rationale=word, copies=False)
        times.append(_seen(screen, word.encode()))
    return times


def _given(screen: Terminal, bo: Workspace) -> list[float]:
    """Seconds from COMMIT until the number of claims in the top bar is one more."""
    draw = random.Random(2)
    article = bo.article("1")
    text = bo.text(article.id)
    body = next(block.span for block in text.blocks if len(block.span) > 100)
    before = len(bo.listing())
    times = []
    for number in range(min(TIMES, 20)):
        screen.settle()
        time.sleep(0.3 + draw.random())
        start = body.start + 3 * number
        bo.give(article.id, [type(body)(start, start + 30)])
        times.append(_seen(screen, f"of {before + number + 1:,}".encode()))
    return times


def _seen(screen: Terminal, wanted: bytes, patience: float = 20.0) -> float:
    began, screen.seen = time.perf_counter(), b""
    while wanted not in screen.seen:
        if time.perf_counter() - began > patience:
            raise TimeoutError(f"{wanted!r} was not painted within {patience} s")
        screen.seen += screen.read(0.5)
    return time.perf_counter() - began


def _figures(name: str, times: Sequence[float], *, peer: bool = False) -> Row:
    ordered = sorted(times)
    figures: dict[str, float | str] = {
        "ms median": 1000 * statistics.median(ordered),
        "ms p99": 1000 * ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))],
        "ms worst": 1000 * ordered[-1],
        "times": len(ordered),
        "load": os.getloadavg()[0],
    }
    return Row(name, figures, peer)


def _idle(screen: Terminal) -> Row:
    screen.idle(share=0.1)
    spent, began = screen.cpu(), time.perf_counter()
    screen.settle(IDLE, IDLE)
    seconds = time.perf_counter() - began
    return Row("the open screen, idle", {"% of a core": 100 * (screen.cpu() - spent) / seconds, "s": seconds})
