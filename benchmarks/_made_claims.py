"""Made-up claims by the hundred thousand, the same each time: words as unevenly spread as in news, some told again."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any

SEED = 61
VOCABULARY = 168_000
"""Distinct words that a million claims draw from; the commonest stands in one claim of twenty."""
TOLD_AGAIN, TIMES = 0.25, 3
"""Share of claims that are told again, and how often at most."""
CHANGED = 0.2
"""Share of the words that such a variant changes; the others stand in another order."""
ARTICLE = 30
"""Claims of an article."""


@dataclass(frozen=True, slots=True)
class Made:
    """Claims in order of their places, ARTICLE to an article, and the places of each claim and its variant."""

    texts: list[str]
    variants: list[tuple[int, int]]

    def across(self) -> set[tuple[int, int]]:
        """Variants in another article than their claim, lower place first."""
        return {(min(p), max(p)) for p in self.variants if p[0] // ARTICLE != p[1] // ARTICLE}


class Words:
    """A vocabulary whose frequencies fall about as one over the rank, without the commonest (small) words."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        syllables = [consonant + vowel for consonant in "bdfgklmnprstvz" for vowel in "aeiou"]
        seen: dict[str, None] = {}
        while len(seen) < VOCABULARY:
            length = 2 + (len(seen) > 300) + (len(seen) > 20_000)
            seen.setdefault("".join(chance.choices(syllables, k=length)))
        self._words = list(seen)
        self._reach = list(accumulate(1 / (rank + 25) for rank in range(VOCABULARY)))

    def some(self, count: int) -> list[str]:
        """So many words."""
        return self._chance.choices(self._words, cum_weights=self._reach, k=count)

    def varied(self, claim: list[str]) -> list[str]:
        """A claim told again."""
        again = list(claim)
        for _ in range(max(1, round(len(again) * CHANGED))):
            again[self._chance.randrange(len(again))] = self.some(1)[0]
        self._chance.shuffle(again)
        return again


def made(count: int, seed: int = SEED) -> Made:
    """So many claims of 9 to 16 telling words."""
    chance = random.Random(seed)
    words = Words(chance)
    claims: list[list[str]] = []
    variants: list[tuple[int, int]] = []
    while len(claims) < count:
        first = len(claims)
        claims.append(words.some(chance.randint(9, 16)))
        for _ in range(chance.randint(1, TIMES) if chance.random() < TOLD_AGAIN else 0):
            variants.append((first, len(claims)))
            claims.append(words.varied(claims[first]))
    order = list(range(count))
    chance.shuffle(order)
    texts = [" ".join(claims[old]) for old in order]
    place = {old: new for new, old in enumerate(order)}
    return Made(texts, [(place[a], place[b]) for a, b in variants if b < count])


def articles(count: int, texts: list[str], seed: int = SEED + 1) -> list[list[str]]:
    """New articles: of ARTICLE claims each, four of ten are told again from `texts`."""
    chance = random.Random(seed)
    words = Words(chance)
    return [
        [
            " ".join(words.varied(chance.choice(texts).split()) if n % 5 < 2 else words.some(chance.randint(9, 16)))
            for n in range(ARTICLE)
        ]
        for _ in range(count)
    ]


def prose(shared: Path, count: int, seed: int = SEED) -> list[str]:
    """So many different sentences of real news and claims, from the public sets."""
    found: dict[str, None] = {}
    for path in sorted((shared / "data").glob("*.jsonl")):
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                found.update(dict.fromkeys(s for s in _strings(json.loads(line)) if 30 < len(s) < 300 and " " in s))
    sentences = list(found)
    random.Random(seed).shuffle(sentences)
    return sentences[:count]


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, (dict, list)):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _strings(part)
