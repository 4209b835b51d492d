"""Pairs as seen from one claim: what differs, the words aligned, lineage, what persons said, and what it counts for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from reviewer.errors import NotFound, UsageError
from reviewer.log.event import Event
from reviewer.log.state import State
from reviewer.match import origins
from reviewer.match.align import pieces
from reviewer.match.difference import difference
from reviewer.match.headline import REPEATS, beside_text
from reviewer.match.side import Side
from reviewer.model.article import BlockClass
from reviewer.model.claim import Claim
from reviewer.model.comparison import Match, Outcome, PairWord, Relation, SlotName
from reviewer.model.lineage import Corroboration, Lineage, LineageKind
from reviewer.model.span import Anchor
from reviewer.store.records import ArticleRow, ClaimEntry
from reviewer.text.fold import fold
from reviewer.workspace import blind, carrying
from reviewer.workspace.checked import check_view, order_of
from reviewer.workspace.desk import Desk
from reviewer.workspace.seeing import find_article, rows
from reviewer.workspace.views import ClaimRow, DecisionView, MatchView, Piece
from reviewer.workspace.views.checks import CheckView

if TYPE_CHECKING:
    from reviewer.workspace.matching import Matcher


class Pairs:
    """All pairs of one claim, read once."""

    def __init__(
        self, desk: Desk, claim: Claim, also: Iterable[str] = (), *, person: str, aligned: bool = True
    ) -> None:
        """`also`: claims to compare with, matched or not; `person` is who looks; `aligned`: words for the eye too."""
        self._aligned = aligned
        self._desk = desk
        self._person = person
        self.claim = claim
        self._matcher: Matcher | None = None
        self._state: State | None = None
        corpus = desk.db.corpus
        kept = corpus.matches_of_claim(claim.id, limit=200)
        self._places: dict[str, tuple[str, ...]] = {claim.id: carrying.places(desk, claim)}
        self._words = _decided(desk, self._places[claim.id])
        others = [other_of(match, claim.id) for match in kept]
        self.entries: Mapping[str, ClaimEntry] = corpus.entries([claim.id, *others])
        covered = {place for other in others for place in self._places_of(other)} if self._words else set()
        wanted = sorted({*(self._words - covered), *also} - {*others})
        made = [m for other in wanted if (m := self._made(kept, other)) is not None]
        self.matches: tuple[Match, ...] = (*kept, *made)
        self.entries = {**self.entries, **corpus.entries([other_of(match, claim.id) for match in made])}
        self.rows: Mapping[str, ClaimRow] = rows(desk, list(self.entries))
        self._articles: dict[str, ArticleRow] = {}
        self._related: dict[tuple[str, str], tuple[Lineage | None, LineageKind | None]] = {}

    @property
    def state(self) -> State:
        """What persons said of these claims and articles."""
        if self._state is None:
            articles = {entry.claim.article for entry in self.entries.values()}
            claims = {*self.entries, *self._places[self.claim.id], *self._words}
            self._state = self._desk.db.decisions.state(claims=claims, articles=list(articles))
        return self._state

    def offered(self) -> tuple[MatchView, ...]:
        """Matches with other articles: those at odds first, then the best; what a person called another thing last."""
        found = [
            m
            for m in self.matches
            if not m.inner and (m.offered or self.said(m)) and self._shown(m) and not self._is_check(m)
        ]
        views = [self.view(match) for match in found]
        return tuple(sorted(views, key=_worth))

    def checked(self) -> tuple[CheckView, ...]:
        """Published fact-checks of what the claim says, those of just that first, then the newest."""
        return tuple(shown for shown, _ in self.checks())

    def checks(self) -> list[tuple[CheckView, MatchView]]:
        """The same with the pairs that they stand here for."""
        found = [m for m in self.matches if self._is_check(m) and self._shown(m) and not m.inner]
        views = [view for m in found if m.offered or self.said(m) if _alike(view := self.view(m))]
        shown = [(check_view(self._desk, view, self.claim.id), view) for view in views]
        return sorted(shown, key=lambda pair: order_of(pair[0]))

    def _is_check(self, match: Match) -> bool:
        """Whether the other claim is the one that a published fact-check is about."""
        entry = self.entries.get(other_of(match, self.claim.id))
        return entry is not None and entry.checked

    def views(self) -> tuple[MatchView, ...]:
        """Every pair that was read, whatever it is."""
        return tuple(self.view(match) for match in self.matches if self._shown(match))

    def inner(self) -> tuple[MatchView, ...]:
        """Pairs within the same article."""
        return tuple(self.view(m) for m in self.matches if m.inner and m.offered and self._shown(m))

    def lookalike(self) -> MatchView | None:
        """The nearest claim elsewhere that is no match."""
        rest = [m for m in self.matches if not m.inner and not m.offered and not self.said(m) and self._shown(m)]
        rest = [m for m in rest if not self._is_check(m)]
        return self.view(max(rest, key=lambda m: m.score)) if rest else None

    def said(self, match: Match) -> tuple[Event, ...]:
        """The current decisions on a pair, or on claims in whose place these stand, of which who looks may know."""
        if not self._words:
            return ()
        other = self._places_of(other_of(match, self.claim.id))
        events = carrying.said(self.state, self._places[self.claim.id], other)
        return tuple(event for event in events if not blind.hidden(self.state, event, self._person))

    def _places_of(self, claim: str) -> tuple[str, ...]:
        """The other claim of a pair, and those in whose place it stands."""
        if claim not in self._places:
            entry = self.entries.get(claim)
            self._places[claim] = carrying.places(self._desk, entry.claim) if entry is not None else (claim,)
        return self._places[claim]

    def _shown(self, match: Match) -> bool:
        return other_of(match, self.claim.id) in self.rows

    def _made(self, kept: Sequence[Match], other: str) -> Match | None:
        """A pair that a person decided and the machine does not keep any more."""
        if any(other in (match.left, match.right) for match in kept):
            return None
        entry = self._desk.db.corpus.entry(other)
        return self.compare(entry) if entry is not None else None

    def compare(self, other: ClaimEntry) -> Match:
        """The pair of this claim and any other, found or not."""
        mine = self._desk.db.corpus.entry(self.claim.id)
        assert mine is not None
        return self._matching().pair(mine, other)

    def _side(self, entry: ClaimEntry) -> Side:
        return Side.of(entry.claim, self._desk.text(entry.claim.version))

    def _matching(self) -> Matcher:
        if self._matcher is None:
            from reviewer.workspace.matching import Matcher

            self._matcher = Matcher(self._desk)
        return self._matcher

    def view(self, match: Match) -> MatchView:
        """One pair for the screen."""
        other = self.entries[other_of(match, self.claim.id)]
        article = self._article(other.claim.article)
        said = self.said(match)
        words = {word for event in said if (word := self._word(event)) is not None}
        headline, differs, left, right = self._words_of(match, other) if self._aligned else ("", "", (), ())
        return MatchView(
            row=self.rows[other.claim.id],
            title=article.metadata.title or article.key,
            publisher=article.metadata.publisher,
            quote=other.claim.quote,
            context=Anchor.take(self._desk.text(other.claim.version), other.claim.span),
            match=match,
            outcome=match.comparison.outcome,
            difference=differs,
            mine=left,
            theirs=right,
            lineage=self.lineage(other.claim.article),
            decisions=tuple(self._decision(event) for event in said),
            word=PairWord(next(iter(words))) if len(words) == 1 else None,
            contested=len(words) > 1,
            headline=headline,
            repeated=headline == REPEATS,
            origins=self._origins(other),
        )

    def _words_of(self, match: Match, other: ClaimEntry) -> tuple[str, str, tuple[Piece, ...], tuple[Piece, ...]]:
        """What a pair is for the eye: the headline's part, what differs, and both sides aligned."""
        mine, theirs = self._side(self.entries[self.claim.id]), self._side(other)
        left, right = pieces(self.claim.quote, other.claim.quote)
        return (
            self._headline(match, mine, theirs) if match.inner else "",
            difference(match.comparison, mine, theirs),
            tuple(Piece(text, same) for text, same in left),
            tuple(Piece(text, same) for text, same in right),
        )

    def _headline(self, match: Match, mine: Side, theirs: Side) -> str:
        """Of a headline and its own text: that it repeats it, or what it says beyond it; "" for all other pairs."""
        corpus = self._desk.db.corpus
        around = [corpus.block_around(self.claim.article, side.claim.span) for side in (mine, theirs)]
        within = [block is not None and block.cls is BlockClass.HEADLINE for block in around]
        if within[0] == within[1]:
            return ""
        pair = (mine, theirs) if within[0] else (theirs, mine)
        return beside_text(match.comparison, *pair)

    def _decision(self, event: Event) -> DecisionView:
        person = self.state.person(event)
        word = self._word(event)
        return DecisionView(
            event=event.hash,
            person=self._desk.name_of(person),
            mine=person == self._person,
            word=PairWord(word) if word is not None else PairWord.CANNOT_TELL,
            rationale=self._desk.db.words(event.data["rationale"]) or "",
            at=event.at,
        )

    def _word(self, event: Event) -> str | None:
        return blind.value(self.state, event, self._person)

    def _article(self, article: str) -> ArticleRow:
        if article not in self._articles:
            found = self._desk.db.corpus.article(article)
            assert found is not None
            self._articles[article] = found
        return self._articles[article]

    def lineage(self, article: str) -> Lineage | None:
        """The relation to another article: a person's where persons agree, with the machine's signs."""
        if article == self.claim.article:
            return None
        left, right = sorted((self.claim.article, article))
        machine, decided = self._relation(left, right)
        if decided is None:
            return machine
        return Lineage(left, right, decided, machine.signs if machine else (), machine.share if machine else 0.0)

    def _origins(self, other: ClaimEntry) -> tuple[int, int]:
        """For how many origins the claim and another stand."""
        if other.claim.article == self.claim.article:
            return 1, 1
        mine, theirs = (origins.Voice(c.article, c.claimants) for c in (self.claim, other.claim))
        return origins.counted(mine, theirs, *self._relation(*sorted((mine.article, theirs.article))))

    def _relation(self, left: str, right: str) -> tuple[Lineage | None, LineageKind | None]:
        """How two articles (sorted ids) are related: what the machine found, and what persons agree on."""
        if (left, right) not in self._related:
            machine = self._desk.db.corpus.lineage(left, right)
            decided = blind.agreed_lineage(self._desk, self.state, left, right, self._person)
            self._related[left, right] = machine, decided
        return self._related[left, right]

    def corroboration(self) -> Corroboration:
        """How many origins stand behind the claim."""
        own = origins.Voice(self.claim.article, self.claim.claimants)
        if self.entries[self.claim.id].checked:
            return Corroboration(articles=0, low=0, high=0)  # a fact-check asserts nothing of its own
        voices = []
        for match in self.matches:
            other = self.entries.get(other_of(match, self.claim.id))
            words = [PairWord(w) for event in self.said(match) if (w := self._word(event)) is not None]
            if (
                other is None
                or other.checked
                or match.inner
                or not (match.offered or words)
                or other.claim.id not in self.rows
            ):
                continue
            claimants = other.claim.claimants
            voices.append(origins.voice(match.comparison, self.claim.id, other.claim.article, claimants, words))
        return origins.corroborate(own, voices, *self.lineages_of({own.article, *(voice.article for voice in voices)}))

    def lineages_of(
        self, involved: Iterable[str]
    ) -> tuple[dict[tuple[str, str], Lineage], dict[tuple[str, str], LineageKind]]:
        """The relations of each two articles: the machine's, and what persons agree on."""
        lineages, decided = {}, {}
        for left, right in origins.pairs(involved):
            machine, person = self._relation(left, right)
            if machine is not None:
                lineages[left, right] = machine
            if person is not None:
                decided[left, right] = person
        return lineages, decided

    def copies(self, offered: Iterable[MatchView]) -> tuple[tuple[ClaimRow, ...], tuple[ClaimRow, ...]]:
        """Claims in articles of the same text: those with the same words, and where an article has none the nearest.

        What stands in our own text too is no other wording of this claim.
        """
        same: list[ClaimRow] = []
        differing: dict[str, ClaimRow] = {}
        own = self._desk.text(self.claim.version)
        for view in offered:
            if view.lineage is None or view.lineage.kind is not LineageKind.SAME_TEXT or view.word is not None:
                continue
            if fold(view.quote).text == fold(self.claim.quote).text:
                same.append(view.row)
            elif view.outcome not in (Outcome.NOT_COMPARABLE, Outcome.PART_OF) and view.quote not in own:
                differing.setdefault(view.row.article, view.row)
        whole = {row.article for row in same}
        return tuple(same), tuple(row for article, row in differing.items() if article not in whole)


