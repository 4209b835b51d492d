"""Runs a program in a terminal of its own, presses keys, changes the size, and takes apart what it wrote."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 120.0
"""Seconds after which a program that does not answer has failed; reached only then."""
QUIET = 0.15
"""Seconds without a byte after which a screen is taken to be painted."""
Size = tuple[int, int]
"""Columns, rows."""

_SEQUENCE = re.compile(
    r"\x1b(?:"
    r"\[(?P<csi>[0-?]*)(?P<between>[ -/]*)(?P<final>[@-~])"
    r"|\](?P<osc>[^\x07\x1b]*)(?:\x07|\x1b\\)"
    r"|(?P<string>[PX^_][^\x1b]*)\x1b\\"
    r"|(?P<short>[ -/]*[0-~]))"
)


class Terminal:
    """A child in a terminal; `seen` is every byte that it wrote."""

    def __init__(self, words: Sequence[str], folder: Path, size: Size, **variables: str) -> None:
        environment = os.environ | {"TERM": "xterm-256color", "PYTHONPATH": str(ROOT)} | variables
        for name in ("COLUMNS", "LINES", "NO_COLOR"):
            environment.pop(name, None)
        self.child, self._terminal = pty.fork()
        if self.child == 0:
            os.chdir(folder)
            os.execve(sys.executable, [sys.executable, *words], environment)
        self.seen = b""
        self._end = time.monotonic() + PATIENCE
        self.resize(size)

    def resize(self, size: Size) -> None:
        """Another size, told to the child as terminals do."""
        columns, rows = size
        fcntl.ioctl(self._terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def press(self, keys: bytes) -> None:
        """Keys, then wait until nothing more is painted."""
        os.write(self._terminal, keys)
        self.settle()

    def settle(self) -> None:
        """Reads until the child is quiet or gone."""
        while self._read(QUIET):
            pass

    def until(self, words: bytes) -> None:
        """Reads until `words` were written."""
        while words not in self.seen:
            assert self._read(PATIENCE), (words, self.seen[-2000:])

    def leave(self, key: bytes) -> int:
        """Presses `key` until the child is gone; its exit code."""
        while time.monotonic() < self._end:
            try:
                os.write(self._terminal, key)
            except OSError:
                break
            if not self._read(1.0) and os.waitid(os.P_PID, self.child, os.WEXITED | os.WNOHANG | os.WNOWAIT):
                break
        return self.end()

    def end(self) -> int:
        """Reads to the end; the exit code."""
        while self._read(PATIENCE):
            pass
        if time.monotonic() >= self._end:
            os.kill(self.child, signal.SIGKILL)
        _, status = os.waitpid(self.child, 0)
        os.close(self._terminal)
        return os.waitstatus_to_exitcode(status)

    def hang_up(self) -> int:
        """Closes the terminal, as a lost connection does; the exit code."""
        os.close(self._terminal)
        while time.monotonic() < self._end:
            done, status = os.waitpid(self.child, os.WNOHANG)
            if done:
                return os.waitstatus_to_exitcode(status)
            time.sleep(0.05)
        os.kill(self.child, signal.SIGKILL)
        os.waitpid(self.child, 0)
        raise AssertionError("the program outlived its terminal")

    def _read(self, seconds: float) -> bool:
        left = min(seconds, self._end - time.monotonic())
        if left <= 0 or not select.select([self._terminal], [], [], left)[0]:
            return False
        try:
            chunk = os.read(self._terminal, 65536)
        except OSError:  # the child closed its side
            return False
        self.seen += chunk
        return bool(chunk)


def kinds(seen: str) -> set[str]:
    """What sorts of escape sequences stand in `seen`: colours as one sort, others with their words, numbers as 0."""
    return set(_kinds(seen))


def _kinds(seen: str) -> Iterator[str]:
    for found in _SEQUENCE.finditer(seen):
        if found["final"] in ("m", "H", "A", "B", "C", "D", "G", "X", "K", "J"):
            yield f"CSI {found['final']}"
        else:
            yield re.sub(r"\d+", "0", found.group().replace("\x1b", "ESC "))


def rest(seen: str) -> str:
    """What is left of `seen` without whole escape sequences."""
    return _SEQUENCE.sub("", seen)
