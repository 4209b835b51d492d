"""CSV that a spreadsheet shows and does not compute (docs/format.md, section 5)."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence

from reviewer.errors import InputError
from reviewer.text.visible import visible

BOM = "\ufeff"
MAX_CELL = 1 << 24

# Also after apostrophes, so that taking one off again gives back what was there.
_COMPUTED = re.compile("'*[=+\\-@\t\r\n＝＋－＠]").match


def chunks(rows: Iterable[Sequence[str]], *, raw: bool = False) -> Iterator[str]:
    """The file: BOM, rows with CRLF. `raw`: cells go out as they are, but for NUL."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    out.write(BOM)
    for row in rows:
        writer.writerow([cell.replace("\0", "") if raw else guarded(cell) for cell in row])
        yield out.getvalue()
        out.seek(0)
        out.truncate()


def guarded(cell: str) -> str:
    """A cell safe to open: one kind of line end, no control or hidden characters, nothing that would be computed."""
    text = cell.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n")
    return visible(f"'{text}" if _COMPUTED(text) else text)


def unguarded(cell: str) -> str:
    """A cell as it was before `guarded` put its apostrophe in front."""
    return cell[1:] if cell.startswith("'") and _COMPUTED(cell[1:]) else cell


def read(text: str) -> list[dict[str, str]]:
    """Rows by the names of the first row, apostrophes taken off.

    Raises:
        InputError: no CSV, a row of another length, a name twice; names the line.
    """
    source = io.StringIO(text.removeprefix(BOM), newline="")
    csv.field_size_limit(MAX_CELL)
    reader = csv.reader(source, strict=True)
    rows: list[dict[str, str]] = []
    try:
        names = next(reader, [])
        if len(set(names)) < len(names):
            raise InputError("a column stands in the first row twice")
        for row in reader:
            if len(row) != len(names):
                raise InputError(f"line {reader.line_num}: {len(row)} cells under {len(names)} names")
            rows.append({name: unguarded(cell) for name, cell in zip(names, row, strict=True)})
    except csv.Error as error:
        raise InputError(f"line {reader.line_num}: {error}") from None
    return rows
