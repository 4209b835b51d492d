"""Spans and anchors."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from reviewer.model.ids import article_id, claim_id, version_id
from reviewer.model.span import CONTEXT, Anchor, Span


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (3, 3), (4, 2)])
def test_a_span_is_never_empty_and_never_runs_backward(start: int, end: int) -> None:
    with pytest.raises(ValueError):
        Span(start, end)


@given(st.text(min_size=1, max_size=200), st.data())
def test_an_anchor_holds_the_exact_words_and_up_to_32_code_points_around(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    anchor = Anchor.take(text, Span(start, end))
    assert anchor.quote == text[start:end]
    assert (text[:start] + anchor.quote + text[end:]) == text
    assert anchor.prefix == text[:start][-CONTEXT:] if start else anchor.prefix == ""
    assert anchor.suffix == text[end : end + CONTEXT]


@given(st.tuples(st.integers(0, 50), st.integers(1, 50)), st.tuples(st.integers(0, 50), st.integers(1, 50)))
def test_overlap_is_what_sharing_a_code_point_means(one: tuple[int, int], other: tuple[int, int]) -> None:
    left, right = Span(one[0], sum(one)), Span(other[0], sum(other))
    shared = set(range(left.start, left.end)) & set(range(right.start, right.end))
    assert left.overlaps(right) == right.overlaps(left) == bool(shared)


def test_ids_are_those_of_the_log_page() -> None:
    article = article_id("articles/one.txt")
    assert article == article_id("articles/one.txt") != article_id("articles/two.txt")
    assert len(article) == 26
    assert set(article) <= set("abcdefghijklmnopqrstuvwxyz234567")
    version = version_id(article, "0" * 64, "1" * 64)
    assert claim_id(version, Span(5, 9), (Span(1, 3),)) == claim_id(version, Span(1, 3), (Span(5, 9),))


@given(st.integers(0, 99), st.integers(1, 99), st.integers(0, 99), st.integers(1, 99))
def test_different_spans_are_different_claims(a: int, b: int, c: int, d: int) -> None:
    one, other = Span(a, a + b), Span(c, c + d)
    assume(one != other)
    assert claim_id("v", one) != claim_id("v", other)
