"""Agreement from the log: first independent verdicts only; statistics; the table of codes."""

from __future__ import annotations

import pytest

from reviewer.export import csv_text
from reviewer.model.verdict import Status, Value
from reviewer.workspace import Workspace
from reviewer.workspace.charts import BAR, bar, lines
from reviewer.workspace.views.statistics import CodeAgreement
from tests.workspace.workspace_tools import Folder, rows

BLIND = "reviews: 2\nblind: true\ncopies: false\n"
S, R, C = Value.SUPPORTED, Value.REFUTED, Value.CONFLICTING
ADA = (S, S, R, R, C, S, R, S)
BO = (S, R, R, R, C, S, S, S)


@pytest.fixture
def ids(folder: Folder, desk: Workspace) -> list[str]:
    """Eight claims, judged blind by Ada and Bo as above."""
    folder.rules(BLIND)
    desk.update()
    found = [row.id for row in rows(desk)][: len(ADA)]
    with folder.open("Bo") as bo:
        for claim, mine, theirs in zip(found, ADA, BO, strict=True):
            desk.verdict(claim, mine)
            bo.verdict(claim, theirs)
    return found


def verdicts(desk: Workspace) -> CodeAgreement:
    return desk.statistics().agreement[0]


def test_figures_are_those_of_the_first_verdicts(desk: Workspace, ids: list[str]) -> None:
    found = verdicts(desk)
    assert (found.code, found.items, found.values, dict(found.left_out)) == ("verdict", 8, 16, {})
    assert found.percent.value == 6 / 8
    (pair,) = found.pairs
    assert (pair.left, pair.right, pair.kappa.items) == ("Ada", "Bo", 8)
    # By chance: S 4 by 4, R 3 by 3, C 1 by 1: 26 of 64. (48 - 26) / (64 - 26) by hand.
    assert pair.kappa.value == pytest.approx(22 / 38)
    assert {(left, right): n for left, right, n in pair.table} == {
        ("supported", "supported"): 3,
        ("supported", "refuted"): 1,
        ("refuted", "supported"): 1,
        ("refuted", "refuted"): 2,
        ("conflicting", "conflicting"): 1,
    }
    assert pair.kappa.low is not None
    assert verdicts(desk) == found, "the interval is drawn from a seed"


def test_what_is_changed_once_the_round_is_open_does_not_count(folder: Folder, desk: Workspace, ids: list[str]) -> None:
    before = verdicts(desk)
    desk.verdict(ids[1], R)
    with folder.open("Cy") as cy:
        cy.verdict(ids[1], R)
    after = verdicts(desk)
    assert (after.percent, after.pairs) == (before.percent, before.pairs)
    assert dict(after.left_out) == {"given with another's in sight": 1}
    assert desk.row(ids[1]).status is Status.DECIDED


def test_what_coders_corrected_before_they_saw_anything_counts_as_corrected(folder: Folder, desk: Workspace) -> None:
    folder.rules(BLIND)
    desk.update()
    claim = next(row.id for row in rows(desk))
    desk.verdict(claim, R)
    desk.verdict(claim, C)
    desk.verdict(claim, S)
    with folder.open("Bo") as bo:
        bo.verdict(claim, S)
    desk.verdict(claim, R)  # the round is open: this one is given in sight of Bo's
    found = verdicts(desk)
    assert (found.percent.value, found.values) == (1.0, 2)
    (row,) = csv_text.read(desk.export_codes(None, names=True).text)
    assert (row["Ada"], row["Bo"], row["corrected"]) == ("supported", "supported", "Ada: refuted | Ada: conflicting")


def test_a_correction_that_was_taken_back_brings_the_first_value_back(folder: Folder, desk: Workspace) -> None:
    folder.rules(BLIND)
    desk.update()
    claim = next(row.id for row in rows(desk))
    desk.verdict(claim, R)
    desk.verdict(claim, S)
    desk.undo()
    with folder.open("Bo") as bo:
        bo.verdict(claim, S)
    (row,) = csv_text.read(desk.export_codes(None, names=True).text)
    assert (row["Ada"], row["corrected"]) == ("refuted", "")


