"""What a check found."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of a check: `ok` True (proved), False (changed), None (cannot tell).

    `what` names the part ("record abc…", "event 0f3a…", "proof"), `words` say it in a sentence. `record` is the claim
    id and `field` the path inside the record (`verdicts[0].value`), each "" where none can be named.
    """

    ok: bool | None
    what: str
    words: str
    record: str = ""
    field: str = ""


def sound(what: str, words: str) -> Finding:
    """Something that was proved."""
    return Finding(ok=True, what=what, words=words)


def changed(what: str, words: str, *, record: str = "", field: str = "") -> Finding:
    """Something that is not as it was written."""
    return Finding(ok=False, what=what, words=words, record=record, field=field)


def untold(what: str, words: str) -> Finding:
    """Something of which nothing can be told."""
    return Finding(ok=None, what=what, words=words)


def record_name(record: str, number: int) -> str:
    """How a finding calls a record: the header, or a claim by its id."""
    if number == 0:
        return "the header"
    return f"record {record}" if record else f"record {number}"


def event_name(hash_: str) -> str:
    """How a finding calls an event."""
    return f"event {hash_[:12]}"
