"""Every kind of mistake: the program says what happened, what was kept and what to do next, and nothing is lost."""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from reviewer import cli
from tests.workspace.workspace_tools import SHEET, STORM, Folder, claim, events

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Answer:
    code: int
    out: str
    err: str

    @property
    def what(self) -> str:
        return self.err.split("\n")[0].removeprefix("reviewer: ")

    @property
    def kept(self) -> str:
        return next((line.split("kept: ")[1] for line in self.err.split("\n") if "  kept: " in line), "")

    @property
    def next(self) -> str:
        return next((line.split("next: ")[1] for line in self.err.split("\n") if "  next: " in line), "")


Call = Callable[..., Answer]


@pytest.fixture
def call(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], folder: Folder) -> Call:
    """Calls the program in the workspace as Ada; no call may end in a traceback or a fault of the program."""
    monkeypatch.delenv("REVIEWER_DEBUG", raising=False)
    monkeypatch.setenv("REVIEWER", "Ada")
    monkeypatch.chdir(folder.path)

    def run(*words: str | Path) -> Answer:
        capfd.readouterr()
        answer = Answer(cli.main([str(word) for word in words]), *capfd.readouterr())
        for text in (answer.out, answer.err):
            assert "Traceback" not in text
            assert "fault of the program" not in text
        return answer

    return run


# ---- the project file


def test_without_a_project_file_the_way_to_one_is_told(call: Call, folder: Folder) -> None:
    folder.sheet.unlink()
    answer = call()
    assert answer.code == 2
    assert "no claims.yaml" in answer.what
    assert "reviewer init" in answer.next


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("articles:\n  - path: articles/radio.txt\n   id: x\n", "claims.yaml:3:", ""),
        ("articles:\n\t- a.txt\n", "claims.yaml:2:1", ""),
        ("articles: [a.txt\n", "claims.yaml:", ""),
        ("articles:\n  - path: ../outside.txt\n", "claims.yaml:2:11", "leads out of the workspace"),
        ("articles:\n  - path: a.txt\n    path: b.txt\n", "claims.yaml:3:5", "path"),
        ("reviews: many\n", "claims.yaml:1:10", "reviews"),
        ("articles: &a\n  - *a\n", "claims.yaml:1:", ""),
        ("format: reviewer.project/9\n", "claims.yaml:1:9", "newer version"),
        ("articles:\n  - published: 2024-03-05\n", "claims.yaml:2:5", "needs one of"),
        ("\x00", "claims.yaml", ""),
    ],
)
def test_a_malformed_project_file_is_told_with_its_place(
    call: Call, folder: Folder, text: str, place: str, words: str
) -> None:
    with folder.open() as workspace:
        before = events(workspace)
    folder.sheet.write_text(text)
    answer = call()
    assert answer.code == 2
    assert answer.what.startswith(place)
    assert words in answer.what
    with folder.open() as workspace:
        assert events(workspace) == before
        assert len(workspace.articles()) == 4


def test_a_project_file_that_is_no_text_is_told(call: Call, folder: Folder) -> None:
    folder.sheet.write_bytes(b"\xff\xfe\x00\x01" * 100)
    answer = call()
    assert answer.code == 2
    assert answer.what.startswith("claims.yaml")


def test_two_articles_of_one_id_are_told_with_both_lines(call: Call, folder: Folder) -> None:
    folder.sheet.write_text(
        "articles:\n  - path: articles/radio.txt\n    id: one\n  - path: articles/late.txt\n    id: one\n"
    )
    answer = call()
    assert answer.code == 2
    assert answer.what.startswith("claims.yaml:4:")
    assert "line 2" in answer.what


def test_two_rows_of_one_id_are_told_and_the_first_is_taken(call: Call, folder: Folder) -> None:
    folder.write("ticker.csv", "id,body\nt1,Fares rise by 4% in May.\nt1,Fares fall by 2% in June.\n")
    folder.sheet.write_text(SHEET + "  - table: ticker.csv\n    id: id\n    text: body\n")
    answer = call()
    assert answer.code == 3
    assert "ticker.csv, line 3" in answer.out
    assert "line 2" in answer.out
    again = call()
    assert again.code == 3
    assert "changed" not in again.out


def test_an_unknown_key_is_a_warning_with_the_nearest(call: Call, folder: Folder) -> None:
    folder.sheet.write_text(SHEET.replace("    publisher:", "    publsher:") + "reviewz: 2\n")
    answer = call()
    assert answer.code == 0
    assert "publsher" in answer.out
    assert "publisher" in answer.out
    assert "reviewz" in answer.out
    assert "reviews" in answer.out
    assert "claims.yaml:6:1" in answer.out
    assert "claims.yaml:4:5" in answer.out


