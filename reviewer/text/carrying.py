"""Where a claim of one text stands in a later text of the same article: its words, and what it needs to be read.

Only the same words carry a verdict, and only where their place can be trusted: short words, or words that stood
several times before, want the surroundings of before too. What is merely alike is shown to a person.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reviewer.model.span import Anchor, AnchorState, Span
from reviewer.text.anchors import KNOWN_FROM, Located, nearest, reanchor, surroundings
from reviewer.text.fold import Folded, fold

LONG = 5
"""Words from which a quote that stands once in both texts is known without its surroundings."""
KEEPING = (AnchorState.EXACT, AnchorState.MOVED)
"""States in which a verdict is carried."""


@dataclass(frozen=True, slots=True)
class Carried:
    """Where a claim stands in a later text.

    `span` and `further` (the further words that it needs): EXACT and MOVED only. `places`: where else a person may
    take it to be, all candidates of AMBIGUOUS, the nearest of CHANGED. `differing`: its words with those that stand
    there instead, "" where one side has none. `sentence`: the sentence around it is the same too.
    """

    state: AnchorState
    span: Span | None = None
    further: tuple[Span, ...] = ()
    places: tuple[Span, ...] = ()
    differing: tuple[tuple[str, str], ...] = ()
    sentence: bool = False


def carry(old: Folded, new: Folded, span: Span, further: Sequence[Span], sentence: Span) -> Carried:
    """Where the claim on `span` of `old`, with its `further` spans, in its `sentence`, stands in `new`."""
    found = _trusted(old, new, span)
    if found.state is AnchorState.AMBIGUOUS:
        return Carried(found.state, places=found.spans)
    if found.state not in KEEPING:
        return _likest(old, new, span, found.state)
    place = found.spans[0]
    moved = []
    for each in further:
        other = _beside(old, new, each, place.start - span.start) or _trusted(old, new, each)
        if other.state not in KEEPING:
            changed = _likest(old, new, each, other.state)
            state = AnchorState.AMBIGUOUS if other.state is AnchorState.AMBIGUOUS else AnchorState.CHANGED
            return Carried(state, places=(place,), differing=changed.differing)
        moved.append(other.spans[0])
    return Carried(found.state, place, tuple(sorted(moved)), sentence=_same_sentence(old, new, span, sentence, place))


def _trusted(old: Folded, new: Folded, span: Span) -> Located:
    """Where the words of a span stand in `new`; AMBIGUOUS also where they stand once, but perhaps as others."""
    anchor = Anchor.take(old.original, span)
    found = reanchor(anchor, new)
    if found.state not in KEEPING:
        return found
    words = fold(anchor.quote).text.strip(" ")
    if len(words.split(" ")) >= LONG and old.text.count(words) == 1:
        return found
    if surroundings(found.spans[0], new.original, anchor.prefix, anchor.suffix) >= KNOWN_FROM:
        return found
    return Located(AnchorState.AMBIGUOUS, found.spans)


def _beside(old: Folded, new: Folded, span: Span, shift: int) -> Located | None:
    """The further words of a claim where they went along with it; None where others stand there."""
    if span.start + shift < 0:
        return None
    there = span.shifted(shift)
    if there.end > len(new.original) or there.of(new.original) != span.of(old.original):
        return None
    return Located(AnchorState.MOVED if shift else AnchorState.EXACT, (there,))


def _likest(old: Folded, new: Folded, span: Span, state: AnchorState) -> Carried:
    """The nearest place of words that do not stand there any more; none for LOST ones."""
    near = nearest(span.of(old.original), new) if state is AnchorState.CHANGED else None
    return Carried(state) if near is None else Carried(state, places=(near.span,), differing=near.differing)


def _same_sentence(old: Folded, new: Folded, span: Span, sentence: Span, place: Span) -> bool:
    """Whether what the sentence says before and after the claim stands around its new place too."""
    lead = fold(old.original[sentence.start : span.start]).text.strip(" ") if sentence.start < span.start else ""
    tail = fold(old.original[span.end : sentence.end]).text.strip(" ") if sentence.end > span.end else ""
    before = fold(new.original[max(0, place.start - 2 * (span.start - sentence.start) - 8) : place.start]).text
    after = fold(new.original[place.end : place.end + 2 * max(0, sentence.end - span.end) + 8]).text
    return before.rstrip(" ").endswith(lead) and after.lstrip(" ").startswith(tail)
