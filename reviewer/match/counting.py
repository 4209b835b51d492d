"""The numbers of two claims beside each other: which speak of one thing, and how they stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reviewer.match.figures import Figure
from reviewer.match.intervals import ROUNDS, Interval, relation, rounded
from reviewer.match.opposites import STANCES, opposed
from reviewer.match.related import groups
from reviewer.match.units import convertible, unit
from reviewer.match.vocabulary import GROUPS, PERSONS
from reviewer.model.comparison import Relation, Slot, SlotName
from reviewer.model.quantity import Bound

_AGREES, _DIFFERS, _ONE = Relation.AGREES, Relation.DIFFERS, Relation.ONLY_ONE
FAR = 10
"""Numbers one of which is more than so many times the other are hardly told of one thing."""
_HEAD_FIT = {_AGREES: 3.0, _ONE: 0.5, _DIFFERS: -2.0, None: 1.0}
_UNIT_FIT = {_AGREES: 2.0, _DIFFERS: -0.5, _ONE: -1.0, None: 1.0}
_SCOPE_FIT = {_AGREES: 1.0, _ONE: 0.0, _DIFFERS: -0.5, None: 0.0}


@dataclass(frozen=True, slots=True)
class Meeting:
    """Two numbers that may be held against each other, and how each of their parts stands."""

    left: Figure
    right: Figure
    number: Relation
    note: str
    unit: Relation | None
    head: Relation | None
    scope: Relation | None
    scope_note: str

    @property
    def fit(self) -> float:
        """How surely the two speak of one thing; 0 or less: they do not."""
        mine, theirs = self.left.value, self.right.value
        same = mine == theirs or (mine is not None and theirs is not None and mine.stated == theirs.stated)
        equal = 1.5 if self.number is Relation.AGREES and same else 0.0
        unlike = self.left.ordinal != self.right.ordinal or (self.left.ordinal and self.head is Relation.DIFFERS)
        kind = -9.0 if unlike else -1.5 if self.left.total != self.right.total else 0.0
        return _HEAD_FIT[self.head] + _UNIT_FIT[self.unit] + _SCOPE_FIT[self.scope] + equal + kind


def meetings(left: Sequence[Figure], right: Sequence[Figure], *, close: bool = True) -> list[Meeting]:
    """The numbers of two claims paired, each at most once, the surest pairs first.

    `close`: the claims have most of their words in common, so that their only numbers are of one thing.
    """
    left, right = held(left, right), held(right, left)
    sole = len(left) == len(right) == 1
    every = sorted(
        ((_meet(a, b, sole=sole, close=close), i, j) for i, a in enumerate(left) for j, b in enumerate(right)),
        key=lambda entry: (-entry[0].fit, entry[1], entry[2]),
    )
    found: list[Meeting] = []
    taken_left, taken_right = set[int](), set[int]()
    for meeting, i, j in every:
        if meeting.fit > 0 and i not in taken_left and j not in taken_right:
            taken_left.add(i)
            taken_right.add(j)
            found.append(meeting)
    return found


def held(figures: Sequence[Figure], others: Sequence[Figure]) -> Sequence[Figure]:
    """The figures that may meet others: "no deaths" is as good as "0 deaths".

    Those that words only imply ("most", "doubled") stay where others have one of that unit.
    """
    if not others and all(figure.value is not None and figure.value.high == 0 for figure in figures):
        return ()
    units = {other.unit.name for other in others if other.unit}
    return [figure for figure in figures if not figure.implied or (figure.unit and figure.unit.name in units)]


def number_slots(left: Sequence[Figure], right: Sequence[Figure], *, close: bool = True) -> tuple[Slot, ...]:
    """The slots NUMBER, UNIT, HEAD and SCOPE; of several pairs of numbers, those of the one that tells most.

    `close` is as for `meetings`.
    """
    left, right = held(left, right), held(right, left)
    if not left and not right:
        return ()
    found = meetings(left, right, close=close)
    if not found and left and right and all(figure.ordinal for figure in (*left, *right)):
        return ()
    if not found:
        mine, theirs = (", ".join(figure.words for figure in side) for side in (left, right))
        if not left or not right:
            return (Slot(SlotName.NUMBER, Relation.ONLY_ONE, mine, theirs),)
        return (
            Slot(SlotName.NUMBER, Relation.CANNOT_TELL, mine, theirs, "numbers of different things"),
            Slot(SlotName.HEAD, Relation.DIFFERS, *_words(left[0], right[0])),
        )
    telling = min(found, key=_telling)
    slots = _slots(telling, _other_turn(found), (_part_of(telling.left, left), _part_of(telling.right, right)))
    return _with_leftovers(slots, found, left, right)


def _part_of(whole: Figure, figures: Sequence[Figure]) -> str:
    """What a claim tells of a part, where it only names the whole: "640" of "Of the 2,400 people, 640 slept"."""
    if not whole.total:
        return ""
    return next((f.words for f in figures if not f.total and not f.ordinal), "")


_OTHERS = "other numbers beside those that agree"


def _with_leftovers(
    slots: tuple[Slot, ...], found: Sequence[Meeting], left: Sequence[Figure], right: Sequence[Figure]
) -> tuple[Slot, ...]:
    """Numbers that agree, beside others on both sides that met none: then it cannot be told."""
    mine = [figure for figure in left if not figure.total and all(figure is not m.left for m in found)]
    theirs = [figure for figure in right if not figure.total and all(figure is not m.right for m in found)]
    if slots[0].relation is not Relation.AGREES or not mine or not theirs:
        return slots
    own, other = (", ".join(figure.words for figure in side) for side in (mine, theirs))
    return (
        Slot(SlotName.NUMBER, Relation.CANNOT_TELL, own, other, "other numbers beside those that agree"),
        *slots[1:],
    )


def _other_turn(found: Sequence[Meeting]) -> Meeting | None:
    """Ordinals that differ beside other numbers that differ: another quarter, not another profit."""
    differing = [meeting for meeting in found if meeting.number is Relation.DIFFERS]
    if all(meeting.left.ordinal for meeting in differing):
        return None
    return next((meeting for meeting in differing if meeting.left.ordinal), None)


def _telling(meeting: Meeting) -> tuple[int, float]:
    """Numbers that differ tell most, where they are of one thing; then open ones; then the surest."""
    plain = not (meeting.left.total or meeting.right.total)
    if meeting.unit is Relation.DIFFERS:
        rank = 1
    elif meeting.number is Relation.DIFFERS and meeting.head in (Relation.AGREES, None):
        rank = int(meeting.left.ordinal) if plain else 3
    else:
        rank = 1 if meeting.number is Relation.CANNOT_TELL else 2
    return rank, -meeting.fit


def _slots(meeting: Meeting, turn: Meeting | None, parts: tuple[str, str]) -> tuple[Slot, ...]:
    """The slots of a meeting; `parts` are the left and right number of a part, where its meeting names the whole."""
    mine, theirs = meeting.left, meeting.right
    found = [Slot(SlotName.NUMBER, meeting.number, mine.words, theirs.words, meeting.note)]
    if meeting.unit is not None:
        names = (mine.unit.name if mine.unit else "", theirs.unit.name if theirs.unit else "")
        found.append(Slot(SlotName.UNIT, meeting.unit, *names))
    if meeting.head is not None:
        heads = _words(mine, theirs)
        if meeting.head is _ONE:
            heads = heads[0] if mine.heads else "", heads[1] if theirs.heads else ""
        found.append(Slot(SlotName.HEAD, meeting.head, *heads))
    if turn is not None:
        found.append(Slot(SlotName.SCOPE, Relation.DIFFERS, turn.left.words, turn.right.words, "another turn"))
    elif meeting.scope is not None:
        words, note = _scopes(mine, theirs), meeting.scope_note
        if any(parts):
            words, note = (_of_whole(parts[0], words[0]), _of_whole(parts[1], words[1])), "one is of a part"
        found.append(Slot(SlotName.SCOPE, meeting.scope, *words, note))
    return tuple(found)


def _of_whole(part: str, whole: str) -> str:
    return f"{part} {whole}" if part else whole


def _words(left: Figure, right: Figure) -> tuple[str, str]:
    """The words of both, with what befell those counted where that differs."""
    mine, theirs = (side.counted or side.words for side in (left, right))
    if left.state != right.state and left.state and right.state:
        return f"{mine} {left.state}", f"{theirs} {right.state}"
    return mine, theirs


def _scopes(left: Figure, right: Figure) -> tuple[str, str]:
    """What kind of thing each counts; where one is a part, its words with what marks it."""
    if left.among or right.among:
        return f"{left.words} {left.among}".strip(), f"{right.words} {right.among}".strip()
    if left.further and right.further:
        return left.words, right.words
    if left.part or right.part or left.total != right.total:
        return _with_part(left), _with_part(right)
    mine, theirs = (f"{side.kind} {side.counted}".strip() for side in (left, right))
    return mine, theirs


def _with_part(figure: Figure) -> str:
    return f"{figure.part or ('of' if figure.total else '')} {figure.words}".strip()


def _meet(left: Figure, right: Figure, *, sole: bool, close: bool) -> Meeting:
    left, right = _settled(left, right), _settled(right, left)
    measure, head = _unit(left, right), _head(left, right)
    number, note = _value(left, right)
    apart = number is Relation.DIFFERS and not _beside(left, right)
    if apart and (
        (head is None and not (sole and (close or measure is Relation.AGREES)))
        or (head is Relation.ONLY_ONE and measure is not Relation.AGREES)
    ):
        number, note = Relation.CANNOT_TELL, "they may be numbers of different things"
    scope, scope_note = _scope(left, right)
    return Meeting(left, right, number, note, measure, head, scope, scope_note)


def _settled(figure: Figure, other: Figure) -> Figure:
    """A figure in pounds, as weight or as money after the other one."""
    if figure.unit is None or other.unit is None or figure.unit.name != "pound":
        return figure
    meant = {"weight": "pound_weight", "money": "GBP"}.get(other.unit.measures)
    return replace(figure, unit=unit(meant)) if meant else figure


def _beside(left: Figure, right: Figure) -> bool:
    """Whether both numbers stand next to the same telling word."""
    return any(a and a == b for a, b in zip(left.beside, right.beside, strict=True))


def _unit(left: Figure, right: Figure) -> Relation | None:
    if left.unit is None and right.unit is None:
        return None
    if left.unit is None or right.unit is None:
        return Relation.ONLY_ONE
    return Relation.AGREES if convertible(left.unit, right.unit) else Relation.DIFFERS


def _value(left: Figure, right: Figure) -> tuple[Relation, str]:
    if left.value is None or right.value is None:
        same = left.words.lower() == right.words.lower()
        return (Relation.AGREES, "") if same else (Relation.CANNOT_TELL, "no exact number")
    mine, theirs = left.value, right.value
    if left.unit and right.unit and not convertible(left.unit, right.unit):
        equal = mine.stated == theirs.stated
        return (Relation.AGREES, "equal digits") if equal else (Relation.CANNOT_TELL, "in other units")
    if left.unit and right.unit and left.unit.name != right.unit.name and convertible(left.unit, right.unit):
        mine, theirs = _scaled(mine, left.unit.size), _scaled(theirs, right.unit.size)
    if left.ordinal or right.ordinal:
        return (Relation.AGREES, "") if mine.stated == theirs.stated else (Relation.DIFFERS, "")
    if left.unit and right.unit and left.unit.measures == "share" and rounded(mine.stated, theirs.stated):
        return Relation.AGREES, ROUNDS
    if left.unit == right.unit and _far(mine, theirs):
        return Relation.CANNOT_TELL, "too far apart to be of one thing"
    found, note = relation(mine, theirs)
    bounds = (left.bound, right.bound)
    if Bound.VAGUE in bounds and found is Relation.DIFFERS:
        return Relation.CANNOT_TELL, "one is a vague number"
    if note == ROUNDS and Bound.BETWEEN in bounds:
        return found, "one is a range"
    if note == ROUNDS and (Bound.ABOUT in bounds or Bound.NEARLY in bounds):
        return found, "one says about"
    return found, note


def _far(left: Interval, right: Interval) -> bool:
    less, more = sorted((left.stated, right.stated))
    return not (left.open or right.open) and FAR * less < more


def _scaled(value: Interval, size: float) -> Interval:
    return Interval(value.low * size, value.high * size, value.stated * size, value.low_out, value.high_out)


def _head(left: Figure, right: Figure) -> Relation | None:
    if left.state and right.state and left.state != right.state:
        return Relation.DIFFERS
    if not left.heads and not right.heads:
        return None
    if not left.heads or not right.heads:
        known, other = (left, right) if left.heads else (right, left)
        if other.beside[1] in known.heads:
            return Relation.AGREES
        same_state = bool(left.state) and left.state == right.state and _persons(known)
        return Relation.AGREES if same_state else Relation.ONLY_ONE
    if any(opposed(a, b) for a in left.heads for b in right.heads):
        return Relation.DIFFERS
    if left.heads & right.heads or any(groups(a) & groups(b) for a in left.heads for b in right.heads):
        return Relation.AGREES
    if left.heads <= right.modifiers or right.heads <= left.modifiers:
        return Relation.ONLY_ONE
    return Relation.AGREES if _persons(left) and _persons(right) else Relation.DIFFERS


def _scope(left: Figure, right: Figure) -> tuple[Relation | None, str]:
    """Whether both numbers are of the same part."""
    if bool(left.part) != bool(right.part):
        same = left.value == right.value and left.heads & right.heads and not (left.further or right.further)
        return (Relation.AGREES, "") if same else (Relation.DIFFERS, "one is of a part")
    if left.further and right.further and left.value and right.value and left.value != right.value:
        return Relation.DIFFERS, "each comes on top of something"
    if (
        left.value != right.value
        and bool(left.heads & GROUPS) != bool(right.heads & GROUPS)
        and _of_people(left, right)
    ):
        return Relation.DIFFERS, "one is of a group"
    if left.value != right.value and _other_view(left, right):
        return Relation.DIFFERS, "the other side"
    if left.value != right.value and bool(left.among) != bool(right.among):
        return Relation.DIFFERS, "one is of a group"
    if left.total != right.total:
        return Relation.DIFFERS, "one only names the whole"
    mine, theirs = left.modifiers - right.heads, right.modifiers - left.heads
    if mine == theirs:
        return (Relation.AGREES if mine else None), ""
    only_mine = {m for m in mine - theirs if not any(groups(m) & groups(t) for t in theirs)}
    only_theirs = {t for t in theirs - mine if not any(groups(t) & groups(m) for m in mine)}
    if not only_mine and not only_theirs:
        return Relation.AGREES, ""
    if only_mine and only_theirs:
        return Relation.DIFFERS, ""
    return Relation.ONLY_ONE, ""


def _other_view(left: Figure, right: Figure) -> bool:
    """Whether they count those for and those against."""
    mine, theirs = left.beside[1], right.beside[1]
    return {mine, theirs} <= STANCES and (opposed(mine, theirs) or ("against" in (mine, theirs) and mine != theirs))


def _of_people(left: Figure, right: Figure) -> bool:
    """Whether both count people, or say what befell them."""
    return all(_persons(figure) or bool(figure.state) for figure in (left, right))


def _persons(figure: Figure) -> bool:
    """Whether people are counted; a village is not its villagers."""
    return bool(figure.heads & PERSONS) and figure.counted.removesuffix("s") != "village"
