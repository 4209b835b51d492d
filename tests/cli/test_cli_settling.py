"""`settle`: given claims that stand nowhere, on the command line and in plain mode."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Call


def brought(folder: Path, call: Call, quote: str) -> None:
    key = call("articles", "--jsonl").lines[0]["article"]["key"]
    (folder / "given.jsonl").write_text(
        '{"format": "reviewer.given/1"}\n' + json.dumps({"article": key, "quote": quote}) + "\n", encoding="utf-8"
    )
    assert call("import", folder / "given.jsonl").code == 3


def wrong(call: Call) -> str:
    """The words of the first claim with one put in."""
    first, *rest = call("claims", "--jsonl").lines[0]["claim"]["quote"].split()
    return " ".join([first, "purple", *rest])


def test_the_list_says_what_differs_and_what_to_do(folder: Path, call: Call) -> None:
    brought(folder, call, wrong(call))
    told = call("settle")
    assert told.code == 0
    assert "“purple” does not stand there" in told.out
    assert "--take" in told.out
    (line,) = call("settle", "--jsonl").lines
    assert line["unplaced"]["differing"] == [["purple", ""]]
    assert call("settle", "--json").json["format"] == "reviewer.unplaced/1"


def test_one_is_taken_or_dropped(folder: Path, call: Call) -> None:
    brought(folder, call, wrong(call))
    assert call("settle", "1", "--take").out.startswith("Claim added by hand")
    assert "exact words" in call("settle").out
    brought(folder, call, wrong(call) + " and more")
    assert call("settle", "1", "--drop").out.startswith("Dropped")
    assert "exact words" in call("settle").out


def test_bad_input_is_told_with_what_to_do(call: Call) -> None:
    for words in (("1",), ("--take",), ("1", "--take", "--drop"), ("7", "--drop"), ("-1", "--take")):
        answer = call("settle", *words)
        assert answer.code == 2, words
        assert answer.err.startswith("reviewer: ")
