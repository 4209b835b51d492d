"""What a published fact-check says, and the record that it is kept as (docs/format.md, 7)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

KIND = "ClaimReview"
ITEMS = {
    "claimReviewed": "claim",
    "rating": "rating",
    "by": "by",
    "url": "url",
    "date": "date",
    "name": "title",
    "claimant": "claimant",
    "language": "language",
}
"""Keys of the record, after https://schema.org/ClaimReview, and the fields of `Said` that they hold."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a fact-check says, in its publisher's words; "" where it does not. `date` is that of the check."""

    claim: str
    rating: str
    by: str
    url: str = ""
    date: str = ""
    title: str = ""
    claimant: str = ""
    language: str = ""

    @property
    def record(self) -> dict[str, str]:
        """The flat record: its canonical JSON is the raw blob of the fact-check's article."""
        return record({name: getattr(self, field) for name, field in ITEMS.items()})


def record(items: Mapping[str, str]) -> dict[str, str]:
    """The record of these items, without those that say nothing."""
    return {"@type": KIND, **{name: items[name] for name in ITEMS if items.get(name)}}
