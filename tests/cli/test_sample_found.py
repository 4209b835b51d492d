"""What the program finds in the sample articles, against the list of what they were written to show."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from reviewer.workspace import Workspace
from reviewer.workspace.views import ArticleView, Filter

ROOT = Path(__file__).resolve().parents[2]
EXPECTED: dict[str, list[dict[str, Any]]] = yaml.safe_load((ROOT / "examples" / "expected.yaml").read_text("utf-8"))


@pytest.fixture(scope="module")
def desk(made: Path) -> Iterator[Workspace]:
    with Workspace.open(made, read_only=True) as workspace:
        yield workspace


def article(desk: Workspace, name: str) -> ArticleView:
    return next(view for view in desk.articles() if Path(view.key).stem == name)


def claim(desk: Workspace, side: dict[str, str]) -> str:
    listing = desk.listing(Filter(article=article(desk, side["article"]).id))
    found = [row.id for row in listing.rows(0, len(listing)) if side["quote"] in " ".join(row.quote.split())]
    assert len(found) == 1, (side, found)
    return found[0]


@pytest.mark.parametrize("pair", EXPECTED["comparisons"], ids=lambda p: f"{p['outcome']}: {p['left']['quote'][:30]}")
def test_pairs_of_claims(pair: dict[str, Any], desk: Workspace):
    found = desk.match(claim(desk, pair["left"]), claim(desk, pair["right"]))
    assert found.outcome == pair["outcome"], found.difference
    assert found.difference


@pytest.mark.parametrize("pair", EXPECTED["lineages"], ids=lambda p: p["kind"])
def test_pairs_of_articles(pair: dict[str, Any], desk: Workspace):
    sides = {article(desk, pair["left"]).id, article(desk, pair["right"]).id}
    found = next(item for item in desk.lineages() if {item.left, item.right} == sides)
    assert found.kind == pair["kind"], [sign.words for sign in found.signs]


def test_the_queue_opens_on_a_folded_wire_copy_with_a_contradiction(desk: Workspace):
    first = desk.next_claim()
    assert first is not None
    view = desk.claim(first)
    assert [row.number for row in view.copies] == ["2.1"]
    assert view.row.disagrees
    assert view.corroboration.articles > view.corroboration.low, "copies do not count as origins"
    assert view.corroboration.disagree
    assert "contradicts" in {match.outcome.value for match in view.matches}


def test_total_and_parts_of_the_retold_report_never_contradict(desk: Workspace):
    figures = ("5,500", "1,600", "1,200")
    for name in ("06-meridian-ledger", "08-pixel-gazette"):
        listing = desk.listing(Filter(article=article(desk, name).id))
        for row in listing.rows(0, len(listing)):
            if any(figure in row.quote for figure in figures):
                view = desk.claim(row.id)
                assert all(m.outcome.value != "contradicts" for m in (*view.matches, *view.inner)), row.quote


def test_no_claim_of_the_retold_report_is_lost(desk: Workspace):
    quotes = " ".join(row.quote for row in desk.listing().rows(0, 1000))
    for words in ("more than 5,500 illegal apps", "1,600 mobile video apps", "1,200 social apps", "731 million people"):
        assert words in quotes


def test_page_furniture_gives_no_claims(desk: Workspace):
    quotes = " ".join(row.quote for row in desk.listing().rows(0, 1000))
    for words in ("cookies", "Share this article", "Most read", "Front page", "does not exist", "Be the first"):
        assert words not in quotes
