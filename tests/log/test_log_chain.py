"""What the chain shows, and what only a head kept elsewhere shows (docs/log.md, sections 7 and 8)."""

from __future__ import annotations

import json

import pytest

from reviewer.log import chain, event
from reviewer.log.chain import Head, Kind, Row
from tests.log.world import ALICE, BOB, World, one_of_each

SIZE = 12


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    world = World()
    world.found()
    for number in range(SIZE - 1):
        world.verdict(on=number, by=BOB)
    return list(chain.rows(world.events))


def kinds(faults):
    return [(fault.kind, fault.seq) for fault in faults]


def edited(row: Row, old="content", new="attribution") -> str:
    assert old in row.body
    return row.body.replace(old, new)


def rechained(rows: list[Row]) -> list[Row]:
    """Numbers, links and hashes made anew, as somebody would who hides what they did."""
    made: list[Row] = []
    for number, row in enumerate(rows, start=1):
        fields = json.loads(row.body)
        fields["seq"], fields["prev"] = number, made[-1].hash if made else event.ZEROS
        body = json.dumps(fields, sort_keys=True, separators=(",", ":"))
        made.append(Row(row.log, number, event.hash_of(body), body))
    return made


def test_a_whole_log_has_no_fault(rows):
    assert chain.check(rows) == []
    assert chain.check(rows, {rows[0].log: Head(SIZE, rows[-1].hash)}) == []


def test_nothing_is_a_whole_log():
    assert chain.check([]) == []


def test_an_edited_body_is_found(rows):
    for at in range(1, SIZE):
        attacked = list(rows)
        attacked[at] = rows[at]._replace(body=edited(rows[at]))
        assert kinds(chain.check(attacked)) == [(Kind.EDITED, at + 1)]


def test_an_edited_body_with_a_hash_made_anew_is_found_by_the_one_after(rows):
    for at in range(1, SIZE - 1):
        attacked = list(rows)
        body = edited(rows[at])
        attacked[at] = Row(rows[at].log, at + 1, event.hash_of(body), body)
        assert kinds(chain.check(attacked)) == [(Kind.REPLACED, at + 1)]


def test_a_changed_hash_is_found(rows):
    attacked = [*rows[:3], rows[3]._replace(hash="0" * 64), *rows[4:]]
    assert kinds(chain.check(attacked)) == [(Kind.EDITED, 4)]


def test_a_deleted_event_is_found(rows):
    for at in range(SIZE - 1):
        assert kinds(chain.check(rows[:at] + rows[at + 1 :])) == [(Kind.DELETED, at + 1)]


def test_several_deleted_events_are_told_as_a_range(rows):
    (fault,) = chain.check(rows[:3] + rows[6:])
    assert fault.words == "events 4 to 6 are missing: deleted"


def renumbered(rows: list[Row]) -> list[Row]:
    return [row._replace(seq=number) for number, row in enumerate(rows, start=1)]


def test_a_deleted_event_with_the_rest_renumbered_is_found(rows):
    for at in range(SIZE - 1):
        attacked = renumbered(rows[:at] + rows[at + 1 :])
        assert kinds(chain.check(attacked)) == [(Kind.RENUMBERED, at + 1)]


def test_two_swapped_events_are_found(rows):
    for at in range(SIZE - 1):
        attacked = renumbered([*rows[:at], rows[at + 1], rows[at], *rows[at + 2 :]])
        assert kinds(chain.check(attacked)) == [(Kind.SWAPPED, at + 1)]


def test_two_distant_events_that_changed_places_are_found(rows):
    attacked = renumbered([*rows[:2], rows[8], *rows[3:8], rows[2], *rows[9:]])
    assert kinds(chain.check(attacked)) == [(Kind.SWAPPED, 3)]


