"""The way of a very large workspace, gone by a small one: candidates come from the index of near pairs."""

from __future__ import annotations

from pathlib import Path

import pytest

from reviewer.errors import Interrupted
from reviewer.workspace import Workspace
from reviewer.workspace.views import Progress
from tests.workspace.workspace_tools import Folder

TOWNS = ("Tarn", "Sund", "Ellan", "Quoy", "Marl", "Birsay")
BUILT = "blocks of near pairs"
Pairs = set[tuple[str, str, str, str]]


def article(number: int) -> str:
    """Two outlets tell of each town, in their own words."""
    town, told = TOWNS[number // 2 % len(TOWNS)], number % 2
    if told:
        return (
            f"{town} weir\n\nKeepers of the {town} weir counted 412 salmon in the fish ladder during June, a record.\n"
        )
    return f"Record at {town}\n\nThe {town} weir keepers counted a record 412 salmon in its fish ladder in June.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    made = Folder(tmp_path / "desk")
    made.write("claims.yaml", "articles:\n  - glob: articles/*.txt\n")
    return made


def write(folder: Folder, *numbers: int) -> None:
    for number in numbers:
        folder.write(f"articles/{number:02}.txt", article(number))


def opened(folder: Folder) -> Workspace:
    workspace = folder.open()
    workspace.desk.near_from = 4
    return workspace


def generation(workspace: Workspace) -> int:
    """The generation of near pairs that serves, 0 for none."""
    serving = workspace.desk.db.corpus.near().generation
    return serving.number if serving is not None else 0


def matched(workspace: Workspace) -> Pairs:
    """All offered pairs of different articles, by key and words."""
    found: Pairs = set()
    corpus = workspace.desk.db.corpus
    for row in workspace.articles():
        for match in corpus.matches_of_article(row.id):
            if match.offered and not match.inner:
                left, right = (corpus.entries([c])[c].claim for c in (match.left, match.right))
                ends = [(workspace.article(claim.article).key, claim.quote) for claim in (left, right)]
                found.add((*min(ends), *max(ends)))
    return found


def stopping(workspace: Workspace, at: str) -> None:
    """An update that is stopped as soon as it tells of this."""
    told: list[str] = []

    def listen(step: Progress) -> None:
        told.append(step.what)

    with pytest.raises(Interrupted):
        workspace.update(listen, lambda: at in told)


def test_pairs_are_found_by_the_index_and_shown(folder: Folder) -> None:
    write(folder, *range(12))
    steps: list[str] = []
    with opened(folder) as workspace:
        workspace.update(lambda step: steps.append(step.what))
        assert BUILT in steps
        assert generation(workspace) == 1
        found = matched(workspace)
        assert {(a[9:11], b[9:11]) for a, _, b, _ in found} >= {(f"{n:02}", f"{n + 1:02}") for n in range(0, 12, 2)}
        mine, theirs = (workspace.article(f"articles/{n:02}.txt").id for n in (0, 1))
        row = next(r for r in workspace.listing().rows(0, 99) if r.article == mine and "412" in r.quote)
        assert theirs in {view.row.article for view in workspace.claim(row.id).matches}


def test_a_new_article_finds_what_a_batch_finds(folder: Folder) -> None:
    write(folder, *range(11))
    with opened(folder) as workspace:
        workspace.update()
        write(folder, 11)
        steps: list[str] = []
        workspace.update(lambda step: steps.append(step.what))
        assert BUILT not in steps
        assert generation(workspace) == 1
        found = matched(workspace)
        assert any("articles/11.txt" in pair for pair in found)
        workspace.rebuild()
        assert matched(workspace) == found


def test_a_build_that_was_stopped_goes_on_and_the_old_one_serves_meanwhile(folder: Folder) -> None:
    write(folder, *range(4))
    with opened(folder) as workspace:
        workspace.update()
        assert generation(workspace) == 1
        before = matched(workspace)
        write(folder, *range(4, 12))
        stopping(workspace, BUILT)
        assert generation(workspace) == 1
        assert matched(workspace) == before
    with opened(folder) as workspace:
        workspace.update()
        assert generation(workspace) == 2
        found = matched(workspace)
        assert found > before
        workspace.rebuild()
        assert matched(workspace) == found


def test_an_article_that_goes_takes_its_pairs_along(folder: Folder) -> None:
    write(folder, *range(12))
    with opened(folder) as workspace:
        workspace.update()
        folder.write("articles/01.txt", "Nothing to see\n\nThe mill of Orphir was shut.\n")
        workspace.update()
        assert not any("articles/00.txt" in pair and "articles/01.txt" in pair for pair in matched(workspace))
        found = matched(workspace)
        workspace.rebuild()
        assert matched(workspace) == found
