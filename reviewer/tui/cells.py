"""Breaking text into lines by cells, with code-point offsets that stay exact."""

from __future__ import annotations

import re

from rich.cells import cell_len, get_character_cell_size

Range = tuple[int, int]
"""Half-open range of code points of one painted line."""

# Letters, punctuation and signs that every terminal draws in one cell: prose is nearly always made of these alone.
_MAYBE_NOT_ONE_CELL = re.compile("[^\x20-\x7e\xa0-\xac\xae-\u02ff\u0370-\u0482\u2010-\u2027\u2030-\u205e\u20a0-\u20bf]")
_WIDE = (
    "\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6"
    "\U0001f300-\U0001faff\U00020000-\U0003fffd"
)
# A line may break at spaces and, in scripts written without them, beside any wide letter.
_TOKENS = re.compile(f"[ \t\u3000]+|[{_WIDE}]|[^ \t\u3000{_WIDE}]+")


def wrap(text: str, width: int) -> list[Range]:
    """Ranges of `text` (one paragraph, no newline) that fit into `width` cells each.

    Spaces at a break belong to no range. Words longer than a line are cut. An empty text gives one empty range.
    """
    width = max(1, width)
    if _MAYBE_NOT_ONE_CELL.search(text) is None:
        return _wrap_single(text, width)
    return _wrap_mixed(text, width)


def _wrap_single(text: str, width: int) -> list[Range]:
    """`wrap` for text of one cell a code point, which needs no measuring."""
    lines: list[Range] = []
    at, end = 0, len(text)
    while end - at > width:
        gap = text.rfind(" ", at, at + width + 1)
        if gap <= at and text[at] == " ":
            at += 1
            continue
        if gap <= at:
            lines.append((at, at + width))
            at += width
            continue
        lines.append((at, at + len(text[at:gap].rstrip(" "))))
        at = gap + 1
        while at < end and text[at] == " ":
            at += 1
    if at < end or not lines:
        lines.append((at, end))
    return lines


def _wrap_mixed(text: str, width: int) -> list[Range]:
    lines: list[Range] = []
    start = end = used = 0
    for token in _TOKENS.finditer(text):
        first, last = token.span()
        if token[0][0] in " \t\u3000":
            used += cell_len(token[0])
            continue
        size = cell_len(token[0])
        if used + size > width and end > start:
            lines.append((start, end))
            start, used = first, 0
        elif end == start and (lines or used + size > width):
            start, used = first, 0
        while size > width:
            cut = _fitting(text, first, last, width)
            lines.append((first, cut))
            first = start = cut
            used, size = 0, cell_len(text[cut:last])
        end = last
        used += size
    if end > start or not lines:
        lines.append((start, max(start, end)))
    return lines


def _fitting(text: str, first: int, last: int, width: int) -> int:
    """How far a text from `first` may go (at least one code point) to fill `width` cells at most."""
    used, at = 0, first
    while at < last:
        used += get_character_cell_size(text[at])
        if used > width:
            break
        at += 1
    return max(at, first + 1)


def clip(text: str, width: int, *, more: str = "…") -> str:
    """`text` in at most `width` cells; what is cut off is told by `more` at the end."""
    if cell_len(text) <= width:
        return text
    room = width - cell_len(more)
    if room <= 0:
        return more[: max(0, width)]
    kept = text[: _fitting(text, 0, len(text), room)]
    # A wide letter may be wider than all the room there is.
    return (kept.rstrip() if cell_len(kept) <= room else "") + more


def fill(text: str, width: int, *, more: str = "…") -> str:
    """`text` in exactly `width` cells: clipped, or padded at the right."""
    text = clip(text, width, more=more)
    return text + " " * (width - cell_len(text))
