"""Two claims side by side, each in its own article."""

from __future__ import annotations

from textual.app import ComposeResult

from reviewer.errors import ReviewerError
from reviewer.model.comparison import PairWord
from reviewer.model.lineage import LineageKind
from reviewer.model.verdict import EvidenceKind
from reviewer.tui.actions import Scope
from reviewer.tui.said import Said, Tone, told
from reviewer.tui.screens.acting import Acting
from reviewer.tui.screens.palette import Command, Palette
from reviewer.tui.screens.review_base import article_head
from reviewer.tui.session import evidence_of
from reviewer.tui.show.article import Focus, Overlay, claim_focus
from reviewer.tui.show.compare import Pairing, compare_lines, differing
from reviewer.tui.signs import LINEAGE_CHOICES
from reviewer.tui.widgets.article_view import ArticleView
from reviewer.tui.widgets.painted import Lines
from reviewer.tui.widgets.two_texts import two_texts
from reviewer.workspace.views import ClaimView, MatchView


class CompareScreen(Acting[str]):
    """Answers with the id of the claim to review next, or nothing."""

    SCOPES = (Scope.COMPARE,)
    DEFAULT_CSS = """
    CompareScreen #detail { height: 2fr; max-height: 16; padding: 0 1; background: $r-side-ground; }
    CompareScreen #texts { height: 3fr; }
    CompareScreen #texts Vertical { width: 1fr; }
    CompareScreen .heading { height: 1; background: $r-bar-ground; overflow: hidden; }
    CompareScreen ArticleView { height: 1fr; }
    CompareScreen #there-side { padding-left: 1; }
    CompareScreen.-narrow #here-side { display: none; }
    CompareScreen.-narrow #there-side { padding-left: 0; }
    CompareScreen.-narrow #detail { height: 1fr; }
    CompareScreen.-narrow #texts { height: 8; }
    CompareScreen.-too-small #texts { height: 1fr; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[str, str] = ("", "")

    def compose(self) -> ComposeResult:
        """Bar, comparison, the two articles, footer."""
        yield Lines(id="bar")
        yield Lines(id="detail")
        yield from two_texts(self.reviewer.signs)
        yield from self.foot()

    def redraw(self) -> None:
        """Draw the chosen pair."""
        super().redraw()
        session = self.session
        view, match = session.view, session.match
        if view is None or match is None:
            self.dismiss(None)
            return
        kind = " in this article" if match.match.inner else "" if match.match.offered else " look-alike"
        title = f"Side by side: {view.row.number} and {match.row.number}"
        self.draw_title(title, f"pair {session.pair + 1} of {len(session.pairs)}{kind}")
        detail = self.query_one("#detail", Lines)
        scores = not session.desk.policy.hide_scores
        pair = Pairing(view, match, session.pair, len(session.pairs), self.reviewer.signs, scores)
        detail.show(compare_lines(pair, min(detail.scrollable_content_region.width, 140)))
        other = (view.row.id, match.row.id) != self._shown
        self._shown = (view.row.id, match.row.id)
        self._here(view, match, scroll=other)
        self._there(match, scroll=other)

    def _here(self, view: ClaimView, match: MatchView, *, scroll: bool) -> None:
        if self.narrow:
            return
        span = view.claim.span
        overlays = (Overlay(span.start, span.end, "span"), *differing(span.start, match.mine))
        focus = Focus(span, overlays, view.row.id, others=False)
        if view.claim.version != view.article.version:
            focus = claim_focus(view, others=False)
        self.query_one("#here-text", ArticleView).show(self.session.text, focus, scroll=scroll)
        head = self.query_one("#here-head", Lines)
        head.show([article_head(view.article, head.size.width)])

    def _there(self, match: MatchView, *, scroll: bool) -> None:
        span = match.context.span
        text = self.session.desk.text(match.row.article)
        overlays = (Overlay(span.start, span.end, "span"), *differing(span.start, match.theirs))
        focus = Focus(span, overlays, match.row.id, others=False)
        self.query_one("#there-text", ArticleView).show(text, focus, scroll=scroll)
        head = self.query_one("#there-head", Lines)
        head.show([article_head(text.article, head.size.width)])

    def _decide(self, word: PairWord) -> None:
        said = self.session.decide(word, self.reviewer.keys.first("compare.undo"))
        self.redraw()
        self.say(said)

    def do_compare_open(self) -> None:
        """Asked again."""
        said = self.session.open_pair()
        self.redraw()
        self.say(said)

    def do_compare_agrees(self) -> None:
        """Agrees."""
        self._decide(PairWord.AGREES)

    def do_compare_contradicts(self) -> None:
        """Contradicts."""
        self._decide(PairWord.CONTRADICTS)

    def do_compare_other_thing(self) -> None:
        """Other thing."""
        self._decide(PairWord.OTHER_THING)

    def do_compare_cannot_tell(self) -> None:
        """Cannot tell."""
        self._decide(PairWord.CANNOT_TELL)

    def do_compare_undo(self) -> None:
        """Undo."""
        said = self.session.undo(stay=True)
        self.redraw()
        self.say(said)

    def _choose(self, by: int) -> None:
        self.session.pair_chosen = True
        self.session.choose(by)
        self.redraw()

    def do_compare_next(self) -> None:
        """Next pair."""
        self._choose(1)

    def do_compare_previous(self) -> None:
        """Previous pair."""
        self._choose(-1)

    def do_compare_evidence(self) -> None:
        """The other claim as evidence, at once."""
        match = self.session.match
        if match is not None:
            item = evidence_of(match)
            said = self.session.set_evidence((*self.session.evidence, item))
            bearing = f"{match.row.number} {item.stance.value}" if item.kind is EvidenceKind.CLAIM else ""
            self.redraw()
            self.say(said if said.failed else Said(f"Evidence: {bearing}. {said.words}", said.tone))

    def do_compare_lineage(self) -> None:
        """How the two articles are related: a choice of words."""
        view, match = self.session.view, self.session.match
        if view is None or match is None or match.match.inner:
            self.say(Said("Both claims stand in one article", Tone.PLAIN))
            return
        here, there = view.article.id, match.row.article

        def chosen(name: str | None) -> None:
            if name:
                kind = LineageKind(name)
                said = self.session.change(lambda: self.session.desk.set_lineage(here, there, kind), stay=True)
                self.redraw()
                self.say(said)

        kinds = [Command(kind.value, LINEAGE_CHOICES[kind], "") for kind in LINEAGE_CHOICES]
        self.open_screen(Palette(kinds, "These two articles:"), chosen)

    def do_compare_go(self) -> None:
        """Review the other claim."""
        match = self.session.match
        if match is None:
            return
        try:
            self.session.desk.row(match.row.id)
        except ReviewerError as error:
            self.say(told(error))
            return
        self.dismiss(match.row.id)

    def do_compare_down(self) -> None:
        """Both texts on."""
        for view in self.query(ArticleView):
            view.scroll_page_down(animate=False)

    def do_compare_up(self) -> None:
        """Both texts back."""
        for view in self.query(ArticleView):
            view.scroll_page_up(animate=False)

    def do_compare_leave(self) -> None:
        """Back."""
        self.say(Said("", Tone.PLAIN))
        self.dismiss(None)
