"""heads.json: what shows by a head that was kept outside, and what is never written over."""

from __future__ import annotations

import json
import shutil
import sqlite3
from pathlib import Path

import pytest

from reviewer.model.verdict import Value
from reviewer.workspace import Workspace, heads
from tests.workspace.workspace_tools import UNION, WAGES, Folder, claim


def kept(state: Path) -> dict:
    return json.loads((state / "heads.json").read_text("utf-8"))


def database(folder: Folder) -> Path:
    return folder.path / "db" / "reviewer.db"


def cut(path: Path, number: int) -> None:
    """Takes the last events of the only log away, with everything that follows from them."""
    with sqlite3.connect(path) as conn:
        (size,) = conn.execute("SELECT max(seq) FROM event").fetchone()
        conn.execute("DROP TRIGGER IF EXISTS event_delete")
        for (name,) in conn.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            conn.execute(f"DROP TRIGGER {name}")
        conn.execute("DELETE FROM event WHERE seq > ?", (size - number,))
        conn.execute("UPDATE head SET (seq, hash) = (SELECT seq, hash FROM event ORDER BY seq DESC LIMIT 1)")
    conn.close()


def failing(workspace: Workspace) -> list[str]:
    return [finding.words for finding in workspace.verify().findings if finding.ok is False]


def test_closing_keeps_the_head_and_root_of_each_log(folder: Folder, state: Path):
    with folder.open() as workspace:
        workspace.verdict(claim(workspace, UNION), Value.SUPPORTED)
        size, log = workspace.desk.db.head().seq, workspace.desk.db.log
    found = kept(state)
    assert found["logs"][log]["size"] == size
    assert set(found["logs"][log]) == {"size", "head", "root"}
    assert found["places"] == {str(folder.path.resolve()): [log]}
    assert (state / "heads.json").stat().st_mode & 0o777 == 0o600


def test_opening_to_read_writes_nothing(folder: Folder, state: Path):
    with folder.open(read_only=True) as workspace:
        assert workspace.verify().ok
    assert not state.exists()


def test_a_place_that_cannot_be_written_does_not_keep_the_workspace_from_closing(
    folder: Folder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("REVIEWER_STATE", str(tmp_path / "file" / "state"))
    with folder.open() as workspace:
        workspace.verdict(claim(workspace, UNION), Value.SUPPORTED)
    with folder.open() as workspace:
        assert workspace.verify().ok


def test_a_log_that_goes_on_is_consistent_with_what_was_kept(folder: Folder):
    for words in (UNION, WAGES):
        with folder.open() as workspace:
            workspace.verdict(claim(workspace, words), Value.SUPPORTED)
    with folder.open() as workspace:
        report = workspace.verify()
    assert report.ok
    assert any("continues what was kept in heads.json" in finding.words for finding in report.findings)


def test_a_cut_end_shows_and_keeps_showing(folder: Folder):
    with folder.open() as workspace:
        workspace.verdict(claim(workspace, UNION), Value.SUPPORTED)
    cut(database(folder), 1)
    with folder.open() as workspace:
        workspace.rebuild()
        assert any("tail was cut off" in words for words in failing(workspace))
        for words in (WAGES, UNION):
            workspace.verdict(claim(workspace, words), Value.REFUTED)
        assert any("another one than was recorded before" in words for words in failing(workspace))
    with folder.open() as workspace:
        assert any("rewritten" in words for words in failing(workspace))


def test_another_database_in_the_same_place_shows(folder: Folder, tmp_path: Path):
    with folder.open() as workspace:
        workspace.verdict(claim(workspace, UNION), Value.SUPPORTED)
    shutil.rmtree(folder.path / "db")
    with folder.open() as workspace:
        workspace.update()
        assert any("the database was replaced" in words for words in failing(workspace))


def test_an_owner_of_the_machine_can_begin_anew(folder: Folder):
    with folder.open() as workspace:
        workspace.verdict(claim(workspace, UNION), Value.SUPPORTED)
    cut(database(folder), 1)
    with folder.open() as workspace:
        workspace.rebuild()
        heads.remember(workspace.desk.db, workspace.folder, anew=True)
        assert workspace.verify().ok


@pytest.mark.parametrize(
    "text", ["", "[]", "{", '{"format": "reviewer.heads/1", "logs": {"a": 1, "b": {"size": "1"}}, "places": 3}']
)
def test_a_file_that_is_none_counts_as_nothing_kept(folder: Folder, state: Path, text: str):
    state.mkdir()
    (state / "heads.json").write_text(text)
    with folder.open() as workspace:
        assert workspace.verify().ok
    assert kept(state)["logs"]
