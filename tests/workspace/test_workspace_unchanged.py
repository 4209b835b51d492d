"""What did not change is neither read nor checked again; whatever might have is."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reviewer.model.span import Span
from reviewer.workspace import indexing, sources, unchanged, updating
from reviewer.workspace.erasing import Targets
from reviewer.workspace.workspace import Workspace
from tests.workspace.workspace_tools import Folder, claim

COURIER, RADIO = "articles/courier.txt", "articles/radio.txt"
LATER = 4_000_000_000_000_000_000
"""Nanoseconds since 1970: long after any file of a test was written."""
Counted = Callable[[], tuple[int, int]]


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Counted:
    """How many files were read and articles checked since it was asked last."""
    counts = {"read": 0, "checked": 0}

    def count(name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def counting(*words: Any, **more: Any) -> Any:
            counts[name] += 1
            return call(*words, **more)

        return counting

    monkeypatch.setattr(sources, "read_bytes", count("read", sources.read_bytes))
    monkeypatch.setattr(updating, "index", count("checked", indexing.index))

    def asked() -> tuple[int, int]:
        found = counts["read"], counts["checked"]
        counts.update(read=0, checked=0)
        return found

    return asked


@pytest.fixture
def desk(desk_folder: Folder, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """A workspace whose files were all written long before they were read."""
    monkeypatch.setattr(unchanged, "time_ns", lambda: LATER)
    workspace = desk_folder.open()
    workspace.update()
    return workspace


def test_an_unchanged_workspace_is_neither_read_nor_checked(desk: Workspace, counted: Counted) -> None:
    with desk:
        report = desk.update()
        assert counted() == (0, 0)
        assert (report.read, report.unchanged, report.added, report.changed, report.left) == (4, 4, 0, 0, 0)


def test_a_new_process_knows_it_too(desk: Workspace, desk_folder: Folder, counted: Counted) -> None:
    desk.close()
    with desk_folder.open() as again:
        again.update()
        assert counted() == (0, 0)


def test_what_was_changed_is_read_and_nothing_else(desk: Workspace, desk_folder: Folder, counted: Counted) -> None:
    with desk:
        desk_folder.write(COURIER, "Short\n\nThe ferry sank near Tarn on 3 May.\n")
        assert desk.update().changed == 1
        assert counted()[0] == 1
        assert desk.update().changed == 0
        assert counted() == (0, 0)


def test_a_change_that_keeps_size_and_time_of_the_file_is_seen(desk: Workspace, desk_folder: Folder) -> None:
    with desk:
        path = desk_folder.path / COURIER
        before = path.stat()
        path.write_text(path.read_text("utf-8").swapcase(), "utf-8")
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
        assert path.stat().st_size == before.st_size
        assert desk.update().changed == 1


def test_a_file_written_just_before_it_was_read_is_read_until_it_is_older(
    desk_folder: Folder, counted: Counted, monkeypatch: pytest.MonkeyPatch
) -> None:
    newest = max(path.stat().st_ctime_ns for path in (desk_folder.path / "articles").iterdir())
    monkeypatch.setattr(unchanged, "time_ns", lambda: newest)
    with desk_folder.open() as workspace:
        workspace.update()
        counted()
        workspace.update()
        assert counted() == (4, 0)
        monkeypatch.setattr(unchanged, "time_ns", lambda: LATER)
        workspace.update()
        assert counted() == (4, 0)
        workspace.update()
        assert counted() == (0, 0)


def test_what_leaves_and_comes_back_is_seen(desk: Workspace, desk_folder: Folder) -> None:
    with desk:
        aside = desk_folder.path / "aside"
        (desk_folder.path / RADIO).rename(aside)
        assert desk.update().left == 1
        assert not desk.article(RADIO).in_project
        assert desk.update().left == 0
        aside.rename(desk_folder.path / RADIO)
        desk.update()
        assert desk.article(RADIO).in_project


def test_other_words_of_the_project_file_are_seen(desk: Workspace, desk_folder: Folder, counted: Counted) -> None:
    with desk:
        desk_folder.rules("    title: Another title\n")
        assert desk.update().changed == 1
        assert desk.article(COURIER).metadata.title == "Another title"
        counted()
        desk.update()
        assert counted() == (0, 0)


def test_articles_that_a_person_acted_on_are_checked_once(desk: Workspace, counted: Counted) -> None:
    with desk:
        article = desk.article(COURIER).id
        start = desk.text(article).text.index("The company will pay")
        desk.give(article, [Span(start, start + 39)])
        counted()
        desk.update()
        assert counted() == (1, 1)
        desk.undo()
        desk.update()
        assert counted() == (1, 1)
        desk.update()
        assert counted() == (0, 0)


def test_a_verdict_lets_all_stand(desk: Workspace, counted: Counted) -> None:
    with desk:
        from reviewer.model.verdict import Value

        desk.verdict(claim(desk, "The company will pay"), Value.SUPPORTED)
        counted()
        desk.update()
        assert counted() == (0, 0)


def test_what_others_may_have_changed_for_all_lets_nothing_stand(desk: Workspace, counted: Counted) -> None:
    with desk:
        desk.erase(Targets(articles=[COURIER]), "asked for")
        counted()
        desk.update()
        assert counted() == (4, 4)


def test_after_a_rebuild_everything_is_read(desk: Workspace, counted: Counted) -> None:
    with desk:
        desk.rebuild()
        counted()
        desk.update()
        assert counted() == (4, 4)
        desk.update()
        assert counted() == (0, 0)


def test_an_update_that_was_stopped_goes_on_without_checking_what_was(
    desk_folder: Folder, counted: Counted, monkeypatch: pytest.MonkeyPatch
) -> None:
    from reviewer.errors import Interrupted

    monkeypatch.setattr(unchanged, "AT_ONCE", 1)
    seen: list[str] = []
    with desk_folder.open() as workspace:
        with pytest.raises(Interrupted):
            workspace.update(lambda step: seen.append(step.what), lambda: len(seen) > 2)
        done = counted()[1]
        assert 0 < done < 4
        workspace.update()
        assert counted()[1] == 4 - done


def test_words_that_come_later_let_nothing_stand(desk: Workspace, tmp_path: Path, counted: Counted) -> None:
    with desk:
        corpus = desk.desk.db.corpus
        assert len(corpus.readings()) == 4
        gone = corpus.article(desk.article(COURIER).id)
        assert gone is not None
        with corpus._c.write() as conn:
            body = conn.execute("SELECT body FROM blob WHERE sha256 = ?", (gone.text_sha256,)).fetchone()[0]
            conn.execute("DELETE FROM blob WHERE sha256 = ?", (gone.text_sha256,))
        desk.desk.db.merge((), {gone.text_sha256: body})
        assert corpus.readings() == {}
        desk.update()
        assert counted() == (4, 4)
