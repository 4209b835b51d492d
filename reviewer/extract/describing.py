"""From cuts to claims: words, numbers, dates, names and scores, all derived from places in the text."""

from __future__ import annotations

from collections.abc import Sequence

from reviewer.extract.extracting import extract
from reviewer.model.article import Block, Metadata
from reviewer.model.claim import Claim, Claimant, ClaimantRole, Cut, Extraction
from reviewer.model.ids import claim_id


def describe(cut: Cut, text: str, *, article: str, version: str, metadata: Metadata, context: Extraction) -> Claim:
    """The claim that `cut` places in `text`; the same input gives the same claim, always.

    `context` is the extraction that `cut` is part of. Dates resolve against `metadata.date`; claimants stand from the
    publisher outward.
    """
    claimants = (Claimant(ClaimantRole.PUBLISHER, metadata.publisher),) if metadata.publisher else ()
    return Claim(
        id=claim_id(version, cut.span, cut.carried),
        article=article,
        version=version,
        span=cut.span,
        quote=cut.span.of(text),
        sentence=cut.sentence,
        kind=cut.kind,
        rule=cut.rule,
        carried=cut.carried,
        claimants=claimants,
        needs_context=cut.needs_context,
    )


def claims(text: str, blocks: Sequence[Block], metadata: Metadata, article: str, version: str) -> tuple[Claim, ...]:
    """The claims of the blocks that list claims, in text order."""
    extraction = extract(text, blocks, metadata.language or "en")
    listed = [block.span for block in blocks if block.cls.gives_claims]
    return tuple(
        describe(cut, text, article=article, version=version, metadata=metadata, context=extraction)
        for cut in extraction.cuts
        if any(span.contains(cut.span) for span in listed)
    )
