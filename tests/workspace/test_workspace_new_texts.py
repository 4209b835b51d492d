"""A new text of an article: verdicts go along with the same words in a trusted place, and with nothing else."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from reviewer.errors import UsageError
from reviewer.model.span import AnchorState
from reviewer.model.verdict import About, Evidence, EvidenceKind, Stance, Status, Value
from reviewer.workspace import Workspace
from reviewer.workspace.erasing import Targets
from reviewer.workspace.files import verify_file
from reviewer.workspace.views import ClaimRow
from tests.workspace.workspace_tools import FERRY, SAILINGS, UNION, WAGES, Folder, claim, events, rows

COURIER = "articles/courier.txt"
STRANDED = "More than 60,000 passengers were stranded on the islands last week. "


def change(folder: Folder, desk: Workspace, text: str) -> None:
    folder.write(COURIER, text)
    desk.update()


def of_courier(desk: Workspace) -> list[ClaimRow]:
    wanted = desk.article(COURIER).id
    return [row for row in rows(desk) if row.article == wanted]


def row_of(desk: Workspace, words: str) -> ClaimRow:
    return desk.row(claim(desk, words))


def reworded(folder: Folder, desk: Workspace) -> str:
    """The union's claim, judged, and its number changed after that; the id of the old one."""
    old = claim(desk, UNION)
    desk.verdict(old, Value.SUPPORTED, rationale="as counted", copies=False)
    change(folder, desk, FERRY.replace("412 of its", "417 of its"))
    return old


def test_a_paragraph_before_it_moves_a_claim_and_its_verdict(folder: Folder, desk: Workspace) -> None:
    old = claim(desk, WAGES)
    desk.verdict(old, Value.REFUTED, rationale="no such sum", copies=False)
    before = events(desk)
    change(folder, desk, "Corrected on Thursday.\n\n" + FERRY)
    found = row_of(desk, WAGES)
    assert found.id != old
    assert (found.status, found.value, found.mine, found.needs_look) == (
        Status.DECIDED,
        Value.REFUTED,
        Value.REFUTED,
        "",
    )
    assert old not in {row.id for row in rows(desk)}
    view = desk.claim(found.id)
    assert [(v.value, v.mine, v.needs_look) for v in view.verdicts] == [(Value.REFUTED, True, "")]
    assert view.verdicts[0].given_on.startswith("the version of 20")
    assert [(c.claim, c.state) for c in view.changes] == [(old, AnchorState.MOVED)]
    # Derived: nothing but the text itself was recorded.
    assert {line.type for line in desk.log(after=before)} <= {"version", "extraction", "article"}


def test_a_claim_that_stays_in_its_place_is_exact(folder: Folder, desk: Workspace) -> None:
    desk.verdict(claim(desk, UNION), Value.SUPPORTED, copies=False)
    change(folder, desk, FERRY.replace("on Sunday", "on Saturday"))
    assert [c.state for c in desk.claim(claim(desk, UNION)).changes] == [AnchorState.EXACT]
    assert row_of(desk, UNION).status is Status.DECIDED


def test_a_changed_number_carries_nothing_and_says_what_changed(folder: Folder, desk: Workspace) -> None:
    old = reworded(folder, desk)
    new = row_of(desk, "417 of its 480")
    assert (new.status, new.value) == (Status.OPEN, None)
    row = desk.row(old)
    assert row.status is Status.DECIDED
    assert row.needs_look == "the text has changed: “412” is now “417”"
    (change_,) = desk.claim(old).changes
    assert change_.state is AnchorState.CHANGED
    assert (change_.before, change_.after) == (row.quote, new.quote)
    assert [piece.text.strip() for piece in change_.old if not piece.same] == ["412"]
    assert [piece.text.strip() for piece in change_.new if not piece.same] == ["417"]
    assert old in {each.id for each in rows(desk)}


def test_one_act_takes_the_new_words_and_one_undo_gives_them_back(folder: Folder, desk: Workspace) -> None:
    old = reworded(folder, desk)
    done = desk.take_place(old)
    new = row_of(desk, "417 of its 480")
    assert done.claims == (new.id,)
    assert old not in {row.id for row in rows(desk)}
    assert new.needs_look == "it was judged before its words were changed"
    assert [(c.before, c.after) for c in desk.claim(new.id).changes] == [(desk.row(old).quote, new.quote)]
    desk.verdict(new.id, Value.REFUTED, copies=False)
    assert row_of(desk, "417 of its 480").needs_look == ""
    desk.undo()
    desk.undo()
    assert old in {row.id for row in rows(desk)}


