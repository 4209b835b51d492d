"""House rules: how many reviews a claim wants, what stays hidden, what the keys are called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from reviewer.model.verdict import LABELS, Value

KEYS: Mapping[Value, str] = {
    Value.SUPPORTED: "s",
    Value.REFUTED: "r",
    Value.CONFLICTING: "c",
    Value.NOT_ENOUGH_EVIDENCE: "n",
    Value.NOT_A_CLAIM: "o",
}
"""The single keys of the five verdicts, where the project file names no others."""


@dataclass(frozen=True, slots=True)
class Question:
    """A further code of a study: asked while judging, answered by key. `values` maps a value's id to its key."""

    name: str
    values: Mapping[str, str]
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Policy:
    """The rules in force.

    `reviews` persons must judge a claim; `double` percent (0..100) of claims, drawn with `seed`, want two.
    `quorum` equal verdicts decide; None means all. `copies` lets one key cover identical wire sentences.
    """

    reviews: int = 1
    double: int = 0
    seed: int = 0
    quorum: int | None = None
    blind: bool = False
    hide_scores: bool = False
    require_evidence: bool = False
    copies: bool = True
    labels: Mapping[Value, str] = field(default_factory=lambda: dict(LABELS))
    keys: Mapping[Value, str] = field(default_factory=lambda: dict(KEYS))
    questions: tuple[Question, ...] = ()
