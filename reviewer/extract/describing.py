"""From cuts to claims: words, numbers, dates, names and scores, all derived from places in the text."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from reviewer.extract.calendar import day_of
from reviewer.extract.extracting import extract
from reviewer.extract.languages import is_english
from reviewer.extract.moments import expressions, moment
from reviewer.extract.names import names
from reviewer.extract.phrases import Range
from reviewer.extract.quantities import quantities
from reviewer.extract.restating import restate
from reviewer.extract.score import Items, measured
from reviewer.extract.signs import signs
from reviewer.extract.tagging import Tagged, tag
from reviewer.extract.worth import SHIPPED_WORTH, Worth, briefly
from reviewer.model.article import Block, BlockClass, Metadata
from reviewer.model.claim import Claim, Claimant, ClaimantRole, Cut, Extraction
from reviewer.model.ids import claim_id
from reviewer.model.moment import Moment, MomentRole
from reviewer.model.span import Span

_FUTURE = re.compile(
    r"\b(?:will|would|shall|won[’']t|[’']ll|next|tomorrow"
    r"|(?:is|are|was|were) (?:to|due|set|expected|planned|scheduled))\b"
)
_WIRE = re.compile(r"\(([A-Z][\w .&’'/-]{1,40})\)")


def describe(
    cut: Cut,
    text: str,
    *,
    article: str,
    version: str,
    metadata: Metadata,
    context: Extraction,
    worth: Worth = SHIPPED_WORTH,
) -> Claim:
    """The claim that `cut` places in `text`; the same input gives the same claim, always.

    `context` is the extraction that `cut` is part of. Dates resolve against `metadata.date`; claimants stand from the
    publisher outward. `worth` is the model that scores it.
    """
    tagged = tag(text, cut.sentence.start, cut.sentence.end)
    first, last = _words_within(tagged, cut.span)
    dates = expressions(text, cut.sentence.start, cut.sentence.end)
    english = is_english(text, metadata.language)
    language = "en" if english else (metadata.language or "")[:2].lower()
    claimants = tuple(_claimants(cut, text, metadata))
    numbers = quantities(tagged, first, last, [e.span for e in dates], language=language)
    moments = _moments(cut, text, metadata)
    named = names(tagged, first, last, language=language)
    pointing, headline = bool(cut.needs_context), _headline(cut.sentence, context)
    items = Items(cut.kind, numbers, named, moments, claimants, pointing, headline)
    things = measured(items, signs(tagged.lows, tagged.tags, first, last))
    reasons = worth.reasons(things, cut.span.of(text))
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
        quantities=numbers,
        moments=moments,
        names=named,
        score=worth.score(reasons),
        reasons=briefly(reasons),
        needs_context=cut.needs_context,
        restatement=restate(cut, tagged),
    )


def things_of(claim: Claim, text: str, context: Extraction) -> dict[str, int]:
    """What rules tell of a claim that was described before, as models of worth weigh it (`score.measured`)."""
    tagged = tag(text, claim.sentence.start, claim.sentence.end)
    words = _words_within(tagged, claim.span)
    has = (claim.kind, claim.quantities, claim.names, claim.moments, claim.claimants)
    items = Items(*has, bool(claim.needs_context), _headline(claim.sentence, context))
    return measured(items, signs(tagged.lows, tagged.tags, *words))


def _words_within(tagged: Tagged, span: Span) -> Range:
    """The words that lie wholly in a span; none for a span by hand that lies elsewhere."""
    first = bisect_left(tagged.starts, span.start)
    return first, max(first, bisect_right(tagged.ends, span.end))


def _headline(sentence: Span, context: Extraction) -> bool:
    """Whether a sentence stands in the headline."""
    place = bisect_right(context.blocks, sentence.start, key=lambda block: block[0].start) - 1
    return place >= 0 and context.blocks[place][1] == BlockClass.HEADLINE.value


def claims(text: str, blocks: Sequence[Block], metadata: Metadata, article: str, version: str) -> tuple[Claim, ...]:
    """The claims of the blocks that list claims, in text order."""
    extraction = extract(text, blocks, metadata.language)
    listed = [block.span for block in blocks if block.cls.gives_claims]
    found = []
    at = 0
    for cut in extraction.cuts:
        while at < len(listed) and listed[at].end <= cut.sentence.start:
            at += 1
        if at < len(listed) and listed[at].contains(cut.sentence):
            found.append(describe(cut, text, article=article, version=version, metadata=metadata, context=extraction))
    return tuple(found)


def _claimants(cut: Cut, text: str, metadata: Metadata) -> Iterator[Claimant]:
    """The chain from the publisher outward; each link once."""
    if metadata.publisher:
        yield Claimant(ClaimantRole.PUBLISHER, metadata.publisher)
    agencies = [source for source in cut.sources if source.role is ClaimantRole.AGENCY]
    wire = _WIRE.search(metadata.dateline or "")
    if wire and not agencies:
        yield Claimant(ClaimantRole.AGENCY, wire[1])
    for source in (*agencies, *(s for s in cut.sources if s.role is not ClaimantRole.AGENCY)):
        name = (source.referent or source.source).of(text)
        yield Claimant(source.role, name, source.source, source.implicit, source.open)


def _moments(cut: Cut, text: str, metadata: Metadata) -> tuple[Moment, ...]:
    anchor = day_of(metadata.date or "")
    future = bool(_FUTURE.search(cut.span.of(text)))
    within = expressions(text, cut.sentence.start, cut.sentence.end)
    found = [
        moment(e, MomentRole.HAPPENED, anchor, future=future)
        for span in (cut.span, *cut.carried)
        for e in (within if cut.sentence.contains(span) else expressions(text, span.start, span.end))
        if span.contains(e.span)
    ]
    found += [
        moment(e, MomentRole.SAID, anchor, future=False)
        for span in cut.said
        for e in expressions(text, span.start, span.end)
    ]
    return tuple(sorted(found, key=lambda m: m.span))
