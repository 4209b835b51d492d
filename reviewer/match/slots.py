"""The slots of two claims that are neither numbers nor yes and no: place, name, modality, speaker."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from reviewer.match.facts import Facts
from reviewer.match.gazetteer import places
from reviewer.match.labels import one
from reviewer.match.mood import Mood
from reviewer.match.naming import Named, same, same_place
from reviewer.match.order import names_change_places
from reviewer.match.wire import same_name
from reviewer.model.comparison import CHANGED_PLACES, Relation, Slot, SlotName


def place_slot(left: Facts, right: Facts) -> Slot | None:
    """Places beside each other: one within the other agrees."""
    mine, theirs = ([name for name in facts.names if name.place] for facts in (left, right))
    slot = _names_slot(SlotName.PLACE, mine, theirs, same_place)
    if slot is None or slot.relation is not Relation.DIFFERS:
        return slot
    only_mine, only_theirs = _unmatched(mine, theirs, same_place)
    if not any(_of_one_sort(a, b) for a in only_mine for b in only_theirs):
        return replace(slot, relation=Relation.CANNOT_TELL, note="one may belong to the other")
    return slot


def _of_one_sort(left: Named, right: Named) -> bool:
    """Whether two places can be held against each other: both known or both not, both peoples or both not."""
    if left.place is None or right.place is None:
        return False
    known = [
        place.people or bool(place.within) or place.name.lower() in places() for place in (left.place, right.place)
    ]
    return known[0] == known[1] and left.place.people == right.place.people


def name_slot(left: Facts, right: Facts) -> Slot | None:
    """Other names beside each other. A name that the other claim has as a place does not count as missing there."""
    mine, theirs = ([name for name in facts.names if not name.place] for facts in (left, right))
    mine = [name for name in mine if not _told(name, right)]
    theirs = [name for name in theirs if not _told(name, left)]
    if names_change_places(left, right):
        order = [" … ".join(name.words for name in facts.names) for facts in (left, right)]
        return Slot(SlotName.NAME, Relation.DIFFERS, order[0], order[1], CHANGED_PLACES)
    return _names_slot(SlotName.NAME, mine, theirs, same)


def _told(name: Named, other: Facts) -> bool:
    """Whether another claim has a name that is none there: as a place, or in lower case ("surgeon general")."""
    if any(same(name, place) for place in other.names if place.place):
        return True
    terms = {word.term for word in other.words} - other.name_terms
    return bool(name.key) and name.label is None and set(name.key) <= terms


def _names_slot(
    slot: SlotName, mine: Sequence[Named], theirs: Sequence[Named], equal: Callable[[Named, Named], bool]
) -> Slot | None:
    if not mine and not theirs:
        return None
    only_mine, only_theirs = _unmatched(mine, theirs, equal)
    if only_mine and only_theirs:
        return Slot(slot, Relation.DIFFERS, _joined(only_mine), _joined(only_theirs))
    if only_mine or only_theirs:
        shared = len(only_mine) < len(mine) or len(only_theirs) < len(theirs)
        note = "others agree" if shared else ""
        return Slot(slot, Relation.ONLY_ONE, _joined(only_mine), _joined(only_theirs), note)
    return Slot(slot, Relation.AGREES, _joined(mine), _joined(theirs))


def _unmatched(
    mine: Sequence[Named], theirs: Sequence[Named], equal: Callable[[Named, Named], bool]
) -> tuple[list[Named], list[Named]]:
    """What is left of each side when names are matched one to one, equal words first; repeats match again."""
    rest_mine, rest_theirs = list(mine), list(theirs)
    for test in (_same_words, equal):
        pairs = [(a, b) for a in rest_mine for b in rest_theirs if test(a, b)]
        taken_mine, taken_theirs = {id(a) for a, _ in pairs}, {id(b) for _, b in pairs}
        rest_mine = [name for name in rest_mine if id(name) not in taken_mine]
        rest_theirs = [name for name in rest_theirs if id(name) not in taken_theirs]
    said_mine, said_theirs = {n.words for n in mine}, {n.words for n in theirs}
    return (
        [n for n in rest_mine if n.words not in said_theirs],
        [n for n in rest_theirs if n.words not in said_mine],
    )


def _same_words(left: Named, right: Named) -> bool:
    if left.label and right.label:
        return one(left.label, right.label)
    return left.key == right.key


def _joined(names: Sequence[Named]) -> str:
    return ", ".join(dict.fromkeys(name.words for name in names))


def modality_slot(left: Facts, right: Facts) -> Slot | None:
    """Whether both are meant alike: told, planned, alleged, denied."""
    mine, theirs = left.modality, right.modality
    if mine.mood is theirs.mood:
        return None if mine.mood is Mood.PLAIN else Slot(SlotName.MODALITY, Relation.AGREES, mine.words, theirs.words)
    if _told_ahead(left, right) or _told_ahead(right, left):
        return None
    plain = {Mood.PLAIN, Mood.CONFIRMED}
    relation = Relation.ONLY_ONE if {mine.mood, theirs.mood} == plain else Relation.DIFFERS
    note = f"{mine.mood.value} · {theirs.mood.value}"
    return Slot(SlotName.MODALITY, relation, mine.words, theirs.words, note)


def _told_ahead(facts: Facts, other: Facts) -> bool:
    """Whether one claim says "will begin" and the other "begins": the present tense tells of the future as well."""
    if facts.modality.words not in ("will", "shall") or other.modality.mood is not Mood.PLAIN:
        return False
    lows = [facts.reading[word.start : word.end].lower() for word in facts.words]
    at = lows.index(facts.modality.words) if facts.modality.words in lows else len(lows)
    verb = next((word.term for word in facts.words[at + 1 :] if not word.small), "")
    said = [other.reading[word.start : word.end].lower() for word in other.words if word.term == verb]
    return bool(said) and all(low.endswith("s") for low in said)


def speaker_slot(left: Facts, right: Facts) -> Slot | None:
    """Who says it, the innermost source of each."""
    if not left.speakers and not right.speakers:
        return None
    mine, theirs = (facts.speakers[0] if facts.speakers else "" for facts in (left, right))
    if not mine or not theirs:
        return Slot(SlotName.SPEAKER, Relation.ONLY_ONE, mine, theirs)
    agrees = any(same_name(a, b) for a in left.speakers for b in right.speakers)
    return Slot(SlotName.SPEAKER, Relation.AGREES if agrees else Relation.DIFFERS, mine, theirs)
