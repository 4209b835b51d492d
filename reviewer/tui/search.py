"""Search: claims of the workspace that hold the words, and every place of them in the article on the screen."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from reviewer.model.span import Span
from reviewer.tui.desk import Desk, Listing
from reviewer.tui.show.bar import count_words
from reviewer.workspace.views import Filter

_PLACES = 2000
"""Places lit up in one article at most."""


@lru_cache(maxsize=4)
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
    """One search. `origin` is the claim that was open when it began; `hits` are the claims found, None until then."""

    def __init__(self, query: str, origin: str) -> None:
        self.query = query
        self.origin = origin
        self.hits: Listing | None = None

    def find(self, desk: Desk, base: Filter) -> Iterator[Listing]:
        """The claims that hold the words; for a thread of its own."""
        return desk.listings(replace(base, text=self.query))

    @property
    def words(self) -> str:
        """`“apps” 12 claims`."""
        if self.hits is None:
            return f"“{self.query}” …"
        return f"“{self.query}” {count_words(self.hits)} claim{'' if len(self.hits) == 1 else 's'}"

    def step(self, listing: Listing, index: int | None, by: int) -> str | None:
        """The next hit from a place of the list, round the end; `by` 0 takes the place itself if it is a hit."""
        count = len(self.hits) if self.hits is not None else 0
        if not count:
            return None
        here = -1 if index is None else index
        after = bisect_left(range(count), here, key=lambda at: self._place(listing, at))
        on_hit = after < count and self._place(listing, after) == here
        at = after - 1 if by < 0 else after + 1 if on_hit and by else after
        return self._hit(at % count)

    def _hit(self, at: int) -> str:
        assert self.hits is not None
        return self.hits.rows(at, at + 1)[0].id

    def _place(self, listing: Listing, at: int) -> int:
        place = listing.index_of(self._hit(at))
        return -1 if place is None else place
