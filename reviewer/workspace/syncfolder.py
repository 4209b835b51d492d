"""A folder through which machines exchange logs and words (docs/log.md, 9): whatever stands in it is read as hostile.

Nothing is followed out of it: folders and files are opened one by one, links and special files are refused, names are
those of logs and digests and no others. What is written is written beside its place and then put there.
"""

from __future__ import annotations

import errno
import os
import re
import secrets
import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from reviewer.errors import DiskFull, ExportError, InputError, ReviewerError, TamperedError
from reviewer.log.event import LIMIT, Event, hash_of, read
from reviewer.model.ids import digest

LOGS, ALSO, BLOBS = "logs", "also", "blobs"
"""Rows by log, written by whoever writes that log; rows that somebody else holds; words, texts and files."""
BLOB_LIMIT = 256 * 1024 * 1024
"""Bytes of a blob that is read."""
_LOG = re.compile(r"([0-9a-f]{32})\.jsonl").fullmatch
_PART = ".reviewer-"
_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
_FILE = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC


@dataclass(slots=True)
class Rows:
    """What a file of rows holds behind the rows that are known.

    `lines`: how many whole lines it has, as far as they could be read. `torn`: the last line has no end yet.
    `fault`: why reading stopped, in words.
    """

    lines: int = 0
    new: list[Event] = field(default_factory=list)
    torn: bool = False
    fault: str = ""


