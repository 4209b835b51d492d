"""What a file from elsewhere brings, and what it does not."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviewer.errors import InputError
from reviewer.export import claims_file, log_file, records
from reviewer.export.draft import plain
from reviewer.export.importing import read_file
from reviewer.export.inputs import RecordInput
from reviewer.log import words
from reviewer.model.claim import ClaimKind
from reviewer.model.verdict import About, Stance, Value


def written(example, kind="json", **options):
    draft = example.draft(**options)
    return "".join(claims_file.chunks(kind, draft, example.proof(draft))).encode()


@pytest.mark.parametrize("kind", ["yaml", "json", "jsonl"])
def test_an_unedited_file_brings_its_events_and_words_and_states_nothing(example, kind):
    taken = read_file(written(example, kind), f"x.{kind}")
    assert (taken.stated, taken.given, taken.refused) == ((), (), ())
    assert {example.named[name] for name in ("v1", "adjudicated", "given", "wrong")} <= set(taken.events)
    assert all(words.sha(body) == sha for sha, body in taken.blobs.items())
    assert [(event.log, event.seq) for event in taken.events] == sorted(
        (event.log, event.seq) for event in taken.events
    )


def test_names_and_private_notes_come_only_from_a_file_that_has_them(example):
    for names in (True, False):
        taken = read_file(written(example, names=names), "x.json")
        assert any(body.endswith(b"\nAda Quill") for body in taken.blobs.values()) is names


def test_a_verdict_edited_by_hand_is_stated_not_done(example):
    value = json.loads(written(example, names=True))
    entry = value["claims"][0]["verdicts"][1]
    entry |= {"value": "Supported", "rationale": "I was wrong."}
    taken = read_file(json.dumps(value).encode(), "x.json")
    (stated,) = taken.stated
    assert (stated.at.claim, stated.value, stated.about, stated.rationale) == (
        value["claims"][0]["claim"],
        Value.SUPPORTED,
        About.CONTENT,
        "I was wrong.",
    )
    assert (stated.name, stated.actor, stated.cites) == ("Bo Ferris", "b" * 32, entry["event"])
    assert stated.evidence[0].stance is Stance.REFUTES
    assert (stated.at.article_key, stated.at.quote) == ("articles/harbour.txt", value["claims"][0]["quote"])


def test_a_verdict_put_in_by_hand_is_stated_by_the_name_it_bears(example):
    value = json.loads(written(example))
    value["claims"][2]["verdicts"].append(
        {"person": "Eve Stone", "value": "refuted", "evidence": [{"kind": "fax", "url": "x"}]}
    )
    (stated,) = read_file(json.dumps(value).encode(), "x.json").stated
    assert (stated.name, stated.actor, stated.cites, stated.evidence[0].url) == ("Eve Stone", None, "", "x")
    assert stated.place == "claims[2].verdicts[1]"


def test_a_verdict_with_a_value_that_we_do_not_know_is_refused(example):
    value = json.loads(written(example))
    value["claims"][0]["verdicts"][0]["value"] = "mostly true"
    taken = read_file(json.dumps(value).encode(), "x.json")
    assert [(refused.place, "mostly true" in refused.reason) for refused in taken.refused] == [
        ("claims[0].verdicts[0]", True)
    ]


def test_an_event_that_was_changed_is_refused_and_its_verdict_stated(example):
    text = written(example).decode()
    event = example.named["v2"]
    body = json.dumps(event.body)[1:-1]
    taken = read_file(text.replace(body, body.replace("content", "contend")).encode(), "x.json")
    assert [refused.reason for refused in taken.refused] == ["its body was changed"]
    assert [stated.cites for stated in taken.stated] == [""]
    assert event not in taken.events


def test_words_that_no_event_names_do_not_enter(example):
    value = json.loads(written(example))
    blob = words.salted("smuggled", "0" * 32)
    value["proof"]["blobs"][words.sha(blob)] = blob.decode()
    value["proof"]["blobs"]["0" * 64] = "no such digest"
    assert not any(
        b"smuggled" in body or b"no such" in body
        for body in read_file(json.dumps(value).encode(), "x.json").blobs.values()
    )


def test_a_log_file_brings_all_its_events(example):
    logs = {book.log: book.events for book in (example.own, example.other)}
    text = "".join(log_file.chunks("jsonl", log_file.LogInput(logs, example.setting.blob, names=True)))
    taken = read_file(text.encode(), "x.jsonl")
    assert (taken.kind, len(taken.events), taken.refused) == ("log", sum(map(len, logs.values())), ())
    assert any(body.endswith(b"Cy Marsh") for body in taken.blobs.values())


def test_extracted_claims_come_as_given_claims(example):
    one = example.inputs[0]
    alone = records.extracted(RecordInput(one.claim, one.anchor, one.article, one.version))
    for kind in ("yaml", "json", "jsonl"):
        text = "".join(claims_file.chunks(kind, plain([alone], "t")))
        (claim,) = read_file(text.encode(), f"x.{kind}").given
        assert (claim.article, claim.quote, claim.claimant, claim.span) == (
            "articles/harbour.txt",
            one.claim.quote,
            "Lena Moor",
            one.claim.span,
        )


def test_given_claims_are_read_line_by_line():
    lines = [
        {"format": "reviewer.given/1", "program": "other"},
        {"article": "a.txt", "quote": "It rained.", "claimant": "the mayor", "kind": "quoted_fact", "id": "7"},
        {"article": "a.txt"},
        {"article": "a.txt", "quote": "half \ud800", "kind": "wrong", "text": 5},
    ]
    for text in (lines, lines[1:]):
        taken = read_file("\n".join(map(json.dumps, text)).encode(), "x.jsonl")
        if text is lines:
            assert [refused.place for refused in taken.refused] == ["line 3"]
        first, second = taken.given
        assert (first.article, first.quote, first.claimant, first.kind, first.id) == (
            "a.txt",
            "It rained.",
            "the mayor",
            ClaimKind.QUOTED_FACT,
            "7",
        )
        assert (second.quote, second.kind, second.text) == ("half ?", ClaimKind.FACT, "")


def test_verdicts_of_a_table_come_back_as_stated(example):
    text = "".join(claims_file.chunks("csv", example.draft(decided=False)))
    taken = read_file(text.encode(), "x.csv")
    assert [(stated.value, stated.about) for stated in taken.stated] == [
        (Value.CONFLICTING, About.CONTENT),
        (Value.SUPPORTED, About.CONTENT),
        (Value.SUPPORTED, About.ATTRIBUTION),
        (Value.NOT_A_CLAIM, About.CONTENT),
    ]
    assert taken.stated[0].at.span == example.inputs[0].claim.span
    assert taken.stated[0].at.quote == example.inputs[0].claim.quote


def test_what_is_no_file_of_ours_is_an_input_error():
    for data in (b"hello", b'{"format":"reviewer.claims/9"}', b"\xff", b'{"a":1}\n5\n', b'{"format":"other/1"}'):
        with pytest.raises(InputError):
            read_file(data, "x")


@settings(max_examples=120, deadline=None)
@given(data=st.data())
def test_no_file_makes_the_reader_fail_otherwise(texts, data):
    kind = data.draw(st.sampled_from(sorted(texts)))
    raw = bytearray(texts[kind])
    for _ in range(data.draw(st.integers(1, 3))):
        place = data.draw(st.integers(0, len(raw) - 1))
        raw[place : place + data.draw(st.integers(0, 9))] = data.draw(st.binary(max_size=4))
    try:
        taken = read_file(bytes(raw), f"x.{kind}")
    except InputError:
        return
    assert set(taken.events) <= set(read_file(texts[kind], f"x.{kind}").events)


@pytest.fixture(scope="module")
def texts(request):
    build = request.getfixturevalue("module_example")
    return {kind: written(build(), kind) for kind in ("yaml", "json", "jsonl", "csv")}
