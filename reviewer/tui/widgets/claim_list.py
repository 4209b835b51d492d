"""The list of claims: pages fetched by index, only changed lines drawn again, nothing else held."""

from __future__ import annotations

from textual import events
from textual.geometry import Size
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
_PAGES_HELD = 16


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
        self._pages: dict[int, list[ClaimRow]] = {}
        self._number_width = 4

    @property
    def count(self) -> int:
        """How many rows there are."""
        return len(self.listing) if self.listing is not None else 0

    def show(self, listing: Listing, cursor: int | None, *, marked: frozenset[str], unsaved: frozenset[str]) -> None:
        """Another state of the list; only lines that look different are drawn again."""
        if listing is not self.listing:
            self._pages.clear()
        self.listing, self.cursor, self.marked, self.unsaved = listing, cursor, marked, unsaved
        if self.virtual_size.height != self.count:
            self.virtual_size = Size(self.size.width, self.count)
        self._reveal()
        self.draw_changed()

    def row(self, index: int) -> ClaimRow | None:
        """The row at an index, fetched with its page where needed; None outside the list."""
        if self.listing is None or not 0 <= index < self.count:
            return None
        page, within = divmod(index, PAGE)
        if page not in self._pages:
            if len(self._pages) >= _PAGES_HELD:
                self._pages.pop(next(iter(self._pages)))
            try:
                rows = self.listing.rows(page * PAGE, page * PAGE + PAGE)
            except ReviewerError:
                return None  # a list that cannot be read is drawn blank; the next key says why
            self._pages[page] = rows
            self._widen(rows)
        rows = self._pages[page]
        return rows[within] if within < len(rows) else None

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
        self.virtual_size = Size(self.size.width, self.count)
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
