"""`reviewer` in a workspace of 8,000 articles where nothing changed, beside `git status` over the same files."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks import _workspaces
from benchmarks.table import Row

ARTICLES = 8_000
CHANGED = 10
"""Articles that get a further sentence for the second measurement."""
RUNS = 5
_REVIEWER = [sys.executable, "-m", "reviewer", "--as", "Ada"]


def rows(_shared: Path) -> list[Row]:
    """CPU seconds, this process's children only: the least of RUNS, as other work on the machine only adds to it."""
    with tempfile.TemporaryDirectory(dir=_workspaces.place()) as place:
        small = _workspaces.sample(Path(place, "sample"))
        _workspaces.take(small)
        large = _taken(Path(place, "large"))
        found = [
            _row("git status", ["git", "status", "--short", "articles"], _repository(large), peer=True),
            _row("python -c pass", [sys.executable, "-c", "pass"], large, peer=True),
            _row("sample: nothing changed", _REVIEWER, small),
            Row("articles: first time after they were taken in", {"CPU ms": 1000 * _spent(_REVIEWER, large)}),
            _row("articles: nothing changed", _REVIEWER, large),
        ]
        for number in range(CHANGED):
            with (large / "articles" / f"{number:05}.txt").open("a", encoding="utf-8") as file:
                file.write("\nThe ferry line of Delo sold 12 boats in May.\n")
        changed = {"CPU ms": 1000 * _spent(_REVIEWER, large)}
        return [*found, Row(f"articles: {CHANGED} of them changed", changed)]


def _taken(folder: Path) -> Path:
    """A workspace of ARTICLES short articles, all taken in and marked as matched: what matching costs is not asked."""
    _workspaces.made_up(folder, ARTICLES * _workspaces.SENTENCES)
    for path in (folder / "articles").iterdir():
        path.write_text("\n\n".join(path.read_text("utf-8").split("\n\n")[:2]) + "\n", "utf-8")
    _workspaces.take(folder, match=False)
    _mark(folder)
    return folder


def _mark(folder: Path) -> None:
    from reviewer.workspace import Workspace
    from reviewer.workspace.matched import stamp_of

    with Workspace.open(folder) as workspace:
        desk = workspace.desk
        mark = stamp_of(desk)
        with desk.db.write():
            for row in desk.db.corpus.articles():
                desk.db.corpus.replace_matches(row.id, (), matcher=mark)


def _repository(folder: Path) -> Path:
    """The same files in a git repository of their own."""
    copy = folder.with_name("repository")
    shutil.copytree(folder / "articles", copy / "articles")
    for words in (["init", "-q"], ["add", "articles"]):
        subprocess.run(["git", *words], cwd=copy, check=True, capture_output=True)
    return copy


def _row(name: str, words: Sequence[str], folder: Path, *, peer: bool = False) -> Row:
    _spent(words, folder)  # the first run fills caches, and marks what stands
    return Row(name, {"CPU ms": 1000 * min(_spent(words, folder) for _ in range(RUNS))}, peer)


def _spent(words: Sequence[str], folder: Path) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPATH"] = str(_workspaces.ROOT)
    subprocess.run(words, cwd=folder, env=environment, capture_output=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
