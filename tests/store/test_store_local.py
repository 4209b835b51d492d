from __future__ import annotations

from reviewer.store.database import Database


def test_drafts_are_kept_and_forgotten(database: Database) -> None:
    local = database.local
    assert local.draft("claim 1") == ""
    local.save_draft("claim 1", "half a \x1b thought\n")
    local.save_draft("claim 2", "other")
    assert local.draft("claim 1") == "half a \x1b thought\n"
    assert set(local.drafts()) == {"claim 1", "claim 2"}
    local.save_draft("claim 1", "")
    assert local.drafts() == {"claim 2": "other"}


def test_views_are_kept_by_name(database: Database) -> None:
    local = database.local
    local.save_view("numbers", '{"has_number":true}')
    local.save_view("a", "1")
    local.save_view("a", "2")
    assert local.views() == {"a": "2", "numbers": '{"has_number":true}'}
    local.drop_view("a")
    assert list(local.views()) == ["numbers"]


def test_settings_are_kept(database: Database) -> None:
    local = database.local
    assert local.get("last claim") == ""
    local.set("last claim", "3.12")
    assert local.get("last claim") == "3.12"
    local.set("last claim", "")
    assert local.get("last claim") == ""


def test_local_things_survive_a_rebuild(database: Database) -> None:
    database.local.save_draft("a", "b")
    database.local.set("c", "d")
    database.corpus.drop()
    database.rebuild_decisions()
    assert (database.local.draft("a"), database.local.get("c")) == ("b", "d")


def test_nothing_local_is_in_an_event(database: Database) -> None:
    before = database.last_id()
    database.local.save_draft("a", "b")
    database.local.set("c", "d")
    assert database.last_id() == before
