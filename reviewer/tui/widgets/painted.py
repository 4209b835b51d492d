"""The base of all our widgets, and the two plain ones: a few fixed lines, and a page of lines that scrolls."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widget import Widget

from reviewer.tui.runs import BLANK, Line
from reviewer.tui.theme import role_class

ASCII_SIGNS = str.maketrans("“”‘’·←…–—×\u00a0", "\"\"''-<~--x ")
"""One character for one, so that widths stay."""


Look = tuple[Line, str]
"""A line and the role under it."""
Styled = tuple[str, Style]
"""Text and how it looks."""


def merged(runs: Sequence[Styled], base: Style) -> list[Styled]:
    """Runs that look the same drawn as one: each change of style costs thirty bytes and more over the line.

    A blank on the same ground has no look of its own, so it goes with its neighbour. `base` is the style of the line.
    """
    out: list[Styled] = []
    for text, style in runs:
        blank = _flat(style) and text.isspace()
        if out and _flat(style) and _flat(out[-1][1]) and out[-1][1].bgcolor == style.bgcolor:
            before, held = out[-1]
            if blank or before.isspace():
                out[-1] = (before + text, held if blank else style)
                continue
        if out and out[-1][1] == style:
            out[-1] = (out[-1][0] + text, style)
            continue
        out.append((text, base if blank and style.bgcolor == base.bgcolor else style))
    return out


def _flat(style: Style) -> bool:
    """Whether a blank in this style shows nothing but its ground."""
    return not (style.underline or style.reverse or style.strike or style.overline)


class Painted(ScrollView, can_focus=False):
    """Draws lines of runs. The styles of roles stand at the screen, once, since every style change visits each."""

    PLAIN_SIGNS: ClassVar[bool] = True
    """Whether typographic signs are drawn as ASCII where the user asked for that; an article keeps its own."""
    DEFAULT_CSS = """
    Painted {
        overflow-x: hidden; scrollbar-size-vertical: 1; scrollbar-gutter: stable;
        scrollbar-background: $background; scrollbar-background-hover: $background;
        scrollbar-background-active: $background;
        scrollbar-color: $r-thumb; scrollbar-color-hover: $r-key; scrollbar-color-active: $r-key;
    }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._made: dict[tuple[str, str], Style] = {}
        self._drawn: dict[int, Look] = {}

    def look(self, row: int) -> Look:
        """How a row of the page looks: its line, and the role that lies under all of it."""
        del row
        return BLANK, ""

    def render_line(self, y: int) -> Strip:
        """One row of what is in sight."""
        row = y + self.scroll_offset.y
        look = self._drawn[y] = self.look(row)
        return self.finished(self.strip_of(look[0], under=look[1]), row)

    def finished(self, strip: Strip, row: int) -> Strip:
        """A last touch to a row before it is drawn."""
        del row
        return strip

    def lengthen(self, lines: int) -> None:
        """Another number of lines. Textual would lay the whole screen out anew; only the scroll bar has to know."""
        size = Size(self.size.width, lines)
        if size != self.virtual_size:
            self.set_reactive(Widget.virtual_size, size)
            self._scroll_update(size)

    def draw_changed(self) -> None:
        """Draw the rows in sight that look different from what was drawn there last: few bytes over a slow line."""
        top, width = self.scroll_offset.y, self.size.width
        for y in range(self.size.height):
            if self._drawn.get(y) != self.look(top + y):
                self.refresh(Region(0, y, width, 1))

    def style_of(self, roles: str, under: str = "") -> Style:
        """The style of roles over the widget's own, `under` between the two; looked up once until styles change."""
        made = self._made.get((roles, under))
        if made is None:
            made = self.rich_style
            for role in (*under.split(), *roles.split()):
                made += self.screen.get_component_rich_style(role_class(role), partial=True)
            self._made[roles, under] = made
        return made

    def notify_style_update(self) -> None:
        """Another theme or another class: every style is made anew."""
        self._made.clear()
        super().notify_style_update()

    def strip_of(self, line: Line, *, under: str = "") -> Strip:
        """A line as wide as the widget; `under` is a role that lies under all of it (the cursor)."""
        base = self.style_of("", under)
        plain = self.PLAIN_SIGNS and getattr(self.app, "plain", False)
        runs = [
            (text.translate(ASCII_SIGNS) if plain else text, self.style_of(role, under))
            for text, role in line.runs
            if text
        ]
        return Strip([Segment(text, style) for text, style in merged(runs, base)]).adjust_cell_length(
            self.size.width, base
        )


class Lines(Painted):
    """A page of lines that scrolls. Lines with the chosen key lie on the cursor's ground; a click tells the key."""

    class Picked(Message):
        """A line with a key was clicked."""

        def __init__(self, widget: Lines, key: str) -> None:
            super().__init__()
            self.widget = widget
            self.key = key

        @property
        def control(self) -> Lines:
            """The widget that was clicked."""
            return self.widget

    def __init__(self, lines: Sequence[Line] = (), *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.lines: Sequence[Line] = lines
        self.chosen = ""

    def show(self, lines: Sequence[Line], *, chosen: str = "", keep_place: bool = False) -> None:
        """Other lines. The chosen ones are scrolled into sight; `keep_place` leaves the scroll where it is."""
        place = self.scroll_offset.y if keep_place else 0
        self.lines, self.chosen = lines, chosen
        self.lengthen(len(lines))
        self.scroll_to(y=place, animate=False, force=True)
        self.reveal()
        self.draw_changed()

    def reveal(self) -> None:
        """Scroll so that the chosen lines are seen, the first of them before the last."""
        rows = [i for i, line in enumerate(self.lines) if self.chosen and line.key == self.chosen]
        if not rows:
            return
        top, height = round(self.scroll_target_y), max(1, self.size.height)
        if rows[-1] >= top + height:
            top = rows[-1] - height + 1
        if rows[0] < top:
            top = rows[0]
        self.scroll_to(y=top, animate=False, force=True)

    def on_resize(self) -> None:
        """The page keeps its width."""
        self.lengthen(len(self.lines))

    def look(self, row: int) -> Look:
        """A line, on the cursor's ground where it is chosen."""
        line = self.lines[row] if row < len(self.lines) else BLANK
        return line, "cursor" if self.chosen and line.key == self.chosen else ""

    def on_click(self, event: events.Click) -> None:
        """Tell which thing was clicked."""
        at = event.y + self.scroll_offset.y
        if 0 <= at < len(self.lines) and self.lines[at].key:
            self.post_message(self.Picked(self, self.lines[at].key))
