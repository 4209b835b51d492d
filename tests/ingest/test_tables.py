from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.errors import InputError
from reviewer.ingest import Row, read, read_table
from reviewer.model.article import Origin
from reviewer.model.ids import digest

COLUMNS = {"text": "body", "title": "head", "publisher": "outlet", "date": "day", "url": "link", "id": "no"}
CSV = """\
no,outlet,day,head,link,body
a1,Porthale Post,2024-03-05,Ferry stops,https://post.example/1,"The line closed, it said.
Nobody was asked."
,Tide Ticker,5 March 2024,,https://ticker.example/2,Boats left.
,,yesterday,,,Herring is cheap.
"""


def rows(raw: str | bytes, name: str = "rows.csv", columns: dict[str, str] | None = None) -> list[Row]:
    return list(read_table(raw.encode() if isinstance(raw, str) else raw, name, columns or COLUMNS))


def test_rows_of_csv_become_articles_with_their_columns() -> None:
    first, second, third = rows(CSV)
    assert (first.key, first.line, first.text) == ("a1", 2, "The line closed, it said.\nNobody was asked.")
    assert first.metadata.known() == {
        "title": "Ferry stops",
        "publisher": "Porthale Post",
        "date": "2024-03-05",
        "url": "https://post.example/1",
    }
    assert set(first.metadata.origins.values()) == {Origin.ARTICLE}
    assert (second.key, second.line, second.metadata.date) == ("https://ticker.example/2", 4, "2024-03-05")
    assert third.key == f"text:{digest(b'Herring is cheap.')}"
    assert third.line == 5
    assert (third.metadata.date, third.remarks) == (None, ("its date is not understood: yesterday",))


def test_the_bytes_of_a_row_are_read_like_a_file() -> None:
    row = rows(CSV)[0]
    reading = read(row.raw, "row.txt", media="plain")
    assert (reading.text, reading.reader) == (row.text, "plain")


def test_json_lines_give_the_same_articles() -> None:
    record = {"no": 7, "outlet": "Post", "day": "2024-03-05", "head": "Ferry stops", "link": None, "body": "It closed."}
    (row,) = rows(json.dumps(record) + "\n\n", "rows.jsonl")
    assert (row.key, row.text, row.line) == ("7", "It closed.", 1)
    assert row.metadata.known() == {"title": "Ferry stops", "publisher": "Post", "date": "2024-03-05"}


def test_a_table_can_name_files() -> None:
    (row,) = rows("file,outlet\narticles/a.txt,Post\n", columns={"path": "file", "publisher": "outlet"})
    assert (row.key, row.path, row.text, row.raw) == ("articles/a.txt", "articles/a.txt", None, b"")


@pytest.mark.parametrize("separator", [";", "\t"])
def test_other_separators_are_seen(separator: str) -> None:
    (row,) = rows(f"no{separator}body\n1{separator}It closed, they said.\n", columns={"text": "body", "id": "no"})
    assert (row.key, row.text) == ("1", "It closed, they said.")


def test_rows_that_give_no_article_are_told_and_the_others_go_on() -> None:
    found = rows("no,body\n1,It closed.\n2, \n1,Again.\n3,Boats left.\n", columns={"text": "body", "id": "no"})
    assert [(row.line, row.problem) for row in found] == [
        (2, ""),
        (3, "neither text nor path"),
        (4, "the same article as in line 2: 1"),
        (5, ""),
    ]


def test_lines_that_are_no_json_are_told_and_the_others_go_on() -> None:
    raw = '{"body": "One."}\n{"body": \n[1]\n' + "[" * 5000 + '\n{"body": "Two."}\n'
    found = rows(raw, "rows.jsonl", {"text": "body"})
    assert [row.problem for row in found] == ["", "not a line of JSON", "not a JSON object", "not a line of JSON", ""]


@pytest.mark.parametrize(
    ("columns", "raw", "words"),
    [
        ({"text": "story"}, "no,body\n", "no column 'story'; it has: no, body"),
        ({"text": "body"}, "", "no column 'body'; it has: none"),
        ({"title": "head"}, "head\n", "needs a column for text or path"),
        ({"text": "body", "mood": "x"}, "body\n", "no 'mood' of an article"),
    ],
)
def test_a_table_without_a_named_column_is_refused(columns: dict[str, str], raw: str, words: str) -> None:
    with pytest.raises(InputError, match=words):
        rows(raw, columns=columns)


def test_half_a_surrogate_pair_and_nul_do_not_get_in() -> None:
    (row,) = rows('{"body": "It\\u0000 closed \\ud800."}\n', "rows.jsonl", {"text": "body"})
    assert row.text == "It closed \ufffd."
    assert row.raw == "It closed \ufffd.".encode()


def test_a_broken_quote_ends_the_table_with_a_word() -> None:
    found = rows('body\nIt closed.\n"It left', columns={"text": "body"})
    assert found[0].problem == ""
    assert "not a row of a table" in found[1].problem


@given(st.binary(max_size=200), st.sampled_from(["t.csv", "t.jsonl", "t.tsv"]))
def test_any_bytes_are_rows_or_refused(raw: bytes, name: str) -> None:
    try:
        found = rows(b"body\n" + raw, name, {"text": "body"})
    except InputError:
        return
    assert all(row.problem or row.text for row in found)
