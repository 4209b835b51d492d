"""A log is read out of a damaged file: nothing that can be read is lost, nothing is taken that does not prove itself."""

from __future__ import annotations

import errno
import os
import random
import shutil
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from reviewer.errors import Busy, Damaged, NotOurs, Replaced
from reviewer.store import place
from reviewer.store.database import Database
from reviewer.store.salvage import salvage
from tests.store.store_tools import Desk, new_database

PAGE = 4096
LONG = "because the list of the union says so. " * 200
"""A reason that does not fit on one page."""


def path_in(folder: Path) -> Path:
    return folder / "db" / "reviewer.db"


@pytest.fixture
def whole(tmp_path: Path) -> Path:
    """The file of a closed database with sixty acts and a long text."""
    with new_database(tmp_path) as database:
        desk = Desk(database)
        for number in range(60):
            desk.verdict(number % 20, rationale=LONG if number == 7 else f"reason {number}")
    return path_in(tmp_path)


def header(path: Path) -> None:
    with path.open("r+b") as file:
        file.write(bytes(100))


def first_page(path: Path) -> None:
    with path.open("r+b") as file:
        file.write(bytes(PAGE))


def schema_of_noise(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(100)
        file.write(b"\xff" * 2000)


@pytest.mark.parametrize("damage", [header, first_page, schema_of_noise])
def test_without_header_or_schema_all_of_the_log_is_read(whole: Path, damage: Callable[[Path], None]) -> None:
    before = contents(whole)
    damage(whole)
    bytes_then = whole.read_bytes()
    with pytest.raises(Damaged, match="damaged"):
        Database.create_or_open(whole)
    assert whole.read_bytes() == bytes_then
    found = salvage(whole)
    assert (found.left, found.short, found.absent) == (0, {}, 0)
    assert found.kept.read_bytes() == bytes_then
    assert contents(whole) == before
    with Database.create_or_open(whole) as database:
        assert database.faults() == []
        assert database.decisions.check() == []


def contents(path: Path) -> tuple[object, ...]:
    """Events in order of arrival, words, and how acts stand."""
    with Database.create_or_open(path) as database:
        events = [one.event.body for one in database.events()]
        acts = [(a.event.hash, a.live, a.current, a.person) for a in database.decisions.acts_of_type("verdict")]
        reasons = [database.words(act.event.data["rationale"]) for act in database.decisions.acts_of_type("verdict")]
        return events, acts, reasons, database.head()


def test_acts_that_stand_only_in_the_write_ahead_log_are_read(tmp_path: Path) -> None:
    with new_database(tmp_path / "live") as database:
        if database.journal != "wal":
            pytest.skip("this SQLite is not trusted with a write-ahead log")
        desk = Desk(database)
        for number in range(30):
            desk.verdict(number, rationale=LONG if number == 3 else "reason")
        shutil.copytree(tmp_path / "live" / "db", tmp_path / "db")
        events = [one.event.hash for one in database.events()]
    path = path_in(tmp_path)
    assert path.with_name("reviewer.db-wal").stat().st_size > 0
    first_page(path)
    found = salvage(path)
    assert (found.events, found.absent) == (len(events), 0)
    with Database.create_or_open(path) as database:
        assert [one.event.hash for one in database.events()] == events
    assert found.kept.with_name(f"{found.kept.name}-wal").exists()


def test_of_pages_overwritten_at_random_only_what_proves_itself_is_taken(whole: Path, tmp_path: Path) -> None:
    with Database.create_or_open(whole) as database:
        all_events = [one.event for one in database.events()]
    for seed in range(8):
        path = tmp_path / f"copy{seed}" / "db" / "reviewer.db"
        path.parent.mkdir(parents=True)
        shutil.copy(whole, path)
        draw = random.Random(seed)
        with path.open("r+b") as file:
            for page in range(path.stat().st_size // PAGE):
                if draw.random() < 0.2:
                    file.seek(page * PAGE + draw.randrange(PAGE // 2))
                    file.write(draw.randbytes(500))
        try:
            found = salvage(path)
        except NotOurs:  # the first event of the log was hit
            assert [file.name for file in path.parent.iterdir()] == ["reviewer.db"]
            continue
        with Database.create_or_open(path) as database:
            kept = [one.event for one in database.events()]
            assert kept == all_events[: len(kept)]
            assert database.faults() == []
        assert found.events == len(kept)


def test_what_is_missing_is_taken_from_elsewhere(whole: Path) -> None:
    before = contents(whole)
    with Database.create_or_open(whole) as database:
        events = [one.event for one in database.events()]
        names = [event.data["rationale"] for event in events if event.type == "verdict"]
        blobs = {name: body for name in names if (body := database.blob(name)) is not None}
    with whole.open("r+b") as file:
        file.truncate(whole.stat().st_size // 3 // PAGE * PAGE)
    found = salvage(whole, events, blobs.get)
    assert (found.events, found.left, found.short) == (len(events), 0, {})
    assert contents(whole)[:1] == before[:1]
    assert contents(whole)[2] == before[2]


def test_erased_words_do_not_come_back(whole: Path) -> None:
    with Database.create_or_open(whole) as database:
        act = database.decisions.acts_of_type("verdict")[7]
        sha = act.event.data["rationale"]
        database.forget([sha])
    first_page(whole)
    salvage(whole)
    with Database.create_or_open(whole) as database:
        assert database.erased(sha)
    assert LONG.encode()[:60] not in whole.read_bytes()


@pytest.mark.parametrize("content", [b"", b"claims: []\n" * 1000, os.urandom(20 * PAGE), bytes(20 * PAGE)])
def test_a_file_without_a_log_is_left_as_it_is(tmp_path: Path, content: bytes) -> None:
    path = path_in(tmp_path)
    path.parent.mkdir()
    path.write_bytes(content)
    with pytest.raises(NotOurs, match="nothing of a log"):
        salvage(path)
    assert path.read_bytes() == content
    assert [file.name for file in path.parent.iterdir()] == ["reviewer.db"]


def test_who_has_the_damaged_file_open_is_refused_and_loses_nothing_that_was_saved(tmp_path: Path) -> None:
    with new_database(tmp_path) as database:
        desk = Desk(database)
        before = desk.verdict(1).hash
        header(path_in(tmp_path))
        salvage(path_in(tmp_path))
        with pytest.raises(Replaced, match="took the place") as refused:
            desk.verdict(2)
        assert "not saved" in refused.value.kept
        with pytest.raises(Replaced):
            database.changed()
        with Database.create_or_open(path_in(tmp_path)) as new:
            Desk(new).verdict(3)
            size = path_in(tmp_path).with_name("reviewer.db-wal").stat().st_size if new.journal == "wal" else 0
            database.close()
            assert not size or path_in(tmp_path).with_name("reviewer.db-wal").stat().st_size == size
            assert before in new.hashes()
            assert new.faults() == []


def test_who_opens_another_thread_on_the_old_file_is_refused(tmp_path: Path) -> None:
    with new_database(tmp_path) as database:
        header(path_in(tmp_path))
        salvage(path_in(tmp_path))
        seen: list[BaseException] = []

        def look() -> None:
            try:
                database.head()
            except Replaced as error:
                seen.append(error)

        thread = threading.Thread(target=look)
        thread.start()
        thread.join()
        assert len(seen) == 1


def test_a_database_that_was_deleted_or_moved_away_takes_no_verdict(tmp_path: Path) -> None:
    with new_database(tmp_path) as database:
        desk = Desk(database)
        desk.verdict(1)
        path_in(tmp_path).rename(tmp_path / "aside.db")
        with pytest.raises(Replaced, match="no longer at"):
            desk.verdict(2)
        (tmp_path / "aside.db").rename(path_in(tmp_path))
        desk.verdict(2)


def test_a_folder_that_may_not_be_locked_still_takes_verdicts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unsupported(*_: object) -> None:
        raise OSError(errno.ENOLCK, "no locks here")

    monkeypatch.setattr(place.fcntl, "flock", unsupported)
    with new_database(tmp_path) as database:
        Desk(database).verdict(1)


def test_whoever_writes_without_a_pause_keeps_a_rebuild_out_and_is_named(
    whole: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(place, "PATIENCE", 0.05)
    with place.together(whole), pytest.raises(Busy, match="without a pause"):
        in_a_thread(lambda: salvage(whole))
    with place.alone(whole), pytest.raises(Busy, match="made anew"):
        in_a_thread(lambda: Database.create_or_open(whole))
    assert [file.name for file in whole.parent.iterdir()] == ["reviewer.db"]


def in_a_thread(act: Callable[[], object]) -> None:
    """Calls it as another would, and raises what it raises."""
    with ThreadPoolExecutor(1) as pool:
        pool.submit(act).result()
