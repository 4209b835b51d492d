"""Judging a claim: verdict, note, postpone, undo and redo; and how acts are answered."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from reviewer.cli.call import Body, Call, command
from reviewer.cli.output import one, paragraph
from reviewer.cli.words import value_of
from reviewer.errors import NotFound, UsageError
from reviewer.model.policy import Question
from reviewer.model.verdict import About, Evidence, EvidenceKind, Stance

if TYPE_CHECKING:
    from reviewer.workspace import Workspace
    from reviewer.workspace.views import Receipt

_URL = re.compile(r"https?://\S+\Z")


def receipt(call: Call, done: Receipt) -> None:
    """Tell that an act is saved: its words, and what it warns of."""
    call.answer("receipt", {"receipt": done}, lambda: say(done))


def say(done: Receipt) -> None:
    """An act in words."""
    paragraph(one(done.what))
    for warning in done.warnings:
        paragraph(f"note: {one(warning)}", 0, 2)


def words_options(body: Body) -> Body:
    """Options of acts that carry words and evidence."""
    options = (
        click.option(
            "--about",
            type=click.Choice([about.value for about in About]),
            default=About.CONTENT.value,
            help="It is so, or they said so.",
        ),
        click.option(
            "--why",
            "--rationale",
            "rationale",
            default="",
            metavar="WORDS",
            help="The rationale: goes out with the verdict.",
        ),
        click.option("--private", default="", metavar="WORDS", help="A private note: leaves only when asked for."),
        click.option("--for", "supports", multiple=True, metavar="EVIDENCE", help="Evidence that supports the claim."),
        click.option("--against", "refutes", multiple=True, metavar="EVIDENCE", help="Evidence that refutes it."),
        click.option("--context", multiple=True, metavar="EVIDENCE", help="Evidence that gives context."),
    )
    for option in reversed(options):
        body = option(body)
    return body


def evidence_of(workspace: Workspace, word: str, stance: Stance) -> Evidence:
    """A piece of evidence from what was typed: a web address, a file, a claim, else plain words."""
    if _URL.match(word):
        return Evidence(EvidenceKind.URL, stance, url=word)
    path = Path(word).expanduser()
    if path.is_file():
        taken = workspace.attach(path)
        return Evidence(
            EvidenceKind.FILE, stance, file_name=taken.file_name, file_sha256=taken.file_sha256, remark=taken.remark
        )
    try:
        return Evidence(EvidenceKind.CLAIM, stance, claim=workspace.find_claim(word))
    except NotFound:
        return Evidence(EvidenceKind.OTHER, stance, remark=word)


def words_of(workspace: Workspace, given: dict[str, Any]) -> dict[str, Any]:
    """The keyword arguments of an act from the options of `words_options`."""
    by_stance: dict[Stance, Sequence[str]] = {
        Stance.SUPPORTS: given["supports"],
        Stance.REFUTES: given["refutes"],
        Stance.CONTEXT: given["context"],
    }
    found = [evidence_of(workspace, word, stance) for stance, words in by_stance.items() for word in words]
    return {
        "about": About(given["about"]),
        "rationale": given["rationale"],
        "private": given["private"],
        "evidence": tuple(found),
    }


@command("verdict")
@click.argument("claim", metavar="CLAIM")
@click.argument("word", metavar="VERDICT")
@words_options
@click.option(
    "--copies/--no-copies", default=None, help="Cover identical wire sentences too. [default: as the rules say]"
)
@click.option("--departing", is_flag=True, help="Save it although a claim just like this one was judged otherwise.")
def verdict(call: Call, claim: str, word: str, *, copies: bool | None, departing: bool, **given: Any) -> None:
    """Judge a claim.

    VERDICT: supported, refuted, conflicting, not_enough_evidence, not_a_claim. A key, a label or a unique beginning
    will do. EVIDENCE is a web address, a file, a claim, or words. A verdict that departs from one on a near-identical
    claim is not saved without --departing; `reviewer show CLAIM` tells the precedents.
    """
    with call.workspace() as workspace:
        value = value_of(word, workspace.policy)
        found, words = workspace.find_claim(claim), words_of(workspace, given)
        receipt(call, workspace.verdict(found, value, copies=copies, heed=not departing, **words))


@command("note")
@click.argument("claim", metavar="CLAIM")
@words_options
def note(call: Call, claim: str, **given: Any) -> None:
    """Note words or evidence on a claim.

    The claim is not judged by that.
    """
    with call.workspace() as workspace:
        words = words_of(workspace, given)
        if not (words["rationale"] or words["private"] or words["evidence"]):
            raise UsageError(
                "a note needs words or evidence", next_step="--why, --private, --for, --against, --context"
            )
        receipt(call, workspace.note(workspace.find_claim(claim), **words))


@command("answer")
@click.argument("claim", metavar="CLAIM")
@click.argument("question", metavar="[QUESTION]", required=False)
@click.argument("value", metavar="[VALUE]", required=False)
def answer(call: Call, claim: str, question: str | None, value: str | None) -> None:
    """Answer a question of the study on a claim.

    VALUE: one of the question's values, or its key. Without them, the questions with their rules, and your answers.
    """
    with call.workspace() as workspace:
        found = workspace.find_claim(claim)
        if question is not None and value is not None:
            receipt(call, workspace.answer(found, question, value))
            return
        given = {each.question: each.value for each in workspace.claim(found).answers if each.mine}
        asked = [each for each in workspace.policy.questions if question in (None, each.name)]
        if question is not None and not asked:
            raise UsageError(f"no question is called {question!r}")
    values = {"questions": asked, "answers": given}
    call.answer("questions", values, lambda: _say_questions(asked, given))


def _say_questions(asked: Sequence[Question], given: Mapping[str, str]) -> None:
    if not asked:
        paragraph("this project asks no questions; a study names them in claims.yaml (questions:)")
    for question in asked:
        shown = ", ".join(f"{one(value)} ({one(key)})" for value, key in question.values.items())
        paragraph(f"{one(question.name)}: {shown}; your answer: {one(given.get(question.name)) or 'none'}", 0, 2)
        if question.rule:
            paragraph(one(question.rule), 2)


@command("postpone")
@click.argument("claim", metavar="CLAIM")
@click.option("--why", "reason", default="", metavar="WORDS", help="What it waits for.")
def postpone(call: Call, claim: str, reason: str) -> None:
    """Set a claim aside.

    It comes last in your queue until it is resumed.
    """
    with call.workspace() as workspace:
        receipt(call, workspace.postpone(workspace.find_claim(claim), reason))


@command("resume")
@click.argument("claim", metavar="CLAIM")
def resume(call: Call, claim: str) -> None:
    """Take a postponed claim up again."""
    with call.workspace() as workspace:
        receipt(call, workspace.resume(workspace.find_claim(claim)))


@command("undo")
@click.argument("event", metavar="[EVENT]", required=False)
def undo(call: Call, event: str | None) -> None:
    """Take back your last act.

    Or the one with this EVENT hash. Nothing is ever deleted.
    """
    with call.workspace() as workspace:
        receipt(call, workspace.undo(event))


@command("redo")
def redo(call: Call) -> None:
    """Take back your last undo."""
    with call.workspace() as workspace:
        receipt(call, workspace.redo())


COMMANDS = {
    "verdict": verdict,
    "answer": answer,
    "note": note,
    "postpone": postpone,
    "resume": resume,
    "undo": undo,
    "redo": redo,
}
