"""Signs in the words of a sentence that tell what sort of thing it says: opinion, hedge, ranking, harm."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from reviewer.extract.verbs import base_of
from reviewer.text.words import vocabulary

OPINION = vocabulary(
    """
    think believe feel love hate great terrible wonderful beautiful horrible amazing best worst good bad sad shame
    shameful disgrace disgraceful unfortunately surely clearly obviously perhaps maybe seem hope wish proud honor
    truly absolutely ridiculous absurd incredible aggressively sadly hopefully frankly honestly tremendous fantastic
    disaster stupid brilliant awful nice fair unfair wrong right important interesting exciting disappointing"""
)
FIRST_PERSON = vocabulary("i i'm i've i'll i'd me my mine we we're we've we'll we'd us our ours let's")
HEDGE = vocabulary(
    "may might could perhaps maybe possibly probably likely reportedly allegedly apparently seem appear if"
)
NORMATIVE = vocabulary("should must ought need let's")
RANKING = vocabulary(
    """
    largest biggest smallest highest lowest most least first last oldest youngest longest record more less fewer
    than higher lower majority minority average double triple only"""
)
CHANGE = vocabulary(
    """
    rise fall grow drop increase decrease decline climb gain lose jump surge plunge double triple halve shrink
    expand cut raise reduce slump soar slow widen narrow"""
)
HARM = vocabulary(
    """kill die injure wound arrest charge convict sentence jail sue fine ban violate attack shoot bomb destroy crash
    hack leak steal accuse abuse torture execute seize raid deport evacuate infect collapse"""
)
SHORT = 5
_LISTS = {
    "opinion": OPINION, "hedge": HEDGE, "normative": NORMATIVE, "ranking": RANKING, "change": CHANGE, "harm": HARM,
    "first_person": FIRST_PERSON,
}  # fmt: skip


@lru_cache(maxsize=8192)
def _signs_of(word: str) -> frozenset[str]:
    """The signs of a word, by itself or as the form of a verb."""
    base = base_of(word)
    return frozenset(name for name, listed in _LISTS.items() if word in listed or base in listed)


def signs(lows: Sequence[str], tags: str, first: int, last: int) -> Iterator[str]:
    """The signs in words `first` to `last`, each once, in order of their names."""
    found: set[str] = set()
    for low in lows[first:last]:
        found |= _signs_of(low)
    if any(tags[i] == "V" and lows[i] != base_of(lows[i]) for i in range(first, last)):
        found.add("event")
    if last - first < SHORT:
        found.add("short")
    yield from sorted(found)
