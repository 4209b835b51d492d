"""Plain text: the canonical text is the decoded file, nothing added and nothing left away."""

from __future__ import annotations

from reviewer.ingest.decode import decode
from reviewer.ingest.extracted import Extracted

VERSION = "1"


def extract(raw: bytes) -> Extracted:
    """`raw` decoded; the version names the encoding, so that it is recorded."""
    decoded = decode(raw)
    return Extracted(decoded.text, f"{VERSION} {decoded.encoding}", remarks=decoded.remarks)
