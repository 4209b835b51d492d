"""An article laid out for one width: wrapped once, painted line by line, every offset a code point of the text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple, cast

from rich.cells import cell_len

from reviewer.model.article import BlockClass
from reviewer.model.span import Span
from reviewer.text.visible import visible
from reviewer.tui.cells import wrap
from reviewer.tui.layout import MEASURE
from reviewer.tui.runs import Line, Run
from reviewer.tui.signs import Signs
from reviewer.workspace.views import ArticleText, ClaimMark, ClaimView

MARGIN = 3
"""Cells left of the text: the mark of the current claim, the verdict sign of a claim that begins here, a blank."""
_TITLES = (BlockClass.HEADLINE, BlockClass.SUBHEAD)
_STEP = 16_000
"""Code points that are wrapped at once: about half a millisecond."""
_KEPT = 8
"""Wrapped texts that are kept: the next articles and the last, at the width that there is."""


class Overlay(NamedTuple):
    """A role over the code points `[start, end)`."""

    start: int
    end: int
    role: str


@dataclass(frozen=True, slots=True)
class Focus:
    """What is lit up in an article at this moment: the spans of one claim and whatever else moves."""

    span: Span | None = None
    overlays: tuple[Overlay, ...] = ()
    claim: str = ""
    """The id of the claim in focus; its own underline gives way to the span."""
    others: bool = True
    """Whether other claims are underlined."""
    labels: tuple[tuple[int, str], ...] = ()
    """Letters to jump by, each over the code point at which it is painted."""


def overlays_of(spans: Iterable[Span], role: str) -> tuple[Overlay, ...]:
    """One overlay a span."""
    return tuple(Overlay(span.start, span.end, role) for span in spans)


def claim_focus(view: ClaimView, more: Iterable[Overlay] = (), *, others: bool = True) -> Focus:
    """A claim lit up: its span, the words it needs from elsewhere, the numbers in it."""
    claim = view.claim
    if claim.version != view.article.version:  # of an earlier text: where it may stand in this one
        places = view.changes[0].places if view.changes else ()
        return Focus(places[0] if places else None, (*overlays_of(places, "span"), *more), view.row.id, others=others)
    overlays = (
        Overlay(claim.span.start, claim.span.end, "span"),
        *overlays_of(claim.carried, "carried"),
        *overlays_of((quantity.span for quantity in claim.quantities), "number"),
        *more,
    )
    return Focus(claim.span, overlays, view.row.id, others=others)


class Judged(NamedTuple):
    """A claim's mark before and after an act."""

    before: ClaimMark
    after: ClaimMark


class Wrapped(NamedTuple):
    """A text as it is painted, and its lines: half-open ranges of code points."""

    shown: str
    lines: list[tuple[int, int]]


_kept: dict[tuple[str, Span, int], Wrapped] = {}


def wrapping(article: ArticleText, width: int) -> Generator[None, None, Wrapped]:
    """Wraps an article in small steps, so that a thread beside the keys can stop between any two; kept for `Page`."""
    part = article.part or Span(0, len(article.text))
    key = (article.text, part, width)
    made = _kept.pop(key, None)
    if made is None:
        shown = " " * part.start + visible(part.of(article.text))
        yield
        lines: list[tuple[int, int]] = []
        for _ in _wrap_into(lines, shown, part.start, max(10, min(width - MARGIN - 1, MEASURE))):
            yield
        made = Wrapped(shown, lines)
    _kept[key] = made
    while len(_kept) > _KEPT:
        _kept.pop(next(iter(_kept)), None)
    return made


def wrapped(article: ArticleText, width: int) -> Wrapped:
    """The whole of it at once; what was wrapped lately is not wrapped again, which is dear for long texts."""
    steps = wrapping(article, width)
    while True:
        try:
            next(steps)
        except StopIteration as done:
            return cast("Wrapped", done.value)


