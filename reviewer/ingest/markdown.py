"""Markdown as it is read, not as it is typed: front matter to metadata, marks of emphasis and links left away.

A quote is given in the words that people read, so the canonical text holds those. No HTML is rendered; comments and
tags are left away, code is kept. Enough of CommonMark for articles, not all of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reviewer.ingest.decode import decode
from reviewer.ingest.extracted import Extracted

VERSION = "1"

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(?P<yaml>.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_ITEM = re.compile(r"^(?P<key>[A-Za-z_-]+)[ \t]*:[ \t]*(?P<value>\S.*)$", re.MULTILINE)
_ITEMS = {
    "title": "title",
    "author": "byline",
    "authors": "byline",
    "byline": "byline",
    "publisher": "publisher",
    "site": "publisher",
    "date": "date",
    "published": "date",
    "url": "url",
    "link": "url",
    "canonical": "url",
    "lang": "language",
    "language": "language",
}
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_FENCE = re.compile(r"^ {0,3}(?P<mark>`{3,}|~{3,})")
_HEADING = re.compile(r"^ {0,3}#{1,6}(?:[ \t]+(?P<words>.*?))?(?:[ \t]+#+)?[ \t]*$")
_UNDERLINE = re.compile(r"^ {0,3}(?:=+|-+)[ \t]*$")
_RULE = re.compile(r"^ {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
_QUOTE = re.compile(r"^(?: {0,3}>[ \t]?)+")
_LIST = re.compile(r"^\s*(?:[-*+]|\d{1,9}[.)])[ \t]+")
_REFERENCE = re.compile(r"^ {0,3}\[[^\]]+\]:[ \t]+\S+.*$")
_INLINE = (
    (re.compile(r"!\[([^\]\n]*)\]\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)"), r"\1"),
    (re.compile(r"\[([^\[\]\n]+)\]\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)"), r"\1"),
    (re.compile(r"\[([^\[\]\n]+)\]\[[^\[\]\n]*\]"), r"\1"),
    (re.compile(r"<((?:https?|mailto):[^<>\s]+)>"), r"\1"),
    (re.compile(r"</?[A-Za-z][^<>\n]*>"), ""),
    (re.compile(r"(?<![\\*])\*\*(?=\S)([^*\n]+?)(?<=\S)\*\*"), r"\1"),
    (re.compile(r"(?<![\w\\])__(?=\S)([^_\n]+?)(?<=\S)__(?!\w)"), r"\1"),
    (re.compile(r"(?<![\\*])\*(?=[^\s*])([^*\n]+?)(?<=[^\s*])\*(?!\*)"), r"\1"),
    (re.compile(r"(?<![\w\\_])_(?=[^\s_])([^_\n]+?)(?<=[^\s_])_(?![\w_])"), r"\1"),
    (re.compile(r"~~(?=\S)([^~\n]+?)(?<=\S)~~"), r"\1"),
    (re.compile(r"(?<!`)`([^`\n]+)`(?!`)"), r"\1"),
    (re.compile(r"[ \t]*\\$", re.MULTILINE), ""),
    (re.compile(r"\\([!-/:-@\[-`{-~])"), r"\1"),
)


def extract(raw: bytes) -> Extracted:
    """The words of a Markdown file: paragraphs on one line each, blank lines between, as they would be shown."""
    decoded = decode(raw)
    items, body = _front_matter(decoded.text)
    paragraphs = "\n\n".join(_paragraphs(_COMMENT.sub("", body)))
    return Extracted(paragraphs + "\n", f"{VERSION} {decoded.encoding}", items, decoded.remarks)


def _front_matter(text: str) -> tuple[dict[str, str], str]:
    """Single-line items of a YAML head, and the text below it. Anything else in the head is left aside."""
    head = _FRONT_MATTER.match(text)
    if not head:
        return {}, text
    found: dict[str, str] = {}
    for item in _ITEM.finditer(head["yaml"]):
        name = _ITEMS.get(item["key"].lower())
        value = item["value"].strip().strip("\"'").strip()
        if name and value and value[0] not in "[{|>&*!":
            found.setdefault(name, value)
    return found, text[head.end() :]


def _paragraphs(text: str) -> Iterator[str]:
    """Paragraphs, headings, list items and lines of code, each as one string."""
    words: list[str] = []
    fence = ""
    for typed in text.split("\n"):
        line = _QUOTE.sub("", typed)
        mark = _FENCE.match(line)
        if fence:
            if mark and line.strip() == mark["mark"] and mark["mark"].startswith(fence):
                fence = ""
            elif line.strip():
                yield line.strip()
            continue
        begins = bool(mark or _HEADING.match(line) or _LIST.match(line) or _RULE.match(line))
        if words and (begins or not line.strip() or _UNDERLINE.match(line)):
            yield _inline(" ".join(words))
            words = []
        if mark:
            fence = mark["mark"]
        elif (heading := _HEADING.match(line)) and heading["words"]:
            yield _inline(heading["words"])
        elif line.strip() and not (_RULE.match(line) or _UNDERLINE.match(line) or _REFERENCE.match(line) or heading):
            words.append(line.strip())
    if words:
        yield _inline(" ".join(words))


def _inline(words: str) -> str:
    for pattern, replacement in _INLINE:
        words = pattern.sub(replacement, words)
    return words.strip()
