"""Words of two texts aligned."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from reviewer.match.align import pieces


@given(st.text(max_size=60), st.text(max_size=60))
def test_the_pieces_of_a_side_joined_are_that_side(left, right):
    mine, theirs = pieces(left, right)
    assert "".join(text for text, _ in mine) == left
    assert "".join(text for text, _ in theirs) == right


@given(st.text(max_size=60), st.text(max_size=60))
def test_runs_alternate(left, right):
    for side in pieces(left, right):
        assert all(a != b for (_, a), (_, b) in pairwise(side))
        assert all(text for text, _ in side)


@given(st.text(max_size=60))
def test_a_text_shares_all_its_words_with_itself(text):
    mine, theirs = pieces(text, text)
    assert mine == theirs
    assert all(same or not any(c.isalnum() for c in run) for run, same in mine)


def test_other_forms_of_a_word_are_shared():
    mine, theirs = pieces("More than 1,600 apps were taken offline", "Over 1600 app taken down")
    assert ("1,600 apps", True) in mine
    assert theirs[0] == ("Over ", False)


def test_nothing_is_shared_with_an_empty_text():
    assert pieces("a dam", "") == ((("a dam", False),), ())
