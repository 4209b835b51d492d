"""Every claim of an article against those of all others, its own pairs, and how its article is related to others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from reviewer.match.candidates import MOST, nearest
from reviewer.match.inner import inner_pairs
from reviewer.match.keeping import Keeping
from reviewer.match.lineage import ArticleSide, informants_of, lineage
from reviewer.match.pair import pair
from reviewer.match.score import Likely
from reviewer.match.side import Side
from reviewer.match.topic import KeyTerm, key_terms
from reviewer.match.weights import Weights, stale
from reviewer.model.article import FACT_CHECK, BlockClass
from reviewer.model.claim import Claim
from reviewer.model.comparison import Match
from reviewer.model.lineage import Lineage
from reviewer.store.records import ArticleRow, ClaimEntry
from reviewer.workspace import carrying, models
from reviewer.workspace.company import Companies
from reviewer.workspace.desk import Desk
from reviewer.workspace.matched import stamp_of
from reviewer.workspace.meaning import Encoder

SIDES, SCORES = 6_000, 400_000
"""Claims of other articles that are kept as read (about 20 kB each), and pairs whose score is (about 0.3 kB)."""
NEW_SHARE = 4
"""From a quarter of all articles on, finding all near pairs anew is quicker than adding those of each article."""
FEW_ARTICLES = 60
"""Up to here every two articles are compared; beyond, those that share text or matched claims."""


def find_near(desk: Desk, waiting: int, step: Callable[[int, int], None]) -> None:
    """Finds the near pairs of a very large workspace at once, where there are none yet or too many are new.

    Raises:
        whatever `step` (told blocks done, and of how many) raises: it goes on from there the next time.
    """
    claims, generation = desk.db.corpus.index().size, desk.db.corpus.near().generation
    if claims < desk.near_from or (generation is not None and waiting * NEW_SHARE < generation.articles):
        return
    desk.db.corpus.build_near(step)


class Matcher:
    """Matches articles of one desk; keeps what it read of other articles while it lives."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._index = desk.db.corpus.index()
        self.weights: Weights = self._index.weights()
        if stale(self.weights, claims=self._index.size):
            self.weights = self._index.refreeze()
        self._encoder = Encoder(desk)
        model = models.tuning(desk).model()
        self.weights = replace(self.weights, model=model, embedding=self._encoder.digest)
        self._stamp = stamp_of(desk)
        self._topics: dict[str, tuple[KeyTerm, ...]] = {}
        self._sides: dict[str, ArticleSide] = {}
        self._rows: dict[str, ArticleRow] = {}
        self._claims: dict[str, Side] = {}
        self._scores: dict[tuple[str, str], Likely] = {}
        self._companies = Companies(desk, self.weights, self._encoder, self._plain, self._claims)

    def match(self, article: str) -> int:
        """Finds all matches of one article anew, in one transaction; how many were offered."""
        self._trim()
        version = self._row(article).version
        claims = self._desk.db.corpus.claims_of_article(article, listed=False)
        mine = [e for e in claims if e.compared and e.claim.version == version]  # an earlier text speaks for nobody
        sides = list(self.sides(mine).values())
        kept = self._across(article, mine, sides)
        inner = {(match.left, match.right): match for match in inner_pairs(sides, self.weights)}
        matches = {**kept.matches, **inner}
        lineages = list(self._lineages(article, len(mine), matches.values()))
        with self._desk.db.write():  # all that takes long is done by now: a verdict waits for what stands in here
            self._desk.db.corpus.replace_matches(
                article, matches.values(), matcher=self._stamp, dropped=kept.dropped, met=kept.met
            )
            carrying.carry_to(self._desk, article)
            self._desk.db.corpus.drop_lineages(article)
            self._desk.db.corpus.put_lineages(lineages)
        return sum(match.offered and not match.inner for match in matches.values())

    def side(self, entry: ClaimEntry) -> Side:
        """A claim with what matching needs to know around it."""
        if entry.claim.id not in self._claims:
            self._claims[entry.claim.id] = self._side(entry)
        return self._claims[entry.claim.id]

    def sides(self, entries: Iterable[ClaimEntry]) -> dict[str, Side]:
        """Claims as sides by id, in order, with what they mean where an encoder is named."""
        return self._meant({entry.claim.id: self.side(entry) for entry in entries})

    def _meant(self, found: dict[str, Side]) -> dict[str, Side]:
        """The same claims, with what they mean where an encoder is named."""
        meanings = self._encoder.embedded(side for side in found.values() if not side.meaning)
        for claim, meaning in meanings.items():
            found[claim] = self._claims[claim] = replace(found[claim], meaning=meaning)
        return found

    def pair(self, left: ClaimEntry, right: ClaimEntry) -> Match:
        """The pair of any two claims, found or not."""
        sides = self.sides([left, right])
        ((mine, (theirs,)),) = self._companies.joined([(sides[left.claim.id], [sides[right.claim.id]])])
        return pair(mine, theirs, self.weights)

    def _trim(self) -> None:
        """Forgets what was remembered to save time, before it takes much room."""
        if len(self._claims) > SIDES:
            self._claims.clear()
        if len(self._scores) > SCORES:
            self._scores.clear()

    def _side(self, entry: ClaimEntry) -> Side:
        claim = entry.claim
        text = self._desk.text(claim.version)
        topic = self._topics.get(claim.version)
        if topic is None:
            topic = self._topics[claim.version] = key_terms(text, self.weights)
        return Side.of(claim, text, self._row(claim.article).metadata, topic)

    def _row(self, article: str) -> ArticleRow:
        if article not in self._rows:
            row = self._desk.db.corpus.article(article)
            assert row is not None
            self._rows[article] = row
        return self._rows[article]

    def _across(self, article: str, mine: Sequence[ClaimEntry], sides: Sequence[Side]) -> Keeping:
        """The pairs with claims of other articles that are to be kept, and those that they take the place of."""
        number = self._row(article).number
        corpus = self._desk.db.corpus
        candidates = self._candidates(mine, sides)
        ids = self._index.claims_of({n for group in candidates for n in group})
        chosen = [dict.fromkeys(ids[n] for n in group if n in ids) for group in candidates]
        full = [entry.claim.id for entry, group in zip(mine, candidates, strict=True) if len(group) >= MOST]
        for claim, partners in self._partners(full).items():  # they may have been found from that side
            chosen[[entry.claim.id for entry in mine].index(claim)] |= dict.fromkeys(partners)
        others = self._others({claim for group in chosen for claim in group})
        near = [[others[claim] for claim in group if claim in others] for group in chosen]
        checks = {side.claim.id for side in (*sides, *others.values()) if self._checks(side)}
        near = [
            [other for other in group if not (side.claim.id in checks and other.claim.id in checks)]
            for side, group in zip(sides, near, strict=True)
        ]
        keeping = Keeping(self.weights, lambda claims: corpus.held(claims, without=number), checks, self._scores)
        keeping.choose(self._companies.joined(list(zip(sides, near, strict=True))))
        return keeping

    def _candidates(self, mine: Sequence[ClaimEntry], sides: Sequence[Side]) -> list[list[int]]:
        """For each claim the numbers of those of other articles that are worth comparing."""
        near = self._desk.db.corpus.near()
        numbers = {entry.article_number for entry in mine}
        if self._index.size >= self._desk.near_from and near.generation is not None:
            for article in numbers:
                near.put(article)
            own = self._index.numbers_of([entry.claim.id for entry in mine])
            pairs = [(n, near.of(n)) for n in (own[entry.claim.id] for entry in mine)]
            return [[pair.other if pair.one == n else pair.one for pair in found] for n, found in pairs]
        found = nearest(
            self._index,
            [side.terms for side in sides],
            self.weights,
            exclude=lambda number: self._index.article_of(number) in numbers,
        )
        return [[candidate.number for candidate in group] for group in found]

    def _partners(self, claims: Collection[str]) -> dict[str, list[str]]:
        """Claims that earlier runs paired with these."""
        held = self._desk.db.corpus.held(claims, without=0) if claims else {}
        return {claim: [c for one in pairs for c in one.ids if c != claim] for claim, pairs in held.items()}

    def _others(self, wanted: Collection[str]) -> dict[str, Side]:
        """Claims of the texts in force, by id, with what they mean."""
        return self._meant(self._plain(wanted))

    def _plain(self, wanted: Collection[str]) -> dict[str, Side]:
        """Claims of the texts in force, by id; an earlier text speaks for nobody."""
        entries = self._desk.db.corpus.entries([claim for claim in wanted if claim not in self._claims])
        read = {e.claim.id: self.side(e) for e in entries.values() if e.compared and self._in_force(e.claim)}
        return {claim: self._claims[claim] for claim in wanted if claim in self._claims and claim not in read} | read

    def _in_force(self, claim: Claim) -> bool:
        return claim.version == self._row(claim.article).version

    def _checks(self, side: Side) -> bool:
        """Whether the claim is that of a published fact-check."""
        return self._row(side.claim.article).reader == FACT_CHECK

    def _lineages(self, article: str, claims: int, matches: Iterable[Match]) -> Iterator[Lineage]:
        """How the article is related to each that it may be related to.

        A published fact-check is to none, nor is an article whose text was erased.
        """
        if self._row(article).reader == FACT_CHECK or not self._has_text(article):
            return
        shared = self._shared(article, [m for m in matches if m.offered and not m.inner])
        mine = self._article_side(article)
        for other in sorted(filter(self._has_text, {*shared, *self._neighbours(article, mine)} - {article})):
            fewer = max(1, min(claims, self._row(other).claims))
            yield lineage(mine, self._article_side(other), matched=min(1.0, shared.get(other, 0) / fewer))

    def _has_text(self, article: str) -> bool:
        return article in self._sides or self._desk.db.has_blob(self._row(article).text_sha256)

    def _shared(self, article: str, matches: Sequence[Match]) -> dict[str, int]:
        """How many of our claims each other article matches."""
        own = self._own(article)
        pairs = [(m.left, m.right) if m.left in own else (m.right, m.left) for m in matches]
        entries = self._desk.db.corpus.entries({theirs for _, theirs in pairs})
        listed = {claim: entry for claim, entry in entries.items() if entry.listed}
        matched = {(mine, listed[theirs].claim.article) for mine, theirs in pairs if theirs in listed}
        return dict(Counter(other for _, other in matched))

    def _own(self, article: str) -> frozenset[str]:
        return frozenset(entry.claim.id for entry in self._desk.db.corpus.claims_of_article(article))

    def _neighbours(self, article: str, mine: ArticleSide) -> Iterable[str]:
        some = self._desk.db.corpus.with_text(but=FACT_CHECK, limit=FEW_ARTICLES + 1)
        if len(some) <= FEW_ARTICLES:
            return some
        return [other for other, _ in self._desk.db.corpus.similar_articles(mine.shingles, without=article)]

    def _article_side(self, article: str) -> ArticleSide:
        if article not in self._sides:
            row = self._row(article)
            blocks = self._desk.db.corpus.blocks(article)
            giving = tuple(b.span for b in blocks if b.cls in (BlockClass.BODY, BlockClass.HEADLINE))
            claims = (entry.claim for entry in self._desk.db.corpus.claims_of_article(article))
            self._sides[article] = ArticleSide(
                article, self._desk.text(row.version), row.metadata, giving, informants_of(claims)
            )
        return self._sides[article]
