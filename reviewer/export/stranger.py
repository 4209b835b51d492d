"""Checks a bundle made by `reviewer`. One file, plain Python 3.10 or newer, nothing to install, no network.

    python3 verify.py                  in the folder of the bundle
    python3 verify.py FOLDER           another folder
    python3 verify.py FOLDER KEPT      also against a checkpoint.txt that you were given earlier

Read it first: the checks (`Bundle`, which comes next) take ten minutes; what they rest on, the rules of the log and its
writing, stands behind them. It answers "proved" (exit 0), "changed" (1) or "cannot tell" (3).

It proves, if it says so:
- no event of the log was edited, moved, taken out or put in (each names the hash of the one before);
- the records in claims.json are those whose digest the log holds, and people's words in them are those that the
  events name by their digests;
- replay of the log gives these verdicts and no others, and where each claim stands by them: who had which right, which
  blind rounds were open, how many persons were wanted and how many agreed; nothing superseded stands in the file, and
  no judged claim was left out;
- published fact-checks in the records are, word for word, those that were imported;
- the quoted words stand in the texts at the places named, and texts and evidence are the files that the log names.

It does not prove:
- that the end of the log was not cut off, or the whole log written anew: compare with a checkpoint that was kept
  elsewhere (KEPT);
- who the people are, what time it was, or that a claim is true;
- anything of index.html: it is the same for reading, and `reviewer verify` makes it anew and compares.
"""

from __future__ import annotations

import base64
import hashlib
import json
import sys
from collections.abc import Mapping
from itertools import zip_longest
from pathlib import Path
from typing import Any

from reviewer.export.stranger_standing import Event, Standing
from reviewer.log.canonical import encode
from reviewer.log.event import ZEROS, hash_of
from reviewer.log.merkle import EMPTY, _node, _split, leaf

Finding = tuple[bool | None, str]  # proved, changed (False) or not to be told (None), and what, in words
LISTS = {"verdicts": "verdict", "adjudications": "adjudication", "notes": "note"}
CHECKED = {"claimReviewed": "quote", "name": "title"}
CHECKED |= {name: name for name in ("rating", "by", "url", "date", "claimant", "language")}
WORDS = ("value", "rationale", "private", "difference")


