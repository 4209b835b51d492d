"""Which of the three layouts a terminal gets, and how wide prose may be."""

from __future__ import annotations

from enum import StrEnum

MEASURE = 92
"""Cells of the longest line of prose; wider lines are hard to read, so wider terminals get more panels instead."""
LEAST = (60, 16)
"""Columns and rows below which one sentence is shown instead of a broken layout."""


class Shape(StrEnum):
    """The layouts: NARROW source over matches, WIDE adds the queue, ULTRA puts the matches beside the source."""

    TOO_SMALL = "too_small"
    NARROW = "narrow"
    WIDE = "wide"
    ULTRA = "ultra"


def shape_of(columns: int, rows: int) -> Shape:
    """The layout for a terminal of this size."""
    if columns < LEAST[0] or rows < LEAST[1]:
        return Shape.TOO_SMALL
    if columns >= 170:
        return Shape.ULTRA
    return Shape.WIDE if columns >= 110 else Shape.NARROW


def too_small_words(columns: int, rows: int) -> str:
    """The sentence for a terminal that is too small."""
    here, least = f"{columns}x{rows}", f"{LEAST[0]}x{LEAST[1]}"
    return f"This terminal is too small: {here}, and the review screen needs {least}. Made larger, it goes on here."


def heights(shape: Shape, rows: int) -> tuple[int, int, int]:
    """Rows of the article, the matches and the judging panel, headings included. They never depend on the claim.

    A panel that grew and shrank with each claim would move the text under the reader's eyes.
    """
    room = rows - (2 if shape is Shape.NARROW else 3)
    panel = 5 if rows < 20 else 6 if rows < 30 else 8 if rows < 45 else 10
    if shape is Shape.ULTRA:
        return room - panel, room, panel
    matches = max(4, (room - panel) * 2 // 5)
    return room - panel - matches, matches, panel


def widths(shape: Shape, columns: int) -> tuple[int, int]:
    """Columns of the queue and of the matches where they stand beside the article; 0 where they do not."""
    if shape is Shape.WIDE:
        return 36, 0
    if shape is Shape.ULTRA:
        reading = MEASURE + 4
        queue = min(46, max(36, columns - reading - 66))
        return queue, columns - queue - reading
    return 0, 0
