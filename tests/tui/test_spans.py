"""Choosing words by keyboard."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.model.span import Span
from reviewer.tui.spans import Choosing, Edge, Grid, Unit

TEXT = "“We told them,” she said; the port, which is old, lost 35 metres. Nobody was hurt (so far)."
GRID = Grid.of(TEXT)


def chosen(words: str, **more: object) -> Choosing:
    at = TEXT.index(words)
    return Choosing(GRID, Span(at, at + len(words)), **more)  # type: ignore[arg-type]


def words(choosing: Choosing) -> str:
    return choosing.span.of(TEXT)


def test_the_end_moves_by_words_and_may_take_the_mark_after_a_word() -> None:
    one = chosen("the port")
    assert [words(one.moved(1)), words(one.moved(1).moved(1)), words(one.moved(-1))] == [
        "the port,",
        "the port, which",
        "the",
    ]


def test_the_beginning_moves_too() -> None:
    one = chosen("lost", edge=Edge.START)
    assert words(one.moved(-1)) == "old, lost"
    assert words(one.moved(1)) == "lost"


def test_edges_move_by_clauses_and_sentences() -> None:
    assert words(chosen("the port", unit=Unit.CLAUSE).moved(1)) == "the port, which is old"
    assert words(chosen("the port", unit=Unit.SENTENCE).moved(1)).endswith("35 metres.")
    assert words(chosen("lost", edge=Edge.START, unit=Unit.SENTENCE).moved(-1)).startswith("“We told")


def test_whole_clause_and_whole_sentence() -> None:
    assert words(chosen("is").whole(Unit.CLAUSE)) == "which is old"
    assert words(chosen("hurt").whole(Unit.SENTENCE)) == "Nobody was hurt (so far)."


def test_a_cursor_moves_a_word_until_a_beginning_is_set() -> None:
    start = Choosing.word(GRID, TEXT.index("Nobody"))
    assert start is not None
    moved = start.moved(1).moved(1)
    assert words(moved) == "hurt"
    assert words(moved.anchored().moved(1).moved(1)) == "hurt (so far"


def test_a_split_gives_two_parts_without_the_blank_between() -> None:
    one = chosen("Nobody was hurt").split()
    assert [part.of(TEXT) for part in one.parts] == ["Nobody", "was hurt"]
    assert [part.of(TEXT) for part in one.moved(1).parts] == ["Nobody was", "hurt"]
    assert [part.of(TEXT) for part in one.moved(1).moved(1).parts] == ["Nobody was", "hurt"]
    assert one.split().parts == (one.span,)


def test_a_cut_that_falls_outside_is_dropped() -> None:
    one = chosen("Nobody was hurt").split()
    shorter = one.other_edge().other_edge().moved(-1).moved(-1)
    assert shorter.edge is Edge.END
    assert shorter.cut is None


def test_tab_goes_round_the_edges() -> None:
    one = chosen("Nobody was hurt")
    assert [one.edge, one.other_edge().edge, one.other_edge().other_edge().edge] == [Edge.END, Edge.START, Edge.END]
    assert one.split().other_edge().edge is Edge.START


def test_units_go_round() -> None:
    assert [chosen("is").next_unit().unit, chosen("is").next_unit().next_unit().next_unit().unit] == [
        Unit.CLAUSE,
        Unit.WORD,
    ]


def test_a_text_without_words_has_nothing_to_choose() -> None:
    assert Choosing.word(Grid.of(" \n "), 0) is None
    assert Choosing.word(Grid.of(""), 0) is None


@given(
    st.text(alphabet="ab. ,“”()\n", max_size=60),
    st.lists(
        st.sampled_from(["moved+", "moved-", "other_edge", "next_unit", "clause", "sentence", "split", "anchored"]),
        max_size=12,
    ),
)
def test_no_key_ever_leaves_the_text_or_empties_the_span(text: str, presses: list[str]) -> None:
    grid = Grid.of(text)
    one = Choosing.word(grid, 0)
    for press in presses if one else []:
        assert one is not None
        one = {
            "moved+": lambda c: c.moved(1),
            "moved-": lambda c: c.moved(-1),
            "clause": lambda c: c.whole(Unit.CLAUSE),
            "sentence": lambda c: c.whole(Unit.SENTENCE),
        }.get(press, lambda c, name=press: getattr(c, name)())(one)
        assert 0 <= one.span.start < one.span.end <= len(text)
        assert all(part.of(text).strip() for part in one.parts)
        assert one.cut is None or one.span.start < one.cut < one.span.end


@pytest.mark.parametrize("edge", list(Edge))
def test_moving_to_a_place_keeps_a_span(edge: Edge) -> None:
    one = chosen("the port, which", edge=edge, cut=TEXT.index("which") if edge is Edge.CUT else None)
    for offset in range(0, len(TEXT), 5):
        moved = one.moved_to(offset)
        assert moved.span.start < moved.span.end


@pytest.mark.parametrize(
    ("selected", "expected"),
    [("old, lo", "old, lost"), ("ost 3", "lost 35"), (" lost ", "lost"), ("“W", "We"), ("ort", "port")],
)
def test_a_selection_takes_the_words_that_it_touches(selected: str, expected: str) -> None:
    at = TEXT.index(selected)
    picked = Choosing.picked(GRID, Span(at, at + len(selected)))
    assert picked is not None
    assert words(picked) == expected
    assert picked.edge is Edge.END


def test_a_selection_without_words_chooses_nothing() -> None:
    assert Choosing.picked(Grid.of("one  two"), Span(3, 4)) is None
    assert Choosing.picked(Grid.of(""), Span(0, 1)) is None


@given(st.integers(0, len(TEXT) - 1), st.integers(1, len(TEXT)))
def test_whatever_is_selected_begins_and_ends_with_a_word(start: int, size: int) -> None:
    picked = Choosing.picked(GRID, Span(start, min(len(TEXT), start + size)))
    if picked is not None:
        assert picked.span.start in {word.start for word in GRID.words}
        assert picked.span.end in {word.end for word in GRID.words}
