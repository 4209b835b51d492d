"""Verdicts: what they hold, what they cover, and what is left out."""

from __future__ import annotations

from pathlib import Path

import pytest

from reviewer.errors import InputError, NotAllowed, NotFound
from reviewer.model.verdict import About, Evidence, EvidenceKind, Stance, Status, Value
from reviewer.workspace import Workspace
from tests.workspace.workspace_tools import SAILINGS, STORM, UNION, WAGES, Folder, claim, events, rows

RADIO = "articles/radio.txt"


def test_a_verdict_decides_a_claim_and_is_shown_with_its_words(desk: Workspace) -> None:
    found = claim(desk, STORM, RADIO)
    receipt = desk.verdict(found, Value.SUPPORTED, rationale="Harbour log of 4 March", private="ask Tom")
    view = desk.claim(found)
    assert (view.row.status, view.row.value, view.row.mine) == (Status.DECIDED, Value.SUPPORTED, Value.SUPPORTED)
    (said,) = view.verdicts
    assert (said.person, said.mine, said.about, said.round) == ("Ada", True, About.CONTENT, 1)
    assert (said.rationale, said.private) == ("Harbour log of 4 March", "ask Tom")
    assert receipt.events == (said.event,)
    assert receipt.claims == (found,)
    assert receipt.batch == ""


@pytest.mark.parametrize("value", list(Value))
def test_each_of_the_five_values_can_be_given(desk: Workspace, value: Value) -> None:
    found = claim(desk, STORM, RADIO)
    desk.verdict(found, value)
    assert desk.row(found).value is value


def test_content_and_attribution_are_judged_apart(desk: Workspace) -> None:
    found = claim(desk, UNION)
    desk.verdict(found, Value.SUPPORTED, about=About.ATTRIBUTION, copies=False)
    view = desk.claim(found)
    assert view.statuses == {About.CONTENT: Status.OPEN, About.ATTRIBUTION: Status.DECIDED}
    assert view.row.value is Value.SUPPORTED
    desk.verdict(found, Value.REFUTED, copies=False)
    view = desk.claim(found)
    assert view.statuses == {About.CONTENT: Status.DECIDED, About.ATTRIBUTION: Status.DECIDED}
    assert view.row.value is Value.REFUTED
    assert {said.about: said.value for said in view.verdicts} == {
        About.CONTENT: Value.REFUTED,
        About.ATTRIBUTION: Value.SUPPORTED,
    }


def test_a_later_verdict_of_mine_takes_the_place_of_the_earlier_one(desk: Workspace) -> None:
    found = claim(desk, STORM, RADIO)
    desk.verdict(found, Value.SUPPORTED)
    desk.verdict(found, Value.REFUTED)
    assert [said.value for said in desk.claim(found).verdicts] == [Value.REFUTED]
    desk.undo()
    assert desk.row(found).value is Value.SUPPORTED
    desk.undo()
    assert desk.row(found).status is Status.OPEN


def test_a_private_note_is_shown_to_its_author_only(folder: Folder, desk: Workspace) -> None:
    found = claim(desk, STORM, RADIO)
    desk.verdict(found, Value.SUPPORTED, rationale="log", private="ask Tom")
    with folder.open("Bo") as other:
        (said,) = other.claim(found).verdicts
        assert (said.rationale, said.private, said.mine, said.person) == ("log", "", False, "Ada")


def test_evidence_is_kept_whole(folder: Folder, desk: Workspace) -> None:
    found = claim(desk, STORM, RADIO)
    attached = desk.attach(folder.write("log.pdf", b"%PDF harbour log"))
    pieces = (
        Evidence(EvidenceKind.URL, Stance.SUPPORTS, url="https://harbour.example/log", quote="closed 06:00 to 18:00"),
        attached,
        Evidence(EvidenceKind.CLAIM, Stance.CONTEXT, claim=claim(desk, SAILINGS), remark="a day before"),
    )
    desk.verdict(found, Value.SUPPORTED, evidence=pieces)
    (said,) = desk.claim(found).verdicts
    assert said.evidence == pieces
    assert desk.desk.db.blob(attached.file_sha256) == b"%PDF harbour log"
    assert attached.file_name == "log.pdf"


def test_evidence_that_names_a_claim_that_is_not_here_is_refused(desk: Workspace) -> None:
    found, before = claim(desk, STORM, RADIO), events(desk)
    with pytest.raises(NotFound, match="not here"):
        desk.verdict(found, Value.SUPPORTED, evidence=[Evidence(EvidenceKind.CLAIM, Stance.SUPPORTS, claim="a" * 26)])
    assert events(desk) == before


