"""The table of codes: first independent values by coder, and what each claim came to."""

from __future__ import annotations

from collections import Counter, defaultdict
from pathlib import Path

from reviewer.errors import ExportError
from reviewer.export import atomic, codes_csv, csv_text
from reviewer.export.codes_csv import CodeRow
from reviewer.model.verdict import About, Status
from reviewer.workspace import agreeing
from reviewer.workspace.desk import DATABASE, SHEET, Desk
from reviewer.workspace.seeing import rows
from reviewer.workspace.views import ExportReport


def export_codes(desk: Desk, path: Path | None, *, names: bool, raw: bool) -> ExportReport:
    """Writes the table to `path`, or only into the answer; coders as coder-1, coder-2 … without `names`.

    Raises:
        ExportError: nothing was written.
    """
    protected = (desk.folder / SHEET, desk.folder / DATABASE)
    if path is not None:
        atomic.check_place(path, protected=protected)
    found = [first for first in agreeing.firsts(desk) if not first.left_out]
    coders = _coders(desk, sorted({first.person for first in found}), names=names)
    made = _rows(desk, found, coders)
    text = "".join(csv_text.chunks(codes_csv.rows(made, list(coders.values())), raw=raw))
    if path is not None:
        atomic.write_whole(path, [text], protected=protected)
    return ExportReport(str(path) if path else None, text, len(made), {})


def _coders(desk: Desk, persons: list[str], *, names: bool) -> dict[str, str]:
    """Column by person; two persons of one name are told apart by the beginnings of their ids."""
    if not names:
        return {person: f"coder-{number}" for number, person in enumerate(persons, 1)}
    called = {person: desk.name_of(person) for person in persons}
    often = Counter(called.values())
    columns = {p: name if often[name] == 1 else f"{name} ({p[:8]})" for p, name in called.items()}
    if set(columns.values()) & {*codes_csv.FIRST_COLUMNS, *codes_csv.LAST_COLUMNS}:
        raise ExportError("a coder is called as a column of the table is", next_step="export without --names")
    return columns


def _rows(desk: Desk, found: list[agreeing.First], coders: dict[str, str]) -> list[CodeRow]:
    values: defaultdict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    corrected: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for first in found:
        coder = coders[first.person]
        values[first.claim, first.code][coder] = first.value
        corrected[first.claim, first.code] += [f"{coder}: {value}" for value in first.before]
    known = rows(desk, {claim for claim, _ in values})
    keys = {row.id: row.key for row in desk.db.corpus.articles()}
    made = []
    for (claim, code), said in values.items():
        row = known.get(claim)
        stands = desk.db.decisions.claim_status(claim).get(About.CONTENT)
        status = stands.status if stands is not None else Status.OPEN
        final = stands.value if stands is not None and status is Status.DECIDED else None
        verdict = code == agreeing.VERDICT
        made.append(
            CodeRow(
                claim,
                keys.get(row.article, "") if row else "",
                row.quote if row else "",
                code,
                said,
                final.value if final is not None and verdict else "",
                status.value if verdict else "",
                corrected[claim, code],
            )
        )
    return sorted(made, key=lambda each: (each.article, each.claim, each.code != agreeing.VERDICT, each.code))
