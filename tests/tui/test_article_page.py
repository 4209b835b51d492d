"""The article on the page: exact places, marks, and the claim one third from the top."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviewer.model.article import BlockClass
from reviewer.model.span import Span
from reviewer.model.verdict import Value
from reviewer.text.visible import visible
from reviewer.tui.layout import MEASURE
from reviewer.tui.show.article import MARGIN, Focus, Overlay, Page, overlays_of, painted
from reviewer.tui.show.margin_map import MarginMap
from reviewer.tui.signs import ASCII, UNICODE
from tests.tui.fake_desk import FakeDesk, part_of

DESK = FakeDesk()
STORM = DESK.text(next(iter(DESK.texts)))


def page(width: int = 60) -> Page:
    return Page(STORM, width)


def lit(made: Page, focus: Focus, role: str) -> str:
    """All text that bears a role, lines joined by one blank where a line was broken."""
    found = []
    for row in range(len(made.lines)):
        words = "".join(r.text for r in made.paint(row, focus, UNICODE).runs if role in r.role.split())
        if words:
            found.append(words)
    return " ".join(found)


@given(st.data(), st.integers(20, 120))
@settings(max_examples=60)
def test_any_span_is_lit_up_with_exactly_its_words(data: st.DataObject, width: int) -> None:
    start = data.draw(st.integers(0, len(STORM.text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(STORM.text))))
    made = Page(STORM, width)
    shown = lit(made, Focus(span, (Overlay(span.start, span.end, "span"),)), "span")
    assert "".join(shown.split()) == "".join(span.of(STORM.text).split())


@given(st.text(alphabet="ab \n\u202e\x1b北\u0301", min_size=1, max_size=80), st.integers(12, 40))
def test_lines_cover_every_code_point_but_white_space(text: str, width: int) -> None:
    made = Page(replace(STORM, text=text, blocks=(), marks=()), width)
    covered = {i for start, end in made.lines for i in range(start, end)}
    assert {i for i, char in enumerate(visible(text)) if not char.isspace()} <= covered


def test_prose_is_never_wider_than_the_measure() -> None:
    made = Page(STORM, 300)
    assert max(end - start for start, end in made.lines) <= MEASURE


def test_numbers_in_the_claim_are_underlined_inside_it() -> None:
    claim = DESK.items[DESK.by["storm.berths"]].claim
    overlays = (
        Overlay(claim.span.start, claim.span.end, "span"),
        *overlays_of((q.span for q in claim.quantities), "number"),
    )
    made = page()
    focus = Focus(claim.span, overlays, claim.id)
    assert lit(made, focus, "span") == claim.quote
    assert lit(made, focus, "number") == "two of the six berths"


def test_other_claims_are_underlined_and_this_one_is_not() -> None:
    claim = DESK.items[DESK.by["storm.boats"]].claim
    focus = Focus(claim.span, (Overlay(claim.span.start, claim.span.end, "span"),), claim.id)
    others = lit(page(100), focus, "other")
    assert "closed two of the six berths at Brennick harbour" in others
    assert "140 moored boats" not in others
    assert not lit(page(100), replace(focus, others=False), "other")


def test_what_gives_no_claims_is_dim() -> None:
    dim = lit(page(), Focus(), "dim")
    assert "Reporting by Ilse Marrant" in dim
    assert "five best beaches" in dim
    assert "breakwater" not in dim


def test_the_margin_marks_the_lines_of_the_claim_and_judged_claims() -> None:
    claim = DESK.items[DESK.by["storm.passengers"]].claim
    marks = tuple(replace(m, value=Value.REFUTED) if m.id == claim.id else m for m in STORM.marks)
    made = Page(replace(STORM, marks=marks), 60)
    first, last = made.rows_of(claim.span)
    rows = [made.paint(row, Focus(claim.span), UNICODE).text[:MARGIN] for row in range(first - 1, last + 2)]
    assert rows[0] == rows[-1] == "   "
    assert rows[1] == "▐✗ "
    assert set(rows[2:-1]) == {"▐  "}
    assert made.paint(first, Focus(claim.span), ASCII).text[:2] == "|x"


def test_blank_lines_are_drawn_once() -> None:
    made = Page(replace(STORM, text="one\n\n\n\ntwo\n\n", blocks=(), marks=()), 40)
    assert made.lines == [(0, 3), (4, 4), (7, 10)]


def test_a_cell_leads_back_to_its_code_point() -> None:
    made = Page(replace(STORM, text="ab 北港 cd", blocks=(), marks=()), 40)
    assert [made.offset_at(0, MARGIN + cell) for cell in (0, 3, 4, 5, 7)] == [0, 3, 3, 4, 5]
    assert made.offset_at(0, 0) is None
    assert made.offset_at(0, 39) is None
    assert made.offset_at(9, MARGIN) is None


def test_the_line_below_is_found_past_blank_lines() -> None:
    made = Page(replace(STORM, text="abc def\n\nghi jkl", blocks=(), marks=()), 40)
    assert made.beside(4, 1) == 13
    assert made.beside(13, -1) == 4
    assert made.beside(13, 1) is None


def test_the_shortest_claim_under_a_place_is_found() -> None:
    span = DESK.items[DESK.by["storm.boats"]].claim.span
    found = page().claim_at(span.start + 3)
    assert found is not None
    assert found.id == DESK.by["storm.boats"]


def test_the_lines_of_a_long_text_are_lent_to_the_next_page() -> None:
    first = page()
    again = Page(replace(STORM, marks=()), 60)
    assert again.lines is first.lines
    assert Page(STORM, 61).lines is not first.lines


def test_headlines_are_strong_and_stay_plain_text() -> None:
    assert STORM.blocks[0].cls is BlockClass.HEADLINE
    assert "Storm closes two berths" in lit(page(), Focus(), "strong")


@pytest.mark.parametrize("role", ["span", "edge"])
def test_an_underline_gives_way_to_the_claim(role: str) -> None:
    runs = painted("abc", 0, 3, [Overlay(0, 3, "other"), Overlay(0, 2, role)])
    assert [tuple(r) for r in runs] == [("ab", role), ("c", "other")]


@given(st.data(), st.integers(20, 120), st.integers(0, 300))
@settings(max_examples=60)
def test_a_part_of_an_article_is_painted_as_the_whole_paints_it(data: st.DataObject, width: int, near: int) -> None:
    mark = data.draw(st.sampled_from(STORM.marks))
    part = Page(part_of(STORM, mark.span, near), width)
    whole = Page(STORM, width)
    focus = Focus(mark.span, overlays_of([mark.span], "span"), mark.id)
    first = whole.line_of(part.lines[0][0])
    assert part.lines == whole.lines[first : first + len(part.lines)]
    for row in range(len(part.lines)):
        assert part.paint(row, focus, UNICODE) == whole.paint(first + row, focus, UNICODE)
    assert set(range(*part.rows_of(mark.span))) <= {*range(len(part.lines))}


@given(st.data(), st.integers(20, 120), st.integers(1, 40))
@settings(max_examples=60)
def test_verdicts_taken_up_one_by_one_look_like_a_page_laid_out_anew(
    data: st.DataObject, width: int, height: int
) -> None:
    article = STORM
    made = Page(article, width)
    margin = MarginMap(made, height)
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(article.marks) - 1))
        mark = replace(article.marks[at], value=data.draw(st.sampled_from([None, *Value])))
        article = replace(article, marks=(*article.marks[:at], mark, *article.marks[at + 1 :]))
        judged = made.remark(article)
        assert judged is not None
        margin.remark(judged)
    anew = Page(article, width)
    fresh = MarginMap(anew, height)
    for row in range(len(anew.lines)):
        assert made.paint(row, Focus(), UNICODE) == anew.paint(row, Focus(), UNICODE)
    for row in range(height):
        assert margin.paint(row, 0, None, UNICODE) == fresh.paint(row, 0, None, UNICODE)


def test_a_page_takes_up_nothing_but_verdicts() -> None:
    made = page()
    assert made.remark(replace(STORM, marks=STORM.marks[1:])) is None
    assert made.remark(replace(STORM, text=STORM.text + "x")) is None
    assert made.remark(replace(STORM, blocks=STORM.blocks[1:])) is None
    moved = replace(STORM.marks[0], span=Span(0, 1))
    assert made.remark(replace(STORM, marks=(moved, *STORM.marks[1:]))) is None
    assert made.article == STORM
