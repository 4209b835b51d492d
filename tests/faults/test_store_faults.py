"""What a person was told is saved is there after any end of the process, and nothing is ever half there."""

from __future__ import annotations

import random
import resource
import signal
import subprocess
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from reviewer.errors import Busy, DiskFull
from reviewer.log import chain
from reviewer.store import _sqlite, connections
from reviewer.store.database import Database
from tests.store.store_tools import Desk, claim_of, new_database

Start = Callable[..., "subprocess.Popen[str]"]


def whole(path: Path) -> Database:
    """The database after a fault: nothing half there, and what is kept equals what follows from the log."""
    database = Database.create_or_open(path)
    assert database.faults() == []
    assert chain.check(database.rows()) == []
    assert database.decisions.check() == []
    return database


def begin(process: subprocess.Popen[str]) -> None:
    """Waits until the writer has opened the database, then lets it write."""
    assert process.stdout is not None
    assert process.stdin is not None
    assert process.stdout.readline().startswith("ready")
    process.stdin.write("go\n")
    process.stdin.flush()


def kill_after(process: subprocess.Popen[str], lines: int, seconds: float) -> list[str]:
    """Kills the writer (-9) a moment after so many acknowledgements; gives all that it made."""
    assert process.stdout is not None
    told = [process.stdout.readline().strip() for _ in range(lines)]
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        pass
    process.kill()
    told += process.stdout.read().split()
    process.wait()
    return [hash_ for hash_ in told if len(hash_) == 64]


def kill_rounds(start: Start, folder: Path, rounds: int, seed: int) -> None:
    chance = random.Random(seed)
    path = folder / "db" / "reviewer.db"
    told: set[str] = set()
    for number in range(rounds):
        writers = [start(path, name, 10_000, number * 100) for name in ("Ana", "Bo")[: 1 + number % 2]]
        for process in writers:
            begin(process)
        for process in writers:
            told.update(kill_after(process, chance.randint(0, 4), chance.random() * 0.01))
        with whole(path) as database:
            assert told <= set(database.hashes())
    assert len(told) > rounds


def test_nothing_acknowledged_is_lost_when_writers_are_killed(start: Start, tmp_path: Path) -> None:
    kill_rounds(start, tmp_path, 15, seed=1)


@pytest.mark.long
def test_nothing_acknowledged_is_lost_in_two_hundred_kills(start: Start, tmp_path: Path) -> None:
    kill_rounds(start, tmp_path, 200, seed=2)


@pytest.mark.parametrize(
    ("place", "kept"), [("after_event_insert", False), ("before_commit", False), ("after_commit", True)]
)
def test_a_crash_at_a_named_place(start: Start, tmp_path: Path, place: str, kept: bool) -> None:
    path = tmp_path / "db" / "reviewer.db"
    with new_database(tmp_path) as database:
        before = database.last_id()
    process = start(path, "Ana", 1, crash_at=place)
    begin(process)
    assert process.stdout is not None
    assert process.stdout.read() == ""
    assert process.wait() == -signal.SIGKILL
    with whole(path) as database:
        assert database.last_id() == before + kept
        assert len(database.decisions.acts_of_claim(claim_of(0))) == kept
        assert Desk(database).verdict(0).seq == before + kept + 1


def test_four_processes_write_at_once_and_nothing_is_lost(start: Start, tmp_path: Path) -> None:
    path = tmp_path / "db" / "reviewer.db"
    new_database(tmp_path).close()
    writers = [start(path, name, 40, i * 100) for i, name in enumerate(("Ana", "Bo", "Cy", "Di"))]
    for process in writers:
        begin(process)
    told = {hash_ for process in writers for hash_ in process.communicate()[0].split()}
    assert [process.returncode for process in writers] == [0, 0, 0, 0]
    with whole(path) as database:
        assert len(told) == 160
        assert told <= set(database.hashes())
        assert sorted(len(person.actors) for person in database.decisions.persons()) == [1, 1, 1, 1]


def test_processes_that_make_the_same_database_at_once_share_it(start: Start, tmp_path: Path) -> None:
    path = tmp_path / "db" / "reviewer.db"
    makers = [start(path, name, 2) for name in ("Ana", "Bo", "Cy", "Di", "Ed", "Flo")]
    logs = set()
    for process in makers:
        assert process.stdout is not None
        line = process.stdout.readline()
        assert line.startswith("ready"), line
        logs.add(line)
    assert len(logs) == 1
    for process in makers:
        process.communicate("go\n")
    assert [process.returncode for process in makers] == [0] * 6
    assert [file.name for file in path.parent.iterdir()] == ["reviewer.db"]
    with whole(path) as database:
        assert len(database.decisions.persons()) == 6
        assert len(database.decisions.acts_of_type("verdict")) == 12


def test_a_crash_while_a_database_is_made_leaves_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from reviewer.store import opening

    def failing(temporary: Path, path: Path) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(opening, "_put_in_place", failing)
    with pytest.raises(KeyboardInterrupt):
        new_database(tmp_path)
    assert list((tmp_path / "db").iterdir()) == []


