"""Files of this program read back as plain values: strictly as text, tolerantly as content.

A file that somebody changed must still be read, so that the check can say what was changed; only what is no YAML, JSON
or CSV at all, or says of itself that it is something else, is refused here.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NoReturn

from reviewer.errors import InputError, TamperedError
from reviewer.export import csv_text, yaml_text
from reviewer.export.plain import as_dict, as_list, as_text
from reviewer.log import checkpoint, event
from reviewer.log.checkpoint import Checkpoint
from reviewer.log.event import Event

CLAIMS, LOG, GIVEN = "reviewer.claims", "reviewer.log", "reviewer.given"
NEWEST = {CLAIMS: 1, LOG: 1, GIVEN: 1}
_FORMAT = re.compile(r"(reviewer\.[a-z_]+)/([1-9][0-9]{0,8})").fullmatch
_REST = ("proves", "export", "checkpoint", "records")


@dataclass(frozen=True, slots=True)
class ClaimsFile:
    """A claims file as it stands there; nothing in it has been checked yet.

    `proof` None: it has none. `oddities` are things that no writer of this program would write, in words. `sha256` is
    that of the file's bytes.
    """

    kind: str
    header: Mapping[str, Any]
    claims: tuple[Any, ...]
    proof: Mapping[str, Any] | None
    oddities: tuple[str, ...] = ()
    sha256: str = ""

    def events(self) -> dict[str, Event]:
        """Every event in it whose body is one, by its own hash, whatever the file says of it."""
        found: dict[str, Event] = {}
        for entry in as_list((self.proof or {}).get("events")):
            read = read_event(as_dict(entry).get("body"))
            if read is not None:
                found[read.hash] = read
        return found

    def blobs(self) -> dict[str, bytes]:
        """Every blob in it that has the sha256 under which it stands."""
        return fitting_blobs((self.proof or {}).get("blobs"))

    def export_event(self) -> Event | None:
        """The `export` event that the proof rests on."""
        found = self.events().get(as_text((self.proof or {}).get("export")))
        return found if found is not None and found.known and found.type == "export" else None

    def checkpoint(self) -> Checkpoint | None:
        """The checkpoint of the log of the export event."""
        return read_checkpoint((self.proof or {}).get("checkpoint"))

    def checkpoints(self) -> dict[str, Checkpoint]:
        """All checkpoints by log; the export's own log last, so that nothing else stands for it."""
        own = self.checkpoint()
        found = [read_checkpoint(text) for text in as_list(self.header.get("checkpoints"))]
        return {point.log: point for point in (*found, own) if point is not None}


@dataclass(frozen=True, slots=True)
class LogFile:
    """A log file: bodies with the lines on which they stand (from 1), nothing checked yet. `end` None: torn off."""

    header: Mapping[str, Any]
    events: tuple[tuple[int, str], ...]
    forks: tuple[tuple[int, str], ...]
    blobs: Mapping[str, Any]
    end: Mapping[str, Any] | None
    oddities: tuple[str, ...] = ()
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class GivenFile:
    """Claims from another program; `entries` with the lines on which they stand (from 1)."""

    header: Mapping[str, Any]
    entries: tuple[tuple[int, Mapping[str, Any]], ...]
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class TableFile:
    """Rows of a CSV by the names of its first row."""

    rows: tuple[Mapping[str, str], ...]
    sha256: str = ""


AnyFile = ClaimsFile | LogFile | GivenFile | TableFile


class NewerFile(InputError):
    """The InputError for a file of a newer program, of which a check can say nothing."""


def parse(data: bytes, name: str = "") -> AnyFile:
    """The file as plain values. Its name only tells a CSV from the others; the content says the rest.

    Raises:
        InputError: no file that this program writes, or of a newer one (`NewerFile`).
    """
    sha256 = hashlib.sha256(data).hexdigest()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"not UTF-8 text (byte {error.start + 1})") from None
    start = text.lstrip()
    if name.lower().endswith(".csv") or start.startswith("claim,"):
        if "claim" not in start.partition("\n")[0].strip().split(","):
            raise InputError("no table of this program: its first row has no column 'claim'")
        return TableFile(tuple(csv_text.read(text)), sha256)
    if start.startswith("{"):
        return _parse_json(text, sha256)
    return _claims_of(yaml_text.load(text), "yaml", sha256)


