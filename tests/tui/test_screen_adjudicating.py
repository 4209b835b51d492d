"""The last word on the screen, and a verdict that departs from a precedent, in a real workspace."""

from __future__ import annotations

from pathlib import Path

import pytest

from reviewer.model.verdict import DIFFERENCES, Evidence, EvidenceKind, Stance, Status, Value
from reviewer.tui.actions import BY_ID, difference_id, last_word_id
from reviewer.workspace import Workspace
from tests.tui.driving import SIZES, Driven, press, session_of, shown, text_of
from tests.workspace.workspace_tools import STORM, UNION, Folder, claim, events, new_folder

RADIO, GAZETTE = "articles/radio.txt", "articles/gazette.txt"
LOG, NOTICE = "the lock-keeper's log of Monday", "the notice was of Sunday, before the storm turned"


@pytest.fixture(scope="module")
def split(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two reviewers who differ on one claim; Dee may adjudicate, Ada owns the project."""
    folder = new_folder(tmp_path_factory.mktemp("split") / "desk")
    folder.rules("reviews: 2\n")
    with folder.open() as ada, folder.open("Dee"), folder.open("Bo") as bo, folder.open("Cy") as cy:
        ada.update()
        ada.give_role("Dee", "adjudicator")
        storm = claim(ada, STORM, RADIO)
        bo.verdict(storm, Value.SUPPORTED, rationale=LOG)
        page = Evidence(EvidenceKind.URL, Stance.REFUTES, url="https://harbour.example/notice")
        cy.verdict(storm, Value.REFUTED, rationale=NOTICE, evidence=(page,))
    return folder.path


@pytest.fixture
def folder(split: Path, tmp_path: Path) -> Folder:
    import shutil

    return Folder(Path(shutil.copytree(split, tmp_path / "desk")))


def at_storm(workspace: Workspace) -> Driven:
    app = Driven(workspace, update=False)  # type: ignore[arg-type]
    app.session.open(claim(workspace, STORM, RADIO))
    return app


@pytest.mark.parametrize("size", SIZES, ids=lambda s: f"{s[0]}x{s[1]}")
async def test_both_reviewers_stand_side_by_side_and_the_keys_stay_in_sight(folder: Folder, size) -> None:
    with folder.open("Dee") as dee:
        async with shown(size=size, app=at_storm(dee)) as pilot:
            session_of(pilot).open(claim(dee, STORM, RADIO))
            await press(pilot, "A")
            page = text_of(pilot)
            rows = page.splitlines()
            (names,) = [row for row in rows if "Bo" in row and "Cy" in row]
            assert names.index("Supported") < names.index("│") < names.index("Refuted")
            words = " ".join(page.replace("│", " ").split())
            for part in (*LOG.split()[:3], "notice was of Sunday", "https://harbour.example/notice", "no evidence"):
                assert part in words
            assert all(reason in words for reason in DIFFERENCES)
            plain = [row.replace("\u00a0", " ") for row in rows]
            for number, reason in enumerate(DIFFERENCES, 1):
                assert any(f"{number} {reason}" in row for row in plain)  # no line ends within a reason
            assert "reviewers split: 2 of 2 reviews in" in words
            assert any("Last word  s Supported  r Refuted" in row for row in rows[-3:])


async def test_the_last_word_names_its_basis_and_asks_again_when_that_changes(folder: Folder) -> None:
    with folder.open("Dee") as dee, folder.open("Cy") as cy:
        storm = claim(dee, STORM, RADIO)
        async with shown(size=(200, 50), app=at_storm(dee)) as pilot:
            session_of(pilot).open(storm)
            await press(pilot, "A", "2", "r")
            await pilot.press(*"the notice", "enter")
            await pilot.pause()
            (last,) = dee.claim(storm).adjudications
            assert (last.value, last.rationale, last.difference) == (Value.REFUTED, "the notice", DIFFERENCES[1])
            words = " ".join(text_of(pilot).split())
            assert "last word you ✗ Refuted" in words
            assert "rests on Bo ✓ Supported, Cy ✗ Refuted" in words
            cy.verdict(storm, Value.SUPPORTED, rationale="the later notice")
            pilot.app.refresh_all()  # type: ignore[attr-defined]
            await pilot.pause()
            words = " ".join(text_of(pilot).split())
            assert "needs another look: 1 verdict that the adjudication rests on was undone or replaced" in words
            assert "(taken back since)" in words
            await press(pilot, "A")
            assert "Why they differed" not in text_of(pilot), "both say the same now"


async def test_who_reviewed_reads_both_sides_and_is_told_why_they_cannot_decide(folder: Folder) -> None:
    with folder.open("Bo") as bo:
        before = events(bo)
        async with shown(size=(80, 24), app=at_storm(bo)) as pilot:
            session_of(pilot).open(claim(bo, STORM, RADIO))
            await press(pilot, "A")
            assert "You cannot decide it: nobody adjudicates a claim that they reviewed" in text_of(pilot)
            assert text_of(pilot).splitlines()[-1].endswith("? Help"), "the article gives way, not the footer"
            await press(pilot, "r")
            assert "because" not in text_of(pilot)
        assert events(bo) == before


async def test_words_that_wait_go_out_with_the_last_word(folder: Folder) -> None:
    with folder.open("Dee") as dee:
        storm = claim(dee, STORM, RADIO)
        async with shown(size=(120, 40), app=at_storm(dee)) as pilot:
            session_of(pilot).open(storm)
            await press(pilot, "A", "t")
            await pilot.press(*"both logs", "enter")
            await pilot.pause()
            assert "your rationale “both logs”" in text_of(pilot)
            await press(pilot, "c")
            await pilot.press("enter")
            await pilot.pause()
        assert (dee.row(storm).status, dee.row(storm).value) == (Status.DECIDED, Value.CONFLICTING)
        assert dee.claim(storm).adjudications[0].rationale == "both logs"


def test_every_verdict_and_every_reason_has_a_key_there() -> None:
    assert {last_word_id(value) for value in Value} <= set(BY_ID)
    assert {difference_id(number) for number in range(1, len(DIFFERENCES) + 1)} <= set(BY_ID)
    assert difference_id(len(DIFFERENCES) + 1) not in BY_ID


async def test_a_verdict_that_departs_is_saved_at_the_second_press_only(folder: Folder) -> None:
    folder.rules("reviews: 1\n")
    with folder.open() as ada:
        ada.update()
        ada.verdict(claim(ada, UNION), Value.REFUTED, rationale="the roll names 480", copies=False)
    with folder.open("Bo") as bo:
        other, before = claim(bo, UNION, GAZETTE), events(bo)
        async with shown(size=(80, 24), app=Driven(bo, update=False)) as pilot:  # type: ignore[arg-type]
            session_of(pilot).open(other)
            pilot.app.refresh_all()  # type: ignore[attr-defined]
            await pilot.pause()
            above = text_of(pilot).splitlines()[-3]
            assert above.split()[:1] == ["precedent"]
            assert "✗ Refuted · Ada · the same words · “the roll names 480”" in above
            await press(pilot, "s")
            assert session_of(pilot).claim_id == other
            assert "not saved yet: Supported departs from what was said; s again saves it" in text_of(pilot)
            assert events(bo) == before
            await press(pilot, "j", "k", "s")
            assert events(bo) == before, "somebody who went away and came back is asked again"
            await press(pilot, "s")
            assert bo.row(other).value is Value.SUPPORTED
            await press(pilot, "k")
    with folder.open("Cy") as cy:
        late = claim(cy, UNION, GAZETTE)
        async with shown(size=(80, 24), app=Driven(cy, update=False)) as pilot:  # type: ignore[arg-type]
            session_of(pilot).open(late)
            await press(pilot, "r")
            assert session_of(pilot).claim_id != late, "a verdict that agrees needs one key"


async def test_a_judged_claim_is_opened_again_with_a_reason_and_what_cannot_be_is_said_before_it_is_asked(
    folder: Folder,
) -> None:
    with folder.open("Dee") as dee, folder.open("Cy") as cy:
        storm = claim(dee, STORM, RADIO)
        async with shown(size=(120, 40), app=Driven(cy, update=False)) as pilot:  # type: ignore[arg-type]
            session_of(pilot).open(storm)
            pilot.app.refresh_all()  # type: ignore[attr-defined]
            await press(pilot, "Z")
            assert "this needs an adjudicator" in text_of(pilot)
            await press(pilot, "V")
            assert "no verdict of this claim is sealed" in text_of(pilot)
            assert "before it is full?" not in text_of(pilot)
        async with shown(size=(120, 40), app=at_storm(dee)) as pilot:
            session_of(pilot).open(claim(dee, UNION, GAZETTE))
            pilot.app.refresh_all()  # type: ignore[attr-defined]
            await press(pilot, "Z")
            assert "nobody judged this claim yet" in text_of(pilot)
            session_of(pilot).open(storm)
            pilot.app.refresh_all()  # type: ignore[attr-defined]
            await press(pilot, "Z")
            assert "open again, because:" in text_of(pilot)
            await press(pilot, *"a log turned up", "enter")
            assert session_of(pilot).claim_id == storm
            assert "a log turned up" in text_of(pilot)
            assert dee.row(storm).status is Status.OPEN
            await press(pilot, "u")
            assert dee.row(storm).status is Status.SPLIT


@pytest.mark.parametrize("size", SIZES, ids=lambda s: f"{s[0]}x{s[1]}")
async def test_an_article_or_one_claim_is_handed_to_somebody(folder: Folder, size) -> None:
    with folder.open("Ada") as ada:
        async with shown(size=size, app=at_storm(ada)) as pilot:
            session_of(pilot).open(claim(ada, STORM, RADIO))
            pilot.app.refresh_all()  # type: ignore[attr-defined]
            await press(pilot, "H")
            assert "Who is to review article 4:" in text_of(pilot)
            assert "Nobody in particular" in text_of(pilot)
            await press(pilot, *"bo", "enter")
            assert "Assigned article 4 to Bo" in text_of(pilot)
            assert ada.article("4").assigned == "Bo"
            await press(pilot, "H")
            assert "(now Bo)" in text_of(pilot)
            await press(pilot, *"type", "enter")
            assert "hand 4 to, by name:" in text_of(pilot)
            await press(pilot, *"Eve", "enter")
            assert ada.article("4").assigned == "Eve"
            await press(pilot, "H", *"nobody", "enter")
            assert ada.article("4").assigned == ""


async def test_of_several_places_that_words_have_now_one_is_chosen(folder: Folder) -> None:
    with folder.open("Ada") as ada:
        old = claim(ada, STORM, RADIO)
        radio = folder.path / RADIO
        text, storm = radio.read_text("utf-8"), "A storm closed the harbour of Sund on Monday."
        radio.write_text(f"{storm} So it began.\n\n{text.replace(storm, 'It rained.')}\nNo more. {storm} It ended.\n")
        ada.update()
        async with shown(size=(80, 24), app=Driven(ada, update=False)) as pilot:  # type: ignore[arg-type]
            session_of(pilot).open(old)
            pilot.app.refresh_all()  # type: ignore[attr-defined]
            assert "at 2 places of the text; C says which one" in text_of(pilot)
            await press(pilot, "C")
            assert "Which place do these words have now" in text_of(pilot)
            await press(pilot, "down", "enter")
            view = session_of(pilot).view
            assert view.claim.version == view.article.version
            assert ada.text(view.row.article).text[view.claim.span.end :].startswith(". It ended")
