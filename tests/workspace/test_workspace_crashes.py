"""Stopped, killed, no room left: nothing that was reported as saved is lost, and the next run goes on."""

from __future__ import annotations

import os
import random
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from reviewer.model.verdict import Value
from tests.workspace.workspace_tools import STORM, Folder, claim, rows

ROOT = Path(__file__).resolve().parents[2]
WRITER = "tests.faults.workspace_writer"
Start = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def start(state: Path) -> Iterator[Start]:
    """Starts a process; all that still run are ended after the test."""
    running: list[subprocess.Popen[str]] = []

    def begin(module: str, *words: object, **more: Any) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-m", module, *map(str, words)],
            env={**os.environ, "PYTHONPATH": str(ROOT), "REVIEWER": "Ada"},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            **more,
        )
        running.append(process)
        return process

    yield begin
    for process in running:
        process.kill()
        process.wait()
        for stream in (process.stdout, process.stderr):
            assert stream is not None
            stream.close()


def many(folder: Folder, count: int) -> None:
    """That many short articles more, with something to match."""
    for number in range(count):
        folder.write(
            f"articles/bread{number:03}.txt",
            f"Bread of Tarn, part {number}\n\nBakers of Tarn sold {number + 3} sorts of bread in June. The guild said that "
            f"{number * 11 + 40} of its members had raised the price of rye bread.\n",
        )


def read_until(process: subprocess.Popen[str], words: str) -> None:
    assert process.stdout is not None
    for line in process.stdout:
        if line.startswith(words):
            return
    raise AssertionError(f"the process never said {words!r}")


def whole(folder: Folder, articles: int) -> None:
    """The workspace opens, is brought up to date, passes every check and holds all articles with their matches."""
    with folder.open() as workspace:
        workspace.update()
        assert len(workspace.articles()) == articles
        assert workspace.verify().ok, workspace.verify().findings
        before = [(row.id, row.matches, row.value) for row in rows(workspace)]
        assert workspace.update().added == 0
        workspace.rebuild()
        assert [(row.id, row.matches, row.value) for row in rows(workspace)] == before


# ---- stopped


def test_stopping_keeps_what_was_done_and_a_second_run_goes_on(desk_folder: Folder) -> None:
    from reviewer.errors import Interrupted

    many(desk_folder, 10)
    seen: list[int] = []
    with desk_folder.open() as workspace:
        with pytest.raises(Interrupted) as caught:
            workspace.update(lambda step: seen.append(step.done), lambda: len(seen) > 5)
        assert caught.value.exit_code == 130
        assert "kept" in caught.value.kept
        assert "again" in caught.value.next_step
        done = len(workspace.articles())
        assert 4 <= done <= 7
        report = workspace.update()
        assert (report.added, report.unchanged) == (14 - done, done)
    whole(desk_folder, 14)


@pytest.mark.parametrize("what", ["articles matched", "articles read"])
def test_stopping_at_any_stage_leaves_no_article_out(desk_folder: Folder, what: str) -> None:
    from reviewer.errors import Interrupted

    stage: list[str] = []
    with desk_folder.open() as workspace:
        with pytest.raises(Interrupted):
            workspace.update(lambda step: stage.append(f"{step.what} {step.done}"), lambda: f"{what} 2" in stage)
        workspace.update()
        got = [(row.id, row.matches) for row in rows(workspace)]
        workspace.rebuild()
        assert [(row.id, row.matches) for row in rows(workspace)] == got


def test_an_interrupt_during_an_update_ends_with_130_and_a_second_run_goes_on(
    desk_folder: Folder, start: Start
) -> None:
    many(desk_folder, 60)
    process = start("reviewer", "-C", desk_folder.path, "--as", "Ada")
    path = desk_folder.path / "db" / "reviewer.db"
    deadline = time.monotonic() + 60
    while _articles(path) < 5 and time.monotonic() < deadline and process.poll() is None:
        time.sleep(0.01)  # waiting for what another process does, not for time to pass
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 130, (out, err)
    assert "stopped" in err
    assert "kept: what was done is kept" in err
    assert "next: run it again" in err
    assert "Traceback" not in out + err
    done = _articles(path)
    assert 5 <= done < 64
    with desk_folder.open() as workspace:
        report = workspace.update()
        assert report.added + report.unchanged == 64
        assert report.unchanged >= done


def _articles(path: Path) -> int:
    import sqlite3

    if not path.exists():
        return 0
    conn = sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=5)
    try:
        return int(conn.execute("SELECT count(*) FROM version").fetchone()[0])
    except sqlite3.Error:
        return 0
    finally:
        conn.close()


# ---- killed


def killed_update(folder: Folder, start: Start, chance: random.Random, articles: int) -> None:
    before = len(list((folder.path / "articles").iterdir()))
    many(folder, articles)
    new = articles + 4 - before or articles  # those that are matched
    process = start(WRITER, folder.path, "update")
    what = chance.choice(["read", "read", "matched"])
    read_until(process, f"articles {what} {chance.randrange(1, articles if what == 'read' else new)}")
    process.kill()
    process.wait()
    whole(folder, articles + 4)


def killed_verdicts(folder: Folder, start: Start, chance: random.Random) -> None:
    process = start(WRITER, folder.path, "judge", "Bo", 100_000)
    assert process.stdout is not None
    told = [process.stdout.readline().strip() for _ in range(chance.randrange(2, 25))]
    process.kill()
    told += process.communicate()[0].split("\n")[:-1]
    assert told.pop(0) == "ready"
    with folder.open() as workspace:
        kept = [line.hash for line in workspace.log(person="Bo")][1:]
        assert kept[: len(told)] == told
        assert len(kept) - len(told) <= 1  # one may be saved of which nobody was told
        assert workspace.verify().ok
        workspace.verdict(claim(workspace, STORM, "articles/radio.txt"), Value.SUPPORTED)


