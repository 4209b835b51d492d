"""A similar claim that was judged already."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from reviewer.model.verdict import Value


class Nearness(StrEnum):
    """How near two claims are: the same words, the same in every slot that is compared, or said in other words."""

    SAME_WORDS = "same_words"
    SAME = "same"
    RESTATED = "restated"


NEARNESS_WORDS = {
    Nearness.SAME_WORDS: "the same words",
    Nearness.SAME: "says the same",
    Nearness.RESTATED: "says it in other words",
}
"""What people read for a nearness."""


@dataclass(frozen=True, slots=True)
class Precedent:
    """What was said of a similar claim. `decided`: it stands as decided, else it is my own verdict only.

    `mine`: I said just that.
    """

    claim: str
    nearness: Nearness
    value: Value
    decided: bool
    mine: bool

    @property
    def identical(self) -> bool:
        """Whether the claims are near-identical, so that another verdict departs from this one."""
        return self.nearness is not Nearness.RESTATED
