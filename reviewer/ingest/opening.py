"""Opening files that others may have put there: regular files inside the root only, up to a size, without waiting."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from reviewer.errors import UnreadableArticle

TEXT_LIMIT = 5_000_000
"""Bytes of a text file, by default."""

BINARY_LIMIT = 50_000_000
"""Bytes of a PDF, DOCX or HTML file, by default: most of it is pictures and scripts."""

_BINARY_SUFFIXES = (".pdf", ".docx", ".html", ".htm", ".xhtml")
_SAID = {
    errno.ENOENT: "no such file",
    errno.EACCES: "no permission to read it",
    errno.EPERM: "no permission to read it",
    errno.ELOOP: "it is a symbolic link, or links that lead in a circle",
    errno.ENAMETOOLONG: "its name is too long",
    errno.ENXIO: "it is no regular file",
    errno.EISDIR: "it is a folder",
    errno.ENOTDIR: "a part of its path is no folder",
}


def limit_for(name: str) -> int:
    """The default size limit in bytes for a file of this name."""
    return BINARY_LIMIT if name.lower().endswith(_BINARY_SUFFIXES) else TEXT_LIMIT


def read_bytes(path: Path, root: Path, limit: int | None = None) -> bytes:
    """The bytes of a regular file inside `root`.

    Symbolic links are followed only where everything stays inside `root`; the file itself is opened without following
    any, so that nothing can be swapped in between. Pipes, devices and folders are never read from.

    Args:
        path: the file, absolute or relative to `root`.
        root: the folder that it must lie in.
        limit: most bytes; None takes `limit_for` its name.

    Raises:
        UnreadableArticle: with the reason in words.
    """
    limit = limit_for(path.name) if limit is None else limit
    try:
        real = _inside(path, root)
        handle = os.open(real, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        raise UnreadableArticle(_words(error)) from None
    except ValueError:
        raise UnreadableArticle("its name holds a character that no file name can have") from None
    try:
        return _whole(handle, limit)
    except OSError as error:
        raise UnreadableArticle(_words(error)) from None
    finally:
        os.close(handle)


def _inside(path: Path, root: Path) -> Path:
    try:
        real_root = root.resolve(strict=True)
        real = (real_root / path).resolve(strict=True)
    except RuntimeError:  # Python 3.11 and 3.12 say so of links in a circle
        raise UnreadableArticle(_SAID[errno.ELOOP]) from None
    if not real.is_relative_to(real_root):
        raise UnreadableArticle("it lies outside the workspace")
    return real


def _whole(handle: int, limit: int) -> bytes:
    status = os.fstat(handle)
    if not stat.S_ISREG(status.st_mode):
        raise UnreadableArticle("it is no regular file")
    if status.st_size > limit:
        raise UnreadableArticle(_too_large(status.st_size, limit))
    parts: list[bytes] = []
    left = limit + 1
    # It may still be growing: never more than the limit, whatever was said above.
    while left > 0 and (part := os.read(handle, min(left, 1 << 20))):
        parts.append(part)
        left -= len(part)
    if left <= 0:
        raise UnreadableArticle(_too_large(limit + 1, limit))
    return b"".join(parts)


def _too_large(size: int, limit: int) -> str:
    return f"it is larger than the limit: {_megabytes(size)} of at most {_megabytes(limit)}"


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB"


def _words(error: OSError) -> str:
    return _SAID.get(error.errno or 0, error.strerror or "it cannot be read")
