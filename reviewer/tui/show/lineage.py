"""How one article is related to the others: what it counts for, and the signs of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reviewer.model.lineage import Lineage, LineageKind, naming
from reviewer.model.span import Span
from reviewer.tui.runs import Line, Run, flow, run
from reviewer.tui.show.article import Overlay
from reviewer.tui.signs import Signs, lineage_words
from reviewer.workspace.views import ArticleView

_STRENGTH = (
    LineageKind.SAME_TEXT,
    LineageKind.REWRITE,
    LineageKind.SAME_INFORMANT,
    LineageKind.SAME_AGENCY,
    LineageKind.INDEPENDENT,
    LineageKind.UNKNOWN,
    LineageKind.NO_LINK_FOUND,
)
_ROLES = {LineageKind.NO_LINK_FOUND: "dim", LineageKind.UNKNOWN: "dim", LineageKind.INDEPENDENT: "good"}


def lineage_key(index: int) -> str:
    """The key of the lines of one relation."""
    return f"lineage:{index}"


def strongest_first(lineages: Sequence[Lineage]) -> list[Lineage]:
    """Relations with what unites articles first."""
    return sorted(lineages, key=lambda each: (_STRENGTH.index(each.kind), -each.share, each.left, each.right))


def other_of(lineage: Lineage, article: str) -> str:
    """The other article of a relation."""
    return lineage.right if lineage.left == article else lineage.left


def lineage_lines(
    article: str, lineages: Sequence[Lineage], names: Mapping[str, ArticleView], chosen: int, signs: Signs, width: int
) -> list[Line]:
    """One relation after the other: the other article, what the two count for, why we think so."""
    lines: list[Line] = []
    for i, each in enumerate(lineages):
        key = lineage_key(i)
        other = names[other_of(each, article)]
        pointer = Run(f"{signs.cursor} " if i == chosen else "  ", "key")
        where = [run(str(other.number), "head"), Run(" "), run(other.metadata.publisher or other.title)]
        head = [pointer, *where, Run(" · ", "dim"), run(lineage_words(each), _ROLES.get(each.kind, "strong"))]
        lines += flow(head, width, hang=4, key=key, most=2)
        for sign in each.signs:
            lines += flow(
                [Run("because ", "dim"), run(_sign(sign.words, each, names))], width, indent=4, hang=6, key=key, most=2
            )
    return lines or flow([run("No other article here to compare it with.")], width, indent=1)


def _sign(words: str, lineage: Lineage, names: Mapping[str, ArticleView]) -> str:
    """A sign in words; where it speaks of the first and the second article, by their numbers."""
    left, right = (f"article\u00a0{names[article].number}" for article in (lineage.left, lineage.right))
    return naming(words, left, right)


def marked(lineage: Lineage, article: str) -> tuple[Span, ...]:
    """The places in an article that are signs of the relation, in order."""
    spans = [span for sign in lineage.signs for span in (sign.left if lineage.left == article else sign.right)]
    return tuple(sorted(set(spans), key=lambda span: (span.start, span.end)))


def shared_words(spans: Sequence[Span]) -> tuple[Overlay, ...]:
    """Those places as they are painted."""
    return tuple(Overlay(span.start, span.end, "hit") for span in spans)
