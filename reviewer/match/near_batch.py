"""Near pairs of a whole workspace at once, with numpy, scipy and sparse_dot_topn (the extra `scale`).

Gives what `near_plain.join` and `near.kept` give, to the last unit: the same whole numbers, multiplied as sparse
matrices.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from reviewer.match.near import CLOSE, GRAIN, KEPT, TELLING, UNIT, Reach, repeated
from reviewer.match.weights import Weights

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Numbers: TypeAlias = "npt.NDArray[np.int64]"

Weigh = Callable[[Mapping[str, int]], Weights]

BLOCK = 50_000
"""Claims of a block that is joined, and kept, at a time."""
STEP, STEPS = 4_000, 50
"""A block is multiplied with itself and what follows in steps of so many claims, or so many steps to the whole: sums of
one step stay in the processor's cache, and half of the work is saved."""
MANY = (32, 256)
"""Claims of a step that one is expected to meet at most. Who meets more (one sentence again and again) is met anew."""
EXPECTED = 0.1
"""Share of MANY for which room is made at first."""
AT_ONCE = 500_000
"""Pairs that are multiplied in full at a time."""


def available() -> bool:
    """Whether the extra is installed."""
    return all(find_spec(name) is not None for name in ("numpy", "scipy", "sparse_dot_topn"))


