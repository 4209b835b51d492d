"""Making a database file, and looking at one before it is trusted.

A new file is made whole beside its place and then linked there, so that no other process ever sees half of it and a
crash leaves nothing. A file that is not ours, newer, empty or damaged is left as it is, byte for byte.
"""

from __future__ import annotations

import os
import secrets
import stat
from collections.abc import Callable
from pathlib import Path

from reviewer.errors import DiskFull, NewerDatabase, NotFound, NotOurs, ReadOnly, StoreError
from reviewer.model.ids import digest
from reviewer.store import _sqlite, schema
from reviewer.store.connections import Connections
from reviewer.store.trouble import damaged, explain, translated

NETWORK_TYPES = frozenset({"9p", "afs", "ceph", "cifs", "davfs", "glusterfs", "lustre", "ncpfs", "nfs", "nfs4"})
NETWORK_TYPES |= {"smb2", "smb3", "smbfs", "fuse.davfs2", "fuse.gcsfuse", "fuse.glusterfs", "fuse.rclone"}
NETWORK_TYPES |= {"fuse.s3fs", "fuse.smbnetfs", "fuse.sshfs"}
"""Types of file systems as /proc/mounts names them on which locks or shared memory cannot be relied upon."""
MOUNTS = Path("/proc/mounts")
GUARDS_MISSING = (
    "the guards that keep events from being changed were missing or altered: run `reviewer verify` to see whether "
    "anything was"
)


