"""Published fact-checks: every form is read, what is none is named with its place, and the words stay as they are."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.errors import InputError, UnreadableArticle
from reviewer.ingest import read
from reviewer.ingest.claimreview import FactChecks, claim_in, find_checks, read_check
from reviewer.model.article import FACT_CHECK

CLAIM = "The company will pay 3.2 million crowns in back wages."
REVIEW = {
    "@context": "https://schema.org",
    "@type": "ClaimReview",
    "claimReviewed": CLAIM,
    "url": "https://desk.example/wages",
    "datePublished": "2024-03-09",
    "author": {"@type": "Organization", "name": "Full Desk"},
    "reviewRating": {"@type": "Rating", "ratingValue": 1, "bestRating": 5, "worstRating": 1, "alternateName": "False"},
    "itemReviewed": {"@type": "Claim", "author": {"@type": "Person", "name": "Mara Quist"}},
}
ANSWER = {
    "claims": [
        {
            "text": CLAIM,
            "claimant": "Mara Quist",
            "claimReview": [
                {
                    "publisher": {"name": "Full Desk", "site": "desk.example"},
                    "url": "https://desk.example/wages",
                    "title": "What the ferries pay",
                    "reviewDate": "2024-03-09T00:00:00Z",
                    "textualRating": "False",
                    "languageCode": "en",
                }
            ],
        }
    ]
}


def found(value: Any) -> FactChecks:
    checks = find_checks(value if isinstance(value, bytes) else json.dumps(value).encode())
    assert checks is not None
    return checks


def page(script: str) -> bytes:
    return f'<!doctype html><p>Words.</p><script type="application/ld+json">{script}</script>'.encode()


@pytest.mark.parametrize(
    "value",
    [
        REVIEW,
        [{"@type": "WebPage"}, REVIEW],
        {"@context": "https://schema.org", "@graph": [REVIEW]},
        {"@type": "NewsArticle", "review": [REVIEW]},
        {**REVIEW, "@type": ["Review", "https://schema.org/ClaimReview"]},
        page(json.dumps(REVIEW)),
        ANSWER,
    ],
)
def test_every_form_gives_the_same_check(value: Any) -> None:
    checks = found(value)
    (check,) = checks.found
    said = read_check(check.raw)
    assert (said.claim, said.rating, said.by, said.date[:10]) == (CLAIM, "False", "Full Desk", "2024-03-09")
    assert (said.url, said.claimant) == ("https://desk.example/wages", "Mara Quist")
    assert checks.refused == ()
    assert check.key == found(REVIEW).found[0].key


def test_an_author_named_elsewhere_in_the_graph_is_found() -> None:
    graph = [{"@id": "#us", "name": "Full Desk"}, {**REVIEW, "author": {"@id": "#us"}}]
    (check,) = found({"@graph": graph}).found
    assert read_check(check.raw).by == "Full Desk"


def test_two_claims_checked_on_one_page_are_two_checks() -> None:
    first, second = found([REVIEW, {**REVIEW, "claimReviewed": "Ferries sail again."}]).found
    assert first.key != second.key


def test_a_number_alone_is_given_with_the_ends_of_its_scale() -> None:
    (check,) = found({**REVIEW, "reviewRating": {"ratingValue": 2, "worstRating": "1", "bestRating": 5}}).found
    assert read_check(check.raw).rating == "2 (worst 1, best 5)"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"claimReviewed": " "}, "what was checked"),
        ({"claimReviewed": ["a"]}, "what was checked"),
        ({"reviewRating": None}, "how it was rated"),
        ({"author": 7, "url": "javascript:x"}, "who checked"),
        ({"claimReviewed": "a" * 5_001}, "longer than 5,000"),
    ],
)
def test_a_bad_entry_is_refused_with_its_place_and_the_others_stand(change: dict[str, Any], words: str) -> None:
    checks = found([REVIEW, {**REVIEW, **change}])
    assert len(checks.found) == 1
    ((place, reason),) = checks.refused
    assert place == "[1]"
    assert words in reason


def test_the_answer_of_the_api_names_the_place_of_what_it_lacks() -> None:
    places = [
        place for place, _ in found({"claims": [*ANSWER["claims"], 3, {"text": CLAIM, "claimReview": [5]}]}).refused
    ]
    assert places == ["claims[1]", "claims[2].claimReview[0]"]


def test_a_script_that_is_no_json_is_named() -> None:
    checks = found(page('{"@type": "ClaimReview", '))
    assert checks.found == ()
    assert checks.refused[0][0] == "script 1"


def test_a_page_without_any_says_so() -> None:
    with pytest.raises(InputError, match="no published fact-check"):
        find_checks(b"<html><p>ClaimReview</p></html>")


@pytest.mark.parametrize(
    "raw",
    [b"", b"claim,verdict\n", b'{"format": "reviewer.claims/1", "claims": [], "x": "ClaimReview"}', b'["ClaimReview"]'],
)
def test_other_files_are_left_to_their_readers(raw: bytes) -> None:
    assert find_checks(raw) is None


@pytest.mark.parametrize("depth", [500, 200_000])
def test_depth_breaks_nothing(depth: int) -> None:
    raw = b'{"@type": "ClaimReview", "x": ' + b"[" * depth + b"]" * depth + b"}"
    checks = find_checks(raw)
    assert checks is None or not checks.found


@given(st.text(min_size=1, max_size=60), st.text(max_size=60), st.text(min_size=1, max_size=40))
def test_the_claim_stands_on_its_words_whatever_they_are(claim: str, title: str, rating: str) -> None:
    review = {**REVIEW, "claimReviewed": claim, "name": title, "reviewRating": {"alternateName": rating}}
    for check in found(review).found:
        reading = read(check.raw, "", media=FACT_CHECK)
        said = read_check(check.raw)
        assert claim_in(reading.text).of(reading.text) == said.claim
        assert reading.text.rstrip("\n").endswith(f"Rating: {said.rating}")
        assert reading.metadata.publisher == "Full Desk"


@pytest.mark.parametrize("raw", [b"{}", b"\xff", b"[]", b'{"@type":"ClaimReview"}'])
def test_bytes_that_are_no_record_are_refused(raw: bytes) -> None:
    with pytest.raises(UnreadableArticle):
        read_check(raw)