def test_the_mark_of_new_words_outlives_the_next_text(folder: Folder, desk: Workspace) -> None:
    desk.take_place(reworded(folder, desk))
    change(folder, desk, "Corrected.\n\n" + FERRY.replace("412 of its", "417 of its"))
    assert row_of(desk, "417 of its 480").needs_look == "it was judged before its words were changed"


def test_words_that_are_gone_stay_listed_with_their_verdict(folder: Folder, desk: Workspace) -> None:
    old = claim(desk, "60,000")
    desk.verdict(old, Value.SUPPORTED, copies=False)
    change(folder, desk, FERRY.replace(STRANDED, ""))
    row = desk.row(old)
    assert old in {each.id for each in rows(desk)}
    assert (row.status, row.value) == (Status.DECIDED, Value.SUPPORTED)
    assert row.needs_look == "the text has changed: these words are gone from it"
    with pytest.raises(UsageError, match="nothing much like them"):
        desk.take_place(old)


def test_a_claim_with_nobodys_word_leaves_with_its_text(folder: Folder, desk: Workspace) -> None:
    change(folder, desk, FERRY.replace(STRANDED, ""))
    assert not [row for row in of_courier(desk) if "60,000" in row.quote]
    with pytest.raises(UsageError, match="have not changed"):
        desk.take_place(claim(desk, UNION))


def test_a_second_judge_of_the_new_text_counts_beside_the_first(folder: Folder, desk: Workspace) -> None:
    desk.verdict(claim(desk, WAGES), Value.SUPPORTED, copies=False)
    change(folder, desk, "Corrected.\n\n" + FERRY)
    with folder.open("Bo") as bo:
        bo.verdict(claim(bo, WAGES), Value.REFUTED, copies=False)
    assert row_of(desk, WAGES).status is Status.SPLIT
    assert len(desk.claim(claim(desk, WAGES)).verdicts) == 2
    with folder.open("Cy") as cy:
        assert cy.claim(claim(cy, WAGES)).row.mine is None


def test_who_judges_the_new_text_takes_the_place_of_their_own_earlier_verdict(folder: Folder, desk: Workspace) -> None:
    desk.verdict(claim(desk, WAGES), Value.SUPPORTED, copies=False)
    change(folder, desk, "Corrected.\n\n" + FERRY)
    desk.verdict(claim(desk, WAGES), Value.REFUTED, copies=False)
    row = row_of(desk, WAGES)
    assert (row.status, row.value) == (Status.DECIDED, Value.REFUTED)
    looks = {v.value: v.needs_look for v in desk.claim(row.id).verdicts}
    assert looks == {Value.REFUTED: "", Value.SUPPORTED: "judged anew since"}
    # And back, when it is taken back.
    desk.undo()
    assert row_of(desk, WAGES).value is Value.SUPPORTED


def test_undoing_the_earlier_verdict_reaches_the_claim_that_carries_it(folder: Folder, desk: Workspace) -> None:
    desk.verdict(claim(desk, WAGES), Value.SUPPORTED, copies=False)
    change(folder, desk, "Corrected.\n\n" + FERRY)
    desk.undo()
    assert row_of(desk, WAGES).status is Status.OPEN
    desk.redo()
    assert row_of(desk, WAGES).value is Value.SUPPORTED


def test_words_said_of_who_said_so_want_the_same_sentence(folder: Folder, desk: Workspace) -> None:
    union = claim(desk, UNION)
    desk.verdict(union, Value.SUPPORTED, copies=False)
    desk.verdict(union, Value.SUPPORTED, about=About.ATTRIBUTION, copies=False)
    change(folder, desk, "Corrected.\n\n" + FERRY)
    view = desk.claim(claim(desk, UNION))
    assert view.statuses == {About.CONTENT: Status.DECIDED, About.ATTRIBUTION: Status.DECIDED}
    change(folder, desk, FERRY.replace("The union said that", "The union denied that"))
    view = desk.claim(claim(desk, UNION))
    assert view.statuses == {About.CONTENT: Status.DECIDED, About.ATTRIBUTION: Status.OPEN}


