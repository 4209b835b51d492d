"""A published fact-check as the fronts show it."""

from __future__ import annotations

from dataclasses import dataclass

from reviewer.model.comparison import Outcome


@dataclass(frozen=True, slots=True)
class CheckView:
    """A fact-check that matches a claim; `rating`, `by`, `title`, `quote` are its publisher's words, "" unknown.

    `claim` is the id of the claim that was checked and `number` its short one; `quote` its words, `claimant` whose they
    are. `outcome` is how it stands to ours; `same`: what was checked says just what ours does, or more.
    """

    claim: str
    number: str
    quote: str
    rating: str
    by: str
    date: str
    url: str
    title: str
    claimant: str
    outcome: Outcome
    same: bool

    @property
    def line(self) -> str:
        """`already checked: False, by Full Desk, on 2024-03-05, https://…`."""
        parts = [self.rating, f"by {self.by}" if self.by else "", f"on {self.date}" if self.date else "", self.url]
        told = ", ".join(part for part in parts if part)
        return f"{'already checked' if self.same else 'a like claim was checked'}: {told}"
