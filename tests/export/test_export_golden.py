"""Every format against a file that was kept: see tests/golden/README.md."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from reviewer.export import check, claims_file, log_file
from reviewer.export.log_file import LogInput, LogRow

GOLDEN = Path(__file__).resolve().parent.parent / "golden"
KINDS = {
    "claims.yaml": ("yaml", {}),
    "claims.json": ("json", {}),
    "claims.jsonl": ("jsonl", {}),
    "claims.csv": ("csv", {}),
    "claims-all.csv": ("csv", {"decided": False, "names": True, "private": True}),
    "claims-all.yaml": ("yaml", {"decided": False, "names": True, "private": True, "texts": True}),
    "claimreview.jsonld": ("claimreview", {}),
    "annotations.jsonld": ("annotations", {"decided": False}),
}


def made(example, name: str) -> bytes:
    """The file as the program writes it now."""
    if name.startswith("log."):
        logs = {book.log: book.events for book in (example.own, example.other)}
        rows = [LogRow(event, "person-1", f"appended {event.type}") for event in example.own.events]
        given = LogInput(logs, example.setting.blob, rows=rows)
        return "".join(log_file.chunks(name.removeprefix("log."), given)).encode()
    kind, options = KINDS[name]
    draft = example.draft(**options)
    return "".join(claims_file.chunks(kind, draft, example.proof(draft))).encode()


@pytest.mark.parametrize("name", [*KINDS, "log.jsonl", "log.csv"])
def test_the_file_is_as_it_was_kept(example, name):
    path, now = GOLDEN / name, made(example, name)
    if os.environ.get("REVIEWER_GOLDEN") == "write":
        assert not os.environ.get("CI"), "golden files are not written in CI"
        path.write_bytes(now)
    assert path.read_bytes() == now


@pytest.mark.parametrize("name", ["claims.yaml", "claims.json", "claims.jsonl", "claims-all.yaml", "log.jsonl"])
def test_the_kept_file_is_proved(name):
    findings = check.check_file((GOLDEN / name).read_bytes(), name)
    assert [found for found in findings if found.ok is not True] == []


def test_claim_reviews_are_for_decided_claims_and_safe_in_a_page():
    text = (GOLDEN / "claimreview.jsonld").read_text()
    first, second = json.loads(text)["@graph"]
    assert first["reviewRating"] == {
        "@type": "Rating",
        "alternateName": "Conflicting evidence",
        "ratingExplanation": "Both have papers.",
    }
    assert second["reviewRating"]["ratingValue"] == 5
    assert first["itemReviewed"]["author"] == {"name": "Lena Moor"}
    assert first["itemReviewed"]["appearance"][0]["identifier"].startswith("sha256:")
    assert not set("<>&\u2028\u2029") & set(text)


def test_annotations_hold_exact_words_and_places_in_code_points():
    items = json.loads((GOLDEN / "annotations.jsonld").read_text())["items"]
    last = items[-1]
    position, quote = last["target"]["selector"]
    assert position["end"] - position["start"] == len(quote["exact"]) == 28
    assert quote["exact"].endswith("\U0001f6a2")
    assert [item["motivation"] for item in items] == [
        "assessing",
        "assessing",
        "highlighting",
        "highlighting",
        "assessing",
    ]