class SyncFolder:
    """The folder, open; `odd` gathers what stands there and cannot be taken, in words."""

    def __init__(self, path: Path) -> None:
        """Raises InputError where there is no such folder."""
        self.path = path.absolute()
        self.odd: list[str] = []
        if not path.is_dir():
            raise InputError(
                f"there is no folder {path}",
                kept="nothing was changed",
                next_step="make it, or mount it, and try again",
            )

    def logs(self, part: str = LOGS) -> list[str]:
        """The logs of which there is a file, sorted."""
        found = []
        for name in self._names(part):
            match = _LOG(name)
            if match:
                found.append(match[1])
            elif not name.startswith("."):
                self.odd.append(f"{part}/{name}: no name of a log; it was left alone")
        return sorted(found)

    def rows(self, part: str, log: str, known: Sequence[str]) -> Rows:
        """Reads a file of rows.

        Args:
            part: LOGS or ALSO.
            log: its name; under LOGS, all its rows must be of this log and stand in order.
            known: the hashes of the log's rows that are here, by seq; as long as they fit they are passed over.
        """
        found = Rows()
        with self._open(part, f"{log}.jsonl") as file:
            if file is None:
                return found
            for line in _lines(file):
                body = _body(line)
                if isinstance(body, _Stop):
                    found.torn, found.fault = body.torn, body.fault and f"line {found.lines + 1} {body.fault}"
                    return found
                if found.new or found.lines >= len(known) or hash_of(body) != known[found.lines]:
                    found.fault = self._take(found, body, log if part == LOGS else "")
                    if found.fault:
                        return found
                found.lines += 1
        return found

    def _take(self, found: Rows, body: str, log: str) -> str:
        """Adds one row; why it cannot be one, in words."""
        try:
            event = read(body)
        except TamperedError as error:
            return f"line {found.lines + 1} is no event: {error.what}"
        if log and (event.log != log or event.seq != found.lines + 1):
            return f"line {found.lines + 1} holds event {event.seq} of log {event.log[:8]}: lines are missing or moved"
        found.new.append(event)
        return ""

    def first(self, log: str) -> Event | None:
        """The first event of a log's file, where it is one."""
        with self._open(LOGS, f"{log}.jsonl") as file:
            body = _body(next(_lines(file), b"")) if file is not None else None
        found = Rows()
        return found.new[0] if isinstance(body, str) and not self._take(found, body, log) else None

    def blob(self, sha256: str) -> bytes | None:
        """The bytes of a blob; None where it is not there, or is not what its name says."""
        with self._open(f"{BLOBS}/{sha256[:2]}", sha256) as file:
            if file is None:
                return None
            if os.fstat(file.fileno()).st_size > BLOB_LIMIT:
                self.odd.append(f"{BLOBS}/{sha256[:2]}/{sha256[:12]}…: too large; it was left alone")
                return None
            data = file.read(BLOB_LIMIT + 1)
        if digest(data) != sha256:
            self.odd.append(f"{BLOBS}/{sha256[:2]}/{sha256[:12]}…: its bytes are not what its name says; left alone")
            return None
        return data

    def has_blob(self, sha256: str, size: int) -> bool:
        """Whether a blob of this name and size is there; one that was half-written is not."""
        try:
            with self._folder(f"{BLOBS}/{sha256[:2]}") as folder:
                found = os.stat(sha256, dir_fd=folder, follow_symlinks=False)
        except OSError:
            return False
        return stat.S_ISREG(found.st_mode) and found.st_size == size

    def put_blob(self, sha256: str, data: bytes) -> None:
        """Writes a blob. Its bytes are not forced to the disk: a reader checks them, a wrong size is put anew."""
        self._put(f"{BLOBS}/{sha256[:2]}", sha256, data, durable=False)

    def drop_blob(self, sha256: str) -> bool:
        """Takes a blob away; whether it was there."""
        try:
            with self._folder(f"{BLOBS}/{sha256[:2]}") as folder:
                os.unlink(sha256, dir_fd=folder)
        except OSError:
            return False
        return True

    def put_rows(self, part: str, log: str, bodies: Iterator[str]) -> None:
        """Writes a file of rows whole."""
        self._put(part, f"{log}.jsonl", "".join(f"{body}\n" for body in bodies).encode("ascii"), durable=True)

    def add_rows(self, log: str, bodies: Iterator[str]) -> None:
        """Adds rows behind those of a log's file that is whole."""
        data = "".join(f"{body}\n" for body in bodies).encode("ascii")
        flags = os.O_WRONLY | os.O_APPEND | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
        with (
            self._written(LOGS, f"{log}.jsonl"),
            self._folder(LOGS) as folder,
            os.fdopen(os.open(f"{log}.jsonl", flags, dir_fd=folder), "wb") as file,
        ):
            file.write(data)
            file.flush()
            os.fsync(file.fileno())

    def drop_rows(self, part: str, log: str) -> None:
        """Takes a file of rows away."""
        with suppress(OSError), self._folder(part) as folder:
            os.unlink(f"{log}.jsonl", dir_fd=folder)

    def _put(self, part: str, name: str, data: bytes, *, durable: bool) -> None:
        beside = f"{_PART}{secrets.token_hex(8)}.part"
        with self._written(part, name), self._folder(part, make=True) as folder:
            try:
                flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
                with os.fdopen(os.open(beside, flags, 0o666, dir_fd=folder), "wb") as file:
                    file.write(data)
                    if durable:
                        file.flush()
                        os.fsync(file.fileno())
                os.replace(beside, name, src_dir_fd=folder, dst_dir_fd=folder)
            except BaseException:
                with suppress(OSError):
                    os.unlink(beside, dir_fd=folder)
                raise

    @contextmanager
    def _written(self, part: str, name: str) -> Iterator[None]:
        """Errors of writing as errors of the house."""
        try:
            yield
        except OSError as error:
            raise _unwritten(self.path / part / name, error) from error

    @contextmanager
    def _open(self, part: str, name: str) -> Iterator[BinaryIO | None]:
        """A file to read; None where there is none, or none that is read."""
        try:
            with self._folder(part) as folder:
                descriptor = os.open(name, _FILE, dir_fd=folder)
        except FileNotFoundError:
            yield None
            return
        except OSError as error:
            self.odd.append(f"{part}/{name}: {_why(error)}; it was left alone")
            yield None
            return
        if stat.S_ISREG(os.fstat(descriptor).st_mode):
            with os.fdopen(descriptor, "rb") as file:
                yield file
            return
        os.close(descriptor)
        self.odd.append(f"{part}/{name}: no ordinary file; it was left alone")
        yield None

    def _names(self, part: str) -> list[str]:
        try:
            with self._folder(part) as folder:
                return sorted(os.listdir(folder))  # noqa: PTH208 - by descriptor
        except FileNotFoundError:
            return []
        except OSError as error:
            self.odd.append(f"{part}: {_why(error)}; nothing in it was read")
            return []

    @contextmanager
    def _folder(self, part: str, *, make: bool = False) -> Iterator[int]:
        """A folder of ours as a descriptor, reached step by step, no link followed."""
        descriptor = os.open(self.path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            for step in part.split("/"):
                if make:
                    with suppress(FileExistsError):
                        os.mkdir(step, dir_fd=descriptor)
                below = os.open(step, _FOLDER, dir_fd=descriptor)
                os.close(descriptor)
                descriptor = below
            yield descriptor
        finally:
            os.close(descriptor)


@dataclass(frozen=True, slots=True)
class _Stop:
    """Why a line is not a row."""

    torn: bool = False
    fault: str = ""


def _lines(file: BinaryIO) -> Iterator[bytes]:
    while line := file.readline(LIMIT + 2):
        yield line


def _body(line: bytes) -> str | _Stop:
    if not line.endswith(b"\n"):
        return _Stop(fault="is longer than an event can be") if len(line) > LIMIT else _Stop(torn=True)
    try:
        return line[:-1].decode("ascii")
    except UnicodeDecodeError:
        return _Stop(fault="is no event: it holds other characters than ASCII")


def _why(error: OSError) -> str:
    if error.errno in (errno.ELOOP, errno.ENOTDIR, errno.EMLINK):
        return "a link, or no folder"
    return (error.strerror or str(error)).lower()


def _unwritten(path: Path, error: OSError) -> ReviewerError:
    kept = "what was taken in is kept; what was written before is whole"
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return DiskFull(f"{path}: the disk takes no more", kept=kept, next_step="make room and sync again")
    return ExportError(f"{path} was not written: {_why(error)}", kept=kept, next_step="mend the folder and sync again")
