"""Claim records for the web: ClaimReview (schema.org) and W3C Web Annotations, as JSON-LD (docs/format.md, section 9).

Both lose matches, evidence, history and proof; neither names reviewers nor holds private notes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from reviewer.export.plain import for_html, json_line, told
from reviewer.model.verdict import Value

RATINGS = {Value.SUPPORTED: 5, Value.REFUTED: 1}
"""Of 1 to 5; the other verdicts are no points on that scale and get none."""
_BEST, _WORST = 5, 1
_REPEATS = frozenset({"same", "restated"})
_ORGANISATIONS = frozenset({"publisher", "agency"})


@dataclass(frozen=True, slots=True)
class Desk:
    """Who publishes the reviews. `page` is where they stand, `{claim}` in it is the claim's id; "" = left out."""

    name: str = ""
    url: str = ""
    page: str = ""


def claim_reviews(
    claims: Iterable[Mapping[str, Any]], definitions: Mapping[str, Mapping[str, str]], desk: Desk | None = None
) -> Iterator[str]:
    """One ClaimReview for every decided claim but those that are no claims; safe inside a page."""
    reviews = (_review(claim, definitions, desk or Desk()) for claim in claims)
    yield from _graph("https://schema.org", "@graph", (review for review in reviews if review is not None))


def web_annotations(claims: Iterable[Mapping[str, Any]], definitions: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    """One Web Annotation per claim: its verdict on its exact words, places in code points."""
    items = (_annotation(claim, definitions) for claim in claims)
    yield from _graph("http://www.w3.org/ns/anno.jsonld", "items", items, type="AnnotationPage")


def _graph(context: str, key: str, items: Iterable[Mapping[str, Any]], **more: str) -> Iterator[str]:
    yield json_line({"@context": context, **more})[:-1] + f', "{key}": ['
    for number, item in enumerate(items):
        yield (",\n" if number else "\n") + for_html(json_line(item))
    yield "\n]}\n"


def _decided(claim: Mapping[str, Any]) -> str:
    return str(claim.get("standing", {}).get("content", {}).get("value", ""))


def _label(value: str, definitions: Mapping[str, Mapping[str, str]]) -> str:
    return definitions.get(value, {}).get("label", value)


def _review(
    claim: Mapping[str, Any], definitions: Mapping[str, Mapping[str, str]], desk: Desk
) -> dict[str, Any] | None:
    value = _decided(claim)
    if not value or value == Value.NOT_A_CLAIM:
        return None
    rating: dict[str, Any] = {"@type": "Rating", "alternateName": _label(value, definitions)}
    if value in RATINGS:
        rating |= {"ratingValue": RATINGS[Value(value)], "bestRating": _BEST, "worstRating": _WORST}
    author = told({"name": desk.name, "url": desk.url})
    return told(
        {
            "@type": "ClaimReview",
            "url": desk.page.replace("{claim}", claim["claim"]),
            "datePublished": _when(claim)[:10],
            "author": {"@type": "Organization"} | author if author else None,
            "claimReviewed": claim["text"],
            "itemReviewed": _item(claim),
            "reviewRating": rating | told({"ratingExplanation": _why(claim, value)}),
        }
    )


def _item(claim: Mapping[str, Any]) -> dict[str, Any]:
    claimants = claim.get("claimants", ())
    author: dict[str, Any] = {}
    if claimants:
        last = claimants[-1]
        # Whether "the ministry" or "Lena Moor" is a person nothing in the record tells, so an informant gets no type.
        author = {"@type": "Organization"} if last["role"] in _ORGANISATIONS else {}
        author["name"] = last["name"]
    agreeing = [match for match in claim.get("matches", ()) if _repeats(match)]
    places = [_work(claim["article"], claim["version"]["text_sha256"])]
    places += [work for match in agreeing if len(work := _work(match["article"], "")) > 1]
    item = {"@type": "Claim", "author": author, "datePublished": claim["article"].get("date"), "appearance": places}
    return told(item)


def _repeats(match: Mapping[str, Any]) -> bool:
    word = match.get("decided", {}).get("word")
    return word == "agrees" if word else match["outcome"] in _REPEATS


def _work(article: Mapping[str, Any], text_sha256: str) -> dict[str, Any]:
    """An appearance; one without an address is known by its text's digest."""
    work = told({"@type": "CreativeWork", "url": article.get("url"), "name": article.get("title")})
    if "url" not in work and text_sha256:
        work["identifier"] = f"sha256:{text_sha256}"
    return work


def _judged(claim: Mapping[str, Any], value: str) -> list[Mapping[str, Any]]:
    """What decided, the adjudication before verdicts."""
    entries = [*claim.get("adjudications", ()), *claim.get("verdicts", ())]
    return [entry for entry in entries if entry.get("value") == value and entry["about"] == "content"]


def _when(claim: Mapping[str, Any]) -> str:
    return max((str(entry["at"]) for entry in _judged(claim, _decided(claim))), default="")


def _why(claim: Mapping[str, Any], value: str) -> str:
    return next((str(entry["rationale"]) for entry in _judged(claim, value) if entry.get("rationale")), "")


def _annotation(claim: Mapping[str, Any], definitions: Mapping[str, Mapping[str, str]]) -> dict[str, Any]:
    value = _decided(claim)
    start, end = claim["span"]
    selectors = [
        {"type": "TextPositionSelector", "start": start, "end": end},
        {"type": "TextQuoteSelector", "exact": claim["quote"]}
        | told({"prefix": claim.get("prefix"), "suffix": claim.get("suffix")}),
    ]
    bodies = [{"type": "TextualBody", "purpose": "tagging", "value": _label(value, definitions)}] if value else []
    why = _why(claim, value) if value else ""
    if why:
        bodies.append({"type": "TextualBody", "purpose": "describing", "format": "text/plain", "value": why})
    source = f"urn:sha256:{claim['version']['text_sha256']}"
    return told(
        {
            "id": f"urn:reviewer:claim:{claim['claim']}",
            "type": "Annotation",
            "motivation": "assessing" if value else "highlighting",
            "created": _when(claim) if value else "",
            "body": bodies,
            "target": told({"source": source, "scope": claim["article"].get("url"), "selector": selectors}),
        }
    )
