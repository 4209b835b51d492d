"""Several people at one workspace at once: nothing is lost, nothing is made twice, nobody sees faults that are none."""

from __future__ import annotations

import threading

import pytest

from reviewer.errors import Busy, ReviewerError
from reviewer.model.verdict import Status, Value
from reviewer.workspace import Workspace
from tests.workspace.workspace_tools import RADIO, STORM, Folder, claim, events, rows


def test_a_check_sees_no_fault_where_others_write_meanwhile(folder: Folder, desk: Workspace) -> None:
    with folder.open("Bo") as other:
        for number in range(1, 13):
            folder.write("articles/radio.txt", RADIO.replace("20,000", f"{number}0,000"))
            folder.write(f"articles/more{number % 4}.txt", f"Bakers of Tarn sold {number * 7} loaves in June.\n")
            (desk if number % 3 else other).update()
            found = desk.verify()
            assert found.ok, [finding.words for finding in found.findings if not finding.ok]


def test_two_who_bring_it_up_to_date_at_once_make_each_article_once(desk_folder: Folder) -> None:
    for number in range(12):
        desk_folder.write(f"articles/bread{number}.txt", f"Bakers of Tarn sold {number + 3} sorts of bread in June.\n")
    faults: list[BaseException] = []

    def work(name: str) -> None:
        try:
            with desk_folder.open(name) as workspace:
                workspace.update()
        except BaseException as error:
            faults.append(error)

    threads = [threading.Thread(target=work, args=(name,)) for name in ("Ada", "Bo", "Cy")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    with desk_folder.open("Ada") as workspace:
        types = [line.type for line in workspace.log()]
        assert (types.count("version"), types.count("article")) == (16, 16)
        assert len(workspace.articles()) == 16
        assert workspace.update().unchanged == 16
        assert workspace.verify().ok


def test_verdicts_given_at_once_are_all_kept(folder: Folder, desk: Workspace) -> None:
    listed = [row.id for row in rows(desk)]
    done: dict[str, list[str]] = {}

    def judge(name: str) -> None:
        done[name] = []
        with folder.open(name) as workspace:
            for found in listed[:12]:
                done[name] += workspace.verdict(found, Value.SUPPORTED, copies=False).events

    threads = [threading.Thread(target=judge, args=(name,)) for name in ("Bo", "Cy")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [len(hashes) for hashes in done.values()] == [12, 12]
    kept = {line.hash for line in desk.log()}
    assert kept >= {hash_ for hashes in done.values() for hash_ in hashes}
    for found in listed[:12]:
        assert {said.person for said in desk.claim(found).verdicts} == {"Bo", "Cy"}
    assert desk.verify().ok


def test_both_of_a_blind_round_at_once_open_it_once(folder: Folder, desk: Workspace) -> None:
    folder.rules("reviews: 2\nblind: true\n")
    desk.update()
    listed = [row.id for row in rows(desk)][:8]

    def judge(name: str) -> None:
        with folder.open(name) as workspace:
            for found in listed:
                workspace.verdict(found, Value.SUPPORTED, copies=False)

    threads = [threading.Thread(target=judge, args=(name,)) for name in ("Bo", "Cy")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [line.type for line in desk.log()].count("reveal") == len(listed)
    assert {desk.row(found).status for found in listed} == {Status.DECIDED}


def test_a_verdict_is_given_while_articles_are_taken_in(folder: Folder, desk: Workspace) -> None:
    for number in range(20):
        folder.write(f"articles/bread{number}.txt", f"Bakers of Tarn sold {number + 3} sorts of bread in June.\n")
    given: list[str] = []
    waiting = [row.id for row in rows(desk)]

    def judge(_: object) -> None:
        if waiting:
            with folder.open("Bo") as other:
                given.extend(other.verdict(waiting.pop(), Value.SUPPORTED, copies=False).events)

    report = desk.update(progress=judge)
    assert report.added == 20
    assert len(given) >= 20
    assert set(given) <= {line.hash for line in desk.log()}


def test_who_finds_it_locked_for_long_is_told_and_loses_nothing(folder: Folder, desk: Workspace, monkeypatch) -> None:
    from reviewer.store import connections

    monkeypatch.setattr(connections, "BUSY_SECONDS", 0.05)
    found, before = claim(desk, STORM, "articles/radio.txt"), events(desk)
    with folder.open("Bo") as other:
        before = events(desk)
        with desk.desk.db.write():
            try:
                other.verdict(found, Value.SUPPORTED)
            except Busy as error:
                told: ReviewerError | None = error
            else:
                told = None
        assert told is not None
        assert "writing" in told.what
        assert told.kept
        assert told.next_step
        assert events(desk) == before
        other.verdict(found, Value.SUPPORTED)
    assert desk.row(found).value is Value.SUPPORTED


def test_how_articles_are_related_is_worked_out_outside_of_the_lock(
    desk: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A verdict waits for who holds the lock: nothing that takes long may stand in it."""
    from reviewer.workspace import matching

    database, asked = desk.desk.db, []
    lineage = matching.lineage

    def watched(*sides: object, **more: float) -> object:
        asked.append(database._c.conn.in_transaction)
        return lineage(*sides, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(matching, "lineage", watched)
    matcher = matching.Matcher(desk.desk)
    for article in desk.articles():
        matcher.match(article.id)
    assert asked
    assert not any(asked)


def test_a_verdict_reads_who_is_who_once_and_asks_little_inside_the_lock(desk: Workspace) -> None:
    claims = [row.id for row in rows(desk)]
    desk.verdict(claims[0], Value.SUPPORTED, copies=False)
    asked: list[str] = []
    desk.desk.db._c.conn.set_trace_callback(asked.append)
    desk.verdict(claims[1], Value.SUPPORTED, copies=False)
    everybody = [number for number, statement in enumerate(asked) if "type IN ('actor', 'genesis'" in statement]
    assert len(everybody) <= 1
    inside = asked[asked.index("BEGIN IMMEDIATE") : asked.index("COMMIT")]
    assert len([statement for statement in inside if not statement.startswith("PRAGMA")]) <= 45
