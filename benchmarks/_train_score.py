"""Trains the weights of the match score on the train topics of ECB+: `python -m benchmarks._train_score [SHARED]`.

Prints what `reviewer/match/score_weights.py` holds, and the average precision by topic-wise cross-validation.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from benchmarks._sets import Flags, Floats, average_precision, cross_pairs, ecbplus
from benchmarks.overlap import sides
from reviewer.match.score import NAMES, features
from reviewer.match.score_weights import STORY

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

    limits = [(None, 0.0) if name.startswith("unshared") else (0.0, None) for name in NAMES[: values.shape[1]]]
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


def calibration(scores: Floats, gold: Flags, each: Floats) -> Floats:
    """The three numbers of a beta calibration (Kull et al. 2017) of log-odds; `each` weighs the pairs."""
    spread = np.column_stack([-np.logaddexp(0, -scores), np.logaddexp(0, scores)])
    model = LogisticRegression(C=1e6).fit(spread, gold, sample_weight=each)
    return np.append(model.coef_[0], model.intercept_)


def measured(shared: Path, split: str) -> tuple[Floats, Flags, list[str]]:
    """Signals of all pairs of a split, gold, and the topic of each pair's first sentence."""
    sentences = ecbplus(shared, split)
    pairs, gold = cross_pairs(sentences)
    listed, weights = sides(sentences, story=True)
    values = np.array([features(listed[i], listed[j], weights) for i, j in pairs])
    return values, gold, [sentences[i].topic for i, _ in pairs]


def main() -> None:
    """Trains the weights, then calibrates them without and with the story. Each topic counts the same in that."""
    shared = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parent.parent.parent / "shared"
    values, gold, topics = measured(shared, "train")
    unseen, unseen_gold, unseen_topics = measured(shared, "dev")
    plain = values[:, :-1]
    found, scores = fit(plain, gold), held_out(plain, gold, topics)
    print(f"WEIGHTS = ({', '.join(f'{weight:.3f}' for weight in found[:-1])})")
    share = len(set(unseen_topics)) / len(set(topics)) * len(gold) / len(unseen_gold)
    each = np.append(np.ones(len(gold)), np.full(len(unseen_gold), share))
    every_gold = np.append(gold, unseen_gold)
    raw = np.append(scores, log_odds(unseen[:, :-1], found)) - found[-1]
    for name, story in (("ALONE", 0.0), ("IN_STORY", STORY)):
        added = raw + story * np.append(values[:, -1], unseen[:, -1])
        bias = float(LogisticRegression(C=1e6).fit(added[:, None], every_gold, sample_weight=each).intercept_[0])
        a, b, c = calibration(added + bias, every_gold, each)
        print(f"{name} = Calibration(bias={bias:.3f}, likely={a:.3f}, unlikely={b:.3f}, shift={c:.3f})")
        print(f"# average precision on held-out train topics: {average_precision(gold, added[: len(gold)]):.3f}")


if __name__ == "__main__":
    main()
