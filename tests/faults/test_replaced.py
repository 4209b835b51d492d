"""A database that is made anew while others have it open: what they were told is saved is in the new one."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from reviewer.store.database import Database
from reviewer.store.salvage import salvage
from tests.faults.conftest import ROOT
from tests.faults.test_store_faults import begin, whole
from tests.store.store_tools import Desk, new_database

Start = Callable[..., "subprocess.Popen[str]"]
_SALVAGE = "import sys, pathlib; from reviewer.store.salvage import salvage; salvage(pathlib.Path(sys.argv[1]))"


def test_a_rebuild_under_writers_loses_nothing_and_refuses_them_afterwards(start: Start, tmp_path: Path) -> None:
    path = tmp_path / "db" / "reviewer.db"
    new_database(tmp_path).close()
    writers = [start(path, name, 10_000, i * 10_000) for i, name in enumerate(("Ana", "Bo"))]
    for process in writers:
        begin(process)
    time.sleep(0.3)
    salvage(path)
    told = [process.communicate()[0].split() for process in writers]
    assert [process.returncode for process in writers] == [1, 1]
    assert all(lines[-2:] == ["error", "replaced"] for lines in told)
    acknowledged = {line for lines in told for line in lines if len(line) == 64}
    with whole(path) as database:
        assert len(acknowledged) > 10
        assert acknowledged <= set(database.hashes())


@pytest.mark.parametrize("point", ["exchange_kept", "exchange_cleared"])
def test_a_crash_while_the_files_are_exchanged_loses_nothing(tmp_path: Path, point: str) -> None:
    path = tmp_path / "db" / "reviewer.db"
    with new_database(tmp_path / "live") as database:
        told = [Desk(database).verdict(number).hash for number in range(20)]
        shutil.copytree(tmp_path / "live" / "db", path.parent)  # most stands in the write-ahead log alone
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "REVIEWER_CRASH_AT": point}
    done = subprocess.run([sys.executable, "-c", _SALVAGE, str(path)], env=environment, check=False)
    assert done.returncode == -signal.SIGKILL
    assert path.exists(), "one of the two stands there at every moment"
    found = salvage(path)
    assert found.short == {}
    with whole(path) as database:
        assert set(told) <= set(database.hashes())


def test_whoever_opens_meanwhile_waits_and_finds_the_new_one(start: Start, tmp_path: Path) -> None:
    path = tmp_path / "db" / "reviewer.db"
    with new_database(tmp_path) as database:
        before = Desk(database).verdict(1).hash
    with path.open("r+b") as file:
        file.write(bytes(100))
    from reviewer.store import place

    with place.alone(path):
        process = start(path, "Ana", 3, 10)
        time.sleep(0.5)
        salvage(path)
    begin(process)
    told = process.communicate()[0].split()
    assert process.returncode == 0
    with Database.create_or_open(path) as database:
        assert {before, *told} <= set(database.hashes())
