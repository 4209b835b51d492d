"""Term weights and the background table."""

from importlib import resources

import pytest

from reviewer.match.background import Background, background
from reviewer.match.terms import NORM_VERSION
from reviewer.match.weights import ENOUGH_ARTICLES, Weights, stale


def test_the_table_names_its_sources_their_licences_and_how_it_was_made():
    head = resources.files("reviewer.match").joinpath("background.tsv").read_text(encoding="utf-8")[:700]
    assert "MIT" in head
    assert "CC BY 3.0" in head
    assert "benchmarks._make_background" in head
    assert f"norm_version: {NORM_VERSION}" in head


def test_the_table_is_small_and_holds_no_text():
    data = resources.files("reviewer.match").joinpath("background.tsv").read_bytes()
    assert len(data) < 400_000
    assert background().documents > 5_000
    assert all(0 < count <= background().documents for count in background().counts.values())


def test_rare_terms_weigh_more_than_common_ones():
    weights = Weights()
    assert weights.idf("zyzzogeton") == pytest.approx(1.0)
    assert 0 < weights.idf("year") < weights.idf("hospit") < 1.0


def test_the_background_fades_out_as_the_workspace_grows():
    table = Background(1_000, {"leak": 500})
    empty, half, full = (
        Weights(1, articles, 2_000, {"leak": 2}, table) for articles in (0, ENOUGH_ARTICLES // 2, ENOUGH_ARTICLES)
    )
    assert empty.idf("leak") < half.idf("leak") < full.idf("leak")
    assert full.share == 0


def test_weights_are_frozen_with_their_generation():
    counts = {"leak": 2}
    weights = Weights(7, 2_000, 100, counts)
    before = weights.idf("leak")
    counts["leak"] = 90
    assert weights.idf("leak") == before
    assert weights.generation == 7


@pytest.mark.parametrize(("then", "now", "outgrown"), [(0, 100, False), (0, 250, True), (1_000, 1_100, False),
                                                        (1_000, 1_260, True), (100_000, 110_000, False)])  # fmt: skip
def test_a_generation_is_outgrown_by_a_quarter_and_by_enough_claims(then, now, outgrown):
    assert stale(Weights(1, 1, then), claims=now) is outgrown


def test_a_table_of_another_normal_form_is_refused(monkeypatch):
    monkeypatch.setattr("reviewer.match.background.NORM_VERSION", NORM_VERSION + 1)
    background.cache_clear()
    with pytest.raises(ValueError, match="norm_version"):
        background()
    background.cache_clear()