def test_words_twice_in_the_new_text_are_ambiguous_unless_their_surroundings_tell(
    folder: Folder, desk: Workspace
) -> None:
    old = claim(desk, SAILINGS)
    desk.verdict(old, Value.SUPPORTED, copies=False)
    sentence = "The harbour office counted 27 cancelled sailings on Sunday."
    cut = FERRY.replace(f"{STRANDED}{sentence}", "Nobody counted.")
    change(folder, desk, f"{sentence} It hurt.\n\n{cut}\n\nHere is more. {sentence} So it was.\n")
    row = desk.row(old)
    assert row.needs_look == "the text has changed: these words stand at 2 places now"
    for number in (0, 3, -1):
        with pytest.raises(UsageError, match="2 places"):
            desk.take_place(old, number)
    (told,) = desk.claim(old).changes
    assert told.around == (
        f"[{sentence[:-1]}]. It hurt. Ferry crews end nine-day strike By Anna …",
        f"… by Anna Vell; editing by Tom Oster) Here is more. [{sentence[:-1]}]. So it was.",
    )
    assert all(r.value is None for r in of_courier(desk) if SAILINGS in r.quote and r.id != old)
    # The old surroundings around one of two places tell it.
    change(folder, desk, f"{sentence} It hurt.\n\n{FERRY}")
    values = [r.value for r in of_courier(desk) if SAILINGS in r.quote]
    assert sorted(values, key=str) == [None, Value.SUPPORTED]


def test_of_several_places_one_is_taken_by_its_number_and_shows_what_was_said(folder: Folder, desk: Workspace) -> None:
    old = claim(desk, SAILINGS)
    desk.verdict(old, Value.SUPPORTED, rationale="the log", copies=False)
    sentence = "The harbour office counted 27 cancelled sailings on Sunday."
    cut = FERRY.replace(f"{STRANDED}{sentence}", "Nobody counted.")
    change(folder, desk, f"{sentence} It hurt.\n\n{cut}\n\nHere is more. {sentence} So it was.\n")
    view = desk.claim(desk.take_place(old, 2).claims[0])
    text = desk.text(view.row.article).text
    assert text[view.claim.span.end :].startswith(". So it was")
    assert view.row.needs_look
    assert [(each.before, [said.rationale for said in each.said]) for each in view.changes] == [
        (sentence[:-1], ["the log"])
    ]
    assert old not in {row.id for row in of_courier(desk)}
    desk.undo()
    view = desk.claim(desk.take_place(old, 1).claims[0])
    assert text[view.claim.span.end :].startswith(". It hurt")


def test_an_earlier_text_that_comes_back_has_its_verdicts_again(folder: Folder, desk: Workspace) -> None:
    old = reworded(folder, desk)
    change(folder, desk, FERRY)
    row = row_of(desk, UNION)
    assert (row.id, row.value, row.needs_look) == (old, Value.SUPPORTED, "")


def test_a_claim_given_by_hand_goes_along_though_no_extraction_cuts_it(folder: Folder, desk: Workspace) -> None:
    from reviewer.model.span import Span

    at = FERRY.index("members had voted for the offer")
    given = desk.give(COURIER, [Span(at, at + len("members had voted for the offer"))]).claims[0]
    desk.verdict(given, Value.NOT_A_CLAIM, copies=False)
    change(folder, desk, "Corrected.\n\n" + FERRY)
    found = [r for r in of_courier(desk) if r.quote == "members had voted for the offer"]
    assert [r.value for r in found] == [Value.NOT_A_CLAIM]
    desk.undo()
    assert [r.value for r in of_courier(desk) if r.quote == "members had voted for the offer"] == [None]


def test_evidence_that_quotes_changed_words_is_marked(folder: Folder, desk: Workspace) -> None:
    union = claim(desk, UNION)
    desk.verdict(union, Value.SUPPORTED, copies=False)
    quoted = Evidence(EvidenceKind.CLAIM, Stance.SUPPORTS, claim=union)
    wages = claim(desk, WAGES, "articles/radio.txt")
    desk.verdict(wages, Value.SUPPORTED, evidence=[quoted], copies=False)
    assert desk.claim(wages).verdicts[0].needs_look == ""
    change(folder, desk, FERRY.replace("412 of its", "417 of its"))
    assert "evidence here stood in a text that has changed" in desk.claim(wages).verdicts[0].needs_look


