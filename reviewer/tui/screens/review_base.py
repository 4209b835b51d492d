"""The review screen's body: what is laid out where, and how it is drawn."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Vertical
from textual.widget import Widget

from reviewer.model.order import ORDER_WORDS, Order
from reviewer.model.span import Span
from reviewer.tui.actions import Action, Scope
from reviewer.tui.filters import filter_words
from reviewer.tui.layout import Shape, heights, too_small_words, widths
from reviewer.tui.runs import Line, Run, clipped, joined, run, spread
from reviewer.tui.said import Said
from reviewer.tui.screens.acting import Acting, bindings_of
from reviewer.tui.search import Search, places
from reviewer.tui.show.article import Focus, claim_focus, overlays_of
from reviewer.tui.show.bar import Choice, Where, count_words, top_line
from reviewer.tui.show.claim import Panel, claim_lines
from reviewer.tui.show.matches import Seen, heading, match_key, match_lines
from reviewer.tui.show.states import empty_lines, filtered_lines, too_small_lines
from reviewer.tui.widgets.article_view import ArticleView
from reviewer.tui.widgets.claim_list import ClaimList
from reviewer.tui.widgets.entry import Prompt
from reviewer.tui.widgets.painted import Lines
from reviewer.workspace.views import ArticleView as ArticleRecord
from reviewer.workspace.views import ClaimMark, Filter

_ROOMY = 70
"""Cells of an article's heading from which it tells publisher and date too."""


class Board(Container, can_focus=True):
    """Holds the panels and the focus; while a search is active its keys come before the screen's."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_of(Scope.HITS)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The keys of a search exist only while one is active."""
        del parameters
        return action != "do" or (isinstance(self.screen, ReviewBase) and self.screen.search is not None)

    def on_resize(self) -> None:
        """The panels have their sizes by now."""
        if isinstance(self.screen, ReviewBase):
            self.screen.board_sized()

    def on_key(self, event: events.Key) -> None:
        """While letters to jump by stand in the text, the next key is one of them."""
        screen = self.screen
        if isinstance(screen, ReviewBase) and screen.jumps:
            event.stop()
            event.prevent_default()
            screen.jump(event.character or "")

    def action_do(self, name: str) -> None:
        """Pass on to the screen."""
        if isinstance(self.screen, ReviewBase):
            self.screen.action_do(name)


