"""One pair of claims of two articles: scored, compared, offered or kept as a look-alike that says why it is none."""

from __future__ import annotations

from collections.abc import Iterable, MutableMapping
from dataclasses import dataclass

from reviewer.match.compare import compare
from reviewer.match.held import TOP
from reviewer.match.score import OFFERED, WORD_BY_WORD, Likely, alone, likely, probability, signals
from reviewer.match.side import Side
from reviewer.match.weights import Weights
from reviewer.model.comparison import Comparison, Match, Outcome, Relation, Signal, SlotName

SURE = 0.66
"""Score by themselves from which two claims that do not simply agree are offered: below, they share a subject."""
CERTAIN = 0.95
"""The same where nothing in them can be compared."""
LEAST_MEETINGS = 2
"""Words that meet in two claims which are not equal: one says what they are about, not that it is one thing."""
ELSEWHERE = 0.5
"""Score from which two claims are of one story; below, only those that agree in many words are offered."""
MANY_MEETINGS = 4
"""Words that must meet in two claims of other stories that agree."""
_EQUAL = (Outcome.SAME, Outcome.RESTATED, Outcome.PART_OF, Outcome.LATER_UPDATE)
_AGREEING = (Outcome.SAME, Outcome.RESTATED, Outcome.MORE_SPECIFIC, Outcome.PART_OF, Outcome.LATER_UPDATE)


@dataclass(frozen=True, slots=True)
class Found:
    """What stands beside a claim: matches best first, and the nearest that is none."""

    matches: tuple[Match, ...]
    lookalike: Match | None


def pair(left: Side, right: Side, weights: Weights) -> Match:
    """The match of two claims; `offered` False with `why_not` where they do not speak of the same thing."""
    if right.claim.id < left.claim.id:
        left, right = right, left
    return compared(left, right, weights, signals(left, right, weights))


def compared(left: Side, right: Side, weights: Weights, reasons: tuple[Signal, ...]) -> Match:
    """The match that signals and comparison make; the sides in order of their ids, `reasons` of these two."""
    comparison = compare(left, right)
    score = probability(reasons, weights.model)
    why = why_not(alone(reasons, weights.model), reasons, comparison) or _elsewhere(score, reasons, comparison)
    return Match(
        left.claim.id,
        right.claim.id,
        score,
        reasons,
        comparison,
        generation=weights.generation,
        model=weights.made_with,
        inner=left.claim.article == right.claim.article,
        offered=not why,
        why_not=why,
    )


def best(
    side: Side,
    others: Iterable[Side],
    weights: Weights,
    *,
    top: int = TOP,
    known: MutableMapping[tuple[str, str], Likely] | None = None,
) -> Found:
    """The matches of `side` among `others` (candidates of other articles), and the nearest look-alike.

    The look-alike is None where there is a match, or nothing shares a word. Only pairs that may be offered, and the
    best of the rest, are compared slot by slot. `known` remembers what pairs score, by their ids: in a long run
    each is met from both sides.
    """
    known = {} if known is None else known
    scored = []
    for other in others:
        left, right = (side, other) if side.claim.id < other.claim.id else (other, side)
        found = known.get((left.claim.id, right.claim.id)) or likely(left, right, weights)
        known[left.claim.id, right.claim.id] = found
        scored.append((found.alone >= OFFERED, found.score, left, right))
    scored.sort(key=lambda each: (-each[0], -each[1], each[2].claim.id, each[3].claim.id))
    hopeful = scored[: max(sum(each[0] for each in scored), 1)]
    pairs = [compared(left, right, weights, signals(left, right, weights)) for _, _, left, right in hopeful]
    offered = sorted((match for match in pairs if match.offered), key=lambda m: (-m.score, m.left, m.right))
    rest = [match for match in pairs if not match.offered]
    return Found(tuple(offered[:top]), rest[0] if rest and not offered else None)


def why_not(by_claims: float, reasons: tuple[Signal, ...], comparison: Comparison) -> str:
    """Why two claims are not offered as a match, in plain words; empty where they are.

    `by_claims` is what they score by themselves: that two articles tell one story makes no match of their claims.
    """
    shared = reasons[0].words
    if by_claims < OFFERED:
        return f"they share only: {shared}" if shared else "they share no telling word"
    if comparison.outcome not in _EQUAL and _meetings(reasons) < LEAST_MEETINGS:
        return f"they share only: {shared}"
    empty = comparison.outcome is Outcome.NOT_COMPARABLE and not comparison.deciding
    needed = OFFERED if comparison.outcome in _AGREEING else CERTAIN if empty else SURE
    if by_claims >= needed:
        return ""
    open_ = (slot for slot in comparison.slots if slot.relation in (Relation.DIFFERS, Relation.CANNOT_TELL))
    differing = next((slot for slot in open_ if slot.left.casefold() != slot.right.casefold()), None)
    if differing is not None and differing.name is not SlotName.SPEAKER:
        return f"they share {shared}, but not this: {differing.left or '–'} · {differing.right or '–'}"
    return f"they share {shared} and tell different things" if shared else "they tell different things"


def _elsewhere(score: float, reasons: tuple[Signal, ...], comparison: Comparison) -> str:
    """Why claims of articles that tell other stories are no match: what is at odds there is of other things."""
    agree = comparison.outcome in (Outcome.SAME, Outcome.RESTATED) or (
        comparison.outcome in _AGREEING and _meetings(reasons) >= MANY_MEETINGS
    )
    if score >= ELSEWHERE or agree:
        return ""
    return f"they share {reasons[0].words}, in articles that tell other stories"


def _meetings(reasons: Iterable[Signal]) -> int:
    """How many words of two claims meet: the same, spelt alike or related."""
    return sum(len(signal.words.split(", ")) for signal in reasons if signal.name in WORD_BY_WORD and signal.words)
