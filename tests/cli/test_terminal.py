"""In a terminal of its own: plain mode where the terminal shows no screen, progress, Ctrl-C."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60.0
"""Seconds after which a program that does not answer has failed; reached only then."""

CTRL_C = b"\x03"
"""Pressed again after a second of silence, as a person would: CPython's line editor looks for signals before it waits
for a key, not in one step with it, so that one signal of many comes to nothing on a busy machine."""

Steps = list[tuple[bytes, bytes]]


def in_terminal(
    folder: Path, words: list[str], steps: Steps, *, term: str = "dumb", columns: int = 80
) -> tuple[int, str]:
    """Run `reviewer` in a terminal; send each answer once what it waits for was printed. Exit code and output."""
    environment = os.environ | {"TERM": term, "PYTHONPATH": str(ROOT), "REVIEWER": "ana"}
    for name in ("COLUMNS", "LINES", "REVIEWER_DEBUG"):
        environment.pop(name, None)
    child, terminal = pty.fork()
    if child == 0:
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # whoever runs the tests in the background has it ignored
        os.chdir(folder)
        os.execve(sys.executable, [sys.executable, "-m", "reviewer", *words], environment)
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    seen, left, since = b"", list(steps), 0
    end = time.monotonic() + PATIENCE
    try:
        while time.monotonic() < end:
            if not select.select([terminal], [], [], 1)[0]:
                if not left and steps and steps[-1][1] == CTRL_C:
                    os.write(terminal, CTRL_C)
                continue
            try:
                chunk = os.read(terminal, 65536)
            except OSError:  # the child closed its side
                break
            if not chunk:
                break
            seen += chunk
            while left and left[0][0] in seen[since:]:
                since = len(seen)
                os.write(terminal, left.pop(0)[1])
        assert not left, (left, seen[-2000:])
    finally:
        if time.monotonic() >= end:
            os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        os.close(terminal)
    return os.waitstatus_to_exitcode(status), seen.decode("utf-8", "replace")


@pytest.mark.parametrize("words", [[], ["review"], ["review", "--plain"]])
def test_a_dumb_terminal_gets_plain_mode(words: list[str], folder: Path):
    code, said = in_terminal(folder, words, [(b"1.1> ", b"s\n"), (b"1.2> ", b"u\n"), (b"1.1> ", b"quit\n")])
    assert code == 0
    assert "Claim 1.1, Harbour Courier" in said
    assert "Supported" in said
    assert "1 verdict saved." in said
    assert not re.search(r"\x1b(?!\[\?2004[hl])", said), "only the line editor's bracketed paste is let through"


def test_plain_mode_on_request_where_the_screen_could_be_shown(folder: Path):
    code, said = in_terminal(folder, ["review", "--plain"], [(b"1.1> ", b"quit\n")], term="xterm-256color")
    assert code == 0
    assert "A letter and Enter does it." in said


def test_end_of_input_leaves(folder: Path):
    code, said = in_terminal(folder, ["review", "--plain"], [(b"1.1> ", b"\x04")])
    assert code == 0
    assert "0 verdicts saved." in said


def test_ctrl_c_at_the_prompt_ends_with_130_and_says_what_is_kept(folder: Path):
    code, said = in_terminal(folder, ["review", "--plain"], [(b"1.1> ", b"s\n"), (b"1.2> ", CTRL_C)])
    assert code == 130
    assert "kept: everything that was reported as saved" in said


def test_ctrl_c_during_long_work_stops_cleanly_and_goes_on_later(tmp_path: Path):
    (tmp_path / "claims.yaml").write_text("articles:\n  - glob: '*.txt'\n")
    for number in range(60):
        (tmp_path / f"{number:02}.txt").write_text(f"The board of Marden closed {number} bridges on Tuesday.\n" * 40)
    code, said = in_terminal(tmp_path, ["stats"], [(b"articles read: ", CTRL_C)], term="xterm")
    assert code == 130, said
    assert "kept: what was done is kept" in said
    assert "Traceback" not in said


def test_progress_shows_counts_on_a_terminal(tmp_path: Path):
    (tmp_path / "claims.yaml").write_text("articles:\n  - glob: '*.txt'\n")
    for number in range(3):
        (tmp_path / f"{number}.txt").write_text(f"The board of Marden closed {number + 2} bridges on Tuesday.\n")
    code, said = in_terminal(tmp_path, ["stats"], [], term="xterm")
    assert code == 0
    assert re.search(r"articles \w+: \d of 3", said)
