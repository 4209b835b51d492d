"""Small steps to plain values: leave out what says nothing, fractions to thousandths, escapes that are safe to show."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from reviewer.model.span import Span
from reviewer.text.visible import visible

_dump = json.JSONEncoder(ensure_ascii=False, separators=(", ", ": ")).encode
_ASCII = re.compile("[ -~]+(?=[ -~])")
_SPACES = frozenset("\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000")


def told(record: Mapping[str, Any]) -> dict[str, Any]:
    """`record` without the keys that have nothing to say: None, "", empty lists and objects, False."""
    return {key: value for key, value in record.items() if value or (value == 0 and value is not False)}


def as_dict(value: Any) -> Mapping[str, Any]:
    """`value` from a file if it is an object, else an empty one."""
    return value if isinstance(value, dict) else {}


def as_list(value: Any) -> list[Any]:
    """`value` from a file if it is a list, else an empty one."""
    return value if isinstance(value, list) else []


def as_text(value: Any) -> str:
    """`value` from a file if it is text, else "". Never `str(value)`: what is nested deeply enough breaks that."""
    return value if isinstance(value, str) else ""


def thousandths(ratio: float) -> int:
    """A fraction as a whole number of thousandths, halves to even."""
    return round(ratio * 1000)


def place(span: Span) -> list[int]:
    """`[start, end]` in code points."""
    return [span.start, span.end]


def safe(text: str) -> bool:
    """Whether `text` can be shown as it is on any terminal, on one line."""
    if not text.isprintable():
        return False
    if text.isascii():
        return True
    # Of each run of ASCII only its end matters: the base of a combining mark.
    short = _ASCII.sub("", text)
    return visible(short) == short


def unsafe_places(text: str) -> set[int]:
    """Indices of the characters that should not be shown as they are; line ends count as safe here."""
    places = {i for i, char in enumerate(text) if not (char.isprintable() or char == "\n" or char in _SPACES)}
    return places | {i for i, (raw, shown) in enumerate(zip(text, visible(text), strict=True)) if raw != shown}


def escaped(json_text: str) -> str:
    r"""JSON text in which every character that is not safe to show is a `\u` escape; line ends stay."""
    if safe(json_text):
        return json_text
    places = unsafe_places(json_text)
    return "".join(_escape(char) if i in places else char for i, char in enumerate(json_text)) if places else json_text


def json_line(value: Any) -> str:
    """`value` as one line of JSON, readable in any language, safe to show; no line end."""
    return escaped(_dump(value))


def for_html(json_text: str) -> str:
    r"""JSON text that can stand inside a `<script>` of a page: `<`, `>`, `&`, U+2028 and U+2029 as `\u` escapes."""
    return re.sub("[<>&\u2028\u2029]", lambda match: _escape(match.group()), json_text)


def _escape(char: str) -> str:
    point = ord(char)
    if point > 0xFFFF:
        point -= 0x10000
        return f"\\u{0xD800 + (point >> 10):04x}\\u{0xDC00 + (point & 0x3FF):04x}"
    return f"\\u{point:04x}"
