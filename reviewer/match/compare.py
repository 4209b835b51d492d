"""Two claims compared slot by slot, and what follows from it by the table in `rules`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from reviewer.match.against import polarity_slot
from reviewer.match.counting import Meeting, meetings, number_slots
from reviewer.match.facts import Facts
from reviewer.match.figures import Figure
from reviewer.match.frame import Frame, Ground, Kind, frame
from reviewer.match.labels import of_a_kind
from reviewer.match.mood import Mood
from reviewer.match.naming import Named, same, titled
from reviewer.match.opposites import LEVELS, LIGHT, MOVES, PEOPLE
from reviewer.match.order import exchanged, without_names
from reviewer.match.rules import Trait, decide
from reviewer.match.side import Side
from reviewer.match.slots import (
    modality_slot,
    name_slot,
    place_slot,
    speaker_slot,
)
from reviewer.match.terms import stem, terms
from reviewer.match.times import in_one_row, later, time_slot
from reviewer.match.vocabulary import CHANGING, IRREGULAR, QUOTED, SOLE
from reviewer.model.comparison import CHANGED_PLACES, OF_OTHERS, Comparison, Relation, Slot, SlotName

WHOLE, ENOUGH_LINKS = 0.95, 3
"""The same for a short claim within a long one: share, and words that must be linked."""
COVERED = 0.8
"""Share of a claim's telling words from which the other says all of it."""


def compare(left: Side, right: Side) -> Comparison:
    """The typed comparison of two claims; sides are put in order of their ids, so the order of calling is the same."""
    if right.claim.id < left.claim.id:
        left, right = right, left
    mine, theirs = left.facts, right.facts
    shared = frame(mine, theirs)
    slots = slots_of(mine, theirs, shared)
    inner = left.claim.article == right.claim.article
    traits = set(_traits(mine, theirs, shared, slots)) | ({Trait.INNER} if inner else set())
    outcome, direction, deciding = decide(slots, ground_of(mine, theirs, shared), traits)
    return Comparison(left.claim.id, right.claim.id, outcome, direction, slots, deciding)


def ground_of(left: Facts, right: Facts, shared: Frame) -> Ground:
    """How much common ground two claims have; of claims without other telling words, by their names and numbers.

    Of bare counts ("1 sack, 2 passes") nothing is told, whoever made them.
    """
    if left.core and right.core:
        return shared.ground if left.told and right.told else min(shared.ground, Ground.LOOSE)
    if left.core or right.core:
        return Ground.LOOSE
    return Ground.EQUAL if without_names(left) == without_names(right) else Ground.ALIKE


def slots_of(left: Facts, right: Facts, shared: Frame) -> tuple[Slot, ...]:
    """Every slot that at least one of the two claims has, in the order of SlotName."""
    others = (
        time_slot(left.times, right.times),
        place_slot(left, right),
        name_slot(left, right),
        polarity_slot(left, right, shared),
        modality_slot(left, right),
        speaker_slot(left, right),
    )
    close = shared.ground >= Ground.CLOSE
    slots = (*number_slots(left.figures, right.figures, close=close), *(slot for slot in others if slot is not None))
    return _of_one_thing(_of_one_day(slots, left, right), left, right, shared)


_UNDATED = "it changes by the day: of which, of what?"


def _of_one_day(slots: tuple[Slot, ...], left: Facts, right: Facts) -> tuple[Slot, ...]:
    """What is quoted anew every day is at odds only where both are of one day, and of one share or index."""
    found = {slot.name: slot for slot in slots}
    time, name = found.get(SlotName.TIME), found.get(SlotName.NAME)
    dated = time is not None and time.relation in (Relation.AGREES, Relation.DIFFERS)
    one_thing = name is None or name.relation is Relation.AGREES
    if (dated and one_thing) or not (_quotes(left) and _quotes(right)):
        return slots
    number, polarity = found.get(SlotName.NUMBER), found.get(SlotName.POLARITY)
    if number is not None and number.relation is Relation.DIFFERS:
        slots = _with(slots, replace(number, relation=Relation.CANNOT_TELL, note=_UNDATED))
    if polarity is not None and polarity.relation is Relation.DIFFERS and _moves(polarity):
        slots = _with(slots, replace(polarity, relation=Relation.CANNOT_TELL, note=_UNDATED))
    return slots


def _moves(slot: Slot) -> bool:
    """Whether it is a rise and a fall that stand against each other."""
    return all(any(term in MOVES for term in terms(words)) for words in (slot.left, slot.right))


def _quotes(facts: Facts) -> bool:
    """Whether it tells of an index, a share, a currency; money that is counted is none."""
    counted = [figure.span for figure in facts.figures]
    quoted = (word for word in facts.words if word.term in QUOTED)
    return any(not any(span.start <= word.start < span.end for span in counted) for word in quoted)


