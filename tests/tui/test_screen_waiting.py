"""The running screen while a large workspace is looked through: usable, truthful, stopped by one key."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from textual.pilot import Pilot

from reviewer.errors import Interrupted
from reviewer.model.comparison import PairWord
from reviewer.model.verdict import Status
from reviewer.tui.widgets.article_view import ArticleView
from reviewer.workspace.views import ClaimView, Filter
from tests.tui.driving import Driven, lines_of, press, session_of, shown, text_of, typed
from tests.tui.fake_desk import FakeDesk, FakeListing


class LargeDesk(FakeDesk):
    """Every list by a filter waits until the test lets it go, or it is stopped."""

    def __init__(self) -> None:
        super().__init__()
        self.begun, self.go = threading.Event(), threading.Event()
        self.stops = 0

    def listings(self, filter: Filter = Filter()) -> Iterator[FakeListing]:  # noqa: A002, B008
        stops = self.stops
        if not filter.empty:
            self.begun.set()
            assert self.go.wait(10)
        if self.stops > stops:
            self.go.clear()
            raise Interrupted("taken back")
        yield from super().listings(filter)

    @contextmanager
    def stoppable(self) -> Iterator[Callable[[], None]]:
        def stop() -> None:
            self.stops += 1
            self.go.set()

        yield stop


@contextmanager
def impatient(pilot: Pilot[int], desk: LargeDesk) -> Iterator[None]:
    asker = pilot.app.asker  # type: ignore[attr-defined]
    asker.patience = 0.0
    try:
        yield
    finally:
        desk.go.set()


async def arrived(pilot: Pilot[int]) -> None:
    """Until all that was asked is answered and drawn."""
    asker = pilot.app.asker  # type: ignore[attr-defined]
    while asker.waiting:
        await pilot.pause(0.01)
    await pilot.pause()


async def said(pilot: Pilot[int], words: str) -> None:
    """Until the top bar says so: a search waits for a pause in the typing."""
    while words not in lines_of(pilot)[0]:
        await pilot.pause(0.01)


async def test_the_list_can_be_used_while_another_is_looked_for() -> None:
    desk = LargeDesk()
    async with shown(desk, (120, 40)) as pilot:
        with impatient(pilot, desk):
            await press(pilot, "f", "space", "enter")
            assert "counting …" in lines_of(pilot)[0]
            await press(pilot, "escape")  # the form leaves, the list stays as it was
            await press(pilot, "O")
            assert "looking for:" in lines_of(pilot)[0]
            await press(pilot, "j", "s")
            assert desk.acts, "a verdict is given meanwhile"
            assert "22" in lines_of(pilot)[0]
        await arrived(pilot)
        assert not session_of(pilot).filter.empty
        assert "looking for" not in lines_of(pilot)[0]


async def test_escape_stops_looking_and_leaves_the_list_as_it_was() -> None:
    desk = LargeDesk()
    async with shown(desk, (120, 40)) as pilot:
        with impatient(pilot, desk):
            await press(pilot, "O", "escape")
            assert "Stopped looking; the list is as it was" in text_of(pilot)
            assert session_of(pilot).filter.empty
            assert "looking for" not in lines_of(pilot)[0]


async def test_a_search_follows_the_last_word_typed_and_no_earlier_one() -> None:
    desk = LargeDesk()
    async with shown(desk, (120, 40)) as pilot:
        with impatient(pilot, desk):
            await press(pilot, "slash")
            await typed(pilot, "levy")
            await said(pilot, "search “levy” …")
            assert desk.begun.wait(10)
            assert "claim 1.1" in lines_of(pilot)[0], "nothing moves before something is found"
            await press(pilot, "backspace", "backspace", "backspace", "backspace")
            await typed(pilot, "crowns")
            await said(pilot, "search “crowns” …")
            assert desk.stops, "the search for the first word was stopped"
        await said(pilot, "search “crowns” 4 claims")
        assert "claim 1.5" in lines_of(pilot)[0]


async def test_leaving_a_search_that_has_found_nothing_yet_stays_where_the_reader_was() -> None:
    desk = LargeDesk()
    async with shown(desk, (120, 40)) as pilot:
        with impatient(pilot, desk):
            await press(pilot, "slash")
            await typed(pilot, "levy")
            await press(pilot, "enter")
            assert "Looking for “levy” …" in text_of(pilot)
            await press(pilot, "escape", "j")
            assert "claim 1.2" in lines_of(pilot)[0]
        await pilot.pause(0.1)
        assert "claim 1.2" in lines_of(pilot)[0]
        assert "search" not in lines_of(pilot)[0]


async def test_a_filter_that_takes_long_is_set_when_it_is_there() -> None:
    desk = LargeDesk()
    async with shown(desk) as pilot:
        with impatient(pilot, desk):
            await press(pilot, "f", "space", "enter")
            assert "Looking; esc stops" in text_of(pilot)
        await arrived(pilot)
        assert session_of(pilot).filter.statuses == {Status.OPEN}
        assert "Which claims to list" not in text_of(pilot)


async def test_escape_in_the_queue_stops_looking_before_it_leaves() -> None:
    desk = LargeDesk()
    async with shown(desk) as pilot:
        with impatient(pilot, desk):
            await press(pilot, "q", "O")
            assert "looking …" in lines_of(pilot)[0]
            await press(pilot, "j", "escape")
            assert "Stopped looking" in text_of(pilot)
            assert "Queue" in lines_of(pilot)[0]
            await press(pilot, "escape")
            assert "Queue" not in lines_of(pilot)[0]


async def test_nothing_is_drawn_on_screens_that_are_being_taken_down(desk: FakeDesk) -> None:
    async with shown(desk) as pilot:
        await press(pilot, "t")
        await pilot.app.screen.query_one("#bar").remove()  # what leaving does first
        pilot.app._running = False
        pilot.app.refresh_all()  # type: ignore[attr-defined]
        pilot.app.poll()  # type: ignore[attr-defined]
        pilot.app._running = True


class SlowNeighbours(LargeDesk):
    """What others say of a claim is long in coming; the first claim has matches."""

    def next_claim(self, after: str | None = None, *, hold: float = 0.0) -> str | None:
        return super().next_claim(after) if after else self.by["storm.crest"]

    def claim(self, claim_id: str, *, counts: bool = True, alone: bool = False) -> ClaimView:
        if not alone and threading.current_thread() is not threading.main_thread():
            self.begun.set()
            assert self.go.wait(10)
        return super().claim(claim_id, counts=counts, alone=alone)


class Impatient(Driven):
    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.asker.patience = 0.0


async def test_the_first_claim_is_shown_before_what_others_say_of_it() -> None:
    desk = SlowNeighbours()
    async with Impatient(desk, update=False).run_test(size=(120, 40)) as pilot:
        try:
            await pilot.pause()
            assert desk.begun.wait(10)
            assert "Is it so that" in text_of(pilot)
            assert "Looking who else speaks of this" in text_of(pilot)
        finally:
            desk.go.set()
        await arrived(pilot)
        assert "Looking who else" not in text_of(pilot)
        assert f"Matches {len(session_of(pilot).view.matches)}" in text_of(pilot)


async def test_a_key_acts_on_all_that_others_say_even_if_it_comes_first() -> None:
    desk = SlowNeighbours()
    async with Impatient(desk, update=False).run_test(size=(120, 40)) as pilot:
        try:
            await pilot.pause()
            assert desk.begun.wait(10)
            first = session_of(pilot).claim_id
            await press(pilot, "equals_sign")
            assert desk.claim(first).matches[0].word is PairWord.AGREES
        finally:
            desk.go.set()


async def test_the_rest_of_a_long_article_comes_without_moving_what_is_read() -> None:
    desk = SlowNeighbours()
    desk.near = 250
    async with Impatient(desk, update=False).run_test(size=(80, 24)) as pilot:
        try:
            await pilot.pause()
            assert desk.begun.wait(10)
            view = pilot.app.screen.query_one("#source", ArticleView)
            span = session_of(pilot).view.claim.span
            assert view.page is not None
            assert view.page.article.part is not None
            first = next(line for line in lines_of(pilot) if "crest" in line)
            at = view.page.rows_of(span)[0] - view.scroll_offset.y
        finally:
            desk.go.set()
        await arrived(pilot)
        assert view.page.article.part is None
        assert view.page.rows_of(span)[0] - view.scroll_offset.y == at
        assert first[:60] in "\n".join(lines_of(pilot))
