"""Where a quote stands in a text: exactly (after folding), or nowhere.

Likeness may only show a place to a person (`nearest`), never accept one: every alteration that keeps most letters
(another number, a name swapped, "n't" dropped) is likely to be very alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reviewer.model.span import CONTEXT, Anchor, AnchorState, Span
from reviewer.text.edges import uncut
from reviewer.text.fold import Folded, fold

CHANGED_FROM = 0.7
"""Ratio of likeness from which a quote that does not stand in a text counts as changed there, below as lost."""

NEAREST_FROM = 0.6
"""Ratio of likeness below which no place is shown at all: the likest part of unrelated prose reaches about .55."""

KNOWN_FROM = 0.5
"""Share of a quote's surroundings from which they tell a place from others with the same words: one whole side."""

_TRIED = 16
"""Words around each end of the likest place at which it may begin and end."""
_WORD = re.compile(r"\S+")
_MARKS = ".,;:!?'\"()[]-"
"""Marks around words, folded."""
_EDGE = re.compile(r"^\W+|\W+$")


@dataclass(frozen=True, slots=True)
class Located:
    """How a quote stands in a text. `spans`: one for EXACT and MOVED, all candidates for AMBIGUOUS, else none."""

    state: AnchorState
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Nearest:
    """The place most like a quote, to be shown to a person. `ratio` 0..1.

    `differing` pairs the quote's words with those that stand there instead; "" where one side has none.
    """

    span: Span
    ratio: float
    differing: tuple[tuple[str, str], ...]

    @property
    def words(self) -> str:
        """The differences in one line: `“5,600” stands there as “5,500”; “of” does not stand there`."""
        told = "; ".join(_difference(quoted, there) for quoted, there in self.differing)
        return told or "the same words, but there they are part of a longer word or number"


def locate(
    quote: str, text: str | Folded, near: int | None = None, prefix: str = "", suffix: str = "", *, whole: bool = True
) -> Located:
    """Where `quote` stands in `text`, exact but for white space, quote marks and dashes.

    A place where it would cut a word or a number ("500 apps" in "5,500 apps") is none. Several places: the one with
    the most of `prefix` and `suffix` around it, and at least half, among equals the one at `near`; else AMBIGUOUS
    with all of them.

    Args:
        quote: the words; blank ones, and signs without a word, are LOST.
        text: where to look; pass `fold(text)` to look for many quotes in one text.
        near: where it stood before; a place elsewhere is MOVED. None: every single place is EXACT.
        prefix: what stood before it.
        suffix: what stood after it.
        whole: False lets it begin or end inside a word (a span that a person set so).
    """
    folded = text if isinstance(text, Folded) else fold(text)
    wanted = fold(quote).text.strip(" ")
    if not any(map(str.isalnum, wanted)):
        return Located(AnchorState.LOST)  # signs alone say nothing
    spans = tuple(s for s in _occurrences(wanted, folded) if not whole or uncut(s, folded.original))
    if not spans:
        found = nearest(quote, folded)
        alike = found is not None and found.ratio >= CHANGED_FROM
        return Located(AnchorState.CHANGED if alike else AnchorState.LOST)
    if len(spans) > 1:
        spans = _best_placed(spans, folded.original, near, prefix, suffix)
    if len(spans) > 1:
        return Located(AnchorState.AMBIGUOUS, spans)
    moved = near is not None and spans[0].start != near
    return Located(AnchorState.MOVED if moved else AnchorState.EXACT, spans)


def reanchor(anchor: Anchor, text: str | Folded) -> Located:
    """Where the quote of `anchor` stands in another text, by its old place and surroundings."""
    before = anchor.prefix + anchor.quote + anchor.suffix
    own = Span(len(anchor.prefix), len(anchor.prefix) + len(anchor.quote))
    lead = len(anchor.quote) - len(anchor.quote.lstrip())
    near = anchor.span.start + lead
    return locate(anchor.quote, text, near, anchor.prefix, anchor.suffix, whole=uncut(own, before))


def nearest(quote: str, text: str | Folded) -> Nearest | None:
    """The place of `text` most like `quote`, to whole words, or None where nothing is much alike. Never an anchor."""
    from rapidfuzz import fuzz

    folded = text if isinstance(text, Folded) else fold(text)
    wanted = fold(quote).text.strip(" ")
    if not wanted or not folded.text.strip():
        return None
    place = fuzz.partial_ratio_alignment(wanted, folded.text, score_cutoff=NEAREST_FROM * 100)
    if place is None or place.dest_start == place.dest_end:
        return None
    # The quote may be the longer one (then it is the text that slid along it), and words may be missing in either.
    margin = max(0, len(wanted) - (place.dest_end - place.dest_start)) + CONTEXT
    there = list(_WORD.finditer(folded.text, max(0, place.dest_start - margin), place.dest_end + margin))
    return _aligned(wanted, _likest(wanted, there, folded.text, (place.dest_start, place.dest_end)), folded)


