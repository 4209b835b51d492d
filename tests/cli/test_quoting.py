"""Spans by quoting words."""

from __future__ import annotations

import pytest

from reviewer.cli.quoting import span_of
from reviewer.errors import AnchorError
from reviewer.model.span import Span

TEXT = "The dam broke. Engineers opened both gates to lower the lake. The dam was built in 1964, said “Teld”."


def test_all_the_words():
    assert span_of("Engineers opened both gates", TEXT).of(TEXT) == "Engineers opened both gates"


def test_quote_marks_and_blanks_do_not_matter():
    assert span_of('said  "Teld"', TEXT).of(TEXT) == "said “Teld”"


@pytest.mark.parametrize("quote", ["Engineers ... lake", "Engineers … lake", "Engineers opened...the lake"])
def test_first_and_last_words(quote: str):
    assert span_of(quote, TEXT).of(TEXT) == "Engineers opened both gates to lower the lake"


def test_the_nearest_last_word_ends_it():
    assert span_of("The dam broke ... the", TEXT).of(TEXT).endswith("to lower the")


def test_words_that_stand_there_twice_are_asked_for_again():
    with pytest.raises(AnchorError, match="2 times"):
        span_of("The dam", TEXT)


def test_of_several_places_the_one_in_the_sentence_is_taken():
    second = Span(TEXT.index("The dam was"), len(TEXT))
    assert span_of("The dam", TEXT, second).start == second.start


def test_words_that_do_not_stand_there_are_answered_with_the_nearest_place():
    with pytest.raises(AnchorError) as caught:
        span_of("Engineers opened three gates", TEXT)
    assert "Engineers opened both gates" in caught.value.next_step


def test_last_words_before_the_first_are_refused():
    with pytest.raises(AnchorError, match="does not stand behind"):
        span_of("built in 1964 ... Engineers", TEXT)


@pytest.mark.parametrize("quote", ["", "   ", "...", "… …"])
def test_nothing_is_no_quote(quote: str):
    with pytest.raises(AnchorError):
        span_of(quote, TEXT)
