"""News agencies and the signs by which an article names them; names of informants beside each other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from reviewer.match.background import background
from reviewer.match.terms import stem, terms
from reviewer.model.article import Metadata
from reviewer.model.span import Span

AGENCIES: Mapping[str, tuple[str, ...]] = {
    "Reuters": ("Reuters", "Thomson Reuters"),
    "AP": ("AP", "Associated Press", "The Associated Press"),
    "AFP": ("AFP", "Agence France-Presse", "Agence France Presse"),
    "Bloomberg": ("Bloomberg", "Bloomberg News"),
    "Xinhua": ("Xinhua", "Xinhua news agency", "Xinhua News Agency"),
    "dpa": ("dpa", "DPA", "Deutsche Presse-Agentur"),
    "PTI": ("PTI", "Press Trust of India"),
    "ANI": ("ANI", "Asian News International"),
    "IANS": ("IANS", "Indo-Asian News Service"),
    "UPI": ("UPI", "United Press International"),
    "TASS": ("TASS", "Tass", "ITAR-TASS"),
    "Interfax": ("Interfax",),
    "RIA Novosti": ("RIA Novosti", "RIA"),
    "Kyodo": ("Kyodo", "Kyodo News"),
    "Yonhap": ("Yonhap", "Yonhap News Agency"),
    "EFE": ("EFE", "Agencia EFE"),
    "ANSA": ("ANSA",),
    "PA": ("PA Media", "Press Association"),
    "AAP": ("AAP", "Australian Associated Press"),
    "The Canadian Press": ("Canadian Press", "The Canadian Press"),
    "Anadolu": ("Anadolu", "Anadolu Agency"),
    "SID": ("SID",),
    "KCNA": ("KCNA",),
}
"""Agencies by the name shown, with the names they go by in print."""

_BY_NAME = {name: agency for agency, names in AGENCIES.items() for name in names}
_NAME = "|".join(re.escape(name) for name in sorted(_BY_NAME, key=len, reverse=True))
_ANY = re.compile(rf"\b(?:{_NAME})\b")
_SHORTEST = [name for name in _BY_NAME if not any(other in name for other in _BY_NAME if other != name)]
_CREDIT = re.compile(r"[Ee]diting\s+by")
_SIGNS = (
    ("its dateline", re.compile(rf"^[^\n]{{0,60}}\((?P<name>{_NAME})\)\s*[-–—]", re.MULTILINE)),
    ("it says so", re.compile(
        rf"\b(?:[Aa]s\s+(?:first\s+)?reported\s+by|[Aa]ccording\s+to(?:\s+a\s+report\s+(?:by|from))?|"
        rf"(?:[Rr]eported|[Ff]irst\s+reported)\s+by|told)\s+(?:the\s+)?(?P<name>{_NAME})\b"
    )),
    ("it says so", re.compile(rf"\b(?P<name>{_NAME})\s+(?:first\s+)?report(?:ed|s)\b")),
    ("its credit", re.compile(rf"^\W*(?:Source|Credit|With\s+(?:reports|inputs|files)\s+from|More\s+from)"
                              rf"\s*:?\s*(?P<name>{_NAME})\b", re.MULTILINE)),
    ("its credit", re.compile(rf"©\s*(?:\d{{4}}\s*)?(?P<name>{_NAME})\b")),
)  # fmt: skip
_REUTERS_CREDIT = re.compile(r"\(\s*(?:Additional\s+)?[Rr]eporting\s+by\s[^()]*;\s*[Ee]diting\s+by\s[^()]*\)")


@dataclass(frozen=True, slots=True)
class Trace:
    """Where an article names an agency: plain words, and the places in its text."""

    words: str
    spans: tuple[Span, ...] = ()


def agencies(text: str, metadata: Metadata) -> dict[str, Trace]:
    """The agencies that an article rests on, by the name shown, with the strongest sign of each."""
    found: dict[str, Trace] = {}
    for agency, trace in _signs(text, metadata):
        found.setdefault(agency, trace)
    return found


def _signs(text: str, metadata: Metadata) -> Iterator[tuple[str, Trace]]:
    spoken = text + " ".join(filter(None, (metadata.publisher, metadata.byline, metadata.dateline)))
    if not any(name in spoken for name in _SHORTEST) and "diting" not in spoken:
        return  # most texts end here: plain search is several times faster than the pattern
    if not _ANY.search(spoken) and not _CREDIT.search(spoken):
        return
    for item, value in (("its publisher", metadata.publisher), ("its byline", metadata.byline)):
        name = re.search(rf"\b(?:{_NAME})\b", value or "")
        if name:
            yield _BY_NAME[name.group()], Trace(f"{item} ({value})")
    for words_, pattern in _SIGNS:
        for match in pattern.finditer(text):
            place = Span(match.start("name"), match.end("name"))
            yield _BY_NAME[match.group("name")], Trace(f"{words_} (“{match.group().strip()}”)", (place,))
    name = re.search(rf"\((?P<name>{_NAME})\)", metadata.dateline or "")
    if name:
        yield _BY_NAME[name.group("name")], Trace(f"its dateline ({metadata.dateline})")
    credit = _REUTERS_CREDIT.search(text)
    if credit:
        yield "Reuters", Trace("its credit line", (Span(credit.start(), credit.end()),))


def is_named(name: str) -> bool:
    """Whether a source is called by a name, not only by what it is ("officials", "Police", "the ministry")."""
    words_ = re.findall(r"[^\W\d_]+", name)
    if len(words_) == 1:
        return words_[0][0].isupper() and stem(words_[0].lower()) not in background().common
    return any(word[0].isupper() for word in words_[1:])


def same_name(left: str, right: str) -> bool:
    """Whether two names of sources are the same but for articles, case and possessives."""
    return telling(left) == telling(right)


@lru_cache(maxsize=50_000)
def telling(name: str) -> tuple[str, ...]:
    """The telling terms of a name. Cached: every article's sources are held against those of all others."""
    return terms(name)