_VERBAL = ("ed", "ing")
"""Endings of words that are more often what was done than what it was done to."""
_NO_VERBS = frozenset(map(stem, ("man", "woman", "child", "person", "foot", "life", "wife")))
_VERBS = frozenset(map(stem, IRREGULAR.values())) - _NO_VERBS
"""Stems of irregular verbs, which have no such ending."""


def _of_one_thing(slots: tuple[Slot, ...], left: Facts, right: Facts, shared: Frame) -> tuple[Slot, ...]:
    """Adds what the claims are told of where that differs: "12 million to farmers", "3 million to fishermen".

    Without anything else that differs, two words in one place may be two words for one thing.
    """
    differing = {slot.name for slot in slots if slot.relation is Relation.DIFFERS}
    if (places := exchanged(left, right)) and not differing:
        crossed = Slot(SlotName.HEAD, Relation.DIFFERS, left.said(places), right.said(places), CHANGED_PLACES)
        return _with(slots, crossed)
    swapped = _other_people(left, right, shared) or _swapped(left, right, shared)
    if swapped is None:
        return slots
    name = SlotName.SCOPE if SlotName.NUMBER in differing else SlotName.HEAD
    if name in differing:
        return slots
    sure = bool(differing & {SlotName.NUMBER, SlotName.POLARITY})
    relation = Relation.DIFFERS if sure else Relation.CANNOT_TELL
    other = Slot(name, relation, swapped[0], swapped[1], OF_OTHERS)
    return _with(slots, other)


def _with(slots: tuple[Slot, ...], other: Slot) -> tuple[Slot, ...]:
    """The slots with another one in its place."""
    order = list(SlotName)
    kept = (slot for slot in slots if slot.name is not other.name)
    return tuple(sorted([*kept, other], key=lambda slot: order.index(slot.name)))


def _other_people(left: Facts, right: Facts, shared: Frame) -> tuple[str, str] | None:
    """Opposed words for people: "by 60 percent in men", "by 40 percent in women"; "a man", "a woman"."""
    for link in shared.links:
        if link.kind is Kind.OPPOSED and {left.words[link.left].term, right.words[link.right].term} <= PEOPLE:
            return left.said([link.left]), right.said([link.right])
    return None


def _swapped(left: Facts, right: Facts, shared: Frame) -> tuple[str, str] | None:
    """Two unlinked words that stand between words that are equal or linked; None where there are none."""
    linked = {(link.left, link.right) for link in shared.links}
    for i in (i for i in shared.left_rest if left.words[i].term not in LIGHT):
        for j in (j for j in shared.right_rest if right.words[j].term not in LIGHT):
            if _is_verb(left, i) and _is_verb(right, j):
                continue
            mine, theirs = left.words[i].term, right.words[j].term
            if {mine, theirs} & LEVELS or (min(len(mine), len(theirs)) > 3 and _shortens(mine, theirs)):
                continue
            beside = zip(left.neighbours[i], right.neighbours[j], strict=True)
            if all((a, b) in linked or _alike(left, a, right, b) for a, b in beside):
                return left.said([i]), right.said([j])
    return None


def _shortens(left: str, right: str) -> bool:
    return left.startswith(right) or right.startswith(left)


def _is_verb(facts: Facts, i: int) -> bool:
    return facts.said([i]).endswith(_VERBAL) or facts.words[i].term in _VERBS


def _alike(left: Facts, a: int, right: Facts, b: int) -> bool:
    """Whether two neighbours are the same word, both numbers, or both an end (-1)."""
    if a < 0 or b < 0:
        return a == b
    mine, theirs = left.words[a].term, right.words[b].term
    return mine == theirs or (mine.startswith("#") and theirs.startswith("#"))


def _traits(left: Facts, right: Facts, shared: Frame, slots: Sequence[Slot]) -> Iterator[Trait]:
    if [w.term for w in left.words] == [w.term for w in right.words]:
        yield Trait.SAME_WORDS
    yield from _coverage(left, right, shared, slots)
    yield from _parts(left.figures, right.figures)
    yield from _order(left, right)
    if any(m.left.value and m.right.value and m.left.value.stated == m.right.value.stated
           for m in meetings(left.figures, right.figures)):  # fmt: skip
        yield Trait.EQUAL_FIGURES
    running = any(in_one_row(a, b) for a in left.times for b in right.times)
    if not running and not any(facts.words[i].term in CHANGING for facts in (left, right) for i in facts.core):
        yield Trait.ONE_OFF
    yield from _names(left, right, shared, slots)
    if any(slot.note == CHANGED_PLACES for slot in slots):
        yield Trait.CROSSED


