"""Which claims a list shows, and in which order."""

from __future__ import annotations

from dataclasses import dataclass, field

from reviewer.model.comparison import Outcome
from reviewer.model.lineage import LineageKind
from reviewer.model.order import Order
from reviewer.model.verdict import Status, Value


@dataclass(frozen=True, slots=True)
class Filter:
    """Which claims to list, and in which order; empty fields do not limit. Conditions combine with "and"."""

    text: str = ""
    article: str = ""
    statuses: frozenset[Status] = field(default_factory=frozenset)
    values: frozenset[Value] = field(default_factory=frozenset)
    claimant: str = ""
    person: str = ""
    outcomes: frozenset[Outcome] = field(default_factory=frozenset)
    matched: bool | None = None
    needs_context: bool | None = None
    needs_look: bool | None = None
    has_number: bool | None = None
    postponed: bool | None = None
    min_score: float = 0.0
    lineages: frozenset[LineageKind] = field(default_factory=frozenset)
    order: Order = Order.TEXT

    @property
    def empty(self) -> bool:
        """Whether nothing is filtered out and nothing is put in another order."""
        return self == Filter()
