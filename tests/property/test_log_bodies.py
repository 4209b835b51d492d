"""Canonical JSON, and every change of a single character of what is stored (docs/log.md, sections 1 and 7)."""

from __future__ import annotations

import contextlib
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviewer.errors import TamperedError
from reviewer.log import canonical, chain, checkpoint, event, merkle, words
from reviewer.log.chain import Head, Row
from tests.log.world import BOB, World, hex_of, one_of_each

plain = st.recursive(
    st.none() | st.booleans() | st.integers(1 - 2**53, 2**53 - 1) | st.text(),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text(max_size=8), inner, max_size=5),
    max_leaves=20,
)
short = settings(max_examples=150, deadline=None)


@short
@given(plain)
def test_what_is_encoded_is_decoded_as_it_was(value):
    text = canonical.encode(value)
    assert canonical.decode(text) == value
    assert canonical.encode(canonical.decode(text)) == text


@short
@given(plain)
def test_a_canonical_text_is_printable_ascii(value):
    assert all(" " <= character <= "~" for character in canonical.encode(value))


@short
@given(plain)
def test_it_is_the_text_that_json_writes_but_for_del(value):
    twin = json.dumps(value, sort_keys=True, separators=(",", ":")).replace("\x7f", "\\u007f")
    assert canonical.encode(value) == twin


@short
@given(plain, st.data())
def test_one_value_has_one_text(value, data):
    """Whatever text differs in one place is refused, or means another value."""
    text = canonical.encode(value)
    at = data.draw(st.integers(0, len(text)))
    other = text[:at] + data.draw(st.sampled_from(list(' 0"\\u{}[],:e.-tfn\n\x7fé'))) + text[at + 1 :]
    if other == text:
        return
    try:
        assert canonical.encode(canonical.decode(other)) == other
    except canonical.NotCanonical:
        return
    assert canonical.decode(other) != value or type(canonical.decode(other)) is not type(value)


@short
@given(st.text())
def test_words_come_out_of_their_blob_as_they_went_in(text):
    assert words.open(words.salted(text)) == text


@short
@given(st.binary(max_size=80))
def test_no_bytes_make_opening_words_crash(blob):
    with contextlib.suppress(TamperedError):
        assert words.salted(words.open(blob), blob[:32].decode()) == blob


@short
@given(st.text())
def test_no_text_makes_reading_a_body_or_a_checkpoint_crash(text):
    for read in (event.read, checkpoint.parse):
        with pytest.raises(TamperedError):
            read(text)


WORLD = World()
WORLD.found()
for number in range(4):
    WORLD.verdict(on=number, by=BOB, rationale=WORLD.words("because"))
ROWS = list(chain.rows(WORLD.events))
HEADS = {WORLD.log_id(): Head(len(ROWS), ROWS[-1].hash)}


def other(character: str) -> str:
    """Another character that could stand there."""
    return {"a": "b", "0": "1", "1": "0", '"': "'", "{": "["}.get(character, "0" if character != "0" else "1")


def faults(rows: list[Row]) -> list:
    return [fault for fault in chain.check(rows, HEADS) if fault.kind.tampering]


def test_every_changed_character_of_every_body_is_found():
    for at, row in enumerate(ROWS):
        for place in range(len(row.body)):
            body = row.body[:place] + other(row.body[place]) + row.body[place + 1 :]
            assert faults([*ROWS[:at], row._replace(body=body), *ROWS[at + 1 :]]), (at, place)


def test_every_changed_character_of_every_hash_is_found():
    for at, row in enumerate(ROWS):
        for place in range(len(row.hash)):
            hash_ = row.hash[:place] + other(row.hash[place]) + row.hash[place + 1 :]
            assert faults([*ROWS[:at], row._replace(hash=hash_), *ROWS[at + 1 :]]), (at, place)


def test_every_changed_character_with_a_hash_made_anew_is_found_by_the_next_event_or_the_head():
    for at, row in enumerate(ROWS):
        for place in range(0, len(row.body), 3):
            body = row.body[:place] + other(row.body[place]) + row.body[place + 1 :]
            forged = Row(row.log, row.seq, event.hash_of(body), body)
            assert faults([*ROWS[:at], forged, *ROWS[at + 1 :]]), (at, place)


def test_every_other_number_of_every_event_is_found():
    for at, row in enumerate(ROWS):
        for seq in {0, 1, 2, 3, 4, 5, 6, 99} - {row.seq}:
            assert faults([*ROWS[:at], row._replace(seq=seq), *ROWS[at + 1 :]]), (at, seq)


@pytest.mark.parametrize("name", one_of_each())
def test_no_changed_character_of_a_body_is_read_as_the_same_event(name):
    made = one_of_each()[name]
    for place in range(len(made.body)):
        body = made.body[:place] + other(made.body[place]) + made.body[place + 1 :]
        try:
            assert event.read(body) != made
        except TamperedError:
            continue


attacks = st.lists(
    st.tuples(st.sampled_from(["delete", "swap", "copy", "renumber", "cut"]), st.integers(0, 9), st.integers(0, 9)),
    min_size=1,
    max_size=3,
)


@settings(max_examples=200, deadline=None)
@given(attacks)
def test_no_rearrangement_of_a_log_goes_unnoticed(chosen):
    rows = list(ROWS)
    for attack, one, two in chosen:
        if not rows:
            break
        one, two = one % len(rows), two % len(rows)
        if attack == "delete":
            del rows[one]
        elif attack == "swap":
            rows[one], rows[two] = rows[two], rows[one]
        elif attack == "copy":
            rows.insert(one, rows[two])
        elif attack == "renumber":
            rows = [row._replace(seq=number) for number, row in enumerate(rows, start=1)]
        else:
            rows = rows[:one]
    assert bool(faults(rows)) == (rows != ROWS)


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 300), st.integers(0, 10**6), st.integers(0, 10**6))
def test_large_trees_prove_what_small_ones_do(size, one, two):
    hashes = [hex_of("leaf", number) for number in range(size)]
    tree, index, old = merkle.Tree(hashes), one % size, 1 + two % size
    assert merkle.verify_inclusion(hashes[index], index, size, tree.inclusion(index), tree.root())
    assert merkle.verify_consistency(old, size, tree.consistency(old), tree.root(old), tree.root())
