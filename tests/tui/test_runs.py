"""Runs and lines: nothing is lost, nothing dangerous comes through."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reviewer.tui.runs import Line, Run, clipped, cut, dump, flow, joined, line, run, spread

WORDS = st.lists(st.sampled_from(["two", "of", "the", "six", "berths", "“quoted”", "北港"]), min_size=1, max_size=20)


@given(WORDS, st.integers(8, 40), st.integers(0, 4), st.integers(0, 6))
def test_flowing_keeps_every_word_in_order(words: list[str], width: int, indent: int, hang: int) -> None:
    lines = flow(
        [Run(word + " ", "strong" if i % 2 else "plain") for i, word in enumerate(words)],
        width,
        indent=indent,
        hang=hang,
    )
    assert "".join(dump(lines).split()) == "".join(words)
    assert all(each.cells <= width for each in lines)


def test_roles_stay_with_their_words_over_a_break() -> None:
    lines = flow([Run("one two ", "plain"), Run("three four", "bad")], 9)
    assert [[tuple(r) for r in each.runs] for each in lines] == [
        [("one two", "plain")],
        [("three", "bad")],
        [("four", "bad")],
    ]


def test_an_indent_and_a_hanging_indent_differ() -> None:
    assert (
        dump(flow([Run("label  some words that go on")], 16, indent=1, hang=4))
        == " label  some\n    words that\n    go on"
    )


def test_lines_left_out_are_told_by_an_ellipsis() -> None:
    assert dump(flow([Run("one two three four five six")], 9, most=2)) == "one two\nthree…"


def test_hostile_text_cannot_get_into_a_run() -> None:
    hostile = "a\x1b[31mb\x07\x9b2J\u202ec\u200bd\ne\x7f"
    made = run(hostile).text
    assert len(made) == len(hostile)
    assert not set(made) & set("\x1b\x07\x9b\u202e\u200b\n\x7f")


def test_clipping_keeps_what_fits() -> None:
    whole = line(Run("abc", "strong"), Run("defgh"))
    assert clipped(whole, 8) is whole
    assert clipped(whole, 5).text == "abcd…"
    assert clipped(Line((Run("ab"),)), 8, ellipsis=True).text == "ab…"


def test_two_ends_of_a_line_leave_the_right_one_whole() -> None:
    assert spread(line("a long left side"), line("right"), 12).text == "a lon… right"
    assert spread(line("left"), line("right"), 12).text == "left   right"


def test_cutting_takes_code_points_with_their_roles() -> None:
    assert cut([Run("abc", "x"), Run("def", "y")], 2, 5) == [Run("c", "x"), Run("de", "y")]


def test_joining_leaves_empty_groups_out() -> None:
    assert "".join(r.text for r in joined([[Run("a")], [], [Run("b")]], Run("-"))) == "a-b"
