"""Quotes as programs get them wrong: seeded alterations of every kind, none of which may ever be taken for a quote."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from reviewer.model.span import AnchorState
from reviewer.text.anchors import locate, nearest
from reviewer.text.edges import left_off
from reviewer.text.fold import fold
from tests.text.altering import ARTICLES, KINDS, altered, rewritten, sentences

CASES = altered(seed=20311, count=700)
FOLDED = {name: fold(text) for name, text in ARTICLES.items()}


def test_the_sample_holds_every_kind_many_times() -> None:
    counts = Counter(case.kind for case in CASES)
    assert counts.keys() == KINDS.keys()
    assert all(counts[kind] >= 7 for kind in KINDS)
    assert sum(counts.values()) == 700


@pytest.mark.parametrize("kind", KINDS)
def test_no_altered_quote_is_accepted(kind: str) -> None:
    taken = []
    for case in CASES:
        if case.kind == kind:
            found = locate(case.quote, FOLDED[case.article])
            alone = found.state is AnchorState.EXACT and not left_off(found.spans[0], ARTICLES[case.article])
            if alone or found.state is AnchorState.AMBIGUOUS:
                taken.append(case)
    assert taken == []


def test_the_nearest_place_of_a_changed_word_is_the_sentence_it_was_taken_from() -> None:
    local = ("number", "name", "unit", "hedge", "opposite", "n't", "negation")
    cases = [case for case in CASES if case.kind in local]
    at_home = 0
    for case in cases:
        near = nearest(case.quote, FOLDED[case.article])
        assert near is not None
        assert near.differing, case
        there = fold(near.span.of(ARTICLES[case.article])).text
        at_home += there in fold(case.right + ".").text or fold(case.right).text in there
    assert at_home == len(cases)


def test_every_sentence_stands_exactly_however_its_marks_and_spaces_are_written() -> None:
    rng = random.Random(7)
    for name, sentence in sentences():
        for _ in range(10):
            found = locate(rewritten(rng, sentence), FOLDED[name])
            assert found.state is AnchorState.EXACT, sentence
            assert fold(found.spans[0].of(ARTICLES[name])).text == fold(sentence).text


@pytest.mark.parametrize(
    ("cut", "text"),
    [
        ("5 million", "worth $5 million"),
        ("rose 5", "it rose 5% in May"),
        ("at 90 km", "at 90 km/h on ice"),
        ("300 households", "5\u00a0300 households"),
        ("300 households", "5 300 households"),
        ("of 5", "of 5 300 households"),
        ("5 boats", "<5 boats"),
        ("4 degrees", "(-4 degrees)"),
        ("4 degrees", "at –4 degrees"),
        ("The U", "The U.S. army"),
        ("S. army", "The U.S. army"),
        ("AT", "AT&T sold it"),
        ("har", "har\u00adbour"),
        ("bour", "har" + "\u00ad" * 20 + "bour"),
        ("five", "five\u0301 boats"),
        ("五百", "下架了一千五百个应用"),
        ("?", "who?"),
        ("–", "a – b"),
    ],
)
def test_a_quote_never_cuts_a_number_its_sign_its_unit_or_a_word(cut: str, text: str) -> None:
    assert locate(cut, text).spans == ()


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("500 people", "In 2019 500 people came"),
        ("closed", "The port closed.The rest"),
        ("5 boats", "They – 5 boats – left"),
        ("Kestrel", "(Kestrel)"),
        ("the boys", "said the boys’ school"),
    ],
)
def test_words_beside_other_words_are_whole(quote: str, text: str) -> None:
    assert locate(quote, text).state is AnchorState.EXACT


def test_words_that_turn_a_quote_are_named() -> None:
    text = "No one was hurt. They had not paid more than 40 crowns. 我们不同意。 It is not over; nearly all left."
    where = {"paid more": "not", "40 crowns": "more than", "同意": "不", "over; nearly": "not", "all left": "nearly"}
    for quote, turn in where.items():
        assert left_off(locate(quote, text).spans[0], text) == turn
    for quote in ("one was", "It is not over", "They had", "we"):
        span = locate(quote, text + " we left").spans
        assert quote == "one was" or left_off(span[0], text + " we left") == ""
    assert left_off(locate("one was", text).spans[0], text) == "No"
