"""An open workspace as its parts share it: folder, database, who acts, and the one way to append."""

from __future__ import annotations

import getpass
import os
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from reviewer.errors import DiskFull, NotAllowed, NotFound, ReadOnly, UsageError
from reviewer.log import words as salted
from reviewer.log.event import Event, new_id
from reviewer.log.ground import Ground
from reviewer.log.rules import policy_record
from reviewer.model import codec
from reviewer.model.claim import Extraction
from reviewer.model.policy import Policy
from reviewer.store.database import Database, Draft, Head
from reviewer.store.opening import mode_for
from reviewer.store.presence import Presence
from reviewer.store.trouble import reading_only

SHEET = "claims.yaml"
DATABASE = Path("db") / "reviewer.db"
PRESENCE = "presence.db"
"""Beside the database: who has which claim open."""
NAME_LIMIT = 200
"""Characters of a reviewer's name; longer ones are a mistake."""

VERY_MANY = 200_000
"""Claims from which candidates are the near pairs of an index of their own. Below, shared words find more of them, and
are still quick to look up."""
Build = Callable[[Database], Sequence[Draft]]


class Desk:
    """What every use case works on. `actor` is "" where nothing can be written and nobody of that name is known."""

    def __init__(self, folder: Path, db: Database, *, me: str, via: str) -> None:
        self.folder = folder
        self.db = db
        self.me = me
        self.via = via
        self.copied = False
        self.near_from = VERY_MANY
        """Claims from which matching asks the index of near pairs."""
        self.actor = self._actor()
        self.extractions: dict[str, Extraction] = {}
        """Extractions read last, by blob."""
        self.places: dict[str, frozenset[Any]] = {}
        """Where the claims of extractions stand, likewise."""
        self._texts = lru_cache(maxsize=64)(self._read_text)
        self._rules: tuple[Ground | None, int, Policy] = (None, 0, Policy())
        """The rules in force, with the ground that they stand on and its stamp."""
        self.presence = Presence(db.path.with_name(PRESENCE), new_id(), mode_for(db.path.parent))

    def _actor(self) -> str:
        try:
            return self.db.actor_named(self.me, via=self.via)
        except (ReadOnly, DiskFull):
            if not self.db.read_only:
                raise
            return ""

    @property
    def read_only(self) -> bool:
        """Whether nothing can be written here."""
        return self.db.read_only

    @property
    def person(self) -> str:
        """The id of the person who acts, "" for a mere onlooker."""
        return self.db.decisions.person_of(self.actor) if self.actor else ""

    @property
    def sheet_path(self) -> Path:
        """The project file."""
        return self.folder / SHEET

    def policy(self) -> Policy:
        """The rules in force, with the labels and keys of the newest policy."""
        ground = self.db.decisions.ground()
        read, stamp, rules = self._rules
        if read is not ground or stamp != ground.stamp:
            current = ground.policies()
            record = policy_record({**current[-1].data, "rules": ground.in_force()}) if current else None
            rules = codec.decode(Policy, record) if record is not None else Policy()
            self._rules = (ground, ground.stamp, rules)
        return rules

    def policy_hash(self) -> str | None:
        """The event whose rules a new verdict is given under; None where none was ever set."""
        current = self.db.decisions.ground().policies()
        return current[-1].hash if current else None

    def to_be_written(self, kept: str = "nothing was changed") -> None:
        """Raises ReadOnly, or DiskFull, where nothing can be written."""
        if self.db.read_only:
            raise self.db.full or reading_only(kept)

    def act(self, build: Build) -> tuple[Event, ...]:
        """Appends one act of mine and settles what follows, in one transaction; returns after COMMIT.

        Raises:
            ReadOnly, NotAllowed, Busy, DiskFull: nothing was saved.
        """
        self.to_be_written()
        from reviewer.workspace import following

        moved: set[str] = set()
        events = self.db.append_with(
            build, by=self.actor, via=self.via, after=lambda made: moved.update(following.follow(self, made))
        )
        following.match(self, moved)
        return events

    def begin_log(self, *, continues: Head | None = None, joins: Event | None = None) -> None:
        """Lets the own log go on in a new one, or belong to the project that `joins` founded; see `Database`."""
        from reviewer.workspace import boundplace, settling

        with self.db.write():
            self.db.begin_log(self.me, via=self.via, continues=continues, joins=joins)
            boundplace.went_on(self.db)
            if joins is not None:
                settling.settle_everything(self.db)
        self.actor = self._actor()

    def draft(self, type: str, data: Mapping[str, Any], blobs: Mapping[str, bytes]) -> Draft:  # noqa: A002
        """A draft that replaces what it has to; to be called inside the transaction."""
        replaces = self.db.decisions.replaceable(type, by=self.actor, data=data)
        return Draft(type, {**data, "replaces": list(replaces)}, blobs)

    def right(self, role: str) -> str:
        """The hash to name as right for an act that needs this role.

        Raises:
            NotAllowed: I do not have it.
        """
        found = self.db.decisions.ground().rights.right_for(self.actor, role)
        if found is None:
            article = "an" if role[0] in "aeiou" else "a"
            raise NotAllowed(
                f"this needs {article} {role}, and {self.me} is none",
                kept="nothing was saved",
                next_step="reviewer role lists who is what; an owner gives roles: reviewer role NAME ROLE",
            )
        return found

    def owns(self) -> bool:
        """Whether I am an owner of this project."""
        return self.db.decisions.ground().rights.right_for(self.actor, "owner") is not None

    def name_of(self, person: str) -> str:
        """What a person is called; the start of the id where the name was withheld or erased."""
        names = map(self.db.words, self.db.decisions.ground().names_of(person))
        return next((name for name in names if name is not None), person[:8])

    def text(self, version: str) -> str:
        """The canonical text of a version.

        Raises:
            NotFound: the version is unknown, or its text was erased.
        """
        return self._texts(version)

    def forget_texts(self) -> None:
        """Reads texts anew: one may have been erased."""
        self._texts.cache_clear()

    def _read_text(self, version: str) -> str:
        row = self.db.corpus.version(version)
        blob = self.db.blob(row.text_sha256) if row else None
        if blob is None:
            raise NotFound(f"the text of version {version[:8]} is not here")
        return blob.decode("utf-8")


class Blobs(dict[str, bytes]):
    """The blobs of a draft, by sha256; each method gives the name to put into the body."""

    def words(self, text: str) -> str:
        """A salted blob of these words."""
        return self._put(salted.salted(text))

    def some(self, text: str) -> str | None:
        """A salted blob, or None for no words."""
        return self.words(text) if text else None

    def record(self, name: str, fields: Mapping[str, Any]) -> str:
        """A salted blob of a record (log/records.py)."""
        from reviewer.log import records

        return self._put(records.blob(name, fields))

    def plain(self, data: bytes) -> str:
        """A plain blob."""
        return self._put(data)

    def _put(self, blob: bytes) -> str:
        name = salted.sha(blob)
        self[name] = blob
        return name


def whoever(name: str | None, via: str) -> tuple[str, str]:
    """The display name to act under and how we know it: what was said, else REVIEWER, else the system's user.

    Raises:
        UsageError: a name that is none.
    """
    if name is None:
        name = os.environ.get("REVIEWER")
        via = "config" if name else "os"
    if name is None:
        try:
            name = getpass.getuser()
        except (KeyError, OSError):
            name = "reviewer"
    name = " ".join(name.split())
    if not name or len(name) > NAME_LIMIT:
        raise UsageError(
            "a reviewer's name has between 1 and 200 characters", next_step="give one with --as, or set REVIEWER"
        )
    return name, via
