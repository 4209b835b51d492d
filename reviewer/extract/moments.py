"""Date expressions: where they stand, and which days they mean once the article's own date is known."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from reviewer.extract.calendar import OTHER_MONTHS
from reviewer.extract.resolving import Reading
from reviewer.model.moment import Moment, MomentRole
from reviewer.model.span import Span

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)\.?)(?![a-z])"
)
_OTHER_MONTHS = "(?i:" + "|".join(OTHER_MONTHS) + ")"
_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_UNIT = r"(?:hour|day|week|weekend|month|quarter|year|decade|century)"
_YEAR = r"(?:1[5-9]|20)\d\d"
_COUNT = (
    r"(?:\d{1,3}|a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|many|few|some"
    r"|a\s(?:few|couple\sof))"
)
_PART = r"(?:(?i:early|late|mid|mid-|earlier|later|at\sthe\send\sof|the\send\sof)[\s-])"
_FORMS: tuple[tuple[str, str], ...] = (
    ("iso", rf"(?P<iy>{_YEAR})-(?P<im>\d\d)-(?P<id>\d\d)"),
    ("dmy", rf"(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?(?P<m1>{_MONTH})(?:,?\s(?P<y1>{_YEAR}))?"),
    ("mdy", rf"(?P<m2>{_MONTH})\s(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\b(?!:)(?:,?\s(?P<y2>{_YEAR}))?"),
    (
        "other",
        rf"(?P<d6>\d{{1,2}})\.?\s(?:de\s)?(?P<m6>{_OTHER_MONTHS})(?:\s(?:de\s)?(?P<y6>{_YEAR}))?",
    ),
    ("my", rf"(?P<p3>{_PART}(?:in\s)?)?(?P<m3>{_MONTH})(?:\sof)?,?\s(?P<y3>{_YEAR})"),
    (
        "weekday",
        rf"(?:(?P<w_mod>(?i:last|next|this|coming|the\sfollowing|late|early|earlier|later|every|each))\s)?"
        rf"(?P<w>{_DAY})s?(?:\s(?:morning|afternoon|evening|night))?(?P<w_past>\s(?:last|a)\sweek)?",
    ),
    ("today", r"(?:(?i:late|early|earlier|later)\s)?(?P<t>(?i:today|yesterday|tomorrow|tonight|overnight))"),
    ("day_part", r"(?P<dp_mod>(?i:this|last))\s(?P<dp>morning|afternoon|evening|night)"),
    (
        "season",
        r"(?:(?i:earlier|later|late|early)\s)?(?P<s_mod>(?i:this|last|next))\s(?P<s>spring|summer|autumn|fall|winter)",
    ),
    (
        "period",
        rf"(?:(?P<r_part>(?i:earlier|later|late|early))\s)?(?P<r_mod>(?i:this|last|next|the\sprevious|the\sfollowing))"
        rf"\s(?P<r>{_UNIT})\b(?!\sof)",
    ),
    ("ago", rf"(?P<a_n>(?i:{_COUNT}))\s(?P<a_u>{_UNIT})s?\s(?P<a_w>ago|earlier|later|before|after)\b"),
    (
        "window",
        rf"(?i:in|over|for|during|within)\s(?:the\s)?(?P<v_mod>(?i:past|last|next|coming|previous|recent))\s"
        rf"(?:(?P<v_n>(?i:{_COUNT}))\s)?(?P<v_u>{_UNIT}s?|time|times)\b",
    ),
    (
        "year",
        rf"(?:(?P<p4>{_PART}))?(?P<y4>{_YEAR})(?P<y4s>s)?(?![A-Za-z0-9])"
        r"(?![,.]\d|[\s-](?:people|apps|users|percent)|%)",
    ),
    ("month", rf"(?P<p5>{_PART})?(?:(?P<m_mod>(?i:last|next|this))\s)?(?P<m5>{_MONTH})"),
    ("vague",r"(?i:in\sthe\spast|in\srecent\s\w+|recently|nowadays|currently|now|at\sthe\smoment|at\spresent"
r"|in\sthe\sfuture|soon)\b"),
)  # fmt: skip
_EXPRESSION = re.compile(
    r"(?<![A-Za-z0-9_/$€£.,-])(?:" + "|".join(rf"(?P<{name}>{form})" for name, form in _FORMS) + r")(?![A-Za-z0-9_])"
)
_HINT = re.compile(
    r"\d{4}|day|night|morning|[Jj]an|[Ff]eb|[Mm]ar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|year|month|week|ago|past|time"
    r"|\d\.? (?:de )?[a-zéûäA-Z]|tomorrow|now|recent|decade|summer|winter|spring|autumn|fall|soon|current|quarter"
    r"|hour|century|present|moment|future"
)


@dataclass(frozen=True, slots=True)
class Expression:
    """A date expression and how it was read; `relative` needs the article's date."""

    span: Span
    form: str
    match: re.Match[str]
    relative: bool


@lru_cache(maxsize=1024)
def expressions(text: str, start: int, end: int) -> tuple[Expression, ...]:
    """The date expressions in `text[start:end]`, in order, never overlapping."""
    if not _HINT.search(text, start, end):
        return ()
    return tuple(_found(text, start, end))


def _found(text: str, start: int, end: int) -> Iterator[Expression]:
    for match in _EXPRESSION.finditer(text, start, end):
        form = next(name for name, _ in _FORMS if match[name])
        if form == "month" and not _is_month(text, match):
            continue
        own_year = {"dmy": "y1", "mdy": "y2", "other": "y6"}.get(form)
        relative = form not in ("iso", "year", "my") and not (own_year and match[own_year])
        yield Expression(Span(match.start(), match.end()), form, match, relative)


def _is_month(text: str, match: re.Match[str]) -> bool:
    """A bare month needs a preposition or a modifier; "May" and "March" are words and names too."""
    if match["p5"] or match["m_mod"]:
        return True
    before = text[max(0, match.start() - 10) : match.start()].lower()
    return bool(
        re.search(r"\b(?:in|since|by|until|from|during|before|after|for|of|to|and|through)\s$", before)
    ) and not (match["m5"].endswith(".") and len(match["m5"]) < 4)


def moment(expression: Expression, role: MomentRole, anchor: date | None, *, future: bool) -> Moment:
    """The expression as a moment: resolved where it can be, else with the reason why not.

    `anchor` is the day the article is dated; `future` tells that the sentence looks ahead.
    """
    relative = expression.relative
    if relative and anchor is None:
        return Moment(expression.span, role, relative, why_open="the article has no date")
    days = Reading(expression.match, anchor or date.min, future=future).days(expression.form)
    if days is None:
        return Moment(expression.span, role, relative, why_open=_why_open(expression))
    return Moment(expression.span, role, relative, days[0].isoformat(), days[1].isoformat())


def _why_open(expression: Expression) -> str:
    if expression.form == "season":
        return "seasons differ by hemisphere"
    if expression.form == "ago" and expression.match["a_w"] != "ago":
        return "it counts from another event"
    return "the words name no exact time"
