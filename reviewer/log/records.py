"""The records inside salted blobs: evidence, what was seen, metadata of an article, words of a claim (docs/log.md)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reviewer.errors import TamperedError, UsageError
from reviewer.log import words
from reviewer.log.kinds import ID, SHA, Kind, in_order, one_of, optional, record, text, whole

OUTCOMES = (
    "same",
    "restated",
    "more_specific",
    "part_of",
    "different_scope",
    "later_update",
    "contradicts",
    "not_comparable",
    "cannot_tell",
)
PAIR_WORDS = ("agrees", "contradicts", "other_thing", "cannot_tell")
LINEAGES = ("same_text", "rewrite", "same_informant", "same_agency", "no_link_found", "independent", "unknown")
STANCES = ("supports", "refutes", "context")
EVIDENCE_KINDS = ("url", "file", "claim", "other")
ORIGINS = ("article", "command line", "project file", "person")
METADATA_ITEMS = ("title", "byline", "publisher", "date", "url", "dateline", "wire_credit", "language")

_ANY = text(1_000_000, 0)


def _or_empty(kind: Kind) -> Kind:
    return Kind(f"{kind.expects}, or an empty text", lambda value: value == "" or kind.fits(value))


def _map(names: tuple[str, ...], kind: Kind) -> Kind:
    known = frozenset(names)

    def fits(value: Any) -> bool:
        return type(value) is dict and value.keys() <= known and all(map(kind.fits, value.values()))

    return Kind(f"an object from {', '.join(names)} to {kind.expects}", fits)


EVIDENCE: Mapping[str, Kind] = {
    "kind": one_of(*EVIDENCE_KINDS),
    "stance": one_of(*STANCES),
    "quote": _ANY,
    "url": _ANY,
    "retrieved": _ANY,
    "file_name": _ANY,
    "file_sha256": _or_empty(SHA),
    "claim": _or_empty(ID),
    "remark": _ANY,
}
SEEN: Mapping[str, Kind] = {
    "pairs": in_order(
        record({"left": ID, "right": ID, "outcome": one_of(*OUTCOMES), "word": optional(one_of(*PAIR_WORDS))})
    ),
    "counts": optional(
        record(dict.fromkeys(("articles", "contested", "disagree", "high", "low"), whole())),
    ),
    "lineage": optional(one_of(*LINEAGES)),
}
METADATA: Mapping[str, Kind] = {
    "items": _map(METADATA_ITEMS, _ANY),
    "origins": _map(METADATA_ITEMS, one_of(*ORIGINS)),
}
WORDS: Mapping[str, Kind] = {"claimant": _ANY, "id": _ANY, "quote": text(1_000_000), "text": _ANY}
RECORDS: Mapping[str, Mapping[str, Kind]] = {
    "evidence": EVIDENCE,
    "seen": SEEN,
    "metadata": METADATA,
    "words": WORDS,
}
_EMPTY: Mapping[str, Mapping[str, Any]] = {
    "evidence": dict.fromkeys(EVIDENCE, ""),
    "seen": {"pairs": [], "counts": None, "lineage": None},
    "metadata": {"items": {}, "origins": {}},
    "words": dict.fromkeys(WORDS, ""),
}


def blob(name: str, fields: Mapping[str, Any], salt: str | None = None) -> bytes:
    """The salted blob of a record; fields left out are empty.

    Args:
        name: one of RECORDS.
        fields: plain values, as `model.codec.encode` gives them.
        salt: 32 hex digits for tests; random otherwise.

    Raises:
        UsageError: a field that does not fit; the message names it.
    """
    whole_record = {**_EMPTY[name], **fields}
    fault = _fault(name, whole_record)
    if fault:
        raise UsageError(fault)
    return words.salted_record(whole_record, salt)


def read(name: str, blob: bytes) -> dict[str, Any]:
    """The record in a salted blob, every field present.

    Raises:
        TamperedError: not a salted record of this name.
    """
    found = words.open_record(blob)
    fault = _fault(name, found)
    if fault:
        raise TamperedError(fault)
    return dict(found)


def _fault(name: str, found: Any) -> str:
    fields = RECORDS[name]
    if type(found) is not dict or found.keys() != fields.keys():
        return f"{name}: expects exactly {', '.join(sorted(fields))}"
    for field, kind in fields.items():
        if not kind.fits(found[field]):
            return f"{name}: {field!r} expects {kind.expects}"
    if name == "metadata" and found["items"].keys() != found["origins"].keys():
        return "metadata: every item has an origin, and no other has"
    return ""
