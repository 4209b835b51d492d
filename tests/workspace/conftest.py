"""Small workspaces, fresh for each test."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from reviewer.workspace import Workspace
from tests.workspace.workspace_tools import Folder, new_folder


@pytest.fixture
def desk_folder(tmp_path: Path) -> Folder:
    """Four articles and a project file; no database yet."""
    return new_folder(tmp_path / "desk")


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same, brought up to date once for all tests."""
    folder = new_folder(tmp_path_factory.mktemp("template") / "desk")
    with folder.open() as workspace:
        workspace.update()
    return folder.path


@pytest.fixture
def folder(template: Path, tmp_path: Path) -> Folder:
    """Four articles, brought up to date by Ada, who owns the project; closed."""
    return Folder(Path(shutil.copytree(template, tmp_path / "desk")))


@pytest.fixture
def desk(folder: Folder) -> Iterator[Workspace]:
    """The same, open for Ada."""
    with folder.open() as workspace:
        yield workspace
