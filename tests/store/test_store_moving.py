"""Pages move from the write-ahead log into the database while nobody waits, and the log never grows without end."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from reviewer.store import _sqlite, moving
from reviewer.store.database import Database
from tests.store.store_tools import Desk, new_database

pytestmark = pytest.mark.skipif(_sqlite.JOURNAL != "wal", reason="this SQLite is not trusted with a write-ahead log")
ACTS = 80
"""Enough to fill what is worth moving: an act changes some twenty pages."""
MOST = 3 * moving.PAGES * 4096


@pytest.fixture
def moved(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of threads that moved pages."""
    names: list[str] = []
    real: Callable[[_sqlite.Connection], None] = moving.move

    def noted(conn: _sqlite.Connection) -> None:
        real(conn)
        names.append(threading.current_thread().name)

    monkeypatch.setattr(moving, "move", noted)
    return names


def wal(folder: Path) -> Path:
    return folder / "db" / "reviewer.db-wal"


def test_no_act_of_a_person_moves_pages_and_a_moment_later_they_are_moved(
    tmp_path: Path, moved: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(moving, "IDLE", 0.05)
    with new_database(tmp_path) as database:
        desk = Desk(database)
        for number in range(3 * ACTS):
            desk.verdict(number)
            if number % ACTS == ACTS - 1:
                until(lambda times=number // ACTS: len(moved) > times)
        assert set(moved) == {"reviewer-moving"}
        assert wal(tmp_path).stat().st_size < MOST, "what was moved is written over"
    assert not any(thread.name == "reviewer-moving" for thread in threading.enumerate())
    assert not wal(tmp_path).exists()


def test_whoever_writes_without_a_pause_moves_them_in_the_end(tmp_path: Path, moved: list[str]) -> None:
    with new_database(tmp_path) as database:
        desk = Desk(database)
        for number in range(8 * ACTS):
            desk.verdict(number)
        assert wal(tmp_path).stat().st_size < 2 * moving.MANY * 4096
        assert threading.current_thread().name in moved


def test_commands_beside_an_open_screen_leave_no_endless_log(tmp_path: Path) -> None:
    with new_database(tmp_path) as screen:
        screen.changed()
        for number in range(2 * ACTS):
            with Database.create_or_open(tmp_path / "db" / "reviewer.db") as command:
                Desk(command).verdict(number)
        assert wal(tmp_path).stat().st_size < MOST
        assert screen.faults() == []


def test_long_work_moves_its_own(tmp_path: Path, moved: list[str]) -> None:
    with new_database(tmp_path) as database:
        for number in range(30):
            database.put_blobs({name_of(number): blob(number)})
        assert moved
        assert set(moved) == {threading.current_thread().name}


def blob(number: int) -> bytes:
    return bytes([number]) * 400_000


def name_of(number: int) -> str:
    from reviewer.log.words import sha

    return sha(blob(number))


def until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 30
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.01)
