"""From article to article in a list of claims. Claims of one article stand together, so a few places tell its ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reviewer.tui.desk import Listing


def article_from(listing: Listing, index: int, by: int) -> int | None:
    """The place of the first claim of the article after (or before) the one at `index`; None where there is none."""
    if not 0 <= index < len(listing):
        return None
    end = _end_of_article(listing, index, by)
    if not 0 <= end < len(listing):
        return None
    return end if by > 0 else _end_of_article(listing, end, -1) + 1


def _end_of_article(listing: Listing, index: int, by: int) -> int:
    """The first place beyond the article at `index`, in the direction `by`."""
    article = _article_at(listing, index)
    near, step = index, 1
    while _article_at(listing, near + by * step) == article:
        near += by * step
        step *= 2
    far = near + by * step
    while abs(far - near) > 1:
        middle = (near + far) // 2
        near, far = (middle, far) if _article_at(listing, middle) == article else (near, middle)
    return far


def _article_at(listing: Listing, index: int) -> int | None:
    return listing.article_at(index) if 0 <= index < len(listing) else None
