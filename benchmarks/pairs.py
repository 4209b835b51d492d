"""Pairs made by rule from our own prose: one thing changed, or only other words; is `contradicts` right when said?"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks._pairs_prose import FACTS, NOT_AT_ODDS, Fact
from benchmarks._sets import claim_of
from benchmarks.table import Row
from reviewer.match.compare import compare
from reviewer.match.side import Side
from reviewer.model.comparison import Outcome

SEED = 20171
KINDS = {"n": "number", "u": "unit", "d": "date", "p": "place", "who": "name"}


@dataclass(frozen=True, slots=True)
class Pair:
    """Two sentences; `kind` says what was changed ("words": nothing but the wording); `odds` whether they conflict."""

    left: str
    right: str
    kind: str
    odds: bool


def made(seed: int = SEED) -> list[Pair]:
    """All pairs, the same for the same seed."""
    chance = random.Random(seed)
    pairs = [pair for fact in FACTS for pair in _of_fact(fact, chance)]
    return pairs + [Pair(left, right, "not at odds", odds=False) for left, right in NOT_AT_ODDS]


def _of_fact(fact: Fact, chance: random.Random) -> Iterator[Pair]:
    first = fact.wordings[0].format(**fact.values)
    for i, wording in enumerate(fact.wordings):
        for other in fact.wordings[i + 1 :]:
            yield Pair(wording.format(**fact.values), other.format(**fact.values), "words", odds=False)
    for slot, spellings in fact.spellings.items():
        for spelling in spellings:
            wording = chance.choice(fact.wordings)
            yield Pair(first, wording.format(**{**fact.values, slot: spelling}), "words", odds=False)
    for slot, values in fact.changes.items():
        for value in values:
            changed = {**fact.values, slot: value}
            kind = "bound" if slot == "n" and not value[0].isdigit() and " " in value else KINDS[slot]
            yield Pair(first, fact.wordings[0].format(**changed), kind, odds=True)
            other = chance.choice(fact.wordings[1:])
            yield Pair(first, other.format(**changed), kind, odds=True)
    for negation in fact.negations:
        yield Pair(first, negation.format(**fact.values), "polarity", odds=True)
        yield Pair(
            chance.choice(fact.wordings[1:]).format(**fact.values),
            negation.format(**fact.values),
            "polarity",
            odds=True,
        )


def called(pair: Pair) -> bool:
    """Whether the comparison proposes `contradicts`."""
    left, right = (Side.of(claim_of(text, i), text) for i, text in enumerate((pair.left, pair.right)))
    return compare(left, right).outcome is Outcome.CONTRADICTS


def rows(shared: Path) -> list[Row]:
    """Precision and recall over all pairs, then the share that is called at odds for each kind of change."""
    del shared
    by_kind: dict[str, list[tuple[bool, bool]]] = defaultdict(list)
    for pair in made():
        by_kind[pair.kind].append((pair.odds, called(pair)))
    every = [entry for entries in by_kind.values() for entry in entries]
    right = sum(odds and said for odds, said in every)
    said = sum(said for _, said in every)
    figures: dict[str, float | str] = {
        "pairs": len(every),
        "precision": right / said if said else 1.0,
        "recall": right / sum(odds for odds, _ in every),
    }
    return [
        Row("all pairs", figures),
        *(
            Row(kind, {"pairs": len(entries), "called at odds": sum(said for _, said in entries) / len(entries)})
            for kind, entries in sorted(by_kind.items())
        ),
    ]
