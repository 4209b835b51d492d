"""doctor --privacy names every file that is written: nothing else appears on the disk."""

from __future__ import annotations

from contextlib import nullcontext
from fnmatch import fnmatch
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from tests.cli.conftest import Call


def files(*folders: Path) -> set[str]:
    return {str(path) for folder in folders for path in folder.rglob("*") if path.is_file()}


def test_a_day_of_work_writes_only_files_that_it_names(
    call: Call, folder: Path, state: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    before = files(folder)
    for words in (
        ("verdict", "1.1", "supported", "--why", "seen"),
        ("note", "1.2", "--private", "ask"),
        ("export", "yaml"),
        ("verify",),
        ("rebuild",),
    ):
        assert call(*words).code == 0
    named = call("doctor", "--privacy", "--json").json["found"]
    assert files(folder, state, home) - before <= named.keys()
    assert files(folder, state) & named.keys() >= {str(folder / "db" / "reviewer.db"), str(state / "heads.json")}
    assert "only you can read it" in named[str(folder / "db" / "reviewer.db")]
    assert "only you can read it" in named[str(state / "heads.json")]


def test_what_the_screen_writes_for_the_user_is_named_too(call: Call, state: Path, monkeypatch: pytest.MonkeyPatch):
    from reviewer.tui import editor, settings

    settings.remember(settings.chosen_path(), settings.Settings(), "nord")
    assert settings.chosen_path().is_relative_to(state)
    seen: list[Path] = []

    def open_editor(words: list[str], **_: object) -> CompletedProcess[str]:
        seen.append(Path(words[-1]))
        return CompletedProcess(words, 0)

    monkeypatch.setattr("subprocess.run", open_editor)
    editor.edited("half a thought", ["vi"], nullcontext)
    named = call("doctor", "--privacy", "--json").json["found"]
    assert str(settings.chosen_path()) in named
    assert any(fnmatch(str(seen[0]), pattern) for pattern in named)
    assert not seen[0].exists()


def test_the_state_folder_can_lie_in_the_workspace(call: Call, folder: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("REVIEWER_STATE", "state")
    assert call("verdict", "1.1", "supported").code == 0
    assert (folder / "state" / "heads.json").is_file()
    assert str(folder / "state" / "heads.json") in call("doctor", "--privacy").out


def test_outside_of_a_workspace_only_files_of_the_user_are_named(bare: Call, state: Path):
    answer = bare("doctor", "--privacy")
    assert answer.code == 0
    assert str(state / "heads.json") in answer.out
    assert "reviewer.db" not in answer.out
    assert not state.exists()
