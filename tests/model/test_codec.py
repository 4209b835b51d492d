"""Model types go to plain values and come back the same."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.model import codec
from reviewer.model.article import Metadata, Origin
from reviewer.model.claim import Claim, Claimant, ClaimantRole, ClaimKind, Cut, Extraction, Name, Reason, SourceCut
from reviewer.model.moment import Moment, MomentRole
from reviewer.model.policy import Policy, Question
from reviewer.model.quantity import Bound, Quantity
from reviewer.model.span import Span
from reviewer.model.verdict import LABELS, Value

spans = st.builds(lambda start, size: Span(start, start + size), st.integers(0, 10**6), st.integers(1, 10**4))
words = st.text(max_size=20)
quantities = st.builds(
    Quantity,
    spans,
    st.none() | st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=0, max_value=10**12),
    st.sampled_from(Bound),
    words,
    words,
    words,
    st.none() | st.just(Decimal(7)),
    st.booleans(),
)
sources = st.builds(
    SourceCut, spans, st.sampled_from(ClaimantRole), st.none() | spans, st.booleans(), st.none() | spans
)
cuts = st.builds(
    Cut,
    spans,
    spans,
    st.sampled_from(ClaimKind),
    words,
    st.lists(spans, max_size=2).map(tuple),
    st.lists(sources, max_size=2).map(tuple),
    st.lists(spans, max_size=2).map(tuple),
    words,
)
claims = st.builds(
    Claim,
    id=words,
    article=words,
    version=words,
    span=spans,
    quote=words,
    sentence=spans,
    kind=st.sampled_from(ClaimKind),
    rule=words,
    claimants=st.lists(st.builds(Claimant, st.sampled_from(ClaimantRole), words, st.none() | spans), max_size=3).map(
        tuple
    ),
    quantities=st.lists(quantities, max_size=2).map(tuple),
    moments=st.lists(
        st.builds(Moment, spans, st.sampled_from(MomentRole), st.booleans(), st.none() | words), max_size=2
    ).map(tuple),
    names=st.lists(st.builds(Name, spans, words), max_size=2).map(tuple),
    score=st.floats(0, 1),
    reasons=st.lists(st.builds(Reason, words, st.floats(-9, 9)), max_size=2).map(tuple),
    restatement=st.none() | words,
)


@given(claims)
def test_a_claim_survives_json(claim: Claim) -> None:
    assert codec.decode(Claim, json.loads(json.dumps(codec.encode(claim)))) == claim


@given(st.lists(cuts, max_size=4).map(tuple), st.lists(st.tuples(spans, words), max_size=3).map(tuple))
def test_an_extraction_survives_json(found: tuple[Cut, ...], blocks: tuple[tuple[Span, str], ...]) -> None:
    extraction = Extraction(blocks, found)
    assert codec.decode(Extraction, json.loads(json.dumps(codec.encode(extraction)))) == extraction


def test_a_policy_survives_json() -> None:
    policy = Policy(reviews=2, labels={**LABELS, Value.REFUTED: "Wrong"}, questions=(Question("q", {"a": "1"}),))
    assert codec.decode(Policy, json.loads(json.dumps(codec.encode(policy)))) == policy


def test_fields_at_their_default_are_left_out() -> None:
    assert codec.encode(Metadata.of(Origin.SHEET, {"title": "A"})) == {
        "title": "A",
        "origins": {"title": "project file"},
    }


def test_unknown_fields_are_refused() -> None:
    with pytest.raises((KeyError, TypeError)):
        codec.decode(Moment, {"span": [0, 1], "role": "said", "relative": False, "colour": "red"})
