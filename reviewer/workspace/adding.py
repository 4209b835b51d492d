"""Articles taken in by hand: files, folders, or one text from standard input."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from reviewer.errors import UsageError
from reviewer.ingest import read_bytes
from reviewer.model.article import Metadata, Origin
from reviewer.model.ids import digest
from reviewer.workspace.cutting import is_date
from reviewer.workspace.desk import Desk
from reviewer.workspace.sources import Source, Trouble, files_in, is_there
from reviewer.workspace.updating import Work, catch_up, take_all, to_be_written
from reviewer.workspace.views import Skipped, UpdateReport

ITEMS = ("publisher", "url", "date", "title", "byline", "language")


def add(
    desk: Desk, paths: Sequence[Path], *, stdin: bytes | None, metadata: Mapping[str, str], work: Work
) -> UpdateReport:
    """Takes files, the files of folders, or standard input in.

    Raises:
        UsageError: nothing was named, or an item of metadata makes no sense.
    """
    to_be_written(desk)
    known = _metadata(metadata)
    found = list(_sources(desk, paths, known, metadata.get("url", "")))
    if stdin is not None:
        found.append(_from_stdin(stdin, known, metadata.get("url", "")))
    if not found:
        raise UsageError("no article was found there", next_step="name files, folders with articles, or - ")
    sources = [source for source in found if isinstance(source, Source)]
    work.skipped += [Skipped(item.label, item.reason) for item in found if isinstance(item, Trouble)]
    take_all(desk, sources, work, None)
    catch_up(desk, work)
    return work.report(desk)


def _metadata(given: Mapping[str, str]) -> Metadata:
    unknown = [item for item in given if item not in ITEMS]
    if unknown:
        raise UsageError(f"no such item of an article: {unknown[0]}", next_step="one of " + ", ".join(ITEMS))
    day = given.get("date", "")
    if day and not is_date(day):
        raise UsageError(f"not a date: {day}", next_step="write it as 2017-07-24")
    return Metadata.of(Origin.COMMAND, dict(given))


def _sources(desk: Desk, paths: Sequence[Path], metadata: Metadata, url: str) -> Iterator[Source | Trouble]:
    files: list[Path | Trouble] = []
    for path in paths:
        inside = list(files_in(path)) if path.is_dir() else []
        files += inside or [Trouble(str(path), "no article in this folder") if path.is_dir() else path]
    if url and len(files) > 1:
        raise UsageError("--url names one page, and several files were given", kept="nothing was taken in")
    for file in files:
        if isinstance(file, Trouble):
            yield file
        elif not is_there(file):
            yield Trouble(str(file), "there is no such file")
        else:
            yield _from_file(desk, file, metadata)


def _from_file(desk: Desk, path: Path, metadata: Metadata) -> Source:
    """A file inside the workspace is known by its path there, one outside by its full path."""
    full = path.absolute()
    root = desk.folder.resolve()
    try:
        key = full.resolve().relative_to(root).as_posix()
        where, base = root / key, root
    except ValueError:
        key, where, base = full.as_posix(), full, full.resolve().parent
    return Source(key, str(path), lambda: read_bytes(where, base), path.name, metadata=metadata)


def _from_stdin(raw: bytes, metadata: Metadata, url: str) -> Source:
    """Standard input is known by the url given, else by its bytes."""
    key = url or f"text:{digest(raw)}"
    return Source(key, "standard input", lambda: raw, "standard input", metadata=metadata)
