from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from reviewer.log import words
from reviewer.log.event import Event, new_id, seal
from reviewer.store.database import Database, Draft
from tests.store.store_tools import Desk, claim_of, new_database, salted


class Elsewhere:
    """A log of another machine that joined the project of `home`."""

    def __init__(self, home: Database, name: str = "Bo") -> None:
        self.log, self.me = new_id(), new_id()
        self.events: list[Event] = []
        self.blobs: dict[str, bytes] = {}
        genesis = next(home.events()).event
        self.add("genesis", {"project": genesis.data["project"], "tool": "1", "continues": None, "joins": genesis.hash})
        self.add("actor", {"actor": self.me, "name": self.word(name), "same": [], "right": None, "replaces": []})

    def word(self, text: str) -> str:
        sha, blob = salted(text)
        self.blobs |= blob
        return sha

    def add(self, type: str, data: dict[str, object]) -> Event:  # noqa: A002
        prev = self.events[-1].hash if self.events else "0" * 64
        event = seal(
            log=self.log,
            seq=len(self.events) + 1,
            prev=prev,
            at="2026-01-02T03:04:05.000006Z",
            by=self.me,
            via="os",
            type=type,
            data=data,
        )
        self.events.append(event)
        return event

    def note(self, number: int, replaces: list[str] | None = None) -> Event:
        data = {
            "claim": claim_of(number),
            "about": "content",
            "round": 1,
            "rationale": self.word(f"note {number}"),
            "private": None,
            "evidence": [],
            "policy": None,
            "batch": None,
            "replaces": replaces or [],
        }
        return self.add("note", data)

    @property
    def bodies(self) -> list[str]:
        return [event.body for event in self.events]


@pytest.fixture
def away(database: Database) -> Elsewhere:
    return Elsewhere(database)


def test_foreign_events_are_taken_with_their_exact_bodies(database: Database, away: Elsewhere) -> None:
    event = away.note(1)
    merged = database.merge(away.bodies, away.blobs)
    assert merged.added == tuple(away.events)
    assert (merged.known, merged.forks, merged.gaps, merged.refused) == (0, (), (), ())
    assert merged.blobs == len(away.blobs)
    found = database.event(event.hash)
    assert found is not None
    assert found.body == event.body
    (act,) = database.decisions.acts_of_claim(claim_of(1))
    assert (act.current, act.counted, database.words(event.data["rationale"])) == (True, True, "note 1")
    assert database.head(away.log).seq == 3
    assert not database.head(away.log).own
    assert database.decisions.check() == []


def test_what_is_known_is_not_taken_twice(database: Database, away: Elsewhere) -> None:
    away.note(1)
    database.merge(away.bodies, away.blobs)
    merged = database.merge(away.bodies * 2, away.blobs)
    assert (merged.added, merged.known, merged.blobs) == ((), 3, 0)


def test_order_does_not_matter(database: Database, away: Elsewhere, tmp_path: Path) -> None:
    other = Elsewhere(database, "Cy")
    for number in range(4):
        away.note(number)
        other.note(number)
    bodies = away.bodies + other.bodies
    random.Random(7).shuffle(bodies)
    assert len(database.merge(bodies, away.blobs | other.blobs).added) == 12
    assert database.decisions.check() == []


def test_the_own_log_goes_on_after_a_merge(database: Database, desk: Desk, away: Elsewhere) -> None:
    desk.verdict(1)
    before = database.head()
    database.merge(away.bodies)
    assert database.head() == before
    assert desk.verdict(2).seq == before.seq + 1
    assert database.faults() == []


def test_missing_events_are_named_and_what_follows_waits(database: Database, away: Elsewhere) -> None:
    for number in range(4):
        away.note(number)
    merged = database.merge(away.bodies[:2] + away.bodies[4:])
    assert len(merged.added) == 2
    assert merged.gaps == (f"log {away.log[:8]}: events 3 to 4 are missing, later ones wait",)
    merged = database.merge(away.bodies[2:])
    assert len(merged.added) == 4
    assert merged.gaps == ()


