"""Features of sentence pairs for paraphrase and likeness, and two sets to measure them on: MRPC and STS headlines."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from rapidfuzz import fuzz
from sklearn.ensemble import HistGradientBoostingClassifier, HistGradientBoostingRegressor
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from benchmarks._sets import Flags, Floats, claim_of, f1_of, precision_recall, records
from benchmarks.table import Row
from reviewer.match.compare import compare
from reviewer.match.frame import frame
from reviewer.match.score import features, signals, wording
from reviewer.match.side import Side
from reviewer.match.weights import Weights
from reviewer.model.comparison import Outcome, Relation, SlotName

SEED = 11


def sides(left: str, right: str) -> tuple[Side, Side]:
    """Two sentences as claims."""
    return Side.of(claim_of(left, 0), left), Side.of(claim_of(right, 1), right)


def paraphrase_features(left: Side, right: Side) -> list[float]:
    """What tells a paraphrase: the match signals, likeness of wording, common ground, and what differs."""
    comparison = compare(left, right)
    relations = {slot.name: slot.relation for slot in comparison.slots}
    shared = frame(left.facts, right.facts)
    lower = [side.reading.lower() for side in (left, right)]
    lengths = sorted((len(left.terms) + 1, len(right.terms) + 1))
    return [
        *features(left, right, Weights()),
        wording(left, right),
        fuzz.ratio(*lower) / 100,
        fuzz.token_sort_ratio(*lower) / 100,
        fuzz.token_set_ratio(left.sorted_terms, right.sorted_terms) / 100,
        fuzz.partial_token_sort_ratio(*lower) / 100,
        shared.left,
        shared.right,
        min(shared.left, shared.right),
        lengths[0] / lengths[1],
        *(float(relations.get(name) is relation) for name in SlotName for relation in Relation),
        *(float(comparison.outcome is outcome) for outcome in Outcome),
    ]


def paraphrase(shared: Path) -> list[Row]:
    """MRPC: our features with a model fitted on its train part here and now; its weights are never kept."""
    listed = list(records(shared, "paraphrase_mrpc"))
    values = np.array([paraphrase_features(*sides(r["a"], r["b"])) for r in listed])
    gold = np.array([bool(r["label"]) for r in listed])
    train = np.array([r["split"] == "train" for r in listed])
    plain = np.array([fuzz.token_sort_ratio(r["a"].lower(), r["b"].lower()) for r in listed])
    rows = [
        _paraphrase_row("MRPC: always", gold[~train], np.ones(int((~train).sum()), dtype=bool), peer=True),
        _paraphrase_row(
            "MRPC: token_sort_ratio", gold[~train], plain[~train] >= _best(plain[train], gold[train]), peer=True
        ),
    ]
    linear = make_pipeline(StandardScaler(), LogisticRegression(C=0.3, max_iter=2000)).fit(values[train], gold[train])
    trees = HistGradientBoostingClassifier(max_iter=120, learning_rate=0.06, max_leaf_nodes=12, random_state=SEED)
    trees.fit(values[train], gold[train])
    both = [(m.predict_proba(values[~train])[:, 1]) for m in (linear, trees)]
    rows.append(_paraphrase_row("MRPC: our features, logistic regression", gold[~train], both[0] >= 0.5))
    rows.append(_paraphrase_row("MRPC: our features, trees", gold[~train], both[1] >= 0.5))
    rows.append(_paraphrase_row("MRPC: our features, both", gold[~train], sum(both) / 2 >= 0.5))
    return rows


def _best(scores: Floats, gold: Flags) -> float:
    """The threshold of best accuracy."""
    order = np.argsort(-scores)
    right = np.cumsum(gold[order]) + (~gold).sum() - np.cumsum(~gold[order])
    return float(scores[order[int(right.argmax())]])


def _paraphrase_row(name: str, gold: Flags, said: Flags, *, peer: bool = False) -> Row:
    precision, recall = precision_recall(gold, said)
    figures: dict[str, float | str] = {"F1": f1_of(gold, said), "accuracy": float((gold == said).mean())}
    return Row(name, figures | {"precision": precision, "recall": recall}, peer=peer)


def headlines(shared: Path) -> list[Row]:
    """STS headlines, Pearson per year: the match score's log-odds as they are, and a fit on the other years."""
    listed = list(records(shared, "similarity_headlines"))
    pairs = [sides(r["a"], r["b"]) for r in listed]
    scored = np.array([r["score"] for r in listed])
    years = np.array([r["set"].removesuffix("-headlines") for r in listed])
    plain = np.array([fuzz.token_set_ratio(r["a"].lower(), r["b"].lower()) for r in listed])
    raw = np.array([sum(signal.weight for signal in signals(*pair, Weights())) for pair in pairs])
    values = np.array([paraphrase_features(*pair) for pair in pairs])
    fitted = np.zeros(len(listed))
    for year in sorted(set(years)):
        test = years == year
        linear = make_pipeline(StandardScaler(), Ridge(30)).fit(values[~test], scored[~test])
        trees = HistGradientBoostingRegressor(max_iter=100, max_leaf_nodes=10, random_state=SEED)
        fitted[test] = linear.predict(values[test]) + trees.fit(values[~test], scored[~test]).predict(values[test])
    return [
        Row("headlines: token_set_ratio", _by_year(years, scored, plain), peer=True),
        Row("headlines: our match score, not fitted", _by_year(years, scored, raw)),
        Row("headlines: our features, fitted on the other years", _by_year(years, scored, fitted)),
    ]


def _by_year(years: Floats, gold: Floats, said: Floats) -> dict[str, float | str]:
    return {
        f"Pearson {year[3:]}": float(np.corrcoef(gold[years == year], said[years == year])[0, 1])
        for year in sorted(set(years))
    }
