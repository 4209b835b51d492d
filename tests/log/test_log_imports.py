"""The log stands on the standard library alone, so that a verifier in one file can be made from it."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

import reviewer.log

MODULES = sorted(Path(reviewer.log.__file__).parent.glob("*.py"))
ALLOWED = {"reviewer.errors", "reviewer.model.ids", "reviewer.model.span"}


def imported(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {f"{node.module}.{alias.name}" for alias in node.names} | {node.module}
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_nothing_but_the_standard_library_and_small_model_parts_is_imported(path):
    for name in imported(path):
        top = name.split(".")[0]
        if top != "reviewer":
            assert top in sys.stdlib_module_names
            assert top != "sqlite3"
        elif not name.startswith("reviewer.log"):
            assert any(name == one or name.startswith(f"{one}.") or one.startswith(f"{name}.") for one in ALLOWED)
