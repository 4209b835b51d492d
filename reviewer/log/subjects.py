"""What an event is about: its subject (one register of current values), the things it concerns, what it refers to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from reviewer.log.event import Event
from reviewer.log.types import TYPES

SELF, OWNER = "self", "owner"
"""Who speaks of an actor, in the key of `actor` and `key` registers."""
STATED = "stated"
"""Last part of the key of a verdict that an importer brought for somebody else; "" of all others."""


class Subject(NamedTuple):
    """One register. `own`: every person has one of their own under this key; else all share it."""

    type: str
    key: tuple[str, ...]
    own: bool


def subject(type: str, data: Mapping[str, Any]) -> Subject | None:  # noqa: A002
    """The register that an event of this type and data sets; None for types that set none."""
    make = _SUBJECTS.get(type)
    return make(data) if make else None


def subject_of(event: Event) -> Subject | None:
    """The register that `event` sets; None for types that set none, and for events of a newer program."""
    return subject(event.type, event.data) if event.known else None


def concerns(event: Event) -> tuple[str, ...]:
    """Ids of the claims, articles and versions that the event speaks of: by these it is found again.

    The state of one claim, article or version rests on the events that concern it, on the undo events that touch
    those, and on all events of `types.GLOBAL` types.
    """
    if not event.known:
        return ()
    data = event.data
    found: set[str] = {data[name] for name in _THINGS.get(event.type, ()) if data[name] is not None}
    for name in ("claims", "revises"):
        found.update(data.get(name, ()))
    return tuple(sorted(found))


def references(event: Event) -> tuple[str, ...]:
    """Hashes of the events that this one names, whatever for."""
    if not event.known:
        return ()
    found: set[str] = set()
    for name in ("replaces", "undoes", "basis", "reopens"):
        value = event.data.get(name, ())
        found.update(value if isinstance(value, list) else ())
    names = ("right", *_NAMED) if TYPES[event.type].with_right else _NAMED
    single = (event.data.get(name) for name in names)
    return tuple(sorted(found.union(hash_ for hash_ in single if hash_ is not None)))


_NAMED = ("policy", "confirms", "joins")
"""Fields that name one event; `right` too, where it is one: in pairs it is the second of two."""


def _place(data: Mapping[str, Any]) -> str:
    start, end = data["span"]
    return f"{start} {end}"


def _declared(name: str, *fields: str) -> Callable[[Mapping[str, Any]], Subject]:
    """Of an actor: one register for what it says itself, one for what owners say of it."""

    def make(data: Mapping[str, Any]) -> Subject:
        return Subject(name, (*(data[field] for field in fields), SELF if data["right"] is None else OWNER), own=False)

    return make


def _own(name: str, *fields: str) -> Callable[[Mapping[str, Any]], Subject]:
    return lambda data: Subject(name, tuple(str(data[field]) for field in fields), own=True)


def _shared(name: str, *fields: str) -> Callable[[Mapping[str, Any]], Subject]:
    return lambda data: Subject(name, tuple(str(data[field]) for field in fields), own=False)


def _verdict(data: Mapping[str, Any]) -> Subject:
    stated = STATED if data["stated"] is not None else ""
    return Subject("verdict", (data["claim"], data["about"], str(data["round"]), stated), own=True)


def _given(data: Mapping[str, Any]) -> Subject:
    from_file = data["source"] == "project_file"
    return Subject("given", (data["claim"], "project_file" if from_file else ""), own=not from_file)


def _assign(data: Mapping[str, Any]) -> Subject:
    return Subject("assign", (data["claim"] or data["article"],), own=False)


_SUBJECTS: Mapping[str, Callable[[Mapping[str, Any]], Subject]] = {
    "actor": _declared("actor", "actor"),
    "role": _shared("role", "actor"),
    "key": _declared("key", "actor", "fingerprint"),
    "policy": _shared("policy"),
    "article": _shared("article", "article"),
    "version": _shared("version", "article"),
    "given": _given,
    "revise": _own("revise"),
    "block": lambda data: Subject("block", (data["version"], _place(data)), own=True),
    "date": _own("date", "article"),
    "verdict": _verdict,
    "answer": _own("answer", "claim", "question", "round"),
    "note": _own("note", "claim", "about", "round"),
    "decision": _own("decision", "left", "right"),
    "lineage": _own("lineage", "left", "right"),
    "adjudication": _shared("adjudication", "claim", "about", "round"),
    "postpone": _own("postpone", "claim"),
    "assign": _assign,
    "signoff": _own("signoff", "article"),
    "train": _shared("train", "kind"),
}

_THINGS: Mapping[str, tuple[str, ...]] = {
    "article": ("article",),
    "version": ("article", "version"),
    "extraction": ("version",),
    "given": ("claim", "version"),
    "revise": ("claim", "version"),
    "block": ("version",),
    "date": ("article",),
    "verdict": ("claim",),
    "answer": ("claim",),
    "note": ("claim",),
    "decision": ("left", "right"),
    "lineage": ("left", "right"),
    "adjudication": ("claim",),
    "postpone": ("claim",),
    "assign": ("claim", "article"),
    "signoff": ("article",),
    "reopen": ("claim",),
}
