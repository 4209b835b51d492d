"""Taking in: what is read, what is skipped, what an article is known by, and who tells what about it."""

from __future__ import annotations

import pytest

from reviewer.errors import SheetError, UsageError
from reviewer.model.article import Origin
from reviewer.model.span import Span
from reviewer.model.verdict import Status, Value
from reviewer.workspace import Workspace
from tests.workspace.workspace_tools import FERRY, RADIO, SHEET, UNION, WAGES, Folder, claim, events, quotes, rows


def test_every_file_that_the_project_file_names_becomes_an_article(desk_folder: Folder) -> None:
    with desk_folder.open() as workspace:
        report = workspace.update()
        assert (report.read, report.added, report.unchanged) == (4, 4, 0)
        assert [view.key for view in workspace.articles()] == [
            f"articles/{name}.txt" for name in ("courier", "gazette", "late", "radio")
        ]
        assert report.claims == len(rows(workspace)) > 20
        assert report.skipped == ()


def test_unchanged_files_are_skipped_and_leave_no_event(desk: Workspace) -> None:
    before = events(desk)
    report = desk.update()
    assert (report.read, report.unchanged, report.added, report.changed, report.left) == (4, 4, 0, 0, 0)
    assert events(desk) == before


def test_a_changed_file_is_a_new_text_of_the_same_article(folder: Folder, desk: Workspace) -> None:
    before = desk.article("articles/radio.txt")
    folder.write("articles/radio.txt", RADIO.replace("Fewer than 20,000", "Fewer than 30,000"))
    report = desk.update()
    after = desk.article("articles/radio.txt")
    assert (report.changed, report.added, report.unchanged) == (1, 0, 3)
    assert (after.id, after.number) == (before.id, before.number)
    assert after.version != before.version
    assert any("30,000" in quote for quote in quotes(desk, "articles/radio.txt"))
    assert not any("20,000" in quote for quote in quotes(desk, "articles/radio.txt"))


def test_a_verdict_on_the_old_text_is_kept_and_marked(folder: Folder, desk: Workspace) -> None:
    judged = claim(desk, "20,000", "articles/radio.txt")
    desk.verdict(judged, Value.REFUTED)
    folder.write("articles/radio.txt", RADIO.replace("Fewer than 20,000", "Fewer than 30,000"))
    desk.update()
    row = desk.row(judged)
    assert (row.value, row.status) == (Value.REFUTED, Status.DECIDED)
    assert "changed" in row.needs_look
    assert desk.claim(judged).claim.quote.startswith("Fewer than 20,000")
    assert desk.row(claim(desk, "30,000", "articles/radio.txt")).value is None
    assert judged in {each.id for each in rows(desk)}


def test_a_verdict_goes_along_with_the_same_words_of_a_new_text(folder: Folder, desk: Workspace) -> None:
    judged = claim(desk, WAGES, "articles/radio.txt")
    desk.verdict(judged, Value.SUPPORTED)
    folder.write("articles/radio.txt", RADIO.replace("Fewer than 20,000", "Fewer than 30,000"))
    desk.update()
    now = desk.row(claim(desk, WAGES, "articles/radio.txt"))
    assert (now.value, now.needs_look) == (Value.SUPPORTED, "")
    assert judged not in {row.id for row in rows(desk)}


def test_marks_of_the_old_text_are_not_painted_into_the_new_one(folder: Folder, desk: Workspace) -> None:
    desk.verdict(claim(desk, WAGES, "articles/radio.txt"), Value.SUPPORTED)
    folder.write("articles/radio.txt", "Note added later.\n\n" + RADIO)
    desk.update()
    shown = desk.text(desk.article("articles/radio.txt").id)
    for mark in shown.marks:
        assert mark.span.of(shown.text) == desk.row(mark.id).quote


def test_undoing_a_verdict_on_the_old_text_lists_the_claim_no_more(folder: Folder, desk: Workspace) -> None:
    judged = claim(desk, "20,000", "articles/radio.txt")
    desk.verdict(judged, Value.REFUTED)
    folder.write("articles/radio.txt", RADIO.replace("Fewer than 20,000", "Fewer than 30,000"))
    desk.update()
    desk.undo()
    assert judged not in {row.id for row in rows(desk)}
    desk.redo()
    assert judged in {row.id for row in rows(desk)}
    assert "changed" in desk.row(judged).needs_look
    assert desk.verify().ok


