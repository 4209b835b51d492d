"""What a thread read of the acts is kept as long as it would read the same, and no longer."""

from __future__ import annotations

import threading

import pytest

from reviewer.log.state import State
from reviewer.store.database import Database
from tests.store.store_tools import Desk, claim_of, salted


def state(database: Database, number: int = 1) -> State:
    return database.decisions.state(claims=(claim_of(number),))


def given(database: Database, number: int = 1) -> list[str]:
    """The values of the current verdicts on a made-up claim."""
    now = state(database, number)
    return [value for said in now.verdicts(claim_of(number), "content") if (value := now.opened(said.event))]


@pytest.fixture
def other(database: Database) -> Database:
    """The same file as another process has it."""
    return Database.create_or_open(database.path)


def test_nothing_is_read_again_while_nothing_moves(database: Database, desk: Desk) -> None:
    desk.verdict(1)
    first, ground = state(database), database.decisions.ground()
    asked: list[str] = []
    database._c.conn.set_trace_callback(asked.append)
    assert state(database) is first
    assert database.decisions.ground() is ground
    assert {statement for statement in asked if not statement.startswith("PRAGMA")} == set()


def test_an_own_act_is_seen_at_once_also_inside_its_transaction(database: Database, desk: Desk) -> None:
    desk.verdict(1)
    assert given(database) == ["supported"]
    with database.write():
        desk.verdict(1, "refuted")
        assert given(database) == ["refuted"]
    assert given(database) == ["refuted"]


def test_an_act_of_another_process_is_seen(database: Database, other: Database, desk: Desk) -> None:
    desk.verdict(1)
    assert given(database) == ["supported"]
    Desk(other, "Bo").verdict(1, "refuted")
    assert sorted(given(database)) == ["refuted", "supported"]
    assert len(database.decisions.persons()) == 2


def test_an_act_of_another_thread_is_seen(database: Database, desk: Desk) -> None:
    desk.verdict(1)
    assert given(database) == ["supported"]
    thread = threading.Thread(target=lambda: Desk(database).verdict(1, "refuted"))
    thread.start()
    thread.join()
    assert given(database) == ["refuted"]


class Stopped(Exception):
    """Thrown inside a transaction."""


def broken_off(database: Database, desk: Desk, *, prompt: bool) -> None:
    """Another verdict by a new person, seen inside, and taken back by what goes wrong then."""
    with database.write(prompt=prompt):
        desk.verdict(1, "refuted")
        database.actor_named("Cy", via="flag")
        assert given(database) == ["refuted"]
        assert len(database.decisions.persons()) == 2
        raise Stopped


@pytest.mark.parametrize("prompt", [True, False])
def test_what_was_rolled_back_is_forgotten(database: Database, desk: Desk, prompt: bool) -> None:
    desk.verdict(1)
    with pytest.raises(Stopped):
        broken_off(database, desk, prompt=prompt)
    assert given(database) == ["supported"]
    assert len(database.decisions.persons()) == 1


def test_a_part_that_was_undone_is_forgotten_while_the_whole_goes_on(database: Database, desk: Desk) -> None:
    desk.verdict(1)
    with database.write():
        with pytest.raises(Stopped):
            broken_off(database, desk, prompt=True)
        assert given(database) == ["supported"]
        desk.verdict(2)
    assert (given(database), given(database, 2)) == (["supported"], ["supported"])


def test_words_that_are_erased_and_words_that_come_later_are_seen(database: Database, desk: Desk) -> None:
    event = desk.verdict(1)
    kept = state(database)
    assert kept.opened(event) == "supported"
    database.forget([event.data["value"]])
    assert kept.opened(event) is None
    sha, blob = salted("later")
    assert kept.blob(sha) is None
    database.put_blobs(blob)
    assert kept.blob(sha) == blob[sha]


def test_a_replay_is_seen(database: Database, desk: Desk) -> None:
    desk.verdict(1)
    first = state(database)
    database.rebuild_decisions()
    assert state(database) is not first
    assert given(database) == ["supported"]
