"""Fixtures of the screen's tests: no user's configuration, no colours of the environment."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.fake_desk import FakeDesk


@pytest.fixture(autouse=True)
def _own_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("NO_COLOR", "TEXTUAL_ANIMATIONS", "TEXTUAL_THEME", "COLORTERM", "TEXTUAL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


@pytest.fixture
def desk() -> FakeDesk:
    """A workspace of six invented articles."""
    return FakeDesk()
