"""Whether a record says what its events, ids and texts say: each field that something in the file can tell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from reviewer.export.people import KnownPeople
from reviewer.export.plain import as_dict, as_list, as_text
from reviewer.export.said import ERASED, Words, decision, happened, in_history, judgement
from reviewer.log import canonical
from reviewer.log.event import Event
from reviewer.model.article import FACT_CHECK, METADATA_ITEMS
from reviewer.model.fact_check import ITEMS, Said
from reviewer.model.ids import article_id, claim_id, version_id
from reviewer.model.span import CONTEXT, Span
from reviewer.text.fold import fold

Fault = tuple[str, str]
"""(field of the record, what is wrong with it in words)."""

PAIRS = ("matches", "inner", "checked")
"""Lists of a record whose entries stand for a pair of claims."""
_JUDGED = {"verdicts": "verdict", "adjudications": "adjudication", "notes": "note"}
_HISTORY_OWN = frozenset({"undone", "ignored"})
"""What the history says beyond the events: it follows from the whole log."""


class Ground:
    """What the records of one file stand on: events and blobs that were found sound, and the header."""

    def __init__(self, header: Mapping[str, Any], events: Mapping[str, Event], blobs: Mapping[str, bytes]) -> None:
        self.events = events
        self.blobs = blobs
        self.people = KnownPeople(header.get("persons"))
        absent = as_dict(header.get("absent"))
        withheld = [rule for rule in as_list(header.get("withheld")) if isinstance(rule, str)]
        self.words = Words(blobs.get, withheld, lambda _, sha: as_text(absent.get(sha, ERASED)))


def cites(record: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """(field, event hash) of every event that a record, or the header, cites."""
    for number, hash_ in enumerate(as_list(record.get("rests_on"))):
        yield f"rests_on[{number}]", as_text(hash_)
    for key in (*_JUDGED, "history"):
        for number, entry in enumerate(as_list(record.get(key))):
            yield f"{key}[{number}].event", as_text(as_dict(entry).get("event"))
    for key in PAIRS:
        for number, match in enumerate(as_list(record.get(key))):
            place = f"{key}[{number}]"
            for field, entry in _decisions(as_dict(match), place):
                yield f"{field}.event", as_text(entry.get("event"))
    for number, check in enumerate(map(as_dict, as_list(record.get("checked")))):
        yield f"checked[{number}].imported.event", as_text(as_dict(check.get("imported")).get("event"))
        for at, hash_ in enumerate(as_list(check.get("rests_on"))):
            yield f"checked[{number}].rests_on[{at}]", as_text(hash_)


def faults(record: Mapping[str, Any], ground: Ground, *, changed: bool = False) -> Iterator[Fault]:
    """Everything in the record that something else in the file contradicts.

    `changed`: the record is not as exported; then what stands in no event on its article or on a given claim is named
    too (in an unchanged record it may come from elsewhere by right).
    """
    for field, hash_ in cites(record):
        if hash_ not in ground.events:
            yield field, "names an event that is not in the file, or was changed"
    yield from _ids(record)
    yield from _quote(record, ground)
    yield from _earlier(record)
    for key, type_ in _JUDGED.items():
        for number, entry in enumerate(as_list(record.get(key))):
            yield from _judged(as_dict(entry), f"{key}[{number}]", type_, record, ground)
    for number, entry in enumerate(as_list(record.get("history"))):
        yield from _told(as_dict(entry), f"history[{number}]", ground)
    for key in PAIRS:
        for number, match in enumerate(as_list(record.get(key))):
            yield from _match(as_dict(match), f"{key}[{number}]", record, ground)
    for number, check in enumerate(as_list(record.get("checked"))):
        yield from _check(as_dict(check), f"checked[{number}]", ground)
    yield from _standing(record)
    yield from _rests(record, ground)
    if changed:
        yield from _items(record, ground)


def person_faults(header: Mapping[str, Any], ground: Ground) -> Iterator[Fault]:
    """Names in the header that are not those of the `actor` events in the file."""
    names: dict[str, set[str]] = {}
    for event in ground.events.values():
        if event.known and event.type == "actor" and event.data["name"] is not None:
            text, _ = ground.words.read(event, "name", event.data["name"])
            if text is not None:
                names.setdefault(event.data["actor"], set()).add(text)
    for number, person in enumerate(as_list(header.get("persons"))):
        said = as_dict(person).get("name")
        known = {name for actor in as_list(as_dict(person).get("actors")) for name in names.get(as_text(actor), ())}
        if known and not any(
            said == name or re.fullmatch(re.escape(name) + r" \([0-9]+\)", as_text(said)) for name in known
        ):
            yield f"persons[{number}].name", "is not the name that the actor event has"


def as_span(value: Any) -> Span | None:
    """The span `[start, end]`; None where it is none."""
    whole = isinstance(value, list) and len(value) == 2 and all(type(item) is int for item in value)
    return Span(*value) if whole and 0 <= value[0] < value[1] < canonical.LIMIT else None


def _ids(record: Mapping[str, Any]) -> Iterator[Fault]:
    article, version = as_dict(record.get("article")), as_dict(record.get("version"))
    key = article.get("key")
    if isinstance(key, str) and article_id(key) != article.get("id"):
        yield "article.id", "is not the id of this article key: one of them was changed"
    digests = [article.get("id"), version.get("raw_sha256"), version.get("text_sha256")]
    if version_id(*map(as_text, digests)) != version.get("id"):
        yield "version.id", "does not follow from article and digests: one of them was changed"
    span = as_span(record.get("span"))
    carried = [as_span(item) for item in as_list(record.get("carried"))]
    spans = [item for item in carried if item is not None]
    if span is None or len(spans) < len(carried):
        yield "span", "is not written as one"
    elif claim_id(as_text(version.get("id")), span, spans) != record.get("claim"):
        yield "claim", "does not follow from version and spans: one of them was changed"


def _quote(record: Mapping[str, Any], ground: Ground) -> Iterator[Fault]:
    quote, span = record.get("quote"), as_span(record.get("span"))
    if not isinstance(quote, str) or span is None:
        return
    if len(quote) != len(span):
        yield "quote", "is not as long as its span"
    blob = ground.blobs.get(as_text(as_dict(record.get("version")).get("text_sha256")))
    if blob is None:
        return
    try:
        text = blob.decode("utf-8")
    except UnicodeDecodeError:
        return
    around = {
        "quote": span.of(text),
        "prefix": text[max(0, span.start - CONTEXT) : span.start],
        "suffix": text[span.end : span.end + CONTEXT],
    }
    for field, words_ in around.items():
        if record.get(field, "") != words_:
            yield field, "is not what the text of the version has there"


def stands_for(record: Mapping[str, Any]) -> list[str]:
    """Ids of the claims of earlier texts whose verdicts the record carries."""
    return [as_text(as_dict(item).get("claim")) for item in as_list(record.get("stands_for"))]


def _earlier(record: Mapping[str, Any]) -> Iterator[Fault]:
    """That a verdict is only carried from the same article and the same words."""
    article, quote = as_text(as_dict(record.get("article")).get("id")), as_text(record.get("quote"))
    for number, raw in enumerate(as_list(record.get("stands_for"))):
        item, place = as_dict(raw), f"stands_for[{number}]"
        version = as_dict(item.get("version"))
        digests = [as_text(version.get(key)) for key in ("raw_sha256", "text_sha256")]
        if version_id(article, *digests) != version.get("id"):
            yield f"{place}.version", "is no text of this article: id or digests were changed"
        span, carried = as_span(item.get("span")), [as_span(each) for each in as_list(item.get("carried"))]
        spans = [each for each in carried if each is not None]
        if span is None or claim_id(as_text(version.get("id")), span, spans) != item.get("claim"):
            yield f"{place}.claim", "does not follow from version and spans: one of them was changed"
        elif len(as_text(item.get("quote"))) != len(span):
            yield f"{place}.quote", "is not as long as its span"
        if fold(as_text(item.get("quote"))).text.strip(" ") != fold(quote).text.strip(" "):
            yield f"{place}.quote", "is not the same words as the claim: its verdicts are not carried"


def _judged(
    entry: Mapping[str, Any], place: str, type_: str, record: Mapping[str, Any], ground: Ground
) -> Iterator[Fault]:
    event = ground.events.get(as_text(entry.get("event")))
    if event is None:
        return
    if not event.known or event.type != type_:
        yield f"{place}.event", f"is no {type_}"
        return
    claim = record.get("claim")
    if event.data["claim"] not in (claim, *as_list(record.get("revises")), *stands_for(record)):
        yield f"{place}.event", "is about another claim"
    expected = judgement(event, as_text(claim), ground.words, ground.people)
    yield from _differing({k: v for k, v in entry.items() if k != "needs_look"}, expected, place)


def _told(entry: Mapping[str, Any], place: str, ground: Ground) -> Iterator[Fault]:
    event = ground.events.get(as_text(entry.get("event")))
    if event is not None:
        said = {key: value for key, value in entry.items() if key not in _HISTORY_OWN}
        short = "about" not in said  # as files had it once
        expected = happened(event, ground.people) if short else in_history(event, ground.words, ground.people)
        yield from _differing(said, expected, place)


def _decisions(match: Mapping[str, Any], place: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for number, entry in enumerate(as_list(as_dict(match.get("decided")).get("by"))):
        yield f"{place}.decided.by[{number}]", as_dict(entry)
    for number, entry in enumerate(as_list(as_dict(match.get("lineage")).get("decided"))):
        yield f"{place}.lineage.decided[{number}]", as_dict(entry)


def _match(match: Mapping[str, Any], place: str, record: Mapping[str, Any], ground: Ground) -> Iterator[Fault]:
    claims = {as_text(record.get("claim")), as_text(match.get("claim"))}
    articles = {as_text(as_dict(side.get("article")).get("id")) for side in (record, match)}
    for field, entry in _decisions(match, place):
        event = ground.events.get(as_text(entry.get("event")))
        if event is None:
            continue
        pair, type_ = (articles, "lineage") if ".lineage." in field else (claims, "decision")
        on_pair = event.known and event.type == type_
        if not on_pair or (type_ == "lineage" and {event.data["left"], event.data["right"]} != pair):
            yield f"{field}.event", "is no word on this pair"
        else:
            yield from _differing(entry, decision(event, ground.words, ground.people, pair), field)


def _check(check: Mapping[str, Any], place: str, ground: Ground) -> Iterator[Fault]:
    """That a fact-check stands here word for word as its import recorded it."""
    imported = as_dict(check.get("imported"))
    event = ground.events.get(as_text(imported.get("event")))
    if event is None:
        return
    yield from _differing(imported, happened(event, ground.people), f"{place}.imported")
    if not event.known or event.type != "given" or event.data["source"] != "import":
        yield f"{place}.imported.event", "is no import"
        return
    if event.data["claim"] != check.get("claim"):
        yield f"{place}.claim", "is not the claim that was imported"
    words, _ = ground.words.record(event, "words", event.data["words"], "words")
    for field in ("quote", "claimant"):
        if words is not None and not check.get("absent") and as_text(check.get(field)) != words[field]:
            yield f"{place}.{field}", "is not what the import says"
    versions = [ground.events.get(as_text(hash_)) for hash_ in as_list(check.get("rests_on"))]
    raw = {_raw_of(each, event.data["version"]) for each in versions if each is not None}
    if not raw or "" in raw:
        yield f"{place}.rests_on", "names an event that is none of this fact-check"
    elif not check.get("absent") and raw != {_raw(check)}:
        yield place, "is not, word for word, the fact-check that was imported"


def _raw_of(event: Event, version: str) -> str:
    """The digest of a fact-check's record, by the event of this version; "" for any other event."""
    fits = event.known and event.type == "version" and event.data["reader"] == FACT_CHECK
    return str(event.data["raw"]) if fits and event.data["version"] == version else ""


