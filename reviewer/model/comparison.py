"""Two claims beside each other: what agrees, what differs, and what follows."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    """What the machine proposes for a pair."""

    SAME = "same"
    RESTATED = "restated"
    MORE_SPECIFIC = "more_specific"
    PART_OF = "part_of"
    DIFFERENT_SCOPE = "different_scope"
    LATER_UPDATE = "later_update"
    CONTRADICTS = "contradicts"
    NOT_COMPARABLE = "not_comparable"
    CANNOT_TELL = "cannot_tell"


SAYING_THE_SAME = frozenset([Outcome.SAME, Outcome.RESTATED])
"""Outcomes in which nothing differs."""


class PairWord(StrEnum):
    """What a person decides of a pair; it replaces the machine's outcome in counts."""

    AGREES = "agrees"
    CONTRADICTS = "contradicts"
    OTHER_THING = "other_thing"
    CANNOT_TELL = "cannot_tell"


class SlotName(StrEnum):
    """The slots of a claim that are compared, each by its own rule."""

    NUMBER = "number"
    UNIT = "unit"
    HEAD = "head"
    SCOPE = "scope"
    TIME = "time"
    PLACE = "place"
    NAME = "name"
    POLARITY = "polarity"
    MODALITY = "modality"
    SPEAKER = "speaker"


SLOT_WORDS = {
    SlotName.NUMBER: "number",
    SlotName.UNIT: "unit",
    SlotName.HEAD: "what is counted",
    SlotName.SCOPE: "kind or part",
    SlotName.TIME: "time",
    SlotName.PLACE: "place",
    SlotName.NAME: "who or what",
    SlotName.POLARITY: "yes or no",
    SlotName.MODALITY: "planned or done",
    SlotName.SPEAKER: "who says so",
}
"""What people read for a slot."""
OF_OTHERS = "told of other things"
"""Note of the slots HEAD and SCOPE where other words stand in the same place: "to farmers", "to fishermen"."""
CHANGED_PLACES = "they change places"
"""Note of the slots HEAD and NAME where the same words stand the other way round."""


class Relation(StrEnum):
    """How one slot stands between two claims."""

    AGREES = "agrees"
    DIFFERS = "differs"
    ONLY_ONE = "only_one"
    CANNOT_TELL = "cannot_tell"


@dataclass(frozen=True, slots=True)
class Slot:
    """One slot of a pair: `left` and `right` are each claim's words ("" where it has none); `note` is plain words."""

    name: SlotName
    relation: Relation
    left: str
    right: str
    note: str = ""

    @property
    def label(self) -> str:
        """What people read for it."""
        counts = self.name is not SlotName.HEAD or self.note not in (OF_OTHERS, CHANGED_PLACES)
        return SLOT_WORDS[self.name] if counts else "about what"

    @property
    def words(self) -> str:
        """How it stands, in words: `number differs`, `number agrees (one is a limit)`, `time: only one says it`."""
        if self.relation is Relation.DIFFERS and self.name is SlotName.POLARITY and not self.note:
            return "one says yes, the other no"
        if self.note == OF_OTHERS:
            return self.note if self.relation is Relation.DIFFERS else f"perhaps {self.note}"
        if self.note == CHANGED_PLACES:
            return self.note
        name = self.label
        told = {
            Relation.AGREES: f"{name} agrees",
            Relation.DIFFERS: f"{name} differs",
            Relation.ONLY_ONE: f"{name}: only one says it",
            Relation.CANNOT_TELL: f"{name}: cannot tell",
        }[self.relation]
        return f"{told} ({self.note})" if self.note else told


class Direction(StrEnum):
    """Whom a directed outcome speaks of: LEFT reads "left is more specific than, part of, an update of right"."""

    NONE = "none"
    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Comparison:
    """A typed comparison of claims `left` and `right` (sorted ids), with the slots that decided named."""

    left: str
    right: str
    outcome: Outcome
    direction: Direction
    slots: tuple[Slot, ...]
    deciding: tuple[SlotName, ...]


@dataclass(frozen=True, slots=True)
class Signal:
    """One reason for a match score. `value` ratio 0..1 (or a count), `weight` its share of the score in log-odds."""

    name: str
    value: float
    weight: float
    words: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """Two claims about the same thing. Ids sorted. `inner`: of one article, never corroboration.

    `score` ratio 0..1; `offered` False marks a look-alike kept only to explain why it is none (`why_not`).
    `generation` and `model` (digests of the weights and, after a +, of the encoder) name what it was made with.
    """

    left: str
    right: str
    score: float
    signals: tuple[Signal, ...]
    comparison: Comparison
    generation: int = 0
    inner: bool = False
    offered: bool = True
    why_not: str = ""
    model: str = ""
