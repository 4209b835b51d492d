"""`kill`, a closed terminal, a lost connection: the terminal is left as it was, what was typed is kept (row U1)."""

from __future__ import annotations

import os
import shutil
import signal
from pathlib import Path

import pytest

from reviewer.model.verdict import About
from reviewer.tui.pending import typing_key
from reviewer.workspace import Workspace
from tests.hostile.in_a_terminal import ROOT, Terminal

THOUGHT = "half a thought"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    desk = tmp_path / "desk"
    desk.mkdir()
    shutil.copy(ROOT / "examples" / "articles" / "01-harbour-courier.txt", desk)
    (desk / "claims.yaml").write_text('articles:\n  - glob: "*.txt"\n')
    with Workspace.open(desk, me="ana", via="flag") as workspace:
        workspace.update()
    return desk


def drafted(folder: Path) -> str:
    """What is kept of a rationale that nobody saved."""
    with Workspace.open(folder, me="ana", via="flag") as workspace:
        claim = workspace.next_claim()
        assert claim
        return workspace.draft(typing_key(claim, About.CONTENT, "rationale"))


def typing(folder: Path) -> Terminal:
    """The screen with words in its rationale field that nobody saved."""
    terminal = Terminal(["-m", "reviewer"], folder, (80, 24), REVIEWER="ana")
    terminal.until(b"Is it so that")
    terminal.settle()
    terminal.press(b"t")
    terminal.press(THOUGHT.encode())
    terminal.until(THOUGHT.split()[0].encode())
    terminal.settle()
    return terminal


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_screen_that_is_ended_leaves_the_terminal_as_it_was_and_keeps_what_was_typed(
    folder: Path, number: signal.Signals
) -> None:
    terminal = typing(folder)
    os.kill(terminal.child, number)
    assert terminal.end() == 130
    assert b"\x1b[?1049l" in terminal.seen[-400:]
    assert b"Traceback" not in terminal.seen
    assert drafted(folder) == THOUGHT


def test_a_screen_whose_terminal_is_gone_ends_and_keeps_what_was_typed(folder: Path) -> None:
    terminal = typing(folder)
    assert terminal.hang_up() == 130
    assert drafted(folder) == THOUGHT


def test_a_prompt_that_is_ended_says_what_is_kept(folder: Path) -> None:
    terminal = Terminal(["-m", "reviewer", "review", "--plain"], folder, (80, 24), REVIEWER="ana")
    terminal.until(b"1.1> ")
    terminal.press(b"s\n")
    terminal.until(b"1.2> ")
    terminal.settle()
    os.kill(terminal.child, signal.SIGTERM)
    assert terminal.end() == 130
    assert b"kept: everything that was reported as saved" in terminal.seen
    assert b"Traceback" not in terminal.seen
