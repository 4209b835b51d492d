"""What a file from elsewhere brings: events to merge, verdicts that it states, claims that it gives.

Pure; the workspace does what follows (docs/format.md, section 7; docs/log.md, rule 10).
Nothing in a file speaks for anybody: only events with their exact bodies are those people's acts. A verdict that stands
in a record otherwise than in its event, or without one, is *stated*: the importer brings it, it counts for nobody yet.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from reviewer.export.agrees import Ground, as_span
from reviewer.export.claims_csv import AND
from reviewer.export.plain import as_dict, as_list, as_text
from reviewer.export.reading import (
    ClaimsFile,
    GivenFile,
    LogFile,
    TableFile,
    fitting_blobs,
    parse,
    read_event,
)
from reviewer.export.said import judgement, word_blobs
from reviewer.log.event import Event
from reviewer.model.claim import ClaimKind
from reviewer.model.span import Span
from reviewer.model.verdict import LABELS, About, Evidence, EvidenceKind, Stance, Value


@dataclass(frozen=True, slots=True)
class ClaimPlace:
    """Where a claim of a file stands, as far as the file says: enough to find it here under the same or another id."""

    claim: str
    article_key: str = ""
    version: str = ""
    text_sha256: str = ""
    span: Span | None = None
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Stated:
    """A verdict that a file states and no event in it says.

    `name` is who the file says gave it ("" where it does not say), `actor` the actor id where the file names one.
    `cites` is the event that the entry was made from, where it names one. `place` says where it stands in the file.
    From a table every verdict comes back as stated: drop those that the workspace shows already. `exact`: the
    event that it cites says just so.
    """

    at: ClaimPlace
    about: About
    value: Value
    name: str
    actor: str | None
    file_sha256: str
    place: str
    rationale: str = ""
    evidence: tuple[Evidence, ...] = ()
    cites: str = ""
    exact: bool = False


@dataclass(frozen=True, slots=True)
class GivenClaim:
    """A claim from another program. `article` is an id or a key; `span` only where the file has one."""

    article: str
    quote: str
    place: str
    text: str = ""
    claimant: str = ""
    kind: ClaimKind = ClaimKind.FACT
    id: str = ""
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """Something that was not taken, and why."""

    place: str
    reason: str


@dataclass(frozen=True, slots=True)
class Taken:
    """Everything that a file brings. `events` by log and number; `blobs` only those that they name and that fit.

    `told` are verdicts that events of the file say just so: to be stated where these events cannot come in or count.
    """

    kind: str
    file_sha256: str
    events: tuple[Event, ...] = ()
    blobs: Mapping[str, bytes] = field(default_factory=dict)
    stated: tuple[Stated, ...] = ()
    told: tuple[Stated, ...] = ()
    given: tuple[GivenClaim, ...] = ()
    refused: tuple[Refused, ...] = ()


def read_file(data: bytes, name: str = "") -> Taken:
    """What the file brings.

    Raises:
        InputError: no file of this program, or of a newer one.
    """
    file = parse(data, name)
    if isinstance(file, ClaimsFile):
        return _claims(file)
    if isinstance(file, LogFile):
        return _log(file)
    if isinstance(file, GivenFile):
        return _given(file)
    return _table(file)


def _claims(file: ClaimsFile) -> Taken:
    events = file.events()
    refused: list[Refused] = []
    for number, entry in enumerate(as_list((file.proof or {}).get("events"))):
        if read_event(as_dict(entry).get("body")) is None:
            refused.append(Refused(f"event {number + 1}", "its body was changed"))
    blobs = _named(events.values(), file.blobs())
    ground = Ground(file.header, events, blobs)
    stated: list[Stated] = []
    told: list[Stated] = []
    given: list[GivenClaim] = []
    for number, raw in enumerate(file.claims):
        record, place = as_dict(raw), f"claims[{number}]"
        for taken in _stated(record, place, ground, file):
            if isinstance(taken, Refused):
                refused.append(taken)
            else:
                (told if taken.exact else stated).append(taken)
        claim = _extracted(record, place) if file.proof is None else None
        if isinstance(claim, Refused):
            refused.append(claim)
        elif claim is not None:
            given.append(claim)
    return Taken(
        "claims", file.sha256, _in_order(events), blobs, tuple(stated), tuple(told), tuple(given), tuple(refused)
    )


def _log(file: LogFile) -> Taken:
    events: dict[str, Event] = {}
    refused = [Refused("file", words) for words in file.oddities]
    for number, body in (*file.events, *file.forks):
        event = read_event(body)
        if event is None:
            refused.append(Refused(f"line {number}", "its body was changed"))
        else:
            events[event.hash] = event
    blobs = _named(events.values(), fitting_blobs(dict(file.blobs)))
    return Taken("log", file.sha256, _in_order(events), blobs, refused=tuple(refused))


def _in_order(events: Mapping[str, Event]) -> tuple[Event, ...]:
    return tuple(sorted(events.values(), key=lambda event: (event.log, event.seq, event.hash)))


def _named(events: Any, blobs: Mapping[str, bytes]) -> dict[str, bytes]:
    """The blobs of people's words that these events name; nothing else enters."""
    named = {sha for event in events for _, sha, _ in word_blobs(event)}
    return {sha: body for sha, body in blobs.items() if sha in named}


