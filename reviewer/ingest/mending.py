"""Repair of an extracted article against the page it came from: what was lost inside it is put back.

An extractor drops links inside sentences, paragraphs between two it kept, and the further parts of an article that a
page lays out in several containers of the same kind. A quote must stand on whole sentences, so these come back; nothing
is added outside of what the extractor itself took for the article's own containers.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence

from reviewer.ingest.dom import Element, link_share, paragraphs, place, words_of
from reviewer.ingest.rules import TERMINAL, line_class

_PROSE_WORDS = 8
_OUTWARDS = 2
"""How far above a paragraph the container may be that holds kept paragraphs on both sides."""
_SURE_WORDS = 60
"""Kept words of a container from which others of its kind count as parts of the article."""
_SHORT_KEY = 12
_WORD = re.compile(r"\w+")


def mended(tree: Element, text: str) -> str:
    """`text` with damaged lines whole again and lost paragraphs back in their place.

    Args:
        tree: the page, without what is hidden.
        text: what the extractor took out of it, a paragraph a line.
    """
    lines = [line for line in text.split("\n") if line.strip()]
    if not lines:
        return text
    page = paragraphs(tree)
    at = _kept(page, lines)
    whole = _damaged(page, lines, at)
    added = _lost(page, at)
    out = list(added.get(-1, ()))
    for i, line in enumerate(lines):
        out += [whole.get(i, line), *added.get(i, ())]
    return "\n".join(out)


def _key(text: str) -> str:
    return "".join(_WORD.findall(text.lower()))


def _kept(page: Sequence[Element], lines: Sequence[str]) -> list[int | None]:
    """For each paragraph of the page the line where it begins, or None. One paragraph may have become several lines."""
    starts, keys = [0], []
    for line in lines:
        keys.append(_key(line))
        starts.append(starts[-1] + len(keys[-1]))
    joined, begins, reached = "".join(keys), set(starts), 0
    at: list[int | None] = []
    for element in page:
        key = _key(words_of(element))
        found = joined.find(key, reached) if key else -1
        if found < 0 and key:
            found = joined.find(key)
        # A short one may stand inside another word by chance.
        if found >= 0 and (len(key) >= _SHORT_KEY or found in begins):
            reached = found
            at.append(bisect_right(starts, found) - 1)
        else:
            at.append(None)
    return at


def _damaged(page: Sequence[Element], lines: Sequence[str], at: list[int | None]) -> dict[int, str]:
    """Lines that lack words of their paragraph, with the whole paragraph; `at` learns where those stand."""
    free = {i: _WORD.findall(line.lower()) for i, line in enumerate(lines) if i not in at}
    free = {i: words for i, words in free.items() if len(words) >= _PROSE_WORDS}
    whole: dict[int, str] = {}
    for j, element in enumerate(page):
        if at[j] is not None or not free:
            continue
        full = words_of(element)
        words = _WORD.findall(full.lower())
        found = next((i for i, left in free.items() if _is_rest(left, words)), None)
        if found is not None:
            whole[found], at[j] = full, found
            del free[found]
    return whole


def _is_rest(left: Sequence[str], words: Sequence[str]) -> bool:
    """Whether `left` is what remains of `words` after some in the middle were dropped."""
    if not 0.4 * len(words) <= len(left) <= len(words):
        return False
    if left[:3] != words[:3] and left[-3:] != words[-3:]:
        return False
    return (Counter(left) - Counter(words)).total() <= 0.05 * len(left)


def _lost(page: Sequence[Element], at: Sequence[int | None]) -> dict[int, list[str]]:
    """Paragraphs to put back, by the line after which they stand (-1: before the first)."""
    within, kinds = _containers(page, at)
    added: dict[int, list[str]] = {}
    seen: set[str] = set()
    last = -1
    for j, element in enumerate(page):
        line = at[j]
        if line is not None:
            last = line
            continue
        words = words_of(element)
        key = _key(words)
        if key and key not in seen and _belongs(j, element, words, within, kinds):
            seen.add(key)
            added.setdefault(last, []).append(words)
    return added


def _containers(
    page: Sequence[Element], at: Sequence[int | None]
) -> tuple[dict[Element, tuple[int, int]], set[tuple[tuple[str, str], ...]]]:
    """Containers of the article with their first and last kept paragraph, and the kinds of the sure ones."""
    kept: dict[Element, list[int]] = {}
    for j, element in enumerate(page):
        if at[j] is not None and len(words_of(element).split()) >= 4:
            kept.setdefault(element.getparent(), []).append(j)
    several = {container: found for container, found in kept.items() if len(found) >= 2}
    # Without a class of its own or its parent's, a place says nothing: all bare <div> are alike.
    sure = {
        place(container)
        for container, found in several.items()
        if sum(len(words_of(page[j]).split()) for j in found) >= _SURE_WORDS
        and any(classes for _, classes in place(container)[:2])
    }
    return {container: (found[0], found[-1]) for container, found in several.items()}, sure


def _belongs(
    j: int,
    element: Element,
    words: str,
    within: dict[Element, tuple[int, int]],
    kinds: set[tuple[tuple[str, str], ...]],
) -> bool:
    """Whether a paragraph that the extractor left out is part of the article."""
    parent = element.getparent()
    quoted = "blockquote" in (element.tag, parent.tag)
    if line_class(words) is not None and not quoted:
        return False
    links = link_share(element)
    prose = len(words.split()) >= _PROSE_WORDS and bool(TERMINAL.search(words)) and links < 0.5
    if _enclosed(j, parent, within):
        heading = element.tag in ("h2", "h3", "h4", "h5", "h6") and links < 0.1
        return quoted or heading or (prose and element.tag in ("p", "pre"))
    return prose and element.tag == "p" and place(parent) in kinds


def _enclosed(j: int, container: Element, within: dict[Element, tuple[int, int]]) -> bool:
    """Whether kept paragraphs of one container stand before and after the paragraph `j`."""
    for _ in range(_OUTWARDS):
        if container is None:
            return False
        first, last = within.get(container, (j, j))
        if first < j < last:
            return True
        container = container.getparent()
    return False
