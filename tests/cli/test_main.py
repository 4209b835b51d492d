"""The program from outside: exit codes, errors, suggestions."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from reviewer import __version__, cli
from reviewer.cli import app as module
from reviewer.errors import Busy, CannotTell, Interrupted, TamperedError


def test_version(capsys: pytest.CaptureFixture[str]):
    assert cli.main(["--version"]) == 0
    assert capsys.readouterr().out == f"reviewer {__version__}\n"


def test_a_misspelt_command_is_answered_with_the_nearest(capsys: pytest.CaptureFixture[str]):
    assert cli.main(["verdct", "3.1", "s"]) == 2
    assert "did you mean 'verdict'?" in capsys.readouterr().err


def test_a_command_like_no_other_is_answered_with_help(capsys: pytest.CaptureFixture[str]):
    assert cli.main(["qqqqqq"]) == 2
    told = capsys.readouterr().err
    assert "did you mean" not in told
    assert "next: reviewer --help" in told


def test_wrong_options_are_usage_errors_in_json_too(capsys: pytest.CaptureFixture[str]):
    assert cli.main(["stats", "--json", "--colour"]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    error = json.loads(captured.err)["error"]
    assert error["code"] == "usage"
    assert error["next"] == "reviewer stats --help"


def test_json_and_lines_exclude_each_other(capsys: pytest.CaptureFixture[str], tmp_path: Path):
    assert cli.main(["articles", "--json", "--jsonl", "-C", str(tmp_path)]) == 2
    assert json.loads(capsys.readouterr().err)["error"]["code"] == "usage"


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (Busy("held by another process"), 1),
        (TamperedError("record 3 was changed"), 1),
        (CannotTell("a CSV carries no proof"), 3),
        (Interrupted("stopped"), 130),
        (KeyboardInterrupt(), 130),
    ],
)
def test_errors_end_with_their_exit_code(
    error: BaseException, code: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(module.app, "main", fail)
    assert cli.main([]) == code
    assert capsys.readouterr().err.startswith("reviewer: ")


def test_a_fault_of_our_own_is_told_without_a_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    def fail(*_: object, **__: object) -> None:
        raise KeyError("\x1b[31mboom")

    monkeypatch.setattr(module.app, "main", fail)
    monkeypatch.delenv("REVIEWER_DEBUG", raising=False)
    assert cli.main([]) == 1
    told = capsys.readouterr().err
    assert "Traceback" not in told
    assert "\x1b" not in told
    assert "REVIEWER_DEBUG" in told
    monkeypatch.setenv("REVIEWER_DEBUG", "1")
    with pytest.raises(KeyError):
        cli.main([])


def test_a_closed_pipe_is_no_fault():
    code = (
        f"import subprocess, sys; sys.exit(subprocess.call('{sys.executable} -m reviewer --help | true', shell=True))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stderr == ""


@pytest.mark.parametrize("locale", ["C", "POSIX"])
def test_help_prints_in_a_terminal_without_utf8(locale: str):
    done = subprocess.run(
        [sys.executable, "-m", "reviewer", "add", "--help"],
        capture_output=True,
        env={"LC_ALL": locale, "PYTHONIOENCODING": "ascii", "PATH": ""},
    )
    assert done.returncode == 0, done.stderr
    assert b"Take articles in" in done.stdout


@pytest.mark.parametrize(
    ("name", "screen"),
    [("xterm-256color", True), ("dumb", False), ("", False), ("vt100", False), ("a-terminal-of-tomorrow", True)],
)
def test_plain_mode_opens_where_the_terminal_shows_no_screen(name: str, screen: bool):
    code = f"from reviewer.cli.running import screen_terminal as s; assert s({{'TERM': {name!r}}}) is {screen}"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)  # curses asks once a process
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    "words",
    [
        ("claims", "empty.txt"),
        ("claims", "junk.html"),
        ("compare", "junk.pdf", "junk.pdf"),
        ("verify", "folder"),
        ("verify", "--from", "folder"),
        ("import", "empty.txt"),
        ("import", "junk.pdf"),
        ("undo", "no such event"),
        ("erase", "--person", "\x1b]0;x\x07", "--yes"),
        ("claims", "--by", "a\nb"),
        ("log", "--by", "\u202egnp"),
        ("log", "--after", "9" * 400),
        ("key", "folder"),
        ("checkpoint", "-o", "out", "--sign", "folder"),
        ("show", "999999999999.999999999999"),
        ("date", "1", "9999-99-99"),
        ("export", "yaml", "-o", "folder"),
    ],
)
def test_what_does_not_fit_is_told_in_words_with_what_to_do_next(
    words: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "claims.yaml").write_text("articles: []\n")
    (tmp_path / "empty.txt").write_bytes(b"")
    for name in ("junk.html", "junk.pdf"):
        (tmp_path / name).write_bytes(bytes(range(256)) * 9)
    (tmp_path / "folder").mkdir()
    assert cli.main([*words]) in (1, 2)
    err = capsys.readouterr().err
    assert err.startswith("reviewer: ")
    assert "\n  next: " in err
    assert not {"\x1b", "\x07", "\u202e"} & set(err)
    assert "Traceback" not in err