def test_one_file_named_in_two_ways_is_one_article(call: Call, folder: Folder) -> None:
    folder.sheet.write_text(
        "articles:\n  - glob: articles/*.txt\n  - glob: '**/*.txt'\n  - path: ./articles/radio.txt\n"
    )
    assert call().code == 0
    with folder.open() as workspace:
        assert len(workspace.articles()) == 4


# ---- articles


def test_an_article_that_does_not_exist_is_listed_and_the_rest_taken(call: Call, folder: Folder) -> None:
    folder.sheet.write_text(SHEET + "  - path: articles/absent.txt\n")
    folder.write("articles/new.txt", "Fares rise by 4% in May.\n")
    answer = call()
    assert answer.code == 3
    assert "skipped articles/absent.txt: there is no such file" in answer.out
    assert "1 new" in answer.out


def test_a_pattern_that_fits_nothing_is_listed(call: Call, folder: Folder) -> None:
    folder.sheet.write_text(SHEET + "  - glob: wire/*.txt\n")
    answer = call()
    assert answer.code == 3
    assert "no file fits this pattern" in answer.out


def test_an_empty_folder_is_told(call: Call, folder: Folder) -> None:
    (folder.path / "empty").mkdir()
    answer = call("add", "empty")
    assert answer.code == 3
    assert "skipped empty: no article in this folder" in answer.out
    answer = call("add", "nowhere.txt")
    assert answer.code == 3
    assert "no such file" in answer.out


def test_a_project_without_articles_says_what_to_do(call: Call, folder: Folder) -> None:
    folder.sheet.write_text("")
    shutil.rmtree(folder.path / "db")
    answer = call()
    assert answer.code == 0
    assert "0 articles" in answer.out
    assert "reviewer add" in answer.out


def pdf(*, secret: bool) -> bytes:
    from fpdf import FPDF

    made = FPDF()
    if secret:
        made.set_encryption(owner_password="owner", user_password="user")
    made.add_page()
    made.set_font("helvetica", size=12)
    made.cell(text="Bakers of Tarn sold 7 sorts of bread in June.")
    return bytes(made.output())


UNREADABLE = {
    "rubbish.txt": (bytes(range(256)) * 40, ""),
    "empty.txt": (b"", "empty"),
    "blank.txt": (b" \n\n\t\n", ""),
    "noheart.html": (b"<html><head><script>var a = 1;</script></head><body><img src=x></body></html>", ""),
    "secret.pdf": (None, "password"),
    "broken.pdf": (b"%PDF-1.7\n" + b"\x00" * 300, ""),
    "broken.docx": (b"PK\x03\x04" + b"\x00" * 300, ""),
    "picture.txt": (b"\x89PNG\r\n\x1a\n" + b"\x00\x01" * 400, ""),
}


def test_what_cannot_be_read_is_listed_with_the_reason_and_the_run_goes_on(call: Call, folder: Folder) -> None:
    for name, (content, _) in UNREADABLE.items():
        folder.write(f"odd/{name}", pdf(secret=True) if content is None else content)
    folder.write("odd/zzz.txt", "Fares rise by 4% in May.\n")
    folder.sheet.write_text(SHEET + "  - glob: odd/*\n")
    answer = call()
    assert answer.code == 3
    told = " ".join(answer.out.split())
    for name, (_, reason) in UNREADABLE.items():
        assert f"skipped odd/{name}: " in told
        assert reason in told.split(f"skipped odd/{name}: ")[1].split("skipped ")[0]
    assert "1 new" in answer.out
    with folder.open() as workspace:
        assert len(workspace.articles()) == 5
        assert workspace.verify().ok


def test_links_out_of_the_workspace_are_not_followed(call: Call, folder: Folder, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("The password of the harbour is 1234.\n")
    (folder.path / "articles" / "link.txt").symlink_to(tmp_path / "secret.txt")
    (folder.path / "articles" / "loop.txt").symlink_to(folder.path / "articles" / "loop.txt")
    os.mkfifo(folder.path / "articles" / "pipe.txt")
    answer = call()
    assert answer.code == 3
    for name in ("link", "loop", "pipe"):
        assert f"skipped articles/{name}.txt" in answer.out
    with folder.open() as workspace:
        assert len(workspace.articles()) == 4


def test_standard_input_that_is_no_text_is_told(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    import io

    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(bytes(range(256)) * 20)))
    answer = call("add", "-")
    assert answer.code == 3
    assert "skipped standard input" in answer.out


# ---- the database


