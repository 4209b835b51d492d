"""The last word in plain mode: each reviewer in turn, why they differed, then the verdict that holds and its reason."""

from __future__ import annotations

from collections.abc import Iterator

from reviewer.cli import phrases
from reviewer.cli.deciding import difference_of
from reviewer.cli.output import one
from reviewer.cli.plain import waiting
from reviewer.cli.plain.judging import say
from reviewer.cli.plain.registry import Act
from reviewer.cli.plain.session import Session
from reviewer.cli.plain.waiting import Waiting
from reviewer.cli.words import value_of
from reviewer.errors import NotAllowed, UsageError
from reviewer.model.policy import Policy
from reviewer.model.verdict import DIFFERENCES
from reviewer.workspace.adjudicating import AdjudicationView


def adjudicate(session: Session, rest: str) -> None:
    """The last word where reviewers differ: `r 2 the log book`; what is not behind the letter is asked for."""
    claim, policy = session.at(), session.workspace.policy
    found = session.workspace.adjudication(claim, session.about)
    if found.why_not or not rest:
        session.say_all(_told(found, policy, session.number_of))
    if found.why_not:
        raise NotAllowed(f"you cannot decide it: {found.why_not}")
    word, _, rest = (rest or session.ask("The last word: which verdict? ")).partition(" ")
    if not word:
        return
    value = value_of(word, policy)
    number, _, more = rest.strip().partition(" ")
    difference, why = (number, more) if number.isdecimal() else ("", rest)
    if _differ(found) and not why.strip() and not difference:
        difference = session.ask("Why they differed, a number or your words, Enter for nothing: ")
    held = waiting.load(session.workspace, claim, session.about)
    reason = why.strip() or held.rationale or session.ask("Because: ")
    if not reason:
        raise UsageError("the last word needs a reason")
    done = session.workspace.adjudicate(
        claim,
        value,
        about=session.about,
        rationale=reason,
        private=held.private,
        evidence=held.evidence,
        difference=difference_of(difference),
    )
    waiting.keep(session.workspace, claim, session.about, Waiting())
    session.given += 1
    say(session, done)


def _differ(found: AdjudicationView) -> bool:
    return len({each.value for each in found.said}) > 1


def _told(found: AdjudicationView, policy: Policy, number_of: phrases.NumberOf) -> Iterator[str]:
    yield f"{phrases.reviews(found)}."
    for each in (*found.adjudications, *found.said):
        yield f"{phrases.said(each, policy, number_of)}."
    if not found.said:
        yield "What they said stays sealed until the round is full." if found.given else "Nobody has judged it yet."
    if _differ(found) and not found.why_not:
        yield "Why they differed:"
        yield from (f"{number}, {one(words)}." for number, words in enumerate(DIFFERENCES, 1))


ACTS = (
    Act(
        "A",
        "adjudicate",
        "hear the reviewers one after the other and give the last word: a verdict, a number for why they differed, why",
        "Working",
        adjudicate,
        "r 2 the log book",
    ),
)
