"""In one generation a score in company is a function of the two claims and of what the generation was frozen with.

Articles that come later come in any order, or are all matched anew: the same pairs with the same scores. Where a claim
of the frozen ones goes, those whose company it was are matched again.
"""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Iterable
from pathlib import Path

import pytest

from reviewer.match.score import COMPANY
from reviewer.match.weights import Weights
from reviewer.workspace import Workspace, matched, matching
from tests.property.test_matches_orders import Kept, kept
from tests.tiny_encoder import write_encoder
from tests.workspace.workspace_tools import Folder, new_folder

pytest.importorskip("tokenizers")
pytest.importorskip("safetensors")

SORTS = ("rye bread", "oat cakes", "barley loaves", "plum buns", "wheat rolls")
FROZEN = range(8)


def article(number: int) -> str:
    """Every article tells of one fair, one in five of the same bread, each in words of its own."""
    sort, verb = SORTS[number % len(SORTS)], ("sold", "offered", "brought")[number % 3]
    hall = ("in the hall", "on the green", "by the quay", "at the gate")[number % 4]
    return f"The fair of Tarn, part {number}\n\nBakers of Tarn {verb} {sort} {hall} at the fair in June.\n"


@pytest.fixture(autouse=True)
def frozen_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first claims that come are what the generation is frozen with, however few; no other generation follows."""

    def stale(weights: Weights, *, claims: int) -> bool:
        return weights.generation == 0 and claims > 0

    monkeypatch.setattr(matching, "stale", stale)


def started(place: Path) -> Folder:
    folder = new_folder(place)
    shutil.rmtree(folder.path / "articles")
    words = re.findall(r"\w+", " ".join(map(article, range(20))).lower())
    write_encoder(folder.path / "encoder", words)
    folder.rules("model: encoder\n")
    return folder


def put(folder: Folder, numbers: Iterable[int]) -> None:
    for number in numbers:
        folder.write(f"articles/fair{number:03}.txt", article(number))


def in_company(workspace: Workspace) -> int:
    """How many pairs were looked at in company."""
    corpus = workspace.desk.db.corpus
    matches = {m for row in corpus.articles() for m in corpus.matches_of_article(row.id)}
    return sum(signal.name == COMPANY for match in matches for signal in match.signals)


def anew(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> Kept:
    """The pairs once every article was matched anew in the generation that there is."""
    with monkeypatch.context() as patch:
        patch.setattr(matched, "MATCHER_VERSION", matched.MATCHER_VERSION + 1)
        workspace.update()
        return kept(workspace)


@pytest.mark.parametrize("seed", [1, pytest.param(range(2, 9), marks=pytest.mark.long)])
def test_whatever_the_order_of_arrival_scores_in_company_are_the_same(
    tmp_path: Path, seed: int | range, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = list(range(len(FROZEN), 18))
    found = []
    for each in [0, *([seed] if isinstance(seed, int) else seed)]:
        order = random.Random(each).sample(later, len(later)) if each else later
        cuts = sorted(random.Random(each).sample(range(1, len(order)), 3)) if each else []
        groups = [order[a:b] for a, b in zip([0, *cuts], [*cuts, len(order)], strict=True)]
        folder = started(tmp_path / f"order{each}")
        with folder.open() as workspace:
            for group in (FROZEN, *groups):
                put(folder, group)
                workspace.update()
            found.append(kept(workspace))
            assert in_company(workspace) > 20
            assert anew(workspace, monkeypatch) == found[0]
    assert all(one == found[0] for one in found)


def test_where_a_frozen_claim_goes_those_in_whose_company_it_was_are_matched_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = started(tmp_path / "desk")
    put(folder, FROZEN)
    with folder.open() as workspace:
        workspace.update()
        put(folder, [8])
        workspace.update()
        before = kept(workspace)
        folder.write("articles/fair005.txt", "Nothing to see\n\nThe mill was shut.\n")
        workspace.update()
        after = kept(workspace)
        stayed = before.keys() & after.keys()
        assert any(before[ends] != after[ends] for ends in stayed), "some had it for company"
        assert after == anew(workspace, monkeypatch)


def test_without_a_generation_claims_have_no_company(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    folder = started(tmp_path / "desk")
    put(folder, FROZEN)
    with folder.open() as workspace:
        workspace.update()
        assert kept(workspace)
        assert in_company(workspace) == 0
