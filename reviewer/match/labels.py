"""Numbers that say which one is meant and count nothing: "Flight 370", "Article 19", "the G20", "day 20"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reviewer.match.background import background
from reviewer.match.gazetteer import places
from reviewer.match.terms import plain, stem
from reviewer.match.vocabulary import NUMBER_WORDS, SCALES, listed
from reviewer.model.span import Span

_SERIES = "day week month year hour q"
_NUMBERED = """
article section subsection chapter clause paragraph page title amendment rule regulation resolution directive protocol
proposition prop law decree statute annex appendix schedule table exhibit boeing airbus iphone ipad
flight route highway interstate motorway freeway junction exit lane line platform gate terminal runway pier berth dock
track tram metro engine ladder squad battalion brigade division regiment precinct ward windows apollo galaxy formula
district zone sector block tower warehouse hangar reactor shaft room suite apartment flat cell courtroom slot seat
locker channel phase round game quarter inning episode part volume version edition model type grade mission expedition
operation program generation war bowl psalm verse opus symphony sonata tier
"""
_ALSO_COUNTED_IN = """
test order set act count bill race match bus train truck court class stage camp lap heat series season leg over box
studio step area region well bay unit team building hole floor lot plot radio station column plant measure item point
project
"""
_BEFORE_SERIES = re.compile(r"\b(?:on|by|from|since|until|till|after|before|of|at|into)\s+$", re.IGNORECASE)
_DATES = re.compile(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|"
    r"aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|spring|summer|autumn|fall|winter",
    re.IGNORECASE,
)
_NOT_GLUED = frozenset(listed("eur usd gbp cny jpy inr rs us pre post mid sub non top plus over pro anti"))
_NO_PLURALS = ("windows", "airbus", "bus", "class", "series", "ios")
_COUNTED = frozenset(
    listed("people police men women children percent per times staff troops points feet dead hurt others more cents")
)
_SMALL_OPENERS = frozenset(
    listed(
        "in at by on of from to for with about some over under nearly almost around only just another all the these "
        "those his her its their our my your more most than and or but as after before since until up down no"
    )
)
_WORDS = "|".join(sorted(NUMBER_WORDS, key=len, reverse=True))
_END = r"(?![\w%])(?![.,:]\d)(?!\s?(?:%|per\b|percent\b))"
_DIGITS = r"\d{1,4}(?:\.\d{1,2})?(?:[A-Za-z]{1,2})?(?:-\d{2,4})?"
_ROMAN = r"(?:X{0,3}(?:IX|IV|V?I{1,3}|V)|X{1,3})"
_SPACED = re.compile(
    rf"\b(?P<noun>[^\W\d_][\w’'&]*)(?:\s|-)(?:(?P<digits>{_DIGITS})|(?P<roman>{_ROMAN})|(?P<word>(?i:{_WORDS}))){_END}"
)
_GLUED = re.compile(rf"\b(?P<noun>[A-Z][A-Za-z]{{0,5}})-?(?P<digits>\d{{1,4}}[A-Za-z]{{0,2}}(?:-\d+)?){_END}")
_ADDRESS = re.compile(
    r"\b(?P<digits>\d{1,5})\s(?P<noun>(?:[A-Z][\w’'.]*\s){1,3}"
    r"(?:Street|Road|Avenue|Lane|Drive|Boulevard|Square|Court|Way|Place|Terrace|St|Rd|Ave)\b)"
)
_NEXT = re.compile(r"[\s-](?P<word>[^\W\d_][\w’'-]*)")
_SCORE = re.compile(r",?\s+[A-Z][\w’'.]*(?:\s[A-Z][\w’'.]*)?\s\d{1,3}\b")
_ROMANS = {"I": 1, "V": 5, "X": 10}
SURE = 100
"""A number from which on two labels with unlike words are one: "Flight 370", "MH370"."""


SERIES = frozenset(map(stem, _SERIES.split()))
"""Stems of what is counted off in time: "day 20" comes before "day 21"."""
NUMBERED = frozenset(map(stem, _NUMBERED.split()))
"""Stems of what is told apart by number."""
OFTEN_NUMBERED = frozenset(map(stem, _ALSO_COUNTED_IN.split()))
"""Stems of what is, but without a capital may also stand before something counted: "in court 12 men"."""
_KNOWN = NUMBERED | OFTEN_NUMBERED | SERIES


@dataclass(frozen=True, slots=True)
class Label:
    """A number that is a name, with its word. `noun` is a stem ("flight", "g" of "G20"), `number` as compared."""

    span: Span
    digits: Span
    noun: str
    number: str

    @property
    def in_time(self) -> bool:
        """Whether it is a place in a row of days, weeks, years."""
        return self.noun in SERIES

    @property
    def order(self) -> float:
        """Where it stands in its row."""
        found = re.match(r"\d+(?:\.\d+)?", self.number)
        return float(found.group()) if found else 0.0


def labels(text: str, dated: Sequence[Span], *, headline: bool) -> tuple[Label, ...]:
    """The labels in a claim's reading, in order; `dated` are places that are days and years.

    `headline`: nearly every word has a capital, so that a capital tells nothing.
    """
    found: list[Label] = []
    for label in (*_addresses(text), *_spaced(text, headline=headline), *_glued(text)):
        if not any(label.span.overlaps(place) for place in (*dated, *(each.span for each in found))):
            found.append(label)
    return tuple(sorted(found, key=lambda label: label.span))


def one(left: Label, right: Label) -> bool:
    """Whether two labels mean the same thing, as far as they tell: "737" and "737-800", "Flight 370" and "MH370"."""
    mine, theirs = left.number.split("-"), right.number.split("-")
    if mine[: len(theirs)] != theirs[: len(mine)]:
        return False
    return left.noun == right.noun or left.order >= SURE


def of_a_kind(left: Label, right: Label) -> bool:
    """Whether two labels name two of one kind: "Route 66", "Route 95"."""
    return left.noun == right.noun and not one(left, right)


def _spaced(text: str, *, headline: bool) -> Iterator[Label]:
    for match in _SPACED.finditer(text):
        noun, low = match.group("noun"), plain(match.group("noun"))
        term = stem(low)
        singular = not low.endswith("s") or low in _NO_PLURALS
        known = singular and term in _KNOWN
        if low in _SMALL_OPENERS or low in _NOT_GLUED or _DATES.fullmatch(noun):
            continue
        if _is_listed(match, text, headline=headline) if known else _is_named(match, text, headline=headline):
            yield Label(Span(*match.span()), Span(*match.span(match.lastgroup or 0)), term, _number(match))


def _is_listed(match: re.Match[str], text: str, *, headline: bool) -> bool:
    """Whether a number after a word like "flight" belongs to it, and does not count what follows."""
    noun, before = match.group("noun"), text[: match.start()]
    if match.group("roman") and not noun[0].isupper():
        return False
    if not _counts(text, match.end()) or (noun[0].isupper() and not headline):
        return True
    term = stem(plain(noun))
    return bool(_BEFORE_SERIES.search(before)) if term in SERIES else term in NUMBERED


def _is_named(match: re.Match[str], text: str, *, headline: bool) -> bool:
    """Whether digits after a name belong to it: "Boeing 737", not "Arsenal 2 Chelsea 1" nor "in Norway 300 people"."""
    noun, digits, before = match.group("noun"), match.group("digits"), text[: match.start()]
    inner = bool(re.search(r"[a-z][A-Z]", noun))
    if not digits or not (noun[0].isupper() or inner) or (headline and not inner):
        return False
    first = not before.strip(" “\"'‘")
    if first and not inner and not noun.isupper() and stem(plain(noun)) in background().common:
        return False
    if plain(noun) in places() or re.fullmatch(r"\d-\d+", digits) or re.search(r"\d,?\s$", before):
        return False
    return not _counts(text, match.end()) and not _SCORE.match(text[match.end() :])


def _counts(text: str, end: int) -> bool:
    """Whether a number counts the word that follows: a plural, a unit, a scale."""
    after = _NEXT.match(text, end)
    low = plain(after.group("word")) if after else ""
    return (
        low in SCALES or low in _COUNTED or (low.endswith("s") and not low.endswith(("ss", "us", "is", "was", "has")))
    )


def _addresses(text: str) -> Iterator[Label]:
    for match in _ADDRESS.finditer(text):
        noun = " ".join(map(stem, plain(match.group("noun")).split()))
        yield Label(Span(*match.span()), Span(*match.span("digits")), noun, match.group("digits"))


def _glued(text: str) -> Iterator[Label]:
    for match in _GLUED.finditer(text):
        low = plain(match.group("noun"))
        if low not in _NOT_GLUED and text[max(0, match.start() - 1) : match.start()] != "-":
            yield Label(Span(*match.span()), Span(*match.span("digits")), stem(low), match.group("digits").lower())


def _number(match: re.Match[str]) -> str:
    if match.group("word"):
        return str(NUMBER_WORDS[match.group("word").lower()])
    if match.group("roman"):
        values = [_ROMANS[letter] for letter in match.group("roman")]
        return str(sum(-v if v < max(values[i:]) else v for i, v in enumerate(values)))
    return match.group("digits").lower()
