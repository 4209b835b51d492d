"""The page of an adjudicator: what each reviewer said and on what, side by side, and how to give the last word."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from reviewer.model.policy import Policy
from reviewer.model.verdict import DIFFERENCES, LABELS, Status, Value
from reviewer.tui.actions import difference_id, last_word_id
from reviewer.tui.keymap import Keys
from reviewer.tui.pending import Pending
from reviewer.tui.runs import BLANK, Line, Run, clipped, flow, joined, run
from reviewer.tui.show.said import basis_runs, evidence_words, one_line, precedent_runs, value_runs
from reviewer.tui.signs import SHORT, STATUS_WORDS, Signs
from reviewer.workspace.adjudicating import AdjudicationView
from reviewer.workspace.views import VerdictView

_COLUMN = 34
"""Cells of the narrowest column in which a rationale still reads well."""
_WIDEST = 72
_DOT = Run(" · ", "dim")


@dataclass(frozen=True, slots=True)
class Bench:
    """What the page is drawn from. `difference`: the chosen reason why they differed, from 1, 0 for none."""

    found: AdjudicationView
    pending: Pending
    policy: Policy
    keys: Keys
    signs: Signs
    difference: int = 0
    numbers: Mapping[str, str] = field(default_factory=dict)
    """Short numbers by id, of the claims that are evidence here."""


def said_lines(bench: Bench, width: int) -> list[Line]:
    """The claim, last words that stand, then each reviewer in a column of their own."""
    found = bench.found
    view, article = found.view, found.view.article
    asked = view.questions.get(found.about) or f"Is it so that “{view.row.words}”?"
    source = [part for part in (article.metadata.publisher or article.title, article.metadata.date) if part]
    lines = [
        *flow([run(asked, "strong")], width, indent=1, most=4),
        *flow(joined([[run(part, "dim")] for part in source], _DOT), width, indent=1, most=1),
        *flow([run(_reviews(found))], width, indent=1),
    ]
    if found.why_not:
        lines += flow([run(f"! You cannot decide it: {found.why_not}", "warn")], width, indent=1, hang=3)
    for each in found.adjudications:
        lines += [BLANK, *_last_word(bench, each, width)]
    for one in [each for each in view.precedents if each.decided][:2]:
        told = [Run("precedent  ", "dim"), *precedent_runs(one, bench.policy, bench.signs)]
        lines += flow(told, width, indent=1, hang=3, most=2)
    lines.append(BLANK)
    if not found.said:
        return [*lines, *flow([run(_nobody(found), "strong")], width, indent=1)]
    return [*lines, *_beside(bench, width)]


def _reviews(found: AdjudicationView) -> str:
    """`reviewers split: 2 of 2 reviews are in`; with a quorum how many alike would decide."""
    state = STATUS_WORDS[found.view.statuses.get(found.about, Status.OPEN)]
    enough = f", {found.quorum} alike decide" if found.quorum < found.wanted else ""
    return f"{state}: {found.given} of {found.wanted} {'review' if found.wanted == 1 else 'reviews'} in{enough}"


def _nobody(found: AdjudicationView) -> str:
    return "Its round is still blind." if found.given else "Nobody has judged this claim yet."


def _last_word(bench: Bench, each: VerdictView, width: int) -> list[Line]:
    who = run("you" if each.mine else each.person, "strong")
    parts = [[Run("last word ", "dim"), who, Run(" "), *value_runs(each.value, bench.policy, bench.signs)]]
    parts += [[run(f"“{one_line(each.rationale)}”")]] if each.rationale else []
    parts += [[Run("they differed: ", "dim"), run(each.difference)]] if each.difference else []
    parts += [[Run("rests on ", "dim"), *basis_runs(each.basis, bench.policy, bench.signs)]] if each.basis else []
    parts += [[run(f"{bench.signs.look} {each.needs_look}", "warn")]] if each.needs_look else []
    return flow(joined(parts, _DOT), width, indent=1, hang=3)


def _beside(bench: Bench, width: int) -> list[Line]:
    """As many reviewers in a row as there is room for, the others below them."""
    said = bench.found.said
    count = max(1, min(len(said), width // _COLUMN))
    column = min(_WIDEST, (width - 3 * (count - 1) - 1) // count)
    lines: list[Line] = []
    for start in range(0, len(said), count):
        lines += [BLANK] if start else []
        lines += _row([_one(bench, each, column) for each in said[start : start + count]], column)
    return lines


def _row(columns: Sequence[Sequence[Line]], width: int) -> list[Line]:
    lines = []
    for cells in zip_longest(*columns, fillvalue=BLANK):
        runs: list[Run] = [Run(" ")]
        for at, cell in enumerate(cells):
            whole = clipped(cell, width)
            runs += [Run(" │ ", "dim")] if at else []
            runs += [*whole.runs, Run(" " * max(0, width - whole.cells))]
        lines.append(Line(tuple(runs)))
    return lines


def _one(bench: Bench, said: VerdictView, width: int) -> list[Line]:
    """One reviewer: the verdict, the rationale, each piece of evidence, notes, answers, and when."""
    who = "you" if said.mine else said.person
    lines = flow([run(who, "strong"), Run("  "), *value_runs(said.value, bench.policy, bench.signs)], width, most=2)
    why = run(f"“{one_line(said.rationale)}”") if said.rationale else Run("no rationale", "dim")
    lines += flow([why], width, hang=1)
    for item in said.evidence:
        lines += flow([Run("· ", "dim"), run(evidence_words(item, bench.numbers))], width, hang=2, most=5)
    if not said.evidence:
        lines.append(Line((Run("no evidence", "warn"),)))
    for words in _also(bench, said):
        lines += flow([run(words, "dim")], width, hang=2, most=4)
    return lines


def _also(bench: Bench, said: VerdictView) -> Iterable[str]:
    view = bench.found.view
    for note in view.notes:
        if note.person == said.person and note.about is said.about and note.rationale:
            yield f"note: “{one_line(note.rationale)}”"
    for answer in view.answers:
        if answer.person == said.person:
            yield f"{answer.question}: {answer.value}"
    if said.given_on:
        yield f"given on {said.given_on}"
    if said.needs_look:
        yield f"{bench.signs.look} {said.needs_look}"
    yield said.at[:16].replace("T", " ")


def answer_lines(bench: Bench, width: int) -> list[Line]:
    """Why they differed, by number, what goes out with the last word, and its keys in the last row."""
    return [*_reasons(bench, width), *_waiting(bench, width), _keys(bench, width)]


def _reasons(bench: Bench, width: int) -> list[Line]:
    """The short list: in two columns under its heading where they fit, else as running text; where two differ."""
    if len({said.value for said in bench.found.said}) < 2:
        return []
    head = run("Why they differed", "head")
    cells = [_reason(bench, number, words) for number, words in enumerate(DIFFERENCES, 1)]
    nothing: list[Run] = []
    half = (len(cells) + 1) // 2
    column = max(Line(tuple(cell)).cells for cell in cells[:half]) + 2
    if column + max(Line(tuple(cell)).cells for cell in cells[half:]) + 1 > width:
        return flow([head, Run("  "), *joined(cells, Run("  "))], width, indent=1)
    rows = [
        Line((Run(" "), *left, Run(" " * (column - Line(tuple(left)).cells)), *right))
        for left, right in zip_longest(cells[:half], cells[half:], fillvalue=nothing)
    ]
    return [Line((Run(" "), head)), *rows]


def _reason(bench: Bench, number: int, words: str) -> list[Run]:
    """A reason behind its key; no line ends within the two."""
    whole = f"\u00a0{words}".replace(" ", "\u00a0")
    key = run(bench.keys.first(difference_id(number)), "off" if bench.found.why_not else "key")
    if number == bench.difference:
        return [Run("["), key, run(whole, "strong"), Run("]")]
    return [key, run(whole, "off" if bench.found.why_not else "plain")]


def _waiting(bench: Bench, width: int) -> list[Line]:
    pending = bench.pending
    parts = [[Run("your rationale ", "dim"), run(f"“{one_line(pending.rationale)}”")]] if pending.rationale else []
    parts += [[run(evidence_words(item, bench.numbers))] for item in pending.evidence]
    return flow(joined(parts, _DOT), width, indent=1, most=1) if parts else []


def _keys(bench: Bench, width: int) -> Line:
    roles = ("off", "off") if bench.found.why_not else ("key", "plain")
    for short in (False, True):
        runs: list[Run] = [run(" Last word  ", "head")]
        for value in Value:
            label = bench.policy.labels.get(value, LABELS[value])
            label = SHORT.get(value, label) if short and label == LABELS[value] else label
            runs += [run(bench.keys.first(last_word_id(value)), roles[0]), Run(" "), run(label, roles[1]), Run("  ")]
        whole = Line(tuple(runs))
        if whole.cells <= width:
            break
    return clipped(whole, width)
