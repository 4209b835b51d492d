"""Statistics in sentences: a voice reads no bars."""

from __future__ import annotations

from collections.abc import Iterator

from reviewer.cli.output import count, one
from reviewer.workspace.charts import hint_of, ratio
from reviewer.workspace.views.statistics import CodeAgreement, Statistics

_DAYS = 7
"""The last days that are told."""


def stats(found: Statistics) -> Iterator[str]:
    """How far the work is and how well people agree, in sentences."""
    counts = found.summary
    yield (
        f"{counts.decided:,} of {count(counts.claims, 'claim')} decided, {counts.split:,} split, "
        f"{counts.in_review:,} in review, {counts.open:,} open."
    )
    if counts.needs_look:
        yield f"{counts.needs_look:,} need another look."
    begun = [each for each in found.articles if each.decided or each.split or each.in_review]
    for each in begun:
        whose = f", assigned to {one(each.assigned)}" if each.assigned else ""
        yield f"Article {each.number}, {one(each.title)}{whose}: {each.decided} of {each.claims} decided."
    if len(begun) < len(found.articles):
        yield f"{count(len(found.articles) - len(begun), 'article')} not begun."
    for person in found.persons:
        yield f"{one(person.person)}, {one(person.role)}: {count(person.verdicts, 'verdict')}."
    for day, given in found.days[-_DAYS:]:
        yield f"On {day}: {count(given, 'verdict')}."
    for code in found.agreement:
        yield from _agreement(code)
    for row in found.splits:
        yield f"Split: {row.number}, “{one(row.quote)}”"


def _agreement(code: CodeAgreement) -> Iterator[str]:
    name = "verdicts" if code.code == "verdict" else one(code.code)
    if code.percent.value is None and code.alpha.value is None:
        yield f"Agreement on {name} cannot be measured yet: two people must judge the same claims on their own."
    else:
        yield f"Agreement on {name}: equal pairs {ratio(code.percent)}. Krippendorff's alpha {ratio(code.alpha)}."
    for pair in code.pairs:
        yield f"{one(pair.left)} and {one(pair.right)}: equal {ratio(pair.percent)}. Cohen's kappa {ratio(pair.kappa)}."
    for why, left_out in code.left_out.items():
        yield f"Left out: {left_out} {why}."
    if hint := hint_of(code):
        yield f"{hint[:1].upper()}{hint[1:]}."
