"""Tables of articles: CSV and JSON Lines, one article a row, columns named in the project file."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from reviewer.errors import InputError
from reviewer.ingest.decode import canonical, decode
from reviewer.ingest.metadata import stated_date
from reviewer.model.article import Metadata, Origin
from reviewer.model.ids import digest

COLUMNS = ("text", "path", "id", "title", "byline", "publisher", "date", "url", "language")
"""What a column can be named for. A row needs `text` or `path`."""

LONGEST_CELL = 5_000_000
"""Characters of one cell."""

_JSON_LINES = (".jsonl", ".ndjson", ".json")


@dataclass(frozen=True, slots=True)
class Row:
    """One article of a table, or a row that cannot be one.

    `key` is the article's key: its id, else url, else path, else `text:` and the sha256 of `raw`. Either `text` is set,
    with `raw` its UTF-8 bytes (read them with `read(row.raw, "row.txt", media="plain")`), or `path`, relative to the
    table. `line` is where the row begins, 1-based. With `problem` set the row gives no article.
    """

    key: str
    line: int
    text: str | None = None
    path: str | None = None
    raw: bytes = b""
    metadata: Metadata = field(default_factory=Metadata)
    remarks: tuple[str, ...] = ()
    problem: str = ""


def read_table(raw: bytes, name: str, columns: Mapping[str, str]) -> Iterator[Row]:
    """The rows of a table, in order.

    Args:
        raw: the bytes of the file.
        name: its name; `.jsonl`, `.ndjson` and `.json` are JSON Lines, everything else CSV.
        columns: what the columns are called, by one of COLUMNS: {"text": "body", "date": "published_at"}.

    Raises:
        InputError: the file is no such table, or has no column of a given name.
    """
    unknown = [item for item in columns if item not in COLUMNS]
    if unknown:
        raise InputError(f"a table has no {unknown[0]!r} of an article; it can name: {', '.join(COLUMNS)}")
    if "text" not in columns and "path" not in columns:
        raise InputError("a table needs a column for text or path")
    records = _json_lines(raw) if name.lower().endswith(_JSON_LINES) else _csv(raw, name, columns)
    seen: dict[str, int] = {}
    for line, record in records:
        row = _row(line, record, columns) if isinstance(record, dict) else Row("", line, problem=record)
        if not row.problem and row.key in seen:
            row = Row(row.key, line, problem=f"the same article as in line {seen[row.key]}: {row.key}")
        if not row.problem:
            seen[row.key] = line
        yield row


def _csv(raw: bytes, name: str, columns: Mapping[str, str]) -> Iterator[tuple[int, dict[str, str] | str]]:
    text = decode(raw).text
    csv.field_size_limit(LONGEST_CELL)
    head = text.split("\n", 1)[0]
    comma = "\t" if name.lower().endswith((".tsv", ".tab")) else max(",;\t", key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=comma, strict=True)
    try:
        header = [cell.strip() for cell in next(reader, [])]
    except csv.Error as error:
        raise InputError(f"the first line is no header of a table ({error})") from None
    missing = [column for column in columns.values() if column not in header]
    if missing:
        raise InputError(f"the table has no column {missing[0]!r}; it has: {', '.join(header) or 'none'}")
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield line, f"not a row of a table ({error})"
            return
        if cells:
            yield line, dict(zip(header, cells, strict=False))


def _json_lines(raw: bytes) -> Iterator[tuple[int, dict[str, object] | str]]:
    for number, line in enumerate(decode(raw).text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except (ValueError, RecursionError):
            yield number, "not a line of JSON"
            continue
        yield number, record if isinstance(record, dict) else "not a JSON object"


def _row(line: int, record: Mapping[str, object], columns: Mapping[str, str]) -> Row:
    cells = {item: _cell(record.get(column)) for item, column in columns.items()}
    text, path = cells.get("text"), cells.get("path")
    if not (text and text.strip()) and not path:
        return Row("", line, problem="neither text nor path")
    if text and len(text) > LONGEST_CELL:
        return Row("", line, problem=f"its text is longer than {LONGEST_CELL:,} characters")
    raw = text.encode() if text and text.strip() else b""
    remarks: tuple[str, ...] = ()
    if date := cells.get("date"):
        cells["date"] = stated_date(date)
        if cells["date"] is None:
            remarks = (f"its date is not understood: {date[:60]}",)
    items = {item: _line(cells.get(item)) for item in COLUMNS[3:]}
    key = _line(cells.get("id")) or _line(cells.get("url")) or (f"text:{digest(raw)}" if raw else path)
    return Row(
        key=key or "",
        line=line,
        text=text if raw else None,
        path=None if raw else path,
        raw=raw,
        metadata=Metadata.of(Origin.ARTICLE, items),
        remarks=remarks,
    )


def _cell(value: object) -> str | None:
    """A cell as text: nothing stays nothing; lists and objects are none."""
    if value is None or isinstance(value, (dict, list, bool)):
        return None
    return canonical(str(value))


def _line(value: str | None) -> str | None:
    return " ".join(value.split()) or None if value else None
