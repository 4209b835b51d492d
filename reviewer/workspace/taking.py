"""Taking articles in: bytes to a version, its claims and its events, one transaction an article."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from reviewer.errors import UnreadableArticle
from reviewer.extract import EXTRACTOR_VERSION, extract
from reviewer.ingest import classify, read
from reviewer.model.article import Metadata, Origin
from reviewer.model.claim import Extraction
from reviewer.model.ids import article_id, digest, version_id
from reviewer.store.database import Database, Draft
from reviewer.workspace.desk import Blobs, Desk
from reviewer.workspace.indexing import read_extraction, write_extraction

REMARK_LIMIT = 300
"""Characters of one remark of a reader that are recorded."""


@dataclass(frozen=True, slots=True)
class Source:
    """An article to be: under which key, where its bytes come from, and what is known of it beforehand.

    `label` is how people know it (a path, a row of a table). `load` gives the raw bytes, or raises UnreadableArticle.
    `metadata` comes from the project file or the command line; `keys` are further keys that name the same article.
    """

    key: str
    label: str
    load: Callable[[], bytes]
    name: str = ""
    media: str | None = None
    metadata: Metadata = field(default_factory=Metadata)
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a source: the article's id, and whether it or its text is new."""

    article: str
    added: bool = False
    changed: bool = False
    remarks: tuple[str, ...] = ()


def take(desk: Desk, source: Source, *, file: str | None) -> Taken:
    """Takes one article in, or sees that nothing changed. `file` is the blob of the project file that names it.

    Raises:
        UnreadableArticle: with the reason; nothing was recorded.
    """
    raw = source.load()
    raw_sha = digest(raw)
    article = _known(desk, source)
    acts = desk.db.decisions.acts_of_article(article, types=("article", "version"), current=True)
    told = next((act.event for act in reversed(acts) if act.event.type == "article"), None)
    version = next((act.event for act in reversed(acts) if act.event.type == "version"), None)
    if version is not None and version.data["raw"] == raw_sha:
        return _same_text(desk, source, article, told, version, file)
    reading = read(raw, source.name or source.label, media=source.media)
    metadata = source.metadata.over(reading.metadata)
    blocks = classify(reading.text, reader=reading.reader)
    extraction = extract(reading.text, blocks, metadata.language)
    remarks = [remark[:REMARK_LIMIT] for remark in reading.remarks]

    def build(_: Database) -> list[Draft]:
        drafts = [_article(desk, source, article, metadata, file)] if _differs(desk, told, metadata) else []
        blobs = Blobs()
        text = reading.text.encode("utf-8")
        text_sha = blobs.plain(text)
        blobs.plain(raw)
        name = version_id(article, raw_sha, text_sha)
        data = {
            "article": article,
            "version": name,
            "raw": raw_sha,
            "text": text_sha,
            "reader": reading.reader,
            "reader_version": reading.reader_version,
            "remarks": remarks,
        }
        drafts.append(desk.draft("version", data, blobs))
        if desk.db.decisions.state(versions=(name,)).extraction(name) is None:
            drafts.append(_extraction(name, extraction))
        return drafts

    desk.act(build)
    return Taken(article, added=told is None, changed=told is not None, remarks=reading.remarks)


def _known(desk: Desk, source: Source) -> str:
    """The id of the article: by its key, else by one of its further keys where that is known already."""
    own = article_id(source.key)
    if desk.db.corpus.article(own) is None:
        for key in source.keys:
            other = article_id(key)
            if desk.db.corpus.article(other) is not None:
                return other
    return own


def _same_text(desk: Desk, source: Source, article: str, told: Any, version: Any, file: str | None) -> Taken:
    """The bytes are known: only what the project file says of them may be new, and the extractor."""
    recorded = _recorded(desk, told)
    metadata = (
        _of(recorded, Origin.PERSON)
        .over(source.metadata)
        .over(_of(recorded, Origin.COMMAND))
        .over(_told_by_itself(desk, source, version, recorded))
    )
    drafts: list[Callable[[], Draft]] = []
    if _differs(desk, told, metadata):
        drafts.append(lambda: _article(desk, source, article, metadata, file))
    renewed = _renewed(desk, version, metadata)
    if renewed is not None:
        drafts.append(lambda: _extraction(version.data["version"], renewed))
    if not drafts:
        return Taken(article)
    desk.act(lambda _: [make() for make in drafts])
    return Taken(article, changed=True)


def _of(recorded: Metadata, origin: Origin) -> Metadata:
    """The items of one origin."""
    return Metadata.of(origin, {k: v for k, v in recorded.known().items() if recorded.origins.get(k) is origin})


def _told_by_itself(desk: Desk, source: Source, version: Any, recorded: Metadata) -> Metadata:
    """What the article itself tells; read again where the project file covered an item and now leaves it open."""
    own = _of(recorded, Origin.ARTICLE)
    uncovered = _of(recorded, Origin.SHEET).known().keys() - source.metadata.known().keys()
    raw = desk.db.blob(version.data["raw"]) if uncovered else None
    if raw is None:
        return own
    try:
        return read(raw, source.name or source.label, media=source.media).metadata
    except UnreadableArticle:
        return own


def _renewed(desk: Desk, version: Any, metadata: Metadata) -> Extraction | None:
    """A new extraction where the program's extractor is newer than the recorded one."""
    event = desk.db.decisions.state(versions=(version.data["version"],)).extraction(version.data["version"])
    if event is not None and event.data["extractor"] >= EXTRACTOR_VERSION:
        return None
    blob = desk.db.blob(version.data["text"])
    if blob is None:
        return None
    text = blob.decode("utf-8")
    blocks = classify(text, reader=version.data["reader"])
    made = extract(text, blocks, metadata.language)
    return made if event is None or made != read_extraction(desk, event) else None


def _recorded(desk: Desk, told: Any) -> Metadata:
    record = desk.db.record(told.data["metadata"]) if told is not None else None
    if record is None:
        return Metadata()
    return Metadata(**record["items"], origins={item: Origin(origin) for item, origin in record["origins"].items()})


def _differs(desk: Desk, told: Any, metadata: Metadata) -> bool:
    return told is None or told.data["withdrawn"] or _recorded(desk, told) != metadata


def _article(desk: Desk, source: Source, article: str, metadata: Metadata, file: str | None) -> Draft:
    blobs = Blobs()
    data = {
        "article": article,
        "key": blobs.words(source.key),
        "metadata": blobs.record(
            "metadata",
            {
                "items": metadata.known(),
                "origins": {item: metadata.origins.get(item, Origin.ARTICLE).value for item in metadata.known()},
            },
        ),
        "file": file,
        "withdrawn": False,
    }
    return desk.draft("article", data, blobs)


def _extraction(version: str, extraction: Extraction) -> Draft:
    blobs = Blobs()
    name = blobs.plain(write_extraction(extraction))
    return Draft("extraction", {"version": version, "blob": name, "extractor": EXTRACTOR_VERSION}, blobs)


def withdraw(desk: Desk, article: str, file: str | None) -> None:
    """Records that an article left the project file; nothing of it is forgotten."""
    acts = desk.db.decisions.acts_of_article(article, types=("article",), current=True)
    told = acts[-1].event

    def build(_: Database) -> list[Draft]:
        blobs = Blobs()
        data = {
            "article": article,
            "key": blobs.words(desk.db.words(told.data["key"]) or ""),
            "metadata": blobs.record("metadata", desk.db.record(told.data["metadata"]) or {}),
            "file": file,
            "withdrawn": True,
        }
        return [desk.draft("article", data, blobs)]

    desk.act(build)
