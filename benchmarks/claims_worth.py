"""What is worth checking: PoliClaim and CheckThat! 2024, our learner and our hand-set score against TF-IDF."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.table import Row
from reviewer.extract import claims
from reviewer.extract.features import features
from reviewer.extract.learning import train
from reviewer.model.article import Block, BlockClass, Metadata
from reviewer.model.span import Span

STRENGTH = 0.5
"""Chosen by cross-validation over the speeches of PoliClaim's training part."""
Scores = list[float]
Fit = Callable[[Sequence[str], Sequence[bool], Sequence[str]], Scores]


def load(shared: Path, name: str, split: str) -> list[dict[str, object]]:
    """The records of one part of a set."""
    lines = (shared / "data" / name).read_text(encoding="utf-8").splitlines()
    return [record for record in map(json.loads, lines) if record["split"] == split]


def figures(scores: Scores, labels: Sequence[bool], threshold: float = 0.5) -> dict[str, float]:
    """F1 of the positive class, accuracy, area under the ROC curve, average precision."""
    chosen = [score > threshold for score in scores]
    right = sum(a and b for a, b in zip(chosen, labels, strict=True))
    same = sum(a == b for a, b in zip(chosen, labels, strict=True))
    return {
        "F1": 2 * right / (sum(chosen) + sum(labels)),
        "accuracy": same / len(labels),
        "AUC": area(scores, labels),
        "average precision": average_precision(scores, labels),
    }


def area(scores: Scores, labels: Sequence[bool]) -> float:
    """The share of pairs in which the positive one has the higher score; ties count half."""
    ranked = sorted(range(len(scores)), key=lambda i: scores[i])
    rank_sum, i = 0.0, 0
    while i < len(ranked):
        j = i
        while j < len(ranked) and scores[ranked[j]] == scores[ranked[i]]:
            j += 1
        rank_sum += sum(labels[k] for k in ranked[i:j]) * (i + j + 1) / 2
        i = j
    positive = sum(labels)
    return (rank_sum - positive * (positive + 1) / 2) / (positive * (len(labels) - positive))


def average_precision(scores: Scores, labels: Sequence[bool]) -> float:
    """The mean precision at each positive one, best score first."""
    ranked = sorted(range(len(scores)), key=lambda i: -scores[i])
    found, total = 0, 0.0
    for place, i in enumerate(ranked, start=1):
        if labels[i]:
            found += 1
            total += found / place
    return total / found


def ours(texts: Sequence[str], labels: Sequence[bool], unseen: Sequence[str]) -> Scores:
    """The shipped learner over the shipped features."""
    model = train([features(text) for text in texts], labels, strength=STRENGTH)
    return [model.probability(features(text)) for text in unseen]


def tfidf(texts: Sequence[str], labels: Sequence[bool], unseen: Sequence[str]) -> Scores:
    """TF-IDF of words and pairs with logistic regression (needs the group `bench`)."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression

    vectors = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True)
    learner = LogisticRegression(C=3, max_iter=1000, class_weight=None).fit(vectors.fit_transform(texts), labels)
    return [float(p) for p in learner.predict_proba(vectors.transform(unseen))[:, 1]]


def by_hand(unseen: Sequence[str]) -> Scores:
    """The shipped hand-set score: the best claim of a sentence."""
    scores = []
    for text in unseen:
        block = Block(Span(0, len(text)), BlockClass.BODY)
        found = claims(text, [block], Metadata(language="en"), "", "") if text.strip() else ()
        scores.append(max((claim.score for claim in found), default=0.0))
    return scores


def cross_validated(records: Sequence[dict[str, object]]) -> dict[str, float]:
    """Our learner, each speech judged by a model of the others."""
    texts, labels = [str(r["text"]) for r in records], [bool(r["label"]) for r in records]
    documents = [str(r["doc"]) for r in records]
    rows = [features(text) for text in texts]
    scores = [0.0] * len(rows)
    for document in sorted(set(documents)):
        inside = [i for i, d in enumerate(documents) if d != document]
        model = train([rows[i] for i in inside], [labels[i] for i in inside], strength=STRENGTH)
        for i, row in enumerate(rows):
            if documents[i] == document:
                scores[i] = model.probability(row)
    return figures(scores, labels)


def _measured(shared: Path, name: str, unseen: str, fit: Fit, threshold: float) -> dict[str, float]:
    known, new = load(shared, name, "train"), load(shared, name, unseen)
    start = time.process_time()
    scores = fit([str(r["text"]) for r in known], [bool(r["label"]) for r in known], [str(r["text"]) for r in new])
    return figures(scores, [bool(r["label"]) for r in new], threshold) | {"s to learn": time.process_time() - start}


def _order_by_hand(records: Sequence[dict[str, object]]) -> dict[str, float]:
    """How well the shipped weights order records."""
    found = figures(by_hand([str(r["text"]) for r in records]), [bool(r["label"]) for r in records])
    return {name: found[name] for name in ("AUC", "average precision")}


def rows(shared: Path) -> list[Row]:
    """Both sets; the hand-set score sees no training data, so only its order counts."""
    policlaim, checkthat = "claims_policlaim.jsonl", "checkworthy_ct24.jsonl"
    test = load(shared, policlaim, "test")
    hand, debates = _order_by_hand(test), _order_by_hand(load(shared, checkthat, "dev"))
    always = figures([1.0] * len(test), [bool(r["label"]) for r in test])
    return [
        Row("PoliClaim test, learner", _measured(shared, policlaim, "test", ours, 0.5)),
        Row("PoliClaim train, learner, cross-validated", cross_validated(load(shared, policlaim, "train"))),
        Row("PoliClaim test, shipped weights (set by hand)", hand),
        Row("PoliClaim test, TF-IDF + LR", _measured(shared, policlaim, "test", tfidf, 0.5), peer=True),
        Row("PoliClaim test, always", {"F1": always["F1"], "accuracy": always["accuracy"]}, peer=True),
        Row("CheckThat! dev, learner", _measured(shared, checkthat, "dev", ours, 0.5)),
        Row("CheckThat! dev, shipped weights (set by hand)", debates),
        Row("CheckThat! dev, TF-IDF + LR", _measured(shared, checkthat, "dev", tfidf, 0.5), peer=True),
    ]