def _raw(check: Mapping[str, Any]) -> str:
    """The digest of the record that the words in a file make."""
    said = {field: as_text(check.get("quote" if field == "claim" else field)) for field in ITEMS.values()}
    try:
        return canonical.record_sha256(Said(**said).record)
    except canonical.NotCanonical:
        return ""


def _differing(said: Mapping[str, Any], expected: Mapping[str, Any], place: str) -> Iterator[Fault]:
    for key in sorted({*said, *expected}):
        if said.get(key) != expected.get(key):
            yield f"{place}.{key}", "is not what the event says"


def _standing(record: Mapping[str, Any]) -> Iterator[Fault]:
    """That nothing is decided which nobody in the record said."""
    said = [as_dict(entry) for key in ("verdicts", "adjudications") for entry in as_list(record.get(key))]
    for about, standing in as_dict(record.get("standing")).items():
        value = as_dict(standing).get("value")
        values = [entry.get("value") for entry in said if entry.get("about") == about]
        if value is not None and value not in values:
            yield f"standing.{about}.value", "is what no verdict or adjudication in the record says"


def _rests(record: Mapping[str, Any], ground: Ground) -> Iterator[Fault]:
    """What the events on article, version and a given claim say, as far as ids leave them no choice."""
    article, version = as_dict(record.get("article")), as_dict(record.get("version"))
    readers: list[tuple[Any, Any]] = []
    for event in _rested_on(record, ground):
        data = event.data
        if event.type == "version":
            readers.append((data["reader"], data["reader_version"]))
            said = {key: version.get(key) for key in ("id", "raw_sha256", "text_sha256")}
            expected = [data[key] for key in ("version", "raw", "text")]
            yield from _differing(said, dict(zip(said, expected, strict=True)), "version")
        elif event.type == "article" and data["article"] != article.get("id"):
            yield "article.id", "is not the article of the event"
        elif event.type in ("given", "revise"):
            made = {"claim": record.get("claim"), "span": record.get("span"), "carried": as_list(record.get("carried"))}
            for key, value in made.items():
                if value != data[key]:
                    yield key, "is not what the event that made the claim says"
    # The same text may have been read twice, by two versions of a reader.
    if readers and version.get("reader") not in [reader for reader, _ in readers]:
        yield "version.reader", "is not what the event says"
    elif readers and (version.get("reader"), version.get("reader_version")) not in readers:
        yield "version.reader_version", "is not what the event says"


