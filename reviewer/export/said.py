"""What people said, read from events and their blobs: one way for the writer and for the check.

A record's entry for a verdict, note, adjudication or decision is a pure function of the event, the words that are here,
and the labels of people. The check builds the entry again from what stands in the file and compares.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Collection, Iterable
from typing import Any

from reviewer.errors import TamperedError
from reviewer.export.people import People
from reviewer.export.plain import told
from reviewer.log import records, types, words
from reviewer.log.event import Event
from reviewer.log.kinds import KEPT, PLAIN, PRIVATE, VALUE
from reviewer.model.verdict import Evidence, Value

NAMES, PRIVATE_NOTES, SCREENS = "names", "private", "screens"
"""Kinds of words that can be kept back by rule."""
WITHHELD, SEALED, ERASED, UNREADABLE = "withheld", "sealed", "erased", "unreadable"
"""Why words are not in a file."""

_EVIDENCE = tuple(field.name for field in dataclasses.fields(Evidence))
"""In this order in a file."""
_VALUES = frozenset(Value)


def keeping(event: Event, field: str, kind: str) -> str:
    """Under which rule the words of this field can be kept back; "" = none."""
    if kind == PRIVATE:
        return PRIVATE_NOTES
    if field == "seen":
        return SCREENS
    return NAMES if (event.type, field) in (("actor", "name"), ("verdict", "stated")) else ""


def word_blobs(event: Event) -> Iterable[tuple[str, str, str]]:
    """(field, sha256, rule that can keep it back or "") of every blob of people's words that the event names."""
    for field, sha, kind in types.blobs(event.type, event.data) if event.known else ():
        if kind not in (PLAIN, KEPT):
            yield field, sha, keeping(event, field, kind)


class Words:
    """People's words as far as a file has them.

    Args:
        blob: the bytes by sha256, None where they are not here.
        withheld: rules in force: NAMES, PRIVATE_NOTES, SCREENS.
        why: for words that no rule keeps back and that are not here: SEALED or ERASED.
    """

    def __init__(
        self, blob: Callable[[str], bytes | None], withheld: Iterable[str], why: Callable[[Event, str], str]
    ) -> None:
        self._blob = blob
        self._withheld = frozenset(withheld)
        self._why = why

    def read(self, event: Event, field: str, sha: str, kind: str = "") -> tuple[str | None, str]:
        """(words, "") or (None, why they are not here)."""
        if keeping(event, field, kind) in self._withheld:
            return None, WITHHELD
        blob = self._blob(sha)
        if blob is None:
            return None, self._why(event, sha)
        try:
            return words.open(blob), ""
        except TamperedError:
            return None, UNREADABLE

    def record(self, event: Event, field: str, sha: str, name: str) -> tuple[dict[str, Any] | None, str]:
        """(record of this name in `log.records`, "") or (None, why it is not here)."""
        text, why = self.read(event, field, sha)
        if text is None:
            return None, why
        try:
            return records.read(name, self._blob(sha) or b""), ""
        except TamperedError:
            return None, UNREADABLE


def judgement(event: Event, claim: str, here: Words, people: People) -> dict[str, Any]:
    """The entry of a verdict, adjudication or note in the record of `claim` (docs/format.md, section 2)."""
    data, absent = event.data, {}
    entry: dict[str, Any] = {"event": event.hash, "person": people.label(event.by), "at": event.at}
    if data["claim"] != claim:
        entry["claim"] = data["claim"]
    entry |= {"about": data["about"], "round": data["round"]}
    for field, kind in (("value", VALUE), ("rationale", ""), ("private", PRIVATE), ("difference", "")):
        if data.get(field) is not None:
            text, why = here.read(event, field, data[field], kind)
            if why or (field == "value" and text not in _VALUES):
                absent[field] = why or UNREADABLE
            else:
                entry[field] = text
    entry["evidence"] = _evidence(event, here, absent)
    for field in ("seen", "policy", "confirms", "copy_of", "basis"):
        entry[field] = data.get(field)
    if data.get("stated"):
        entry["stated"] = _stated(event, here, people, absent)
    entry["absent"] = absent
    return told(entry)


def decision(event: Event, here: Words, people: People, pair: Collection[str]) -> dict[str, Any]:
    """The entry of a person's word on `pair`, two claims (`word`) or two articles (`kind`).

    A word on other claims, in whose place these stand, names them.
    """
    absent: dict[str, str] = {}
    entry: dict[str, Any] = {"event": event.hash, "person": people.label(event.by), "at": event.at}
    if {event.data["left"], event.data["right"]} != set(pair):
        entry["claims"] = [event.data["left"], event.data["right"]]
    for field, key, kind in (
        ("outcome", "word" if event.type == "decision" else "kind", VALUE),
        ("rationale",) * 2 + ("",),
    ):
        sha = event.data.get(field)
        if sha is not None:
            text, why = here.read(event, field, sha, kind)
            if text is None:
                absent[key] = why
            else:
                entry[key] = text
    return told(entry | {"absent": absent})


def happened(event: Event, people: People, *, live: bool = True, counts: bool = True) -> dict[str, Any]:
    """That an event happened, when, and by whom."""
    entry = {"event": event.hash, "at": event.at, "person": people.label(event.by), "type": event.type}
    return told(entry | {"undone": not live, "ignored": not counts})


IN_HISTORY = {"verdict": ("value",), "adjudication": ("value",), "reopen": ("round", "reason")}
"""What the history of a claim tells of an event beyond that it happened: what was concluded, why it was reopened."""


def in_history(event: Event, here: Words, people: People, *, live: bool = True, counts: bool = True) -> dict[str, Any]:
    """The entry of an event in the history of a claim: one that holds no more stands nowhere else in the record."""
    entry = happened(event, people, live=live, counts=counts)
    fields = IN_HISTORY.get(event.type, ()) if event.known else ()
    if not fields:
        return entry
    absent: dict[str, str] = {}
    entry["about"] = event.data["about"]
    for field in fields:
        if field == "round":
            entry[field] = event.data[field]
            continue
        text, why = here.read(event, field, event.data[field])
        if text is None or (field == "value" and text not in _VALUES):
            absent[field] = why or UNREADABLE
        else:
            entry[field] = text
    return told(entry | {"absent": absent})


def _evidence(event: Event, here: Words, absent: dict[str, str]) -> list[dict[str, str]]:
    found = []
    for sha in event.data.get("evidence", ()):
        record, why = here.record(event, "evidence", sha, "evidence")
        if record is None:
            absent["evidence"] = why
        else:
            found.append({key: record[key] for key in _EVIDENCE if record[key]})
    return found


def _stated(event: Event, here: Words, people: People, absent: dict[str, str]) -> dict[str, Any]:
    """Whose verdict it is, where `person` only brought it: the name as the file had it, and that file."""
    stated = event.data["stated"]
    name, why = here.read(event, "stated", stated["name"])
    if name is None:
        absent["stated"] = why
    person = people.label(stated["actor"]) if stated["actor"] else ""
    return told({"name": name, "person": person, "file": stated["file"]})
