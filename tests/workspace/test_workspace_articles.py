"""Articles as a whole: signing off, who has them, how they are named."""

from __future__ import annotations

import pytest

from reviewer.errors import Ambiguous, NotAllowed, NotFound, UsageError
from reviewer.model.verdict import Value
from reviewer.workspace import Workspace
from tests.workspace.workspace_tools import RADIO as RADIO_TEXT
from tests.workspace.workspace_tools import STORM, UNION, Folder, claim, events, rows

COURIER, RADIO = "articles/courier.txt", "articles/radio.txt"


def claims_of(desk: Workspace, article: str) -> list[str]:
    wanted = desk.article(article).id
    return [row.id for row in rows(desk) if row.article == wanted]


# ---- signing off


def test_a_signoff_tells_who_and_how_many_were_skipped(desk: Workspace) -> None:
    found = claims_of(desk, RADIO)
    desk.verdict(found[0], Value.SUPPORTED, copies=False)
    receipt = desk.signoff(RADIO)
    assert f"{len(found) - 1} claims skipped" in receipt.what
    (signed,) = desk.article(RADIO).signoffs
    assert (signed.person, signed.skipped, signed.needs_look) == ("Ada", len(found) - 1, "")


def test_a_signoff_of_a_whole_article_skips_nothing(desk: Workspace) -> None:
    desk.verdicts(claims_of(desk, RADIO), Value.SUPPORTED)
    assert "skipped" not in desk.signoff(RADIO).what
    assert desk.article(RADIO).signoffs[0].skipped == 0


def test_a_signoff_needs_another_look_when_a_verdict_of_it_changes(folder: Folder, desk: Workspace) -> None:
    found = claims_of(desk, RADIO)[0]
    desk.verdict(found, Value.SUPPORTED, copies=False)
    desk.signoff(RADIO)
    desk.verdict(found, Value.REFUTED, copies=False)
    assert "verdict" in desk.article(RADIO).signoffs[0].needs_look
    desk.undo()
    assert desk.article(RADIO).signoffs[0].needs_look == ""
    with folder.open("Bo") as other:
        other.verdict(found, Value.REFUTED, copies=False)
    assert desk.article(RADIO).signoffs[0].needs_look == ""


def test_a_signoff_needs_another_look_when_the_text_changes(folder: Folder, desk: Workspace) -> None:
    desk.signoff(RADIO)
    folder.write(RADIO, RADIO_TEXT.replace("20,000", "30,000"))
    desk.update()
    assert "text" in desk.article(RADIO).signoffs[0].needs_look
    desk.signoff(RADIO)
    assert [signed.needs_look for signed in desk.article(RADIO).signoffs] == [""]


def test_each_reviewer_signs_for_themselves_and_may_take_it_back(folder: Folder, desk: Workspace) -> None:
    desk.signoff(RADIO)
    with folder.open("Bo") as other:
        other.signoff(RADIO)
        assert {signed.person for signed in other.article(RADIO).signoffs} == {"Ada", "Bo"}
    desk.undo()
    assert {signed.person for signed in desk.article(RADIO).signoffs} == {"Bo"}


# ---- assigning


def test_an_owner_gives_an_article_or_a_claim_to_somebody(folder: Folder, desk: Workspace) -> None:
    with folder.open("Bo"):
        pass
    desk.assign(RADIO, "Bo")
    assert desk.article(RADIO).assigned == "Bo"
    desk.assign(RADIO, None)
    assert desk.article(RADIO).assigned == ""
    desk.undo()
    assert desk.article(RADIO).assigned == "Bo"
    number = desk.row(claim(desk, STORM, RADIO)).number
    assert desk.assign(number, "Bo").claims == (claim(desk, STORM, RADIO),)


def test_a_reviewer_takes_work_and_gives_it_back_but_gives_none_to_others(folder: Folder, desk: Workspace) -> None:
    with folder.open("Bo") as other:
        other.assign(RADIO, "Bo")
        assert other.article(RADIO).assigned == "Bo"
        other.assign(RADIO, None)
        assert other.article(RADIO).assigned == ""
        before = events(desk)
        with pytest.raises(NotAllowed, match="adjudicator"):
            other.assign(RADIO, "Ada")
        assert events(desk) == before


def test_only_an_owner_gives_work_to_somebody_who_was_never_here(folder: Folder, desk: Workspace) -> None:
    with folder.open("Bo") as other:
        before = events(desk)
        with pytest.raises(NotFound, match="nobody here is called Dee"):
            other.assign(RADIO, "Dee")
        assert events(desk) == before
    assert desk.assign(RADIO, "Dee").warnings == ("nobody here was called Dee until now",)
    assert [line.person for line in desk.log(after=before)] == ["Ada", "Ada"]
    with folder.open("Dee") as newcomer:
        assert newcomer.article(RADIO).assigned == "Dee"
        assert newcomer.desk.person in newcomer.desk.db.decisions.state(articles=(desk.article(RADIO).id,)).assigned(
            desk.article(RADIO).id
        )


# ---- names of articles and claims


def test_an_article_is_found_by_number_key_id_prefix_and_file_name(desk: Workspace) -> None:
    view = desk.article(RADIO)
    for ref in (str(view.number), view.key, view.id, view.id[:8], "radio.txt", "radio", f" {view.number} "):
        assert desk.article(ref).id == view.id
    for ref in ("99", "articles/absent.txt", "zzzzzzzz", "", "9" * 30):
        with pytest.raises(NotFound):
            desk.article(ref)


def test_a_start_that_several_bear_is_ambiguous(folder: Folder, desk: Workspace) -> None:
    folder.write("articles/radio2.txt", "Bakers of Tarn raised the price of rye bread to 4 crowns in June.\n")
    desk.update()
    with pytest.raises(Ambiguous):
        desk.article("radio")
    assert desk.article("radio.txt").key == RADIO


def test_a_claim_is_found_by_number_id_and_prefix(desk: Workspace) -> None:
    found = claim(desk, UNION)
    for ref in (desk.row(found).number, found, found[:10], found.upper()):
        assert desk.find_claim(ref) == found
    for ref in ("1.999", "99.1", "zzzzzzzz", "ab", "", "1.", ".1", "-1.2", "9" * 12 + ".1", "１.1"):
        with pytest.raises(NotFound):
            desk.find_claim(ref)


def test_finding_upward_from_any_folder_inside(desk_folder: Folder) -> None:
    assert Workspace.find(desk_folder.path / "articles") == desk_folder.path
    with pytest.raises(NotFound, match=r"claims\.yaml"):
        Workspace.find(desk_folder.path.parent)


def test_making_a_workspace_never_touches_a_project_file_that_is_there(desk_folder: Folder) -> None:
    from reviewer.errors import ExportError

    before = desk_folder.sheet.read_bytes()
    with pytest.raises(ExportError, match="already"):
        Workspace.init(desk_folder.path)
    assert desk_folder.sheet.read_bytes() == before


@pytest.mark.parametrize("kind", ["desk", "study", "sensitive"])
def test_a_made_workspace_opens_and_is_brought_up_to_date(desk_folder: Folder, kind: str) -> None:
    folder = desk_folder.path / "new"
    Workspace.init(folder, kind)
    with Workspace.open(folder, me="Ada") as workspace:
        workspace.update()
        assert workspace.summary().articles == 0
        assert workspace.next_claim() is None
        assert len(workspace.listing()) == 0


def test_a_name_that_is_none_is_refused(desk_folder: Folder) -> None:
    for name in ("", "  ", "x" * 300):
        with pytest.raises(UsageError, match="name"):
            desk_folder.open(name)
