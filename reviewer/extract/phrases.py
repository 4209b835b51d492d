"""Noun phrases and verb groups of a tagged sentence, as ranges of word indices `(first, last)`, last excluded."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from reviewer.extract.tagging import Tagged

Range = tuple[int, int]
LONGEST_PHRASE = 40
"""Words searched backwards for the beginning of a phrase."""

_COUNT = r"(?:R{1,3}(?=[#$]))?"  # more than 40, at least 40
_CORE = _COUNT + r"(?:(?:D?R?[#$%JNXGt]+p)*D?(?:R(?=[J#GL]))?[#$%JNXGt]*[NXt#%GJ](?:\([^()]{1,6}\))?|[DIO])"
_CHAIN = rf"{_CORE}(?:(?:P|K|PP|RP){_CORE})*"
_BEFORE = re.compile(rf"{_CHAIN}$")
_NEAREST = re.compile(rf"{_CORE}$")
_AFTER = re.compile(_CHAIN)
_SIMPLE = re.compile(_CORE)
_GROUP = re.compile(
    r"(?P<finite>[MHBA](?:[RbHh]*[vELGVb])?|V)|(?P<infinitive>T(?:R|b|h)*[vELh])|(?P<other>[hb]?R*[GLE])"
    r"|(?P<bare>v)"
)
_CLAUSE = re.compile(rf"(?:R*,?)?(?:{_CHAIN})R*(?:[MHBAV])")


class Form(StrEnum):
    """What a verb group is in its clause."""

    FINITE = "finite"
    INFINITIVE = "infinitive"
    PARTICIPLE = "participle"
    BARE = "bare"


_FORMS = {"finite": Form.FINITE, "infinitive": Form.INFINITIVE, "other": Form.PARTICIPLE, "bare": Form.BARE}


@dataclass(frozen=True, slots=True)
class Group:
    """A verb with its auxiliaries; `head` is the index of the verb that carries the meaning."""

    first: int
    last: int
    form: Form

    @property
    def head(self) -> int:
        """The index of the verb that carries the meaning."""
        return self.last - 1


@lru_cache(maxsize=256)
def verb_groups(tags: str) -> tuple[Group, ...]:
    """All verb groups, left to right, never overlapping."""
    return tuple(Group(m.start(), m.end(), _FORMS[m.lastgroup or "other"]) for m in _GROUP.finditer(tags))


@lru_cache(maxsize=512)
def phrase_before(tags: str, end: int, floor: int = 0) -> int | None:
    """Where the noun phrase that ends right before `end` begins, prepositional phrases included; None if there is none.

    A phrase after a verb is that verb's object: of "beat Smith and Jones said" only "Jones" is left.
    """
    match = _BEFORE.search(tags, max(floor, end - LONGEST_PHRASE), end)
    if match is None:
        return None
    start = match.start()
    if start > floor and tags[start - 1] in "VvLEGbBH":
        joint = tags.rfind("K", start, end)
        start = joint + 1 if joint > start else start
    if start > floor and tags[start - 1] in "PJ" and tags[start] == "t":
        later = re.compile(r"t+(?=[DXNI])").match(tags, start, end)
        start = later.end() if later else start
    return start


def nearest_phrase(tags: str, end: int, floor: int = 0) -> int | None:
    """Where the simple noun phrase right before `end` begins, prepositional phrases left out."""
    match = _NEAREST.search(tags, max(floor, end - LONGEST_PHRASE), end)
    return match.start() if match else None


def phrase_after(tags: str, start: int, ceiling: int | None = None) -> int | None:
    """Where the noun phrase that begins at `start` ends, prepositional phrases included; None if none begins there."""
    match = _AFTER.match(tags, start, len(tags) if ceiling is None else ceiling)
    return match.end() if match else None


def simple_phrase_after(tags: str, start: int) -> int | None:
    """Like `phrase_after`, without prepositional phrases and coordination."""
    match = _SIMPLE.match(tags, start)
    return match.end() if match else None


def clause_at(tags: str, start: int) -> bool:
    """Whether a subject with its finite verb begins at `start`."""
    return bool(_CLAUSE.match(tags, start))


def main_verb(tags: str, first: int, last: int) -> Group | None:
    """The finite verb of the words `first` to `last` that does not follow a relative pronoun."""
    finite = [g for g in verb_groups(tags) if g.form is Form.FINITE and first <= g.first and g.last <= last]
    for group in finite:
        before = tags[max(first, group.first - 3) : group.first].rstrip("R")
        if group.first == first or before[-1:] not in ("W", "Z"):
            return group
    return finite[0] if finite else None


@lru_cache(maxsize=512)
def subject(tagged: Tagged, verb: int, floor: int = 0) -> Range | None:
    """The subject of the verb group that begins at `verb`: its noun phrase with apposition or relative clause."""
    tags = tagged.tags
    end = verb
    while end > floor and tags[end - 1] == "R":
        end -= 1
    if end > floor and tags[end - 1] == ",":
        return _interrupted(tags, end, floor)
    if end > floor and tags[end - 1] in "WZ":
        return end - 1, end
    start = phrase_before(tags, end, floor)
    if start is None:
        return _before_relative(tags, end, floor)
    day = re.compile(r"P?[JD]?t+$").search(tags, start, end)
    if day and day.start() > start and tags[day.start()] in "PJDt" and tags[day.start() - 1] in "NX":
        end = day.start()
    start = _before_participle(tags, start, floor)
    if start > floor and tags[start - 1] in "WZ" and start - 1 > floor and tags[start - 2] in "NXt#)":
        outer = phrase_before(tags, start - 1, floor)
        if outer is not None and start == end:
            return outer, end
    return start, end


def _before_participle(tags: str, start: int, floor: int) -> int:
    """The noun phrase before a participle belongs to it: "a poll published last week by the institute"."""
    joint = start - 1 if start > floor and tags[start - 1] == "P" else start
    if joint - 1 > floor and tags[joint - 1] == "L" and tags[joint - 2] in "NX":
        earlier = phrase_before(tags, joint - 1, floor)
        return start if earlier is None else earlier
    return start


def _interrupted(tags: str, end: int, floor: int) -> Range | None:
    """From the name to the closing comma: "Smith, the minister, said", "Smith, who leads it, said"."""
    opening = tags.rfind(",", floor, end - 1)
    while opening > floor:
        start = phrase_before(tags, opening, floor)
        inside = tags[opening + 1 : end - 1]
        if start is not None and inside and not inside.strip("R"):
            return start, opening
        if start is not None and inside and (inside[0] in "WDNXJ#PGLh"):
            relative = inside[0] == "W"
            if relative or not re.search(r"[MHBAV]", inside):
                return start, end - 1
        opening = tags.rfind(",", floor, opening)
    return None


def _before_relative(tags: str, end: int, floor: int) -> Range | None:
    """The phrase before the relative pronoun and its clause: "officials who spoke to him said"."""
    for joint in range(end - 1, max(floor, end - LONGEST_PHRASE), -1):
        if tags[joint] in ",;:qQ-":
            return None
        if tags[joint] in "WZ" and tags[joint - 1] in "NXtI#":
            start = phrase_before(tags, joint, floor)
            return None if start is None else (start, end)
    return None
