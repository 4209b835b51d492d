from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from reviewer.text.fold import DASHES, DOUBLE_QUOTES, SINGLE_QUOTES, fold

FOLDABLE = st.text(
    alphabet=st.one_of(st.sampled_from("ab5. \t\n\u00a0\u2003\r-–—'’\"“”«`\u200b"), st.characters()), max_size=60
)


@given(FOLDABLE, st.data())
def test_every_folded_span_stands_for_a_span_that_folds_to_the_same(text: str, data: st.DataObject) -> None:
    folded = fold(text)
    if not folded.text:
        assert text == ""
        return
    start = data.draw(st.integers(0, len(folded.text) - 1))
    end = data.draw(st.integers(start + 1, len(folded.text)))
    span = folded.span(start, end)
    assert fold(span.of(text)).text == folded.text[start:end]


@given(FOLDABLE)
def test_the_way_back_covers_the_whole_text_in_order(text: str) -> None:
    folded = fold(text)
    places = [folded.at(i) for i in range(len(folded.text) + 1)]
    assert places[0] == 0
    assert places[-1] == len(text)
    assert all(a < b for a, b in itertools.pairwise(places))


def test_only_white_space_quote_marks_and_dashes_are_folded() -> None:
    assert fold(SINGLE_QUOTES).text == "'" * len(SINGLE_QUOTES)
    assert fold(DOUBLE_QUOTES).text == '"' * len(DOUBLE_QUOTES)
    assert all(fold(d).text == "-" for d in DASHES)
    assert fold("a \t\n\u00a0\u2003 b -- c").text == "a b - c"
    untouched = "Été ﬁve … ½ İ ß 5,500 № 6'2\""
    assert fold(untouched).text == untouched


def test_single_and_double_marks_stay_apart() -> None:
    assert fold("6' pipe").text != fold('6" pipe').text
