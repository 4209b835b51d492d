"""The list of claims: pages fetched by index, only changed lines drawn again, nothing else held."""

from __future__ import annotations

from textual import events
from textual.message import Message

from reviewer.errors import ReviewerError
from reviewer.tui.desk import Listing
from reviewer.tui.runs import BLANK
from reviewer.tui.show.queue import row_line
from reviewer.tui.signs import UNICODE, Signs
from reviewer.tui.widgets.painted import Look, Painted
from reviewer.workspace.views import ClaimRow

PAGE = 64
"""Rows fetched at once."""
_HELD = 16 * PAGE


class ClaimList(Painted):
    """One line a claim. `cursor` is an index into the listing, None where the current claim is not in it."""

    DEFAULT_CSS = (
        "ClaimList { background: $r-side-ground; scrollbar-gutter: auto; scrollbar-background: $r-side-ground; }"
    )

    class Chosen(Message):
        """A row was clicked."""

        def __init__(self, claim: str) -> None:
            super().__init__()
            self.claim = claim

    def __init__(self, *, signs: Signs = UNICODE, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.signs = signs
        self.listing: Listing | None = None
        self.cursor: int | None = None
        self.marked: frozenset[str] = frozenset()
        self.unsaved: frozenset[str] = frozenset()
        self._rows: dict[int, ClaimRow] = {}
        self._number_width = 4

    @property
    def count(self) -> int:
        """How many rows there are."""
        return len(self.listing) if self.listing is not None else 0

    def show(self, listing: Listing, cursor: int | None, *, marked: frozenset[str], unsaved: frozenset[str]) -> None:
        """Another state of the list; only lines that look different are drawn again."""
        if listing is not self.listing:
            self._rows.clear()
        self.listing, self.cursor, self.marked, self.unsaved = listing, cursor, marked, unsaved
        self.lengthen(self.count)
        self._reveal()
        top = round(self.scroll_target_y)
        self._fetch(top, top + self.size.height)
        self.draw_changed()

    def row(self, index: int) -> ClaimRow | None:
        """The row at an index, fetched with its page where needed; None outside the list."""
        if index not in self._rows:
            self._fetch(index - index % PAGE, index - index % PAGE + PAGE)
        return self._rows.get(index)

    def _fetch(self, start: int, stop: int) -> None:
        """Holds these rows; of a new list first those in sight and no more, since a key waits for them."""
        start, stop = max(0, start), min(stop, self.count)
        if self.listing is None or all(index in self._rows for index in range(start, stop)):
            return
        if len(self._rows) >= _HELD:
            self._rows.clear()
        try:
            rows = self.listing.rows(start, stop)
        except ReviewerError:
            return  # a list that cannot be read is drawn blank; the next key says why
        self._rows.update(enumerate(rows, start))
        self._widen(rows)

    def _widen(self, rows: list[ClaimRow]) -> None:
        widest = max((len(row.number) for row in rows), default=0)
        if widest > self._number_width:
            self._number_width = widest
            self.refresh()

    def _reveal(self) -> None:
        """Keep the cursor in sight with two lines around it.

        A cursor that leaves is brought to a third from the edge it came from: a list that moved by one line with each
        key would be painted whole each time.
        """
        if self.cursor is None or not self.size.height:
            return
        height, top = self.size.height, round(self.scroll_target_y)
        around = min(2, (height - 1) // 2)
        if self.cursor < top + min(around, self.cursor):
            top = self.cursor - height * 2 // 3
        elif self.cursor > top + height - 1 - min(around, self.count - 1 - self.cursor):
            top = self.cursor - height // 3
        else:
            return
        self.scroll_to(y=max(0, min(top, self.count - height)), animate=False, force=True)

    def on_resize(self) -> None:
        """Keep the cursor in sight at another size."""
        self.lengthen(self.count)
        self._reveal()

    def look(self, row: int) -> Look:
        """One claim."""
        claim = self.row(row)
        if claim is None:
            return BLANK, ""
        current = row == self.cursor
        line = row_line(
            claim,
            self.scrollable_content_region.width,
            self.signs,
            current=current,
            marked=claim.id in self.marked,
            number=self._number_width,
            unsaved=claim.id in self.unsaved,
        )
        return line, "cursor" if current else ""

    def on_click(self, event: events.Click) -> None:
        """Choose the clicked row."""
        row = self.row(event.y + self.scroll_offset.y)
        if row is not None:
            self.post_message(self.Chosen(row.id))