def test_a_file_that_is_not_there_cannot_be_attached(desk: Workspace, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        desk.attach(tmp_path / "absent.pdf")
    with pytest.raises(InputError, match="cannot be read"):
        desk.attach(tmp_path)


def test_one_key_covers_the_copies_as_one_act(desk: Workspace) -> None:
    one, other = claim(desk, UNION), claim(desk, UNION, "articles/gazette.txt")
    receipt = desk.verdict(one, Value.SUPPORTED, rationale="count of 4 March")
    assert set(receipt.claims) == {one, other}
    assert len(receipt.events) == 2
    assert receipt.batch
    assert "1 copy with the same words" in receipt.what
    assert desk.row(other).value is Value.SUPPORTED
    assert desk.claim(other).verdicts[0].rationale == "count of 4 March"
    undone = desk.undo()
    assert set(undone.claims) == {one, other}
    assert {desk.row(found).status for found in (one, other)} == {Status.OPEN}
    desk.redo()
    assert {desk.row(found).value for found in (one, other)} == {Value.SUPPORTED}


def test_a_copy_whose_words_differ_is_left_out_and_told(desk: Workspace) -> None:
    late = claim(desk, "417 of its 480", "articles/late.txt")
    assert [row.id for row in desk.claim(claim(desk, UNION)).differing_copies] == [late]
    receipt = desk.verdict(claim(desk, UNION), Value.SUPPORTED)
    assert desk.row(late).status is Status.OPEN
    assert receipt.warnings == ("1 copy whose words differ was left out",)


def test_where_every_copy_has_the_same_words_none_differs(desk: Workspace) -> None:
    view = desk.claim(claim(desk, WAGES))
    assert {row.article_number for row in view.copies} == {2, 3}
    assert view.differing_copies == ()
    headline = desk.claim(claim(desk, "Ferry crews end"))
    assert len(headline.copies) == 2
    assert headline.differing_copies == ()
    assert desk.verdict(headline.row.id, Value.SUPPORTED).warnings == ()


def test_a_copy_that_i_judged_already_keeps_its_verdict(desk: Workspace) -> None:
    one, other = claim(desk, UNION), claim(desk, UNION, "articles/gazette.txt")
    desk.verdict(other, Value.REFUTED, copies=False)
    assert desk.verdict(one, Value.SUPPORTED).claims == (one,)
    assert desk.row(other).value is Value.REFUTED


def test_copies_can_be_left_out_by_the_call_and_by_the_rules(folder: Folder, desk: Workspace) -> None:
    assert len(desk.verdict(claim(desk, UNION), Value.SUPPORTED, copies=False).claims) == 1
    folder.rules("copies: false\n")
    desk.update()
    assert len(desk.verdict(claim(desk, WAGES), Value.SUPPORTED).claims) == 1
    assert len(desk.verdict(claim(desk, SAILINGS), Value.SUPPORTED, copies=True).claims) == 3


def test_several_marked_claims_are_judged_and_undone_as_one(desk: Workspace) -> None:
    marked = [claim(desk, STORM, RADIO), claim(desk, UNION), claim(desk, STORM, RADIO)]
    receipt = desk.verdicts(marked, Value.NOT_A_CLAIM)
    assert receipt.claims == (marked[0], marked[1])
    assert {desk.row(found).value for found in marked} == {Value.NOT_A_CLAIM}
    desk.undo()
    assert {desk.row(found).status for found in marked} == {Status.OPEN}


def test_a_claim_that_is_not_here_cannot_be_judged(desk: Workspace) -> None:
    with pytest.raises(NotFound):
        desk.verdict("a" * 26, Value.SUPPORTED)


def test_the_rules_can_want_evidence(folder: Folder, desk: Workspace) -> None:
    folder.rules("require_evidence: true\n")
    desk.update()
    found, before = claim(desk, STORM, RADIO), events(desk)
    with pytest.raises(NotAllowed, match="want evidence"):
        desk.verdict(found, Value.SUPPORTED)
    assert events(desk) == before
    desk.verdict(found, Value.NOT_ENOUGH_EVIDENCE)
    link = Evidence(EvidenceKind.URL, Stance.SUPPORTS, url="https://harbour.example/log")
    desk.verdict(found, Value.SUPPORTED, evidence=[link])
    desk.verdict(found, Value.REFUTED)
    assert desk.row(found).value is Value.REFUTED


def test_evidence_in_my_note_is_evidence_enough(folder: Folder, desk: Workspace) -> None:
    folder.rules("require_evidence: true\n")
    desk.update()
    found = claim(desk, STORM, RADIO)
    desk.note(found, evidence=[Evidence(EvidenceKind.URL, Stance.SUPPORTS, url="https://harbour.example/log")])
    desk.verdict(found, Value.SUPPORTED)
    assert desk.row(found).value is Value.SUPPORTED


def test_last_is_the_claim_that_was_judged_last(desk: Workspace) -> None:
    with pytest.raises(NotFound, match="yet"):
        desk.find_claim("last")
    desk.verdict(claim(desk, STORM, RADIO), Value.SUPPORTED)
    assert desk.find_claim("last") == claim(desk, STORM, RADIO)


def test_what_was_on_the_screen_is_recorded_by_digest(desk: Workspace) -> None:
    desk.verdict(claim(desk, WAGES), Value.SUPPORTED, copies=False)
    event = desk.desk.db.event(desk.claim(claim(desk, WAGES)).verdicts[0].event)
    assert event is not None
    seen = desk.desk.db.record(event.data["seen"])
    assert seen is not None
    others = {pair["left"] for pair in seen["pairs"]} | {pair["right"] for pair in seen["pairs"]}
    assert claim(desk, WAGES, RADIO) in others
    assert seen["counts"]["articles"] == 4


def test_a_judged_claim_counts_in_the_summary_and_in_its_article(desk: Workspace) -> None:
    before = desk.summary()
    desk.verdict(claim(desk, STORM, RADIO), Value.SUPPORTED)
    after = desk.summary()
    assert (after.decided, after.open) == (before.decided + 1, before.open - 1)
    assert desk.article(RADIO).decided == 1
    assert after.open + after.decided == len(rows(desk))


def test_a_matter_of_no_words_is_not_recorded(desk: Workspace) -> None:
    found = claim(desk, STORM, RADIO)
    desk.verdict(found, Value.SUPPORTED)
    event = desk.desk.db.event(desk.claim(found).verdicts[0].event)
    assert event is not None
    assert event.data["rationale"] is None
    assert event.data["private"] is None
    assert event.data["evidence"] == []
