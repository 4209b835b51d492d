"""Floors under the figures of extraction; they may be raised, not lowered. Public sets are read from $REVIEWER_SHARED."""

from __future__ import annotations

import pytest

from benchmarks import attribution, claims_worth, gold


def test_claims_of_our_own_articles():
    ours, sentences, kept, _ = (row.figures for row in gold.rows(gold.DATA))
    assert ours["F1 IoU>=0.5"] >= 0.99
    assert ours["F1 IoU>=0.8"] >= 0.97
    assert ours["who says it"] >= 0.97
    assert kept["F1 IoU>=0.5"] >= 0.93
    assert kept["F1 IoU>=0.8"] >= 0.88
    assert kept["who says it"] >= 0.95
    assert ours["F1 IoU>=0.8"] > sentences["F1 IoU>=0.8"] + 0.5


def test_gold_stands_in_its_articles():
    for folder in (gold.GOLD, gold.KEPT):
        for article in gold.articles(folder):
            assert article.claims
            starts = [claim.span.start for claim in article.claims]
            assert max(starts) < len(article.text)
            for claim in article.claims:
                assert claim.span.of(article.text).strip() == claim.span.of(article.text)
                assert all(name in article.text for name in claim.informants), claim.informants


def test_a_wrong_annotation_is_told(tmp_path):
    (tmp_path / "a.txt").write_text("The pier closed.", encoding="utf-8")
    (tmp_path / "a.claims").write_text("The bridge closed\t-", encoding="utf-8")
    with pytest.raises(ValueError, match="not in the article"):
        gold.articles(tmp_path)


def test_attribution_on_polnear(shared):
    (ours, _) = (row.figures for row in attribution.rows(shared))
    assert ours["cue precision"] >= 0.91
    assert ours["cue recall, all kinds"] >= 0.60
    assert ours["cue recall, said family"] >= 0.95
    assert ours["source exact"] >= 0.90
    assert ours["content IoU>=.8"] >= 0.85


def test_the_learner_on_policlaim(shared):
    known = claims_worth.load(shared, "claims_policlaim.jsonl", "train")
    unseen = claims_worth.load(shared, "claims_policlaim.jsonl", "test")
    texts, labels = [str(r["text"]) for r in known], [bool(r["label"]) for r in known]
    scores = claims_worth.ours(texts, labels, [str(r["text"]) for r in unseen])
    figures = claims_worth.figures(scores, [bool(r["label"]) for r in unseen])
    assert figures["F1"] >= 0.835
    assert figures["AUC"] >= 0.87
