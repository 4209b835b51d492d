"""How articles, versions and claims are named: docs/log.md, section "Ids"."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable

from reviewer.model.span import Span

ID_LENGTH = 26
"""Characters kept of a base32 digest: 130 bits."""


def digest(data: bytes) -> str:
    """Lower-case hex sha256."""
    return hashlib.sha256(data).hexdigest()


def _short(text: str) -> str:
    raw = hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
    return base64.b32encode(raw).decode("ascii").lower()[:ID_LENGTH]


def article_id(key: str) -> str:
    """The id of the article with this key."""
    return _short(f"reviewer-article/1\n{key}")


def version_id(article: str, raw_sha256: str, text_sha256: str) -> str:
    """The id of one text of an article."""
    return _short(f"reviewer-version/1\n{article}\n{raw_sha256}\n{text_sha256}")


def claim_id(version: str, span: Span, carried: Iterable[Span] = ()) -> str:
    """The id of the claim on these spans: its own and the carried ones, in text order."""
    spans = sorted({span, *carried})
    return _short(f"reviewer-claim/1\n{version}" + "".join(f"\n{s.start} {s.end}" for s in spans))
