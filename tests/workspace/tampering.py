"""What somebody who can write the database may do to it, as well as they can: guards put back, heads moved along."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from reviewer.log import canonical, words
from reviewer.log.event import hash_of
from reviewer.workspace import Workspace
from tests.workspace.workspace_tools import Folder, new_folder

REVERSED_SALT = "5a" * 16


@contextmanager
def opened(folder: Folder) -> Iterator[sqlite3.Connection]:
    """The database without its guards, which are put back at the end."""
    conn = sqlite3.connect(folder.path / "db" / "reviewer.db")
    guards = conn.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _ in guards:
        conn.execute(f"DROP TRIGGER {name}")
    yield conn
    for _, sql in guards:
        conn.execute(sql)
    conn.commit()
    conn.close()


def verdict(conn: sqlite3.Connection) -> int:
    """The number of the first verdict."""
    return conn.execute('SELECT min(seq) FROM event WHERE body LIKE \'%"type":"verdict"%\'').fetchone()[0]


def rebuilt(folder: Folder) -> None:
    """What follows from the log, made anew, as `reviewer rebuild` does."""
    with folder.open() as workspace:
        workspace.rebuild()


def rechain(conn: sqlite3.Connection, change: Callable[[int, dict], None]) -> None:
    """Changes bodies and makes every hash behind them fit again, with all that names one."""
    names: dict[str, str] = {}
    prev = "0" * 64
    for id_, seq, old, body in conn.execute("SELECT id, seq, hash, body FROM event ORDER BY seq").fetchall():
        for before, after in names.items():
            body = body.replace(before, after)
        fields = canonical.decode(body)
        change(seq, fields)
        fields["prev"] = prev
        body = canonical.encode(fields)
        prev = hash_of(body)
        if prev != old:
            names[old] = prev
        conn.execute("UPDATE event SET hash = ?, body = ? WHERE id = ?", (prev, body, id_))
    conn.execute("UPDATE head SET hash = ?", (prev,))


def edit(folder: Folder) -> None:
    with opened(folder) as conn:
        conn.execute(
            "UPDATE event SET body = replace(body, '\"round\":1', '\"round\":2') WHERE seq = ?", (verdict(conn),)
        )


def edit_and_rechain(folder: Folder) -> None:
    with opened(folder) as conn:
        number, blob = verdict(conn), words.salted("refuted", REVERSED_SALT)
        conn.execute("INSERT INTO blob(sha256, body) VALUES (?, ?)", (words.sha(blob), blob))

        def change(seq: int, fields: dict) -> None:
            if seq == number:
                fields["data"]["value"] = words.sha(blob)

        rechain(conn, change)
        conn.execute("DELETE FROM blob WHERE body LIKE '%supported' AND sha256 NOT IN (SELECT sha256 FROM act_blob)")
    rebuilt(folder)


def back_date(folder: Folder) -> None:
    with opened(folder) as conn:
        number = verdict(conn)
        (body,) = conn.execute("SELECT body FROM event WHERE seq = ?", (number - 1,)).fetchone()
        early = canonical.decode(body)["at"]

        def change(seq: int, fields: dict) -> None:
            if seq >= number:
                fields["at"] = early

        rechain(conn, change)
    rebuilt(folder)


def delete(folder: Folder) -> None:
    with opened(folder) as conn:
        conn.execute("DELETE FROM event WHERE seq = ?", (verdict(conn),))


def renumber(folder: Folder) -> None:
    with opened(folder) as conn:
        number = verdict(conn)
        conn.execute("DELETE FROM event WHERE seq = ?", (number,))
        for (seq,) in conn.execute("SELECT seq FROM event WHERE seq > ? ORDER BY seq", (number,)).fetchall():
            conn.execute("UPDATE event SET seq = seq - 1 WHERE seq = ?", (seq,))
        conn.execute("UPDATE head SET seq = seq - 1")


def swap(folder: Folder) -> None:
    with opened(folder) as conn:
        number = verdict(conn)
        for old, new in ((number, -1), (number + 1, number), (-1, number + 1)):
            conn.execute("UPDATE event SET seq = ? WHERE seq = ?", (new, old))


def cut_tail(folder: Folder) -> None:
    with opened(folder) as conn:
        conn.execute("DELETE FROM event WHERE seq > ?", (verdict(conn),))
        conn.execute("UPDATE head SET (seq, hash) = (SELECT seq, hash FROM event ORDER BY seq DESC LIMIT 1)")
    rebuilt(folder)


def replace_all(folder: Folder) -> None:
    other = new_folder(folder.path.parent / "other")
    with other.open() as workspace:
        workspace.update()
    for name in ("reviewer.db", "reviewer.db-wal", "reviewer.db-shm"):
        (folder.path / "db" / name).unlink(missing_ok=True)
    (other.path / "db" / "reviewer.db").rename(folder.path / "db" / "reviewer.db")


def change_a_table(folder: Folder) -> None:
    with opened(folder) as conn:
        conn.execute("UPDATE claim_status SET value = 'refuted' WHERE value = 'supported'")


ATTACKS: dict[str, Callable[[Folder], None]] = {
    "an event edited": edit,
    "an event edited, all behind it chained anew": edit_and_rechain,
    "an event deleted": delete,
    "an event deleted, the rest renumbered": renumber,
    "two events swapped": swap,
    "the end cut off": cut_tail,
    "back-dated, chained anew": back_date,
    "the whole database replaced": replace_all,
    "a table behind the log changed": change_a_table,
}

KINDS = {
    "was edited": "edited",
    "renumbered": "renumbered",
    "swapped": "swapped",
    "deleted": "deleted",
    "cut off": "cut off",
    "rewritten": "rewritten",
    "was replaced": "replaced",
    "the log says": "replay differs",
    "replay": "replay differs",
    "superseded or undone": "superseded",
    "was undone, replaced": "superseded",
    "is left out": "left out",
    "is not in the file": "left out",
}


def told(report: object) -> str:
    """The kind of the first fault that a check names; "" where it finds none."""
    for finding in report.findings:
        if finding.ok is False:
            return next((kind for sign, kind in KINDS.items() if sign in f"{finding.what}: {finding.words}"), "changed")
    return "" if report.ok else "cannot tell"


def other_machine(folder: Folder, path: Path) -> Path:
    """The log file of another machine that took in the log of this one."""
    own = path / "own.jsonl"
    with folder.open(read_only=True) as workspace:
        workspace.export_log("jsonl", own, names=True)
    far = new_folder(path / "far")
    with far.open("Bo") as workspace:
        workspace.update()
        workspace.import_file(own)
        workspace.export_log("jsonl", path / "theirs.jsonl")
    return path / "theirs.jsonl"


def judge(workspace: Workspace) -> None:
    """A few acts, some of which supersede others."""
    from reviewer.model.verdict import Value
    from tests.workspace.workspace_tools import SAILINGS, UNION, WAGES, claim

    workspace.verdict(claim(workspace, UNION), Value.SUPPORTED, rationale="seen the list")
    workspace.verdict(claim(workspace, WAGES), Value.REFUTED)
    workspace.verdict(claim(workspace, WAGES), Value.SUPPORTED, rationale="the ledger says so")
    workspace.verdict(claim(workspace, SAILINGS), Value.NOT_ENOUGH_EVIDENCE)
