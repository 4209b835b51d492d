"""States of the running screen: empty, loading, read-only, other people, crashes."""

from __future__ import annotations

import asyncio
import random
import threading
from pathlib import Path

import pytest

from reviewer.errors import Interrupted
from reviewer.model.policy import Policy
from reviewer.model.verdict import Value
from reviewer.tui.actions import ACTIONS
from reviewer.tui.app import ReviewerApp
from reviewer.tui.running import run_app
from reviewer.tui.widgets.article_view import ArticleView
from reviewer.workspace.views import Progress, Skipped, UpdateReport
from tests.tui.driving import Driven, lines_of, press, shown, text_of
from tests.tui.fake_desk import FakeDesk

# ---- states


async def test_an_empty_workspace_says_what_to_do_next() -> None:
    async with shown(FakeDesk(filled=False)) as pilot:
        assert "No articles yet." in text_of(pilot)
        await press(pilot, "s", "j", "m", "b", "a", "question_mark")
        assert "Help: review" in text_of(pilot)


async def test_a_read_only_place_says_so_and_refuses_acts_with_the_reason() -> None:
    desk = FakeDesk(read_only=True)
    async with shown(desk, update=True) as pilot:
        assert "READ ONLY" in lines_of(pilot)[0]
        await press(pilot, "s")
        assert "open read-only; nothing can be changed" in text_of(pilot)
        assert not desk.acts


async def test_blind_review_and_hidden_scores_are_kept(desk: FakeDesk) -> None:
    desk.policy = Policy(blind=True, hide_scores=True, reviews=2)
    async with shown(desk) as pilot:
        await press(pilot, "j", "j")
        assert "blind" in lines_of(pilot)[0]
        assert "score" not in text_of(pilot)


async def test_an_update_shows_how_far_it_is_and_escape_stops_it() -> None:
    desk = FakeDesk(filled=False)
    begun = threading.Event()

    def work(progress, cancelled) -> None:
        progress(Progress("reading files", 2, 5))
        begun.set()
        while not cancelled():
            threading.Event().wait(0.01)
        raise Interrupted("stopped")

    desk.during_update = work
    async with shown(desk, update=True) as pilot:
        await asyncio.to_thread(begun.wait, 5)
        await pilot.pause()
        assert "reading files 2 of 5, esc stops" in text_of(pilot)
        await press(pilot, "escape")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert "The update was stopped; what was done is kept" in text_of(pilot)
        assert "No articles yet." in text_of(pilot)


async def test_what_an_update_brings_is_there_without_a_key() -> None:
    desk = FakeDesk(filled=False)
    desk.updates = [UpdateReport(read=6, added=6, claims=22, skipped=(Skipped("x.bin", "not text"),))]
    ended = asyncio.Event()
    desk.during_update = lambda progress, cancelled: desk._fill()

    class Told(Driven):
        def on_reviewer_app_updated(self, event: ReviewerApp.Updated) -> None:
            super().on_reviewer_app_updated(event)
            ended.set()

    async with shown(app=Told(desk, update=True)) as pilot:
        await asyncio.wait_for(ended.wait(), 30)
        await pilot.pause()
        assert "claim 1.1 · 1 of 22" in lines_of(pilot)[0]
        assert "6 articles added, 22 claims in all, 1 file not taken (i tells more)" in text_of(pilot)
        await press(pilot, "i")
        assert "x.bin: not text" in text_of(pilot)


async def test_what_others_write_appears_without_losing_the_place(desk: FakeDesk) -> None:
    async with shown(desk, (120, 40)) as pilot:
        await press(pilot, "j", "j", "pagedown")
        source = pilot.app.screen.query_one("#source", ArticleView)
        place = source.scroll_offset.y
        item = desk.items[desk.by["storm.head"]]
        item.verdicts.append(desk._said(item.claim.id, Value.REFUTED, person="ben", mine=False))
        desk.elsewhere = True
        await pilot.pause(0.35)
        assert "✗R 1.1" in text_of(pilot)
        assert "claim 1.3" in lines_of(pilot)[0]
        assert source.scroll_offset.y == place


# ---- crashes


async def test_a_broken_program_writes_a_file_and_no_traceback(desk: FakeDesk, capsys, tmp_path: Path) -> None:
    def broken() -> bool:
        raise RuntimeError("broke inside")

    async def work() -> None:
        async with shown(desk, app=app):
            desk.changed = broken  # type: ignore[method-assign]
            await asyncio.sleep(0.5)

    app = Driven(desk, update=False)
    with pytest.raises(RuntimeError, match="broke inside"):
        await work()
    assert isinstance(app, ReviewerApp)
    assert app.failed
    assert app.crashed is not None
    assert "RuntimeError: broke inside" in app.crashed.read_text()
    out = capsys.readouterr()
    assert "Traceback" not in out.out + out.err


def test_the_exit_code_and_the_sentence_of_a_crash(desk: FakeDesk, capsys, monkeypatch: pytest.MonkeyPatch) -> None:
    def run(self) -> None:
        self._handle_exception(RuntimeError("x"))

    monkeypatch.setattr(ReviewerApp, "run", run)
    monkeypatch.setattr(ReviewerApp, "_close_messages_no_wait", lambda self: None)
    assert run_app(desk, ascii_only=False, theme=None, keys_file=None) == 1
    out = capsys.readouterr()
    assert out.out == ""
    assert "reviewer stopped because of an error in the program" in out.err
    assert "Traceback" not in out.err


async def test_no_row_of_keys_whatever_breaks_the_screen(desk: FakeDesk) -> None:
    keys = sorted({key for action in ACTIONS for key in action.keys.split(",")} - {"ctrl+q"})
    chance = random.Random(4)
    async with shown(desk, (100, 30)) as pilot:
        for _ in range(90):
            await press(pilot, chance.choice(keys))
        await press(pilot, "escape")
        assert not pilot.app._exit
        assert len(lines_of(pilot)) == 30
