"""The plain loop: prompt, act, sentences, until the reviewer leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.cli import phrases
from reviewer.cli.call import HOLD_SECONDS
from reviewer.cli.output import count, one
from reviewer.cli.plain import speech
from reviewer.cli.plain.keys import act
from reviewer.cli.plain.session import Quit, Session
from reviewer.workspace.views import UpdateReport

if TYPE_CHECKING:
    from reviewer.workspace import Workspace


def run(workspace: Workspace, report: UpdateReport | None = None) -> int:
    """Review until the reviewer leaves or the input ends; exit code 0."""
    session = Session(workspace, report)
    summary = workspace.summary()
    session.say(
        f"{count(summary.articles, 'article')}, {count(summary.claims, 'claim')}, {summary.open:,} open. "
        f"You are {one(summary.me)}.",
        f"Verdicts: {speech.verdict_keys(workspace.policy)}.",
        "A letter and Enter does it. Enter alone goes to the next open claim. ? is help, quit leaves.",
    )
    if workspace.read_only:
        session.say("It is open for reading only: nothing can be saved here. Work on a copy, or ask its owner.")
    if summary.differs_from_rules:
        session.say(one(summary.differs_from_rules))
    try:
        session.go(workspace.next_claim(hold=HOLD_SECONDS))
        while True:
            workspace.changed()  # own writes up to here are no news
            _be_present(session)
            line = session.ask(_prompt(session))
            if workspace.changed():
                session.say("Somebody else has written meanwhile; a full stop reads the claim again.")
            act(session, line)
    except Quit:
        left = workspace.summary().open
        session.say(f"{count(session.given, 'verdict')} saved. {count(left, 'claim')} open.")
    return 0


def _be_present(session: Session) -> None:
    """Others are told which claim is open here; who has it open elsewhere is told once a claim."""
    if session.claim is None:
        return
    session.workspace.dwell(session.claim)
    others = session.workspace.others_at(session.claim)
    if others and session.told_others != (session.claim, others):
        has = "has" if len(others) == 1 else "have"
        session.say(f"{phrases.listed([one(other) for other in others])} {has} this claim open too.")
    session.told_others = (session.claim, others)


def _prompt(session: Session) -> str:
    if session.claim is None:
        return "> "
    number = session.workspace.row(session.claim).number
    return f"{number}, search> " if session.search else f"{number}> "
