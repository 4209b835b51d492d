"""Embeddings of claims, so that each is made once. Derived: dropped with the corpus, and with its claim."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from reviewer.store.articles import dumps
from reviewer.store.connections import Connections


class Meanings:
    """The part of the corpus that knows what claims mean."""

    def __init__(self, connections: Connections) -> None:
        self._c = connections

    def meanings(self, claims: Collection[str], *, model: str) -> dict[str, bytes]:
        """The packed embeddings of claims by their ids, as far as this model (its digest) made them."""
        return dict(
            self._c.rows(
                "SELECT c.id, m.vector FROM claim c JOIN meaning m ON m.n = c.n "
                "WHERE c.id IN (SELECT value FROM json_each(?1)) AND m.model = ?2",
                (dumps(list(claims)), model),
            )
        )

    def put_meanings(self, vectors: Mapping[str, bytes], *, model: str) -> None:
        """Keeps embeddings by claim id, in place of those of another model; claims that are gone are passed over."""
        with self._c.write() as conn:
            conn.executemany(
                "INSERT OR REPLACE INTO meaning(n, model, vector) SELECT n, ?2, ?3 FROM claim WHERE id = ?1",
                [(claim, model, vector) for claim, vector in vectors.items()],
            )
