"""`train`: the score of worth, or of matches, learned from the desk's own acts, on demand and never by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from reviewer.errors import CannotTell, NotAllowed, UsageError
from reviewer.extract import teaching
from reviewer.extract.worth import SHIPPED_WORTH, Worth
from reviewer.match import tuning
from reviewer.match.tuning import SHIPPED_TUNING, Tuning
from reviewer.model.policy import Policy
from reviewer.model.verdict import Status
from reviewer.store.database import Database, Draft
from reviewer.workspace import examples, indexing, models, pointing, updating
from reviewer.workspace.desk import Blobs, Desk
from reviewer.workspace.views import TrainReport

TRAINER_VERSION = 1
"""Raised with any change of what the same acts teach."""
LEAST, LEAST_OF_EACH = 20, 5
"""Examples, and examples of each sort, below which nothing is learned."""
_WORDS = {"worth": ("worth checking", "not worth it"), "match": ("about the same thing", "about other things")}


def train(desk: Desk, part: str, work: updating.Work, *, dry: bool, during_study: bool) -> TrainReport:
    """Learns a part anew from all that the desk's acts teach, and brings it into force; `dry` only tells.

    Raises:
        CannotTell: too few examples; nothing was changed. NotAllowed: a study is under way.
        Interrupted: the model is in force, and scoring with it goes on at the next run.
    """
    if not dry:
        _ready(desk, part, during_study=during_study)
        updating.catch_up(desk, work)
    found = _worth(desk) if part == "worth" else _match(desk)
    return found[0] if dry else _bring(desk, found[0], found[1], work)


def back_to_shipped(desk: Desk, part: str, work: updating.Work, *, during_study: bool) -> TrainReport:
    """Brings the shipped model of a part back into force, by an event that says so."""
    _ready(desk, part, during_study=during_study)
    model = SHIPPED_WORTH if part == "worth" else SHIPPED_TUNING
    return _bring(desk, TrainReport(part, "The score of this program is in force again"), model, work)


def _ready(desk: Desk, part: str, *, during_study: bool) -> None:
    updating.to_be_written(desk)
    if part not in models.PARTS:
        raise UsageError(f"no such part: {part}", next_step=f"one of {', '.join(models.PARTS)}")
    if during_study and not desk.owns():
        raise NotAllowed("only an owner may change the score during a study", kept="nothing was changed")
    open_claims = 0 if during_study else _open_rounds(desk)
    if open_claims and _is_study(desk.policy()):
        raise NotAllowed(
            f"a study is under way: {open_claims} of its claims are judged in part, and its instrument stays as it is",
            kept="nothing was changed",
            next_step="wait until they are decided; an owner may say --during-study",
        )


def _is_study(policy: Policy) -> bool:
    """Rules that hide the scores or ask questions of their own make a study."""
    return policy.hide_scores or bool(policy.questions)


def _open_rounds(desk: Desk) -> int:
    counts = desk.db.decisions.status_counts()
    return counts[Status.IN_REVIEW] + counts[Status.SPLIT]


def _worth(desk: Desk) -> tuple[TrainReport, Worth]:
    found = examples.of_worth(desk)
    labels = [example.worth for example in found]
    _enough("worth", labels)
    model = teaching.learn(found)
    order = (
        _right_order([teaching.odds(SHIPPED_WORTH, example) for example in found], labels),
        _right_order(teaching.apart(found), labels),
    )
    return _report("worth", labels, model, features=len(model.weights), right_order=order), model


def _match(desk: Desk) -> tuple[TrainReport, Tuning]:
    found = examples.of_match(desk)
    labels = [pair.match for pair in found]
    _enough("match", labels)
    model = tuning.learn(found)
    return _report("match", labels, model, features=2), model


def _enough(part: str, labels: Sequence[bool]) -> None:
    """Raises CannotTell where the acts teach too little."""
    yes, no = labels.count(True), labels.count(False)
    if yes + no < LEAST or min(yes, no) < LEAST_OF_EACH:
        unit = "claims" if part == "worth" else "pairs"
        raise CannotTell(
            f"too little to learn from: {yes} {unit} {_WORDS[part][0]}, {no} {_WORDS[part][1]}",
            kept="nothing was changed",
            next_step=f"{LEAST} {unit} are needed, at least {LEAST_OF_EACH} of each sort",
        )


def _report(part: str, labels: Sequence[bool], model: Worth | Tuning, **figures: Any) -> TrainReport:
    yes, no = labels.count(True), labels.count(False)
    unit = "claims" if part == "worth" else "pairs"
    what = f"Learned from {yes + no} {unit}: {yes} {_WORDS[part][0]}, {no} {_WORDS[part][1]}"
    return TrainReport(part, what, model=_sha(model), positive=yes, negative=no, **figures)


def _sha(model: Worth | Tuning) -> str:
    return Blobs().plain(models.written(model))


def _right_order(odds: Sequence[float], labels: Sequence[bool]) -> float:
    """Of all pairs of a positive and a negative one, the share in which the positive has the higher odds."""
    high = [value for value, label in zip(odds, labels, strict=True) if label]
    low = [value for value, label in zip(odds, labels, strict=True) if not label]
    won = sum((a > b) + (a == b) / 2 for a in high for b in low)
    return round(won / (len(high) * len(low)), 4)


def _bring(desk: Desk, report: TrainReport, model: Worth | Tuning, work: updating.Work) -> TrainReport:
    """Appends the event, unless this very model is in force, and scores everything with it."""
    before = models.in_force(desk, report.part)
    if before.sha256 == _sha(model) or (not model.learned and not before.event):
        return replace(report, what=f"{report.what}; that is in force already", model=_sha(model))
    points = [{"log": p.log, "size": p.size, "root": p.root} for p in pointing.checkpoints(desk)]
    learned = {"examples": report.positive + report.negative, "logs": sorted(points, key=lambda p: str(p["log"]))}

    def build(_: Database) -> list[Draft]:
        blobs = Blobs()
        data = {
            "kind": report.part,
            "model": blobs.plain(models.written(model)),
            "trainer": TRAINER_VERSION,
            "learned": learned,
        }
        return [desk.draft("train", data, blobs)]

    (event,) = desk.act(build)
    count = _rescore(desk, work) if report.part == "worth" else _rematch(desk, work)
    return replace(report, event=event.hash, model=event.data["model"], rescored=count)


def _rescore(desk: Desk, work: updating.Work) -> int:
    """Scores every claim with the model in force; matches stay. What is left undone here the next run does."""
    rows = desk.db.corpus.articles()
    for done, row in enumerate(rows):
        work.step("articles scored", done, len(rows))
        indexing.index(desk, row.id)
    work.step("articles scored", len(rows), len(rows))
    return len(rows)


def _rematch(desk: Desk, work: updating.Work) -> int:
    rows = [row.id for row in desk.db.corpus.articles() if row.version]
    updating.match_all(desk, rows, work)
    return len(rows)
