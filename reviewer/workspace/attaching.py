"""Files taken in as evidence."""

from __future__ import annotations

from pathlib import Path

from reviewer.errors import InputError
from reviewer.model.verdict import Evidence, EvidenceKind, Stance
from reviewer.workspace.desk import Blobs, Desk

EVIDENCE_LIMIT = 50 * 1024 * 1024
"""Bytes of a file that is attached as evidence."""


def attach(desk: Desk, path: Path) -> Evidence:
    """Takes a file in, to be named by evidence. The bytes are kept; the name is the file's own."""
    try:
        size = path.stat().st_size
        if size > EVIDENCE_LIMIT:
            raise InputError(
                f"the file is too large: {size:,} bytes", next_step="files up to 50 MB can be attached; give a link"
            )
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"the file cannot be read: {error.strerror or error}", kept="nothing was attached") from None
    blobs = Blobs()
    sha = blobs.plain(data)
    desk.db.put_blobs(blobs)
    return Evidence(EvidenceKind.FILE, Stance.SUPPORTS, file_name=path.name, file_sha256=sha)
