"""Proper names: keys for matching, not facts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from reviewer.extract.lexicon import CLOSED
from reviewer.extract.tagging import Tagged
from reviewer.model.claim import Name
from reviewer.model.span import Span
from reviewer.text.words import lower_words

_RUN = re.compile(r"X+(?:(?:P|D|PD)X+)*(?:KX+)?")
_LINKS = frozenset({"of", "for", "de", "van", "von", "al", "bin", "da", "du", "la", "der", "den", "di", "el"})


def names(tagged: Tagged, first: int, last: int, *, language: str = "en") -> tuple[Name, ...]:
    """The names in words `first` to `last`, in text order.

    `language` is ISO 639-1, "" for an unknown one. German writes all nouns with a capital: only runs of two and
    acronyms are names there. Where English lists do not tell, the sentence's first word alone is none.
    """
    found = []
    for match in _RUN.finditer(tagged.tags, first, last):
        for start, end in _pieces(tagged, match.start(), match.end()):
            place = _without_ordinary(tagged, start, end)
            if place and (language == "en" or _foreign(tagged, start, end, place, german=language in ("de", ""))):
                found.append(Name(place, place.of(tagged.text)))
    return tuple(found)


def _pieces(tagged: Tagged, first: int, last: int) -> Iterator[tuple[int, int]]:
    """A run cut where its link is none of a name: "Smith at Boeing" are two; "X of Y and Z" stays one."""
    start = first
    linked = False
    for i in range(first, last):
        if tagged.tags[i] == "X":
            continue
        low = tagged.lows[i]
        if low in _LINKS or (tagged.tags[i] == "D" and i > start and tagged.lows[i - 1] in _LINKS):
            linked = True
        elif not (tagged.tags[i] == "K" and linked and low in ("and", "&")):
            if i > start:
                yield start, i
            start, linked = i + 1, False
    if last > start:
        yield start, last


def _without_ordinary(tagged: Tagged, first: int, last: int) -> Span | None:
    """The run without opening words that the article also writes in lower case."""
    ordinary = lower_words(tagged.text)
    while first < last and (tagged.lows[first] in ordinary or tagged.tags[first] != "X") and _opens(tagged, first):
        first += 1
    if last - first == 1 and (
        tagged.lows[first] in CLOSED or (tagged.lows[first] in ordinary and _opens(tagged, first))
    ):
        return None
    return tagged.place(first, last) if first < last else None


def _foreign(tagged: Tagged, start: int, end: int, place: Span, *, german: bool) -> bool:
    """Whether a run is a name in a language without rules."""
    if place.of(tagged.text).isupper() and len(place) > 1:
        return True
    words = end - start - (start == 0)
    return words >= 2 if german else words >= 1


def _opens(tagged: Tagged, index: int) -> bool:
    """Whether a capital letter says little here: at the sentence's beginning, or in a headline."""
    if index == 0 or tagged.tags[index - 1] in "q:|-":
        return True
    return _mostly_capitals(tagged)


@lru_cache(maxsize=16)
def _mostly_capitals(tagged: Tagged) -> bool:
    initials = [tagged.text[start] for start in tagged.starts if tagged.text[start].isalpha()]
    return len(initials) >= 4 and sum(letter.isupper() for letter in initials) >= 0.7 * len(initials)
