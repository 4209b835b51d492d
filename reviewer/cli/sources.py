"""On whose word the articles rest, and which originals are not here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import click

from reviewer.cli.call import Call, command
from reviewer.cli.output import count, line, one, paragraph
from reviewer.cli.phrases import listed

if TYPE_CHECKING:
    from reviewer.workspace.originals import Original


@command("sources", lists=True)
@click.option("--missing", is_flag=True, help="Only agencies whose own story is not among the articles.")
def sources(call: Call, *, missing: bool) -> None:
    """List on whose word the claims rest.

    Agencies and informants, most claims first, and whose original is not among the articles.
    """
    with call.workspace() as workspace:
        found = [source for source in workspace.originals() if source.missing or not missing]
    values = ({"source": source} for source in found)
    call.listing("source", "sources", values, lambda: _say(found, missing=missing))


def _say(found: list[Original], *, missing: bool) -> None:
    for words in _lines(found):
        paragraph(words, 0, 2)
    if not found:
        line("every original is here" if missing else "nobody is named as a source")


def _lines(found: list[Original]) -> Iterator[str]:
    for source in found:
        articles = "article" if len(source.articles) == 1 else "articles"
        here = f"; own articles: {_numbers(source.here)}" if source.here else ""
        lacks = "; the original is not here" if source.missing else ""
        words = f"{one(source.name)} ({source.role.value}): {count(source.claims, 'claim')}"
        yield f"{words} in {articles} {_numbers(source.articles)}{here}{lacks}"


def _numbers(numbers: Iterable[int]) -> str:
    return listed([str(number) for number in numbers])


COMMANDS = {"sources": sources}
