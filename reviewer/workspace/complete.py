"""Whether an export says all that its log said when it was written, and nothing else: replay and compare."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from reviewer.export.agrees import stands_for
from reviewer.export.plain import as_dict, as_list, as_text
from reviewer.export.reading import ClaimsFile
from reviewer.log.event import Event
from reviewer.log.state import State
from reviewer.model.verdict import About, Status
from reviewer.workspace.desk import Desk
from reviewer.workspace.settling import standing
from reviewer.workspace.views import Finding

LISTS = ("verdicts", "adjudications", "notes")
SHOWN = 20
"""Findings told at most; one is enough to distrust a file."""


def complete(desk: Desk, file: ClaimsFile) -> Iterator[Finding]:
    """Holds the records of a file against the log up to its checkpoint."""
    if desk.db.forks():
        words = "a log here tells two histories: what it said when the file was written cannot be told"
        yield Finding(ok=None, what="replay", words=words)
        return
    point = file.checkpoint()
    # Who had which right is judged from the log of the file: here that may be the log of another project.
    home = point.log if point is not None else desk.db.log
    state = State.of(_events_then(desk, file), desk.db.blob, home=home)
    found = [*_records(file, state), *_omitted(desk, file, state)]
    yield from (Finding(ok=False, what=f"record {claim}", words=words) for claim, words in found[:SHOWN])
    if len(found) > SHOWN:
        yield Finding(ok=False, what="replay", words=f"{len(found) - SHOWN} more records are not what the log said")
    if not found:
        words = "the log, up to the file's checkpoint, gives these verdicts and no others"
        yield Finding(ok=True, what="replay", words=words)


def _events_then(desk: Desk, file: ClaimsFile) -> Iterator[Event]:
    """What was there when the file was written."""
    sizes = {log: point.size for log, point in file.checkpoints().items()}
    for stored in desk.db.events():
        if stored.event.seq <= sizes.get(stored.event.log, 0):
            yield stored.event


def _records(file: ClaimsFile, state: State) -> Iterator[tuple[str, str]]:
    for record in map(as_dict, file.claims):
        claim = as_text(record.get("claim"))
        stood: dict[str, set[str]] = {name: set() for name in LISTS}
        for each in (claim, *stands_for(record)):
            for name, events in _stood(state, each).items():
                stood[name].update(event.hash for event in events)
        for name in LISTS:
            said = {as_text(as_dict(entry).get("event")) for entry in as_list(record.get(name))}
            yield from ((claim, _superseded(name, hash_)) for hash_ in sorted(said - stood[name]))
            yield from ((claim, f"leaves out event {hash_[:12]} of its {name}") for hash_ in sorted(stood[name] - said))


def _superseded(name: str, hash_: str) -> str:
    return f"gives event {hash_[:12]} among its {name}, which was undone, replaced or of an earlier round by then"


def _stood(state: State, claim: str) -> Mapping[str, Iterable[Event]]:
    return {
        "verdicts": [said.event for about in About for said in state.verdicts(claim, about)],
        "adjudications": [event for about in About for event in state.adjudications(claim, about)],
        "notes": state.notes(claim),
    }


def _omitted(desk: Desk, file: ClaimsFile, state: State) -> Iterator[tuple[str, str]]:
    """Claims that had to be in the file: decided ones, or all that were judged, as it says of itself."""
    records = [as_dict(record) for record in file.claims]
    here = {claim for record in records for claim in (as_text(record.get("claim")), *stands_for(record))}
    everything = file.header.get("selection") == "all"
    for claim in sorted(_judged(state) - here):
        entry = desk.db.corpus.entry(claim)
        if entry is None or not entry.listed or not state.listed(claim, extracted=True):
            continue
        if everything or _shows_decided(state, claim):
            yield (
                claim,
                "was decided, and is not in the file" if not everything else "was judged, and is not in the file",
            )


def _judged(state: State) -> set[str]:
    return {_claim(event.data) for event in state.events() if event.known and event.type in ("verdict", "adjudication")}


def _claim(data: Mapping[str, Any]) -> str:
    return str(data["claim"])


def _shows_decided(state: State, claim: str) -> bool:
    judged = [about for about in About if state.verdicts(claim, about) or state.adjudications(claim, about)]
    if not judged:
        return False
    shown = About.CONTENT if About.CONTENT in judged else About.ATTRIBUTION
    return standing(state, claim, shown).status is Status.DECIDED