def test_a_database_of_a_newer_program_is_left_as_it_is(call: Call, folder: Folder) -> None:
    path = folder.path / "db" / "reviewer.db"
    with sqlite3.connect(path) as conn:
        conn.execute("PRAGMA user_version = 999")
    conn.close()
    before = path.read_bytes()
    answer = call()
    assert answer.code == 1
    assert "newer version" in answer.what
    assert answer.kept == "the file was left as it is"
    assert "update" in answer.next
    assert path.read_bytes() == before


@pytest.mark.parametrize("content", [b"", b"not a database", b"SQLite format 3\x00" + b"\x07" * 5000])
def test_a_database_that_is_none_is_left_as_it_is(call: Call, folder: Folder, content: bytes) -> None:
    path = folder.path / "db" / "reviewer.db"
    path.write_bytes(content)
    answer = call()
    assert answer.code == 1
    assert "not a database of this program" in answer.what
    assert answer.kept
    assert "backup" in answer.next
    assert path.read_bytes() == content


def test_a_database_of_another_program_is_left_as_it_is(call: Call, folder: Folder) -> None:
    path = folder.path / "db" / "reviewer.db"
    path.unlink()
    with sqlite3.connect(path) as conn:
        conn.execute("CREATE TABLE birds (name TEXT)")
    conn.close()
    before = path.read_bytes()
    assert call().code == 1
    assert path.read_bytes() == before


def test_an_act_on_what_is_not_here_is_told(call: Call) -> None:
    for words in (("show", "99.9"), ("verdict", "99.9", "supported"), ("note", "zzzzzz", "-r", "x"), ("why", "1.999")):
        answer = call(*words)
        assert answer.code == 2, words
        assert answer.what
        assert answer.next
    answer = call("verdict", "1.1", "nonsense")
    assert answer.code == 2


def test_mistakes_answer_in_json_where_asked(call: Call, folder: Folder) -> None:
    folder.sheet.write_text("articles: [")
    answer = call("rebuild", "--json")
    assert answer.code == 0  # what is here is rebuilt without the project file
    answer = call("show", "99.9", "--json")
    error = json.loads(answer.err)["error"]
    assert error["code"] == "not_found"
    assert error["next"]


# ---- places that cannot be written


@pytest.fixture
def plain_place(template: Path, tmp_path: Path) -> Iterator[Path]:
    """A copy of the workspace whose modes may be changed; they are put back in the end."""
    place = tmp_path / "plain"
    shutil.copytree(template, place)
    yield place
    for path in (place, *place.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)


def ordinary_rights() -> None:
    """Takes from root what lets it pass by the modes of files: CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH, CAP_FOWNER."""
    libc = ctypes.CDLL(None, use_errno=True)
    for capability in (1, 2, 3):
        if libc.prctl(24, capability, 0, 0, 0) != 0:  # PR_CAPBSET_DROP
            os._exit(77)


def ordinary(place: Path, *words: str) -> Answer:
    """The program, run by somebody for whom modes of files hold."""
    done = subprocess.run(
        [sys.executable, "-m", "reviewer", *words],
        cwd=place,
        env={**os.environ, "PYTHONPATH": str(ROOT), "REVIEWER": "Ada", "REVIEWER_STATE": str(place.parent / "state")},
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=ordinary_rights if os.geteuid() == 0 else None,
    )
    answer = Answer(done.returncode, done.stdout, done.stderr)
    assert "Traceback" not in answer.out + answer.err
    assert "fault of the program" not in answer.err
    return answer


def closed(place: Path) -> None:
    for path in (place / "db" / "reviewer.db", place / "db", place):
        path.chmod(0o444 if path.is_file() else 0o555)


def test_a_read_only_folder_shows_everything_and_refuses_acts(plain_place: Path) -> None:
    closed(plain_place)
    answer = ordinary(plain_place)
    assert answer.code == 0, answer.err
    assert answer.out.startswith("open for reading only")
    assert "4 articles" in answer.out
    assert "reviewer export" not in answer.out, "nothing is advised that would be refused"
    assert ordinary(plain_place, "show", "1.1").code == 0
    assert "reviewer verdict" not in ordinary(plain_place, "next").out
    assert "you may only read it" in ordinary(plain_place, "doctor").out
    answer = ordinary(plain_place, "export", "yaml")
    assert answer.code == 1
    assert answer.kept


@pytest.mark.parametrize(
    "words",
    ["verdict 1.1 s", "note 1.1 --why x", "undo", "redo", "date 1 2024-03-05", "merge 1.1 1.2", "signoff 1", "rebuild"],
)
def test_every_act_in_a_read_only_folder_is_refused_in_the_same_words(plain_place: Path, words: str) -> None:
    closed(plain_place)
    answer = ordinary(plain_place, *words.split())
    assert (answer.code, answer.what) == (1, "this workspace is open for reading only")
    assert (answer.kept, answer.next) == (
        "nothing was changed",
        "work on a copy that can be written, or ask its owner for access",
    )


