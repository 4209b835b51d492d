"""The log file: exact bodies, one a line, and a check that finds what was changed."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviewer.errors import UsageError
from reviewer.export import check, csv_text, log_file
from reviewer.export.log_file import LogInput, LogRow
from reviewer.log import event


def given_log(example, **more):
    logs = {book.log: book.events for book in (example.own, example.other)}
    return LogInput(logs, example.setting.blob, **more)


def written(example, **more):
    return "".join(log_file.chunks("jsonl", given_log(example, **more)))


def test_every_event_stands_on_its_line_exactly_as_hashed(example):
    lines = written(example).splitlines()
    bodies = [line for line in lines if '"type":"' in line]
    assert [event.hash_of(body) for body in bodies] == [
        e.hash for book in (example.own, example.other) for e in book.events
    ]


@pytest.mark.parametrize("names", [True, False])
@pytest.mark.parametrize("private", [True, False])
def test_an_untouched_log_is_proved_whatever_is_withheld(example, names, private):
    text = written(example, names=names, private=private)
    assert [found.ok for found in check.check_file(text.encode(), "x.jsonl")] == [True, True]
    assert ("Ada Quill" in text) is names
    assert ("ask Lena again" in text) is private
    assert "kept back" not in text


@pytest.fixture(scope="module")
def lines(request):
    build = request.getfixturevalue("module_example")
    example = build()
    genesis = example.other.events[0]
    fork = event.seal(
        log=genesis.log,
        seq=2,
        prev=genesis.hash,
        at=genesis.at,
        by="d" * 32,
        via="os",
        type="undo",
        data={"undoes": [], "batch": "e" * 32},
    )
    return written(example, forks=[fork]).splitlines()


def checked(lines):
    return check.check_file(("\n".join(lines) + "\n").encode(), "x.jsonl")


def test_a_log_with_a_fork_is_proved(lines):
    assert check.worst(checked(lines)) is True


def test_every_line_taken_out_is_found(lines):
    for number in range(len(lines)):
        assert check.worst(checked(lines[:number] + lines[number + 1 :])) is False, lines[number]


def test_every_two_lines_of_events_swapped_are_found(lines):
    events = [number for number, line in enumerate(lines) if '"type":"' in line]
    for number in events[:-1]:
        moved = list(lines)
        moved[number], moved[number + 1] = moved[number + 1], moved[number]
        assert check.worst(checked(moved)) is False


def test_a_torn_file_is_found(lines):
    text = "\n".join(lines) + "\n"
    for end in range(len(text) - len(lines[-1]) - 2, len(text) - 2, 7):
        assert check.worst(check.check_file(text[:end].encode(), "x.jsonl")) is False


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_a_changed_character_is_found(lines, data):
    number = data.draw(st.integers(0, len(lines) - 1))
    place = data.draw(st.integers(0, len(lines[number]) - 1))
    char = data.draw(st.characters(min_codepoint=32, max_codepoint=126))
    changed = list(lines)
    changed[number] = lines[number][:place] + char + lines[number][place + 1 :]
    try:
        same = json.loads(changed[number]) == json.loads(lines[number]) and '"type":"' not in lines[number]
    except ValueError:
        same = False
    assert same or changed == lines or check.worst(checked(changed)) is False


def test_an_event_rewritten_is_named_by_its_number(example):
    text = written(example)
    old = example.own.events[8]
    new = event.seal(
        log=old.log, seq=old.seq, prev=old.prev, at=old.at, by="b" * 32, via=old.via, type=old.type, data=old.data
    )
    findings = check.check_file(text.replace(old.body, new.body).encode(), "x.jsonl")
    assert any(found.what == f"log {'1' * 12}, event 9" for found in findings if found.ok is False)


def test_the_table_is_for_people(example):
    rows = [
        LogRow(example.named["v1"], "person-1", "judged it supported", "“will close 12”"),
        LogRow(example.named["wrong"], "person-1", "=x", "", "undone"),
    ]
    text = "".join(log_file.chunks("csv", given_log(example, rows=rows)))
    first, second = csv_text.read(text)
    assert (first["person"], first["what"], first["hash"]) == (
        "person-1",
        "judged it supported",
        example.named["v1"].hash,
    )
    assert (second["state"], "'=x" in text) == ("undone", True)


def test_an_unknown_kind_is_a_usage_error(example):
    with pytest.raises(UsageError):
        log_file.chunks("yaml", given_log(example))
