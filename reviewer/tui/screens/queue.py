"""The list of claims over the whole screen."""

from __future__ import annotations

from textual.app import ComposeResult

from reviewer.tui.actions import Scope
from reviewer.tui.filters import filter_words
from reviewer.tui.leaping import article_from
from reviewer.tui.runs import Line, Run, run, spread
from reviewer.tui.said import Said, Tone
from reviewer.tui.screens.acting import Acting
from reviewer.tui.show.bar import count_words
from reviewer.tui.widgets.claim_list import ClaimList
from reviewer.tui.widgets.entry import Prompt
from reviewer.tui.widgets.painted import Lines
from reviewer.workspace.views import Filter, Summary


class QueueScreen(Acting[str]):
    """Answers with the id of the claim to review, or nothing."""

    SCOPES = (Scope.QUEUE,)
    DEFAULT_CSS = """
    QueueScreen ClaimList, QueueScreen #article { max-width: 120; }
    QueueScreen ClaimList { height: 1fr; background: $background; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.at = 0

    def compose(self) -> ComposeResult:
        """Bar, article of the cursor, list, footer."""
        yield Lines(id="bar")
        yield Lines(id="article")
        yield ClaimList(signs=self.reviewer.signs, id="queue")
        yield Prompt()
        yield from self.foot()

    def on_mount(self) -> None:
        """Begin at the claim that is open."""
        self.query_one("#article").styles.height = 1
        self.at = self.session.index or 0

    def redraw(self) -> None:
        """Draw the list."""
        super().redraw()
        session = self.session
        count = len(session.listing)
        self.at = max(0, min(self.at, count - 1))
        queue = self.query_one("#queue", ClaimList)
        queue.show(session.listing, self.at, marked=frozenset(session.marked), unsaved=frozenset(session.unsaved))
        bar, head = self.query_one("#bar", Lines), self.query_one("#article", Lines)
        summary = session.summary
        left = Line((Run(" Queue ", "strong"), Run(f"{count_words(session.listing)} claims"), *self._filter_runs()))
        right = Line((Run("" if summary is None else _counts(summary)),))
        bar.show([spread(left, right, bar.size.width)])
        head.show([self._article_line(head.size.width)])

    def _filter_runs(self) -> tuple[Run, ...]:
        chosen = self.session.filter
        if self.session.wanted is not None:
            return (run("  looking …", "warn"),)
        if chosen.empty:
            return ()
        key = self.reviewer.keys.first("queue.filter_clear")
        return (run(f"  filter: {filter_words(chosen, self.session.title_of(chosen.article))} ({key} clears)", "warn"),)

    def _article_line(self, width: int) -> Line:
        row = self.query_one("#queue", ClaimList).row(self.at)
        if row is None:
            return Line((Run("   No claim passes the filter", "warn"),))
        article = self.session.desk.article(row.article)
        done = Line((Run(f"{article.decided} of {article.claims} decided ", "dim"),))
        return spread(Line((Run("   "), run(f"{article.number} {article.title}", "head"))), done, width)

    def _move(self, to: int) -> None:
        self.at = to
        self.redraw()

    def do_queue_next(self) -> None:
        """Down."""
        self._move(self.at + 1)

    def do_queue_previous(self) -> None:
        """Up."""
        self._move(self.at - 1)

    def do_queue_page_down(self) -> None:
        """A page down."""
        self._move(self.at + max(1, self.query_one("#queue").size.height - 2))

    def do_queue_page_up(self) -> None:
        """A page up."""
        self._move(self.at - max(1, self.query_one("#queue").size.height - 2))

    def do_queue_first(self) -> None:
        """Top."""
        self._move(0)

    def do_queue_last(self) -> None:
        """End."""
        self._move(len(self.session.listing) - 1)

    def do_queue_article_next(self) -> None:
        """Next article."""
        self._article(1)

    def do_queue_article_previous(self) -> None:
        """Previous article."""
        self._article(-1)

    def _article(self, by: int) -> None:
        to = article_from(self.session.listing, self.at, by)
        if to is not None:
            self._move(to)

    def do_queue_mark(self) -> None:
        """Mark and go on."""
        rows = self.session.listing.rows(self.at, self.at + 1)
        if rows:
            self.session.mark(rows[0].id)
            self._move(self.at + 1)

    def do_queue_choose(self) -> None:
        """Review it."""
        rows = self.session.listing.rows(self.at, self.at + 1)
        self.dismiss(rows[0].id if rows else None)

    def do_queue_leave(self) -> None:
        """Back; what is looked for is looked for no more."""
        if not self.reviewer.stop_asking():
            self.dismiss(None)
        else:
            self.redraw()
            self.say(Said("Stopped looking; the list is as it was", Tone.PLAIN))

    def do_queue_filter(self) -> None:
        """The filter form."""
        from reviewer.tui.screens.filter import FilterScreen

        def chosen(said: Said | None) -> None:
            if said is not None:
                self._relisted(said)

        self.open_screen(FilterScreen(self.session.filter), chosen)

    def _relisted(self, said: Said | None) -> None:
        self._move(self.session.index or 0)
        self.say(said)

    def do_queue_filter_clear(self) -> None:
        """All claims."""
        self.session.set_filter(Filter(), lambda said: self._relisted(said or Said("All claims are listed")))

    def do_queue_order(self) -> None:
        """The next order; the cursor stays on its claim."""
        row = self.query_one("#queue", ClaimList).row(self.at)

        def listed(said: Said | None) -> None:
            self._move(self.session.listing.index_of(row.id) or 0 if row is not None else 0)
            self.say(said)

        if not self.session.reorder(listed):
            self.redraw()

    def do_queue_go(self) -> None:
        """Ask for a claim and put the cursor on it."""
        self.query_one(Prompt).ask("go to claim (3.12, an id, last):", self._gone)

    def _gone(self, answer: str | None) -> None:
        self.set_focus(None)
        if answer is None or not answer.strip():
            return
        to = self.session.listing.index_of(self.session.desk.find_claim(answer))
        if to is None:
            self.say(Said("The filter does not list this claim", Tone.WARN))
        else:
            self._move(to)

    def do_queue_unmark(self) -> None:
        """No marks."""
        self.session.marked = ()
        self._move(self.at)
        self.say(Said("No claim is marked", Tone.PLAIN))

    def on_claim_list_chosen(self, event: ClaimList.Chosen) -> None:
        """A click reviews the claim."""
        self.dismiss(event.claim)


def _counts(summary: Summary) -> str:
    look = summary.needs_look
    again = f" · {look:,} {'needs' if look == 1 else 'need'} another look" if look else ""
    return f"{summary.open:,} open · {summary.decided:,} decided{again} "
