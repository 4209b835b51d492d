"""What to say first of a pair: the words of both that differ, and how they stand."""

from __future__ import annotations

from reviewer.match.frame import frame
from reviewer.match.side import Side
from reviewer.match.terms import terms
from reviewer.model.comparison import Comparison, Direction, Outcome, Relation, Slot, SlotName

_OF_A_NUMBER = (SlotName.UNIT, SlotName.HEAD, SlotName.SCOPE)
LONGEST = 60
"""Code points of added words that are shown."""


def difference(comparison: Comparison, mine: Side, theirs: Side) -> str:
    """The first line to show, own words first: `58 people · 85 people: number differs`.

    What agrees is no difference: it is named only where the words of both differ and the note says how
    (`more than 5,500 apps · 5,500 apps: number agrees (one is a limit)`).
    """
    if comparison.outcome is Outcome.SAME:
        return "the same words"
    slot = _deciding(comparison)
    if slot is not None:
        words = _told(comparison, slot)
        return f"{_shown(words, comparison, mine)}: {slot.words}{_held_back(comparison, slot)}"
    if comparison.outcome is Outcome.MORE_SPECIFIC:
        return _added(comparison, mine, theirs)
    nuance = next((each for each in comparison.slots if _is_nuance(each)), None)
    if nuance is not None and comparison.outcome is not Outcome.CANNOT_TELL:
        return f"{_shown((nuance.left, nuance.right), comparison, mine)}: {nuance.words}"
    if comparison.outcome is Outcome.RESTATED:
        return "other words for the same"
    ours, other = (
        _cut(_new_runs(side, beside, _in_number(comparison, side))) for side, beside in ((mine, theirs), (theirs, mine))
    )
    return f"{ours or '–'} · {other or '–'}: each told by one only" if ours or other else "other words"


def _held_back(comparison: Comparison, first: Slot) -> str:
    """Why what differs is not called a contradiction: the next slot that decided, in words."""
    if comparison.outcome is not Outcome.CANNOT_TELL or first.relation is not Relation.DIFFERS:
        return ""
    by_name = {slot.name: slot for slot in comparison.slots}
    others = (by_name[name] for name in comparison.deciding if name in by_name and name is not first.name)
    found = next((slot for slot in others if slot.relation is not Relation.AGREES), None)
    return f"; {found.words}" if found is not None else ""


def _shown(words: tuple[str, str], comparison: Comparison, mine: Side) -> str:
    """The words of both, own words first."""
    left, right = (part or "–" for part in words)
    if left.casefold() == right.casefold():
        return left
    return f"{left} · {right}" if comparison.left == mine.claim.id else f"{right} · {left}"


def _told(comparison: Comparison, slot: Slot) -> tuple[str, str]:
    """The words of both for a slot: of a unit, a counted thing or its kind with the numbers, where these tell more."""
    if slot.name in _OF_A_NUMBER and not slot.note:
        number = next((each for each in comparison.slots if each.name is SlotName.NUMBER), None)
        if number is not None and number.left and number.right and not _equal(number) and _stands_in(slot, number):
            return number.left, number.right
    return slot.left, slot.right


def _stands_in(slot: Slot, number: Slot) -> bool:
    """Whether the words of a slot are a part of the number's: not "people dead" of "ten people"."""
    sides = ((slot.left, number.left), (slot.right, number.right))
    return slot.name is SlotName.UNIT or all(part.casefold() in whole.casefold() for part, whole in sides)


def _equal(slot: Slot) -> bool:
    return slot.left.casefold() == slot.right.casefold()


def _is_nuance(slot: Slot) -> bool:
    """Whether a slot that agrees, or that only one claim has, tells more than that."""
    if slot.relation is Relation.ONLY_ONE:
        return slot.name is not SlotName.SPEAKER
    return slot.relation is Relation.AGREES and bool(slot.note) and not _equal(slot)


def _deciding(comparison: Comparison) -> Slot | None:
    """The first slot that decided, else the first that differs or cannot be told; never one that agrees."""
    by_name = {slot.name: slot for slot in comparison.slots if slot.relation is not Relation.AGREES}
    named = [by_name[name] for name in comparison.deciding if name in by_name]
    if comparison.outcome is Outcome.MORE_SPECIFIC:
        return next(iter(named), None)
    telling = (slot for slot in by_name.values() if slot.relation is not Relation.ONLY_ONE)
    return next(iter([*named, *(slot for slot in telling if slot.name is not SlotName.SPEAKER)]), None)


def _added(comparison: Comparison, mine: Side, theirs: Side) -> str:
    """What the more specific claim says beyond the other."""
    ours = (comparison.direction is Direction.LEFT) == (comparison.left == mine.claim.id)
    more, less = (mine, theirs) if ours else (theirs, mine)
    runs = _new_runs(more, less, _in_number(comparison, more))
    return f"{'this one' if ours else 'the other'} adds: {_cut(runs) or 'small words'}"


def _cut(runs: list[str]) -> str:
    """Runs of words in one line that is not too long: all, else the longest."""
    every = " … ".join(runs)
    shown = every if len(every) <= LONGEST else max(runs, key=len)
    return shown if len(shown) <= LONGEST else shown[: LONGEST - 1].rstrip() + "…"


def _in_number(comparison: Comparison, side: Side) -> frozenset[str]:
    """The terms of a claim's number that stands beside one of the other: no news, even where the digits differ."""
    number = next((slot for slot in comparison.slots if slot.name is SlotName.NUMBER), None)
    if number is None or not (number.left and number.right):
        return frozenset()
    return frozenset(terms(number.left if comparison.left == side.claim.id else number.right))


def _new_runs(more: Side, less: Side, known: frozenset[str]) -> list[str]:
    """Runs of words of one claim that have no counterpart in the other, wherever it stands there, nor in `known`."""
    linked = {link.left for link in frame(more.facts, less.facts).links}
    runs: list[tuple[int, int]] = []
    small: int | None = None
    open_ = False
    for i, word in enumerate(more.words):
        if word.small:
            small = word.start if small is None else small
            continue
        new = i not in linked and word.term not in less.distinct and word.term not in known
        if new and open_:
            runs[-1] = runs[-1][0], word.end
        elif new:
            runs.append((word.start if small is None else small, word.end))
        open_, small = new, None
    return [more.reading[slice(*run)] for run in runs]
