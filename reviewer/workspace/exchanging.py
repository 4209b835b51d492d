"""What goes out of a workspace and comes in, and whether it is all as it was written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from reviewer.errors import UsageError
from reviewer.workspace.later import Later

if TYPE_CHECKING:
    from reviewer.log.checkpoint import Checkpoint
    from reviewer.workspace import (
        bundling,
        checking,
        coding,
        erasing,
        exporting,
        heads,
        importing,
        keys,
        pointing,
        syncing,
    )
    from reviewer.workspace.desk import Desk
    from reviewer.workspace.views import (
        ExportReport,
        ImportReport,
        KeyView,
        Progress,
        Receipt,
        SyncReport,
        VerifyReport,
    )
else:
    coding = Later("coding")
    bundling = Later("bundling")
    checking = Later("checking")
    erasing = Later("erasing")
    exporting = Later("exporting")
    heads = Later("heads")
    importing = Later("importing")
    keys = Later("keys")
    pointing = Later("pointing")
    syncing = Later("syncing")

Report = Callable[["Progress"], None]


EXPORTS = ("yaml", "json", "jsonl", "csv", "claimreview", "annotations")


class Exchanging:
    """Exports, imports, checks, checkpoints, erasing."""

    desk: Desk

    def export(
        self,
        kind: str,
        path: Path | None,
        *,
        decided: bool | None = None,
        names: bool = False,
        private: bool = False,
        raw: bool = False,
        publisher: tuple[str, str, str] = ("", "", ""),
    ) -> ExportReport:
        """Writes the verified-claims file (yaml, json, jsonl, csv) to `path`, or only into the answer.

        For the web also `claimreview` and `annotations`; `publisher`: name and address of who publishes the reviews,
        and of the page of each, `{claim}` in it being the claim's id. `decided` None: decided claims only, but all of
        them in a CSV. Raises ExportError: nothing was written.
        """
        if kind not in EXPORTS:
            raise UsageError(f"no such kind of file: {kind}", next_step=f"one of {', '.join(EXPORTS)}")
        from reviewer.export.inputs import Options

        only = kind != "csv" if decided is None else decided
        return exporting.export_claims(
            self.desk, kind, path, Options(decided=only, names=names, private=private, raw=raw), publisher
        )

    def export_bundle(
        self, path: Path, *, names: bool = False, private: bool = False, texts: bool = True
    ) -> ExportReport:
        """Writes a bundle into a new folder or a ZIP: claims, the whole log, texts, evidence, a page, a verifier."""
        return bundling.export_bundle(self.desk, path, names=names, private=private, texts=texts)

    def export_codes(self, path: Path | None, *, names: bool = False, raw: bool = False) -> ExportReport:
        """Writes the table of codes (CSV): a row per claim, a column per coder with the first independent verdict."""
        return coding.export_codes(self.desk, path, names=names, raw=raw)

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

    def say_key(self, named: str, *, revoked: bool = False) -> Receipt:
        """Says in the log that an ssh key (a public key file or a fingerprint) is mine, or is no more."""
        return keys.say(self.desk, named, revoked=revoked)

    def keys(self) -> tuple[KeyView, ...]:
        """The ssh keys that persons said are theirs."""
        return keys.keys(self.desk)

    def sync(
        self,
        path: Path,
        wishes: syncing.Wishes | None = None,
        progress: Report | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> SyncReport:
        """Takes in what others wrote into a folder, and writes what is new here. Raises InputError, ExportError."""
        return syncing.sync(self.desk, path, wishes or syncing.Wishes(), progress, cancelled)

    def accept_heads(self) -> None:
        """Takes the logs as they are for the beginning, though they do not continue what was kept of them."""
        heads.remember(self.desk.db, self.desk.folder, anew=True)

    def checkpoints(self) -> tuple[Checkpoint, ...]:
        """How far each log has come, the own one first."""
        return pointing.checkpoints(self.desk)

    def write_checkpoint(self, path: Path, key: Path | None = None) -> Path | None:
        """Writes the checkpoints to a file; with an ssh key signs it, and gives the signature's path."""
        return pointing.write(self.desk, self.checkpoints(), path, key)
