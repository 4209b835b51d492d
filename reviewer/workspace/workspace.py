"""The workspace as the fronts hold it: one object, every use case a method."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from reviewer.errors import NotFound, SheetError, UsageError
from reviewer.export.inputs import Options
from reviewer.log.checkpoint import Checkpoint
from reviewer.model.article import BlockClass
from reviewer.model.claim import ClaimKind, Reason
from reviewer.model.comparison import PairWord
from reviewer.model.lineage import Lineage, LineageKind
from reviewer.model.policy import Policy
from reviewer.model.span import Span
from reviewer.model.verdict import About, Evidence, Value
from reviewer.sheet import Sheet
from reviewer.workspace import (
    adding,
    attaching,
    bundling,
    checking,
    claimview,
    cutting,
    deciding,
    erasing,
    exporting,
    heads,
    importing,
    judging,
    logview,
    opening,
    ordering,
    originals,
    pairs,
    pointing,
    seeing,
    settling,
    undoing,
    updating,
    verdicts,
)
from reviewer.workspace.desk import SHEET, Desk
from reviewer.workspace.originals import Original
from reviewer.workspace.views import (
    ArticleText,
    ArticleView,
    ClaimRow,
    ClaimView,
    ExportReport,
    Filter,
    ImportReport,
    LogLine,
    MatchView,
    Progress,
    Receipt,
    Summary,
    UpdateReport,
    VerifyReport,
)

Report = Callable[[Progress], None]
Cancelled = Callable[[], bool]
EVERYTHING = Filter()


class Workspace:
    """An open workspace. Acts answer with a `Receipt` after COMMIT and not before; errors are `ReviewerError`s.

    Claims are named by id (`find_claim` takes what people type), articles by anything that `article` takes.
    """

    def __init__(self, desk: Desk) -> None:
        """Use `open`."""
        self.desk = desk
        self._closed = False

    @staticmethod
    def find(start: Path) -> Path:
        """The nearest folder, upward from `start`, that holds a project file. Raises NotFound."""
        start = start.absolute()
        for folder in (start, *start.parents):
            if (folder / SHEET).is_file():
                return folder
        raise NotFound(
            f"no {SHEET} in {start} or above it",
            next_step="run reviewer init to make this folder a workspace, or reviewer claims FILE without one",
        )

    @classmethod
    def init(cls, folder: Path, kind: str = "desk") -> Path:
        """Writes a first, commented project file for a desk, a study or sensitive texts; its path."""
        return opening.init(folder, kind)

    @classmethod
    def open(cls, folder: Path, *, me: str | None = None, via: str = "os", read_only: bool = False) -> Workspace:
        """Opens the workspace of `folder`; its database is made where there is none.

        Raises:
            StoreError: the database cannot serve; it was left as it is.
        """
        return cls(opening.open_desk(folder, me=me, via=via, read_only=read_only))

    def close(self) -> None:
        """Lets go of the database; keeps how far its logs had come outside of it."""
        if not self._closed:
            self._closed = True
            heads.remember(self.desk.db, self.folder)
        self.desk.db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def folder(self) -> Path:
        """Where it is."""
        return self.desk.folder

    @property
    def sheet_path(self) -> Path:
        """Its project file."""
        return self.desk.sheet_path

    @property
    def me(self) -> str:
        """Who acts."""
        return self.desk.me

    @property
    def read_only(self) -> bool:
        """Whether nothing can be written here."""
        return self.desk.read_only

    @property
    def policy(self) -> Policy:
        """The rules in force."""
        return self.desk.policy()

    def sheet(self) -> Sheet:
        """The project file, read anew. Raises SheetError."""
        return opening.read_sheet(self.desk.sheet_path)

    # ---- long work

    def update(self, progress: Report | None = None, cancelled: Cancelled | None = None) -> UpdateReport:
        """Brings the database up to the project file; only what changed is read.

        Raises:
            SheetError: with line and column; nothing was changed. Interrupted: what was done is kept.
        """
        return updating.update(self.desk, self.sheet(), updating.Work(progress, cancelled))

    def add(
        self,
        paths: Sequence[Path],
        *,
        stdin: bytes | None = None,
        metadata: Mapping[str, str] | None = None,
        progress: Report | None = None,
        cancelled: Cancelled | None = None,
    ) -> UpdateReport:
        """Takes articles in that the project file does not name; `metadata` holds for all of them."""
        work = updating.Work(progress, cancelled)
        return adding.add(self.desk, paths, stdin=stdin, metadata=metadata or {}, work=work)

    def rebuild(self, progress: Report | None = None) -> Summary:
        """Makes everything anew that follows from the log."""
        self.desk.db.rebuild_decisions()
        settling.settle_everything(self.desk.db)
        self.desk.db.corpus.drop()
        updating.catch_up(self.desk, updating.Work(progress))
        return self.summary()

    # ---- looking

    def summary(self) -> Summary:
        """The workspace in numbers."""
        try:
            sheet: Sheet | None = self.sheet()
        except SheetError:
            sheet = None
        return seeing.summary(self.desk, updating.differs(self.desk, sheet))

    def articles(self) -> tuple[ArticleView, ...]:
        """All articles, by short number."""
        return seeing.articles(self.desk)

    def article(self, ref: str) -> ArticleView:
        """The article of this number, key, id or start of an id. Raises NotFound, Ambiguous."""
        return seeing.article_view(self.desk, seeing.find_article(self.desk, ref))

    def text(self, article_id: str, version: str = "") -> ArticleText:
        """Everything to paint an article; of an earlier version only the words."""
        return seeing.article_text(self.desk, article_id, version)

    def find_claim(self, ref: str) -> str:
        """The claim of `3.12`, an id, the start of one, or `last`. Raises NotFound, Ambiguous."""
        return seeing.find_claim(self.desk, ref)

    def listing(self, filter: Filter = EVERYTHING) -> seeing.Listing:  # noqa: A002
        """The claims that fit, in queue order."""
        return seeing.listing(self.desk, filter)

    def claim(self, claim_id: str) -> ClaimView:
        """Everything of one claim. Raises NotFound."""
        return claimview.claim_view(self.desk, claim_id)

    def row(self, claim_id: str) -> ClaimRow:
        """One claim as a row. Raises NotFound."""
        return seeing.row(self.desk, claim_id)

    def next_claim(self, after: str | None = None) -> str | None:
        """The next claim in queue order on which I have no verdict and that is not decided; None where all is done."""
        return self.desk.db.listings.next_open(after, me=self.desk.person)

    def match(self, left: str, right: str) -> MatchView:
        """Two claims beside each other, matched or not, seen from the left one. Raises NotFound."""
        return pairs.beside(self.desk, left, right)

    def lineages(self, article_id: str | None = None) -> tuple[Lineage, ...]:
        """How articles are related: of one to all others, or all that were compared."""
        return pairs.lineages(self.desk, article_id)

    def originals(self) -> tuple[Original, ...]:
        """On whose word the claims rest, most claims first, and whose own story is not here."""
        return originals.originals(self.desk)

    def log(
        self, *, after: int = 0, limit: int | None = None, claim: str | None = None, person: str | None = None
    ) -> Iterator[LogLine]:
        """Events in order of arrival, in words."""
        return logview.log_lines(self.desk, after=after, limit=limit, claim=claim, person=person)

    def why(self, claim_id: str) -> tuple[Reason, ...]:
        """What raised or lowered the check-worthiness of a claim. Raises NotFound."""
        return self.claim(claim_id).claim.reasons

    def changed(self) -> bool:
        """Whether anybody wrote since the last call; cheap enough for a poll."""
        return self.desk.db.changed()

    # ---- acts

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
    ) -> Receipt:
        """Judges a claim; copies with the same words too, where the rules (or `copies`) say so."""
        return verdicts.verdicts(
            self.desk,
            [claim_id],
            value,
            about=about,
            rationale=rationale,
            private=private,
            evidence=evidence,
            copies=copies,
        )

    def verdicts(self, claim_ids: Sequence[str], value: Value, *, about: About = About.CONTENT) -> Receipt:
        """Judges several claims as one act, which one undo takes back."""
        return verdicts.verdicts(self.desk, claim_ids, value, about=about, copies=False)

    def note(
        self,
        claim_id: str,
        *,
        about: About = About.CONTENT,
        rationale: str = "",
        private: str = "",
        evidence: Sequence[Evidence] = (),
    ) -> Receipt:
        """A rationale, a private note or evidence without a verdict; replaces my earlier note."""
        return judging.note(self.desk, claim_id, about=about, rationale=rationale, private=private, evidence=evidence)

    def postpone(self, claim_id: str, reason: str = "") -> Receipt:
        """Puts a claim off: it comes last in my queue."""
        return judging.postpone(self.desk, claim_id, reason, postponed=True)

    def resume(self, claim_id: str) -> Receipt:
        """Takes a postponed claim up again."""
        return judging.postpone(self.desk, claim_id, "", postponed=False)

    def decide(self, left: str, right: str, word: PairWord, rationale: str = "") -> Receipt:
        """My word on a pair; it holds for good."""
        return deciding.decide(self.desk, left, right, word, rationale)

    def set_lineage(self, left: str, right: str, kind: LineageKind, rationale: str = "") -> Receipt:
        """My word on how two articles are related."""
        return deciding.set_lineage(self.desk, left, right, kind, rationale)

    def flip_block(self, article_id: str, span: Span, cls: BlockClass) -> Receipt:
        """Says what a block of an article is."""
        return cutting.flip_block(self.desk, article_id, span, cls)

    def set_date(self, article_id: str, date: str) -> Receipt:
        """Sets when an article was published ("" = unknown); its relative dates resolve."""
        return cutting.set_date(self.desk, article_id, date)

    def give(self, article_id: str, spans: Sequence[Span], *, kind: ClaimKind = ClaimKind.FACT) -> Receipt:
        """A claim by hand: its words, then spans that it needs to be read."""
        return cutting.give(self.desk, article_id, spans, kind)

    def revise(self, claim_ids: Sequence[str], parts: Sequence[Sequence[Span]]) -> Receipt:
        """Adjusts one claim, splits one into several, or merges several into one."""
        return cutting.revise(self.desk, claim_ids, parts)

    def signoff(self, article_id: str) -> Receipt:
        """Says that I am done with an article."""
        return ordering.signoff(self.desk, article_id)

    def assign(self, ref: str, person: str | None) -> Receipt:
        """Gives an article, or a claim ("3.12"), to somebody; None takes it back."""
        claim = self.find_claim(ref) if "." in ref and ref.replace(".", "").isdigit() else None
        return ordering.assign(self.desk, ref, claim, person)

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
        """The last word where reviewers differ, by somebody who did not review."""
        return judging.adjudicate(
            self.desk,
            claim_id,
            value,
            about=about,
            rationale=rationale,
            private=private,
            evidence=evidence,
            difference=difference,
        )

    def reopen(self, claim_id: str, *, about: About = About.CONTENT, reason: str) -> Receipt:
        """Begins a new round on a claim that was judged."""
        return judging.reopen(self.desk, claim_id, about=about, reason=reason)

    def undo(self, event: str | None = None) -> Receipt:
        """Takes back my last act, or the one named by the start of its hash. Raises NotFound."""
        return undoing.undo(self.desk, event)

    def redo(self) -> Receipt:
        """Brings back what I undid last. Raises NotFound."""
        return undoing.redo(self.desk)

    def attach(self, path: Path) -> Evidence:
        """Takes a file in, to be given as evidence."""
        return attaching.attach(self.desk, path)

    def save_draft(self, key: str, text: str) -> None:
        """Keeps typed text on this machine; "" forgets it."""
        if not self.read_only:
            self.desk.db.local.save_draft(key, text)

    def draft(self, key: str) -> str:
        """Typed text that was kept, or ""."""
        return self.desk.db.local.draft(key)

    # ---- exchange

    def export(
        self,
        kind: str,
        path: Path | None,
        *,
        decided: bool | None = None,
        names: bool = False,
        private: bool = False,
        raw: bool = False,
    ) -> ExportReport:
        """Writes the verified-claims file (yaml, json, jsonl, csv) to `path`, or only into the answer.

        `decided` None: decided claims only, but all of them in a CSV. Raises ExportError: nothing was written.
        """
        if kind not in ("yaml", "json", "jsonl", "csv"):
            raise UsageError(f"no such kind of file: {kind}", next_step="one of yaml, json, jsonl, csv")
        only = kind != "csv" if decided is None else decided
        return exporting.export_claims(
            self.desk, kind, path, Options(decided=only, names=names, private=private, raw=raw)
        )

    def export_bundle(
        self, path: Path, *, names: bool = False, private: bool = False, texts: bool = True
    ) -> ExportReport:
        """Writes a bundle into a new folder or a ZIP: claims, the whole log, texts, evidence, a page, a verifier."""
        return bundling.export_bundle(self.desk, path, names=names, private=private, texts=texts)

    def export_log(self, kind: str, path: Path | None, *, names: bool = False, private: bool = False) -> ExportReport:
        """Writes the team audit log: jsonl with exact bodies, or csv for people."""
        return exporting.export_log(self.desk, kind, path, names=names, private=private)

    def import_file(self, path: Path, *, join: bool = False) -> ImportReport:
        """Takes in a claims file, a log file, or given claims of another program. Raises InputError.

        `join`: an owner's word that the logs it brings count in this project from now on.
        """
        return importing.import_file(self.desk, path, join=join)

    def verify(self, progress: Report | None = None, source: Path | None = None) -> VerifyReport:
        """Checks the chain of every log, the file, and that replay gives what is kept.

        `source`: a checkpoint, an earlier export or another machine's log to hold the logs against.
        """
        return checking.verify(self.desk, progress, source)

    def erase(self, targets: erasing.Targets, reason: str = "") -> erasing.EraseReport:
        """Erases words for good, and says what cannot be reached. Raises NotFound, NotAllowed; nothing changed then."""
        return erasing.erase(self.desk, targets, reason)

    def erasable(self, targets: erasing.Targets) -> tuple[str, ...]:
        """What `erase` would erase, in words."""
        return erasing.preview(self.desk, targets)

    def accept_heads(self) -> None:
        """Takes the logs as they are for the beginning, though they do not continue what was kept of them."""
        heads.remember(self.desk.db, self.folder, anew=True)

    def checkpoints(self) -> tuple[Checkpoint, ...]:
        """How far each log has come, the own one first."""
        return pointing.checkpoints(self.desk)

    def write_checkpoint(self, path: Path, key: Path | None = None) -> Path | None:
        """Writes the checkpoints to a file; with an ssh key signs it, and gives the signature's path."""
        return pointing.write(self.desk, self.checkpoints(), path, key)


def health(folder: Path) -> dict[str, str]:
    """Where the workspace is, and what its database says of itself. Raises ReviewerError where there is none."""
    return opening.health(Workspace.find(folder))
