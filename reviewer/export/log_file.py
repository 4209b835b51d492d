"""The log file out: JSON Lines with exact bodies, CSV for people (docs/format.md, section 4)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from reviewer.errors import UsageError
from reviewer.export import csv_text
from reviewer.export.inputs import BlobOf
from reviewer.export.plain import json_line
from reviewer.export.said import NAMES, PRIVATE_NOTES, word_blobs
from reviewer.log import checkpoint, merkle
from reviewer.log.event import Event

FORMAT = "reviewer.log/1"
KINDS = ("jsonl", "csv")
PROVES = (
    "This file holds all events of the logs that it names, from the first to the one at which each checkpoint was "
    "taken. The chain shows whether an event inside was changed, moved or taken out. It does not show a cut end or a "
    "log that was written anew: compare the checkpoints with ones that were kept elsewhere."
)
"""What every log file says of itself; fixed for `reviewer.log/1`."""

COLUMNS = ("time", "person", "what", "about", "type", "hash", "log", "number", "via", "state")


@dataclass(frozen=True, slots=True)
class LogRow:
    """One event for people. `what` and `about` in words; `state`: "", "undone", "ignored", "fork"."""

    event: Event
    person: str
    what: str
    about: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class LogInput:
    """A whole log, or several.

    `logs`: by log id, all its events from the first on. `forks`: events of second histories. `blob`: as in
    `inputs.Setting`. `rows` only for the CSV, in order of arrival; with `names` False `person` is a pseudonym there.
    """

    logs: Mapping[str, Sequence[Event]]
    blob: BlobOf
    forks: Sequence[Event] = ()
    rows: Iterable[LogRow] = ()
    names: bool = False
    private: bool = False
    raw: bool = False


def chunks(kind: str, given: LogInput) -> Iterator[str]:
    """The file, piece by piece.

    Raises:
        UsageError: another kind than jsonl or csv.
    """
    if kind == "jsonl":
        return _json_lines(given)
    if kind == "csv":
        return csv_text.chunks(_rows(given.rows), raw=given.raw)
    raise UsageError(f"no such kind of log file: {kind}", next_step="one of " + ", ".join(KINDS))


def _rows(rows: Iterable[LogRow]) -> Iterator[Sequence[str]]:
    yield COLUMNS
    for row in rows:
        event = row.event
        number = str(event.seq)
        yield event.at, row.person, row.what, row.about, event.type, event.hash, event.log, number, event.via, row.state


def _json_lines(given: LogInput) -> Iterator[str]:
    withheld = [*([] if given.names else [NAMES]), *([] if given.private else [PRIVATE_NOTES])]
    events = [event for log in sorted(given.logs) for event in given.logs[log]]
    blobs, absent = _words([*events, *given.forks], given.blob, frozenset(withheld))
    header = {
        "format": FORMAT,
        "logs": [summary(log, given.logs[log]) for log in sorted(given.logs)],
        "withheld": withheld,
        "absent": absent,
        "proves": PROVES,
    }
    yield json_line(header) + "\n"
    for event in events:
        yield event.body + "\n"
    for fork in given.forks:
        yield json_line({"fork": {"body": fork.body, "hash": fork.hash}}) + "\n"
    for sha, text in blobs.items():
        yield json_line({"blob": {"sha256": sha, "text": text}}) + "\n"
    counts = {"events": len(events), "forks": len(given.forks), "blobs": len(blobs)}
    yield json_line({"end": counts}) + "\n"


def summary(log: str, events: Sequence[Event]) -> dict[str, str | int]:
    """What the header says of one log."""
    root = merkle.root(event.hash for event in events)
    size = len(events)
    return {"log": log, "size": size, "head": events[-1].hash, "checkpoint": checkpoint.text(log, size, root)}


def needed_words(events: Iterable[Event], withheld: Iterable[str]) -> list[str]:
    """Digests of the words that a log file must hold or call absent, sorted.

    Words that any event gives under a rule that is in force are kept back everywhere.
    """
    rules = frozenset(withheld)
    named = [(sha, rule in rules) for event in events for _, sha, rule in word_blobs(event)]
    kept = {sha for sha, is_kept in named if is_kept}
    return sorted({sha for sha, _ in named} - kept)


def _words(events: Sequence[Event], blob: BlobOf, withheld: frozenset[str]) -> tuple[dict[str, str], list[str]]:
    blobs: dict[str, str] = {}
    absent: list[str] = []
    for sha in needed_words(events, withheld):
        body = blob(sha)
        try:
            if body is not None:
                blobs[sha] = body.decode("utf-8")
                continue
        except UnicodeDecodeError:
            pass
        absent.append(sha)
    return blobs, absent
