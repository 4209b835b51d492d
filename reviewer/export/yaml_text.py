"""YAML out and in: plain values only, every text exactly as it was, readable, safe to show.

Written: block style, short lists of numbers or words in one line, texts with line ends as literal blocks where that is
exact, else double-quoted. Anything that some YAML reader would take for something other than text is quoted (`no`,
`12:30`, `2017-07-24`, `1e3`). Read: by events, so that nothing is built that the writer would not write: no aliases,
anchors, tags, merge keys, duplicate keys, second documents, deep nesting.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from reviewer.errors import InputError
from reviewer.export.plain import safe, unsafe_places

MAX_DEPTH = 32
MAX_NODES = 20_000_000
_WIDTH = 110
_WORD = 32
"""Longer texts in a list stand on lines of their own."""

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_./()%'-]*(?: [A-Za-z0-9_./()%'-]+)*").fullmatch
_WORDS_OF_YAML = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})
_WHOLE = re.compile(r"0|-?[1-9][0-9]{0,15}").fullmatch
_CONSTANTS: Mapping[str, Any] = {"": None, "~": None, "null": None, "true": True, "false": False}
_quoted = json.JSONEncoder(ensure_ascii=False).encode


def dump(value: Mapping[str, Any]) -> str:
    """The whole mapping as a YAML document; `load` gives the same value back."""
    return "".join(line + "\n" for line in _mapping(value, ""))


def entry(value: Mapping[str, Any], indent: str = "") -> str:
    """One mapping as an item of a list at this indent."""
    return "".join(line + "\n" for line in _item(value, indent))


def scalar(value: Any) -> str:
    """A text, whole number, True, False or None on one line."""
    if value is None:
        return "null"
    if value is True or value is False:
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    text = str(value)
    if _PLAIN(text) and text.lower() not in _WORDS_OF_YAML:
        return text
    return _double_quoted(text)


def _double_quoted(text: str) -> str:
    """JSON's form, but one long escape for an astral character: YAML knows no pairs of halves."""
    quoted = _quoted(text)
    if safe(quoted):
        return quoted
    places = unsafe_places(quoted)
    return "".join(_escape(char) if i in places else char for i, char in enumerate(quoted))


def _escape(char: str) -> str:
    point = ord(char)
    return f"\\u{point:04x}" if point <= 0xFFFF else f"\\U{point:08x}"


def _mapping(value: Mapping[str, Any], indent: str) -> Iterator[str]:
    for key, item in value.items():
        yield from _pair(scalar(key), item, indent)


def _pair(key: str, item: Any, indent: str) -> Iterator[str]:
    """`key: item`, on one line where it is short and flat."""
    flow = _flow(item)
    if flow is not None and (not item or len(indent) + len(key) + len(flow) + 2 <= _WIDTH):
        yield f"{indent}{key}: {flow}"
    elif isinstance(item, dict):
        yield f"{indent}{key}:"
        yield from _mapping(item, indent + "  ")
    elif isinstance(item, (list, tuple)):
        yield f"{indent}{key}:"
        for each in item:
            yield from _item(each, indent)
    else:
        yield from _text(f"{indent}{key}:", item, indent)


def _item(value: Any, indent: str) -> Iterator[str]:
    """`- value`; the first key of a mapping stands on the line of the dash."""
    if isinstance(value, dict) and value:
        lines = _mapping(value, indent + "  ")
        yield f"{indent}- {next(lines)[len(indent) + 2 :]}"
        yield from lines
    elif isinstance(value, (list, tuple, dict)):
        flow = _flow(value)
        yield f"{indent}- {flow if flow is not None else _forced_flow(value)}"
    else:
        yield from _text(f"{indent}-", value, indent)


def _text(head: str, value: Any, indent: str) -> Iterator[str]:
    """A scalar after `head`; a text of several lines as a literal block where that keeps it exactly."""
    if not isinstance(value, str) or not _is_block(value):
        yield f"{head} {scalar(value)}"
        return
    ends = value.endswith("\n")
    yield f"{head} {'|' if ends else '|-'}"
    for line in value[:-1].split("\n") if ends else value.split("\n"):
        yield f"{indent}  {line}" if line else ""


def _is_block(text: str) -> bool:
    """Whether a literal block holds the text exactly and safely: no odd characters, no blank edges."""
    if "\n" not in text or text[0] in " \n\t#" or text.endswith("\n\n") or text.isspace():
        return False
    return all(safe(line) and not line.endswith(" ") for line in text.split("\n")) and text.strip("\n") != ""


