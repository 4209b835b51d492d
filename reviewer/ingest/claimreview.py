"""Published fact-checks: ClaimReview in JSON-LD or in a page, and the answers of the Fact Check Tools API.

Each becomes one small record with the words of its publisher (https://schema.org/ClaimReview), and that an article: a
first line, the claim that was checked as a paragraph of its own, then the rating. All of it is text from outside.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from html.parser import HTMLParser
from typing import Any, NoReturn
from urllib.parse import urlsplit

from reviewer.errors import InputError, UnreadableArticle
from reviewer.ingest.decode import canonical, decode
from reviewer.ingest.extracted import Extracted
from reviewer.log.canonical import encode
from reviewer.model.fact_check import ITEMS, KIND, Said, record
from reviewer.model.span import Span

VERSION = "1"
LONGEST = {"claimReviewed": 5_000, "name": 1_000, "url": 2_000}
"""Characters of an item; of any other MOST."""
MOST = 300
LARGEST_PAGE = 16 * 1024 * 1024
"""Bytes of a web page that is looked through."""


@dataclass(frozen=True, slots=True)
class FactCheck:
    """One published fact-check. `place`: where in the file; `key`: names it for good; `raw`: its record as bytes."""

    place: str
    key: str
    raw: bytes


@dataclass(frozen=True, slots=True)
class FactChecks:
    """What a file holds: fact-checks, and (place, reason) of what is none that can be read."""

    found: tuple[FactCheck, ...]
    refused: tuple[tuple[str, str], ...]


def find_checks(raw: bytes) -> FactChecks | None:
    """The fact-checks of a file; None where it is no such file.

    Raises:
        InputError: a web page without any.
    """
    start = raw[:4096].removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"<"):
        if len(raw) > LARGEST_PAGE:
            raise InputError("the page is too large to be imported", kept="nothing was changed")
        return _judged(_of_page(decode(raw).text), page=True)
    if not start.startswith((b"{", b"[")) or (b"ClaimReview" not in raw and b"claimReview" not in raw):
        return None
    try:
        value = _json(raw.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError):
        return None
    if isinstance(value, dict) and "format" in value:
        return None
    if isinstance(value, dict) and isinstance(value.get("claims"), list):
        return _judged(_of_api(value["claims"]))
    return _judged(_of_linked(value, ""))


def _json(text: str) -> Any:
    """The value. Raises ValueError, for what is nested too deeply and for NaN too."""
    try:
        return json.loads(text, parse_constant=_no_constant)
    except RecursionError:
        raise ValueError("nested too deeply") from None


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number of JSON")


_Place = tuple[str, Mapping[str, str] | str]
"""A place, and the items of the record there, or why there are none."""


def _judged(entries: Iterator[_Place], *, page: bool = False) -> FactChecks | None:
    """Those that can be taken apart from those that cannot; a file without any is none of these."""
    found: list[FactCheck] = []
    refused: list[tuple[str, str]] = []
    for place, items in entries:
        reason = items if isinstance(items, str) else _wrong(items)
        if isinstance(items, str) or reason:
            refused.append((place, reason))
        else:
            found.append(_check(place, items))
    if not found and not refused:
        if page:
            raise InputError("no published fact-check (ClaimReview) in this page", kept="nothing was changed")
        return None
    return FactChecks(tuple(found), tuple(refused))


def _wrong(items: Mapping[str, str]) -> str:
    """Why a record cannot be taken; "" where it can."""
    for name, what in (("claimReviewed", "what was checked"), ("rating", "how it was rated"), ("by", "who checked")):
        if not items.get(name):
            return f"it does not say {what}"
    long = next((name for name, words in items.items() if len(words) > LONGEST.get(name, MOST)), "")
    return f"its {long} is longer than {LONGEST.get(long, MOST):,} characters" if long else ""


def _check(place: str, items: Mapping[str, str]) -> FactCheck:
    """Two checks on one page have one address, and the page itself may be an article: the claim is part of the key."""
    raw = encode(record(items)).encode("ascii")
    claim = sha256(items["claimReviewed"].encode("utf-8")).hexdigest()
    key = f"{items['url']}#claim-{claim[:16]}" if items["url"] else f"claimreview:{sha256(raw).hexdigest()}"
    return FactCheck(place, key, raw)


class _Scripts(HTMLParser):
    """The JSON-LD scripts of a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._open = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        kind = (dict(attrs).get("type") or "").partition(";")[0].strip().lower()
        self._open = tag == "script" and kind == "application/ld+json"
        if self._open:
            self.found.append("")

    def handle_endtag(self, tag: str) -> None:
        self._open = self._open and tag != "script"

    def handle_data(self, data: str) -> None:
        if self._open:
            self.found[-1] += data


def _of_page(text: str) -> Iterator[_Place]:
    scripts = _Scripts()
    scripts.feed(text)
    scripts.close()
    for number, script in enumerate(scripts.found, 1):
        if KIND not in script:
            continue
        try:
            value = _json(script)
        except ValueError as error:
            yield f"script {number}", f"not JSON: {error}"
        else:
            yield from _of_linked(value, f"script {number}: ")


