"""Readers of intricate formats in a child process with limits: a bomb or a fault costs one article, not the program.

One child serves many files, because starting it and loading its libraries takes half a second; a child that broke a
limit is replaced. It cannot write files, and its answer is plain JSON.
"""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import selectors
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from typing import IO, Any

from reviewer.errors import UnreadableArticle
from reviewer.ingest.extracted import Extracted

LARGEST_ANSWER = 64_000_000
"""Bytes of an answer of the child."""

_KEPT_ENVIRONMENT = ("PATH", "HOME", "TMPDIR", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "VIRTUAL_ENV")
_CHUNK = 1 << 16


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may cost: `memory` in bytes of address space, `cpu` and `wall` in seconds."""

    memory: int = 1 << 30
    cpu: int = 60
    wall: float = 90.0


class Box:
    """A child process that extracts one file at a time. Safe to share between threads; they wait for each other."""

    def __init__(self, limits: Limits = Limits()) -> None:
        self._limits = limits
        self._lock = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None

    def extract(self, reader: str, raw: bytes) -> Extracted:
        """What `reader` ("html", "pdf", "docx") takes out of `raw`.

        Raises:
            UnreadableArticle: the reader refused the file, broke off, or reached a limit.
        """
        with self._lock:
            try:
                answer = self._ask(reader, raw)
            except BaseException:
                self._stop(kill=True)
                raise
            if answer.get("spent"):
                self._stop(kill=False)
        if "error" in answer:
            raise UnreadableArticle(str(answer["error"]))
        return Extracted(answer["text"], answer["version"], answer["items"], tuple(answer["remarks"]))

    def close(self) -> None:
        """End the child; the next file starts a new one."""
        with self._lock:
            self._stop(kill=False)

    def _ask(self, reader: str, raw: bytes) -> dict[str, Any]:
        child = self._started()
        assert child.stdin is not None
        assert child.stdout is not None
        request = json.dumps({"reader": reader, "length": len(raw)}).encode() + b"\n" + raw
        answer = _exchange(child.stdin, child.stdout, request, time.monotonic() + self._limits.wall)
        if answer is None:
            raise UnreadableArticle(_why_it_ended(child, self._limits))
        found: dict[str, Any] = json.loads(answer)
        return found

    def _started(self) -> subprocess.Popen[bytes]:
        if self._child is None or self._child.poll() is not None:
            self._stop(kill=True)
            kept = {name: os.environ[name] for name in _KEPT_ENVIRONMENT if name in os.environ}
            fixed = {
                "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
                "PYTHONHASHSEED": "0",  # the same page gives the same text on every run
                "PYTHONDONTWRITEBYTECODE": "1",
                "PYTHONUTF8": "1",
            }
            self._child = subprocess.Popen(  # noqa: S603 - our own module, no shell, nothing of the file in it
                [sys.executable, "-P", "-m", "reviewer.ingest.box", str(self._limits.memory), str(self._limits.cpu)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=kept | fixed,
                bufsize=0,
                start_new_session=True,
            )
        return self._child

    def _stop(self, *, kill: bool) -> None:
        child, self._child = self._child, None
        if child is None:
            return
        if kill:
            child.kill()
        for stream in (child.stdin, child.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()
        try:
            child.wait(timeout=5)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


_shared = Box()
atexit.register(_shared.close)


def extract(reader: str, raw: bytes) -> Extracted:
    """What `reader` takes out of `raw`, in the program's own box."""
    return _shared.extract(reader, raw)


def _exchange(to: IO[bytes], source: IO[bytes], request: bytes, until: float) -> bytes | None:
    """Send `request`, and give back the answer; None where the child ended instead.

    Raises:
        UnreadableArticle: the time is over, or the answer is too large.
    """
    os.set_blocking(to.fileno(), False)
    unsent, received = memoryview(request), bytearray()
    with selectors.DefaultSelector() as ready:
        ready.register(source, selectors.EVENT_READ)
        ready.register(to, selectors.EVENT_WRITE)
        while (length := _announced(received)) is None or len(received) < length:
            events = ready.select(max(0.0, until - time.monotonic()))
            if not events:
                raise UnreadableArticle("reading it took too long")
            for key, _ in events:
                if key.fileobj is source:
                    part = os.read(source.fileno(), _CHUNK)
                    if not part:
                        return None
                    received += part
                    continue
                try:
                    unsent = unsent[os.write(to.fileno(), unsent[:_CHUNK]) :]
                except BrokenPipeError:
                    unsent = unsent[:0]
                if not unsent:
                    ready.unregister(to)
    return bytes(received[received.index(b"\n") + 1 :])


def _announced(received: bytearray) -> int | None:
    """How many bytes the whole answer has, its first line included, or None while that line is not there."""
    end = received.find(b"\n")
    if end < 0:
        return None
    length = int(received[:end])
    if length > LARGEST_ANSWER:
        raise UnreadableArticle("its text is too large")
    return end + 1 + length


def _why_it_ended(child: subprocess.Popen[bytes], limits: Limits) -> str:
    """Why the child ended without an answer, in words."""
    import signal

    try:
        code = child.wait(timeout=5)
    except subprocess.TimeoutExpired:
        return "its reader broke off"
    if code in (-signal.SIGXCPU, -signal.SIGKILL):
        return f"reading it took more than {limits.cpu} s of computing"
    return "its reader broke off; the file may be damaged or made to harm"
