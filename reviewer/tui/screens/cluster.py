"""All appearances of a claim over the articles, by origin, in order of time; each can be decided by one key."""

from __future__ import annotations

from textual.app import ComposeResult

from reviewer.model.comparison import PairWord
from reviewer.tui.actions import Scope
from reviewer.tui.layout import MEASURE
from reviewer.tui.said import Said, Tone
from reviewer.tui.screens.acting import Acting
from reviewer.tui.show.cluster import appearance_key, cluster_lines
from reviewer.tui.widgets.painted import Lines
from reviewer.workspace.views import Appearance, ClusterView


class ClusterScreen(Acting[str]):
    """Answers with the id of the claim to review next, or nothing."""

    SCOPES = (Scope.CLUSTER,)
    DEFAULT_CSS = "ClusterScreen #page { height: 1fr; padding: 0 1; }"

    def __init__(self) -> None:
        super().__init__()
        self._cluster: ClusterView | None = None
        self._chosen = ""

    def compose(self) -> ComposeResult:
        """Bar, page, footer."""
        yield Lines(id="bar")
        yield Lines(id="page")
        yield from self.foot()

    def redraw(self) -> None:
        """Draw the group as it is now."""
        super().redraw()
        view = self.session.view
        if view is None:
            self.dismiss(None)
            return
        self._cluster = self.session.desk.cluster(view.row.id)
        self._draw()

    def _draw(self) -> None:
        view, cluster = self.session.view, self._cluster
        if view is None or cluster is None:
            return
        count = len(cluster.appearances)
        articles = f"{cluster.articles} article{'' if cluster.articles == 1 else 's'}"
        where = f"{count} place{'' if count == 1 else 's'} in {articles}"
        self.draw_title(f"All appearances of {view.row.number}", where)
        page = self.query_one("#page", Lines)
        width = min(page.scrollable_content_region.width, MEASURE + 30)
        at = self._at()
        scores = not self.session.desk.policy.hide_scores
        lines = cluster_lines(view, cluster, at, self.reviewer.signs, width, scores=scores)
        page.show(lines, chosen=appearance_key(at))
        self.draw_foot()

    def _at(self) -> int:
        """The place of the chosen appearance; at first the first that is another claim."""
        shown = self._cluster.appearances if self._cluster else ()
        ids = [each.row.id for each in shown]
        if self._chosen in ids:
            return ids.index(self._chosen)
        return next((i for i, each in enumerate(shown) if each.match is not None), 0)

    def _one(self) -> Appearance | None:
        shown = self._cluster.appearances if self._cluster else ()
        return shown[self._at()] if shown else None

    def _move(self, by: int) -> None:
        shown = self._cluster.appearances if self._cluster else ()
        if shown:
            self._chosen = shown[max(0, min(len(shown) - 1, self._at() + by))].row.id
            self._draw()

    def _decide(self, word: PairWord) -> None:
        view, one = self.session.view, self._one()
        if view is None or one is None or one.match is None:
            self.say(Said("This is the claim that you came from; choose another appearance", Tone.PLAIN))
            return
        mine, theirs = view.row.id, one.row.id
        said = self.session.change(lambda: self.session.desk.decide(mine, theirs, word), stay=True)
        self._chosen = theirs
        self.redraw()
        self.say(said)

    def do_cluster_agrees(self) -> None:
        """Agrees."""
        self._decide(PairWord.AGREES)

    def do_cluster_contradicts(self) -> None:
        """Contradicts."""
        self._decide(PairWord.CONTRADICTS)

    def do_cluster_other_thing(self) -> None:
        """Another thing."""
        self._decide(PairWord.OTHER_THING)

    def do_cluster_cannot_tell(self) -> None:
        """Cannot tell."""
        self._decide(PairWord.CANNOT_TELL)

    def do_cluster_undo(self) -> None:
        """Undo."""
        said = self.session.undo(stay=True)
        self.redraw()
        self.say(said)

    def do_cluster_next(self) -> None:
        """Next."""
        self._move(1)

    def do_cluster_previous(self) -> None:
        """Previous."""
        self._move(-1)

    def do_cluster_go(self) -> None:
        """Review it."""
        one = self._one()
        if one is not None:
            self.dismiss(one.row.id)

    def do_cluster_lineage(self) -> None:
        """Where its article comes from."""
        from reviewer.tui.screens.lineage import LineageScreen

        view, one = self.session.view, self._one()
        if view is not None:
            other = one.row.article if one is not None and one.row.article != view.article.id else ""
            self.open_screen(LineageScreen(view.article.id, other), lambda _: self.redraw())

    def do_cluster_leave(self) -> None:
        """Back."""
        self.say(Said("", Tone.PLAIN))
        self.dismiss(None)

    def on_lines_picked(self, event: Lines.Picked) -> None:
        """An appearance was clicked."""
        kind, _, index = event.key.partition(":")
        shown = self._cluster.appearances if self._cluster else ()
        if kind == "appearance" and index.isdigit() and int(index) < len(shown):
            self._chosen = shown[int(index)].row.id
            self._draw()
