"""What to say first of a pair: the words of both that differ, and how they stand."""

from __future__ import annotations

from reviewer.match.frame import frame
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
    more, less = (mine, theirs) if ours else (theirs, mine)
    runs = _new_runs(more, less)
    every = " … ".join(runs)
    shown = every if len(every) <= LONGEST else max(runs, key=len)
    cut = shown if len(shown) <= LONGEST else shown[: LONGEST - 1].rstrip() + "…"
    return f"{'this one' if ours else 'the other'} adds: {cut or 'small words'}"


def _new_runs(more: Side, less: Side) -> list[str]:
    """Runs of words of one claim that have no counterpart in the other, wherever it stands there."""
    linked = {link.left for link in frame(more.facts, less.facts).links}
    runs: list[tuple[int, int]] = []
    small: int | None = None
    open_ = False
    for i, word in enumerate(more.words):
        if word.small:
            small = word.start if small is None else small
            continue
        counted = word.term.startswith("#") and less.numbers  # two numbers stand beside each other in a slot
        new = i not in linked and word.term not in less.distinct and not counted
        if new and open_:
            runs[-1] = runs[-1][0], word.end
        elif new:
            runs.append((word.start if small is None else small, word.end))
        open_, small = new, None
    return [more.reading[slice(*run)] for run in runs]