def test_a_verdict_taken_back_was_never_given_and_a_new_round_is_not_independent(desk: Workspace, ids: list[str]):
    desk.reopen(ids[0], reason="a new source")
    desk.verdict(ids[0], R)
    assert dict(verdicts(desk).left_out) == {}, "who judged in round 1 has had their first"
    desk.undo()
    assert verdicts(desk).values == 16


def test_verdicts_given_in_sight_of_each_other_are_left_out_and_counted(folder: Folder, desk: Workspace) -> None:
    folder.rules("reviews: 2\n")
    desk.update()
    (claim, *_) = [row.id for row in rows(desk)]
    desk.verdict(claim, S, copies=False)
    with folder.open("Bo") as bo:
        bo.verdict(claim, S, copies=False)
    found = verdicts(desk)
    assert (found.items, found.alpha.value, found.percent.value) == (0, None, None)
    assert dict(found.left_out) == {"given with another's in sight": 1}
    assert "  Krippendorff alpha     n/a, n = 0" in list(lines(desk.statistics()))


def test_copies_and_open_rounds_do_not_count(folder: Folder, desk: Workspace) -> None:
    folder.rules(BLIND.replace("false", "true"))
    desk.update()
    with folder.open("Bo") as bo:
        given = bo.verdict(next(row.id for row in rows(bo) if "nine-day" in row.quote), S)
        assert len(given.claims) > 1
    counted = dict(verdicts(desk).left_out)
    assert counted == {"as a copy with the same words": len(given.claims) - 1, "in a blind round that is still open": 1}


def test_krippendorff_2011_comes_out_of_the_log_with_missing_values(folder: Folder, desk: Workspace) -> None:
    """Section C of the paper, four observers and missing values, nominal .743: given as verdicts."""
    folder.rules("reviews: 4\nblind: true\ncopies: false\n")
    desk.update()
    table = ("1 2 3 3 2 1 4 1 2 . . .", "1 2 3 3 2 2 4 1 2 5 . 3", ". 3 3 3 2 3 4 2 2 5 1 .", "1 2 3 3 2 4 4 1 2 5 1 .")
    claims = [row.id for row in rows(desk)][:12]
    for name, said in zip(("Ada", "Bo", "Cy", "Di"), table, strict=True):
        with folder.open(name) as workspace:
            for claim, cell in zip(claims, said.split(), strict=True):
                if cell != ".":
                    workspace.verdict(claim, list(Value)[int(cell) - 1])
    for claim in claims:
        if desk.row(claim).status is Status.IN_REVIEW:  # an owner closes what will never be full
            desk.reveal(claim)
    found = verdicts(desk)
    assert found.alpha.value == pytest.approx(0.743, abs=0.0005)
    assert (found.items, len(found.pairs)) == (11, 6)


def test_the_table_of_codes_has_a_row_per_claim_and_a_column_per_coder(desk: Workspace, ids: list[str]) -> None:
    table = csv_text.read(desk.export_codes(None, names=True).text)
    assert len(table) == 8
    by_claim = {row["claim"]: row for row in table}
    assert [(by_claim[c]["Ada"], by_claim[c]["Bo"]) for c in ids] == [
        (a.value, b.value) for a, b in zip(ADA, BO, strict=True)
    ]
    assert (by_claim[ids[0]]["final"], by_claim[ids[1]]["final"]) == ("supported", "")
    assert by_claim[ids[1]]["status"] == "split"
    bare = desk.export_codes(None).text
    assert "coder-1" in bare
    assert "Ada" not in bare


def test_statistics_tell_how_far_articles_and_persons_are(desk: Workspace, ids: list[str]) -> None:
    found = desk.statistics()
    assert sum(article.decided for article in found.articles) == 6
    assert [(one.person, one.verdicts) for one in found.persons] == [("Ada", 8), ("Bo", 8)]
    assert sum(count for _, count in found.days) == 16
    assert {row.id for row in found.splits} == {ids[1], ids[6]}
    drawn = "\n".join(lines(found))
    assert drawn.isascii()
    assert "Ada and Bo: equal 0.750 [" in drawn
    assert "Open splits (2):" in drawn


def test_a_bar_never_draws_something_as_nothing_nor_leaves_its_frame() -> None:
    assert bar([(1, "#")], 10_000) == "#" + "." * (BAR - 1)
    assert bar([(0, "#")], 0) == "." * BAR
    assert len(bar([(9999, "#"), (1, "!"), (1, "+")], 10_001)) == BAR
