"""What happens to a database from outside: signals inside a write, clocks, copies, upgrades at once, many kills."""

from __future__ import annotations

import random
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reviewer.log import chain
from reviewer.model.verdict import Value
from reviewer.store import _sqlite
from reviewer.store.database import Database
from reviewer.workspace import Workspace
from tests.faults.conftest import ROOT
from tests.faults.test_store_faults import whole
from tests.store.store_tools import Desk, new_database
from tests.workspace.workspace_tools import UNION, WAGES, claim, new_folder

Start = Callable[..., "subprocess.Popen[str]"]
PATIENCE = 300.0
"""Seconds that a machine under load may take for one step."""


class Watched:
    """A writer and what it said is saved."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.told: list[str] = []
        self._news = threading.Condition()
        self._thread = threading.Thread(target=self._read, daemon=True)
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
        self._thread.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            with self._news:
                self.told += [line.strip()] if len(line.strip()) == 64 else []
                self._news.notify_all()

    def wait_for(self, number: int) -> None:
        with self._news:
            assert self._news.wait_for(lambda: len(self.told) >= number, PATIENCE)

    def kill(self) -> list[str]:
        self.process.kill()
        self._thread.join(PATIENCE)
        return self.told


def killed_among_eight(start: Start, folder: Path, rounds: int, seed: int) -> None:
    chance = random.Random(seed)
    path = folder / "db" / "reviewer.db"
    new_database(folder).close()

    def writer(number: int) -> Watched:
        return Watched(start(path, f"writer {number % 8}", 10_000, number * 100))

    writers = [writer(number) for number in range(8)]
    told: set[str] = set()
    for number in range(8, 8 + rounds):
        at = chance.randrange(8)
        writers[at].wait_for(chance.randint(0, 2))
        told.update(writers[at].kill())
        writers[at] = writer(number)
    for each in writers:
        told.update(each.kill())
    with whole(path) as database:
        assert told <= set(database.hashes())
        assert len(told) > rounds // 2


def test_writers_killed_among_others_lose_nothing_that_was_acknowledged(start: Start, tmp_path: Path) -> None:
    killed_among_eight(start, tmp_path, 6, seed=11)


@pytest.mark.long
def test_two_hundred_kills_among_eight_writers_lose_nothing(start: Start, tmp_path: Path) -> None:
    killed_among_eight(start, tmp_path, 200, seed=12)


ENDED = """
import os, signal, sys
from pathlib import Path
from reviewer.store.database import Database
from tests.store.store_tools import Desk
signal.signal(signal.SIGINT, signal.default_int_handler)
signal.signal(signal.SIGHUP, signal.SIG_DFL)
database = Database.create_or_open(Path(sys.argv[1]))
desk = Desk(database)
print(desk.verdict(1).hash, flush=True)
append = database.append_with
database.append_with = lambda build, **more: append(build, after=lambda _: os.kill(os.getpid(), int(sys.argv[2])), **more)
desk.verdict(2)
print("saved", flush=True)
"""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGKILL])
def test_a_process_ended_inside_a_write_leaves_the_acts_before_it(tmp_path: Path, number: int) -> None:
    path = tmp_path / "db" / "reviewer.db"
    new_database(tmp_path).close()
    call = [sys.executable, "-c", ENDED, str(path), str(int(number))]
    done = subprocess.run(call, cwd=ROOT, capture_output=True, text=True, check=False, timeout=PATIENCE)
    assert done.returncode != 0
    (told,) = done.stdout.split()
    with whole(path) as database:
        assert database.hashes()[2:] == [told]
        assert Desk(database).verdict(2).seq == 4


@pytest.fixture
def own_ctrl_c() -> Iterator[None]:
    """Ctrl-C as in a terminal, also where the tests run in the background of a shell, which ignores it there."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("own_ctrl_c")
def test_ctrl_c_inside_a_write_takes_back_that_act_and_no_other(tmp_path: Path) -> None:
    with new_database(tmp_path) as database:
        desk = Desk(database)
        first = desk.verdict(1)
        append = database.append_with
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(
                database,
                "append_with",
                lambda build, **more: append(build, after=lambda _: signal.raise_signal(signal.SIGINT), **more),
            )
            with pytest.raises(KeyboardInterrupt):
                desk.verdict(2)
        assert not database._c.conn.in_transaction
        assert database.head().hash == first.hash
        assert desk.verdict(2).prev == first.hash
    whole(tmp_path / "db" / "reviewer.db").close()


