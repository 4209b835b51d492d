"""Claims that lost matches and may be short of some: those that were beyond their best until now.

Which pairs are kept (match/keeping.py) is settled as pairs come. Where pairs go, with a claim that is no more or that
changed, what they had pushed out may be due again: the articles of their other claims are marked, and matched again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from reviewer.match.held import TOP
from reviewer.store import _sqlite, companies
from reviewer.store.records import CLAIM_BITS

_LEFT = (
    "SELECT (SELECT count(*) FROM match WHERE one = ?1 AND offered = 1 AND inner = 0) + "
    "(SELECT count(*) FROM match WHERE other = ?1 AND offered = 1 AND inner = 0)"
)


def mark(conn: _sqlite.Connection, gone: Iterable[tuple[int, int]], *, but: int) -> None:
    """Marks the articles of claims that are short now that these pairs (by their numbers) are gone.

    A claim is short that has no match left, or that had as many as are kept. `but`: the article that is at hand.
    """
    lost = Counter(n for pair in gone for n in pair if n >> CLAIM_BITS != but)
    articles = {
        n >> CLAIM_BITS for n, count in lost.items() if not 0 < conn.execute(_LEFT, (n,)).fetchone()[0] < TOP - count
    }
    conn.executemany("UPDATE article SET stamp_matcher = 0 WHERE number = ?", [(n,) for n in sorted(articles)])


def drop_matches(conn: _sqlite.Connection, numbers: Iterable[int]) -> None:
    """Takes out all pairs of claims that are listed no more, and themselves from the company of others."""
    numbers = list(numbers)
    companies.forget(conn, numbers)
    for n in numbers:
        gone = conn.execute(
            "SELECT one, other FROM match WHERE inner = 0 AND (one = ?1 OR other = ?1)", (n,)
        ).fetchall()
        conn.execute("DELETE FROM match WHERE one = ?1 OR other = ?1", (n,))
        mark(conn, gone, but=n >> CLAIM_BITS)
