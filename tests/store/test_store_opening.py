from __future__ import annotations

import os
import sqlite3
import stat
from pathlib import Path

import pytest

from reviewer.errors import NewerDatabase, NotFound, NotOurs, ReadOnly, StoreError
from reviewer.store import _sqlite, opening, schema
from reviewer.store.connections import Connections
from reviewer.store.database import Database
from tests.store.store_tools import Desk, new_database


def path_in(folder: Path) -> Path:
    return folder / "db" / "reviewer.db"


def test_a_new_database_begins_with_its_own_log_and_who_founded_it(database: Database) -> None:
    first, second = (stored.event for stored in database.events())
    assert (first.type, second.type) == ("genesis", "actor")
    assert first.by == second.by == database.founder
    assert first.data["joins"] is None
    assert database.words(second.data["name"]) == "Ana"
    assert database.project == first.data["project"]
    assert database.head().seq == 2


def test_the_founder_is_owner(database: Database) -> None:
    (person,) = database.decisions.persons()
    assert person.role == "owner"
    assert [database.words(name) for name in person.names] == ["Ana"]


def test_opening_again_finds_the_same_log_and_adds_nothing(tmp_path: Path) -> None:
    with new_database(tmp_path) as first:
        log, last = first.log, first.last_id()
    with new_database(tmp_path, name="Somebody else") as again:
        assert (again.log, again.last_id(), again.remarks) == (log, last, ())


def test_pragmas_of_every_connection(database: Database) -> None:
    conn = database._c.conn

    def value(name: str) -> object:
        return conn.execute(f"PRAGMA {name}").fetchone()[0]

    assert value("synchronous") == 2
    assert value("busy_timeout") == 30_000
    assert value("trusted_schema") == 0
    assert value("foreign_keys") == 1
    assert value("journal_mode") == _sqlite.JOURNAL == database.journal
    assert value("application_id") == schema.APPLICATION_ID
    assert value("user_version") == schema.BASE_VERSION


def test_the_journal_follows_from_the_wal_reset_fix() -> None:
    fixed = _sqlite.module.sqlite_version_info >= (3, 51, 3)
    assert fixed is _sqlite.HAS_WAL_FIX
    assert _sqlite.JOURNAL in (("wal",) if fixed else ("truncate",))
    assert _sqlite.module.sqlite_version in _sqlite.described()


def test_sqlite_utils_takes_the_same_sqlite() -> None:
    from sqlite_utils.utils import sqlite3 as theirs

    assert theirs.sqlite_version == _sqlite.module.sqlite_version


def test_without_the_fix_the_journal_is_truncated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    new_database(tmp_path).close()
    monkeypatch.setattr(_sqlite, "JOURNAL", "truncate")
    with new_database(tmp_path) as database:
        assert database.journal == "truncate"
        event = Desk(database).verdict(1)
    with new_database(tmp_path) as again:
        assert again.event(event.hash) == event


def test_the_file_is_private(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        new_database(tmp_path).close()
    finally:
        os.umask(before)
    assert stat.S_IMODE(path_in(tmp_path).stat().st_mode) == 0o600


def test_in_a_folder_of_a_team_the_file_is_the_teams(tmp_path: Path) -> None:
    folder = tmp_path / "db"
    folder.mkdir()
    folder.chmod(0o2770)
    before = os.umask(0o077)
    try:
        with new_database(tmp_path) as database:
            Desk(database).verdict(1)
            for file in folder.iterdir():
                assert stat.S_IMODE(file.stat().st_mode) == 0o660, file.name
    finally:
        os.umask(before)


def test_nothing_but_the_database_is_left_in_its_folder(tmp_path: Path) -> None:
    new_database(tmp_path).close()
    assert [file.name for file in (tmp_path / "db").iterdir()] == ["reviewer.db"]


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"", "empty"),
        (b"claims: []\n" * 100, "not a database"),
        (b"SQLite format 3\x00" + bytes(4096), "not a database"),
    ],
)
def test_files_that_are_no_database_are_refused_and_left_alone(tmp_path: Path, content: bytes, what: str) -> None:
    path = path_in(tmp_path)
    path.parent.mkdir()
    path.write_bytes(content)
    for read_only in (False, True):
        with pytest.raises(NotOurs, match=what):
            Database.create_or_open(path, read_only=read_only)
    assert path.read_bytes() == content
    assert [file.name for file in path.parent.iterdir()] == ["reviewer.db"]


