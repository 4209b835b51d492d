"""Events of other logs, taken in with their exact bodies, some at a time; and the blobs that belong to them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import groupby

from reviewer.log import words as salted_words
from reviewer.log.event import Event
from reviewer.store import eventlog
from reviewer.store.connections import Connections
from reviewer.store.corpus import Corpus
from reviewer.store.decisions import Decisions
from reviewer.store.eventlog import Arrivals, Merged
from reviewer.store.projection import Projection

SLICE = 200
"""Foreign events taken in one transaction."""
After = Callable[[tuple[Event, ...]], None]
"""Gets events of a transaction once acts are kept, inside it."""


class Merging:
    """Takes in what others wrote; the own log is never touched."""

    def __init__(
        self,
        connections: Connections,
        projection: Projection,
        decisions: Decisions,
        corpus: Corpus,
        clock: Callable[[], str],
    ) -> None:
        self._c = connections
        self._projection = projection
        self._decisions = decisions
        self._corpus = corpus
        self._clock = clock

    def take(self, events: Sequence[Event], found: Arrivals, blobs: Mapping[str, bytes], after: After | None) -> Merged:
        """Takes these events, by log and seq, and blobs; see `Database.merge`. `found`: what was refused before."""
        for _, group in groupby(events, key=lambda event: event.log):
            ours = list(group)
            for start in range(0, len(ours), SLICE):
                self._slice(ours[start : start + SLICE], found, after)
        new, touched = self._blobs(blobs, after)
        return Merged(
            added=tuple(one.event for one in found.added),
            touched=touched,
            known=found.known,
            forks=tuple(found.forks),
            gaps=tuple(found.gaps),
            refused=tuple(dict.fromkeys(found.refused)),
            blobs=new,
        )

    def _slice(self, events: Sequence[Event], found: Arrivals, after: After | None) -> None:
        added, forks = len(found.added), len(found.forks)
        with self._c.write() as conn:
            eventlog.merge_log(conn, events, self._clock(), found)
            arrived = found.added[added:]
            arrived += self._projection.stored_forks(conn, found.forks[forks:])
            if arrived:
                self._projection.apply(conn, arrived)
                if after is not None:
                    after(tuple(one.event for one in arrived))

    def _blobs(self, blobs: Mapping[str, bytes], after: After | None) -> tuple[int, tuple[Event, ...]]:
        """Takes blobs that events name; how many were new, and the events that name those."""
        wanted = {sha256: body for sha256, body in blobs.items() if salted_words.sha(body) == sha256}
        touched: dict[str, Event] = {}
        new = 0
        with self._c.write() as conn:
            for sha256, body in wanted.items():
                acts = self._decisions.acts_naming_blob(sha256)
                if acts and eventlog.put_blobs(conn, {sha256: body}):
                    new += 1
                    touched |= {act.event.hash: act.event for act in acts}
            if new:
                self._corpus.forget_readings()  # what could not be made of an article can be made now
            if touched and after is not None:
                after(tuple(touched.values()))
        return new, tuple(touched.values())
