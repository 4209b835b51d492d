"""All appearances of a claim: origin by origin, in order of time, each with how it stands to the claim."""

from __future__ import annotations

from collections.abc import Sequence

from reviewer.tui.runs import BLANK, Line, Run, flow, joined, line, run
from reviewer.tui.show.matches import aligned, outcome_runs
from reviewer.tui.signs import Signs
from reviewer.workspace.views import Appearance, ClaimView, ClusterView, OriginView

_DOT = Run(" · ", "dim")
_DATE = 12


def appearance_key(index: int) -> str:
    """The key of the lines of one appearance."""
    return f"appearance:{index}"


def cluster_lines(
    view: ClaimView, cluster: ClusterView, chosen: int, signs: Signs, width: int, *, scores: bool = True
) -> list[Line]:
    """The page: how many, then each origin with its appearances, then what holds the loosest one."""
    lines = flow([run(f"“{view.row.quote}”", "strong")], width, indent=1, hang=1, most=3)
    lines += [*flow([run(view.corroboration.line)], width, indent=1), BLANK]
    if len(cluster.appearances) < 2:
        return [*lines, *flow([run("It stands in this one place only.")], width, indent=1)]
    for origin in cluster.origins:
        lines += _origin(origin, width)
        for i, each in enumerate(cluster.appearances):
            if each.origin == origin.number:
                lines += _appearance(view, each, i, chosen, signs, width)
        lines.append(BLANK)
    return lines + _foot(cluster, width, scores=scores)


def _origin(origin: OriginView, width: int) -> list[Line]:
    count = len(origin.articles)
    head = [Run(f"Origin {origin.number}", "head"), _DOT, run(f"{count} article{'' if count == 1 else 's'}")]
    if count > 1:
        head += [Run(", "), Run("one vote", "strong"), Run(": ", "dim"), run(origin.why, "dim")]
    if not origin.asserts:
        head += [_DOT, Run("does not say this: not counted", "strong")]
    return flow(head, width, indent=1, hang=3, most=2)


def _appearance(view: ClaimView, each: Appearance, index: int, chosen: int, signs: Signs, width: int) -> list[Line]:
    key = appearance_key(index)
    pointer = Run(f" {signs.cursor} " if index == chosen else "   ", "key")
    where = [run(each.row.number, "head"), Run(" "), run(each.publisher or each.title)]
    if each.match is None:
        stands: Sequence[Run] = [Run("the claim itself", "dim")]
    else:
        stands = [*outcome_runs(view, each.match, signs)]
        if each.match.difference:
            stands = [*stands, Run(": ", "dim"), run(each.match.difference, "strong")]
    head = [pointer, run((each.date or "no date").ljust(_DATE), "dim"), *joined([where, stands], _DOT)]
    lines = flow(head, width, hang=3 + _DATE, key=key, most=3)
    if each.match is not None and not _folded(each):
        lines += flow([Run("“"), *aligned(each.match, "")[1], Run("”")], width, indent=3 + _DATE, key=key, most=3)
    return lines


def _folded(each: Appearance) -> bool:
    """Whether its words are the claim's own, so that they need not be read again."""
    return each.match is not None and all(piece.same for piece in (*each.match.mine, *each.match.theirs))


def _foot(cluster: ClusterView, width: int, *, scores: bool) -> list[Line]:
    lines: list[Line] = []
    if cluster.weakest is not None:
        weak = cluster.weakest
        words = [Run("Weakest link: ", "dim"), run(f"{weak.left} and {weak.right}", "head")]
        words += [_DOT, run(weak.difference)]
        words += [_DOT, run(f"score\u00a0{weak.score:.2f}", "dim")] if scores else []
        lines += flow(words, width, indent=1, hang=3)
    if not cluster.whole:
        lines.append(line(" The story is larger; only its nearest part is shown."))
    return lines
