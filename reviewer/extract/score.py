"""How much a claim is worth checking: a ratio with its reasons. It sorts and dims, it never hides.

The weights are set by hand, in log-odds, from what fact-checkers look for: figures, names, dates and events raise a
claim; opinion, hedges, plans and notes on the reporting lower it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from reviewer.extract.signs import signs
from reviewer.extract.tagging import Tagged
from reviewer.model.claim import Claim, ClaimantRole, ClaimKind, Reason

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


def score(
    claim: Claim, tagged: Tagged, first: int, last: int, *, headline: bool = False
) -> tuple[float, tuple[Reason, ...]]:
    """The score of a claim in words `first` to `last`, and what raised or lowered it, strongest first."""
    found = list(_reasons(claim, tagged, first, last))
    if headline:
        found.append(Reason("in the headline", 0.3))
    reasons = sorted(found, key=lambda r: (-abs(r.weight), r.words))
    odds = BASE + sum(reason.weight for reason in reasons)
    return round(1 / (1 + math.exp(-odds)), 4), tuple(reasons)


def _reasons(claim: Claim, tagged: Tagged, first: int, last: int) -> Iterator[Reason]:
    exact = sum(quantity.value is not None for quantity in claim.quantities)
    if exact:
        yield Reason("has figures" if exact > 1 else "has a figure", 1.2 + 0.3 * min(exact - 1, 2))
    elif claim.quantities:
        yield Reason("has a vague number", 0.3)
    if claim.names:
        yield Reason("names somebody", 0.3 + 0.1 * min(len(claim.names) - 1, 3))
    if any(moment.first or not moment.relative for moment in claim.moments):
        yield Reason("has a date", 0.4)
    if any(c.role is ClaimantRole.INFORMANT for c in claim.claimants):
        yield Reason("a source is named", 0.3)
    if claim.needs_context:
        yield Reason("does not stand alone", -0.3)
    if claim.kind in _KINDS:
        yield _KINDS[claim.kind]
    for sign in signs(tagged.lows, tagged.tags, first, last):
        if sign in _SIGNS:
            yield _SIGNS[sign]
