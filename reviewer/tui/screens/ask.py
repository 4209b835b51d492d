"""A question that is answered by yes or no, with what it is about."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult

from reviewer.tui.actions import Scope
from reviewer.tui.layout import MEASURE
from reviewer.tui.runs import BLANK, Line, Run, flow, line, run
from reviewer.tui.screens.acting import Acting
from reviewer.tui.widgets.painted import Lines


class Ask(Acting[bool]):
    """Yes or no."""

    SCOPES = (Scope.ASK,)
    DEFAULT_CSS = """
    Ask #page { height: 1fr; padding: 1 2; }
    Ask.-too-small #page { padding: 0 1; }
    """

    def __init__(self, title: str, question: str, about: Sequence[str] = (), *, warning: str = "") -> None:
        super().__init__()
        self.heading = title
        self.question = question
        self.about = about
        self.warning = warning

    def compose(self) -> ComposeResult:
        """The question over what it is about."""
        yield Lines(id="bar")
        yield Lines(id="page")
        yield from self.foot()

    def redraw(self) -> None:
        """Draw the question."""
        super().redraw()
        page = self.query_one("#page", Lines)
        width = min(page.scrollable_content_region.width, MEASURE)
        self.draw_title(self.heading)
        lines: list[Line] = flow([run(self.question, "strong")], width)
        if self.warning:
            lines += flow([run(f"! {self.warning}", "warn")], width)
        lines += [BLANK]
        for words in self.about:
            lines += flow([run(words)], width, indent=2, hang=6, most=2)
        keys = self.reviewer.keys
        lines += [
            BLANK,
            line(run(keys.shown("ask.yes"), "key"), " yes    ", run(keys.shown("ask.no"), "key"), Run(" no")),
        ]
        page.show(lines)

    def do_ask_yes(self) -> None:
        """Yes."""
        self.dismiss(result=True)

    def do_ask_down(self) -> None:
        """On."""
        self.query_one("#page", Lines).scroll_page_down(animate=False)

    def do_ask_up(self) -> None:
        """Back."""
        self.query_one("#page", Lines).scroll_page_up(animate=False)

    def do_ask_no(self) -> None:
        """No."""
        self.dismiss(result=False)
