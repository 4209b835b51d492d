from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reviewer.text.visible import MAX_MARKS, code_points, visible

HOSTILE = st.text(
    alphabet=st.one_of(
        st.characters(),
        st.characters(categories=["Cc", "Cf", "Zl", "Zp", "Mn", "Me"]),
        st.sampled_from("\x1b\x9b\x07\x08\r\n\t\u202e\u2066\u200b\ufeff\U000e0041\ufe0f\u3164"),
    )
)
NEVER_SHOWN = {"Cc", "Cf", "Cs", "Zl", "Zp"}


@given(HOSTILE, st.booleans())
@example("\ud800", False)
def test_length_stays_and_nothing_hidden_or_obeyed_gets_through(text: str, line: bool) -> None:
    shown = visible(text, line=line)
    assert len(shown) == len(text)
    left = {c for c in shown if unicodedata.category(c) in NEVER_SHOWN}
    assert left <= (set() if line else {"\n"})
    shown.encode("utf-8")


@given(HOSTILE)
def test_what_is_visible_stays_as_it_is(text: str) -> None:
    assert visible(visible(text)) == visible(text)


@given(HOSTILE)
def test_code_points_name_every_replaced_character(text: str) -> None:
    shown = visible(text)
    told = dict(code_points(text))
    replaced = {i for i, (a, b) in enumerate(zip(text, shown, strict=True)) if a != b and a != "\t"}
    assert set(told) == replaced
    assert all(told[i] == f"U+{ord(text[i]):04X}" for i in replaced)


def test_every_code_point_of_a_hidden_category_is_replaced() -> None:
    """The list in the module is written out so that importing costs nothing; this holds it against unicodedata."""
    hidden = [chr(c) for c in range(0x110000) if unicodedata.category(chr(c)) in NEVER_SHOWN and c != 0x0A]
    assert [hex(ord(c)) for c in hidden if visible(c) == c] == []


def test_every_combining_mark_is_thinned_out() -> None:
    marks = [chr(c) for c in range(0x110000) if unicodedata.category(chr(c)) in ("Mn", "Me")]
    assert [hex(ord(m)) for m in marks if visible(m) == m] == []
    assert [hex(ord(m)) for m in marks if visible("x" + m * 50).count(m) > MAX_MARKS] == []


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b]0;title\x07", "␛]0;title␇"),
        ("a\tb\r\n", "a b␍\n"),
        ("\x7f\x9b31m", "␡\ufffd31m"),
        ("in\u202eofni", "in\ufffdofni"),
        ("one\u2028two", "one␤two"),
        ("e\u0301te\u0301", "e\u0301te\u0301"),
        ("\u0301e", "\ufffde"),
        ("[bold]x[/] “quote” – 中文 Привет", "[bold]x[/] “quote” – 中文 Привет"),
    ],
)
def test_what_each_kind_is_shown_as(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_a_newline_stays_in_prose_and_is_a_sign_in_a_line() -> None:
    assert visible("a\nb") == "a\nb"
    assert visible("a\nb", line=True) == "a␊b"


def test_ten_thousand_marks_do_not_stack() -> None:
    shown = visible("a" + "\u0336" * 10_000 + "b")
    assert shown.count("\u0336") == MAX_MARKS
    assert len(shown) == 10_002
