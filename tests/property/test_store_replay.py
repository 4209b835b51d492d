"""Acts kept event by event are the same as acts replayed from all events at once, in whatever order these came."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Callable
from pathlib import Path
from unittest.mock import patch

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reviewer.errors import NotAllowed, UsageError
from reviewer.log.event import Event
from reviewer.store import projection
from reviewer.store.database import Database
from tests.store.store_tools import VERSION, Desk, new_batch, new_database

MEMORY = "/dev/shm" if Path("/dev/shm").is_dir() else None
"""Where nothing is written to a disk: hundreds of small databases are made here."""
CLAIMS = st.integers(1, 4)
ACTS = st.one_of(
    st.tuples(st.just("verdict"), CLAIMS, st.booleans()),
    st.tuples(st.just("note"), CLAIMS),
    st.tuples(st.just("decide"), CLAIMS, st.integers(5, 6)),
    st.tuples(st.just("revise"), st.integers(5, 8), st.lists(CLAIMS, min_size=1, max_size=3, unique=True)),
    st.tuples(st.just("postpone"), CLAIMS, st.booleans()),
    st.tuples(st.just("undo"), st.integers(0, 30)),
    st.tuples(st.just("undo_batch")),
    st.tuples(st.just("key"), st.booleans()),
    st.tuples(st.just("role"), st.sampled_from(("observer", "reviewer", "adjudicator", "owner")), st.booleans()),
    st.tuples(st.just("same")),
    st.tuples(st.just("policy"), st.integers(1, 3)),
    st.tuples(st.just("block"), st.sampled_from(("body", "widget"))),
)
STEPS = st.lists(st.tuples(st.integers(0, 2), ACTS), min_size=1, max_size=25)
Rows = dict[str, tuple[object, ...]]


class Players:
    """Three persons at one database, and what they have done."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.desks = [Desk(database), Desk(database, "Bo"), Desk(database, "Cy")]
        self.done: list[Event] = []
        self.batch = new_batch()

    def act(self, who: int, what: tuple[object, ...]) -> None:
        """One step; what rights refuse is not done."""
        desk, others = self.desks[who], [d for d in self.desks if d is not self.desks[who]]
        does: dict[object, Callable[..., Event | None]] = {
            "verdict": lambda n, batched: desk.verdict(n, batch=self.batch if batched else None),
            "note": desk.note,
            "decide": desk.decide,
            "revise": desk.revise,
            "postpone": lambda n, on: desk.postpone(n, postponed=on),
            "undo": lambda i: desk.undo(self.done[i % len(self.done)]) if self.done else None,
            "undo_batch": lambda: desk.undo(batch=self.batch),
            "key": self._by_key(desk),
            "role": lambda role, revoked: desk.role(others[0].me, role, revoked=revoked),
            "same": lambda: desk.same_as(others[1].me),
            "policy": lambda reviews: desk.policy(reviews=reviews),
            "block": lambda cls: desk.append(
                "block", {"version": VERSION, "span": [0, 9], "class": cls, "batch": None}
            ),
        }
        try:
            event = does[what[0]](*what[1:])
        except (NotAllowed, UsageError):
            # Without the right there is nothing to name in `right`, or what is named does not carry it.
            return
        if event is not None:
            self.done.append(event)

    def _by_key(self, desk: Desk) -> Callable[[bool], Event | None]:
        """Undo or redo as the keys do it."""

        def press(back: bool) -> Event | None:
            decisions = self.database.decisions
            acts = decisions.last_undoable(desk.me) if back else decisions.last_redoable(desk.me)
            return desk.undo(*(act.event for act in acts)) if acts else None

        return press


def rows(database: Database) -> Rows:
    """What is kept of every event, by hash."""
    found = database._c.rows("SELECT hash, type, author, person, subject, batch, live, counted, current FROM act")
    return {row[0]: tuple(row[1:]) for row in found}


def things(database: Database) -> set[tuple[object, ...]]:
    """What each event was found to concern, name and undo."""
    return {
        *database._c.rows("SELECT a.hash, o.thing, o.kind FROM act_on o JOIN act a ON a.id = o.act"),
        *database._c.rows("SELECT a.hash, u.target FROM act_undoes u JOIN act a ON a.id = u.act"),
        *database._c.rows("SELECT a.hash, b.sha256 FROM act_blob b JOIN act a ON a.id = b.act"),
    }


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(steps=STEPS)
def test_kept_acts_are_those_of_a_replay(steps: list[tuple[int, tuple[object, ...]]]) -> None:
    with tempfile.TemporaryDirectory(dir=MEMORY) as folder, new_database(Path(folder)) as database:
        players = Players(database)
        for who, what in steps:
            players.act(who, what)
        assert database.decisions.check() == []
        kept, found = rows(database), things(database)
        for whole in (projection.WHOLE, 0):
            with patch.object(projection, "WHOLE", whole):
                database.rebuild_decisions()
            assert rows(database) == kept
            assert things(database) == found


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(first=STEPS, second=STEPS, seed=st.integers(0, 1000))
def test_merging_in_any_order_gives_the_same_acts(
    first: list[tuple[int, tuple[object, ...]]], second: list[tuple[int, tuple[object, ...]]], seed: int
) -> None:
    """Two databases act apart, then take each other's logs in parts of any size and order: both hold the same."""
    with (
        tempfile.TemporaryDirectory(dir=MEMORY) as folder,
        new_database(Path(folder) / "a") as one,
        new_database(Path(folder) / "b", "Di") as other,
    ):
        mine, theirs = Players(one), Players(other)
        mine.act(0, ("role", "reviewer", False))
        mine.desks[0].role(other.founder, "owner")
        for who, what in first:
            mine.act(who, what)
        for who, what in second:
            theirs.act(who, what)
        chance = random.Random(seed)
        for source, target in ((other, one), (one, other)):
            bodies = list(source.bodies())
            size = chance.randint(1, len(bodies))
            for start in range(0, len(bodies), size):
                target.merge(chance.sample(part := bodies[start : start + size], len(part)))
        assert one.decisions.check() == []
        assert other.decisions.check() == []
        assert {hash_: row[:1] for hash_, row in rows(one).items()} == {
            hash_: row[:1] for hash_, row in rows(other).items()
        }
        assert things(one) == things(other)
