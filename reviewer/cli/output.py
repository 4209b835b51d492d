"""What the command line prints: every outside text goes through `visible`, JSON keeps to one shape."""

from __future__ import annotations

import dataclasses
import json
import shutil
import sys
import textwrap
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from reviewer.errors import NotFound, ReviewerError, UsageError
from reviewer.model.codec import encode
from reviewer.model.span import Span
from reviewer.text.visible import visible

if TYPE_CHECKING:
    import click

NARROWEST = 30
"""Columns below which nothing is cut or wrapped any further."""


def one(text: str | None) -> str:
    """An outside text on one line, safe for a terminal."""
    return visible(text or "", line=True)


def count(number: int, thing: str, things: str = "") -> str:
    """`1 claim`, `2 claims`, `1,200 claims`."""
    return f"{number:,} {thing if number == 1 else things or thing + 's'}"


def columns() -> int | None:
    """Width of the terminal that reads standard output; None where it is a file or a pipe (then nothing is cut)."""
    if not sys.stdout.isatty():
        return None
    return max(NARROWEST, shutil.get_terminal_size().columns)


def line(text: str = "") -> None:
    """Print a text whose outside parts have been through `one`; hidden characters are caught here again."""
    sys.stdout.write(visible(text) + "\n")


def paragraph(text: str, indent: int = 0, hanging: int = 0) -> None:
    """Print a text wrapped to the terminal; unwrapped where there is none."""
    width, first = columns(), " " * indent
    if width is None:
        line(first + text)
        return
    later = " " * (indent + hanging)
    for part in textwrap.wrap(text, width, initial_indent=first, subsequent_indent=later, break_on_hyphens=False):
        line(part)


def cells(text: str) -> int:
    """Terminal cells that a text takes: wide characters two, combining marks none."""
    if text.isascii():
        return len(text)
    wide = sum(unicodedata.east_asian_width(char) in "WF" for char in text)
    return len(text) + wide - sum(unicodedata.category(char) in ("Mn", "Me") for char in text)


def cut(text: str, width: int) -> str:
    """The text in at most `width` cells, with an ellipsis where something is left out."""
    if cells(text) <= width:
        return text
    kept, used = [], 0
    for char in text:
        used += cells(char)
        if used > width - 1:
            break
        kept.append(char)
    return "".join(kept).rstrip() + "…"


def table(rows: Sequence[Sequence[str]]) -> None:
    """Print rows aligned; the last column is cut at the edge of a terminal."""
    if not rows:
        return
    safe = [[one(cell) for cell in row] for row in rows]
    widths = [max(cells(row[i]) for row in safe) for i in range(len(safe[0]) - 1)]
    room = columns()
    if room is not None:
        _narrow(widths, room * 2 // 3)
    for row in safe:
        shown = [cut(cell, width) for cell, width in zip(row, widths, strict=False)]
        head = "".join(cell + " " * (width - cells(cell) + 2) for cell, width in zip(shown, widths, strict=True))
        last = row[-1] if room is None else cut(row[-1], max(10, room - cells(head)))
        line((head + last).rstrip())


def _narrow(widths: list[int], room: int) -> None:
    """Take from the widest column until all, with two blanks behind each, fit into `room`; the last needs the rest."""
    while sum(widths) + 2 * len(widths) > room and max(widths) > 1:
        widths[widths.index(max(widths))] -= 1


def plain(value: Any) -> Any:
    """A view as JSON values with every field present; model values as `codec.encode` writes them."""
    if dataclasses.is_dataclass(value) and not isinstance(value, (type, Span)):
        return {f.name: plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {encode(key): plain(item) for key, item in value.items()}
    if isinstance(value, (tuple, list)):
        return [plain(item) for item in value]
    return encode(value)


def dumped(value: Mapping[str, Any]) -> str:
    """One line of JSON that no terminal obeys: what `visible` would replace stands as an escape."""
    text = json.dumps(value, ensure_ascii=False, separators=(", ", ": "))
    shown = visible(text, line=True)
    if shown == text:
        return text
    return "".join(a if a == b else _escaped(a) for a, b in zip(text, shown, strict=True))


def _escaped(char: str) -> str:
    return f"\\u{ord(char):04x}" if ord(char) < 0x10000 else json.dumps(char)[1:-1]


def document(thing: str, values: Mapping[str, Any]) -> None:
    """Print one JSON object `{"format": "reviewer.<thing>/1", …}`."""
    sys.stdout.write(dumped({"format": f"reviewer.{thing}/1", **plain(values)}) + "\n")


def documents(thing: str, values: Iterable[Mapping[str, Any]]) -> None:
    """Print JSON Lines, each with its format."""
    for value in values:
        document(thing, value)


def error_lines(error: ReviewerError, *, as_json: bool) -> str:
    """What goes to standard error: what happened, what was kept, what to do next."""
    if as_json:
        return dumped({"error": error.record()})
    lines = [f"reviewer: {error.what}"]
    if error.kept:
        lines.append(f"  kept: {error.kept}")
    if error.next_step:
        lines.append(f"  next: {error.next_step}")
    return visible("\n".join(lines))


def usage_error(error: click.ClickException) -> UsageError:
    """Click's complaint as one of ours."""
    import click

    context = getattr(error, "ctx", None)
    where = context.command_path if context is not None else "reviewer"
    what = error.format_message().strip().rstrip(".")
    if isinstance(error, click.FileError):
        return NotFound(what)
    return UsageError(what[:1].lower() + what[1:], next_step=f"{where} --help")
