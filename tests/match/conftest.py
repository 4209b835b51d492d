"""Claims from sentences: the whole sentence is the claim, read by extraction."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import count

import pytest

from reviewer.extract import describe
from reviewer.match.compare import compare
from reviewer.match.side import Side
from reviewer.model.article import Metadata
from reviewer.model.claim import Claim, ClaimKind, Cut, Extraction
from reviewer.model.comparison import Comparison
from reviewer.model.span import Span

_numbers = count(1)


def make_side(text: str, article: str = "", date: str | None = None, claim_id: str = "") -> Side:
    """A side whose claim is the whole of `text`."""
    number = next(_numbers)
    span = Span(0, len(text))
    cut = Cut(span, span, ClaimKind.FACT, "sentence")
    metadata = Metadata(date=date)
    claim: Claim = describe(
        cut,
        text,
        article=article or f"article-{number}",
        version=f"version-{number}",
        metadata=metadata,
        context=Extraction((), (cut,)),
    )
    return Side.of(replace(claim, id=claim_id or f"claim-{number:06}"), text, metadata)


@pytest.fixture(scope="session")
def side() -> Callable[..., Side]:
    return make_side


@pytest.fixture(scope="session")
def compared() -> Callable[..., Comparison]:
    """The comparison of two sentences; the first is the left one."""

    def run(left: str, right: str, left_date: str | None = None, right_date: str | None = None) -> Comparison:
        return compare(make_side(left, date=left_date), make_side(right, date=right_date))

    return run
