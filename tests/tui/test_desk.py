"""The screen's picture of a workspace is the workspace's own."""

from __future__ import annotations

import inspect

import pytest

from reviewer.tui.desk import Desk
from reviewer.workspace import Workspace
from tests.tui.fake_desk import FakeDesk

CALLS = [name for name, _ in inspect.getmembers(Desk, inspect.isfunction) if not name.startswith("_")]


@pytest.mark.parametrize("kind", [Workspace, FakeDesk], ids=["workspace", "fake"])
@pytest.mark.parametrize("name", CALLS)
def test_every_call_is_there_with_the_same_names(kind: type, name: str) -> None:
    wanted = inspect.signature(getattr(Desk, name)).parameters
    offered = inspect.signature(getattr(kind, name)).parameters
    assert list(wanted) == list(offered)[: len(wanted)]
    assert all(offered[n].kind == wanted[n].kind for n in wanted)
    extra = list(offered.values())[len(wanted) :]
    assert all(p.default is not inspect.Parameter.empty for p in extra)


@pytest.mark.parametrize("name", ["folder", "me", "read_only", "policy"])
def test_every_property_is_there(name: str) -> None:
    assert isinstance(inspect.getattr_static(Workspace, name), property)
