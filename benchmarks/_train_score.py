"""Trains the weights of the match score on the train topics of ECB+: `python -m benchmarks._train_score [SHARED]`.

Prints what `PROGRAM` of `reviewer/match/score_weights.py` holds, and the average precision by topic-wise
cross-validation. The dev part is not looked at.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from benchmarks._minilm import MISSING
from benchmarks._sets import Flags, Floats, average_precision, cross_pairs, ecbplus
from benchmarks.overlap import sides
from reviewer.match.score import MEANING, NAMES, STORY, features
from reviewer.match.score_weights import PROGRAM

FOLDS = 5
RIDGE = 0.5


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

    names = (*NAMES, MEANING)[: values.shape[1]]
    limits = [(None, 0.0) if name.startswith("unshared") else (0.0, None) for name in names]
    found = minimize(loss, np.zeros(design.shape[1]), jac=True, method="L-BFGS-B", bounds=[*limits, (None, None)])
    return np.asarray(found.x)


def held_out(values: Floats, gold: Flags, groups: Sequence[str]) -> Floats:
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
    """Signals of all pairs of the train part (one column each), gold, and the topic of each pair's first sentence."""

    values: dict[str, Floats]
    gold: Flags
    topics: list[str]


def measured(shared: Path) -> Measured:
    """The train part, measured as the program measures it; with the meaning where a model is."""
    sentences = ecbplus(shared, "train")
    pairs, gold = cross_pairs(sentences)
    listed, weights = sides(sentences)
    values = np.array([features(listed[i], listed[j], weights) for i, j in pairs])
    columns = (*NAMES, STORY, MEANING)[: values.shape[1]]
    return Measured(
        {name: values[:, n] for n, name in enumerate(columns)}, gold, [sentences[i].topic for i, _ in pairs]
    )


def main() -> None:
    """Trains the weights and calibrates them, all on the train topics; the calibration on topics held out."""
    shared = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parent.parent.parent / "shared"
    data = measured(shared)
    for title, names, alone, in_story in (
        ("weights", NAMES, "alone", "in_story"),
        ("weights_with_meaning", (*NAMES, MEANING), "with_meaning", "in_story_with_meaning"),
    ):
        if names[-1] not in data.values:
            print(f"# {title}: {MISSING}")
            continue
        values = np.column_stack([data.values[name] for name in names])
        found, scores = fit(values, data.gold), held_out(values, data.gold, data.topics)
        print(f"{title}=({', '.join(f'{weight:.3f}' for weight in found[:-1])}),")
        for name, story in ((alone, 0.0), (in_story, PROGRAM.story)):
            told(name, scores - found[-1] + story * data.values[STORY], data.gold)


def told(name: str, scores: Floats, gold: Flags) -> None:
    """Prints one calibration, and how well the scores rank."""
    bias = float(LogisticRegression(C=1e6).fit(scores[:, None], gold).intercept_[0])
    a, b, c = calibration(scores + bias, gold)
    print(f"{name}=Calibration(bias={bias:.3f}, likely={a:.3f}, unlikely={b:.3f}, shift={c:.3f}),")
    print(f"# average precision on held-out train topics: {average_precision(gold, scores):.3f}")


if __name__ == "__main__":
    main()
