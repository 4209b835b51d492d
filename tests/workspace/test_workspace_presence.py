"""Who has a claim open elsewhere: told for a while, gone with the process, never an error, in no log."""

from __future__ import annotations

from pathlib import Path

from reviewer.store import presence
from reviewer.store.presence import Presence
from reviewer.workspace import Workspace
from tests.workspace.workspace_tools import Folder, events, rows


def test_others_see_who_has_a_claim_open_until_they_move_on_or_leave(folder: Folder, desk: Workspace) -> None:
    one, other = (row.id for row in rows(desk)[:2])
    before = events(desk)
    with folder.open("Bo") as bo:
        bo.dwell(one)
        assert desk.others_at(one) == ("Bo",)
        assert bo.others_at(one) == (), "not of oneself"
        bo.dwell(other)
        assert (desk.others_at(one), desk.others_at(other)) == ((), ("Bo",))
    assert desk.others_at(other) == ()
    assert events(desk) in (before, before + 1), "nothing but Bo's name is in the log"


def test_two_windows_of_one_person_are_told_of_each_other(folder: Folder, desk: Workspace) -> None:
    claim = rows(desk)[0].id
    with folder.open("Ada") as again:
        again.dwell(claim)
        assert desk.others_at(claim) == ("Ada",)


def test_who_died_is_forgotten(tmp_path: Path, monkeypatch) -> None:
    here, there = (Presence(tmp_path / "presence.db", name, 0o600) for name in "ab")
    there.at("bo", "claim")
    assert here.others("claim") == ("bo",)
    later = presence.time.time() + presence.FRESH_SECONDS + 1
    monkeypatch.setattr(presence.time, "time", lambda: later)
    assert here.others("claim") == ()


def test_a_place_that_takes_no_file_or_holds_no_database_is_no_error(tmp_path: Path) -> None:
    nowhere = Presence(tmp_path / "absent" / "presence.db", "a", 0o600)
    nowhere.at("bo", "claim")
    (tmp_path / "presence.db").write_text("no database at all, but words\n" * 50)
    spoilt = Presence(tmp_path / "presence.db", "a", 0o600)
    spoilt.at("bo", "claim")
    assert nowhere.others("claim") == spoilt.others("claim") == ()
    (tmp_path / "real").write_text("")
    (tmp_path / "link.db").symlink_to(tmp_path / "real")
    Presence(tmp_path / "link.db", "a", 0o600).at("bo", "claim")
    assert (tmp_path / "real").read_text() == "", "a link is not followed"


def test_only_who_may_read_the_database_may_read_who_is_here(tmp_path: Path) -> None:
    Presence(tmp_path / "presence.db", "a", 0o600).at("bo", "claim")
    assert (tmp_path / "presence.db").stat().st_mode & 0o777 == 0o600
