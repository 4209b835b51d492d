"""Every act of the command line has its way in plain mode, and every act of a review one on the screen."""

from __future__ import annotations

import pytest

from reviewer.cli.app import MODULES
from reviewer.cli.plain.keys import ACTS
from reviewer.model.verdict import Value
from reviewer.tui.actions import BY_ID, verdict_id
from reviewer.tui.actions import Scope as Screen

READS = [
    "articles",
    "claims",
    "show",
    "next",
    "stats",
    "why",
    "sources",
    "matches",
    "compare",
    "clusters",
    "log",
    "verify",
    "doctor",
]
VERDICTS = " ".join(verdict_id(value) for value in Value)
# command: actions of the screen; words of plain mode. Acts of a review come first.
REVIEWS = {
    "verdict": (VERDICTS, "verdict"),
    "answer": ("claim.questions", "answer"),
    "note": ("note.rationale note.private evidence.add note.alone", "rationale private evidence note"),
    "postpone": ("claim.postpone claim.postpone_why", "postpone wait"),
    "resume": ("claim.postpone", "postpone"),
    "undo": ("act.undo", "undo"),
    "redo": ("act.redo", "redo"),
    "adjudicate": ("claim.adjudicate", "adjudicate"),
    "reopen": ("claim.reopen", "reopen"),
    "reveal": ("claim.reveal", "reveal"),
    "assign": ("article.assign", "assign"),
    "signoff": ("article.signoff", "signoff"),
    "decide": ("pair.agrees pair.contradicts pair.other_thing pair.cannot_tell compare.open", "agrees openagain"),
    "lineage": ("compare.lineage lineage.set", "lineage"),
    "block": ("article.block", "block"),
    "date": ("article.date", "date"),
    "give": ("claim.give", "give"),
    "revise": ("claim.span claim.take", "span changed"),
    "split": ("claim.span span.split", "span"),
    "merge": ("claim.mark claim.span", "mark span"),
    "settle": ("given.settle", "settle"),
}
# What is done to a workspace rather than in a review: on the command line, and so typed in plain mode as it stands.
KEEPS = {
    "init": "makes the workspace that a review needs",
    "review": "is the review",
    "add": "reviewer",
    "export": "export",
    "import": "reviewer",
    "checkpoint": "reviewer",
    "key": "reviewer",
    "sync": "reviewer",
    "role": "role",
    "train": "reviewer",
    "erase": "reviewer",
    "rebuild": "wants every review ended",
}
WORDS = {act.word for act in ACTS} | {"verdict"}


def test_every_command_is_known_here() -> None:
    assert sorted({*READS, *REVIEWS, *KEEPS}) == sorted(MODULES)


@pytest.mark.parametrize("command", REVIEWS)
def test_an_act_of_a_review_is_on_the_screen_and_in_plain_mode(command: str) -> None:
    actions, words = (names.split() for names in REVIEWS[command])
    for name in actions:
        assert BY_ID[name].writes or name in ("claim.mark", "span.split", "note.alone"), "it changes something"
        assert BY_ID[name].keys
    assert {BY_ID[name].scope for name in actions} & {Screen.REVIEW, Screen.COMPARE}
    assert WORDS.issuperset(words)


@pytest.mark.parametrize("command", KEEPS)
def test_what_keeps_a_workspace_can_be_typed_in_plain_mode(command: str) -> None:
    assert KEEPS[command] in WORDS or " " in KEEPS[command]
