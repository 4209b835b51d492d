"""Long work on the command line."""

from __future__ import annotations

import io
import os
import signal

import pytest

from reviewer.cli import progress
from reviewer.workspace.views import Progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("step", "words"),
    [
        (Progress("reading articles", 12, 340, 20.4), "reading articles: 12 of 340, 20 s left"),
        (Progress("reading articles", 1200, 0), "reading articles: 1,200"),
        (Progress("matching", 1, 9, 600), "matching: 1 of 9, 10 min left"),
        (Progress("matching", 1, 9, 7200), "matching: 1 of 9, 2.0 h left"),
        (Progress("a\x1bb", 1, 9, 0.1), "a␛b: 1 of 9, 1 s left"),
    ],
)
def test_progress_has_counts_and_time_left(step: Progress, words: str):
    assert progress.words(step) == words


def test_a_terminal_gets_one_line_that_is_taken_away(monkeypatch: pytest.MonkeyPatch):
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    with progress.work() as ours:
        assert ours.report is not None
        ours.report(Progress("reading", 1, 2))
        ours.report(Progress("reading", 2, 2))
    written = terminal.getvalue()
    assert "reading: 1 of 2" in written
    assert written.endswith("\r")
    assert "\x1b" not in written
    assert "\n" not in written


def test_a_pipe_gets_no_progress(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("sys.stderr", io.StringIO())
    with progress.work() as ours:
        assert ours.report is None


def test_the_first_ctrl_c_asks_the_second_ends():
    before = signal.getsignal(signal.SIGINT)
    with progress.work() as ours:
        assert not ours.cancelled()
        os.kill(os.getpid(), signal.SIGINT)
        assert ours.cancelled()
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
    assert signal.getsignal(signal.SIGINT) is before