def test_another_programs_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = path_in(tmp_path)
    path.parent.mkdir()
    foreign = sqlite3.connect(path)
    foreign.execute("CREATE TABLE recipe(name TEXT)")
    foreign.commit()
    foreign.close()
    content = path.read_bytes()
    with pytest.raises(NotOurs, match="another program"):
        Database.create_or_open(path)
    assert path.read_bytes() == content


@pytest.mark.parametrize("statement", ["PRAGMA user_version=2", "UPDATE stamp SET value = 99 WHERE name = 'corpus'"])
def test_a_newer_database_is_refused_and_left_alone(tmp_path: Path, statement: str) -> None:
    path = path_in(tmp_path)
    new_database(tmp_path).close()
    conn = _sqlite.connect(str(path), isolation_level=None)
    conn.execute(statement)
    conn.close()
    content = path.read_bytes()
    with pytest.raises(NewerDatabase, match="newer version"):
        Database.create_or_open(path)
    assert path.read_bytes() == content


def test_a_damaged_header_or_schema_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = path_in(tmp_path)
    new_database(tmp_path).close()
    whole = path.read_bytes()
    for start, length in ((0, 16), (100, 400)):
        content = whole[:start] + b"\xff" * length + whole[start + length :]
        path.write_bytes(content)
        with pytest.raises(NotOurs):
            Database.create_or_open(path)
        assert path.read_bytes() == content


def test_a_file_cut_short_is_refused(tmp_path: Path) -> None:
    path = path_in(tmp_path)
    new_database(tmp_path).close()
    content = path.read_bytes()[:5000]
    path.write_bytes(content)
    with pytest.raises(NotOurs):
        Database.create_or_open(path)
    assert path.read_bytes() == content


def test_a_database_without_its_base_tables_is_refused(tmp_path: Path) -> None:
    path = path_in(tmp_path)
    path.parent.mkdir()
    conn = _sqlite.connect(str(path), isolation_level=None)
    conn.execute(f"PRAGMA application_id={schema.APPLICATION_ID}")
    conn.execute("CREATE TABLE event(id INTEGER PRIMARY KEY)")
    conn.close()
    with pytest.raises(NotOurs, match="tables are missing: head, blob, fork, stamp"):
        Database.create_or_open(path)


def test_a_folder_in_its_place_is_refused(tmp_path: Path) -> None:
    path_in(tmp_path).mkdir(parents=True)
    with pytest.raises(NotOurs, match="folder"):
        Database.create_or_open(path_in(tmp_path))


