"""The sentence above the keys."""

from __future__ import annotations

from reviewer.model.claim import Claim
from reviewer.model.verdict import About


def question(claim: Claim, about: About, carried: str = "") -> str:
    """What a verdict on `claim` answers, in plain words: is it so, or did they say so.

    Carried words stand in brackets before the claim's own, as editors mark what they put in.
    """
    words = f"[{carried}] {claim.quote}" if carried else claim.quote
    if about is About.CONTENT:
        return f"Is it so that “{words}”?"
    who = claim.claimants[-1].name if claim.claimants else "the article"
    if ", " in who:  # "Mara Teld, a spokeswoman for the authority,": what is put beside a name ends with a comma
        who += ","
    return f"Did {who} say that “{words}”?"