def _coverage(left: Facts, right: Facts, shared: Frame, slots: Sequence[Slot]) -> Iterator[Trait]:
    """Which claim says all that the other says; that it is whole takes some words and names that meet."""
    met = sum(any(same(name, other) for other in right.names) for name in left.names) + len(shared.links)
    alone = [slot for slot in slots if slot.relation is Relation.ONLY_ONE and slot.name is not SlotName.SPEAKER]
    if shared.left >= COVERED and not any(slot.left and not slot.right for slot in alone):
        yield Trait.LEFT_COVERED
        if shared.left >= WHOLE and met >= ENOUGH_LINKS:
            yield Trait.LEFT_WHOLE
    if shared.right >= COVERED and not any(slot.right and not slot.left for slot in alone):
        yield Trait.RIGHT_COVERED
        if shared.right >= WHOLE and met >= ENOUGH_LINKS:
            yield Trait.RIGHT_WHOLE


def _parts(left: Sequence[Figure], right: Sequence[Figure]) -> Iterator[Trait]:
    """Which side's number is told as one of a part of the other's."""
    for meeting in meetings(left, right):
        mine, theirs = meeting.left, meeting.right
        if mine.value is None or theirs.value is None:
            continue
        whole = meeting.number is Relation.AGREES
        if mine.total and not theirs.total and len(left) > 1 and whole:
            yield Trait.LEFT_PART
        elif theirs.total and not mine.total and len(right) > 1 and whole:
            yield Trait.RIGHT_PART
        elif mine.further or theirs.further or _lists(meeting):
            continue  # on top of the other, no part of it
        elif mine.part and not theirs.part and mine.value.stated < theirs.value.stated:
            yield Trait.LEFT_PART
        elif theirs.part and not mine.part and theirs.value.stated < mine.value.stated:
            yield Trait.RIGHT_PART


def _lists(meeting: Meeting) -> bool:
    """Whether "including 12 sets" stands beside a number of something else."""
    part = (meeting.left.part or meeting.right.part).lower()
    return part.startswith("includ") and meeting.head is not Relation.AGREES


def _order(left: Facts, right: Facts) -> Iterator[Trait]:
    """Which claim is of a later time: by its dates, else what happened is later than what was planned."""
    which = later(left.times, right.times)
    if not which and {left.modality.mood, right.modality.mood} <= {Mood.PLAIN, Mood.CONFIRMED, Mood.PLANNED}:
        which = (left.modality.mood is not Mood.PLANNED) - (right.modality.mood is not Mood.PLANNED)
    if which:
        yield Trait.LEFT_LATER if which > 0 else Trait.RIGHT_LATER


def _one_case(left: Facts, right: Facts, slots: Sequence[Slot]) -> bool:
    """Whether two claims with other names must be of one case: only one can lead or win, or a number agrees."""
    if any(slot.name is SlotName.NUMBER and slot.relation is Relation.AGREES for slot in slots):
        return True
    return all(any(word.term in SOLE for word in facts.words) for facts in (left, right))


def _names(left: Facts, right: Facts, shared: Frame, slots: Sequence[Slot]) -> Iterator[Trait]:
    """Whether each side has one name that the other has not, and these stand next to the same word.

    Either side of the name will do: "Voss sold it", "it was sold by Voss".
    """
    only_left, only_right = _only(left, right), _only(right, left)
    if any(a.label and b.label and of_a_kind(a.label, b.label) for a in only_left for b in only_right):
        yield Trait.OTHER_ONE
    if any(name.label for name in (*only_left, *only_right)):
        return
    if len(only_left) != 1 or len(only_right) != 1 or titled(only_left[0]) != titled(only_right[0]):
        return
    yield Trait.ONE_EACH
    linked = {(link.left, link.right) for link in shared.links}
    pairs = [(a, b) for a in _beside(left, only_left[0]) for b in _beside(right, only_right[0])]
    if any((a, b) in linked or left.words[a].term == right.words[b].term for a, b in pairs) and (
        only_left[0].place or _one_case(left, right, slots)
    ):
        yield Trait.ALIGNED


def _only(facts: Facts, other: Facts) -> list[Named]:
    return [name for name in facts.names if not any(same(name, there) for there in other.names)]


def _beside(facts: Facts, name: Named) -> list[int]:
    """The telling words next to a name, by index."""
    before = [i for i, w in enumerate(facts.words) if w.end <= name.span.start and not w.small]
    after = [i for i, w in enumerate(facts.words) if w.start >= name.span.end and not w.small]
    return before[-1:] + after[:1]