class ReviewBase(Acting[None]):
    """Composition and drawing of the review screen; the keys are in the classes that extend it."""

    SCOPES = (Scope.REVIEW, Scope.HITS)
    DEFAULT_CSS = """
    ReviewBase #board { height: 1fr; layout: horizontal; }
    ReviewBase #left { display: none; width: 36; background: $r-side-ground; }
    ReviewBase #main { width: 1fr; height: 1fr; layout: grid; grid-size: 1 3; grid-gutter: 0; }
    ReviewBase .heading { height: 1; background: $r-bar-ground; overflow: hidden; }
    ReviewBase ArticleView, ReviewBase #matches, ReviewBase ClaimList { height: 1fr; }
    ReviewBase #panel { background: $r-side-ground; overflow: hidden; scrollbar-size: 0 0; }
    ReviewBase #state { display: none; height: 1fr; }
    ReviewBase.-wide #left, ReviewBase.-ultra #left { display: block; }
    ReviewBase.-ultra #main { grid-size: 2 2; }
    ReviewBase.-ultra #beside { row-span: 2; padding-left: 1; }
    ReviewBase.-ultra #beside .heading { background: $r-bar-ground; }
    ReviewBase.-stateful #board, ReviewBase.-too-small #board { display: none; }
    ReviewBase.-stateful #state, ReviewBase.-too-small #state { display: block; }
    ReviewBase.-too-small #bar, ReviewBase.-too-small #foot, ReviewBase.-too-small #said { display: none; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.search: Search | None = None
        self.underline = True
        self.jumps: dict[str, ClaimMark] = {}
        """The claims that can be jumped to, by letter, while that is asked."""
        self.place = -1
        """The place of the search that was shown last, where no claim holds the words."""
        self._unsized = False

    def compose(self) -> ComposeResult:
        """Bar, panels, state page, prompt, answers, footer."""
        signs = self.reviewer.signs
        yield Lines(id="bar")
        with Board(id="board"):
            with Vertical(id="left"):
                yield self._heading("queue-head")
                yield ClaimList(signs=signs, id="queue")
            with Container(id="main"):
                with Vertical(id="reading"):
                    yield self._heading("source-head")
                    yield ArticleView(signs=signs, mapped=True, id="source")
                with Vertical(id="beside"):
                    yield self._heading("match-head")
                    yield Lines(id="matches")
                yield Lines(id="panel")
        yield Lines(id="state")
        yield Prompt()
        yield from self.foot()

    @staticmethod
    def _heading(name: str) -> Lines:
        head = Lines(id=name)
        head.add_class("heading")
        return head

    def on_mount(self) -> None:
        """Keys work at once, and every panel has its size before anything is laid out."""
        self._measure()
        self.query_one(Board).focus()

    def painted(self) -> None:
        """The first claim stands on the screen: now what can wait for it."""
        self.reviewer.begin()

    # ---- drawing

    def on_resize(self) -> None:
        """Give every panel its size for this shape before anything is drawn."""
        self._measure()
        super().on_resize()

    def _measure(self) -> None:
        columns, rows = self.app.size
        shape = self.shape
        article, matches, panel = heights(shape, rows)
        queue, beside = widths(shape, columns)
        self.query_one("#left", Widget).styles.width = queue or 36
        main = self.query_one("#main", Widget)
        if shape is Shape.ULTRA:
            main.styles.grid_columns = f"1fr {beside}"
            main.styles.grid_rows = f"1fr {panel}"
        else:
            main.styles.grid_columns = "1fr"
            main.styles.grid_rows = f"{max(1, article)} {max(1, matches)} {panel}"

    def redraw(self) -> None:
        """Draw everything; the article goes to the claim."""
        self.draw(scroll=True)

    def draw_again(self) -> None:
        """Draw everything; the article stays where it is."""
        self.draw(scroll=False)

    def draw(self, *, scroll: bool) -> None:
        """Draw everything from the session. `scroll` False keeps the reader's place in the article."""
        if not self.is_attached or not self.query("#panel"):
            return
        self.draw_bar()
        self.draw_foot()
        state = self._state_lines()
        self.set_class(bool(state), "-stateful")
        self.query_one("#state", Lines).show(state)
        if state:
            return
        self._unsized = not self.query_one("#panel").size
        if self._unsized:
            return  # behind a page of state a moment ago: drawn as soon as there is room to draw in
        self.draw_queue()
        self.draw_article(scroll=scroll)
        self.draw_matches(keep_place=not scroll)
        self.draw_panel()

    def board_sized(self) -> None:
        """The panels have a size: what could not be drawn without one is drawn now."""
        if self._unsized:
            self.draw(scroll=True)

    def _state_lines(self) -> list[Line]:
        columns, rows = self.app.size
        session, keys = self.session, self.reviewer.keys
        if self.shape is Shape.TOO_SMALL:
            return too_small_lines(too_small_words(columns, rows), columns)
        if not session.filter.empty and not len(session.listing):
            return filtered_lines(self.filter_words(session.filter), keys, columns)
        if session.view is None:
            if session.summary is None:
                return [Line((run(" Looking what there is", "dim"),))]
            return empty_lines(
                session.summary,
                keys,
                columns,
                progress=self.reviewer.progress_words,
                read_only=session.desk.read_only,
            )
        return []

    def filter_words(self, chosen: Filter) -> str:
        """A filter in words, articles by title."""
        return filter_words(chosen, self.session.title_of(chosen.article))

    def _looking(self) -> str:
        """What is looked for and not found yet."""
        wanted = self.session.wanted
        return "" if wanted is None else self.filter_words(wanted) or "all claims"

    def draw_bar(self) -> None:
        """The top bar."""
        session = self.session
        bar = self.query_one("#bar", Lines)
        where = Where(
            workspace=session.desk.folder.name,
            me=session.desk.me,
            number=session.view.row.number if session.view else "",
            at=session.index,
            count=len(session.listing),
            more=not session.listing.whole,
            open=session.summary.open if session.summary is not None else None,
            about="attribution" if session.about.value == "attribution" else "",
            filter=self.filter_words(replace(session.filter, order=Order.TEXT)),
            order="" if session.filter.order is Order.TEXT else ORDER_WORDS[session.filter.order],
            looking=self._looking(),
            search=self.search.words if self.search else "",
            marked=len(session.marked),
            blind=session.desk.policy.blind,
            read_only=session.desk.read_only,
            progress=self.reviewer.progress_words,
            rules_differ=session.summary is not None and bool(session.summary.differs_from_rules),
        )
        bar.show([top_line(where, bar.size.width)])

    def draw_progress(self) -> None:
        """Only what long work changes while it runs."""
        self.draw_bar()
        if self.session.view is None:
            self.query_one("#state", Lines).show(self._state_lines())

    def draw_counts(self) -> None:
        """Only what counts of the whole workspace change."""
        if self.session.view is None:
            self.draw(scroll=False)
            return
        self.draw_bar()
        self._draw_queue_head()

    def draw_queue(self) -> None:
        """The claim list and the article that its cursor is in."""
        session = self.session
        if self.shape not in (Shape.WIDE, Shape.ULTRA):
            return
        queue = self.query_one("#queue", ClaimList)
        queue.show(
            session.listing,
            session.index,
            marked=frozenset(session.marked),
            unsaved=frozenset(session.unsaved),
        )
        self._draw_queue_head()

    def _draw_queue_head(self) -> None:
        session, head = self.session, self.query_one("#queue-head", Lines)
        count = Line((Run(f"{session.summary.decided} decided " if session.summary is not None else "", "dim"),))
        head.show([spread(Line((Run(" Queue ", "head"), Run(count_words(session.listing)))), count, head.size.width)])

    def draw_article(self, *, scroll: bool) -> None:
        """The article with the claim lit up."""
        session = self.session
        source = self.query_one("#source", ArticleView)
        session.width = source.text_width
        source.show(session.text, self.lit(), scroll=scroll)
        head = self.query_one("#source-head", Lines)
        if session.view is not None:
            marks = session.text.marks if session.text is not None and session.text.part is None else None
            left = sum(mark.value is None for mark in marks) if marks is not None else None
            head.show([article_head(session.view.article, head.size.width, left)])

    def lit(self) -> Focus:
        """What is lit up in the article."""
        view, text = self.session.view, self.session.text
        if view is None or text is None:
            return Focus()
        hits = overlays_of(places(self.search.query, text.text), "hit") if self.search is not None else ()
        labels = tuple((mark.span.start, letter) for letter, mark in self.jumps.items())
        return replace(claim_focus(view, hits, others=self.underline), labels=labels)

    def jump(self, letter: str) -> None:
        """Open the claim under this letter, or none; either way the letters go."""
        mark = self.jumps.get(letter)
        self.jumps = {}
        if mark is not None:
            self.session.open(mark.id)
        self.hush()
        self.draw(scroll=False)

    def draw_matches(self, *, keep_place: bool = False) -> None:
        """The matches of the claim."""
        session = self.session
        if session.view is None:
            return
        panel, head = self.query_one("#matches", Lines), self.query_one("#match-head", Lines)
        seen = Seen(
            chosen=session.pair,
            signs=self.reviewer.signs,
            scores=not session.desk.policy.hide_scores,
            uncompared=session.uncompared,
            roomy=self.shape is Shape.ULTRA,
        )
        lines = match_lines(session.view, seen, panel.scrollable_content_region.width)
        panel.show(lines, chosen=match_key(session.pair) if session.pair_chosen else "", keep_place=keep_place)
        head.show([clipped(Line((Run(" "), *heading(session.view))), head.size.width)])

    def draw_panel(self) -> None:
        """The judging panel."""
        session = self.session
        if session.view is None:
            return
        box = self.query_one("#panel", Lines)
        panel = Panel(
            view=session.view,
            about=session.about,
            pending=session.pending,
            policy=session.desk.policy,
            keys=self.reviewer.keys,
            signs=self.reviewer.signs,
            unsaved=session.unsaved.get(session.claim_id, ""),
            numbers=session.numbers(),
            others=session.others,
            departing=session.departing[2] if session.departing else None,
            text=session.text.text if session.text else "",
            closed=session.desk.read_only,
        )
        box.show(claim_lines(panel, min(box.size.width, 110), box.size.height))

    def choices(self) -> list[Choice]:
        """The search's keys while one is active, else those of review; without a claim only those that do something."""
        wanted = Scope.HITS if self.search is not None else Scope.REVIEW
        bare = self.session.view is None
        return [c for c in super().choices() if c.action.scope is wanted and (c.enabled or not bare)]

    def why_not(self, action: Action) -> str:
        """Verdict keys rest while a search is active."""
        if self.search is not None and action.group in ("Verdict", "Matches") and action.scope is Scope.REVIEW:
            return (
                f"A search is active; {self.reviewer.keys.first('search.leave')} leaves it, then this key works again"
            )
        return super().why_not(action)

    def answered(self, said: Said | None, *, scroll: bool = True) -> None:
        """Draw what came of an act, and say its answer."""
        self.draw(scroll=scroll)
        self.say(said)

    def back_to_keys(self) -> None:
        """Give the keys back to the panels."""
        self.query_one(Board).focus()

    def show_span(self, span: Span) -> None:
        """Scroll the article to a place."""
        self.query_one("#source", ArticleView).to_offset(span.start)


def article_head(article: ArticleRecord, width: int, left: int | None = None) -> Line:
    """`3 Title            4 of 15 left · Publisher · 2024-03-14`; without `left` nothing is said of the work."""
    title = [Run(" "), run(str(article.number), "head"), Run(" "), run(article.title, "strong")]
    about = article.metadata
    groups: list[list[Run]] = []
    if left is not None and article.claims:
        work = f"{left} of {article.claims} left" if left else f"all {article.claims} judged"
        groups.append([run(work, "plain" if left else "good")])
    if left is None or width >= _ROOMY:
        groups += [[run(part, "dim")] for part in (about.publisher, about.date) if part]
    return spread(Line(tuple(title)), Line((*joined(groups, Run(" · ", "dim")), Run(" "))), width)