def test_undoing_a_revision_on_the_old_text_lists_its_claim_no_more(folder: Folder, desk: Workspace) -> None:
    old = claim(desk, "20,000", "articles/radio.txt")
    place = desk.claim(old).claim.span
    (new,) = desk.revise([old], [[Span(place.start, place.end - 10)]]).claims
    folder.write("articles/radio.txt", RADIO.replace("Fewer than 20,000", "Fewer than 30,000"))
    desk.update()
    assert new in {row.id for row in rows(desk)}
    assert "changed" in desk.row(new).needs_look
    desk.undo()
    assert new not in {row.id for row in rows(desk)}


def test_a_text_that_comes_back_is_the_old_version_again(folder: Folder, desk: Workspace) -> None:
    judged = claim(desk, "20,000", "articles/radio.txt")
    desk.verdict(judged, Value.REFUTED)
    folder.write("articles/radio.txt", RADIO.replace("Fewer than 20,000", "Fewer than 30,000"))
    desk.update()
    folder.write("articles/radio.txt", RADIO)
    desk.update()
    assert desk.row(judged).needs_look == ""
    assert len(rows(desk)) == len({row.id for row in rows(desk)})
    assert claim(desk, "20,000", "articles/radio.txt") == judged


def test_a_file_that_left_is_marked_and_forgotten_by_nobody(folder: Folder, desk: Workspace) -> None:
    judged = claim(desk, WAGES, "articles/radio.txt")
    desk.verdict(judged, Value.SUPPORTED)
    folder.remove("articles/radio.txt")
    report = desk.update()
    assert report.left == 1
    assert not desk.article("articles/radio.txt").in_project
    assert desk.row(judged).value is Value.SUPPORTED
    before = events(desk)
    assert desk.update().left == 0
    assert events(desk) == before


def test_a_file_that_comes_back_stands_in_the_project_again(folder: Folder, desk: Workspace) -> None:
    folder.remove("articles/radio.txt")
    desk.update()
    folder.write("articles/radio.txt", RADIO)
    desk.update()
    assert desk.article("articles/radio.txt").in_project


def test_a_file_that_cannot_be_read_any_more_has_not_left_the_project(folder: Folder, desk: Workspace) -> None:
    folder.write("articles/radio.txt", b"\x00\x01\x02\x03" * 400)
    report = desk.update()
    assert [skipped.path for skipped in report.skipped] == ["articles/radio.txt"]
    assert report.left == 0
    assert desk.article("articles/radio.txt").in_project
    assert any("20,000" in quote for quote in quotes(desk, "articles/radio.txt"))


def test_a_single_entry_whose_file_is_gone_is_told_and_has_not_left(folder: Folder, desk: Workspace) -> None:
    folder.remove("articles/courier.txt")
    report = desk.update()
    assert [skipped.path for skipped in report.skipped] == ["articles/courier.txt"]
    assert report.left == 0
    assert desk.article("articles/courier.txt").in_project


def test_the_same_text_at_two_outlets_is_two_articles(desk: Workspace) -> None:
    one, other = desk.article("articles/courier.txt"), desk.article("articles/gazette.txt")
    assert one.id != other.id
    assert desk.text(one.id).text == desk.text(other.id).text
    assert claim(desk, UNION) != claim(desk, UNION, "articles/gazette.txt")
    assert desk.lineages(one.id)


def test_what_the_entry_tells_wins_over_what_the_pattern_tells(desk_folder: Folder) -> None:
    sheet = SHEET.replace("articles/*.txt", "articles/*.txt\n    publisher: Wire Desk\n    byline: The Desk")
    desk_folder.sheet.write_text(sheet)
    with desk_folder.open() as workspace:
        workspace.update()
        courier = workspace.article("articles/courier.txt").metadata
        assert (courier.publisher, courier.byline) == ("Ellan Courier", "The Desk")
        assert workspace.article("articles/radio.txt").metadata.publisher == "Wire Desk"


def test_the_project_file_wins_over_what_the_article_tells(desk_folder: Folder) -> None:
    desk_folder.sheet.write_text(SHEET + "    byline: A. Vell\n")
    with desk_folder.open() as workspace:
        workspace.update()
        metadata = workspace.article("articles/courier.txt").metadata
        assert (metadata.byline, metadata.origins["byline"]) == ("A. Vell", Origin.SHEET)
        assert workspace.article("articles/gazette.txt").metadata.byline == "Anna Vell"


def test_an_item_that_the_project_file_drops_is_what_the_article_tells_again(desk_folder: Folder) -> None:
    desk_folder.sheet.write_text(SHEET + "    byline: A. Vell\n")
    with desk_folder.open() as workspace:
        workspace.update()
        desk_folder.sheet.write_text(SHEET.replace("    publisher: Ellan Courier\n", ""))
        report = workspace.update()
        metadata = workspace.article("articles/courier.txt").metadata
        assert report.changed == 1
        assert metadata.byline == "Anna Vell"
        assert metadata.publisher is None
        assert metadata.date == "2024-03-06"


