"""A small world to test the log in: logs, actors, claims and the blobs behind them, all made from counters."""

from __future__ import annotations

from reviewer.log import event, rules, words
from reviewer.log.state import State
from reviewer.model.ids import article_id, claim_id, digest, version_id
from reviewer.model.policy import KEYS
from reviewer.model.span import Span
from reviewer.model.verdict import LABELS

TEXT = "0" * 64
ALICE, BOB, CAROL, DAVE = (letter * 32 for letter in "abcd")
ARTICLE = article_id("news/flood.txt")
VERSION = version_id(ARTICLE, TEXT, "1" * 64)
NEWER_VERSION = version_id(ARTICLE, TEXT, "2" * 64)


def hex_of(*parts: object) -> str:
    return digest(repr(parts).encode())


def claim(number: int = 0) -> str:
    return claim_id(VERSION, Span(number * 10, number * 10 + 9))


def place(number: int = 0) -> dict:
    return {"claim": claim(number), "version": VERSION, "span": [number * 10, number * 10 + 9], "carried": []}


class World:
    """Logs of one project, and blobs; `log` 0 is the founding one."""

    def __init__(self) -> None:
        self.blobs: dict[str, bytes] = {}
        self.logs: list[list[event.Event]] = []
        self.count = 0

    # making

    def words(self, text: str) -> str:
        self.count += 1
        blob = words.salted(text, hex_of("salt", self.count)[:32])
        self.blobs[words.sha(blob)] = blob
        return words.sha(blob)

    def plain(self, data: bytes) -> str:
        self.blobs[words.sha(data)] = data
        return words.sha(data)

    def found(self, by: str = ALICE, *, joins: str | None = None, continues: dict | None = None) -> event.Event:
        self.logs.append([])
        return self.do(
            "genesis",
            {"project": hex_of("project")[:32], "tool": "reviewer test", "continues": continues, "joins": joins},
            by=by,
            log=len(self.logs) - 1,
        )

    def do(self, name: str, data: dict, *, by: str = ALICE, log: int = 0, via: str = "os") -> event.Event:
        events = self.logs[log]
        self.count += 1
        made = event.seal(
            log=hex_of("log", log)[:32],
            seq=len(events) + 1,
            prev=events[-1].hash if events else event.ZEROS,
            at=f"2026-03-01T{self.count // 3600 % 24:02}:{self.count // 60 % 60:02}:{self.count % 60:02}.000000Z",
            by=by,
            via=via,
            type=name,
            data=data,
        )
        events.append(made)
        return made

    def log_id(self, log: int = 0) -> str:
        return hex_of("log", log)[:32]

    @property
    def events(self) -> list[event.Event]:
        return [one for log in self.logs for one in log]

    def state(self, *, home: int | None = 0, events: list[event.Event] | None = None) -> State:
        chosen = self.events if events is None else events
        return State.of(chosen, self.blobs.get, home=None if home is None else self.log_id(home))

    def replaces(self, name: str, data: dict, by: str) -> list[str]:
        return self.state().replaces_for(name, data, by)

    # acts, each naming in `replaces` what the rule asks for

    def act(self, name: str, data: dict, *, by: str = ALICE, log: int = 0, via: str = "os") -> event.Event:
        full = {**data, "replaces": data["replaces"] if "replaces" in data else self.replaces(name, data, by)}
        return self.do(name, full, by=by, log=log, via=via)

    def name(self, actor: str, name: str = "Alice", *, same=(), by=None, right=None, log: int = 0):
        data = {"actor": actor, "name": self.words(name), "same": sorted(same), "right": right}
        return self.act("actor", data, by=by or actor, log=log)

    def role(self, actor: str, role: str, right: str, *, revoked=False, by: str = ALICE, log: int = 0, **more):
        data = {"actor": actor, "role": role, "revoked": revoked, "right": right, **more}
        return self.act("role", data, by=by, log=log)

    def policy(self, right: str, *, by: str = ALICE, log: int = 0, replaces=None, questions=(), **chosen):
        fields = rules.policy_fields(
            {**chosen, "questions": list(questions)},
            {value.value: label for value, label in LABELS.items()},
            {value.value: key for value, key in KEYS.items()},
        )
        more = {} if replaces is None else {"replaces": replaces}
        return self.act("policy", {**fields, "file": None, "right": right, **more}, by=by, log=log)

    def verdict(self, value: str = "supported", *, by: str = ALICE, log: int = 0, on: int = 0, about="content", **more):
        data = {
            **place(on),
            "about": about,
            "round": 1,
            "value": self.words(value),
            "rationale": None,
            "private": None,
            "evidence": [],
            "seen": None,
            "policy": None,
            "copy_of": None,
            "stated": None,
            "confirms": None,
            "batch": None,
            **more,
        }
        return self.act("verdict", data, by=by, log=log)

    def note(self, text: str = "see the annex", *, by: str = ALICE, log: int = 0, on: int = 0, **more):
        data = {
            "claim": claim(on),
            "about": "content",
            "round": 1,
            "rationale": self.words(text),
            "private": None,
            "evidence": [],
            "policy": None,
            "batch": None,
            **more,
        }
        return self.act("note", data, by=by, log=log)

    def answer(self, value: str, *, by: str = ALICE, log: int = 0, on: int = 0, question="genre", **more):
        data = {
            "claim": claim(on),
            "question": question,
            "round": 1,
            "value": self.words(value),
            "policy": None,
            "batch": None,
            **more,
        }
        return self.act("answer", data, by=by, log=log)

    def decision(self, value: str = "agrees", *, by: str = ALICE, log: int = 0, of=(0, 1), **more):
        left, right = sorted(claim(number) for number in of)
        data = {
            "left": left,
            "right": right,
            "outcome": self.words(value),
            "rationale": None,
            "seen": None,
            "batch": None,
            **more,
        }
        return self.act("decision", data, by=by, log=log)

    def adjudicate(self, value: str, basis, right: str, *, by: str = ALICE, log: int = 0, on: int = 0, **more):
        data = {
            **place(on),
            "about": "content",
            "round": 1,
            "value": self.words(value),
            "rationale": self.words("both sources are one"),
            "private": None,
            "evidence": [],
            "difference": None,
            "basis": sorted(basis),
            "policy": None,
            "right": right,
            "batch": None,
            **more,
        }
        return self.act("adjudication", data, by=by, log=log)

    def reopen(self, number: int, right: str, *, by: str = ALICE, log: int = 0, on: int = 0, about="content", **more):
        data = {
            "claim": claim(on),
            "about": about,
            "round": number,
            "reopens": [],
            "reason": self.words("new report"),
            "right": right,
            "batch": None,
            **more,
        }
        return self.do("reopen", data, by=by, log=log)

    def reveal(self, basis, *, right=None, by: str = ALICE, log: int = 0, on=(0,), about="content", number: int = 1):
        data = {
            "claims": sorted(map(claim, on)),
            "about": about,
            "round": number,
            "basis": sorted(basis),
            "right": right,
        }
        return self.do("reveal", data, by=by, log=log)

    def undo(self, *events: event.Event, batch=None, by: str = ALICE, log: int = 0):
        return self.do("undo", {"undoes": sorted(e.hash for e in events), "batch": batch}, by=by, log=log)

    def given(self, on: int = 0, *, by: str = ALICE, log: int = 0, source="hand", **more):
        data = {
            **place(on),
            "kind": "fact",
            "words": self.words("{}"),
            "source": source,
            "file": None,
            "withdrawn": False,
            "batch": None,
            **more,
        }
        return self.act("given", data, by=by, log=log)

    def revise(self, new: int, olds, *, by: str = ALICE, log: int = 0, **more):
        revises, replaces = self.state().revision(claim(new), map(claim, olds), by)
        data = {
            **place(new),
            "kind": "fact",
            "words": self.words("{}"),
            "source": "hand",
            "file": None,
            "batch": None,
            "revises": revises,
            "replaces": replaces,
            **more,
        }
        return self.do("revise", data, by=by, log=log)

    def article(self, *, by: str = ALICE, log: int = 0, **more):
        data = {
            "article": ARTICLE,
            "key": self.words("news/flood.txt"),
            "metadata": self.words("{}"),
            "file": None,
            "withdrawn": False,
            **more,
        }
        return self.act("article", data, by=by, log=log)

    def version(self, version: str = VERSION, *, by: str = ALICE, log: int = 0, **more):
        data = {
            "article": ARTICLE,
            "version": version,
            "raw": TEXT,
            "text": TEXT,
            "reader": "plain",
            "reader_version": "1",
            "remarks": [],
            **more,
        }
        return self.act("version", data, by=by, log=log)

    def extraction(self, extractor: int, blob: str, *, by: str = ALICE, log: int = 0):
        return self.do("extraction", {"version": VERSION, "blob": blob, "extractor": extractor}, by=by, log=log)

    def block(self, cls: str, *, by: str = ALICE, log: int = 0, span=(0, 50)):
        return self.act("block", {"version": VERSION, "span": list(span), "class": cls, "batch": None}, by=by, log=log)

    def postpone(self, *, postponed=True, by: str = ALICE, log: int = 0, on: int = 0):
        data = {"claim": claim(on), "postponed": postponed, "reason": None, "batch": None}
        return self.act("postpone", data, by=by, log=log)

    def assign(self, to: str | None, *, by: str = ALICE, log: int = 0, on: int = 0, right=None):
        data = {"claim": claim(on), "article": None, "actor": to, "right": right, "batch": None}
        return self.act("assign", data, by=by, log=log)

    def witness(self, other: int, *, log: int, by: str = BOB):
        events = self.logs[other]
        data = {"log": self.log_id(other), "size": len(events), "head": events[-1].hash, "root": TEXT}
        return self.do("witness", data, by=by, log=log)

    def erase(self, *shas: str, by: str = ALICE, log: int = 0, right=None):
        return self.do("erase", {"blobs": sorted(shas), "reason": None, "right": right}, by=by, log=log)


