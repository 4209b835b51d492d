"""A damaged database is refused and left as it is; `rebuild` makes it anew from what can be read of its log."""

from __future__ import annotations

from pathlib import Path

import pytest

from reviewer.store import _sqlite
from reviewer.store.schema import BASE_TABLES
from tests.cli.conftest import Call

COMMANDS = [
    ("claims",),
    ("verify",),
    ("next",),
    ("show", "1.1"),
    ("export", "yaml"),
    ("doctor",),
    ("verdict", "1.1", "s"),
]


def zero_header(path: Path) -> None:
    with path.open("r+b") as file:
        file.write(bytes(4096))


def spoil_all_but_the_log(path: Path) -> None:
    """Noise over the first page of each table and index but the tables of the log itself."""
    conn = _sqlite.connect(str(path))
    roots = conn.execute("SELECT name, rootpage FROM sqlite_master WHERE rootpage > 1").fetchall()
    conn.close()
    with path.open("r+b") as file:
        for name, page in roots:
            if name not in BASE_TABLES:
                file.seek((page - 1) * 4096)
                file.write(b"\xa5" * 4096)


def values(call: Call) -> dict[str, str | None]:
    """What each listed claim came to, by its id."""
    rows = [line["claim"] for line in call("--as", "ana", "claims", "--jsonl").lines]
    return {row["id"]: row["value"] for row in rows}


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_says_what_to_do_and_touches_nothing(folder: Path, call: Call, command: tuple[str, ...]) -> None:
    database = folder / "db" / "reviewer.db"
    zero_header(database)
    content = database.read_bytes()
    answer = call(*command)
    assert "Traceback" not in answer.out + answer.err
    assert "damaged" in answer.out + answer.err
    assert answer.code == (0 if command == ("doctor",) else 1)
    if command != ("doctor",):
        assert "reviewer rebuild" in answer.err
        assert "left as it is" in answer.err
    assert database.read_bytes() == content


@pytest.mark.parametrize("spoil", [zero_header, spoil_all_but_the_log])
def test_after_rebuild_every_verdict_is_there_and_the_log_is_proved(folder: Path, call: Call, spoil: object) -> None:
    for claim, key in (("1.1", "supported"), ("1.2", "refuted"), ("2.1", "conflicting")):
        assert call("--as", "ana", "verdict", claim, key, "--why", f"because of {key}").code == 0
    before = values(call)
    database = folder / "db" / "reviewer.db"
    assert callable(spoil)
    spoil(database)
    content = database.read_bytes()
    answer = call("--as", "ana", "rebuild", "--json")
    assert answer.code == 0, answer.err
    assert "damaged-1" in answer.json["salvaged"][0]
    assert (folder / "db" / "reviewer.db.damaged-1").read_bytes() == content
    assert values(call) == before
    assert call("verify").code == 0
    assert call("--as", "ana", "verdict", "1.3", "supported").code == 0
    assert call("verify").code == 0


def test_what_is_lost_is_said_and_a_sync_folder_has_it(folder: Path, call: Call, tmp_path: Path) -> None:
    share = tmp_path / "share"
    share.mkdir()
    assert call("--as", "ana", "verdict", "1.1", "refuted").code == 0
    assert call("--as", "ana", "sync", str(share)).code == 0
    database = folder / "db" / "reviewer.db"
    with database.open("r+b") as file:
        file.truncate(60 * 4096)
    lost = call("--as", "ana", "rebuild", "--from", str(share), "--json")
    assert lost.code == 0, lost.err
    assert len(lost.json["salvaged"]) == 2
    assert call("verify").code == 0
    assert "refuted" in values(call).values()


def test_a_sound_database_is_not_made_from_a_folder(folder: Path, call: Call, tmp_path: Path) -> None:
    (tmp_path / "share").mkdir()
    answer = call("rebuild", "--from", str(tmp_path / "share"))
    assert answer.code == 2
    assert "sound" in answer.err
    assert [file.name for file in (folder / "db").iterdir()] == ["reviewer.db"]


def test_erasing_names_the_damaged_file_that_was_put_aside(folder: Path, call: Call) -> None:
    call("--as", "ana", "note", "1.1", "--why", "the minister told me in the corridor")
    zero_header(folder / "db" / "reviewer.db")
    assert call("--as", "ana", "rebuild").code == 0
    note = next(line["event"]["hash"] for line in call("log", "--jsonl").lines if line["event"]["type"] == "note")
    answer = call("--as", "ana", "erase", note, "--why", "a source asked", "--yes")
    assert answer.code == 0, answer.err
    assert "damaged-1: delete it" in answer.out
