"""Published fact-checks in a workspace: matched and shown, never listed or counted, the same from the log alone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from reviewer.cli import main
from reviewer.cli.plain import speech
from reviewer.model.comparison import PairWord
from reviewer.model.verdict import Value
from reviewer.tui.show.matches import Seen, match_lines
from reviewer.tui.signs import UNICODE
from reviewer.workspace import Workspace
from reviewer.workspace.files import verify_file
from tests.workspace.workspace_tools import WAGES, Folder, claim, events, rows

CLAIM = "The company will pay 3.2 million crowns in back wages."
SHOWN = "already checked: False, by Full Desk, on 2024-03-09, https://desk.example/wages"


def review(**changes: Any) -> dict[str, Any]:
    return {
        "@type": "ClaimReview",
        "claimReviewed": CLAIM,
        "url": "https://desk.example/wages",
        "datePublished": "2024-03-09",
        "author": {"name": "Full Desk"},
        "reviewRating": {"alternateName": "False"},
        **changes,
    }


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "checks.json"
    path.write_text(json.dumps([review(), {"@type": "ClaimReview"}]))
    return path


def test_a_check_of_what_a_claim_says_is_shown_with_it(desk: Workspace, file: Path) -> None:
    report = desk.import_file(file)
    assert (report.given, report.known) == (1, 0)
    assert [item.path for item in report.refused] == ["[1]"]
    (check,) = desk.claim(claim(desk, WAGES, "articles/radio.txt")).checked
    assert check.line == SHOWN
    assert check.quote == CLAIM


def test_importing_twice_brings_nothing_new(desk: Workspace, file: Path) -> None:
    desk.import_file(file)
    before = events(desk)
    report = desk.import_file(file)
    assert (report.given, report.known) == (0, 1)
    assert events(desk) == before


def test_a_check_is_no_article_no_claim_and_no_origin(desk: Workspace, file: Path) -> None:
    wages = claim(desk, WAGES, "articles/radio.txt")
    before = desk.claim(wages)
    listed, summary = rows(desk), desk.summary()
    articles, lineages = desk.articles(), desk.lineages()
    desk.import_file(file)
    after = desk.claim(wages)
    assert after.corroboration == before.corroboration
    assert [match.row.id for match in after.matches] == [match.row.id for match in before.matches]
    assert rows(desk) == listed
    assert desk.summary() == summary
    assert desk.articles() == articles
    assert desk.lineages() == lineages
    assert [each.number for each in desk.statistics().articles] == [each.number for each in articles]


def test_the_queue_never_hands_a_check_out(desk: Workspace, file: Path) -> None:
    desk.import_file(file)
    checked = desk.claim(claim(desk, WAGES, "articles/radio.txt")).checked[0].claim
    after: str | None = None
    for _ in range(len(rows(desk)) + 2):
        after = desk.next_claim(after)
        assert after != checked
    for row in rows(desk):
        desk.postpone(row.id)
    assert desk.next_claim() is None


def test_an_article_that_comes_later_is_compared_with_checks(folder: Folder, desk: Workspace, file: Path) -> None:
    desk.import_file(file)
    folder.write("articles/evening.txt", "Wages\n\nThe company will pay 3.2 million crowns in back wages, it said.\n")
    desk.update()
    (check,) = desk.claim(claim(desk, WAGES, "articles/evening.txt")).checked
    assert check.rating == "False"


def test_a_person_who_says_it_is_another_thing_sees_it_no_more(desk: Workspace, file: Path) -> None:
    desk.import_file(file)
    wages = claim(desk, WAGES, "articles/radio.txt")
    desk.decide(wages, desk.claim(wages).checked[0].claim, PairWord.OTHER_THING)
    assert desk.claim(wages).checked == ()


def test_a_check_that_counts_other_things_is_not_shown(desk: Workspace, tmp_path: Path, file: Path) -> None:
    path = tmp_path / "other.json"
    other = "The company will pay 3.2 million litres of oil in back wages."
    path.write_text(json.dumps(review(claimReviewed=other, url="https://desk.example/oil")))
    desk.import_file(path)
    shown = [check.quote for row in rows(desk) for check in desk.claim(row.id).checked]
    assert other not in shown


def test_a_changed_rating_takes_the_place_of_the_old_one(desk: Workspace, tmp_path: Path, file: Path) -> None:
    desk.import_file(file)
    newer = tmp_path / "newer.json"
    newer.write_text(json.dumps(review(reviewRating={"alternateName": "Mostly\u202e true"})))
    desk.import_file(newer)
    (check,) = desk.claim(claim(desk, WAGES, "articles/radio.txt")).checked
    assert check.rating == "Mostly\u202e true"


def test_the_log_alone_gives_the_same(folder: Folder, desk: Workspace, file: Path) -> None:
    desk.import_file(file)
    wages = claim(desk, WAGES, "articles/radio.txt")
    before, listed = desk.claim(wages), rows(desk)
    assert desk.verify().ok
    desk.rebuild()
    assert desk.claim(wages) == before
    assert rows(desk) == listed


def test_the_command_line_shows_what_was_checked_and_ends_with_partial(
    folder: Folder, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def run(*words: str) -> tuple[int, str]:
        return main(["-C", str(folder.path), *words]), capsys.readouterr().out

    code, said = run("import", str(file))
    assert code == 3
    assert "refused [1]" in said
    assert SHOWN in " ".join(run("show", "4.4")[1].split())
    assert SHOWN in " ".join(run("matches", "4.4")[1].split())
    listed = json.loads(run("matches", "4.4", "--json")[1])["matches"]
    assert [each["check"]["rating"] for each in listed if "check" in each] == ["False"]
    assert json.loads(run("show", "4.4", "--json")[1])["claim"]["checked"][0]["by"] == "Full Desk"


def test_the_panel_shows_it_first_and_nothing_hostile(desk: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "hostile.json"
    path.write_text(json.dumps(review(reviewRating={"alternateName": "Fal\u001b[31mse"})))
    desk.import_file(path)
    view = desk.claim(claim(desk, WAGES, "articles/radio.txt"))
    shown = [one.text for one in match_lines(view, Seen(0, UNICODE), 60)]
    assert shown[0].strip().startswith("already checked: Fal")
    assert "\x1b" not in "".join(shown)


def test_plain_mode_says_it(desk: Workspace, file: Path) -> None:
    desk.import_file(file)
    view = desk.claim(claim(desk, WAGES, "articles/radio.txt"))
    assert next(speech.matches(view)).startswith("Already checked: False, by Full Desk")


def exported(desk: Workspace, kind: str, path: Path) -> str:
    desk.export(kind, path, decided=False)
    return path.read_text("utf-8")


def test_an_export_holds_the_check_with_its_ground_and_is_proved(desk: Workspace, tmp_path: Path, file: Path) -> None:
    desk.import_file(file)
    wages = claim(desk, WAGES, "articles/radio.txt")
    desk.decide(wages, desk.claim(wages).checked[0].claim, PairWord.AGREES)
    out = tmp_path / "out.json"
    records = {each["claim"]: each for each in json.loads(exported(desk, "json", out))["claims"]}
    (check,) = records[wages]["checked"]
    words = {key: check[key] for key in ("line", "quote", "rating", "by", "date", "url", "same")}
    assert words == {
        "line": SHOWN,
        "quote": CLAIM,
        "rating": "False",
        "by": "Full Desk",
        "date": "2024-03-09",
        "url": "https://desk.example/wages",
        "same": True,
    }
    assert check["decided"]["word"] == "agrees"
    assert {"score", "outcome", "slots"} <= check.keys()
    imported = desk.desk.db.event(check["imported"]["event"])
    assert imported is not None
    assert (imported.type, imported.data["source"]) == ("given", "import")
    assert "checked" in records[wages]["made_by"]["machine"]
    assert check["claim"] not in records
    report = verify_file(out)
    assert report.ok
    assert any(finding.what == "published fact-checks" for finding in report.findings)


def test_every_dress_of_an_export_holds_the_check(desk: Workspace, tmp_path: Path, file: Path) -> None:
    desk.import_file(file)
    for kind in ("yaml", "jsonl", "csv"):
        assert SHOWN in exported(desk, kind, tmp_path / f"out.{kind}")
    desk.verdict(claim(desk, WAGES, "articles/radio.txt"), Value.REFUTED)
    desk.export_bundle(tmp_path / "bundle")
    assert "Full Desk" in (tmp_path / "bundle" / "index.html").read_text("utf-8")
    report = verify_file(tmp_path / "bundle")
    assert report.ok
    found = json.loads((tmp_path / "bundle" / "claims.json").read_text())
    forged = next(record for record in found["claims"] if "checked" in record)
    forged["checked"][0]["rating"] = "True"
    (tmp_path / "bundle" / "claims.json").write_text(json.dumps(found))
    words = [finding.words for finding in verify_file(tmp_path / "bundle").findings if finding.ok is False]
    assert any("not, word for word, the fact-check that was imported" in each for each in words)


def test_what_a_person_called_another_thing_stands_in_no_export(desk: Workspace, tmp_path: Path, file: Path) -> None:
    desk.import_file(file)
    wages = claim(desk, WAGES, "articles/radio.txt")
    for row in rows(desk):
        for check in desk.claim(row.id).checked:
            desk.decide(row.id, check.claim, PairWord.OTHER_THING)
    assert desk.claim(wages).checked == ()
    assert "Full Desk" not in exported(desk, "yaml", tmp_path / "out.yaml")


def test_a_check_whose_record_was_erased_is_said_to_be(desk: Workspace, tmp_path: Path, file: Path) -> None:
    desk.import_file(file)
    wages = claim(desk, WAGES, "articles/radio.txt")
    entry = desk.desk.db.corpus.entry(desk.claim(wages).checked[0].claim)
    assert entry is not None
    record = desk.desk.db.corpus.version(entry.claim.version)
    assert record is not None
    desk.desk.db.forget([record.raw_sha256])
    out = tmp_path / "out.json"
    found = [
        check for record in json.loads(exported(desk, "json", out))["claims"] for check in record.get("checked", ())
    ]
    assert found
    assert all(check["absent"] == {"rating": "erased"} and "rating" not in check for check in found)
    assert verify_file(out).ok