class Bundle:
    """The files of a bundle, taken apart; every check adds to `found`."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self.files = files
        self.found: list[Finding] = []
        self.logs: dict[str, list[Event]] = {}
        self.events: dict[str, Event] = {}
        self.forks: list[Event] = []
        self.blobs: dict[str, bytes] = {}
        claims = json.loads(files["claims.json"].decode("utf-8"))
        self.records: list[dict[str, Any]] = claims.pop("claims")
        self.proof: dict[str, Any] = claims.pop("proof")
        self.header: dict[str, Any] = claims
        self.person = {actor: each["name"] for each in self.header.get("persons", []) for actor in each["actors"]}

    def bad(self, words: str) -> None:
        """Something is not as it was written."""
        self.found.append((False, words))

    # 1. The log: each event names the hash of the one before.

    def read_log(self) -> None:
        """Reads events and words; checks that each event follows the one before."""
        for line in self.files["log.jsonl"].decode("utf-8").splitlines()[1:]:
            fields = json.loads(line)
            if "body" in fields.get("fork", {}):
                self.take_fork(fields["fork"]["body"])
            elif "blob" in fields:
                blob = fields["blob"]["text"].encode("utf-8")
                self.blobs[hashlib.sha256(blob).hexdigest()] = blob
                if fields["blob"]["sha256"] not in self.blobs:
                    self.bad("words in the log were changed: " + self.named(fields["blob"]["sha256"]))
            elif "seq" in fields:
                self.take(fields, line)
        if not any(ok is False for ok, _ in self.found):
            self.found.append((True, f"{len(self.events)} events follow each other unchanged"))

    def take(self, event: Event, body: str) -> None:
        """Puts one event behind those of its log."""
        log = self.logs.setdefault(event["log"], [])
        before = log[-1]["hash"] if log else ZEROS
        if event["seq"] != len(log) + 1:
            self.bad(f"log {event['log'][:8]}: event {len(log) + 1} is missing or out of its place")
        elif event["prev"] != before:
            self.bad(f"log {event['log'][:8]}: event {max(1, len(log))} was edited or exchanged")
        event["hash"] = hash_of(body)
        log.append(event)
        self.events[event["hash"]] = event

    def take_fork(self, body: str) -> None:
        """Puts an event of a second history beside those of its log; both count."""
        event = json.loads(body)
        event["hash"] = hash_of(body)
        if not self.forks:
            words = f"log {event['log'][:8]} tells two histories from event {event['seq']} on; both are in the file"
            self.found.append((None, words))
        if event["seq"] > 1 and event["prev"] not in self.events:
            self.bad(f"log {event['log'][:8]}: event {event['seq']} of its second history follows none that is here")
        self.forks.append(event)
        self.events[event["hash"]] = event

    # 2. Checkpoints: the root over all events up to a size.

    def hold(self, text: str, source: str) -> int | None:
        """Whether the log continues a checkpoint; its size where it does."""
        name, size, root = text.split("\n")[:3]
        log = [event["hash"] for event in self.logs.get(name.partition("/")[2], [])]
        if not log:
            self.found.append((None, f"{source} is of a log that is not here ({name[:17]})"))
        elif len(log) < int(size):
            self.bad(f"the log ends after {len(log)} events, but {source} knows {size}: its end was cut off")
        elif base64.b64encode(bytes.fromhex(root_of([leaf(each) for each in log[: int(size)]]))).decode() != root:
            self.bad(f"the log is another one than {source} knows: it was written anew")
        else:
            self.found.append((True, f"the log continues {source} (size {size})"))
            return int(size)
        return None

    # 3. The records: the log holds one digest over all of them.

    def check_records(self) -> None:
        """The records are those whose digest stands in the `export` event."""
        records = [self.header, *self.records]
        hashes = [hashlib.sha256(encode(record).encode("ascii")).hexdigest() for record in records]
        export = self.events.get(self.proof["export"])
        if hashes != self.proof["records"]:
            pairs = zip_longest(hashes, self.proof["records"])
            place = next(number for number, (here, said) in enumerate(pairs) if here != said)
            self.bad(f"record {place} of claims.json was changed, put in or taken out (0 is its head)")
        if export is None or export["type"] != "export":
            self.bad("the log does not hold the export event of claims.json")
        elif export["data"]["root"] != root_of([leaf(each) for each in hashes]):
            self.bad("the records are not those whose digest the log holds")
        else:
            self.found.append((True, f"{len(self.records)} records are those whose digest the log holds"))
        for each in self.proof["events"]:
            if each["hash"] not in self.events or hash_of(each["body"]) != each["hash"]:
                self.bad("event {} in claims.json is not as the log holds it".format(each["hash"][:12]))
        for sha, text in self.proof["blobs"].items():
            if hashlib.sha256(text.encode("utf-8")).hexdigest() != sha:
                self.bad(f"words in claims.json were changed: {self.named(sha)}")

    def named(self, sha: str) -> str:
        """Of which act words are that have this digest, as far as the log tells."""
        for event in self.events.values():
            for field in (name for name, value in event["data"].items() if value == sha):
                return f"{field} of the {event['type']} of {event['at'][:10]} (event {event['hash'][:12]})"
        return sha[:12]

    # 4. Replay: what stood when the file was written.

    def replay(self) -> None:
        """What the file says stood, stood then, and nothing else did."""
        points = [self.proof["checkpoint"], *self.header.get("checkpoints", [])]
        sizes = {text.split("\n")[0].partition("/")[2]: int(text.split("\n")[1]) for text in points}
        then = [event for log, all_of in self.logs.items() for event in all_of[: sizes.get(log, 0)]]
        own = self.proof["checkpoint"].split("\n")[0].partition("/")[2]
        stood = Standing([*then, *self.forks], own)
        before, named = len(self.found), {claim for record in self.records for claim in claims_of(record)}
        self.check_persons(stood)
        for record in self.records:
            for name, kind in LISTS.items():
                said = {entry["event"] for entry in record.get(name, [])}
                real = {act["hash"] for claim in claims_of(record) for act in stood.current(claim, kind)}
                for hash_ in [*sorted(said - real), *sorted(real - said)]:
                    how = "was superseded or undone" if hash_ in said else "is left out"
                    self.bad("claim {}: event {} {}".format(record["claim"], hash_[:12], how))
            self.check_words(record)
            self.check_imported(record)
            self.check_standing(record, stood)
            bare = [*filter(str.isalnum, record["quote"])]
            if any([*filter(str.isalnum, each["quote"])] != bare for each in record.get("stands_for", [])):
                self.bad("claim {}: verdicts on other words are carried to it".format(record["claim"]))
        for claim in sorted(stood.judged() - named):
            if claim not in stood.revised and not stood.text_erased(claim):
                told = f"claim {claim} was judged and is left out"
                self.found.append((False if stood.read_here(claim) else None, told))
        if len(self.found) == before:
            self.found.append((True, "replay of the log gives these verdicts and no others"))

    def check_persons(self, stood: Standing) -> None:
        """Actors are one person in the file where the log says so, and nowhere else."""
        for each in self.header.get("persons", []):
            if len({stood.rights.person.get(actor, actor) for actor in each["actors"]}) != 1:
                self.bad("the file says that {} is one person, and the log does not".format(each["name"]))
        one: dict[str, str] = {}
        for actor, name in self.person.items():
            if one.setdefault(stood.rights.person.get(actor, actor), name) != name:
                self.bad(f"the file says that {name} is another person, and the log does not")

    def check_standing(self, record: dict[str, Any], stood: Standing) -> None:
        """What the file says of where a claim stands follows from the acts, the rules and the values."""
        here = {}
        for kind in ("verdict", "adjudication"):
            for act in (act for claim in claims_of(record) for act in stood.current(claim, kind)):
                if (text := self.proof["blobs"].get(act["data"]["value"])) is not None:
                    here[act["hash"]] = text[33:]
        for about, said in record.get("standing", {}).items():
            before = (each for each in record.get("stands_for", []) if about == "content" or each.get("attribution"))
            status, value = stood.standing(record["claim"], about, here, [each["claim"] for each in before])
            if (said.get("status"), said.get("value")) != (status, value):
                told = "claim {}: by its acts it stands as {}, not as the file says"
                self.bad(told.format(record["claim"], value or status))

    def check_words(self, record: dict[str, Any]) -> None:
        """What a record says of an act is what the event and the words that it names say."""
        for entry in (entry for name in LISTS for entry in record.get(name, []) if entry["event"] in self.events):
            event, told = self.events[entry["event"]], "claim {}: {} of event {} was changed"
            for field in WORDS:
                if field in entry and self.proof["blobs"].get(event["data"].get(field), "")[33:] != entry[field]:
                    self.bad(told.format(record["claim"], field, entry["event"][:12]))
            if entry["person"] != self.person.get(event["by"]) or entry["at"] != event["at"]:
                self.bad(told.format(record["claim"], "who or when", entry["event"][:12]))

    def check_imported(self, record: dict[str, Any]) -> None:
        """The words of a published fact-check, where they are here, make the record that its import's events name."""
        for check in (each for each in record.get("checked", []) if "absent" not in each):
            words = {name: check[field] for name, field in CHECKED.items() if field in check}
            raw = hashlib.sha256(encode({"@type": "ClaimReview", **words}).encode("ascii")).hexdigest()
            brought = self.events[check["imported"]["event"]]["data"]
            read = [self.events[name]["data"] for name in check["rests_on"]]
            fits = bool(read) and (brought["claim"], brought["source"]) == (check["claim"], "import")
            if not fits or any((each["raw"], each["version"]) != (raw, brought["version"]) for each in read):
                self.bad("claim {}: a fact-check is not the one that was imported".format(record["claim"]))

    # 5. Texts and evidence.

    def check_texts(self) -> None:
        """Quotes stand in their texts; texts and evidence have the digests that name them."""
        count, before = 0, len(self.found)
        for record in self.records:
            version, (start, end) = record["version"], record["span"]
            raw = self.files.get("texts/{}.txt".format(version["id"]))
            if raw is None:
                continue
            count += 1
            if hashlib.sha256(raw).hexdigest() != version["text_sha256"]:
                self.bad("texts/{}.txt was changed".format(version["id"]))
            elif raw.decode("utf-8")[start:end] != record["quote"]:
                self.bad("claim {} does not stand on its words".format(record["claim"]))
        for name, raw in self.files.items():
            if name.startswith("evidence/") and hashlib.sha256(raw).hexdigest() != name[9:73]:
                self.bad(f"{name} was changed")
        if len(self.found) == before:
            words = f"{count} of {len(self.records)} claims stand on their exact words in the texts here"
            self.found.append((True if count == len(self.records) else None, words + "; evidence is unchanged"))


