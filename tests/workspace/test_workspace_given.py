"""Claims of the project file: they stand exactly where they quote, or nowhere and are told."""

from __future__ import annotations

from reviewer.model.verdict import Status, Value
from reviewer.workspace import Workspace
from tests.workspace.workspace_tools import FERRY, SHEET, Folder, claim, events, quotes, rows

QUOTE = "412 of its 480 members had voted"


def given(quote: str, article: str = "articles/courier.txt", more: str = "") -> str:
    return SHEET + f"claims:\n  - id: g1\n    article: {article}\n    quote: {quote}\n{more}"


def test_a_given_claim_stands_on_its_exact_words(folder: Folder, desk: Workspace) -> None:
    folder.sheet.write_text(given(QUOTE, more="    claimant: Ferry union\n"))
    assert desk.update().unanchored == ()
    assert QUOTE in quotes(desk)
    found = next(row.id for row in rows(desk) if row.quote == QUOTE)
    view = desk.claim(found)
    assert view.claim.span.of(desk.text(view.article.id).text) == QUOTE
    before = events(desk)
    desk.update()
    assert events(desk) == before


def test_quote_marks_dashes_and_white_space_may_differ(folder: Folder, desk: Workspace) -> None:
    folder.sheet.write_text(given("ended a   nine–day strike on Tuesday. The"))
    assert desk.update().unanchored == ()
    assert "ended a nine-day strike on Tuesday. The" in quotes(desk)


def test_a_claim_on_the_words_of_an_extracted_one_is_that_claim(folder: Folder, desk: Workspace) -> None:
    before = [row.id for row in rows(desk)]
    folder.sheet.write_text(given(desk.row(claim(desk, QUOTE)).quote))
    desk.update()
    assert [row.id for row in rows(desk)] == before


def test_a_quote_that_stands_nowhere_is_told_with_line_and_nearest_place(folder: Folder, desk: Workspace) -> None:
    folder.sheet.write_text(given("411 of its 480 members had voted"))
    (words,) = desk.update().unanchored
    assert "line 7" in words
    assert "nearest" in words
    assert QUOTE in words
    assert all("411" not in row.quote for row in rows(desk))


def test_a_quote_that_stands_twice_is_told(folder: Folder, desk: Workspace) -> None:
    folder.sheet.write_text(given("strike"))
    (words,) = desk.update().unanchored
    assert "times" in words


def test_an_article_that_is_not_here_is_told(folder: Folder, desk: Workspace) -> None:
    folder.sheet.write_text(given(QUOTE, "articles/absent.txt"))
    (words,) = desk.update().unanchored
    assert "absent.txt" in words


def test_a_claim_names_its_article_by_id_or_by_path(desk_folder: Folder) -> None:
    named = SHEET + "    id: ferry-1\n"
    for article in ("ferry-1", "articles/courier.txt"):
        desk_folder.sheet.write_text(named + f"claims:\n  - article: {article}\n    quote: {QUOTE}\n")
        with desk_folder.open() as workspace:
            assert workspace.update().unanchored == ()


def test_a_claim_that_left_the_project_file_is_withdrawn(folder: Folder, desk: Workspace) -> None:
    folder.sheet.write_text(given(QUOTE))
    desk.update()
    folder.sheet.write_text(SHEET)
    desk.update()
    assert QUOTE not in quotes(desk)
    folder.sheet.write_text(given(QUOTE))
    desk.update()
    assert QUOTE in quotes(desk)


def test_a_withdrawn_claim_that_was_judged_stays_listed(folder: Folder, desk: Workspace) -> None:
    folder.sheet.write_text(given(QUOTE))
    desk.update()
    found = next(row.id for row in rows(desk) if row.quote == QUOTE)
    desk.verdict(found, Value.SUPPORTED)
    folder.sheet.write_text(SHEET)
    desk.update()
    assert desk.row(found).value is Value.SUPPORTED
    assert found in {row.id for row in rows(desk)}
    desk.undo()
    assert found not in {row.id for row in rows(desk)}


def test_a_given_claim_follows_its_words_into_a_new_text(folder: Folder, desk: Workspace) -> None:
    folder.sheet.write_text(given(QUOTE))
    desk.update()
    found = next(row.id for row in rows(desk) if row.quote == QUOTE)
    folder.write("articles/courier.txt", "Corrected on Thursday.\n\n" + FERRY)
    assert desk.update().unanchored == ()
    now = [row for row in rows(desk) if row.quote == QUOTE]
    assert len(now) == 1
    assert now[0].id != found
    assert now[0].status is Status.OPEN


def test_undo_passes_over_what_the_project_file_gave(folder: Folder, desk: Workspace) -> None:
    judged = claim(desk, "27 cancelled")
    desk.verdict(judged, Value.SUPPORTED, copies=False)
    folder.sheet.write_text(given(QUOTE))
    desk.update()
    assert desk.undo().claims == (judged,)
    assert QUOTE in quotes(desk)