def test_the_project_file_wins_over_the_command_line(folder: Folder, desk: Workspace) -> None:
    desk.add([folder.path / "articles/courier.txt"], metadata={"publisher": "Somebody", "byline": "Somebody Else"})
    metadata = desk.article("articles/courier.txt").metadata
    assert (metadata.publisher, metadata.byline) == ("Ellan Courier", "Somebody Else")
    assert metadata.origins["byline"] is Origin.COMMAND
    desk.update()
    assert desk.article("articles/courier.txt").metadata == metadata


def test_an_article_added_by_hand_still_leaves_with_the_project_file(folder: Folder, desk: Workspace) -> None:
    desk.add([folder.path / "articles/radio.txt"], metadata={"publisher": "Radio Sund"})
    folder.remove("articles/radio.txt")
    assert desk.update().left == 1
    assert desk.article("articles/radio.txt").metadata.publisher == "Radio Sund"


def test_what_the_command_line_told_outlives_a_change_of_the_text(folder: Folder, desk: Workspace) -> None:
    desk.add([folder.path / "articles/radio.txt"], metadata={"publisher": "Radio Sund"})
    folder.write("articles/radio.txt", RADIO + "\nThe ferries sail again on Thursday.\n")
    desk.update()
    assert desk.article("articles/radio.txt").metadata.publisher == "Radio Sund"


def test_a_date_that_a_person_set_wins_over_the_project_file_and_outlives_it(folder: Folder, desk: Workspace) -> None:
    courier = desk.article("articles/courier.txt").id
    desk.set_date(courier, "2024-03-07")
    assert desk.article(courier).metadata.date == "2024-03-07"
    folder.sheet.write_text(SHEET.replace("2024-03-06", "2024-03-08"))
    desk.update()
    assert desk.article(courier).metadata.date == "2024-03-07"
    folder.write("articles/courier.txt", FERRY + "\nThe ferries sail again on Thursday.\n")
    desk.update()
    metadata = desk.article(courier).metadata
    assert (metadata.date, metadata.origins["date"]) == ("2024-03-07", Origin.PERSON)


def test_an_id_in_the_project_file_is_the_articles_key(desk_folder: Folder) -> None:
    desk_folder.sheet.write_text(SHEET + "    id: ferry-1\n")
    with desk_folder.open() as workspace:
        workspace.update()
        assert workspace.article("ferry-1").key == "ferry-1"
        assert len(workspace.articles()) == 4


def test_an_id_given_later_names_the_same_article(folder: Folder, desk: Workspace) -> None:
    before = desk.article("articles/courier.txt")
    folder.sheet.write_text(SHEET + "    id: ferry-1\n")
    desk.update()
    assert len(desk.articles()) == 4
    assert desk.article("ferry-1").id == before.id
    assert desk.article("articles/courier.txt").id == before.id


def test_a_table_gives_an_article_a_row(desk_folder: Folder) -> None:
    desk_folder.write(
        "ticker.csv",
        "id,outlet,day,head,body\n"
        't1,Sund Ticker,2024-03-06,Sailings resume,"The Ellan ferries sailed again on Wednesday. 14 boats left."\n'
        't2,Sund Ticker,2024-03-07,Fares rise,"Fares rise by 4% in May, the harbour office said."\n',
    )
    desk_folder.sheet.write_text(
        "articles:\n  - table: ticker.csv\n    id: id\n    publisher: outlet\n    published: day\n"
        "    title: head\n    text: body\n"
    )
    with desk_folder.open() as workspace:
        assert workspace.update().added == 2
        row = workspace.article("t2")
        assert (row.metadata.publisher, row.metadata.date, row.title) == ("Sund Ticker", "2024-03-07", "Fares rise")
        assert workspace.update().unchanged == 2


def test_a_row_that_left_a_table_is_marked_and_a_table_that_cannot_be_read_marks_none(desk_folder: Folder) -> None:
    head = "id,body\n"
    rows_ = ["t1,The ferries sailed again on Wednesday.\n", "t2,Fares rise by 4% in May.\n"]
    desk_folder.write("ticker.csv", head + "".join(rows_))
    desk_folder.sheet.write_text("articles:\n  - table: ticker.csv\n    id: id\n    text: body\n")
    with desk_folder.open() as workspace:
        workspace.update()
        desk_folder.write("ticker.csv", head + rows_[0])
        assert workspace.update().left == 1
        desk_folder.remove("ticker.csv")
        report = workspace.update()
        assert report.left == 0
        assert [skipped.path for skipped in report.skipped] == ["ticker.csv"]
        assert workspace.article("t1").in_project


