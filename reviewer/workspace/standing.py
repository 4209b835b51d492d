"""An article as the log has it: metadata that counts, the text in force, its extraction."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reviewer.log import canonical
from reviewer.log.event import Event
from reviewer.model import codec
from reviewer.model.article import Metadata, Origin
from reviewer.model.claim import Extraction
from reviewer.model.span import Span
from reviewer.store.decisions import Act
from reviewer.workspace.describing import told_of
from reviewer.workspace.desk import Desk

Place = tuple[tuple[int, int], tuple[tuple[int, int], ...]]
"""Code points of a claim, and of the words from elsewhere that it needs."""
_KEPT = 4
_ON_ARTICLE = ("article", "version", "date")


@dataclass(frozen=True, slots=True)
class Standing:
    """An article as the log has it. `version` None: no text of it is here; `extraction` None: nothing was extracted.

    `versions` are the ids of all its texts, earlier ones too.
    """

    article: str
    key: str
    aliases: tuple[str, ...]
    metadata: Metadata
    version: Event | None
    versions: tuple[str, ...]
    extraction: Event | None
    in_project: bool
    remarks: tuple[str, ...]


def standing_of(desk: Desk, article: str) -> Standing | None:
    """Reads off the log how an article stands; None where the log does not tell of it."""
    acts = desk.db.decisions.acts_of_article(article, types=_ON_ARTICLE)
    told = told_of(desk, [act.event for act in acts if act.live and act.event.type == "article"])
    if told is None:
        return None
    metadata = told.metadata
    remarks: list[str] = []
    dates = [act.event.data["date"] for act in acts if act.current and act.event.type == "date"]
    if dates:
        metadata = _dated(metadata, dates[-1])
        if len(set(dates)) > 1:
            remarks.append("reviewers give different dates; the latest one is taken")
    version = version_in_force(desk, acts)
    if version is not None:
        remarks += version.data["remarks"]
    return Standing(
        article=article,
        key=told.keys[0] if told.keys else article[:8],
        aliases=told.keys[1:],
        metadata=metadata,
        version=version,
        versions=tuple(sorted({act.event.data["version"] for act in acts if act.event.type == "version"})),
        extraction=extraction_of(desk, version.data["version"]) if version is not None else None,
        in_project=not told.withdrawn,
        remarks=tuple(remarks),
    )


def version_in_force(desk: Desk, acts: Iterable[Act]) -> Event | None:
    """The current text among these acts; of several (two machines) the last to arrive of which the words are here."""
    found = [act.event for act in acts if act.current and act.event.type == "version"]
    if len(found) > 1:
        found = [event for event in found if desk.db.has_blob(event.data["text"])] or found
    return found[-1] if found else None


def extraction_of(desk: Desk, version: str) -> Event | None:
    """The extraction of a text that counts; where its words are not here, the next best that can be read."""
    event = desk.db.decisions.state(versions=(version,)).extraction(version)
    if event is None or desk.db.has_blob(event.data["blob"]):
        return event
    acts = desk.db.decisions.acts_of_version(version, types=("extraction",))
    here = [act.event for act in acts if act.live and desk.db.has_blob(act.event.data["blob"])]
    return min(here, key=lambda e: (-e.data["extractor"], e.data["blob"], e.hash), default=None)


def _dated(metadata: Metadata, date: str | None) -> Metadata:
    items = metadata.known()
    items.pop("date", None)
    if date is not None:
        items["date"] = date
    origins = {**metadata.origins, "date": Origin.PERSON}
    return Metadata(**items, origins={item: origin for item, origin in origins.items() if item in items})


def read_extraction(desk: Desk, event: Event) -> Extraction:
    """The extraction that an event recorded; an empty one where its blob is not here.

    The last few are kept by the name of their blob: that of a long article takes longer to read than a key may.
    """
    name, kept = event.data["blob"], desk.extractions
    found = kept.get(name)
    if found is None:
        blob = desk.db.blob(name)
        if blob is None:
            return Extraction((), ())
        found = codec.decode(Extraction, canonical.decode(blob.decode("ascii")))
        while len(kept) >= _KEPT:
            kept.pop(next(iter(kept)), None)
        kept[name] = found
    return found


def places_of(desk: Desk, event: Event) -> frozenset[Place]:
    """Where the claims of an extraction stand, without the rest of it, which takes ten times as long to read."""
    name, kept = event.data["blob"], desk.places
    found = kept.get(name)
    if found is None:
        blob = desk.db.blob(name)
        cuts = json.loads(blob)["cuts"] if blob is not None else ()
        # As `place_of`, but for thousands of claims in a long article while a key waits.
        found = frozenset((_range(cut["span"]), tuple(sorted(map(_range, cut.get("carried", ()))))) for cut in cuts)
        while len(kept) >= _KEPT:
            kept.pop(next(iter(kept)), None)
        kept[name] = found
    return found


def _range(span: Sequence[int]) -> tuple[int, int]:
    start, end = span
    return start, end


def place_of(span: Span, carried: Iterable[Span]) -> Place:
    """A claim's place: its own span, and those of the words it carries in text order."""
    return (span.start, span.end), tuple(sorted((each.start, each.end) for each in carried))


def write_extraction(extraction: Extraction) -> bytes:
    """The blob of an extraction: canonical JSON, places only."""
    return canonical.encode(codec.encode(extraction)).encode("ascii")
