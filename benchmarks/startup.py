"""From Enter to the first row: the command line, and the screen in a real terminal of 120 by 40."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks import _workspaces
from benchmarks.table import Row

RUNS = 9
LARGE = 20_000
"""Claims of the large workspace, not matched yet; the first row must not depend on its size."""
_PYTHON = [sys.executable]
_REVIEWER = [sys.executable, "-m", "reviewer"]


def rows(_shared: Path) -> list[Row]:
    """Medians of wall time; bare Python and bare Textual stand beside ours."""
    with tempfile.TemporaryDirectory(dir=_workspaces.place()) as place:
        small = _workspaces.sample(Path(place, "sample"))
        large = _workspaces.made_up(Path(place, "large"), LARGE)
        _workspaces.take(small)
        _workspaces.take(large, match=False)
        return [
            _command("python -c pass", [*_PYTHON, "-c", "pass"], small, peer=True),
            _command("reviewer --help", [*_REVIEWER, "--help"], small),
            _command("reviewer next, sample", [*_REVIEWER, "next"], small),
            _command(f"reviewer next, {LARGE:,} claims", [*_REVIEWER, "next"], large),
            _command("import textual", [*_PYTHON, "-c", "import textual.app, textual.screen"], small, peer=True),
            _screen("screen, sample: first claim", small),
            _screen(f"screen, {LARGE:,} claims: first claim", large),
        ]


def _environment() -> dict[str, str]:
    return _workspaces.environment(TERM="xterm-256color", COLUMNS="", LINES="")


def _row(name: str, once: Callable[[], float], *, peer: bool = False) -> Row:
    once()  # files of the first run come from disk, of all others from memory
    times = [once() for _ in range(RUNS)]
    figures: dict[str, float | str] = {"ms median": 1000 * statistics.median(times), "ms worst": 1000 * max(times)}
    return Row(name, figures, peer)


def _command(name: str, words: Sequence[str], folder: Path, *, peer: bool = False) -> Row:
    def once() -> float:
        started = time.perf_counter()
        subprocess.run(words, cwd=folder, env=_environment(), capture_output=True, check=True)
        return time.perf_counter() - started

    return _row(name, once, peer=peer)


def _screen(name: str, folder: Path) -> Row:
    asked = subprocess.run(
        [*_REVIEWER, "next", "--json"], cwd=folder, env=_environment(), capture_output=True, check=True
    )
    words = asked.stdout.decode().split('"quote": "')[1].split()[:2]

    def once() -> float:
        return _first_sight(folder, " ".join(words).encode())

    return _row(name, once)


def _first_sight(folder: Path, wanted: bytes, patience: float = 60.0) -> float:
    """Seconds until `wanted` is painted by `reviewer` in a terminal of its own."""
    started = time.perf_counter()
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(folder)
        os.execvpe(_REVIEWER[0], _REVIEWER, _environment())
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
    seen = b""
    try:
        while time.perf_counter() - started < patience:
            if select.select([terminal], [], [], 0.5)[0]:
                seen += os.read(terminal, 65536)
                if wanted in seen:
                    return time.perf_counter() - started
        raise TimeoutError(f"{wanted!r} was not painted within {patience} s")
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(terminal)