def test_a_killed_update_is_caught_up_by_the_next(desk_folder: Folder, start: Start) -> None:
    killed_update(desk_folder, start, random.Random(4), 12)


def test_a_killed_reviewer_loses_no_verdict_that_was_acknowledged(folder: Folder, start: Start) -> None:
    killed_verdicts(folder, start, random.Random(7))


@pytest.mark.long
@pytest.mark.parametrize("seed", range(25))
def test_updates_killed_at_random_are_caught_up(desk_folder: Folder, start: Start, seed: int) -> None:
    chance = random.Random(seed)
    for articles in (6, 12, 24):
        killed_update(desk_folder, start, chance, articles)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(40))
def test_reviewers_killed_at_random_lose_nothing(folder: Folder, start: Start, seed: int) -> None:
    chance = random.Random(seed)
    killed_verdicts(folder, start, chance)


@pytest.mark.long
@pytest.mark.parametrize("place", ["after_event_insert", "before_commit", "after_commit"])
def test_a_crash_at_a_named_place_of_an_update_is_caught_up(desk_folder: Folder, start: Start, place: str) -> None:
    with desk_folder.open():
        pass
    process = start(WRITER, desk_folder.path, "update", preexec_fn=lambda: os.environ.update(REVIEWER_CRASH_AT=place))
    process.communicate()
    whole(desk_folder, 4)


# ---- no room left


def limited(folder: Folder, more: int) -> Callable[[], None]:
    """In the child: no file may grow over this many bytes more than the database has, as on a full disk."""
    size = (folder.path / "db" / "reviewer.db").stat().st_size + more

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)

    return limit


def test_no_room_for_articles_is_told_and_the_next_run_goes_on(desk_folder: Folder, start: Start) -> None:
    with desk_folder.open():
        pass
    many(desk_folder, 40)
    process = start("reviewer", "-C", desk_folder.path, preexec_fn=limited(desk_folder, 150_000))
    out, err = process.communicate(timeout=120)
    assert process.returncode == 1, (out, err)
    assert "disk takes no more" in err
    assert "kept: everything saved before; nothing half-written" in err
    assert "next: make room" in err
    assert "Traceback" not in out + err
    with desk_folder.open() as workspace:
        done = len(workspace.articles())
        assert 0 < done < 44
        report = workspace.update()
        assert report.added + report.unchanged + report.changed == 44
        assert workspace.verify().ok


def test_no_room_for_verdicts_loses_none_that_was_acknowledged(folder: Folder, start: Start) -> None:
    process = start(WRITER, folder.path, "judge", "Bo", 100_000, preexec_fn=limited(folder, 300_000))
    told = process.communicate(timeout=120)[0].split("\n")[:-1]
    assert told.pop(0) == "ready"
    assert told.pop() == "error disk_full"
    with folder.open() as workspace:
        assert [line.hash for line in workspace.log(person="Bo")][1:] == told
        assert workspace.verify().ok


def test_what_fails_after_an_act_is_saved_makes_the_act_no_failure(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    from reviewer.errors import DiskFull
    from reviewer.model.span import Span
    from reviewer.workspace.matching import Matcher

    def full(*_: object) -> int:
        raise DiskFull("the disk takes no more")

    with folder.open() as workspace:
        courier = workspace.article("articles/courier.txt").id
        start = workspace.text(courier).text.index("The company will pay")
        with monkeypatch.context() as patch:
            patch.setattr(Matcher, "match", full)
            found = workspace.give(courier, [Span(start, start + 39)]).claims[0]
        assert found in {row.id for row in rows(workspace)}
        assert workspace.row(found).matches == 0
        workspace.update()
        assert workspace.row(found).matches > 0


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 2 MB; where none can be mounted the test skips by name."""
    place = tmp_path / "small"
    place.mkdir()
    mounted = os.geteuid() == 0 and sys.platform == "linux"
    if mounted:
        done = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=2m", "none", place], check=False, capture_output=True
        )
        mounted = done.returncode == 0
    if not mounted:
        pytest.skip("needs the right to mount a small file system")
    yield place
    subprocess.run(["umount", place], check=True)


def test_a_really_full_disk_loses_nothing_and_goes_on_once_there_is_room(
    small_disk: Path, desk_folder: Folder, start: Start
) -> None:
    import shutil

    folder = Folder(Path(shutil.copytree(desk_folder.path, small_disk / "desk")))
    with folder.open() as workspace:
        workspace.update()
        ballast = small_disk / "ballast"
        free = os.statvfs(small_disk).f_bavail * os.statvfs(small_disk).f_bsize
        ballast.write_bytes(b"x" * max(0, free - 200_000))
    process = start(WRITER, folder.path, "judge", "Bo", 100_000)
    told = process.communicate(timeout=120)[0].split("\n")[:-1]
    assert told.pop(0) == "ready"
    assert told.pop() == "error disk_full"
    process = start("reviewer", "-C", folder.path, "export", "yaml", "-o", folder.path / "out.yaml", "--all")
    err = process.communicate(timeout=60)[1]
    assert process.returncode == 1
    assert "fault of the program" not in err
    assert "kept" in err
    assert not (folder.path / "out.yaml").exists()
    ballast.unlink()
    with folder.open() as workspace:
        assert [line.hash for line in workspace.log(person="Bo")][1 : len(told) + 1] == told
        assert workspace.verify().ok
        workspace.verdict(claim(workspace, STORM, "articles/radio.txt"), Value.SUPPORTED)
