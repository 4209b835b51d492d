"""Trains the weights of the match score on the train topics of ECB+: `python -m benchmarks._train_score [SHARED]`.

Prints what `PROGRAM` of `reviewer/match/score_weights.py` holds, and the average precision by topic-wise
cross-validation. The dev part is not looked at.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from benchmarks._minilm import MISSING
from benchmarks._sets import Flags, Floats, Sentence, average_precision, cross_pairs, ecbplus
from benchmarks.overlap import reliability, sides, with_company
from reviewer.match.company import Host, together
from reviewer.match.score import COMPANY, MEANING, NAMES, STORY
from reviewer.match.score import measured as measured_pair
from reviewer.match.score_weights import PROGRAM
from reviewer.match.side import Side
from reviewer.match.weights import Weights

Strings = npt.NDArray[np.str_]
Ints = npt.NDArray[np.int_]

FOLDS = 5
RIDGE = 0.5
SIZES = ((10, 1), (20, 3), (40, 3), (50, 8), (100, 8), (200, 25))
"""Articles, of how many topics, of the smaller workspaces that company is learned from as well."""
DRAWS, SEED = 12, 7
"""Of each size so many."""
HELD = 0.3
"""How far the weights in company are held to those without (ratio). With 0 the train part as a whole gains .005 more,
and workspaces of some sizes lose as much by company; from here on none loses (held-out topics)."""


def fit(values: Floats, gold: Flags) -> Floats:
    """Logistic regression whose signals may only count the way they read; the last number is the bias."""
    design = np.column_stack([values, np.ones(len(values))])
    signs = 2 * gold.astype(float) - 1

    def loss(weights: Floats) -> tuple[float, Floats]:
        margins = signs * (design @ weights)
        wrong = 1 / (1 + np.exp(np.clip(margins, -500, 500)))
        penalty = RIDGE * (weights[:-1] @ weights[:-1])
        slope = -(design.T @ (wrong * signs)) + 2 * RIDGE * np.append(weights[:-1], 0)
        return float(np.logaddexp(0, -margins).sum() + penalty), slope

    names = (*NAMES, MEANING, COMPANY)[: values.shape[1]]
    limits = [(None, 0.0) if name.startswith("unshared") else (0.0, None) for name in names]
    found = minimize(loss, np.zeros(design.shape[1]), jac=True, method="L-BFGS-B", bounds=[*limits, (None, None)])
    return np.asarray(found.x)


def held_out(values: Floats, gold: Flags, groups: Sequence[str] | Strings) -> Floats:
    """Log-odds on topics that the model has not seen."""
    scores = np.zeros(len(gold))
    for train, test in GroupKFold(FOLDS).split(values, gold, groups):
        scores[test] = log_odds(values[test], fit(values[train], gold[train]))
    return scores


def log_odds(values: Floats, weights: Floats) -> Floats:
    """What weights (bias last) make of signals."""
    return values @ weights[:-1] + weights[-1]


def calibration(scores: Floats, gold: Flags) -> Floats:
    """The three numbers of a beta calibration (Kull et al. 2017) of log-odds."""
    spread = np.column_stack([-np.logaddexp(0, -scores), np.logaddexp(0, scores)])
    model = LogisticRegression(C=1e6).fit(spread, gold)
    return np.append(model.coef_[0], model.intercept_)


@dataclass(frozen=True)
class Measured:
    """Signals of pairs (one column each, nan where a pair has not got it), gold, and topics.

    The topic is that of each pair's first sentence; `rows` says which pairs of the train part they are.
    """

    values: dict[str, Floats]
    gold: Flags
    topics: Strings
    rows: Ints

    def those(self, rows: Flags | Floats) -> Measured:
        """Some of the pairs."""
        values = {name: column[rows] for name, column in self.values.items()}
        return Measured(values, self.gold[rows], self.topics[rows], self.rows[rows])

    def columns(self, names: Iterable[str]) -> Floats:
        """These signals, one column each."""
        return np.column_stack([self.values[name] for name in names])

    def joined(self, others: Sequence[Measured]) -> Measured:
        """These pairs and those of others."""
        every = (self, *others)
        values = {name: np.concatenate([each.values[name] for each in every]) for name in self.values}
        gold, topics, rows = (
            np.concatenate([getattr(each, name) for each in every]) for name in ("gold", "topics", "rows")
        )
        return Measured(values, gold, topics, rows)


@dataclass(frozen=True)
class Part:
    """The train part: its sentences as claims, and all its pairs."""

    sentences: Sequence[Sentence]
    listed: Sequence[Side]
    weights: Weights
    pairs: Sequence[tuple[int, int]]
    measured: Measured


def read(shared: Path) -> Part:
    """The train part, measured as the program measures it; with the meaning and the company where a model is."""
    sentences = ecbplus(shared, "train")
    pairs, gold = cross_pairs(sentences)
    listed, weights = sides(sentences)
    names = (*NAMES, STORY, MEANING, COMPANY)
    values = np.full((len(pairs), len(names)), np.nan)
    for row, (i, j) in enumerate(pairs):
        found = measured_pair(listed[i], listed[j], weights)
        values[row] = [found[name][0] if name in found else np.nan for name in names]
    known = {name: values[:, n] for n, name in enumerate(names) if not np.isnan(values[:, n]).all()}
    topics = np.array([sentences[i].topic for i, _ in pairs])
    return Part(sentences, listed, weights, pairs, Measured(known, gold, topics, np.arange(len(pairs))))


def smaller(part: Part) -> list[Measured]:
    """The pairs that have company in workspaces of fewer articles, drawn from the train part with a seed.

    A story has 23 articles in the train part and one to five at most desks, where company is poorer.
    """
    chance = random.Random(SEED)
    rows = {pair: row for row, pair in enumerate(part.pairs) if not np.isnan(part.measured.values[COMPANY][row])}
    topics = sorted({sentence.topic for sentence in part.sentences})
    found = []
    for articles, stories in SIZES * DRAWS:
        told = set(chance.sample(topics, stories))
        every = sorted({sentence.document for sentence in part.sentences if sentence.topic in told})
        chosen = set(chance.sample(every, min(articles, len(every))))
        numbers = [n for n, sentence in enumerate(part.sentences) if sentence.document in chosen]
        found.append(_drawn(part, numbers, rows))
    return found


def _drawn(part: Part, numbers: Sequence[int], rows: Mapping[tuple[int, int], int]) -> Measured:
    """The pairs of these sentences that have company among them, with what it is worth there."""
    listed = with_company([part.listed[n] for n in numbers], part.weights)
    hosts = {n: Host(s.claim.article, s.meaning, s.company) for n, s in zip(numbers, listed, strict=True)}
    worth = {
        rows[pair]: found.nearness
        for pair in combinations(numbers, 2)
        if pair in rows and (found := together(*(hosts[n] for n in pair))) is not None
    }
    drawn = part.measured.those(np.array(list(worth), dtype=int))
    return replace(drawn, values=drawn.values | {COMPANY: np.array(list(worth.values()), dtype=float)})


@dataclass(frozen=True)
class Fitted:
    """Weights (bias last), and what they make of held-out topics, without bias and story."""

    weights: Floats
    scores: Floats


def main() -> None:
    """Trains the weights and calibrates them, all on the train topics; the calibration on topics held out."""
    shared = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parent.parent.parent / "shared"
    part = read(shared)
    data = part.measured
    words = fitted(data, NAMES)
    shown("weights", words)
    told("alone", words.scores, data.gold)
    told("in_story", words.scores + PROGRAM.story * data.values[STORY], data.gold)
    if COMPANY not in data.values:
        print(f"# weights_with_meaning, weights_in_company: {MISSING}")
        return
    meant = fitted(data, (*NAMES, MEANING))
    shown("weights_with_meaning", meant)
    told("with_meaning", meant.scores, data.gold)
    odds = told("in_story_with_meaning", meant.scores + PROGRAM.story * data.values[STORY], data.gold)
    company(part, meant, odds)


def company(part: Part, meant: Fitted, odds: Floats) -> None:
    """Prints the weights in company and their calibration, and what becomes of all pairs (`odds`: without company)."""
    rows = ~np.isnan(part.measured.values[COMPANY])
    gold = part.measured.gold
    print(f"# {rows.mean():.3f} of the pairs are looked at in company, {rows[gold].mean():.3f} of the gold ones")
    every = part.measured.those(rows).joined(smaller(part))
    free = fitted(every, (*NAMES, MEANING, COMPANY))
    held = np.insert(meant.weights, -1, 0.0)
    both = Fitted(HELD * held + (1 - HELD) * free.weights, HELD * meant.scores[every.rows] + (1 - HELD) * free.scores)
    shown("weights_in_company", both)
    in_company = told("in_company", both.scores + PROGRAM.story * every.values[STORY], every.gold)
    plain = odds.copy()
    odds[rows] = in_company[: rows.sum()]
    print(f"# all pairs: {average_precision(gold, plain):.3f}, with company {average_precision(gold, odds):.3f}")
    said("all articles", gold, odds)
    said("fewer articles, in company", every.gold[rows.sum() :], in_company[rows.sum() :])


def said(title: str, gold: Flags, odds: Floats) -> None:
    """Prints how far calibrated log-odds of held-out topics keep their promise."""
    for band, figures in reliability(gold, 1 / (1 + np.exp(-odds))).items():
        print(f"#   {title}, {band}: {figures}")


def fitted(data: Measured, names: Sequence[str]) -> Fitted:
    """The weights of these signals."""
    values = data.columns(names)
    found = fit(values, data.gold)
    return Fitted(found, held_out(values, data.gold, data.topics) - found[-1])


def shown(title: str, found: Fitted) -> None:
    """Prints weights."""
    print(f"{title}=({', '.join(f'{weight:.3f}' for weight in found.weights[:-1])}),", flush=True)


def told(name: str, scores: Floats, gold: Flags) -> Floats:
    """Prints one calibration, and how well the scores rank; the log-odds that it makes of them."""
    bias = float(LogisticRegression(C=1e6).fit(scores[:, None], gold).intercept_[0])
    a, b, c = calibration(scores + bias, gold)
    print(f"{name}=Calibration(bias={bias:.3f}, likely={a:.3f}, unlikely={b:.3f}, shift={c:.3f}),")
    print(f"# average precision on held-out train topics: {average_precision(gold, scores):.3f}", flush=True)
    raw = scores + bias
    return np.asarray(-a * np.logaddexp(0, -raw) + b * np.logaddexp(0, raw) + c)


if __name__ == "__main__":
    main()
