"""What the undo and redo keys act on: a person's own last act (docs/log.md, rule 3)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from reviewer.log.event import Event
from reviewer.log.types import UNDOABLE


@dataclass(frozen=True, slots=True)
class Step:
    """One step back or forth: `data` of the undo event to append, and the event by which the act was found."""

    event: Event
    data: dict[str, Any]


def last_undoable(newest_first: Iterable[Event], live: Callable[[str], bool]) -> Step | None:
    """The person's last act that is live; a batch as one. None where there is nothing to undo.

    Args:
        newest_first: the person's own events that count, last arrived first; read only as far as needed.
        live: whether an event is live.
    """
    found = next((event for event in newest_first if _is_act(event) and live(event.hash)), None)
    if found is None:
        return None
    batch = found.data["batch"]
    return Step(found, {"batch": batch, "undoes": [] if batch is not None else [found.hash]})


def last_redoable(
    newest_first: Iterable[Event], live: Callable[[str], bool], type_of: Callable[[str], str | None]
) -> Step | None:
    """The person's last undo that is live and since which they did nothing new; None where there is nothing to redo.

    A redo is the undo of an undo. `type_of` gives the type of an event by its hash, None where it is not here.
    """
    for event in newest_first:
        if _is_act(event):
            return None
        if event.type == "undo" and live(event.hash) and not _is_redo(event, type_of):
            return Step(event, {"batch": None, "undoes": [event.hash]})
    return None


def _is_act(event: Event) -> bool:
    """Whether a person did this with their own hands; what the project file brought is undone by name only."""
    if event.type == "undo" or event.type not in UNDOABLE or not event.known:
        return False
    return bool(event.data.get("source") != "project_file")


def _is_redo(event: Event, type_of: Callable[[str], str | None]) -> bool:
    return any(type_of(hash_) == "undo" for hash_ in event.data["undoes"])
