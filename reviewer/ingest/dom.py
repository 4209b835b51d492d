"""What a page's tree tells about its pieces: what is hidden, which elements are paragraphs, what they are made of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

Element = Any
"""An lxml element; lxml has no types of its own."""

PARAGRAPHS = frozenset(("p", "h2", "h3", "h4", "h5", "h6", "li", "blockquote", "pre", "dd", "dt"))

_UNREAD = ("script", "style", "template")
_NOT_TEXT = frozenset(
    (
        *("figure", "figcaption", "aside", "nav", "footer", "header", "menu", "noscript", "template"),
        *("form", "button", "select", "iframe", "svg", "object"),
    )
)
_HIDDEN_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])|(?:left|top|text-indent)\s*:\s*-\d{4,}px",
    re.IGNORECASE,
)
# Cards and labels inside a paragraph that show up on hovering only, or only to a screen reader.
_HOVERING = re.compile(
    r"\b(?:rollover|tooltip|popover|pop-?up|hover-?card|screen-?reader(?:-text)?|sr-only|visually-?hidden)",
    re.IGNORECASE,
)
_NESTED = 6
"""How many elements upwards make the signature of a paragraph's place."""


def strip_hidden(tree: Element) -> int:
    """Take out of `tree` what a reader of the page does not see; gives back how many words that were.

    Known by the attributes of the elements themselves; what a style sheet hides is not known here.
    """
    words = 0
    for element in tree.xpath("//body//*[@hidden or @style]"):
        if "hidden" in element.attrib or _HIDDEN_STYLE.search(element.get("style", "")):
            words += _drop(element)
    for element in tree.xpath("//p//span[@class] | //p//div[@class]"):
        if _HOVERING.search(element.get("class")):
            words += _drop(element)
    return words


def strip_unread(tree: Element) -> None:
    """Take scripts and styles out of `tree`, and let line breaks part words."""
    for element in list(tree.iter(*_UNREAD)):
        _drop(element)
    for line_break in tree.iter("br"):
        line_break.tail = " " + (line_break.tail or "")


def strip_link_lists(tree: Element) -> None:
    """Take lists whose every item is nothing but a link out of `tree`: they lead to other pages."""
    for listing in list(tree.iter("ul", "ol")):
        items = [item for item in listing if item.tag == "li" and words_of(item)]
        if len(items) >= 2 and all(link_share(item) >= 0.9 for item in items):
            _drop(listing)


def paragraphs(tree: Element) -> list[Element]:
    """Elements that hold a paragraph and no other such element, in order, outside navigation and the like."""
    return [e for e in tree.iter(*PARAGRAPHS) if words_of(e) and _innermost(e) and not _among(e, _NOT_TEXT)]


def words_of(element: Element) -> str:
    """The text of an element on one line."""
    return " ".join(element.text_content().split())


def link_share(element: Element) -> float:
    """Which share of an element's text stands in links, ratio 0..1."""
    whole = len(words_of(element))
    return sum(len(words_of(link)) for link in element.iter("a")) / whole if whole else 1.0


def place(element: Element) -> tuple[tuple[str, str], ...]:
    """Tags and classes from `element` upwards: the same for all paragraphs that one template lays out."""
    found: list[tuple[str, str]] = []
    while element is not None and element.tag != "body" and len(found) < _NESTED:
        found.append((str(element.tag), " ".join(sorted((element.get("class") or "").split()))))
        element = element.getparent()
    return tuple(found)


def _innermost(element: Element) -> bool:
    return not any(inside.tag in PARAGRAPHS for inside in element.iterdescendants())


def _among(element: Element, tags: frozenset[str]) -> bool:
    return any(outer.tag in tags for outer in _outwards(element))


def _outwards(element: Element) -> Iterator[Element]:
    while element is not None:
        yield element
        element = element.getparent()


def _drop(element: Element) -> int:
    """Take one element out, text after it stays; gives back its number of words. Nothing for one already out."""
    if element.getparent() is None:
        return 0
    words = len(element.text_content().split())
    element.drop_tree()
    return words
