"""Altered quotes end to end: by import and by the project file, none becomes a claim, each is told with what differs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from reviewer.text.fold import fold
from reviewer.workspace import Workspace
from tests.text.altering import ARTICLES, Altered, altered, sentences
from tests.workspace.workspace_tools import Folder

CASES = altered(seed=411, count=300)


@pytest.fixture(scope="module")
def mill(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = Folder(tmp_path_factory.mktemp("mill"))
    for name, text in ARTICLES.items():
        folder.write(name, text)
    folder.sheet.write_text(sheet([]), encoding="utf-8")
    with folder.open() as workspace:
        workspace.update()
    return folder.path


@pytest.fixture
def here(mill: Path, tmp_path: Path) -> Iterator[Folder]:
    import shutil

    return Folder(Path(shutil.copytree(mill, tmp_path / "mill")))


def sheet(cases: list[Altered]) -> str:
    head = "articles:\n" + "".join(f"  - path: {name}\n" for name in ARTICLES)
    claims = "".join(f"  - article: {case.article}\n    quote: {json.dumps(case.quote)}\n" for case in cases)
    return head + (f"claims:\n{claims}" if cases else "")


def given(workspace: Workspace) -> list[str]:
    """Words of every claim that somebody gave."""
    acts = workspace.desk.db.decisions.acts_of_type("given", current=True)
    return [
        workspace.desk.db.record(act.event.data["words"])["quote"] for act in acts if not act.event.data["withdrawn"]
    ]


def test_no_altered_quote_enters_by_import(here: Folder) -> None:
    lines = [json.dumps({"article": case.article, "quote": case.quote}) for case in CASES]
    path = here.write("given.jsonl", '{"format": "reviewer.given/1"}\n' + "\n".join(lines) + "\n")
    with here.open() as workspace:
        report = workspace.import_file(path)
        assert report.given == 0
        assert given(workspace) == []
        assert len(report.refused) == len(CASES)
        for case, skipped in zip(CASES, report.refused, strict=True):
            assert skipped.path.startswith("line ")
            assert case.quote[:20] in skipped.reason


def test_no_altered_quote_enters_by_the_project_file(here: Folder) -> None:
    plain = [case for case in CASES if all(char.isprintable() for char in case.quote)][:150]
    assert len({case.kind for case in plain}) >= 18
    here.sheet.write_text(sheet(plain), encoding="utf-8")
    with here.open() as workspace:
        report = workspace.update()
        assert given(workspace) == []
        assert len(report.unanchored) == len(plain)


def test_the_same_sentences_as_they_stand_all_enter(here: Folder) -> None:
    told = list(dict.fromkeys(sentences()))
    lines = [json.dumps({"article": name, "quote": quote, "text": "In short."}) for name, quote in told]
    path = here.write("given.jsonl", '{"format": "reviewer.given/1"}\n' + "\n".join(lines) + "\n")
    with here.open() as workspace:
        report = workspace.import_file(path)
        assert report.refused == ()
        assert report.given == len(told)
        assert [fold(quote).text for quote in given(workspace)] == [fold(quote).text for _, quote in told]