def _rested_on(record: Mapping[str, Any], ground: Ground) -> Iterator[Event]:
    for hash_ in as_list(record.get("rests_on")):
        event = ground.events.get(as_text(hash_))
        if event is not None and event.known:
            yield event


def _items(record: Mapping[str, Any], ground: Ground) -> Iterator[Fault]:
    """What is said of the article, or of a given claim, that none of their events says."""
    known: dict[str, list[Any]] = {}
    for event in _rested_on(record, ground):
        if event.type == "article":
            metadata, _ = ground.words.record(event, "metadata", event.data["metadata"], "metadata")
            for item in METADATA_ITEMS if metadata is not None else ():
                known.setdefault(f"article.{item}", []).append(metadata["items"].get(item) if metadata else None)
        elif event.type == "date":
            known.setdefault("article.date", []).append(event.data["date"])
        elif event.type in ("given", "revise"):
            known.setdefault("kind", []).append(event.data["kind"])
            words, _ = ground.words.record(event, "words", event.data["words"], "words")
            for item in ("quote", "text") if words is not None else ():
                known.setdefault(item, []).append(words[item] if words else None)
    for field, values in known.items():
        part, _, item = field.rpartition(".")
        said = as_dict(record.get(part)).get(item) if part else record.get(item)
        if said not in values:
            yield field, "is not what an event says"
