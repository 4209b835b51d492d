"""A sentence as words with places and one letter of word class each: what every English rule runs over.

No parser: the classes come from lists and endings, and what stays ambiguous ("plans", "operated") is settled from its
neighbours and from whether its clause has a finite verb already. Wrong now and then, never out of place.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from reviewer.extract.disambiguating import Resolver
from reviewer.extract.lexicon import CLOSED, LEXICON, class_of
from reviewer.extract.quotation import opens
from reviewer.model.span import Span
from reviewer.text.words import capital_words, lower_words

_WORD = re.compile(
    r"(?-i:[a-z]+(?=[ ,;:)”\n]|\.\s)|[A-Z][a-z]+(?=[ ,;:)”\n]))"  # plain words, the most of all, at once
    r"|"
    r"[’'](?:s|re|ve|ll|d|m)\b"
    r"|(?:[^\W\d_]\.){2,}"
    r"|(?:Mr|Mrs|Ms|Dr|Prof|Rev|Del|Atty|Supt|Insp|Hon|Pres|Sens?|Reps?|Gen|Gov|Lt|Col|Sgt|Capt|Cmdr|Maj|Adm|St|Jr|Sr|Inc|Corp|Co|Ltd|No|vs"
    r"|Jan|Feb|Aug|Sept?|Oct|Nov|Dec|Md|Ga|Pa|Va|Fla|Calif|Conn|Mass|Mich|Ariz|Wis|Ill|Ore|Wash|Tex)\."
    r"|(?-i:[A-Z])\.(?=\s[A-Z])"
    r"|(?:US|A|C|HK|NZ)?[$€£¥₹]"
    r"|\d+(?:\.\d+)?[‐‑-][a-z]{2,20}(?:[‐‑-][a-z]{1,20}){0,3}"
    r"|\d(?:[\d,.:/]{0,30}\d)?(?:st|nd|rd|th|[mb]illion|trillion|bn|mn|tn|m|k|km|kg|am|pm)?(?![0-9A-Za-zÀ-ɏ])"
    r"|[\u3040-\u30ff\u3400-\u9fff]+"
    r"|[^\W_](?:[\w&]|[‐‑-](?=\w)|[.@](?=\w)|[’'](?!(?:s|re|ve|ll|d|m)\b)(?=\w)){0,60}"
    r"|''|\.{2,}|--+"
    r"|\S",
    re.IGNORECASE,
)
_MARKS = {",": ",", ";": ";", ":": ":", "–": "-", "—": "-", "--": "-", "―": "-", "…": ".", ".": ".", "?": "?", "!": "!",
          "(": "(", ")": ")", "[": "(", "]": ")", "%": "%", "“": "q", "”": "Q", "„": "q", "«": "q", "»": "Q", "‘": "q",
          "&": "K"}  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Tagged:
    """A sentence of `text`: places, lower-case forms (straight apostrophes) and classes of its words."""

    text: str
    span: Span
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    lows: tuple[str, ...]
    tags: str

    def __len__(self) -> int:
        return len(self.tags)

    def place(self, first: int, last: int) -> Span:
        """The span of words `first` up to but not including `last`."""
        return Span(self.starts[first], self.ends[last - 1])

    def words(self, first: int, last: int) -> str:
        """The exact text of a range of words; "" for an empty one."""
        return self.text[self.starts[first] : self.ends[last - 1]] if first < last else ""

    def index_at(self, offset: int) -> int:
        """The first word that ends after `offset`; the number of words if there is none."""
        low, high = 0, len(self.ends)
        while low < high:
            middle = (low + high) // 2
            if self.ends[middle] <= offset:
                low = middle + 1
            else:
                high = middle
        return low

    def capital(self, index: int) -> bool:
        """Whether a word begins with a capital letter."""
        return self.text[self.starts[index]].isupper()


@lru_cache(maxsize=1024)
def tag(text: str, start: int, end: int) -> Tagged:
    """The words of `text[start:end]` with their classes. Kept for the last thousand sentences asked for."""
    starts: list[int] = []
    ends: list[int] = []
    written: list[str] = []
    for match in _WORD.finditer(text, start, end):
        starts.append(match.start())
        ends.append(match.end())
        written.append(match[0])
    lows = [word.lower().replace("’", "'") for word in written]
    letters = _first_pass(text, starts, written, lows)
    Resolver(letters, lows).run()
    return Tagged(text, Span(start, end), tuple(starts), tuple(ends), tuple(lows), "".join(letters))


def _first_pass(text: str, starts: list[int], written: list[str], lows: list[str]) -> list[str]:
    title_case = _title_case(written, lows)
    letters: list[str] = []
    ordinary, capital = lower_words(text), capital_words(text)
    opening = True
    single = False
    for at, word, low in zip(starts, written, lows, strict=True):
        if low == word and word.isalpha():
            letter = LEXICON.get(low) or class_of(low)
        elif word in ('"', "''"):
            letter = "q" if opens(text, at, len(word)) else "Q"
        elif word == "’" and single:
            letter = "Q"
        else:
            letter = _MARKS.get(word) or _letter(word, low, letters, first=opening or title_case, title_case=title_case)
            if opening and letter in "vfE" and low in capital and low not in ordinary:
                letter = "X"
            elif letter == "X" and (opening or title_case) and (low in ordinary or (opening and _looks_plural(low))):
                letter = class_of(low)
        single = word == "‘" or (single and word != "’")
        letters.append(letter)
        opening = letter in "q:" or (opening and not word[0].isalnum())
    return letters


def _title_case(written: list[str], lows: list[str]) -> bool:
    """Whether nearly every word has a capital, as in headlines."""
    if sum(word.islower() and word not in CLOSED for word in written[:8]) > 2:
        return False
    open_words = [word for word, low in zip(written, lows, strict=True) if word[0].isalpha() and low not in CLOSED]
    return len(open_words) >= 4 and sum(word[0].isupper() for word in open_words) >= 0.8 * len(open_words)


def _letter(word: str, low: str, before: list[str], *, first: bool, title_case: bool) -> str:
    initial = word[0]
    if initial.isdecimal():
        return "#"
    if initial in "’'":
        return _apostrophe(low, before)
    if not initial.isalpha():
        return "$" if word[-1] in "$€£¥₹" else "|"
    known = LEXICON.get(low)
    if not initial.isupper():
        return known or class_of(low)
    if low in CLOSED and (first or not word.isupper() or low == "i"):
        return known or "N"
    if known in ("#", "t"):
        return known
    ordinary = first and known and not word.isupper() and (title_case or before[-1:] != ["X"])
    return known if ordinary and known else "X"


def _looks_plural(low: str) -> bool:
    """Whether a sentence's first word is a plural of people and no name: "Demonstrators", "Researchers"."""
    return len(low) > 7 and low.endswith(("ers", "ors", "ists", "ants", "ents"))


def _apostrophe(low: str, before: list[str]) -> str:
    if low == "'s":
        return "B" if before and before[-1] in "IWZ" else "p"
    if low == "'":
        return "p" if before and before[-1] in "NXt" else "|"
    return {"'re": "B", "'m": "B", "'ve": "H", "'ll": "M", "'d": "M"}.get(low, "|")
