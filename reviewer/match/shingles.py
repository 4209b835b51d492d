"""Runs of five words as 64-bit numbers that are the same on every machine: the trace that copying leaves."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from reviewer.model.span import Span

K = 5
"""Words in a shingle. Containment of 5-word shingles >= .1 found 45 % of two-sentence quotes at precision .97."""
SAMPLE = 8
"""One shingle in so many, chosen by its value, goes into the sketch that finds suspects."""

_MASK = (1 << 64) - 1
_WORD = re.compile(r"\w+")
_FACTORS = [pow(0x9E3779B97F4A7C15, i, 1 << 64) | 1 for i in range(1, K + 1)]


@lru_cache(maxsize=100_000)
def _hashes(word: str) -> tuple[int, ...]:
    """A word's number at each place of a shingle."""
    number = int.from_bytes(hashlib.blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")
    return tuple(number * factor & _MASK for factor in _FACTORS)


def _sequence(words: Sequence[str]) -> list[int]:
    """The shingle that starts at each word; empty for fewer than K words."""
    rows = [_hashes(word) for word in words]
    places = [[row[i] for row in rows[i:]] for i in range(K)]
    return [sum(at) & _MASK for at in zip(*places, strict=False)]


def _places(text: str, blocks: Iterable[Span]) -> list[tuple[str, int, int]]:
    spans = list(blocks) or ([Span(0, len(text))] if text else [])
    return [
        (match.group().lower(), match.start(), match.end())
        for span in spans
        for match in _WORD.finditer(text, span.start, span.end)
    ]


def shingles(text: str, blocks: Iterable[Span] = ()) -> frozenset[int]:
    """The shingles of `text`, or of its `blocks` read one after another."""
    return frozenset(_sequence([word for word, _, _ in _places(text, blocks)]))


def sketch(every: Iterable[int]) -> frozenset[int]:
    """The sample of shingles that an index of articles keeps."""
    return frozenset(number for number in every if (number >> 32) % SAMPLE == 0)


def shared_places(text: str, common: frozenset[int], blocks: Iterable[Span] = ()) -> tuple[Span, ...]:
    """The places of `text` that are made of shingles in `common`, touching ones joined."""
    places = _places(text, blocks)
    spans: list[Span] = []
    for i, number in enumerate(_sequence([word for word, _, _ in places])):
        if number in common:
            start, end = places[i][1], places[i + K - 1][2]
            if spans and start <= spans[-1].end:
                spans[-1] = Span(spans[-1].start, max(end, spans[-1].end))
            else:
                spans.append(Span(start, end))
    return tuple(spans)
