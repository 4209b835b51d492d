"""Reading: articles, claims, one claim, the next one, numbers."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from reviewer.cli import showing
from reviewer.cli.call import HOLD_SECONDS, Call, command
from reviewer.cli.output import line, one, paragraph
from reviewer.cli.words import one_of, several_of, value_of
from reviewer.errors import NotFound, UsageError
from reviewer.model.comparison import Outcome
from reviewer.model.lineage import LineageKind
from reviewer.model.order import Order
from reviewer.model.verdict import Status, Value

if TYPE_CHECKING:
    from reviewer.workspace import Workspace
    from reviewer.workspace.views import ClaimRow, Filter
    from reviewer.workspace.views.statistics import Statistics

PAGE = 500
"""Rows fetched at once from a listing."""


@command("articles", lists=True)
def articles(call: Call) -> None:
    """List the articles.

    Each with its number, claims decided of all, date, publisher, title.
    """
    with call.workspace() as workspace:
        views = workspace.articles()
    call.listing("article", "articles", ({"article": view} for view in views), lambda: showing.articles(views))


@command("claims", lists=True)
@click.argument("file", metavar="[FILE]", required=False, type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--yaml", "as_yaml", is_flag=True, help="Whole records as YAML, in the shape of an export.")
@click.option("--article", metavar="ARTICLE", help="Only claims of this article.")
@click.option("--search", metavar="WORDS", default="", help="Only claims with these words.")
@click.option("--status", metavar="STATUS", multiple=True, help=f"Only claims that are {', '.join(Status)}.")
@click.option("--verdict", "verdicts", metavar="VERDICT", multiple=True, help="Only claims with this verdict.")
@click.option("--outcome", metavar="OUTCOME", multiple=True, help="Only claims with such a pair, e.g. contradicts.")
@click.option("--lineage", metavar="KIND", multiple=True, help="Only claims with a match in an article so related.")
@click.option("--says", metavar="NAME", default="", help="Only claims on the word of NAME.")
@click.option("--by", metavar="NAME", default="", help="Only claims that NAME has judged.")
@click.option("--matched/--unmatched", default=None, help="Only claims with, or without, a match.")
@click.option("--needs-look", is_flag=True, default=None, help="Only claims that need another look.")
@click.option("--needs-context", is_flag=True, default=None, help="Only claims that cannot stand alone.")
@click.option("--number", "has_number", is_flag=True, default=None, help="Only claims with a number.")
@click.option("--postponed", is_flag=True, default=None, help="Only postponed claims.")
@click.option(
    "--score", "min_score", type=click.FloatRange(0, 1), default=0.0, help="Only claims ranked so high (0..1)."
)
@click.option(
    "--sort", metavar="ORDER", default=Order.TEXT.value, help=f"One of {', '.join(Order)}.", show_default=True
)
def claims(call: Call, file: Path | None, *, as_yaml: bool, **limits: Any) -> None:
    """List claims, of the workspace or of one FILE.

    A FILE needs no workspace: its claims are cut anew.
    """
    if file is not None:
        from reviewer.cli.files import claims_of

        claims_of(call, file, as_yaml=as_yaml)
        return
    if as_yaml:
        raise UsageError("--yaml is for the claims of a FILE", next_step="of a workspace: reviewer export yaml")
    with call.workspace() as workspace:
        chosen = filter_of(workspace, **limits)
        rows = rows_of(workspace, chosen)
        call.listing(
            "claim_row", "claims", ({"claim": row} for row in rows), lambda: _say_rows(workspace, rows, chosen)
        )


def filter_of(
    workspace: Workspace,
    *,
    article: str | None = None,
    search: str = "",
    status: Sequence[str] = (),
    verdicts: Sequence[str] = (),
    outcome: Sequence[str] = (),
    lineage: Sequence[str] = (),
    says: str = "",
    by: str = "",
    sort: str = Order.TEXT.value,
    **others: Any,
) -> Filter:
    """The filter that the options describe."""
    from reviewer.workspace.views import Filter

    return Filter(
        text=search,
        article=workspace.article(article).id if article else "",
        statuses=several_of(Status, status, "a status"),
        values=frozenset(value_of(word, workspace.policy) for word in verdicts),
        outcomes=several_of(Outcome, outcome, "an outcome"),
        lineages=several_of(LineageKind, lineage, "a lineage"),
        order=one_of(Order, sort, "an order"),
        claimant=says,
        person=by,
        **others,
    )


def rows_of(workspace: Workspace, chosen: Filter | None = None) -> Iterator[ClaimRow]:
    """The rows of a listing (of all claims without a filter), fetched a page at a time."""
    listing = workspace.listing() if chosen is None else workspace.listing(chosen)
    for start in range(0, len(listing), PAGE):
        yield from listing.rows(start, start + PAGE)


def _say_rows(workspace: Workspace, rows: Iterator[ClaimRow], chosen: Filter) -> None:
    listed = False
    while page := tuple(itertools.islice(rows, PAGE)):
        showing.rows(page, workspace.policy)
        listed = True
    if not listed:
        line("no claim fits" if not chosen.empty else "no claims here yet")


@command("show")
@click.argument("ref", metavar="CLAIM|ARTICLE")
def show(call: Call, ref: str) -> None:
    """Show one claim or article.

    A claim with its matches and verdicts, an article with its claims.
    """
    with call.workspace() as workspace:
        try:
            claim = workspace.find_claim(ref)
        except NotFound as unknown:
            _show_article(call, workspace, ref, unknown)
            return
        _show_claim(call, workspace, claim)


def _show_claim(call: Call, workspace: Workspace, claim: str) -> None:
    view, others = workspace.claim(claim), workspace.others_at(claim)

    def say() -> None:
        showing.claim(view, workspace.policy)
        if others:
            paragraph(f"also open at: {', '.join(map(one, others))}", 2)

    call.answer("claim", {"claim": view, "open_at": others}, say)


def _show_article(call: Call, workspace: Workspace, ref: str, unknown: NotFound) -> None:
    try:
        article = workspace.article(ref)
    except NotFound:
        raise unknown from None
    text = workspace.text(article.id)
    rows = tuple(rows_of(workspace, filter_of(workspace, article=article.id)))
    call.answer("article", {"article": text, "claims": rows}, lambda: showing.article(text, rows, workspace.policy))


@command("next")
@click.option("--after", metavar="CLAIM", help="Look behind this claim.")
def next_(call: Call, after: str | None) -> None:
    """Show the next open claim in the order of the queue.

    Nobody else is handed it for five minutes while there is another; nothing is recorded of that.
    """
    with call.workspace() as workspace:
        claim = workspace.next_claim(workspace.find_claim(after) if after else None, hold=HOLD_SECONDS)
        if claim is None:
            call.answer("claim", {"claim": None, "open_at": ()}, lambda: line("nothing is open"))
            return
        _show_claim(call, workspace, claim)
        if call.people and not workspace.read_only:
            number = workspace.row(claim).number
            line()
            line(f"next: reviewer verdict {number} WORD   ({', '.join(Value)})")


@command("stats")
def stats(call: Call) -> None:
    """Tell how far the work is and how well people agree.

    Where the claims stand, by article and person, verdicts by day, open splits; percent, Cohen's kappa and
    Krippendorff's alpha on first independent verdicts, each with its number of claims and a 95 % interval.
    """
    with call.workspace() as workspace:
        found = workspace.statistics()
    values = {field.name: getattr(found, field.name) for field in dataclasses.fields(found)}
    call.answer("stats", values, lambda: _say_stats(found))


def _say_stats(found: Statistics) -> None:
    from reviewer.workspace.charts import lines

    summary = found.summary
    names = ("articles", "claims", "matches", "open", "in_review", "split", "decided", "needs_look")
    width = max(len(f"{getattr(summary, name):,}") for name in names)
    for name in names:
        line(f"{getattr(summary, name):>{width},}  {name.replace('_', ' ')}")
    line(f"you are {one(summary.me)}")
    if summary.differs_from_rules:
        paragraph(one(summary.differs_from_rules))
    for drawn in lines(found):
        line(one(drawn))


COMMANDS = {"articles": articles, "claims": claims, "show": show, "next": next_, "stats": stats}
