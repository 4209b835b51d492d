"""Pairs of claims and of articles: matches, comparing, deciding, lineage."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reviewer.cli import phrases, showing
from reviewer.cli.call import Call, command
from reviewer.cli.judging import receipt
from reviewer.cli.output import line, one, paragraph
from reviewer.cli.words import one_of, pair_word_of, several_of
from reviewer.model.comparison import Outcome
from reviewer.model.lineage import Lineage, LineageKind

if TYPE_CHECKING:
    from reviewer.workspace import Workspace
    from reviewer.workspace.views import MatchView


@command("matches", lists=True)
@click.argument("claim", metavar="[CLAIM]", required=False)
@click.option("--outcome", metavar="OUTCOME", multiple=True, help="Only such pairs, e.g. contradicts.")
def matches(call: Call, claim: str | None, outcome: tuple[str, ...]) -> None:
    """List who else speaks of a claim.

    With what differs. Without CLAIM, all pairs of the workspace.
    """
    wanted = several_of(Outcome, outcome, "an outcome")
    with call.workspace() as workspace:
        if claim is None:
            pairs = _all_pairs(workspace, wanted)
            call.listing(
                "match", "matches", ({"claim": left, "match": m} for left, m in pairs), lambda: _say_all(pairs)
            )
            return
        view = workspace.claim(workspace.find_claim(claim))
        found = [m for m in (*view.matches, *view.inner) if not wanted or m.outcome in wanted]
        values = [] if wanted else [{"claim": view.row.number, "check": check} for check in view.checked]
        values += [{"claim": view.row.number, "match": match} for match in found]
        limited = bool(wanted)
        call.listing("match", "matches", iter(values), lambda: _say_one(workspace, view.row.id, found, limited=limited))


def _all_pairs(workspace: Workspace, wanted: frozenset[Outcome]) -> Iterator[tuple[str, MatchView]]:
    """Each pair once, from the side of its first claim in the list."""
    from reviewer.cli.reading import rows_of
    from reviewer.workspace.views import Filter

    seen: set[tuple[str, str]] = set()
    for row in rows_of(workspace, Filter(matched=True, outcomes=wanted)):
        for match in workspace.claim(row.id).matches:
            pair = (match.match.left, match.match.right)
            if pair not in seen and (not wanted or match.outcome in wanted):
                seen.add(pair)
                yield row.number, match


def _say_all(pairs: Iterator[tuple[str, MatchView]]) -> None:
    found = False
    for number, match in pairs:
        found = True
        paragraph(f"{number} and {match.row.number} ({phrases.match_word(match)})  {one(match.difference)}", 0, 4)
    if not found:
        line("no pairs")


def _say_one(workspace: Workspace, claim: str, found: list[MatchView], *, limited: bool) -> None:
    view = workspace.claim(claim)
    paragraph(f"{view.row.number}  “{one(view.row.quote)}”")
    paragraph(phrases.corroboration(view.corroboration), 2)
    if not limited:
        showing.pairs(view)
        return
    for match in found:
        showing.pair(match, inner=match.match.inner)
    if not found:
        line("  no such pair")


@command("compare", lists=True)
@click.argument("left", metavar="CLAIM|FILE")
@click.argument("right", metavar="CLAIM|FILE")
def compare(call: Call, left: str, right: str) -> None:
    """Compare two claims, or two files.

    Files need no workspace: all their claims are compared.
    """
    if Path(left).is_file() and Path(right).is_file():
        from reviewer.cli.files import compare_files

        compare_files(call, Path(left), Path(right))
        return
    with call.workspace() as workspace:
        view = workspace.match(workspace.find_claim(left), workspace.find_claim(right))
        values = iter([{"match": view}])
        call.listing("match", "matches", values, lambda: _say_pair(workspace, left, view))


def _say_pair(workspace: Workspace, left: str, view: MatchView) -> None:
    row = workspace.row(workspace.find_claim(left))
    paragraph(f"{row.number}  “{one(row.quote)}”")
    showing.pair(view, inner=view.match.inner)
    if not view.match.offered and view.match.why_not:
        paragraph(f"not offered as a match: {one(view.match.why_not)}", 4, 2)
    for slot, mine, theirs in phrases.sides(view):
        note = f" ({one(slot.note)})" if slot.note else ""
        paragraph(f"{slot.label}: {mine or '-'} · {theirs or '-'}: {phrases.RELATIONS[slot.relation]}{note}", 4, 2)
    line(f"    score {view.match.score:.2f}, moved up (+) or down (-) in log-odds by:")
    for signal in sorted(view.match.signals, key=lambda signal: -abs(signal.weight)):
        if signal.weight:
            paragraph(f"{signal.weight:+.2f} {signal.name}: {one(signal.words) or f'{signal.value:.2f}'}", 6, 6)


OPEN = "open"
"""The word that takes one's own word on a pair back."""


@command("decide")
@click.argument("left", metavar="CLAIM")
@click.argument("right", metavar="CLAIM")
@click.argument("word", metavar="WORD")
@click.option("--why", "--rationale", "rationale", default="", metavar="WORDS", help="The rationale; goes out.")
def decide(call: Call, left: str, right: str, word: str, rationale: str) -> None:
    """Decide a pair for good.

    WORD: agrees (=), contradicts (!), other_thing (x), cannot_tell (~). The pair is not asked again; `open` takes back
    what you said of it, and it is.
    """
    with call.workspace() as workspace:
        sides = workspace.find_claim(left), workspace.find_claim(right)
        if word == OPEN:
            receipt(call, workspace.open_pair(*sides))
            return
        receipt(call, workspace.decide(*sides, pair_word_of(word), rationale))


@command("lineage", lists=True)
@click.argument("left", metavar="[ARTICLE]", required=False)
@click.argument("right", metavar="[ARTICLE]", required=False)
@click.argument("kind", metavar="[KIND]", required=False)
@click.option("--why", "--rationale", "rationale", default="", metavar="WORDS", help="The rationale; goes out.")
def lineage(call: Call, left: str | None, right: str | None, kind: str | None, rationale: str) -> None:
    """List how articles are related.

    With the signs of it. With two articles and a KIND, say it yourself.

    KIND: same_text, rewrite, same_informant, same_agency, no_link_found, independent, unknown.
    """
    with call.workspace() as workspace:
        first = workspace.article(left).id if left else None
        second = workspace.article(right).id if right else None
        if first and second and kind:
            word = one_of(LineageKind, kind, "a lineage")
            receipt(call, workspace.set_lineage(first, second, word, rationale))
            return
        found = [item for item in workspace.lineages(first) if second is None or second in (item.left, item.right)]
        values = ({"lineage": item} for item in found)
        call.listing("lineage", "lineages", values, lambda: _say_lineages(workspace, found))


def _say_lineages(workspace: Workspace, found: list[Lineage]) -> None:
    numbers = {view.id: view.number for view in workspace.articles()}
    for item in found:
        paragraph(f"{numbers[item.left]} and {numbers[item.right]}: {phrases.lineage(item)}")
        for sign in item.signs:
            paragraph(one(sign.words), 4, 2)
    if not found:
        line("no two articles to compare")


COMMANDS = {"matches": matches, "compare": compare, "decide": decide, "lineage": lineage}
