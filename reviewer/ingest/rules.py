"""What a single line tells about itself: credits, bylines, widgets, footers, errors.

A rule answers only for a whole line, and none for one that reads like a sentence of an article, unless the words can
hardly stand in one ("This site uses Akismet"). What no rule knows is judged by its neighbours (`blocks.py`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from reviewer.ingest import phrases
from reviewer.ingest.lines import PHP_ERROR
from reviewer.model.article import BlockClass

DATE = re.compile(
    phrases.filled(
        r"\b(?:{month}\s+\d{1,2}(?:st|nd|rd|th)?,?\s+(?:19|20)\d\d|\d{1,2}(?:st|nd|rd|th)?\s+{month},?\s+(?:19|20)\d\d"
        r"|(?:19|20)\d\d-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./](?:(?:19|20)\d\d|\d\d))(?!\d)"
    ),
    re.IGNORECASE,
)
"""A full date as bylines write it."""

TERMINAL = re.compile(r"[.!?…。！？｡؟۔।][\"”’'»)\]」』*†]*$")
"""How a sentence ends."""

DATELINE = re.compile(
    phrases.filled(
        r"(?:(?:[A-Z][\w.,’'\-/ ]{0,60}?)?,?\s*\((?P<agency>{agency})\)"
        r"|(?P<place>[A-Z][A-Z.’'\-]+(?:[ ,]+[A-Z\d][\w.’'\-]*){0,6}),?\s*\((?P<other>[A-Z][\w.&’'\- ]{1,40})\))"
        r"\s*[-–—:]"
    )
)
"""How agency copy begins: "SHANGHAI (Reuters) –". An agency we do not know counts behind a place in capitals."""

_DATE_LINE_WORDS = 12
"""Longest line, in words, that a date makes a byline: date, time, zone, one name."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A class and the lines that have it. `longest` is in words; `unended` spares what ends like a sentence."""

    cls: BlockClass
    pattern: re.Pattern[str]
    longest: int
    unended: bool = False


def line_class(line: str) -> BlockClass | None:
    """The class that the words of one line tell, or None."""
    words = len(line.split(None, _LONGEST + 1))
    if words > _LONGEST or len(line) > _MOST_CHARACTERS:
        return None
    ended = bool(TERMINAL.search(line))
    for rule in _rules():
        if words <= rule.longest and not (rule.unended and ended) and rule.pattern.search(line):
            return rule.cls
    # "— Jane Doe (@jane) May 4, 2019" signs a quoted post, which is part of the article.
    if words <= _DATE_LINE_WORDS and not ended and DATE.search(line) and not line.startswith(("—", "–")):
        return BlockClass.BYLINE
    return None


def _whole(section: str) -> re.Pattern[str]:
    """Matches a line that is one of the section's patterns from end to end."""
    return re.compile(r"\A(?:" + "|".join(f"(?:{p})" for p in phrases.section(section)) + r")\Z", re.IGNORECASE)


def _inside(section: str, flags: int = 0) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p})" for p in phrases.section(section)), flags)


_LONGEST, _MOST_CHARACTERS = 70, 1_000
"""No rule knows a line of more words or characters. Some patterns take time by the square of a line's length."""


@cache
def _rules() -> tuple[Rule, ...]:
    """All rules, the first that fits decides. Compiled at first use: 0.1 s that only reading articles should pay."""
    return (
        Rule(BlockClass.ERROR, PHP_ERROR, _LONGEST),
        Rule(BlockClass.ERROR, _inside("errors inside"), _LONGEST),
        Rule(BlockClass.WIRE_CREDIT, _whole("wire credits"), 60),
        Rule(BlockClass.CREDIT, _whole("credits"), 18),
        Rule(BlockClass.CREDIT, _inside("captions inside"), 60),
        Rule(BlockClass.BYLINE, _whole("bylines"), 16, unended=True),
        Rule(BlockClass.FOOTER, _whole("footers"), 40),
        Rule(BlockClass.FOOTER, _inside("footers inside", re.IGNORECASE), 45),
        Rule(BlockClass.FOOTER, _inside("footers inside unended", re.IGNORECASE), 30, unended=True),
        Rule(BlockClass.WIDGET, _whole("widgets"), 30),
        Rule(BlockClass.WIDGET, _whole("widgets unended"), 24, unended=True),
    )