def create(path: Path, fill: Callable[[Connections], None]) -> None:
    """Makes the database at `path` unless another process is faster; `fill` writes into the new one before it shows.

    Raises:
        ReadOnly, DiskFull, StoreError: no file is left behind.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_name(f".{path.name}.{secrets.token_hex(8)}.new")
        os.close(os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except OSError as error:
        raise _cannot_create(path, error) from error
    try:
        temporary.chmod(mode_for(path.parent))
        _make(temporary, fill)
        _put_in_place(temporary, path)
    except OSError as error:
        raise _cannot_create(path, error) from error
    finally:
        for leftover in (
            temporary,
            *(temporary.with_name(temporary.name + end) for end in ("-wal", "-shm", "-journal")),
        ):
            leftover.unlink(missing_ok=True)


def mode_for(folder: Path) -> int:
    """0660 where the folder is setgid and group-writable (a team's), else 0600."""
    mode = folder.stat().st_mode
    return 0o660 if mode & stat.S_ISGID and mode & stat.S_IWGRP else 0o600


def _make(path: Path, fill: Callable[[Connections], None]) -> None:
    connections = Connections(path, "mode=rw")
    try:
        set_journal(connections, wal=not network_type(path))
        with connections.write() as conn:
            schema.create_base(conn)
            schema.create_local(conn)
            schema.create_decisions(conn)
            schema.create_corpus(conn)
            fill(connections)
    finally:
        connections.close()


def _put_in_place(temporary: Path, path: Path) -> None:
    """Links the finished file to its name; where another process was faster, theirs stays."""
    try:
        os.link(temporary, path)
    except FileExistsError:
        return
    except OSError:
        # Some file systems have no links. Between the look and the rename another could only have made an equal start.
        if path.exists():
            return
        temporary.rename(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _cannot_create(path: Path, error: OSError) -> StoreError:
    return ReadOnly(
        f"{path}: the database cannot be made here ({error.strerror or error})",
        kept="nothing was made",
        next_step="make the folder writable, or choose another place",
    )


def set_journal(connections: Connections, *, wal: bool = True) -> str:
    """Sets the journal this SQLite can be trusted with, and gives it ("wal", "truncate")."""
    wanted = _sqlite.JOURNAL if wal else "truncate"
    with translated(connections.path):
        now = connections.value("PRAGMA journal_mode")
        if now != wanted:
            now = connections.value(f"PRAGMA journal_mode={wanted}")
    return str(now)


def look(path: Path) -> None:
    """Looks at an existing file without changing it.

    Raises:
        NotOurs: empty, no SQLite database, another program's, or damaged. NewerDatabase: of a newer program.
        StoreError: it may not be read. NotFound: no such file.
    """
    if not path.exists():
        raise NotFound(f"{path}: there is no database", next_step="run `reviewer` in a workspace folder to make one")
    if path.is_dir():
        raise NotOurs(f"{path}: a folder stands where the database should be")
    if path.stat().st_size == 0:
        raise damaged(path, "the file is empty")
    if not os.access(path, os.R_OK):
        raise _hidden(path, "you may not read this file")
    try:
        _check_marks(path, "mode=ro")
    except _sqlite.OperationalError as error:
        # A crash in TRUNCATE mode leaves a journal that only a writer may roll back; immutable reads without it. On a
        # full disk there is no room for WAL's shared memory.
        why = explain(error, path)
        name = str(getattr(error, "sqlite_errorname", ""))
        if not (isinstance(why, DiskFull) or "READONLY" in name or "CANTOPEN" in name):
            raise why from error
        with translated(path):
            _check_marks(path, "mode=ro&immutable=1")
    except _sqlite.DatabaseError as error:
        raise explain(error, path) from error


def refuse_hidden(path: Path) -> None:
    """Raises StoreError where one may not even see whether there is a database."""
    try:
        path.stat()
    except PermissionError as error:
        raise _hidden(path, "you may not look into its folder") from error
    except OSError:
        return  # there is none: whoever makes or opens it says so


def _hidden(path: Path, why: str) -> StoreError:
    return StoreError(
        f"{path}: {why}",
        kept="nothing was changed",
        next_step="ask its owner for access, or work on a copy of your own",
    )


def _check_marks(path: Path, options: str) -> None:
    conn = _sqlite.connect(f"{path.absolute().as_uri()}?{options}", uri=True, isolation_level=None)
    try:
        check_marks(conn, path)
    finally:
        conn.close()


def check_marks(conn: _sqlite.Connection, path: Path) -> None:
    """Whether this is a database of ours that we understand. Raises NotOurs, NewerDatabase."""
    application = conn.execute("PRAGMA application_id").fetchone()[0]
    if application != schema.APPLICATION_ID:
        raise _not_ours(path, "it belongs to another program")
    version = conn.execute("PRAGMA user_version").fetchone()[0]
    if version > schema.BASE_VERSION:
        raise _newer(path, version, schema.BASE_VERSION)
    tables = {name for (name,) in conn.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    missing = [name for name in (*schema.BASE_TABLES, "stamp") if name not in tables]
    if missing:
        raise damaged(path, f"tables are missing: {', '.join(missing)}")
    for name, ours in (("decisions", schema.DECISIONS_VERSION), ("corpus", schema.CORPUS_VERSION)):
        found = schema.stamp(conn, name)
        if found is not None and found > ours:
            raise _newer(path, found, ours)


def _not_ours(path: Path, why: str) -> NotOurs:
    return NotOurs(
        f"{path}: not a database of this program ({why})",
        kept="the file was left as it is",
        next_step="put the workspace's database in its place, or move it away to start afresh",
    )


def _newer(path: Path, found: int, ours: int) -> NewerDatabase:
    return NewerDatabase(
        f"{path}: made by a newer version of this program (its format is {found}, this program knows {ours})",
        kept="the file was left as it is",
        next_step="update reviewer on this machine",
    )


def network_type(path: Path, mounts: Path = MOUNTS) -> str | None:
    """The type of network file system that `path` lies on, None for a local one or where it cannot be told."""
    try:
        lines = mounts.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return None
    here = path.absolute().parent.resolve()
    best, kind = -1, ""
    for line in lines:
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        point = Path(fields[1].replace("\\040", " "))
        if (here == point or point in here.parents) and len(point.parts) > best:
            best, kind = len(point.parts), fields[2]
    return kind if kind in NETWORK_TYPES else None


def refuse_network(path: Path) -> None:
    """Raises StoreError where `path` lies on a network file system: WAL is not safe there."""
    kind = network_type(path)
    if kind:
        raise StoreError(
            f"{path}: this folder lies on a network file system ({kind}), where SQLite's locks cannot be relied upon",
            kept="nothing was changed",
            next_step="keep the workspace on a local disk and exchange it between machines with `reviewer sync`",
        )


def refuse_closed(path: Path) -> None:
    """Raises ReadOnly where file or folder takes no writing: SQLite would say so late, or that it cannot be opened."""
    if not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        raise ReadOnly(
            f"{path}: cannot be written here",
            kept="everything saved before",
            next_step="open it read-only, or make the file and its folder writable",
        )


def connections_to_read(path: Path) -> Connections:
    """Connections that write nothing. Raises StoreError where the file stands but cannot be read so."""
    wal = path.with_name(path.name + "-wal")
    for options in ("mode=ro", "mode=ro&immutable=1"):
        connections = Connections(path, options)
        try:
            connections.conn.execute("SELECT count(*) FROM head").fetchone()
        except _sqlite.OperationalError as error:
            connections.close()
            # In a folder that cannot be written, WAL's shared memory cannot be made; without a WAL it is not needed.
            if "immutable" in options or (wal.exists() and wal.stat().st_size > 0):
                raise explain(error, path) from error
        else:
            return connections
    raise AssertionError("one of the two ways raises or returns")


def refuse_damaged(connections: Connections) -> None:
    """Raises Damaged where SQLite's own check finds anything. Reads the whole file."""
    found = _integrity(connections)
    if found:
        raise damaged(connections.path, found[0])


def _integrity(connections: Connections) -> list[str]:
    """SQLite's own check, on a connection of its own.

    On one that was used before another connection wrote, FTS5 checks new pages against the structure that it knew:
    "corruption found" where there is none (SQLite 3.53.4, which added this check in 3.44; 119 of 300 tries).
    """
    with translated(connections.path):
        conn = connections.connect()
        try:
            return [f"SQLite says: {line}" for (line,) in conn.execute("PRAGMA integrity_check") if line != "ok"]
        finally:
            conn.close()


def faults(connections: Connections) -> list[str]:
    """What SQLite, the guards, heads and blobs say is wrong with the file, in plain sentences."""
    found = _integrity(connections)
    with connections.snapshot():
        if schema.missing_guards(connections.conn):
            found.append(GUARDS_MISSING)
        for log, seq, hash_ in connections.rows(
            "SELECT h.log, h.seq, h.hash FROM head h LEFT JOIN event e ON e.log = h.log AND e.seq = h.seq "
            "AND e.hash = h.hash WHERE e.id IS NULL OR EXISTS "
            "(SELECT 1 FROM event l WHERE l.log = h.log AND l.seq > h.seq)"
        ):
            found.append(f"log {log[:8]}: its head names event {seq} ({hash_[:12]}), which is not its last one")
        for sha256, body in connections.conn.execute("SELECT sha256, body FROM blob WHERE body IS NOT NULL"):
            if digest(body) != sha256:
                found.append(f"blob {sha256[:12]}: its bytes are not what its name says")
    return found
