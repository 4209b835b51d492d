"""Claims about one thing, over all articles: each group, or all that one claim appears as."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from reviewer.errors import NotFound
from reviewer.match import origins
from reviewer.match.clusters import Cluster, gather
from reviewer.model.comparison import Outcome, PairWord
from reviewer.store.records import ClaimEntry
from reviewer.workspace.carrying import standing_for
from reviewer.workspace.desk import Desk
from reviewer.workspace.pairs import Pairs, other_of
from reviewer.workspace.seeing import rows
from reviewer.workspace.views import Appearance, ClusterView, MatchView, OriginView, WeakLink

ABOUT_ONE_THING = frozenset(
    [Outcome.SAME, Outcome.RESTATED, Outcome.MORE_SPECIFIC, Outcome.LATER_UPDATE, Outcome.CONTRADICTS]
)
"""Outcomes of pairs that speak of the same thing. A part and its whole do not, nor what cannot be told."""
LEAST = 0.5
"""Score from which a match holds two claims together: more likely a match than not."""
UNSURE = 0.8
"""The same where it cannot be told how the two stand to each other."""
MOST = 2_000
"""Claims of one story that are looked at; a larger one is cut where it is farthest from the claim asked for."""


def clusters(desk: Desk) -> tuple[ClusterView, ...]:
    """All groups of more than one claim, the largest first."""
    words = _said(desk)
    links = {(left, right): (score, outcome) for left, right, score, outcome in desk.db.corpus.links()}
    involved = {claim for pair in (*links, *words) for claim in pair}
    found = [group for group in _gathered(desk, involved, links, words) if len(group.members) > 1]
    shown = rows(desk, [claim for group in found for claim in group.members])
    views = []
    for group in found:
        claims = tuple(shown[claim] for claim in group.members if claim in shown)
        inside = set(group.members)
        odds = sum(_at_odds(pair, links, words) for pair in {*links, *words} if inside.issuperset(pair))
        if len(claims) > 1:
            articles = len({row.article for row in claims})
            views.append(ClusterView(group.centre, claims[0], claims, articles, odds, _weak(desk, group)))
    return tuple(sorted(views, key=lambda view: (-view.articles, -len(view.claims), view.row.article_number, view.id)))


def cluster(desk: Desk, claim: str) -> ClusterView:
    """The group of a claim, seen from it; alone where nothing else speaks of it. Raises NotFound."""
    entry = desk.db.corpus.entry(claim)
    if entry is None:
        raise NotFound(f"no claim {claim}", next_step="reviewer claims lists them")
    words = _said(desk)
    near, links, whole = _neighbourhood(desk, claim, words)
    groups = _gathered(desk, near, links, words)
    own = next((group for group in groups if claim in group.members), Cluster(claim, (claim,)))
    others = [member for member in own.members if member != claim]
    pairs = Pairs(desk, entry.claim, also=others, person=desk.person)
    inside = {*own.members}
    odds = sum(_at_odds(pair, links, words) for pair in {*links, *words} if inside.issuperset(pair))
    shown = rows(desk, own.members)
    claims = tuple(shown[member] for member in own.members if member in shown)
    appearances, united = _appearances(pairs, [row.id for row in claims], desk)
    return ClusterView(
        id=own.centre,
        row=shown[own.centre] if own.centre in shown else shown[claim],
        claims=claims,
        articles=len({row.article for row in claims}),
        disagree=odds,
        weakest=_weak(desk, own),
        appearances=appearances,
        origins=united,
        corroboration=pairs.corroboration(),
        whole=whole,
    )


_Links = Mapping[tuple[str, str], tuple[float, str]]
_Words = Mapping[tuple[str, str], str]


def _said(desk: Desk) -> dict[tuple[str, str], str]:
    """What persons agree on of pairs; a word on claims that are listed no more holds for those in their place."""
    said = desk.db.decisions.pair_words()
    entries = desk.db.corpus.entries({claim for pair in said for claim in pair})
    gone = {claim: entry for claim, entry in entries.items() if not entry.listed}
    now = {claim: tuple(standing_for(desk, entry.claim)) for claim, entry in gone.items()}
    return {
        (min(left, right), max(left, right)): word
        for pair, word in sorted(said.items(), key=lambda item: not gone.keys().isdisjoint(item[0]), reverse=True)
        for left in now.get(pair[0], (pair[0],))
        for right in now.get(pair[1], (pair[1],))
    }


def _gathered(desk: Desk, claims: Collection[str], links: _Links, words: _Words) -> list[Cluster[str]]:
    """Groups of these claims; what persons say of a pair stands over the machine's score."""
    entries = desk.db.corpus.entries(claims)
    listed = [entry for entry in entries.values() if entry.listed]
    order = [e.claim.id for e in sorted(listed, key=lambda e: (e.article_number, e.ordinal))]
    scores = {pair: score for pair, (score, outcome) in links.items() if pair not in words and _holds(score, outcome)}
    scores |= {pair: 1.0 for pair, word in words.items() if word == PairWord.CONTRADICTS}
    return gather(
        order,
        scores,
        together=[pair for pair, word in words.items() if word == PairWord.AGREES],
        apart=[pair for pair, word in words.items() if word == PairWord.OTHER_THING],
    )


