"""What stands in quotation marks, block by block."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from reviewer.model.span import Span

_MARK = re.compile(r"[“”„«»\"]|''|‘|’(?!\w)")
_CLOSING = {"“": "”", "„": "“”", "«": "»", "‘": "’", '"': '"', "''": "''"}


def opens(text: str, at: int, length: int = 1) -> bool:
    """Whether a straight quotation mark at `at` opens: white space or an opening mark before it, a word after it."""
    after = text[at + length : at + length + 1]
    return (at == 0 or text[at - 1] in " \t\n\u00a0([—–-‘“'\"") and bool(after) and not after.isspace()


def quotations(text: str, start: int, end: int) -> tuple[Span, ...]:
    """The quotations in `text[start:end]`, marks included, in order and never nested.

    One that is opened and not closed runs to the end where it opens the range (a quotation of several paragraphs) or
    is marked by a curly quote; a stray straight mark is no quotation.
    """
    spans: list[Span] = []
    opened = -1
    closing = ""
    for match in _MARK.finditer(text, start, end):
        mark = match[0]
        if opened < 0:
            straight = mark in ('"', "''")
            if mark in _CLOSING and (not straight or opens(text, match.start(), len(mark))):
                opened, closing = match.start(), _CLOSING[mark]
        elif mark in closing and not (mark in ('"', "''") and opens(text, match.start(), len(mark))):
            spans.append(Span(opened, match.end()))
            opened = -1
    if opened >= 0 and (opened <= start + 1 or closing == "”") and opened < end:
        spans.append(Span(opened, end))
    return tuple(spans)


class Quoted:
    """Asks whether a place is quoted, among spans in order."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._starts = [span.start for span in spans]
        self._spans = spans

    def mask(self, starts: Sequence[int]) -> tuple[bool, ...]:
        """For each place in order, whether it is quoted."""
        if not self._spans:
            return (False,) * len(starts)
        return tuple(self.at(start) is not None for start in starts)

    def at(self, offset: int) -> Span | None:
        """The quotation that holds the code point at `offset`, marks included."""
        place = bisect_right(self._starts, offset) - 1
        if place >= 0 and offset < self._spans[place].end:
            return self._spans[place]
        return None
