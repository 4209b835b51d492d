"""What to say first of a pair: the words of both that differ, and how they stand."""

from __future__ import annotations

from reviewer.match.align import Pieces, pieces
from reviewer.match.side import Side
from reviewer.model.comparison import Comparison, Direction, Outcome, Relation, Slot, SlotName

_OF_A_NUMBER = (SlotName.UNIT, SlotName.HEAD, SlotName.SCOPE)
LONGEST = 60
"""Code points of added words that are shown."""


def difference(comparison: Comparison, mine: Side, theirs: Side) -> str:
    """The first line to show, own words first: `more than 5,500 apps · 5,500 apps: number agrees (one is a limit)`."""
    if comparison.outcome is Outcome.SAME:
        return "the same words"
    deciding = _deciding(comparison)
    if deciding is None and comparison.outcome is Outcome.MORE_SPECIFIC:
        return _added(comparison, mine, theirs)
    slot = deciding or next(iter(comparison.slots), None)
    if slot is None:
        return "other words"
    told = _number(comparison) or slot if slot.name in _OF_A_NUMBER and not slot.note else slot
    words = (told.left, told.right) if comparison.left == mine.claim.id else (told.right, told.left)
    shown = " · ".join(part or "–" for part in words)
    apart = deciding is None and comparison.outcome is Outcome.CANNOT_TELL
    return f"{shown}: {slot.words}{'; the rest is in other words' if apart else ''}"


def _number(comparison: Comparison) -> Slot | None:
    """The numbers that a unit, a counted thing or its kind belongs to, where both claims have one."""
    found = next((slot for slot in comparison.slots if slot.name is SlotName.NUMBER), None)
    return found if found is not None and found.left and found.right else None


def _deciding(comparison: Comparison) -> Slot | None:
    """The first slot that decided, else the first that differs or cannot be told."""
    by_name = {slot.name: slot for slot in comparison.slots}
    named = [by_name[name] for name in comparison.deciding if name in by_name]
    telling = (slot for slot in comparison.slots if slot.relation in (Relation.DIFFERS, Relation.CANNOT_TELL))
    return next(iter([*named, *(slot for slot in telling if slot.name is not SlotName.SPEAKER)]), None)


def _added(comparison: Comparison, mine: Side, theirs: Side) -> str:
    """What the more specific claim says beyond the other."""
    ours = (comparison.direction is Direction.LEFT) == (comparison.left == mine.claim.id)
    own, other = pieces(mine.reading, theirs.reading)
    return f"{'this one' if ours else 'the other'} adds: {_longest(own if ours else other)}"


def _longest(runs: Pieces) -> str:
    unshared = [text.strip(" ,;:.") for text, same in runs if not same]
    longest = max(unshared, key=len, default="")
    return longest if len(longest) <= LONGEST else longest[: LONGEST - 1].rstrip() + "…"
