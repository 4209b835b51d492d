"""House rules of the project file: how many reviews, what stays hidden, labels, keys, a study's questions."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reviewer.model.policy import KEYS, Policy, Question
from reviewer.model.verdict import LABELS, Value
from reviewer.sheet.fields import Fields, refuse, text_of
from reviewer.sheet.strict_yaml import Listing, Mapping, Node, Scalar, short

RULE_KEYS = (
    *("reviews", "double", "seed", "quorum", "blind", "hide_scores", "require_evidence", "copies"),
    *("labels", "keys", "questions"),
)

MOST_REVIEWS = 20
LONGEST_LABEL = 40
_LARGEST_SEED = (1 << 53) - 1
_PERCENT = re.compile(r"(?P<number>\d{1,3})\s?%\Z")
_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}\Z")
_QUESTION_KEYS = ("name", "values", "rule")

_TAKEN = frozenset("abefgijkmpqtuvwxyFJKPQRSTUV12345[]+-/=!~?_<> ")
"""Keys that the review screen uses for other things; a verdict cannot have them."""


def policy(fields: Fields, warnings: list[str]) -> Policy:
    """The rules that the project file sets; what it leaves out is the default.

    Raises:
        SheetError: a rule cannot be taken as it is written.
    """
    reviews = fields.number("reviews", 1, 1, MOST_REVIEWS)
    double = _double(fields)
    most = max(reviews, 2 if double else 1)
    quorum = fields.number("quorum", 0, 1, most) if "quorum" in fields else None
    return Policy(
        reviews=reviews,
        double=double,
        seed=fields.number("seed", 0, 0, _LARGEST_SEED),
        quorum=quorum,
        blind=fields.flag("blind", default=False),
        hide_scores=fields.flag("hide_scores", default=False),
        require_evidence=fields.flag("require_evidence", default=False),
        copies=fields.flag("copies", default=True),
        labels=_labels(fields, warnings),
        keys=_keys(fields, warnings),
        questions=_questions(fields, warnings),
    )


def _double(fields: Fields) -> int:
    """`15%` or `15`: percent of claims that want two persons."""
    node = fields.node_of("double")
    if node is None:
        return 0
    written = text_of(node, fields.path, "'double'")
    percent = _PERCENT.match(written)
    number = int(percent["number"]) if percent else int(written) if written.isdecimal() else -1
    if not 0 <= number <= 100:
        refuse(fields.path, node, "'double' is a share of the claims like 15%")
    return number


def _labels(fields: Fields, warnings: list[str]) -> dict[Value, str]:
    labels = dict(LABELS)
    for value, node in _by_value(fields, "labels", warnings):
        label = " ".join(text_of(node, fields.path, "a label").split())
        if len(label) > LONGEST_LABEL:
            refuse(fields.path, node, f"a label has at most {LONGEST_LABEL} characters")
        labels[value] = label
    _refuse_twice(fields, "labels", [label.casefold() for label in labels.values()], "label")
    return labels


def _keys(fields: Fields, warnings: list[str]) -> dict[Value, str]:
    keys = dict(KEYS)
    for value, node in _by_value(fields, "keys", warnings):
        keys[value] = _key(node, fields.path)
        if keys[value] in _TAKEN:
            refuse(fields.path, node, f"the key {keys[value]!r} does something else on the screen")
    _refuse_twice(fields, "keys", list(keys.values()), "key")
    return keys


def _by_value(fields: Fields, name: str, warnings: list[str]) -> list[tuple[Value, Node]]:
    """The nodes of a mapping by verdict."""
    node = fields.node_of(name)
    if node is None:
        return []
    inner = Fields(node, fields.path, f"{name!r}")
    inner.warn_unknown([value.value for value in Value], warnings)
    return [(value, found) for value in Value if (found := inner.node_of(value.value)) is not None]


def _key(node: Node, path: str) -> str:
    key = text_of(node, path, "a key")
    if len(key) != 1 or not key.isprintable():
        refuse(path, node, "a key is one character")
    return key


def _refuse_twice(fields: Fields, name: str, found: Sequence[str], what: str) -> None:
    node = fields.node_of(name)
    if node is not None and len(set(found)) < len(found):
        twice = next(word for word in found if found.count(word) > 1)
        refuse(fields.path, node, f"two verdicts have the {what} {short(twice)}")


def _questions(fields: Fields, warnings: list[str]) -> tuple[Question, ...]:
    questions = []
    lines: dict[str, int] = {}
    for node in fields.listing("questions"):
        inner = Fields(node, fields.path, "a question")
        inner.warn_unknown(_QUESTION_KEYS, warnings)
        name = inner.needed("name")
        if not _NAME.match(name):
            refuse(fields.path, inner.node_of("name") or node, "a question's name has small letters, digits and _")
        if name in lines:
            refuse(fields.path, node, f"the question {short(name)} stands in line {lines[name]} already")
        lines[name] = node.line
        questions.append(Question(name, _values(inner), inner.text("rule") or ""))
    return tuple(questions)


def _values(fields: Fields) -> dict[str, str]:
    """Values with their keys; those of a list get the keys 1, 2, 3 and so on."""
    node = fields.node_of("values")
    if isinstance(node, Listing):
        pairs = [(item, str(number)) for number, item in enumerate(node.items, 1)]
        if len(pairs) > 9:
            refuse(fields.path, node, "more than nine values need keys of their own (value: key)")
        values = {text_of(item, fields.path, "a value"): key for item, key in pairs}
        count = len(pairs)
    elif isinstance(node, Mapping):
        values = {key.text: _key(item, fields.path) for key, item in node.items}
        count = len(node.items)
    else:
        found = fields.node if node is None or isinstance(node, Scalar) else node
        refuse(fields.path, found, "a question needs 'values': a list, or value: key")
    if count < 2 or len(values) < count or len(set(values.values())) < count:
        refuse(fields.path, node, "a question has at least two values, each with its own name and key")
    return values
