"""Choosing words by keyboard: edges that move by words, clauses and sentences, on exact code points."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field, replace
from enum import StrEnum

from reviewer.model.span import Span
from reviewer.text.sentences import split

_TOKEN = re.compile(r"\S+")
# What may stand around a word without being part of it; a span may begin or end on either side of it.
_FRONT = re.compile(r"^[\"'“‘«(\[{]+")
_BACK = re.compile(r"[\"'”’»)\]}.,;:!?…]+$")
_CLAUSE_END = re.compile(r"[,;:](?=\s)|\s[-–—]+(?=\s)|(?<=\S)—(?=\S)|[()“”\"](?=\s|$)|(?<=\s)[(“\"]")


_REACH = 20_000
"""Code points on either side of a claim that its edges may be moved over."""


class Unit(StrEnum):
    """By what an edge moves."""

    WORD = "word"
    CLAUSE = "clause"
    SENTENCE = "sentence"


class Edge(StrEnum):
    """What the arrows move. CURSOR moves a single word about, before a beginning is set."""

    CURSOR = "cursor"
    START = "start"
    END = "end"
    CUT = "cut"


@dataclass(frozen=True)
class Grid:
    """Where spans of a text may begin and end, per unit, in text order."""

    text: str
    words: list[Span] = field(default_factory=list)
    starts: dict[Unit, list[int]] = field(default_factory=dict)
    ends: dict[Unit, list[int]] = field(default_factory=dict)

    @classmethod
    def near(cls, text: str, offset: int) -> Grid:
        """The grid of the part of a long text that a claim can reasonably lie in, cut at paragraphs."""
        first = text.rfind("\n", 0, max(0, offset - _REACH)) + 1
        last = text.find("\n", offset + _REACH)
        return cls.of(text, first, last if last >= 0 else len(text))

    @classmethod
    def of(cls, text: str, first: int = 0, last: int | None = None) -> Grid:
        """The grid of `text[first:last]`; its places are those of the whole text."""
        stop = len(text) if last is None else last
        words: list[Span] = []
        starts: set[int] = set()
        ends: set[int] = set()
        for token in _TOKEN.finditer(text, first, stop):
            start, end = token.span()
            front, back = _FRONT.match(token[0]), _BACK.search(token[0])
            inner_start = start + (len(front[0]) if front else 0)
            inner_end = end - (len(back[0]) if back else 0)
            if inner_start < inner_end:
                words.append(Span(inner_start, inner_end))
                starts.add(inner_start)
                ends.add(inner_end)
            starts.add(start)
            ends.add(end)
        sentences = split(text, first, stop)
        clauses = [clause for sentence in sentences for clause in _clauses(text, sentence)]
        return cls(
            text,
            words,
            {
                Unit.WORD: sorted(starts),
                Unit.CLAUSE: sorted({c.start for c in clauses}),
                Unit.SENTENCE: [s.start for s in sentences],
            },
            {
                Unit.WORD: sorted(ends),
                Unit.CLAUSE: sorted({c.end for c in clauses}),
                Unit.SENTENCE: [s.end for s in sentences],
            },
        )

    def word_at(self, offset: int) -> Span | None:
        """The word on or after a code point, else the last one."""
        at = bisect_right([w.end for w in self.words], offset) if self.words else 0
        return self.words[min(at, len(self.words) - 1)] if self.words else None

    def around(self, offset: int, unit: Unit) -> Span:
        """The clause or sentence that a code point lies in."""
        starts, ends = self.starts[unit], self.ends[unit]
        start = starts[max(0, bisect_right(starts, offset) - 1)] if starts else 0
        at = bisect_right(ends, offset)
        end = ends[at] if at < len(ends) else len(self.text)
        return Span(start, max(end, start + 1))


def _clauses(text: str, sentence: Span) -> list[Span]:
    """A sentence cut at commas, dashes, brackets and quote marks; blanks and the cutting marks belong to no clause."""
    found: list[Span] = []
    at = sentence.start
    for mark in [*_CLAUSE_END.finditer(text, sentence.start, sentence.end), None]:
        stop = mark.start() if mark else sentence.end
        raw = text[at:stop]
        first, last = at + len(raw) - len(raw.lstrip()), stop - (len(raw) - len(raw.rstrip()))
        if first < last:
            found.append(Span(first, last))
        at = mark.end() if mark else stop
    return found


@dataclass(frozen=True)
class Choosing:
    """Words being chosen. `cut` splits `span` in two where it is set."""

    grid: Grid
    span: Span
    edge: Edge = Edge.END
    unit: Unit = Unit.WORD
    cut: int | None = None

    @classmethod
    def word(cls, grid: Grid, offset: int) -> Choosing | None:
        """Begin on one word; None in a text without words."""
        word = grid.word_at(offset)
        return cls(grid, word, Edge.CURSOR) if word else None

    @classmethod
    def picked(cls, grid: Grid, span: Span) -> Choosing | None:
        """Begin on the words that a selection touches; None where it touches none."""
        first, last = grid.word_at(span.start), grid.word_at(max(span.start, span.end - 1))
        if first is None or last is None or first.start >= span.end:
            return None
        return cls(grid, Span(first.start, max(first.end, last.end if last.start < span.end else first.end)))

    def moved(self, by: int) -> Choosing:
        """The moving edge one unit on (`by` 1) or back (-1); where it cannot go, nothing changes."""
        if self.edge is Edge.CURSOR:
            return self._cursor(by)
        if self.edge is Edge.START:
            to = _step(self.grid.starts[self.unit], self.span.start, by)
            return self._with(to, self.span.end)
        if self.edge is Edge.CUT:
            to = _step(self.grid.starts[Unit.WORD], self.cut or self.span.start, by)
            return replace(self, cut=to) if self.span.start < to < self.span.end else self
        return self._with(self.span.start, _step(self.grid.ends[self.unit], self.span.end, by))

    def _cursor(self, by: int) -> Choosing:
        words = self.grid.words
        at = bisect_left(words, self.span)
        return replace(self, span=words[max(0, min(len(words) - 1, at + by))])

    def moved_to(self, offset: int) -> Choosing:
        """The moving edge to the word at a code point (for the arrows up and down, and the mouse)."""
        word = self.grid.word_at(offset)
        if word is None:
            return self
        if self.edge is Edge.CURSOR:
            return replace(self, span=word)
        if self.edge is Edge.START:
            return self._with(word.start, self.span.end)
        if self.edge is Edge.CUT:
            return replace(self, cut=word.start) if self.span.start < word.start < self.span.end else self
        return self._with(self.span.start, word.end)

    def _with(self, start: int, end: int) -> Choosing:
        if start >= end:
            return self
        cut = self.cut if self.cut is not None and start < self.cut < end else None
        edge = Edge.END if self.edge is Edge.CUT and cut is None else self.edge
        return replace(self, span=Span(start, end), cut=cut, edge=edge)

    def anchored(self) -> Choosing:
        """The beginning is set; the arrows move the end."""
        return replace(self, edge=Edge.END)

    def other_edge(self) -> Choosing:
        """The arrows move the next edge."""
        order = [Edge.START, Edge.END, *([Edge.CUT] if self.cut is not None else [])]
        at = order.index(self.edge) if self.edge in order else 0
        return replace(self, edge=order[(at + 1) % len(order)])

    def next_unit(self) -> Choosing:
        """Words, clauses, sentences in turn."""
        units = list(Unit)
        return replace(self, unit=units[(units.index(self.unit) + 1) % len(units)])

    def whole(self, unit: Unit) -> Choosing:
        """All of the clause or sentence that the chosen words begin in."""
        span = self.grid.around(self.span.start, unit)
        edge = Edge.END if self.edge is Edge.CURSOR else self.edge
        return replace(self, edge=edge)._with(span.start, span.end)

    def split(self) -> Choosing:
        """A cut in the middle, or no cut."""
        if self.cut is not None:
            return replace(self, cut=None, edge=Edge.END)
        starts = [s for s in self.grid.starts[Unit.WORD] if self.span.start < s < self.span.end]
        if not starts:
            return self
        middle = (self.span.start + self.span.end) // 2
        return replace(self, cut=min(starts, key=lambda s: abs(s - middle)), edge=Edge.CUT)

    @property
    def parts(self) -> tuple[Span, ...]:
        """The span, or its two parts without the blanks between them."""
        if self.cut is None:
            return (self.span,)
        head = self.grid.text[self.span.start : self.cut].rstrip()
        return Span(self.span.start, self.span.start + len(head)), Span(self.cut, self.span.end)


def _step(places: list[int], here: int, by: int) -> int:
    at = bisect_right(places, here) if by > 0 else bisect_left(places, here) - 1
    return places[at] if 0 <= at < len(places) else here
