"""`python -m reviewer.export.assemble`: verify.py of a bundle, from this room's two parts and the log's own.

A stranger gets one file that needs nothing of this program, with the very functions that the log is written with.
"""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

HERE = Path(__file__).resolve().parent
TAKEN = {
    "canonical": ("LIMIT", "_dump", "NotCanonical", "encode", "_check", "_refuse_surrogates"),
    "event": ("PREFIX", "ZEROS", "hash_of"),
    "merkle": ("EMPTY", "leaf", "_node", "_split"),
    "rules": ("Rules", "DEFAULTS", "_RANGE", "stricter", "drawn", "wanted", "quorum"),
}
"""What is taken from each module of `reviewer/log`, in the order of that module."""


START = 'if __name__ == "__main__":'
STOOD = "# ---- what stood: which events count, who is who, which acts hold, where each claim stands (docs/log.md, 6)"
ABSTRACT = "from collections.abc import Collection, Iterable, Iterator, Mapping\n"


@cache
def assembled() -> str:
    """The text of verify.py."""
    parts = [_taken(module, names) for module, names in TAKEN.items()]
    head, rest = _split("stranger", "Finding = ")
    head = head.replace("from collections.abc import Mapping\n", ABSTRACT)
    checks, start = rest.split(START)
    _, standing = _split("stranger_standing", "Event = ")
    kind, standing = standing.split("\n", 1)  # the first line names a type that the checks need too
    titled = [f"{kind}\n{checks.rstrip()}", f"{STOOD}\n{standing.strip()}", *parts, START + start]
    return "\n\n\n".join([head, *titled]) + "\n"


def _split(module: str, first: str) -> tuple[str, str]:
    """A module of this room before and from the line that begins so, without what it takes from the program."""
    own = (HERE / f"{module}.py").read_text("utf-8")
    lines = [line for line in own.splitlines() if not line.startswith("from reviewer.")]
    at = next(number for number, line in enumerate(lines) if line.startswith(first))
    return "\n".join(lines[:at]).rstrip(), "\n".join(lines[at:])


def _taken(module: str, names: tuple[str, ...]) -> str:
    """The source of these names, as it stands in the module."""
    source = (HERE.parent / "log" / f"{module}.py").read_text("utf-8")
    found = [
        (names.index(name), ast.get_source_segment(source, node) or "")
        for node in ast.parse(source).body
        if (name := _name(node)) in names
    ]
    assert len(found) == len(names), f"{module} no longer has all of {names}"
    mark = f"# ---- from reviewer/log/{module}.py"
    return "\n\n\n".join([mark, *(segment for _, segment in sorted(found))])


def _name(node: ast.stmt) -> str:
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return node.name
    if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
        return node.targets[0].id
    if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
        return node.target.id
    return ""


if __name__ == "__main__":
    print(assembled(), end="")
