"""The normal form under which words are compared: lower case, stemmed, numbers in one spelling, small words left out.

Terms are stored with a claim, so a change of this module that changes any term must raise NORM_VERSION.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from threading import Lock
from typing import Any, NamedTuple

from reviewer.match.gazetteer import country_words
from reviewer.match.vocabulary import IRREGULAR, LONG_FORMS, NUMBER_WORDS, ORDINAL_WORDS, SCALES, SPELLINGS, STOP_WORDS

NORM_VERSION = 1
"""Raised with every change that gives other terms; stored postings of another version are made anew."""

_TOKEN = re.compile(
    r"(?P<number>\d+(?:[.,]\d+)*)(?P<ordinal>st|nd|rd|th)?(?![^\W\d_]{4})"
    r"|(?P<initials>(?:[A-Z]\.){2,}[A-Z]?)"
    r"|(?P<word>[^\W\d_]+(?:['’][^\W\d_]+)*)"
    r"|(?P<sign>[%$€£¥₹])"
    r"|(?P<mixed>\w+)"
)
_TOKENS = re.compile(re.sub(r"\(\?P<\w+>", "(?:", _TOKEN.pattern))
"""The same without groups."""
_JOINING = frozenset(SCALES) | frozenset(NUMBER_WORDS)
_LONG_LENGTHS = sorted({len(terms) for terms in LONG_FORMS}, reverse=True)
_LAST_OF_LONG = frozenset(terms[-1] for terms in LONG_FORMS)
LONG_GAP = 20
"""Code points between the first and last word of a long form; more, and they do not stand together."""
_SIGNS = {"%": "percent", "$": "dollar", "€": "euro", "£": "pound", "¥": "yen", "₹": "rupe"}
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]")
"""Scripts without spaces between words."""


class Word(NamedTuple):
    """A word in a text: half-open code-point range, its term, and whether it is a small word."""

    start: int
    end: int
    term: str
    small: bool


@lru_cache(maxsize=1)
def _stemmer() -> Any:
    import snowballstemmer

    return snowballstemmer.stemmer("english")


_ONE_AT_A_TIME = Lock()
"""The stemmer keeps the word in itself: two threads at once get wrong stems, or an IndexError."""


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """The stem of a lower-case word: irregular forms and British spellings first, then Snowball."""
    word = IRREGULAR.get(word, word)
    with _ONE_AT_A_TIME:
        stemmed: str = _stemmer().stemWord(word)
    return SPELLINGS.get(stemmed, stemmed)


def by_line(table: str) -> dict[str, frozenset[int]]:
    """A hand-made table of one group of words a line: the numbers of the lines that each stem stands in."""
    found: dict[str, set[int]] = {}
    for number, line in enumerate(table.strip().splitlines()):
        for word in line.split():
            found.setdefault(stem(word), set()).add(number)
    return {term: frozenset(numbers) for term, numbers in found.items()}


def plain(word: str) -> str:
    """Lower case without accents, apostrophes and the possessive."""
    lower = word.replace("’", "'").lower()
    if not lower.isascii():
        lower = "".join(
            c for c in unicodedata.normalize("NFKD", lower) if not (unicodedata.combining(c) or c.isspace())
        )
    return lower.removesuffix("'s").replace("'", "")


def number_term(value: float) -> str:
    """One spelling of a number: `#1200000000`."""
    return f"#{value:.12g}" if value < 1e15 else f"#{value:.6e}"


def words(text: str) -> tuple[Word, ...]:
    """Every word, number and currency sign of `text` in order. Number words with their scale are one word."""
    found: list[Word] = []
    for match in _TOKEN.finditer(text):
        _take(match, found)
        if found and found[-1].term in _LAST_OF_LONG:
            _shorten(found)
    return tuple(found)


def terms(text: str) -> tuple[str, ...]:
    """The terms of `text` in order, with repeats, small words left out.

    The same as of `words`, in a fifth of the time: most tokens always give the same term. Where one may not (a number
    with its scale, a long form), the whole text is read word by word.
    """
    found: list[str] = []
    after_number = False
    for token in _TOKENS.findall(text):
        alone = _alone(token)
        if alone is None or (after_number and alone.joins):
            return tuple(word.term for word in words(text) if not word.small)
        after_number = alone.term.startswith("#")
        if not alone.small:
            found.append(alone.term)
    return tuple(found)


class _Alone(NamedTuple):
    """What a token gives by itself. `joins`: after a number it may be a part of that."""

    term: str
    small: bool
    joins: bool


@lru_cache(maxsize=300_000)
def _alone(token: str) -> _Alone | None:
    """None for a token whose terms hang on what stands around it."""
    found: list[Word] = []
    match = _TOKEN.fullmatch(token)
    if match is None:
        return None
    _take(match, found)
    if len(found) != 1 or found[0].term in _LAST_OF_LONG:
        return None
    return _Alone(found[0].term, found[0].small, plain(token) in _JOINING)


def _shorten(found: list[Word]) -> None:
    """Puts one word in place of a long form that has just ended."""
    for length in _LONG_LENGTHS:
        short = LONG_FORMS.get(tuple(word.term for word in found[-length:])) if len(found) >= length else None
        if short is not None and found[-1].start - found[-length].end < LONG_GAP:
            found[-length:] = [Word(found[-length].start, found[-1].end, short, small=False)]
            return


def _take(match: re.Match[str], found: list[Word]) -> None:
    kind = match.lastgroup
    start, end = match.span()
    token = match.group()
    if kind in ("number", "ordinal"):
        digits = match.group("number")
        if match.group("ordinal"):
            found.append(Word(start, end, f"#{digits.replace(',', '')}th", small=False))
        else:
            found.append(Word(start, end, number_term(_value(digits)), small=False))
    elif kind == "initials":
        letters = token.replace(".", "").lower()
        found.append(Word(start, end, SPELLINGS.get(f"{letters}.", letters), small=False))
    elif kind == "sign":
        found.append(Word(start, end, _SIGNS[token], small=False))
    elif kind == "word" and not _WIDE.search(token):
        _take_word(token, start, end, found)
    elif _WIDE.search(token):
        _take_wide(token, start, found)
    elif word := plain(token):
        found.append(Word(start, end, word, small=False))


def _take_word(token: str, start: int, end: int, found: list[Word]) -> None:
    word = plain(token)
    if token[0].isupper() and _take_proper(token, word, start, end, found):
        return
    scale = SCALES.get(word)
    if scale and found and found[-1].term.startswith("#") and start - found[-1].end <= 1 and word != "m":
        found[-1] = _scaled(found[-1], scale, end)
    elif word in NUMBER_WORDS and (word != "one" or _after_tens(found, start)):
        _take_number_word(NUMBER_WORDS[word], start, end, found)
    elif word in ORDINAL_WORDS:
        found.append(Word(start, end, f"#{ORDINAL_WORDS[word]}th", small=False))
    elif word:
        found.append(Word(start, end, stem(word), small=word in STOP_WORDS or len(word) == 1))


def _take_proper(token: str, word: str, start: int, end: int, found: list[Word]) -> bool:
    """Words that mean something else when capitalised: a people becomes its country, "VPNs" the abbreviation."""
    if word == "us" and token.isupper():
        found.append(Word(start, end, SPELLINGS["us."], small=False))
    elif word in country_words():
        found.append(Word(start, end, stem(country_words()[word]), small=False))
    elif len(token) > 2 and token[:-1].isupper() and token[-1] == "s":
        found.append(Word(start, end, word[:-1], small=False))
    else:
        return False
    return True


def _scaled(number: Word, scale: float, end: int) -> Word:
    if number.term.endswith("th"):
        return number
    return Word(number.start, end, number_term(float(number.term[1:]) * scale), small=False)


def _after_tens(found: list[Word], start: int) -> bool:
    """Whether a hyphenated "-one" ends a number; elsewhere "one" is mostly a pronoun."""
    return bool(found) and start - found[-1].end == 1 and _tens(found[-1].term) is not None


def _take_number_word(value: int, start: int, end: int, found: list[Word]) -> None:
    """A number word; "twenty-five" is one number."""
    last = found[-1] if found else None
    if last and last.term.startswith("#") and start - last.end == 1 and value < 10:
        tens = _tens(last.term)
        if tens is not None:
            found[-1] = Word(last.start, end, number_term(tens + value), small=False)
            return
    found.append(Word(start, end, number_term(value), small=False))


def _tens(term: str) -> float | None:
    digits = term[1:]
    return float(digits) if digits.isdigit() and 20 <= int(digits) <= 90 and int(digits) % 10 == 0 else None


def _take_wide(token: str, start: int, found: list[Word]) -> None:
    """Pairs of signs stand in for words where a script has no spaces."""
    if len(token) == 1:
        found.append(Word(start, start + 1, token, small=False))
    last = len(token) - 2
    found.extend(
        Word(start + i, start + i + 1 + (i == last), token[i : i + 2], small=False) for i in range(len(token) - 1)
    )


def _value(digits: str) -> float:
    """The number that digits with separators spell: commas group, one point is decimal, several points group."""
    plain = digits.replace(",", "")
    if plain.count(".") > 1:
        plain = plain.replace(".", "")
    return float(plain)
