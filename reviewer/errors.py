"""Every error that a user can meet, as one tree.

    ReviewerError                 exit 1
    ├── UsageError                exit 2   the call itself does not fit
    │   ├── NotFound                       no such article, claim, event, file
    │   ├── Ambiguous                      a name or id prefix that several things bear
    │   └── Departs                        a verdict that says otherwise than on a claim just like this one
    ├── SheetError                exit 2   the project file cannot be taken as it is (line, column)
    ├── InputError                exit 2   a file from outside cannot be read as what it says it is
    │   └── UnreadableArticle              one article that cannot be read; a run lists it and goes on
    ├── AnchorError               exit 2   a quote does not stand in its article as given
    ├── NotAllowed                exit 1   role, blind round or read-only place forbids the act
    ├── StoreError                exit 1   the database cannot serve
    │   ├── Busy                           another process holds the database longer than we wait
    │   ├── NewerDatabase                  made by a newer version of the program
    │   ├── NotOurs                        not a database of this program, or a damaged one
    │   │   └── Damaged                    what can be read of its log may be got out of it
    │   ├── Replaced                       another file has taken the place of the one that was opened
    │   ├── ReadOnly                       the place cannot be written
    │   └── DiskFull                       no room left; nothing half-written is kept
    ├── ExportError               exit 1   the file could not be written whole, so it was not written
    ├── TamperedError             exit 1   a check found that something was changed
    ├── CannotTell                exit 3   nothing wrong found, but the proof is not complete
    └── Interrupted               exit 130 the user stopped the work; what was done is kept

Each says in words what happened, what was kept, and what to do next. No other exception may reach a user.
"""

from __future__ import annotations

from typing import Any, ClassVar


class ReviewerError(Exception):
    """Something a user can meet.

    Args:
        what: what happened, one plain sentence without a full stop at the end.
        kept: what is safe all the same; empty where nothing was at stake.
        next_step: what the user can do about it; empty where there is nothing.
    """

    exit_code: ClassVar[int] = 1
    code: ClassVar[str] = "error"

    def __init__(self, what: str, *, kept: str = "", next_step: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.kept = kept
        self.next_step = next_step

    def record(self) -> dict[str, Any]:
        """The `error` object of `--json`: code, what, kept, next."""
        return {"code": self.code, "what": self.what, "kept": self.kept, "next": self.next_step}


class UsageError(ReviewerError):
    """The call itself does not fit."""

    exit_code = 2
    code = "usage"


class NotFound(UsageError):
    """No such article, claim, event or file."""

    code = "not_found"


class Ambiguous(UsageError):
    """A name or id prefix that several things bear."""

    code = "ambiguous"


class Departs(UsageError):
    """A verdict says otherwise than was said of a near-identical claim, and nobody said that it is meant so.

    Args:
        what: from which claims, and what was said of them.
        claims: ids of those claims.
    """

    code = "departs"

    def __init__(self, what: str, *, claims: tuple[str, ...]) -> None:
        super().__init__(
            what,
            kept="nothing was saved yet",
            next_step="--departing saves it; reviewer show CLAIM tells the precedents",
        )
        self.claims = claims

    def record(self) -> dict[str, Any]:
        """Also `claims`: the ids of the claims it departs from."""
        return {**super().record(), "claims": list(self.claims)}


class SheetError(ReviewerError):
    """The project file cannot be taken as it is.

    Args:
        what: what is wrong.
        path: the file, as the user knows it.
        line: 1-based line, 0 where none can be named.
        column: 1-based column, 0 where none can be named.
    """

    exit_code = 2
    code = "project_file"

    def __init__(
        self, what: str, *, path: str = "", line: int = 0, column: int = 0, kept: str = "", next_step: str = ""
    ) -> None:
        place = f"{path}:{line}:{column}" if line else path
        super().__init__(f"{place}: {what}" if place else what, kept=kept, next_step=next_step)
        self.path, self.line, self.column = path, line, column


class InputError(ReviewerError):
    """A file from outside cannot be read as what it says it is."""

    exit_code = 2
    code = "input"


class UnreadableArticle(InputError):
    """One article that cannot be read; a run lists it with this reason and goes on."""

    code = "unreadable_article"


class AnchorError(ReviewerError):
    """A quote does not stand in its article as given."""

    exit_code = 2
    code = "anchor"


class NotAllowed(ReviewerError):
    """A role, a blind round or a read-only place forbids the act."""

    code = "not_allowed"


class StoreError(ReviewerError):
    """The database cannot serve."""

    code = "store"


class Busy(StoreError):
    """Another process holds the database longer than we wait."""

    code = "busy"


class NewerDatabase(StoreError):
    """The database was made by a newer version of the program."""

    code = "newer_database"


class NotOurs(StoreError):
    """Not a database of this program, or a damaged one."""

    code = "not_a_database"


class Damaged(NotOurs):
    """A database of which SQLite cannot read all; the log may still be read out of it."""

    code = "damaged"


class Replaced(StoreError):
    """The file that was opened is no longer the database of its place."""

    code = "replaced"


class ReadOnly(StoreError):
    """The place cannot be written."""

    code = "read_only"


class DiskFull(StoreError):
    """No room left; nothing half-written is kept."""

    code = "disk_full"


class ExportError(ReviewerError):
    """The file could not be written whole, so it was not written."""

    code = "export"


class TamperedError(ReviewerError):
    """A check found that something was changed."""

    code = "tampered"


class CannotTell(ReviewerError):
    """Nothing wrong was found, but the proof is not complete."""

    exit_code = 3
    code = "cannot_tell"


class Interrupted(ReviewerError):
    """The user stopped the work; what was done is kept."""

    exit_code = 130
    code = "interrupted"
