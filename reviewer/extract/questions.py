"""The sentence above the keys."""

from __future__ import annotations

from reviewer.model.claim import Claim
from reviewer.model.verdict import About


def question(claim: Claim, about: About) -> str:
    """What a verdict on `claim` answers, in plain words: is it so, or did they say so."""
    if about is About.CONTENT:
        return f"Is it so that “{claim.quote}”?"
    who = claim.claimants[-1].name if claim.claimants else "the article"
    return f"Did {who} say that “{claim.quote}”?"
