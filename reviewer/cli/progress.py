"""Long work on the command line: counts and time left on standard error, and a first Ctrl-C that stops cleanly."""

from __future__ import annotations

import shutil
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reviewer.cli.output import cut, one

if TYPE_CHECKING:
    from reviewer.workspace.views import Progress

EVERY = 0.1
"""Seconds between two lines of progress."""


@dataclass(frozen=True, slots=True)
class Work:
    """What long work is given: `report` for its progress (None: nobody watches), `cancelled` to ask whether to stop."""

    report: Callable[[Progress], None] | None
    cancelled: Callable[[], bool]


def words(progress: Progress) -> str:
    """`reading articles: 12 of 340, 20 s left`."""
    done = f"{progress.done:,} of {progress.total:,}" if progress.total else f"{progress.done:,}"
    left = "" if progress.seconds_left is None else f", {_time(progress.seconds_left)} left"
    return f"{one(progress.what)}: {done}{left}"


def _time(seconds: float) -> str:
    if seconds < 90:
        return f"{max(1, round(seconds))} s"
    return f"{round(seconds / 60)} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"


class _Line:
    """One line on standard error, written over and taken away at the end."""

    def __init__(self) -> None:
        self.shown = 0
        self.last = 0.0

    def report(self, progress: Progress) -> None:
        now = time.monotonic()
        if now - self.last < EVERY and progress.done != progress.total:
            return
        self.last = now
        text = cut(words(progress), shutil.get_terminal_size().columns - 1)
        sys.stderr.write("\r" + text.ljust(self.shown))
        sys.stderr.flush()
        self.shown = len(text)

    def clear(self) -> None:
        if self.shown:
            sys.stderr.write("\r" + " " * self.shown + "\r")
            sys.stderr.flush()


@contextmanager
def work() -> Iterator[Work]:
    """Run long work: progress on a terminal; the first Ctrl-C asks it to stop, a second one ends it."""
    stop: list[bool] = []
    shown = _Line()

    def ask(_number: int, _frame: Any) -> None:
        if stop:
            raise KeyboardInterrupt
        stop.append(True)

    before = signal.getsignal(signal.SIGINT)
    try:
        signal.signal(signal.SIGINT, ask)
    except ValueError:  # not the main thread (a test, an embedding program): Ctrl-C is not ours there
        before = None
    try:
        yield Work(shown.report if sys.stderr.isatty() else None, lambda: bool(stop))
    finally:
        shown.clear()
        if before is not None:
            signal.signal(signal.SIGINT, before)