def limited() -> None:
    """In the child: no file may grow over 700 kB, as on a full disk."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (700_000, 700_000))


def test_a_full_disk_loses_nothing_that_was_acknowledged(start: Start, tmp_path: Path) -> None:
    path = tmp_path / "db" / "reviewer.db"
    new_database(tmp_path).close()
    process = start(path, "Ana", 10_000, preexec_fn=limited)
    begin(process)
    output = process.communicate()[0].split("\n")
    assert process.returncode == 1
    assert output[-2] == "error disk_full"
    told = set(output[:-2])
    assert len(told) > 10
    with whole(path) as database:
        assert told == set(database.hashes()[2:])
        assert Desk(database).verdict(9_999).seq == len(told) + 3


def test_a_database_that_may_not_grow_says_that_the_disk_is_full(tmp_path: Path) -> None:
    with new_database(tmp_path) as database:
        desk = Desk(database)
        conn = database._c.conn
        conn.execute(f"PRAGMA max_page_count={conn.execute('PRAGMA page_count').fetchone()[0] + 4}")
        told = []

        def write_on() -> None:
            for number in range(1000):
                told.append(desk.verdict(number).hash)

        with pytest.raises(DiskFull, match="takes no more"):
            write_on()
        assert not conn.in_transaction
        assert database.hashes()[2:] == told
        conn.execute("PRAGMA max_page_count=100000")
        desk.verdict(5_000)
        assert database.decisions.check() == []


def test_a_writer_that_stands_still_is_waited_for_and_then_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "BUSY_SECONDS", 0.2)
    with new_database(tmp_path) as database:
        desk = Desk(database)
        other = _sqlite.connect(str(database.path), isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Busy, match="another process"):
            desk.verdict(1)
        assert database.last_id() == 2
        other.execute("ROLLBACK")
        other.close()
        desk.verdict(1)


def test_an_act_on_a_screen_does_not_stand_still_for_long(tmp_path: Path) -> None:
    with new_database(tmp_path) as database:
        desk = Desk(database)
        database.wait_for_acts(0.2)
        other = _sqlite.connect(str(database.path), isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        began = time.monotonic()
        with pytest.raises(Busy, match="another process"):
            desk.verdict(1)
        assert time.monotonic() - began < connections.BUSY_SECONDS / 2
        other.execute("ROLLBACK")
        other.close()
        desk.verdict(1)


def test_an_act_waits_for_its_turn_and_is_saved(tmp_path: Path) -> None:
    with new_database(tmp_path) as database:
        desk = Desk(database)
        other = _sqlite.connect(str(database.path), isolation_level=None, check_same_thread=False)
        other.execute("BEGIN IMMEDIATE")
        thread = threading.Thread(target=desk.verdict, args=(1,))
        thread.start()
        other.execute("ROLLBACK")
        thread.join()
        other.close()
        assert database.last_id() == 3


def test_the_log_is_a_clean_beginning_of_itself_wherever_the_wal_was_cut(tmp_path: Path) -> None:
    """What a torn write-ahead log still holds is a beginning of the chain; a head kept elsewhere shows the rest."""
    if not _sqlite.HAS_WAL_FIX:
        pytest.skip("this SQLite keeps no write-ahead log here")
    path = tmp_path / "db" / "reviewer.db"
    wal = path.with_name("reviewer.db-wal")
    with new_database(tmp_path) as database:
        desk = Desk(database)
        for number in range(6):
            desk.verdict(number)
        hashes = database.hashes()
        file, log = path.read_bytes(), wal.read_bytes()
    chance = random.Random(3)
    lengths = set()
    for number in range(12):
        copy = tmp_path / f"copy {number}" / "reviewer.db"
        copy.parent.mkdir()
        copy.write_bytes(file)
        copy.with_name("reviewer.db-wal").write_bytes(log[: chance.randint(0, len(log))])
        with whole(copy) as database:
            found = database.hashes()
            assert found == hashes[: len(found)]
            lengths.add(len(found))
    assert len(lengths) > 1


def test_bits_that_flip_never_show_as_another_history(tmp_path: Path) -> None:
    """A flipped bit in the file is refused, or found, or lies where nothing is."""
    path = tmp_path / "db" / "reviewer.db"
    with new_database(tmp_path) as database:
        desk = Desk(database)
        for number in range(6):
            desk.verdict(number)
        hashes = database.hashes()
    file = bytearray(path.read_bytes())
    chance = random.Random(5)
    found = 0
    for number in range(150):
        at, bit = chance.randrange(100, len(file)), 1 << chance.randrange(8)
        copy = tmp_path / f"copy {number}.db"
        changed = bytearray(file)
        changed[at] ^= bit
        copy.write_bytes(changed)
        found += _is_found(copy, hashes)
    assert found > 0


def _is_found(path: Path, hashes: list[str]) -> bool:
    from reviewer.errors import ReviewerError

    try:
        with Database.create_or_open(path, read_only=True) as database:
            faults = database.faults() or chain.check(database.rows()) or database.decisions.check()
            return bool(faults) or database.hashes() != hashes
    except ReviewerError:
        return True
