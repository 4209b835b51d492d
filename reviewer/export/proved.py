"""The proof of a claims file, part by part: events, their places in the logs, words, the root over the records."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from typing import Any

from reviewer.errors import TamperedError
from reviewer.export.claims_file import PROVES, path_nodes
from reviewer.export.draft import EVENT_FORMAT, counts_fit
from reviewer.export.finding import Finding, changed, event_name, record_name, sound, untold
from reviewer.export.plain import as_dict, as_text
from reviewer.export.reading import ClaimsFile, blob_bytes, read_checkpoint
from reviewer.export.said import word_blobs
from reviewer.log import canonical, event, merkle, words
from reviewer.log.checkpoint import Checkpoint
from reviewer.log.event import Event

_SHA = re.compile(r"[0-9a-f]{64}").fullmatch
_QUOTED = 60
"""Code points of a claim's words in a finding."""
_KEYS = frozenset({"proves", "export", "checkpoint", "records", "events", "blobs"})
_EVENT_KEYS = frozenset({"hash", "body"})
PROOF = "proof"


def is_sha(value: Any) -> bool:
    """Whether this is a digest as we write it."""
    return isinstance(value, str) and _SHA(value) is not None


class Proved:
    """The proof of `file`, taken apart once. `findings` grows as parts are checked; nothing here raises."""

    def __init__(self, file: ClaimsFile) -> None:
        self.file = file
        self.proof: Mapping[str, Any] = file.proof or {}
        self.findings: list[Finding] = []
        self.events: dict[str, Event] = {}
        self.blobs: dict[str, bytes] = {}
        self.export: Event | None = None
        self.hashes = [_hash(record) for record in (file.header, *file.claims)]
        self.changed: frozenset[int] = frozenset()
        """Numbers of records (0 = header) that are not as they were exported."""

    def check(self) -> None:
        """All parts that need no look into records."""
        for key in sorted(_KEYS - self.proof.keys()):
            self._bad(PROOF, f"`{key}` is missing", key)
        for key in sorted(map(str, self.proof.keys() - _KEYS)):
            self._bad(PROOF, f"`{key[:40]}` is nothing that a proof holds", key[:40])
        self._check_events()
        self._check_export()
        self._check_places()
        self._check_root()

    def record_id(self, number: int) -> str:
        """The claim id that record `number` bears; "" for the header and where there is none."""
        record = self.file.claims[number - 1] if 0 < number <= len(self.file.claims) else None
        claim = record.get("claim") if isinstance(record, dict) else None
        return claim if isinstance(claim, str) else ""

    def bad_record(self, number: int, words_: str, field: str = "") -> None:
        """A fault of a record, by number."""
        record = self.record_id(number)
        what = f"{record_name(record, number)}{self._quoted(number)}"
        self.findings.append(changed(what, words_, record=record, field=field))

    def _quoted(self, number: int) -> str:
        """The first words of the claim as they stand in the file, for eyes that do not read ids."""
        record = self.file.claims[number - 1] if 0 < number <= len(self.file.claims) else None
        quote = record.get("quote") if isinstance(record, dict) else None
        if not isinstance(quote, str):
            return ""
        return f" (“{quote if len(quote) <= _QUOTED else quote[:_QUOTED].rstrip() + '…'}”)"

    def _bad(self, what: str, words_: str, field: str = "") -> None:
        self.findings.append(changed(what, words_, field=field))

    def _check_events(self) -> None:
        entries = self.proof.get("events")
        if not isinstance(entries, list):
            self._bad(PROOF, "`events` is no list", "events")
            return
        order = []
        for number, entry in enumerate(entries):
            found = self._event(number, entry)
            if found is None:
                continue
            if found.hash in self.events:
                self._bad(event_name(found.hash), "stands in the file twice")
            self.events[found.hash] = found
            order.append((found.log, found.seq, found.hash))
        if order != sorted(order):
            self._bad(PROOF, "the events are not in order", "events")

    def _event(self, number: int, entry: Any) -> Event | None:
        name = f"event {number + 1} of the proof"
        if not isinstance(entry, dict) or not entry.keys() >= _EVENT_KEYS or entry.keys() - _EVENT_KEYS - {"path"}:
            self._bad(name, "has not exactly hash, body and path")
            return None
        body, hash_ = entry["body"], entry["hash"]
        try:
            found = event.read(body) if isinstance(body, str) else None
        except TamperedError as error:
            self._bad(name, f"was changed: {error.what}", "body")
            return None
        if found is None or found.hash != hash_:
            self._bad(name, "its body does not have the hash that stands beside it: one of them was changed", "body")
            return None
        return found

    def _check_export(self) -> None:
        hash_, point = self.proof.get("export"), self.file.checkpoint()
        found = self.events.get(hash_) if isinstance(hash_, str) else None
        if found is None or not found.known or found.type != "export":
            self._bad(PROOF, "`export` names no export event that stands in the file", "export")
        else:
            self.export = found
        if point is None:
            self._bad(PROOF, "the checkpoint is not written as one", "checkpoint")
        elif self.export is not None and (self.export.log, self.export.seq) != (point.log, point.size):
            self._bad(PROOF, "the checkpoint was not taken right after the export event", "checkpoint")
        if self.export is not None and self.proof.get("proves") != PROVES.format(size=self.export.seq):
            self._bad(PROOF, "the sentence on what this proves was changed", "proves")
        if self.export is not None and self.export.data["format"] != EVENT_FORMAT:
            self._bad(PROOF, "the export event is one of another kind of file", "export")

    def _check_places(self) -> None:
        """That every event stands in its log, at the size of the checkpoint."""
        points = self.file.checkpoints()
        texts = self.file.header.get("checkpoints", [])
        for text in texts if isinstance(texts, list) else [None]:
            if read_checkpoint(text) is None:
                self._bad("the header", "a checkpoint is not written as one", "checkpoints")
        entries = self.proof.get("events")
        before = len(self.findings)
        for entry in entries if isinstance(entries, list) else ():
            found = self.events.get(as_text(as_dict(entry).get("hash")))
            if found is not None:
                self._check_place(found, entry, points)
        if self.events and len(self.findings) == before and self.export is not None:
            words_ = f"{len(self.events)} events were recorded by size {self.export.seq} of log {self.export.log}"
            more = len({found.log for found in self.events.values()}) - 1
            words_ += f", and by the checkpoints of {more} other log{'s' if more > 1 else ''}" if more else ""
            self.findings.append(sound("events", words_))

    def _check_place(self, found: Event, entry: Mapping[str, Any], points: Mapping[str, Checkpoint]) -> None:
        name, point = event_name(found.hash), points.get(found.log)
        if "path" not in entry:
            words_ = "has no path to a checkpoint (a second history of its log): that it was recorded cannot be shown"
            self.findings.append(untold(name, words_))
        elif (nodes := path_nodes(entry["path"])) is None:
            self._bad(name, "its path is not written as one", "path")
        elif point is None:
            self.findings.append(untold(name, "the file has no checkpoint of its log"))
        elif not merkle.verify_inclusion(found.hash, found.seq - 1, point.size, nodes, point.root):
            words_ = "is not shown to stand in its log: event, path or checkpoint was changed"
            self._bad(name, words_, "path")

    def _check_root(self) -> None:
        """That the records are those of the export event; else which of them are not."""
        listed = self.proof.get("records")
        if not isinstance(listed, list) or not all(map(is_sha, listed)):
            self._bad(PROOF, "`records` is no list of digests", "records")
            listed = []
        computed = [hash_ or "0" * 64 for hash_ in self.hashes]
        root = self.export.data["root"] if self.export is not None else None
        if root is not None and None not in self.hashes and merkle.root(computed) == root:
            if listed != computed:
                self._bad(PROOF, "the list of hashes was changed; the records themselves were not", "records")
            self.findings.append(sound("records", f"{_records(len(computed) - 1)} as exported"))
            return
        if not listed or (root is not None and merkle.root(listed) != root):
            self._bad(PROOF, "neither the records nor the list of their hashes are what was exported", "records")
        before = len(self.findings)
        self._name_changed(listed, computed)
        if root is None and len(self.findings) == before:
            self.findings.append(untold("records", "without the export event the records rest on nothing"))

    def _name_changed(self, listed: list[str], computed: list[str]) -> None:
        known, here = set(listed), set(computed)
        touched = set()
        for tag, i1, i2, j1, j2 in SequenceMatcher(None, listed, computed, autojunk=False).get_opcodes():
            if tag == "equal":
                continue
            gone = [n for n in range(i1, i2) if listed[n] not in here]
            new = [n for n in range(j1, j2) if computed[n] not in known]
            for number in new[: len(gone)]:
                touched.add(number)
            for number in new[len(gone) :]:
                self.bad_record(number, "was not exported: it was put in afterwards")
                touched.add(number)
            for number in gone[len(new) :]:
                self._gone(number, listed, computed)
            for number in (n for n in range(j1, j2) if computed[n] in known):
                self.bad_record(number, "stands in another place than exported")
        self.changed = frozenset(touched)

    def _gone(self, number: int, listed: list[str], computed: list[str]) -> None:
        after = next((computed.index(listed[n]) for n in range(number - 1, 0, -1) if listed[n] in computed), None)
        place = (
            "it was the first claim" if after is None else f"it stood after {record_name(self.record_id(after), after)}"
        )
        self._bad(f"record {number}", f"is missing: {place}")

    # -- words ---------------------------------------------------------------------------------------------------

    def check_words(self, cited: Mapping[str, list[str]]) -> None:
        """That exactly the words are here that must be. `cited`: event hash → places in records that cite it."""
        stored = self.proof.get("blobs")
        stored = stored if isinstance(stored, dict) else {}
        header = self.file.header
        withheld, absent = set(_texts(header.get("withheld"))), header.get("absent")
        absent = absent if isinstance(absent, dict) else {}
        needed: dict[str, str] = {}
        for found in self.events.values():
            where = ", ".join(cited.get(found.hash, [])[:2])
            for field, sha, rule in word_blobs(found):
                if rule not in withheld and sha not in absent:
                    needed.setdefault(sha, f"{field} of {event_name(found.hash)}{f' ({where})' if where else ''}")
        before = len(self.findings)
        self._check_blobs(stored, needed)
        for sha, place in needed.items():
            if sha not in stored:
                self._bad("words", f"the words are missing: {place}")
        if self.events and len(self.findings) == before:
            self.findings.append(sound("words", f"{len(stored)} revealed texts are those the events name"))

    def _check_blobs(self, stored: Mapping[str, Any], needed: Mapping[str, str]) -> None:
        texts = self._whole_texts()
        for sha, text in stored.items():
            body = blob_bytes(text)
            if sha not in needed and sha not in texts:
                self._bad("words", f"a text stands here that no event of the file names ({sha[:12]})", sha)
            elif body is None or words.sha(body) != sha:
                self._bad("words", f"were changed: {needed.get(sha) or texts[sha]}", sha)
            else:
                self.blobs[sha] = body

    def _whole_texts(self) -> dict[str, str]:
        """Digests of article texts that may stand in the file, and of which version."""
        if self.file.header.get("texts") is not True:
            return {}
        found = {}
        for claim in self.file.claims:
            version = claim.get("version") if isinstance(claim, dict) else None
            if isinstance(version, dict) and is_sha(version.get("text_sha256")):
                found[version["text_sha256"]] = f"text of version {as_text(version.get('id'))}"
        return found

    def check_header(self) -> Iterator[tuple[str, str]]:
        """(field, words) of what the header says otherwise than the export event."""
        header, data = self.file.header, self.export.data if self.export is not None else None
        if data is not None:
            for key in ("names", "private", "counts"):
                if header.get(key) != data[key]:
                    yield key, f"`{key}` is not what the export event says"
        if not counts_fit(header.get("counts"), len(self.file.claims)):
            yield "counts", f"`counts` does not fit {_records(len(self.file.claims))} in the file"


def _hash(record: Any) -> str | None:
    try:
        return canonical.record_sha256(record)
    except (canonical.NotCanonical, TypeError):
        return None


def _texts(value: Any) -> list[str]:
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []


def _records(number: int) -> str:
    return "1 record" if number == 1 else f"{number} records"
