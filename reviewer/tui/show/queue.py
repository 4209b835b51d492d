"""One row of the claim list."""

from __future__ import annotations

from rich.cells import cell_len

from reviewer.model.verdict import Status
from reviewer.tui.cells import clip, fill
from reviewer.tui.runs import Line, Run, run
from reviewer.tui.signs import LETTERS, Signs
from reviewer.workspace.views import ClaimRow


def row_line(
    row: ClaimRow, width: int, signs: Signs, *, current: bool, marked: bool, number: int, unsaved: bool
) -> Line:
    """`▸ ✓S 3.12 more than 5,500 …  =2`: cursor or mark, verdict as sign and letter, number, words, flags.

    `number` is the cells that the widest number of the list takes.
    """
    mark = signs.cursor if current else signs.mark if marked else " "
    head = [Run(mark, "key"), *_verdict(row, signs, unsaved=unsaved), Run(" "), run(fill(row.number, number), "head")]
    flags = _flags(row, signs)
    used = sum(cell_len(r.text) for r in (*head, *flags)) + 3
    words = clip(run(row.words).text, max(4, width - used))
    gap = " " * max(1, width - used - cell_len(words) + 1)
    body = Run(words, "dim" if row.dim or row.postponed else "strong" if current else "plain")
    line = Line((*head, Run(" "), body, Run(gap), *flags, Run(" ")), row.id)
    return line if not marked else Line(tuple(Run(r.text, f"{r.role} marked") for r in line.runs), row.id)


def _verdict(row: ClaimRow, signs: Signs, *, unsaved: bool) -> tuple[Run, Run]:
    if unsaved:
        return Run("!", "bad"), Run("!", "bad")
    if row.needs_look:
        return Run(signs.look, "warn"), Run(LETTERS[row.value] if row.value else " ", "warn")
    if row.status is Status.SPLIT:
        return Run(signs.split, "warn"), Run("/", "warn")
    if row.value is None:
        return Run(signs.postponed if row.postponed else " ", "dim"), Run(" ")
    letter = LETTERS[row.value]
    return (
        Run(signs.values[row.value], row.value.value),
        Run(letter if row.status is Status.DECIDED else letter.lower(), row.value.value),
    )


def _flags(row: ClaimRow, signs: Signs) -> tuple[Run, ...]:
    context = Run(signs.context if row.needs_context else " ", "dim")
    if row.disagrees:
        return context, Run(f"{signs.disagree}{min(row.matches, 9)}", "bad")
    if row.matches:
        return context, Run(f"{signs.matched}{min(row.matches, 9)}", "dim")
    return context, Run("  ")
