"""House rules as the project file writes them."""

from __future__ import annotations

import re

from reviewer.model.policy import KEYS, Policy, Question
from reviewer.model.verdict import LABELS, Value
from reviewer.sheet.fields import Fields

RULE_KEYS = (
    "reviews",
    "double",
    "seed",
    "quorum",
    "blind",
    "hide_scores",
    "require_evidence",
    "copies",
    "labels",
    "keys",
    "questions",
)
_PERCENT = re.compile(r"(100|[1-9]?[0-9])\s?%")
_KEY = re.compile(r"[!-~]")
_MOST_REVIEWS = 99


def read_policy(top: Fields, warnings: list[str]) -> Policy:
    """The rules that the project file sets, defaults where it is silent. Raises SheetError."""
    policy = Policy(
        reviews=top.whole("reviews", 1, _MOST_REVIEWS) if top.has("reviews") else 1,
        double=_percent(top),
        seed=top.whole("seed", 0, 2**31 - 1) if top.has("seed") else 0,
        quorum=top.whole("quorum", 1, _MOST_REVIEWS) if top.has("quorum") else None,
        blind=top.flag("blind", default=False),
        hide_scores=top.flag("hide_scores", default=False),
        require_evidence=top.flag("require_evidence", default=False),
        copies=top.flag("copies", default=True),
        labels=_labels(top, warnings),
        keys=_keys(top, warnings),
        questions=tuple(_question(Fields(node, top.path, "a question"), warnings) for node in top.nodes("questions")),
    )
    wanted = max(policy.reviews, 2 if policy.double else 1)
    if policy.quorum is not None and policy.quorum > wanted:
        raise top.bad("quorum", f"a quorum of {policy.quorum} can never be reached with {wanted} reviews")
    return policy


def _percent(top: Fields) -> int:
    if not top.has("double"):
        return 0
    found = _PERCENT.fullmatch(top.text("double"))
    if not found:
        raise top.bad("double", "double is a share of the claims, in percent", "write  double: 15%")
    return int(found.group(1))


def _labels(top: Fields, warnings: list[str]) -> dict[Value, str]:
    own = top.map("labels")
    labels = dict(LABELS)
    if own is not None:
        warnings += own.unknown([value.value for value in Value])
        labels |= {value: own.text(value.value) for value in Value if own.has(value.value)}
    return labels


def _keys(top: Fields, warnings: list[str]) -> dict[Value, str]:
    own = top.map("keys")
    keys = dict(KEYS)
    if own is not None:
        warnings += own.unknown([value.value for value in Value])
        keys |= {value: own.text(value.value) for value in Value if own.has(value.value)}
        bad = next((value for value, key in keys.items() if not _KEY.fullmatch(key)), None)
        if bad is not None:
            raise own.bad(bad.value, f"a key is one letter, digit or sign, not {keys[bad]!r}")
        if len(set(keys.values())) < len(keys):
            raise top.bad("keys", "two verdicts have the same key")
    return keys


def _question(question: Fields, warnings: list[str]) -> Question:
    warnings += question.unknown(("name", "values", "rule"))
    name, values = question.text("name"), question.map("values")
    if not name or values is None:
        raise question.bad("", "a question has a name and values (each with its key)")
    keys = {value: values.text(value) for value in values.keys()}  # noqa: SIM118 — not a dict
    for value, key in keys.items():
        if not _KEY.fullmatch(key):
            raise values.bad(value, f"a key is one letter, digit or sign, not {key!r}")
    if len(set(keys.values())) < len(keys):
        raise question.bad("values", "two values have the same key")
    return Question(name, keys, question.text("rule"))
