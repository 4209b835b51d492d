"""The slots of two claims that are not numbers: time, place, name, polarity, modality, speaker."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from reviewer.match.facts import Facts
from reviewer.match.frame import Frame, Kind, Link
from reviewer.match.labels import one
from reviewer.match.mood import Mood
from reviewer.match.naming import Named, same, same_place
from reviewer.match.opposites import LEADING_DENIALS, PEOPLE, PHASES, TURNING
from reviewer.match.order import compares, exchanged, names_change_places
from reviewer.match.wire import same_name
from reviewer.model.comparison import CHANGED_PLACES, Relation, Slot, SlotName


def place_slot(left: Facts, right: Facts) -> Slot | None:
    """Places beside each other: one within the other agrees."""
    mine, theirs = ([name for name in facts.names if name.place] for facts in (left, right))
    return _names_slot(SlotName.PLACE, mine, theirs, same_place)


def name_slot(left: Facts, right: Facts) -> Slot | None:
    """Other names beside each other. A name that the other claim has as a place does not count as missing there."""
    mine, theirs = ([name for name in facts.names if not name.place] for facts in (left, right))
    mine = [name for name in mine if not any(same(name, other) for other in right.names if other.place)]
    theirs = [name for name in theirs if not any(same(name, other) for other in left.names if other.place)]
    if names_change_places(left, right):
        order = [" … ".join(name.words for name in facts.names) for facts in (left, right)]
        return Slot(SlotName.NAME, Relation.DIFFERS, order[0], order[1], CHANGED_PLACES)
    return _names_slot(SlotName.NAME, mine, theirs, same)


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


def polarity_slot(left: Facts, right: Facts, shared: Frame) -> Slot | None:
    """Whether the claims say opposite things of the words that they share."""
    against: list[tuple[int, int]] = []
    together: list[tuple[int, int]] = []
    balanced = len(left.cues) == len(right.cues) > 0
    for link in shared.links:
        flipped = (link.left in left.negated) != (link.right in right.negated)
        if flipped != (link.kind is Kind.OPPOSED):
            if not (balanced and flipped) and not _of_others(link, left, right, shared):
                against.append((link.left, link.right))
        elif link.left in left.negated or link.kind is Kind.OPPOSED:
            together.append((link.left, link.right))
    against += _numbers_denied(left, right)
    against += [(mine, theirs) for theirs, mine in _numbers_denied(right, left)]
    if against:
        return Slot(SlotName.POLARITY, Relation.DIFFERS, _under(left, against[0][0]), _under(right, against[0][1]))
    turned = _turned(left, right) or _outpaced(left, right)
    if turned is not None:
        return Slot(SlotName.POLARITY, Relation.DIFFERS, turned[0], turned[1])
    mine, theirs = (
        _denying(left, [link.left for link in shared.links]),
        _denying(right, [link.right for link in shared.links]),
    )
    if bool(mine) != bool(theirs):
        return Slot(SlotName.POLARITY, Relation.DIFFERS, left.said(mine), right.said(theirs), "called untrue")
    if together:
        return Slot(SlotName.POLARITY, Relation.AGREES, _under(left, together[0][0]), _under(right, together[0][1]))
    if left.negated and right.negated:
        words = _negation(left), _negation(right)
        return Slot(SlotName.POLARITY, Relation.CANNOT_TELL, *words, "each denies something else")
    if left.negated or right.negated:
        return Slot(SlotName.POLARITY, Relation.ONLY_ONE, _negation(left), _negation(right))
    return None


def _of_others(link: Link, left: Facts, right: Facts, shared: Frame) -> bool:
    """Whether opposed words are of different things: "starts fining", "stops arresting"; "60 % of men", "of women"."""
    if link.kind is not Kind.OPPOSED:
        return False
    mine, theirs = left.words[link.left].term, right.words[link.right].term
    if {mine, theirs} <= PEOPLE:
        return bool(left.figures and right.figures)
    if not {mine, theirs} <= PHASES:
        return False
    after = left.neighbours[link.left][1], right.neighbours[link.right][1]
    linked = {(each.left, each.right) for each in shared.links}
    return after[0] in left.core and after[1] in right.core and after not in linked


def _outpaced(left: Facts, right: Facts) -> tuple[str, str] | None:
    """Two words that change places around "than"."""
    places = exchanged(left, right)
    if places is None or not compares(left.words, places):
        return None
    return left.said(places), right.said(places)


def _numbers_denied(facts: Facts, other: Facts) -> list[tuple[int, int]]:
    """Numbers that one claim negates and the other states: "not 1,200 metres", "not the first"."""
    stated = {word.term: j for j, word in enumerate(other.words) if j not in other.negated}
    denied = ((i, facts.words[i].term) for i in sorted(facts.negated))
    return [(i, stated[term]) for i, term in denied if term.startswith("#") and term in stated]


def _denying(facts: Facts, shared: Sequence[int]) -> list[int]:
    """Words that call what is shared untrue; some must come before most of it."""

    def leads(index: int) -> bool:
        return sum(other > index for other in shared) * 2 >= len(shared)

    found = sorted(facts.denials - facts.cues)
    return [i for i in found if facts.words[i].term not in LEADING_DENIALS or leads(i)]


def _turned(left: Facts, right: Facts) -> tuple[str, str] | None:
    """Small words that are opposites before the same telling word: "before dawn", "after dawn"."""
    mine, theirs = dict(_turning(left)), dict(_turning(right))
    for (low, term), words in mine.items():
        other = theirs.get((TURNING[low], term))
        if other is not None and (low, term) not in theirs and (TURNING[low], term) not in mine:
            return words, other
    return None


def _turning(facts: Facts) -> Iterator[tuple[tuple[str, str], str]]:
    """Each such word with the telling word after it, and both as written."""
    for i, word in enumerate(facts.words):
        low = facts.reading[word.start : word.end].lower()
        after = next((w for w in facts.words[i + 1 : i + 4] if not w.small), None)
        if low in TURNING and after is not None:
            yield (low, after.term), facts.reading[word.start : after.end]


def _under(facts: Facts, index: int) -> str:
    """A word with the negation over it."""
    if index not in facts.negated:
        return facts.said([index])
    cue = max((cue for cue in facts.cues if cue < index), default=None)
    if cue is None:
        return facts.said([index])
    return facts.reading[facts.words[cue].start : facts.words[index].end]


def _negation(facts: Facts) -> str:
    return _under(facts, min(facts.negated)) if facts.negated else ""


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
