"""Two articles beside each other, each under its heading."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from reviewer.tui.signs import Signs
from reviewer.tui.widgets.article_view import ArticleView
from reviewer.tui.widgets.painted import Lines


def two_texts(signs: Signs) -> ComposeResult:
    """`#here-head` over `#here-text`, and `#there-head` over `#there-text`."""
    with Horizontal(id="texts"):
        for side in ("here", "there"):
            with Vertical(id=f"{side}-side"):
                head = Lines(id=f"{side}-head")
                head.add_class("heading")
                yield head
                yield ArticleView(signs=signs, id=f"{side}-text")
