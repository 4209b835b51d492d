"""Search: claims of the workspace that hold the words, and every place of them in the article on the screen."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace

from reviewer.model.span import Span
from reviewer.tui.desk import Desk, Listing
from reviewer.workspace.views import Filter

_PLACES = 2000
"""Places lit up in one article at most."""


def places(query: str, text: str) -> tuple[Span, ...]:
    """Where the words stand in a text, whatever the case and the white space between them."""
    words = query.split()
    if not words:
        return ()
    pattern = re.compile(r"\s+".join(re.escape(word) for word in words), re.IGNORECASE)
    found: list[Span] = []
    for match in pattern.finditer(text):
        found.append(Span(match.start(), match.end()))
        if len(found) == _PLACES:
            break
    return tuple(found)


class Search:
    """One search. `origin` is the claim that was open when it began."""

    def __init__(self, desk: Desk, base: Filter, query: str, origin: str) -> None:
        self.query = query
        self.origin = origin
        self.hits: Listing = desk.listing(replace(base, text=query))

    @property
    def words(self) -> str:
        """`“apps” 12 claims`."""
        count = len(self.hits)
        return f"“{self.query}” {count:,} claim{'' if count == 1 else 's'}"

    def step(self, listing: Listing, index: int | None, by: int) -> str | None:
        """The next hit from a place of the list, round the end; `by` 0 takes the place itself if it is a hit."""
        count = len(self.hits)
        if not count:
            return None
        here = -1 if index is None else index
        after = bisect_left(range(count), here, key=lambda at: self._place(listing, at))
        on_hit = after < count and self._place(listing, after) == here
        at = after - 1 if by < 0 else after + 1 if on_hit and by else after
        return self._hit(at % count)

    def _hit(self, at: int) -> str:
        return self.hits.rows(at, at + 1)[0].id

    def _place(self, listing: Listing, at: int) -> int:
        place = listing.index_of(self._hit(at))
        return -1 if place is None else place
