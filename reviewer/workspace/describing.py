"""What is known of an article and who told it: a person over the project file over the command line over itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from reviewer.log.event import Event
from reviewer.model.article import Metadata, Origin
from reviewer.store.database import Database, Draft
from reviewer.workspace.desk import Blobs, Desk

_STRENGTH = (Origin.PERSON, Origin.SHEET, Origin.COMMAND, Origin.ARTICLE)


@dataclass(frozen=True, slots=True)
class Told:
    """What the log tells of an article. `keys` in order of arrival: the first is its key, the others are aliases.

    `file` is the blob of the project file that named it, None where it was added by hand.
    """

    keys: tuple[str, ...] = ()
    metadata: Metadata = field(default_factory=Metadata)
    file: str | None = None
    withdrawn: bool = False


def told_of(desk: Desk, events: Sequence[Event]) -> Told | None:
    """What these live `article` events of one article tell, the last one as it counts; None without any."""
    if not events:
        return None
    data = events[-1].data
    keys = [words for event in events if (words := desk.db.words(event.data["key"])) is not None]
    return Told(tuple(dict.fromkeys(keys)), recorded(desk, data), data["file"], data["withdrawn"])


def recorded(desk: Desk, data: Any) -> Metadata:
    """The metadata that an `article` event records; none where they were erased."""
    record = desk.db.record(data["metadata"])
    if record is None:
        return Metadata()
    return Metadata(**record["items"], origins={item: Origin(origin) for item, origin in record["origins"].items()})


def of_origin(metadata: Metadata, *origins: Origin) -> Metadata:
    """The items that come from these places."""
    items = {item: value for item, value in metadata.known().items() if metadata.origins.get(item) in origins}
    return Metadata(**items, origins={item: metadata.origins[item] for item in items})


def combined(told: Told | None, given: Metadata, itself: Metadata, *, by_file: bool) -> Metadata:
    """The items as they count: the stronger word first, and of one place the newer one.

    Args:
        told: what was recorded before.
        given: what the project file (`by_file`) or the command line tells now.
        itself: what the article tells.
        by_file: the project file tells all that it knows, so what it told before and drops is gone.
    """
    before = told.metadata if told is not None else Metadata()
    stays = {Origin.PERSON, Origin.COMMAND} | (set() if by_file else {Origin.SHEET})
    voices = (given, of_origin(before, *stays), itself)
    found = Metadata()
    for origin in _STRENGTH:
        for voice in voices:
            found = found.over(of_origin(voice, origin))
    return found


def tell(desk: Desk, article: str, keys: Sequence[str], metadata: Metadata, file: str | None) -> bool:
    """Records what is known of an article where the log does not tell just that; whether it had to.

    One event for each key that is new, so that all of them name the article from then on.
    """
    if not _news(_told(desk, article), keys, metadata):
        return False
    with desk.db.write():
        told = _told(desk, article)  # asked again: another process may have been faster
        new = _news(told, keys, metadata)
        now = replace(told or Told(), metadata=metadata, file=file, withdrawn=False)
        for key in new:
            desk.act(lambda _, key=key: [_event(desk, article, key, now)])  # type: ignore[misc]
    return bool(new)


def _told(desk: Desk, article: str) -> Told | None:
    acts = desk.db.decisions.acts_of_article(article, types=("article",))
    return told_of(desk, [act.event for act in acts if act.live])


def _news(told: Told | None, keys: Sequence[str], metadata: Metadata) -> list[str]:
    """The keys to record: new ones, or the first again where something else is new."""
    if told is None:
        return list(dict.fromkeys(keys))
    new = [key for key in dict.fromkeys(keys) if key not in told.keys]
    if not new and (told.withdrawn or told.metadata != metadata):
        new = [*told.keys[:1]] or [*keys[:1]]
    return new


def withdraw(desk: Desk, article: str, file: str | None) -> None:
    """Records that an article left the project file; nothing of it is forgotten."""

    def build(_: Database) -> list[Draft]:
        told = _told(desk, article)
        if told is None or told.withdrawn:
            return []
        key = told.keys[0] if told.keys else article
        return [_event(desk, article, key, replace(told, file=file, withdrawn=True))]

    desk.act(build)


def _event(desk: Desk, article: str, key: str, told: Told) -> Draft:
    blobs = Blobs()
    items = told.metadata.known()
    origins = {item: told.metadata.origins.get(item, Origin.ARTICLE).value for item in items}
    data = {
        "article": article,
        "key": blobs.words(key),
        "metadata": blobs.record("metadata", {"items": items, "origins": origins}),
        "file": told.file,
        "withdrawn": told.withdrawn,
    }
    return desk.draft("article", data, blobs)