def test_a_database_in_a_folder_that_may_not_be_entered_says_so(plain_place: Path) -> None:
    (plain_place / "db").chmod(0)
    answer = ordinary(plain_place, "claims")
    (plain_place / "db").chmod(0o755)
    assert answer.code == 1
    assert "you may not look into its folder" in answer.what
    assert (answer.kept, answer.next[:20]) == ("nothing was changed", "ask its owner for ac")


def test_a_folder_in_which_no_database_can_be_made_says_so(plain_place: Path) -> None:
    shutil.rmtree(plain_place / "db")
    plain_place.chmod(0o555)
    answer = ordinary(plain_place)
    assert answer.code == 1
    assert "cannot be made" in answer.what
    assert answer.kept == "nothing was made"
    assert answer.next


def test_a_database_that_may_not_be_read_says_so(plain_place: Path) -> None:
    (plain_place / "db" / "reviewer.db").chmod(0)
    answer = ordinary(plain_place)
    assert answer.code == 1
    assert "you may not read this file" in answer.what
    assert answer.next.startswith("ask its owner for access")


def test_an_article_that_may_not_be_read_is_listed(plain_place: Path) -> None:
    (plain_place / "articles" / "radio.txt").chmod(0)
    answer = ordinary(plain_place)
    assert answer.code == 3
    assert "skipped articles/radio.txt" in answer.out
    with Folder(plain_place).open() as workspace:
        assert workspace.article("articles/radio.txt").in_project
        assert claim(workspace, STORM, "articles/radio.txt")


def test_articles_in_a_folder_that_may_not_be_entered_are_told_and_not_lost(plain_place: Path) -> None:
    (plain_place / "claims.yaml").write_text(SHEET + "  - path: articles/radio.txt\n")
    (plain_place / "articles").chmod(0)
    answer = ordinary(plain_place)
    (plain_place / "articles").chmod(0o755)
    assert answer.code == 3
    assert "articles" in answer.out
    with Folder(plain_place).open() as workspace:
        assert all(view.in_project for view in workspace.articles())


@pytest.fixture
def mounted(plain_place: Path) -> Iterator[Callable[..., None]]:
    """Mounts something over the place, where that is allowed; it is gone afterwards."""
    made: list[Path] = []

    def mount(*words: str) -> None:
        done = subprocess.run(["mount", *words, str(plain_place)], capture_output=True, check=False)
        if done.returncode:
            pytest.skip("only root mounts")
        made.append(plain_place)

    if shutil.which("mount") is None or os.geteuid() != 0:
        pytest.skip("only root mounts")
    yield mount
    for place in made:
        subprocess.run(["umount", "-l", str(place)], check=True)


def test_on_a_full_disk_everything_is_shown_and_nothing_is_said_to_be_saved(
    template: Path, plain_place: Path, mounted: Callable[..., None]
) -> None:
    mounted("-t", "tmpfs", "-o", "size=5m", "tmpfs")
    shutil.copytree(template, plain_place, dirs_exist_ok=True)
    with (plain_place / "fill").open("wb", buffering=0) as file, contextlib.suppress(OSError):
        while True:
            file.write(bytes(4096))
    for words in (("claims",), ("show", "1.1"), ("--as", "Ada"), ("verify",)):
        answer = ordinary(plain_place, *words)
        assert answer.code == 0, (words, answer.err)
    for words in (("verdict", "1.1", "supported"), ("export", "yaml", "-o", "out.yaml"), ("note", "1.1", "--why", "x")):
        answer = ordinary(plain_place, *words)
        assert answer.code == 1
        assert "the disk takes no more" in answer.what
        assert answer.next == "make room and try again"
    assert not (plain_place / "out.yaml").exists()
    (plain_place / "fill").unlink()
    assert ordinary(plain_place, "verdict", "1.1", "supported").code == 0
    assert ordinary(plain_place, "verify").code == 0


def test_a_disk_mounted_for_reading_only_shows_everything_to_root_too(
    plain_place: Path, mounted: Callable[..., None]
) -> None:
    mounted("--bind", str(plain_place))
    subprocess.run(["mount", "-o", "remount,bind,ro", str(plain_place)], check=True)
    for words in (("claims",), ("show", "1.1"), ("verify",), ("log",)):
        assert ordinary(plain_place, *words).code == 0
    answer = ordinary(plain_place, "verdict", "1.1", "supported")
    assert answer.code == 1
    assert "read" in answer.what
