"""What does it cost to find all near claims at once? CPU seconds, beside comparing all with all and a full product.

rapidfuzz's `cdist` of a list with itself works out the triangle only (`cdist_single_list`, where scorers are
symmetric): that is what ours is held to. What `token_sort_ratio` costs is taken from each SAMPLED-th row against all,
halved; it gives `ratio` of the words in order, so its pairs are had from that.
"Join only" is from vectors to near pairs; claims that merely read alike (`match.alike`) are in the first rows only.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Sequence
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from rapidfuzz import fuzz, process
from sparse_dot_topn import sp_matmul_topn

from benchmarks import _made_claims
from benchmarks.table import Row
from reviewer.match import alike_batch, near, near_batch, near_plain
from reviewer.match.alike import ordered
from reviewer.match.near import CLOSE, KEPT
from reviewer.match.terms import terms
from reviewer.match.weights import Weights

T = TypeVar("T")
ALL_WITH_ALL = 20_000
JOINED = 100_000
"""Of prose there are fewer: some 46,500 different sentences, all of them taken."""
SAMPLED = 20
ALIKE = 70
"""rapidfuzz score (0..100) from which a pair of theirs must be among ours."""
Pairs = set[tuple[int, int]]


def rows(shared: Path) -> list[Row]:
    """All against all, from texts to scored pairs, on made-up claims and on real prose; then the join only."""
    return [
        *_against_all("made up", _made_claims.made(ALL_WITH_ALL).texts),
        *_against_all("real prose", _made_claims.prose(shared, ALL_WITH_ALL)),
        *_joined("made up", [tuple(text.split()) for text in _made_claims.made(JOINED).texts]),
        *_joined("real prose", [terms(text) for text in _made_claims.prose(shared, JOINED)]),
    ]


def _against_all(name: str, texts: list[str]) -> list[Row]:
    ours, spent = _timed(lambda: _near_texts(texts))
    found = [Row(f"{name}, {len(texts):,}: texts to scored pairs", {"CPU s": spent, "pairs": len(ours)})]
    in_order = list(map(ordered, texts))
    sampled = texts[::SAMPLED]
    for scorer, compared, rows_ in ((fuzz.ratio, texts, texts), (fuzz.token_sort_ratio, in_order, sampled)):
        _, cost = _timed(partial(process.cdist, rows_, texts, scorer=scorer, dtype=np.uint8))
        theirs = _alike(process.cdist(compared, compared, scorer=fuzz.ratio, dtype=np.uint8, score_cutoff=ALIKE - 0.5))
        cost *= 1 if rows_ is texts else SAMPLED / 2
        figures: dict[str, Any] = {
            "CPU s": cost,
            "times ours": cost / spent,
            "pairs": len(theirs),
            "found by us": _share(theirs, ours),
        }
        found.append(Row(f"rapidfuzz cdist, {scorer.__name__}, triangle", figures, peer=True))
    return found


def _near_texts(texts: Sequence[str]) -> Pairs:
    pairs = alike_batch.join(map(terms, texts), texts, lambda df: _weights(len(texts), df), range(len(texts)))
    return _set(pairs[0], pairs[1])


def _alike(scores: Any) -> Pairs:
    ones, others = np.nonzero(scores >= ALIKE)
    return _set(ones[ones < others], others[ones < others])


def _joined(name: str, claims: Sequence[Sequence[str]]) -> list[Row]:
    """The same vectors in every way."""
    weights = _weights(len(claims), near.frequencies(claims))
    table = near_batch.Table(claims, lambda _: weights, range(len(claims)))
    whole = table.whole.astype(np.float32)
    full, cost = _timed(lambda: sp_matmul_topn(whole, whole.T.tocsr(), top_n=KEPT + 1, threshold=CLOSE))
    met = full.tocoo()
    theirs = _set(np.minimum(met.row, met.col)[met.row != met.col], np.maximum(met.row, met.col)[met.row != met.col])
    batch, spent = _timed(lambda: near_batch.kept([table.join(*block) for block in near_batch.blocks(len(table))]))
    vectors = [near.vector(claim, weights) for claim in claims]
    plain, alone = _timed(lambda: near.kept(near_plain.join(vectors, range(len(vectors)), weights.idf)))
    ways = {
        f"{name}, join only, with [scale]": (_set(batch[0], batch[1]), spent),
        f"{name}, join only, without": ({(pair.one, pair.other) for pair in plain}, alone),
    }
    return [
        Row(
            f"sparse_dot_topn, full product, {name}, {len(claims):,}", {"CPU s": cost, "pairs": len(theirs)}, peer=True
        ),
        *(
            Row(way, {"CPU s": s, "of the peer's time": s / cost, "pairs": len(p), "found by us": _share(theirs, p)})
            for way, (p, s) in ways.items()
        ),
    ]


def _weights(claims: int, df: Any) -> Weights:
    return Weights(1, max(1_000, claims // _made_claims.ARTICLE), claims, df)


def _set(ones: Any, others: Any) -> Pairs:
    return set(zip(ones.tolist(), others.tolist(), strict=True))


def _share(wanted: Collection[tuple[int, int]], found: Pairs) -> float:
    return sum(pair in found for pair in wanted) / max(1, len(wanted))


def _timed(work: Callable[[], T]) -> tuple[T, float]:
    start = time.process_time()
    found = work()
    return found, time.process_time() - start
