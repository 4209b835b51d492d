"""Modules that load when they are first used: most commands need few of the rooms, and loading all takes a second."""

from __future__ import annotations

import importlib
from typing import Any


class Later:
    """Stands for a module of this room until something of it is asked for."""

    __slots__ = ("_name",)

    def __init__(self, name: str) -> None:
        self._name = f"reviewer.workspace.{name}"

    def __getattr__(self, name: str) -> Any:
        return getattr(importlib.import_module(self._name), name)
