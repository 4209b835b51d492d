"""Deciding for the desk: adjudicate, reopen, assign, sign off."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from reviewer.cli import phrases
from reviewer.cli.call import Call, command
from reviewer.cli.judging import receipt, words_of, words_options
from reviewer.cli.output import one, paragraph
from reviewer.cli.words import value_of
from reviewer.errors import UsageError
from reviewer.model.verdict import DIFFERENCES, About

if TYPE_CHECKING:
    from reviewer.model.policy import Policy
    from reviewer.workspace.adjudicating import AdjudicationView


@command("adjudicate")
@click.argument("claim", metavar="CLAIM")
@click.argument("word", metavar="[VERDICT]", required=False)
@words_options
@click.option(
    "--difference",
    default="",
    metavar="WORDS",
    help="Why the reviewers differed: your words, or a number of the list that is shown without VERDICT.",
)
def adjudicate(call: Call, claim: str, word: str | None, difference: str, **given: Any) -> None:
    """Decide a claim for the desk.

    Adjudicators and owners decide over the reviewers' verdicts; --why is needed. Without VERDICT, what each reviewer
    said is shown, and nothing is decided.
    """
    with call.workspace() as workspace:
        if word is None:
            found = workspace.adjudication(workspace.find_claim(claim), About(given["about"]))
            values: dict[str, Any] = {"basis": found.said, "adjudications": found.adjudications}
            values |= {"given": found.given, "wanted": found.wanted, "quorum": found.quorum, "why_not": found.why_not}
            call.answer("basis", values, lambda: _say_basis(found, workspace.policy))
            return
        difference = difference_of(difference)
        words = words_of(workspace, given)
        if not words["rationale"]:
            raise UsageError("an adjudication needs a rationale", next_step="--why WORDS")
        value = value_of(word, workspace.policy)
        receipt(call, workspace.adjudicate(workspace.find_claim(claim), value, difference=difference, **words))


def difference_of(word: str) -> str:
    """Why reviewers differed: the words behind a number of the short list, else the words themselves."""
    number = int(word) if word.isdecimal() and len(word) < 3 else 0
    return DIFFERENCES[number - 1] if 0 < number <= len(DIFFERENCES) else word


def _say_basis(found: AdjudicationView, policy: Policy) -> None:
    paragraph(phrases.reviews(found))
    for each in (*found.adjudications, *found.said):
        paragraph(phrases.said(each, policy), 0, 2)
    if not found.said:
        sealed = "what they said is sealed until the round is full"
        paragraph(sealed if found.given else "nobody has judged it")
    if found.why_not:
        paragraph(f"you cannot decide it: {one(found.why_not)}")
    for number, words in enumerate(DIFFERENCES, 1):
        paragraph(f"--difference {number}: {words}", 2)


@command("reopen")
@click.argument("claim", metavar="CLAIM")
@click.option("--why", "reason", required=True, metavar="WORDS", help="Why a new round is needed.")
@click.option(
    "--about",
    type=click.Choice([about.value for about in About]),
    default=About.CONTENT.value,
    help="It is so, or they said so.",
)
def reopen(call: Call, claim: str, reason: str, about: str) -> None:
    """Open a new round on a decided claim.

    For adjudicators and owners. Earlier verdicts stay on record.
    """
    with call.workspace() as workspace:
        receipt(call, workspace.reopen(workspace.find_claim(claim), about=About(about), reason=reason))


@command("reveal")
@click.argument("claim", metavar="CLAIM")
@click.option(
    "--about",
    type=click.Choice([about.value for about in About]),
    default=About.CONTENT.value,
    help="It is so, or they said so.",
)
def reveal(call: Call, claim: str, about: str) -> None:
    """Open a blind round that is not full.

    For owners, and for good: everybody sees what was said. A round that is full opens by itself.
    """
    with call.workspace() as workspace:
        receipt(call, workspace.reveal(workspace.find_claim(claim), about=About(about)))


@command("assign")
@click.argument("ref", metavar="CLAIM|ARTICLE")
@click.argument("person", metavar="[PERSON]", required=False)
@click.option("--to", metavar="NAME", help="The same as PERSON.")
@click.option("--nobody", is_flag=True, help="Take the assignment away.")
def assign(call: Call, ref: str, person: str | None, to: str | None, *, nobody: bool) -> None:
    """Assign a claim or an article to PERSON.

    In the queue of the others an assigned article comes last.
    """
    if nobody + (person is not None) + (to is not None) != 1:
        raise UsageError("name one PERSON (or --to NAME), or --nobody")
    person = person or to
    with call.workspace() as workspace:
        receipt(call, workspace.assign(ref, person))


@command("signoff")
@click.argument("article", metavar="ARTICLE")
def signoff(call: Call, article: str) -> None:
    """Sign an article off.

    It says that you have looked at all of it; claims without a verdict are counted as skipped.
    """
    with call.workspace() as workspace:
        receipt(call, workspace.signoff(workspace.article(article).id))


COMMANDS = {"adjudicate": adjudicate, "reopen": reopen, "reveal": reveal, "assign": assign, "signoff": signoff}
