"""What a field of an event may hold: small checks, put together into the table of `types`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from reviewer.log.canonical import LIMIT

PLAIN, KEPT, WORDS, PRIVATE, VALUE = "plain", "kept", "words", "private", "value"
"""What a field names: plain bytes, plain bytes never erased, salted words, a salted private note, a salted value."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One sort of field. `expects` finishes the sentence "expects …"; `blob` is "" where it names no blob."""

    expects: str
    fits: Callable[[Any], bool]
    blob: str = ""


def pattern(expects: str, expression: str, blob: str = "") -> Kind:
    """Text that matches `expression` from first to last character."""
    match = re.compile(expression).fullmatch
    return Kind(expects, lambda value: type(value) is str and match(value) is not None, blob)


def whole(least: int = 0, most: int = LIMIT - 1) -> Kind:
    """A whole number, `least <= n <= most`."""
    return Kind(f"a whole number from {least} to {most}", lambda v: type(v) is int and least <= v <= most)


def text(most: int, least: int = 1) -> Kind:
    """Text of `least` to `most` code points."""
    return Kind(f"text of {least} to {most} characters", lambda v: type(v) is str and least <= len(v) <= most)


def one_of(*words: str) -> Kind:
    """One of these ids."""
    known = frozenset(words)
    return Kind("one of " + ", ".join(words), lambda v: type(v) is str and v in known)


def optional(kind: Kind) -> Kind:
    """`kind` or null."""
    return Kind(f"{kind.expects}, or null", lambda v: v is None or kind.fits(v), kind.blob)


def in_order(kind: Kind, least: int = 0) -> Kind:
    """A list of at least `least` items whose order is the author's."""
    expects = f"a list of at least {least}: {kind.expects}"
    return Kind(expects, lambda v: type(v) is list and len(v) >= least and all(map(kind.fits, v)), kind.blob)


def ascending(kind: Kind, least: int = 0) -> Kind:
    """A list of at least `least` items, strictly ascending: a set has one way to be written."""

    def fits(value: Any) -> bool:
        if type(value) is not list or len(value) < least:
            return False
        return all(map(kind.fits, value)) and (len(value) < 2 or all(a < b for a, b in pairwise(value)))

    return Kind(f"an ascending list of at least {least}: {kind.expects}", fits, kind.blob)


def record(fields: Mapping[str, Kind]) -> Kind:
    """An object with exactly these fields."""
    names = frozenset(fields)

    def fits(value: Any) -> bool:
        return type(value) is dict and value.keys() == names and all(k.fits(value[n]) for n, k in fields.items())

    return Kind("an object with exactly " + ", ".join(sorted(names)), fits)


def tally(kind: Kind) -> Kind:
    """An object from words (`[a-z_]+`) to `kind`."""
    word = re.compile(r"[a-z_]{1,64}").fullmatch

    def fits(value: Any) -> bool:
        return type(value) is dict and all(word(k) is not None and kind.fits(v) for k, v in value.items())

    return Kind(f"an object from words to {kind.expects}", fits)


def _is_span(value: Any) -> bool:
    if type(value) is not list or len(value) != 2:
        return False
    start, end = value
    return type(start) is int and type(end) is int and 0 <= start < end < LIMIT


_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}(:[0-9]{2})?(Z|[+-][0-9]{2}:[0-9]{2})?)?").fullmatch


def _is_date(value: Any) -> bool:
    if type(value) is not str or not _DATE(value):
        return False
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return False
    return True


ID = pattern("the id of an article, version or claim (26 of a-z2-7)", r"[a-z2-7]{26}")
RANDOM = pattern("a random id (32 hex digits)", r"[0-9a-f]{32}")
HASH = pattern("the hash of an event (64 hex digits)", r"[0-9a-f]{64}")
SHA = pattern("a sha256 (64 hex digits)", r"[0-9a-f]{64}")
BLOB = pattern("the sha256 of a plain blob", r"[0-9a-f]{64}", PLAIN)
RECORD = pattern("the sha256 of a plain blob that is kept", r"[0-9a-f]{64}", KEPT)
SALTED = pattern("the sha256 of salted words", r"[0-9a-f]{64}", WORDS)
SECRET = pattern("the sha256 of a salted private note", r"[0-9a-f]{64}", PRIVATE)
CHOICE = pattern("the sha256 of a salted value", r"[0-9a-f]{64}", VALUE)
WORD = pattern("a word of a-z and _", r"[a-z_]{1,64}")
FINGERPRINT = pattern("an ssh fingerprint (SHA256:…)", r"SHA256:[A-Za-z0-9+/]{43}")
DATE = Kind("a day (2017-07-24), with time perhaps", _is_date)
FLAG = Kind("true or false", lambda value: type(value) is bool)
SPAN = Kind("a span [start, end] with start < end", _is_span)