def _of_linked(value: Any, before: str) -> Iterator[_Place]:
    """Every ClaimReview in a JSON-LD value, however deep, in order."""
    nodes = list(_nodes(value))
    named = {_text(node.get("@id")): node for _, node in nodes if len(node) > 1 and "@id" in node}
    for place, node in nodes:
        if _is_review(node):
            yield before + (place or "object"), _items(node, named)


def _nodes(value: Any) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """All objects inside with their places, in order; without recursion, for nothing limits how deep it is."""
    waiting: list[tuple[str, Any]] = [("", value)]
    while waiting:
        place, each = waiting.pop()
        if isinstance(each, dict):
            yield place, each
            inside = [(f"{place}.{name}" if place else str(name)[:40], item) for name, item in each.items()]
            waiting += reversed([pair for pair in inside if isinstance(pair[1], dict | list)])
        elif isinstance(each, list):
            waiting += reversed([(f"{place}[{number}]", item) for number, item in enumerate(each)])


def _is_review(node: Mapping[str, Any]) -> bool:
    kinds = node.get("@type")
    found = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(kind, str) and kind.replace(":", "/").rpartition("/")[2] == KIND for kind in found)


def _items(node: Mapping[str, Any], named: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
    """What a ClaimReview says, as flat text."""

    def one(value: Any) -> Mapping[str, Any]:
        value = value[0] if isinstance(value, list) and value else value
        if isinstance(value, dict):
            return named.get(_text(value.get("@id")), value) if len(value) == 1 else value
        return {"name": value} if isinstance(value, str) else {}

    reviewed = one(node.get("itemReviewed"))
    url = _address(node.get("url"))
    by = _text(one(node.get("author")).get("name")) or _text(one(node.get("publisher")).get("name"))
    return {
        "claimReviewed": _text(node.get("claimReviewed")),
        "rating": _rating(one(node.get("reviewRating"))),
        "by": by or _host(url),
        "url": url,
        "date": _text(node.get("datePublished")),
        "name": _text(node.get("name")) or _text(node.get("headline")),
        "claimant": _text(one(reviewed.get("author")).get("name")),
        "language": _text(node.get("inLanguage")),
    }


def _rating(rating: Mapping[str, Any]) -> str:
    """The rating in the publisher's words, else its number with the ends of the scale."""
    words = _text(rating.get("alternateName")) or _text(rating.get("name"))
    value, worst, best = (_text(rating.get(name)) for name in ("ratingValue", "worstRating", "bestRating"))
    scale = f" (worst {worst}, best {best})" if worst and best else ""
    return words or (f"{value}{scale}" if value else "")


def _of_api(claims: list[Any]) -> Iterator[_Place]:
    """The reviews of an answer of claims:search of the Fact Check Tools API, v1alpha1."""
    for number, entry in enumerate(claims):
        reviews = entry.get("claimReview") if isinstance(entry, dict) else None
        if not isinstance(reviews, list) or not reviews:
            yield f"claims[{number}]", "no review of it is named"
            continue
        for position, review in enumerate(reviews):
            place = f"claims[{number}].claimReview[{position}]"
            yield place, _api_items(entry, review) if isinstance(review, dict) else "no object"


def _api_items(entry: Mapping[str, Any], review: Mapping[str, Any]) -> dict[str, str]:
    publisher = review.get("publisher")
    publisher = publisher if isinstance(publisher, dict) else {}
    url = _address(review.get("url"))
    return {
        "claimReviewed": _text(entry.get("text")),
        "rating": _text(review.get("textualRating")),
        "by": _text(publisher.get("name")) or _text(publisher.get("site")) or _host(url),
        "url": url,
        "date": _text(review.get("reviewDate")),
        "name": _text(review.get("title")),
        "claimant": _text(entry.get("claimant")),
        "language": _text(review.get("languageCode")),
    }


def _text(value: Any) -> str:
    """A text or a number on one line, as canonical text has it; "" for anything else."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = str(value)
    return " ".join(canonical(value).replace("\ufeff", "").split()) if isinstance(value, str) else ""


def _address(value: Any) -> str:
    found = _text(value)
    return found if found.startswith(("http://", "https://")) and " " not in found else ""


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def read_check(raw: bytes) -> Said:
    """What a record says. Raises UnreadableArticle where it is none."""
    try:
        items = _json(raw.decode("ascii"))
    except ValueError:
        items = None
    if not isinstance(items, dict) or items.get("@type") != KIND or _wrong(_texts(items)):
        raise UnreadableArticle("it is no record of a published fact-check")
    known = _texts(items)
    return Said(*(known.get(name, "") for name in ITEMS))


def _texts(items: Mapping[str, Any]) -> dict[str, str]:
    return {name: _text(value) for name, value in items.items()}


def extract(raw: bytes) -> Extracted:
    """The article that a record makes."""
    said = read_check(raw)
    text = "\n\n".join((said.title or said.claim, said.claim, f"Rating: {said.rating}")) + "\n"
    items = {"publisher": said.by, "url": said.url, "date": said.date, "title": said.title, "language": said.language}
    return Extracted(text, VERSION, items)


def claim_in(text: str) -> Span:
    """Where the claim that was checked stands in the canonical text of such an article."""
    start = text.index("\n\n") + 2
    return Span(start, text.index("\n\n", start))
