"""Verdict words, pair words, suggestions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.cli import words
from reviewer.errors import Ambiguous, UsageError
from reviewer.model.comparison import PairWord
from reviewer.model.lineage import LineageKind
from reviewer.model.policy import Policy
from reviewer.model.verdict import LABELS, Value

POLICY = Policy()


@pytest.mark.parametrize("value", list(Value))
def test_a_verdict_is_known_by_id_label_key_digit_and_beginning(value: Value):
    digit = str(list(Value).index(value) + 1)
    for word in (value.value, LABELS[value], LABELS[value].upper(), POLICY.keys[value], digit):
        assert words.value_of(word, POLICY) is value


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("supp", Value.SUPPORTED),
        ("ref", Value.REFUTED),
        ("conf", Value.CONFLICTING),
        ("not enough", Value.NOT_ENOUGH_EVIDENCE),
        ("not-a", Value.NOT_A_CLAIM),
        ("Conflicting evidence", Value.CONFLICTING),
    ],
)
def test_a_unique_beginning_will_do(word: str, value: Value):
    assert words.value_of(word, POLICY) is value


def test_a_beginning_of_two_verdicts_is_refused_with_both_names():
    with pytest.raises(Ambiguous, match=r"not_a_claim or not_enough_evidence"):
        words.value_of("not", POLICY)


def test_a_misspelt_verdict_is_answered_with_the_nearest():
    with pytest.raises(UsageError) as caught:
        words.value_of("suported", POLICY)
    assert "did you mean 'supported'" in caught.value.next_step
    assert "refuted (r)" in caught.value.what


def test_labels_and_keys_of_the_project_count():
    labels = dict(LABELS) | {Value.REFUTED: "Falsch"}
    policy = Policy(labels=labels, keys=dict(POLICY.keys) | {Value.REFUTED: "f"})
    assert words.value_of("f", policy) is Value.REFUTED
    assert words.value_of("fal", policy) is Value.REFUTED
    assert words.value_of("refuted", policy) is Value.REFUTED


@pytest.mark.parametrize(
    ("word", "pair"),
    [
        ("=", "agrees"),
        ("!", "contradicts"),
        ("x", "other_thing"),
        ("~", "cannot_tell"),
        ("agr", "agrees"),
        ("other thing", "other_thing"),
    ],
)
def test_pairs_are_decided_by_sign_or_word(word: str, pair: str):
    assert words.pair_word_of(word) is PairWord(pair)


def test_one_of_takes_values_and_beginnings():
    assert words.one_of(LineageKind, "same_ag", "a lineage") is LineageKind.SAME_AGENCY
    with pytest.raises(UsageError, match="is not a lineage"):
        words.one_of(LineageKind, "cousin", "a lineage")


@given(st.text(max_size=30))
def test_any_word_is_a_verdict_or_a_plain_error(word: str):
    try:
        value = words.value_of(word, POLICY)
    except UsageError as error:
        value, hint = None, error.next_step
    else:
        hint = "none needed"
    assert (value in Value) if value is not None else hint
