"""Random new texts of a judged article: no verdict is lost, none goes to other words, and a rebuild gives the same."""

from __future__ import annotations

import random

import pytest

from reviewer.errors import UsageError
from reviewer.model.verdict import Value
from reviewer.text.fold import fold
from reviewer.workspace import Workspace
from tests.property.test_text_carrying import PARAGRAPHS, edited, text_of
from tests.workspace.workspace_tools import Folder, rows


def judged(workspace: Workspace) -> dict[str, str]:
    """Claims with a live verdict, and the words they were judged on."""
    acts = workspace.desk.db.decisions.acts_of_type("verdict")
    found = {}
    for act in acts:
        if act.live:
            data = act.event.data
            found[data["claim"]] = workspace.desk.text(data["version"])[slice(*data["span"])]
    return found


def hold(workspace: Workspace) -> None:
    """Everything that must be so after any edit."""
    corpus, words = workspace.desk.db.corpus, judged(workspace)
    listed = {row.id: row for row in rows(workspace)}
    for claim, row in listed.items():
        entry = corpus.claim(claim)
        assert entry is not None
        assert entry.span.of(workspace.desk.text(entry.version)) == entry.quote == row.quote
        if row.value is not None:
            sources = {claim, *(each.old for each in corpus.carries_to(claim))} & words.keys()
            assert sources
            assert all(fold(words[name]).text == fold(row.quote).text for name in sources)
    state = workspace.desk.db.decisions.state(claims=list(words))
    for claim in words:
        carried = corpus.carry_of(claim)
        revised = {event.data["claim"] for event in state.revisions_of(claim)}
        assert claim in listed or revised or (carried is not None and carried.new in listed), words[claim]


@pytest.mark.parametrize("seed", range(4))
def test_no_edit_loses_or_misplaces_a_verdict(tmp_path: pytest.TempPathFactory, seed: int) -> None:
    rng = random.Random(seed)
    folder = Folder(tmp_path / "desk")  # type: ignore[operator]
    paragraphs = list(PARAGRAPHS)
    folder.write("a.txt", text_of(paragraphs))
    folder.sheet.write_text("articles:\n  - path: a.txt\n", encoding="utf-8")
    with folder.open() as workspace:
        workspace.update()
        for _ in range(5):
            for row in rows(workspace):
                if row.value is None and rng.random() < 0.5:
                    workspace.verdict(row.id, rng.choice(list(Value)), copies=False)
            changed = [row.id for row in rows(workspace) if row.needs_look]
            if changed and rng.random() < 0.5:
                try:
                    workspace.take_place(rng.choice(changed))
                except UsageError:
                    workspace.undo()
            paragraphs, _ = edited(rng, paragraphs)
            folder.write("a.txt", text_of(paragraphs))
            workspace.update()
            hold(workspace)
        before = rows(workspace)
        workspace.rebuild()
        hold(workspace)
        assert rows(workspace) == before
