"""Sentences with exact places: news prose first, any text without failing.

A break is a run of end marks with its closing quotes, judged by the word before and the word after. Rules stand in the
order of their force; the first that has an opinion decides. Blank lines always end a sentence; a single line break does
unless the lines are wrapped.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from reviewer.model.span import Span
from reviewer.text.words import vocabulary

NEVER_LAST = vocabulary(
    """mr mrs ms dr prof rev fr st mt ft gen lt col sgt capt cmdr maj adm cpl pvt gov sen rep reps sens pres hon amb
    supt det insp messrs mme mlle sr sra srta atty asst assoc dist v vs viz cf al approx fig figs eq op vol ed eds trans
    par para ch tel ext i.e e.g bzw ca d.h nr str z.b"""
)
"""Abbreviations that a name or a word always follows."""
BEFORE_NUMBER = vocabulary("no nos sec secs art arts p pp vol fig figs eq ch par nr ext tel op v al ed para n°")
"""Abbreviations only when a number follows; else ordinary words ("the answer is no.")."""
MAY_BE_LAST = vocabulary(
    """jr inc corp ltd co cos llc plc bros etc dept univ assn ave blvd rd jan feb mar apr jun jul aug sep sept oct nov
    dec mon tue tues wed thu thur thurs fri sat calif fla mass mich minn mont neb nev okla ore pa tenn tex va vt
    wis wyo ariz ark colo conn del ga ill ind kan ky la md wash sq oz lb lbs kg km cm mm hr hrs mins secs yr yrs mos
    est ph.d ph.d.s usw esq gmbh s.a"""
)
"""Abbreviations that may close a sentence: it goes on unless the next word is one that opens sentences."""
WORDS_TOO = vocabulary("ill ind wash mass mar fri sat mon wed del la pa ore ark ga va md co no est sec art")
"""Of those, the ones that are ordinary words in lower case."""
OPENERS = vocabulary(
    """the a an this that these those there it its he she they we i you his her their our my in on at by for from with
    as after before when while if although though but and so or yet however meanwhile moreover also both some many most
    all no not one two according since during under over such what who why where how another other others earlier later
    last next now then today yesterday tomorrow still instead despite because until once let even only just each every
    more than several few here perhaps maybe police officials authorities did do does is are was were"""
)
"""Words with which sentences open, so that an abbreviation before them closed one."""
MONTHS = vocabulary(
    """jan feb mar apr jun jul aug sep sept oct nov dec januar februar märz april mai juni juli august september oktober
    november dezember"""
)
TIME_ZONES = vocabulary("et est edt pt pst pdt ct cst cdt mt mst gmt utc bst cet cest ist jst")
DAYS = vocabulary("sunday monday tuesday wednesday thursday friday saturday")

CLOSERS = "\"'”’»)]}›」』"
OPENERS_OF_QUOTES = "\"'“‘«([{‹„‚「『"
LONGEST_WORD = 40
"""Code points looked at on either side of an end mark; keeps the cost of hostile text linear."""

_END = re.compile(
    r"(?P<mark>\.(?:[ \u00a0]\.){2,}|[.!?…]+|[。！？؟۔।॥]+)"
    rf"(?P<close>[{re.escape(CLOSERS)}]*)"
    r"(?P<note>(?:\s?\[\s?\d{1,3}(?:\s?[-–,]\s?\d{1,3})*\s?\])*)"
)
_NEXT_WORD = re.compile(
    rf"\s*[{re.escape(OPENERS_OF_QUOTES)}–—•*\s-]{{0,8}}([^\s{re.escape(CLOSERS)},.;:!?]{{1,{LONGEST_WORD}}}[.]?)"
)
_SAYS = re.compile(
    r"\s*(?:he|she|they|it|(?:(?:Mr|Mrs|Ms|Dr)\.?\s)?[A-Z]\w+(?:\s[A-Z]\w+)?)\s+(?:said|says|asked|asks|told|added|wrote|tweeted|replied|shouted)\b"
)
_LETTERS = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")
_LIST_NUMBER = re.compile(r"[(\[]?(?:\d{1,2}|[a-zA-Z])$")
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")
_BULLETS = "•‣◦⁃▪●"
_ITEM = re.compile(rf"(?:(?<=\s)|^)(?:(?P<bullet>[{_BULLETS}])|(?P<value>\d{{1,2}}|[a-z])(?P<style>\.\)|\)|\.)(?=\s))")


@dataclass(slots=True)
class _Stop:
    """A run of end marks and what stands around it. `before` and `after` are the words next to it, as written."""

    text: str
    at: int
    end: int
    mark: str
    close: str
    spaced: bool
    before: str
    after: str
    opening: bool
    """Whether nothing but `before` stands between the last break and the mark."""

    @property
    def word(self) -> str:
        return self.before.lower().strip(OPENERS_OF_QUOTES)

    @property
    def next(self) -> str:
        return self.after.rstrip(".").lower()


def split(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """The sentences of `text[start:end]` in order, trimmed of white space, never overlapping.

    Every code point that is not white space is in exactly one sentence. Linear in the length of the range.
    """
    end = len(text) if end is None else end
    spans: list[Span] = []
    for first, last in _runs(text, start, end):
        spans.extend(_trimmed(text, a, b) for a, b in _cut(text, first, last) if text[a:b].strip())
    return spans


def _trimmed(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    return Span(start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip()))


def _runs(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Paragraphs, further cut at line breaks that are not mere wrapping."""
    at = start
    for gap in _BLANK_LINE.finditer(text, start, end):
        yield from _lines(text, at, gap.start())
        at = gap.end()
    yield from _lines(text, at, end)


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    breaks = list(_positions(text, "\n", start, end))
    if not breaks or start >= end:
        if start < end:
            yield start, end
        return
    edges = [start, *(b + 1 for b in breaks), end + 1]
    lines = [text[a : b - 1].strip() for a, b in pairwise(edges)]
    wrapped = _wrapped(lines)
    at = start
    for index, position in enumerate(breaks):
        if wrapped or _runs_on(lines[index], lines[index + 1]):
            continue
        yield at, position
        at = position + 1
    yield at, end


