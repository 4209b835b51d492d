"""What a sync writes: the own log's rows and words, and rows of others that the folder lacks.

Blobs first, then the rows that name them. Sealed words of open rounds, private notes (unless asked for) and the files
that only those name stay here; what was erased is taken out of the folder, whoever wrote it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from reviewer.log import types
from reviewer.log.kinds import PRIVATE
from reviewer.store.decisions import Act
from reviewer.workspace import blind, boundplace, erasing
from reviewer.workspace.desk import Desk
from reviewer.workspace.syncfolder import ALSO, LOGS, SyncFolder
from reviewer.workspace.updating import Work


@dataclass(slots=True)
class Given:
    """What was written. `sealed`: words of open blind rounds that stay here. `lines`: rows by log as they stand now."""

    events: int = 0
    words: int = 0
    sealed: int = 0
    erased: int = 0
    lines: dict[str, int] = field(default_factory=dict)


def give(desk: Desk, folder: SyncFolder, work: Work, *, private: bool) -> Given:
    """Writes what is new here. Raises DiskFull, ExportError."""
    given = Given()
    mine = [log for log in boundplace.read(desk.db).logs if desk.db.exchange.hashes(log)]
    also = _also(desk, folder, mine)
    _give_words(desk, folder, [*mine, *also], given, work, private=private)
    for log in mine:
        given.events += _give_log(desk, folder, log)
    _give_also(desk, folder, also)
    for sha in desk.db.exchange.erased():
        given.erased += folder.drop_blob(sha)
    given.lines = {log: _lines(desk, folder, log) for log in folder.logs()}
    return given


def _give_log(desk: Desk, folder: SyncFolder, log: str) -> int:
    """Brings the file of a log that this database writes up to it; how many rows were added."""
    hashes = desk.db.exchange.hashes(log)
    there = folder.rows(LOGS, log, hashes)
    if there.new:
        return 0  # somebody else writes it too: what is only here goes out beside
    if there.lines == len(hashes) and not (there.torn or there.fault):
        return 0
    if there.lines and not (there.torn or there.fault):
        folder.add_rows(log, desk.db.exchange.bodies(log, there.lines))
    else:
        folder.put_rows(LOGS, log, desk.db.exchange.bodies(log, 0))
    return len(hashes) - there.lines


def _also(desk: Desk, folder: SyncFolder, mine: list[str]) -> dict[str, list[str]]:
    """By log, the bodies that count, that the folder's own file of that log lacks, and that nobody else may bring."""
    rights = desk.db.decisions.ground().rights
    forked = {fork.log for fork in desk.db.forks()}
    found: dict[str, list[str]] = {}
    for head in desk.db.heads():
        if not rights.joined(head.log) or (head.log in mine and head.log not in forked):
            continue
        hashes = desk.db.exchange.hashes(head.log)
        there = folder.rows(LOGS, head.log, hashes)
        known = {event.hash for event in there.new}
        bodies = list(desk.db.exchange.bodies(head.log, there.lines - len(there.new)))
        bodies += [fork.body for fork in desk.db.forks() if fork.log == head.log and fork.hash not in known]
        if head.log in mine and not there.new:  # the rows of the log itself go into its own file
            bodies = [fork.body for fork in desk.db.forks() if fork.log == head.log]
        if bodies:
            found[head.log] = bodies
    return found


def _give_also(desk: Desk, folder: SyncFolder, also: dict[str, list[str]]) -> None:
    """Writes the rows of others in a file of our own, or takes it away where the folder has them all."""
    bodies = [body for log in sorted(also) for body in also[log]]
    name = desk.db.log
    for log in boundplace.read(desk.db).logs:
        if log != name or not bodies:
            folder.drop_rows(ALSO, log)
    if bodies:
        there = [event.body for event in folder.rows(ALSO, name, ()).new]
        if there != bodies:
            folder.put_rows(ALSO, name, iter(bodies))


def _give_words(desk: Desk, folder: SyncFolder, logs: list[str], given: Given, work: Work, *, private: bool) -> None:
    forked = {fork.log for fork in desk.db.forks()}
    named = {pair for log in logs for pair in desk.db.exchange.named_by(log)}
    named |= {pair for log in forked.intersection(logs) for pair in desk.db.exchange.named_by(log, forks=True)}
    wanted = sorted(named)
    for done, (sha, size) in enumerate(wanted):
        if done % 100 == 0:
            work.step("words written", done, len(wanted))
        if folder.has_blob(sha, size):
            continue
        acts = desk.db.decisions.acts_naming_blob(sha)
        if any(_sealed(desk, act, sha) for act in acts):
            given.sealed += 1
        elif private or not any(_is_private(act, sha) for act in acts):
            given.words += _put(desk, folder, sha)
    for sha in erasing.evidence_files(desk, only=[sha for sha, size in wanted if folder.has_blob(sha, size)]):
        blob = desk.db.blob(sha)
        if blob is not None and not folder.has_blob(sha, len(blob)):
            given.words += _put(desk, folder, sha)


def _put(desk: Desk, folder: SyncFolder, sha: str) -> int:
    blob = desk.db.blob(sha)
    if blob is None:
        return 0
    folder.put_blob(sha, blob)
    return 1


def _sealed(desk: Desk, act: Act, sha: str) -> bool:
    """Whether the event gives these words in a blind round that is open."""
    return sha in blind.withheld(desk, act.event)


def _is_private(act: Act, sha: str) -> bool:
    return any(kind == PRIVATE for _, named, kind in types.blobs(act.event.type, act.event.data) if named == sha)


def _lines(desk: Desk, folder: SyncFolder, log: str) -> int:
    return folder.rows(LOGS, log, desk.db.exchange.hashes(log)).lines
