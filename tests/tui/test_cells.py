"""Wrapping by cells, with offsets that stay exact."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len

from reviewer.tui.cells import _wrap_mixed, _wrap_single, clip, fill, wrap

PROSE = st.text(alphabet="abc déλ’“”—,. 北港\u0301\u200d\U0001f600\t", max_size=120)
PLAIN = st.text(alphabet="abcdefg .,", max_size=160)


@given(PROSE, st.integers(2, 40))
def test_every_visible_code_point_stands_on_exactly_one_line_in_order(text: str, width: int) -> None:
    ranges = wrap(text, width)
    covered = [i for start, end in ranges for i in range(start, end)]
    assert covered == sorted(set(covered))
    blanks = {i for i, char in enumerate(text) if char in " \t\u3000"}
    assert set(range(len(text))) - set(covered) <= blanks


@given(PROSE, st.integers(2, 40))
def test_no_line_is_wider_than_the_width(text: str, width: int) -> None:
    assert all(cell_len(text[start:end]) <= width for start, end in wrap(text, width))


@given(PLAIN, st.integers(1, 40))
@example("aaaaaaaaaa bb", 4)
def test_the_fast_path_breaks_like_the_measured_one(text: str, width: int) -> None:
    fast = [text[a:b].strip() for a, b in _wrap_single(text, width)]
    slow = [text[a:b].strip() for a, b in _wrap_mixed(text, width)]
    assert [line for line in fast if line] == [line for line in slow if line]


def test_wide_letters_break_anywhere_and_count_two_cells() -> None:
    assert wrap("北港重工", 4) == [(0, 2), (2, 4)]


def test_an_empty_text_is_one_empty_line() -> None:
    assert wrap("", 10) == [(0, 0)]


@given(PROSE, st.integers(0, 30))
def test_clipped_text_fits_and_says_when_something_is_cut(text: str, width: int) -> None:
    cut = clip(text, width)
    assert cell_len(cut) <= width
    assert cut == text or cut.endswith("…") or width == 0


@given(st.text(alphabet="ab北 ", max_size=40), st.integers(1, 30))
def test_filled_text_is_exactly_as_wide_as_asked(text: str, width: int) -> None:
    assert cell_len(fill(text, width)) == width
