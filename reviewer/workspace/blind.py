"""What an open blind round keeps from the others, and what of it is one's own: every query asks here.

The log's rule seals verdicts, answers, notes, words on pairs and reasons for postponing. Here stands what has no round
of its own: words on how two articles are related, and sign-offs. They follow the claims of their articles.
"""

from __future__ import annotations

from dataclasses import replace

from reviewer.log.event import Event
from reviewer.log.state import State
from reviewer.model.lineage import LineageKind
from reviewer.model.verdict import Status
from reviewer.workspace.desk import Desk
from reviewer.workspace.views import ClaimView, ClusterView, MatchView

NOBODY = ""
"""Whose eyes an export has: what is sealed goes out to nobody, its author neither."""


def hidden(state: State, event: Event, person: str) -> bool:
    """Whether an open blind round keeps the words of this act from `person`."""
    return state.sealed(event) and state.person(event) != person


def value(state: State, event: Event, person: str) -> str | None:
    """The value of an act as `person` may see it: their own always."""
    return state.opened(event) if person and state.person(event) == person else state.value(event)


def withheld(desk: Desk, event: Event) -> tuple[str, ...]:
    """Blobs of the event that go out to nobody while what it speaks of is in an open blind round."""
    if not event.known:
        return ()
    data = event.data
    if event.type == "lineage":
        sealed = unfinished(desk, data["left"], data["right"])
        return tuple(sha for sha in (data["outcome"], data["rationale"], data["seen"]) if sha and sealed)
    claims = [data[name] for name in ("claim", "left", "right") if data.get(name)]
    return desk.db.decisions.state(claims=claims).withheld(event) if claims else ()


def unfinished(desk: Desk, *articles: str) -> bool:
    """Whether the rules in force are blind and a claim of one of these articles still waits for its round to close."""
    if not desk.db.decisions.ground().in_force()["blind"]:
        return False
    for article in articles:
        counts = desk.db.decisions.status_counts(article)
        if counts[Status.OPEN] or counts[Status.IN_REVIEW]:
            return True
    return False


def scores_hidden(desk: Desk) -> bool:
    """Whether the rules in force hide the machine's scores from who judges; exports have them."""
    return bool(desk.db.decisions.ground().in_force()["hide_scores"])


def without_scores(view: ClaimView) -> ClaimView:
    """A claim without what the machine thinks of it: no score, no reasons for it, no score of a pair."""
    bare = replace(view.claim, score=0.0, reasons=())
    near = None if view.lookalike is None else without_score(view.lookalike)
    matches, inner = tuple(map(without_score, view.matches)), tuple(map(without_score, view.inner))
    return replace(view, claim=bare, matches=matches, inner=inner, lookalike=near)


def without_score(view: MatchView) -> MatchView:
    """A pair without its score and what it was made from."""
    return replace(view, match=replace(view.match, score=0.0, signals=()))


def cluster_without_scores(view: ClusterView) -> ClusterView:
    """A group of claims without the scores of its pairs."""
    weakest = None if view.weakest is None else replace(view.weakest, score=0.0)
    appearances = tuple(
        replace(each, match=None if each.match is None else without_score(each.match)) for each in view.appearances
    )
    return replace(view, weakest=weakest, appearances=appearances)


def lineage_words(desk: Desk, state: State, left: str, right: str, person: str) -> list[Event]:
    """What persons said of two articles, as far as `person` may know it."""
    events = state.lineages(*sorted((left, right)))
    if not events or not unfinished(desk, left, right):
        return events
    return [event for event in events if state.person(event) == person]


def agreed_lineage(desk: Desk, state: State, left: str, right: str, person: str) -> LineageKind | None:
    """What persons say of two articles, where those whom `person` may know of agree."""
    said = {state.opened(event) for event in lineage_words(desk, state, left, right, person)} - {None}
    found = said.pop() if len(said) == 1 else None
    return LineageKind(found) if found is not None else None
