from __future__ import annotations

import os
from pathlib import Path

import pytest

from reviewer.errors import UnreadableArticle
from reviewer.ingest import read_bytes
from reviewer.ingest.opening import BINARY_LIMIT, TEXT_LIMIT, limit_for


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "work"
    (folder / "articles").mkdir(parents=True)
    (folder / "articles" / "a.txt").write_bytes(b"words")
    (tmp_path / "secret.txt").write_bytes(b"secret")
    return folder


def refusal(path: Path | str, root: Path, limit: int | None = None) -> str:
    with pytest.raises(UnreadableArticle) as refused:
        read_bytes(Path(path), root, limit)
    return refused.value.what


def test_a_file_inside_is_read_by_relative_and_absolute_path(root: Path) -> None:
    assert read_bytes(Path("articles/a.txt"), root) == b"words"
    assert read_bytes(root / "articles" / "a.txt", root) == b"words"


@pytest.mark.parametrize(
    "path", ["../secret.txt", "articles/../../secret.txt", "/etc/hostname", "/dev/zero", "/proc/self/mem"]
)
def test_a_path_that_leads_out_is_refused(root: Path, path: str) -> None:
    assert refusal(path, root) in ("it lies outside the workspace", "no such file")


def test_a_symbolic_link_is_followed_only_inside(root: Path) -> None:
    (root / "inside.txt").symlink_to(root / "articles" / "a.txt")
    (root / "outside.txt").symlink_to(root.parent / "secret.txt")
    (root / "folder").symlink_to(root.parent)
    assert read_bytes(Path("inside.txt"), root) == b"words"
    assert refusal("outside.txt", root) == "it lies outside the workspace"
    assert refusal("folder/secret.txt", root) == "it lies outside the workspace"


def test_links_in_a_circle_are_refused(root: Path) -> None:
    (root / "one").symlink_to(root / "two")
    (root / "two").symlink_to(root / "one")
    assert "circle" in refusal("one", root)


def test_a_link_swapped_in_after_the_check_is_not_followed(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file is checked, then replaced by a link out: the open itself must not follow it."""
    target = root / "articles" / "a.txt"
    opened = os.open

    def swapping(path: Path, flags: int) -> int:
        target.unlink()
        target.symlink_to(root.parent / "secret.txt")
        return opened(path, flags)

    monkeypatch.setattr("reviewer.ingest.opening.os.open", swapping)
    assert "symbolic link" in refusal("articles/a.txt", root)


def test_pipes_and_folders_are_refused_without_waiting(root: Path) -> None:
    os.mkfifo(root / "pipe.txt")
    assert refusal("pipe.txt", root) == "it is no regular file"
    assert refusal("articles", root) == "it is no regular file"


def test_what_is_not_there_or_may_not_be_read_is_told(root: Path) -> None:
    assert refusal("nothing.txt", root) == "no such file"
    assert refusal("articles/a.txt/b.txt", root) == "a part of its path is no folder"
    assert refusal("a" * 300, root) == "its name is too long"
    assert "character" in refusal("a\0b", root)
    if os.geteuid() != 0:
        (root / "articles" / "a.txt").chmod(0)
        assert refusal("articles/a.txt", root) == "no permission to read it"


def test_a_file_larger_than_the_limit_is_refused_with_both_sizes(root: Path) -> None:
    assert read_bytes(Path("articles/a.txt"), root, 5) == b"words"
    assert refusal("articles/a.txt", root, 4) == "it is larger than the limit: 0.0 MB of at most 0.0 MB"
    with (root / "big.txt").open("wb") as file:
        file.truncate(TEXT_LIMIT + 1)
    assert refusal("big.txt", root) == "it is larger than the limit: 5.0 MB of at most 5.0 MB"


def test_files_that_grow_while_they_are_read_stop_at_the_limit(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reviewer.ingest.opening.os.read", lambda _handle, size: b"x" * size)
    assert "larger than the limit" in refusal("articles/a.txt", root, 100)


def test_the_limit_follows_the_kind_of_file() -> None:
    assert limit_for("A.PDF") == BINARY_LIMIT
    assert limit_for("a.html") == BINARY_LIMIT
    assert limit_for("a.txt") == TEXT_LIMIT


def test_names_with_strange_bytes_and_line_ends_are_read(root: Path) -> None:
    name = os.fsdecode(b"bad\xff\nname.txt")
    (root / name).write_bytes(b"found")
    assert read_bytes(Path(name), root) == b"found"