def test_another_history_of_a_log_is_kept_whole_and_the_log_goes_no_further(
    database: Database, away: Elsewhere
) -> None:
    for number in range(2):
        away.note(number)
    database.merge(away.bodies, away.blobs)
    fork = Elsewhere.__new__(Elsewhere)
    fork.log, fork.me, fork.events, fork.blobs = away.log, away.me, away.events[:3], dict(away.blobs)
    told = fork.note(50)
    beyond = fork.note(51)
    merged = database.merge(fork.bodies, fork.blobs)
    assert [entry.hash for entry in merged.forks] == [told.hash, beyond.hash]
    assert [entry.body for entry in database.forks()] == [told.body, beyond.body]
    assert merged.refused == ()
    assert database.head(away.log).hash == away.events[-1].hash
    (act,) = database.decisions.acts_of_claim(claim_of(50))
    assert (act.event, act.current, act.id < 0) == (told, True, True)
    assert database.event(told.hash) == told
    assert database.event(beyond.hash) == beyond
    late = away.note(3)
    merged = database.merge(away.bodies, away.blobs)
    assert ([entry.hash for entry in merged.forks], merged.refused) == ([late.hash], ())
    assert database.head(away.log).seq == late.seq - 1
    assert database.merge(fork.bodies[:4]).known == 4
    assert database.decisions.check() == []
    database.rebuild_decisions()
    assert database.decisions.check() == []
    assert len(database.decisions.acts_of_claim(claim_of(50))) == 1


def test_the_own_log_told_otherwise_is_a_fork_and_never_goes_in(database: Database, desk: Desk) -> None:
    first = desk.verdict(1)
    second = seal(
        log=database.log,
        seq=first.seq,
        prev=first.prev,
        at="2026-01-02T03:04:05.000006Z",
        by=desk.me,
        via="os",
        type="undo",
        data={"undoes": [first.prev], "batch": None},
    )
    third = seal(
        log=database.log,
        seq=second.seq + 1,
        prev=second.hash,
        at="2026-01-02T03:04:05.000006Z",
        by=desk.me,
        via="os",
        type="undo",
        data={"undoes": [second.hash], "batch": None},
    )
    merged = database.merge([second.body, third.body])
    assert [fork.hash for fork in merged.forks] == [second.hash, third.hash]
    assert database.head().hash == first.hash
    assert desk.verdict(2).prev == first.hash


def test_more_of_the_own_log_than_is_here_never_goes_in(database: Database, desk: Desk) -> None:
    first = desk.verdict(1)
    more = seal(
        log=database.log,
        seq=first.seq + 1,
        prev=first.hash,
        at="2026-01-02T03:04:05.000006Z",
        by=desk.me,
        via="os",
        type="undo",
        data={"undoes": [first.hash], "batch": None},
    )
    merged = database.merge([more.body])
    assert "restored from an older copy" in merged.refused[0]
    assert database.head().hash == first.hash


def test_the_rows_of_two_histories_are_the_same_whichever_came_first(
    database: Database, away: Elsewhere, tmp_path: Path
) -> None:
    away.note(1)
    other = Elsewhere.__new__(Elsewhere)
    other.log, other.me, other.events, other.blobs = away.log, away.me, away.events[:2], dict(away.blobs)
    for number in range(2, 5):
        away.note(number)
    for number in range(5, 11):
        other.note(number)
    genesis = list(database.bodies())
    found = set()
    for number, (one, two) in enumerate(((away, other), (other, away))):
        with new_database(tmp_path / str(number)) as there:
            for bodies in (genesis, one.bodies, two.bodies, one.bodies):
                there.merge(bodies, one.blobs | two.blobs)
            rows = {row.hash for row in there.rows()} | {fork.hash for fork in there.forks()}
            found.add(frozenset(rows - set(there.hashes())))
            assert there.decisions.check() == []
    assert found == {frozenset(e.hash for e in (*database_events(database), *away.events, *other.events))}


def database_events(database: Database) -> list[Event]:
    return [one.event for one in database.events()]


def test_what_is_no_event_is_refused_by_number_and_the_rest_is_taken(database: Database, away: Elsewhere) -> None:
    away.note(1)
    changed = json.loads(away.bodies[1])
    changed["at"] = "yesterday"
    merged = database.merge(
        [away.bodies[0], "{", "", json.dumps(changed), "é", "[" * 100_000, away.bodies[1], away.bodies[2]]
    )
    assert len(merged.added) == 3
    assert len(merged.refused) == 5
    assert merged.refused[0].startswith("event 2 of the file is not taken")


