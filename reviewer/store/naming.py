"""Who is meant by a name: actors that bear it, and of several the one who wrote here."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence

from reviewer.errors import Ambiguous
from reviewer.store.connections import Connections
from reviewer.store.decisions import Decisions

Words = Callable[[str], str | None]
"""The text of a salted blob, None where it is not here."""


class Naming:
    """Actors by what they are called."""

    def __init__(self, connections: Connections, decisions: Decisions, words: Words) -> None:
        self._c = connections
        self._decisions = decisions
        self._words = words

    def bearers(self, name: str) -> list[tuple[str, ...]]:
        """For each person whom `name` names: their actors that bear it, all where it is the id of one.

        A person of several actors has several names at a time, and each of them has rights of its own.
        """
        ground, persons = self._decisions.ground(), self._decisions.persons()
        by_id = [p.actors for p in persons if name in p.actors]
        bearing = (tuple(a for a in p.actors if name in map(self._words, ground.names_of_actor(a))) for p in persons)
        return by_id or [actors for actors in bearing if actors]

    def wrote_here(self, actors: Sequence[str]) -> str:
        """The one of these actors who wrote last in the own log; "" where none did.

        Of each actor the last acts are looked at until one is of that log: all acts of somebody who wrote much are read
        at every start otherwise.
        """
        return str(
            self._c.value(
                "SELECT author FROM (SELECT j.value AS author, "
                "(SELECT a.id FROM act a CROSS JOIN event e ON e.id = a.id "
                "WHERE a.author = j.value AND e.log = (SELECT log FROM head WHERE own = 1) ORDER BY a.id DESC LIMIT 1) "
                "AS last FROM json_each(?) j) WHERE last IS NOT NULL ORDER BY last DESC LIMIT 1",
                (json.dumps(actors),),
                default="",
            )
        )

    def here(self, name: str) -> str | None:
        """The actor of this name who wrote in the own log, else the first who bears it; None where nobody does."""
        known = self.bearers(name)
        return next(filter(None, map(self.wrote_here, known)), known[0][0]) if known else None

    def one(self, name: str, known: Sequence[tuple[str, ...]]) -> str:
        """The one actor meant among these `bearers`: others came in with logs of other machines. Raises Ambiguous."""
        wrote = [here for actors in known if (here := self.wrote_here(actors))]
        if len(known) > 1 and len(wrote) != 1:
            ids = ", ".join(sorted(actors[0] for actors in known))
            raise Ambiguous(f"several persons are called {name}", next_step=f"name one of them by an id: {ids}")
        return wrote[0] if wrote else known[0][0]
