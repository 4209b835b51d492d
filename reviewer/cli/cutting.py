"""Where claims begin and end, and what blocks and dates are: all by quoting words of the article."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from reviewer.cli.call import Call, command
from reviewer.cli.judging import receipt
from reviewer.cli.output import line, one, table
from reviewer.cli.quoting import span_of
from reviewer.cli.words import one_of
from reviewer.errors import AnchorError, UsageError
from reviewer.model.article import BlockClass
from reviewer.model.claim import ClaimKind
from reviewer.model.span import Span

if TYPE_CHECKING:
    from reviewer.workspace import Workspace
    from reviewer.workspace.views import BlockView, ClaimView


@command("give")
@click.argument("article", metavar="ARTICLE")
@click.argument("quotes", metavar="QUOTE…", nargs=-1, required=True)
@click.option("--kind", metavar="KIND", default=ClaimKind.FACT, help=f"One of {', '.join(ClaimKind)}.")
def give(call: Call, article: str, quotes: tuple[str, ...], kind: str) -> None:
    """Add a claim by hand.

    QUOTE its words, or "first words ... last words"; further QUOTEs are words that it needs to be read.
    """
    with call.workspace() as workspace:
        found = workspace.article(article).id
        text = workspace.text(found).text
        spans = [span_of(quote, text) for quote in quotes]
        receipt(call, workspace.give(found, spans, kind=one_of(ClaimKind, kind, "a kind of claim")))


@command("revise")
@click.argument("claim", metavar="CLAIM")
@click.argument("quotes", metavar="[QUOTE…]", nargs=-1)
@click.option("--place", type=click.IntRange(1), default=None, help="Of several places that `show` offers, this one.")
def revise(call: Call, claim: str, quotes: tuple[str, ...], place: int | None) -> None:
    """Move the ends of a claim.

    QUOTE the words that it should have. Verdicts stay on the old cut and are shown. Without a QUOTE: a claim whose text
    has changed takes the place that `show` offers for it in the present text.
    """
    with call.workspace() as workspace:
        view = workspace.claim(workspace.find_claim(claim))
        if quotes and place:
            raise UsageError("a QUOTE and --place exclude each other")
        if not quotes:
            receipt(call, workspace.take_place(view.row.id, place or 0))
            return
        receipt(call, workspace.revise([view.row.id], [spans_near(workspace, view, quotes)]))


@command("split")
@click.argument("claim", metavar="CLAIM")
@click.argument("quotes", metavar="QUOTE QUOTE…", nargs=-1, required=True)
def split(call: Call, claim: str, quotes: tuple[str, ...]) -> None:
    """Cut a claim into several.

    One QUOTE for each.
    """
    if len(quotes) < 2:
        raise UsageError("to split a claim, quote two parts at least")
    with call.workspace() as workspace:
        view = workspace.claim(workspace.find_claim(claim))
        parts = [spans_near(workspace, view, [quote]) for quote in quotes]
        receipt(call, workspace.revise([view.row.id], parts))


@command("merge")
@click.argument("claims", metavar="CLAIM CLAIM…", nargs=-1, required=True)
@click.option("--quote", metavar="QUOTE", help="The words of the one claim. [default: from the first to the last]")
def merge(call: Call, claims: tuple[str, ...], quote: str | None) -> None:
    """Make one claim of several of the same article."""
    if len(claims) < 2:
        raise UsageError("to merge claims, name two at least")
    with call.workspace() as workspace:
        views = [workspace.claim(workspace.find_claim(claim)) for claim in claims]
        if len({view.row.article for view in views}) > 1:
            raise UsageError("claims of different articles cannot be merged", next_step="decide the pair instead")
        spans = [view.claim.span for view in views]
        whole = Span(min(span.start for span in spans), max(span.end for span in spans))
        chosen = spans_near(workspace, views[0], [quote]) if quote else [whole]
        receipt(call, workspace.revise([view.row.id for view in views], [chosen]))


def spans_near(workspace: Workspace, view: ClaimView, quotes: tuple[str, ...] | list[str]) -> list[Span]:
    """The places of quotes in a claim's article; of several places, the one in the claim's sentence."""
    text = workspace.text(view.row.article).text
    sentence: Span | None = view.claim.sentence
    if view.claim.version != view.article.version:  # of an earlier text: only what is offered in the present one
        places = view.changes[0].places if view.changes else ()
        sentence = places[0] if len(places) == 1 else None
    return [span_of(quote, text, sentence) for quote in quotes]


@command("block", lists=True)
@click.argument("article", metavar="ARTICLE")
@click.argument("quote", metavar="[QUOTE]", required=False)
@click.argument("kind", metavar="[CLASS]", required=False)
def block(call: Call, article: str, quote: str | None, kind: str | None) -> None:
    """List the blocks of an article.

    With a QUOTE and a CLASS, say what the block with these words is.

    CLASS: body, headline, subhead, byline, credit, wire_credit, widget, footer, error. Only body and headline give
    claims; nothing is deleted.
    """
    if quote and not kind:
        raise UsageError("say what the block is", next_step=f"one of {', '.join(BlockClass)}")
    with call.workspace() as workspace:
        text = workspace.text(workspace.article(article).id)
        if quote and kind:
            wanted = one_of(BlockClass, kind, "a class of block")
            receipt(call, workspace.flip_block(text.article.id, _block_of(text.blocks, quote, text.text).span, wanted))
            return
        values = ({"block": item, "quote": item.span.of(text.text)} for item in text.blocks)
        call.listing("block", "blocks", values, lambda: _say_blocks(text.blocks, text.text))


def _block_of(blocks: tuple[BlockView, ...], quote: str, text: str) -> BlockView:
    span = span_of(quote, text)
    for item in blocks:
        if item.span.contains(span):
            return item
    raise AnchorError(f"the words “{quote}” stand in no single block", next_step="quote words of one paragraph")


def _say_blocks(blocks: tuple[BlockView, ...], text: str) -> None:
    table([(b.cls.value + (f" ({one(b.by)})" if b.by else ""), b.span.of(text)) for b in blocks])
    if not blocks:
        line("no blocks")


@command("date")
@click.argument("article", metavar="ARTICLE")
@click.argument("day", metavar="YYYY-MM-DD")
def date(call: Call, article: str, day: str) -> None:
    """Say when an article was published.

    "On Monday" then has a day.
    """
    with call.workspace() as workspace:
        receipt(call, workspace.set_date(workspace.article(article).id, day))


COMMANDS = {"give": give, "revise": revise, "split": split, "merge": merge, "block": block, "date": date}
