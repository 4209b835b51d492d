"""Out and in: what an export holds, what an import takes, and what a check of either notices."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reviewer.errors import ExportError, InputError, NotAllowed, UsageError
from reviewer.model.verdict import Evidence, EvidenceKind, Stance, Status, Value
from reviewer.workspace import Workspace
from reviewer.workspace.files import verify_file
from tests.workspace.workspace_tools import SAILINGS, STORM, UNION, WAGES, Folder, claim, events, new_folder, rows

RADIO = "articles/radio.txt"
KINDS = ("yaml", "json", "jsonl", "csv")


@pytest.fixture
def judged(desk: Workspace) -> Workspace:
    """Two claims judged by Ada, one of them with its copy."""
    link = Evidence(EvidenceKind.URL, Stance.SUPPORTS, url="https://harbour.example/log")
    desk.verdict(
        claim(desk, STORM, RADIO), Value.SUPPORTED, rationale="harbour log", private="ask Tom", evidence=[link]
    )
    desk.verdict(claim(desk, UNION), Value.REFUTED, rationale="count of 4 March")
    return desk


@pytest.fixture
def elsewhere(tmp_path: Path) -> Folder:
    """The same project on another machine, brought up to date by Bo: another log, founded there."""
    folder = new_folder(tmp_path / "elsewhere")
    with folder.open("Bo") as workspace:
        workspace.update()
    return folder


# ---- out


@pytest.mark.parametrize("kind", KINDS)
def test_an_export_is_written_whole_and_can_be_checked(judged: Workspace, tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"out.{kind}"
    report = judged.export(kind, path)
    assert path.read_bytes().decode("utf-8") == report.text
    assert report.records == (len(rows(judged)) if kind == "csv" else 3)
    if kind != "csv":
        found = verify_file(path, judged)
        assert found.ok, [finding.words for finding in found.findings if not finding.ok]


def test_decided_claims_go_out_or_all_as_asked(judged: Workspace) -> None:
    whole = len(rows(judged))
    assert judged.export("jsonl", None, decided=False).records == whole
    report = judged.export("jsonl", None, decided=True)
    assert report.records == 3
    assert sum(report.omitted.values()) == whole - 3
    assert judged.export("csv", None, decided=True).records == 3


def test_names_and_private_notes_go_out_only_when_asked_for(judged: Workspace) -> None:
    for kind in KINDS:
        plain = judged.export(kind, None).text
        assert "Ada" not in plain
        assert "ask Tom" not in plain
        assert "Ada" in judged.export(kind, None, names=True).text
        assert "ask Tom" in judged.export(kind, None, private=True).text
    for kind in ("jsonl", "csv"):
        assert "Ada" not in judged.export_log(kind, None).text
        assert "Ada" in judged.export_log(kind, None, names=True).text


def test_an_export_is_never_written_over_the_project_file(folder: Folder, judged: Workspace) -> None:
    before, count = folder.sheet.read_bytes(), events(judged)
    for path in (folder.sheet, folder.path / "articles" / ".." / "claims.yaml", folder.path / "db" / "reviewer.db"):
        with pytest.raises(ExportError):
            judged.export("yaml", path)
    assert folder.sheet.read_bytes() == before
    assert events(judged) == count


def test_a_place_that_cannot_be_written_records_no_export(folder: Folder, judged: Workspace) -> None:
    before = events(judged)
    for path in (folder.path / "absent" / "out.yaml", folder.path / "articles"):
        with pytest.raises(ExportError):
            judged.export("yaml", path)
    with pytest.raises(UsageError, match="no such kind"):
        judged.export("xml", None)
    assert events(judged) == before


def test_what_stood_at_the_place_of_an_export_is_replaced_whole(judged: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "out.yaml"
    path.write_text("older")
    judged.export("yaml", path)
    assert path.read_text(encoding="utf-8").startswith("format: ")
    assert [other.name for other in tmp_path.glob("*out*")] == ["out.yaml"]


def test_words_of_an_open_blind_round_go_out_to_nobody(folder: Folder, desk: Workspace) -> None:
    folder.rules("reviews: 2\nblind: true\n")
    desk.update()
    desk.verdict(claim(desk, STORM, RADIO), Value.REFUTED, rationale="sealed words", private="sealed note")
    for kind in KINDS:
        text = desk.export(kind, None, decided=False, names=True, private=True).text
        assert "sealed words" not in text
        assert "sealed note" not in text
    for kind in ("jsonl", "csv"):
        text = desk.export_log(kind, None, names=True, private=True).text
        assert "sealed words" not in text


def test_an_undone_verdict_goes_out_no_more(judged: Workspace) -> None:
    judged.undo()
    records = [json.loads(line) for line in judged.export("jsonl", None).text.splitlines()]
    assert [record["quote"] for record in records if "quote" in record] == [
        judged.row(claim(judged, STORM, RADIO)).quote
    ]


def test_a_check_with_the_workspace_tells_what_came_since(judged: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "out.yaml"
    judged.export("yaml", path)
    judged.undo()
    found = verify_file(path, judged)
    assert found.ok
    assert any("stand no more" in finding.words for finding in found.findings)


def test_a_check_against_another_workspace_cannot_tell(judged: Workspace, elsewhere: Folder, tmp_path: Path) -> None:
    path = tmp_path / "out.yaml"
    judged.export("yaml", path)
    with elsewhere.open("Bo") as other:
        assert verify_file(path, other).ok is None


# ---- in


def test_a_file_of_this_workspace_brings_nothing_new(judged: Workspace, tmp_path: Path) -> None:
    for kind in KINDS:
        judged.export(kind, tmp_path / f"out.{kind}")
    judged.export_log("jsonl", tmp_path / "log.jsonl")
    before = events(judged)
    for name in ("out.yaml", "out.json", "out.jsonl", "out.csv", "log.jsonl"):
        report = judged.import_file(tmp_path / name)
        assert (report.events, report.stated, report.given, report.refused) == (0, 0, 0, ()), name
    assert events(judged) == before


@pytest.mark.parametrize("kind", ["yaml", "json", "jsonl"])
def test_a_file_of_another_project_states_its_verdicts(judged: Workspace, elsewhere: Folder, kind: str) -> None:
    path = elsewhere.path / f"in.{kind}"
    judged.export(kind, path, names=True)
    with elsewhere.open("Bo") as other:
        report = other.import_file(path)
        assert (report.stated, report.refused) == (3, ())
        assert any("does not count here" in warning for warning in report.warnings)
        view = other.claim(claim(other, STORM, RADIO))
        (said,) = view.verdicts
        assert (said.value, said.stated_by, said.rationale) == (Value.SUPPORTED, "Ada", "harbour log")
        assert said.evidence[0].url == "https://harbour.example/log"
        assert view.row.status is Status.OPEN
        assert other.import_file(path).stated == 0
        assert other.verify().ok


def test_a_whole_log_that_an_owner_lets_in_counts(judged: Workspace, elsewhere: Folder) -> None:
    path = elsewhere.path / "log.jsonl"
    judged.export_log("jsonl", path, names=True, private=True)
    with elsewhere.open("Bo") as other:
        assert other.import_file(path).warnings
        assert other.row(claim(other, STORM, RADIO)).status is Status.OPEN
        report = other.import_file(path, join=True)
        assert report.warnings == ()
        for words, article in ((STORM, RADIO), (UNION, "articles/courier.txt"), (UNION, "articles/gazette.txt")):
            found = claim(other, words, article)
            assert other.row(found).status is Status.DECIDED
            assert other.row(found).value is judged.row(found).value
            assert [said.person for said in other.claim(found).verdicts] == ["Ada"]
        assert other.verify().ok


def test_somebody_whose_name_comes_in_can_still_open_the_workspace(judged: Workspace, elsewhere: Folder) -> None:
    path = elsewhere.path / "log.jsonl"
    judged.export_log("jsonl", path, names=True)
    with elsewhere.open("Ada") as same_name:
        mine = same_name.desk.actor
    with elsewhere.open("Bo") as other:
        other.import_file(path, join=True)
    with elsewhere.open("Ada") as same_name:
        assert same_name.desk.actor == mine


def test_only_an_owner_lets_a_log_in(judged: Workspace, elsewhere: Folder) -> None:
    path = elsewhere.path / "log.jsonl"
    judged.export_log("jsonl", path)
    with elsewhere.open("Cy") as other:
        before = events(other)
        with pytest.raises(NotAllowed, match="owner"):
            other.import_file(path, join=True)
        assert events(other) == before


def test_an_edited_verdict_is_stated_and_counts_for_nobody(judged: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "out.yaml"
    judged.export("yaml", path, names=True)
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("value: supported", "value: refuted"), encoding="utf-8")
    assert verify_file(path).ok is False
    found = claim(judged, STORM, RADIO)
    assert judged.import_file(path).stated == 1
    assert judged.row(found).value is Value.SUPPORTED
    assert {(said.value, said.stated_by) for said in judged.claim(found).verdicts} == {
        (Value.SUPPORTED, ""),
        (Value.REFUTED, "Ada"),
    }


def test_verdicts_written_into_a_table_are_stated(desk: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    desk.export("csv", path)
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    head = lines[0].split(",")
    assert "verdict" in head
    import csv

    with path.open(encoding="utf-8-sig", newline="") as file:
        table = list(csv.DictReader(file))
    for row in table:
        row["verdict"] = "supported" if "storm" in row["quote"] else ""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, head)
        writer.writeheader()
        writer.writerows(table)
    assert desk.import_file(path).stated == 1
    (said,) = desk.claim(claim(desk, STORM, RADIO)).verdicts
    assert said.stated_by
    assert desk.import_file(path).stated == 0


def test_rules_that_want_evidence_stop_no_import(judged: Workspace, elsewhere: Folder) -> None:
    path = elsewhere.path / "in.yaml"
    judged.export("yaml", path, names=True)
    elsewhere.rules("require_evidence: true\n")
    with elsewhere.open("Bo") as other:
        other.update()
        assert other.import_file(path).stated == 3


def test_claims_of_another_program_anchor_or_are_refused(desk: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "given.jsonl"
    entries = [
        {"id": "a", "article": RADIO, "quote": "closed the harbour of Sund"},
        {"id": "b", "article": RADIO, "quote": "closed the harbour of Tarn"},
        {"id": "c", "article": "articles/absent.txt", "quote": "closed"},
    ]
    path.write_text("".join(json.dumps(entry) + "\n" for entry in [{"format": "reviewer.given/1"}, *entries]))
    report = desk.import_file(path)
    assert report.given == 1
    assert len(report.refused) == 2
    assert "nearest" in report.refused[0].reason
    assert "closed the harbour of Sund" in {row.quote for row in rows(desk)}
    assert desk.import_file(path).given == 0
    desk.undo()
    assert "closed the harbour of Sund" not in {row.quote for row in rows(desk)}


def test_an_article_that_comes_in_without_its_text_waits_for_it(desk: Workspace, elsewhere: Folder) -> None:
    text = "Bakers of Tarn raised the price of rye bread to 4 crowns in June.\n"
    elsewhere.write("articles/bakers.txt", text)
    path = elsewhere.path / "log.jsonl"
    with elsewhere.open("Bo") as other:
        other.update()
        found = claim(other, "4 crowns", "articles/bakers.txt")
        other.verdict(found, Value.SUPPORTED)
        other.export_log("jsonl", path, names=True)
    desk.import_file(path, join=True)
    assert len(desk.articles()) == 4
    desk.update()
    assert desk.verify().ok
    desk.add([elsewhere.path / "articles/bakers.txt"])
    here = Folder(desk.folder)
    here.write("articles/bakers.txt", text)
    desk.update()
    assert desk.row(found).value is Value.SUPPORTED
    assert found in {row.id for row in rows(desk)}
    assert desk.verify().ok


def test_a_text_of_another_machine_that_is_not_here_hides_no_claim(desk: Workspace, elsewhere: Folder) -> None:
    elsewhere.write(RADIO, "Quite another text stands here, with 9 words.\n")
    path = elsewhere.path / "log.jsonl"
    with elsewhere.open("Bo") as other:
        other.update()
        other.export_log("jsonl", path)
    before = [row.quote for row in rows(desk)]
    desk.import_file(path, join=True)
    desk.update()
    assert [row.quote for row in rows(desk)] == before
    desk.rebuild()
    assert [row.quote for row in rows(desk)] == before
    assert desk.verify().ok


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02", b"format: nonsense/1\n", b"{", b"[1, 2]", b"a,b\n1,2\n"])
def test_what_is_no_file_of_ours_is_refused_and_changes_nothing(
    desk: Workspace, tmp_path: Path, content: bytes
) -> None:
    before = events(desk)
    for name in ("x.yaml", "x.json", "x.jsonl", "x.csv"):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(InputError):
            desk.import_file(tmp_path / name)
    with pytest.raises(InputError):
        desk.import_file(tmp_path / "absent.yaml")
    assert events(desk) == before


def test_a_claim_that_is_not_here_is_named_and_the_rest_taken(judged: Workspace, elsewhere: Folder) -> None:
    path = elsewhere.path / "in.yaml"
    judged.export("yaml", path, names=True)
    elsewhere.remove("articles/radio.txt")
    elsewhere.remove("db/reviewer.db")
    with elsewhere.open("Bo") as other:
        other.update()
        report = other.import_file(path)
        assert report.stated == 2
        assert len(report.refused) == 1
        assert other.row(claim(other, UNION)).status is Status.OPEN
        assert len(other.claim(claim(other, SAILINGS)).verdicts) == 0
        assert len(other.claim(claim(other, WAGES)).verdicts) == 0


def test_reviews_and_annotations_go_out_for_the_web(desk: Workspace, tmp_path: Path) -> None:
    desk.verdict(claim(desk, WAGES), Value.REFUTED, rationale="</script> it", private="ask the cook", copies=False)
    out = tmp_path / "out.jsonld"
    desk.export("claimreview", out, publisher=("Full Desk", "https://desk.example", "https://desk.example/{claim}"))
    text = out.read_text()
    (review,) = json.loads(text)["@graph"]
    assert review["author"]["name"] == "Full Desk"
    assert review["url"] == f"https://desk.example/{claim(desk, WAGES)}"
    assert review["reviewRating"]["ratingValue"] == 1
    assert all(len(place) > 1 for place in review["itemReviewed"]["appearance"])
    desk.export("annotations", tmp_path / "notes.jsonld", decided=False)
    items = json.loads((tmp_path / "notes.jsonld").read_text())["items"]
    assert len(items) == len(rows(desk))
    for held in (text, (tmp_path / "notes.jsonld").read_text()):
        assert not set("<>&") & set(held)
        assert "ask the cook" not in held
        assert "Ada" not in held