def read_event(body: Any) -> Event | None:
    """The event with this body; None where it is none."""
    try:
        return event.read(body) if isinstance(body, str) else None
    except TamperedError:
        return None


def read_checkpoint(text: Any) -> Checkpoint | None:
    """The checkpoint that this text is; None where it is none."""
    try:
        return checkpoint.parse(text) if isinstance(text, str) else None
    except TamperedError:
        return None


def fitting_blobs(blobs: Any) -> dict[str, bytes]:
    """Those of sha256 → text whose text has that sha256, as bytes."""
    found = {}
    for sha, text in as_dict(blobs).items():
        body = blob_bytes(text)
        if body is not None and hashlib.sha256(body).hexdigest() == sha:
            found[sha] = body
    return found


def blob_bytes(text: Any) -> bytes | None:
    """The bytes of a blob as it stands in a file; None where it is no text."""
    try:
        return text.encode("utf-8") if isinstance(text, str) else None
    except UnicodeEncodeError:
        return None


def strict_json(text: str) -> Any:
    """The value of a JSON text.

    Raises:
        InputError: no JSON, a key that stands twice in one object, NaN or an infinity, nested too deeply.
    """
    try:
        return json.loads(text, object_pairs_hook=_once, parse_constant=_no_constant)
    except RecursionError:
        raise InputError("nested too deeply") from None
    except json.JSONDecodeError as error:
        raise InputError(f"not JSON: {error.msg} (line {error.lineno}, column {error.colno})") from None
    except ValueError as error:
        raise InputError(f"not JSON: {error}") from None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise InputError(f"the key {twice[:40]!r} stands in one object twice")
    return found


def _no_constant(name: str) -> NoReturn:
    raise InputError(f"not JSON: {name}")


def _parse_json(text: str, sha256: str) -> AnyFile:
    """One object, or one a line."""
    lines = text.split("\n")
    try:
        first = strict_json(lines[0])
    except InputError:
        return _claims_of(strict_json(text), "json", sha256)
    if not isinstance(first, dict):
        raise InputError("the first line is no object")
    if "claims" in first:
        return _claims_of(strict_json(text), "json", sha256)
    if "format" not in first and isinstance(first.get("quote"), str):
        return _given_of({}, lines, 0, sha256)
    kind = _kind_of(first)
    if kind == GIVEN:
        return _given_of(first, lines, 1, sha256)
    if kind == LOG:
        return _log_of(first, lines, sha256)
    return _claim_lines(first, lines, sha256)


def _kind_of(header: Any) -> str:
    said = header.get("format") if isinstance(header, dict) else None
    found = _FORMAT(said) if isinstance(said, str) else None
    if found is None or found[1] not in NEWEST:
        raise InputError(
            "not a file of claims, of given claims or of a log: its `format` does not say so",
            next_step="reviewer export writes such files; docs/format.md tells their shapes",
        )
    if int(found[2]) > NEWEST[found[1]]:
        raise NewerFile(
            f"the file is a {found[0]}, made by a newer version of the program", next_step="update reviewer"
        )
    return found[1]


def _claims_of(value: Any, kind: str, sha256: str) -> ClaimsFile:
    """The file from its one object."""
    if _kind_of(value) != CLAIMS:
        raise InputError("files of this kind are written as JSON Lines")
    header = {key: item for key, item in value.items() if key not in ("claims", "proof")}
    odd = [] if isinstance(value.get("claims"), list) else ["`claims` is no list"]
    proof = value.get("proof")
    if "proof" in value and not isinstance(proof, dict):
        odd.append("`proof` is no object")
        proof = {}
    return ClaimsFile(kind, header, tuple(as_list(value.get("claims"))), proof, tuple(odd), sha256)


