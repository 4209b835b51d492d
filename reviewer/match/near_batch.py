"""Near pairs of a whole workspace at once, with numpy, scipy and sparse_dot_topn (the extra `scale`).

Gives what `near.join` and `near.kept` give, to the last unit: the same whole numbers, multiplied as sparse matrices.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, TypeAlias

from reviewer.match.near import AMONG_HEADS, CLOSE, GRAIN, HEAD, KEPT, UNIT, repeated
from reviewer.match.weights import Weights

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Numbers: TypeAlias = "npt.NDArray[np.int64]"

Weigh = Callable[[Mapping[str, int]], Weights]

BLOCK = 50_000
"""Claims of a block: one is multiplied with all that follow, so that half of the work and most of the room is saved."""
MANY = 256
"""Claims that one is expected to meet at most. Rows that meet more (one sentence again and again) are made anew."""
EXPECTED = 0.1
"""Share of MANY for which room is made at first."""
AT_ONCE = 500_000
"""Pairs that are multiplied in full at a time."""


def available() -> bool:
    """Whether the extra is installed."""
    return all(find_spec(name) is not None for name in ("numpy", "scipy", "sparse_dot_topn"))


class Table:
    """Claims as rows of whole-number weights; columns are terms, rarest first."""

    def __init__(self, claims: Iterable[Sequence[str]], weigh: Weigh, groups: Sequence[int]) -> None:
        """`claims` are terms with repeats; `groups` says for each what article it belongs to.

        `weigh` gives the weights to use, when asked with the number of claims in which each term occurs.
        """
        import numpy as np

        columns: dict[str, int] = {}
        flat, lengths = array("i"), array("i")
        for terms in claims:
            flat.extend([columns.setdefault(term, len(columns)) for term in terms])
            lengths.append(len(terms))
        self.groups = np.asarray(groups, dtype=np.int64)
        places = np.repeat(np.arange(len(lengths), dtype=np.int64), np.frombuffer(lengths, dtype=np.int32))
        width = max(1, len(columns))
        keys, counts = np.unique(places * width + np.frombuffer(flat, dtype=np.int32), return_counts=True)
        rows, named = keys // width, keys % width
        df = np.bincount(named, minlength=len(columns)).tolist()
        self.df = dict(zip(columns, df, strict=True)) if columns else {}
        self.terms, idf, rank = _ordered(list(columns), weigh(self.df))
        ranked = rank[named] if columns else named
        order = np.argsort(rows * width + ranked)
        self._fill(rows, ranked[order], counts[order], idf, (len(lengths), width))

    def _fill(self, rows: Any, columns: Any, counts: Any, idf: Any, shape: tuple[int, int]) -> None:
        import numpy as np
        from scipy.sparse import csr_matrix

        factors = np.array([0.0, *map(repeated, range(1, int(counts.max(initial=0)) + 1))])
        raw = np.rint(factors[counts] * idf[columns] * GRAIN)
        lengths = np.sqrt(np.bincount(rows, weights=raw * raw, minlength=shape[0]))  # whole numbers below 2^53: exact
        scaled = np.rint(raw * UNIT / np.where(lengths, lengths, 1.0)[rows]).astype(np.int64)
        squares = np.cumsum(scaled * scaled)
        starts = np.searchsorted(rows, np.arange(shape[0] + 1))
        ends = np.concatenate([[0], squares])[starts[1:]]
        in_head = ends[rows] - squares + scaled * scaled >= HEAD
        self.whole = csr_matrix((scaled.astype(np.int32), columns.astype(np.int32), starts), shape=shape)
        heads = np.where(in_head, scaled, 0).astype(np.int32)
        self.heads = csr_matrix((heads, columns.astype(np.int32), starts.copy()), shape=shape)
        self.heads.eliminate_zeros()

    def __len__(self) -> int:
        return int(self.whole.shape[0])

    def join(self, start: int, stop: int) -> tuple[Numbers, Numbers, Numbers]:
        """Near pairs of the claims at `[start, stop)` with all behind them: lower places, higher places, products."""
        ones, others = self._met(start, stop)
        fit = (others > ones) & (self.groups[ones] != self.groups[others])
        ones, others = ones[fit], others[fit]
        products = self._products(ones, others)
        near = products >= CLOSE
        return ones[near], others[near], products[near]

    def _met(self, start: int, stop: int) -> tuple[Numbers, Numbers]:
        """Pairs of these claims with all from `start` on whose heads share enough."""
        import numpy as np
        from sparse_dot_topn import sp_matmul_topn

        behind = self.heads[start:].T.tocsr()
        rows = np.arange(start, stop, dtype=np.int64)
        found: list[tuple[Numbers, Numbers]] = []
        for most, last in ((MANY, False), (behind.shape[1], True)):
            met = sp_matmul_topn(self.heads[rows], behind, top_n=most, threshold=AMONG_HEADS - 1, density=EXPECTED)
            counts = np.diff(met.indptr)
            full = (counts >= MANY) & (not last)
            fit = np.repeat(~full, counts) & (met.data >= AMONG_HEADS)
            found.append((np.repeat(rows, counts)[fit], met.indices[fit].astype(np.int64) + start))
            rows = rows[full]
            if not len(rows):
                break
        ones, others = (np.concatenate([part[at] for part in found]) for at in range(2))
        return ones, others

    def _products(self, ones: Numbers, others: Numbers) -> Numbers:
        import numpy as np

        parts = [
            np.asarray(self.whole[ones[at : at + AT_ONCE]].multiply(self.whole[others[at : at + AT_ONCE]]).sum(axis=1))
            for at in range(0, len(ones), AT_ONCE)
        ]
        return np.concatenate([part.ravel() for part in parts] or [np.zeros(0)]).astype(np.int64)

    def postings(self) -> Iterable[tuple[str, Any, Any]]:
        """Each term with the places of the claims that have it in their head, and its weights there."""
        columns = self.heads.tocsc()
        for column, term in enumerate(self.terms):
            part = slice(columns.indptr[column], columns.indptr[column + 1])
            yield term, columns.indices[part], columns.data[part]


def _ordered(terms: Sequence[str], weights: Weights) -> tuple[list[str], Any, Any]:
    """Terms rarest first, their idf in that order, and the new column of each old one."""
    import numpy as np

    known = {term: weights.idf(term) for term in terms}
    order = sorted(range(len(terms)), key=lambda column: (-known[terms[column]], terms[column]))
    rank = np.empty(len(terms), dtype=np.int64)
    rank[order] = np.arange(len(terms))
    return [terms[column] for column in order], np.array([known[terms[column]] for column in order]), rank


def kept(parts: Sequence[tuple[Numbers, Numbers, Numbers]]) -> tuple[Numbers, Numbers, Numbers]:
    """Of all near pairs those among the KEPT nearest of either claim, in order of their places."""
    import numpy as np

    ones, others, products = (np.concatenate([part[at] for part in parts]) for at in range(3))
    pair = np.concatenate([np.arange(len(ones))] * 2)
    mine, theirs = np.concatenate([ones, others]), np.concatenate([others, ones])
    order = np.lexsort((theirs, -np.concatenate([products, products]), mine))
    mine, pair = mine[order], pair[order]
    first = np.searchsorted(mine, mine)
    chosen = np.unique(pair[np.arange(len(mine)) - first < KEPT])
    chosen = chosen[np.lexsort((others[chosen], ones[chosen]))]
    return ones[chosen], others[chosen], products[chosen]


def join(claims: Iterable[Sequence[str]], weigh: Weigh, groups: Sequence[int]) -> tuple[Numbers, Numbers, Numbers]:
    """All kept pairs of these claims, by their places."""
    table = Table(claims, weigh, groups)
    return kept([table.join(at, min(at + BLOCK, len(table))) for at in range(0, max(1, len(table)), BLOCK)])
