"""Deciding for the desk: adjudicate, reopen, assign, sign off."""

from __future__ import annotations

from typing import Any

import click

from reviewer.cli.call import Call, command
from reviewer.cli.judging import receipt, words_of, words_options
from reviewer.cli.words import value_of
from reviewer.errors import UsageError
from reviewer.model.verdict import About


@command("adjudicate")
@click.argument("claim", metavar="CLAIM")
@click.argument("word", metavar="VERDICT")
@words_options
@click.option("--difference", default="", metavar="WORDS", help="Why the reviewers differed.")
def adjudicate(call: Call, claim: str, word: str, difference: str, **given: Any) -> None:
    """Decide a claim for the desk.

    Adjudicators and owners decide over the reviewers' verdicts; --why is needed.
    """
    with call.workspace() as workspace:
        words = words_of(workspace, given)
        if not words["rationale"]:
            raise UsageError("an adjudication needs a rationale", next_step="--why WORDS")
        value = value_of(word, workspace.policy)
        receipt(call, workspace.adjudicate(workspace.find_claim(claim), value, difference=difference, **words))


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
@click.option("--nobody", is_flag=True, help="Take the assignment away.")
def assign(call: Call, ref: str, person: str | None, *, nobody: bool) -> None:
    """Assign a claim or an article to PERSON."""
    if nobody == (person is not None):
        raise UsageError("name a PERSON, or --nobody")
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
