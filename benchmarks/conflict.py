"""Is it named what differs, and is a conflict told from other words? One word changed, Emergent, VitaminC."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, cross_val_predict
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from benchmarks._sets import Flags, claim_of, cross_pairs, ecbplus, f1_of, records
from benchmarks.table import Row
from reviewer.match.compare import compare
from reviewer.match.frame import frame
from reviewer.match.mood import Mood
from reviewer.match.score import features
from reviewer.match.side import Side
from reviewer.match.weights import Weights
from reviewer.model.comparison import Outcome, Relation, SlotName

SEED = 11
SAME_EVENT_PAIRS = 4_000
EXPECTED = {
    "cardinals": {SlotName.NUMBER},
    "ordinals": {SlotName.NUMBER, SlotName.TIME},
    "nationalities": {SlotName.PLACE, SlotName.NAME},
    "countries": {SlotName.PLACE, SlotName.NAME},
}
_GROUPS = {"agree": "no conflict, other spelling", "other": "no conflict, other number left open"}
_AGREEING = (Outcome.SAME, Outcome.RESTATED, Outcome.MORE_SPECIFIC)


def sides(left: str, right: str) -> tuple[Side, Side]:
    """Two sentences as claims."""
    return Side.of(claim_of(left, 0), left), Side.of(claim_of(right, 1), right)


def one_word(shared: Path) -> list[Row]:
    """How often the slot of the changed word is named as differing, by group; the pairs that do not conflict apart.

    Of these, some only spell a number otherwise. The others have another number like those that do conflict ("four
    children", "six children"), and the annotators left it open: there the slot is named rightly.
    """
    named: dict[str, list[tuple[bool, bool]]] = defaultdict(list)
    for record in records(shared, "conflict_one_word"):
        comparison = compare(*sides(record["a"], record["b"]))
        differing = {slot.name for slot in comparison.slots if slot.relation is Relation.DIFFERS}
        group = _GROUPS.get(record["label"], record["group"])
        wanted = EXPECTED[record["group"]]
        named[group].append((bool(differing & wanted), comparison.outcome is Outcome.CONTRADICTS))
    return [
        Row(
            f"one word changed: {group}",
            {
                "pairs": len(found),
                "slot named": sum(slot for slot, _ in found) / len(found),
                "contradicts": sum(said for _, said in found) / len(found),
            },
        )
        for group, found in sorted(named.items())
    ]


def denies(left: Side, right: Side) -> bool:
    """The rule for headlines about a claim: what is shared is negated on one side, or all of it is called untrue."""
    comparison = compare(left, right)
    polarity = next((slot for slot in comparison.slots if slot.name is SlotName.POLARITY), None)
    asked = right.facts.modality.mood is Mood.ASKED and not right.facts.denials
    against = polarity is not None and (
        polarity.relation is Relation.DIFFERS or (polarity.relation is Relation.ONLY_ONE and bool(polarity.right))
    )
    return (comparison.outcome is Outcome.CONTRADICTS and polarity is not None) or (against and not asked)


def agrees(left: Side, right: Side) -> bool:
    """Whether the comparison says that two claims agree."""
    return compare(left, right).outcome in _AGREEING


def conflict_features(left: Side, right: Side) -> list[float]:
    """What the comparison finds, as numbers for a small model."""
    comparison = compare(left, right)
    relations = {slot.name: slot.relation for slot in comparison.slots}
    shared = frame(left.facts, right.facts)
    found = [float(relations.get(name) is relation) for name in SlotName for relation in Relation]
    for side in (left, right):
        facts = side.facts
        found += [len(facts.cues), len(facts.denials), float(facts.modality.mood is Mood.ASKED)]
        found += [float(facts.modality.mood is mood) for mood in Mood]
    found += [float(comparison.outcome is outcome) for outcome in Outcome]
    return [*found, shared.left, shared.right, *features(left, right, Weights()), float(denies(left, right))]


def emergent(shared: Path) -> list[Row]:
    """Claim and headline: rules alone, then a small model cross-validated by claim."""
    listed = list(records(shared, "conflict_emergent"))
    gold = np.array([record["label"] for record in listed])
    pairs = [sides(record["a"], record["b"]) for record in listed]
    ruled = np.array(["conflict" if denies(*pair) else "agree" if agrees(*pair) else "other" for pair in pairs])
    values = np.array([conflict_features(*pair) for pair in pairs])
    groups = [record["group"] for record in listed]
    model = make_pipeline(StandardScaler(), LogisticRegression(C=0.01, max_iter=2000))
    learned = cross_val_predict(model, values, gold, groups=groups, cv=GroupKFold(10))
    return [
        Row("Emergent: always agree", _three_way(gold, np.full(len(gold), "agree")), peer=True),
        Row("Emergent: our rules", _three_way(gold, ruled)),
        Row("Emergent: small model, cross-validated by claim", _three_way(gold, learned)),
    ]


def _three_way(gold: Sequence[str] | Flags, said: Sequence[str] | Flags) -> dict[str, float | str]:
    truth, called = np.asarray(gold), np.asarray(said)
    each = [f1_of(truth == label, called == label) for label in ("agree", "conflict", "other")]
    return {"accuracy": float((truth == called).mean()), "macro F1": float(np.mean(each)), "F1 conflict": each[1]}


def vitaminc(shared: Path) -> list[Row]:
    """Revised claims against evidence: rules only."""
    listed = list(records(shared, "conflict_vitaminc"))
    gold = np.array([record["label"] for record in listed])
    pairs = [sides(record["a"], record["b"]) for record in listed]
    said = np.array(
        [
            "conflict"
            if compare(*pair).outcome is Outcome.CONTRADICTS or denies(*pair)
            else "agree"
            if agrees(*pair)
            else "other"
            for pair in pairs
        ]
    )
    return [Row("VitaminC: our rules", _three_way(gold, said))]


def same_event(shared: Path) -> list[Row]:
    """How often `contradicts` is proposed for sentences of one event (ECB+), which hardly ever contradict."""
    found = []
    for split in ("train", "dev"):
        sentences = ecbplus(shared, split)
        pairs, gold = cross_pairs(sentences)
        wanted = [pair for pair, true in zip(pairs, gold, strict=True) if true]
        chosen = random.Random(SEED).sample(wanted, min(SAME_EVENT_PAIRS, len(wanted)))
        listed = {i: Side.of(claim_of(sentences[i].text, i), sentences[i].text) for pair in chosen for i in pair}
        said = [compare(listed[i], listed[j]).outcome is Outcome.CONTRADICTS for i, j in chosen]
        found.append(Row(f"ECB+ {split}, same event", {"pairs": len(said), "contradicts": sum(said) / len(said)}))
    return found


def rows(shared: Path) -> list[Row]:
    """All of it."""
    return [*one_word(shared), *same_event(shared), *emergent(shared), *vitaminc(shared)]
