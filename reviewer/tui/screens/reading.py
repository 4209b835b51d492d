"""A page to read: help, a report, reasons."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.app import ComposeResult

from reviewer.tui.actions import Scope
from reviewer.tui.layout import MEASURE
from reviewer.tui.runs import Line
from reviewer.tui.screens.acting import Acting
from reviewer.tui.widgets.painted import Lines


class Reading(Acting[None]):
    """Lines that scroll; `make` draws them for a width."""

    SCOPES = (Scope.LIST,)
    DEFAULT_CSS = "Reading #page { height: 1fr; padding: 0 1; }"

    def __init__(self, title: str, make: Callable[[int], Sequence[Line]]) -> None:
        super().__init__()
        self.heading = title
        self.make = make

    def compose(self) -> ComposeResult:
        """Title, page, footer."""
        yield Lines(id="bar")
        yield Lines(id="page")
        yield from self.foot()

    def redraw(self) -> None:
        """Draw the page for this width."""
        super().redraw()
        self.draw_title(self.heading)
        page = self.query_one("#page", Lines)
        page.show(self.make(min(page.scrollable_content_region.width - 1, MEASURE + 20)), keep_place=True)

    def _page(self) -> Lines:
        return self.query_one("#page", Lines)

    def do_list_next(self) -> None:
        """Down."""
        self._page().scroll_down(animate=False)

    def do_list_previous(self) -> None:
        """Up."""
        self._page().scroll_up(animate=False)

    def do_list_page_down(self) -> None:
        """A page down."""
        self._page().scroll_page_down(animate=False)

    def do_list_page_up(self) -> None:
        """A page up."""
        self._page().scroll_page_up(animate=False)

    def do_list_first(self) -> None:
        """Top."""
        self._page().scroll_home(animate=False)

    def do_list_last(self) -> None:
        """End."""
        self._page().scroll_end(animate=False)

    def do_list_leave(self) -> None:
        """Back."""
        self.dismiss()
