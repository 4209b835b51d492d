"""A desk's own model of what is worth checking, from claims that it spoke on."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reviewer.extract.features import Features, features
from reviewer.extract.learning import train
from reviewer.extract.score import BASE, SHIPPED
from reviewer.extract.worth import SHIPPED_WORTH, Worth

LEAST_WEIGHT = 20
"""Thousandths of log-odds below which a learned weight is dropped."""
LEAST_CLAIMS, LEAST_ARTICLES = 3, 2
"""In so many claims, of so many articles, a word must stand to be in a model: no model tells a single text's words."""
FOLDS = 5
"""Every fifth example is left out in turn to judge a model of the others."""


@dataclass(frozen=True, slots=True)
class Example:
    """A claim that the desk has spoken on: what rules tell of it, its words. `worth`: it was judged as a claim."""

    article: str
    things: Mapping[str, int]
    quote: str
    worth: bool


def learn(examples: Sequence[Example]) -> Worth:
    """The model of these examples: the shipped weights, moved as far as the examples carry.

    The same examples in the same order give the same model, bit for bit.
    """
    words = [features(example.quote) for example in examples]
    known = _known(examples, words)
    rows = [_row(example.things, found, known) for example, found in zip(examples, words, strict=True)]
    starts = [odds(SHIPPED_WORTH, example) for example in examples]
    model = train(rows, [example.worth for example in examples], starts=starts)
    learned = {name: round(1000 * weight) for name, weight in model.weights.items()}
    moved = {name: weight + learned.get(name, 0) for name, weight in SHIPPED.items()}
    of_words = {n: w for n, w in learned.items() if n not in SHIPPED and abs(w) >= LEAST_WEIGHT}
    return Worth(BASE + round(1000 * model.bias), moved | of_words, learned=True)


def odds(model: Worth, example: Example) -> float:
    """The log-odds that a model gives an example."""
    return BASE / 1000 + math.fsum(reason.weight for reason in model.reasons(example.things, example.quote))


def apart(examples: Sequence[Example]) -> list[float]:
    """The log-odds of each example by a model of the others: every fifth is left out in turn."""
    found = [0.0] * len(examples)
    for fold in range(min(FOLDS, len(examples))):
        model = learn([example for place, example in enumerate(examples) if place % FOLDS != fold])
        for place in range(fold, len(examples), FOLDS):
            found[place] = odds(model, examples[place])
    return found


def _known(examples: Sequence[Example], words: Sequence[Features]) -> frozenset[str]:
    """The words that stand in enough claims of enough articles."""
    claims: dict[str, int] = {}
    articles: dict[str, set[str]] = {}
    for example, found in zip(examples, words, strict=True):
        for name in found:
            claims[name] = claims.get(name, 0) + 1
            articles.setdefault(name, set()).add(example.article)
    return frozenset(n for n, c in claims.items() if c >= LEAST_CLAIMS and len(articles[n]) >= LEAST_ARTICLES)


def _row(things: Mapping[str, int], words: Features, known: frozenset[str]) -> Features:
    """What is learned from one example; things that the shipped model knows, and words that others share."""
    return {name: float(value) for name, value in things.items()} | {n: v for n, v in words.items() if n in known}
