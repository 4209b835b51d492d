"""What comes next: articles by priority, claims in text order, postponed ones last."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ArticleWork:
    """What orders an article in the queue.

    `number` is its order of arrival. `assigned` is the person it is assigned to, "" = nobody. `disagreeing` counts its
    open claims that another article contradicts. `signed_off` by the person who asks, and needs no other look.
    """

    id: str
    number: int
    open: int = 0
    disagreeing: int = 0
    assigned: str = ""
    signed_off: bool = False


@dataclass(frozen=True, slots=True)
class QueueItem:
    """A claim in queue order. `open`: the person who asks has still to say something on it."""

    id: str
    open: bool
    postponed: bool = False


def article_order(articles: Iterable[ArticleWork], me: str = "") -> list[str]:
    """Article ids in queue order for person `me`.

    First mine, then nobody's, then other people's; what I signed off or what has nothing open comes last in each.
    Inside: articles with claims that others contradict first, then order of arrival. How many they are does not
    matter, so that the order does not jump while somebody works through an article.
    """

    def key(work: ArticleWork) -> tuple[int, bool, bool, int]:
        whose = 1 if not work.assigned else 0 if work.assigned == me else 2
        return whose, work.signed_off or not work.open, not work.disagreeing, work.number

    return [work.id for work in sorted(articles, key=key)]


def next_open(items: Sequence[QueueItem], after: str | None = None) -> str | None:
    """The next claim to judge after `after`, wrapping round; postponed ones only when nothing else is left.

    None when nothing is open. `after` itself comes back only when it is the last one open. An unknown `after` starts
    at the beginning.
    """
    start = next((i + 1 for i, item in enumerate(items) if item.id == after), 0)
    turned = [*items[start:], *items[:start]]
    waiting = [item for item in turned if item.open]
    return next((item.id for item in waiting if not item.postponed), waiting[0].id if waiting else None)
