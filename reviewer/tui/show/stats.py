"""Statistics as lines of the screen: bars by status, verdicts by person and day, agreement on its scale."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from reviewer.tui.cells import clip
from reviewer.tui.runs import BLANK, Line, Run, clipped, flow, joined, line, run
from reviewer.tui.signs import Signs
from reviewer.workspace.charts import bar, hint_of, pair_lines, ratio
from reviewer.workspace.views.statistics import CodeAgreement, Figure, Statistics

_DOT = Run(" · ", "dim")
_TITLE = 28
"""Cells of an article's title at least, however much else stands on its line."""
_BEFORE_TITLE = 39
_DAYS = 30
_SCALE = 41
"""Cells of the scale from 0 to 1: one for every 0.025."""
_MARKS = (0.667, 0.8)
"""Krippendorff 2004, "Content Analysis": above 0.8 reliable, above 0.667 for tentative conclusions."""


def stats_lines(found: Statistics, width: int, signs: Signs) -> list[Line]:
    """Where the claims stand, then articles, persons, days, agreement and open splits, each under its heading."""
    made = _stand(found, width, signs)
    for section in (_articles(found, width, signs), _persons(found, signs), _days(found, signs)):
        made += [clipped(each, width) for each in section]
    for code in found.agreement:
        made += [clipped(each, width) for each in _agreement(code, signs)]
    if found.splits:
        made += [BLANK, _head(f"Open splits ({found.summary.split:,})")]
        for row in found.splits:
            made += flow([Run(f"{row.number:>6}  ", "head"), run(row.quote)], width, hang=8, most=2)
    return made


def _head(words: str) -> Line:
    return Line((Run(" "), run(words, "head")))


def _stand(found: Statistics, width: int, signs: Signs) -> list[Line]:
    """The whole work as one bar, with what its signs mean."""
    counts = found.summary
    parts = ((counts.decided, "decided"), (counts.split, "split"), (counts.in_review, "in review"))
    kinds = [
        [Run(signs.bars[kind], _ROLES[kind]), run(f" {count:,} {kind}")]
        for count, kind in (*parts, (counts.open, "open"))
    ]
    if counts.needs_look:
        look = "needs" if counts.needs_look == 1 else "need"
        kinds.append([run(f"{signs.look}\u00a0{counts.needs_look:,}\u00a0{look}\u00a0another\u00a0look")])
    cells = max(10, min(60, width - 20))
    whole = _bar([(count, kind) for count, kind in parts], counts.claims, signs, cells)
    head = line(Run(" "), run(f"{counts.claims:,} claims  ", "strong"), *whole)
    return [clipped(head, width), *flow(joined(kinds, _DOT), width, indent=1)]


_ROLES = {"decided": "good", "split": "bad", "in review": "warn", "open": "dim"}


def _bar(parts: Sequence[tuple[int, str]], total: int, signs: Signs, cells: int = 20) -> list[Run]:
    """A bar in runs; `parts` are counts with their kind, the rest is open."""
    letters = {kind: kind[0] for kind in _ROLES}
    kinds = {letter: kind for kind, letter in letters.items()} | {".": "open"}
    drawn = bar([(count, letters[kind]) for count, kind in parts], total, cells)
    return [Run(signs.bars[kinds[letter]] * len(list(same)), _ROLES[kinds[letter]]) for letter, same in groupby(drawn)]


def _length(count: int, most: int, signs: Signs) -> Run:
    """A count as a length beside others."""
    return Run(bar([(count, signs.bars["decided"])], most).replace(".", " "), "good")


def _articles(found: Statistics, width: int, signs: Signs) -> Iterator[Line]:
    assigned = max((len(one.assigned) + 2 for one in found.articles if one.assigned), default=0)
    room = max(_TITLE, width - _BEFORE_TITLE - assigned)
    yield BLANK
    yield _head("Articles")
    for one in found.articles:
        parts = ((one.decided, "decided"), (one.split, "split"), (one.in_review, "in review"))
        whose = [Run("  "), run(one.assigned, "dim")] if one.assigned else []
        yield line(
            Run(f"{one.number:>4} ", "head"),
            *_bar(parts, one.claims, signs),
            run(f" {one.decided:>4} of {one.claims:<4} "),
            run(clip(one.title, room)),
            *whose,
        )


def _persons(found: Statistics, signs: Signs) -> Iterator[Line]:
    most = max((one.verdicts for one in found.persons), default=0)
    names = [clip(one.person, 20) for one in found.persons]
    width = max(map(len, names), default=0)
    yield BLANK
    yield _head("Persons")
    for name, one in zip(names, found.persons, strict=True):
        more = [f"{one.adjudications:,} adjudicated"] * bool(one.adjudications)
        more += [f"{one.signoffs:,} signed off"] * bool(one.signoffs)
        did = f"{one.verdicts:>5,} verdict{' ' if one.verdicts == 1 else 's'}  "
        drawn = _length(one.verdicts, most, signs)
        yield line(Run("  "), run(f"{name.ljust(width)} "), drawn, run(did), run(", ".join([one.role, *more]), "dim"))


def _days(found: Statistics, signs: Signs) -> Iterator[Line]:
    if not found.days:
        return
    most = max(count for _, count in found.days)
    yield BLANK
    yield _head("Verdicts by day (UTC)")
    for day, count in found.days[-_DAYS:]:
        yield line(run(f"  {day} "), _length(count, most, signs), run(f"{count:>5,}"))


def _agreement(code: CodeAgreement, signs: Signs) -> Iterator[Line]:
    name = "verdicts" if code.code == "verdict" else code.code
    yield BLANK
    if code.percent.value is None and code.alpha.value is None:
        yield _head(f"Agreement on {name}")
        yield line(
            run("  Two people must judge the same claims, each without seeing the other's answer, to measure it.")
        )
    else:
        yield _head(f"Agreement on {name}: first independent ones, 95 % bootstrap interval")
        yield from _figures(code, signs)
    for pair in code.pairs:
        yield from (line(run(text)) for text in pair_lines(pair))
    for why, count in code.left_out.items():
        yield line(run(f"  left out: {count:,} {why}", "dim"))
    if hint := hint_of(code):
        yield line(run(f"  {hint}", "dim"))


def _figures(code: CodeAgreement, signs: Signs) -> Iterator[Line]:
    for told, figure, marks in (("equal pairs", code.percent, ()), ("Krippendorff alpha", code.alpha, _MARKS)):
        drawn = [] if figure.value is None else [*_scale(figure, marks, signs), Run("  ")]
        yield line(run(f"  {told:<20}"), *drawn, run(ratio(figure)))


def _scale(figure: Figure, marks: Iterable[float], signs: Signs) -> list[Run]:
    """A figure and its interval on a scale from 0 to 1; below 0 it stands at the left end."""
    cells = [(signs.open, "dim")] * _SCALE
    for mark in marks:
        cells[_cell(mark)] = ("|", "dim")
    if figure.low is not None and figure.high is not None:
        for at in range(_cell(figure.low), _cell(figure.high) + 1):
            cells[at] = (signs.rule, "plain")
    if figure.value is not None:
        cells[_cell(figure.value)] = (signs.bars["decided"], "good")
    return [
        Run("".join(sign for sign, _ in same), role)
        for role, same in ((role, list(group)) for role, group in groupby(cells, key=lambda cell: cell[1]))
    ]


def _cell(value: float) -> int:
    return round(min(1.0, max(0.0, value)) * (_SCALE - 1))
