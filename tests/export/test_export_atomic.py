"""A file is written whole or not at all."""

import errno
import os
import stat

import pytest

from reviewer.errors import ExportError
from reviewer.export.atomic import write_whole


def test_a_new_file_is_written(tmp_path):
    path = tmp_path / "claims.out.yaml"
    assert write_whole(path, ["a", "b\n", b"\xc3\xa9"]) == 5
    assert path.read_bytes() == b"ab\n\xc3\xa9"
    assert [p.name for p in tmp_path.iterdir()] == ["claims.out.yaml"]


def test_a_file_that_was_there_is_replaced_and_keeps_its_mode(tmp_path):
    path = tmp_path / "x"
    path.write_text("old")
    path.chmod(0o640)
    write_whole(path, ["new"])
    assert (path.read_text(), stat.S_IMODE(path.stat().st_mode)) == ("new", 0o640)


@pytest.mark.parametrize("error", [KeyboardInterrupt, ValueError, ExportError("x")])
def test_an_exception_half_way_leaves_the_old_file(tmp_path, error):
    path = tmp_path / "x"
    path.write_text("old")

    def chunks():
        yield "new"
        raise error

    with pytest.raises(error if isinstance(error, type) else type(error)):
        write_whole(path, chunks())
    assert (path.read_text(), len(list(tmp_path.iterdir()))) == ("old", 1)


@pytest.mark.parametrize("step", ["fsync", "replace"])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EACCES])
def test_a_failing_disk_leaves_the_old_file_and_says_so(tmp_path, monkeypatch, step, number):
    path = tmp_path / "x"
    path.write_text("old")

    def fail(*_, **__):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr("os.fsync" if step == "fsync" else "pathlib.Path.replace", fail)
    with pytest.raises(ExportError) as raised:
        write_whole(path, ["new"])
    assert raised.value.kept == "the file that was there is whole and unchanged"
    assert raised.value.next_step
    assert (path.read_text(), len(list(tmp_path.iterdir()))) == ("old", 1)


def test_a_full_disk_is_told_as_one(tmp_path, monkeypatch):
    def fail(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", fail)
    with pytest.raises(ExportError, match="no room left") as raised:
        write_whole(tmp_path / "x", ["new"])
    assert raised.value.kept == "nothing was written"
    assert list(tmp_path.iterdir()) == []


def test_the_folder_is_synced_after_the_file(tmp_path, monkeypatch):
    synced = []
    real = os.fsync
    monkeypatch.setattr("os.fsync", lambda fd: (synced.append(stat.S_ISDIR(os.fstat(fd).st_mode)), real(fd)))
    write_whole(tmp_path / "x", ["new"])
    assert synced == [False, True]


def test_a_protected_file_is_refused_under_any_name(tmp_path):
    sheet = tmp_path / "claims.yaml"
    sheet.write_text("articles: []\n")
    (tmp_path / "same.yaml").hardlink_to(sheet)
    for name in ("claims.yaml", "./claims.yaml", "same.yaml"):
        with pytest.raises(ExportError, match="belongs to the workspace"):
            write_whole(tmp_path / name, ["x"], protected=[sheet])
    assert sheet.read_text() == "articles: []\n"


def test_a_protected_file_that_is_not_there_yet_is_refused_too(tmp_path):
    with pytest.raises(ExportError, match="belongs to the workspace"):
        write_whole(tmp_path / "claims.yaml", ["x"], protected=[tmp_path / "claims.yaml"])


def test_a_folder_a_missing_folder_and_a_pipe_are_refused(tmp_path):
    with pytest.raises(ExportError, match="is a folder"):
        write_whole(tmp_path, ["x"])
    with pytest.raises(ExportError, match="there is no folder"):
        write_whole(tmp_path / "no" / "x", ["x"])
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(ExportError, match="no ordinary file"):
        write_whole(tmp_path / "pipe", ["x"])


def test_a_link_to_elsewhere_is_refused_and_one_in_the_folder_followed(tmp_path):
    away = tmp_path / "away"
    away.mkdir()
    (away / "target").write_text("old")
    (tmp_path / "link").symlink_to(away / "target")
    (tmp_path / "dangling").symlink_to(away / "new")
    for name in ("link", "dangling"):
        with pytest.raises(ExportError, match="link to another place"):
            write_whole(tmp_path / name, ["new"])
    assert ((away / "target").read_text(), (away / "new").exists()) == ("old", False)
    (tmp_path / "real").write_text("old")
    (tmp_path / "near").symlink_to("real")
    write_whole(tmp_path / "near", ["new"])
    assert ((tmp_path / "real").read_text(), (tmp_path / "near").is_symlink()) == ("new", True)


def test_a_loop_of_links_is_refused(tmp_path):
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    with pytest.raises(ExportError):
        write_whole(tmp_path / "a", ["x"])


def test_a_read_only_file_is_refused(tmp_path):
    path = tmp_path / "x"
    path.write_text("old")
    path.chmod(0o444)
    with pytest.raises(ExportError, match="read-only"):
        write_whole(path, ["new"])
    assert path.read_text() == "old"


def test_the_longest_name_can_be_written(tmp_path):
    path = tmp_path / ("n" * 255)
    write_whole(path, ["x"])
    assert path.read_text() == "x"