def _positions(text: str, mark: str, start: int, end: int) -> Iterator[int]:
    at = text.find(mark, start, end)
    while at >= 0:
        yield at
        at = text.find(mark, at + 1, end)


def _runs_on(line: str, following: str) -> bool:
    """Whether `following` plainly continues `line`: a lower-case word after a line that nothing closed."""
    return bool(line) and following[:1].islower() and line[-1] not in ".!?…:;" + CLOSERS and len(line) >= 30


def _wrapped(lines: list[str]) -> bool:
    """Whether a machine broke the lines: each is as full as its neighbour's first word allowed, width 40 to 130."""
    if len(lines) < 3:
        return False
    width = max(map(len, lines))
    if not 40 <= width <= 130:
        return False
    return all(
        len(line) + 1 + len(following.split(maxsplit=1)[0]) > width for line, following in pairwise(lines) if following
    )


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    items = _items(text, start, end)
    at = start
    for match in _END.finditer(text, start, end):
        if match.start() < at or match.end() >= end:
            continue
        item = _item_before(items, at, match.end())
        if item is not None:
            yield at, item
            at = item
        if _ends(text, at, match, end):
            yield at, match.end()
            at = match.end()
    for item in items:
        if item > at:
            yield at, item
            at = item
    yield at, end


def _item_before(items: list[int], at: int, limit: int) -> int | None:
    """The first list item that begins after `at` and not after `limit`, unless a sentence begins there anyway."""
    place = bisect_right(items, at)
    return items[place] if place < len(items) and items[place] < limit else None


def _items(text: str, start: int, end: int) -> list[int]:
    """Where the further items of a list within one paragraph begin: same style as the opening one, values in step."""
    opening = _ITEM.match(text, start + len(text[start : start + 8]) - len(text[start : start + 8].lstrip()), end)
    if opening is None:
        return []
    found: list[int] = []
    expected = _following(opening["value"])
    for match in _ITEM.finditer(text, opening.end(), end):
        if match["bullet"]:
            in_step = match["bullet"] == opening["bullet"]
        else:
            in_step = match["style"] == opening["style"] and match["value"] == expected
        if in_step:
            found.append(match.start())
            expected = _following(match["value"])
    return found


def _following(value: str | None) -> str:
    if not value:
        return ""
    return str(int(value) + 1) if value.isdecimal() else chr(ord(value) + 1)


def _ends(text: str, at: int, match: re.Match[str], end: int) -> bool:
    mark = match["mark"]
    if mark[0] in "。！？؟۔।॥":
        return True
    start, after = match.start(), match.end()
    following = _NEXT_WORD.match(text, after, end)
    if following is None:
        return not (after < end and not text[after].isspace())
    spaced = text[after].isspace()
    before = text[max(at, start - LONGEST_WORD) : start]
    before = before[max(before.rfind(" "), before.rfind("\n"), before.rfind("—"), before.rfind("–")) + 1 :]
    opening = not text[at : start - len(before)].strip(_BULLETS + " ")
    stop = _Stop(text, start, after, mark, match["close"], spaced, before, following[1], opening)
    for rule in _RULES:
        opinion = rule(stop)
        if opinion is not None:
            return opinion
    return True


