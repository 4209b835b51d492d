"""Erasing: words that must be gone are gone from every file that is in reach, and the answer says what is not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reviewer.errors import NotAllowed, NotFound, TamperedError
from reviewer.log import erasing, types, words
from reviewer.log.event import Event
from reviewer.log.kinds import KEPT, PLAIN, PRIVATE, VALUE, WORDS
from reviewer.model.article import Article, Metadata, Version
from reviewer.store.database import Database, Draft
from reviewer.store.records import ArticleEntry
from reviewer.workspace import heads, indexing, settling, synced, unplaced
from reviewer.workspace.desk import Blobs, Desk
from reviewer.workspace.seeing import find_article

WITH_EVIDENCE = ("verdict", "note", "adjudication")
SHORT = 6
"""Words shorter than this are not looked for in drafts: every draft may hold them."""


@dataclass(frozen=True, slots=True)
class EraseReport:
    """What was erased: the `erase` event, how many words and files, and what cannot be reached, in plain sentences."""

    event: str
    words: int
    files: int
    drafts: int
    unreachable: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Targets:
    """What to erase: words of events (by the start of a hash), texts of articles, the name of persons."""

    events: Sequence[str] = ()
    articles: Sequence[str] = ()
    persons: Sequence[str] = ()


def erase(desk: Desk, targets: Targets, reason: str = "") -> EraseReport:
    """Erases for good; see docs/log.md, 10. Rewrites the database file: long work.

    Raises:
        NotFound: nothing is there to be erased. NotAllowed: others' words, texts, or what must stay. Nothing changed.
    """
    articles = [find_article(desk, ref).id for ref in targets.articles]
    named = _acts(desk, targets.events)
    wanted = _wanted(desk, named, articles, targets.persons)
    files = _files_only_in(desk, wanted)
    texts = [text for sha in wanted if (text := _opened(desk, sha))]
    concerned = [act.event for sha in wanted for act in desk.db.decisions.acts_naming_blob(sha)]
    event = _record(desk, wanted, reason)
    naming = desk.db.decisions.acts_naming_blob
    gone = erasing.erased(event, lambda sha: [act.event for act in naming(sha)], desk.db.decisions.ground())
    drafts = _drafts(desk, texts, concerned)
    carries = [row for article in articles for row in desk.db.corpus.carries_in(article)]
    unplaced.forget(desk, articles)
    _forget_metadata(desk, articles)
    desk.db.forget([*gone, *files], drafts=drafts)
    _derive_anew(desk, concerned)
    settling.settle_claims(desk.db, {name for row in carries for name in (row.old, row.new) if name})
    left = desk.db.forget([])
    _empty_crashes()
    left = (*left, *synced.take_out(desk))
    return EraseReport(event.hash, len(gone), len(files), len(drafts), (*left, *_unreachable(desk, articles)))


def take_in(desk: Desk) -> int:
    """Carries out what others erased, here too; how many words and files are gone by it."""
    named = desk.db.decisions.acts_naming_blob
    ground = desk.db.decisions.ground()
    gone: set[str] = set()
    for act in desk.db.decisions.acts_of_type("erase"):
        gone.update(erasing.erased(act.event, lambda sha: [one.event for one in named(sha)], ground))
    new = sorted(sha for sha in gone if not desk.db.erased(sha))
    here = [sha for sha in new if desk.db.has_blob(sha)]
    if not new:
        return 0
    files = _files_only_in(desk, here)
    texts = [text for sha in here if (text := _opened(desk, sha))]
    concerned = [act.event for sha in here for act in named(sha)]
    articles = {str(event.data["article"]) for event in concerned if event.type in ("article", "version")}
    drafts = _drafts(desk, texts, concerned)
    _forget_metadata(desk, articles)
    desk.db.forget([*new, *files], drafts=drafts)
    _derive_anew(desk, concerned)
    desk.db.forget([])
    return len(here) + len(files)


def evidence_files(desk: Desk, only: Iterable[str] | None = None) -> Iterator[str]:
    """Files that evidence records name which are here: all of them, or those among these blobs."""
    acts = [act for name in WITH_EVIDENCE for act in desk.db.decisions.acts_of_type(name)]
    shas = {sha for act in acts for sha in act.event.data["evidence"]}
    if only is not None:
        shas &= set(only)
    yield from (file for sha in sorted(shas) if (file := _file_of(desk, sha)))


def preview(desk: Desk, targets: Targets) -> tuple[str, ...]:
    """What would be erased, in words, without doing it. Raises as `erase`."""
    articles = [find_article(desk, ref).id for ref in targets.articles]
    named = _acts(desk, targets.events)
    wanted = _wanted(desk, named, articles, targets.persons)
    return tuple(_described(desk, sha) for sha in wanted)


def _acts(desk: Desk, prefixes: Iterable[str]) -> list[Event]:
    """The events named, and those of the same act: copies of a verdict bear the same words."""
    found: dict[str, Event] = {}
    for prefix in prefixes:
        event = desk.db.find_event(prefix)
        batch = event.data.get("batch")
        found |= {act.event.hash: act.event for act in (desk.db.decisions.acts_of_batch(batch) if batch else ())}
        found[event.hash] = event
    return list(found.values())


def _wanted(desk: Desk, named: Iterable[Event], articles: Iterable[str], persons: Iterable[str]) -> list[str]:
    found: dict[str, None] = {}
    for event in named:
        kept = [kind for _, _, kind in types.blobs(event.type, event.data) if kind in (KEPT, VALUE)]
        own = [sha for _, sha, kind in types.blobs(event.type, event.data) if kind in (WORDS, PRIVATE)]
        if kept and not own:
            raise NotAllowed(
                f"event {event.hash[:10]} has only what a log must keep: values are not erased",
                kept="nothing was changed",
                next_step="reviewer undo takes an act of yours back; it stays in the log",
            )
        found |= dict.fromkeys(own)
    for article in articles:
        found |= dict.fromkeys(_of_article(desk, article))
    for name in persons:
        found |= dict.fromkeys(_names(desk, name))
    here = [sha for sha in found if desk.db.has_blob(sha)]
    if not here:
        raise NotFound("there is nothing to erase: no words are there, or they are gone already")
    return sorted(here)


def _of_article(desk: Desk, article: str) -> Iterator[str]:
    """Texts, raw bytes and metadata of an article; its key stays, for it names the article."""
    for act in desk.db.decisions.acts_of_article(article, types=("article", "version")):
        data = act.event.data
        yield from (data["raw"], data["text"]) if act.event.type == "version" else (data["metadata"],)


def _names(desk: Desk, name: str) -> tuple[str, ...]:
    found = [p for p in desk.db.decisions.persons() if any(desk.db.words(sha) == name for sha in p.names)]
    if not found:
        raise NotFound(f"nobody here is called {name}", next_step="reviewer role lists who is known")
    return tuple(sha for person in found for sha in person.names)


def _record(desk: Desk, wanted: Sequence[str], reason: str) -> Event:
    """Appends the `erase` event, with a right only where one is needed."""
    blobs = Blobs()

    def build(db: Database) -> list[Draft]:
        kinds = {sha: _kinds(db, sha) for sha in wanted}
        if any(found & {KEPT, VALUE} for found in kinds.values()):
            raise NotAllowed(
                "some of these words are also the value of a verdict or decision, which a log must keep",
                kept="nothing was changed",
            )
        mine = all(PLAIN not in kinds[sha] and _only_mine(desk, sha) for sha in wanted)
        data: dict[str, Any] = {"blobs": list(wanted), "reason": blobs.some(reason)}
        return [Draft("erase", data | {"right": None if mine else desk.right("owner")}, blobs)]

    return desk.act(build)[0]


def _kinds(db: Database, sha: str) -> set[str]:
    acts = db.decisions.acts_naming_blob(sha)
    return {kind for act in acts for _, named, kind in types.blobs(act.event.type, act.event.data) if named == sha}


def _only_mine(desk: Desk, sha: str) -> bool:
    return all(act.person == desk.person for act in desk.db.decisions.acts_naming_blob(sha))


def _files_only_in(desk: Desk, wanted: Sequence[str]) -> list[str]:
    """Attached files that no other evidence record names, and no event."""
    own = {file for sha in wanted if (file := _file_of(desk, sha))}
    if not own:
        return []
    acts = [act for name in WITH_EVIDENCE for act in desk.db.decisions.acts_of_type(name)]
    others = {sha for act in acts for sha in act.event.data["evidence"]} - set(wanted)
    still = {_file_of(desk, sha) for sha in others}
    return sorted(file for file in own - still if not desk.db.decisions.acts_naming_blob(file))


def _file_of(desk: Desk, sha: str) -> str:
    """The digest of the file that an evidence record names; "" for other words."""
    try:
        record = words.open_record(desk.db.blob(sha) or b"")
    except TamperedError:
        return ""
    return str(record.get("file_sha256", "")) if isinstance(record, dict) else ""


def _opened(desk: Desk, sha: str) -> str:
    try:
        return desk.db.words(sha) or ""
    except TamperedError:
        return ""  # a whole text: drafts that quote it are found by the claims they are on


def _drafts(desk: Desk, texts: Sequence[str], concerned: Iterable[Event]) -> list[str]:
    """Local drafts on the claims concerned, and those that hold the words."""
    claims = {str(event.data["claim"]) for event in concerned if event.data.get("claim")}
    found = []
    for key, draft in desk.db.local.drafts().items():
        of_claim = any(claim in key for claim in claims)
        alike = any(_alike(text, draft) for text in texts)
        if of_claim or alike:
            found.append(key)
    return found


def _alike(text: str, draft: str) -> bool:
    return (len(text) >= SHORT and text in draft) or (len(draft) >= SHORT and draft.strip() in text)


def _forget_metadata(desk: Desk, articles: Iterable[str]) -> None:
    """Puts articles in anew without what was known of them, while their text still stands."""
    for article in articles:
        row = desk.db.corpus.article(article)
        version = desk.db.corpus.version(row.version) if row is not None and row.version else None
        if row is None or version is None or not desk.db.has_blob(version.text_sha256):
            continue
        text = desk.text(version.id)
        kept = Version(
            version.id,
            article,
            version.raw_sha256,
            version.text_sha256,
            version.reader,
            version.reader_version,
            text,
        )
        bare = Article(row.id, row.key, Metadata(), row.aliases)
        desk.db.corpus.put_article(ArticleEntry(bare, kept, row.in_project))


def _derive_anew(desk: Desk, concerned: Sequence[Event]) -> None:
    """What follows from the words: where claims stand, and claims that were given words."""
    desk.forget_texts()
    settling.settle_claims(desk.db, {str(e.data["claim"]) for e in concerned if e.data.get("claim")})
    given = {str(event.data["version"]) for event in concerned if event.type in ("given", "revise")}
    for version in given:
        row = desk.db.corpus.version(version)
        if row is not None:
            indexing.index(desk, row.article, force=True)


def _empty_crashes() -> None:
    folder = heads.state_folder() / "crashes"
    for path in folder.glob("crash-*.txt"):
        path.unlink(missing_ok=True)


def _unreachable(desk: Desk, articles: Iterable[str]) -> Iterator[str]:
    yield "other machines that hold this log, until they take it in again"
    yield "backups of this machine"
    for kept in sorted(desk.db.path.parent.glob(f"{desk.db.path.name}.damaged-*")):
        yield f"the damaged database that was put aside, {kept}: delete it"
    if any((folder / ".git").exists() for folder in (desk.folder, *desk.folder.parents)):
        yield "the history of version control (.git), where the database or the articles were committed"
    exports = len(desk.db.decisions.acts_of_type("export"))
    if exports:
        yield f"files that were handed out: the log knows of {exports} exports"
    for article in articles:
        row = desk.db.corpus.article(article)
        if row is not None and _inside(desk.folder, row.key).is_file():
            yield f"the article's own file {row.key}: delete it, and its line in {desk.sheet_path.name}"


def _inside(folder: Path, key: str) -> Path:
    return folder / key.lstrip("/") if "\0" not in key and len(key) < 1000 else folder / "."


def _described(desk: Desk, sha: str) -> str:
    acts = desk.db.decisions.acts_naming_blob(sha)
    uses = {f"{field} of {act.event.type} {act.event.hash[:10]}" for act in acts for field in _fields(act.event, sha)}
    return ", ".join(sorted(uses))


def _fields(event: Event, sha: str) -> Iterator[str]:
    yield from (field for field, named, _ in types.blobs(event.type, event.data) if named == sha)
