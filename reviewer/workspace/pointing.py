"""Checkpoints out of the workspace, and its logs held against what was kept elsewhere."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from reviewer.errors import InputError, TamperedError
from reviewer.export import atomic, points
from reviewer.export.check import check_file
from reviewer.export.finding import Finding as Found
from reviewer.log import checkpoint, merkle
from reviewer.log.checkpoint import Checkpoint
from reviewer.workspace import keys, signing
from reviewer.workspace.desk import DATABASE, SHEET, Desk
from reviewer.workspace.views import Finding

BUNDLED = "log.jsonl"
"""The log in a bundle."""
FILE_LIMIT = 256 * 1024 * 1024
"""Bytes of a file that is held against a log."""


def checkpoints(desk: Desk) -> tuple[Checkpoint, ...]:
    """How far each log has come, the own one first."""
    trees = [(head.log, merkle.Tree(desk.db.hashes(head.log))) for head in desk.db.heads()]
    return tuple(Checkpoint(log, len(tree), tree.root()) for log, tree in trees)


def write(desk: Desk, found: tuple[Checkpoint, ...], path: Path, key: Path | None) -> Path | None:
    """Writes a checkpoint file and, with a key, its signature; the path of the signature.

    Raises:
        ExportError: nothing was written, or it was not signed (the message says which).
    """
    atomic.write_whole(path, [points.text_of(found)], protected=(desk.folder / SHEET, desk.folder / DATABASE))
    return signing.sign(path, key) if key is not None else None


def logs_of(desk: Desk) -> dict[str, list[str]]:
    """The event hashes of every log here."""
    return {head.log: desk.db.hashes(head.log) for head in desk.db.heads()}


def hold_against(desk: Desk, source: Path) -> Iterator[Finding]:
    """Whether the logs here continue what a file knows of them. Raises InputError."""
    yield from against(logs_of(desk), source, partial(keys.whose, desk))


def against(logs: dict[str, list[str]], source: Path, whose: Callable[[str], str] | None = None) -> Iterator[Finding]:
    """Whether logs continue what a checkpoint, an export, a log file, a bundle or a heads.json knows.

    Raises InputError. `whose`: says whose ssh key a fingerprint is.
    """
    data = _kept(source)
    name = source.name
    if not points.is_checkpoints(data) and any(found.ok is False for found in check_file_of(data, name)):
        yield Finding(ok=False, what=name, words="was changed itself: what it knows of a log is worth nothing")
        return
    yield from signing.check(source, whose) if points.is_checkpoints(data) else ()
    try:
        known = points.kept_in(data, name)
    except TamperedError as error:
        yield Finding(ok=False, what=name, words=error.what)
        return
    yield from (_shown(found) for found in points.hold(logs, known, name))
    if not known:
        yield Finding(ok=None, what=name, words="holds no checkpoint")


def check_file_of(data: bytes, name: str) -> tuple[Found, ...]:
    """What the check of an export says; nothing for a heads.json, which has none."""
    return () if b'"reviewer.heads/1"' in data[:200] else check_file(data, name)


def checkpoint_file(
    path: Path, data: bytes, logs: dict[str, list[str]] | None, desk: Desk | None = None
) -> Iterator[Finding]:
    """The findings on a checkpoint file, held against logs where there are any; `desk` tells whose key signed it."""
    yield from signing.check(path, None if desk is None else partial(keys.whose, desk))
    try:
        known = points.parse_text(data)
    except TamperedError as error:
        yield Finding(ok=False, what=path.name, words=error.what)
        return
    if logs is None:
        words = "a checkpoint says how far a log had come; only the log itself can tell whether it went on from there"
        yield Finding(ok=None, what=path.name, words=words)
        return
    yield from (_shown(found) for found in points.hold(logs, known, path.name))


def seen_by_others(desk: Desk) -> Iterator[Finding]:
    """Whether each log is still the one that `witness` events of another log saw."""
    logs = logs_of(desk)
    acts = desk.db.decisions.acts_of_type("witness")
    for act in acts:
        found = points.hold(logs, points.witnesses([act.event]), f"log {act.event.log[:8]}, event {act.event.seq},")
        own = act.event.data["log"] == desk.db.log
        # A log that was never seen here is only absent; what was merged stays, so less of it than before is a fault.
        yield from (_shown(one) for one in found if one.ok is False or (own and one.ok))


def _kept(source: Path) -> bytes:
    """What tells heads: the file, of a bundle its log."""
    if source.is_dir():
        return read(source / BUNDLED)
    if not zipfile.is_zipfile(source):
        return read(source)
    try:
        with zipfile.ZipFile(source) as archive:
            if archive.getinfo(BUNDLED).file_size > FILE_LIMIT:
                raise InputError(f"{source} is too large")
            return archive.read(BUNDLED)
    except (OSError, KeyError, zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError):
        raise InputError(f"{source} is a ZIP file, and no bundle that can be read") from None


def read(path: Path) -> bytes:
    """A file from outside. Raises InputError."""
    try:
        if path.stat().st_size > FILE_LIMIT:
            raise InputError(f"{path} is too large")
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror or error}") from None


def texts(found: tuple[Checkpoint, ...]) -> tuple[str, ...]:
    """The checkpoints as texts."""
    return tuple(checkpoint.text(one.log, one.size, one.root) for one in found)


def _shown(found: Found) -> Finding:
    return Finding(found.ok, found.what, found.words)