class Heads:
    """Heads of claims as rows of whole-number weights; columns are terms, rarest first."""

    def __init__(self, whole: Any, reach: Reach, end: int) -> None:
        """`whole` are claims with all their terms in order; `reach` says where heads end, at column `end` at last."""
        import numpy as np
        from scipy.sparse import csr_matrix

        self._among = reach.among
        squares = np.concatenate([[0], np.cumsum(np.square(whole.data, dtype=np.int64))])
        rest = np.repeat(squares[whole.indptr[1:]], np.diff(whole.indptr)) - squares[:-1]
        first = (rest >= reach.rest) & (whole.indices < end)
        starts = np.concatenate([[0], np.cumsum(first)])[whole.indptr]
        longest = np.sqrt(np.diff(squares[whole.indptr]).max(initial=1))
        rests = np.concatenate([[0], np.cumsum(np.where(first, 0, np.diff(squares)))])
        self._rest = np.ceil(np.sqrt(np.diff(rests[whole.indptr])) * longest).astype(np.int64)
        self._heads = csr_matrix((whole.data[first], whole.indices[first], starts), shape=whole.shape)

    def meeting(self, start: int, stop: int, close: int = 0) -> tuple[Numbers, Numbers]:
        """Pairs of the claims at `[start, stop)` with all behind them, whose heads share enough.

        Those are left out whose products must be below `close`: a rest adds its length times the other's at most.
        """
        import numpy as np

        claims = self._heads.shape[0]
        step = max(STEP, claims // STEPS)
        ends = ((at, min(at + step, claims)) for at in range(start, claims, step))
        found = [pair for first, end in ends for pair in self._met(start, stop, first, end, close)]
        if not found:
            return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
        ones, others = (np.concatenate([part[at] for part in found]) for at in range(2))
        return ones, others

    def _met(self, start: int, stop: int, first: int, end: int, close: int) -> Iterator[tuple[Numbers, Numbers]]:
        """Pairs of the claims at `[start, stop)` with those at `[first, end)` that stand behind them."""
        import numpy as np
        from sparse_dot_topn import sp_matmul_topn

        behind = self._heads[first:end].T.tocsr()
        heads = self._heads[start : min(stop, end)]
        rows = np.arange(start, min(stop, end), dtype=np.int64)
        for most in (*MANY, end - first):
            met = sp_matmul_topn(heads, behind, top_n=most, threshold=self._among - 1, density=EXPECTED)
            counts = np.diff(met.indptr)
            full = (counts >= most) & (most < end - first)
            ones, others = np.repeat(rows, counts), met.indices.astype(np.int64) + first
            fit = np.repeat(~full, counts) & (others > ones) & (met.data >= self._among)
            ones, others, shared = ones[fit], others[fit], met.data[fit]
            if close:
                may = shared + self._rest[ones] + self._rest[others] >= close
                ones, others = ones[may], others[may]
            yield ones, others
            heads, rows = heads[full], rows[full]
            if not len(rows):
                break

    def postings(self, names: Sequence[str]) -> Iterator[tuple[str, Any, Any]]:
        """Each term with the places of the claims that have it in their head, and its weights there."""
        columns = self._heads.tocsc()
        for column, name in enumerate(names):
            part = slice(columns.indptr[column], columns.indptr[column + 1])
            yield name, columns.indices[part], columns.data[part]


class Counted(NamedTuple):
    """Terms of claims as numbers in order of claims and terms, how often each stands there, and how many there are."""

    names: list[str]
    rows: Any
    columns: Any
    counts: Any
    shape: tuple[int, int]

    def df(self) -> dict[str, int]:
        """In how many claims each term stands."""
        import numpy as np

        return dict(zip(self.names, np.bincount(self.columns, minlength=len(self.names)).tolist(), strict=True))

    def ranked(self, names: list[str]) -> Counted:
        """The same with its terms in this order."""
        import numpy as np

        place = {name: at for at, name in enumerate(names)}
        rank = np.array([place[name] for name in self.names], dtype=np.int64)
        ranked = rank[self.columns] if names else self.columns
        order = np.argsort(self.rows * self.shape[1] + ranked)
        return Counted(names, self.rows[order], ranked[order], self.counts[order], self.shape)

    def matrix(self, weights: Any) -> Any:
        """Claims as rows of these weights, one each for every term of a claim."""
        import numpy as np
        from scipy.sparse import csr_matrix

        starts = np.searchsorted(self.rows, np.arange(self.shape[0] + 1))
        return csr_matrix((weights.astype(np.int32), self.columns.astype(np.int32), starts), shape=self.shape)


def counted(claims: Iterable[Sequence[str]]) -> Counted:
    """What terms stand in each claim."""
    import numpy as np

    columns: dict[str, int] = {}
    flat, lengths = array("i"), array("i")
    for terms in claims:
        flat.extend([columns.setdefault(term, len(columns)) for term in terms])
        lengths.append(len(terms))
    places = np.repeat(np.arange(len(lengths), dtype=np.int64), np.frombuffer(lengths, dtype=np.int32))
    width = max(1, len(columns))
    keys, counts = np.unique(places * width + np.frombuffer(flat, dtype=np.int32), return_counts=True)
    return Counted(list(columns), keys // width, keys % width, counts, (len(lengths), width))


class Table:
    """Claims by their telling words."""

    def __init__(self, claims: Iterable[Sequence[str]], weigh: Weigh, groups: Sequence[int]) -> None:
        """`claims` are terms with repeats; `groups` says for each what article it belongs to.

        `weigh` gives the weights to use, when asked with the number of claims in which each term occurs.
        """
        import numpy as np

        found = counted(claims)
        self.groups = np.asarray(groups, dtype=np.int64)
        self.df = found.df()
        weights = weigh(self.df)
        self.terms = sorted(found.names, key=lambda term: (-weights.idf(term), term))
        found = found.ranked(self.terms)
        idf = np.array([weights.idf(term) for term in self.terms])
        factors = np.array([0.0, *map(repeated, range(1, int(found.counts.max(initial=0)) + 1))])
        raw = np.rint(factors[found.counts] * idf[found.columns] * GRAIN)
        lengths = np.sqrt(np.bincount(found.rows, weights=raw * raw, minlength=found.shape[0]))  # below 2^53: exact
        scaled = np.rint(raw * UNIT / np.where(lengths, lengths, 1.0)[found.rows]).astype(np.int64)
        self.whole = found.matrix(scaled)
        self._heads = Heads(self.whole, TELLING, found.shape[1])

    def __len__(self) -> int:
        return int(self.whole.shape[0])

    def join(self, start: int, stop: int) -> tuple[Numbers, Numbers, Numbers]:
        """Near pairs of the claims at `[start, stop)` with all behind them: lower places, higher places, products."""
        ones, others = self._heads.meeting(start, stop, CLOSE)
        fit = self.groups[ones] != self.groups[others]
        ones, others = ones[fit], others[fit]
        products = self.products(ones, others)
        near = products >= CLOSE
        return ones[near], others[near], products[near]

    def products(self, ones: Numbers, others: Numbers) -> Numbers:
        """The products of whole claims."""
        import numpy as np

        parts = [
            np.asarray(self.whole[ones[at : at + AT_ONCE]].multiply(self.whole[others[at : at + AT_ONCE]]).sum(axis=1))
            for at in range(0, len(ones), AT_ONCE)
        ]
        return np.concatenate([part.ravel() for part in parts] or [np.zeros(0)]).astype(np.int64)

    def postings(self) -> Iterator[tuple[str, Any, Any]]:
        """Each term with the places of the claims that have it in their head, and its weights there."""
        return self._heads.postings(self.terms)


def kept(parts: Sequence[tuple[Numbers, Numbers, Numbers]]) -> tuple[Numbers, Numbers, Numbers]:
    """Of all near pairs those among the KEPT nearest of either claim, in order of their places."""
    import numpy as np

    ones, others, products = (np.concatenate([part[at] for part in parts]) for at in range(3))
    many = np.bincount(np.concatenate([ones, others]), minlength=1) > KEPT
    chosen = ~(many[ones] & many[others])  # of a claim that has few, all others are among the nearest
    mine, theirs = np.concatenate([ones, others]), np.concatenate([others, ones])
    asked = np.flatnonzero(many[mine])
    order = asked[np.lexsort((theirs[asked], -products[asked % max(1, len(ones))], mine[asked]))]
    ranks = np.arange(len(order)) - np.searchsorted(mine[order], mine[order])
    chosen[order[ranks < KEPT] % max(1, len(ones))] = True
    every = np.flatnonzero(chosen)
    every = every[np.lexsort((others[every], ones[every]))]
    return ones[every], others[every], products[every]


def blocks(claims: int) -> list[tuple[int, int]]:
    """Starts and ends of the blocks of so many claims; at least one."""
    return [(at, min(at + BLOCK, claims)) for at in range(0, max(1, claims), BLOCK)]


def join(claims: Iterable[Sequence[str]], weigh: Weigh, groups: Sequence[int]) -> tuple[Numbers, Numbers, Numbers]:
    """All pairs of these claims that are near by their telling words and kept, by their places."""
    table = Table(claims, weigh, groups)
    return kept([table.join(*block) for block in blocks(len(table))])
