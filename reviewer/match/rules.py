"""From slots to an outcome, as a table: the first row that fits decides.

A row fits where the two claims have at least its `ground` in common, every slot that it names stands as it says, and
all its `traits` hold. `deciding` names the slots given as the reason; `blocking` ones are added where they do not
agree. What a slot may be: a Relation, or None where neither claim has it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from enum import StrEnum
from typing import NamedTuple

from reviewer.match.frame import Ground
from reviewer.model.comparison import Direction, Outcome, Relation, Slot, SlotName

_AGREES, _DIFFERS = Relation.AGREES, Relation.DIFFERS
_ONE, _OPEN = Relation.ONLY_ONE, Relation.CANNOT_TELL
_SETTLED = frozenset([_AGREES, None])
"""What a slot must be before another may be called a contradiction."""
_UNDISPUTED = frozenset([_AGREES, _ONE, None])
_NOT_APART = frozenset([_AGREES, _ONE, _OPEN, None])

NUMBER, UNIT, HEAD, SCOPE, TIME, PLACE, NAME, POLARITY, MODALITY, SPEAKER = SlotName


class Trait(StrEnum):
    """What holds of a pair besides its slots."""

    SAME_WORDS = "the same words"
    LEFT_COVERED = "the right claim says all that the left one says"
    RIGHT_COVERED = "the left claim says all that the right one says"
    LEFT_WHOLE = "the left claim stands whole in the right one"
    RIGHT_WHOLE = "the right claim stands whole in the left one"
    LEFT_PART = "the left number is of a part of the right one"
    RIGHT_PART = "the right number is of a part of the left one"
    LEFT_LATER = "the left claim is of a later time"
    RIGHT_LATER = "the right claim is of a later time"
    EQUAL_FIGURES = "the digits are equal"
    ONE_OFF = "it can have happened only once"
    ONE_EACH = "each side has one name that the other has not, told in full"
    ALIGNED = "these two names stand next to the same word"
    CROSSED = "the same names stand the other way round"
    OTHER_ONE = "numbers tell apart what they speak of, as in Flight 370 and Flight 17"
    INNER = "both stand in one article"


class Row(NamedTuple):
    """One rule."""

    outcome: Outcome
    ground: Ground
    needs: Mapping[SlotName, Collection[Relation | None]]
    deciding: tuple[SlotName, ...]
    traits: frozenset[Trait] = frozenset()
    direction: Direction = Direction.NONE
    blocking: tuple[SlotName, ...] = ()


_OTHERS_AGREE = {slot: _SETTLED for slot in SlotName if slot is not SPEAKER}
_COMPARABLE = {HEAD: _SETTLED, SCOPE: _SETTLED, TIME: _SETTLED, UNIT: _SETTLED, MODALITY: _UNDISPUTED}
_BLOCKING = (HEAD, SCOPE, UNIT, TIME, PLACE, NAME, MODALITY)


def _row(
    outcome: Outcome,
    ground: Ground,
    needs: Mapping[SlotName, Collection[Relation | None]],
    deciding: Iterable[SlotName],
    *traits: Trait,
    direction: Direction = Direction.NONE,
    blocking: tuple[SlotName, ...] = (),
) -> Row:
    return Row(outcome, ground, needs, tuple(deciding), frozenset(traits), direction, blocking)


_T = Trait
TABLE: tuple[Row, ...] = (
    # Equal in all that can be told.
    _row(Outcome.SAME, Ground.APART, _OTHERS_AGREE, (), _T.SAME_WORDS),
    # Nothing to hold against each other.
    _row(Outcome.NOT_COMPARABLE, Ground.LOOSE, {UNIT: [_DIFFERS], NUMBER: [_OPEN]}, [UNIT]),
    # A part and its whole, only where the words say so.
    _row(Outcome.PART_OF, Ground.LOOSE, {SCOPE: [_DIFFERS], NUMBER: _NOT_APART}, [SCOPE], _T.LEFT_PART,
         _T.EQUAL_FIGURES, direction=Direction.LEFT),
    _row(Outcome.PART_OF, Ground.LOOSE, {SCOPE: [_DIFFERS], NUMBER: _NOT_APART}, [SCOPE], _T.RIGHT_PART,
         _T.EQUAL_FIGURES, direction=Direction.RIGHT),
    _row(Outcome.PART_OF, Ground.APART, {SCOPE: [_DIFFERS], HEAD: _UNDISPUTED}, [SCOPE], _T.LEFT_PART, _T.INNER,
         direction=Direction.LEFT),
    _row(Outcome.PART_OF, Ground.APART, {SCOPE: [_DIFFERS], HEAD: _UNDISPUTED}, [SCOPE], _T.RIGHT_PART, _T.INNER,
         direction=Direction.RIGHT),
    # One of a kind and another.
    _row(Outcome.DIFFERENT_SCOPE, Ground.LOOSE, {NAME: [_DIFFERS]}, [NAME], _T.OTHER_ONE),
    # Numbers that differ: first all the reasons why they may.
    _row(Outcome.LATER_UPDATE, Ground.ALIKE,
         {NUMBER: [_DIFFERS], TIME: [_DIFFERS], HEAD: _UNDISPUTED, SCOPE: _UNDISPUTED, UNIT: _SETTLED,
          PLACE: _UNDISPUTED}, [NUMBER, TIME], _T.LEFT_LATER, direction=Direction.LEFT),
    _row(Outcome.LATER_UPDATE, Ground.ALIKE,
         {NUMBER: [_DIFFERS], TIME: [_DIFFERS], HEAD: _UNDISPUTED, SCOPE: _UNDISPUTED, UNIT: _SETTLED,
          PLACE: _UNDISPUTED}, [NUMBER, TIME], _T.RIGHT_LATER, direction=Direction.RIGHT),
    _row(Outcome.DIFFERENT_SCOPE, Ground.ALIKE, {NUMBER: [_DIFFERS], TIME: [_DIFFERS], HEAD: _UNDISPUTED,
                                                 SCOPE: _UNDISPUTED, UNIT: _SETTLED}, [TIME]),
    _row(Outcome.DIFFERENT_SCOPE, Ground.LOOSE, {NUMBER: [_DIFFERS, _OPEN], SCOPE: [_DIFFERS]}, [SCOPE]),
    _row(Outcome.DIFFERENT_SCOPE, Ground.LOOSE, {NUMBER: [_DIFFERS, _OPEN], HEAD: _UNDISPUTED, PLACE: [_DIFFERS]},
         [PLACE]),
    _row(Outcome.CONTRADICTS, Ground.ALIKE, {NUMBER: [_DIFFERS], **_COMPARABLE, PLACE: _SETTLED, NAME: _UNDISPUTED},
         [NUMBER]),
    _row(Outcome.CONTRADICTS, Ground.CLOSE, {NUMBER: [_DIFFERS], **_COMPARABLE, PLACE: _UNDISPUTED, NAME: _UNDISPUTED},
         [NUMBER]),
    _row(Outcome.CANNOT_TELL, Ground.LOOSE, {NUMBER: [_DIFFERS]}, [NUMBER], blocking=_BLOCKING),
    # Other slots against each other, the rest settled.
    _row(Outcome.CONTRADICTS, Ground.CLOSE, {POLARITY: [_DIFFERS], **_COMPARABLE, PLACE: _UNDISPUTED,
                                             NUMBER: _NOT_APART, NAME: _UNDISPUTED}, [POLARITY]),
    _row(Outcome.CONTRADICTS, Ground.ALIKE, {POLARITY: [_DIFFERS], **_COMPARABLE, PLACE: _UNDISPUTED,
                                             NUMBER: _NOT_APART, NAME: _UNDISPUTED}, [POLARITY], _T.LEFT_WHOLE),
    _row(Outcome.CONTRADICTS, Ground.ALIKE, {POLARITY: [_DIFFERS], **_COMPARABLE, PLACE: _UNDISPUTED,
                                             NUMBER: _NOT_APART, NAME: _UNDISPUTED}, [POLARITY], _T.RIGHT_WHOLE),
    _row(Outcome.CANNOT_TELL, Ground.LOOSE, {POLARITY: [_DIFFERS]}, [POLARITY], blocking=_BLOCKING),
    _row(Outcome.CONTRADICTS, Ground.EQUAL, {PLACE: [_DIFFERS], **_COMPARABLE, NUMBER: _UNDISPUTED, NAME: _UNDISPUTED},
         [PLACE], _T.ONE_EACH),
    _row(Outcome.CONTRADICTS, Ground.CLOSE, {PLACE: [_DIFFERS], **_COMPARABLE, NUMBER: _UNDISPUTED, NAME: _UNDISPUTED},
         [PLACE], _T.ALIGNED),
    _row(Outcome.CONTRADICTS, Ground.EQUAL, {NAME: [_DIFFERS], **_COMPARABLE, NUMBER: _UNDISPUTED, PLACE: _UNDISPUTED},
         [NAME], _T.CROSSED),
    _row(Outcome.CONTRADICTS, Ground.CLOSE, {NAME: [_DIFFERS], **_COMPARABLE, NUMBER: _UNDISPUTED, PLACE: _UNDISPUTED},
         [NAME], _T.ALIGNED),
    _row(Outcome.CONTRADICTS, Ground.CLOSE,
         {TIME: [_DIFFERS], HEAD: _SETTLED, SCOPE: _SETTLED, UNIT: _SETTLED, NUMBER: _SETTLED, PLACE: _UNDISPUTED,
          NAME: _UNDISPUTED, MODALITY: _UNDISPUTED}, [TIME], _T.ONE_OFF),
    _row(Outcome.CONTRADICTS, Ground.CLOSE, {UNIT: [_DIFFERS], HEAD: _SETTLED, SCOPE: _SETTLED, TIME: _SETTLED,
                                             PLACE: _UNDISPUTED}, [UNIT], _T.EQUAL_FIGURES),
    _row(Outcome.NOT_COMPARABLE, Ground.LOOSE, {UNIT: [_DIFFERS]}, [UNIT]),
    # Planned and done, alleged and told.
    _row(Outcome.LATER_UPDATE, Ground.CLOSE, {MODALITY: [_DIFFERS], TIME: _NOT_APART, NUMBER: _NOT_APART},
         [MODALITY], _T.LEFT_LATER, direction=Direction.LEFT),
    _row(Outcome.LATER_UPDATE, Ground.CLOSE, {MODALITY: [_DIFFERS], TIME: _NOT_APART, NUMBER: _NOT_APART},
         [MODALITY], _T.RIGHT_LATER, direction=Direction.RIGHT),
    _row(Outcome.CANNOT_TELL, Ground.ALIKE, {MODALITY: [_DIFFERS]}, [MODALITY]),
    # Other times, places, things.
    _row(Outcome.DIFFERENT_SCOPE, Ground.ALIKE, {TIME: [_DIFFERS]}, [TIME]),
    _row(Outcome.DIFFERENT_SCOPE, Ground.ALIKE, {PLACE: [_DIFFERS]}, [PLACE]),
    _row(Outcome.DIFFERENT_SCOPE, Ground.ALIKE, {SCOPE: [_DIFFERS]}, [SCOPE]),
    _row(Outcome.CANNOT_TELL, Ground.LOOSE, {NAME: [_DIFFERS]}, [NAME]),
    _row(Outcome.CANNOT_TELL, Ground.LOOSE, {HEAD: [_DIFFERS, _OPEN]}, [HEAD]),
    # Nothing differs: how much does each say?
    _row(Outcome.CANNOT_TELL, Ground.LOOSE, {NUMBER: [_OPEN]}, [NUMBER]),
    _row(Outcome.CANNOT_TELL, Ground.LOOSE, {TIME: [_OPEN]}, [TIME]),
    _row(Outcome.CANNOT_TELL, Ground.LOOSE, {POLARITY: [_OPEN]}, [POLARITY]),
    _row(Outcome.RESTATED, Ground.CLOSE, {}, (), _T.LEFT_COVERED, _T.RIGHT_COVERED),
    _row(Outcome.MORE_SPECIFIC, Ground.ALIKE, {}, (), _T.RIGHT_COVERED, direction=Direction.LEFT),
    _row(Outcome.MORE_SPECIFIC, Ground.ALIKE, {}, (), _T.LEFT_COVERED, direction=Direction.RIGHT),
    _row(Outcome.CANNOT_TELL, Ground.LOOSE, {PLACE: [_DIFFERS]}, [PLACE]),
    _row(Outcome.CANNOT_TELL, Ground.LOOSE, {TIME: [_DIFFERS]}, [TIME]),
    _row(Outcome.MORE_SPECIFIC, Ground.LOOSE, {}, (), _T.RIGHT_WHOLE, direction=Direction.LEFT),
    _row(Outcome.MORE_SPECIFIC, Ground.LOOSE, {}, (), _T.LEFT_WHOLE, direction=Direction.RIGHT),
    _row(Outcome.CANNOT_TELL, Ground.LOOSE, {}, ()),
    _row(Outcome.NOT_COMPARABLE, Ground.APART, {}, ()),
)  # fmt: skip


def decide(
    slots: Iterable[Slot], ground: Ground, traits: Collection[Trait]
) -> tuple[Outcome, Direction, tuple[SlotName, ...]]:
    """The outcome of a pair, whom it speaks of, and the slots that decided."""
    relations = {slot.name: slot.relation for slot in slots}
    row = next(row for row in TABLE if fits(row, relations, ground, traits))
    blocked = [slot for slot in row.blocking if relations.get(slot) in (_DIFFERS, _OPEN)]
    alone = [slot for slot in row.blocking if relations.get(slot) is _ONE]
    return row.outcome, row.direction, (*row.deciding, *(blocked or alone))


def fits(row: Row, relations: Mapping[SlotName, Relation], ground: Ground, traits: Collection[Trait]) -> bool:
    """Whether a row of the table holds for a pair."""
    return (
        ground >= row.ground
        and row.traits <= set(traits)
        and all(relations.get(slot) in allowed for slot, allowed in row.needs.items())
    )
