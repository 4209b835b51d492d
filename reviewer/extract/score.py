"""How much a claim is worth checking: a ratio with its reasons. It sorts and dims, it never hides.

The shipped weights are set by hand, in log-odds, from what fact-checkers look for: figures, names, dates and events
raise a claim; opinion, hedges, plans and notes on the reporting lower it. A desk may learn others (`worth`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from reviewer.model.claim import Claimant, ClaimantRole, ClaimKind, Name
from reviewer.model.moment import Moment
from reviewer.model.quantity import Quantity

BASE = 400
"""Thousandths of log-odds of a claim of which nothing is known: in news nearly every sentence asserts something."""
SHIPPED: Mapping[str, int] = {
    "has a figure": 1200,
    "has more figures": 300,
    "has a vague number": 300,
    "names somebody": 300,
    "names more": 100,
    "has a date": 400,
    "a source is named": 300,
    "does not stand alone": -300,
    "in the headline": 300,
    "a note on the reporting": -2200,
    "tells of what is to come": -600,
    "background": -300,
    "a quotation": -200,
    "words of opinion": -900,
    "speaks of oneself": -600,
    "hedged": -400,
    "says what should be": -700,
    "ranks or compares": 500,
    "tells of a change": 400,
    "tells of harm or law": 500,
    "tells of an event": 400,
    "very short": -500,
}
"""Weights by what a claim has, in thousandths of log-odds per unit (`measured`)."""
_KINDS = {
    ClaimKind.REPORTING_NOTE: "a note on the reporting",
    ClaimKind.ANNOUNCEMENT: "tells of what is to come",
    ClaimKind.BACKGROUND: "background",
    ClaimKind.QUOTED_FACT: "a quotation",
}
_SIGNS = {
    "opinion": "words of opinion",
    "first_person": "speaks of oneself",
    "hedge": "hedged",
    "normative": "says what should be",
    "ranking": "ranks or compares",
    "change": "tells of a change",
    "harm": "tells of harm or law",
    "event": "tells of an event",
    "short": "very short",
}


@dataclass(frozen=True, slots=True)
class Items:
    """What a claim has, of what the score looks at."""

    kind: ClaimKind
    quantities: Sequence[Quantity]
    names: Sequence[Name]
    moments: Sequence[Moment]
    claimants: Sequence[Claimant]
    pointing: bool
    """Whether it cannot stand alone."""
    headline: bool


def measured(items: Items, signs: Iterable[str]) -> dict[str, int]:
    """How much of each thing of SHIPPED a claim has, in whole units; `signs` are those of `signs.signs`."""
    found = dict(_measured(items))
    return found | dict.fromkeys((_SIGNS[sign] for sign in signs if sign in _SIGNS), 1)


def _measured(items: Items) -> Iterator[tuple[str, int]]:
    exact = sum(quantity.value is not None for quantity in items.quantities)
    if exact:
        yield "has a figure", 1
        if exact > 1:
            yield "has more figures", min(exact - 1, 2)
    elif items.quantities:
        yield "has a vague number", 1
    if items.names:
        yield "names somebody", 1
        if len(items.names) > 1:
            yield "names more", min(len(items.names) - 1, 3)
    if any(moment.first or not moment.relative for moment in items.moments):
        yield "has a date", 1
    if any(c.role is ClaimantRole.INFORMANT for c in items.claimants):
        yield "a source is named", 1
    if items.pointing:
        yield "does not stand alone", 1
    if items.headline:
        yield "in the headline", 1
    if items.kind in _KINDS:
        yield _KINDS[items.kind], 1
