"""The part of a claim record that needs no log: words, places, numbers, matches, corroboration (docs/format.md)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from reviewer.export.inputs import CheckInput, LineageInput, MatchInput, RecordInput, TextInput, VersionInput
from reviewer.export.people import People
from reviewer.export.plain import place, thousandths, told
from reviewer.export.said import Words, decision, happened
from reviewer.model.article import Article
from reviewer.model.claim import Claim, Claimant
from reviewer.model.comparison import Comparison, Direction, Signal, Slot
from reviewer.model.fact_check import ITEMS
from reviewer.model.lineage import Corroboration
from reviewer.model.moment import Moment
from reviewer.model.quantity import Quantity
from reviewer.model.span import Span


def claim_part(given: RecordInput) -> dict[str, Any]:
    """The keys of the group "the words", in the order of the page; empty ones still in."""
    claim, anchor = given.claim, given.anchor
    return {
        "claim": claim.id,
        "kind": claim.kind.value,
        "text": given.text or claim.restatement or claim.quote,
        "quote": claim.quote,
        "span": place(claim.span),
        "prefix": anchor.prefix,
        "suffix": anchor.suffix,
        "carried": [place(span) for span in claim.carried],
        "sentence": place(claim.sentence),
        "rule": claim.rule,
        "needs_context": claim.needs_context,
        "worth": _worth(claim),
        "article": _article(given.article),
        "version": _version(given.version),
        "claimants": [_claimant(claimant) for claimant in claim.claimants],
        "quantities": [_quantity(quantity, claim) for quantity in claim.quantities],
        "moments": [_moment(moment, claim) for moment in claim.moments],
        "names": [{"span": place(name.span), "text": name.text} for name in claim.names],
    }


def match_part(match: MatchInput, mine: str, here: Words, people: People) -> dict[str, Any]:
    """A match as seen from claim `mine`."""
    compared = match.match.comparison
    is_left = match.match.left == mine
    decided = {
        "word": match.word.value if match.word is not None else None,
        "contested": match.contested,
        "by": [decision(event, here, people, (mine, match.other)) for event in match.decisions],
    }
    return told(
        {
            "claim": match.other,
            "article": told(
                {"id": match.article, "title": match.title, "publisher": match.publisher, "url": match.url}
            ),
            "quote": match.quote,
            "score": thousandths(match.match.score),
            "outcome": match.outcome.value,
            "direction": _direction(compared, is_left),
            "difference": match.difference,
            "deciding": [slot.value for slot in compared.deciding],
            "slots": [_slot(slot, is_left) for slot in compared.slots],
            "signals": [_signal(signal) for signal in match.match.signals if signal.weight],
            "decided": told(decided),
            "lineage": _lineage(match.lineage, here, people) if match.lineage is not None else None,
        }
    )


_BASIS = ("score", "outcome", "direction", "difference", "deciding", "slots", "signals", "decided")
"""Why a fact-check stands with a claim: these keys of their match."""


def check_part(check: CheckInput, mine: str, here: Words, people: People) -> dict[str, Any]:
    """A published fact-check as seen from claim `mine`: its publisher's words, then why it stands here."""
    said = {field: getattr(check.said, field) for field in ITEMS.values() if field != "claim"} if check.said else {}
    basis = match_part(check.match, mine, here, people)
    part = {
        "line": check.line,
        "claim": check.match.other,
        "quote": check.said.claim if check.said else check.match.quote,
        **said,
        "absent": {"rating": check.why} if check.why else None,
        "same": check.same,
        **{key: basis[key] for key in _BASIS if key in basis},
        "imported": happened(check.imported, people),
        "rests_on": [event.hash for event in check.versions],
    }
    return told(part)


def text_part(text: TextInput) -> dict[str, Any]:
    """The same claim in another text of its article."""
    differing = [told({"before": before, "after": after}) for before, after in text.differing]
    part = {
        "claim": text.claim,
        "state": text.state.value,
        "version": _version(text.version),
        "span": place(text.span) if text.span is not None else None,
        "carried": [place(span) for span in text.carried],
        "quote": text.quote,
        "differing": differing,
        "attribution": text.attribution,
    }
    return told(part)


