"""Which part of a text dumped from a web page is the article: the best contiguous run of its lines.

Every line is worth something: sentences their words, fragments and page furniture a penalty; the run with the largest
sum is the article (boilerpipe and justext go by the same idea: body text lies together). The page's own title, where it
is repeated as a heading, says where the run begins.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reviewer.ingest.lines import Piece
from reviewer.ingest.rules import TERMINAL, line_class
from reviewer.model.article import BlockClass

PROSE_WORDS = 8
"""A line of so many words that ends like a sentence is prose."""

MOST = 80
"""Words beyond these make a line no surer."""

_FURNITURE, _FRAGMENT, _SHORT_SENTENCE, _COMMENTS = -12.0, -6.0, 2.0, -60.0
_SOME_FURNITURE = 5
_LIST_ITEMS = 3
"""Fewest lines that make a list below a line that ends in a colon."""
_TITLE_REACH = 16
"""Lines below the title that may be byline, date, sharing and captions before the text begins."""

_SPACELESS = re.compile("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_LETTERS = re.compile(r"[^\W\d_]+")
_CUT_OFF = re.compile(r"(?:\[…\]|\[\.\.\.\]|…|\.\.\.)$")
_SITE_MARK = re.compile(r"\s+[|«»·•–—:-]+\s+")
_COMMENTS_OPEN = re.compile(
    r"(?:\(?\d[\d,.]*\)? (?:comments?|responses?|replies|thoughts?)(?: (?:to|on)\b.*)?|comments?(?: ?\(\d+\))?:?"
    r"|leave an? (?:reply|comment).*|be the first to comment.*|(?:reader|user|latest|all) comments?.*)\Z",
    re.IGNORECASE,
)
# "34 responses to “The title”": nothing but comments can follow.
_COMMENTS_TO = re.compile(r"\(?\d[\d,.]*\)? (?:comments?|responses?|replies|thoughts?) (?:to|on) ", re.IGNORECASE)
# Two of these in one paragraph: the site speaks of itself and to its visitors.
_SITE_TALK = re.compile(
    r"\bcookies?\b|\bthird[- ]part|\bpersonal (?:data|information)\b|\bconsent\b|\btrademarks?\b|\bcopyright"
    r"|\bunsubscribe\b|\b(?:our|this|the) web ?site\b|\bprivacy\b|\bnewsletter|\bprofessional advice\b|\bdisclaim"
    r"|\byour (?:browser|experience|inbox|e-?mail|account|subscription)\b|\bsubscri(?:be|ption|bing|bed)\b|\bspam\b"
    r"|\bsign(?:ed|ing)? up\b",
    re.IGNORECASE,
)
_SITE_TALK_WORDS = 130


@dataclass(frozen=True, slots=True)
class Line:
    """A piece of the text with what its own words tell.

    `cls` is its class by rule or None; `words` counts words (two characters of a spaceless script make one); `ended`:
    it ends like a sentence that is not cut off; `lower` is the share of its words in lower case; `key` is what it is
    compared by; `first` is the index of the first line of the same words, its own where there is none before.
    """

    piece: Piece
    cls: BlockClass | None
    words: int
    ended: bool
    lower: float
    key: str
    first: int
    site_talk: bool

    @property
    def text(self) -> str:
        """The words."""
        return self.piece.text

    @property
    def prose(self) -> bool:
        """Whether it reads like a paragraph of an article."""
        return self.cls is None and self.ended and self.words >= PROSE_WORDS and not self.site_talk

    @property
    def heading(self) -> bool:
        """Whether it could be the heading or date of a teaser or comment."""
        return self.cls is BlockClass.BYLINE or (self.cls is None and not self.ended and 5 <= self.words < 20)


def lines(pieces: Sequence[Piece]) -> list[Line]:
    """What each piece tells by itself."""
    seen: dict[str, int] = {}
    return [_line(piece, i, seen) for i, piece in enumerate(pieces)]


def is_dump(found: Sequence[Line]) -> bool:
    """Whether so many fragments stand between the sentences that this is a page and not just an article."""
    prose = sum(line.prose for line in found)
    fragments = sum(line.cls is None and not line.ended and line.words < PROSE_WORDS for line in found)
    furniture = sum(line.cls in (BlockClass.WIDGET, BlockClass.FOOTER) for line in found)
    if prose == 0 or fragments + furniture <= max(8, prose / 2):
        return False
    # An article may have a list or many subheads; it has few widgets, and not far more fragments than paragraphs.
    return furniture >= _SOME_FURNITURE or fragments > 2 * prose + 8


def best_run(found: Sequence[Line]) -> tuple[int, int]:
    """First and one past the last line of the article."""
    values = _values(found)
    total, start, end = _largest(values)
    from_title = max((_largest_after(i, found, values) for i in titles(found)), default=(0.0, 0, 0))
    # A heading with less below it than half the best run is a link to another article.
    if from_title[0] > 0 and (from_title[0] >= total / 2 or total < MOST):
        _, start, end = from_title
    return start, _with_list(found, end)


def titles(found: Sequence[Line]) -> list[int]:
    """Lines after the first that repeat the page's title, which stands first and often carries the site's name."""
    if not found:
        return []
    whole = found[0].key
    parts = {key for part in (found[0].text, *_SITE_MARK.split(found[0].text)) if len(key := _key(part)) >= 15}
    return [
        i
        for i, line in enumerate(found)
        if i and (line.key in parts or (len(line.key) >= 25 and whole.startswith(line.key)))
    ]


def _line(piece: Piece, index: int, seen: dict[str, int]) -> Line:
    text = piece.text
    words = len(text.split()) + len(_SPACELESS.findall(text)) // 2
    ended = bool(TERMINAL.search(text)) and not (words < 40 and _CUT_OFF.search(text))
    letters = _LETTERS.findall(text)
    lower = sum(word[0].islower() for word in letters) / len(letters) if letters else 0.0
    key = _key(text)
    # The same paragraph may come back longer or cut short: long ones are known by how they begin.
    known_by = " ".join(key.split()[:10]) if words >= 14 else key
    first = seen.setdefault(known_by, index)
    talk = words < _SITE_TALK_WORDS and len({m.lower() for m in _SITE_TALK.findall(text)}) >= 2
    return Line(piece, line_class(text), words, ended, lower, key, first, talk)


def _key(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


def _values(found: Sequence[Line]) -> list[float]:
    out: list[float] = []
    prose = 0
    for i, line in enumerate(found):
        if prose > 60 and _COMMENTS_TO.match(line.text):
            return [*out, *[_FURNITURE] * (len(found) - i)]
        if prose > 60 and _COMMENTS_OPEN.match(line.text):
            out.append(_COMMENTS)
        else:
            out.append(_value(i, found))
        prose += line.words if line.prose else 0
    return out


def _value(i: int, found: Sequence[Line]) -> float:
    line = found[i]
    if line.cls is not None or line.site_talk:
        return _FURNITURE
    if line.prose:
        worth = float(min(line.words, MOST))
        if line.first != i and line.words >= 4:
            return worth / 4
        return worth / 5 if _sandwiched(i, found) else worth
    if line.first != i and line.words >= 4:
        return _FURNITURE
    if line.ended and line.words >= 3:
        return _SHORT_SENTENCE
    if line.words >= 14 and line.lower >= 0.5:
        return 0.4 * line.words
    return _FRAGMENT


def _sandwiched(i: int, found: Sequence[Line]) -> bool:
    """Whether a paragraph stands alone between headings or dates, as teasers and comments do."""

    def heading(j: int) -> bool:
        return 0 <= j < len(found) and found[j].heading

    after = i + 1
    if after < len(found) and found[after].cls is not None and not heading(after):
        after += 1
    return heading(i - 1) and heading(after)


def _with_list(found: Sequence[Line], end: int) -> int:
    """The end of the run with the list that its last line, or the line after it, announces by a colon."""
    for opening in (end - 1, end):
        if 0 <= opening < len(found) and found[opening].cls is None and found[opening].text.endswith(":"):
            last = opening + 1
            while last < len(found) and _item(found[last], last):
                last += 1
            if last - opening > _LIST_ITEMS:
                return last
    return end


def _item(line: Line, index: int) -> bool:
    return line.cls is None and not line.ended and line.first == index and line.words >= 2


def _largest(values: Sequence[float]) -> tuple[float, int, int]:
    """Largest sum of a contiguous run, with its bounds."""
    best, total, start = (0.0, 0, 0), 0.0, 0
    for i, value in enumerate(values):
        if total <= 0:
            total, start = 0.0, i
        total += value
        if total > best[0]:
            best = (total, start, i + 1)
    return best


def _largest_after(title: int, found: Sequence[Line], values: Sequence[float]) -> tuple[float, int, int]:
    """The best run that begins below `title`."""
    start = title + 1
    while start < min(len(found), title + _TITLE_REACH) and values[start] < PROSE_WORDS:
        start += 1
    best, total = (0.0, start, start), 0.0
    for i in range(start, len(found)):
        total += values[i]
        if total > best[0]:
            best = (total, start, i + 1)
        if total < _COMMENTS:
            break
    return best