def claims_of(record: Mapping[str, Any]) -> list[str]:
    """The claim of a record, and those of earlier texts of the article with the same words, for which it stands."""
    return [record["claim"], *(earlier["claim"] for earlier in record.get("stands_for", []))]


def root_of(leaves: list[bytes]) -> str:
    """The Merkle root as in RFC 6962."""

    def node(start: int, end: int) -> bytes:
        if end - start == 1:
            return leaves[start]
        middle = start + _split(end - start)
        return _node(node(start, middle), node(middle, end))

    return node(0, len(leaves)).hex() if leaves else EMPTY


def check(files: Mapping[str, bytes], kept: str = "") -> list[Finding]:
    """What a check of a bundle found: its files by name, and the text of a checkpoint that was kept elsewhere."""
    try:
        bundle = Bundle(files)
        bundle.read_log()
        bundle.hold(bundle.proof["checkpoint"], "the checkpoint in claims.json")
        for text in kept.split("\n\n") if kept else []:
            bundle.hold(text, "the checkpoint that you kept")
        bundle.check_records()
        bundle.replay()
        bundle.check_texts()
    except (KeyError, IndexError, ValueError, TypeError, AttributeError, RecursionError) as error:
        return [(False, f"the bundle is torn or was changed: {type(error).__name__} {error}")]
    return bundle.found


def read_files(folder: Path) -> dict[str, bytes]:
    """The files of an unpacked bundle."""
    names = [path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink()]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in names}


def main(words: list[str]) -> int:
    """The answer as an exit code."""
    folder = Path(words[0]) if words else Path(__file__).resolve().parent
    found = check(read_files(folder), Path(words[1]).read_text("ascii") if len(words) > 1 else "")
    for ok, what in found:
        print({True: "ok", False: "CHANGED", None: "cannot tell"}[ok].ljust(12) + ascii(what)[1:-1])
    states = {ok for ok, _ in found}
    answer = 1 if False in states else 3 if None in states else 0
    print({0: "proved", 1: "changed", 3: "cannot tell all of it"}[answer])
    return answer


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