class Page:
    """The lines of one article at one width.

    `lines[i]` is the half-open range of code points painted on line i. Runs of blank lines are drawn as one. Of an
    article of which only a part is read they are those of the part.
    """

    def __init__(self, article: ArticleText, width: int) -> None:
        self.article = article
        self.width = width
        self.shown, self.lines = wrapped(article, width)
        self._starts = [start for start, _ in self.lines]
        self._fixed: dict[int, list[Overlay]] = {}
        self._heads: dict[int, ClaimMark] = {}
        for block in article.blocks:
            if not block.cls.gives_claims:
                self._add(Overlay(block.span.start, block.span.end, "dim"))
            elif block.cls in _TITLES:
                self._add(Overlay(block.span.start, block.span.end, "strong"))
        self._mark_starts = [mark.span.start for mark in article.marks]
        self.mark_lines = [max(0, bisect_right(self._starts, start) - 1) for start in self._mark_starts]
        """On which line each mark of the article begins."""
        for line, mark in zip(self.mark_lines, article.marks, strict=True):
            self._heads.setdefault(line, mark)
        self._longest = max((len(mark.span) for mark in article.marks), default=0)

    def remark(self, article: ArticleText) -> list[Judged] | None:
        """Take up the same article with other verdicts: what was judged; None where more than that is different."""
        old = self.article
        if (
            old.part != article.part
            or len(old.marks) != len(article.marks)
            or old.text != article.text
            or old.blocks != article.blocks
        ):
            return None
        judged = [Judged(a, b) for a, b in zip(old.marks, article.marks, strict=True) if a is not b and a != b]
        if any((one.before.id, one.before.span) != (one.after.id, one.after.span) for one in judged):
            return None
        self.article = article
        for before, after in judged:
            row = self.line_of(after.span.start)
            if self._heads[row].id == before.id:
                self._heads[row] = after
        return judged

    def _add(self, overlay: Overlay) -> None:
        for i in range(self.line_of(overlay.start), self.line_of(overlay.end - 1) + 1):
            self._fixed.setdefault(i, []).append(overlay)

    def line_of(self, offset: int) -> int:
        """The line that shows this code point, or the last before it."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def rows_of(self, span: Span) -> tuple[int, int]:
        """First and last line of a span."""
        return self.line_of(span.start), self.line_of(span.end - 1)

    def offset_at(self, row: int, cell: int) -> int | None:
        """The code point painted at a cell of a line, the margin included; None beside the text."""
        if not 0 <= row < len(self.lines):
            return None
        from rich.cells import get_character_cell_size

        start, end = self.lines[row]
        at = MARGIN
        for offset in range(start, end):
            at += get_character_cell_size(self.shown[offset])
            if cell < at:
                return offset if cell >= MARGIN else None
        return None

    def beside(self, offset: int, by: int) -> int | None:
        """The code point above (`by` -1) or below another, past blank lines; None at the ends of the text."""
        row = self.line_of(offset)
        cell = MARGIN + cell_len(self.shown[self.lines[row][0] : offset])
        row += by
        while 0 <= row < len(self.lines) and self.lines[row][0] == self.lines[row][1]:
            row += by
        if not 0 <= row < len(self.lines):
            return None
        found = self.offset_at(row, cell)
        return found if found is not None else self.lines[row][1] - 1

    def claim_at(self, offset: int) -> ClaimMark | None:
        """The claim on this code point, the shortest where several overlap."""
        return min(self._marks_between(offset, offset + 1), key=lambda mark: len(mark.span), default=None)

    def claims_from(self, first: int, last: int) -> list[ClaimMark]:
        """The claims that begin on these lines, both included, in text order."""
        return [mark for row in range(first, last + 1) for mark in self._heads_of(row)]

    def _heads_of(self, row: int) -> list[ClaimMark]:
        start, end = self.lines[row] if row < len(self.lines) else (0, 0)
        return [mark for mark in self._marks_between(start, end) if start <= mark.span.start < end]

    def _marks_between(self, start: int, end: int) -> list[ClaimMark]:
        marks = self.article.marks
        first = bisect_right(self._mark_starts, start - self._longest - 1)
        last = bisect_right(self._mark_starts, end - 1)
        return [mark for mark in marks[first:last] if mark.span.start < end and start < mark.span.end]

    def paint(self, row: int, focus: Focus, signs: Signs) -> Line:
        """One line with its margin."""
        start, end = self.lines[row]
        overlays = [o for o in (*self._fixed.get(row, ()), *focus.overlays) if o.start < end and start < o.end]
        overlays += [
            Overlay(mark.span.start, mark.span.end, "other")
            for mark in self._marks_between(start, end)
            if focus.others and mark.id != focus.claim
        ]
        labels = {at: letter for at, letter in focus.labels if start <= at < end}
        overlays += [Overlay(at, at + 1, "jump") for at in labels]
        lit = focus.span is not None and focus.span.start < end and start < focus.span.end
        return Line((*self._margin(row, signs, lit=lit), *painted(self.shown, start, end, overlays, labels)))

    def _margin(self, row: int, signs: Signs, *, lit: bool) -> tuple[Run, ...]:
        bar = Run(signs.margin, "key") if lit else Run(" ")
        mark = self._heads.get(row)
        if mark is None or mark.value is None:
            return bar, Run("  ")
        return bar, Run(signs.values[mark.value], mark.value.value), Run(" ")


def painted(
    shown: str, start: int, end: int, overlays: Sequence[Overlay], labels: Mapping[int, str] | None = None
) -> list[Run]:
    """`shown[start:end]` cut into runs; where overlays meet, a run bears the roles of all. A label covers its place."""
    cuts = {start, end}
    for overlay in overlays:
        cuts.update(at for at in (overlay.start, overlay.end) if start < at < end)
    points = sorted(cuts)
    runs = []
    for a, b in pairwise(points):
        roles = dict.fromkeys(o.role for o in overlays if o.start <= a and b <= o.end)
        if "jump" in roles and labels:
            runs.append(Run(labels[a] + " " * (cell_len(shown[a:b]) - 1), "jump"))
            continue
        if "span" in roles or "edge" in roles:
            roles.pop("other", None)
        runs.append(Run(shown[a:b].replace("\n", " "), " ".join(roles) or "plain"))
    return runs


def _wrap_into(lines: list[tuple[int, int]], shown: str, at: int, width: int) -> Iterator[None]:
    """Adds the lines of `shown` from `at` on, some at a time."""
    rest = at + _STEP
    for paragraph in shown[at:].split("\n"):
        if at >= rest:
            rest = at + _STEP
            yield
        if paragraph.strip():
            lines.extend((at + a, at + b) for a, b in wrap(paragraph, width))
        elif lines and lines[-1][0] != lines[-1][1]:
            lines.append((at, at))
        at += len(paragraph) + 1
    while lines and lines[-1][0] == lines[-1][1]:
        lines.pop()
    if not lines:
        lines.append((0, 0))
