"""Heads that were kept outside: checkpoint files, earlier exports, log files of another machine, heads.json.

Each says of one or several logs: at this size the Merkle root was this. Whoever has one can tell a log that was cut
off or written anew from one that only went on.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence

from reviewer.errors import InputError, TamperedError
from reviewer.export.finding import Finding, changed, sound, untold
from reviewer.export.plain import as_dict, as_list, as_text
from reviewer.export.reading import ClaimsFile, LogFile, parse, read_checkpoint, read_event
from reviewer.log import checkpoint, merkle
from reviewer.log.checkpoint import Checkpoint
from reviewer.log.event import Event

HEADS = "reviewer.heads/1"


def text_of(points: Iterable[Checkpoint]) -> str:
    """A checkpoint file: one checkpoint of three lines for each log, an empty line between them."""
    return "\n".join(point.text for point in points)


def is_checkpoints(data: bytes) -> bool:
    """Whether the file calls itself one of checkpoints."""
    return data.startswith(b"reviewer/")


def parse_text(data: bytes) -> tuple[Checkpoint, ...]:
    """The checkpoints of a checkpoint file.

    Raises:
        TamperedError: it is not one to the last character.
    """
    try:
        parts = data.decode("ascii").split("\n\n")
    except UnicodeDecodeError:
        raise TamperedError("not a checkpoint: it holds other characters than ASCII") from None
    return tuple(checkpoint.parse(part if part.endswith("\n") else part + "\n") for part in parts)


def kept_in(data: bytes, name: str = "") -> tuple[Checkpoint, ...]:
    """Every checkpoint that a file holds or from which one can be worked out.

    Raises:
        InputError: a file of another kind. TamperedError: a checkpoint file that is none.
    """
    if is_checkpoints(data):
        return parse_text(data)
    heads = _heads(data)
    if heads is not None:
        return heads
    file = parse(data, name)
    if isinstance(file, ClaimsFile):
        return tuple(file.checkpoints().values())
    if isinstance(file, LogFile):
        return tuple(_of_log(file))
    raise InputError("this file holds no checkpoint", next_step="name a checkpoint, an export, or a log file")


def _heads(data: bytes) -> tuple[Checkpoint, ...] | None:
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        return None
    if not isinstance(found, dict) or found.get("format") != HEADS:
        return None
    entries = ((log, as_dict(entry)) for log, entry in as_dict(found.get("logs")).items())
    texts = (_text(log, entry) for log, entry in entries)
    return tuple(point for text in texts if (point := read_checkpoint(text)) is not None)


def _text(log: str, entry: Mapping[str, object]) -> str:
    size, root = entry.get("size"), as_text(entry.get("root"))
    try:
        return checkpoint.text(log, size if isinstance(size, int) else -1, root)
    except ValueError:
        return ""


def _of_log(file: LogFile) -> Iterator[Checkpoint]:
    """What its header says, and what other logs in it had seen of each log."""
    for entry in as_list(file.header.get("logs")):
        point = read_checkpoint(as_dict(entry).get("checkpoint"))
        if point is not None:
            yield point
    for _, body in file.events:
        event = read_event(body)
        if event is not None and event.known and event.type == "witness":
            yield Checkpoint(event.data["log"], event.data["size"], event.data["root"])


def logs_in(data: bytes, name: str = "") -> dict[str, list[str]] | None:
    """The event hashes of each log of a log file, by its own bodies; None for another file."""
    try:
        file = parse(data, name)
    except InputError:
        return None
    if not isinstance(file, LogFile):
        return None
    logs: dict[str, list[str]] = {}
    for _, body in file.events:
        event = read_event(body)
        if event is not None:
            logs.setdefault(event.log, []).append(event.hash)
    return logs


def hold(logs: Mapping[str, Sequence[str]], points: Iterable[Checkpoint], source: str) -> Iterator[Finding]:
    """Whether logs continue what was kept.

    Args:
        logs: by log, the hashes of its events in order.
        points: what was kept.
        source: where, in words.
    """
    trees: dict[str, merkle.Tree] = {}
    kept = sorted(set(points), key=lambda each: (each.log, each.size))
    here = [point for point in kept if point.log in logs]
    if kept and not here:
        # Of several logs one that is not here tells nothing: another machine's own log may never have come.
        yield untold(f"log {kept[0].log[:8]}", f"{source} knows this log, and it is not here")
    for point in here:
        what = f"log {point.log[:8]}"
        tree = trees.setdefault(point.log, merkle.Tree(logs[point.log]))
        if len(tree) < point.size:
            words = f"the log ends after {len(tree)} events, but {source} knows {point.size}: its tail was cut off"
            yield changed(what, f"event {len(tree) + 1}: {words}")
        elif tree.root(point.size) != point.root:
            words = f"an event up to number {point.size} is another one than {source} knows: the log was rewritten"
            yield changed(what, words)
        else:
            yield sound(what, f"continues what {source} knows of it (size {point.size} of {len(tree)})")


def witnesses(events: Iterable[Event]) -> Iterator[Checkpoint]:
    """What `witness` events say of other logs."""
    for event in events:
        yield Checkpoint(event.data["log"], event.data["size"], event.data["root"])