def test_reading_only_makes_no_file(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        Database.create_or_open(path_in(tmp_path), read_only=True)
    assert not path_in(tmp_path).exists()


def test_reading_only_reads_all_and_writes_nothing(tmp_path: Path) -> None:
    with new_database(tmp_path) as database:
        event = Desk(database).verdict(1)
    with Database.create_or_open(path_in(tmp_path), read_only=True) as reader:
        assert reader.read_only
        assert reader.event(event.hash) == event
        assert reader.decisions.check() == []
        with pytest.raises(ReadOnly):
            reader.append([], by=event.by, via="os")
        with pytest.raises(ReadOnly):
            reader.local.save_draft("a", "b")
        with pytest.raises(ReadOnly):
            reader.actor_named("Bo", via="os")
        assert reader.actor_named("Ana", via="os") == event.by


def test_where_shared_memory_cannot_be_made_it_is_read_as_it_lies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with new_database(tmp_path) as database:
        event = Desk(database).verdict(1)
    connect = Connections.connect

    def refusing(self: Connections) -> _sqlite.Connection:
        if "immutable" not in self._uri:
            error = _sqlite.OperationalError("unable to open database file")
            error.sqlite_errorname = "SQLITE_CANTOPEN"
            raise error
        return connect(self)

    monkeypatch.setattr(Connections, "connect", refusing)
    with Database.create_or_open(path_in(tmp_path), read_only=True) as reader:
        assert reader.event(event.hash) == event


def test_a_folder_that_cannot_be_written_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refusing(path: object, flags: int, mode: int = 0o777) -> int:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(os, "open", refusing)
    with pytest.raises(ReadOnly, match="cannot be made here"):
        Database.create_or_open(path_in(tmp_path))


def test_guards_refuse_to_change_or_delete_events(database: Database) -> None:
    conn = database._c.conn
    for statement in ("UPDATE event SET body = ''", "DELETE FROM event", "UPDATE event SET id = id + 10"):
        with pytest.raises(_sqlite.IntegrityError, match="events are never"):
            conn.execute(statement)
    assert database.faults() == []


def test_missing_guards_are_put_back_and_told(tmp_path: Path) -> None:
    new_database(tmp_path).close()
    conn = _sqlite.connect(str(path_in(tmp_path)), isolation_level=None)
    conn.execute("DROP TRIGGER event_is_never_changed")
    conn.close()
    with Database.create_or_open(path_in(tmp_path), read_only=True) as reader:
        assert reader.remarks == (opening.GUARDS_MISSING,)
    with new_database(tmp_path) as database:
        assert database.remarks == (opening.GUARDS_MISSING,)
        assert schema.missing_guards(database._c.conn) == []
    with new_database(tmp_path) as database:
        assert database.remarks == ()


def test_a_guard_that_does_nothing_counts_as_missing(tmp_path: Path) -> None:
    new_database(tmp_path).close()
    conn = _sqlite.connect(str(path_in(tmp_path)), isolation_level=None)
    conn.execute("DROP TRIGGER event_is_never_deleted")
    conn.execute("CREATE TRIGGER event_is_never_deleted BEFORE DELETE ON event BEGIN SELECT 1; END")
    conn.close()
    with new_database(tmp_path) as database:
        assert database.remarks == (opening.GUARDS_MISSING,)


def test_network_file_systems_are_told_by_their_mount(tmp_path: Path) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(
        "/dev/vda / ext4 rw 0 0\n"
        f"server:/desk {tmp_path}/team\\040desk nfs4 rw 0 0\n"
        f"tmpfs {tmp_path}/team\\040desk/fast tmpfs rw 0 0\n"
        "short\n"
    )
    for folder in ("team desk", "team desk/fast", "teams"):
        (tmp_path / folder).mkdir(parents=True, exist_ok=True)
    assert opening.network_type(tmp_path / "team desk" / "reviewer.db", mounts) == "nfs4"
    assert opening.network_type(tmp_path / "team desk" / "fast" / "reviewer.db", mounts) is None
    assert opening.network_type(tmp_path / "teams" / "reviewer.db", mounts) is None
    assert opening.network_type(tmp_path / "reviewer.db", tmp_path / "no such file") is None


def test_a_network_file_system_is_refused_unless_allowed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "network_type", lambda path: "nfs4")
    with pytest.raises(StoreError, match="network file system \\(nfs4\\)"):
        Database.create_or_open(path_in(tmp_path))
    assert not path_in(tmp_path).exists()
    with Database.create_or_open(path_in(tmp_path), allow_network=True) as database:
        assert database.journal == "truncate"


def test_older_acts_are_replayed_and_an_older_corpus_is_emptied(tmp_path: Path) -> None:
    with new_database(tmp_path) as database:
        event = Desk(database).verdict(1)
        database.local.save_draft("note", "half a thought")
    conn = _sqlite.connect(str(path_in(tmp_path)), isolation_level=None)
    conn.execute("UPDATE stamp SET value = 0 WHERE name IN ('decisions', 'corpus')")
    conn.execute("DROP TABLE act")
    conn.execute("DROP TABLE match")
    conn.close()
    with new_database(tmp_path) as database:
        act = database.decisions.act(event.hash)
        assert act is not None
        assert act.current
        assert database.decisions.check() == []
        assert database.corpus.counts().articles == 0
        assert database.local.draft("note") == "half a thought"


def test_a_closed_database_says_so(tmp_path: Path) -> None:
    database = new_database(tmp_path)
    database.close()
    with pytest.raises(StoreError):
        database.last_id()
