"""The workspace as the fronts hold it: one object, every use case a method."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from reviewer.errors import NotFound
from reviewer.workspace import opening
from reviewer.workspace.acting import Acting
from reviewer.workspace.desk import SHEET, Desk
from reviewer.workspace.exchanging import Exchanging
from reviewer.workspace.later import Later
from reviewer.workspace.looking import Looking

if TYPE_CHECKING:
    from reviewer.workspace import adding, heads, salvaging, settling, syncing, training, updating
    from reviewer.workspace.views import Progress, Summary, TrainReport, UpdateReport

    Report = Callable[[Progress], None]
    Cancelled = Callable[[], bool]
else:
    adding = Later("adding")
    heads = Later("heads")
    salvaging = Later("salvaging")
    settling = Later("settling")
    syncing = Later("syncing")
    training = Later("training")
    updating = Later("updating")


class Workspace(Looking, Acting, Exchanging):
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

    @classmethod
    def open_to_sync(cls, folder: Path, path: Path, *, me: str | None = None, via: str = "os") -> Workspace:
        """Opens a workspace that is about to be synced with a folder: a new one belongs to the project there.

        Raises:
            InputError: no such folder. StoreError: the database cannot serve.
        """
        return cls(syncing.open_to_sync(folder, path, me=me, via=via))

    def close(self) -> None:
        """Lets go of the database; keeps how far its logs had come outside of it."""
        if not self._closed:
            self._closed = True
            self.desk.presence.leave()
            heads.remember(self.desk.db, self.folder)
        self.desk.db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

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

    def train(
        self,
        part: str = "worth",
        *,
        dry: bool = False,
        shipped: bool = False,
        during_study: bool = False,
        progress: Report | None = None,
        cancelled: Cancelled | None = None,
    ) -> TrainReport:
        """Learns a score from what was judged here, or brings the shipped one back; `dry` only tells.

        Raises:
            CannotTell: too little to learn from. NotAllowed: a study is under way. Nothing was changed then.
        """
        work = updating.Work(progress, cancelled)
        if shipped:
            return training.back_to_shipped(self.desk, part, work, during_study=during_study)
        return training.train(self.desk, part, work, dry=dry, during_study=during_study)

    @classmethod
    def salvage(
        cls, folder: Path, source: Path | None, *, me: str | None = None, via: str = "os"
    ) -> tuple[Workspace, Sequence[str]]:
        """Opens a workspace whose database is damaged, made anew from what can be read of its log; `rebuild` it then.

        `source`: a sync folder that is read too. With it come plain sentences: what was read, what is missing.

        Raises:
            NotOurs: nothing of a log could be read; the file was left as it is. InputError: no such folder.
        """
        desk, found = salvaging.salvaged(folder, source, me=me, via=via)
        return cls(desk), salvaging.words(found)

    def check_file(self) -> None:
        """Reads the whole database file. Raises Damaged where a part of it cannot be read as what it was."""
        self.desk.db.refuse_damaged()

    def rebuild(self, progress: Report | None = None) -> Summary:
        """Makes everything anew that follows from the log."""
        self.desk.db.rebuild_decisions()
        settling.settle_everything(self.desk.db)
        self.desk.db.corpus.drop()
        updating.catch_up(self.desk, updating.Work(progress))
        return self.summary()


def health(folder: Path) -> dict[str, str]:
    """Where the workspace is, and what its database says of itself. Raises ReviewerError where there is none."""
    return opening.health(Workspace.find(folder))
