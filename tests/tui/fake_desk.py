"""An in-memory workspace for the screen's tests: views of `fake_prose`, acts with undo, nothing on disk."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from reviewer.errors import Departs, NotAllowed, NotFound, UsageError
from reviewer.model.article import BlockClass
from reviewer.model.claim import ClaimKind
from reviewer.model.comparison import (
    Comparison,
    Direction,
    Match,
    Outcome,
    PairWord,
    Signal,
)
from reviewer.model.lineage import Corroboration, Lineage, LineageKind, OriginGroup
from reviewer.model.policy import Policy
from reviewer.model.span import Anchor, Span
from reviewer.model.verdict import About, Evidence, EvidenceKind, Stance, Status, Value
from reviewer.workspace.adjudicating import AdjudicationView
from reviewer.workspace.people import PersonView
from reviewer.workspace.unplaced import UnplacedView
from reviewer.workspace.views import (
    Appearance,
    ArticleText,
    ArticleView,
    ClaimMark,
    ClaimRow,
    ClaimView,
    ClusterView,
    DecisionView,
    Filter,
    MatchView,
    OriginView,
    Piece,
    Progress,
    Ranking,
    Receipt,
    Summary,
    UpdateReport,
    VerdictView,
)
from reviewer.workspace.views.claims import NOT_COUNTED, AnswerView
from reviewer.workspace.views.statistics import Statistics
from tests.tui.fake_fill import AT, Filling, Item, Pair


class FakeListing:
    whole = True

    def __init__(self, rows: list[ClaimRow]) -> None:
        self._rows = rows
        self.fetched = 0

    def __len__(self) -> int:
        return len(self._rows)

    def rows(self, start: int, stop: int) -> list[ClaimRow]:
        self.fetched += 1
        return self._rows[start:stop]

    def article_at(self, index: int) -> int:
        return self._rows[index].article_number

    def index_of(self, claim_id: str) -> int | None:
        return next((i for i, row in enumerate(self._rows) if row.id == claim_id), None)


_COUNTED = {LineageKind.SAME_TEXT: (1, 1), LineageKind.REWRITE: (1, 1), LineageKind.INDEPENDENT: (2, 2)}


def part_of(whole: ArticleText, around: Span, near: int) -> ArticleText:
    """An article of which only whole paragraphs around a span are read."""
    start = whole.text.rfind("\n", 0, max(0, around.start - near)) + 1
    end = whole.text.find("\n", around.end + near)
    part = Span(start, end if end >= 0 else len(whole.text))
    return replace(
        whole,
        blocks=tuple(block for block in whole.blocks if block.span.overlaps(part)),
        marks=tuple(mark for mark in whole.marks if mark.span.overlaps(part)),
        part=part,
    )


class FakeDesk(Filling):
    """What `reviewer.tui` needs of a workspace."""

    def __init__(self, *, filled: bool = True, policy: Policy | None = None, read_only: bool = False) -> None:
        super().__init__()
        self.folder = Path("/desk/brennick")
        self.me = "ann"
        self.read_only = read_only
        self.policy = policy or Policy()
        self.answers: dict[tuple[str, str], str] = {}
        self.drafts: dict[str, str] = {}
        self.nowhere: dict[str, UnplacedView] = {}
        self.signed: set[str] = set()
        self.acts: list[tuple[str, Callable[[], None], Callable[[], None], tuple[str, ...]]] = []
        self.undone: list[tuple[str, Callable[[], None], Callable[[], None], tuple[str, ...]]] = []
        self.fail: Exception | None = None
        self.near: int | None = None
        self.ahead: list[str] = []
        """Code points on each side of a claim that are read first of any article; None reads all."""
        self.elsewhere = False
        self.wrote = False
        self.updates: list[UpdateReport] = []
        self.during_update: Callable[[Callable[[Progress], None] | None, Callable[[], bool] | None], None] | None = None
        if filled:
            self._fill()

    # ---- looking

    def _live(self) -> list[Item]:
        order = {name: text.article.number for name, text in self.texts.items()}
        return sorted(
            (i for i in self.items.values() if not i.gone), key=lambda i: (order[i.claim.article], i.claim.span)
        )

    def _row(self, item: Item) -> ClaimRow:
        mine = [v for v in item.verdicts if v.mine and v.about is About.CONTENT]
        shown = [v for v in item.verdicts if v.about is About.CONTENT]
        pairs = [p for p in self.pairs if item.claim.id in (p.left, p.right) and not p.inner and not p.why_not]
        values = {v.value for v in shown}
        wanted = self.policy.reviews
        status = (
            Status.OPEN
            if not shown
            else Status.DECIDED
            if len(shown) >= wanted and len(values) == 1
            else Status.SPLIT
            if len(shown) >= wanted
            else Status.IN_REVIEW
        )
        return ClaimRow(
            id=item.claim.id,
            number=item.number,
            article=item.claim.article,
            article_number=self.texts[item.claim.article].article.number,
            quote=item.claim.quote,
            status=status,
            value=mine[-1].value if mine else shown[-1].value if shown else None,
            mine=mine[-1].value if mine else None,
            matches=len(pairs),
            disagrees=any(p.outcome is Outcome.CONTRADICTS for p in pairs),
            needs_context=bool(item.claim.needs_context),
            needs_look=item.needs_look,
            postponed=item.postponed is not None,
            dim=item.claim.score < 0.3,
        )

    def summary(self) -> Summary:
        rows = [self._row(i) for i in self._live()]
        count = {s: sum(r.status is s for r in rows) for s in Status}
        return Summary(
            len(self.texts),
            len(rows),
            len(self.pairs),
            count[Status.OPEN],
            count[Status.IN_REVIEW],
            count[Status.SPLIT],
            count[Status.DECIDED],
            sum(bool(r.needs_look) for r in rows),
            self.me,
        )

    def articles(self) -> tuple[ArticleView, ...]:
        return tuple(self._article_view(name) for name in self.texts)

    def article(self, ref: str) -> ArticleView:
        for view in self.articles():
            if ref in (view.id, str(view.number), view.key):
                return view
        raise NotFound(f"no article {ref}")

    def _article_view(self, name: str) -> ArticleView:
        rows = [self._row(i) for i in self._live() if i.claim.article == name]
        return replace(
            self.texts[name].article, claims=len(rows), decided=sum(r.status is Status.DECIDED for r in rows)
        )

    def text(self, article_id: str, version: str = "", *, around: Span | None = None) -> ArticleText:
        del version
        rows = [(i, self._row(i)) for i in self._live() if i.claim.article == article_id]
        marks = tuple(ClaimMark(r.id, i.claim.span, r.value, r.status) for i, r in rows)
        whole = replace(self.texts[article_id], article=self._article_view(article_id), marks=marks)
        return whole if self.near is None or around is None else part_of(whole, around, self.near)

    def read_ahead(self, article_id: str) -> None:
        self.ahead.append(article_id)

    def find_claim(self, ref: str) -> str:
        for item in self._live():
            if ref in (item.number, item.claim.id) or (len(ref) > 3 and item.claim.id.startswith(ref)):
                return item.claim.id
        raise NotFound(f"no claim is called {ref!r}", next_step="numbers look like 3.12")

    def listing(self, filter: Filter = Filter()) -> FakeListing:  # noqa: A002, B008
        return FakeListing([row for item in self._live() if self._passes(filter, item, row := self._row(item))])

    def listings(self, filter: Filter = Filter()) -> Iterator[FakeListing]:  # noqa: A002, B008
        yield self.listing(filter)

    @contextmanager
    def stoppable(self) -> Iterator[Callable[[], None]]:
        yield lambda: None

    def _passes(self, chosen: Filter, item: Item, row: ClaimRow) -> bool:
        outcomes = {p.outcome for p in self.pairs if row.id in (p.left, p.right)}
        names = " ".join(c.name for c in item.claim.claimants).lower()
        return all(
            (
                chosen.text.lower() in row.quote.lower(),
                not chosen.article or row.article == chosen.article,
                not chosen.statuses or row.status in chosen.statuses,
                not chosen.values or row.value in chosen.values,
                chosen.claimant.lower() in names,
                not chosen.outcomes or bool(chosen.outcomes & outcomes),
                chosen.matched is None or chosen.matched == bool(row.matches),
                chosen.needs_look is None or chosen.needs_look == bool(row.needs_look),
                chosen.needs_context is None or chosen.needs_context == row.needs_context,
                chosen.has_number is None or chosen.has_number == bool(item.claim.quantities),
                chosen.postponed is None or chosen.postponed == row.postponed,
                item.claim.score >= chosen.min_score,
            )
        )

    def row(self, claim_id: str) -> ClaimRow:
        return self._row(self._item(claim_id))

    def _item(self, claim_id: str) -> Item:
        item = self.items.get(claim_id)
        if item is None or item.gone:
            raise NotFound(f"no claim {claim_id}")
        return item

    def uncompared(self) -> int:
        return 0

    def claim(self, claim_id: str, *, counts: bool = True, alone: bool = False) -> ClaimView:
        view = self._view(claim_id)
        if not alone:
            return view
        unread = {"matches": (), "inner": (), "lookalike": None, "corroboration": NOT_COUNTED}
        return replace(view, **unread, copies=(), precedents=(), alone=True)

    def _view(self, claim_id: str) -> ClaimView:
        item = self._item(claim_id)
        claim, row = item.claim, self._row(item)
        text = self.texts[claim.article].text
        mine = [p for p in self.pairs if claim_id in (p.left, p.right)]
        matches = sorted(
            (p for p in mine if not p.inner and not p.why_not),
            key=lambda p: (p.outcome is not Outcome.CONTRADICTS, -p.score),
        )
        alike = [p for p in mine if p.why_not]
        copies = tuple(
            self.row(o) for p in matches if p.outcome is Outcome.SAME for o in (p.left, p.right) if o != claim_id
        )
        articles = {
            self.items[o].claim.article
            for p in matches
            for o in (p.left, p.right)
            if p.outcome in (Outcome.SAME, Outcome.RESTATED)
        } | {claim.article}
        low = 1 + any(p.outcome is Outcome.RESTATED for p in matches)
        disagree = tuple(
            (self.items[p.right].claim.article, "number") for p in matches if p.outcome is Outcome.CONTRADICTS
        )
        who = claim.claimants[-1].name if claim.claimants else "they"
        status = {About.CONTENT: row.status, About.ATTRIBUTION: Status.OPEN}
        for verdict in item.verdicts:
            if verdict.about is About.ATTRIBUTION:
                status[About.ATTRIBUTION] = Status.DECIDED
        return ClaimView(
            row=row,
            claim=claim,
            article=self._article_view(claim.article),
            anchor=Anchor.take(text, claim.span),
            questions={
                About.CONTENT: f"Is it so that “{claim.quote.rstrip('.')}”?",
                About.ATTRIBUTION: f"Did {who} say that “{claim.quote.rstrip('.')}”?",
            },
            statuses=status,
            verdicts=tuple(item.verdicts),
            notes=tuple(item.notes),
            adjudications=tuple(item.adjudications),
            matches=tuple(self._match_view(p, claim_id) for p in matches),
            inner=tuple(self._match_view(p, claim_id) for p in mine if p.inner),
            lookalike=self._match_view(alike[0], claim_id) if alike else None,
            corroboration=Corroboration(
                len(articles), low, low, (OriginGroup(tuple(articles), "same text"),), disagree
            ),
            copies=copies,
            postponed=item.postponed,
            precedents=tuple(item.precedents),
            answers=tuple(
                AnswerView("", question, self.me, mine=True, value=value, at="")
                for (on, question), value in self.answers.items()
                if on == claim_id
            ),
        )

    def _match_view(self, pair: Pair, seen_from: str) -> MatchView:
        swap = seen_from == pair.right
        other = self.items[pair.left if swap else pair.right]
        left, right = sorted((pair.left, pair.right))
        direction = pair.direction
        if direction is not Direction.NONE and left != pair.left:
            direction = Direction.LEFT if direction is Direction.RIGHT else Direction.RIGHT
        slots = pair.slots if left == pair.left else tuple(replace(s, left=s.right, right=s.left) for s in pair.slots)
        article = self.texts[other.claim.article]
        mine, theirs = (pair.theirs, pair.mine) if swap else (pair.mine, pair.theirs)
        comparison = Comparison(left, right, pair.outcome, direction, slots, tuple(s.name for s in slots[:1]))
        words = {d.word for d in pair.decisions}
        return MatchView(
            row=self._row(other),
            title=article.article.title,
            publisher=article.article.metadata.publisher,
            quote=other.claim.quote,
            context=Anchor.take(article.text, other.claim.span),
            match=Match(
                left,
                right,
                pair.score,
                (Signal("rare words", 0.8, 2.1, "berths, Brennick"), Signal("same number", 1.0, 1.2)),
                comparison,
                inner=pair.inner,
                offered=not pair.why_not,
                why_not=pair.why_not,
            ),
            outcome=pair.outcome,
            difference=pair.difference,
            mine=_pieces(mine),
            theirs=_pieces(theirs),
            lineage=pair.lineage,
            decisions=tuple(pair.decisions),
            word=next(iter(words)) if len(words) == 1 else None,
            contested=len(words) > 1,
            origins=(1, 1) if pair.inner else _COUNTED.get(pair.lineage.kind if pair.lineage else None, (1, 2)),
        )

    def match(self, left: str, right: str) -> MatchView:
        pair = next((p for p in self.pairs if {p.left, p.right} == {left, right}), None)
        if pair is None:
            raise NotFound("no such pair")
        return self._match_view(pair, left)

    def cluster(self, claim_id: str) -> ClusterView:
        view = self.claim(claim_id)
        others = [m for m in view.matches if m.word is not PairWord.OTHER_THING]
        rows = (view.row, *(m.row for m in others))
        claims = {row.id: self._item(row.id).claim for row in rows}
        shown = tuple(
            Appearance(
                row,
                self.texts[row.article].article.metadata.publisher or "",
                self.texts[row.article].article.title,
                self.texts[row.article].article.metadata.date or "",
                claims[row.id].claimants,
                i,
                match,
            )
            for i, (row, match) in enumerate(zip(rows, (None, *others), strict=True), 1)
        )
        united = tuple(OriginView(a.origin, (a.row.article_number,), "stands alone") for a in shown)
        return ClusterView(
            view.row.id, view.row, rows, len({r.article for r in rows}), 0, None, shown, united, view.corroboration
        )

    def lineages(self, article_id: str | None = None) -> tuple[Lineage, ...]:
        found: dict[tuple[str, str], Lineage] = {}
        for pair in self.pairs:
            left, right = sorted((self.items[pair.left].claim.article, self.items[pair.right].claim.article))
            if pair.lineage is not None and left != right and article_id in (None, left, right):
                found[left, right] = replace(pair.lineage, left=left, right=right)
        return tuple(found.values())

    def next_of(self, claims: Iterable[str], *, hold: float = 0.0) -> str | None:
        return next(iter(claims), None)

    def next_claim(self, after: str | None = None, *, hold: float = 0.0) -> str | None:
        items = self._live()
        start = next((i + 1 for i, item in enumerate(items) if item.claim.id == after), 0)
        for item in (*items[start:], *items[:start]):
            row = self._row(item)
            if row.mine is None and row.status is Status.OPEN and not row.postponed and item.claim.id != after:
                return item.claim.id
        return None

    def why(self, claim_id: str) -> Ranking:
        claim = self._item(claim_id).claim
        return Ranking(claim.score, claim.reasons, claim.score, claim.reasons)

    def changed(self) -> bool:
        was, self.elsewhere = self.elsewhere, False
        self.wrote |= was
        return was

    def others_wrote(self) -> bool:
        was, self.wrote = self.wrote or self.elsewhere, False
        return was

    # ---- acts

    def _act(self, what: str, do: Callable[[], None], back: Callable[[], None], claims: tuple[str, ...]) -> Receipt:
        if self.fail is not None:
            raise self.fail
        if self.read_only:
            raise NotAllowed("the workspace is open read-only")
        do()
        self.acts.append((what, do, back, claims))
        self.undone.clear()
        return Receipt(
            tuple(hashlib.sha256(f"{what}{c}{len(self.acts)}".encode()).hexdigest() for c in claims),
            what,
            claims=claims,
        )

    def _said(
        self,
        claim: str,
        value: Value | None,
        *,
        person: str = "ann",
        mine: bool = True,
        about: About = About.CONTENT,
        rationale: str = "",
        private: str = "",
        evidence: Sequence[Evidence] = (),
        kind: str = "verdict",
    ) -> VerdictView:
        return VerdictView(
            f"{claim}-{len(self.acts)}", kind, person, mine, about, value, rationale, private, tuple(evidence), AT, 1
        )

    def verdict(
        self,
        claim_id: str,
        value: Value,
        *,
        about: About = About.CONTENT,
        rationale: str = "",
        private: str = "",
        evidence: Sequence[Evidence] = (),
        copies: bool | None = None,
        heed: bool = False,
    ) -> Receipt:
        names = [claim_id]
        departs = [one for one in self.claim(claim_id).precedents if one.identical and one.value is not value]
        if heed and departs:
            raise Departs(f"{departs[0].number} was decided otherwise", claims=(departs[0].claim,))
        if (self.policy.copies if copies is None else copies) and about is About.CONTENT:
            names += [row.id for row in self.claim(claim_id).copies]
        return self._give(names, value, about, rationale, private, evidence)

    def verdicts(
        self, claim_ids: Sequence[str], value: Value, *, about: About = About.CONTENT, heed: bool = False
    ) -> Receipt:
        return self._give(list(claim_ids), value, about, "", "", ())

    def _give(
        self, names: list[str], value: Value, about: About, rationale: str, private: str, evidence: Sequence[Evidence]
    ) -> Receipt:
        before = {name: list(self._item(name).verdicts) for name in names}
        after = {
            name: [
                *(v for v in before[name] if not (v.mine and v.about is about)),
                self._said(name, value, about=about, rationale=rationale, private=private, evidence=evidence),
            ]
            for name in names
        }

        def set_to(lists: dict[str, list[VerdictView]]) -> Callable[[], None]:
            return lambda: [setattr(self.items[name], "verdicts", list(held)) for name, held in lists.items()] and None

        return self._act(f"{self.policy.labels[value]} saved", set_to(after), set_to(before), tuple(names))

    def note(
        self,
        claim_id: str,
        *,
        about: About = About.CONTENT,
        rationale: str = "",
        private: str = "",
        evidence: Sequence[Evidence] = (),
    ) -> Receipt:
        item = self._item(claim_id)
        note = self._said(
            claim_id, None, about=about, rationale=rationale, private=private, evidence=evidence, kind="note"
        )
        return self._act("Note saved", lambda: item.notes.append(note), lambda: item.notes.remove(note), (claim_id,))

    def postpone(self, claim_id: str, reason: str = "") -> Receipt:
        item = self._item(claim_id)
        return self._act(
            "Postponed",
            lambda: setattr(item, "postponed", reason),
            lambda: setattr(item, "postponed", None),
            (claim_id,),
        )

    def resume(self, claim_id: str) -> Receipt:
        item = self._item(claim_id)
        was = item.postponed
        return self._act(
            "Taken up again",
            lambda: setattr(item, "postponed", None),
            lambda: setattr(item, "postponed", was),
            (claim_id,),
        )

    def decide(self, left: str, right: str, word: PairWord, rationale: str = "") -> Receipt:
        pair = next(p for p in self.pairs if {p.left, p.right} == {left, right})
        before = list(pair.decisions)
        after = [*(d for d in before if not d.mine), DecisionView("e", "ann", True, word, rationale, AT)]
        return self._act(
            f"Pair {word.value.replace('_', ' ')}, saved",
            lambda: setattr(pair, "decisions", after),
            lambda: setattr(pair, "decisions", before),
            (left,),
        )

    def open_pair(self, left: str, right: str) -> Receipt:
        pair = next(p for p in self.pairs if {p.left, p.right} == {left, right})
        before = list(pair.decisions)
        if not any(d.mine for d in before):
            raise NotFound("there is no word of yours on this pair")
        return self._act(
            "Open again, the pair is asked again",
            lambda: setattr(pair, "decisions", [d for d in before if not d.mine]),
            lambda: setattr(pair, "decisions", before),
            (left,),
        )

    def give(self, article_id: str, spans: Sequence[Span], *, kind: ClaimKind = ClaimKind.FACT) -> Receipt:
        made: list[str] = []

        def do() -> None:
            made.append(self._claim_at("", article_id, spans[0]))

        do()
        item = self.items[made[0]]
        return self._act(
            "Claim added", lambda: setattr(item, "gone", False), lambda: setattr(item, "gone", True), (made[0],)
        )

    def revise(self, claim_ids: Sequence[str], parts: Sequence[Sequence[Span]]) -> Receipt:
        old = [self._item(name) for name in claim_ids]
        new = [self._claim_at("", old[0].claim.article, part[0]) for part in parts]

        def turn(*, back: bool) -> None:
            for item in old:
                item.gone = not back and item.claim.id not in new
            for name in new:
                self.items[name].gone = back

        return self._act("Revised", lambda: turn(back=False), lambda: turn(back=True), tuple(new))

    def set_lineage(self, left: str, right: str, kind: LineageKind, rationale: str = "") -> Receipt:
        both = {left, right}
        pairs = [p for p in self.pairs if {self.items[p.left].claim.article, self.items[p.right].claim.article} == both]
        before = [p.lineage for p in pairs]

        def set_to(lineages: list[Lineage | None]) -> Callable[[], None]:
            return lambda: [setattr(p, "lineage", held) for p, held in zip(pairs, lineages, strict=True)] and None

        return self._act("Lineage saved", set_to([Lineage(left, right, kind)] * len(pairs)), set_to(before), ())

    def flip_block(self, article_id: str, span: Span, cls: BlockClass) -> Receipt:
        before = self.texts[article_id]
        blocks = tuple(replace(b, cls=cls, by="ann") if b.span == span else b for b in before.blocks)
        after = replace(before, blocks=blocks)
        put = self.texts.__setitem__
        return self._act("Block saved", lambda: put(article_id, after), lambda: put(article_id, before), ())

    def set_date(self, article_id: str, date: str) -> Receipt:
        before = self.texts[article_id]
        article = replace(before.article, metadata=replace(before.article.metadata, date=date or None))
        put = self.texts.__setitem__
        return self._act(
            "Date saved", lambda: put(article_id, replace(before, article=article)), lambda: put(article_id, before), ()
        )

    def answer(self, claim_id: str, question: str, value: str) -> Receipt:
        self.answers[claim_id, question] = value
        return Receipt((), f"{question}: {value}", claims=(claim_id,))

    def dwell(self, claim_id: str) -> None:
        self.dwelled = claim_id

    def others_at(self, claim_id: str) -> tuple[str, ...]:
        return getattr(self, "others", {}).get(claim_id, ())

    def check_reveal(self, claim_id: str, about: About = About.CONTENT) -> None:
        if claim_id in getattr(self, "open_rounds", ()):
            raise UsageError("no verdict of this claim is sealed", kept="nothing was changed")

    def check_reopen(self, claim_id: str, about: About = About.CONTENT) -> None:
        if not self.claim(claim_id).verdicts:
            raise UsageError("nobody judged this claim yet: there is nothing to reopen", kept="nothing was changed")

    def reopen(self, claim_id: str, *, about: About = About.CONTENT, reason: str) -> Receipt:
        return Receipt(("o",), f"Reopened: a new round has begun, {reason}", claims=(claim_id,))

    def people(self, name: str = "") -> tuple[PersonView, ...]:
        return tuple(PersonView(who.lower(), who, "reviewer", "", who == self.me, ()) for who in (self.me, "Bo Lind"))

    def assign(self, ref: str, person: str | None) -> Receipt:
        return Receipt(("s",), f"Assigned {ref} to {person or 'nobody'}")

    def reveal(self, claim_id: str, *, about: About = About.CONTENT) -> Receipt:
        return Receipt((), f"The round on {about.value} is open", claims=(claim_id,))

    def statistics(self) -> Statistics:
        return Statistics(self.summary(), (), (), (), (), ())

    def adjudication(self, claim_id: str, about: About = About.CONTENT) -> AdjudicationView:
        view = self.claim(claim_id)
        said = tuple(each for each in view.verdicts if each.about is about)
        mine = any(each.mine for each in said)
        why_not = "nobody adjudicates a claim that they reviewed" if mine else ""
        return AdjudicationView(view, about, said, view.adjudications, len(said), 2, 2, why_not)

    def adjudicate(
        self,
        claim_id: str,
        value: Value,
        *,
        about: About = About.CONTENT,
        rationale: str,
        private: str = "",
        evidence: Sequence[Evidence] = (),
        difference: str = "",
    ) -> Receipt:
        item = self._item(claim_id)
        word = self._said(claim_id, value, about=about, rationale=rationale, kind="adjudication")
        return self._act(
            "Last word saved",
            lambda: item.adjudications.append(word),
            lambda: item.adjudications.remove(word),
            (claim_id,),
        )

    def unplaced(self) -> tuple[UnplacedView, ...]:
        return tuple(self.nowhere.values())

    def settle(self, ref: str, *, take: bool) -> Receipt:
        item = self.nowhere.pop(ref)
        return Receipt((), f"{'Claim added by hand' if take else 'Dropped'}: “{item.there if take else item.quote}”")

    def take_place(self, claim_id: str, place: int = 0) -> Receipt:
        view = self.claim(claim_id)
        if not view.changes or len(view.changes[0].places) != 1:
            raise UsageError(
                "the words of this claim have not changed", next_step="quote the words that it should have"
            )
        return self.revise([claim_id], [[view.changes[0].places[0]]])

    def signoff(self, article_id: str) -> Receipt:
        return self._act("Signed off", lambda: self.signed.add(article_id), lambda: self.signed.discard(article_id), ())

    def undo(self, event: str | None = None) -> Receipt:
        if not self.acts:
            raise NotFound("nothing to undo")
        act = self.acts.pop()
        act[2]()
        self.undone.append(act)
        return Receipt(("u",), f"Undone: {act[0]}", claims=tuple(c for c in act[3] if not self.items[c].gone))

    def redo(self) -> Receipt:
        if not self.undone:
            raise NotFound("nothing to redo")
        act = self.undone.pop()
        act[1]()
        self.acts.append(act)
        return Receipt(("r",), f"Done again: {act[0]}", claims=act[3])

    def attach(self, path: Path) -> Evidence:
        if not path.is_file():
            raise NotFound(f"no file {path}")
        data = path.read_bytes()
        return Evidence(
            EvidenceKind.FILE, Stance.SUPPORTS, file_name=path.name, file_sha256=hashlib.sha256(data).hexdigest()
        )

    def save_draft(self, key: str, text: str) -> None:
        if text:
            self.drafts[key] = text
        else:
            self.drafts.pop(key, None)

    def draft(self, key: str) -> str:
        return self.drafts.get(key, "")

    def update(
        self, progress: Callable[[Progress], None] | None = None, cancelled: Callable[[], bool] | None = None
    ) -> UpdateReport:
        if self.during_update is not None:
            self.during_update(progress, cancelled)
        return self.updates.pop(0) if self.updates else UpdateReport(read=len(self.texts), unchanged=len(self.texts))


def _pieces(marked: str) -> tuple[Piece, ...]:
    """`"a {b} c"` as pieces: what stands in braces is the same on both sides; without braces all of it is."""
    if "{" not in marked:
        return (Piece(marked, True),)
    pieces: list[Piece] = []
    for i, part in enumerate(marked.replace("}", "{").split("{")):
        if part:
            pieces.append(Piece(part, i % 2 == 1))
    return tuple(pieces)
