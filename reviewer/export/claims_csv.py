"""Claim records as rows for people who work in spreadsheets (docs/format.md, section 5)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

COLUMNS = (
    "claim",
    "kind",
    "text",
    "quote",
    "start",
    "end",
    "needs_context",
    "worth",
    "article",
    "key",
    "title",
    "publisher",
    "date",
    "url",
    "text_sha256",
    "who_says_so",
    "quantities",
    "dates",
    "names",
    "articles",
    "origins_low",
    "origins_high",
    "corroboration",
    "disagrees_on",
    "matches",
    "checked",
    "status",
    "verdict",
    "rationale",
    "evidence",
    "persons",
    "decided_at",
    "status_attribution",
    "verdict_attribution",
    "needs_look",
    "private",
    "notes",
    "events",
)
AND = " | "


def rows(claims: Iterable[Mapping[str, Any]], *, private: bool = False) -> Iterator[Sequence[str]]:
    """The header, then one row a claim. Without `private` that column stays empty."""
    yield COLUMNS
    for claim in claims:
        cells = _words(claim) | _compared(claim) | _reviewed(claim, private=private)
        yield [_cell(cells.get(column)) for column in COLUMNS]


def _cell(value: Any) -> str:
    return "" if value is None else str(value)


def _joined(parts: Iterable[Any]) -> str:
    return AND.join(dict.fromkeys(str(part) for part in parts if part))


def _words(claim: Mapping[str, Any]) -> dict[str, Any]:
    article = claim["article"]
    return {
        **{key: claim.get(key) for key in ("claim", "kind", "text", "quote", "needs_context")},
        "start": claim["span"][0],
        "end": claim["span"][1],
        "worth": claim["worth"]["score"],
        "article": article["id"],
        **{key: article.get(key) for key in ("key", "title", "publisher", "date", "url")},
        "text_sha256": claim["version"]["text_sha256"],
        "who_says_so": " ← ".join(claimant["name"] for claimant in claim.get("claimants", ())),
        "quantities": _joined(quantity["shown"] for quantity in claim.get("quantities", ())),
        "dates": _joined(_date(moment) for moment in claim.get("moments", ())),
        "names": _joined(name["text"] for name in claim.get("names", ())),
    }


def _date(moment: Mapping[str, Any]) -> str:
    first, last = moment.get("first"), moment.get("last")
    if first is None:
        return str(moment.get("words", ""))
    return str(first) if first == last else f"{first}/{last}"


def _compared(claim: Mapping[str, Any]) -> dict[str, Any]:
    found = claim.get("corroboration", {})
    return {
        "articles": found.get("articles"),
        "origins_low": found.get("low"),
        "origins_high": found.get("high"),
        "corroboration": found.get("line"),
        "disagrees_on": _joined(item["slot"] for item in found.get("disagree", ())),
        "matches": len(claim.get("matches", ())),
        "checked": _joined(check["line"] for check in claim.get("checked", ())),
    }


def _reviewed(claim: Mapping[str, Any], *, private: bool) -> dict[str, Any]:
    standing = claim.get("standing", {})
    content, attribution = standing.get("content", {}), standing.get("attribution", {})
    judged = [*claim.get("adjudications", ()), *claim.get("verdicts", ())]
    on_content = [entry for entry in judged if entry["about"] == "content"]
    everything = [*judged, *claim.get("notes", ())]
    return {
        "status": content.get("status"),
        "verdict": content.get("value"),
        "rationale": _joined(entry.get("rationale") for entry in on_content),
        "evidence": _joined(_source(item) for entry in judged for item in entry.get("evidence", ())),
        "persons": _joined(_said(entry) for entry in judged),
        "decided_at": max((entry["at"] for entry in on_content), default="") if content.get("value") else "",
        "status_attribution": attribution.get("status"),
        "verdict_attribution": attribution.get("value"),
        "needs_look": _joined([claim.get("needs_look"), content.get("needs_look"), attribution.get("needs_look")]),
        "private": _joined(entry.get("private") for entry in everything) if private else "",
        "notes": _joined(entry.get("rationale") for entry in claim.get("notes", ())),
        "events": " ".join(entry["event"] for entry in everything),
    }


def _said(entry: Mapping[str, Any]) -> str:
    about = "" if entry["about"] == "content" else f" ({entry['about']})"
    stated = f", for {entry['stated'].get('name', 'somebody else')}" if "stated" in entry else ""
    return f"{entry['person']}{stated}: {entry.get('value', '?')}{about}"


def _source(item: Mapping[str, Any]) -> str:
    """The place of a piece of evidence: url, file, claim, else its remark or quote."""
    place = next((item[key] for key in ("url", "file_name", "claim", "remark", "quote") if item.get(key)), "")
    return f"{item.get('stance', '')}: {place}".strip(": ")
