"""From text and blocks to cuts: places and structure only."""

from __future__ import annotations

from collections.abc import Sequence

from reviewer.model.article import Block
from reviewer.model.claim import ClaimKind, Cut, Extraction
from reviewer.text.sentences import split

EXTRACTOR_VERSION = 1
"""Raised with any change of output."""


def extract(text: str, blocks: Sequence[Block], language: str | None = "en") -> Extraction:
    """The claims of every block of `text`, also of blocks that list none (a person may flip their class).

    `language` is ISO 639-1; where it has no rules, or is None, sentences are claims.
    """
    cuts = [
        Cut(span=sentence, sentence=sentence, kind=ClaimKind.FACT, rule="sentence")
        for block in blocks
        for sentence in split(text, block.span.start, block.span.end)
    ]
    return Extraction(tuple((block.span, block.cls.value) for block in blocks), tuple(cuts))
