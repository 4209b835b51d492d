"""Two claims compared slot by slot, and what follows from it by the table in `rules`."""

from __future__ import annotations

from reviewer.match.rules import decide
from reviewer.match.score import wording
from reviewer.match.side import Side
from reviewer.model.comparison import Comparison, Relation, Slot, SlotName


def compare(left: Side, right: Side) -> Comparison:
    """The typed comparison of two claims; sides are put in order of their ids, so the order of calling is the same."""
    if right.claim.id < left.claim.id:
        left, right = right, left
    slots = slots_of(left, right)
    outcome, direction, deciding = decide(slots, wording(left, right))
    return Comparison(left.claim.id, right.claim.id, outcome, direction, slots, deciding)


def slots_of(left: Side, right: Side) -> tuple[Slot, ...]:
    """Every slot that at least one of the two claims has."""
    return tuple(slot for slot in (_numbers(left, right),) if slot is not None)


def _numbers(left: Side, right: Side) -> Slot | None:
    mine, theirs = (", ".join(q.shown for q in side.claim.quantities) for side in (left, right))
    if not mine and not theirs:
        return None
    if not mine or not theirs:
        return Slot(SlotName.NUMBER, Relation.ONLY_ONE, mine, theirs)
    return Slot(SlotName.NUMBER, Relation.AGREES if mine == theirs else Relation.CANNOT_TELL, mine, theirs)