def _flow(value: Any) -> str | None:
    """The one-line form of an empty or flat list, or an empty mapping; None where there is none."""
    if isinstance(value, dict):
        return None if value else "{}"
    if not isinstance(value, (list, tuple)):
        return None
    parts = [_flow_part(each) for each in value]
    return None if None in parts else "[" + ", ".join(str(part) for part in parts) + "]"


def _flow_part(value: Any) -> str | None:
    if isinstance(value, (list, tuple, dict)):
        return _flow(value)
    if isinstance(value, str) and not (len(value) <= _WORD and _PLAIN(value)):
        return None
    return scalar(value)


def _forced_flow(value: Any) -> str:
    """JSON's form for a list inside a list that is not flat; our records hold none."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_double_quoted(k)}: {_forced_flow(v)}" for k, v in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(_forced_flow(each) for each in value) + "]"
    return _double_quoted(value) if isinstance(value, str) else scalar(value)


def load(text: str) -> Any:
    """The value of one YAML document of plain values.

    Raises:
        InputError: not YAML, or more than plain values; names the line.
    """
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    builder = _Builder()
    try:
        for event in yaml.parse(text, Loader=loader):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise _bad(error.problem or "not YAML", mark.line if mark else None) from None
    except (yaml.YAMLError, ValueError) as error:
        raise _bad(" ".join(str(error).split()), None) from None
    return builder.root


def _bad(what: str, line: int | None) -> InputError:
    return InputError(f"not YAML as this program writes it{'' if line is None else f', line {line + 1}'}: {what}")


class _Builder:
    """Puts events together to plain values; `_NO_KEY` marks a mapping that waits for its next key."""

    _NO_KEY = object()

    def __init__(self) -> None:
        self.root: Any = None
        self._open: list[dict[str, Any] | list[Any]] = []
        self._keys: list[Any] = []
        self._nodes = 0
        self._documents = 0

    def take(self, event: Any) -> None:
        """One event of the parser."""
        name = type(event).__name__
        if name == "AliasEvent" or getattr(event, "anchor", None):
            raise _bad("anchors and aliases are not allowed", event.start_mark.line)
        if name == "ScalarEvent":
            self._put(self._scalar(event), event)
        elif name in ("MappingStartEvent", "SequenceStartEvent"):
            if event.tag is not None:
                raise _bad("tags are not allowed", event.start_mark.line)
            self._begin({} if name == "MappingStartEvent" else [], event)
        elif name in ("MappingEndEvent", "SequenceEndEvent"):
            self._open.pop()
            self._keys.pop()
        elif name == "DocumentStartEvent":
            self._documents += 1
            if self._documents > 1:
                raise _bad("one document only", event.start_mark.line)

    def _begin(self, value: dict[str, Any] | list[Any], event: Any) -> None:
        if len(self._open) >= MAX_DEPTH:
            raise _bad("nested too deeply", event.start_mark.line)
        self._put(value, event)
        self._open.append(value)
        self._keys.append(self._NO_KEY)

    def _scalar(self, event: Any) -> Any:
        if event.tag is not None:
            raise _bad("tags are not allowed", event.start_mark.line)
        text: str = event.value
        if not event.implicit[0] or self._waits_for_key():
            return text
        if text in _CONSTANTS:
            return _CONSTANTS[text]
        return int(text) if _WHOLE(text) else text

    def _waits_for_key(self) -> bool:
        return bool(self._open) and isinstance(self._open[-1], dict) and self._keys[-1] is self._NO_KEY

    def _put(self, value: Any, event: Any) -> None:
        self._nodes += 1
        if self._nodes > MAX_NODES:
            raise _bad("too many values", event.start_mark.line)
        if not self._open:
            self.root = value
            return
        into = self._open[-1]
        if isinstance(into, list):
            into.append(value)
        elif self._keys[-1] is self._NO_KEY:
            if not isinstance(value, str):
                raise _bad("a key must be text", event.start_mark.line)
            if value in into:
                raise _bad(f"the key {value[:40]!r} stands here twice", event.start_mark.line)
            self._keys[-1] = value
        else:
            into[self._keys[-1]] = value
            self._keys[-1] = self._NO_KEY
