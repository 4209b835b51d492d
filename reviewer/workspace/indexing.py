"""From the log to the corpus: the claims of an article as they count now, in one transaction an article."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reviewer.extract import EXTRACTOR_VERSION, describe
from reviewer.log import canonical
from reviewer.log.event import Event
from reviewer.log.state import State
from reviewer.match.shingles import shingles
from reviewer.match.side import Side
from reviewer.match.terms import NORM_VERSION
from reviewer.model import codec
from reviewer.model.article import Article, BlockClass, Metadata, Origin, Version
from reviewer.model.claim import Claim, ClaimKind, Cut, Extraction
from reviewer.model.ids import claim_id
from reviewer.model.span import Span
from reviewer.store.records import ArticleEntry, ArticleRow, BlockRow, IndexedClaim, Stamp
from reviewer.workspace.desk import Desk

INDEX_VERSION = 1
"""Raised with any change of what is kept of a claim; older rows are made anew."""
DIM_BELOW = 0.3
"""Check-worthiness below which a claim is dimmed; it stays listed."""
_ON_ARTICLE = ("article", "version", "date")
_NAMING = ("verdict", "answer", "note", "decision", "adjudication", "given", "revise")


@dataclass(frozen=True, slots=True)
class Standing:
    """An article as the log has it: metadata that counts, the version in force, its extraction and blocks."""

    article: str
    key: str
    metadata: Metadata
    version: Event | None
    extraction: Event | None
    in_project: bool
    remarks: tuple[str, ...]


def standing_of(desk: Desk, article: str) -> Standing:
    """Reads off the log how an article stands."""
    acts = desk.db.decisions.acts_of_article(article, types=_ON_ARTICLE, current=True)
    by_type = {name: [act.event for act in acts if act.event.type == name] for name in _ON_ARTICLE}
    told = by_type["article"][-1]
    record = desk.db.record(told.data["metadata"]) or {"items": {}, "origins": {}}
    metadata = Metadata(**record["items"], origins={item: Origin(o) for item, o in record["origins"].items()})
    remarks: list[str] = []
    dates = {event.data["date"] for event in by_type["date"]}
    if by_type["date"]:
        metadata = _dated(metadata, by_type["date"][-1].data["date"])
        if len(dates) > 1:
            remarks.append("reviewers give different dates; the latest one is taken")
    version = by_type["version"][-1] if by_type["version"] else None
    if version is not None:
        remarks += version.data["remarks"]
    extraction = None
    if version is not None:
        extraction = desk.db.decisions.state(versions=(version.data["version"],)).extraction(version.data["version"])
    key = desk.db.words(told.data["key"]) or article[:8]
    return Standing(article, key, metadata, version, extraction, not told.data["withdrawn"], tuple(remarks))


def _dated(metadata: Metadata, date: str | None) -> Metadata:
    known = metadata.known() | {"date": date}
    origins = {**metadata.origins, "date": Origin.PERSON}
    items = {item: value for item, value in known.items() if value is not None}
    return Metadata(**items, origins={item: origin for item, origin in origins.items() if item in items})


def index(desk: Desk, article: str, *, force: bool = False) -> bool:
    """Brings the corpus up to the log for one article; whether anything was to do."""
    standing = standing_of(desk, article)
    if standing.version is None or standing.extraction is None:
        return False
    stamp = _stamp(desk, standing)
    row = desk.db.corpus.article(article)
    kept = desk.db.corpus.stamps().get(article)
    if not force and row is not None and kept is not None and _same(kept, stamp) and _row_stands(row, standing):
        return False
    reindex(desk, standing, stamp)
    return True


def reindex(desk: Desk, standing: Standing, stamp: Stamp) -> None:
    """Writes the claims of one article into the corpus, in one transaction."""
    assert standing.version is not None
    assert standing.extraction is not None
    data = standing.version.data
    blob = desk.db.blob(data["text"])
    text = blob.decode("utf-8") if blob is not None else ""
    version = Version(
        data["version"],
        standing.article,
        data["raw"],
        data["text"],
        data["reader"],
        data["reader_version"],
        text,
    )
    extraction = read_extraction(desk, standing.extraction)
    blocks = list(_blocks(desk, version.id, extraction))
    claims = list(_claims(desk, standing, version, extraction, blocks))
    giving = [block.span for block in blocks if block.cls.gives_claims]
    with desk.db.write():
        article = Article(standing.article, standing.key, standing.metadata)
        desk.db.corpus.put_article(
            ArticleEntry(article, version, in_project=standing.in_project, remarks=standing.remarks)
        )
        desk.db.corpus.replace_article_claims(
            standing.article, stamp, claims, blocks=blocks, shingles=shingles(text, giving)
        )


def read_extraction(desk: Desk, event: Event) -> Extraction:
    """The extraction that an event recorded; an empty one where its blob is not here."""
    blob = desk.db.blob(event.data["blob"])
    return codec.decode(Extraction, canonical.decode(blob.decode("ascii"))) if blob is not None else Extraction((), ())


def write_extraction(extraction: Extraction) -> bytes:
    """The blob of an extraction: canonical JSON, places only."""
    return canonical.encode(codec.encode(extraction)).encode("ascii")


def _blocks(desk: Desk, version: str, extraction: Extraction) -> Iterator[BlockRow]:
    """The blocks with their classes as persons have them, else as the machine."""
    state = desk.db.decisions.state(versions=(version,))
    said = {tuple(event.data["span"]): state.person(event) for event in state.blocks(version)}
    for span, cls in extraction.blocks:
        by = said.get((span.start, span.end), "")
        chosen = state.block_class(version, span.start, span.end) if by else cls
        yield BlockRow(span, BlockClass(chosen or cls), by)


def _claims(
    desk: Desk, standing: Standing, version: Version, extraction: Extraction, blocks: list[BlockRow]
) -> Iterator[IndexedClaim]:
    """All claims of an article in text order; those that count are listed."""
    cuts: dict[str, tuple[Cut, bool]] = {}
    giving = [block.span for block in blocks if block.cls.gives_claims]
    inside = _within(giving)
    for cut in extraction.cuts:
        cuts.setdefault(claim_id(version.id, cut.span, cut.carried), (cut, inside(cut.span)))
    for claim, cut in _given(desk, version, extraction):
        cuts.setdefault(claim, (cut, False))
    state = _state_of(desk, list(cuts), version.id)
    for claim, (cut, extracted) in sorted(cuts.items(), key=lambda item: (item[1][0].span, item[0])):
        described = describe(
            cut,
            version.text,
            article=standing.article,
            version=version.id,
            metadata=standing.metadata,
            context=extraction,
        )
        yield indexed(described, version.text, listed=state.listed(claim, extracted=extracted))
    yield from _of_earlier_texts(desk, standing, version)


def indexed(claim: Claim, text: str, *, listed: bool) -> IndexedClaim:
    """A claim as the corpus takes it."""
    dim = claim.score < DIM_BELOW or claim.kind is ClaimKind.REPORTING_NOTE
    return IndexedClaim(claim, Side.of(claim, text).terms if listed else (), listed=listed, dim=dim)


def _within(giving: list[Span]) -> _Within:
    return _Within(giving)


class _Within:
    """Whether a span lies in one of some blocks in text order; asked in text order, it never looks back."""

    def __init__(self, giving: list[Span]) -> None:
        self._giving = giving
        self._starts = [span.start for span in giving]

    def __call__(self, span: Span) -> bool:
        from bisect import bisect_right

        at = bisect_right(self._starts, span.start) - 1
        return at >= 0 and self._giving[at].contains(span)


def _given(desk: Desk, version: Version, extraction: Extraction) -> Iterator[tuple[str, Cut]]:
    """Claims by hand, from the project file or by revision, as cuts."""
    for act in desk.db.decisions.acts_of_version(version.id, types=("given", "revise"), current=True):
        data = act.event.data
        span = Span(*data["span"])
        if span.end <= len(version.text):
            cut = Cut(
                span,
                _sentence(span, extraction),
                ClaimKind(data["kind"]),
                "by hand" if data.get("source", "hand") == "hand" else "given",
                carried=tuple(Span(*each) for each in data["carried"]),
                sources=_sources(span, extraction),
            )
            yield data["claim"], cut


def _sentence(span: Span, extraction: Extraction) -> Span:
    """The sentence around a span, else its block, else the span."""
    for cut in extraction.cuts:
        if cut.sentence.contains(span):
            return cut.sentence
    return next((block for block, _ in extraction.blocks if block.contains(span)), span)


def _sources(span: Span, extraction: Extraction) -> tuple:  # type: ignore[type-arg]
    """Who says so of the extracted claim that overlaps most with a given one."""
    over = [cut for cut in extraction.cuts if cut.span.overlaps(span)]
    best = max(over, key=lambda c: min(c.span.end, span.end) - max(c.span.start, span.start), default=None)
    return best.sources if best is not None else ()


def _of_earlier_texts(desk: Desk, standing: Standing, version: Version) -> Iterator[IndexedClaim]:
    """Claims of earlier versions that a live verdict, decision or note keeps listed (docs/log.md, rule 8)."""
    versions = desk.db.decisions.acts_of_article(standing.article, types=("version",))
    for act in versions:
        earlier = act.event.data["version"]
        if earlier == version.id:
            continue
        row = desk.db.corpus.version(earlier)
        blob = desk.db.blob(row.text_sha256) if row else None
        event = desk.db.decisions.state(versions=(earlier,)).extraction(earlier)
        if blob is None or event is None:
            continue
        text, extraction = blob.decode("utf-8"), read_extraction(desk, event)
        cuts = {claim_id(earlier, cut.span, cut.carried): cut for cut in extraction.cuts}
        cuts |= dict(
            _given(desk, Version(earlier, standing.article, act.event.data["raw"], "", "", "", text), extraction)
        )
        state = _state_of(desk, list(cuts), earlier)
        for claim, cut in cuts.items():
            if state.listed(claim, extracted=False):
                described = describe(
                    cut,
                    text,
                    article=standing.article,
                    version=earlier,
                    metadata=standing.metadata,
                    context=extraction,
                )
                yield indexed(described, text, listed=True)


def _state_of(desk: Desk, claims: list[str], version: str) -> State:
    touched = desk.db.decisions.acts_touching(claims, types=_NAMING)
    return desk.db.decisions.state(claims=list(touched), versions=(version,))


def _stamp(desk: Desk, standing: Standing) -> Stamp:
    """What the rows of an article follow from, as one digest."""
    assert standing.version is not None
    assert standing.extraction is not None
    version = standing.version.data["version"]
    acts = desk.db.decisions.acts_of_version(version, types=("block", "given", "revise"), current=True)
    parts = [
        json.dumps(codec.encode(standing.metadata), sort_keys=True),
        standing.extraction.data["blob"],
        f"{EXTRACTOR_VERSION} {NORM_VERSION} {INDEX_VERSION}",
        *sorted(act.event.hash for act in acts),
    ]
    digest = hashlib.sha256("\n".join(parts).encode()).hexdigest()
    return Stamp(version, standing.extraction.data["extractor"], detail=digest)


def _same(kept: Stamp, now: Stamp) -> bool:
    return (kept.version, kept.extractor, kept.detail) == (now.version, now.extractor, now.detail)


def _row_stands(row: ArticleRow, standing: Standing) -> bool:
    return (row.in_project, row.key, row.remarks) == (standing.in_project, standing.key, standing.remarks)


def list_anew(desk: Desk, articles: Iterable[str]) -> None:
    """After acts on single claims: which claims of these articles are listed."""
    for article in articles:
        index(desk, article, force=True)
