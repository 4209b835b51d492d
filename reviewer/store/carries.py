"""Where claims of earlier texts stand in the present one: kept with the corpus, an article at a time."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from reviewer.model.span import AnchorState, Span
from reviewer.store.articles import dumps
from reviewer.store.connections import Connections

_SELECT = 'SELECT old, "new", state, places, differing, attribution, rank, why FROM carry'


@dataclass(frozen=True, slots=True)
class CarryRow:
    """A claim `old` of an earlier text. `new`: the claim of the present text that stands for it, "" where none does.

    `why` in words: why none does. `places`, `differing`: as in text/carrying.py. `attribution`: the words around are
    the same too, so that what was said of who said so holds. `rank` grows from text to later text.
    """

    old: str
    new: str
    state: AnchorState
    places: tuple[Span, ...] = ()
    differing: tuple[tuple[str, str], ...] = ()
    attribution: bool = False
    rank: int = 0
    why: str = ""


class Carries:
    """The part of the corpus that knows what became of earlier texts."""

    def __init__(self, connections: Connections) -> None:
        self._c = connections

    def carry_of(self, claim: str) -> CarryRow | None:
        """What became of a claim of an earlier text; None for any other."""
        row = self._c.row(f"{_SELECT} WHERE old = ?", (claim,))
        return None if row is None else _row(row)

    def carries_to(self, claim: str) -> tuple[CarryRow, ...]:
        """The claims of earlier texts for which this one stands, of the latest text first."""
        rows = self._c.rows(f'{_SELECT} WHERE "new" = ? ORDER BY rank DESC, old', (claim,))
        return tuple(map(_row, rows))

    def carries_in(self, article: str) -> tuple[CarryRow, ...]:
        """What became of the claims of earlier texts of an article."""
        where = "WHERE article = (SELECT number FROM article WHERE id = ?) ORDER BY old"
        return tuple(map(_row, self._c.rows(f"{_SELECT} {where}", (article,))))

    def carried(self, claims: Collection[str] | None = None) -> dict[str, str]:
        """Claims of earlier texts (all, or those of these) with the present ones that stand for them."""
        if claims is None:
            return dict(self._c.rows("""SELECT old, "new" FROM carry WHERE "new" != ''"""))
        return dict(
            self._c.rows(
                """SELECT old, "new" FROM carry WHERE "new" != '' AND old IN (SELECT value FROM json_each(?))""",
                (dumps(list(claims)),),
            )
        )

    def set_carries(self, article: str, rows: Sequence[CarryRow]) -> None:
        """Makes these the carries of an article."""
        with self._c.write() as conn:
            number = self._c.value("SELECT number FROM article WHERE id = ?", (article,))
            conn.execute("DELETE FROM carry WHERE article = ?", (number,))
            conn.executemany(
                'INSERT INTO carry(old, article, "new", state, places, differing, attribution, rank, why) '
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [(row.old, number, row.new, row.state.value, *_lists(row), *_rest(row)) for row in rows],
            )


def _lists(row: CarryRow) -> tuple[str, str]:
    return dumps([[span.start, span.end] for span in row.places]), dumps([list(pair) for pair in row.differing])


def _rest(row: CarryRow) -> tuple[int, int, str]:
    return int(row.attribution), row.rank, row.why


def _row(row: tuple[Any, ...]) -> CarryRow:
    old, new, state, places, differing, attribution, rank, why = row
    return CarryRow(
        old,
        new,
        AnchorState(state),
        tuple(Span(*place) for place in json.loads(places)),
        tuple((one, other) for one, other in json.loads(differing)),
        bool(attribution),
        rank,
        why,
    )
