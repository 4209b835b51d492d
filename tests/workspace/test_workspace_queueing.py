"""Who is handed what: one's own articles first, nothing that another has open, nothing that wants no review."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter

import pytest

from reviewer.model.verdict import Status, Value
from reviewer.store import presence
from reviewer.workspace import Workspace
from tests.workspace.workspace_tools import Folder, events, rows


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


def test_what_was_handed_to_one_is_handed_to_no_other_before_anybody_dwells(folder: Folder, desk: Workspace) -> None:
    order = [row.id for row in rows(desk)]
    before = events(desk)
    with folder.open("Bo") as bo, folder.open("Cy") as cy:
        names = events(desk)
        assert [each.next_claim(hold=30) for each in (desk, bo, cy)] == order[:3]
        assert [each.next_claim(hold=30) for each in (desk, bo, cy)] == order[:3], "nobody is hurried on"
        assert desk.next_claim(order[0], hold=30) == order[3], "and then 1.1 is free again"
        assert bo.next_claim(order[1], hold=30) == order[4]
        assert cy.next_claim() == order[0]
        assert bo.others_at(order[3]) == (), "who was handed what is told to nobody"
        assert events(desk) == names, "nothing of it is in the log"
    assert names - before <= 2, "nothing but two names"


def test_a_claim_is_free_again_when_its_time_is_up(folder: Folder, desk: Workspace, monkeypatch) -> None:
    order = [row.id for row in rows(desk)]
    now = presence.time.time()
    with folder.open("Bo") as bo:
        desk.next_claim(hold=300)
        assert bo.next_claim() == order[1]
        monkeypatch.setattr(presence.time, "time", lambda: now + 290)
        assert bo.next_claim() == order[1]
        monkeypatch.setattr(presence.time, "time", lambda: now + 310)
        assert bo.next_claim() == order[0]
        monkeypatch.setattr(presence.time, "time", lambda: now - 3600)
        assert bo.next_claim() == order[0], "a clock that was put back holds nothing for ever"


def test_a_list_of_ones_own_passes_over_what_others_were_handed(folder: Folder, desk: Workspace) -> None:
    order = [row.id for row in rows(desk)]
    with folder.open("Bo") as bo:
        desk.next_claim(hold=30)
        assert bo.next_of(order, hold=30) == order[1]
        assert bo.next_of(order[:1]) == order[0], "where there is no other it is handed out all the same"
        assert bo.next_of([]) is None


def test_more_people_than_claims_are_all_handed_one(folder: Folder, desk: Workspace) -> None:
    order = [row.id for row in rows(desk)]
    desk.verdicts(order[2:], Value.SUPPORTED)
    with folder.open("Bo") as bo, folder.open("Cy") as cy:
        assert [each.next_claim(hold=30) for each in (bo, cy, desk)] == [order[0], order[1], order[0]]


_ASKS = """
import sys
from pathlib import Path
from reviewer.workspace import Workspace
with Workspace.open(Path(sys.argv[1]), me=sys.argv[2], via="flag") as workspace:
    print("ready", flush=True)
    sys.stdin.readline()
    print(workspace.next_claim(hold=60), flush=True)
    sys.stdin.readline()
"""


@pytest.mark.parametrize("reviews", [1, 2])
def test_processes_that_ask_at_the_same_moment_are_handed_different_claims(
    folder: Folder, desk: Workspace, reviews: int
) -> None:
    folder.rules(f"reviews: {reviews}\n")
    desk.update()
    names = ("Bo", "Cy", "Di", "Ed")
    command = [sys.executable, "-c", _ASKS, str(folder.path)]
    asking = [subprocess.Popen([*command, name], stdin=-1, stdout=-1, text=True) for name in names]
    for each in asking:
        assert each.stdout is not None
        assert each.stdout.readline() == "ready\n"
    for each in asking:
        assert each.stdin is not None
        each.stdin.write("\n")
        each.stdin.flush()
    handed = Counter(each.communicate("\n")[0].strip() for each in asking)
    assert set(handed.values()) == {reviews}
    assert set(handed) == {row.id for row in rows(desk)[: len(names) // reviews]}


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
