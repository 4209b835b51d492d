"""Textual's own widgets on the same data, as programs of their own: `python -m benchmarks._peers WIDGET FILE`.

FILE holds one claim a line for the lists, the article's text for the text area. The first thing painted is READY.
"""

from __future__ import annotations

import sys
from pathlib import Path

from textual.app import App, ComposeResult
from textual.content import Content
from textual.widgets import DataTable, OptionList, Static, TextArea
from textual.widgets.option_list import Option


class Peer(App[None]):
    """One widget under one line."""

    ENABLE_COMMAND_PALETTE = False

    def __init__(self, widget: str, words: str) -> None:
        super().__init__()
        self.animation_level = "none"
        self.kind = widget
        self.words = words

    def compose(self) -> ComposeResult:
        """The line and the widget."""
        yield Static("READY", markup=False)
        if self.kind == "DataTable":
            yield DataTable(cursor_type="row")
        elif self.kind == "OptionList":
            yield OptionList(*(Option(Content(line)) for line in self.words.splitlines()))
        elif self.kind == "TextArea":
            area = TextArea(self.words, read_only=True, soft_wrap=True)
            area.cursor_blink = False
            yield area

    def on_mount(self) -> None:
        """Fill the table."""
        if self.kind == "DataTable":
            table = self.query_one(DataTable)
            table.add_columns("number", "words")
            table.add_rows((str(i), Content(line)) for i, line in enumerate(self.words.splitlines(), 1))
            table.focus()


if __name__ == "__main__":
    Peer(sys.argv[1], Path(sys.argv[2]).read_text("utf-8") if len(sys.argv) > 2 else "").run()
