"""A precedent as the fronts show it."""

from __future__ import annotations

from dataclasses import dataclass

from reviewer.model.precedent import Precedent


@dataclass(frozen=True, slots=True)
class PrecedentView(Precedent):
    """A similar claim that was judged already, and how.

    `number` is its short one, `article` publisher or title, `quote` its words. `by`: the persons who decided it (an
    adjudicator alone, where one did) and `why` the first rationale among theirs, "" for none; both empty where it is my
    own verdict only. `needs_look`: why it wants another look itself.
    """

    number: str = ""
    article: str = ""
    quote: str = ""
    by: tuple[str, ...] = ()
    why: str = ""
    needs_look: str = ""
