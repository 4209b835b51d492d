"""Bytes to canonical text, by one fixed rule.

    1. a byte order mark decides: UTF-8, UTF-16, UTF-32
    2. valid UTF-8 is UTF-8, whatever a page says of itself
    3. the encoding that the file declares, where it fits without fault
    4. every other byte zero: UTF-16 without a mark (guessed)
    5. mostly valid UTF-8: UTF-8 with U+FFFD for the rest (lossy)
    6. Windows-1252, else Latin-1 (guessed)

Then CRLF and CR become LF, and the mark and NUL are left out. Nothing else is changed: no normal form, no folding.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from reviewer.errors import UnreadableArticle

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LINE_END = re.compile(r"\r\n?")
# What never stands in prose; ESC and the like may (a hostile or copied terminal text is still a text).
_BINARY = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_LOOKED_AT = 65_536
_MOST_BINARY = 0.05
_MOST_LOSSY = 0.01
_KNOWN_BINARY = (
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"PK\x03\x04", "a zip archive"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document; save it as .docx"),
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """Canonical text, the encoding it was read in, and what is worth knowing about that, in words."""

    text: str
    encoding: str
    remarks: tuple[str, ...] = ()


def decode(raw: bytes, declared: str | None = None) -> Decoded:
    """`raw` as canonical text.

    Args:
        raw: the bytes of the file.
        declared: the encoding that the file or its reader names, believed only where the bytes do not speak for
            themselves.

    Raises:
        UnreadableArticle: the bytes are no text.
    """
    for start, kind in _KNOWN_BINARY:
        if raw.startswith(start):
            raise UnreadableArticle(f"this is {kind}, not text")
    decoded = _decoded(raw, declared)
    text = canonical(decoded.text)
    if _looks_binary(decoded.text):
        raise UnreadableArticle("this looks like binary data, not text")
    return Decoded(text, decoded.encoding, decoded.remarks)


def canonical(text: str) -> str:
    """`text` with LF only, without byte order mark at its beginning, without NUL and lone surrogates."""
    text = _LINE_END.sub("\n", text.removeprefix("\ufeff")).replace("\x00", "")
    if text.isascii():
        return text
    return re.sub("[\ud800-\udfff]", "\ufffd", text)


def _decoded(raw: bytes, declared: str | None) -> Decoded:
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return _strict_or_lossy(raw[len(mark) :], encoding)
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        return _declared(raw, declared) or _guessed(raw)
    return _guessed(raw) if _zeros(raw) else Decoded(text, "utf-8")


def _strict_or_lossy(raw: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(raw.decode(encoding), encoding)
    except UnicodeDecodeError:
        text = raw.decode(encoding, "replace")
        return Decoded(text, encoding, (_lossy(text, encoding),))


def _declared(raw: bytes, declared: str | None) -> Decoded | None:
    if not declared:
        return None
    try:
        name = codecs.lookup(declared).name
        # Only text encodings: "rot13", "zip" and "idna" are codecs too.
        if name.startswith(("utf-7", "idna", "punycode", "unicode", "raw_unicode")):
            return None
        return Decoded(raw.decode(name), name)
    except (LookupError, UnicodeDecodeError, ValueError):
        return None


def _guessed(raw: bytes) -> Decoded:
    encoding = _zeros(raw)
    if encoding:
        text = raw.decode(encoding, "replace")
        return Decoded(text, encoding, ("no byte order mark: UTF-16 is a guess",))
    text = raw.decode("utf-8", "replace")
    losses = text.count("\ufffd")
    if losses <= _MOST_LOSSY * len(text) and sum(c > "\x7f" and c != "\ufffd" for c in text) > losses:
        return Decoded(text, "utf-8", (_lossy(text, "UTF-8"),))
    for encoding, name in (("cp1252", "Windows-1252"), ("latin-1", "Latin-1")):
        try:
            return Decoded(raw.decode(encoding), encoding, (f"not UTF-8: {name} is a guess",))
        except UnicodeDecodeError:
            continue
    raise AssertionError("Latin-1 reads every byte")


def _lossy(text: str, encoding: str) -> str:
    count = text.count("\ufffd")
    return f"{count} place{'' if count == 1 else 's'} not valid {encoding}, shown as U+FFFD"


def _zeros(raw: bytes) -> str:
    """The byte order of UTF-16 that zeros at every other place tell, or ""."""
    sample = raw[:4096]
    if len(sample) < 4 or b"\x00" not in sample:
        return ""
    pairs = len(sample) // 2
    even, odd = sample[0 : 2 * pairs : 2].count(0), sample[1 : 2 * pairs : 2].count(0)
    if odd > 0.6 * pairs and even < 0.1 * pairs:
        return "utf-16-le"
    return "utf-16-be" if even > 0.6 * pairs and odd < 0.1 * pairs else ""


def _looks_binary(text: str) -> bool:
    sample = text[:_LOOKED_AT]
    return len(_BINARY.findall(sample)) > _MOST_BINARY * max(len(sample), 64)
