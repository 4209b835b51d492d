"""Given claims that stand nowhere: listed with the nearest place, taken by hand or dropped."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from reviewer.cli.call import Call, command
from reviewer.cli.judging import receipt
from reviewer.cli.output import line, one, paragraph
from reviewer.errors import UsageError

if TYPE_CHECKING:
    from reviewer.workspace.unplaced import UnplacedView


@command("settle", lists=True)
@click.argument("number", metavar="[NUMBER]", required=False)
@click.option("--take", is_flag=True, help="Take the nearest place as a claim by hand.")
@click.option("--drop", is_flag=True, help="Let it go; it is not listed again on this machine.")
def settle(call: Call, number: str | None, *, take: bool, drop: bool) -> None:
    """List given claims that stand nowhere.

    They come from the project file or an import, and their words are not those of the article. With a NUMBER of the
    list, take the nearest place as a claim by hand, or drop it.
    """
    if (take or drop) and number is None:
        raise UsageError("say which one", next_step="reviewer settle lists them, with numbers")
    if number is not None and take == drop:
        raise UsageError("say what to do with it", next_step="--take or --drop")
    with call.workspace() as workspace:
        if number is not None:
            receipt(call, workspace.settle(number, take=take))
            return
        waiting = workspace.unplaced()
        call.listing("unplaced", "unplaced", ({"unplaced": item} for item in waiting), lambda: _say(waiting))


def _say(waiting: tuple[UnplacedView, ...]) -> None:
    for item in waiting:
        paragraph(f"{item.number}  “{one(item.quote)}”  ·  {one(item.article)} ({one(item.source)})", 0, 3)
        if item.place is None or not item.there:
            paragraph(one(item.why), 3, 3)
            continue
        paragraph(f"nearest: “{one(item.there)}”", 3, 3)
        paragraph(one(item.words), 3, 3)
    if waiting:
        line("next: reviewer settle NUMBER --take (the words that stand there, as a claim by hand) or --drop")
    else:
        line("every given claim stands on its exact words")


COMMANDS = {"settle": settle}
