"""Why a claim is ranked as it is, and how it was cut."""

from __future__ import annotations

from collections.abc import Sequence

from reviewer.model.claim import Reason
from reviewer.tui.runs import BLANK, Line, Run, flow, line, run
from reviewer.workspace.views import ClaimView


def reason_lines(view: ClaimView, reasons: Sequence[Reason], width: int) -> list[Line]:
    """Worth checking with its reasons, kind, rule, place, and why articles count as one origin."""
    claim = view.claim
    lines = flow([run(f"“{view.row.quote}”", "strong")], width, indent=1, most=6)
    lines += [BLANK, line(Run(f" Worth checking {claim.score:.0%}", "head"))]
    for reason in reasons:
        sign = "+" if reason.weight >= 0 else "-"
        lines += flow([Run(f"{sign} ", "key"), run(reason.words)], width, indent=3, hang=5)
    lines += [BLANK, line(Run(" How it was cut", "head"))]
    kind = claim.kind.value.replace("_", " ")
    lines += flow([run(f"{kind}; rule: {claim.rule}; characters {claim.span.start}-{claim.span.end}")], width, indent=3)
    lines += flow([run(f"id {claim.id}", "dim")], width, indent=3)
    if claim.restatement:
        lines += flow([Run("restated by machine: ", "dim"), run(claim.restatement)], width, indent=3)
    lines += [BLANK, line(Run(f" {view.corroboration.line}", "head"))]
    for group in view.corroboration.groups:
        count = f"{len(group.articles)} article{'' if len(group.articles) == 1 else 's'} as one origin"
        lines += flow([run(f"{count}: {group.why}" if group.why else count)], width, indent=3, hang=5)
    for words in view.corroboration.reasons:
        lines += flow([run(words)], width, indent=3, hang=5)
    return lines
