"""From bytes to claims: articles and claims a second, beside plain reading, on one core."""

from __future__ import annotations

import gzip
import re
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks._sets import records
from benchmarks.table import Row
from reviewer.extract import claims
from reviewer.ingest import classify, metadata_of, read

Raw = Sequence[tuple[str, bytes]]
REPEAT = 10
"""Times that the few plain articles are read, so that a clock tick is nothing beside it."""


def rows(shared: Path) -> list[Row]:
    """Plain text and HTML, each beside the same bytes only decoded and split by a naive rule."""
    plain = [(path.name, path.read_bytes()) for path in _plain(shared)] * REPEAT
    pages = [
        (f"{r['id']}.html", gzip.decompress((shared / "data" / r["html"]).read_bytes()))
        for r in records(shared, "articles_html")
    ]
    return [
        _row("plain text, whole chain", plain, _chain),
        _row("plain text, decode and split at full stops", plain, _naive, peer=True),
        _row("HTML, whole chain", pages, _chain),
        _row("HTML, trafilatura alone", pages, _trafilatura, peer=True),
    ]


def _plain(shared: Path) -> list[Path]:
    ours = Path(__file__).resolve().parents[1] / "examples" / "articles"
    return [*sorted(ours.glob("*.txt")), *sorted((shared / "seeds").glob("*.txt"))]


def _row(name: str, raw: Raw, work: Callable[[str, bytes], int], *, peer: bool = False) -> Row:
    work(*raw[0])  # libraries are loaded and rules compiled once, not per article
    started = time.process_time()
    found = sum(work(*item) for item in raw)
    seconds = time.process_time() - started
    figures: dict[str, float | str] = {
        "articles": len(raw),
        "articles/s of CPU": len(raw) / seconds,
        "ms an article": 1000 * seconds / len(raw),
        "claims": found,
        "claims/s of CPU": found / seconds,
    }
    return Row(name, figures, peer)


def _chain(name: str, raw: bytes) -> int:
    reading = read(raw, name)
    blocks = classify(reading.text)
    metadata = reading.metadata.over(metadata_of(reading.text, blocks))
    return len(claims(reading.text, blocks, metadata, "a" * 26, "v" * 26))


def _naive(_name: str, raw: bytes) -> int:
    return len(re.split(r"(?<=[.!?])\s+", raw.decode("utf-8", "replace")))


def _trafilatura(_name: str, raw: bytes) -> int:
    import trafilatura

    text = trafilatura.extract(raw.decode("utf-8", "replace"), favor_precision=True) or ""
    return len(re.split(r"(?<=[.!?])\s+", text))