def corroboration_part(found: Corroboration) -> dict[str, Any]:
    """How many origins assert the claim, and why."""
    part = {
        "line": found.line,
        "articles": found.articles,
        "low": found.low,
        "high": found.high,
        "groups": [told({"articles": list(group.articles), "why": group.why}) for group in found.groups],
        "disagree": [{"article": article, "slot": slot} for article, slot in found.disagree],
        "contested": found.contested or None,
        "reasons": list(found.reasons),
    }
    return told(part)


def _signal(signal: Signal) -> dict[str, Any]:
    value, weight = thousandths(signal.value), thousandths(signal.weight)
    return told({"name": signal.name, "value": value, "weight": weight, "words": signal.words})


def _worth(claim: Claim) -> dict[str, Any]:
    reasons = [{"words": reason.words, "weight": thousandths(reason.weight)} for reason in claim.reasons]
    return told({"score": thousandths(claim.score), "reasons": reasons})


def _article(article: Article) -> dict[str, Any]:
    origins = {item: origin.value for item, origin in sorted(article.metadata.origins.items())}
    return told({"id": article.id, "key": article.key} | article.metadata.known() | {"origins": origins})


def _version(version: VersionInput) -> dict[str, Any]:
    return {
        "id": version.id,
        "raw_sha256": version.raw_sha256,
        "text_sha256": version.text_sha256,
        "reader": version.reader,
        "reader_version": version.reader_version,
    }


def _claimant(claimant: Claimant) -> dict[str, Any]:
    span = place(claimant.span) if claimant.span is not None else None
    return told(
        {
            "role": claimant.role.value,
            "name": claimant.name,
            "span": span,
            "implicit": claimant.implicit,
            "open": claimant.open,
        }
    )


def _words(span: Span, claim: Claim) -> str:
    """The words of a place inside the claim; "" for one outside."""
    return span.shifted(-claim.span.start).of(claim.quote) if claim.span.contains(span) else ""


def _number(value: Decimal | None) -> str | None:
    return None if value is None else format(value, "f")


def _quantity(quantity: Quantity, claim: Claim) -> dict[str, Any]:
    return told(
        {
            "span": place(quantity.span),
            "words": _words(quantity.span, claim),
            "shown": quantity.shown,
            "value": _number(quantity.value),
            "upper": _number(quantity.upper),
            "bound": quantity.bound.value,
            "unit": quantity.unit,
            "head": quantity.head,
            "phrase": quantity.phrase,
            "ordinal": quantity.ordinal,
        }
    )


def _moment(moment: Moment, claim: Claim) -> dict[str, Any]:
    return told(
        {
            "span": place(moment.span),
            "words": _words(moment.span, claim),
            "role": moment.role.value,
            "relative": moment.relative,
            "first": moment.first,
            "last": moment.last,
            "why_open": moment.why_open,
        }
    )


def _direction(compared: Comparison, is_left: bool) -> str | None:  # noqa: FBT001 - one word for a side
    if compared.direction is Direction.NONE:
        return None
    return "this" if (compared.direction is Direction.LEFT) is is_left else "other"


def _slot(slot: Slot, is_left: bool) -> dict[str, Any]:  # noqa: FBT001 - as above
    this, other = (slot.left, slot.right) if is_left else (slot.right, slot.left)
    sides = {"name": slot.name.value, "relation": slot.relation.value, "this": this, "other": other, "note": slot.note}
    return told(sides)


def _lineage(given: LineageInput, here: Words, people: People) -> dict[str, Any]:
    found = given.lineage
    signs: Sequence[str] = [sign.words for sign in found.signs]
    return told(
        {
            "kind": found.kind.value,
            "share": thousandths(found.share),
            "signs": list(signs),
            "counts_as": given.counted,
            "contested": given.contested,
            "decided": [decision(event, here, people, (found.left, found.right)) for event in given.decisions],
        }
    )
