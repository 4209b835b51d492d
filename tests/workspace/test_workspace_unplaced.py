"""Given claims that stand nowhere wait for a person: taken by hand where they nearly stand, or dropped."""

from __future__ import annotations

import csv
import io
import json

import pytest

from reviewer.errors import NotFound, UsageError
from reviewer.model.verdict import Value
from reviewer.workspace import Workspace
from reviewer.workspace.erasing import Targets
from tests.workspace.workspace_tools import FERRY, SHEET, Folder, events, quotes, rows

WRONG = "411 of its 480 members had voted"
RIGHT = "412 of its 480 members had voted"


def brought(folder: Folder, desk: Workspace, *quotes_: str) -> None:
    lines = [json.dumps({"article": "articles/courier.txt", "quote": quote, "text": "In short."}) for quote in quotes_]
    desk.import_file(folder.write("given.jsonl", '{"format": "reviewer.given/1"}\n' + "\n".join(lines) + "\n"))


def test_an_imported_one_is_listed_with_its_nearest_place_and_the_differing_words(
    folder: Folder, desk: Workspace
) -> None:
    brought(folder, desk, WRONG, RIGHT)
    (item,) = desk.unplaced()
    assert (item.number, item.quote, item.source, item.text) == (1, WRONG, "given.jsonl, line 2", "In short.")
    assert item.there == RIGHT
    assert item.place is not None
    assert item.place.of(FERRY) == RIGHT
    assert item.differing == (("411", "412"),)
    assert item.words == "“411” stands there as “412”"
    brought(folder, desk, WRONG)
    assert len(desk.unplaced()) == 1


def test_taking_it_adds_the_words_that_stand_there_by_hand(folder: Folder, desk: Workspace) -> None:
    brought(folder, desk, WRONG)
    done = desk.settle("1", take=True)
    assert RIGHT in quotes(desk)
    assert RIGHT in done.what
    (event,) = (desk.desk.db.event(hash_) for hash_ in done.events)
    assert event is not None
    assert event.data["source"] == "hand"
    assert desk.desk.db.record(event.data["words"]) == {"quote": RIGHT, "text": "", "claimant": "", "id": ""}
    assert desk.unplaced() == ()
    desk.undo()
    assert RIGHT not in quotes(desk)


def test_dropping_it_records_nothing_and_asks_no_more(folder: Folder, desk: Workspace) -> None:
    folder.sheet.write_text(SHEET + f"claims:\n  - article: articles/courier.txt\n    quote: {WRONG}\n")
    assert len(desk.update().unanchored) == 1
    (item,) = desk.unplaced()
    assert item.source == "project file, line 7"
    before = events(desk)
    desk.settle(item.key, take=False)
    assert events(desk) == before
    assert desk.unplaced() == ()
    assert desk.update().unanchored == ()


def test_the_list_of_the_project_file_follows_it_and_that_of_imports_stays(folder: Folder, desk: Workspace) -> None:
    brought(folder, desk, "nothing of the kind was ever said by any of them")
    folder.sheet.write_text(SHEET + f"claims:\n  - article: articles/courier.txt\n    quote: {WRONG}\n")
    desk.update()
    assert [item.quote for item in desk.unplaced()][1:] == [WRONG]
    folder.sheet.write_text(SHEET)
    desk.update()
    (item,) = desk.unplaced()
    assert (item.place, item.there) == (None, "")
    assert "nor anything much like it" in item.words
    with pytest.raises(UsageError, match="no place to take"):
        desk.settle("1", take=True)
    desk.rebuild()
    assert len(desk.unplaced()) == 1


def test_words_that_stand_there_by_now_can_be_taken_as_they_are(folder: Folder, desk: Workspace) -> None:
    brought(folder, desk, WRONG)
    folder.write("articles/courier.txt", FERRY.replace("412 of its", "411 of its"))
    desk.update()
    (item,) = desk.unplaced()
    assert (item.there, item.words) == (WRONG, "it stands there now")
    desk.settle("1", take=True)
    assert WRONG in quotes(desk)


def test_numbers_stay_while_others_are_settled(folder: Folder, desk: Workspace) -> None:
    brought(folder, desk, WRONG, WRONG + " for", WRONG + " for the")
    desk.settle("1", take=False)
    assert [item.number for item in desk.unplaced()] == [2, 3]
    desk.settle("3", take=False)
    assert [item.quote for item in desk.unplaced()] == [WRONG + " for"]


def test_what_is_not_in_the_list_is_not_found(desk: Workspace) -> None:
    for ref in ("1", "0", "x", "", "9999999999", "²"):
        with pytest.raises(NotFound):
            desk.settle(ref, take=False)


def test_erasing_an_article_forgets_what_was_given_for_it(folder: Folder, desk: Workspace) -> None:
    brought(folder, desk, "411 of its 480 zzqx members had voted for the offer")
    assert len(desk.unplaced()) == 1
    desk.erase(Targets(articles=("articles/courier.txt",)))
    assert desk.unplaced() == ()
    (folder.path / "given.jsonl").unlink()
    left = [path for path in (folder.path / "db").rglob("*") if path.is_file() and b"zzqx" in path.read_bytes()]
    assert left == []


def test_a_restatement_goes_out_as_the_other_programs_words_and_never_as_a_quote(
    folder: Folder, desk: Workspace
) -> None:
    brought(folder, desk, RIGHT)
    (given,) = (row.id for row in rows(desk) if row.quote == RIGHT)
    desk.verdict(given, Value.SUPPORTED, copies=False)
    (record,) = json.loads(desk.export("json", None).text)["claims"]
    assert (record["text"], record["quote"]) == ("In short.", RIGHT)
    assert "text" in record["made_by"]["program"]
    assert "quote" in record["made_by"]["article"]
    table = list(csv.DictReader(io.StringIO(desk.export("csv", None).text.lstrip("\ufeff"))))
    assert [row["quote"] for row in table if row["text"] == "In short."] == [RIGHT]
    assert all("In short." not in row["quote"] for row in table)
