"""The two worlds, made once: a blind study in which Bo has spoken and nobody else."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.leaks.leak_worlds import ONE, OTHER, build
from tests.workspace.workspace_tools import Folder, new_folder


@pytest.fixture(scope="session")
def taken_in(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four articles, brought up to date by Ada."""
    folder = new_folder(tmp_path_factory.mktemp("leaks") / "desk")
    with folder.open() as workspace:
        workspace.update()
    return folder.path


@pytest.fixture(scope="session")
def worlds(taken_in: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Both worlds; only to be copied."""
    made = []
    for world in (ONE, OTHER):
        with pytest.MonkeyPatch.context() as patch:
            path = tmp_path_factory.mktemp(world.word[0]) / "desk"
            made.append(build(taken_in, path, world, patch).path)
    return made[0], made[1]


@pytest.fixture
def both(worlds: tuple[Path, Path], tmp_path: Path) -> Callable[[], tuple[Folder, Folder]]:
    """Fresh copies of both worlds, each in a folder called desk."""
    copies = [Folder(Path(shutil.copytree(w, tmp_path / str(i) / "desk"))) for i, w in enumerate(worlds)]
    return lambda: (copies[0], copies[1])