def test_a_changed_event_breaks_the_log_there(database: Database, away: Elsewhere) -> None:
    for number in range(3):
        away.note(number)
    changed = away.bodies[3].replace("2026-01-02", "2025-01-02")
    merged = database.merge([*away.bodies[:3], changed, *away.bodies[4:]])
    assert len(merged.added) == 4
    assert "does not continue" in merged.refused[0]


def test_blobs_that_nothing_names_or_that_lie_are_not_taken(database: Database, away: Elsewhere) -> None:
    event = away.note(1)
    stray = words.salted("nobody asked")
    sha = event.data["rationale"]
    merged = database.merge(away.bodies, {words.sha(stray): stray, sha: b"something else"})
    assert merged.blobs == 0
    assert not database.has_blob(words.sha(stray))
    assert not database.has_blob(sha)


def test_words_that_come_later_touch_their_events(database: Database, away: Elsewhere) -> None:
    event = away.note(1)
    seen: list[tuple[Event, ...]] = []
    database.merge(away.bodies, after=seen.append)
    assert seen == [tuple(away.events)]
    merged = database.merge([], away.blobs, after=seen.append)
    assert event in merged.touched
    assert merged.added == ()
    assert set(seen[1]) == set(merged.touched)


def test_erased_words_do_not_come_back(database: Database, away: Elsewhere) -> None:
    event = away.note(1)
    database.merge(away.bodies, away.blobs)
    sha = event.data["rationale"]
    with database.write():
        database._c.conn.execute("UPDATE blob SET body = NULL WHERE sha256 = ?", (sha,))
    assert database.merge(away.bodies, away.blobs).blobs == 0
    assert database.erased(sha)


def test_a_log_of_another_project_is_kept_but_not_counted(database: Database, tmp_path: Path) -> None:
    with new_database(tmp_path / "elsewhere", "Stranger") as strange:
        event = Desk(strange).verdict(1)
        bodies = list(strange.bodies())
        stranger = strange.founder
    database.merge(bodies)
    (act,) = database.decisions.acts_of_claim(claim_of(1))
    assert (act.event, act.counted, act.current) == (event, False, False)
    home = Desk(database)
    home.role(stranger, "reviewer")
    (act,) = database.decisions.acts_of_claim(claim_of(1))
    assert (act.counted, act.current) == (True, True)
    assert database.decisions.check() == []


def test_an_undo_that_comes_before_what_it_undoes(database: Database, away: Elsewhere) -> None:
    """A person with two actors on two machines undoes elsewhere what has not come here yet."""
    note = away.note(1)
    second = Elsewhere(database, "Bo")
    away.add("actor", {"actor": away.me, "name": None, "same": [second.me], "right": None, "replaces": []})
    second.add("actor", {"actor": second.me, "name": None, "same": [away.me], "right": None, "replaces": []})
    second.add("undo", {"undoes": [note.hash], "batch": None})
    database.merge(second.bodies, second.blobs)
    assert database.decisions.acts_of_claim(claim_of(1)) == ()
    database.merge(away.bodies, away.blobs)
    (act,) = database.decisions.acts_of_claim(claim_of(1))
    assert (act.live, act.current) == (False, False)
    assert database.decisions.check() == []


def test_merging_is_allowed_to_fail_in_after_and_leaves_that_part_out(database: Database, away: Elsewhere) -> None:
    def failing(events: tuple[Event, ...]) -> None:
        raise KeyboardInterrupt

    away.note(1)
    with pytest.raises(KeyboardInterrupt):
        database.merge(away.bodies, after=failing)
    assert database.last_id() == 2
    assert len(database.merge(away.bodies).added) == 3


def test_own_events_go_into_the_own_log_only(database: Database, away: Elsewhere) -> None:
    database.merge(away.bodies)
    event = database.append([Draft("undo", {"undoes": ["0" * 64], "batch": None})], by=database.founder, via="os")[0]
    assert event.log == database.log != away.log
