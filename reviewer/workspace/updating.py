"""Bringing the workspace up to its project file: only what changed, stoppable, resumable."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace

from reviewer.errors import Interrupted, UnreadableArticle
from reviewer.export.importing import GivenClaim
from reviewer.extract import EXTRACTOR_VERSION
from reviewer.log.rules import policy_fields
from reviewer.model import codec
from reviewer.model.ids import article_id, digest
from reviewer.model.policy import KEYS, Policy
from reviewer.model.verdict import LABELS
from reviewer.sheet import Sheet
from reviewer.store.database import Database, Draft
from reviewer.store.records import Reading
from reviewer.workspace import encoders, settling, unplaced
from reviewer.workspace.describing import withdraw
from reviewer.workspace.desk import Blobs, Desk
from reviewer.workspace.giving import give_claim, withdraw_claims
from reviewer.workspace.indexing import index
from reviewer.workspace.matched import stamp_of
from reviewer.workspace.sources import Source, Trouble, sources_of
from reviewer.workspace.taking import Taken, known_as, renew, take
from reviewer.workspace.unchanged import Unchanged
from reviewer.workspace.views import Progress, Skipped, UpdateReport

SHORT_ROUNDS = 3
"""How often articles that lost matches are matched again in one run; the next run goes on."""
Report = Callable[[Progress], None]
Cancelled = Callable[[], bool]


@dataclass
class Work:
    """Long work as its caller watches it, and what came of it."""

    progress: Report | None = None
    cancelled: Cancelled | None = None
    read: int = 0
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    left: int = 0
    matches: int = 0
    skipped: list[Skipped] = field(default_factory=list)
    unanchored: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    touched: dict[str, None] = field(default_factory=dict)
    checked: dict[str, int] = field(default_factory=dict)
    """Articles that were brought up to the log, and the last event before that; 0: nothing was to do."""
    unchanged_since: Unchanged | None = None
    """What need not be read and checked again; None: everything is."""
    _began: float = field(default_factory=time.monotonic)

    def step(self, what: str, done: int, total: int) -> None:
        """Says how far it is, and stops where the user wants that.

        Raises:
            Interrupted: what was done until now is kept.
        """
        if done == 0:
            self._began = time.monotonic()
        if self.cancelled is not None and self.cancelled():
            raise Interrupted(
                f"stopped: {done} of {total} {what} done",
                kept="what was done is kept",
                next_step="run it again to go on from there",
            )
        if self.progress is not None:
            spent = time.monotonic() - self._began
            self.progress(Progress(what, done, total, spent / done * (total - done) if done else None))

    def report(self, desk: Desk) -> UpdateReport:
        """What was done, in numbers."""
        became = [row for article in self.touched for row in desk.db.corpus.carries_in(article)]
        return UpdateReport(
            read=self.read,
            added=self.added,
            changed=self.changed,
            unchanged=self.unchanged,
            left=self.left,
            claims=desk.db.corpus.counts().claims,
            matches=desk.db.corpus.counts().matches,
            skipped=tuple(self.skipped),
            unanchored=tuple(self.unanchored),
            warnings=tuple(self.warnings),
            carried=sum(bool(row.new) for row in became),
            reworded=sum(not row.new for row in became),
        )


def update(desk: Desk, sheet: Sheet, work: Work) -> UpdateReport:
    """Takes in what the project file names, brings its rules into force, indexes and matches what changed."""
    to_be_written(desk)
    file = _sheet_blob(desk, sheet)
    work.warnings += sheet.warnings
    set_policy(desk, sheet.policy, file)
    work.unchanged_since = Unchanged(desk)
    found = list(sources_of(desk.folder, sheet))
    sources = [source for source in found if isinstance(source, Source)]
    troubles = [item for item in found if isinstance(item, Trouble)]
    work.skipped += [Skipped(item.label, item.reason) for item in troubles]
    kept = take_all(desk, sources, work, file)
    if not any(item.hides for item in troubles):
        _leave(desk, kept, {item.key for item in troubles}, work, file)
    catch_up(desk, work)
    _give(desk, sheet, work, file)
    _note(desk, work)
    return work.report(desk)


def to_be_written(desk: Desk) -> None:
    """Raises ReadOnly where nothing can be written, before any work is done."""
    desk.to_be_written("nothing was changed; it is shown as it was brought up to date last")


def _sheet_blob(desk: Desk, sheet: Sheet) -> str:
    blobs = Blobs()
    name = blobs.plain(sheet.data)
    if not desk.db.has_blob(name):
        desk.db.put_blobs(blobs)
    return name


def take_all(desk: Desk, sources: Sequence[Source], work: Work, file: str | None) -> set[str]:
    """Takes articles in one by one and indexes each at once; the ids of those that are here now."""
    here: set[str] = set()
    named = {article_id(source.key) for source in sources}
    for done, source in enumerate(sources):
        work.step("articles read", done, len(sources))
        try:
            taken = _take(desk, source, file, named, work)
        except UnreadableArticle as error:
            work.skipped.append(Skipped(source.label, error.what))
            here.add(known_as(desk, source, named))  # it is still named, and what was read before stays
            continue
        here.add(taken.article)
        named.add(taken.article)
        work.read += 1
        work.added += taken.added
        work.changed += taken.changed
        work.unchanged += not (taken.added or taken.changed)
    work.step("articles read", len(sources), len(sources))
    return here


def _take(desk: Desk, source: Source, file: str | None, claimed: Collection[str], work: Work) -> Taken:
    """One article taken in and brought up to the log, or seen to be what it was."""
    known = work.unchanged_since
    if known is None:
        taken = take(desk, source, file=file, claimed=claimed)
        check(desk, taken.article, work)
        return taken
    seen = known.look(source)
    if known.is_same_file(seen):
        seen = replace(seen, raw=known.raw(seen))
        if known.stands(seen):
            return _stood(known, seen, work)
    raw = source.load()
    seen = replace(seen, raw=digest(raw))
    if known.stands(seen):
        return _stood(known, seen, work)
    taken = take(desk, replace(source, load=lambda: raw), file=file, claimed=claimed)
    check(desk, taken.article, work)
    if taken.article == seen.source:  # else it is known by another key, and looked for each time
        known.note(seen, work.checked[taken.article])
    return taken


def _stood(known: Unchanged, seen: Reading, work: Work) -> Taken:
    work.checked.setdefault(seen.source, 0)
    known.note_same(seen)
    return Taken(seen.source)


def check(desk: Desk, article: str, work: Work) -> bool:
    """Brings the corpus up to the log for one article, once in this run; whether it is to be matched."""
    work.checked[article] = desk.db.last_id()
    moved = index(desk, article)
    if moved:
        work.touched[article] = None
    return moved


def _leave(desk: Desk, kept: set[str], troubled: set[str], work: Work, file: str | None) -> None:
    """Articles that the project file brought and does not name any more are marked, never forgotten."""
    for article, key in desk.db.corpus.in_project().items():
        if article not in kept and key not in troubled and _from_sheet(desk, article):
            withdraw(desk, article, file)
            index(desk, article)
            work.left += 1


def _from_sheet(desk: Desk, article: str) -> bool:
    acts = desk.db.decisions.acts_of_article(article, types=("article",), current=True)
    return bool(acts) and acts[-1].event.data["file"] is not None


def catch_up(desk: Desk, work: Work) -> None:
    """Indexes what the log has and the corpus has not, works out old statuses, and matches what is not matched."""
    if desk.db.decisions.statuses_version() != settling.STATUSES_VERSION:
        settling.settle_everything(desk.db)
    known = list(desk.db.decisions.articles_with_acts(("version",)))
    stamps = desk.db.corpus.stamps()
    here = frozenset(work.checked)
    for done, article in enumerate(known):
        stamp = stamps.get(article)
        newer = stamp is not None and stamp.extractor < EXTRACTOR_VERSION and renew(desk, article)
        if newer or not _is_checked(article, work):
            work.step("articles checked", done, len(known))
            check(desk, article, work)
            if work.unchanged_since is not None and article not in here:
                work.unchanged_since.note_checked(article, work.checked[article])
    match_all(desk, _waiting(desk, known, work.touched), work)
    for _ in range(SHORT_ROUNDS):  # articles that lost matches meanwhile look again
        if not (waiting := _waiting(desk, known, ())):
            break
        match_all(desk, waiting, work)


def _is_checked(article: str, work: Work) -> bool:
    if article in work.checked:
        return True
    known = work.unchanged_since
    return known is not None and known.is_checked(article)


def _note(desk: Desk, work: Work) -> None:
    """Brings up to the log what moved meanwhile, and keeps what need not be read and checked again."""
    known = work.unchanged_since
    assert known is not None
    match_all(desk, [article for article in known.behind(work.checked) if check(desk, article, work)], work)
    known.finish(work.checked)


def _waiting(desk: Desk, known: Iterable[str], touched: Collection[str]) -> list[str]:
    """The articles that are to be matched: touched ones, and those not matched as of now."""
    stamps, matched = desk.db.corpus.stamps(), stamp_of(desk)
    return [a for a in known if a in stamps and (a in touched or stamps[a].matcher != matched)]


def match_all(desk: Desk, articles: Iterable[str], work: Work) -> None:
    """Matches these articles; each stands in the database when it is done."""
    waiting = list(articles)
    if waiting:
        _match(desk, waiting, work)
    if (remark := encoders.known(desk).remark) and remark not in work.warnings:
        work.warnings.append(remark)


def _match(desk: Desk, waiting: Sequence[str], work: Work) -> None:
    from reviewer.workspace.matching import Matcher, find_near

    find_near(desk, len(waiting), lambda done, every: work.step("blocks of near pairs", done, every))
    matcher = Matcher(desk)
    for done, article in enumerate(waiting):
        work.step("articles matched", done, len(waiting))
        work.matches += matcher.match(article)
    work.step("articles matched", len(waiting), len(waiting))


def _give(desk: Desk, sheet: Sheet, work: Work, file: str) -> None:
    """Claims of the project file: anchored exactly, or listed with the nearest place; those that left are withdrawn."""
    kept = set()
    nowhere: list[GivenClaim] = []
    before = desk.db.last_id()
    for claim in sheet.claims:
        given = GivenClaim(claim.article, claim.quote, f"line {claim.line}", claim.text, claim.claimant, id=claim.id)
        outcome = give_claim(desk, given, "project_file", file)
        if outcome.claim:
            kept.add(outcome.claim)
        elif not unplaced.is_dropped(desk, given):
            nowhere.append(given)
            work.unanchored.append(f"{desk.sheet_path.name}, line {claim.line}: {outcome.why}")
    unplaced.remember(desk, unplaced.SHEET, nowhere, anew=True)
    withdraw_claims(desk, kept, file)
    if desk.db.last_id() > before:  # somebody wrote, most likely this very run
        match_all(desk, [row.id for row in desk.db.corpus.articles() if index(desk, row.id)], work)


def set_policy(desk: Desk, policy: Policy, file: str) -> None:
    """Brings the rules of the project file into force, where I may; others are told that they differ."""
    if policy == desk.policy() or not desk.owns():
        return

    def build(_: Database) -> list[Draft]:
        fields = policy_fields(codec.encode(policy), *_own_words())
        return [desk.draft("policy", {**fields, "file": file, "right": desk.right("owner")}, {})]

    desk.act(build)


def _own_words() -> tuple[dict[str, str], dict[str, str]]:
    return {value.value: label for value, label in LABELS.items()}, {v.value: key for v, key in KEYS.items()}
