"""The dateline that opens a wire story: "SHANGHAI (Reuters) – "."""

from __future__ import annotations

import re
from dataclasses import dataclass

from reviewer.model.span import Span
from reviewer.text.words import vocabulary

_DATELINE = re.compile(
    r"(?:(?P<place>[A-Z][A-Z’'./ -]{2,40}(?:,\s(?:[A-Z][\w.’'-]*\.?\s?){1,4})?)"
    r"(?:,\s(?:[A-Z][a-z]{2,8}\.?\s\d{1,2}|\d{1,2}\s[A-Z][a-z]{2,8})(?:,?\s\d{4})?)?\s*)?"
    r"(?:\((?P<agency>[A-Z][\w .&’'/-]{1,40})\)\s*)?(?P<dash>[–—―-]{1,2}|:)\s+"
)
AGENCIES = vocabulary(
    """reuters ap afp upi xinhua bloomberg dpa efe ansa kyodo tass interfax pti ians yonhap pa bernama aap cp
    associated-press agence-france-presse ria-novosti"""
)
"""News agencies by the word that names them."""


@dataclass(frozen=True, slots=True)
class Dateline:
    """`end` is where the sentence proper begins; `agency` is where the agency stands, if one does."""

    end: int
    agency: Span | None


def dateline(text: str, start: int, end: int) -> Dateline | None:
    """The dateline at the beginning of `text[start:end]`."""
    match = _DATELINE.match(text, start, min(end, start + 160))
    if match is None or not (match["place"] or match["agency"]):
        return None
    if match["dash"] == ":" and not match["agency"] and len(match["place"].strip()) < 4:
        return None
    if not match["agency"] and not (match["place"] or "").split(",")[0].strip().isupper():
        return None
    agency = Span(match.start("agency"), match.end("agency")) if match["agency"] else None
    return Dateline(match.end(), agency)


def is_agency(words: str) -> bool:
    """Whether a source is a news agency by name."""
    low = words.lower()
    return any(word in AGENCIES for word in re.findall(r"[a-z]+", low)) or "associated press" in low
