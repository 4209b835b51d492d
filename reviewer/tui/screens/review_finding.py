"""Moving about on the review screen, and finding things."""

from __future__ import annotations

from collections.abc import Callable

from textual.timer import Timer

from reviewer.tui.asking import SEARCH
from reviewer.tui.desk import Listing
from reviewer.tui.said import Said, Tone
from reviewer.tui.screens.review_base import ReviewBase
from reviewer.tui.search import Search, places
from reviewer.tui.widgets.article_view import ArticleView
from reviewer.tui.widgets.entry import Prompt
from reviewer.workspace.views import Filter

SEARCH_PAUSE = 0.12
"""Seconds after the last key before a search runs."""
JUMP_LETTERS = "asdfghjklqwertyuiopzxcvbnmASDFGHJKLQWERTYUIOPZXCVBNM"
"""In the order in which fingers reach them."""


class Finding(ReviewBase):
    """Keys that move and keys that find."""

    def __init__(self) -> None:
        super().__init__()
        self._origin = ""
        self._words = ""
        self._pause: Timer | None = None

    def do_claim_next(self) -> None:
        """Next claim."""
        self.answered(self.session.move(1))

    def do_claim_previous(self) -> None:
        """Previous claim."""
        self.answered(self.session.move(-1))

    def do_claim_first(self) -> None:
        """First claim."""
        self.answered(self.session.move_to(0))

    def do_claim_last(self) -> None:
        """Last claim."""
        self.answered(self.session.move_to(-1))

    def do_claim_open(self) -> None:
        """Next open claim."""
        self.answered(self.session.move_open())

    def do_article_next(self) -> None:
        """Next article."""
        self.answered(self.session.move_article(1))

    def do_article_previous(self) -> None:
        """Previous article."""
        self.answered(self.session.move_article(-1))

    def _source(self) -> ArticleView:
        return self.query_one("#source", ArticleView)

    def do_text_down(self) -> None:
        """A page on."""
        self._source().scroll_page_down(animate=False)
        self._read_on()

    def do_text_up(self) -> None:
        """A page back."""
        self._source().scroll_page_up(animate=False)
        self._read_on()

    def do_text_line_down(self) -> None:
        """A line on."""
        self._source().scroll_down(animate=False)
        self._read_on()

    def do_text_line_up(self) -> None:
        """A line back."""
        self._source().scroll_up(animate=False)
        self._read_on()

    def _read_on(self) -> None:
        """Read the rest of a long article where the reader comes to the end of what is near the claim."""
        if self._source().at_edge:
            self.session.complete()
            self.draw_article(scroll=False)

    def do_text_back(self) -> None:
        """Back to the claim."""
        self._source().to_claim()

    def do_text_jump(self) -> None:
        """Put a letter on every claim in sight but the one in hand."""
        marks = [mark for mark in self._source().in_sight() if mark.id != self.session.claim_id]
        if not marks:
            self.say(Said("No other claim is in sight; pgdn reads on", Tone.PLAIN))
            return
        self.jumps = dict(zip(JUMP_LETTERS, marks, strict=False))
        self.draw_article(scroll=False)
        self.say(Said("Type the letter on a claim; any other key leaves", Tone.PLAIN))

    def do_go_id(self) -> None:
        """Ask for a claim."""
        self.query_one(Prompt).ask("go to claim (3.12, an id, last):", self._gone)

    def _gone(self, answer: str | None) -> None:
        self.back_to_keys()
        if answer and answer.strip():
            self.answered(self.session.go(answer))

    # ---- search

    def do_search_start(self) -> None:
        """Ask for words; the screen follows the typing."""
        self._origin = self.search.origin if self.search else self.session.claim_id
        words = self.search.query if self.search else ""
        self.query_one(Prompt).ask("search:", self._searched, typed=self._search_typed, value=words)

    do_search_change = do_search_start

    def _search_typed(self, words: str) -> None:
        self._words = words
        if self._pause is not None:
            self._pause.stop()
        self._pause = self.set_timer(SEARCH_PAUSE, self._search_now)

    def _search_now(self) -> None:
        """Look for what is typed; the claims of the search before stay lit till then."""
        words = self._words.strip()
        self.place = -1
        self.reviewer.asker.drop(SEARCH)
        self.search = search = Search(words, self._origin) if words else None
        if search is None:
            self._turn_to(self._origin)
            self.draw(scroll=True)
            return

        def found(hits: Listing) -> None:
            search.hits = hits
            if hits.whole:  # the first page may lie far from where the reader is
                self._to_hit(search)
            self.draw(scroll=hits.whole)
            if hits.whole and not self.query_one(Prompt).is_open:
                self.say(self._hit_words())

        desk, base = self.session.desk, self.session.filter
        if not self.session.ask(SEARCH, lambda: search.find(desk, base), found):
            self.draw(scroll=False)

    def _to_hit(self, search: Search) -> None:
        """The first hit from where the search began; where there is none, back there."""
        self._turn_to(search.step(self.session.listing, self._origin_index(), 0) or search.origin)

    def _turn_to(self, claim: str) -> None:
        if claim and claim != self.session.claim_id:
            self.session.open(claim)

    def _origin_index(self) -> int | None:
        return self.session.listing.index_of(self._origin) if self._origin else None

    def _searched(self, answer: str | None) -> None:
        if self._pause is not None:
            self._pause.stop()
            self._pause = None
        self.back_to_keys()
        if answer is None or not answer.strip():
            self.do_search_leave(back=True)
            return
        if self.search is None or self.search.query != answer.strip():
            self._words = answer
            self._search_now()
        self.answered(self._hit_words(), scroll=False)

    def _hit_words(self) -> Said:
        if self.search is None:
            return Said("", Tone.PLAIN)
        if self.search.hits is None:
            return Said(
                f"Looking for {self.search.words} {self.reviewer.keys.first('search.leave')} leaves", Tone.PLAIN
            )
        here = len(places(self.search.query, self.session.text.text)) if self.session.text else 0
        keys = self.reviewer.keys
        if not here and not len(self.search.hits):
            words = f"Nothing here holds “{self.search.query}”"
            ways = f"{keys.first('search.change')} changes it, {keys.first('search.leave')} leaves"
            return Said(f"{words}; {ways}", Tone.WARN)
        words = f"{self.search.words}, {here} place{'' if here == 1 else 's'} in this article"
        move = f"{keys.first('search.next')} and {keys.first('search.previous')} move"
        return Said(f"{words}; {move}, {keys.first('search.leave')} leaves", Tone.PLAIN)

    def do_search_next(self) -> None:
        """Next hit."""
        self._step(1)

    def do_search_previous(self) -> None:
        """Previous hit."""
        self._step(-1)

    def _step(self, by: int) -> None:
        if self.search is None or self.search.hits is None:
            self.say(self._hit_words())
            return
        found = self.search.step(self.session.listing, self.session.index, by)
        if found is not None:
            self.session.open(found)
            self.answered(self._hit_words())
            return
        spots = places(self.search.query, self.session.text.text) if self.session.text else ()
        if not spots:
            self.say(self._hit_words())
            return
        self.place = (self.place + by) % len(spots)
        self.show_span(spots[self.place])

    def do_search_leave(self, *, back: bool = False) -> None:
        """Leave the search; `back` returns to the claim it began at."""
        origin = self.search.origin if self.search else ""
        self.reviewer.asker.drop(SEARCH)
        self.search = None
        if back and origin and origin != self.session.claim_id:
            self.session.go(origin)
        self.hush()
        self.draw(scroll=back)

    # ---- filter and queue

    def do_filter_clear(self) -> None:
        """All claims."""
        empty = self.session.filter.empty
        words = Said("No filter was set" if empty else "All claims are listed", Tone.PLAIN)
        self._list(lambda listed: self.session.set_filter(Filter(), lambda said: listed(said or words)))

    def do_list_order(self) -> None:
        """The next order."""
        self._list(self.session.reorder)

    def _list(self, make: Callable[[Callable[[Said | None], object]], bool]) -> None:
        """Have another list made; until it is there the bar says what is looked for."""
        if not make(self.answered):
            self.draw(scroll=False)

    def do_filter_open(self) -> None:
        """The form."""
        from reviewer.tui.screens.filter import FilterScreen

        def chosen(said: Said | None) -> None:
            if said is not None:
                self.answered(said)

        self.open_screen(FilterScreen(self.session.filter), chosen)

    def do_queue_open(self) -> None:
        """The whole screen for the list."""
        from reviewer.tui.screens.queue import QueueScreen

        def chosen(claim: str | None) -> None:
            if claim:
                self.session.open(claim)
            self.draw(scroll=True)

        self.open_screen(QueueScreen(), chosen)
