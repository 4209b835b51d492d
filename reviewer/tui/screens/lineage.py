"""Where articles come from: each relation with its signs, the copied words marked in both texts."""

from __future__ import annotations

from textual.app import ComposeResult

from reviewer.model.lineage import Lineage, LineageKind
from reviewer.tui.actions import Scope
from reviewer.tui.said import Said, Tone
from reviewer.tui.screens.acting import Acting
from reviewer.tui.screens.palette import Command, Palette
from reviewer.tui.screens.review_base import article_head
from reviewer.tui.show.article import Focus
from reviewer.tui.show.lineage import lineage_key, lineage_lines, marked, other_of, shared_words, strongest_first
from reviewer.tui.signs import LINEAGE_CHOICES
from reviewer.tui.widgets.article_view import ArticleView
from reviewer.tui.widgets.painted import Lines
from reviewer.tui.widgets.two_texts import two_texts


class LineageScreen(Acting[str]):
    """The relations of one article; answers with nothing."""

    SCOPES = (Scope.LINEAGE,)
    DEFAULT_CSS = """
    LineageScreen #page { height: 2fr; max-height: 18; padding: 0 1; background: $r-side-ground; }
    LineageScreen #texts { height: 3fr; }
    LineageScreen #texts Vertical { width: 1fr; }
    LineageScreen .heading { height: 1; background: $r-bar-ground; overflow: hidden; }
    LineageScreen ArticleView { height: 1fr; }
    LineageScreen #there-side { padding-left: 1; }
    LineageScreen.-narrow #here-side { display: none; }
    LineageScreen.-narrow #there-side { padding-left: 0; }
    """

    def __init__(self, article: str, other: str = "") -> None:
        """`other` is the article whose relation is shown first."""
        super().__init__()
        self._article = article
        self._other = other
        self._place = 0
        self._found: list[Lineage] = []

    def compose(self) -> ComposeResult:
        """Bar, relations, the two texts, footer."""
        yield Lines(id="bar")
        yield Lines(id="page")
        yield from two_texts(self.reviewer.signs)
        yield from self.foot()

    def redraw(self) -> None:
        """Draw all relations as they are now."""
        super().redraw()
        self._found = strongest_first(self.session.desk.lineages(self._article))
        self._draw()

    def _at(self) -> int:
        others = [other_of(each, self._article) for each in self._found]
        return others.index(self._other) if self._other in others else 0

    def _one(self) -> Lineage | None:
        return self._found[self._at()] if self._found else None

    def _draw(self, *, scroll: bool = True) -> None:
        names = {view.id: view for view in self.session.desk.articles()}
        here = names[self._article]
        count = len(self._found)
        self.draw_title(
            f"Where article {here.number} comes from", f"compared with {count} article{'' if count == 1 else 's'}"
        )
        page = self.query_one("#page", Lines)
        width = min(page.scrollable_content_region.width - 1, 140)
        lines = lineage_lines(self._article, self._found, names, self._at(), self.reviewer.signs, width)
        page.show(lines, chosen=lineage_key(self._at()))
        one = self._one()
        self.query_one("#texts").display = one is not None
        if one is not None:
            self._text("there", one, other_of(one, self._article), scroll=scroll)
            if not self.narrow:
                self._text("here", one, self._article, scroll=scroll)
        self.draw_foot()

    def _text(self, side: str, one: Lineage, article: str, *, scroll: bool) -> None:
        """One text with the words marked that both have, from the chosen place on."""
        text = self.session.desk.text(article)
        spans = marked(one, article)
        span = spans[self._place % len(spans)] if spans else None
        view = self.query_one(f"#{side}-text", ArticleView)
        view.show(text, Focus(span, shared_words(spans), others=False), scroll=scroll)
        head = self.query_one(f"#{side}-head", Lines)
        head.show([article_head(text.article, head.size.width)])

    def _move(self, by: int) -> None:
        if self._found:
            at = max(0, min(len(self._found) - 1, self._at() + by))
            self._other, self._place = other_of(self._found[at], self._article), 0
            self._draw()

    def do_lineage_next(self) -> None:
        """Next."""
        self._move(1)

    def do_lineage_previous(self) -> None:
        """Previous."""
        self._move(-1)

    def do_lineage_place(self) -> None:
        """Next marked place."""
        one = self._one()
        if one is None or not marked(one, other_of(one, self._article)):
            self.say(Said("No place in the text is a sign of this", Tone.PLAIN))
            return
        self._place += 1
        self._draw()

    def do_lineage_set(self) -> None:
        """Say it yourself."""
        one = self._one()
        if one is None:
            self.say(Said("There is no other article", Tone.PLAIN))
            return
        here, there = self._article, other_of(one, self._article)

        def chosen(name: str | None) -> None:
            if name:
                kind = LineageKind(name)
                said = self.session.change(lambda: self.session.desk.set_lineage(here, there, kind), stay=True)
                self._other = there
                self.redraw()
                self.say(said)

        kinds = [Command(kind.value, LINEAGE_CHOICES[kind], "") for kind in LINEAGE_CHOICES]
        self.open_screen(Palette(kinds, "These two articles:"), chosen)

    def do_lineage_undo(self) -> None:
        """Undo."""
        said = self.session.undo(stay=True)
        self.redraw()
        self.say(said)

    def do_lineage_leave(self) -> None:
        """Back."""
        self.say(Said("", Tone.PLAIN))
        self.dismiss(None)

    def on_lines_picked(self, event: Lines.Picked) -> None:
        """A relation was clicked."""
        kind, _, index = event.key.partition(":")
        if kind == "lineage" and index.isdigit() and int(index) < len(self._found):
            self._other, self._place = other_of(self._found[int(index)], self._article), 0
            self._draw()
