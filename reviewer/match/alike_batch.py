"""Claims of a whole workspace that read alike, with the extra `scale`: what `alike.join` finds, and nothing else."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from rapidfuzz import fuzz, process

from reviewer.match.alike import ALIKE, EVERYDAY, FITTING, LETTERS, length, ordered, words
from reviewer.match.near import UNIT
from reviewer.match.near_batch import Heads, Table, Weigh, blocks, counted, kept

if TYPE_CHECKING:
    from reviewer.match.near_batch import Numbers

AT_ONCE = 200_000
"""Pairs of texts that are compared at a time."""


class AlikeTable:
    """Claims by all their words."""

    def __init__(self, texts: Sequence[str], weigh: Weigh, groups: Sequence[int]) -> None:
        """`weigh` gives the frequencies to use; `groups` says for each text what article it belongs to."""
        import numpy as np

        found = counted(map(words, texts))
        self.df = found.df()
        counts = weigh(self.df).counts
        used = {word: counts.get(word, 0) for word in found.names}
        self.words = sorted(found.names, key=lambda word: (used[word], word))
        found = found.ranked(self.words)
        own = np.array([length(word) for word in self.words] or [0], dtype=np.int64)[found.columns]
        total = np.bincount(found.rows, weights=own, minlength=found.shape[0])
        weights = np.rint(np.sqrt(own / total[found.rows]) * UNIT)
        end = bisect_right([used[word] for word in self.words], EVERYDAY)
        self._heads = Heads(found.matrix(weights), LETTERS, end)
        self.groups = np.asarray(groups, dtype=np.int64)
        self._texts = texts
        spaced = (len(" ".join(text.split())) for text in texts)  # as long as with its words in order
        self._lengths = [np.fromiter(each, dtype=np.int64, count=len(texts)) for each in (map(len, texts), spaced)]

    def join(self, start: int, stop: int) -> tuple[Numbers, Numbers]:
        """Pairs of the texts at `[start, stop)` with all behind them that read alike: lower and higher places."""
        import numpy as np

        ones, others = self._heads.meeting(start, stop)
        may = np.zeros(len(ones), dtype=bool)
        for lengths in self._lengths:
            mine, theirs = lengths[ones], lengths[others]
            may |= np.minimum(mine, theirs) >= FITTING * np.maximum(mine, theirs) - 1
        fit = may & (self.groups[ones] != self.groups[others])
        ones, others = ones[fit], others[fit]
        same = self._alike(self._texts, ones, others)
        left = np.flatnonzero(~same)
        asked = np.unique(np.concatenate([ones[left], others[left]])).tolist()
        in_order = {place: ordered(self._texts[place]) for place in asked}
        same[left] = self._alike(in_order, ones[left], others[left])
        return ones[same], others[same]

    def _alike(self, texts: Sequence[str] | Mapping[int, str], ones: Numbers, others: Numbers) -> Any:
        import numpy as np

        found = np.zeros(len(ones), dtype=bool)
        for at in range(0, len(ones), AT_ONCE):
            part = slice(at, at + AT_ONCE)
            left, right = ([texts[n] for n in side[part].tolist()] for side in (ones, others))
            found[part] = process.cpdist(left, right, scorer=fuzz.ratio, score_cutoff=ALIKE, dtype=np.float64) > 0
        return found

    def postings(self) -> Iterator[tuple[str, Any, Any]]:
        """Each word with the places of the claims that have it in their head, and its weights there."""
        return self._heads.postings(self.words)


def together(table: Table, alikes: AlikeTable, start: int, stop: int) -> tuple[Numbers, Numbers, Numbers]:
    """Pairs of the claims at `[start, stop)` with all behind them that are near either way, and their products."""
    import numpy as np

    ones, others, products = table.join(start, stop)
    also, too = alikes.join(start, stop)
    new = ~np.isin(also * len(table) + too, ones * len(table) + others)
    also, too = also[new], too[new]
    more = table.products(also, too)
    return np.concatenate([ones, also]), np.concatenate([others, too]), np.concatenate([products, more])


def join(
    claims: Iterable[Sequence[str]], texts: Sequence[str], weigh: Weigh, groups: Sequence[int]
) -> tuple[Numbers, Numbers, Numbers]:
    """All kept pairs of these claims, by their places; `claims` are terms with repeats, `texts` as they read."""
    table, alikes = Table(claims, weigh, groups), AlikeTable(texts, weigh, groups)
    return kept([together(table, alikes, *block) for block in blocks(len(table))])
