"""Articles for the tests of extraction: blocks are made here by simple rules, so that these tests stand alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import pytest

from reviewer.extract import claims
from reviewer.model.article import Block, BlockClass, Metadata
from reviewer.model.claim import Claim
from reviewer.model.span import Span

FURNITURE = (
    (r"Credit:", BlockClass.CREDIT),
    (r"\(Reporting by", BlockClass.WIRE_CREDIT),
    (r"Be the first to|What do you think\?$", BlockClass.WIDGET),
    (r"This site uses Akismet", BlockClass.FOOTER),
    (r"Warning: A non-numeric", BlockClass.ERROR),
)
Read = Callable[..., tuple[Claim, ...]]


def lines(text: str, *, headline: bool = True) -> tuple[Block, ...]:
    """One block a line; the first is the headline unless told otherwise."""
    blocks = []
    for match in re.finditer(r"[^\n]*\S[^\n]*", text):
        cls = BlockClass.HEADLINE if headline and not blocks else BlockClass.BODY
        cls = next((c for pattern, c in FURNITURE if re.match(pattern, match[0])), cls)
        blocks.append(Block(Span(*match.span()), cls))
    return tuple(blocks)


@pytest.fixture(scope="session")
def blocks_of() -> Callable[..., tuple[Block, ...]]:
    return lines


@pytest.fixture(scope="session")
def read() -> Read:
    """The claims of a text: one block a line, all body unless `headline`."""

    def reading(text: str, *, headline: bool = False, **metadata: str) -> tuple[Claim, ...]:
        return claims(text, lines(text, headline=headline), Metadata(**metadata), "article", "version")

    return reading


@pytest.fixture(scope="session")
def quotes(read: Read) -> Callable[..., list[str]]:
    """The words of the claims of a text."""

    def reading(text: str, **metadata: str) -> list[str]:
        return [claim.quote for claim in read(text, **metadata)]

    return reading


@pytest.fixture(scope="session")
def the_claim() -> Callable[[Sequence[Claim], str], Claim]:
    """The one claim that begins with these words."""

    def find(found: Sequence[Claim], words: str) -> Claim:
        (claim,) = [c for c in found if c.quote.startswith(words)]
        return claim

    return find
