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

FOLDS = 5
RIDGE = 0.5
SIZES = ((10, 1), (20, 3), (40, 3), (50, 8), (100, 8), (200, 25))
"""Articles, of how many topics, of the smaller workspaces that company is learned from as well."""
DRAWS, SEED = 12, 7
"""Of each size so many."""


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

    The topic is that of each pair's first sentence.
    """

    values: dict[str, Floats]
    gold: Flags
    topics: Strings

    def those(self, rows: Flags | Floats) -> Measured:
        """Some of the pairs."""
        values = {name: column[rows] for name, column in self.values.items()}
        return Measured(values, self.gold[rows], self.topics[rows])

    def columns(self, names: Iterable[str]) -> Floats:
        """These signals, one column each."""
        return np.column_stack([self.values[name] for name in names])

    def joined(self, others: Sequence[Measured]) -> Measured:
        """These pairs and those of others."""
        every = (self, *others)
        values = {name: np.concatenate([each.values[name] for each in every]) for name in self.values}
        gold = np.concatenate([each.gold for each in every])
        return Measured(values, gold, np.concatenate([each.topics for each in every]))


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
    return Part(sentences, listed, weights, pairs, Measured(known, gold, topics))


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


def main() -> None:
    """Trains the weights and calibrates them, all on the train topics; the calibration on topics held out."""
    shared = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parent.parent.parent / "shared"
    part = read(shared)
    data = part.measured
    trained(data, "weights", NAMES, "alone", "in_story")
    if COMPANY not in data.values:
        print(f"# weights_with_meaning, weights_in_company: {MISSING}")
        return
    odds = trained(data, "weights_with_meaning", (*NAMES, MEANING), "with_meaning", "in_story_with_meaning")
    rows = ~np.isnan(data.values[COMPANY])
    print(f"# {rows.mean():.3f} of the pairs are looked at in company, {rows[data.gold].mean():.3f} of the gold ones")
    draws = smaller(part)
    every = data.those(rows).joined(draws)
    in_company = trained(every, "weights_in_company", (*NAMES, MEANING, COMPANY), "", "in_company")
    odds[rows] = in_company[: rows.sum()]
    print(f"# all pairs, each as it is known: average precision {average_precision(data.gold, odds):.3f}")
    said("all articles", data.gold, odds)
    said("fewer articles, in company", every.gold[rows.sum() :], in_company[rows.sum() :])


def said(title: str, gold: Flags, odds: Floats) -> None:
    """Prints how far calibrated log-odds of held-out topics keep their promise."""
    for band, figures in reliability(gold, 1 / (1 + np.exp(-odds))).items():
        print(f"#   {title}, {band}: {figures}")


def trained(data: Measured, title: str, names: Sequence[str], alone: str, in_story: str) -> Floats:
    """Prints weights and their calibrations; the calibrated log-odds on held-out topics, with the story."""
    values = data.columns(names)
    found, scores = fit(values, data.gold), held_out(values, data.gold, data.topics)
    print(f"{title}=({', '.join(f'{weight:.3f}' for weight in found[:-1])}),", flush=True)
    if alone:
        told(alone, scores - found[-1], data.gold)
    return told(in_story, scores - found[-1] + PROGRAM.story * data.values[STORY], data.gold)


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
