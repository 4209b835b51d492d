"""Statistics drawn in text: the same lines on the command line, in plain mode and on the screen; ASCII only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reviewer.workspace.views.statistics import CodeAgreement, Figure, PairFigures, Statistics

BAR = 20
"""Cells of a bar."""
_TITLE = 40
_DAYS = 30


def lines(found: Statistics) -> Iterator[str]:
    """Headings end in a colon; lines below them are indented by two."""
    yield from _articles(found)
    yield from _persons(found)
    yield from _days(found.days)
    for code in found.agreement:
        yield from _agreement(code)
    if found.splits:
        yield f"Open splits ({found.summary.split}):"
        yield from (f"  {row.number}  {row.quote}" for row in found.splits)


def bar(parts: Sequence[tuple[int, str]], total: int, width: int = BAR) -> str:
    """A bar of `width` cells: each part by its sign, the rest by dots. A part above 0 is never drawn as nothing."""
    drawn = ""
    for count, sign in parts:
        cells = round(width * count / total) if total else 0
        drawn += sign * (max(1, cells) if count else 0)
    return drawn[:width].ljust(width, ".")


def _articles(found: Statistics) -> Iterator[str]:
    yield "Articles (# decided, ! split, + in review, . open):"
    for one in found.articles:
        shown = bar([(one.decided, "#"), (one.split, "!"), (one.in_review, "+")], one.claims)
        title = one.title if len(one.title) <= _TITLE else one.title[: _TITLE - 3] + "..."
        whose = f"  ({one.assigned})" if one.assigned else ""
        yield f"  {one.number:>4} [{shown}] {one.decided:>4} of {one.claims:<4} {title}{whose}"


def _persons(found: Statistics) -> Iterator[str]:
    most = max((one.verdicts for one in found.persons), default=0)
    width = max((len(one.person) for one in found.persons), default=0)
    yield "Persons:"
    for one in found.persons:
        more = [f"{one.adjudications} adjudicated"] * bool(one.adjudications)
        more += [f"{one.signoffs} signed off"] * bool(one.signoffs)
        rest = f"  {', '.join(more)}" if more else ""
        yield f"  {one.person.ljust(width)} [{bar([(one.verdicts, '#')], most)}] {one.verdicts:>4} {one.role}{rest}"


def _days(days: Sequence[tuple[str, int]]) -> Iterator[str]:
    if days:
        most = max(count for _, count in days)
        yield "Verdicts by day (UTC):"
        yield from (f"  {day} [{bar([(count, '#')], most)}] {count:>4}" for day, count in days[-_DAYS:])


def _agreement(code: CodeAgreement) -> Iterator[str]:
    name = "verdicts" if code.code == "verdict" else code.code
    yield f"Agreement on {name}, first independent ones (95 % bootstrap interval):"
    yield f"  {'equal pairs':<22} {ratio(code.percent)}"
    yield f"  {'Krippendorff alpha':<22} {ratio(code.alpha)}"
    for pair in code.pairs:
        yield from pair_lines(pair)
    for why, count in code.left_out.items():
        yield f"  left out: {count} {why}"
    if hint := hint_of(code):
        yield f"  {hint}"


def hint_of(code: CodeAgreement) -> str:
    """What makes figures possible where there are none; "" where nothing needs to be said."""
    if code.percent.value is not None or not any("in sight" in why for why in code.left_out):
        return ""
    return "whoever saw another's verdict is not independent: with blind: true in claims.yaml nobody sees it first"


def pair_lines(pair: PairFigures) -> Iterator[str]:
    """Two persons: how often they agree, and who said what where."""
    yield f"  {pair.left} and {pair.right}: equal {ratio(pair.percent)}; Cohen kappa {ratio(pair.kappa)}"
    values = sorted({value for left, right, _ in pair.table for value in (left, right)})
    counts = {(left, right): count for left, right, count in pair.table}
    width = max(map(len, values), default=0)
    yield f"    {pair.left} down, {pair.right} across: {', '.join(f'{i} {v}' for i, v in enumerate(values, 1))}"
    yield "    " + " " * (width + 2) + " ".join(f"{i:>4}" for i in range(1, len(values) + 1))
    for i, left in enumerate(values, 1):
        cells = " ".join(f"{counts.get((left, right), 0):>4}" for right in values)
        yield f"    {i} {left.ljust(width)}{cells}"


def ratio(figure: Figure) -> str:
    """`0.743 [0.512, 0.910], n = 12`; `n/a, n = 0` where undefined."""
    if figure.value is None:
        return f"n/a, n = {figure.items}"
    inside = "" if figure.low is None or figure.high is None else f" [{figure.low:.3f}, {figure.high:.3f}]"
    return f"{figure.value:.3f}{inside}, n = {figure.items}"
