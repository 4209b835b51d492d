"""The command line on a workspace of its own: a copy of the sample, made once, or an empty folder."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from reviewer import cli

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Answer:
    """What a call of the program gave."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, Any]:
        """Standard output as one JSON object."""
        return json.loads(self.out)

    @property
    def lines(self) -> list[dict[str, Any]]:
        """Standard output as JSON Lines."""
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def error(self) -> dict[str, str]:
        """The error object of standard error."""
        return json.loads(self.err)["error"]


Call = Callable[..., Answer]


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample workspace, brought up to date once."""
    from reviewer.workspace import Workspace

    folder = tmp_path_factory.mktemp("sample")
    shutil.copytree(ROOT / "examples", folder / "examples")
    shutil.copy(ROOT / "claims.yaml", folder)
    with Workspace.open(folder, me="ana", via="flag") as workspace:
        workspace.update()
    return folder


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    """A copy of the sample workspace for one test; `ana` is its owner."""
    return Path(shutil.copytree(made, tmp_path / "desk"))


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], tmp_path: Path) -> Call:
    """Call the program in the current folder of the test, as ana."""
    monkeypatch.delenv("REVIEWER_DEBUG", raising=False)
    monkeypatch.setenv("REVIEWER", "ana")
    monkeypatch.chdir(tmp_path)

    def call(*words: str | Path) -> Answer:
        capfd.readouterr()
        code = cli.main([str(word) for word in words])
        return Answer(code, *capfd.readouterr())

    return call


@pytest.fixture
def call(bare: Call, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Call:
    """Call the program in the sample workspace, as ana."""
    monkeypatch.chdir(folder)
    return bare
