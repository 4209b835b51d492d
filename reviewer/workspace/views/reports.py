"""What an act or a longer piece of work did, for the fronts to tell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from reviewer.model.claim import Reason


@dataclass(frozen=True, slots=True)
class Progress:
    """One step of long work: `done` of `total` things named by `what`. 0 total, None seconds: not known yet."""

    what: str
    done: int
    total: int
    seconds_left: float | None = None


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that was not taken, and why."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class UpdateReport:
    """What bringing the workspace up to date did. `unanchored` are given claims that stand nowhere, in words."""

    read: int = 0
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    left: int = 0
    claims: int = 0
    matches: int = 0
    skipped: tuple[Skipped, ...] = ()
    unanchored: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    carried: int = 0
    """Claims with people's acts of which the same words stand in the new text of their article."""
    reworded: int = 0
    """Such claims of which they do not: they need another look."""


@dataclass(frozen=True, slots=True)
class Summary:
    """The workspace in numbers, for the prompt without a terminal and for `stats`."""

    articles: int
    claims: int
    matches: int
    open: int
    in_review: int
    split: int
    decided: int
    needs_look: int
    me: str
    differs_from_rules: str = ""
    """In words, when the project file differs from the rules in force; else empty."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """Proof that an act is durable: given back only after COMMIT. `batch` is set when one act made several events.

    `what` says it in plain words; `claims` are the ids of claims that the act made or touched.
    """

    events: tuple[str, ...]
    what: str
    batch: str = ""
    warnings: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TrainReport:
    """What `train` learned of a part, "worth" or "match", and whether it changed anything.

    `event`: hash of the event that brought the model into force; "" where none was written. `model`: sha256 of its
    bytes. `right_order`: of pairs of one that was worth it (or a match) and one that was not, how many the shipped and
    the learned model put in the right order, ratio 0..1, each judged by a model of the others; None for the match
    score, whose order no learning changes. `rescored`: articles scored or matched anew.
    """

    part: str
    what: str
    event: str = ""
    model: str = ""
    positive: int = 0
    negative: int = 0
    features: int = 0
    right_order: tuple[float, float] | None = None
    rescored: int = 0


@dataclass(frozen=True, slots=True)
class Ranking:
    """Why a claim is ranked as it is: what raised or lowered it in the model in force, and in the shipped one.

    `learned`: the model in force is one that the desk learned, at `at` (ISO UTC), by `person`, from `examples` claims;
    `event` is the hash of its `train` event. `hidden`: the rules in force hide scores, and nothing is told. `remark`:
    where another model should be in force, or several are.
    """

    score: float = 0.0
    reasons: tuple[Reason, ...] = ()
    shipped_score: float = 0.0
    shipped_reasons: tuple[Reason, ...] = ()
    hidden: bool = False
    learned: bool = False
    event: str = ""
    at: str = ""
    person: str = ""
    examples: int = 0
    remark: str = ""


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What an export wrote. `path` is None for standard output; `text` is the whole file as written."""

    path: str | None
    text: str
    records: int
    omitted: Mapping[str, int]
    """Number of claims left out, by reason in words."""


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import took: events merged as they are, verdicts stated by others, given claims, and what it refused."""

    events: int = 0
    stated: int = 0
    given: int = 0
    known: int = 0
    refused: tuple[Skipped, ...] = ()
    warnings: tuple[str, ...] = ()
    waiting: int = 0
    """Given claims that stand nowhere, until somebody settles them."""