def _occurrences(wanted: str, folded: Folded) -> Iterator[Span]:
    place = folded.text.find(wanted)
    while place >= 0:
        yield folded.span(place, place + len(wanted))
        place = folded.text.find(wanted, place + 1)


def _best_placed(spans: tuple[Span, ...], text: str, near: int | None, prefix: str, suffix: str) -> tuple[Span, ...]:
    """The places whose surroundings are those of before, where that tells; among equals the one at `near`."""
    scores = [surroundings(span, text, prefix, suffix) for span in spans]
    best = max(scores)
    if best < KNOWN_FROM:
        return spans
    spans = tuple(span for span, score in zip(spans, scores, strict=True) if score == best)
    here = tuple(span for span in spans if span.start == near)
    return here or spans


def surroundings(span: Span, text: str, prefix: str, suffix: str) -> float:
    """Share, 0..1, of what stood around a quote that stands around `span` too, counted outwards from it; 0 of none."""
    reach = 2 * CONTEXT
    before = fold(text[max(0, span.start - reach) : span.start]).text.rstrip(" ")
    after = fold(text[span.end : span.end + reach]).text.lstrip(" ")
    old_before, old_after = fold(prefix).text.rstrip(" "), fold(suffix).text.lstrip(" ")
    there = len(old_before) + len(old_after)
    return (_shared(before[::-1], old_before[::-1]) + _shared(after, old_after)) / there if there else 0.0


def _shared(left: str, right: str) -> int:
    """How many characters two texts share from their beginning."""
    return next((i for i, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), min(len(left), len(right)))


def _likest(wanted: str, there: list[re.Match[str]], text: str, place: tuple[int, int]) -> list[re.Match[str]]:
    """The run of these words that is most like the quote; its ends are looked for around `place`."""
    from rapidfuzz import fuzz

    starts = sorted(range(len(there)), key=lambda i: abs(there[i].start() - place[0]))[:_TRIED]
    ends = sorted(range(len(there)), key=lambda i: abs(there[i].end() - place[1]))[:_TRIED]
    runs = [(first, last) for first in sorted(starts) for last in sorted(ends) if first <= last]
    best = max(
        runs, key=lambda run: fuzz.ratio(wanted, text[there[run[0]].start() : there[run[1]].end()]), default=(0, -1)
    )
    return there[best[0] : best[1] + 1]


def _aligned(wanted: str, there: list[re.Match[str]], folded: Folded) -> Nearest | None:
    """The nearest place cut to the words that answer the quote's own, with the differences."""
    from rapidfuzz import fuzz

    quoted, words = wanted.split(" "), [m.group() for m in there]
    steps = _steps([_bare(w) for w in quoted], [_bare(w) for w in words])
    if not steps or steps[0][2] >= steps[-1][3]:
        return None
    first, last = steps[0][2], steps[-1][3]
    start, end = _trimmed(wanted, folded.text, there[first].start(), there[last - 1].end())
    ratio = fuzz.ratio(wanted, folded.text[start:end]) / 100
    if ratio < NEAREST_FROM:
        return None
    # Where only punctuation differs, show the words that carry it.
    if all(equal for *_, equal in steps):
        steps = _steps(quoted, words)
    differing = tuple((" ".join(quoted[a:b]), " ".join(words[c:d])) for a, b, c, d, equal in steps if not equal)
    return Nearest(folded.span(start, end), ratio, differing)


def _trimmed(wanted: str, text: str, start: int, end: int) -> tuple[int, int]:
    """Without the marks around the words there that the quote has not around its own."""
    while end - start > 1 and text[end - 1] in _MARKS and wanted[-1] not in _MARKS:
        end -= 1
    while end - start > 1 and text[start] in _MARKS and wanted[0] not in _MARKS:
        start += 1
    return start, end


def _steps(quoted: list[str], words: list[str]) -> list[tuple[int, int, int, int, bool]]:
    """Runs of both sides that answer each other, and whether they are equal; words around the place left off."""
    from rapidfuzz.distance import Levenshtein

    steps = list(Levenshtein.opcodes(quoted, words))
    while steps and steps[0].tag == "insert":
        steps.pop(0)
    while steps and steps[-1].tag == "insert":
        steps.pop()
    return [(s.src_start, s.src_end, s.dest_start, s.dest_end, s.tag == "equal") for s in steps]


def _bare(word: str) -> str:
    """A word without the punctuation around it, unless it is nothing else."""
    return _EDGE.sub("", word) or word


def _difference(quoted: str, there: str) -> str:
    if not there:
        return f"“{quoted}” does not stand there"
    if not quoted:
        return f"“{there}” is left out"
    return f"“{quoted}” stands there as “{there}”"