def test_an_event_put_in_is_found(rows):
    world = World()
    world.found()
    for number in range(5):
        world.verdict(on=number, by=ALICE)
    strange = next(iter(chain.rows(world.events[5:6])))
    attacked = renumbered([*rows[:5], strange, *rows[5:]])
    (fault,) = chain.check(attacked)
    assert fault.kind in (Kind.REPLACED, Kind.INSERTED)
    assert fault.seq in (5, 6)


def test_an_event_of_another_log_is_found(rows):
    world = World()
    world.found()
    world.found(BOB)
    strange = next(iter(chain.rows(world.logs[1])))._replace(log=rows[0].log)
    assert kinds(chain.check([*rows[:-1], strange._replace(seq=SIZE)])) == [(Kind.INSERTED, SIZE)]


@pytest.mark.parametrize("body", ["", "{}", "x", '{"at":"2026-03-01T00:00:00.000000Z"}', "é" * 400])
def test_a_body_that_is_none_is_found(rows, body):
    attacked = [*rows[:4], rows[4]._replace(body=body), *rows[5:]]
    assert kinds(chain.check(attacked)) == [(Kind.MALFORMED, 5)]


def test_a_cut_tail_is_found_only_by_a_head(rows):
    head = {rows[0].log: Head(SIZE, rows[-1].hash)}
    assert chain.check(rows[:-3]) == []
    assert kinds(chain.check(rows[:-3], head)) == [(Kind.TRUNCATED, SIZE - 2)]
    assert kinds(chain.check([], head)) == [(Kind.TRUNCATED, 1)]


def test_a_log_edited_and_chained_anew_is_found_only_by_a_head(rows):
    head = {rows[0].log: Head(SIZE, rows[-1].hash)}
    attacked = rechained([*rows[:5], rows[5]._replace(body=edited(rows[5])), *rows[6:]])
    assert chain.check(attacked) == []
    assert kinds(chain.check(attacked, head)) == [(Kind.REWRITTEN, SIZE)]


def test_a_deletion_chained_anew_is_found_only_by_a_head(rows):
    head = {rows[0].log: Head(SIZE, rows[-1].hash)}
    attacked = rechained(rows[:5] + rows[6:])
    assert chain.check(attacked) == []
    assert kinds(chain.check(attacked, head)) == [(Kind.TRUNCATED, SIZE)]


def test_a_head_says_nothing_of_what_came_after_it(rows):
    head = {rows[0].log: Head(4, rows[3].hash)}
    assert chain.check(rows, head) == []
    attacked = rechained([*rows[:5], rows[5]._replace(body=edited(rows[5])), *rows[6:]])
    assert chain.check(attacked, head) == []


def test_an_earlier_time_is_a_remark_and_no_fault():
    world = World()
    world.found()
    world.verdict()
    early = {**json.loads(world.events[1].body), "at": "2025-01-01T00:00:00.000000Z"}
    body = json.dumps(early, sort_keys=True, separators=(",", ":"))
    rows = [*chain.rows(world.events[:1]), Row(world.log_id(), 2, event.hash_of(body), body)]
    (remark,) = chain.check(rows)
    assert (remark.kind, remark.seq, remark.kind.tampering) == (Kind.CLOCK_BACK, 2, False)


def test_logs_are_checked_each_for_itself():
    world = World()
    world.found()
    world.found(BOB, joins=world.events[0].hash)
    for number in range(4):
        world.verdict(on=number)
        world.verdict(on=number, by=BOB, log=1)
    one, other = (list(chain.rows(log)) for log in world.logs)
    mixed = [row for pair in zip(one, other, strict=True) for row in pair]
    assert chain.check(mixed) == []
    mixed.remove(other[2])
    assert [(fault.log, fault.kind, fault.seq) for fault in chain.check(mixed)] == [(world.log_id(1), Kind.DELETED, 3)]


def test_every_event_of_every_type_passes_the_quick_look():
    for one in one_of_each().values():
        link = chain._link(one.body)
        assert (link.log, link.seq, link.prev, link.at) == (one.log, one.seq, one.prev, one.at)
