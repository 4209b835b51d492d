"""The article on the screen: one page, wrapped once a width, still under the eyes while the claims go by."""

from __future__ import annotations

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message
from textual.selection import Selection
from textual.strip import Strip

from reviewer.model.span import Span
from reviewer.tui.runs import BLANK
from reviewer.tui.show.article import MARGIN, Focus, Page
from reviewer.tui.show.margin_map import CELLS, MarginMap, with_map
from reviewer.tui.signs import UNICODE, Signs
from reviewer.tui.widgets.painted import Look, Painted
from reviewer.workspace.views import ArticleText, ClaimMark

_LEAST_STILL = 8
"""Rows of a view below which every claim is brought to the same place."""


class ArticleView(Painted):
    """Shows an article with one claim lit up."""

    PLAIN_SIGNS = False

    class Pointed(Message):
        """A code point of the text was clicked; `claim` is the id of the claim there, "" if none."""

        def __init__(self, offset: int, claim: str) -> None:
            super().__init__()
            self.offset = offset
            self.claim = claim

    class Selected(Message):
        """The mouse selects these code points."""

        def __init__(self, span: Span) -> None:
            super().__init__()
            self.span = span

    DEFAULT_CSS = "ArticleView.-mapped { scrollbar-size-vertical: 0; }"

    def __init__(self, *, signs: Signs = UNICODE, mapped: bool = False, id: str | None = None) -> None:  # noqa: A002
        """`mapped`: with the margin map in the place of a scroll bar."""
        super().__init__(id=id)
        self.signs = signs
        self.mapped = mapped
        self.set_class(mapped, "-mapped")
        self.map: MarginMap | None = None
        self.text: ArticleText | None = None
        self.page: Page | None = None
        self.focus_on = Focus()

    def show(self, text: ArticleText | None, focus: Focus, *, scroll: bool = True) -> None:
        """Another article or another claim in it. `scroll` False leaves the reader's place.

        A claim that stands well in sight is lit where it is: text that stays still is easier on eyes and lines.
        """
        same = self.text is not None and text is not None and self.text.text == text.text
        changed, self.text, self.focus_on = self.text != text, text, focus
        if changed and not self._remarked():
            self._lay_out()
        if not same or (scroll and not self._well_in_sight()):
            self.to_claim()
        self.draw_changed()

    def _remarked(self) -> bool:
        """Take up verdicts without laying out again; False where more than those is new."""
        judged = self.page.remark(self.text) if self.page is not None and self.text is not None else None
        if judged and self.map is not None:
            self.map.remark(judged)
        return judged is not None

    def _well_in_sight(self) -> bool:
        """Whether all of the claim stands between the second line of the view and its last quarter."""
        span, height = self.focus_on.span, self.size.height
        if self.page is None or span is None or height < _LEAST_STILL:
            return False
        first, last = self.page.rows_of(span)
        top = round(self.scroll_target_y)
        return top < first and last < top + height - height // 4

    def _lay_out(self) -> None:
        width, before = self.text_width, self.page
        self.page = Page(self.text, width) if self.text is not None and width > 0 else None
        self.lengthen(len(self.page.lines) if self.page else 0)
        self._draw_map()
        if before is not None and self.page is not None and before.article.part != self.page.article.part:
            self._stay(before)

    def _stay(self, before: Page) -> None:
        """Keep the reader's place where a page has other lines above it: all of an article after a part of it."""
        top = round(self.scroll_target_y)
        if self.page is not None and before.article.text == self.page.article.text and top < len(before.lines):
            self.scroll_to(y=self.page.line_of(before.lines[top][0]), animate=False, force=True)

    @property
    def text_width(self) -> int:
        """Cells for the article, its margin included."""
        return self.scrollable_content_region.width - (CELLS if self.mapped else 0)

    @property
    def at_edge(self) -> bool:
        """Whether the view stands where a part of an article begins or ends, and more of it could be read."""
        part = self.page.article.part if self.page is not None else None
        if self.page is None or part is None:
            return False
        top, last = round(self.scroll_target_y), len(self.page.lines) - self.size.height
        return (top <= 0 < part.start) or (top >= last and part.end < len(self.page.article.text))

    def _draw_map(self) -> None:
        """The map of the whole article, once all of it is read."""
        whole = self.page is not None and self.page.article.part is None
        self.map = MarginMap(self.page, self.size.height) if self.mapped and self.page is not None and whole else None

    def to_claim(self) -> None:
        """Scroll the claim to one third from the top, or as near as the text allows."""
        span = self.focus_on.span
        if self.page is None or span is None:
            return
        first, last = self.page.rows_of(span)
        height = max(1, self.size.height)
        top = first - height // 3
        # A claim longer than two thirds of the view begins at the top instead of losing its end.
        if last - top >= height:
            top = min(first, last - height + 1)
        self.scroll_to(y=max(0, top), animate=False, force=True)

    def to_offset(self, offset: int) -> None:
        """Scroll a code point to one third from the top."""
        if self.page is not None:
            self.scroll_to(y=max(0, self.page.line_of(offset) - self.size.height // 3), animate=False, force=True)

    def on_resize(self) -> None:
        """Wrap again when the width is another; keep the claim in sight."""
        if self.page is None or self.page.width != self.text_width:
            self._lay_out()
        self._draw_map()
        self.to_claim()

    def look(self, row: int) -> Look:
        """One line of the article."""
        if self.page is None:
            return BLANK, ""
        line = self.page.paint(row, self.focus_on, self.signs) if row < len(self.page.lines) else BLANK
        if self.map is None:
            return line, ""
        top = self.scroll_offset.y
        here = self.page.line_of(self.focus_on.span.start) if self.focus_on.span is not None else None
        return with_map(line, self.map.paint(row - top, top, here, self.signs), self.size.width), ""

    def finished(self, strip: Strip, row: int) -> Strip:
        """With the mouse's selection over it, and places for the next one."""
        return self._selected(strip, row).apply_offsets(0, row)

    def _selected(self, strip: Strip, row: int) -> Strip:
        selection = self.text_selection
        span = selection.get_span(row) if selection is not None else None
        if span is None or self.page is None or row >= len(self.page.lines):
            return strip
        first, last = self.page.lines[row]
        width = MARGIN + cell_len(self.page.shown[first:last])
        start, end = max(MARGIN, span[0]), width if span[1] == -1 else min(width, span[1])
        if start >= end:
            return strip
        style = self.style_of("selected") + Style(reverse=False)
        parts = strip.divide([start, end, strip.cell_length])
        # Over the words' own style: every one of them has a ground.
        picked = Strip(Segment.apply_style(parts[1], post_style=style), parts[1].cell_length)
        return Strip.join([parts[0], picked, *parts[2:]])

    def in_sight(self) -> list[ClaimMark]:
        """The claims that begin on the lines in sight."""
        if self.page is None:
            return []
        top = self.scroll_offset.y
        return self.page.claims_from(top, top + self.size.height - 1)

    def selected(self) -> Span | None:
        """The code points under the mouse's selection, None where nothing is selected."""
        selection = self.text_selection
        if self.page is None or selection is None or selection.start is None or selection.end is None:
            return None
        first, last = sorted((selection.start.transpose, selection.end.transpose))
        start, end = (self.page.offset_at(row, max(MARGIN, cell)) for row, cell in (first, last))
        start = start if start is not None else self._end_of(first[0])
        end = end if end is not None else self._end_of(last[0])
        return Span(start, end) if start < end else None

    def _end_of(self, row: int) -> int:
        """The end of a line of the page, or of the page."""
        lines = self.page.lines if self.page is not None else []
        return lines[min(row, len(lines) - 1)][1] if lines else 0

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """The words under a mouse selection, without the margin."""
        if self.page is None:
            return None
        lines = []
        for row in range(len(self.page.lines)):
            span = selection.get_span(row)
            if span is not None:
                first = self.page.offset_at(row, max(3, span[0]))
                end = self.page.lines[row][1]
                last = self.page.offset_at(row, span[1]) if span[1] != -1 else end
                lines.append(self.page.shown[first if first is not None else end : last if last is not None else end])
        return "\n".join(lines), "\n"

    def selection_updated(self, selection: Selection | None) -> None:
        """Draw the selection, and tell what is selected."""
        del selection
        self.refresh()
        span = self.selected()
        if span is not None:
            self.post_message(self.Selected(span))

    def on_click(self, event: events.Click) -> None:
        """Tell which words were clicked; a click on the map goes there."""
        if self.map is not None and event.x >= self.size.width - CELLS:
            self.scroll_to(y=max(0, self.map.line_of(event.y) - self.size.height // 3), animate=False, force=True)
            return
        if self.selected() is not None:
            return  # the end of a selection, which is no click
        offset = self.page.offset_at(event.y + self.scroll_offset.y, event.x) if self.page else None
        if offset is not None and self.page is not None:
            mark = self.page.claim_at(offset)
            self.post_message(self.Pointed(offset, mark.id if mark else ""))