def _glued(stop: _Stop) -> bool | None:
    """Without a space only "said.The" ends: two ordinary words, the second with a capital."""
    if stop.spaced:
        return None
    if len(stop.close) > 1 or not (stop.after[:1].isupper() and len(stop.after) > 1):
        return False
    if stop.close and stop.close[0] in ")]}":
        return False
    if stop.mark[-1] in "!?" or stop.close:
        return stop.before[-1:].islower() and stop.after[1:2].islower() and len(stop.after) > 2
    word, following = stop.before, stop.after.rstrip(".")
    ordinary = len(word) > 2 and word.isalpha() and word[1:].islower() and word.lower() not in NEVER_LAST
    return ordinary and following.isalpha() and following[1:].islower()


def _list_number(stop: _Stop) -> bool | None:
    """The number that opens a paragraph belongs to what follows (1. Matter is …)."""
    number = stop.before.lstrip(_BULLETS)
    if stop.opening and stop.mark == "." and not stop.close.strip(")") and _LIST_NUMBER.match(number):
        return False
    return None


def _lower_case(stop: _Stop) -> bool | None:
    """Sentences do not open in lower case, names like "iPhone" aside."""
    if stop.after[:1].islower() and not any(c.isupper() for c in stop.after[1:]):
        return False
    return None


def _dots(stop: _Stop) -> bool | None:
    """An ellipsis before a capital ends, one spelled with spaces only from four dots on."""
    if " " in stop.mark or "\u00a0" in stop.mark:
        return stop.mark.count(".") > 3
    return True if "…" in stop.mark or stop.mark.startswith("..") else None


def _exclaimed(stop: _Stop) -> bool | None:
    """A quotation that is asked or shouted goes on into its saying (“Did we?” Smith asked)."""
    if stop.mark[-1] not in "!?":
        return None
    return not (any(c in "\"'”’" for c in stop.close) and _SAYS.match(stop.text, stop.end))


def _closed(stop: _Stop) -> bool | None:
    """A quotation mark after the stop closes, whatever abbreviation stands before it."""
    return stop.word not in NEVER_LAST if stop.close[:1] in ('"', "”", "»") and stop.close else None


def _initial(stop: _Stop) -> bool | None:
    """A single letter goes on (Albert I. Jones), unless it is the word "I" or an opener follows."""
    if len(stop.word) != 1 or not stop.word.isalpha():
        return None
    if stop.before == "I":
        return stop.next in OPENERS
    if stop.close[:1] in (")", "]") and stop.close:
        return True
    return stop.next in OPENERS and stop.before.isupper()


def _ordinal(stop: _Stop) -> bool | None:
    """A number with a month behind it goes on (am 3. Oktober)."""
    if stop.word.isdecimal() and len(stop.word) <= 2 and stop.next in MONTHS:
        return False
    return None


def _abbreviation(stop: _Stop) -> bool | None:
    word = stop.word
    if word in BEFORE_NUMBER:
        if stop.after[:1].isdecimal():
            return False
        return True if word not in NEVER_LAST else stop.next in OPENERS
    if word in NEVER_LAST:
        return False
    if word in ("a.m", "p.m"):
        return not (stop.next in TIME_ZONES or stop.next in DAYS or stop.after[:1].isdecimal() or _titled(stop))
    if word in MAY_BE_LAST:
        if word in WORDS_TOO and stop.before.islower():
            return True
        return stop.next in OPENERS
    return stop.next in OPENERS if _LETTERS.fullmatch(word) else None


def _titled(stop: _Stop) -> bool:
    """A title after the hour goes on when the hour opens the sentence (At 5 a.m. Mr. Smith went)."""
    opening = stop.text[max(0, stop.at - 16) : stop.at]
    return stop.next in NEVER_LAST and bool(re.search(r"(?:^|[.!?]\s)At [\d:]+ [ap]\.m$", opening))


_RULES: tuple[Callable[[_Stop], bool | None], ...] = (
    _list_number,
    _glued,
    _lower_case,
    _dots,
    _exclaimed,
    _ordinal,
    _closed,
    _initial,
    _abbreviation,
)
