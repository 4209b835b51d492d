"""A file is written whole or not at all."""

from __future__ import annotations

import errno
import os
import secrets
import stat
from collections.abc import Collection, Iterable
from pathlib import Path

from reviewer.errors import ExportError

_OLD_KEPT = "the file that was there is whole and unchanged"
_NOTHING = "nothing was written"


def write_whole(path: Path, chunks: Iterable[str | bytes], *, protected: Collection[Path] = ()) -> int:
    """Write `chunks` to `path` and return the number of bytes, once they are on the disk.

    A new file gets the mode that the user's umask gives; one that was there keeps its mode. Whatever stops the writing
    (a full disk, an exception of `chunks`, ctrl-C), the old file stays as it was and no part of the new one remains.

    Args:
        path: where to. Its folder must be there.
        chunks: text goes out as UTF-8.
        protected: files that must never be written over (the project file, the database, articles).

    Raises:
        ExportError: refused, or could not be written; says what was kept.
    """
    target, mode = _target(path, protected)
    part = target.with_name(f".reviewer-{secrets.token_hex(8)}.part")
    kept = _NOTHING if mode is None else _OLD_KEPT
    try:
        size = _write(part, chunks, mode)
        part.replace(target)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise ExportError(f"{path} was not written: {_reason(error)}", kept=kept, next_step=_next(error)) from error
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    _sync_folder(target.parent)
    return size


def check_place(path: Path, *, protected: Collection[Path] = ()) -> None:
    """Refuses a place that `write_whole` would refuse, before anything else is done for it. Raises ExportError."""
    _target(path, protected)


def _target(path: Path, protected: Collection[Path]) -> tuple[Path, int | None]:
    """The file to replace, and its mode (None: there is none yet)."""
    try:
        found = path.lstat() if path.name else None
        if found is not None and stat.S_ISLNK(found.st_mode):
            path = _followed(path)
            found = path.lstat()
    except FileNotFoundError:
        found = None
    except OSError as error:
        raise ExportError(f"{path} cannot be written: {_reason(error)}", kept=_NOTHING) from error
    if found is None and (not path.name or path.name in (".", "..") or path.is_dir()):
        raise ExportError(f"{path} is a folder", kept=_NOTHING, next_step="name a file in it")
    if not path.parent.is_dir():
        raise ExportError(f"there is no folder {path.parent}", kept=_NOTHING, next_step="make it first")
    for other in protected:
        if _same(path, other):
            raise ExportError(f"{path} belongs to the workspace and is never written over", kept=_OLD_KEPT)
    if found is None:
        return path, None
    if stat.S_ISDIR(found.st_mode):
        raise ExportError(f"{path} is a folder", kept=_NOTHING, next_step="name a file in it")
    if not stat.S_ISREG(found.st_mode):
        raise ExportError(f"{path} is no ordinary file", kept=_NOTHING, next_step="name a file")
    if not found.st_mode & 0o222 or not os.access(path, os.W_OK):
        raise ExportError(f"{path} is read-only", kept=_OLD_KEPT, next_step="name another file")
    return path, stat.S_IMODE(found.st_mode)


def _followed(link: Path) -> Path:
    """Where a symlink leads, if that is a file in the same folder."""
    target = link.parent / link.readlink()
    if target.is_symlink() or target.parent.resolve() != link.parent.resolve():
        raise ExportError(
            f"{link} is a link to another place", kept=_OLD_KEPT, next_step="name the file itself, or another one"
        )
    return target


def _same(path: Path, other: Path) -> bool:
    try:
        return path.samefile(other)
    except OSError:
        return path.absolute() == other.absolute()


def _write(part: Path, chunks: Iterable[str | bytes], mode: int | None) -> int:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
    with os.fdopen(os.open(part, flags, 0o666), "wb") as file:
        size = 0
        for chunk in chunks:
            size += file.write(chunk.encode("utf-8") if isinstance(chunk, str) else chunk)
        file.flush()
        if mode is not None:
            os.fchmod(file.fileno(), mode)
        os.fsync(file.fileno())
    return size


def _sync_folder(folder: Path) -> None:
    """Makes the new name durable; the file is whole either way, so a file system that cannot do it is no fault."""
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(descriptor)
    except OSError:
        pass
    finally:
        os.close(descriptor)


def _reason(error: OSError) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "no room left"
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return "the place cannot be written"
    return (error.strerror or str(error)).lower()


def _next(error: OSError) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "make room, or name a place on another disk"
    return "name another place"