def _stated(record: Mapping[str, Any], place: str, ground: Ground, file: ClaimsFile) -> Iterator[Stated | Refused]:
    """The verdicts of a record; `exact` are those that an event in the file says just so."""
    for number, raw in enumerate(as_list(record.get("verdicts"))):
        entry, where = as_dict(raw), f"{place}.verdicts[{number}]"
        event = ground.events.get(as_text(entry.get("event")))
        if event is not None and event.known and event.type == "verdict":
            said = judgement(event, as_text(record.get("claim")), ground.words, ground.people)
            if all(entry.get(key) == said.get(key) for key in ("value", "rationale", "evidence", "about", "person")):
                exact = _one_stated(record, entry, where, event, ground, file)
                if isinstance(exact, Stated):  # without a value there is nothing to state
                    yield replace(exact, exact=True)
                continue
        yield _one_stated(record, entry, where, event, ground, file)
    for key in ("adjudications", "notes"):
        for number, raw in enumerate(as_list(record.get(key))):
            if as_text(as_dict(raw).get("event")) not in ground.events:
                yield Refused(f"{place}.{key}[{number}]", "only verdicts can be brought for somebody else")


def _one_stated(
    record: Mapping[str, Any],
    entry: Mapping[str, Any],
    where: str,
    event: Event | None,
    ground: Ground,
    file: ClaimsFile,
) -> Stated | Refused:
    value = _value(entry.get("value"), file.header)
    about = About(entry["about"]) if entry.get("about") in set(About) else About.CONTENT
    if value is None:
        return Refused(where, f"no verdict that we know: {as_text(entry.get('value'))[:40]!r}")
    name = _text(entry, "person")
    actor = event.by if event is not None and ground.people.label(event.by) == name else _actor(name, file.header)
    evidence = tuple(_evidence(as_dict(item)) for item in as_list(entry.get("evidence")))
    cites = event.hash if event is not None else ""
    return Stated(
        _place(record), about, value, name, actor, file.sha256, where, _text(entry, "rationale"), evidence, cites
    )


def _value(said: Any, header: Mapping[str, Any]) -> Value | None:
    """A verdict by its id, or by the label that the file or the program gives it."""
    if not isinstance(said, str):
        return None
    word = said.strip().casefold()
    for value in Value:
        own = as_dict(as_dict(header.get("definitions")).get(value.value)).get("label")
        if word in (value.value, LABELS[value].casefold(), as_text(own).casefold()):
            return value
    return None


def _actor(name: str, header: Mapping[str, Any]) -> str | None:
    """The one actor id that the header gives to this name."""
    for person in as_list(header.get("persons")):
        actors = as_list(as_dict(person).get("actors"))
        if name and as_dict(person).get("name") == name and len(actors) == 1 and isinstance(actors[0], str):
            return actors[0]
    return None


