"""The claims of a file outside a workspace, written in the shape of an export."""

from __future__ import annotations

from reviewer import __version__
from reviewer.export import claims_file, draft, records
from reviewer.export.inputs import RecordInput, VersionInput
from reviewer.model.article import Article
from reviewer.model.span import Anchor
from reviewer.workspace.files import FileClaims


def written(file: FileClaims, kind: str) -> str:
    """The records of a file as `yaml`, `json` or `jsonl`, without proof: nobody judged anything yet."""
    article = Article(file.article, file.key, file.metadata)
    version = VersionInput(file.version, file.raw_sha256, file.text_sha256, file.reader, file.reader_version)
    found = [
        records.extracted(RecordInput(claim, Anchor.take(file.text, claim.span), article, version))
        for claim in file.claims
    ]
    return "".join(claims_file.chunks(kind, draft.plain(found, f"reviewer {__version__}")))
