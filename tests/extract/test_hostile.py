"""Texts made to hurt: cost stays linear in their length."""

from __future__ import annotations

import time

import pytest

from reviewer.extract import claims
from reviewer.model.article import Block, BlockClass, Metadata
from reviewer.model.span import Span

SIZE = 8_000
PATTERNS = {
    "one word": "x",
    "words": "word ",
    "initials": "A. ",
    "open quotes": "“",
    "straight quotes": '" ',
    "brackets": "(",
    "numbers": "1 ",
    "one number": "1,",
    "sayings": "he said, ",
    "sentences": "He said he said it. ",
    "relatives": ", which is",
    "names": "Xa of ",
    "possessives": "a’s ",
    "days": "Monday ",
    "lines": "a\n",
    "long sentences": ("The cat’s of dog and " * 40) + ". ",
}


def seconds(text: str) -> float:
    block = Block(Span(0, len(text)), BlockClass.BODY)
    start = time.process_time()
    claims(text, [block], Metadata(date="2020-01-01"), "article", "version")
    return time.process_time() - start


@pytest.mark.parametrize("name", sorted(PATTERNS))
def test_twice_the_text_costs_about_twice_the_time(name):
    text = (PATTERNS[name] * SIZE)[: 2 * SIZE]
    half = min(seconds(text[:SIZE]) for _ in range(3))
    assert min(seconds(text) for _ in range(3)) < 4 * half + 0.2
