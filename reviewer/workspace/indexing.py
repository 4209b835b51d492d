"""From the log to the corpus: the claims of an article as they count now, in one transaction an article."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable
from dataclasses import replace

from reviewer.extract import EXTRACTOR_VERSION
from reviewer.match.shingles import shingles
from reviewer.match.terms import NORM_VERSION
from reviewer.model import codec
from reviewer.model.article import Article, Version
from reviewer.store.records import ArticleEntry, ArticleRow, Stamp
from reviewer.workspace import models, settling
from reviewer.workspace.desk import Desk
from reviewer.workspace.listing import Text, blocks_of, claims_of, texts_of
from reviewer.workspace.newtext import carry_over
from reviewer.workspace.standing import Standing, standing_of

INDEX_VERSION = 4
"""Raised with any change of what is kept of a claim; older rows are made anew."""


def index(desk: Desk, article: str, *, force: bool = False) -> bool:
    """Brings the corpus up to the log for one article; whether anything was to do that is to be matched.

    A new model of worth scores its claims anew, and their matches stay.
    """
    standing = standing_of(desk, article)
    if standing is None or standing.version is None or standing.extraction is None:
        return False
    stamp = _stamp(desk, standing)
    row = desk.db.corpus.article(article)
    kept = desk.db.corpus.stamp(article)
    if kept is None or force or row is None or not _row_stands(row, standing):
        kept = Stamp("", 0)
    if kept == replace(stamp, matcher=kept.matcher):
        return False
    if not desk.db.has_blob(standing.version.data["text"]):
        return False  # the text was erased, or another machine has it: what is here stays as it is
    if _but_for_model(kept) == _but_for_model(stamp):
        reindex(desk, standing, replace(stamp, matcher=kept.matcher))
        return False
    reindex(desk, standing, stamp)
    return True


def reindex(desk: Desk, standing: Standing, stamp: Stamp) -> None:
    """Writes the claims of one article into the corpus, in one transaction."""
    texts = list(texts_of(desk, standing))
    now = texts[0]
    blocks = list(blocks_of(desk, now.version, now.extraction))
    claims = [claim for text in texts for claim in claims_of(desk, standing, text, blocks if text is now else ())]
    claims, carries = carry_over(desk, standing, texts, claims)
    giving = [block.span for block in blocks if block.cls.gives_claims]
    article = Article(standing.article, standing.key, standing.metadata, standing.aliases)
    marks = shingles(now.text, giving)
    with desk.db.write():
        desk.db.corpus.put_article(
            ArticleEntry(article, _version(standing, now.text), standing.in_project, remarks=standing.remarks)
        )
        for text in texts[1:]:
            desk.db.corpus.put_version(_earlier(desk, standing, text))
        desk.db.corpus.replace_article_claims(standing.article, stamp, claims, blocks=blocks, shingles=marks)
        before = desk.db.corpus.carries_in(standing.article)
        desk.db.corpus.set_carries(standing.article, carries)
        if len(texts) > 1:  # whether a claim's text is the present one shows in its status
            stood_for = {row.new for row in (*before, *carries) if row.new}
            settling.settle_claims(desk.db, {*_judged(desk, [item.claim.id for item in claims]), *stood_for})


def _version(standing: Standing, text: str) -> Version:
    assert standing.version is not None
    data = standing.version.data
    reader = (data["reader"], data["reader_version"])
    return Version(data["version"], standing.article, data["raw"], data["text"], *reader, text)


def _earlier(desk: Desk, standing: Standing, text: Text) -> Version:
    acts = desk.db.decisions.acts_of_version(text.version, types=("version",))
    data = acts[-1].event.data
    reader = (data["reader"], data["reader_version"])
    return Version(text.version, standing.article, data["raw"], data["text"], *reader, text.text)


def _judged(desk: Desk, claims: Collection[str]) -> Iterable[str]:
    """Those of the claims that anybody acted on."""
    return desk.db.decisions.acts_touching(claims)


def _stamp(desk: Desk, standing: Standing) -> Stamp:
    """What the rows of an article follow from, as one digest, and the model that scored them.

    Acts on single claims stand apart (`relist_claims`).
    """
    assert standing.version is not None
    assert standing.extraction is not None
    version = standing.version.data["version"]
    types = ("block", "given", "revise")
    acts = [a for v in standing.versions for a in desk.db.decisions.acts_of_version(v, types=types, current=True)]
    parts = [
        json.dumps(codec.encode(standing.metadata), sort_keys=True),
        standing.extraction.data["blob"],
        f"{EXTRACTOR_VERSION} {NORM_VERSION} {INDEX_VERSION}",
        *sorted(act.event.hash for act in acts),
    ]
    digest = hashlib.sha256("\n".join(parts).encode()).hexdigest()
    model = models.in_force(desk, "worth").stamp
    detail = f"{digest} {model}" if model else digest
    return Stamp(version, standing.extraction.data["extractor"], detail=detail)


def _but_for_model(stamp: Stamp) -> tuple[str, int, str]:
    return stamp.version, stamp.extractor, stamp.detail.partition(" ")[0]


def _row_stands(row: ArticleRow, standing: Standing) -> bool:
    now = (standing.in_project, standing.key, standing.aliases, standing.remarks)
    return (row.in_project, row.key, row.aliases, row.remarks) == now