def _neighbourhood(
    desk: Desk, claim: str, words: _Words
) -> tuple[set[str], dict[tuple[str, str], tuple[float, str]], bool]:
    """Every claim that links lead to from this one, those links, and whether that is all: groups never cross it."""
    said: dict[str, set[str]] = {}
    for (left, right), word in words.items():
        if word in (PairWord.AGREES, PairWord.CONTRADICTS):
            said.setdefault(left, set()).add(right)
            said.setdefault(right, set()).add(left)
    known, edge = {claim}, {claim}
    links: dict[tuple[str, str], tuple[float, str]] = {}
    while edge and len(known) < MOST:
        found = {(left, right): (score, outcome) for left, right, score, outcome in desk.db.corpus.links(edge)}
        links |= found
        strong = {c for pair, link in found.items() if _holds(*link) for c in pair}
        edge = (strong | {other for c in edge for other in said.get(c, ())}) - known
        known |= edge
    return known, links, not edge


def _holds(score: float, outcome: str) -> bool:
    """Whether the machine's match is reason enough to put two claims together."""
    return score >= (LEAST if outcome in ABOUT_ONE_THING else UNSURE if outcome == Outcome.CANNOT_TELL else 2)


def _at_odds(pair: tuple[str, str], links: _Links, words: _Words) -> bool:
    """Whether two claims contradict: by a person's word, else the machine's."""
    return words.get(pair, links.get(pair, (0.0, ""))[1]) == Outcome.CONTRADICTS


def _weak(desk: Desk, group: Cluster[str]) -> WeakLink | None:
    if group.weakest is None:
        return None
    left, right, score = group.weakest
    entries = desk.db.corpus.entries([left, right])
    view = next(
        (m for m in Pairs(desk, entries[left].claim, also=[right], person=desk.person).views() if m.row.id == right),
        None,
    )
    return WeakLink(entries[left].number, entries[right].number, score, view.difference if view else "")


def _appearances(
    pairs: Pairs, members: Sequence[str], desk: Desk
) -> tuple[tuple[Appearance, ...], tuple[OriginView, ...]]:
    """The claims by origin, origins and claims in order of time; undated ones last, then in order of arrival."""
    views: dict[str, MatchView] = {other_of(view.match, pairs.claim.id): view for view in pairs.views()}
    entries = {member: pairs.entries[member] for member in members if member in pairs.entries}
    when = {member: _when(desk, entry) for member, entry in entries.items()}
    voices = [origins.Voice(entry.claim.article, entry.claim.claimants) for entry in entries.values()]
    united = origins.surely_one(voices, *pairs.lineages_of({voice.article for voice in voices}))
    first = {e.claim.article: min(when[m] for m, x in entries.items() if x.claim.article == e.claim.article)
             for e in entries.values()}  # fmt: skip
    groups = sorted(united, key=lambda group: min(first[article] for article in group.articles))
    number = {article: i for i, group in enumerate(groups, 1) for article in group.articles}
    ordered = sorted(entries, key=lambda member: (number[entries[member].claim.article], when[member]))
    short = {entry.claim.article: entry.article_number for entry in entries.values()}
    saying = {e.claim.article for m, e in entries.items() if _asserts(pairs.claim.id, m, views.get(m))}
    views_of = tuple(
        OriginView(i, tuple(sorted(short[a] for a in group.articles)), group.why, not saying.isdisjoint(group.articles))
        for i, group in enumerate(groups, 1)
    )
    return tuple(_appearance(pairs, entries[m], number, views.get(m), desk) for m in ordered), views_of


def _asserts(claim: str, member: str, view: MatchView | None) -> bool:
    """Whether a claim of the cluster says what the one looked from says."""
    if view is None:
        return member == claim
    words = () if view.word is None else (view.word,)
    return not view.contested and origins.stance(view.match.comparison, claim, words) is origins.Stance.SUPPORTS


def _when(desk: Desk, entry: ClaimEntry) -> tuple[str, int, int]:
    article = desk.db.corpus.article(entry.claim.article)
    date = article.metadata.date if article is not None else None
    return date or "9999", entry.article_number, entry.ordinal


def _appearance(
    pairs: Pairs, entry: ClaimEntry, number: Mapping[str, int], view: MatchView | None, desk: Desk
) -> Appearance:
    article = desk.db.corpus.article(entry.claim.article)
    metadata = article.metadata if article is not None else None
    return Appearance(
        row=pairs.rows[entry.claim.id],
        publisher=(metadata.publisher if metadata else None) or "",
        title=(metadata.title if metadata else None) or (article.key if article else ""),
        date=(metadata.date if metadata else None) or "",
        claimants=entry.claim.claimants,
        origin=number[entry.claim.article],
        match=view,
    )
