"""Loaders of the public sets and plain metrics, for the benches of matching."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from reviewer.extract import describe
from reviewer.model.article import Metadata
from reviewer.model.claim import Claim, ClaimKind, Cut, Extraction
from reviewer.model.span import Span

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


def records(shared: Path, name: str) -> Iterator[dict[str, Any]]:
    """The lines of `data/<name>.jsonl`."""
    with (shared / "data" / f"{name}.jsonl").open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of ECB+: its topic, its document, and the events that it speaks of."""

    topic: str
    document: str
    text: str
    events: frozenset[str]


def ecbplus(shared: Path, split: str) -> list[Sentence]:
    """The sentences of a split in the order of the file."""
    return [
        Sentence(record["topic"], document["doc"], sentence["text"], frozenset(sentence["events"]))
        for record in records(shared, "overlap_ecbplus")
        if record["split"] == split
        for document in record["docs"]
        for sentence in document["sents"]
    ]


def cross_pairs(sentences: Sequence[Sentence]) -> tuple[list[tuple[int, int]], Flags]:
    """All pairs of sentences of different documents, and whether they share an event."""
    pairs = [
        (i, j)
        for i, left in enumerate(sentences)
        for j, right in enumerate(sentences[i + 1 :], i + 1)
        if left.document != right.document
    ]
    gold = np.array([bool(sentences[i].events & sentences[j].events) for i, j in pairs])
    return pairs, gold


def claim_of(text: str, number: int, article: str = "", metadata: Metadata | None = None) -> Claim:
    """The claim that a whole sentence is, with its numbers, dates and names as extraction reads them."""
    span = Span(0, len(text.rstrip()))
    cut = Cut(span, span, ClaimKind.FACT, "sentence")
    empty = Extraction((), (cut,))
    claim = describe(
        cut, text, article=article or f"a{number}", version="v", metadata=metadata or Metadata(), context=empty
    )
    return replace(claim, id=f"c{number:07}")


def average_precision(gold: Flags, scores: Floats) -> float:
    """Mean of the precision at each gold pair, best first; ties in the order given."""
    ranked = gold[np.argsort(-scores, kind="stable")]
    hits = np.cumsum(ranked)
    return float((hits[ranked] / (np.nonzero(ranked)[0] + 1)).mean())


def best_f1(gold: Flags, scores: Floats) -> tuple[float, float]:
    """The best F1 over all thresholds, and the threshold."""
    order = np.argsort(-scores, kind="stable")
    hits = np.cumsum(gold[order])
    f1 = 2 * hits / (np.arange(1, len(gold) + 1) + gold.sum())
    best = int(f1.argmax())
    return float(f1[best]), float(scores[order[best]])


def f1_of(gold: Flags, called: Flags) -> float:
    """F1 of the pairs that were called."""
    hits = float((gold & called).sum())
    return 2 * hits / (gold.sum() + called.sum()) if hits else 0.0


def precision_recall(gold: Flags, called: Flags) -> tuple[float, float]:
    """Precision and recall of the pairs that were called; precision of nothing called is 1."""
    hits = float((gold & called).sum())
    return (hits / called.sum() if called.any() else 1.0), (hits / gold.sum() if gold.any() else 1.0)
