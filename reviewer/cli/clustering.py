"""Claims about one thing over all articles: the groups, or every appearance of one claim."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from reviewer.cli import phrases
from reviewer.cli.call import Call, command
from reviewer.cli.output import count, line, one, paragraph

if TYPE_CHECKING:
    from reviewer.workspace.views import Appearance, ClusterView, WeakLink


@command("clusters", lists=True)
@click.argument("claim", metavar="[CLAIM]", required=False)
def clusters(call: Call, claim: str | None) -> None:
    """List the claims that speak of one thing.

    Groups over all articles, the largest first. With CLAIM, all its appearances by origin, in order of time, and who
    disagrees on what.
    """
    with call.workspace() as workspace:
        scores = not workspace.policy.hide_scores
        if claim is None:
            found = workspace.clusters()
            call.listing(
                "cluster", "clusters", ({"cluster": view} for view in found), lambda: _say_all(found, scores=scores)
            )
            return
        view = workspace.cluster(workspace.find_claim(claim))
        call.listing("cluster", "clusters", iter([{"cluster": view}]), lambda: _say_one(view, scores=scores))


def _say_all(found: Sequence[ClusterView], *, scores: bool) -> None:
    for view in found:
        odds = f" · {count(view.disagree, 'pair')} at odds" if view.disagree else ""
        head = f"{count(len(view.claims), 'claim')} in {count(view.articles, 'article')}{odds}"
        paragraph(f"{view.row.number}  “{one(view.row.quote)}”")
        paragraph(f"{head}: {phrases.numbers(view.claims)}", 4, 2)
        if view.weakest is not None:
            paragraph(weak_words(view.weakest, scores=scores), 4, 2)
    if not found:
        line("no two claims speak of one thing")


def _say_one(view: ClusterView, *, scores: bool) -> None:
    for words in told(view, scores=scores):
        paragraph(words.strip(), 4 if words.startswith(" ") else 2, 4)


def told(view: ClusterView, *, scores: bool) -> list[str]:
    """A cluster in lines: how many, then origin by origin."""
    lines = [phrases.corroboration(view.corroboration)] if view.corroboration is not None else []
    for origin in view.origins:
        inside = [each for each in view.appearances if each.origin == origin.number]
        why = f": {one(origin.why)}" if len(origin.articles) > 1 else ""
        apart = "" if origin.asserts else "; does not say this: not counted"
        lines.append(f"Origin {origin.number}, {count(len(origin.articles), 'article')}{why}{apart}")
        lines += [f"  {appearance(each)}" for each in inside]
    if view.weakest is not None:
        lines.append(weak_words(view.weakest, scores=scores))
    if not view.whole:
        lines.append("The story is larger; only its nearest part was looked at")
    return lines


def appearance(each: Appearance) -> str:
    """`2024-03-05  4.2 Estmark Observer, contradicts: 2,400 people · 1,900 people: number differs. “…”`."""
    where = one(each.publisher or each.title)
    stands = "the claim itself" if each.match is None else phrases.match_word(each.match)
    differs = f" ({one(each.match.difference)})" if each.match is not None and each.match.difference else ""
    return f"{each.date or 'no date'}  {each.row.number} {where}, {stands}{differs}: “{one(each.row.quote)}”"


def weak_words(link: WeakLink, *, scores: bool) -> str:
    """What holds the loosest claim; without its score where the rules hide scores."""
    score = f", score {link.score:.2f}" if scores else ""
    return f"weakest link: {link.left} and {link.right}{score} ({one(link.difference)})"


COMMANDS = {"clusters": clusters}
