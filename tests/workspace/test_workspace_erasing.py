"""Erasing means gone: no file of the workspace, nor of the user's state, holds the words afterwards."""

from __future__ import annotations

from pathlib import Path

import pytest

from reviewer.errors import NotAllowed, NotFound
from reviewer.model.comparison import PairWord
from reviewer.model.span import Span
from reviewer.model.verdict import Evidence, EvidenceKind, Stance, Value
from reviewer.workspace import Workspace
from reviewer.workspace.erasing import Targets
from tests.workspace.workspace_tools import SAILINGS, UNION, WAGES, Folder, claim

SECRET = "Zanzibarquartz"


def holding(folder: Path, words: str) -> list[str]:
    """The files below a folder that hold these words."""
    return [
        str(path.relative_to(folder))
        for path in folder.rglob("*")
        if path.is_file() and words.encode() in path.read_bytes()
    ]


def event_of(desk: Workspace, name: str) -> str:
    return desk.desk.db.decisions.acts_of_type(name)[-1].event.hash


def test_words_of_an_act_are_gone_from_every_file(folder: Folder, state: Path, tmp_path: Path):
    proof = tmp_path / "photo.txt"
    proof.write_text(f"{SECRET} in the picture")
    (state / "crashes").mkdir(parents=True)
    (state / "crashes" / "crash-1.txt").write_text(SECRET)
    with folder.open() as desk:
        attached = desk.attach(proof)
        page = Evidence(EvidenceKind.URL, Stance.SUPPORTS, url="https://a.example", quote=f"says {SECRET}")
        desk.verdict(
            claim(desk, UNION),
            Value.SUPPORTED,
            rationale=f"{SECRET} told us",
            private=f"ask {SECRET}",
            evidence=[attached, page],
        )
        desk.postpone(claim(desk, WAGES), f"until {SECRET} is back")
        desk.save_draft(f"tui/{claim(desk, UNION)}/content/typing", f"half typed {SECRET}")
        targets = Targets(events=[event_of(desk, "verdict"), event_of(desk, "postpone")])
        assert holding(folder.path, SECRET)
        report = desk.erase(targets, "the source asked for it")
        assert (report.files, report.drafts) == (1, 1)
        assert holding(folder.path, SECRET) == []
        assert desk.verify().ok
        assert desk.claim(claim(desk, UNION)).verdicts[0].value is Value.SUPPORTED
        desk.rebuild()
    assert holding(folder.path, SECRET) == holding(state, SECRET) == []
    with folder.open() as desk:
        desk.update()
        assert desk.verify().ok
        assert holding(folder.path, SECRET) == []


def test_an_article_goes_with_its_claims_and_metadata(folder: Folder):
    folder.write(
        "articles/leak.txt", f"{SECRET} opens a mine\n\nThe firm {SECRET} paid 40 million crowns on Tuesday.\n"
    )
    with folder.open() as desk:
        desk.update()
        article = desk.article("articles/leak.txt")
        assert article.claims
        (folder.path / "articles/leak.txt").unlink()
        desk.erase(Targets(articles=["articles/leak.txt"]))
        assert holding(folder.path, SECRET) == []
        desk.update()
        assert desk.verify().ok
        desk.rebuild()
    assert holding(folder.path, SECRET) == []


def test_an_article_whose_file_still_stands_is_told_and_does_not_come_back(folder: Folder):
    with folder.open() as desk:
        report = desk.erase(Targets(articles=["articles/radio.txt"]))
        assert any("articles/radio.txt" in words for words in report.unreachable)
        before = desk.desk.db.last_id()
        for _ in range(2):
            desk.update()
        assert desk.desk.db.last_id() == before
        assert holding(folder.path / "db", "A storm closed the harbour") == []
        assert holding(folder.path / "db", "Strike on the Ellan ferries is over") == []
        assert desk.verify().ok


def test_given_words_and_a_name_go_too(folder: Folder):
    with folder.open(SECRET) as other:
        other.note(claim(other, UNION), rationale="seen")
    with folder.open() as desk:
        desk.give(desk.article("articles/courier.txt").id, [Span(0, 20)])
        desk.erase(Targets(persons=[SECRET]))
        assert holding(folder.path, SECRET) == []
        assert desk.verify().ok


def test_others_words_need_an_owner(folder: Folder):
    with folder.open() as ada:
        ada.note(claim(ada, UNION), rationale=f"Ada's own {SECRET}")
        theirs = event_of(ada, "note")
    with folder.open("Bo") as desk:
        desk.note(claim(desk, WAGES), rationale="Bo's own")
        mine = event_of(desk, "note")
        before = desk.desk.db.last_id()
        for targets in (Targets(events=[theirs]), Targets(articles=["articles/radio.txt"])):
            with pytest.raises(NotAllowed):
                desk.erase(targets)
        assert desk.desk.db.last_id() == before
        assert desk.erase(Targets(events=[mine])).words == 1
    assert holding(folder.path, SECRET)
    with folder.open() as ada:
        ada.erase(Targets(events=[theirs]))
    assert holding(folder.path, SECRET) == []


def test_values_are_never_erased(desk: Workspace):
    desk.verdict(claim(desk, UNION), Value.SUPPORTED, rationale=SECRET)
    desk.decide(claim(desk, UNION), claim(desk, SAILINGS), PairWord.OTHER_THING)
    with pytest.raises(NotAllowed):
        desk.erase(Targets(events=[event_of(desk, "decision")]))
    desk.erase(Targets(events=[event_of(desk, "verdict")]))
    assert desk.claim(claim(desk, UNION)).verdicts[0].value is Value.SUPPORTED
    assert desk.match(claim(desk, UNION), claim(desk, SAILINGS)).word is PairWord.OTHER_THING


def test_what_is_gone_is_not_erased_twice(desk: Workspace):
    desk.note(claim(desk, UNION), rationale=SECRET)
    targets = Targets(events=[event_of(desk, "note")])
    assert desk.erasable(targets) == (f"rationale of note {event_of(desk, 'note')[:10]}",)
    desk.erase(targets)
    with pytest.raises(NotFound):
        desk.erase(targets)
