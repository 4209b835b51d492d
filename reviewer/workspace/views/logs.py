"""The log, its keys, its checks and its way between machines, as the fronts show them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class KeyView:
    """An ssh key that a person said is theirs; `revoked`: and is no more."""

    person: str
    fingerprint: str
    revoked: bool


@dataclass(frozen=True, slots=True)
class SyncedLog:
    """A log after a sync. `person` began it; `new` of its `events` came now.

    `own`: what is done here goes into it; `mine`: this database wrote it, now or before; `joined`: it counts here;
    `forked_at`: the first event that it tells in two ways, 0: none.
    """

    log: str
    person: str
    events: int
    new: int
    own: bool
    mine: bool
    joined: bool
    forked_at: int = 0


@dataclass(frozen=True, slots=True)
class SyncReport:
    """What a sync took and gave: events, and words (blobs: words of people, texts, files).

    `sealed`: words of open blind rounds that were not given. `waiting`: words that events name and that are not here.
    `erased`: words taken away, here and there, because somebody erased them. `notes`, `refused`: plain sentences.
    """

    folder: str
    took: int = 0
    took_words: int = 0
    gave: int = 0
    gave_words: int = 0
    sealed: int = 0
    waiting: int = 0
    erased: int = 0
    logs: tuple[SyncedLog, ...] = ()
    notes: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LogLine:
    """One event for people: short hash, local number of its log, UTC time, person, what was done in words."""

    id: int
    log: str
    seq: int
    hash: str
    at: str
    person: str
    type: str
    words: str
    live: bool
    counted: bool


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of a check: `ok` True, False (tampered) or None (cannot tell)."""

    ok: bool | None
    what: str
    words: str


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """The findings of a check; the worst one decides: tampered over cannot tell over proved."""

    findings: tuple[Finding, ...]

    @property
    def ok(self) -> bool | None:
        """True proved, False tampered, None cannot tell."""
        states = {f.ok for f in self.findings}
        return False if False in states else None if None in states else True
