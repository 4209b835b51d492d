"""The two real articles beside each other: what must be found, and what must never be offered (docs of the seeds' traps)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from reviewer.model.comparison import Outcome
from reviewer.model.lineage import LineageKind
from reviewer.workspace.files import FileComparison, claims_of_file, compare_files

APPS, SHOPS = "000_1bbbebec23586d91.txt", "002_b6b5bf5e12eae52e.txt"


@pytest.fixture(scope="module")
def compared(shared: Path) -> FileComparison:
    return compare_files(shared / "seeds" / APPS, shared / "seeds" / SHOPS)


def offered(compared: FileComparison) -> Iterator[tuple[str, str]]:
    return ((found.left.quote, found.right.quote) for found in compared.matches)


def test_that_vpns_let_users_get_round_censorship_is_found(compared: FileComparison) -> None:
    assert any("bypass censorship" in left and "bypass state censorship" in right for left, right in offered(compared))


def test_violating_and_failing_to_comply_with_cyber_laws_is_not_offered(compared: FileComparison) -> None:
    assert not any("cyber laws" in left and "cyber laws" in right for left, right in offered(compared))


def test_apps_taken_down_are_not_accounts_taken_down(compared: FileComparison) -> None:
    assert not any("taken" in left and "taken down" in right for left, right in offered(compared))


def test_nothing_is_called_a_contradiction(compared: FileComparison) -> None:
    assert [m.match.comparison for m in compared.matches if m.match.comparison.outcome is Outcome.CONTRADICTS] == []


def test_the_true_overlap_ranks_above_the_look_alikes(compared: FileComparison) -> None:
    best = max(compared.matches, key=lambda found: found.match.score)
    assert "bypass" in best.left.quote or "censorship" in best.right.quote
    assert all(look.match.why_not for look in compared.lookalikes)


def test_the_articles_are_two_stories_of_one_agency(compared: FileComparison) -> None:
    assert compared.lineage.kind is LineageKind.SAME_AGENCY
    assert "Reuters" in compared.lineage.signs[0].words


def test_the_three_counts_of_apps_differ_in_scope_and_never_contradict(shared: Path) -> None:
    from reviewer.match.compare import compare
    from reviewer.match.side import Side

    file = claims_of_file(shared / "seeds" / APPS)
    counted = [c for c in file.claims if any(q.value in (5500, 1600, 1200) for q in c.quantities)]
    assert len(counted) == 3
    sides = [Side.of(claim, file.text, file.metadata) for claim in counted]
    outcomes = {compare(a, b).outcome for i, a in enumerate(sides) for b in sides[i + 1 :]}
    assert outcomes <= {Outcome.DIFFERENT_SCOPE, Outcome.CANNOT_TELL}


def test_inside_one_article_nothing_contradicts(shared: Path) -> None:
    from reviewer.match.inner import inner_pairs
    from reviewer.match.side import Side
    from reviewer.match.weights import Weights

    for name in (APPS, SHOPS):
        file = claims_of_file(shared / "seeds" / name)
        pairs = inner_pairs([Side.of(c, file.text, file.metadata) for c in file.claims], Weights())
        assert not [p for p in pairs if p.comparison.outcome is Outcome.CONTRADICTS]
        assert all(p.inner for p in pairs)
