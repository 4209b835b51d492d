"""What counts as the same quote: white space, quote marks and dashes may be written in other ways, nothing else may.

Single and double quote marks stay apart (6' is not 6"). Case, ligatures, accents and digits are never touched.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from reviewer.model.span import Span

SINGLE_QUOTES = "'‘’‚‛′`´ʼ‹›＇"
DOUBLE_QUOTES = '"“”„‟″«»〝〞＂'
DASHES = "-‐‑‒–—―−﹘﹣－"

# A single plain space stays as it is, so it need not be visited.
_RUN = re.compile(r"\s{2,}|[^\S ]|-{2,}")
_SIGNS = {ord(c): "'" for c in SINGLE_QUOTES} | {ord(c): '"' for c in DOUBLE_QUOTES} | {ord(c): "-" for c in DASHES}
_SIGN = re.compile("[" + re.escape("".join(chr(c) for c in _SIGNS if c > 127) + "`") + "]")


@dataclass(frozen=True, slots=True)
class Folded:
    """A text in folded form, and the way back.

    `text` is the folded text, `original` what it was made from. Each folded character stands for one or more original
    ones: white space of any length for one space, `--` for one dash, any other for itself.
    """

    original: str
    text: str
    _after: tuple[int, ...]
    """Folded positions directly after each folded run, ascending."""
    _saved: tuple[int, ...]
    """Original characters saved up to there; same length as `_after`."""

    def at(self, index: int) -> int:
        """The original position of folded position `index`, 0 to `len(text)` inclusive."""
        place = bisect_right(self._after, index)
        return index + (self._saved[place - 1] if place else 0)

    def span(self, start: int, end: int) -> Span:
        """The original span of folded `[start, end)`; its folded text is `text[start:end]`."""
        return Span(self.at(start), self.at(end))


def fold(text: str) -> Folded:
    """`text` in folded form. Linear."""
    parts: list[str] = []
    after: list[int] = []
    saved: list[int] = []
    last = length = total = 0
    for match in _RUN.finditer(text):
        start, end = match.span()
        parts.append(text[last:start])
        parts.append("-" if text[start] == "-" else " ")
        length += start - last + 1
        last = end
        if end - start > 1:
            total += end - start - 1
            after.append(length)
            saved.append(total)
    parts.append(text[last:])
    folded = "".join(parts)
    if not folded.isascii() or "`" in folded:
        folded = _SIGN.sub(lambda m: _SIGNS[ord(m.group())], folded)
    return Folded(text, folded, tuple(after), tuple(saved))
