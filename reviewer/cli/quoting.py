"""Spans by quoting: all the words, or the first and the last ones with "..." between."""

from __future__ import annotations

import re

from reviewer.errors import AnchorError
from reviewer.model.span import AnchorState, Span
from reviewer.text.anchors import Located, locate, nearest

_GAP = re.compile(r"\s*(?:\.\.\.|…)\s*")


def span_of(quote: str, text: str, within: Span | None = None) -> Span:
    """The place of `quote` in `text`.

    Args:
        quote: exact words (white space, quote marks and dashes do not matter), or `first words ... last words`.
        text: the article.
        within: where to prefer a place when the words stand there several times; else they must stand there once.

    Raises:
        AnchorError: the words do not stand there, or stand there several times.
    """
    whole = locate(quote, text)
    if whole.state is not AnchorState.LOST and whole.spans:
        return _single(whole, quote, within)
    parts = [part for part in _GAP.split(quote.strip()) if part]
    if len(parts) == 2:
        return _between(parts[0], parts[1], text, within)
    raise _lost(quote, text)


def _single(found: Located, quote: str, within: Span | None) -> Span:
    spans = found.spans
    if len(spans) > 1 and within is not None:
        spans = tuple(s for s in spans if within.overlaps(s)) or spans
    if len(spans) > 1:
        raise AnchorError(
            f"the words “{quote}” stand there {len(spans)} times", next_step="quote more words, so that they are unique"
        )
    return spans[0]


def _between(first: str, last: str, text: str, within: Span | None) -> Span:
    """From the first words to the nearest last words behind them."""
    begins = locate(first, text)
    if not begins.spans:
        raise _lost(first, text)
    begin = _single(begins, first, within)
    ends = locate(last, text[begin.start :])
    later = [s.end + begin.start for s in ends.spans if s.end + begin.start > begin.end]
    if not later:
        raise AnchorError(f"“{last}” does not stand behind “{first}”", next_step="quote words as they stand there")
    return Span(begin.start, min(later))


def _lost(quote: str, text: str) -> AnchorError:
    near = nearest(quote, text)
    if near is None:
        return AnchorError(f"the words “{quote}” do not stand there", next_step="copy them from the article")
    there = near.span.of(text)
    return AnchorError(f"the words “{quote}” do not stand there", next_step=f"nearest place: “{there}” ({near.words})")
