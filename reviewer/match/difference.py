"""What to say first of a pair: the words of both that differ, and how they stand."""

from __future__ import annotations

from reviewer.match.side import Side
from reviewer.model.comparison import Comparison, Relation, Slot

RELATION_WORDS = {
    Relation.AGREES: "agrees",
    Relation.DIFFERS: "differs",
    Relation.ONLY_ONE: "only one says it",
    Relation.CANNOT_TELL: "cannot tell",
}


def difference(comparison: Comparison, mine: Side, theirs: Side) -> str:
    """The first line to show, own words first: `more than 5,500 apps · 5,500 apps: bound, agrees`."""
    slot = _first(comparison)
    if slot is None:
        return "same words" if mine.terms == theirs.terms else "other words"
    pair = (slot.left, slot.right) if comparison.left == mine.claim.id else (slot.right, slot.left)
    words = " · ".join(part or "–" for part in pair)
    return f"{words}: {slot.note or slot.name.value}, {RELATION_WORDS[slot.relation]}"


def _first(comparison: Comparison) -> Slot | None:
    """The slot that decided, else the first that does not simply agree, else the first."""
    by_name = {slot.name: slot for slot in comparison.slots}
    deciding = [by_name[name] for name in comparison.deciding if name in by_name]
    telling = [slot for slot in comparison.slots if slot.relation is not Relation.AGREES]
    return next(iter([*deciding, *telling, *comparison.slots]), None)
