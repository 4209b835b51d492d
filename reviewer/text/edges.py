"""Where words and numbers end: whether a quote would cut one, or leave off what turns its meaning."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import islice

from reviewer.model.span import Span
from reviewer.text.fold import DASHES, SINGLE_QUOTES

_HYPHENS = "-‐‑"
_JOINING = "/&@_·"
"""Signs that make one of two words: km/h, AT&T."""
_BEFORE_NUMBERS = DASHES + "+±~≈<>≤≥=#"
"""Signs that belong to the number behind them, as units of money (category Sc) do."""
_AFTER_NUMBERS = "%‰‱°′″"
_WIDE = "\u00a0\u202f\u2007\u2008\u2009\u200a"
"""Spaces that stand inside numbers: 5 500."""
# Scripts that write no space between words: a quote may begin and end anywhere in them, but not inside a number.
_SPACELESS = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
_NUMERALS = "〇零一二两兩三四五六七八九十百千万萬亿億兆"
_NEGATORS = "不没沒未无無非勿"
_GROUP_BEFORE = re.compile(r"(?<!\d)(?<!\d[.,])\d{1,3}\Z")
_GROUP_AFTER = re.compile(r"\d{3}(?!\d)")
_TURNS = re.compile(
    r"""(?<![\w’'-])(?:
    not|no|never|neither|nor|nobody|none|without|hardly|barely|scarcely|cannot|\w+n['’]t
    |(?:more|fewer|less|greater|higher|lower)\ than|at\ (?:least|most)|up\ to|as\ (?:many|much|few|little)\ as
    |nearly|almost|about|around|approximately|roughly|over|under|below|above|some|allegedly|reportedly|possibly|perhaps
    )(?:\ (?:only|even|yet|also))?\s+\Z""",
    re.VERBOSE | re.IGNORECASE,
)
_REACH = 40
"""Characters before a quote in which words that turn it are looked for."""


def uncut(span: Span, text: str) -> bool:
    """Whether `span` begins and ends between words, not inside a word, a number or a range of numbers."""
    return not (_glued(text, span.start) or _glued(text, span.end))


def left_off(span: Span, text: str) -> str:
    """The words directly before `span` that say otherwise than it does alone ("not", "more than"); "" for none.

    English, and the one-character negations of Chinese and Japanese.
    """
    before = text[max(0, span.start - _REACH) : span.start]
    if before and before[-1] in _NEGATORS:
        return before[-1]
    found = _TURNS.search(re.sub(r"\s", " ", before))
    return before[found.start() :].strip() if found else ""


def _glued(text: str, place: int) -> bool:
    """Whether the characters on both sides of `place` belong to one word or number."""
    left = "".join(islice(_visible(text, range(place - 1, -1, -1)), 2))[::-1]
    right = "".join(islice(_visible(text, range(place, len(text))), 2))
    if not left or not right:
        return False
    before, after = left[-1], right[0]
    if (_joins(before) and _joins(after)) or (before in _NUMERALS and after in _NUMERALS):
        return True
    if _joins(after) and len(left) > 1 and _joins(left[-2]):
        return _binds(left[-2], before, after) or (before.isspace() and _splits_number(text, place))
    if _joins(before) and len(right) > 1 and _joins(right[1]):
        return _binds(before, after, right[1]) or (after.isspace() and _splits_number(text, place))
    return _signed(before, after)


def _signed(before: str, after: str) -> bool:
    """Whether a number stands beside the sign that belongs to it: -5, $5, 5%."""
    if after.isdigit():
        return before in _BEFORE_NUMBERS or unicodedata.category(before) == "Sc"
    return before.isdigit() and (after in _AFTER_NUMBERS or unicodedata.category(after) == "Sc")


def _binds(left: str, sign: str, right: str) -> bool:
    """Whether `sign` between two word characters makes one word or number of them: don't, well-known, 5,500, 10–15."""
    if left.isdigit() and right.isdigit():
        return sign in ".,:/'’×" or sign in DASHES or sign in _WIDE
    if sign == ".":
        return left.isupper() == right.isupper()  # U.S, example.com; not "closed.The"
    return sign in _HYPHENS or sign in SINGLE_QUOTES or sign in _JOINING or _signed(sign, right)


def _splits_number(text: str, place: int) -> bool:
    """Whether the space at `place` stands between groups of one number: 5 500."""
    start, end = place, place
    while start > 0 and text[start - 1].isspace():
        start -= 1
    while end < len(text) and text[end].isspace():
        end += 1
    if end - start != 1:
        return False
    return bool(_GROUP_BEFORE.search(text[max(0, start - 5) : start]) and _GROUP_AFTER.match(text, end))


def _joins(char: str) -> bool:
    return (char.isalnum() or unicodedata.category(char)[0] == "M") and not _SPACELESS.match(char)


def _visible(text: str, places: range) -> Iterator[str]:
    """The characters at these places, format characters passed over."""
    return (text[i] for i in places if unicodedata.category(text[i]) != "Cf")
