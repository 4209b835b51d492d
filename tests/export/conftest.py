"""An invented workspace of two articles, as the exporter is given it: every sort of event that a record can cite."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal

import pytest

from reviewer.export.draft import Draft, make
from reviewer.export.inputs import (
    CheckInput,
    HistoryInput,
    LineageInput,
    MatchInput,
    Options,
    PersonInput,
    Proof,
    RecordInput,
    Setting,
    VersionInput,
)
from reviewer.log import canonical, checkpoint, event, merkle, records, types, words
from reviewer.log.event import Event
from reviewer.model import codec, ids
from reviewer.model.article import FACT_CHECK, Article, Metadata, Origin
from reviewer.model.claim import Claim, Claimant, ClaimantRole, ClaimKind, Name, Reason
from reviewer.model.comparison import Comparison, Direction, Match, Outcome, PairWord, Relation, Signal, Slot, SlotName
from reviewer.model.fact_check import Said
from reviewer.model.lineage import Corroboration, Lineage, LineageKind, OriginGroup, Sign
from reviewer.model.moment import Moment, MomentRole
from reviewer.model.policy import Policy
from reviewer.model.quantity import Bound, Quantity
from reviewer.model.span import Anchor, Span
from reviewer.model.verdict import About, Evidence, EvidenceKind, Stance, Status, Value

HARBOUR = (
    "Ferry line gives up twelve stops\n\n"
    "The ferry company Northshore will close 12 of its 40 stops by 1 March, its director Lena Moor said on Tuesday. "
    "More than 3,000 people use them every day.\n\n"
    "“Nobody will walk further than 900 metres,” Moor told the Harbour Post."
)
VALLEY = (
    "Northshore closes 14 stops\n\n"
    "The ferry company Northshore closes 14 of its stops in spring, the ministry of transport said. "
    "About 3,000 passengers a day are affected; the number is =\u202enot\u202c final \U0001f6a2."
)
ADA, BO, CY = "a" * 32, "b" * 32, "c" * 32
OWN, OTHER = "1" * 32, "2" * 32
TOOL = "reviewer 0.1.0"


@dataclass
class Book:
    """One log that a test writes, with all blobs of the workspace."""

    log: str
    blobs: dict[str, bytes]
    minute: int = 0
    events: list[Event] = field(default_factory=list)

    def words(self, text: str) -> str:
        blob = words.salted(text, f"{len(self.blobs) + 1:032x}")
        self.blobs[words.sha(blob)] = blob
        return words.sha(blob)

    def record(self, name: str, value) -> str:
        blob = records.blob(name, value, f"{len(self.blobs) + 1:032x}")
        self.blobs[words.sha(blob)] = blob
        return words.sha(blob)

    def append(self, sort: str, by: str, **data) -> Event:
        self.minute += 1
        at = (
            f"2026-03-{1 + self.minute // 1440 % 28:02d}T{self.minute // 60 % 24:02d}:{self.minute % 60:02d}:00.000000Z"
        )
        prev = self.events[-1].hash if self.events else event.ZEROS
        sealed = event.seal(
            log=self.log, seq=len(self.events) + 1, prev=prev, at=at, by=by, via="os", type=sort, data=data
        )
        self.events.append(sealed)
        return sealed

    def actor(self, actor: str, name: str) -> Event:
        return self.append("actor", actor, actor=actor, name=self.words(name), same=[], right=None, replaces=[])

    def checkpoint(self, size: int | None = None) -> str:
        size = size or len(self.events)
        return checkpoint.text(self.log, size, merkle.root(event.hash for event in self.events[:size]))

    def paths(self, size: int | None = None) -> dict[str, list[str]]:
        size = size or len(self.events)
        tree = merkle.Tree(event.hash for event in self.events)
        return {event.hash: tree.inclusion(n, size) for n, event in enumerate(self.events[:size])}


@dataclass
class Example:
    """What a test gets: inputs, and the log to put the export event into."""

    own: Book
    other: Book
    setting: Setting
    inputs: list[RecordInput]
    named: dict[str, Event]

    def draft(self, **options) -> Draft:
        return make(self.setting, self.inputs, Options(**options), {"open": 3})

    def proof(self, draft: Draft) -> Proof:
        exported = self.own.append("export", ADA, **draft.event_data)
        return Proof(exported, self.own.checkpoint(), self.own.paths() | self.other.paths())


def _metadata(metadata: Metadata) -> dict:
    return {"items": metadata.known(), "origins": {item: origin.value for item, origin in metadata.origins.items()}}


def _article(key: str, text: str, **items: str) -> tuple[Article, VersionInput]:
    article = ids.article_id(key)
    digests = ids.digest(b"raw " + text.encode()), ids.digest(text.encode())
    version = VersionInput(ids.version_id(article, *digests), *digests, "plain", "1", text)
    return Article(article, key, Metadata.of(Origin.SHEET, items)), version


def _claim(article: Article, version: VersionInput, quote: str, **more) -> Claim:
    text = version.text or ""
    start = text.index(quote)
    span = Span(start, start + len(quote))
    more.setdefault("kind", ClaimKind.FACT)
    more.setdefault("sentence", span)
    more.setdefault("rule", "sentence")
    claim = ids.claim_id(version.id, span, more.get("carried", ()))
    return Claim(id=claim, article=article.id, version=version.id, span=span, quote=quote, **more)


def _within(version: VersionInput, words_: str) -> Span:
    start = (version.text or "").index(words_)
    return Span(start, start + len(words_))


def _judge(book: Book, by: str, sort: str, claim: Claim, value: Value | None, **more) -> Event:
    data = {
        "claim": claim.id,
        "about": more.pop("about", "content"),
        "round": 1,
        "rationale": book.words(more.pop("rationale")) if "rationale" in more else None,
        "private": book.words(more.pop("private")) if "private" in more else None,
        "evidence": [book.record("evidence", codec.encode(item)) for item in more.pop("evidence", ())],
        "policy": None,
        "batch": None,
        "replaces": [],
    }
    if sort != "note":
        data |= {
            "version": claim.version,
            "span": [claim.span.start, claim.span.end],
            "carried": [],
            "value": book.words(value.value),
        }
    if sort == "verdict":
        data |= {"seen": None, "copy_of": None, "stated": None, "confirms": None}
    return book.append(sort, by, **(data | more))


def with_check(example: Example) -> Example:
    """The example after a published fact-check of its first claim was imported, and a person said that it agrees."""
    own, claim = example.own, example.inputs[0].claim
    said = Said(
        claim="Northshore will close 12 of its stops.",
        rating="Half true \u202e<b>",
        by="Tide Table",
        url="https://tide.example/twelve",
        date="2026-02-27T10:00:00Z",
        title="Does Northshore close twelve stops?",
        claimant="Lena Moor",
        language="en",
    )
    raw = canonical.encode(said.record)
    article = ids.article_id("https://tide.example/twelve#claim-1")
    text = f"{said.title}\n\n{said.claim}\n\nRating: {said.rating}\n"
    digests = ids.digest(raw.encode()), ids.digest(text.encode())
    version = VersionInput(ids.version_id(article, *digests), *digests, FACT_CHECK, "1", text)
    span = _within(version, said.claim)
    read = own.append(
        "version",
        BO,
        article=article,
        version=version.id,
        raw=version.raw_sha256,
        text=version.text_sha256,
        reader=FACT_CHECK,
        reader_version="1",
        remarks=[],
        replaces=[],
    )
    theirs = ids.claim_id(version.id, span, ())
    brought = own.append(
        "given",
        BO,
        claim=theirs,
        version=version.id,
        span=[span.start, span.end],
        carried=[],
        kind="fact",
        words=own.record("words", {"quote": said.claim, "text": "", "claimant": said.claimant, "id": ""}),
        source="import",
        file="f" * 64,
        withdrawn=False,
        batch=None,
        replaces=[],
    )
    left, right = sorted((claim.id, theirs))
    agrees = own.append(
        "decision",
        ADA,
        left=left,
        right=right,
        outcome=own.words("agrees"),
        rationale=own.words("the same twelve"),
        seen=None,
        batch=None,
        replaces=[],
    )
    slot = Slot(SlotName.NUMBER, Relation.AGREES, "12", "12")
    compared = Comparison(left, right, Outcome.RESTATED, Direction.NONE, (slot,), (SlotName.NUMBER,))
    pair = MatchInput(
        theirs,
        article,
        said.claim,
        Match(left, right, 0.81, (Signal("rare words", 0.5, 2.25, "stops"),), compared),
        Outcome.RESTATED,
        difference="12 stops · 12 stops: number, agrees",
        word=PairWord.AGREES,
        decisions=(agrees,),
    )
    line = f"already checked: {said.rating}, by {said.by}"
    check = CheckInput(pair, said, line, same=True, imported=brought, versions=(read,))
    example.inputs[0] = replace(example.inputs[0], checked=(check,))
    example.named |= {"brought": brought, "read": read}
    return example


def build() -> Example:
    blobs: dict[str, bytes] = {}
    own, other = Book(OWN, blobs), Book(OTHER, blobs, minute=200)
    genesis = own.append("genesis", ADA, project="9" * 32, tool=TOOL, continues=None, joins=None)
    ada, bo = own.actor(ADA, "Ada Quill"), own.actor(BO, "Bo Ferris")
    away = other.append("genesis", CY, project="9" * 32, tool=TOOL, continues=None, joins=genesis.hash)
    cy = other.actor(CY, "Cy Marsh")
    role = own.append("role", ADA, actor=CY, role="adjudicator", revoked=False, right=genesis.hash, replaces=[])

    harbour, first = _article(
        "articles/harbour.txt",
        HARBOUR,
        title="Ferry line gives up twelve stops",
        publisher="Harbour Post",
        date="2026-02-24",
    )
    valley, second = _article(
        "https://valley.example/ferry",
        VALLEY,
        title="Northshore closes 14 stops",
        publisher="Valley Courier",
        url="https://valley.example/ferry",
    )
    arrived = {
        article.id: (
            own.append(
                "article",
                ADA,
                article=article.id,
                key=own.words(article.key),
                metadata=own.record("metadata", _metadata(article.metadata)),
                file=None,
                withdrawn=False,
                replaces=[],
            ),
            own.append(
                "version",
                ADA,
                article=article.id,
                version=version.id,
                raw=version.raw_sha256,
                text=version.text_sha256,
                reader="plain",
                reader_version="1",
                remarks=[],
                replaces=[],
            ),
        )
        for article, version in ((harbour, first), (valley, second))
    }

    twelve = _claim(
        harbour,
        first,
        "The ferry company Northshore will close 12 of its 40 stops by 1 March",
        rule="attribution",
        claimants=(
            Claimant(ClaimantRole.PUBLISHER, "Harbour Post"),
            Claimant(ClaimantRole.INFORMANT, "Lena Moor", _within(first, "its director Lena Moor")),
        ),
        quantities=(
            Quantity(_within(first, "12"), Decimal(12), head="stops", phrase="stops"),
            Quantity(_within(first, "40 stops"), Decimal(40), head="stops", phrase="stops"),
        ),
        moments=(
            Moment(
                _within(first, "by 1 March"), MomentRole.HAPPENED, relative=False, first="2026-03-01", last="2026-03-01"
            ),
        ),
        names=(Name(_within(first, "Northshore"), "Northshore"),),
        score=0.8125,
        reasons=(Reason("has a number", 1.25), Reason("is about the future", -0.4)),
    )
    users = _claim(
        harbour,
        first,
        "More than 3,000 people use them every day",
        quantities=(
            Quantity(
                _within(first, "More than 3,000 people"), Decimal(3000), Bound.MORE_THAN, head="people", phrase="people"
            ),
        ),
        needs_context="“them” stands for something in the sentence before",
        restatement="More than 3,000 people use the stops every day.",
    )
    further = _claim(harbour, first, "Nobody will walk further than 900 metres", kind=ClaimKind.QUOTED_FACT)
    fourteen = _claim(
        valley,
        second,
        "The ferry company Northshore closes 14 of its stops in spring",
        claimants=(
            Claimant(ClaimantRole.PUBLISHER, "Valley Courier"),
            Claimant(ClaimantRole.INFORMANT, "the ministry of transport"),
        ),
        quantities=(
            Quantity(_within(second, "14 of its stops").shifted(0), Decimal(14), head="stops", phrase="stops"),
        ),
    )
    final = _claim(valley, second, "the number is =\u202enot\u202c final \U0001f6a2")

    report = Evidence(
        EvidenceKind.URL,
        Stance.SUPPORTS,
        quote="stops to be closed: 12",
        url="https://northshore.example/plan.pdf",
        retrieved="2026-03-01",
    )
    phone = Evidence(EvidenceKind.OTHER, Stance.REFUTES, remark="call with the ministry:\nfourteen, in two steps")
    seen = own.record(
        "seen", {"pairs": [{"left": twelve.id, "right": fourteen.id, "outcome": "contradicts", "word": None}]}
    )
    wrong = _judge(own, ADA, "verdict", twelve, Value.REFUTED, rationale="slip of the finger")
    undo = own.append("undo", ADA, undoes=[wrong.hash], batch=None)
    v1 = _judge(
        own,
        ADA,
        "verdict",
        twelve,
        Value.SUPPORTED,
        rationale="The plan of the company says 12.\nPage 4.",
        private="ask Lena again",
        evidence=[report],
        seen=seen,
        replaces=[wrong.hash],
    )
    v2 = _judge(own, BO, "verdict", twelve, Value.REFUTED, evidence=[phone])
    erased = _judge(other, CY, "verdict", users, Value.SUPPORTED, rationale="a sentence that was erased later")
    lost = erased.data["rationale"]
    del blobs[lost]
    said = _judge(
        own,
        BO,
        "verdict",
        users,
        Value.SUPPORTED,
        stated={"name": own.words("Dee Holm"), "actor": None, "file": "f" * 64},
    )
    attributed = _judge(
        own, BO, "verdict", users, Value.SUPPORTED, about="attribution", rationale="it stands there <so> & \u2028 it is"
    )
    basis = sorted([v1.hash, v2.hash])
    adjudicated = _judge(
        other,
        CY,
        "adjudication",
        twelve,
        Value.CONFLICTING,
        rationale="Both have papers.",
        difference=other.words("the ministry counts two piers"),
        basis=basis,
        right=role.hash,
    )
    note = _judge(
        own, ADA, "note", twelve, None, rationale="ask for the second list", private="Moor is on leave until Friday"
    )
    pair = sorted((twelve.id, fourteen.id))
    decided = own.append(
        "decision",
        ADA,
        left=pair[0],
        right=pair[1],
        outcome=own.words("contradicts"),
        rationale=own.words("12 against 14, same plan"),
        seen=None,
        batch=None,
        replaces=[],
    )
    sides = sorted((harbour.id, valley.id))
    related = own.append(
        "lineage",
        BO,
        left=sides[0],
        right=sides[1],
        outcome=own.words("independent"),
        rationale=None,
        seen=None,
        batch=None,
        replaces=[],
    )
    words_ = "the number is not final"
    given = own.append(
        "given",
        ADA,
        claim=final.id,
        version=final.version,
        span=[final.span.start, final.span.end],
        carried=[],
        kind="fact",
        words=own.record("words", {"quote": final.quote, "text": words_}),
        source="hand",
        file=None,
        withdrawn=False,
        batch=None,
        replaces=[],
    )
    v3 = _judge(own, ADA, "verdict", final, Value.NOT_A_CLAIM)
    blind = _judge(own, BO, "verdict", further, Value.REFUTED, rationale="kept back")

    slots = (
        Slot(
            SlotName.NUMBER,
            Relation.DIFFERS,
            "12" if twelve.id < fourteen.id else "14",
            "14" if twelve.id < fourteen.id else "12",
            "12 is not 14",
        ),
        Slot(SlotName.NAME, Relation.AGREES, "Northshore", "Northshore"),
    )
    compared = Comparison(pair[0], pair[1], Outcome.CONTRADICTS, Direction.NONE, slots, (SlotName.NUMBER,))
    match = Match(pair[0], pair[1], 0.7345, (Signal("rare words", 0.5, 2.25, "ferry, stops"),), compared)
    lineage = LineageInput(
        Lineage(sides[0], sides[1], LineageKind.NO_LINK_FOUND, (Sign("no common passage of eight words"),), 0.04),
        (related,),
        "independent",
    )
    corroboration = Corroboration(
        2,
        2,
        2,
        (OriginGroup((harbour.id,), "its own article"), OriginGroup((valley.id,), "independent: a person says so")),
        ((valley.id, "number"),),
        0,
        ("a person says the two are independent",),
    )

    def seen_from(mine: Claim, theirs: Claim, article: Article) -> MatchInput:
        return MatchInput(
            theirs.id,
            article.id,
            theirs.quote,
            match,
            Outcome.CONTRADICTS,
            article.metadata.title,
            article.metadata.publisher,
            article.metadata.url,
            "12 stops · 14 stops: number, contradicts",
            PairWord.CONTRADICTS,
            decisions=(decided,),
            lineage=lineage,
        )

    def record(claim: Claim, article: Article, version: VersionInput, **more) -> RecordInput:
        return RecordInput(
            claim,
            Anchor.take(version.text or "", claim.span),
            article,
            version,
            article_events=arrived[article.id],
            **more,
        )

    done = {About.CONTENT: Status.DECIDED}
    inputs = [
        record(
            twelve,
            harbour,
            first,
            matches=(seen_from(twelve, fourteen, valley),),
            corroboration=corroboration,
            statuses=done | {About.ATTRIBUTION: Status.OPEN},
            values={About.CONTENT: Value.CONFLICTING},
            verdicts=(v1, v2),
            adjudications=(adjudicated,),
            notes=(note,),
            history=tuple(
                HistoryInput(e, live=e is not wrong) for e in (wrong, undo, v1, v2, adjudicated, note, decided)
            ),
        ),
        record(
            users,
            harbour,
            first,
            statuses=done | {About.ATTRIBUTION: Status.DECIDED},
            values={About.CONTENT: Value.SUPPORTED, About.ATTRIBUTION: Value.SUPPORTED},
            verdicts=(erased, said, attributed),
            needs_look={erased.hash: "its rationale was erased"},
            history=tuple(HistoryInput(e) for e in (erased, said, attributed)),
        ),
        record(
            further,
            harbour,
            first,
            statuses={About.CONTENT: Status.IN_REVIEW},
            verdicts=(blind,),
            postponed=True,
            history=(HistoryInput(blind),),
        ),
        record(
            fourteen,
            valley,
            second,
            matches=(seen_from(fourteen, twelve, harbour),),
            statuses={About.CONTENT: Status.OPEN},
        ),
        record(
            final,
            valley,
            second,
            text=words_,
            given=given,
            statuses=done,
            values={About.CONTENT: Value.NOT_A_CLAIM},
            verdicts=(v3,),
            history=(HistoryInput(given), HistoryInput(v3)),
        ),
    ]
    persons = (
        PersonInput((ADA,), "Ada Quill", (ada,)),
        PersonInput((BO,), "Bo Ferris", (bo,)),
        PersonInput((CY,), "Cy Marsh", (cy,)),
    )
    sealed = {sha for _, sha, _ in types.blobs(blind.type, blind.data)}
    setting = Setting(
        blob=lambda sha: None if sha in sealed else blobs.get(sha),
        tool=TOOL,
        policy=Policy(reviews=2, blind=True),
        persons=persons,
        events=(genesis, away, role),
        sealed=frozenset({blind.hash}),
        checkpoints=(other.checkpoint(),),
    )
    named = {
        "v1": v1,
        "v2": v2,
        "adjudicated": adjudicated,
        "note": note,
        "wrong": wrong,
        "said": said,
        "blind": blind,
        "erased": erased,
        "given": given,
        "decided": decided,
    }
    return Example(own, other, setting, inputs, named)


@pytest.fixture
def example() -> Example:
    """A fresh one: a test may write into its logs."""
    return build()


@pytest.fixture(scope="module")
def module_example():
    """The builder, for fixtures of a whole module: with everything that a file can hold."""
    return lambda: with_check(build())


@pytest.fixture
def checked_example() -> Example:
    """The example with a published fact-check."""
    return with_check(build())


@pytest.fixture
def rebuilt():
    """The builder itself, for tests that need several or change what is given."""
    return build


@pytest.fixture
def changed_input():
    """`dataclasses.replace` for one of the inputs."""
    return replace
