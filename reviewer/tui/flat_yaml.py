"""A user's small files: flat YAML, `name: value` a line, read strictly; a fault is told by line, the rest holds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any

LIMIT = 64 * 1024
"""Bytes of a file; nobody writes so many settings by hand."""
_DEEPEST = 3


@dataclass(frozen=True, slots=True)
class Item:
    """One line: its name and values as they were written, and its place (`path:line`)."""

    name: str
    values: tuple[str, ...]
    place: str


@dataclass(slots=True)
class Flat:
    """What a file holds, and what was wrong with it, in sentences."""

    items: list[Item] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def read_file(path: Path, otherwise: str) -> Flat:
    """The file at `path`; a missing one holds nothing. `otherwise` says what holds where it cannot be read."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return Flat()
    except OSError as error:
        return Flat(faults=[f"{path}: cannot be read ({error.strerror}); {otherwise}"])
    if len(data) > LIMIT:
        return Flat(faults=[f"{path}: larger than {LIMIT} bytes; {otherwise}"])
    return read(data, path.name)


def read(data: bytes, path: str) -> Flat:
    """A flat mapping of names to a value or a list of values."""
    import yaml

    try:
        text = data.decode("utf-8")
        refused = _refused(yaml.parse(text, Loader=yaml.SafeLoader))
        if refused:
            return Flat(faults=[f"{path}: {refused}"])
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        place = f"{path}:{mark.line + 1}" if mark else path
        return Flat(faults=[f"{place}: not readable as YAML; put signs such as ! or ~ in quotes"])
    if root is None:
        return Flat()
    if not isinstance(root, yaml.MappingNode):
        return Flat(faults=[f"{path}:1: must be a list of lines like `name: value`"])
    return _taken(root.value, path)


def _taken(pairs: Iterable[tuple[Any, Any]], path: str) -> Flat:
    found = Flat()
    seen: set[str] = set()
    for name, value in pairs:
        place = f"{path}:{name.start_mark.line + 1}"
        word, values = _scalar(name), _values(value)
        if word is None:
            found.faults.append(f"{place}: a line is a name and its value")
        elif word in seen:
            found.faults.append(f"{place}: {word} stands here a second time")
        else:
            found.items.append(Item(word, values, place))
            seen.add(word)
    return found


def _scalar(node: object) -> str | None:
    import yaml

    return str(node.value) if isinstance(node, yaml.ScalarNode) else None


def _values(node: object) -> tuple[str, ...]:
    """The value, or those of a list; none where it is neither."""
    import yaml

    nodes = node.value if isinstance(node, yaml.SequenceNode) else [node]
    words = tuple(node.value.strip() for node in nodes if isinstance(node, yaml.ScalarNode))
    return words if len(words) == len(nodes) else ()


def _refused(events: Iterable[object]) -> str:
    """What a flat file has no need of: aliases, and nesting, which a parser pays dearly for."""
    import yaml

    depth = 0
    for event in events:
        if isinstance(event, yaml.AliasEvent):
            return "no aliases here; write every line out"
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            return "nested too deeply; a line is a name and its value"
    return ""


def unknown(what: str, word: str, known: Iterable[str]) -> str:
    """`no action is called 'x'; did you mean y?`."""
    near = get_close_matches(word, list(known), 1)
    return f"no {what} is called {word!r}" + (f"; did you mean {near[0]}?" if near else "")