def _evidence(item: Mapping[str, Any]) -> Evidence:
    """One piece of evidence; unknown kinds and stances become OTHER and CONTEXT."""
    kind, stance = EvidenceKind.OTHER, Stance.CONTEXT
    with contextlib.suppress(ValueError):
        kind = EvidenceKind(as_text(item.get("kind")))
    with contextlib.suppress(ValueError):
        stance = Stance(as_text(item.get("stance")))
    rest = ("quote", "url", "retrieved", "file_name", "file_sha256", "claim", "remark")
    return Evidence(kind, stance, **{key: _text(item, key) for key in rest})


def _place(record: Mapping[str, Any]) -> ClaimPlace:
    version = as_dict(record.get("version"))
    return ClaimPlace(
        _text(record, "claim"),
        _text(as_dict(record.get("article")), "key"),
        _text(version, "id"),
        _text(version, "text_sha256"),
        as_span(record.get("span")),
        _text(record, "quote"),
    )


def _extracted(record: Mapping[str, Any], place: str) -> GivenClaim | Refused:
    """A claim of a file without proof, as a given one."""
    article = as_dict(record.get("article"))
    words = _text(record, "text")
    quote = _text(record, "quote")
    claimants = [_text(as_dict(claimant), "name") for claimant in as_list(record.get("claimants"))]
    key = _text(article, "key") or _text(article, "id")
    if not key or not quote:
        return Refused(place, "`article` and `quote` are needed")
    return GivenClaim(
        key,
        quote,
        place,
        "" if words == quote else words,
        claimants[-1] if claimants else "",
        _kind(record.get("kind")),
        _text(record, "claim"),
        as_span(record.get("span")),
    )


def _given(file: GivenFile) -> Taken:
    given: list[GivenClaim] = []
    refused: list[Refused] = []
    for line, entry in file.entries:
        place = f"line {line}"
        article, quote = _text(entry, "article"), _text(entry, "quote")
        if not article or not quote.strip():
            refused.append(Refused(place, "`article` and `quote` are needed, as text"))
            continue
        kind = _kind(entry.get("kind"))
        words, claimant, id_ = (_text(entry, key) for key in ("text", "claimant", "id"))
        given.append(GivenClaim(article, quote, place, words, claimant, kind, id_))
    return Taken("given", file.sha256, given=tuple(given), refused=tuple(refused))


def _kind(said: Any) -> ClaimKind:
    return ClaimKind(said) if isinstance(said, str) and said in set(ClaimKind) else ClaimKind.FACT


def _table(file: TableFile) -> Taken:
    """Verdicts of a table: the value of a row, with its rationale where there is only one."""
    stated: list[Stated] = []
    refused: list[Refused] = []
    for number, row in enumerate(file.rows, 2):
        for about, column in ((About.CONTENT, "verdict"), (About.ATTRIBUTION, "verdict_attribution")):
            said = row.get(column, "").strip()
            if not said:
                continue
            value, place = _value(said, {}), f"row {number}, {column}"
            if value is None or not row.get("claim"):
                refused.append(
                    Refused(place, f"no verdict that we know: {said[:40]!r}" if value is None else "names no claim")
                )
                continue
            rationale = row.get("rationale", "") if about is About.CONTENT else ""
            where = ClaimPlace(
                row["claim"], row.get("key", ""), "", row.get("text_sha256", ""), _row_span(row), row.get("quote", "")
            )
            rationale = "" if AND in rationale else rationale
            stated.append(Stated(where, about, value, "", None, file.sha256, place, rationale))
    return Taken("table", file.sha256, stated=tuple(stated), refused=tuple(refused))


def _row_span(row: Mapping[str, str]) -> Span | None:
    try:
        return Span(int(row.get("start", "")), int(row.get("end", "")))
    except ValueError:
        return None


def _text(record: Mapping[str, Any], key: str) -> str:
    """The text under `key`, "" where there is none; half characters become a question mark."""
    value = record.get(key)
    return as_text(value).encode("utf-8", "replace").decode("utf-8")
