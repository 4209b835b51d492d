"""The rank of claims: why it is as it is, and learning it from the desk's own acts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from reviewer.cli.call import Call, command
from reviewer.cli.output import line, one, paragraph, table
from reviewer.cli.progress import work
from reviewer.errors import UsageError
from reviewer.model.claim import Reason

if TYPE_CHECKING:
    from reviewer.workspace.views import Ranking, TrainReport

SHOWN = 12
"""Reasons told in words; `--json` has all."""


@command("why", lists=True)
@click.argument("claim", metavar="CLAIM")
def why(call: Call, claim: str) -> None:
    """Tell why a claim is ranked as it is.

    Each reason with its weight in log-odds; where the desk trained a model of its own, by that and as shipped.
    """
    with call.workspace() as workspace:
        found = workspace.why(workspace.find_claim(claim))
    if call.lines:
        call.listing("reason", "reasons", ({"reason": reason} for reason in found.reasons), lambda: None)
        return
    call.answer("ranking", {"ranking": found}, lambda: _say(found))


def _say(found: Ranking) -> None:
    if found.hidden:
        line("the rules in force hide the machine's scores")
        return
    by = (
        f"learned from {found.examples} claims, {one(found.person)}, {found.at[:10]}" if found.learned else "as shipped"
    )
    line(f"worth checking {found.score:.0%}, {by}")
    _say_reasons(found.reasons)
    if found.learned:
        line()
        line(f"as shipped {found.shipped_score:.0%}")
        _say_reasons(found.shipped_reasons)
    if found.remark:
        paragraph(one(found.remark))


def _say_reasons(reasons: Sequence[Reason]) -> None:
    table([(f"{reason.weight:+.2f}", reason.words) for reason in reasons[:SHOWN]])
    rest = reasons[SHOWN:]
    if rest:
        line(f"{sum(reason.weight for reason in rest):+.2f}  {len(rest)} smaller reasons together")


@command("train")
@click.option(
    "--part",
    type=click.Choice(["worth", "match"]),
    default="worth",
    show_default=True,
    help="What is learned: how much a claim is worth checking, or how sure a match is.",
)
@click.option("--try", "dry", is_flag=True, help="Tell what would be learned; nothing is changed.")
@click.option("--back-to-shipped", "shipped", is_flag=True, help="Bring the score of the program back into force.")
@click.option("--during-study", is_flag=True, help="An owner's word: the score may change though a study is under way.")
def train(call: Call, *, part: str, dry: bool, shipped: bool, during_study: bool) -> None:
    """Learn the score from what this desk judged.

    Judged claims were worth checking; those judged not_a_claim, or passed over at sign-off, were not. For --part match,
    pairs that agree or contradict are matches, other things are not. Blind rounds teach only when revealed. The score
    orders and dims, and hides nothing. The model is an event of the log; a later train replaces it.
    """
    if dry and shipped:
        raise UsageError("--try and --back-to-shipped exclude each other")
    with call.workspace() as workspace, work() as ours:
        report = workspace.train(
            part,
            dry=dry,
            shipped=shipped,
            during_study=during_study,
            progress=ours.report,
            cancelled=ours.cancelled,
        )
    call.answer("train", {"report": report}, lambda: _say_report(report))


def _say_report(report: TrainReport) -> None:
    paragraph(one(report.what))
    if report.right_order is not None:
        shipped, learned = report.right_order
        told = (
            f"in the right order, of 100 pairs of both sorts: shipped {100 * shipped:.0f}, learned {100 * learned:.0f}"
        )
        paragraph(f"{told} (each claim ranked by a model of the others)")
        if learned < shipped:
            paragraph("the learned order is the worse one on your own claims: reviewer train --back-to-shipped")
    if report.event:
        unit = "article" if report.rescored == 1 else "articles"
        done = "scored" if report.part == "worth" else "matched"
        line(f"in force from now on; {report.rescored} {unit} {done} anew (event {report.event[:8]})")


COMMANDS = {"why": why, "train": train}
