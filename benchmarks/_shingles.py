"""The article-extraction-benchmark's own measure: how much of a page's body was kept, and how much else with it.

Counts of 4-token shingles per page, normalised to sum 1; precision and recall are means over pages, F1 is of the means.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

_TOKEN = re.compile(r"\w+")
_LENGTH = 4


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the public set: its bytes, its address and the body text that people marked."""

    id: str
    url: str
    body: str
    raw: bytes


def pages(shared: Path) -> list[Page]:
    """The 181 pages of the set."""
    lines = (shared / "data" / "articles_html.jsonl").read_text("utf-8").splitlines()
    return [
        Page(row["id"], row["url"], row["body"], gzip.decompress((shared / "data" / row["html"]).read_bytes()))
        for row in map(json.loads, lines)
    ]


def counts(true: str, kept: str) -> tuple[float, float, float]:
    """Shares of true positives, false positives and false negatives among all shingles of one page."""
    gold, ours = _shingles(true), _shingles(kept)
    hits, extra, missed = (gold & ours).total(), (ours - gold).total(), (gold - ours).total()
    total = hits + extra + missed
    return (hits / total, extra / total, missed / total) if total else (0.0, 0.0, 0.0)


def figures(per_page: Iterable[tuple[float, float, float]]) -> dict[str, float]:
    """F1, precision and recall of a whole set."""
    rows = list(per_page)
    precision = mean(hits / (hits + extra) for hits, extra, _ in rows if hits + extra)
    recall = mean(hits / (hits + missed) for hits, _, missed in rows if hits + missed)
    return {"F1": 2 * precision * recall / (precision + recall), "precision": precision, "recall": recall}


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    tokens = _TOKEN.findall(text)
    last = max(1, len(tokens) - _LENGTH + 1)
    return Counter(s for i in range(last) if (s := tuple(tokens[i : i + _LENGTH])))


def article_of(text: str, reader: str) -> str:
    """The body blocks of `text` with the subheads among them, as ingest classes them."""
    from reviewer.ingest import classify
    from reviewer.model.article import BlockClass

    kept: list[str] = []
    for block in classify(text, reader=reader):
        if block.cls is BlockClass.BODY or (kept and block.cls is BlockClass.SUBHEAD):
            kept.append(block.span.of(text))
    return "\n".join(kept)
