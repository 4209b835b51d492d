"""Keys to review the whole sample: one verdict a claim, one key for all copies of a wire text.

The running screen is driven by its own keys. The second line is a reviewer who also looks at the best match of every
claim that has one side by side, and decides it.
"""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks import _workspaces
from benchmarks.table import Row
from reviewer.model.verdict import Status
from reviewer.tui.app import ReviewerApp
from reviewer.tui.session import Session
from reviewer.workspace import Workspace


def rows(_shared: Path) -> list[Row]:
    """Both reviewers, each in a workspace of its own."""
    return [
        _row("a verdict on every claim", decide=False),
        _row("a verdict on every claim, a word on every best match, side by side", decide=True),
    ]


def _row(name: str, *, decide: bool) -> Row:
    with tempfile.TemporaryDirectory(dir=_workspaces.place()) as place:
        folder = _workspaces.sample(Path(place, "sample"))
        with Workspace.open(folder, me="ann", via="flag") as workspace:
            workspace.update()
            pressed = asyncio.run(_review(workspace, decide=decide))
            summary = workspace.summary()
    claims = summary.claims
    figures: dict[str, float | str] = {"claims": claims, "keys": pressed, "keys a claim": pressed / claims}
    return Row(name, figures | {"left open": summary.open})


async def _review(workspace: Workspace, *, decide: bool) -> int:
    """Presses keys until nothing is open; how many."""
    app = ReviewerApp(workspace, update=False)
    pressed = 0
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        while (view := app.session.view) is not None and view.row.status is not Status.DECIDED:
            for key in _keys(app.session, decide=decide):
                await pilot.press(key)
                pressed += 1
    return pressed


def _keys(session: Session, *, decide: bool) -> Iterator[str]:
    match = session.match
    if decide and match is not None and match.word is None and not match.match.inner:
        yield from ("m", "equals_sign", "m")
    yield "s"
