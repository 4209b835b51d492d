"""Erasing: what must be gone is gone, and what cannot be reached is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from reviewer.cli.call import Call, command
from reviewer.cli.output import count, line, one, paragraph
from reviewer.errors import UsageError

if TYPE_CHECKING:
    from reviewer.workspace.erasing import EraseReport

REFUSED = 2


@command("erase")
@click.argument("events", metavar="[EVENT]…", nargs=-1)
@click.option(
    "--article", "articles", metavar="ARTICLE", multiple=True, help="Text, original and metadata of this article."
)
@click.option("--person", "persons", metavar="NAME", multiple=True, help="The name of this person.")
@click.option("--why", "reason", metavar="WORDS", default="", help="The reason: it stays in the log.")
@click.option("--yes", is_flag=True, help="Do it. Without it, only what would be erased is told.")
def erase(
    call: Call, events: tuple[str, ...], articles: tuple[str, ...], persons: tuple[str, ...], reason: str, *, yes: bool
) -> int | None:
    """Erase words for good.

    EVENT: the hash of an act, as `reviewer log` shows it: its rationale, private note, evidence and reason go. Your own
    words; others' words, and articles, need an owner. Verdicts themselves are never erased, and the log still checks.
    This cannot be undone. The answer lists what the program cannot reach.
    """
    from reviewer.workspace.erasing import Targets

    targets = Targets(events, articles, persons)
    if not (events or articles or persons):
        raise UsageError("what is to be erased?", next_step="name an EVENT (reviewer log), --article or --person")
    with call.workspace(fresh=False) as workspace:
        if not yes:
            would = workspace.erasable(targets)
            call.answer("erasure", {"would": list(would)}, lambda: _say_would(would))
            return REFUSED
        report = workspace.erase(targets, reason)
    call.answer("erasure", {"report": report}, lambda: _say(report))
    return None


def _say_would(would: tuple[str, ...]) -> None:
    line("would be erased, for good:")
    for words in would:
        paragraph(f"  {one(words)}", 0, 4)
    line("nothing was changed; run it again with --yes")


def _say(report: EraseReport) -> None:
    drafts = f", {count(report.drafts, 'draft')}" if report.drafts else ""
    files = f", {count(report.files, 'attached file')}" if report.files else ""
    line(f"erased: {count(report.words, 'text')}{files}{drafts} (event {report.event[:10]})")
    line("not in reach of this program:")
    for words in report.unreachable:
        paragraph(f"  {one(words)}", 0, 4)


COMMANDS = {"erase": erase}
