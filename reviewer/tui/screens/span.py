"""Choosing words of an article by keyboard: for other edges of a claim, for two claims out of one, for a new one."""

from __future__ import annotations

from dataclasses import dataclass, replace

from textual.app import ComposeResult

from reviewer.model.claim import ClaimKind
from reviewer.model.span import Span
from reviewer.tui.actions import Scope
from reviewer.tui.layout import MEASURE
from reviewer.tui.runs import Line, Run, flow, run
from reviewer.tui.said import Said, Tone
from reviewer.tui.screens.acting import Acting
from reviewer.tui.show.article import Focus, Overlay
from reviewer.tui.spans import Choosing, Edge, Unit
from reviewer.tui.widgets.article_view import ArticleView
from reviewer.tui.widgets.painted import Lines

_KINDS = (ClaimKind.FACT, ClaimKind.QUOTED_FACT, ClaimKind.ANNOUNCEMENT, ClaimKind.BACKGROUND)


@dataclass(frozen=True, slots=True)
class Chosen:
    """The answer: one span, or two where the claim is split, and the kind for a new claim."""

    parts: tuple[Span, ...]
    kind: ClaimKind


class SpanScreen(Acting[Chosen]):
    """Answers with what was chosen, or nothing."""

    SCOPES = (Scope.SPAN,)
    DEFAULT_CSS = """
    SpanScreen ArticleView { height: 1fr; max-width: 100; }
    SpanScreen #words { height: 6; background: $r-side-ground; overflow: hidden; scrollbar-size: 0 0; }
    """

    def __init__(self, title: str, choosing: Choosing, *, new: bool) -> None:
        super().__init__()
        self.heading = title
        self.choosing = choosing
        self.new = new
        self.kind = 0

    def compose(self) -> ComposeResult:
        """Bar, article, the words chosen, footer."""
        yield Lines(id="bar")
        yield ArticleView(signs=self.reviewer.signs, mapped=True, id="source")
        yield Lines(id="words")
        yield from self.foot()

    def redraw(self) -> None:
        """Draw the choice."""
        super().redraw()
        choosing = self.choosing
        moves = (
            "the arrows move a word" if choosing.edge is Edge.CURSOR else f"the arrows move the {choosing.edge.value}"
        )
        self.draw_title(self.heading, moves if choosing.edge is Edge.CURSOR else f"{moves} by {choosing.unit.value}s")
        source = self.query_one("#source", ArticleView)
        source.show(self.session.text, Focus(choosing.span, self._overlays()), scroll=False)
        self._follow(source)
        words = self.query_one("#words", Lines)
        words.show(self._words(min(words.size.width, MEASURE + 8)))

    def _overlays(self) -> tuple[Overlay, ...]:
        choosing = self.choosing
        lit = [Overlay(part.start, part.end, "span") for part in choosing.parts]
        place = {
            Edge.START: choosing.span.start,
            Edge.CURSOR: choosing.span.start,
            Edge.END: choosing.span.end - 1,
            Edge.CUT: choosing.cut or choosing.span.start,
        }[choosing.edge]
        return (*lit, Overlay(place, place + 1, "edge"))

    def _follow(self, source: ArticleView) -> None:
        """Keep the moving edge in sight."""
        choosing = self.choosing
        at = {Edge.END: choosing.span.end - 1, Edge.CUT: choosing.cut or 0}.get(choosing.edge, choosing.span.start)
        row = source.page.line_of(at) if source.page else 0
        top, height = source.scroll_offset.y, max(1, source.size.height)
        if not top + 1 <= row <= top + height - 2:
            source.scroll_to(y=max(0, row - height // 3), animate=False)

    def _words(self, width: int) -> list[Line]:
        text = self.choosing.grid.text
        lines: list[Line] = []
        for i, part in enumerate(self.choosing.parts, 1):
            head = f"{i}. " if len(self.choosing.parts) > 1 else ""
            lines += flow([Run(head, "key"), run(f"“{part.of(text)}”", "strong")], width, indent=1, hang=4, most=3)
        kind = f"kind: {_KINDS[self.kind].value.replace('_', ' ')}" if self.new else ""
        size = f"characters {self.choosing.span.start}-{self.choosing.span.end}"
        return [*lines, Line((run(f" {size}   {kind}", "dim"),))]

    def _set(self, choosing: Choosing) -> None:
        if choosing == self.choosing:
            self.say(Said("It cannot go further there", Tone.PLAIN))
        self.choosing = choosing
        self.redraw()

    def do_span_right(self) -> None:
        """On."""
        self._set(self.choosing.moved(1))

    def do_span_left(self) -> None:
        """Back."""
        self._set(self.choosing.moved(-1))

    def do_span_down(self) -> None:
        """A line down."""
        self._line(1)

    def do_span_up(self) -> None:
        """A line up."""
        self._line(-1)

    def _line(self, by: int) -> None:
        page = self.query_one("#source", ArticleView).page
        choosing = self.choosing
        at = {Edge.END: choosing.span.end - 1, Edge.CUT: choosing.cut or 0}.get(choosing.edge, choosing.span.start)
        if page is not None:
            offset = page.beside(at, by)
            self._set(choosing.moved_to(offset) if offset is not None else choosing)

    def do_span_edge(self) -> None:
        """The other edge."""
        self._set(self.choosing.other_edge())

    def do_span_anchor(self) -> None:
        """The beginning is set."""
        self._set(self.choosing.anchored())

    def do_span_unit(self) -> None:
        """Another unit."""
        self._set(self.choosing.next_unit())

    def do_span_sentence(self) -> None:
        """The sentence."""
        self._set(self.choosing.whole(Unit.SENTENCE))

    def do_span_clause(self) -> None:
        """The clause."""
        self._set(self.choosing.whole(Unit.CLAUSE))

    def do_span_split(self) -> None:
        """A cut."""
        if self.new:
            self.say(Said("A new claim is one claim; add the second one after it", Tone.PLAIN))
            return
        self._set(self.choosing.split())

    def do_span_kind(self) -> None:
        """Another kind."""
        if not self.new:
            self.say(Said("Only a new claim is given a kind", Tone.PLAIN))
            return
        self.kind = (self.kind + 1) % len(_KINDS)
        self.redraw()

    def do_span_save(self) -> None:
        """Done."""
        self.dismiss(Chosen(self.choosing.parts, _KINDS[self.kind]))

    def do_span_leave(self) -> None:
        """As it was."""
        self.dismiss(None)

    def on_article_view_selected(self, event: ArticleView.Selected) -> None:
        """The mouse chooses words."""
        picked = Choosing.picked(self.choosing.grid, event.span)
        if picked is not None:
            self._set(replace(picked, unit=self.choosing.unit))

    def on_article_view_pointed(self, event: ArticleView.Pointed) -> None:
        """A click moves the edge there."""
        self._set(self.choosing.moved_to(event.offset))
