"""House rules as they stand in `policy` events: defaults, the stricter of several, who is wanted, the draw."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

Rules = Mapping[str, Any]
"""The `rules` of a policy event: blind, copies, double, hide_scores, quorum, require_evidence, reviews, seed."""

DEFAULTS: Rules = {
    "blind": False,
    "copies": True,
    "double": 0,
    "hide_scores": False,
    "quorum": None,
    "require_evidence": False,
    "reviews": 1,
    "seed": 0,
}
"""What holds while no policy was ever set, and for a verdict that names none."""
_RANGE = 1 << 64


def stricter(several: Iterable[Rules]) -> Rules:
    """The stricter of each rule; DEFAULTS where there is none. Independent of order.

    Of two equal `double` shares the one with the lower seed draws.
    """
    given = list(several)
    if not given:
        return DEFAULTS
    widest = max(given, key=lambda rules: (rules["double"], -rules["seed"]))
    quorums = [rules["quorum"] for rules in given]
    return {
        "blind": any(rules["blind"] for rules in given),
        "copies": all(rules["copies"] for rules in given),
        "double": widest["double"],
        "hide_scores": any(rules["hide_scores"] for rules in given),
        "quorum": None if None in quorums else max(quorums),
        "require_evidence": any(rules["require_evidence"] for rules in given),
        "reviews": max(rules["reviews"] for rules in given),
        "seed": widest["seed"],
    }


def drawn(rules: Rules, claim: str) -> bool:
    """Whether the claim is among the `double` percent that want two persons: the same draw on every machine."""
    ticket = hashlib.sha256(f"reviewer-double/1\n{rules['seed']}\n{claim}".encode()).digest()[:8]
    return int.from_bytes(ticket, "big") * 100 < int(rules["double"]) * _RANGE


def wanted(rules: Rules, claim: str) -> int:
    """Number of persons whose verdicts the claim wants."""
    return max(int(rules["reviews"]), 2 if drawn(rules, claim) else 1)


def quorum(rules: Rules, claim: str) -> int:
    """Number of equal verdicts that decide the claim; never more than are wanted."""
    reviews = wanted(rules, claim)
    return reviews if rules["quorum"] is None else min(int(rules["quorum"]), reviews)


def policy_fields(record: Mapping[str, Any], labels: Mapping[str, str], keys: Mapping[str, str]) -> dict[str, Any]:
    """The fields `rules`, `questions`, `labels`, `keys` of a policy event, every default spelled out.

    Args:
        record: a policy as `model.codec.encode` gives it, defaults left out.
        labels: the program's own, for verdicts that the record does not name.
        keys: likewise.
    """
    questions: Sequence[Mapping[str, Any]] = record.get("questions", ())
    return {
        "rules": {name: record.get(name, default) for name, default in DEFAULTS.items()},
        "questions": [
            {
                "name": q["name"],
                "rule": q.get("rule", ""),
                "values": [[value, key] for value, key in q["values"].items()],
            }
            for q in questions
        ],
        "labels": {**labels, **record.get("labels", {})},
        "keys": {**keys, **record.get("keys", {})},
    }


def policy_record(data: Mapping[str, Any]) -> dict[str, Any]:
    """A policy event's rules, questions, labels and keys as `model.codec.decode(Policy, …)` takes them."""
    questions = [
        {"name": q["name"], "rule": q["rule"], "values": dict(map(tuple, q["values"]))} for q in data["questions"]
    ]
    return {**data["rules"], "questions": questions, "labels": data["labels"], "keys": data["keys"]}
