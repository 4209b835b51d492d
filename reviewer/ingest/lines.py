"""Text into lines, and lines into pieces that can each have one class. Offsets are those of the canonical text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from reviewer.model.span import Span

# Every character that readers break a line at; the canonical text keeps them as they came.
_LINE = re.compile(r"[^\n\v\f\x85\u2028\u2029]+")
_INK = re.compile(r"\S(?:.*\S)?", re.DOTALL)

PHP_ERROR = re.compile(
    r"(?:PHP\s+)?(?:Warning|Notice|Fatal error|Parse error|Deprecated|Strict Standards|Catchable fatal error)\s?:\s"
    r"[^\n]{3,400}?\sin\s(?:/|[A-Za-z]:\\|phar:)\S+(?:\son\sline\s|:)\d+"
)
"""What PHP prints into a page when it fails."""

CLOSING_CREDIT = re.compile(
    r"\((?:Additional |Further )?(?:[Rr]eporting|[Ww]riting|[Ee]diting|[Cc]ompiled|[Ww]ith inputs) (?:by|from) "
    r"[^()\n]{3,400}\)\.?$"
)
"""An agency's credit at the end of the last paragraph."""

_SMALLEST_WIDTH, _LARGEST_WIDTH = 45, 120
_WRAPPED_SHARE = 0.6


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of the text that has one class. `breaks_before` counts the line breaks since the piece before it."""

    span: Span
    text: str
    breaks_before: int


def pieces(text: str) -> list[Piece]:
    """All non-blank text in order: one piece a line, but hard-wrapped paragraphs joined and glued pieces apart."""
    lines = list(_lines(text))
    joined = _joined(lines, text, _wrap_width(lines, text))
    spans = [part for span in joined for part in _unglued(span, text)]
    out, last = [], 0
    for span in spans:
        out.append(Piece(span, span.of(text), text.count("\n", last, span.start)))
        last = span.end
    return out


def _lines(text: str) -> Iterator[Span]:
    for line in _LINE.finditer(text):
        ink = _INK.search(line.group())
        if ink:
            yield Span(line.start() + ink.start(), line.start() + ink.end())


def _wrap_width(lines: Sequence[Span], text: str) -> int:
    """The column at which the whole text was wrapped by a program or typist, or 0 where lines are paragraphs.

    In wrapped text the first word of a line would not have fitted on the line before, at nearly every break.
    """
    pairs = [(a, b) for a, b in pairwise(lines) if _adjacent(a, b, text)]
    lengths = sorted(len(a) for a, _ in pairs)
    if len(pairs) < 3:
        return 0
    # A long address may stick out, so not the very longest.
    width = lengths[int(0.95 * (len(lengths) - 1))]
    if not _SMALLEST_WIDTH <= width <= _LARGEST_WIDTH:
        return 0
    full = sum(_fills(a, b, text, width) for a, b in pairs)
    return width if full >= _WRAPPED_SHARE * len(pairs) else 0


def _adjacent(one: Span, other: Span, text: str) -> bool:
    return text.count("\n", one.end, other.start) == 1


def _fills(one: Span, other: Span, text: str, width: int) -> bool:
    """Whether the first word of `other` would not have fitted at the end of `one`."""
    word = other.of(text).split(None, 1)[0]
    return len(one) + 1 + len(word) > width


def _joined(lines: Sequence[Span], text: str, width: int) -> Iterator[Span]:
    current: Span | None = None
    last: Span | None = None
    for line in lines:
        if current and last and width and _adjacent(last, line, text) and _fills(last, line, text, width):
            current = Span(current.start, line.end)
        else:
            if current:
                yield current
            current = line
        last = line
    if current:
        yield current


def _unglued(span: Span, text: str) -> Iterator[Span]:
    """`span` in parts: error messages inside it and a closing agency credit stand alone."""
    line = span.of(text)
    cuts = {0, len(line)}
    for error in PHP_ERROR.finditer(line):
        cuts |= {error.start(), error.end()}
    credit = CLOSING_CREDIT.search(line)
    if credit:
        cuts.add(credit.start())
    for start, end in pairwise(sorted(cuts)):
        ink = _INK.search(line[start:end])
        if ink:
            yield Span(span.start + start + ink.start(), span.start + start + ink.end())
