"""Styled text as data: what every panel is made of before any widget sees it.

A run is visible text with its roles; a line is runs in order; a widget turns roles into colours. All text from outside
comes in through `run`, the room's one gate: `reviewer.text.visible` answers for every character.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rich.cells import cell_len

from reviewer.text.visible import visible
from reviewer.tui.cells import clip, wrap

ROLES = (
    "plain",
    "strong",  # what to read first
    "dim",  # what may be skipped: boilerplate, scores, places
    "head",  # heading of a panel
    "span",  # the claim that is judged
    "carried",  # words from elsewhere that the claim needs
    "number",  # a quantity inside the claim
    "other",  # another claim
    "hit",  # words that were searched for
    "jump",  # a letter to jump by
    "edge",  # the edge that moves while a span is edited
    "differs",  # words that only one side of a pair has
    "key",  # a key to press
    "off",  # something that cannot be done now
    "good",
    "warn",
    "bad",
    "cursor",  # the line under the cursor
    "marked",
    "selected",  # by the mouse
    "bar",
    "supported",
    "refuted",
    "conflicting",
    "not_enough_evidence",
    "not_a_claim",
)
"""Every role that a run may bear; each has a style in `theme.py`. A run may bear several, separated by spaces."""


class Run(NamedTuple):
    """Visible text and its roles, separated by spaces."""

    text: str
    role: str = "plain"


@dataclass(frozen=True, slots=True)
class Line:
    """One painted line. `key` names the thing it belongs to (a match, a choice), for the cursor and the mouse."""

    runs: tuple[Run, ...] = ()
    key: str = ""

    @property
    def text(self) -> str:
        """The line without its roles."""
        return "".join(run.text for run in self.runs)

    @property
    def cells(self) -> int:
        """How wide it is."""
        return sum(cell_len(run.text) for run in self.runs)


BLANK = Line()


def run(text: str, role: str = "plain") -> Run:
    """A run of text from anywhere, made safe for a terminal, on one line."""
    return Run(visible(text, line=True), role)


def line(*runs: Run | str, key: str = "") -> Line:
    """A line of runs; bare text is plain."""
    return Line(tuple(run(part) if isinstance(part, str) else part for part in runs), key)


def flow(
    runs: Iterable[Run], width: int, *, indent: int = 0, hang: int | None = None, key: str = "", most: int = 0
) -> list[Line]:
    """Runs as one paragraph in lines of at most `width` cells.

    Args:
        runs: the paragraph.
        width: cells of a line, the indent included.
        indent: blank cells before the first line.
        hang: blank cells before the other lines; None is as `indent`.
        key: the key of all lines.
        most: the number of lines to keep, the last one ending with "…"; 0 keeps all.
    """
    parts = [part for part in runs if part.text]
    text = "".join(part.text for part in parts)
    hang = indent if hang is None else hang
    lines = [
        _indented(cut(parts, start, end), hang if i else indent, key)
        for i, (start, end) in enumerate(_ranges(text, width - indent, width - hang))
    ]
    if most and len(lines) > most:
        lines = [*lines[: most - 1], clipped(lines[most - 1], width, ellipsis=True)]
    return lines


def _ranges(text: str, first: int, others: int) -> list[tuple[int, int]]:
    """Ranges of `text`, the first of another width than the others."""
    ranges = wrap(text, first)
    if first == others or len(ranges) == 1:
        return ranges
    start = ranges[1][0]
    return [ranges[0], *((start + a, start + b) for a, b in wrap(text[start:], others))]


def cut(runs: Sequence[Run], start: int, end: int) -> list[Run]:
    """The code points `[start, end)` of the runs' joined text, roles kept."""
    found: list[Run] = []
    at = 0
    for text, role in runs:
        first, last = max(start, at), min(end, at + len(text))
        if first < last:
            found.append(Run(text[first - at : last - at], role))
        at += len(text)
    return found


def _indented(runs: list[Run], indent: int, key: str) -> Line:
    return Line((Run(" " * indent), *runs) if indent else tuple(runs), key)


def clipped(whole: Line, width: int, *, ellipsis: bool = False) -> Line:
    """A line in at most `width` cells. `ellipsis` asks for "…" even where all of it fits (something is left out)."""
    if whole.cells <= width and not ellipsis:
        return whole
    kept: list[Run] = []
    room = width - 1
    for text, role in whole.runs:
        size = cell_len(text)
        if size > room:
            kept.append(Run(clip(text, room, more=""), role))
            break
        kept.append(Run(text, role))
        room -= size
    return Line((*kept, Run("…", "dim")), whole.key)


def spread(left: Line, right: Line, width: int) -> Line:
    """`left` and `right` at the two ends of one line; the left one gives way."""
    room = width - right.cells - 1
    if room < 1:
        return clipped(left, width)
    left = clipped(left, room)
    gap = Run(" " * (width - left.cells - right.cells))
    return Line((*left.runs, gap, *right.runs), left.key or right.key)


def joined(parts: Iterable[Sequence[Run]], between: Run) -> list[Run]:
    """Groups of runs with `between` between each two; empty groups are left out."""
    out: list[Run] = []
    for part in parts:
        if not part:
            continue
        if out:
            out.append(between)
        out.extend(part)
    return out


def dump(lines: Iterable[Line]) -> str:
    """Lines as plain text, for tests and for copying."""
    return "\n".join(each.text.rstrip() for each in lines)
