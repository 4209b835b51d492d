"""The slot of yes and no: whether two claims say opposite things of what they share."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reviewer.match.facts import Facts
from reviewer.match.frame import Frame, Kind, Link
from reviewer.match.opposites import LEADING_DENIALS, PEOPLE, PHASES, TURNING
from reviewer.match.order import compares, exchanged
from reviewer.match.wire import same_name
from reviewer.model.comparison import Relation, Slot, SlotName

_HE = re.compile(r"\W*(?:I|he|she|they|it|we|you)\b", re.IGNORECASE)
_SPOKEN = re.compile(r"\b(?:I|[Ww]e|[Yy]ou|me|my|us|our|your)\b")


def polarity_slot(left: Facts, right: Facts, shared: Frame) -> Slot | None:
    """Whether the claims say opposite things of the words that they share."""
    against, together = _linked(left, right, shared)
    if against:
        words = _under(left, against[0][0]), _under(right, against[0][1])
        if _each_for_himself(left, right):
            return Slot(SlotName.POLARITY, Relation.CANNOT_TELL, *words, "who is meant is not told")
        return Slot(SlotName.POLARITY, Relation.DIFFERS, *words)
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


def _linked(left: Facts, right: Facts, shared: Frame) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """The words that both claims share: those of which they say opposite things, and those that both deny."""
    against: list[tuple[int, int]] = []
    together: list[tuple[int, int]] = []
    balanced = bool(left.cues and right.cues)
    for link in shared.links:
        flipped = (link.left in left.negated) != (link.right in right.negated)
        if flipped != (link.kind is Kind.OPPOSED):
            if not (balanced and flipped) and not _of_others(link, left, right, shared):
                against.append((link.left, link.right))
        elif link.left in left.negated or link.kind is Kind.OPPOSED:
            together.append((link.left, link.right))
    if not balanced:
        against += _numbers_denied(left, right)
        against += [(mine, theirs) for theirs, mine in _numbers_denied(right, left)]
    return against, together


def _each_for_himself(left: Facts, right: Facts) -> bool:
    """Whether who is meant is not told: both speak of "I" or "you" by other speakers, or of "he" and "they" alone."""
    if all(_HE.match(facts.reading) and not facts.names and not facts.figures for facts in (left, right)):
        return True
    if any(same_name(a, b) for a in left.speakers for b in right.speakers):
        return False
    return all(_SPOKEN.search(facts.reading) for facts in (left, right))


def _of_others(link: Link, left: Facts, right: Facts, shared: Frame) -> bool:
    """Whether opposed words are of different things: "starts fining", "stops arresting"; "a man", "a woman".

    A word for one who does it is not what is done: "director Ann Lee", "will not direct".
    """
    if link.kind is Kind.ALIKE:
        ends = {left.words[link.left].term[-2:], right.words[link.right].term[-2:]}
        return len(ends & {"or", "er"}) == 1
    if link.kind is not Kind.OPPOSED:
        return False
    mine, theirs = left.words[link.left].term, right.words[link.right].term
    if {mine, theirs} <= PEOPLE:
        return True
    if {left.said([link.left]).lower(), right.said([link.right]).lower()} & {"defeats", "defeated"}:
        return not _passive(left, link.left) and not _passive(right, link.right)  # who defeats wins
    if not {mine, theirs} <= PHASES:
        return False
    after = left.neighbours[link.left][1], right.neighbours[link.right][1]
    linked = {(each.left, each.right) for each in shared.links}
    return after[0] in left.core and after[1] in right.core and after not in linked


def _passive(facts: Facts, index: int) -> bool:
    """Whether a form of "be" stands right before a word."""
    before = facts.reading[: facts.words[index].start].split()[-1:]
    return bool(before) and before[0].lower() in ("is", "are", "was", "were", "been", "being", "be")


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
