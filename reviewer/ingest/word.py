"""Word documents (.docx): the paragraphs as they are read, without deleted and hidden text. Runs in the box.

The archive is measured before anything is unpacked: a small file can hold gigabytes.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from functools import cache
from importlib.metadata import version
from typing import Any

from reviewer.errors import UnreadableArticle
from reviewer.ingest.extracted import Extracted

VERSION = "1"
LARGEST_UNPACKED = 100_000_000
LARGEST_RATIO = 200
MOST_ENTRIES = 5_000

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_NOT_SHOWN = (f"{_W}del", f"{_W}moveFrom", f"{_W}instrText", f"{_W}delText")
_DECLARATION = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_HEAD = 4096
_CHUNK = 1 << 16


def extract(raw: bytes) -> Extracted:
    """The text of a document, a paragraph a line, rows of tables with tabs between cells.

    Raises:
        UnreadableArticle: it is no Word document, damaged, or made to harm.
    """
    _check_archive(raw)
    import docx
    from docx.opc.exceptions import PackageNotFoundError

    try:
        document = docx.Document(io.BytesIO(raw))
    except (PackageNotFoundError, KeyError, ValueError):
        raise UnreadableArticle("it is no Word document, or a damaged one") from None
    hidden = _Hidden()
    lines = list(_lines(document.element.body, hidden))
    remarks = (f"hidden text left away: {hidden.words} words",) if hidden.words else ()
    title = (document.core_properties.title or "").strip()
    top = next((line for line in lines if line.strip()), "")
    # A title in the properties counts only where the page shows it too: templates leave theirs behind.
    items = {"title": title} if title and _same(title, top) else {}
    text = "\n\n".join(line for line in lines if line.strip())
    return Extracted(text + "\n", f"{VERSION} python-docx/{_library()}", items, remarks)


class _Hidden:
    """Counts the words that the document hides."""

    words = 0


def _check_archive(raw: bytes) -> None:
    """Refuse archives that unpack to too much, and XML that declares entities."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(raw))
        entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        raise UnreadableArticle("it is no Word document, or a damaged one") from None
    if len(entries) > MOST_ENTRIES:
        raise UnreadableArticle(f"its archive has {len(entries):,} entries; a document has fewer")
    total = 0
    for entry in entries:
        total += _unpacked(archive, entry, LARGEST_UNPACKED - total)
        if total > LARGEST_UNPACKED or total > LARGEST_RATIO * max(len(raw), 10_000):
            raise UnreadableArticle("its archive unpacks to far more than a document holds")


def _unpacked(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, most: int) -> int:
    """How many bytes an entry really unpacks to, counted to a little above `most`; stated sizes may lie."""
    if entry.file_size > most:
        return entry.file_size
    size = 0
    try:
        with archive.open(entry) as part:
            first = True
            while size <= most and (chunk := part.read(_CHUNK)):
                if first and _DECLARATION.search(chunk[:_HEAD].replace(b"\x00", b"")):
                    raise UnreadableArticle("its XML declares a document type, which no document needs")
                first = False
                size += len(chunk)
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, OSError):
        raise UnreadableArticle("it is no Word document, or a damaged one") from None
    return size


def _lines(body: Any, hidden: _Hidden) -> Iterator[str]:
    """Paragraphs and rows of tables, in their order."""
    for element in body:
        if element.tag == f"{_W}p":
            yield from _words(element, hidden).split("\n")
        elif element.tag == f"{_W}tbl":
            for row in element.iter(f"{_W}tr"):
                cells = (_words(cell, hidden) for cell in row.iter(f"{_W}tc"))
                yield "\t".join(" ".join(cell.split()) for cell in cells)
        elif element.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml"):
            yield from _lines(element, hidden)


def _words(element: Any, hidden: _Hidden) -> str:
    """The shown text of one paragraph or cell."""
    parts: list[str] = []
    for child in element:
        if child.tag in _NOT_SHOWN:
            continue
        if child.tag == f"{_W}r" and _vanishes(child):
            hidden.words += len("".join(child.itertext(f"{_W}t")).split())
        elif child.tag == f"{_W}t":
            parts.append(child.text or "")
        elif child.tag == f"{_W}tab":
            parts.append("\t")
        elif child.tag in (f"{_W}br", f"{_W}cr"):
            parts.append("\n")
        elif child.tag == f"{_W}noBreakHyphen":
            parts.append("\u2011")
        elif child.tag not in (f"{_W}pPr", f"{_W}rPr", f"{_W}tcPr"):
            parts.append(_words(child, hidden))
            if child.tag == f"{_W}p":
                parts.append("\n")
    return "".join(parts)


def _vanishes(run: Any) -> bool:
    found = run.find(f"{_W}rPr/{_W}vanish")
    return found is not None and found.get(f"{_W}val", "true") not in ("0", "false", "off")


def _same(one: str, other: str) -> bool:
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()


@cache
def _library() -> str:
    return version("python-docx")
