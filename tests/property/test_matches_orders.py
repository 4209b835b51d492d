"""Which matches are kept is a function of the set of articles: one by one in any order, all at once, or made anew.

Articles of one mould, so that a claim has more near ones than are kept, and some that are near the most of all.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterable
from pathlib import Path

import pytest

from reviewer.match.held import TOP
from reviewer.workspace import Workspace
from tests.workspace.workspace_tools import new_folder

SORTS = ("rye bread", "oat cakes", "barley loaves", "plum buns")
Kept = dict[tuple[str, str, str, str], tuple[float, bool]]


def article(number: int) -> str:
    """Every article tells the same of other numbers, and one in four of other bread."""
    sort = SORTS[number % len(SORTS)]
    return f"Part {number}\n\nBakers of Tarn sold {number + 3} sorts of {sort} at the fair of Tarn in June.\n"


def taken(place: Path, arrivals: Iterable[Iterable[int]], *, leaving: Iterable[int] = ()) -> Kept:
    """The pairs that are kept once articles came in these groups, and some went."""
    folder = new_folder(place)
    with folder.open() as workspace:
        for group in arrivals:
            for number in group:
                folder.write(f"articles/bread{number:03}.txt", article(number))
            workspace.update()
        for number in leaving:
            folder.write(f"articles/bread{number:03}.txt", "Nothing to see\n\nThe mill was shut.\n")
        if leaving:
            workspace.update()
        found = kept(workspace)
        workspace.rebuild()
        assert kept(workspace) == found
    shutil.rmtree(place)
    return found


def kept(workspace: Workspace) -> Kept:
    """All pairs of claims of different articles, by where they stand: score, and whether it is a match."""
    corpus = workspace.desk.db.corpus
    matches = {m for row in corpus.articles() for m in corpus.matches_of_article(row.id) if not m.inner}
    assert len({m.generation for m in matches}) == 1
    entries = corpus.entries({claim for m in matches for claim in (m.left, m.right)})
    keys = {row.id: row.key for row in corpus.articles()}
    found = {}
    for match in matches:
        left, right = (entries[claim].claim for claim in (match.left, match.right))
        found[keys[left.article], left.quote, keys[right.article], right.quote] = match.score, match.offered
    return found


def most(found: Kept) -> int:
    """Matches of the claim that has most."""
    ends = [end for (a, b, c, d), (_, offered) in found.items() if offered for end in ((a, b), (c, d))]
    return max(ends.count(end) for end in set(ends))


@pytest.mark.parametrize("seed", [1, pytest.param(range(2, 12), marks=pytest.mark.long)])
def test_whatever_the_order_of_arrival_the_same_matches_are_kept(tmp_path: Path, seed: int | range) -> None:
    numbers = list(range(TOP + 5))
    batch = taken(tmp_path / "batch", [numbers])
    assert most(batch) > TOP
    for each in [seed] if isinstance(seed, int) else seed:
        chance = random.Random(each)
        order = chance.sample(numbers, len(numbers))
        cuts = sorted(chance.sample(numbers[1:], 3))
        groups = [order[a:b] for a, b in zip([0, *cuts], [*cuts, len(order)], strict=True)]
        assert taken(tmp_path / f"order{each}", groups) == batch


def test_what_was_beyond_the_best_is_kept_again_once_those_before_it_go(tmp_path: Path) -> None:
    numbers, gone = range(TOP + 5), range(0, TOP + 5, 3)
    after = taken(tmp_path / "after", [numbers], leaving=gone)
    without = taken(tmp_path / "without", [[n for n in numbers if n not in gone]])
    shut = ("Nothing to see", "The mill was shut")
    assert {ends: found for ends, found in after.items() if not {*shut} & {*ends}} == without
