"""Numbers as people write them: a value, how it is bounded, its unit and what is counted."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from reviewer.model.span import Span


class Bound(StrEnum):
    """How the stated value limits the true one."""

    EXACT = "exact"
    MORE_THAN = "more_than"
    AT_LEAST = "at_least"
    LESS_THAN = "less_than"
    AT_MOST = "at_most"
    ABOUT = "about"
    NEARLY = "nearly"
    BETWEEN = "between"
    VAGUE = "vague"


BOUND_SIGNS = {
    Bound.EXACT: "",
    Bound.MORE_THAN: "> ",
    Bound.AT_LEAST: ">= ",
    Bound.LESS_THAN: "< ",
    Bound.AT_MOST: "<= ",
    Bound.ABOUT: "~ ",
    Bound.NEARLY: "~< ",
    Bound.BETWEEN: "",
    Bound.VAGUE: "vaguely ",
}
"""ASCII signs for lists; `shown` puts them before the value."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in a text: "more than 5,500 illegal apps" is > 5500, unit "", head "apps", phrase "illegal apps".

    `span` covers the words of the whole expression with its bound; `value` is None where the words name none ("many");
    `upper` is set for BETWEEN only. `unit` is "", "percent", an ISO 4217 code, or a unit as written; `head` is the
    counted noun in lower case as written, `phrase` the noun with its modifiers. `ordinal` marks "19th".
    """

    span: Span
    value: Decimal | None
    bound: Bound = Bound.EXACT
    unit: str = ""
    head: str = ""
    phrase: str = ""
    upper: Decimal | None = None
    ordinal: bool = False

    @property
    def shown(self) -> str:
        """Short ASCII-only form of sign, value and unit; head or phrase follow as written."""
        if self.value is None:
            number = "?"
        else:
            number = f"{self.value:,f}" + (f"-{self.upper:,f}" if self.upper is not None else "")
            number = BOUND_SIGNS[self.bound] + number + (_suffix(self.value) if self.ordinal else "")
        return " ".join(part for part in (number, self.unit, self.phrase) if part)


def _suffix(value: Decimal) -> str:
    """The ending of an ordinal number: 1st, 2nd, 3rd, 11th."""
    if value % 100 in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(int(value % 10), "th")
