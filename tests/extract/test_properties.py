"""What holds for any text: places are exact, nothing crashes, the same input gives the same claims."""

from __future__ import annotations

import string

from hypothesis import given, settings
from hypothesis import strategies as st

from reviewer.extract import claims, describe, extract, question
from reviewer.model.article import Block, BlockClass, Metadata
from reviewer.model.claim import Extraction
from reviewer.model.codec import decode, encode
from reviewer.model.span import Span
from reviewer.model.verdict import About

WORDS = [
    "the",
    "a",
    "minister",
    "police",
    "company",
    "said",
    "that",
    "it",
    "which",
    "who",
    "and",
    "but",
    "was",
    "has",
    "will",
    "would",
    "taken",
    "killed",
    "on",
    "Monday",
    "in",
    "2017",
    "more",
    "than",
    "5,500",
    "people",
    "apps",
    "according",
    "to",
    "“",
    "”",
    '"',
    "'",
    "‘",
    "’",
    ",",
    ".",
    ":",
    ";",
    "–",
    "(",
    ")",
    "?",
    "!",
    "He",
    "They",
    "Reuters",
    "Smith",
    "Mr.",
    "3",
    "percent",
    "$5",
    "million",
    "not",
    "never",
    "while",
    "after",
    "because",
    "having",
    "leaving",
    "to",
    "of",
    "by",
    "with",
    "–",
    "'s",
    "''",
]
prose = st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join)
anything = st.text(max_size=300)
mixed = st.lists(
    st.one_of(prose, st.text(max_size=20), st.sampled_from(["\n", "\n\n", "\u2028", "\u202e", "\x00"]))
).map("".join)
metadata = st.builds(
    Metadata,
    date=st.sampled_from([None, "2017-07-24", "0001-01-01", "9999-12-31", "soon"]),
    publisher=st.sampled_from([None, "Wire"]),
    dateline=st.sampled_from([None, "PARIS (AFP)"]),
    language=st.sampled_from([None, "en", "de", "zh"]),
)


def blocks_of(text: str, cut: int) -> list[Block]:
    """One block, or two with a gap where `cut` falls inside."""
    if not text.strip():
        return []
    spans = [Span(0, len(text))] if not 0 < cut < len(text) else [Span(0, cut), Span(cut, len(text))]
    return [Block(s, cls) for s, cls in zip(spans, (BlockClass.HEADLINE, BlockClass.BODY), strict=False)]


@settings(max_examples=150, deadline=None)
@given(text=st.one_of(prose, anything, mixed), cut=st.integers(0, 400), known=metadata)
def test_every_place_is_verbatim_and_inside(text, cut, known):
    blocks = blocks_of(text, cut)
    for claim in claims(text, blocks, known, "article", "version"):
        assert text[claim.span.start : claim.span.end] == claim.quote
        assert claim.quote.strip()
        assert claim.sentence.contains(claim.span)
        assert any(block.span.contains(claim.sentence) for block in blocks)
        assert 0 <= claim.score <= 1
        assert not any(carried.overlaps(claim.span) for carried in claim.carried)
        for inner in (*claim.quantities, *claim.names):
            assert claim.span.contains(inner.span)
        for moment in claim.moments:
            assert 0 <= moment.span.start < moment.span.end <= len(text)
            assert (moment.first is None) == (moment.last is None) == bool(moment.why_open)
        for claimant in claim.claimants:
            assert claimant.name.strip()
        for about in About:
            assert question(claim, about).endswith("?")


@settings(max_examples=60, deadline=None)
@given(text=st.one_of(prose, mixed), known=metadata)
def test_cuts_survive_coding_and_describe_the_same_way(text, known):
    blocks = blocks_of(text, len(text) // 2)
    extraction = extract(text, blocks, known.language)
    again = decode(Extraction, encode(extraction))
    assert again == extraction
    for cut in extraction.cuts:
        first = describe(cut, text, article="a", version="v", metadata=known, context=extraction)
        assert first == describe(cut, text, article="a", version="v", metadata=known, context=again)


@settings(max_examples=40, deadline=None)
@given(text=prose)
def test_claim_ids_differ_within_an_article(text):
    found = claims(text, blocks_of(text, 0), Metadata(), "article", "version")
    assert len({claim.id for claim in found}) == len(found)


@given(text=st.text(alphabet=string.whitespace + ".!?", max_size=40))
def test_text_without_words_gives_nothing(text):
    assert claims(text, blocks_of(text, 0), Metadata(), "article", "version") == ()
