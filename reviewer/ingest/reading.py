"""Choosing the reader of a file, and the article that comes out of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from reviewer.errors import UnreadableArticle
from reviewer.ingest import boxed, claimreview, markdown, plain
from reviewer.ingest.blocks import classify
from reviewer.ingest.decode import canonical
from reviewer.ingest.extracted import Extracted
from reviewer.ingest.metadata import metadata_of, stated_date
from reviewer.model.article import FACT_CHECK, Metadata, Origin

LONGEST_TEXT = 5_000_000
"""Characters of a canonical text."""

_SUFFIXES = {
    **dict.fromkeys((".txt", ".text", ".asc"), "plain"),
    **dict.fromkeys((".md", ".markdown", ".mdown"), "markdown"),
    **dict.fromkeys((".html", ".htm", ".xhtml"), "html"),
    ".pdf": "pdf",
    ".docx": "docx",
}
SUFFIXES = tuple(_SUFFIXES)
"""Endings of the names of files that can be read."""

_MEDIA = {
    "text/plain": "plain",
    "text/markdown": "markdown",
    "text/html": "html",
    "application/xhtml+xml": "html",
    "application/pdf": "pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
}
_NOT_READ = {
    ".doc": "an old Word document; save it as .docx",
    ".odt": "an OpenDocument text; save it as .docx or PDF",
    ".rtf": "rich text; save it as .docx or plain text",
    ".epub": "an e-book; take the articles out as HTML",
    ".mhtml": "a web archive; save the page as HTML",
    ".mht": "a web archive; save the page as HTML",
    ".warc": "a web archive; take the pages out as HTML",
    ".zip": "a zip archive; unpack it first",
    ".gz": "a gzip archive; unpack it first",
}
_TAG_FIRST = re.compile(
    rb"\A\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype html|html\b|head\b|body\b)",
    re.IGNORECASE | re.DOTALL,
)
_NO_TEXT = {
    "pdf": "it holds no text; it may be a scan, which wants text recognition first",
    "html": "no article was found in the page",
}
_LANGUAGE = re.compile(r"[A-Za-z]{2}(?![A-Za-z])")
_READERS: dict[str, Callable[[bytes], Extracted]] = {
    "plain": plain.extract,
    "markdown": markdown.extract,
    "html": lambda raw: boxed.extract("html", raw),
    "pdf": lambda raw: boxed.extract("pdf", raw),
    "docx": lambda raw: boxed.extract("docx", raw),
    FACT_CHECK: claimreview.extract,
}


@dataclass(frozen=True, slots=True)
class Reading:
    """One article as it was read.

    `text` is canonical; `metadata` has origin ARTICLE throughout; `reader` and `reader_version` are recorded with the
    version of the article; `remarks` are things worth knowing, in words (guessed encoding, hidden text left away).
    """

    text: str
    metadata: Metadata
    reader: str
    reader_version: str
    remarks: tuple[str, ...] = ()


def read(raw: bytes, name: str, *, media: str | None = None) -> Reading:
    """The article in `raw`.

    Args:
        raw: the bytes of the file.
        name: its name; the ending chooses the reader where the bytes do not speak for themselves.
        media: media type or name of a reader ("plain", "markdown", "html", "pdf", "docx"), over name and bytes.

    Raises:
        UnreadableArticle: with the reason in words.
    """
    if not raw:
        raise UnreadableArticle("the file is empty")
    reader, remarks = _choose(raw, name, media)
    found = _READERS[reader](raw)
    text = canonical(found.text)
    if not text.strip():
        raise UnreadableArticle(_NO_TEXT.get(reader, "it holds no text"))
    if len(text) > LONGEST_TEXT:
        raise UnreadableArticle(f"its text is longer than {LONGEST_TEXT:,} characters")
    metadata = _stated(found.items)
    if reader != FACT_CHECK:  # its words tell of what was checked, not of itself
        metadata = metadata.over(metadata_of(text, classify(text, reader=reader)))
    return Reading(text, metadata, reader, found.version, (*remarks, *found.remarks))


def _stated(items: Mapping[str, str | None]) -> Metadata:
    """What the file says of itself apart from its text, as far as it can be understood."""
    own = {item: _clean(value) for item, value in items.items()}
    if date := own.get("date"):
        own["date"] = stated_date(date)
    if not (own.get("url") or "").startswith(("http://", "https://")):
        own["url"] = None
    if code := own.get("language"):
        own["language"] = code[:2].lower() if _LANGUAGE.match(code) else None
    return Metadata.of(Origin.ARTICLE, own)


def _choose(raw: bytes, name: str, media: str | None) -> tuple[str, tuple[str, ...]]:
    """The reader, and a remark where bytes and name say different things."""
    wanted = _named(name, media)
    seen = None if media else _seen(raw)
    if seen is None or seen == wanted:
        return wanted or "plain", ()
    if wanted is None or wanted == "plain":
        return seen, ()
    if seen == "html":  # Markdown may begin with a tag; a broken PDF is told by its reader
        return wanted, ()
    return seen, (f"read as {seen}, which it is, not as {wanted}, as its name says",)


def _named(name: str, media: str | None) -> str | None:
    if media:
        reader = media if media in _READERS else _MEDIA.get(media.split(";")[0].strip().lower())
        if reader is None:
            raise UnreadableArticle(f"files of type {media} are not read")
        return reader
    suffix = name[name.rfind(".") :].lower() if "." in name else ""
    if suffix in _NOT_READ:
        raise UnreadableArticle(f"it is {_NOT_READ[suffix]}")
    return _SUFFIXES.get(suffix)


def _seen(raw: bytes) -> str | None:
    """The reader that the first bytes tell, or None."""
    if b"%PDF-" in raw[:1024]:
        return "pdf"
    if raw.startswith(b"PK\x03\x04") and b"word/" in raw:
        return "docx"
    return "html" if _TAG_FIRST.match(raw[:4096]) else None


def _clean(value: str | None) -> str | None:
    """One line without control characters' bytes of a file's own metadata, or None."""
    return " ".join(canonical(value).split())[:500] or None if value else None
