"""CSV that a spreadsheet shows and does not compute."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.errors import InputError
from reviewer.export import csv_text
from reviewer.text.visible import visible

cells = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=12),
    st.sampled_from(
        [
            "=1+1",
            "+1",
            "-1",
            "@x",
            "\tx",
            "\rx",
            "\nx",
            "'=1",
            "''=1",
            "'",
            "＝1",
            'a"b',
            "a,b",
            "a\nb",
            "\0=1",
            "\x1b[31m",
            "\u202e",
        ]
    ),
)


@given(st.lists(cells, min_size=1, max_size=4))
def test_no_cell_begins_what_a_spreadsheet_computes(row):
    text = "".join(csv_text.chunks([row]))
    for cell in next(csv.reader(io.StringIO(text.removeprefix(csv_text.BOM), newline=""))):
        assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"))
        assert visible(cell) == cell


@given(st.lists(st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=9), min_size=2, max_size=4))
def test_what_is_written_reads_back(row):
    names = [f"c{n}" for n in range(len(row))]
    text = "".join(csv_text.chunks([names, row]))
    assert csv_text.read(text) == [dict(zip(names, row, strict=True))]


def test_line_ends_inside_cells_are_one_kind_and_nul_is_dropped():
    assert csv_text.guarded("a\r\nb\rc\0d") == "a\nb\ncd"


def test_raw_leaves_cells_as_they_are_but_for_nul():
    assert "".join(csv_text.chunks([["=1\0", "\x1b"]], raw=True)) == "\ufeff=1,\x1b\r\n"


@pytest.mark.parametrize("text", ["a,a\n1,2\n", "a,b\n1\n", 'a\n"x\n'])
def test_what_is_no_table_is_refused(text):
    with pytest.raises(InputError):
        csv_text.read(text)
