"""The sample reviewed from first to last in plain mode: by two people, with an adjudication and an export."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest

from reviewer.cli.plain.loop import run
from reviewer.model.verdict import Status
from reviewer.workspace import Workspace
from reviewer.workspace.files import verify_file

Speak = Callable[..., str]


@pytest.fixture
def speak(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Speak:
    """Types lines as somebody; all that was said."""

    def speak(me: str, *typed: str) -> str:
        monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in typed)))
        capsys.readouterr()
        with Workspace.open(folder, me=me, via="flag") as workspace:
            assert run(workspace) == 0
        return capsys.readouterr().out

    return speak


def test_the_sample_is_reviewed_adjudicated_and_handed_out_by_plain_mode_alone(folder: Path, speak: Speak) -> None:
    sheet = folder / "claims.yaml"
    sheet.write_text(sheet.read_text("utf-8").replace("reviews: 1", "reviews: 2"), "utf-8")
    speak("ana", "R", "quit")
    with Workspace.open(folder, me="ben", via="flag") as workspace:
        claims, first = (
            len(workspace.listing()),
            len([c for c in workspace.listing().rows(0, 300) if c.article_number == 1]),
        )
    told = speak("ben", *["s"] * claims, "quit")
    assert f"{claims} claims" not in told.splitlines()[-1]
    with Workspace.open(folder, me="ben", via="flag") as workspace:
        assert workspace.next_claim() is None, "ben has judged every claim"
    speak("cleo", "r it was fewer", *["s"] * (first - 1), "quit")

    told = speak(
        "ana", "f split", "A s the log book of the dam names them", f"export yaml {folder / 'verified.yaml'}", "quit"
    )
    assert "reviewers differ" in told or "split" in told
    assert "Wrote " in told
    report = verify_file(folder / "verified.yaml")
    assert report.ok, report
    with Workspace.open(folder, me="ana", via="flag") as workspace:
        rows = workspace.listing().rows(0, claims)
    assert sum(row.status is Status.DECIDED for row in rows) >= first
    assert rows[0].status is Status.DECIDED
