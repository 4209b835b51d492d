"""From slots to an outcome, as a table: the first row that fits decides."""

from __future__ import annotations

from collections.abc import Iterable

from reviewer.model.comparison import Direction, Outcome, Relation, Slot, SlotName


def decide(slots: Iterable[Slot], wording: float) -> tuple[Outcome, Direction, tuple[SlotName, ...]]:
    """The outcome of a pair, whom it speaks of, and the slots that decided."""
    relations = {slot.name: slot.relation for slot in slots}
    if all(relation is Relation.AGREES for relation in relations.values()) and wording >= 0.95:
        return Outcome.SAME, Direction.NONE, ()
    return Outcome.CANNOT_TELL, Direction.NONE, ()
