"""What the words of an article tell about it: title, byline, date, dateline, agency's credit, language.

Only what is printed; nothing is guessed from a file's name or place. What is not there stays unknown.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from itertools import takewhile

from reviewer.ingest import phrases
from reviewer.ingest.language import language
from reviewer.ingest.rules import DATE, DATELINE
from reviewer.model.article import Block, BlockClass, Metadata, Origin

_PLACE = re.compile(
    r"(?!(?:BREAKING|UPDATED?|EXCLUSIVE|CORRECT\w*|WATCH|NEWS|ANALYSIS|OPINION|REVIEW|FACT|LIVE|VIDEO)\b)"
    r"(?P<line>[A-Z][A-Z.’'\-]{2,}(?:[ ,]+[A-Z][A-Za-z.’'\-]+){0,4})\s*(?:--|[–—]|\s-)\s+(?=[A-Z\d“‘\"'])"
)
_ISO = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?\Z")
_REPORTED = re.compile(
    phrases.filled(
        r"\b(?:as )?(?:first )?reported by (?:the )?(?P<agency>(?-i:{agency}))(?: news agency)?\b"
        r"|\b(?:according to|citing) (?:an? |the )?(?:report (?:by|from|in) )?(?:the )?"
        r"(?P<cited>(?-i:{agency}))(?: report)?(?= *,)"
    ),
    re.IGNORECASE,
)
_AGENCY = re.compile(phrases.filled(r"(?<![\w@.])(?:{agency})(?![\w@])"))
_BY = re.compile(
    r"^(?:by|posted by|written by|words by|story by|authors?:?|reporter:?|analysis by|opinion by|review by)\s*:?\s+",
    re.IGNORECASE,
)
_AFTER_NAMES = re.compile(r"\s*(?:[|•·/–—]|\s-\s|,?\s+(?:on|at|updated|published|posted)\b).*$", re.IGNORECASE)
_UPDATED = re.compile(r"\b(?:updated|modified|edited)\b", re.IGNORECASE)
_MONTHS = {name[:3].lower(): number for number, name in enumerate(phrases.MONTHS, 1)}
_DATE_PARTS = re.compile(
    r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)|(?P<a>\d{1,2})[./](?P<b>\d{1,2})[./](?P<c>\d{4})"
    r"|(?P<name>[A-Za-z]{3})[a-z]*\.?\s+(?P<d>\d{1,2})\D*?(?P<y>\d{4})"
    r"|(?P<d2>\d{1,2})\D{0,3}\s(?P<name2>[A-Za-z]{3})[a-z]*\.?,?\s+(?P<y2>\d{4})"
)
_OPENING_BLOCKS = 2
"""Body blocks in which "as reported by Reuters" speaks of the whole article."""


def metadata_of(text: str, blocks: Sequence[Block]) -> Metadata:
    """Everything that `text` with its `blocks` tells, each item of origin ARTICLE.

    `wire_credit` is the agency's line, else the words that name the agency it rests on ("As reported by Reuters").
    """
    head = _above_body(blocks)
    below_title = head[next((i for i, b in enumerate(head) if b.cls is BlockClass.HEADLINE), 0) :]
    # What stands above the title belongs to the page: the day it was looked at, the site's own people.
    bylines = [b.span.of(text) for b in below_title if b.cls is BlockClass.BYLINE]
    bodies = [b.span.of(text) for b in blocks if b.cls is BlockClass.BODY]
    return Metadata.of(
        Origin.ARTICLE,
        {
            "title": next((_one_line(b.span.of(text)) for b in head if b.cls is BlockClass.HEADLINE), None),
            "byline": next((name for line in bylines if (name := _byline(line))), None),
            "date": _published(bylines),
            "dateline": _dateline(bodies[0]) if bodies else None,
            "wire_credit": _wire_credit(text, blocks, bodies),
            "language": language("\n".join(bodies) or text),
        },
    )


def agencies(metadata: Metadata) -> tuple[str, ...]:
    """The agencies that dateline and wire credit name, each once, in that order; known ones, and that of a dateline."""
    behind_place = re.search(r"\(([^()]+)\)$", metadata.dateline or "")
    credited = _AGENCY.finditer(metadata.wire_credit or "")
    return tuple(dict.fromkeys([*(behind_place.groups() if behind_place else ()), *(m.group() for m in credited)]))


def iso_date(words: str) -> str | None:
    """The full date in `words` as ISO 8601, or None: none there, or day and month cannot be told apart."""
    found = DATE.search(words)
    parts = _DATE_PARTS.search(found.group()) if found else None
    if parts is None:
        return None
    try:
        return _day(parts).isoformat()
    except ValueError:
        return None


def stated_date(words: str) -> str | None:
    """A date that a file or table states as such, in ISO 8601 (with time where it has one); None: not understood."""
    if not _ISO.match(words):
        return iso_date(words)
    try:
        datetime.fromisoformat(words)
    except ValueError:
        return None
    return words


def _above_body(blocks: Sequence[Block]) -> list[Block]:
    return list(takewhile(lambda block: block.cls is not BlockClass.BODY, blocks))


def _one_line(words: str) -> str:
    return " ".join(words.split())


def _byline(line: str) -> str | None:
    """The names of a byline, or None for a line with a date only."""
    started = _BY.match(line)
    if not started:
        return None
    names = DATE.split(_AFTER_NAMES.sub("", _one_line(line[started.end() :])))[0].strip(" ,;|")
    return names or None


def _published(bylines: Sequence[str]) -> str | None:
    """The day of publication: one told as such or as no other; a day of updating only where it is the only one."""
    dated = [(line, day) for line in bylines if (day := iso_date(line))]
    first = [day for line, day in dated if not _UPDATED.match(line)]
    return first[0] if first else next((day for _, day in dated), None)


def _dateline(body: str) -> str | None:
    agency = DATELINE.match(body)
    if agency and agency["agency"]:
        return _one_line(body[: agency.end("agency") + 1])
    if agency and agency["place"] != "".join(word[0] for word in agency["other"].split()):  # not "WHO (World …) –"
        return _one_line(body[: agency.end("other") + 1])
    place = _PLACE.match(body)
    return _one_line(place.group("line")) if place else None


def _wire_credit(text: str, blocks: Sequence[Block], bodies: Sequence[str]) -> str | None:
    lines = [_one_line(b.span.of(text)) for b in blocks if b.cls is BlockClass.WIRE_CREDIT]
    by_people = [line for line in lines if re.match(r"\W*(?:additional )?(?:reporting|writing)", line, re.IGNORECASE)]
    if lines:
        return (by_people or lines)[0]
    for body in bodies[:_OPENING_BLOCKS]:
        reported = _REPORTED.search(body)
        if reported:
            return _one_line(reported.group())
    return None


def _day(parts: re.Match[str]) -> date:
    found = parts.groupdict()
    if found["year"]:
        return date(int(found["year"]), int(found["month"]), int(found["day"]))
    if found["c"]:
        one, other = int(found["a"]), int(found["b"])
        # 13/06 can be read in one way only, 05/06 in two.
        if one <= 12 and other <= 12 and one != other:
            raise ValueError("day or month")
        return date(int(found["c"]), *((other, one) if one > 12 else (one, other)))
    last = "" if found["name"] else "2"
    name, day, year = found[f"name{last}"], found[f"d{last}"], found[f"y{last}"]
    month = _MONTHS.get(name.lower())
    if month is None:
        raise ValueError("no month")
    return date(int(year), month, int(day))
