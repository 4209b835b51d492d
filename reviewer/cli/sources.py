"""On whose word the articles rest, and which originals are not here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import click

from reviewer.cli.call import Call, command
from reviewer.cli.output import count, line, one, paragraph
from reviewer.cli.phrases import listed
from reviewer.cli.reading import rows_of
from reviewer.model.claim import ClaimantRole

if TYPE_CHECKING:
    from reviewer.workspace import Workspace


@dataclass(slots=True)
class Source:
    """Somebody on whose word claims rest. `here` numbers the articles that they published themselves."""

    name: str
    role: ClaimantRole
    articles: set[int] = field(default_factory=set)
    claims: int = 0
    here: tuple[int, ...] = ()


@command("sources", lists=True)
@click.option("--missing", is_flag=True, help="Only agencies whose own story is not among the articles.")
def sources(call: Call, *, missing: bool) -> None:
    """List on whose word the claims rest.

    Agencies and informants, most claims first, and whose original is not among the articles.
    """
    with call.workspace() as workspace:
        found = [source for source in _found(workspace) if not missing or _lacks(source)]
    values = ({"source": source} for source in found)
    call.listing("source", "sources", values, lambda: _say(found, missing=missing))


def _found(workspace: Workspace) -> list[Source]:
    publishers: dict[str, list[int]] = {}
    for article in workspace.articles():
        publishers.setdefault((article.metadata.publisher or "").casefold(), []).append(article.number)
    sources: dict[str, Source] = {}
    for row in rows_of(workspace):
        for claimant in workspace.claim(row.id).claim.claimants:
            if claimant.role is ClaimantRole.PUBLISHER or claimant.open:
                continue
            source = sources.setdefault(claimant.name.casefold(), Source(claimant.name, claimant.role))
            source.articles.add(row.article_number)
            source.claims += 1
            source.here = tuple(publishers.get(claimant.name.casefold(), ()))
    return sorted(sources.values(), key=lambda source: (-source.claims, source.name))


def _lacks(source: Source) -> bool:
    return source.role is ClaimantRole.AGENCY and not source.here


def _say(found: list[Source], *, missing: bool) -> None:
    for words in _lines(found):
        paragraph(words, 0, 2)
    if not found:
        line("every original is here" if missing else "nobody is named as a source")


def _lines(found: list[Source]) -> Iterator[str]:
    for source in found:
        numbers = listed([str(number) for number in sorted(source.articles)])
        here = f"; own articles: {listed([str(n) for n in source.here])}" if source.here else ""
        lacks = "; the original is not here" if _lacks(source) else ""
        yield (
            f"{one(source.name)} ({source.role.value}): {count(source.claims, 'claim')} "
            f"in {'article' if len(source.articles) == 1 else 'articles'} {numbers}{here}{lacks}"
        )


COMMANDS = {"sources": sources}
