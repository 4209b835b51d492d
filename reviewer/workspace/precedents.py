"""Similar claims that were judged already, found among the pairs of a claim; and the refusal to depart unasked."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from reviewer.errors import Departs
from reviewer.log.state import State
from reviewer.model.precedent import NEARNESS_WORDS, Precedent
from reviewer.model.verdict import About, Value
from reviewer.review.precedent import Alike, departed, precedents
from reviewer.text.fold import fold
from reviewer.workspace import blind
from reviewer.workspace.desk import Desk
from reviewer.workspace.views import ClaimRow, ClaimView, MatchView, PrecedentView

TOLD = 5
"""Precedents of which it is told who decided them and why; of the others only what."""
NAMED = 3
"""Precedents that a refusal names one by one."""


def precedent_views(
    desk: Desk, quote: str, pairs: Iterable[MatchView], copies: Iterable[ClaimRow], *, unseen: bool
) -> tuple[PrecedentView, ...]:
    """The precedents of a claim for who acts here; `pairs` are its pairs as that person may see them.

    `unseen`: the claim's own round is blind and still open.
    """
    views = {view.row.id: view for view in pairs}
    judged = desk.db.decisions.judged_content(views, desk.person) if views else {}
    words, copied = fold(quote).text, {row.id for row in copies}
    found = precedents(
        (
            Alike(
                claim,
                views[claim].outcome,
                word=views[claim].word,
                contested=views[claim].contested,
                copy=claim in copied,
                same_words=fold(views[claim].quote).text == words,
                value=judged[claim].value,
                mine=judged[claim].mine,
            )
            for claim in views
            if claim in judged
        ),
        blind=unseen,
    )
    decided = [one.claim for one in found if one.decided][:TOLD]
    state = desk.db.decisions.state(claims=decided) if decided else None
    told = {claim: _how(desk, state, claim) for claim in decided if state is not None}
    return tuple(_view(one, views[one.claim], judged[one.claim].needs_look, told.get(one.claim)) for one in found)


def _view(one: Precedent, pair: MatchView, look: str, how: tuple[tuple[str, ...], str] | None) -> PrecedentView:
    by, why = how or ((), "")
    return PrecedentView(
        claim=one.claim,
        nearness=one.nearness,
        value=one.value,
        decided=one.decided,
        mine=one.mine,
        number=pair.row.number,
        article=pair.publisher or pair.title,
        quote=pair.quote,
        by=by,
        why=why,
        needs_look=look if one.decided else "",
    )


def _how(desk: Desk, state: State, claim: str) -> tuple[tuple[str, ...], str]:
    """Who decided a claim, an adjudicator before the reviewers, and the first rationale that they gave."""
    about = About.CONTENT
    said = state.adjudications(claim, about) or [o.event for o in state.verdicts(claim, about) if not o.stated]
    seen = [event for event in said if not blind.hidden(state, event, desk.person)]
    names = dict.fromkeys(desk.name_of(state.person(event)) for event in seen)
    words = (desk.db.words(event.data["rationale"]) for event in seen)
    return tuple(names), next(filter(None, words), "")


def refuse_unasked(
    views: Sequence[ClaimView], value: Value, about: About, labels: Mapping[Value, str], also: Collection[str] = ()
) -> None:
    """Raises Departs where such a verdict on these claims says something else than near-identical ones got.

    What is judged in the same act is no precedent (of the copies in `also` those on which nobody but me spoke), and who
    said that value before has departed already.
    """
    taken = {view.row.id for view in views}
    taken |= {one.claim for view in views for one in view.precedents if one.claim in also and one.mine and _alone(one)}
    found = [one for view in views if not _said(view, value, about) for one in departures(view, value, about, taken)]
    if not found:
        return
    named = list({one.claim: one for one in found}.values())
    words = ", ".join(_departed_from(one, labels) for one in named[:NAMED])
    more = f" and {len(named) - NAMED} more" if len(named) > NAMED else ""
    raise Departs(f"{labels[value]} here, but {words}{more}", claims=tuple(one.claim for one in named))


def _alone(one: PrecedentView) -> bool:
    return len(one.by) <= 1


def _said(view: ClaimView, value: Value, about: About) -> bool:
    return any(
        said.mine and not said.stated_by and said.about is about and said.value is value for said in view.verdicts
    )


def departures(view: ClaimView, value: Value, about: About, without: Collection[str] = ()) -> tuple[PrecedentView, ...]:
    """The precedents that such a verdict on the claim would depart from, but for those named."""
    known = view.precedents if about is About.CONTENT else ()
    return departed(value, (one for one in known if one.claim not in without))


def _departed_from(one: PrecedentView, labels: Mapping[Value, str]) -> str:
    """`2.4 (the same words) was decided Refuted by Bo`, `you said Refuted of 2.4 (the same words)`."""
    which = f"{one.number} ({NEARNESS_WORDS[one.nearness]})"
    if not one.decided:
        return f"you said {labels[one.value]} of {which}"
    return f"{which} was decided {labels[one.value]}" + (f" by {', '.join(one.by)}" if one.by else "")
