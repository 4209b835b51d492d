"""Precedents: similar claims that were judged already, and when a verdict departs from one.

A precedent speaks of content only: who said what in another article says nothing of who said it in this one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from reviewer.model.comparison import Outcome, PairWord
from reviewer.model.precedent import Nearness, Precedent
from reviewer.model.verdict import Value

One = TypeVar("One", bound=Precedent)


@dataclass(frozen=True, slots=True)
class Alike:
    """Another claim that this one was compared with, as who judges may know it.

    `word`: what persons say of the pair where they agree; `contested`: they do not. `copy`: the same words in an
    article of the same text; `same_words` wherever they stand. `value`: what was decided, `mine`: what I said.
    """

    claim: str
    outcome: Outcome
    word: PairWord | None = None
    contested: bool = False
    copy: bool = False
    same_words: bool = False
    value: Value | None = None
    mine: Value | None = None


def nearness(alike: Alike) -> Nearness | None:
    """How near two claims are; None where they are not similar. A person's word holds over the machine's."""
    if alike.contested or alike.word not in (None, PairWord.AGREES):
        return None
    if alike.copy:
        return Nearness.SAME_WORDS
    if alike.outcome is Outcome.SAME:
        return Nearness.SAME_WORDS if alike.same_words else Nearness.SAME
    return Nearness.RESTATED if alike.outcome is Outcome.RESTATED or alike.word is PairWord.AGREES else None


def precedents(found: Iterable[Alike], *, blind: bool) -> tuple[Precedent, ...]:
    """The judged ones among similar claims: near-identical ones first, decided ones first in each, else as given.

    `blind`: the claim that is judged is in a blind round that is still open. What others decided of a near-identical
    claim would tell what to say of this one, even where that round is closed: only my own verdicts are precedents then.
    """
    made = [one for alike in found if (one := _precedent(alike, blind=blind)) is not None]
    return tuple(sorted(made, key=lambda one: (not one.identical, not one.decided)))


def _precedent(alike: Alike, *, blind: bool) -> Precedent | None:
    near, decided = nearness(alike), None if blind else alike.value
    value = decided if decided is not None else alike.mine
    if near is None or value is None:
        return None
    return Precedent(alike.claim, near, value, decided=decided is not None, mine=value is alike.mine)


def departed(value: Value, known: Iterable[One]) -> tuple[One, ...]:
    """The near-identical precedents that say something else than this verdict."""
    return tuple(one for one in known if one.identical and one.value is not value)
