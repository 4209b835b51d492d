"""Which rules a text gets: English has its own, other languages fall back to sentences, numbers and names."""

from __future__ import annotations

import re
from functools import lru_cache

from reviewer.extract.lexicon import CLOSED
from reviewer.text.words import vocabulary

LOOKED_AT = 3000
"""Code points from the beginning by which a text without a known language is judged."""
_LATIN_WORD = re.compile(r"[a-zA-Z’']+")
_LETTERS = re.compile(r"[^\W\d_]")

_ELSEWHERE = vocabulary(
    """der die das und ist nicht ein eine einen mit für auf von zu dem den des im sich hat wurde auch el los las que del
    por con para una se su le les et dans est pour qui du au aux une des sur pas il gli che di della non è per sono um
    uma os não em dos da het een van niet zijn op och att som på med det är den av til ikke og er af"""
)
"""Small words of other languages in Latin letters that English lacks or seldom has."""


@lru_cache(maxsize=16)
def is_english(text: str, language: str | None) -> bool:
    """Whether English rules apply: by the known language (ISO 639-1), else by its small words and letters."""
    if language:
        return language.lower().startswith("en")
    sample = text[:LOOKED_AT]
    words = _LATIN_WORD.findall(sample)
    letters = len(_LETTERS.findall(sample))
    if sum(map(len, words)) < 0.8 * letters:
        return False
    lows = [word.lower() for word in words]
    return sum(low in CLOSED for low in lows) >= sum(low in _ELSEWHERE for low in lows)
