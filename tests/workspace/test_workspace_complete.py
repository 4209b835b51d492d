"""An export that its own proof carries is held against the log: nothing superseded in it, nothing left out."""

from __future__ import annotations

from pathlib import Path

import pytest

from reviewer.model.verdict import About, Value
from reviewer.workspace import Workspace, exporting
from reviewer.workspace.files import verify_file, verify_here
from tests.workspace.workspace_tools import UNION, WAGES, claim


@pytest.fixture
def judged(desk: Workspace) -> Workspace:
    """Two claims decided, one of them anew, with a note."""
    desk.verdict(claim(desk, UNION), Value.SUPPORTED, rationale="first look")
    desk.verdict(claim(desk, UNION), Value.REFUTED, rationale="second look")
    desk.verdict(claim(desk, WAGES), Value.SUPPORTED)
    desk.verdict(claim(desk, WAGES), Value.SUPPORTED, about=About.ATTRIBUTION)
    desk.note(claim(desk, UNION), rationale="look again in May")
    return desk


def exported(desk: Workspace, folder: Path, **options: bool) -> Path:
    path = folder / "claims.json"
    desk.export("json", path, **options)
    return path


def faults(desk: Workspace, path: Path) -> list[str]:
    assert verify_file(path).ok, "the file itself is whole: only the log can tell"
    return [finding.words for finding in verify_file(path, desk).findings if finding.ok is False]


@pytest.mark.parametrize("decided", [True, False])
def test_what_the_program_exports_is_what_the_log_says(judged: Workspace, tmp_path: Path, decided: bool):
    path = exported(judged, tmp_path, decided=decided)
    assert faults(judged, path) == []
    judged.undo()
    judged.verdict(claim(judged, UNION), Value.CONFLICTING)
    report = verify_file(path, judged)
    assert report.ok
    assert any("stand no more as they do in it" in finding.words for finding in report.findings)


def test_a_superseded_verdict_shows(judged: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    first = judged.desk.db.decisions.acts_of_claim(claim(judged, UNION), types=("verdict",))[0].event
    plain = exporting.Exporter.record

    def forged(self: exporting.Exporter, entry: object):
        record = plain(self, entry)
        if record.claim.id != claim(judged, UNION):
            return record
        values = {**record.values, About.CONTENT: Value.SUPPORTED}
        return type(record)(
            **{name: getattr(record, name) for name in record.__dataclass_fields__}
            | {"verdicts": (first,), "values": values}
        )

    monkeypatch.setattr(exporting.Exporter, "record", forged)
    found = faults(judged, exported(judged, tmp_path))
    assert any("was undone, replaced or of an earlier round" in words for words in found)
    assert any("leaves out event" in words for words in found)


@pytest.mark.parametrize("decided", [True, False])
def test_a_claim_that_was_left_out_shows(
    judged: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, decided: bool
):
    gone, plain = claim(judged, UNION), exporting.Exporter._entries
    monkeypatch.setattr(
        exporting.Exporter, "_entries", lambda self, options: (e for e in plain(self, options) if e.claim.id != gone)
    )
    found = faults(judged, exported(judged, tmp_path, decided=decided))
    assert found == ["was decided, and is not in the file" if decided else "was judged, and is not in the file"]


def test_a_file_checked_in_its_workspace_is_held_against_it(judged: Workspace, tmp_path: Path):
    path = exported(judged, tmp_path)
    inside, outside = verify_here(path, judged.folder), verify_here(path, tmp_path)
    assert inside.ok
    assert outside.ok
    assert any(finding.what == "replay" for finding in inside.findings)
    assert not any(finding.what == "replay" for finding in outside.findings)
