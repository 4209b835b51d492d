"""What a bench gives back, and how it is printed.

A bench is a module `benchmarks/<name>.py` with `rows(shared: Path) -> list[Row]`; `shared` is the folder with the
seeds and public sets. Its docstring's first line says what is measured. Peers and ours run in the same call, so that a
busy machine slows both.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: `figures` by name with unit ("ms median"); `peer` marks what ours is held against."""

    name: str
    figures: dict[str, float | str] = field(default_factory=dict)
    peer: bool = False


def shown(value: float | str) -> str:
    """A figure for people: three significant digits, thousands apart."""
    if isinstance(value, str):
        return value
    if value == int(value) and abs(value) < 1e15:
        return f"{int(value):,}"
    if abs(value) >= 1000:
        return f"{value:,.0f}"
    return f"{value:.3g}"


def table(title: str, rows: Sequence[Row]) -> str:
    """`rows` as aligned text under their title; columns in the order in which figures first appear."""
    columns = list(dict.fromkeys(name for row in rows for name in row.figures))
    head = ["", *columns]
    body = [
        [
            ("  peer: " if row.peer else "  ") + row.name,
            *(shown(row.figures[c]) if c in row.figures else "" for c in columns),
        ]
        for row in rows
    ]
    widths = [max(len(line[i]) for line in [head, *body]) for i in range(len(head))]
    return "\n".join([title, _line(head, widths), *(_line(line, widths) for line in body)])


def _line(cells: Iterable[str], widths: Sequence[int]) -> str:
    first, *others = cells
    padded = [first.ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(others, widths[1:], strict=True))]
    return "  ".join(padded).rstrip()


def record(name: str, rows: Iterable[Row]) -> dict[str, object]:
    """One bench as a plain JSON object."""
    return {"bench": name, "rows": [{"name": r.name, "peer": r.peer, "figures": r.figures} for r in rows]}
