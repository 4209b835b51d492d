"""What is printed: safe for a terminal, aligned, one shape of JSON."""

from __future__ import annotations

import json
import os
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.cli import output
from reviewer.errors import ReviewerError
from reviewer.model.quantity import Bound, Quantity
from reviewer.model.span import Span
from reviewer.text.visible import visible
from reviewer.workspace.views import Filter, Progress

ANY = st.text(st.characters(), max_size=60)


@given(ANY)
def test_json_comes_back_whole_and_no_terminal_obeys_it(text: str):
    line = output.dumped({"text": text})
    assert json.loads(line) == {"text": text}
    assert visible(line, line=True) == line
    line.encode("utf-8")


@given(ANY, st.integers(1, 40))
def test_a_cut_text_fits(text: str, width: int):
    safe = output.one(text)
    assert output.cells(output.cut(safe, width)) <= max(width, 1)


def test_a_text_that_fits_is_not_cut():
    assert output.cut("Engineers", 9) == "Engineers"
    assert output.cut("Engineers", 8) == "Enginee…"


def test_wide_characters_take_two_cells():
    assert output.cells("堤坝") == 4
    assert output.cells("e\u0301") == 1


def test_a_table_is_aligned_and_hostile_cells_are_shown(capsys: pytest.CaptureFixture[str]):
    output.table([("1", "short", "a\x1b[2Jb"), ("10", "much longer", "two\nlines")])
    lines = capsys.readouterr().out.splitlines()
    assert lines == ["1   short        a␛[2Jb", "10  much longer  two␊lines"]


def test_nothing_is_cut_where_no_terminal_reads(capsys: pytest.CaptureFixture[str]):
    output.table([("1", "x" * 500)])
    output.paragraph("word " * 200)
    assert [len(line) for line in capsys.readouterr().out.splitlines()] == [503, 1000]


def test_a_narrow_terminal_wraps_and_cuts(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(output, "columns", lambda: 40)
    output.table([("1.2", "open", "word " * 40)])
    output.paragraph("says      " + "word " * 40, 2, 10)
    assert all(len(line) <= 40 for line in capsys.readouterr().out.splitlines())


def test_views_have_every_field_in_json():
    progress = output.plain(Progress("reading", 1, 2))
    assert progress == {"what": "reading", "done": 1, "total": 2, "seconds_left": None}
    assert output.plain(Filter())["statuses"] == []
    quantity = output.plain(Quantity(Span(1, 3), Decimal(5500), Bound.MORE_THAN))
    assert quantity["span"] == [1, 3]
    assert quantity["value"] == "5500"
    assert quantity["bound"] == "more_than"
    json.dumps(quantity)


def test_errors_say_what_was_kept_and_what_to_do_next():
    error = ReviewerError("no room\x1b[0m", kept="the verdict in the form", next_step="make room")
    assert output.error_lines(error, as_json=False) == (
        "reviewer: no room␛[0m\n  kept: the verdict in the form\n  next: make room"
    )
    told = json.loads(output.error_lines(error, as_json=True))["error"]
    assert told == {"code": "error", "what": "no room\x1b[0m", "kept": "the verdict in the form", "next": "make room"}


@pytest.mark.parametrize(("number", "words"), [(1, "1 copy"), (2, "2 copies"), (0, "0 copies"), (1200, "1,200 copies")])
def test_counts_read_well(number: int, words: str):
    assert output.count(number, "copy", "copies") == words


def test_the_width_of_a_pipe_is_none(monkeypatch: pytest.MonkeyPatch):
    read, write = os.pipe()
    with os.fdopen(write, "w") as pipe:
        monkeypatch.setattr("sys.stdout", pipe)
        assert output.columns() is None
    os.close(read)
