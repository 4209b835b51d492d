"""The types of events as one table: exact fields, who may append them, what can be undone (docs/log.md)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from reviewer.log.kinds import (
    BLOB,
    CHOICE,
    DATE,
    FINGERPRINT,
    FLAG,
    HASH,
    ID,
    RANDOM,
    RECORD,
    SALTED,
    SECRET,
    SHA,
    SPAN,
    WORD,
    Kind,
    ascending,
    in_order,
    one_of,
    optional,
    record,
    tally,
    text,
    whole,
)
from reviewer.model.ids import claim_id
from reviewer.model.span import Span

ROLES = ("observer", "reviewer", "adjudicator", "owner")
"""Least first; each includes those before it."""
ABOUTS = ("content", "attribution")
VALUES = ("supported", "refuted", "conflicting", "not_enough_evidence", "not_a_claim")
CLAIM_KINDS = ("fact", "quoted_fact", "announcement", "background", "reporting_note")
BLOCK_CLASSES = ("body", "headline", "subhead", "byline", "credit", "wire_credit", "widget", "footer", "error")
SOURCES = ("hand", "project_file", "import")


class BadField(ValueError):
    """A field of an event that does not fit its type; the message names the field."""


@dataclass(frozen=True, slots=True)
class EventType:
    """One type of event.

    `fields`: exactly these. `need`: the least role of who appends it; `with_right` the role that a filled `right` must
    grant. `undoable`: its author may undo it.
    """

    fields: Mapping[str, Kind]
    need: str = "reviewer"
    with_right: str = ""
    undoable: bool = False


_POINT = record({"log": RANDOM, "size": whole(1), "root": SHA})
_RULES = record(
    {
        "blind": FLAG,
        "copies": FLAG,
        "double": whole(0, 100),
        "hide_scores": FLAG,
        "quorum": optional(whole(1, 1000)),
        "require_evidence": FLAG,
        "reviews": whole(1, 1000),
        "seed": whole(),
    }
)
_LABELS = in_order(text(100, 0), 2)
_CODE = Kind("a pair of a value's id and its key", lambda v: _LABELS.fits(v) and len(v) == 2)
_QUESTION = record({"name": text(100), "rule": text(20_000, 0), "values": in_order(_CODE, 1)})
_REPLACES = {"replaces": ascending(HASH)}
_BATCH = {"batch": optional(RANDOM)}
_ACT = _BATCH | _REPLACES
_PLACE = {"claim": ID, "version": ID, "span": SPAN, "carried": ascending(SPAN)}
_NAMED = _PLACE | {
    "kind": one_of(*CLAIM_KINDS),
    "words": SALTED,
    "source": one_of(*SOURCES),
    "file": optional(SHA),
}
_SAID = {"rationale": optional(SALTED), "private": optional(SECRET), "evidence": in_order(SALTED)}
_ROUND = {"claim": ID, "about": one_of(*ABOUTS), "round": whole(1)}
_PAIR_FIELDS = {"left": ID, "right": ID, "outcome": CHOICE, "rationale": optional(SALTED), "seen": optional(SALTED)}

TYPES: Mapping[str, EventType] = {
    "genesis": EventType(
        {
            "project": RANDOM,
            "tool": text(100),
            "continues": optional(record({"log": RANDOM, "size": whole(1), "head": HASH})),
            "joins": optional(HASH),
        },
        need="observer",
    ),
    "actor": EventType(
        {"actor": RANDOM, "name": optional(SALTED), "same": ascending(RANDOM), "right": optional(HASH)} | _REPLACES,
        need="observer",
        with_right="owner",
    ),
    "role": EventType(
        {"actor": RANDOM, "role": one_of(*ROLES), "revoked": FLAG, "right": HASH} | _REPLACES,
        with_right="owner",
    ),
    "key": EventType(
        {"actor": RANDOM, "fingerprint": FINGERPRINT, "revoked": FLAG, "right": optional(HASH)} | _REPLACES,
        need="observer",
        with_right="owner",
    ),
    "policy": EventType(
        {
            "rules": _RULES,
            "questions": in_order(_QUESTION),
            "labels": record(dict.fromkeys(VALUES, text(200))),
            "keys": record(dict.fromkeys(VALUES, text(20))),
            "file": optional(BLOB),
            "right": HASH,
        }
        | _REPLACES,
        with_right="owner",
    ),
    "article": EventType(
        {"article": ID, "key": SALTED, "metadata": SALTED, "file": optional(BLOB), "withdrawn": FLAG} | _REPLACES
    ),
    "version": EventType(
        {
            "article": ID,
            "version": ID,
            "raw": BLOB,
            "text": BLOB,
            "reader": text(100),
            "reader_version": text(100),
            "remarks": in_order(text(1000)),
        }
        | _REPLACES
    ),
    "extraction": EventType({"version": ID, "blob": RECORD, "extractor": whole(1)}),
    "given": EventType(_NAMED | {"withdrawn": FLAG} | _ACT, undoable=True),
    "revise": EventType(_NAMED | {"revises": ascending(ID, 1)} | _ACT, undoable=True),
    "block": EventType({"version": ID, "span": SPAN, "class": one_of(*BLOCK_CLASSES)} | _ACT, undoable=True),
    "date": EventType({"article": ID, "date": optional(DATE)} | _ACT, undoable=True),
    "verdict": EventType(
        _PLACE
        | _ROUND
        | _SAID
        | {
            "value": CHOICE,
            "seen": optional(SALTED),
            "policy": optional(HASH),
            "copy_of": optional(ID),
            "stated": optional(record({"name": SALTED, "actor": optional(RANDOM), "file": SHA})),
            "confirms": optional(HASH),
        }
        | _ACT,
        undoable=True,
    ),
    "answer": EventType(
        {"claim": ID, "question": text(100), "round": whole(1), "value": CHOICE, "policy": optional(HASH)} | _ACT,
        undoable=True,
    ),
    "note": EventType(_ROUND | _SAID | {"policy": optional(HASH)} | _ACT, undoable=True),
    "decision": EventType(_PAIR_FIELDS | _ACT, undoable=True),
    "lineage": EventType(_PAIR_FIELDS | _ACT, undoable=True),
    "adjudication": EventType(
        _PLACE
        | _ROUND
        | _SAID
        | {
            "value": CHOICE,
            "rationale": SALTED,
            "difference": optional(SALTED),
            "basis": ascending(HASH),
            "policy": optional(HASH),
            "right": HASH,
        }
        | _ACT,
        with_right="adjudicator",
        undoable=True,
    ),
    "postpone": EventType({"claim": ID, "postponed": FLAG, "reason": optional(SALTED)} | _ACT, undoable=True),
    "assign": EventType(
        {"claim": optional(ID), "article": optional(ID), "actor": optional(RANDOM), "right": optional(HASH)} | _ACT,
        with_right="adjudicator",
        undoable=True,
    ),
    "signoff": EventType(
        {"article": ID, "version": ID, "skipped": optional(RECORD), "basis": RECORD} | _ACT,
        undoable=True,
    ),
    "reopen": EventType(
        _ROUND | {"round": whole(2), "reopens": ascending(HASH), "reason": SALTED, "right": HASH} | _BATCH,
        with_right="adjudicator",
        undoable=True,
    ),
    "reveal": EventType(
        {
            "claims": ascending(ID, 1),
            "about": one_of(*ABOUTS),
            "round": whole(1),
            "basis": ascending(HASH),
            "right": optional(HASH),
        },
        with_right="owner",
    ),
    "undo": EventType({"undoes": ascending(HASH), "batch": optional(RANDOM)}, need="observer", undoable=True),
    "train": EventType(
        {
            "kind": WORD,
            "model": RECORD,
            "trainer": whole(1),
            "learned": record({"examples": whole(), "logs": in_order(_POINT)}),
        }
        | _REPLACES
    ),
    "export": EventType(
        {
            "format": WORD,
            "root": SHA,
            "counts": record({"all": whole(), "decided": whole(), "written": whole(), "omitted": tally(whole())}),
            "names": FLAG,
            "private": FLAG,
        },
        need="observer",
    ),
    "witness": EventType({"log": RANDOM, "size": whole(1), "head": HASH, "root": SHA}, need="observer"),
    "erase": EventType(
        {"blobs": ascending(SHA, 1), "reason": optional(SALTED), "right": optional(HASH)}, with_right="owner"
    ),
}

UNDOABLE = frozenset(name for name, kind in TYPES.items() if kind.undoable)
GLOBAL = frozenset({"genesis", "actor", "role", "key", "policy", "witness"})
"""Types that say who may do what under which rules: every part of the state rests on all of them."""


def check(name: str, data: Any) -> None:
    """Whether `data` has exactly the fields of type `name`, each as it must be, and fits together.

    Raises:
        BadField: unknown type, missing or unknown field, a field that does not fit; the message names it.
    """
    kind = TYPES.get(name)
    if kind is None:
        raise BadField(f"{name!r} is no type of event")
    if type(data) is not dict:
        raise BadField("data expects an object")
    if data.keys() != kind.fields.keys():
        wrong = sorted(map(str, data.keys() ^ kind.fields.keys()))
        raise BadField(f"{name}: {wrong[0]!r} is {'not one of its fields' if wrong[0] in data else 'missing'}")
    for field, form in kind.fields.items():
        if not form.fits(data[field]):
            raise BadField(f"{name}: {field!r} expects {form.expects}")
    fault = _together(name, data)
    if fault:
        raise BadField(f"{name}: {fault}")


def _together(name: str, data: Mapping[str, Any]) -> str:
    """What does not fit between the fields of one event; "" where all do."""
    if "carried" in data:
        carried = [Span(*span) for span in data["carried"]]
        own = Span(*data["span"])
        if own in carried:
            return "'carried' names the claim's own span"
        if data["claim"] != claim_id(data["version"], own, carried):
            return "'claim' is not the id of these spans in this version"
    test = _TESTS.get(name)
    return test(data) if test else ""


def _policy(data: Mapping[str, Any]) -> str:
    for question in data["questions"]:
        ids = [pair[0] for pair in question["values"]]
        if len(set(ids)) < len(ids):
            return f"the question {question['name']!r} has a value twice"
    names = [question["name"] for question in data["questions"]]
    return "two questions have one name" if len(set(names)) < len(names) else ""


def _given(data: Mapping[str, Any]) -> str:
    from_file = data["source"] == "project_file"
    return "only what the project file gave is withdrawn by it" if data["withdrawn"] and not from_file else ""


def _revise(data: Mapping[str, Any]) -> str:
    return "a claim does not revise itself" if data["claim"] in data["revises"] else ""


def _verdict(data: Mapping[str, Any]) -> str:
    if data["stated"] is not None and data["confirms"] is not None:
        return "a stated verdict confirms nothing"
    return "a claim is no copy of itself" if data["copy_of"] == data["claim"] else ""


def _sorted_pair(data: Mapping[str, Any]) -> str:
    return "" if data["left"] < data["right"] else "'left' sorts before 'right'"


def _assign(data: Mapping[str, Any]) -> str:
    return "" if (data["claim"] is None) != (data["article"] is None) else "names a claim or an article"


def _undo(data: Mapping[str, Any]) -> str:
    return "" if (data["batch"] is None) != (not data["undoes"]) else "names events or a batch"


_TESTS = {
    "policy": _policy,
    "given": _given,
    "revise": _revise,
    "verdict": _verdict,
    "decision": _sorted_pair,
    "lineage": _sorted_pair,
    "assign": _assign,
    "undo": _undo,
}


def blobs(name: str, data: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Every blob that the event names: (field, sha256, one of kinds.PLAIN, KEPT, WORDS, PRIVATE, VALUE)."""
    kind = TYPES.get(name)
    for field, form in kind.fields.items() if kind else ():
        value = data[field]
        if form.blob and value is not None:
            for sha in [value] if type(value) is str else value:
                yield field, sha, form.blob
    if name == "verdict" and data["stated"] is not None:
        yield "stated", data["stated"]["name"], SALTED.blob
