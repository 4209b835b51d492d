"""What only a real terminal shows: without one, Textual draws nothing and calls nothing that draws."""

from __future__ import annotations

import shutil
from pathlib import Path

from reviewer.workspace import Workspace
from tests.hostile.in_a_terminal import ROOT, Terminal


def test_an_update_begins_with_the_screen_and_ends_and_another_can_be_asked_for(tmp_path: Path) -> None:
    shutil.copy(ROOT / "examples" / "articles" / "01-harbour-courier.txt", tmp_path)
    (tmp_path / "claims.yaml").write_text('articles:\n  - glob: "*.txt"\n')
    with Workspace.open(tmp_path, me="ana", via="flag") as workspace:
        workspace.update()
    terminal = Terminal(["-m", "reviewer"], tmp_path, (120, 40), REVIEWER="ana")
    terminal.until(b"Everything is up to date")
    terminal.seen = b""
    terminal.press(b"R")
    terminal.until(b"Everything is up to date")
    assert b"An update is running" not in terminal.seen
    assert terminal.leave(b"\x11") == 0
