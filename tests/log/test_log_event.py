"""Bodies: what is sealed, what is read, and what is refused (docs/log.md, sections 1 and 4)."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from reviewer.errors import TamperedError, UsageError
from reviewer.log import event, types
from reviewer.log.kinds import KEPT, PLAIN, PRIVATE, VALUE, WORDS
from reviewer.log.subjects import concerns, references, subject_of
from reviewer.model.article import BlockClass
from reviewer.model.claim import ClaimKind
from reviewer.model.verdict import About, Role, Value
from tests.log.world import claim, hex_of, one_of_each

SPEC = Path(__file__).resolve().parents[2] / "docs" / "log.md"


ALL = one_of_each()


def changed(made: event.Event, /, **fields) -> str:
    """The body of `made` with other fields, written canonically."""
    return json.dumps({**json.loads(made.body), **fields}, sort_keys=True, separators=(",", ":"))


def with_data(name: str, /, **fields) -> str:
    return changed(ALL[name], data={**ALL[name].data, **fields})


def test_there_is_one_of_each():
    assert ALL.keys() == types.TYPES.keys()


@pytest.mark.parametrize("name", types.TYPES)
def test_what_was_sealed_is_read_as_it_was(name):
    made = ALL[name]
    again = event.read(made.body)
    assert again == made
    assert (again.log, again.seq, again.prev, again.by, again.type, again.data) == (
        made.log, made.seq, made.prev, made.by, made.type, made.data,
    )  # fmt: skip
    assert event.stored(made.body, made.hash).data == made.data
    assert made.body.isascii()


@pytest.mark.parametrize("name", types.TYPES)
def test_every_field_must_be_there_and_no_other(name):
    data = dict(ALL[name].data)
    for field in types.TYPES[name].fields:
        less = {key: value for key, value in data.items() if key != field}
        with pytest.raises(TamperedError, match=f"'{field}' is missing"):
            event.read(changed(ALL[name], data=less))
    with pytest.raises(TamperedError, match="'colour' is not one of its fields"):
        event.read(with_data(name, colour="red"))


@pytest.mark.parametrize("name", types.TYPES)
def test_every_field_refuses_what_is_not_its_kind_and_is_named(name):
    for field in types.TYPES[name].fields:
        for wrong in (-1, "\u0663", [None], {"a": 1}):
            if types.TYPES[name].fields[field].fits(wrong):
                continue
            with pytest.raises(TamperedError, match=f"'{field}' expects"):
                event.read(with_data(name, **{field: wrong}))


def test_the_hash_covers_prefix_and_body():
    made = ALL["genesis"]
    assert made.hash == event.hash_of(made.body)
    # sha256 of "reviewer-event/1", a newline and "{}", as `sha256sum` gives it
    assert event.hash_of("{}") == "cf095efa98165e9fec684f7a8f1781e7d92c53977af5605d94812387fe756487"


@pytest.mark.parametrize(
    "fields",
    [
        {"at": "2026-02-30T00:00:00.000000Z"},
        {"at": "2026-03-01T00:00:00Z"},
        {"at": "2026-03-01T00:00:00.000000+00:00"},
        {"at": "２026-03-01T00:00:00.000000Z"},
        {"by": "A" * 32},
        {"by": "a" * 31},
        {"log": "a" * 33},
        {"prev": "a" * 63},
        {"prev": event.ZEROS},
        {"seq": 0},
        {"seq": True},
        {"seq": 1},
        {"v": 0},
        {"via": "post"},
        {"type": "Verdict"},
        {"type": "genesis"},
        {"data": []},
        {"extra": 1},
    ],
)
def test_a_body_with_another_frame_is_refused(fields):
    with pytest.raises(TamperedError):
        event.read(changed(ALL["verdict"], **fields))


def test_the_first_event_is_a_genesis_after_zeros():
    with pytest.raises(TamperedError):
        event.read(changed(ALL["genesis"], prev="a" * 64))
    with pytest.raises(TamperedError):
        event.read(changed(ALL["genesis"], seq=2, prev="a" * 64))


@pytest.mark.parametrize(
    ("name", "fields", "words"),
    [
        ("verdict", {"span": [1, 9]}, "'claim' is not the id"),
        ("verdict", {"carried": [[0, 9]]}, "own span"),
        ("verdict", {"span": [9, 9]}, "'span'"),
        ("verdict", {"replaces": ["b" * 64, "a" * 64]}, "'replaces' expects an ascending"),
        ("verdict", {"replaces": ["a" * 64, "a" * 64]}, "'replaces' expects an ascending"),
        ("verdict", {"copy_of": claim(0)}, "no copy of itself"),
        ("verdict", {"round": 0}, "'round'"),
        ("verdict", {"value": "supported"}, "'value'"),
        (
            "verdict",
            {"stated": {"name": "a" * 64, "actor": None, "file": "a" * 64}, "confirms": "a" * 64},
            "confirms nothing",
        ),
        ("given", {"withdrawn": True}, "only what the project file gave"),
        ("revise", {"revises": [claim(1)]}, "does not revise itself"),
        ("revise", {"revises": []}, "'revises'"),
        ("decision", {"left": "z" * 26}, "sorts before"),
        ("assign", {"claim": None}, "a claim or an article"),
        ("assign", {"article": claim(0)}, "a claim or an article"),
        ("undo", {"undoes": []}, "events or a batch"),
        ("undo", {"batch": "a" * 32}, "events or a batch"),
        ("reopen", {"round": 1}, "'round'"),
        ("date", {"date": "2017-13-01"}, "'date'"),
        ("date", {"date": "24 July"}, "'date'"),
        ("key", {"fingerprint": "MD5:aa"}, "'fingerprint'"),
        ("export", {"counts": {}}, "'counts'"),
        ("erase", {"blobs": []}, "'blobs'"),
    ],
)
def test_fields_that_do_not_fit_together_are_refused(name, fields, words):
    with pytest.raises(TamperedError, match=re.escape(words)):
        event.read(with_data(name, **fields))


@pytest.mark.parametrize(
    "questions",
    [
        [{"name": "a", "rule": "", "values": [["x", "1"], ["x", "2"]]}],
        [{"name": "a", "rule": "", "values": [["x", "1"]]}] * 2,
        [{"name": "a", "rule": "", "values": []}],
        [{"name": "a", "rule": "", "values": [["x"]]}],
    ],
)
def test_questions_and_their_values_have_names_of_their_own(questions):
    with pytest.raises(TamperedError):
        event.read(with_data("policy", questions=questions))


def test_sealing_refuses_with_the_field_named(world):
    with pytest.raises(UsageError, match="'undoes'"):
        world.do("undo", {"undoes": "all", "batch": None})


def test_a_body_of_more_than_64_kib_is_neither_sealed_nor_read(world):
    with pytest.raises(UsageError, match="64 KiB"):
        world.verdict(replaces=sorted(hex_of(number) for number in range(1000)))
    made = world.verdict(replaces=sorted(hex_of(number) for number in range(900)))
    assert len(made.body) <= event.LIMIT
    with pytest.raises(TamperedError, match="64 KiB"):
        event.read(made.body + " " * event.LIMIT)


def test_events_of_a_newer_program_are_read_and_not_known():
    for fields in ({"v": 2, "via": "proxy"}, {"type": "dream", "data": {"anything": [1]}}):
        assert not event.read(changed(ALL["verdict"], **fields)).known


def test_a_stored_body_that_was_changed_is_told():
    made = ALL["verdict"]
    with pytest.raises(TamperedError):
        event.stored(made.body.replace('"round":1', '"round":2'), made.hash)
    for body in ("{}", "[]", "x"):
        with pytest.raises(TamperedError):
            event.stored(body, event.hash_of(body))


def test_every_blob_an_event_names_is_found_with_its_kind():
    found = {(name, field, kind) for name, made in ALL.items() for field, _, kind in types.blobs(name, made.data)}
    assert ("verdict", "value", VALUE) in found
    assert ("verdict", "private", PRIVATE) in found
    assert ("verdict", "evidence", WORDS) in found
    assert ("version", "text", PLAIN) in found
    assert ("extraction", "blob", KEPT) in found
    assert ("train", "model", KEPT) in found
    assert not any(name in ("undo", "witness", "export") for name, _, _ in found)


def test_the_name_of_a_stated_verdict_is_a_blob_of_it(world):
    name = world.words("Bob")
    made = world.verdict(stated={"name": name, "actor": None, "file": hex_of("f")})
    assert ("stated", name, WORDS) in types.blobs("verdict", made.data)


@pytest.mark.parametrize("name", types.TYPES)
def test_what_an_event_concerns_and_refers_to_are_ids_and_hashes(name):
    made = ALL[name]
    assert all(re.fullmatch("[a-z2-7]{26}", thing) for thing in concerns(made))
    assert all(re.fullmatch("[0-9a-f]{64}", hash_) for hash_ in references(made))
    assert ("replaces" in made.data) == (subject_of(made) is not None)


def test_a_merge_concerns_all_its_claims_and_a_pair_both():
    assert set(concerns(ALL["revise"])) == {claim(0), claim(1), ALL["revise"].data["version"]}
    assert set(concerns(ALL["decision"])) == {claim(0), claim(1)}
    assert references(ALL["decision"]) == ()


def test_the_ids_in_the_table_are_those_of_the_model():
    assert set(types.VALUES) == {e.value for e in Value}
    assert set(types.ABOUTS) == {e.value for e in About}
    assert set(types.ROLES) == {e.value for e in Role}
    assert set(types.CLAIM_KINDS) == {e.value for e in ClaimKind}
    assert set(types.BLOCK_CLASSES) == {e.value for e in BlockClass}


@pytest.mark.parametrize("name", types.TYPES)
def test_the_specification_names_every_type_and_field(name):
    row = next(line for line in SPEC.read_text("utf-8").splitlines() if line.startswith(f"| **{name}** "))
    borrowed = {"revise": "given", "lineage": "decision"}.get(name)
    if borrowed:
        row += next(line for line in SPEC.read_text("utf-8").splitlines() if line.startswith(f"| **{borrowed}** "))
    if name == "adjudication":
        assert "`version`, `span`, `carried`" in row
    missing = [field for field in types.TYPES[name].fields if f"`{field}`" not in row]
    assert missing == []
