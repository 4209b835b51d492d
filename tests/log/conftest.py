from __future__ import annotations

import pytest

from tests.log.world import World


@pytest.fixture
def world() -> World:
    """A project founded by Alice in log 0."""
    made = World()
    made.found()
    return made
