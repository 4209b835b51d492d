"""What needs no workspace: the claims of a file, two files beside each other, and the check of a file handed out."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from reviewer.errors import InputError, StoreError, UsageError
from reviewer.export import points
from reviewer.export.check import check_file
from reviewer.export.reading import ClaimsFile, parse
from reviewer.extract import claims
from reviewer.ingest import classify, read, read_bytes
from reviewer.match.align import pieces
from reviewer.match.candidates import MemoryIndex
from reviewer.match.difference import difference
from reviewer.match.lineage import ArticleSide, informants_of, lineage
from reviewer.match.pair import best
from reviewer.match.side import Side
from reviewer.match.topic import key_terms
from reviewer.match.weights import Weights
from reviewer.model.article import Block, Metadata
from reviewer.model.claim import Claim
from reviewer.model.comparison import Match
from reviewer.model.ids import article_id, digest, version_id
from reviewer.model.lineage import Lineage
from reviewer.workspace import pointing
from reviewer.workspace.bundling import is_bundle, verify_bundle
from reviewer.workspace.checking import verify_against
from reviewer.workspace.views import Finding, Piece, VerifyReport
from reviewer.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True)
class FileClaims:
    """An article that stands in no workspace, with its claims in text order. `key` is its path as given."""

    key: str
    article: str
    version: str
    raw_sha256: str
    text_sha256: str
    reader: str
    reader_version: str
    metadata: Metadata
    text: str
    blocks: tuple[Block, ...]
    claims: tuple[Claim, ...]
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FileMatch:
    """A match of two files: the claims, what differs in words, and the words aligned."""

    left: Claim
    right: Claim
    match: Match
    difference: str
    mine: tuple[Piece, ...]
    theirs: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class FileComparison:
    """Two files beside each other: matches best first, look-alikes that are none, and how the texts are related."""

    left: FileClaims
    right: FileClaims
    matches: tuple[FileMatch, ...]
    lookalikes: tuple[FileMatch, ...]
    lineage: Lineage


def claims_of_file(path: Path) -> FileClaims:
    """The claims of one file.

    Raises:
        UnreadableArticle: with the reason.
    """
    raw = read_bytes(path.absolute(), path.resolve().parent)
    reading = read(raw, path.name)
    blocks = classify(reading.text, reader=reading.reader)
    key = path.as_posix()
    article = article_id(key)
    raw_sha, text_sha = digest(raw), digest(reading.text.encode("utf-8"))
    version = version_id(article, raw_sha, text_sha)
    found = claims(reading.text, blocks, reading.metadata, article, version)
    return FileClaims(
        key,
        article,
        version,
        raw_sha,
        text_sha,
        reading.reader,
        reading.reader_version,
        reading.metadata,
        reading.text,
        tuple(blocks),
        found,
        reading.remarks,
    )


def compare_files(left: Path, right: Path) -> FileComparison:
    """All claims of one file against all of the other.

    Raises:
        UnreadableArticle, InputError: with the reason.
    """
    one, other = claims_of_file(left), claims_of_file(right)
    if one.article == other.article:
        raise InputError("both names are the same file", next_step="name two files")
    index = MemoryIndex()
    sides = [_sides(one, Weights()), _sides(other, Weights())]
    for side in (*sides[0], *sides[1]):
        index.add(side.terms)
    weights = Weights(articles=2, claims=index.size, counts=index.counts())
    mine, theirs = _sides(one, weights), _sides(other, weights)
    found = [best(side, theirs, weights) for side in mine]
    offered = sorted((m for each in found for m in each.matches), key=lambda m: -m.score)
    lookalikes = sorted((each.lookalike for each in found if each.lookalike is not None), key=lambda m: -m.score)
    by_id = {side.claim.id: side for side in (*mine, *theirs)}
    matched = len({m.left for m in offered} | {m.right for m in offered}) / 2
    fewer = max(1, min(len(mine), len(theirs)))
    return FileComparison(
        one,
        other,
        tuple(_shown(match, by_id, one.article) for match in offered),
        tuple(_shown(match, by_id, one.article) for match in lookalikes[:5]),
        lineage(_article(one), _article(other), matched=min(1.0, matched / fewer)),
    )


def _sides(file: FileClaims, weights: Weights) -> list[Side]:
    topic = key_terms(file.text, weights)
    return [Side.of(claim, file.text, file.metadata, topic) for claim in file.claims]


def _article(file: FileClaims) -> ArticleSide:
    giving = tuple(block.span for block in file.blocks if block.cls.gives_claims)
    return ArticleSide(file.article, file.text, file.metadata, giving, informants_of(file.claims))


def _shown(match: Match, by_id: dict[str, Side], own: str) -> FileMatch:
    mine, theirs = by_id[match.left], by_id[match.right]
    if mine.claim.article != own:
        mine, theirs = theirs, mine
    left, right = pieces(mine.claim.quote, theirs.claim.quote)
    return FileMatch(
        mine.claim,
        theirs.claim,
        match,
        difference(match.comparison, mine, theirs),
        tuple(Piece(*piece) for piece in left),
        tuple(Piece(*piece) for piece in right),
    )


def verify_file(path: Path, workspace: Workspace | None = None, source: Path | None = None) -> VerifyReport:
    """Whether a file is as it was written.

    Args:
        path: a claims file, a log file, or a checkpoint.
        workspace: also whether its log is the one of this workspace.
        source: a file that was kept elsewhere (checkpoint, earlier export or bundle, log, heads.json) to hold it to.

    Raises:
        InputError: a file that cannot be read at all, or `source` is of another kind.
    """
    if is_bundle(path):
        return VerifyReport(verify_bundle(path, source))
    data = pointing.read(path)
    logs = None if workspace is None else pointing.logs_of(workspace.desk)
    if points.is_checkpoints(data):
        if source is not None:
            logs = points.logs_in(pointing.read(source), source.name)
        return VerifyReport(tuple(pointing.checkpoint_file(path, data, logs, workspace.desk if workspace else None)))
    findings = [Finding(found.ok, found.what, found.words) for found in check_file(data, path.name)]
    if workspace is not None:
        file = _claims_file(data, path.name)
        good = file is not None and not any(found.ok is False for found in findings)
        findings += verify_against(workspace.desk, file) if file is not None and good else ()
    if source is not None:
        own = points.logs_in(data, path.name)
        if own is None and any(found.ok is False for found in findings):
            return VerifyReport(tuple(findings))
        if own is None:
            raise InputError(
                f"{path.name} holds no whole log to be held against {source.name}",
                next_step="verify a log file, or the workspace, with --from",
            )
        findings += pointing.against(own, source)
    return VerifyReport(tuple(findings))


def verify_here(path: Path, folder: Path) -> VerifyReport:
    """As `verify_file`; where `folder` lies in the workspace whose log the file is of, held against that as well.

    Raises:
        InputError: the file cannot be read at all.
    """
    if is_bundle(path):
        return verify_file(path)
    try:
        with Workspace.open(Workspace.find(folder), read_only=True) as workspace:
            if _is_of(pointing.read(path), path.name, workspace):
                return verify_file(path, workspace)
    except (UsageError, StoreError):
        return verify_file(path)
    return verify_file(path)


def _is_of(data: bytes, name: str, workspace: Workspace) -> bool:
    """Whether the file is of a log that this workspace knows."""
    if points.is_checkpoints(data):
        return True
    file = _claims_file(data, name)
    point = file.checkpoint() if file is not None else None
    return point is not None and point.log in pointing.logs_of(workspace.desk)


def _claims_file(data: bytes, name: str) -> ClaimsFile | None:
    try:
        file = parse(data, name)
    except InputError:
        return None
    return file if isinstance(file, ClaimsFile) else None
