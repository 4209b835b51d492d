"""What no frame waits for: asked when the keys rest, never in the way of the next key."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest

from reviewer.tui import resting
from reviewer.tui.asking import BESIDE, SUMMARY
from reviewer.tui.reader import Look
from reviewer.tui.resting import Resting
from reviewer.tui.widgets.article_view import ArticleView
from reviewer.workspace.views import Summary
from tests.tui.driving import Driven, lines_of, press, session_of, shown, typed
from tests.tui.fake_desk import FakeDesk


class Clock:
    """The time, timers that fall due, and what was looked at."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 100.0
        self.due: list[tuple[float, Callable[[], object]]] = []
        self.looked: list[Look] = []
        self.waiting: tuple[str, ...] = ()
        self.dropped: list[str] = []
        monkeypatch.setattr(resting.time, "monotonic", lambda: self.now)
        self.resting = Resting(self, self.timer, self.looked.append, seconds=0.25)  # type: ignore[arg-type]

    def drop(self, *subjects: str) -> bool:
        self.dropped += subjects
        return True

    def timer(self, seconds: float, call: Callable[[], object]) -> None:
        assert seconds > 0, "Textual divides by it"
        self.due.append((self.now + seconds, call))

    def runs_to(self, now: float) -> None:
        self.now = now
        ready = [call for at, call in self.due if at <= now]
        self.due = [(at, call) for at, call in self.due if at > now]
        for call in ready:
            call()


def count() -> bool:
    return True


def beside() -> bool:
    return True


def test_what_waits_is_looked_at_once_and_only_when_the_keys_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock(monkeypatch)
    for now in (100.0, 100.2, 100.4):
        clock.runs_to(now)
        clock.resting.key({})
        clock.resting.add(count)
    clock.runs_to(100.6)
    assert clock.looked == [], "the last key is less than a quarter of a second ago"
    clock.runs_to(100.66)
    assert clock.looked == [count]
    clock.runs_to(102.0)
    assert clock.looked == [count]


def test_a_key_takes_back_what_is_asked_and_nobody_waits_for(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock(monkeypatch)
    clock.waiting = (SUMMARY, "list")
    assert clock.resting.key({SUMMARY: count, BESIDE: beside}) == (count,)
    assert clock.dropped == [SUMMARY], "what the reader asked for goes on"


def test_where_no_key_was_pressed_for_long_it_is_looked_at_soon(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock(monkeypatch)
    clock.resting.add(count)
    clock.runs_to(100.02)
    assert clock.looked == [count]


def test_without_a_rest_nothing_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock(monkeypatch)
    clock.resting.seconds = 0.0
    clock.resting.add(count)
    assert clock.looked == [count]
    assert not clock.due


class Counted(FakeDesk):
    """A desk that tells when it was counted."""

    def __init__(self) -> None:
        super().__init__()
        self.counts = 0
        self.counted = threading.Event()

    def summary(self) -> Summary:
        self.counts += 1
        self.counted.set()
        return super().summary()


async def test_verdicts_in_a_row_are_counted_once_after_the_last() -> None:
    desk = Counted()
    async with shown(desk, (120, 40)) as pilot:
        app = pilot.app
        assert isinstance(app, Driven)
        app.resting.seconds = 0.3
        desk.counted.clear()
        before = desk.counts
        await press(pilot, "s", "r", "s")
        assert desk.counts == before, "every verdict is drawn first"
        while not desk.counted.is_set() or app.asker.waiting:
            await pilot.pause(0.02)
        await pilot.pause()
        assert desk.counts == before + 1
        assert f"{session_of(pilot).summary.decided} decided" in lines_of(pilot)[1]


async def test_a_verdict_in_a_long_article_does_not_wait_for_the_rest_of_it() -> None:
    desk = FakeDesk()
    desk.near = 250
    async with shown(desk, (120, 40)) as pilot:
        app = pilot.app
        assert isinstance(app, Driven)
        app.resting.seconds = 60.0
        await press(pilot, "]", "[", "j")
        text = session_of(pilot).text
        assert text is not None
        assert text.part is not None, "moves and verdicts read what is near"
        await press(pilot, "s")
        assert session_of(pilot).text.part is not None
        await press(pilot, "slash")
        await typed(pilot, "harbour")
        assert session_of(pilot).text.part is not None, "what is typed is looked for at once"
        await press(pilot, "escape", ";")
        assert session_of(pilot).text.part is None, "what looks through the article reads all of it"


async def test_reading_on_to_the_end_of_a_part_brings_the_rest() -> None:
    desk = FakeDesk()
    desk.near = 250
    async with shown(desk, (80, 24)) as pilot:
        app = pilot.app
        assert isinstance(app, Driven)
        app.resting.seconds = 60.0
        await press(pilot, "]", "[")
        view = pilot.app.screen.query_one("#source", ArticleView)
        assert view.page is not None
        assert view.page.article.part is not None
        while view.page.article.part is not None:
            before = view.scroll_offset.y
            await press(pilot, "pagedown")
            assert view.page.article.part is None or view.scroll_offset.y > before
        assert len(view.page.lines) > view.scroll_offset.y + view.size.height - 1


async def test_the_update_at_the_start_waits_for_the_first_keys() -> None:
    desk = FakeDesk()
    app = Driven(desk, update=True)
    app.resting.seconds = 60.0
    begun: list[bool] = []
    app._run_update = lambda: begun.append(True)  # type: ignore[method-assign]
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "j")
        await pilot.pause(0.2)
        assert not begun
        app.resting._last = 0.0
        app.resting._due()
        assert begun == [True]
