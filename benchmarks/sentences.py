"""Sentence splitting: golden rules, UD English PUD (F1 of exact spans), speed, against pySBD and syntok."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Iterable
from itertools import pairwise
from pathlib import Path

from benchmarks.table import Row
from reviewer.text.sentences import split

Splitter = Callable[[str], list[tuple[int, int]]]


def _records(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def golden(shared: Path, splitter: Splitter) -> int:
    """How many of the 48 golden rules pass."""
    rules = _records(shared / "data" / "sentences_golden_rules.jsonl")
    return sum([r["text"][a:b] for a, b in splitter(r["text"])] == r["sents"] for r in rules)  # type: ignore[index]


def pud(shared: Path, splitter: Splitter) -> dict[str, float]:
    """Precision, recall and F1 of exact spans, and sentences a second of processor time."""
    right = wrong = missed = 0
    spent = 0.0
    for record in _records(shared / "data" / "sentences_ud_pud.jsonl"):
        text = str(record["text"])
        start = time.process_time()
        found = set(splitter(text))
        spent += time.process_time() - start
        gold = {tuple(span) for span in record["sents"]}  # type: ignore[attr-defined]
        right += len(gold & found)
        wrong += len(found - gold)
        missed += len(gold - found)
    return {
        "precision": right / (right + wrong),
        "recall": right / (right + missed),
        "F1": 2 * right / (2 * right + wrong + missed),
        "sentences/s": (right + missed) / spent,
    }


def ours(text: str) -> list[tuple[int, int]]:
    """Our own."""
    return [(span.start, span.end) for span in split(text)]


def regex(text: str) -> list[tuple[int, int]]:
    """A break after every end mark before white space and a capital letter."""
    return _trimmed(text, [m.end() for m in re.finditer(r"[.!?…][\"'”’)]*(?=\s+[\"'“‘(]*[A-Z])", text)])


def _trimmed(text: str, breaks: Iterable[int]) -> list[tuple[int, int]]:
    edges = [0, *breaks, len(text)]
    spans = []
    for start, end in pairwise(edges):
        piece = text[start:end]
        if piece.strip():
            spans.append((start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())))
    return spans


def pysbd() -> Splitter:
    """The peer pySBD (needs the group `bench`)."""
    import pysbd as peer

    segmenter = peer.Segmenter(language="en", clean=False, char_span=True)

    def splitter(text: str) -> list[tuple[int, int]]:
        spans = []
        for found in segmenter.segment(text):
            piece = text[found.start : found.end]
            spans.append((found.start, found.end - len(piece) + len(piece.rstrip())))
        return spans

    return splitter


def syntok() -> Splitter:
    """The peer syntok (needs the group `bench`)."""
    from syntok import segmenter

    def splitter(text: str) -> list[tuple[int, int]]:
        return [
            (tokens[0].offset, tokens[-1].offset + len(tokens[-1].value))
            for paragraph in segmenter.analyze(text)
            for tokens in paragraph
        ]

    return splitter


def rows(shared: Path) -> list[Row]:
    """Ours and the peers, measured in one run."""
    splitters: list[tuple[str, Splitter, bool]] = [("reviewer", ours, False), ("regex", regex, True)]
    splitters += [("pySBD", pysbd(), True), ("syntok", syntok(), True)]
    return [
        Row(name, {"golden rules of 48": golden(shared, splitter), **pud(shared, splitter)}, peer)
        for name, splitter, peer in splitters
    ]
