"""A headline beside what its article tells: a mere repeat, or does it say more than the text bears out?"""

from __future__ import annotations

from collections.abc import Iterator

from reviewer.match.counting import meetings
from reviewer.match.figures import Figure
from reviewer.match.intervals import relation
from reviewer.match.mood import Mood
from reviewer.match.side import Side
from reviewer.model.comparison import SAYING_THE_SAME, Comparison, Direction, Outcome, Relation, SlotName
from reviewer.model.quantity import Bound

REPEATS = "the headline repeats it"
"""Said of a pair in which headline and text do not differ in anything that a comparison looks at."""
_UNSURE = (Mood.PLANNED, Mood.ALLEGED, Mood.DENIED, Mood.ASKED)
_UP_TO = (Bound.LESS_THAN, Bound.AT_MOST, Bound.NEARLY)
_FROM = (Bound.MORE_THAN, Bound.AT_LEAST)


def beside_text(comparison: Comparison, headline: Side, text: Side) -> str:
    """REPEATS, or what the headline says beyond its text, in words; "" where it is neither."""
    more = list(_overstated(comparison, headline, text))
    if more:
        return f"the headline says more than the text: {'; '.join(more)}"
    inside = comparison.outcome is Outcome.MORE_SPECIFIC and _says_less(comparison, headline)
    return REPEATS if comparison.outcome in SAYING_THE_SAME or inside else ""


def _overstated(comparison: Comparison, headline: Side, text: Side) -> Iterator[str]:
    told, mood = headline.facts.modality, text.facts.modality
    if mood.mood in _UNSURE and told.mood in (Mood.PLAIN, Mood.CONFIRMED):
        yield f"there it is {mood.mood.value} (“{mood.words}”)"
    for meeting in meetings(headline.facts.figures, text.facts.figures):
        if _greater(meeting.left, meeting.right):
            yield f"“{meeting.left.words}” for “{meeting.right.words}”"
    for slot in comparison.slots:
        theirs = slot.right if comparison.left == headline.claim.id else slot.left
        if slot.name is SlotName.SCOPE and slot.relation is Relation.ONLY_ONE and theirs:
            yield f"it leaves out “{theirs}”"


def _greater(mine: Figure, theirs: Figure) -> bool:
    """Whether one number says more than another: it is greater, or the same with a bound that promises more."""
    if mine.value is None or theirs.value is None:
        return False
    if mine.value.stated == theirs.value.stated:
        return _promise(mine.bound) > _promise(theirs.bound)
    return mine.value.stated > theirs.value.stated and relation(mine.value, theirs.value)[0] is Relation.DIFFERS


def _promise(bound: Bound) -> int:
    return -1 if bound in _UP_TO else 1 if bound in _FROM else 0


def _says_less(comparison: Comparison, headline: Side) -> bool:
    """Whether it is the text that is more specific."""
    return comparison.direction is (Direction.RIGHT if comparison.left == headline.claim.id else Direction.LEFT)