def test_standard_input_is_known_by_its_url_else_by_its_bytes(desk: Workspace) -> None:
    text = b"The Ellan ferries carried 9,000 cars in May, the company said."
    known = {"publisher": "Sund Ticker", "url": "https://ticker.example/9", "date": "2024-06-01", "title": "Cars"}
    assert desk.add([], stdin=text, metadata=known).added == 1
    assert desk.add([], stdin=text, metadata=known).unchanged == 1
    view = desk.article("https://ticker.example/9")
    assert (view.metadata.publisher, view.metadata.date, view.title) == ("Sund Ticker", "2024-06-01", "Cars")
    assert desk.add([], stdin=text).added == 1
    assert len(desk.articles()) == 6


def test_what_was_added_by_hand_stays_when_the_project_file_is_taken_up(desk: Workspace) -> None:
    desk.add([], stdin=b"The Ellan ferries carried 9,000 cars in May.", metadata={"url": "https://t.example/9"})
    assert desk.update().left == 0
    assert desk.article("https://t.example/9").in_project


def test_a_folder_is_added_file_by_file(folder: Folder, desk: Workspace) -> None:
    folder.write("more/one.md", "# Fares\n\nFares rise by 4% in May.\n")
    folder.write("more/two.txt", "Fares rose by 3% last May.\n")
    folder.write("more/picture.png", b"\x89PNG")
    assert desk.add([folder.path / "more"]).added == 2


@pytest.mark.parametrize(
    ("metadata", "words"),
    [
        ({"colour": "red"}, "no such item"),
        ({"date": "yesterday"}, "not a date"),
        ({"date": "2024-02-30"}, "not a date"),
    ],
)
def test_metadata_that_makes_no_sense_is_refused(desk: Workspace, metadata: dict[str, str], words: str) -> None:
    with pytest.raises(UsageError, match=words):
        desk.add([], stdin=b"Fares rise by 4% in May.", metadata=metadata)
    assert len(desk.articles()) == 4


def test_one_url_does_not_name_several_files(folder: Folder, desk: Workspace) -> None:
    with pytest.raises(UsageError, match="several files"):
        desk.add([folder.path / "articles"], metadata={"url": "https://a.example/1"})


def test_a_broken_project_file_changes_nothing(folder: Folder, desk: Workspace) -> None:
    before = events(desk)
    folder.sheet.write_text("articles:\n  - glob: [")
    with pytest.raises(SheetError):
        desk.update()
    assert events(desk) == before
    assert len(desk.articles()) == 4


def test_a_newer_extractor_reads_every_text_again_once(desk: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.add([], stdin=b"The Ellan ferries carried 9,000 cars in May.", metadata={"url": "https://t.example/9"})
    newer_extractor(monkeypatch)
    desk.update()
    for view in desk.articles():
        assert len(quotes(desk, view.key)) == 1
    before = events(desk)
    desk.update()
    assert events(desk) == before


def test_a_newer_extractor_that_finds_the_same_is_asked_once(desk: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = newer_extractor(monkeypatch, same=True)
    listed = [row.id for row in rows(desk)]
    desk.update()
    assert len(asked) == 4
    desk.update()
    assert len(asked) == 4
    assert [row.id for row in rows(desk)] == listed


def test_a_judged_claim_that_a_newer_extractor_does_not_cut_stays_listed(
    desk: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    judged = claim(desk, UNION)
    desk.verdict(judged, Value.SUPPORTED, copies=False)
    newer_extractor(monkeypatch)
    desk.update()
    assert desk.row(judged).value is Value.SUPPORTED
    assert judged in {row.id for row in rows(desk)}
    desk.undo()
    assert judged not in {row.id for row in rows(desk)}


def newer_extractor(monkeypatch: pytest.MonkeyPatch, *, same: bool = False) -> list[str]:
    """Makes the program's extractor the next one: it finds the same, or the first claim of each text only."""
    from reviewer import extract
    from reviewer.model.claim import Extraction
    from reviewer.workspace import indexing, taking, updating

    asked: list[str] = []

    def newer(text: str, blocks: object, language: str | None = "en") -> Extraction:
        asked.append(text)
        found = extract.extract(text, blocks, language)
        return found if same else Extraction(found.blocks, found.cuts[:1])

    for module in (taking, indexing, updating):
        monkeypatch.setattr(module, "EXTRACTOR_VERSION", extract.EXTRACTOR_VERSION + 1)
    monkeypatch.setattr(taking, "extract", newer)
    return asked
