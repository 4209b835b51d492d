"""A terminal without a screen: runs a program in a pty, presses keys, tells when it painted and how much it wrote."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

QUIET = 0.12
"""Seconds without a byte after which a frame counts as painted."""
_CHUNK = 1 << 16


@dataclass(frozen=True, slots=True)
class Painted:
    """What came of one key: seconds to its first and last byte, bytes written, CPU seconds of the program."""

    first: float
    last: float
    size: int
    cpu: float


class Terminal:
    """One program in a terminal of its own; everything it wrote is in `seen`."""

    def __init__(
        self, words: Sequence[str], folder: Path, environment: Mapping[str, str], size: tuple[int, int]
    ) -> None:
        self.seen = b""
        self.started = time.perf_counter()
        self.child, self._file = pty.fork()
        if self.child == 0:
            os.chdir(folder)
            os.execvpe(words[0], list(words), dict(environment))
        fcntl.ioctl(self._file, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))

    def until(self, wanted: bytes, patience: float = 120.0) -> float:
        """Seconds from the start until `wanted` was written. Raises TimeoutError."""
        while wanted not in self.seen:
            if time.perf_counter() - self.started > patience:
                raise TimeoutError(f"{wanted!r} was not painted within {patience} s")
            self.seen += self.read(0.5)
        return time.perf_counter() - self.started

    def settle(self, quiet: float = QUIET, patience: float = 30.0) -> None:
        """Read until the program has said nothing for a while."""
        until = time.perf_counter() + patience
        while time.perf_counter() < until and (more := self.read(quiet)):
            self.seen += more

    def press(self, keys: bytes, patience: float = 10.0) -> Painted:
        """Press and wait until what follows is painted. Raises TimeoutError where nothing is."""
        spent, began = self.cpu(), time.perf_counter()
        os.write(self._file, keys)
        first = last = 0.0
        size = 0
        while more := self.read(patience if not first else QUIET):
            last = time.perf_counter() - began
            first = first or last
            size += len(more)
            self.seen += more
        if not first:
            raise TimeoutError(f"{keys!r} painted nothing within {patience} s")
        return Painted(first, last, size, self.cpu() - spent)

    def cpu(self) -> float:
        """CPU seconds that the program has used; 0 where the system does not tell (no /proc)."""
        try:
            tasks = Path(f"/proc/{self.child}/task").iterdir()
            return sum(int((task / "schedstat").read_text("ascii").split()[0]) for task in tasks) / 1e9
        except (OSError, ValueError):
            return 0.0

    def memory(self) -> float:
        """Megabytes of memory that the program holds; 0 where the system does not tell (no /proc)."""
        try:
            lines = Path(f"/proc/{self.child}/status").read_text("ascii").splitlines()
            return sum(int(line.split()[1]) for line in lines if line.startswith("VmRSS:")) / 1024
        except (OSError, ValueError):
            return 0.0

    def idle(self, patience: float = 300.0, share: float = 0.2) -> None:
        """Wait until the program's work in the background is done. Raises TimeoutError."""
        until = time.perf_counter() + patience
        while time.perf_counter() < until:
            before = self.cpu()
            self.settle(0.9, 1.0)
            if self.cpu() - before < share:
                return
        raise TimeoutError(f"still working after {patience} s")

    def read(self, patience: float) -> bytes:
        """What the program writes next, b"" where it writes nothing within `patience` seconds or has left."""
        if not select.select([self._file], [], [], patience)[0]:
            return b""
        try:
            return os.read(self._file, _CHUNK)
        except OSError:  # the program left
            return b""

    def close(self) -> None:
        """End the program, whatever it does."""
        os.kill(self.child, signal.SIGKILL)
        os.waitpid(self.child, 0)
        os.close(self._file)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
