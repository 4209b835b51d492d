"""Dates in a text: when something was said, when it happened, and whether that can be resolved."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from reviewer.model.span import Span


class MomentRole(StrEnum):
    """What a date belongs to: the saying or what is said."""

    SAID = "said"
    HAPPENED = "happened"


@dataclass(frozen=True, slots=True)
class Moment:
    """A date expression. `first` and `last` are ISO days (inclusive) where it resolves, else both None.

    `why_open` says in words why it does not resolve ("the article has no date"); empty where it does.
    """

    span: Span
    role: MomentRole
    relative: bool
    first: str | None = None
    last: str | None = None
    why_open: str = ""
