"""Fixtures for every room."""

from __future__ import annotations

import os
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
