"""PDF by pypdf: lines of the page joined to paragraphs, words joined across hyphens, running heads left away.

Runs in the box. Scans hold no text and are refused with that reason.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from itertools import pairwise
from typing import Any

from reviewer.errors import UnreadableArticle
from reviewer.ingest.decode import canonical
from reviewer.ingest.extracted import Extracted

VERSION = "1"
MOST_PAGES = 2_000
LONGEST_TEXT = 5_000_000

_EDGE_LINES = 2
"""Lines at the top and bottom of a page that may be a running head or foot."""
_REPEATED_SHARE = 0.5
_FULL_LINE = 0.75
"""Share of the usual line length from which a line runs on into the next."""
_WIDE_GAP = 1.3
"""How many usual line gaps part two paragraphs."""
_OTHER_SIZE = 0.15
"""Relative difference of type size that parts a heading from text."""
_TERMINAL = re.compile(r"[.!?…:]['\"”’)\]]*$")
_BULLET = re.compile(r"^(?:[•◦▪‣–—*]|\d{1,2}[.)])\s")
_HYPHEN_END = re.compile(r"(?<=[^\W\d_])[-‐]$")
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of a page. `x`, `y` and `size` in points of the page, y upwards; 0 where the PDF does not tell."""

    text: str
    page: int
    x: float
    y: float
    size: float


def extract(raw: bytes) -> Extracted:
    """The text of a PDF, a paragraph a line, blank lines between.

    Raises:
        UnreadableArticle: it is locked, has too many pages, or is damaged.
    """
    pages = _pages(raw)
    lines = _without_running_heads(pages)
    remarks = []
    bare = sum(not page for page in pages)
    if bare and bare < len(pages):
        remarks.append(f"{bare} of {len(pages)} pages hold no text; they may be scans or pictures")
    text = "\n\n".join(_paragraphs(lines))
    return Extracted(text + "\n", f"{VERSION} pypdf/{_library()}", remarks=tuple(remarks))


def _pages(raw: bytes) -> list[list[_Line]]:
    """The lines of each page that hold text."""
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, FileNotDecryptedError, PyPdfError

    try:
        reader = PdfReader(io.BytesIO(raw))
        # Many PDFs are locked against copying only, with an empty password to read them.
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableArticle("the PDF is locked with a password")
        if len(reader.pages) > MOST_PAGES:
            raise UnreadableArticle(f"it has {len(reader.pages):,} pages; at most {MOST_PAGES:,} are read")
        return _lines_of(reader.pages)
    except (FileNotDecryptedError, DependencyError, NotImplementedError):
        raise UnreadableArticle("the PDF is locked in a way that cannot be read") from None
    except PyPdfError as error:
        raise UnreadableArticle(f"the PDF is damaged ({type(error).__name__})") from None


def _lines_of(pages: Any) -> list[list[_Line]]:
    found: list[list[_Line]] = []
    length = 0
    for number, page in enumerate(pages):
        collector = _Collector(number)
        page.extract_text(visitor_text=collector.take)
        lines = collector.lines()
        length += sum(len(line.text) for line in lines)
        if length > LONGEST_TEXT:
            raise UnreadableArticle(f"its text is longer than {LONGEST_TEXT:,} characters")
        found.append(lines)
    return found


class _Collector:
    """Puts the pieces that pypdf reports together into lines, each with the place of its first piece."""

    def __init__(self, page: int) -> None:
        self._page = page
        self._words = ""
        self._at = (0.0, 0.0, 0.0)
        self._lines: list[_Line] = []

    def take(self, text: str, around: Sequence[float], own: Sequence[float], _font: object, size: float) -> None:
        """One piece of text with the matrices of its surroundings and its own."""
        first, *others = canonical(text).split("\n")
        if first.strip() and not self._words.strip():
            x = own[4] * around[0] + own[5] * around[2] + around[4]
            y = own[4] * around[1] + own[5] * around[3] + around[5]
            self._at = (x, y, abs(size * own[3] * around[3]) or abs(size))
        self._words += first
        for other in others:
            self._end()
            self._words = other

    def lines(self) -> list[_Line]:
        """All lines with text, once the page is through."""
        self._end()
        return self._lines

    def _end(self) -> None:
        words = " ".join(self._words.split())
        if words:
            self._lines.append(_Line(words, self._page, *self._at))
        self._words = ""


def _without_running_heads(pages: Sequence[Sequence[_Line]]) -> list[_Line]:
    """All lines in order; what stands at the edge of most pages, page numbers apart the same, is left away."""
    edges: Counter[str] = Counter()
    for page in pages:
        edges.update({_pattern(line) for line in _edge(page)})
    least = max(2, _REPEATED_SHARE * len(pages))
    running = {pattern for pattern, count in edges.items() if count >= least}
    kept: list[_Line] = []
    for page in pages:
        edge = set(_edge(page))
        kept += [line for line in page if not (line in edge and _pattern(line) in running)]
    return kept


def _edge(page: Sequence[_Line]) -> list[_Line]:
    return [*page[:_EDGE_LINES], *page[-_EDGE_LINES:]]


def _pattern(line: _Line) -> str:
    return _DIGITS.sub("0", line.text)


def _paragraphs(lines: Sequence[_Line]) -> Iterator[str]:
    """Lines joined where one runs on into the next."""
    if not lines:
        return
    width = _usual_length(lines)
    gap = _usual_gap(lines)
    words = lines[0].text
    for line, following in pairwise(lines):
        if _runs_on(line, following, width, gap):
            words = _glued(words, following.text)
        else:
            yield words
            words = following.text
    yield words


def _usual_gap(lines: Sequence[_Line]) -> float:
    """The distance of two lines of one paragraph. A low quantile, for short paragraphs have more gaps than lines."""
    pairs = pairwise(lines)
    gaps = sorted(one.y - next_.y for one, next_ in pairs if one.page == next_.page and one.y > next_.y)
    return gaps[len(gaps) // 4] if gaps else 0.0


def _usual_length(lines: Sequence[_Line]) -> int:
    """The length of a full line, in characters."""
    lengths = sorted(len(line.text) for line in lines)
    return lengths[int(0.8 * (len(lengths) - 1))]


def _runs_on(line: _Line, following: _Line, width: int, gap: float) -> bool:
    """Whether a paragraph goes on: same type, no wide gap, no indent, and the line is full or breaks off."""
    if _BULLET.match(following.text) or abs(line.size - following.size) > _OTHER_SIZE * line.size:
        return False
    ended = bool(_TERMINAL.search(line.text))
    if line.page != following.page or line.y <= following.y:  # the next page or column
        return not ended
    if line.y - following.y > _WIDE_GAP * gap or line.size / 2 < following.x - line.x < 4 * line.size:
        return False
    if len(line.text) < _FULL_LINE * width:
        return not ended and following.text[:1].islower()
    return True


def _glued(words: str, line: str) -> str:
    if _HYPHEN_END.search(words) and line[:1].islower():
        # "sur-" + "face"; a compound broken at its own hyphen loses it, which cannot be told apart.
        return words[:-1] + line
    return f"{words} {line}"


@cache
def _library() -> str:
    return version("pypdf")
