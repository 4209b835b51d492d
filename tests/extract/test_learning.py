"""The learner and its features."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviewer.extract.features import features
from reviewer.extract.learning import Model, train
from reviewer.model.codec import decode, encode

FACTS = [
    "The bridge cost 4 million euros in 2012.",
    "Police arrested 12 men on Monday.",
    "Norwell lost 300 jobs last year.",
]
OPINIONS = ["I think we should be proud.", "Let us work together for a better future!", "Thank you, and God bless."]


def rows(seed: int = 0, size: int = 200):
    """Rows that one feature decides, another blurs, and a third says nothing of."""
    chance = random.Random(seed)
    made = []
    for _ in range(size):
        label = chance.random() < 0.5
        row = {"yes" if label else "no": 1.0, f"noise {chance.randrange(20)}": 1.0}
        made.append((row, label))
    return [row for row, _ in made], [label for _, label in made]


def test_it_learns_what_decides():
    model = train(*rows())
    assert model.probability({"yes": 1.0}) > 0.9 > 0.1 > model.probability({"no": 1.0})
    assert abs(model.weights.get("noise 3", 0.0)) < model.weights["yes"]


def test_the_same_rows_give_the_same_model():
    assert train(*rows()) == train(*rows())
    assert train(*rows(), seed=1) != train(*rows())


def test_a_stronger_penalty_keeps_weights_smaller():
    weak, strong = train(*rows(), strength=10.0), train(*rows(), strength=0.01)
    assert abs(strong.weights["yes"]) < abs(weak.weights["yes"])


def test_unknown_features_weigh_nothing_and_probabilities_stay_in_bounds():
    model = Model(0.0, {"a": 1000.0})
    assert model.probability({"b": 5.0}) == 0.5
    assert 0 < model.probability({"a": -1.0}) < model.probability({"a": 1.0}) < 1


def test_pruning_keeps_what_weighs_and_survives_coding():
    model = Model(0.12345, {"a": 1.23456, "b": 0.01}).pruned(0.05)
    assert model == Model(0.123, {"a": 1.235})
    assert decode(Model, encode(model)) == model


@pytest.mark.parametrize("labels", [[], [True]])
def test_rows_and_labels_must_fit(labels):
    with pytest.raises(ValueError, match="labels"):
        train([{"a": 1.0}] * 2 if labels else [], labels)


def test_one_row_or_one_class_is_enough_to_stand():
    assert train([{"a": 1.0}], [True]).probability({"a": 1.0}) > 0.5
    assert train([{"a": 1.0}, {"b": 1.0}], [False, False]).probability({"a": 1.0}) < 0.5


def test_sentences_of_facts_and_opinions_are_told_apart():
    model = train([features(s) for s in FACTS + OPINIONS], [True] * 3 + [False] * 3)
    assert model.probability(features("Divers found 7 cars in the river on Friday.")) > 0.5
    assert model.probability(features("I hope we can work together, and thank you.")) < 0.5


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=120))
def test_any_text_has_features_that_repeat(text):
    found = features(text)
    assert found == features(text)
    assert all(value == value and abs(value) < 10 for value in found.values())
