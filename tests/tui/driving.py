"""Driving the screen in tests: an app on a fake workspace, and what it shows as plain text."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from rich.segment import Segment
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from reviewer.tui.app import ReviewerApp
from tests.tui.fake_desk import FakeDesk

SIZES = ((80, 24), (120, 40), (200, 50))


class Driven(ReviewerApp):
    """The app with a day that stands still, and the patience of a test."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.asker.patience = 30.0
        self.asker.unwaited = frozenset()
        self.resting.seconds = 0.0

    def _count(self) -> None:
        """Count once, when a test says so: nothing is drawn anew at a moment that the clock chooses."""
        if self.session.summary is None:
            super()._count()

    @property
    def today(self) -> str:
        return "2031-03-19"


@asynccontextmanager
async def shown(
    desk: FakeDesk | None = None,
    size: tuple[int, int] = (80, 24),
    *,
    update: bool = False,
    app: Driven | None = None,
    **more: Any,
) -> AsyncIterator[Pilot[int]]:
    """The app running headless; nothing is brought up to date unless asked for."""
    app = app or Driven(desk or FakeDesk(), update=update, **more)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        app._count()
        await pilot.pause()
        yield pilot


def lines_of(pilot: Pilot[int]) -> list[str]:
    """The screen as text, line by line, blanks at the ends dropped."""
    return ["".join(segment.text for segment in strip).rstrip() for strip in strips_of(pilot)]


def text_of(pilot: Pilot[int]) -> str:
    """The screen as one text."""
    return "\n".join(lines_of(pilot))


def strips_of(pilot: Pilot[int]) -> list[list[Segment]]:
    """Every strip that the compositor would write, as segments."""
    return [list(strip) for strip in pilot.app.screen._compositor.render_strips()]


def session_of(pilot: Pilot[int]) -> Any:
    """The session behind the screen."""
    return pilot.app.session  # type: ignore[attr-defined]


async def press(pilot: Pilot[int], *keys: str) -> None:
    """Press keys through their bindings, without the tenth of a second that `Pilot.press` waits for each.

    A key that nothing is bound to, and every key while a field has the focus, goes the long way.
    """
    app = pilot.app
    for key in keys:
        name = _character_to_key(key) if len(key) == 1 else key
        screen = app.screen
        bound = screen.active_bindings.get(name)
        if bound is None or isinstance(app.focused, Input | TextArea):
            await pilot.press(name)
            continue
        await app.run_action(bound.binding.action, bound.node)
        if app.screen is not screen:
            await pilot.pause()
    await pilot.pause()


async def typed(pilot: Pilot[int], words: str) -> None:
    """Put words where the cursor of the focused field is, as one key would."""
    field = pilot.app.focused
    assert isinstance(field, Input | TextArea)
    if isinstance(field, Input):
        field.insert_text_at_cursor(words)
    else:
        field.insert(words)
    await pilot.pause()
