"""Fixtures for every room."""

from __future__ import annotations

import itertools
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with seeds and public sets; tests that need it skip by name where it is absent.

    With REVIEWER_SHARED set it must be there: CI never passes quietly without it.
    """
    named = os.environ.get("REVIEWER_SHARED")
    folder = Path(named) if named else ROOT.parent / "shared"
    if named and not (folder / "seeds").is_dir():
        pytest.fail(f"REVIEWER_SHARED names {folder}, which holds no seeds")
    if not (folder / "seeds").is_dir():
        pytest.skip("needs the seeds folder (set REVIEWER_SHARED)")
    return folder.resolve()


_numbers = itertools.count()


@pytest.fixture(scope="session", autouse=True)
def states(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Where tests keep what belongs to a user: never the real home, not even from fixtures of a whole session."""
    folder = tmp_path_factory.mktemp("states")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REVIEWER_STATE", str(folder / "session"))
        yield folder


@pytest.fixture(autouse=True)
def state(states: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The state folder of this test; not made yet."""
    folder = states / str(next(_numbers))
    monkeypatch.setenv("REVIEWER_STATE", str(folder))
    return folder
