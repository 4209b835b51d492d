"""How much a claim is worth checking: a ratio with its reasons. It sorts and dims, it never hides.

The weights are set by hand, in log-odds, from what fact-checkers look for: figures, names, dates and events raise a
claim; opinion, hedges, plans and notes on the reporting lower it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from reviewer.model.claim import Claimant, ClaimantRole, ClaimKind, Name, Reason
from reviewer.model.moment import Moment
from reviewer.model.quantity import Quantity

BASE = 0.4
"""Log-odds of a claim of which nothing is known: in news nearly every sentence asserts something."""
_KINDS = {
    ClaimKind.REPORTING_NOTE: Reason("a note on the reporting", -2.2),
    ClaimKind.ANNOUNCEMENT: Reason("tells of what is to come", -0.6),
    ClaimKind.BACKGROUND: Reason("background", -0.3),
    ClaimKind.QUOTED_FACT: Reason("a quotation", -0.2),
}
_SIGNS = {
    "opinion": Reason("words of opinion", -0.9),
    "first_person": Reason("speaks of oneself", -0.6),
    "hedge": Reason("hedged", -0.4),
    "normative": Reason("says what should be", -0.7),
    "ranking": Reason("ranks or compares", 0.5),
    "change": Reason("tells of a change", 0.4),
    "harm": Reason("tells of harm or law", 0.5),
    "event": Reason("tells of an event", 0.4),
    "short": Reason("very short", -0.5),
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


def score(items: Items, signs: Iterable[str]) -> tuple[float, tuple[Reason, ...]]:
    """The score of a claim (ratio 0..1) and its reasons, strongest first; `signs` are those of `signs.signs`."""
    found = [*_reasons(items), *(_SIGNS[sign] for sign in signs if sign in _SIGNS)]
    reasons = sorted(found, key=lambda r: (-abs(r.weight), r.words))
    odds = BASE + sum(reason.weight for reason in reasons)
    return round(1 / (1 + math.exp(-odds)), 4), tuple(reasons)


def _reasons(items: Items) -> Iterator[Reason]:
    exact = sum(quantity.value is not None for quantity in items.quantities)
    if exact:
        yield Reason("has figures" if exact > 1 else "has a figure", 1.2 + 0.3 * min(exact - 1, 2))
    elif items.quantities:
        yield Reason("has a vague number", 0.3)
    if items.names:
        yield Reason("names somebody", 0.3 + 0.1 * min(len(items.names) - 1, 3))
    if any(moment.first or not moment.relative for moment in items.moments):
        yield Reason("has a date", 0.4)
    if any(c.role is ClaimantRole.INFORMANT for c in items.claimants):
        yield Reason("a source is named", 0.3)
    if items.pointing:
        yield Reason("does not stand alone", -0.3)
    if items.headline:
        yield Reason("in the headline", 0.3)
    if items.kind in _KINDS:
        yield _KINDS[items.kind]
