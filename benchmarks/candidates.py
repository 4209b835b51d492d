"""Are true partners among the candidates? The 1,383 sentences of ECB+ among 100,000 texts, beside exhaustive cosine."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import scipy.sparse as sp

from benchmarks._sets import Sentence, ecbplus, records
from benchmarks.lineage_bench import Writer
from benchmarks.table import Row
from reviewer.match.candidates import CLOSE, MemoryIndex, nearest
from reviewer.match.terms import terms
from reviewer.match.weights import Weights
from reviewer.text.sentences import split

SIZE = 100_000
SEED = 71
LIMIT = 50
"""Candidates that are asked for."""
AMONG = 20
_FIELDS = {
    "claims_policlaim": ("text",),
    "checkworthy_ct24": ("text",),
    "paraphrase_mrpc": ("a", "b"),
    "similarity_headlines": ("a", "b"),
    "conflict_emergent": ("a", "b"),
    "conflict_vitaminc": ("a", "b"),
    "conflict_one_word": ("a", "b"),
}

Found = Sequence[Sequence[int]]


def others(shared: Path) -> Iterator[str]:
    """Every other text of the sets, each once: sentences and headlines, and the sentences of whole pages."""
    for name, fields in _FIELDS.items():
        for record in records(shared, name):
            yield from (record[field] for field in fields)
    for record in records(shared, "sentences_ud_pud"):
        yield from (span.of(record["text"]) for span in split(record["text"]))
    for record in records(shared, "articles_html"):
        yield from (span.of(record["body"]) for span in split(record["body"]))


def corpus(shared: Path, asked: Sequence[Sentence]) -> list[str]:
    """The asked sentences, all other texts, and made-up claims until there are SIZE."""
    texts = dict.fromkeys(text for text in others(shared))
    chance = random.Random(SEED)
    writer = Writer(chance)
    found = [sentence.text for sentence in asked] + [text for text in texts if text.strip()]
    while len(found) < SIZE:
        found.append(" ".join([*writer.some(chance.randint(8, 22)), str(chance.randint(2, 9_000))]).capitalize() + ".")
    return found[:SIZE]


def partners(asked: Sequence[Sentence]) -> list[set[int]]:
    """For each sentence those of other documents of its part that share an event with it."""
    holding: dict[str, set[int]] = {}
    for number, sentence in enumerate(asked):
        for event in sentence.events:
            holding.setdefault(event, set()).add(number)
    return [{n for event in s.events for n in holding[event] if _others(asked[n], s)} for s in asked]


def _others(other: Sentence, one: Sentence) -> bool:
    return other.document != one.document and other.topic == one.topic


def exhaustive(claims: Sequence[Sequence[str]], weights: Weights, asked: int, own: Callable[[int, int], bool]) -> Found:
    """The LIMIT nearest of all by cosine, nothing left out."""
    numbers: dict[str, int] = {}
    rows, columns, values = [], [], []
    for row, found in enumerate(claims):
        for term, count in Counter(found).items():
            rows.append(row)
            columns.append(numbers.setdefault(term, len(numbers)))
            values.append((1 + np.log(count)) * weights.idf(term))
    matrix = sp.csr_matrix((values, (rows, columns)), shape=(len(claims), len(numbers)))
    lengths = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    matrix = sp.diags(1 / np.maximum(lengths, 1e-9)) @ matrix
    product = (matrix[:asked] @ matrix.T).tocsr()
    return [_best(product[n], partial(own, n)) for n in range(asked)]


def _best(row: Any, own: Callable[[int], bool]) -> list[int]:
    order = row.indices[np.lexsort((row.indices, -row.data))]
    kept = (int(number) for number in order if not own(int(number)))
    return [number for number, _ in zip(kept, range(LIMIT), strict=False)]


def ranked(
    index: MemoryIndex, asked: Sequence[Sequence[str]], weights: Weights, own: Callable[[int, int], bool], least: float
) -> Found:
    """The candidates by the program's rule, from this closeness on."""
    return [
        [c.number for c in nearest(index, [found], weights, exclude=partial(own, n), limit=LIMIT, least=least)[0]]
        for n, found in enumerate(asked)
    ]


def recall(found: Found, gold: Sequence[set[int]]) -> dict[str, float | str]:
    """How many sentences have a partner in the top 20, and the mean share of partners in the top 50."""
    asked = [(each, wanted) for each, wanted in zip(found, gold, strict=True) if wanted]
    among = [bool(wanted & set(each[:AMONG])) for each, wanted in asked]
    share = [len(wanted & set(each[:LIMIT])) / min(LIMIT, len(wanted)) for each, wanted in asked]
    return {"asked": len(asked), "partner in top 20": float(np.mean(among)), "recall at 50": float(np.mean(share))}


def rows(shared: Path) -> list[Row]:
    """The exhaustive cosine, the program's rule, and the same rule from twice that closeness on."""
    asked = [*ecbplus(shared, "train"), *ecbplus(shared, "dev")]
    gold = partners(asked)
    claims = [terms(text) for text in corpus(shared, asked)]
    index = MemoryIndex()
    for found in claims:
        index.add(found)
    weights = Weights(1, len(claims), len(claims), index.counts())

    def own(number: int, other: int) -> bool:
        return other < len(asked) and asked[other].document == asked[number].document

    made = len(claims) - len(asked)
    best = recall(exhaustive(claims, weights, len(asked), own), gold)
    found = [Row("exhaustive cosine (scipy)", {"others": made, **best}, peer=True)]
    for least in (CLOSE, 2 * CLOSE):
        ours = recall(ranked(index, claims[: len(asked)], weights, own, least), gold)
        for name in ("partner in top 20", "recall at 50"):
            ours[f"{name}: less"] = float(best[name]) - float(ours[name])
        name = "ours" if least == CLOSE else "the same"
        found.append(Row(f"{name}, from a closeness of {least}", ours, peer=least != CLOSE))
    return found
