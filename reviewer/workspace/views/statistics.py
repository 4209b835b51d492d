"""What `stats` answers with: plain records, no rules, no drawing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from reviewer.workspace.views.reports import Summary
from reviewer.workspace.views.rows import ClaimRow


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with its 95 % bootstrap interval over `items`; None where undefined ("n/a")."""

    value: float | None
    low: float | None
    high: float | None
    items: int


@dataclass(frozen=True, slots=True)
class PairFigures:
    """Two persons, by name: percent (ratio 0..1), Cohen's kappa, and how often each pair of values occurs."""

    left: str
    right: str
    percent: Figure
    kappa: Figure
    table: tuple[tuple[str, str, int], ...]


@dataclass(frozen=True, slots=True)
class CodeAgreement:
    """Agreement on one code: "verdict", or the name of a question.

    Rests on the first independent value of each person in closed first rounds: `items` claims with two or more.
    `percent` is a ratio 0..1 of equal pairs of values, `alpha` Krippendorff's (nominal). `left_out` tells, by reason
    in words, how many values do not count.
    """

    code: str
    items: int
    values: int
    percent: Figure
    alpha: Figure
    pairs: tuple[PairFigures, ...]
    left_out: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class ArticleProgress:
    """Where the listed claims of an article stand."""

    number: int
    title: str
    claims: int
    decided: int
    split: int
    in_review: int
    assigned: str


@dataclass(frozen=True, slots=True)
class PersonProgress:
    """What a person did: current verdicts, adjudications and sign-offs. Numbers only: they say that, never what."""

    person: str
    role: str
    verdicts: int
    adjudications: int
    signoffs: int


@dataclass(frozen=True, slots=True)
class Statistics:
    """Everything that `stats` shows. `days`: (ISO day UTC, live verdicts given on it) in order; `splits`: open ones."""

    summary: Summary
    articles: tuple[ArticleProgress, ...]
    persons: tuple[PersonProgress, ...]
    days: tuple[tuple[str, int], ...]
    agreement: tuple[CodeAgreement, ...]
    splits: tuple[ClaimRow, ...]
