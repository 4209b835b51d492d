"""What people said, as runs: verdicts, evidence, what an adjudication rests on, precedents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reviewer.model.policy import Policy
from reviewer.model.precedent import NEARNESS_WORDS
from reviewer.model.verdict import LABELS, Evidence, EvidenceKind, Value
from reviewer.tui.runs import Run, joined, run
from reviewer.tui.signs import Signs
from reviewer.workspace.views import BasisView, PrecedentView

_DOT = Run(" · ", "dim")


def value_runs(value: Value | None, policy: Policy, signs: Signs) -> list[Run]:
    """Sign and label of a verdict in its colour; nothing for None."""
    if value is None:
        return []
    return [Run(f"{signs.values[value]} ", value.value), run(policy.labels.get(value, LABELS[value]), value.value)]


def one_line(words: str) -> str:
    """What somebody wrote in several lines, to be read in one."""
    return " ".join(part.strip() for part in words.splitlines() if part.strip())


def evidence_words(item: Evidence, numbers: Mapping[str, str] | None = None) -> str:
    """`supports: https://… “quote”`; `numbers` gives the short numbers of claims that are evidence."""
    what = {
        EvidenceKind.CLAIM: f"claim {(numbers or {}).get(item.claim, item.claim[:8])}",
        EvidenceKind.FILE: item.file_name or item.file_sha256[:12],
        EvidenceKind.URL: item.url,
        EvidenceKind.OTHER: "",
    }[item.kind]
    words = [what, f"“{one_line(item.quote)}”" if item.quote else "", one_line(item.remark)]
    return f"{item.stance.value}: " + " ".join(word for word in words if word)


def precedent_runs(one: PrecedentView, policy: Policy, signs: Signs) -> list[Run]:
    """`2.4 ✗ Refuted · Bo · the same words · “the log book”`."""
    who = ", ".join(one.by) if one.decided else "you"
    parts = [
        [run(one.number, "head"), Run(" "), *value_runs(one.value, policy, signs)],
        [run(who)] if who else [],
        [run(NEARNESS_WORDS[one.nearness], "dim")],
        [run(f"“{one.why}”", "dim")] if one.why else [],
        [run(f"{signs.look} {one.needs_look}", "warn")] if one.needs_look else [],
    ]
    return joined([part for part in parts if part], _DOT)


def basis_runs(basis: Sequence[BasisView], policy: Policy, signs: Signs) -> list[Run]:
    """`Bo ✗ Refuted, Cy ✓ Supported`; what does not hold any more says so."""
    told = []
    for each in basis:
        value = value_runs(each.value, policy, signs) or [run("words not here", "warn")]
        told.append(
            [run(each.person), Run(" "), *value, *([] if each.stands else [run(" (taken back since)", "warn")])]
        )
    return joined(told, Run(", ", "dim"))
