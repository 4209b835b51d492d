"""Out of the workspace: the verified-claims file and the audit log, written whole or not at all."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from reviewer import __version__
from reviewer.errors import ReadOnly
from reviewer.export import atomic, claims_file, draft, linked_data, log_file
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
    TextInput,
    VersionInput,
)
from reviewer.export.said import ERASED, UNREADABLE, word_blobs
from reviewer.log import checkpoint, merkle
from reviewer.log.canonical import record_sha256
from reviewer.log.event import Event
from reviewer.log.state import State
from reviewer.model.article import Article
from reviewer.model.claim import Claim
from reviewer.model.lineage import Lineage, LineageKind
from reviewer.model.verdict import About, Status
from reviewer.store.carries import CarryRow
from reviewer.store.database import Database, Draft
from reviewer.store.decisions import Act
from reviewer.store.query import Query
from reviewer.store.records import ClaimEntry
from reviewer.workspace import blind, heads
from reviewer.workspace.checked import said_by
from reviewer.workspace.claimview import claim_view
from reviewer.workspace.desk import DATABASE, SHEET, Desk
from reviewer.workspace.logview import log_rows
from reviewer.workspace.pairs import Pairs
from reviewer.workspace.settling import standing
from reviewer.workspace.views import ExportReport, MatchView
from reviewer.workspace.views.checks import CheckView

TOOL = f"reviewer {__version__}"
PAGE = 500
"""Claims read at once."""
ON_CLAIM = ("verdict", "adjudication", "note", "given", "revise", "reopen", "reveal", "postpone", "answer")


def export_claims(
    desk: Desk, kind: str, path: Path | None, options: Options, publisher: tuple[str, str, str] = ("", "", "")
) -> ExportReport:
    """Writes the claims file; appends the `export` event that its proof rests on.

    `publisher`: see `Workspace.export`.

    Raises:
        ExportError: nothing was written at `path`; what stood there still does.
    """
    refuse_read_only(desk)
    atomic_check(desk, path)
    made, proof = recorded(desk, options)
    text = "".join(claims_file.chunks(kind, made, proof, linked_data.Desk(*publisher)))
    if path is not None:
        atomic.write_whole(path, [text], protected=_protected(desk))
    heads.remember(desk.db, desk.folder)
    counts = made.event_data["counts"]
    return ExportReport(str(path) if path else None, text, counts["written"], counts["omitted"])


def refuse_read_only(desk: Desk) -> None:
    """Raises ReadOnly where nothing can be recorded."""
    if desk.read_only:
        raise desk.db.full or ReadOnly(
            "an export is recorded in the log, and this workspace is open for reading only",
            kept="nothing was written",
            next_step="work on a copy that can be written",
        )


def recorded(desk: Desk, options: Options) -> tuple[draft.Draft, Proof]:
    """The records of an export, once its event stands in the log, and what proves them."""
    made = Exporter(desk).draft(options)
    events = desk.act(lambda _: [Draft("export", made.event_data)])
    return made, _proof(desk.db, events[0], made.cited)


def atomic_check(desk: Desk, path: Path | None) -> None:
    """Refuses a place that can never be written, before anything is recorded."""
    if path is not None:
        atomic.check_place(path, protected=_protected(desk))


def _protected(desk: Desk) -> tuple[Path, ...]:
    return (desk.folder / SHEET, desk.folder / DATABASE)


def _proof(db: Database, export: Event, cited: Sequence[Event]) -> Proof:
    """The checkpoint at the export event, and the path of every cited event of the own log."""
    tree = merkle.Tree(db.hashes()[: export.seq])
    paths = {event.hash: tree.inclusion(event.seq - 1) for event in (*cited, export) if event.log == export.log}
    for log in {event.log for event in cited} - {export.log}:
        other = merkle.Tree(db.hashes(log))
        hashes = set(db.hashes(log))
        paths |= {e.hash: other.inclusion(e.seq - 1) for e in cited if e.log == log and e.hash in hashes}
    return Proof(export, checkpoint.text(export.log, export.seq, tree.root()), paths)


class Exporter:
    """Reads the workspace into what the export room takes."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._db = desk.db
        self._sealed: set[str] = set()
        self._withheld: set[str] = set()

    def draft(self, options: Options) -> draft.Draft:
        """The draft of the file: all records, built and hashed."""
        inputs = [self.record(entry) for entry in self._entries(options)]
        left_out = Counter[str]()
        if options.decided:
            left_out = Counter({s.value: n for s, n in self._db.decisions.status_counts().items() if n})
            left_out -= Counter(_status(record).value for record in inputs)
        return draft.make(self.setting(options), inputs, options, dict(left_out))

    def _entries(self, options: Options) -> Iterator[ClaimEntry]:
        statuses = frozenset({Status.DECIDED}) if options.decided else frozenset()
        listing = self._db.listings.open(Query(statuses=statuses))
        for start in range(0, len(listing), PAGE):
            ids = listing.ids(start, start + PAGE)
            entries = self._db.corpus.entries(ids)
            yield from (entries[claim] for claim in ids)

    def setting(self, options: Options) -> Setting:
        """What stands around the records."""
        rules = frozenset(draft.withheld_of(options))
        ground = self._db.decisions.ground()
        others = [head for head in self._db.heads() if not head.own]
        points = [checkpoint.text(h.log, h.seq, merkle.Tree(self._db.hashes(h.log)).root()) for h in others]
        return Setting(
            blob=lambda sha: None if sha in self._withheld else self._db.blob(sha),
            tool=TOOL,
            policy=self._desk.policy(),
            persons=tuple(self._persons()),
            events=(*self._founding(), *ground.policies()),
            sealed=frozenset(self._sealed),
            kept_back=lambda sha: self._kept_back(sha, rules),
            checkpoints=tuple(points),
        )

    def _kept_back(self, sha: str, rules: frozenset[str]) -> bool:
        """Whether any event here gives this blob as a name or a private note that stays at home."""
        acts = self._db.decisions.acts_naming_blob(sha)
        return any(named == sha and rule in rules for act in acts for _, named, rule in word_blobs(act.event))

    def _founding(self) -> Iterator[Event]:
        yield from (act.event for name in ("genesis", "role") for act in self._db.decisions.acts_of_type(name))

    def _persons(self) -> Iterator[PersonInput]:
        acts = self._db.decisions.acts_of_type("actor", current=True)
        for person in self._db.decisions.persons():
            events = tuple(act.event for act in acts if act.event.data["actor"] in person.actors)
            yield PersonInput(person.actors, self._desk.name_of(person.id), events)

    def record(self, entry: ClaimEntry) -> RecordInput:
        """One claim with all that is known of it."""
        view = claim_view(self._desk, entry.claim.id, person=blind.NOBODY)
        claim = entry.claim
        carries = self._db.corpus.carries_to(claim.id)
        claims = (claim.id, *(row.old for row in carries))
        state = self._db.decisions.state(claims=claims, articles=(claim.article,), versions=(claim.version,))
        acts = [act for name in reversed(claims) for act in self._db.decisions.acts_of_claim(name)]
        self._keep_back(state, acts)
        found = {about: standing(state, claim.id, about, carries) for about in About}
        shown = {a: s for a, s in found.items() if a is About.CONTENT or s.given or s.status is Status.DECIDED}
        looks = {about.value: s.needs_look for about, s in shown.items() if s.needs_look}
        looks |= {v.event: v.needs_look for v in (*view.verdicts, *view.adjudications) if v.needs_look}
        if view.row.needs_look and not any(looks.values()):
            looks[""] = view.row.needs_look
        given = [*state.givens(claim.id), *state.revisions_to(claim.id)]
        return RecordInput(
            claim=claim,
            anchor=view.anchor,
            article=self._article(claim.article),
            version=self._version(claim.version),
            text=self._given_text(given),
            given=given[-1] if given else None,
            article_events=tuple(self._article_events(state, claim.article, claim.version)),
            matches=tuple(self._match(match, claim.article) for match in view.matches),
            inner=tuple(self._match(match, claim.article) for match in view.inner),
            checked=tuple(self._checks(claim)) if view.checked else (),
            corroboration=view.corroboration,
            statuses={about: each.status for about, each in shown.items()},
            values={about: each.value for about, each in shown.items()},
            verdicts=tuple(one.event for name in claims for about in About for one in state.verdicts(name, about)),
            adjudications=tuple(e for name in claims for about in About for e in state.adjudications(name, about)),
            notes=tuple(e for name in claims for e in state.notes(name)),
            needs_look=looks,
            postponed=self._is_postponed(claim.id),
            revises=view.revises,
            revised_by=view.revised_by,
            history=tuple(_history(acts)),
            stands_for=tuple(self._earlier(row) for row in carries),
            now=self._now(claim),
        )

    def _earlier(self, row: CarryRow) -> TextInput:
        """A claim of an earlier text whose verdicts are carried."""
        old = self._db.corpus.claim(row.old)
        assert old is not None
        version = self._version(old.version)
        return TextInput(version, row.state, old.quote, old.id, old.span, old.carried, attribution=row.attribution)

    def _now(self, claim: Claim) -> TextInput | None:
        """What stands in the present text in place of a claim of an earlier one."""
        row = self._db.corpus.carry_of(claim.id)
        article = self._db.corpus.article(claim.article) if row is not None else None
        if row is None or article is None:
            return None
        span = row.places[0] if len(row.places) == 1 else None
        quote = span.of(self._desk.text(article.version)) if span is not None else ""
        return TextInput(
            self._version(article.version), row.state, quote, row.new or None, span, differing=row.differing
        )

    def _is_postponed(self, claim: str) -> bool:
        return any(row.postponed for row in self._db.decisions.claim_status(claim).values())

    def _keep_back(self, state: State, acts: Iterable[Act]) -> None:
        """Words of open blind rounds go out to nobody."""
        for act in acts:
            if act.event.known and state.sealed(act.event):
                self._sealed.add(act.event.hash)
                self._withheld.update(state.withheld(act.event))

    def _article(self, article: str) -> Article:
        row = self._db.corpus.article(article)
        assert row is not None
        return Article(row.id, row.key, row.metadata, row.aliases)

    def _version(self, version: str) -> VersionInput:
        row = self._db.corpus.version(version)
        assert row is not None
        return VersionInput(row.id, row.raw_sha256, row.text_sha256, row.reader, row.reader_version)

    def _given_text(self, given: Sequence[Event]) -> str | None:
        records = [self._db.record(event.data["words"]) for event in given]
        return next((record["text"] for record in reversed(records) if record and record["text"]), None)

    def _article_events(self, state: State, article: str, version: str) -> Iterator[Event]:
        yield from state.article(article)
        acts = self._db.decisions.acts_of_version(version, types=("version",))
        yield from (act.event for act in acts if act.live)
        yield from state.dates(article)

    def _match(self, view: MatchView, article: str) -> MatchInput:
        other = self._article(view.row.article)
        decisions = tuple(e for d in view.decisions if (e := self._db.event(d.event)) is not None)
        return MatchInput(
            other=view.row.id,
            article=other.id,
            quote=view.quote,
            match=view.match,
            outcome=view.outcome,
            title=other.metadata.title,
            publisher=other.metadata.publisher,
            url=other.metadata.url,
            difference=view.difference,
            word=view.word,
            contested=view.contested,
            decisions=decisions,
            lineage=None if view.lineage is None else self._lineage(article, other.id),
        )

    def _checks(self, claim: Claim) -> Iterator[CheckInput]:
        for shown, pair in Pairs(self._desk, claim, person=blind.NOBODY).checks():
            brought = self._imported(pair.row.id)
            if brought is not None:
                yield self._check(claim, shown, pair, brought)

    def _imported(self, checked: str) -> Event | None:
        """The event that brought the claim that was checked; the first of several."""
        acts = self._db.decisions.acts_of_claim(checked, types=("given",), current=True)
        return next((act.event for act in acts if act.event.data["source"] == "import"), None)

    def _check(self, claim: Claim, shown: CheckView, pair: MatchView, brought: Event) -> CheckInput:
        version = self._version(brought.data["version"])
        said = said_by(self._desk, pair)
        why = ERASED if said is None else ""
        if said is not None and record_sha256(said.record) != version.raw_sha256:
            said, why = None, UNREADABLE  # a record of another program, written in some other way
        versions = self._db.decisions.acts_of_version(version.id, types=("version",))
        return CheckInput(
            match=self._match(pair, claim.article),
            said=said,
            line=shown.line,
            same=shown.same,
            imported=brought,
            versions=tuple(act.event for act in versions if act.live),
            why=why,
        )

    def _lineage(self, left: str, right: str) -> LineageInput:
        one, other = sorted((left, right))
        machine = self._db.corpus.lineage(one, other) or Lineage(one, other, LineageKind.UNKNOWN)
        state = self._db.decisions.state(articles=(one, other))
        events = tuple(blind.lineage_words(self._desk, state, one, other, blind.NOBODY))
        word = blind.agreed_lineage(self._desk, state, one, other, blind.NOBODY)
        differ = len({state.value(event) for event in events}) > 1
        return LineageInput(machine, events, word.value if word else "", contested=differ)


