"""The margin map: the whole article in one column, so that what is left to do is seen at a glance.

Each row of the map stands for a stretch of the article's lines. A stretch with an open claim shows the open sign,
whatever else was judged there; one where all is judged shows the verdict given most; one without claims is blank.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from reviewer.model.verdict import Value
from reviewer.tui.runs import Line, Run, spread
from reviewer.tui.show.article import Judged, Page
from reviewer.tui.signs import Signs
from reviewer.workspace.views import ClaimMark

CELLS = 2
"""A blank and the sign."""
_ORDER = tuple(Value)


class MarginMap:
    """The map of one page at one height."""

    def __init__(self, page: Page, height: int) -> None:
        self.page = page
        self.height = max(1, height)
        self._lines = max(len(page.lines), self.height)
        found: dict[int, Counter[Value | None]] = {}
        for line, mark in zip(page.mark_lines, page.article.marks, strict=True):
            row = min(self.height - 1, line * self.height // self._lines)
            if row not in found:
                found[row] = Counter()
            found[row][mark.value] += 1
        self._counts = found
        self._states = {row: _state(counts) for row, counts in found.items()}

    def _row(self, mark: ClaimMark) -> int:
        return self.row_of(self.page.line_of(mark.span.start))

    def remark(self, judged: Iterable[Judged]) -> None:
        """Take up what was judged since: only the rows of these marks are counted anew."""
        for before, after in judged:
            row = self._row(after)
            self._counts[row] += Counter({after.value: 1})
            self._counts[row] -= Counter({before.value: 1})
            self._states[row] = _state(self._counts[row])

    def row_of(self, line: int) -> int:
        """The row that stands for a line of the page."""
        return min(self.height - 1, line * self.height // self._lines)

    def line_of(self, row: int) -> int:
        """The first line that a row stands for."""
        return -(-row * self._lines // self.height)

    def paint(self, row: int, top: int, here: int | None, signs: Signs) -> tuple[Run, ...]:
        """One row; the stretch in sight (the page's lines from `top`) has a ground, the claim in hand the cursor.

        `here` is the line of the claim in hand.
        """
        seen = self.row_of(top) <= row <= self.row_of(top + self.height - 1) and self._lines > self.height
        ground = " cursor" if seen else ""
        if here is not None and row == self.row_of(here):
            return Run(" "), Run(signs.here, f"key{ground}")
        if row not in self._states:
            return Run(" "), Run(" ", ground.strip() or "plain")
        value = self._states[row]
        sign, role = (signs.open, "plain") if value is None else (signs.values[value], value.value)
        return Run(" "), Run(sign, f"{role}{ground}")


def _state(counts: Counter[Value | None]) -> Value | None:
    """None where anything is open, else the verdict given most; the first of the five where several are."""
    if counts[None]:
        return None
    return max((value for value in _ORDER if counts[value]), key=lambda value: counts[value])


def with_map(line: Line, runs: Sequence[Run], width: int) -> Line:
    """A line of the article with its row of the map at the right end."""
    return spread(line, Line(tuple(runs)), width)
