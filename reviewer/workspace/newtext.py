"""Claims of earlier texts in the present one: derived when an article is indexed, never recorded (docs/log.md, rule 8).

A claim on which somebody acted, and whose words stand in the present text in a place that can be trusted, is listed
there, with its verdicts. One whose words do not stays listed as it is, and needs another look.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from reviewer.extract import describe
from reviewer.log.event import Event
from reviewer.model.claim import Claim, Cut
from reviewer.model.ids import claim_id
from reviewer.model.span import AnchorState
from reviewer.store.carries import CarryRow
from reviewer.store.records import IndexedClaim
from reviewer.text.carrying import Carried, carry
from reviewer.text.fold import Folded, fold
from reviewer.workspace.desk import Desk
from reviewer.workspace.listing import Text, indexed, sentence_of, sources_of
from reviewer.workspace.standing import Standing

_TWICE = "the text has changed: several claims could stand where these words are now"
_RECUT = "the text has changed: the same words stand in it, but somebody cut them otherwise there"
_BLIND = "the text has changed; the blind round on the earlier one is still open"


def carry_over(
    desk: Desk, standing: Standing, texts: Sequence[Text], claims: Sequence[IndexedClaim]
) -> tuple[list[IndexedClaim], list[CarryRow]]:
    """The claims of an article with those of earlier texts carried into the present one, and what became of each.

    `texts`: the present one first, as `claims` lists theirs.
    """
    now = texts[0]
    present = {item.claim.id: item for item in claims if item.claim.version == now.version}
    earlier = {item.claim.id: item for item in claims if item.claim.version != now.version}
    found = dict(_found(texts, [item.claim for item in earlier.values() if item.listed]))
    taken = Counter((earlier[old].claim.version, carried.span) for old, carried in found.items() if carried.span)
    ranks = _ranks(desk, standing.article) if found else {}
    rows = []
    for old, carried in found.items():
        claim = earlier[old].claim
        twice = carried.span is not None and taken[claim.version, carried.span] > 1
        row = _row(desk, claim, carried, now, twice=twice)
        if row.new:
            item = present.get(row.new) or indexed(_made(standing, claim, carried, now), now, listed=True)
            present[row.new] = item if item.listed else indexed(item.claim, now, listed=True)
            earlier[old] = replace(earlier[old], listed=False, terms=())
            row = replace(row, attribution=carried.sentence and _says(item.claim) == _says(claim))
        rows.append(replace(row, rank=ranks[claim.version]))
    listed = sorted(present.values(), key=lambda item: (item.claim.span, item.claim.id))
    return [*listed, *earlier.values()], rows


def _found(texts: Sequence[Text], claims: Sequence[Claim]) -> Iterator[tuple[str, Carried]]:
    """Where each claim stands in the first of the texts; each text is folded once."""
    folded: dict[str, Folded] = {}
    for text in texts if claims else ():
        folded[text.version] = fold(text.text)
    for claim in claims:
        found = carry(folded[claim.version], folded[texts[0].version], claim.span, claim.carried, claim.sentence)
        yield claim.id, found


def _row(desk: Desk, claim: Claim, carried: Carried, now: Text, *, twice: bool) -> CarryRow:
    if carried.span is None:
        return CarryRow(claim.id, "", carried.state, carried.places, carried.differing, why=_why(carried))
    new = claim_id(now.version, carried.span, carried.further)
    places = (carried.span,)
    if twice:
        return CarryRow(claim.id, "", AnchorState.AMBIGUOUS, places, why=_TWICE)
    state = desk.db.decisions.state(claims=(claim.id, new))
    if state.revisions_of(new):
        return CarryRow(claim.id, "", carried.state, places, why=_RECUT)
    if any(state.sealed(event) for event in state.events() if _is_on(event, claim.id)):
        return CarryRow(claim.id, "", carried.state, places, why=_BLIND)
    return CarryRow(claim.id, new, carried.state, places)


def _is_on(event: Event, claim: str) -> bool:
    return event.known and event.type in ("verdict", "answer", "note") and event.data["claim"] == claim


def _why(carried: Carried) -> str:
    """What became of words that are not carried."""
    if carried.state is AnchorState.AMBIGUOUS:
        count = len(carried.places)
        where = f"at {count} places" if count > 1 else "in other surroundings"
        return f"the text has changed: these words stand {where} now"
    if carried.state is AnchorState.CHANGED:
        told = "; ".join(_change(*pair) for pair in carried.differing[:3])
        return f"the text has changed: {told}" if told else "the words of the text have changed"
    return "the text has changed: these words are gone from it"


def _change(before: str, after: str) -> str:
    if not after:
        return f"“{before}” is gone"
    return f"“{before}” is now “{after}”" if before else f"“{after}” was put in"


def _made(standing: Standing, claim: Claim, carried: Carried, now: Text) -> Claim:
    """The claim of the present text that no extraction and no act has put there."""
    assert carried.span is not None
    cut = Cut(
        carried.span,
        sentence_of(carried.span, now.extraction),
        claim.kind,
        claim.rule,
        carried=carried.further,
        sources=sources_of(carried.span, now.extraction),
        needs_context=claim.needs_context,
    )
    return describe(
        cut,
        now.text,
        article=standing.article,
        version=now.version,
        metadata=standing.metadata,
        context=now.extraction,
    )


def _says(claim: Claim) -> tuple[str, ...]:
    return tuple(link.name for link in claim.claimants)


def _ranks(desk: Desk, article: str) -> Mapping[str, int]:
    """How many texts of the article each text came after: follows from what their events replace, not from arrival."""
    acts = desk.db.decisions.acts_of_article(article, types=("version",))
    events = {act.event.hash: act.event for act in acts}

    def before(hash_: str) -> set[str]:
        waiting, seen = [hash_], set[str]()
        while waiting:
            for name in events[waiting.pop()].data["replaces"]:
                if name in events and name not in seen:
                    seen.add(name)
                    waiting.append(name)
        return seen

    ranks: dict[str, int] = {}
    for hash_, event in events.items():
        version = event.data["version"]
        ranks[version] = max(ranks.get(version, 0), len(before(hash_)))
    return ranks