def _history(acts: Iterable[Act]) -> Iterator[HistoryInput]:
    for act in acts:
        if act.event.type in ON_CLAIM:
            yield HistoryInput(act.event, live=act.live, counts=act.counted)


def _status(record: RecordInput) -> Status:
    from reviewer.export.records import status_word

    return Status(status_word(record))


def export_log(desk: Desk, kind: str, path: Path | None, *, names: bool, private: bool) -> ExportReport:
    """Writes the audit log: JSON Lines with exact bodies, or CSV for people. Nothing is recorded by it."""
    atomic_check(desk, path)
    logs: dict[str, list[Event]] = defaultdict(list)
    for stored in desk.db.events():
        logs[stored.event.log].append(stored.event)
    withheld = _sealed_blobs(desk)
    given = log_file.LogInput(
        logs=logs,
        blob=lambda sha: None if sha in withheld else desk.db.blob(sha),
        forks=[event for fork in desk.db.forks() if (event := desk.db.event(fork.hash)) is not None],
        rows=log_rows(desk, names=names) if kind == "csv" else (),
        names=names,
        private=private,
    )
    text = "".join(log_file.chunks(kind, given))
    if path is not None:
        atomic.write_whole(path, [text], protected=_protected(desk))
    return ExportReport(str(path) if path else None, text, sum(map(len, logs.values())), {})


def _sealed_blobs(desk: Desk) -> frozenset[str]:
    """Blobs of open blind rounds."""
    found: set[str] = set()
    for claim in desk.db.decisions.claims_with_acts(("verdict", "answer", "note", "decision", "postpone")):
        state = desk.db.decisions.state(claims=(claim,))
        for event in state.events():
            found.update(state.withheld(event) if event.known else ())
    for act in desk.db.decisions.acts_of_type("lineage"):
        found.update(blind.withheld(desk, act.event))
    return frozenset(found)
