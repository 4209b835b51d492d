"""Articles, texts, rows and lists as the fronts show them, and how people name what they mean."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import fields, replace
from typing import TYPE_CHECKING

from reviewer.errors import Ambiguous, NotAllowed, NotFound
from reviewer.model.article import FACT_CHECK
from reviewer.model.order import Order
from reviewer.model.row import ClaimRow
from reviewer.model.span import Span
from reviewer.model.verdict import Status
from reviewer.store.listing import Listing as StoredListing
from reviewer.store.query import Query
from reviewer.store.records import ArticleRow
from reviewer.workspace import blind
from reviewer.workspace.desk import Desk
from reviewer.workspace.views import (
    ArticleText,
    ArticleView,
    BlockView,
    ClaimMark,
    Filter,
    SignoffView,
)

if TYPE_CHECKING:
    from reviewer.workspace.views import Summary

LONG = 100_000
"""Code points from which an article takes longer to read whole than a key may."""
NEAR = 12_000
"""Code points on each side of a claim that are read first: more than the largest terminal shows of it."""


class Listing:
    """A list of claims in queue order, fetched by place; what it holds is fixed when it is made."""

    def __init__(self, desk: Desk, chosen: Filter, stored: StoredListing) -> None:
        self._desk = desk
        self._stored = stored
        self.filter = chosen

    def __len__(self) -> int:
        return len(self._stored)

    @property
    def whole(self) -> bool:
        """False for the first page of a list that is still being made."""
        return self._stored.whole

    def rows(self, start: int, stop: int) -> list[ClaimRow]:
        """The rows at places `[start, stop)`, from 0."""
        bare = blind.scores_hidden(self._desk)
        return [claim_row(row, bare=bare) for row in self._stored.rows(start, stop, me=self._desk.person)]

    def article_at(self, index: int) -> int:
        """The number of the article whose claim stands at this place; nothing is read for it. Raises IndexError."""
        return self._stored.article_at(index)

    def index_of(self, claim_id: str) -> int | None:
        """The place of a claim; None where it is not in the list."""
        return self._stored.index_of(claim_id)


def listing(desk: Desk, chosen: Filter) -> Listing:
    """The claims that fit a filter, in queue order. Raises NotFound; NotAllowed for a score that the rules hide."""
    return Listing(desk, chosen, desk.db.listings.open(_query(desk, chosen)))


def listings(desk: Desk, chosen: Filter) -> Iterator[Listing]:
    """The same, its first page before the rest where there is more."""
    for stored in desk.db.listings.pages(_query(desk, chosen)):
        yield Listing(desk, chosen, stored)


def _query(desk: Desk, chosen: Filter) -> Query:
    if (chosen.min_score or chosen.order is Order.SCORE) and blind.scores_hidden(desk):
        raise NotAllowed("the rules of this project hide the machine's scores from those who judge")
    same = {f.name: getattr(chosen, f.name) for f in fields(Filter) if f.name not in ("person", "article")}
    person = _person_named(desk, chosen.person) if chosen.person else ""
    article = find_article(desk, chosen.article).id if chosen.article else ""
    related = _related(desk) if chosen.lineages else ()
    return Query(**same, person=person, article=article, related=related, me=desk.person)


def _related(desk: Desk) -> tuple[tuple[int, int, str], ...]:
    """What persons of whom I may know agree on for pairs of articles, by their numbers."""
    articles = list(desk.db.decisions.articles_with_acts(("lineage",)))
    state = desk.db.decisions.state(articles=articles)
    pairs = {(e.data["left"], e.data["right"]) for e in state.events() if e.known and e.type == "lineage"}
    found = []
    for left, right in sorted(pairs):
        one, other, kind = (
            desk.db.corpus.article(left),
            desk.db.corpus.article(right),
            blind.agreed_lineage(desk, state, left, right, desk.person),
        )
        if one is not None and other is not None and kind is not None:
            found.append((one.number, other.number, kind.value))
    return tuple(found)


def _person_named(desk: Desk, name: str) -> str:
    wanted = name.casefold()
    found = [p.id for p in desk.db.decisions.persons() if desk.name_of(p.id).casefold() == wanted or p.id == name]
    if not found:
        raise NotFound(f"nobody here is called {name}", next_step="reviewer role lists who is known")
    return found[0]


def claim_row(row: ClaimRow, *, bare: bool) -> ClaimRow:
    """A row as the fronts show it: its verdict is the decided one, else my own; `bare`: nothing shows its score."""
    return replace(row, value=row.value if row.value is not None else row.mine, dim=row.dim and not bare)


def rows(desk: Desk, claims: Collection[str]) -> dict[str, ClaimRow]:
    """Those of the claims that the corpus knows, by id."""
    bare = blind.scores_hidden(desk)
    return {row.id: claim_row(row, bare=bare) for row in desk.db.listings.rows(list(claims), me=desk.person)}


def row(desk: Desk, claim: str) -> ClaimRow:
    """One claim as a row. Raises NotFound."""
    found = rows(desk, [claim]).get(claim)
    if found is None:
        raise NotFound(f"no claim {claim}", next_step="reviewer claims lists them")
    return found


def find_claim(desk: Desk, ref: str) -> str:
    """The claim that people mean by `3.12`, an id, the start of one, or `last`.

    Raises:
        NotFound, Ambiguous: with what to do instead.
    """
    ref = ref.strip()
    if ref.casefold() == "last":
        last = desk.db.local.get(last_name(desk))
        if not last:
            raise NotFound("no claim was judged or opened here yet")
        return last
    found = desk.db.corpus.claim_by_number(ref)
    if found is not None and desk.db.corpus.entry(found) is not None:
        return found
    known = desk.db.corpus.claims_with_prefix(ref.casefold()) if len(ref) >= 4 else ()
    if len(known) > 1:
        raise Ambiguous(f"several claims begin with {ref}", next_step="give more of the id, or a number such as 3.12")
    if not known:
        raise NotFound(f"no claim {ref}", next_step="use a number such as 3.12; reviewer claims lists them")
    return known[0]


def last_name(desk: Desk) -> str:
    """Under which local name the claim is kept that this person acted on last."""
    return f"last-claim/{desk.person}"


def find_article(desk: Desk, ref: str) -> ArticleRow:
    """The article that people mean by its number, its key, its id or the start of one.

    Raises:
        NotFound, Ambiguous: with what to do instead.
    """
    corpus = desk.db.corpus
    ref = ref.strip()
    by_number = corpus.article_by_number(int(ref)) if ref.isascii() and ref.isdigit() and len(ref) < 10 else None
    found = by_number or corpus.article(ref) or corpus.article_by_key(ref)
    if found is not None:
        return found
    known = corpus.articles_with_prefix(ref.casefold()) if len(ref) >= 4 else ()
    if not known:
        known = tuple(row for row in corpus.articles() if ref and row.key.rsplit("/", 1)[-1].startswith(ref))
    if len(known) > 1:
        raise Ambiguous(f"several articles begin with {ref}", next_step="give its number; reviewer articles lists them")
    if not known:
        raise NotFound(f"no article {ref}", next_step="reviewer articles lists them")
    return known[0]


def article_view(desk: Desk, found: ArticleRow, decided: int | None = None) -> ArticleView:
    """An article with what people did to it as a whole."""
    if decided is None:
        decided = desk.db.decisions.status_counts(found.id)[Status.DECIDED]
    state = desk.db.decisions.state(articles=(found.id,))
    assigned = ", ".join(desk.name_of(person) for person in state.assigned(found.id))
    return replace(bare_article(found), decided=decided, signoffs=_signoffs(desk, found), assigned=assigned)


def bare_article(found: ArticleRow) -> ArticleView:
    """The same without what people did."""
    return ArticleView(
        id=found.id,
        number=found.number,
        key=found.key,
        metadata=found.metadata,
        version=found.version,
        reader=f"{found.reader} {found.reader_version}".strip(),
        length=found.length,
        claims=found.claims,
        decided=0,
        in_project=found.in_project,
        remarks=found.remarks,
    )


_LOOKS = {
    "version_changed": "the text has changed since",
    "basis_absent": "what it rests on is not here",
    "basis_changed": "a verdict has changed since",
}


def _signoffs(desk: Desk, found: ArticleRow) -> tuple[SignoffView, ...]:
    state = desk.db.decisions.state(articles=(found.id,))
    events = state.signoffs(found.id)
    if events and blind.unfinished(desk, found.id):
        events = [event for event in events if state.person(event) == desk.person]
    if not events:
        return ()

    def is_current(hash_: str) -> bool:
        act = desk.db.decisions.act(hash_)
        return act is not None and act.current

    made = []
    for event in events:
        looks = state.signoff_looks(event, is_current)
        skipped = state.hash_list(event.data["skipped"]) if event.data["skipped"] else []
        name = desk.name_of(state.person(event))
        made.append(SignoffView(name, event.at, len(skipped or []), "; ".join(_LOOKS[look] for look in looks)))
    return tuple(made)


def articles(desk: Desk) -> tuple[ArticleView, ...]:
    """All articles, by short number; published fact-checks are none."""
    decided = desk.db.decisions.decided_by_article()
    return tuple(
        article_view(desk, found, decided.get(found.id, 0))
        for found in desk.db.corpus.articles()
        if found.reader != FACT_CHECK
    )


def article_text(desk: Desk, article: str, version: str = "", around: Span | None = None) -> ArticleText:
    """Everything to paint an article; of an earlier version only its words, of a long one what stands around a span."""
    found = desk.db.corpus.article(article)
    if found is None:
        raise NotFound(f"no article {article}")
    view = article_view(desk, found)
    if version and version != found.version:
        return ArticleText(view, desk.text(version), (), ())
    text = desk.text(found.version) if found.version else ""
    part = _part(text, around) if around is not None and len(text) > LONG else None
    blocks = tuple(
        BlockView(block.span, block.cls, desk.name_of(block.by) if block.by else "")
        for block in desk.db.corpus.blocks(article, part)
    )
    marks = tuple(ClaimMark(m.claim, m.span, m.value, m.status) for m in desk.db.corpus.marks(article, part))
    return ArticleText(view, text, blocks, marks, part)


def _part(text: str, around: Span) -> Span | None:
    """Whole paragraphs on both sides of a span; None where that is all of the text."""
    start = text.rfind("\n", 0, max(0, around.start - NEAR)) + 1
    end = text.find("\n", around.end + NEAR)
    part = Span(start, end if end >= 0 else len(text))
    return part if len(part) < len(text) else None


def summary(desk: Desk, differs: str) -> Summary:
    """The workspace in numbers."""
    from reviewer.workspace.views import Summary  # a report, which the first claim on the screen need not wait for

    counts, by_status = desk.db.corpus.counts(), desk.db.decisions.status_counts()
    return Summary(
        articles=counts.articles,
        claims=counts.claims,
        matches=counts.matches,
        open=by_status[Status.OPEN],
        in_review=by_status[Status.IN_REVIEW],
        split=by_status[Status.SPLIT],
        decided=by_status[Status.DECIDED],
        needs_look=desk.db.decisions.needs_look_count(),
        me=desk.me,
        differs_from_rules=differs,
    )