def test_a_clock_that_runs_back_or_far_ahead_orders_nothing(tmp_path: Path) -> None:
    times = iter(
        ["2026-03-01T10:00:00.000000Z"] * 2
        + ["2039-01-19T03:14:08.000000Z", "2026-02-28T23:59:59.999999Z", "1969-12-31T23:59:59.000000Z"]
    )
    path = tmp_path / "db" / "reviewer.db"
    with Database.create_or_open(path, name="Ana", clock=lambda: next(times)) as database:
        desk = Desk(database)
        made = [desk.verdict(1, value) for value in ("supported", "refuted", "conflicting")]
        (current,) = [act for act in database.decisions.acts_of_type("verdict") if act.current]
        assert current.event == made[-1]
        found = chain.check(database.rows())
        assert [fault.kind for fault in found] == [chain.Kind.CLOCK_BACK] * 2
        assert not any(fault.kind.tampering for fault in found)
        assert database.decisions.check() == []


def judged(place: Path) -> tuple[Path, Path]:
    """A workspace that was closed after two verdicts, and what stood in it, without its log of writes, after one."""
    folder = new_folder(place / "desk")
    file = folder.path / "db" / "reviewer.db"
    with folder.open() as workspace:
        workspace.update()
        workspace.verdict(claim(workspace, UNION), Value.SUPPORTED, copies=False)
        workspace.desk.db._c.value("PRAGMA wal_checkpoint(TRUNCATE)")
        workspace.verdict(claim(workspace, WAGES), Value.SUPPORTED, copies=False)
        copy = place / "without-wal.db"
        shutil.copy(file, copy)  # the second verdict stands in the -wal file only
    return folder.path, copy


@pytest.mark.skipif(not _sqlite.HAS_WAL_FIX, reason="this SQLite keeps no write-ahead log here")
def test_a_database_copied_without_its_wal_opens_and_heads_tell_what_is_missing(tmp_path: Path) -> None:
    folder, copy = judged(tmp_path)
    file = folder / "db" / "reviewer.db"
    for end in ("", "-wal", "-shm"):
        file.with_name(file.name + end).unlink(missing_ok=True)
    shutil.copy(copy, file)
    with Workspace.open(folder, me="Ada", via="flag") as workspace:
        assert len(workspace.desk.db.decisions.acts_of_type("verdict")) == 1
        report = workspace.verify()
        assert report.ok is False
        assert any("cut off" in finding.words for finding in report.findings)
        assert workspace.desk.db.faults() == []
        workspace.verdict(claim(workspace, WAGES), Value.SUPPORTED, copies=False)


@pytest.mark.skipif(not _sqlite.HAS_WAL_FIX, reason="this SQLite keeps no write-ahead log here")
def test_a_wal_and_shared_memory_that_are_left_over_or_deleted_do_not_keep_it_from_opening(tmp_path: Path) -> None:
    path = tmp_path / "db" / "reviewer.db"
    with new_database(tmp_path) as database:
        desk = Desk(database)
        hashes = [desk.verdict(number).hash for number in range(3)]
        left = {end: path.with_name(path.name + end).read_bytes() for end in ("", "-wal", "-shm")}
    for name, ends in {"all": ("", "-wal", "-shm"), "no shm": ("", "-wal"), "neither": ("",)}.items():
        there = tmp_path / name / "reviewer.db"
        there.parent.mkdir()
        for end in ends:
            there.with_name(there.name + end).write_bytes(left[end])
        with whole(there) as database:
            found = database.hashes()[2:]
            assert found == hashes[: len(found)]
            assert len(found) == 3 or name == "neither"


OPENER = """
import sys
from pathlib import Path
from reviewer.store.database import Database
print("here", flush=True)
sys.stdin.readline()
with Database.create_or_open(Path(sys.argv[1])) as database:
    print(len(database.decisions.acts_of_type("verdict")), flush=True)
"""


def test_processes_that_upgrade_the_same_database_at_once_all_work(tmp_path: Path) -> None:
    path = tmp_path / "db" / "reviewer.db"
    with new_database(tmp_path) as database:
        desk = Desk(database)
        for number in range(20):
            desk.verdict(number)
        with database.write():  # as an older program left it
            database._c.conn.execute("UPDATE stamp SET value = 0 WHERE name IN ('decisions', 'corpus')")
            database._c.conn.execute("DELETE FROM act")
    call = [sys.executable, "-c", OPENER, str(path)]
    openers = [
        subprocess.Popen(call, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(6)
    ]
    for process in openers:
        assert process.stdout is not None
        assert process.stdout.readline() == "here\n"
    said = []
    for process in openers:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    for process in openers:
        said.append(process.communicate(timeout=PATIENCE)[0])
        assert process.returncode == 0
    assert said == ["20\n"] * 6
    whole(path).close()
