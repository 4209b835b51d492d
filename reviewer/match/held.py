"""A pair as it is kept, and how many are kept; loads nothing of matching."""

from __future__ import annotations

from typing import NamedTuple

TOP = 20
"""Matches kept for a claim: a pair stays while it is among these of either."""


class Held(NamedTuple):
    """A pair as it is kept: ids sorted. `check`: one of the two is the claim of a published fact-check."""

    left: str
    right: str
    score: float
    offered: bool = True
    check: bool = False

    @property
    def ids(self) -> tuple[str, str]:
        """Both claims."""
        return self.left, self.right

    @property
    def rank(self) -> tuple[float, str, str]:
        """Best first; no two pairs are level."""
        return -self.score, self.left, self.right
