"""The verified-claims file out: YAML, JSON, JSON Lines, CSV (docs/format.md, sections 3 and 5)."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from reviewer.errors import UsageError
from reviewer.export import csv_text, yaml_text
from reviewer.export.claims_csv import rows
from reviewer.export.draft import Draft
from reviewer.export.inputs import Proof
from reviewer.export.linked_data import Desk, claim_reviews, web_annotations
from reviewer.export.plain import json_line
from reviewer.log.event import Event

KINDS = ("yaml", "json", "jsonl", "csv")
LINKED = ("claimreview", "annotations")
"""For the web: without proof, and not read back."""

PROVES = (
    "This file proves that the events quoted in it, with the words revealed here, were recorded by size {size} of this "
    "log, and that its records were exported in this form by then. It does not prove that they are the last word, that "
    "nothing was left out, who the people are, what time it was, or that the claims are true: for the first two ask "
    "for the whole log."
)
"""What every file with proof says of itself; fixed for `reviewer.claims/1`."""


def chunks(kind: str, draft: Draft, proof: Proof | None = None, desk: Desk | None = None) -> Iterator[str]:
    """The file, piece by piece; `proof` None for a file without a workspace. A CSV never carries one.

    `desk` says who publishes, for `claimreview` only.

    Raises:
        UsageError: a kind that is in neither KINDS nor LINKED.
    """
    if kind not in (*KINDS, *LINKED):
        raise UsageError(f"no such kind of file: {kind}", next_step="one of " + ", ".join((*KINDS, *LINKED)))
    definitions = draft.header["definitions"]
    if kind == "claimreview":
        return claim_reviews(draft.claims, definitions, desk)
    if kind == "annotations":
        return web_annotations(draft.claims, definitions)
    if kind == "csv":
        return csv_text.chunks(rows(draft.claims, private=draft.options.private), raw=draft.options.raw)
    part = proof_part(draft, proof) if proof is not None else None
    return {"yaml": _yaml, "json": _json, "jsonl": _json_lines}[kind](draft, part)


def proof_part(draft: Draft, proof: Proof) -> dict[str, Any]:
    """The `proof` of a file."""
    events = [event for event in draft.cited if event.hash != proof.export.hash] + [proof.export]
    events.sort(key=lambda event: (event.log, event.seq, event.hash))
    return {
        "proves": PROVES.format(size=proof.export.seq),
        "export": proof.export.hash,
        "checkpoint": proof.checkpoint,
        "records": list(draft.hashes),
        "events": [_event(event, proof) for event in events],
        "blobs": dict(draft.blobs),
    }


def _event(event: Event, proof: Proof) -> dict[str, Any]:
    path = proof.paths.get(event.hash)
    entry: dict[str, Any] = {"hash": event.hash, "body": event.body}
    # A path may be empty (a log of one event); an event of a fork has none, and says so by having no key.
    return entry if path is None else entry | {"path": path_text(path)}


def path_text(path: Sequence[str]) -> str:
    """An inclusion path as one word: base64 of its 32-byte nodes one after the other."""
    return base64.b64encode(bytes.fromhex("".join(path))).decode("ascii")


def path_nodes(text: Any) -> list[str] | None:
    """The nodes of `path_text`; None for what it would not have written."""
    try:
        raw = base64.b64decode(text, validate=True) if isinstance(text, str) else b"?"
    except ValueError:
        return None
    nodes = [raw[at : at + 32].hex() for at in range(0, len(raw), 32)]
    return nodes if len(raw) % 32 == 0 and path_text(nodes) == text else None


def _yaml(draft: Draft, proof: dict[str, Any] | None) -> Iterator[str]:
    yield yaml_text.dump(draft.header)
    if not draft.claims:
        yield "claims: []\n"
    else:
        yield "claims:\n"
    for claim in draft.claims:
        yield "\n" + yaml_text.entry(claim)
    if proof is not None:
        yield "\nproof:\n" + "".join(
            "  " + line + "\n" if line else "\n" for line in yaml_text.dump(proof).splitlines()
        )


def _json(draft: Draft, proof: dict[str, Any] | None) -> Iterator[str]:
    yield "{\n"
    for key, value in draft.header.items():
        yield f"{json_line(key)}: {json_line(value)},\n"
    yield '"claims": ['
    for number, claim in enumerate(draft.claims):
        yield (",\n" if number else "\n") + json_line(claim)
    yield "\n]" if draft.claims else "]"
    if proof is not None:
        yield ',\n"proof": {\n'
        for number, (key, value) in enumerate(proof.items()):
            yield (",\n" if number else "") + f'"{key}": ' + "".join(_spread(value))
        yield "\n}"
    yield "\n}\n"


def _spread(value: Any) -> Iterator[str]:
    """One line an item where there are several: a changed line shows what changed."""
    if isinstance(value, list) and value:
        yield "[\n" + ",\n".join(json_line(item) for item in value) + "\n]"
    elif isinstance(value, dict) and value:
        yield "{\n" + ",\n".join(f"{json_line(key)}: {json_line(item)}" for key, item in value.items()) + "\n}"
    else:
        yield json_line(value)


def _json_lines(draft: Draft, proof: dict[str, Any] | None) -> Iterator[str]:
    lines: Iterable[Any] = (draft.header, *draft.claims)
    for line in lines:
        yield json_line(line) + "\n"
    if proof is not None:
        for event in proof["events"]:
            yield json_line({"event": event}) + "\n"
        for sha, text in proof["blobs"].items():
            yield json_line({"blob": {"sha256": sha, "text": text}}) + "\n"
        rest = {key: proof[key] for key in ("proves", "export", "checkpoint", "records")}
        yield json_line({"proof": rest}) + "\n"
