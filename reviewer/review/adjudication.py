"""Who may give the last word on a claim, and why not."""

from __future__ import annotations

from collections.abc import Collection

REVIEWED = "nobody adjudicates a claim that they reviewed"
STILL_BLIND = "this blind round is still open"
NO_ADJUDICATOR = "this needs an adjudicator"


def refusal(person: str, reviewers: Collection[str], *, sealed: bool, may: bool) -> str:
    """Why `person` cannot adjudicate a claim that these persons reviewed, in words; "" where they can.

    `sealed`: a verdict of its blind round is still given to nobody; `may`: the person's role allows it at all.
    """
    if person in reviewers:
        return REVIEWED
    if sealed:
        return STILL_BLIND
    return "" if may else NO_ADJUDICATOR
