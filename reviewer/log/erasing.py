"""Which blobs an `erase` event takes away (docs/log.md, rule 7)."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from reviewer.log.event import Event
from reviewer.log.ground import Ground
from reviewer.log.kinds import KEPT, PLAIN, VALUE
from reviewer.log.types import blobs


def erased(erase: Event, naming: Callable[[str], Iterable[Event]], ground: Ground) -> tuple[str, ...]:
    """The blobs that this event takes away, sorted; the others that it names stay.

    Nobody may erase values of verdicts, answers, decisions and adjudications, extractions, models, or the lists behind
    a sign-off. Without a right one erases only words that nobody else's event names. Texts, raw bytes and project
    files need an owner's right.

    Args:
        erase: the event.
        naming: the events that name a blob, by its sha256.
        ground: who may do what.
    """
    if ground.ignored(erase):
        return ()
    return tuple(sha for sha in erase.data["blobs"] if _may(erase, sha, list(naming(sha)), ground))


def _may(erase: Event, sha: str, naming: list[Event], ground: Ground) -> bool:
    kinds = {kind for event in naming for _, named, kind in blobs(event.type, event.data) if named == sha}
    if not kinds or kinds & {KEPT, VALUE}:
        return False
    if erase.data["right"] is not None:
        return True
    person = ground.person_of(erase.by)
    return PLAIN not in kinds and all(ground.person_of(event.by) == person for event in naming)
