"""Which claims an article has as the log stands, and which of them are listed (docs/log.md, rule 8)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from reviewer.extract import describe
from reviewer.log.event import Event
from reviewer.log.state import State
from reviewer.match.side import Side
from reviewer.model.article import FACT_CHECK, BlockClass
from reviewer.model.claim import Claim, ClaimKind, Cut, Extraction, SourceCut
from reviewer.model.ids import claim_id
from reviewer.model.span import Span
from reviewer.store.records import BlockRow, IndexedClaim
from reviewer.workspace import models
from reviewer.workspace.desk import Desk
from reviewer.workspace.relisting import JUDGING
from reviewer.workspace.standing import Standing, extraction_of, read_extraction

DIM_BELOW = 0.3
"""Check-worthiness below which a claim is dimmed; it stays listed."""


@dataclass(frozen=True, slots=True)
class Text:
    """One text of an article with its present extraction. `current`: it is the one in force."""

    version: str
    text: str
    extraction: Extraction
    current: bool


@dataclass(frozen=True, slots=True)
class _Found:
    """A claim's place. `present`: in the present extraction of the text in force; `extracted`: and its block counts."""

    cut: Cut
    context: Extraction
    present: bool = False
    extracted: bool = False


def blocks_of(desk: Desk, version: str, extraction: Extraction) -> Iterator[BlockRow]:
    """The blocks with their classes as persons have them, else as the machine."""
    state = desk.db.decisions.state(versions=(version,))
    said = {tuple(event.data["span"]): state.person(event) for event in state.blocks(version)}
    for span, cls in extraction.blocks:
        by = said.get((span.start, span.end), "")
        chosen = state.block_class(version, span.start, span.end) if by else cls
        yield BlockRow(span, BlockClass(chosen or cls), by)


def texts_of(desk: Desk, standing: Standing) -> Iterator[Text]:
    """The text in force, then the earlier ones of which the words are here."""
    now = standing.version.data["version"] if standing.version is not None else ""
    acts = desk.db.decisions.acts_of_article(standing.article, types=("version",))
    names = dict.fromkeys([now, *(act.event.data["version"] for act in acts if act.live)])
    shas = {act.event.data["version"]: act.event.data["text"] for act in acts}
    for version in names:
        blob = desk.db.blob(shas[version]) if version in shas else None
        event = extraction_of(desk, version) if blob is not None else None
        if blob is not None:
            extraction = read_extraction(desk, event) if event is not None else Extraction((), ())
            yield Text(version, blob.decode("utf-8"), extraction, version == now)


def claims_of(desk: Desk, standing: Standing, text: Text, blocks: Sequence[BlockRow]) -> Iterator[IndexedClaim]:
    """The claims of one text in text order; of an earlier text only those that an act keeps listed."""
    found = _places(desk, text, blocks)
    state = _state_of(desk, list(found), text.version)
    worth = models.worth(desk)
    check = is_check(standing)
    for claim, place in sorted(found.items(), key=lambda item: (item[1].cut.span, item[0])):
        listed = not check and state.listed(claim, extracted=place.extracted)
        if listed or place.present or state.named(claim):
            described = describe(
                place.cut,
                text.text,
                article=standing.article,
                version=text.version,
                metadata=standing.metadata,
                context=place.context,
                worth=worth,
            )
            yield indexed(described, text, listed=listed, checked=check and text.current and _imported(state, claim))


def _imported(state: State, claim: str) -> bool:
    """Whether an import gave the claim."""
    return any(event.data["source"] == "import" for event in state.givens(claim))


def is_check(standing: Standing) -> bool:
    """Whether the text in force is a published fact-check (docs/log.md, rule 8): its claim is never listed."""
    return standing.version is not None and standing.version.data["reader"] == FACT_CHECK


def indexed(claim: Claim, text: Text, *, listed: bool, checked: bool = False) -> IndexedClaim:
    """A claim as the corpus takes it; one of an earlier text is matched with nothing."""
    dim = claim.score < DIM_BELOW or claim.kind is ClaimKind.REPORTING_NOTE
    terms = Side.of(claim, text.text).terms if (listed or checked) and text.current else ()
    carried = claim.carried_words(text.text)
    return IndexedClaim(claim, terms, listed=listed, dim=dim, carried=carried, checked=checked)


def _places(desk: Desk, text: Text, blocks: Sequence[BlockRow]) -> Mapping[str, _Found]:
    """Every claim that any extraction or act puts into this text, by id."""
    found: dict[str, _Found] = {}
    inside = _Within([block.span for block in blocks if block.cls.gives_claims])
    for cut in text.extraction.cuts:
        place = _Found(cut, text.extraction, text.current, text.current and inside(cut.span))
        found.setdefault(claim_id(text.version, cut.span, cut.carried), place)
    for act in desk.db.decisions.acts_of_version(text.version, types=("given", "revise", "extraction")):
        if act.event.type == "extraction":
            earlier = read_extraction(desk, act.event)
            for cut in earlier.cuts:
                found.setdefault(claim_id(text.version, cut.span, cut.carried), _Found(cut, earlier))
        elif act.event.data["span"][1] <= len(text.text):
            cut = _given(act.event, text.extraction)
            found.setdefault(act.event.data["claim"], _Found(cut, text.extraction))
    return found


class _Within:
    """Whether a span lies in one of some blocks in text order."""

    def __init__(self, giving: list[Span]) -> None:
        self._giving = giving
        self._starts = [span.start for span in giving]

    def __call__(self, span: Span) -> bool:
        at = bisect_right(self._starts, span.start) - 1
        return at >= 0 and self._giving[at].contains(span)


def _given(event: Event, extraction: Extraction) -> Cut:
    """A claim by hand, from the project file or by revision, as a cut."""
    data = event.data
    span = Span(*data["span"])
    return Cut(
        span,
        sentence_of(span, extraction),
        ClaimKind(data["kind"]),
        "by hand" if data["source"] == "hand" else "given",
        carried=tuple(Span(*each) for each in data["carried"]),
        sources=sources_of(span, extraction),
    )


def sentence_of(span: Span, extraction: Extraction) -> Span:
    """The sentence around a span, else its block, else the span."""
    for cut in extraction.cuts:
        if cut.sentence.contains(span):
            return cut.sentence
    return next((block for block, _ in extraction.blocks if block.contains(span)), span)


def sources_of(span: Span, extraction: Extraction) -> tuple[SourceCut, ...]:
    """Who says so of the extracted claim that overlaps most with a given one."""
    over = [cut for cut in extraction.cuts if cut.span.overlaps(span)]
    best = max(over, key=lambda c: min(c.span.end, span.end) - max(c.span.start, span.start), default=None)
    return best.sources if best is not None else ()


def _state_of(desk: Desk, claims: list[str], version: str) -> State:
    touched = desk.db.decisions.acts_touching(claims, types=(*JUDGING, "given", "revise"))
    return desk.db.decisions.state(claims=list(touched), versions=(version,))
