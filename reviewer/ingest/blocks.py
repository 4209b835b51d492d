"""Blocks of a text and what each is: nothing is deleted, everything gets a class.

Line rules come first (`rules.py`). In a text dumped from a web page the best run of lines is the article (`run.py`); in
a text that is just an article all of it is. What no rule knows is then judged by where it stands.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from reviewer.ingest.lines import pieces
from reviewer.ingest.rules import DATELINE
from reviewer.ingest.run import PROSE_WORDS, Line, best_run, is_dump, lines, titles
from reviewer.model.article import Block, BlockClass

_HEADLINE_WORDS, _QUESTION_WORDS, _HEADLINE_CHARACTERS = 22, 16, 300
_HEADLINE_WITHIN = 6
"""How many lines may stand before the headline: a section's name, a date."""

_SUBHEAD_WORDS = 12
_ITEM = re.compile(r"[\d“\"‘•*–—-]|.*(?:\d|:$)")
"""Begins like a list item or quotation, or carries a number: such a line is not a link to another article."""

_TAIL = (BlockClass.WIDGET, BlockClass.FOOTER, BlockClass.WIRE_CREDIT)


def classify(text: str, *, reader: str = "plain") -> tuple[Block, ...]:
    """All non-blank text as blocks in order, each with its class.

    Args:
        text: canonical text.
        reader: what read it; only "plain" text is looked through for a web page around the article, the other
            readers have left that away.
    """
    found = lines(pieces(text))
    if not found:
        return ()
    dump = reader == "plain" and is_dump(found)
    start, end = best_run(found) if dump else (0, len(found))
    if start >= end:
        dump, start, end = False, 0, len(found)
    classes = [line.cls or _unruled(i, found, start, end, dump=dump) for i, line in enumerate(found)]
    if BlockClass.BODY in classes:
        headline = _headline(found, classes, start, end, dump=dump)
        if headline is not None:
            classes[headline] = BlockClass.HEADLINE
        _tail(found, classes)
    else:  # nothing closed like a sentence: a list, a single line of news
        classes = [BlockClass.BODY if cls is BlockClass.SUBHEAD else cls for cls in classes]
    return tuple(Block(line.piece.span, cls) for line, cls in zip(found, classes, strict=True))


def _unruled(i: int, found: Sequence[Line], start: int, end: int, *, dump: bool) -> BlockClass:
    """The class of a line that no rule knows."""
    line = found[i]
    if not start <= i < end:
        return BlockClass.FOOTER if line.site_talk else BlockClass.WIDGET
    if dump and line.words >= 4 and start <= line.first < i and not line.prose:
        return BlockClass.WIDGET
    if line.ended:
        return BlockClass.BODY
    if dump and 6 <= line.words <= 20 and line.lower < 0.75 and not _ITEM.match(line.text):
        return BlockClass.WIDGET
    if line.words > _SUBHEAD_WORDS or line.text.endswith((",", ";", ":")) or DATELINE.match(line.text):
        return BlockClass.BODY
    return BlockClass.SUBHEAD


def _headline(found: Sequence[Line], classes: Sequence[BlockClass], start: int, end: int, *, dump: bool) -> int | None:
    """Which line is the headline, or None."""
    if dump:
        above = [i for i in titles(found) if i < start]
        if above:
            return above[-1]
        near = [i for i in range(max(0, start - _HEADLINE_WITHIN), start) if found[i].cls is None]
        return next((i for i in reversed(near) if found[i].words >= 4 and _may_head(found[i])), None)
    for i, line in enumerate(found[: min(end, _HEADLINE_WITHIN)]):
        if line.cls is not None:
            continue
        # A single word, or two that are not at the very top, name the section.
        if line.words >= (2 if i == 0 else 3) and _may_head(line):
            return i
        if classes[i] is BlockClass.BODY:
            return None
    return None


def _may_head(line: Line) -> bool:
    """Whether a line can be a headline: short, and no statement closed by a full stop."""
    if line.ended:
        asks = line.text.rstrip("\"”’'»").endswith(("?", "!"))
        if not asks or line.words > _QUESTION_WORDS:
            return False
    fits = line.words <= _HEADLINE_WORDS and len(line.text) <= _HEADLINE_CHARACTERS
    return fits and not line.text.endswith((",", ";", ":")) and not DATELINE.match(line.text)


def _tail(found: Sequence[Line], classes: list[BlockClass]) -> None:
    """Short unclosed lines among the widgets below the article are widgets too."""
    last = max((i for i, line in enumerate(found) if classes[i] is BlockClass.BODY and line.prose), default=len(found))
    below = False
    for i in range(last + 1, len(found)):
        below = below or classes[i] in _TAIL
        short = found[i].words < PROSE_WORDS and not found[i].ended
        if below and short and classes[i] in (BlockClass.SUBHEAD, BlockClass.BODY):
            classes[i] = BlockClass.WIDGET
