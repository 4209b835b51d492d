"""Taking articles in: bytes to a version, its claims and its events, one transaction an article."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from reviewer.errors import UnreadableArticle
from reviewer.extract import EXTRACTOR_VERSION, extract
from reviewer.ingest import Reading, classify, read
from reviewer.log.event import Event
from reviewer.model.article import FACT_CHECK, Metadata, Origin
from reviewer.model.claim import Extraction
from reviewer.model.ids import article_id, digest, version_id
from reviewer.store.database import Database, Draft
from reviewer.store.decisions import Act
from reviewer.workspace.describing import combined, of_origin, tell, told_of
from reviewer.workspace.desk import Blobs, Desk
from reviewer.workspace.standing import version_in_force, write_extraction

REMARK_LIMIT = 300
"""Characters of one remark of a reader that are recorded."""


ERASED = "its text was erased here; the file still stands, and is not read again"


@dataclass(frozen=True, slots=True)
class Source:
    """An article to be: under which key, where its bytes come from, and what is known of it beforehand.

    `label` is how people know it (a path, a row of a table). `load` gives the raw bytes, or raises UnreadableArticle.
    `metadata` comes from the project file or the command line; `keys` are further keys that name the same article;
    `remarks` tell what was noticed before its bytes were read. `file` is the file that the bytes come from, if any.
    """

    key: str
    label: str
    load: Callable[[], bytes]
    name: str = ""
    media: str | None = None
    metadata: Metadata = field(default_factory=Metadata)
    keys: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    file: Path | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a source: the article's id, and whether it or its text is new."""

    article: str
    added: bool = False
    changed: bool = False
    remarks: tuple[str, ...] = ()


def take(desk: Desk, source: Source, *, file: str | None, claimed: Collection[str] = ()) -> Taken:
    """Takes one article in, or sees that nothing changed.

    Args:
        desk: where.
        source: the article to be.
        file: the blob of the project file that names it; None where it is added by hand.
        claimed: ids of articles that other sources of this run name by their own keys.

    Raises:
        UnreadableArticle: with the reason; nothing was recorded.
    """
    raw = source.load()
    article = known_as(desk, source, claimed)
    acts = desk.db.decisions.acts_of_article(article, types=("article", "version"))
    version = version_in_force(desk, acts)
    keys = (source.key, *source.keys)
    if any(act.event.data.get("raw") == digest(raw) and desk.db.erased(act.event.data["text"]) for act in acts):
        return Taken(article, remarks=(ERASED,))  # nothing of it is told again, its title neither
    if version is not None and version.data["raw"] == digest(raw) and desk.db.has_blob(version.data["text"]):
        metadata = _combined(desk, source, acts, version, file)
        return Taken(article, changed=tell(desk, article, keys, metadata, _file(desk, acts, file)))
    reading = read(raw, source.name or source.label, media=source.media)
    told = told_of(desk, _articles(acts))
    metadata = combined(told, source.metadata, reading.metadata, by_file=file is not None)
    version_draft = _version(source, article, raw, reading)
    extraction = _extraction(version_draft.data["version"], reading.text, reading.reader, metadata.language)

    def build(db: Database) -> list[Draft]:
        now = version_in_force(desk, db.decisions.acts_of_article(article, types=("version",)))
        if now is not None and now.data["raw"] == digest(raw) and db.has_blob(now.data["text"]):
            return []  # another process was faster
        data = {name: value for name, value in version_draft.data.items() if name != "replaces"}
        return [desk.draft("version", data, version_draft.blobs), extraction]

    with desk.db.write():
        tell(desk, article, keys, metadata, _file(desk, acts, file))
        desk.act(build)
    return Taken(article, added=told is None, changed=told is not None, remarks=reading.remarks)


def known_as(desk: Desk, source: Source, claimed: Collection[str] = ()) -> str:
    """The id of the article that a source is: by its key, else by another key that is known and nobody claims."""
    own = article_id(source.key)
    if desk.db.corpus.article(own) is None:
        for key in (source.key, *source.keys):
            row = desk.db.corpus.article(article_id(key)) or desk.db.corpus.article_by_key(key)
            if row is not None and row.id not in claimed:
                return row.id
    return own


def _articles(acts: Sequence[Act]) -> list[Event]:
    return [act.event for act in acts if act.live and act.event.type == "article"]


def _file(desk: Desk, acts: Sequence[Act], file: str | None) -> str | None:
    """The project file that names the article: this one, or the one that did when it was only added by hand."""
    told = told_of(desk, _articles(acts))
    return file if file is not None or told is None or told.withdrawn else told.file


def _combined(desk: Desk, source: Source, acts: Sequence[Act], version: Event, file: str | None) -> Metadata:
    """The metadata of a text that is known; read again where what covered an item is gone."""
    told = told_of(desk, _articles(acts))
    by_file = file is not None
    before = told.metadata if told is not None else Metadata()
    found = combined(told, source.metadata, of_origin(before, Origin.ARTICLE), by_file=by_file)
    uncovered = of_origin(before, Origin.SHEET, Origin.COMMAND).known().keys() - found.known().keys()
    raw = desk.db.blob(version.data["raw"]) if uncovered else None
    if raw is None:
        return found
    try:
        itself = read(raw, source.name or source.label, media=source.media).metadata
    except UnreadableArticle:
        return found
    return combined(told, source.metadata, itself, by_file=by_file)


def _version(source: Source, article: str, raw: bytes, reading: Reading) -> Draft:
    blobs = Blobs()
    text_sha = blobs.plain(reading.text.encode("utf-8"))
    raw_sha = blobs.plain(raw)
    data = {
        "article": article,
        "version": version_id(article, raw_sha, text_sha),
        "raw": raw_sha,
        "text": text_sha,
        "reader": reading.reader,
        "reader_version": reading.reader_version,
        "remarks": [remark[:REMARK_LIMIT] for remark in (*source.remarks, *reading.remarks)],
    }
    return Draft("version", data, blobs)


def _extraction(version: str, text: str, reader: str, language: str | None) -> Draft:
    """What this program's extractor finds in a text, as an event; in a published fact-check it looks for nothing."""
    checked = reader == FACT_CHECK
    found = Extraction((), ()) if checked else extract(text, classify(text, reader=reader), language)
    blobs = Blobs()
    name = blobs.plain(write_extraction(found))
    return Draft("extraction", {"version": version, "blob": name, "extractor": EXTRACTOR_VERSION}, blobs)


def renew(desk: Desk, article: str) -> bool:
    """Extracts anew where the program's extractor is newer than the recorded one; whether it was."""
    acts = desk.db.decisions.acts_of_article(article, types=("article", "version"))
    version = version_in_force(desk, acts)
    text = desk.db.blob(version.data["text"]) if version is not None else None
    if version is None or text is None:
        return False
    event = desk.db.decisions.state(versions=(version.data["version"],)).extraction(version.data["version"])
    if event is not None and event.data["extractor"] >= EXTRACTOR_VERSION:
        return False
    told = told_of(desk, _articles(acts))
    language = told.metadata.language if told is not None else None
    draft = _extraction(version.data["version"], text.decode("utf-8"), version.data["reader"], language)
    desk.act(lambda _: [draft])
    return True
