"""Who is handed what: one's own articles first, nothing that another has open, nothing that wants no review."""

from __future__ import annotations

from reviewer.model.verdict import Status, Value
from reviewer.workspace import Workspace
from tests.workspace.workspace_tools import Folder, rows


def test_two_are_not_handed_the_same_claim(folder: Folder, desk: Workspace) -> None:
    order = [row.id for row in rows(desk)]
    with folder.open("Bo") as bo:
        assert desk.next_claim() == bo.next_claim() == order[0]
        desk.dwell(order[0])
        assert bo.next_claim() == order[1]
        assert desk.next_claim() == order[0], "what I have open myself is mine"
        bo.dwell(order[1])
        desk.verdict(order[0], Value.SUPPORTED, copies=False)
        assert desk.next_claim() == order[2]


def test_both_are_handed_it_where_the_rules_want_two(folder: Folder, desk: Workspace) -> None:
    folder.rules("reviews: 2\ncopies: false\n")
    desk.update()
    first = rows(desk)[0].id
    with folder.open("Bo") as bo, folder.open("Cy") as cy:
        desk.dwell(first)
        assert bo.next_claim() == first
        bo.dwell(first)
        assert cy.next_claim() != first
        desk.verdict(first, Value.SUPPORTED)
        bo.verdict(first, Value.REFUTED)
        assert desk.row(first).status is Status.SPLIT
        assert cy.next_claim() != first, "a split waits for an adjudicator"


def test_the_last_claim_is_handed_out_though_another_has_it_open(folder: Folder, desk: Workspace) -> None:
    *others, last = [row.id for row in rows(desk)]
    desk.verdicts(others, Value.SUPPORTED)
    with folder.open("Bo") as bo:
        desk.dwell(last)
        assert bo.next_claim() == last


def test_articles_of_others_come_last_and_ones_own_in_their_order(folder: Folder, desk: Workspace) -> None:
    order = [row for row in rows(desk) if row.article_number == 1]
    with folder.open("Bo") as bo:
        desk.assign("1", "Bo")
        assert bo.next_claim() == order[0].id
        mine = desk.next_claim()
        assert mine is not None
        assert desk.row(mine).article_number == 2
        desk.verdicts([row.id for row in rows(desk) if row.article_number != 1], Value.SUPPORTED)
        assert desk.next_claim() == order[0].id


def test_a_tenth_drawn_for_two_is_the_same_on_every_machine(folder: Folder, desk: Workspace) -> None:
    folder.rules("double: 15%\nseed: 7\ncopies: false\n")
    desk.update()
    for row in rows(desk):
        desk.verdict(row.id, Value.SUPPORTED)
    wanting = {row.id for row in rows(desk) if row.status is Status.IN_REVIEW}
    assert 0 < len(wanting) < len(rows(desk)) // 2
    with folder.open("Bo") as bo:
        handed = set()
        while (found := bo.next_claim()) is not None:
            handed.add(found)
            bo.verdict(found, Value.SUPPORTED)
    assert handed == wanting