def one_of_each() -> dict[str, event.Event]:
    """One event of every type."""
    world = World()
    right = world.found().hash
    verdict = world.verdict(evidence=[world.words("e")], private=world.words("p"))
    world.name(ALICE)
    world.role("b" * 32, "reviewer", right)
    world.act("key", {"actor": ALICE, "fingerprint": "SHA256:" + "A" * 43, "revoked": False, "right": None})
    world.policy(right, questions=[{"name": "genre", "rule": "what it is", "values": {"report": "1"}}])
    world.article()
    world.version()
    world.extraction(1, hex_of("x"))
    world.given()
    world.revise(1, [0])
    world.block("body")
    article = world.logs[0][-1].data["version"]
    world.act("date", {"article": article, "date": "2017-07-24T09:30:00+08:00", "batch": None})
    world.answer("report")
    world.note()
    world.decision()
    left, right_of = sorted([claim(0), claim(1)])
    pair = {"left": left, "right": right_of, "outcome": world.words("independent"), "rationale": None}
    world.act("lineage", {**pair, "seen": None, "batch": None})
    world.adjudicate("refuted", [verdict.hash], right)
    world.postpone()
    world.assign(ALICE)
    lists = {"skipped": None, "basis": world.plain(b"[]")}
    world.act("signoff", {"article": article, "version": article, **lists, "batch": None})
    world.reopen(2, right)
    world.reveal([verdict.hash])
    world.undo(verdict)
    point = {"log": world.log_id(), "size": 3, "root": hex_of("r")}
    learned = {"examples": 12, "logs": [point]}
    world.act("train", {"kind": "pairs", "model": hex_of("m"), "trainer": 1, "learned": learned})
    counts = {"all": 2, "decided": 1, "written": 1, "omitted": {"sealed": 1}}
    world.do("export", {"format": "json", "root": hex_of(), "counts": counts, "names": True, "private": False})
    world.witness(0, log=0)
    world.erase(hex_of("e"))
    return {made.type: made for made in world.events}
