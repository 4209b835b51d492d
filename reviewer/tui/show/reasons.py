"""Why a claim is ranked as it is, and how it was cut."""

from __future__ import annotations

from collections.abc import Sequence

from reviewer.model.claim import Reason
from reviewer.tui.runs import BLANK, Line, Run, flow, line, run
from reviewer.workspace.views import ClaimView, Ranking

SHOWN = 12
"""Reasons of a model shown one by one."""


def reason_lines(view: ClaimView, found: Ranking, width: int) -> list[Line]:
    """Worth checking with its reasons, kind, rule, place, and why articles count as one origin."""
    claim = view.claim
    lines = flow([run(f"“{view.row.quote}”", "strong")], width, indent=1, most=6)
    lines += _ranked(found, width)
    lines += [BLANK, line(Run(" How it was cut", "head"))]
    kind = claim.kind.value.replace("_", " ")
    lines += flow([run(f"{kind}; rule: {claim.rule}; characters {claim.span.start}-{claim.span.end}")], width, indent=3)
    lines += flow([run(f"id {claim.id}", "dim")], width, indent=3)
    if claim.restatement:
        lines += flow([Run("restated by machine: ", "dim"), run(claim.restatement)], width, indent=3)
    lines += [BLANK, line(Run(f" {view.corroboration.line}", "head"))]
    origins = view.corroboration
    for group in origins.groups:
        count = f"{len(group.articles)} article{'' if len(group.articles) == 1 else 's'} as one origin"
        count += " at the fewest" if len(group.articles) > 1 and origins.low < origins.high else ""
        lines += flow([run(f"{count}: {group.why}" if group.why else count)], width, indent=3, hang=5)
    told = {why for group in origins.groups for why in group.why.split("; ")}
    for words in origins.reasons:
        if words in told:
            continue
        lines += flow([run(words)], width, indent=3, hang=5)
    return lines


def _ranked(found: Ranking, width: int) -> list[Line]:
    """The rank in the model in force and, where the desk learned that, as shipped."""
    if found.hidden:
        return [BLANK, *flow([run("The rules in force hide the machine's scores.")], width, indent=1)]
    by = f", learned from {found.examples} claims" if found.learned else ""
    lines = [BLANK, line(Run(f" Worth checking {found.score:.0%}{by}", "head")), *_weighed(found.reasons, width)]
    if found.learned:
        lines += [BLANK, line(Run(f" As shipped {found.shipped_score:.0%}", "head"))]
        lines += _weighed(found.shipped_reasons, width)
    return lines + flow([run(found.remark, "warn")], width, indent=1) if found.remark else lines


def _weighed(reasons: Sequence[Reason], width: int) -> list[Line]:
    lines: list[Line] = []
    for reason in reasons[:SHOWN]:
        lines += flow([Run(f"{reason.weight:+.2f} ", "key"), run(reason.words)], width, indent=3, hang=9)
    rest = reasons[SHOWN:]
    if rest:
        told = f"{len(rest)} smaller reasons together"
        lines += flow([Run(f"{sum(r.weight for r in rest):+.2f} ", "key"), run(told)], width, indent=3, hang=9)
    return lines