def _objects(lines: list[str], begin: int, odd: list[str]) -> list[tuple[int, dict[str, Any]]]:
    """The objects on the lines after the first `begin`; what is none is told in `odd`."""
    found = []
    last = len(lines) - 1 if lines[-1] == "" else len(lines)
    for number, line in enumerate(lines[begin:last], begin + 1):
        value = strict_json(line) if line.strip() else None
        if isinstance(value, dict):
            found.append((number, value))
        else:
            odd.append(f"line {number} is no object")
    return found


@dataclass(slots=True)
class _Parts:
    """What the lines of a JSON Lines claims file put together."""

    claims: list[Any] = field(default_factory=list)
    events: list[Any] = field(default_factory=list)
    blobs: dict[str, Any] = field(default_factory=dict)
    rest: dict[str, Any] | None = None
    odd: list[str] = field(default_factory=list)

    def take(self, number: int, line: dict[str, Any]) -> None:
        key = next(iter(line)) if len(line) == 1 else ""
        if "claim" in line:
            self.claims.append(line)
            if self.events or self.blobs or self.rest is not None:
                self.odd.append(f"line {number}: a claim stands after the proof")
        elif key == "event":
            self.events.append(line["event"])
        elif key == "blob" and add_blob(self.blobs, line["blob"]):
            pass
        elif (
            key == "proof"
            and isinstance(line["proof"], dict)
            and self.rest is None
            and line["proof"].keys() <= {*_REST}
        ):
            self.rest = line["proof"]
        else:
            self.odd.append(f"line {number} is none that a claims file has")

    @property
    def proof(self) -> dict[str, Any] | None:
        if self.rest is None and not self.events and not self.blobs:
            return None
        return {**(self.rest or {}), "events": self.events, "blobs": self.blobs}


def add_blob(blobs: dict[str, Any], entry: Any) -> bool:
    """Put one `blob` line into `blobs`; False where it is none, or stands there a second time."""
    if not isinstance(entry, dict) or entry.keys() != {"sha256", "text"} or not isinstance(entry["sha256"], str):
        return False
    if entry["sha256"] in blobs:
        return False
    blobs[entry["sha256"]] = entry["text"]
    return True


def _claim_lines(header: dict[str, Any], lines: list[str], sha256: str) -> ClaimsFile:
    parts = _Parts()
    for number, line in _objects(lines, 1, parts.odd):
        parts.take(number, line)
    return ClaimsFile("jsonl", header, tuple(parts.claims), parts.proof, tuple(parts.odd), sha256)


def _log_of(header: dict[str, Any], lines: list[str], sha256: str) -> LogFile:
    events: list[tuple[int, str]] = []
    forks: list[tuple[int, str]] = []
    blobs: dict[str, Any] = {}
    odd: list[str] = []
    end: Mapping[str, Any] | None = None
    for number, line in _objects(lines, 1, odd):
        if end is not None:
            odd.append(f"line {number} stands after the end")
        elif "body" not in line and "type" in line:
            events.append((number, lines[number - 1]))
        elif line.keys() == {"fork"} and (body := _fork_body(as_dict(line["fork"]))) is not None:
            forks.append((number, body))
        elif line.keys() == {"end"} and isinstance(line["end"], dict):
            end = line["end"]
        elif line.keys() != {"blob"} or not add_blob(blobs, line["blob"]):
            odd.append(f"line {number} is none that a log file has")
    return LogFile(header, tuple(events), tuple(forks), blobs, end, tuple(odd), sha256)


def _fork_body(fork: Mapping[str, Any]) -> str | None:
    """The body of an event of a second history; None unless it has the hash beside it, for none may follow and tell."""
    body = fork.get("body")
    return body if isinstance(body, str) and fork.get("hash") == event.hash_of(body) else None


def _given_of(header: dict[str, Any], lines: list[str], begin: int, sha256: str) -> GivenFile:
    odd: list[str] = []
    entries = tuple(_objects(lines, begin, odd))
    if odd:
        raise InputError(odd[0])
    return GivenFile(header, entries, sha256)
