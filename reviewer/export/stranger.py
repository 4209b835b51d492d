"""Checks a bundle made by `reviewer`. One file, plain Python 3.10 or newer, nothing to install, no network.

    python3 verify.py                  in the folder of the bundle
    python3 verify.py FOLDER           another folder
    python3 verify.py FOLDER KEPT      also against a checkpoint.txt that you were given earlier

Read it first; it takes ten minutes. It answers "proved" (exit 0), "changed" (1) or "cannot tell" (3).

It proves, if it says so:
- no event of the log was edited, moved, taken out or put in (each names the hash of the one before);
- the records in claims.json are those whose digest the log holds, and people's words in them are those that the
  events name by their digests;
- replay of the log gives these verdicts and no others: nothing superseded stands in the file, and no judged claim
  was left out;
- the quoted words stand in the texts at the places named, and texts and evidence are the files that the log names.

It does not prove:
- that the end of the log was not cut off, or the whole log written anew: compare with a checkpoint that was kept
  elsewhere (KEPT);
- who the people are, what time it was, or that a claim is true;
- who had which right: acts that the program did not count are listed here, not judged;
- anything of index.html: it is the same for reading, and `reviewer verify` makes it anew and compares.
"""

from __future__ import annotations

import base64
import hashlib
import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from reviewer.log.canonical import encode
from reviewer.log.event import ZEROS, hash_of
from reviewer.log.merkle import EMPTY, _node, _split, leaf

Finding = tuple[bool | None, str]  # proved, changed (False) or not to be told (None), and what, in words
Event = dict[str, Any]
LISTS = {"verdicts": "verdict", "adjudications": "adjudication", "notes": "note"}
WORDS = ("value", "rationale", "private", "difference")