def test_an_adjudication_and_its_basis_go_along(folder: Folder, desk: Workspace) -> None:
    with folder.open("Bo") as bo, folder.open("Cy") as cy:
        bo.verdict(claim(bo, WAGES), Value.SUPPORTED, copies=False)
        cy.verdict(claim(cy, WAGES), Value.REFUTED, copies=False)
    change(folder, desk, "Corrected.\n\n" + FERRY)
    assert row_of(desk, WAGES).status is Status.SPLIT
    desk.adjudicate(claim(desk, WAGES), Value.REFUTED, rationale="the ledger says so")
    row = row_of(desk, WAGES)
    assert (row.status, row.value, row.needs_look) == (Status.DECIDED, Value.REFUTED, "")
    change(folder, desk, "Corrected twice.\n\n" + FERRY)
    row = row_of(desk, WAGES)
    assert (row.status, row.value, row.needs_look) == (Status.DECIDED, Value.REFUTED, "")


def test_a_carried_verdict_can_be_reopened_with_a_reason(folder: Folder, desk: Workspace) -> None:
    desk.verdict(claim(desk, WAGES), Value.SUPPORTED, copies=False)
    change(folder, desk, "Corrected.\n\n" + FERRY)
    desk.reopen(claim(desk, WAGES), reason="new ledger")
    assert row_of(desk, WAGES).status is Status.OPEN
    report = desk.export("json", None, decided=False)
    assert '"type": "reopen"' in report.text
    assert '"type": "verdict"' in report.text


def test_a_sign_off_asks_for_another_look(folder: Folder, desk: Workspace) -> None:
    desk.signoff(COURIER)
    assert desk.article(COURIER).signoffs[0].needs_look == ""
    change(folder, desk, FERRY.replace("412 of its", "417 of its"))
    assert desk.article(COURIER).signoffs[0].needs_look == "the text has changed since"


def test_exports_carry_it_and_prove_it(folder: Folder, desk: Workspace, tmp_path: Path) -> None:
    desk.verdict(claim(desk, WAGES), Value.REFUTED, copies=False)
    old = reworded(folder, desk)
    change(folder, desk, "Corrected.\n\n" + FERRY.replace("412 of its", "417 of its"))
    desk.verdict(claim(desk, WAGES), Value.SUPPORTED, copies=False)
    for decided in (True, False):
        path = tmp_path / f"{decided}.yaml"
        desk.export("yaml", path, decided=decided)
        assert verify_file(path).ok, verify_file(path).findings
    text = (tmp_path / "True.yaml").read_text(encoding="utf-8")
    assert "stands_for:" in text
    assert f"claim: {old}" in text
    assert "after: '417'" in text or 'after: "417"' in text
    desk.export_bundle(tmp_path / "bundle")
    assert verify_file(tmp_path / "bundle").ok, verify_file(tmp_path / "bundle").findings
    call = [sys.executable, "-I", "-S", str(tmp_path / "bundle" / "verify.py")]
    assert subprocess.run(call, capture_output=True, check=False).returncode == 0


def test_verdicts_carried_to_other_words_by_an_edited_file_are_found(
    folder: Folder, desk: Workspace, tmp_path: Path
) -> None:
    desk.verdict(claim(desk, WAGES), Value.REFUTED, copies=False)
    change(folder, desk, "Corrected.\n\n" + FERRY)
    path = tmp_path / "out.json"
    desk.export("json", path)
    text = path.read_text(encoding="utf-8")
    at = text.index("stands_for")
    path.write_text(text[:at] + text[at:].replace("3.2 million", "3.9 million", 1), encoding="utf-8")
    found = verify_file(path)
    assert found.ok is False
    assert any("same words" in finding.words for finding in found.findings)


def test_rebuilding_gives_the_same(folder: Folder, desk: Workspace) -> None:
    desk.verdict(claim(desk, WAGES), Value.REFUTED, copies=False)
    reworded(folder, desk)
    change(folder, desk, "Corrected.\n\n" + FERRY.replace("412 of its", "417 of its").replace(STRANDED, ""))
    before = [(row, desk.claim(row.id).changes) for row in rows(desk)]
    desk.rebuild()
    assert [(row, desk.claim(row.id).changes) for row in rows(desk)] == before
    with folder.open() as again:
        assert [(row, again.claim(row.id).changes) for row in rows(again)] == before


def test_erasing_the_article_leaves_no_word_of_either_text(folder: Folder, desk: Workspace) -> None:
    desk.take_place(reworded(folder, desk))
    change(folder, desk, FERRY.replace("412 of its", "zzqx417 of its"))
    assert any("zzqx417" in row.needs_look for row in of_courier(desk))
    desk.desk.db.forget([])
    from reviewer.workspace import erasing

    erasing.erase(desk.desk, Targets(articles=(COURIER,)))
    left = [path for path in (desk.folder / "db").rglob("*") if path.is_file() and b"zzqx417" in path.read_bytes()]
    assert left == []