def _alike(view: MatchView) -> bool:
    """Whether a fact-check is shown with a claim: what a person says, else not where other things are counted."""
    if view.decisions:
        return view.word is not PairWord.OTHER_THING
    counted = (slot for slot in view.match.comparison.slots if slot.name in (SlotName.HEAD, SlotName.UNIT))
    return view.outcome not in (Outcome.CANNOT_TELL, Outcome.NOT_COMPARABLE) or all(
        slot.relation is not Relation.DIFFERS for slot in counted
    )


def _worth(view: MatchView) -> tuple[int, float, str]:
    """What a reviewer wants to see first."""
    at_odds = view.word is PairWord.CONTRADICTS or (view.word is None and view.outcome is Outcome.CONTRADICTS)
    rank = 2 if view.word is PairWord.OTHER_THING else 0 if at_odds else 1
    return rank, -view.match.score, view.row.id


def other_of(match: Match, claim: str) -> str:
    """The other claim of a pair."""
    return match.right if match.left == claim else match.left


def _decided(desk: Desk, places: Sequence[str]) -> frozenset[str]:
    """Claims that persons compared with these, the places of one claim."""
    pairs = {pair for claim in places for pair in desk.db.decisions.pairs_of_claim(claim)}
    return frozenset(claim for pair in pairs for claim in pair) - {*places}


def beside(desk: Desk, left: str, right: str) -> MatchView:
    """Any two claims beside each other, seen from the left one. Raises NotFound, UsageError."""
    entries = desk.db.corpus.entries([left, right])
    for claim in (left, right):
        if claim not in entries:
            raise NotFound(f"no claim {claim}")
    if left == right:
        raise UsageError("a claim cannot be compared with itself")
    pairs = Pairs(desk, entries[left].claim, also=[right], person=desk.person)
    return next(pairs.view(m) for m in pairs.matches if other_of(m, left) == right)


def lineages(desk: Desk, article: str | None) -> tuple[Lineage, ...]:
    """Lineages as they count: a person's word over the machine's, which gives the signs."""
    ref = find_article(desk, article).id if article else None
    found = []
    for machine in desk.db.corpus.lineages(ref):
        state = desk.db.decisions.state(articles=(machine.left, machine.right))
        word = blind.agreed_lineage(desk, state, machine.left, machine.right, desk.person)
        found.append(replace(machine, kind=word) if word is not None else machine)
    return tuple(found)