class Bundle:
    """The files of a bundle, taken apart; every check adds to `found`."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self.files = files
        self.found: list[Finding] = []
        self.logs: dict[str, list[Event]] = {}
        self.events: dict[str, Event] = {}
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
                self.found.append((None, "the log tells two histories from some event on; both are in the file"))
            elif "blob" in fields:
                blob = fields["blob"]["text"].encode("utf-8")
                self.blobs[hashlib.sha256(blob).hexdigest()] = blob
                if fields["blob"]["sha256"] not in self.blobs:
                    self.bad("words in the log were changed: " + fields["blob"]["sha256"][:12])
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
            place = next(
                (n for n, (a, b) in enumerate(zip(hashes, self.proof["records"], strict=False)) if a != b), len(hashes)
            )
            self.bad(f"record {place} of claims.json was changed, put in or taken out (0 is its head)")
        if export is None or export["type"] != "export":
            self.bad("the log does not hold the export event of claims.json")
        elif export["data"]["root"] != root_of([leaf(each) for each in hashes]):
            self.bad("the records are not those whose digest the log holds")
        else:
            self.found.append((True, f"{len(self.records)} records are those whose digest the log holds"))

    # 4. Replay: what stood when the file was written.

    def replay(self) -> None:
        """What the file says stood, stood then, and nothing else did."""
        points = [self.proof["checkpoint"], *self.header.get("checkpoints", [])]
        sizes = {text.split("\n")[0].partition("/")[2]: int(text.split("\n")[1]) for text in points}
        then = [event for log, all_of in self.logs.items() for event in all_of[: sizes.get(log, 0)]]
        own = self.proof["checkpoint"].split("\n")[0].partition("/")[2]
        stood = Standing(then, self.person, own, set())
        stood = Standing(then, self.person, own, self.not_counted(stood))
        before, named = len(self.found), {record["claim"] for record in self.records}
        for record in self.records:
            for name, kind in LISTS.items():
                said = {entry["event"] for entry in record.get(name, [])}
                real = stood.current(record["claim"], kind)
                for hash_ in said - real:
                    self.bad("claim {}: event {} was superseded or undone".format(record["claim"], hash_[:12]))
                for hash_ in real - said:
                    self.bad("claim {}: event {} is left out".format(record["claim"], hash_[:12]))
            self.check_words(record)
        for claim in sorted(stood.judged() - named):
            if claim not in stood.revised and not stood.text_erased(claim):
                told = f"claim {claim} was judged and is left out"
                self.found.append((False if stood.read_here(claim) else None, told))
        if len(self.found) == before:
            self.found.append((True, "replay of the log gives these verdicts and no others"))

    def not_counted(self, stood: Standing) -> set[str]:
        """Acts that the program did not count though their log belongs to the project."""
        entries = [entry for record in self.records for entry in record.get("history", []) if entry.get("ignored")]
        found = {entry["event"] for entry in entries} & stood.events.keys()
        if found:
            words = f"{len(found)} acts are said not to count (no right to them); this script does not judge that"
            self.found.append((None, words))
        return found

    def check_words(self, record: dict[str, Any]) -> None:
        """What a record says of an act is what the event and the words that it names say."""
        blobs = {sha: text.encode("utf-8") for sha, text in self.proof["blobs"].items()}
        values: dict[str, set[str]] = {"verdicts": set(), "adjudications": set()}
        for name in LISTS:
            for entry in record.get(name, []):
                event = self.events.get(entry["event"])
                if event is None:
                    continue
                data = event["data"]
                for field in WORDS:
                    blob = blobs.get(data.get(field) or "", b"")
                    if field in entry and (
                        hashlib.sha256(blob).hexdigest() != data.get(field) or blob[33:].decode("utf-8") != entry[field]
                    ):
                        self.bad(
                            "claim {}: {} of event {} was changed".format(record["claim"], field, entry["event"][:12])
                        )
                if entry["person"] != self.person.get(event["by"]) or entry["at"] != event["at"]:
                    self.bad(
                        "claim {}: who or when of event {} was changed".format(record["claim"], entry["event"][:12])
                    )
                if data.get("about") == "content" and name in values and "value" in entry:
                    values[name].add(entry["value"])
        decided = record.get("standing", {}).get("content", {})
        if decided.get("status") == "decided" and decided.get("value") not in (
            values["adjudications"] or values["verdicts"]
        ):
            self.bad("claim {}: what stands as decided, nobody said".format(record["claim"]))

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


class Standing:
    """Which acts stood: not undone, and replaced by none of the same person on the same thing."""

    def __init__(self, events: list[Event], person: Mapping[str, str], own: str, ignored: set[str]) -> None:
        self.person, self.own = person, own
        self.events = {event["hash"]: event for event in events}
        joined = self.joined()
        self.events = {
            name: event for name, event in self.events.items() if event["log"] in joined and name not in ignored
        }
        self.undos: dict[str, list[Event]] = {}
        for event in self.of_type("undo"):
            for name in event["data"]["undoes"] or [event["data"]["batch"]]:
                self.undos.setdefault(name, []).append(event)
        self.acts: dict[tuple[str, str], list[Event]] = {}
        for kind in LISTS.values():
            for event in self.of_type(kind):
                self.acts.setdefault((event["data"]["claim"], kind), []).append(event)
        self.reopened = [event for event in self.of_type("reopen") if self.live(event)]
        self.revised = {old for event in self.of_type("revise") if self.live(event) for old in event["data"]["revises"]}
        self.texts = {event["data"]["version"]: event["data"]["text"] for event in self.of_type("version")}
        self.erased = {sha for event in self.of_type("erase") for sha in event["data"]["blobs"]}

    def joined(self) -> set[str]:
        """Logs of the project: founded with the own one, joined to it, or of somebody who was given a role."""
        begun = {event["log"]: event for event in self.of_type("genesis")}

        def founding(event: Event) -> str:
            before = self.events.get(event["data"]["joins"] or "")
            return founding(before) if before is not None else event["data"]["joins"] or event["hash"]

        given = {event["data"]["actor"] for event in self.of_type("role")}
        here = founding(begun[self.own])
        return {log for log, event in begun.items() if founding(event) == here or event["by"] in given}

    def of_type(self, kind: str) -> Iterator[Event]:
        """The events of one type."""
        return (event for event in self.events.values() if event["type"] == kind)

    def who(self, event: Event) -> str:
        """The person who acted; several actors may be one."""
        return self.person.get(event["by"], event["by"])

    def live(self, event: Event) -> bool:
        """Nothing live of the same person undoes it; a redo undoes the undo."""
        by_batch = self.undos.get(event["data"].get("batch") or "", [])
        undos = self.undos.get(event["hash"], []) + by_batch
        return not any(self.who(undo) == self.who(event) and self.live(undo) for undo in undos)

    def register(self, event: Event) -> tuple[Any, ...]:
        """What the act is about: only acts of one register replace each other."""
        data = event["data"]
        own = "" if event["type"] == "adjudication" else self.who(event)
        return own, data["about"], data.get("round"), data.get("stated") is not None

    def current(self, claim: str, kind: str) -> set[str]:
        """The acts on a claim that stand."""
        acts = self.acts.get((claim, kind), [])
        return {
            act["hash"]
            for act in acts
            if self.live(act) and self.of_present_round(act) and not self.is_replaced(act, acts)
        }

    def of_present_round(self, act: Event) -> bool:
        """A reopened claim begins a new round."""
        data = act["data"]
        rounds = [e["data"]["round"] for e in self.reopened if all(e["data"][k] == data[k] for k in ("claim", "about"))]
        return "round" not in data or data["round"] == max(rounds, default=1)

    def is_replaced(self, act: Event, acts: list[Event]) -> bool:
        """Whether a live act of the same register replaces it, directly or through others."""
        same = {each["hash"]: each for each in acts if self.register(each) == self.register(act)}

        def leads(event: Event, seen: set[str]) -> bool:
            for name in event["data"]["replaces"]:
                if name == act["hash"]:
                    return True
                if name in same and name not in seen and leads(same[name], seen | {name}):
                    return True
            return False

        return any(self.live(each) and leads(each, set()) for each in same.values())

    def judged(self) -> set[str]:
        """Claims with a standing verdict or adjudication."""
        return {claim for claim, kind in self.acts if kind != "note" and self.current(claim, kind)}

    def read_here(self, claim: str) -> bool:
        """Whether the own log took in the text of the claim; what another machine read may not be here."""
        kinds = ("verdict", "adjudication")
        versions = {event["data"]["version"] for kind in kinds for event in self.acts.get((claim, kind), [])}
        return any(e["log"] == self.own and e["data"]["version"] in versions for e in self.of_type("version"))

    def text_erased(self, claim: str) -> bool:
        """Whether the text of the claim was erased: then no record of it can be made."""
        versions = {
            event["data"]["version"]
            for kind in LISTS.values()
            for event in self.acts.get((claim, kind), [])
            if "version" in event["data"]
        }
        return any(self.texts.get(version) in self.erased for version in versions)


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
