"""What does matching one new article cost? 30 claims against 20,000 made-up ones, four of ten an edited variant."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

import numpy as np
from rapidfuzz import fuzz, process
from sklearn.feature_extraction.text import TfidfVectorizer
from sparse_dot_topn import sp_matmul_topn

from benchmarks._sets import claim_of
from benchmarks.lineage_bench import Writer
from benchmarks.table import Row
from reviewer.match.candidates import MemoryIndex, nearest
from reviewer.match.pair import best
from reviewer.match.side import Side
from reviewer.match.terms import terms
from reviewer.match.weights import Weights

T = TypeVar("T")
SEED = 41
CLAIMS = 20_000
QUERIES = 30
TOP = 20


def corpus(seed: int = SEED) -> tuple[list[str], list[str], list[int]]:
    """Claims, queries, and for each query the number of the claim that it is a variant of (-1: of none)."""
    chance = random.Random(seed)
    writer = Writer(chance)
    claims = [_sentence(writer, writer.some(chance.randint(8, 22))) for _ in range(CLAIMS)]
    gold = [chance.randrange(CLAIMS) if number % 5 < 2 else -1 for number in range(QUERIES)]
    queries = [
        _edited(writer, claims[number]) if number >= 0 else _sentence(writer, writer.some(15)) for number in gold
    ]
    return claims, queries, gold


def _sentence(writer: Writer, words: Sequence[str]) -> str:
    """Words as a claim with a number in it."""
    return " ".join([*words, str(writer.chance.randint(2, 9_000))]).capitalize() + "."


def _edited(writer: Writer, claim: str) -> str:
    """A claim with every fourth word changed and two pairs of words swapped."""
    words = [writer.some(1)[0] if writer.chance.random() < 0.25 else word for word in claim.rstrip(".").split()]
    for _ in range(2):
        i = writer.chance.randrange(len(words) - 1)
        words[i], words[i + 1] = words[i + 1], words[i]
    return " ".join(words) + "."


def rows(shared: Path) -> list[Row]:
    """CPU milliseconds for the article, and how many variants are among the first twenty."""
    del shared
    claims, queries, gold = corpus()
    start = time.process_time()
    index = MemoryIndex()
    for claim in claims:
        index.add(terms(claim))
    built = time.process_time() - start
    weights = Weights(1, 2_000, index.size, index.counts())
    sides = [Side.of(claim_of(query, CLAIMS + i, "new"), query) for i, query in enumerate(queries)]
    found, candidates = _timed(lambda: nearest(index, [side.terms for side in sides], weights))
    others = [
        [Side.of(claim_of(claims[c.number], c.number), claims[c.number]) for c in candidates_of]
        for candidates_of in found
    ]
    kept, scored = _timed(lambda: [best(side, group, weights) for side, group in zip(sides, others, strict=True)])
    matched = [[int(m.left[1:]) for m in each.matches] for each in kept]
    return [
        *_peers(claims, queries, gold),
        Row("ours: normalise and index all claims", {"CPU ms": built * 1000}),
        Row("ours: candidates", {"CPU ms": candidates * 1000, "variants found": _recall(found_numbers(found), gold)}),
        Row("ours: scored and compared", {"CPU ms": scored * 1000, "variants found": _recall(matched, gold)}),
    ]


def found_numbers(found: Sequence[Sequence[tuple[int, float]]]) -> list[list[int]]:
    """The claims of each query's candidates, best first."""
    return [[number for number, _ in group] for group in found]


def _peers(claims: list[str], queries: list[str], gold: list[int]) -> list[Row]:
    ratio, fuzzy = _timed(lambda: process.cdist(queries, claims, scorer=fuzz.token_set_ratio))
    vectorizer = TfidfVectorizer()
    matrix = vectorizer.fit_transform(claims)
    asked = vectorizer.transform(queries)
    product, sparse = _timed(lambda: sp_matmul_topn(asked, matrix.T.tocsr(), top_n=TOP, threshold=0.1, sort=True))
    first = [[int(n) for n in np.argsort(-row, kind="stable")[:TOP]] for row in ratio]
    nearest_by_cosine = [[int(n) for n in product[i].indices] for i in range(len(queries))]
    measured = {
        "rapidfuzz cdist, token_set_ratio": (fuzzy, first),
        "sparse_dot_topn, TF-IDF": (sparse, nearest_by_cosine),
    }
    return [
        Row(name, {"CPU ms": seconds * 1000, "variants found": _recall(found, gold)}, peer=True)
        for name, (seconds, found) in measured.items()
    ]


def _recall(found: Sequence[Sequence[int]], gold: Sequence[int]) -> float:
    wanted = [(numbers[:TOP], number) for numbers, number in zip(found, gold, strict=True) if number >= 0]
    return sum(number in numbers for numbers, number in wanted) / len(wanted)


def _timed(work: Callable[[], T]) -> tuple[T, float]:
    start = time.process_time()
    found = work()
    return found, time.process_time() - start
