"""A desk of a million claims in minutes: one article is cut for good, thousands more are made of it word for word.

Every made article has words of its own, each as long as the one it stands for; so places, numbers and dates of the
first hold for all, and only what is made of words is made anew. Events, texts, claims and full text are written by
the same code as for any article; extraction, postings and matching, which a bench of the screen does not measure,
are spared.
"""

from __future__ import annotations

import random
import re
import shutil
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from benchmarks import _workspaces
from reviewer.extract import EXTRACTOR_VERSION, describe, extract
from reviewer.ingest import classify
from reviewer.model.article import Article, Metadata, Origin, Version
from reviewer.model.claim import Claim, Extraction
from reviewer.model.ids import article_id, claim_id, digest, version_id
from reviewer.store.database import Draft
from reviewer.store.records import ArticleEntry, BlockRow, IndexedClaim
from reviewer.workspace import Workspace
from reviewer.workspace.describing import tell
from reviewer.workspace.desk import Blobs, Desk
from reviewer.workspace.indexing import _stamp
from reviewer.workspace.listing import blocks_of
from reviewer.workspace.matched import MATCHER_VERSION
from reviewer.workspace.standing import standing_of, write_extraction

BODIES = 4
"""Made-up articles in the one that others are made of."""
AT_ONCE = 10
"""Articles written in one transaction."""
LONG = 1_000_000
"""Characters of the long article, which is the first of the desk and taken in like any other."""
_MADE_UP = re.compile(r"\b[A-Z]?[a-z]+\b")
_SYLLABLES = [consonant + vowel for consonant in "bdfgklmnprstv" for vowel in "aeo"]
_VOCABULARY = 5_000
"""Words of each length."""


def desk(folder: Path, claims: int) -> Path:
    """The workspace of so many claims in `folder`, made once; its first article is long."""
    mark = folder / "made"
    if mark.is_file():
        with Workspace.open(folder, me="ann", via="flag") as workspace:
            if workspace.summary().claims >= claims:
                _as_matched(workspace.desk)
                return folder
        shutil.rmtree(folder)  # a newer program drops what an older one derived, unless it can put it right
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "claims.yaml").write_text("format: reviewer.project/1\narticles:\n  - glob: long.txt\n", "utf-8")
    (folder / "long.txt").write_text(long_text(), "utf-8")
    with Workspace.open(folder, me="ann", via="flag") as workspace:
        if not workspace.summary().claims:
            workspace.update()
        _fill(workspace.desk, claims)
    mark.write_text(str(claims), "ascii")
    return folder


def _as_matched(desk: Desk) -> None:
    """Nothing here was ever matched: a newer matcher must not begin to in the midst of what is measured."""
    with desk.db.write():
        desk.db.corpus._c.conn.execute(
            "UPDATE article SET stamp_matcher = ? WHERE stamp_version != ''", (MATCHER_VERSION,)
        )


def long_text() -> str:
    """One article of a million characters."""
    prose = _workspaces.Prose(7)
    parts = ["The long report on the harbour of Delo"]
    size = 0
    while size < LONG:
        body = prose.article().split("\n\n")[1:]
        parts += [paragraph.strip() for paragraph in body]
        size = sum(map(len, parts))
    return "\n\n".join(parts) + "\n"


def _fill(desk: Desk, claims: int) -> None:
    mould = Mould(_workspaces.Prose(3))
    have, began = desk.db.corpus.counts().claims, time.monotonic()
    number = desk.db.corpus.counts().articles  # one that was stopped goes on from there
    while have < claims:
        with desk.db.write():
            for _ in range(AT_ONCE):
                number += 1
                mould.write(desk, number)
        have = desk.db.corpus.counts().claims
        if number % (10 * AT_ONCE) == 0:
            sys.stderr.write(f"{have:,} claims written, {time.monotonic() - began:.0f} s\n")


class Mould:
    """One article that others are made of."""

    def __init__(self, prose: _workspaces.Prose) -> None:
        self.text = text = "\n".join(prose.article() for _ in range(BODIES))
        blocks = classify(text, reader="plain")
        self.extraction: Extraction = extract(text, blocks, "en")
        self.metadata = Metadata(language="en", origins={"language": Origin.ARTICLE})
        self._known = frozenset(re.findall(r"[a-z]+", " ".join(_workspaces.plain_words()).lower()))
        draw = random.Random(11)
        self._words = {
            size: ["".join(draw.choices(_SYLLABLES, k=size // 2)) for _ in range(_VOCABULARY)]
            for size in range(2, 10, 2)
        }
        self._claims = [
            describe(cut, text, article="", version="", metadata=self.metadata, context=self.extraction)
            for cut in self.extraction.cuts
        ]

    def write(self, desk: Desk, number: int) -> None:
        """Writes one more article."""
        text = self._reworded(number)
        key = f"made/{number:06}.txt"
        article = article_id(key)
        raw = text.encode("utf-8")
        version = version_id(article, digest(raw), digest(raw))
        metadata = replace(
            self.metadata, title=text.partition("\n")[0], origins={**self.metadata.origins, "title": Origin.ARTICLE}
        )
        tell(desk, article, [key], metadata, None)
        desk.act(lambda _: self._drafts(desk, article, version, raw))
        standing = standing_of(desk, article)
        assert standing is not None
        row = Version(version, article, digest(raw), digest(raw), "plain", "1", text)
        desk.db.corpus.put_article(ArticleEntry(Article(article, key, standing.metadata), row))
        blocks: list[BlockRow] = list(blocks_of(desk, version, self.extraction))
        claims = [IndexedClaim(claim) for claim in self._cast(article, version, text)]
        desk.db.corpus.replace_article_claims(article, _stamp(desk, standing), claims, blocks=blocks)
        desk.db.corpus.replace_matches(article, (), matcher=MATCHER_VERSION)

    def _drafts(self, desk: Desk, article: str, version: str, raw: bytes) -> list[Draft]:
        blobs, cut = Blobs(), Blobs()
        data = {"article": article, "version": version, "raw": blobs.plain(raw), "text": digest(raw)}
        data |= {"reader": "plain", "reader_version": "1", "remarks": []}  # type: ignore[dict-item]
        found = {"version": version, "blob": cut.plain(write_extraction(self.extraction))}
        return [
            desk.draft("version", data, blobs),
            Draft("extraction", {**found, "extractor": EXTRACTOR_VERSION}, cut),
        ]

    def _reworded(self, number: int) -> str:
        draw = random.Random(number)
        words: dict[str, str] = {}

        def other(found: re.Match[str]) -> str:
            word = found[0]
            small = word.lower()
            if small in self._known or len(small) not in self._words:
                return word
            if small not in words:
                words[small] = draw.choice(self._words[len(small)])
            return words[small].capitalize() if word[0].isupper() else words[small]

        return _MADE_UP.sub(other, self.text)

    def _cast(self, article: str, version: str, text: str) -> Iterator[Claim]:
        for claim in self._claims:
            yield replace(
                claim,
                id=claim_id(version, claim.span, claim.carried),
                article=article,
                version=version,
                quote=claim.span.of(text),
                claimants=tuple(replace(c, name=c.span.of(text)) if c.span else c for c in claim.claimants),
                names=tuple(replace(n, text=n.span.of(text)) for n in claim.names),
                restatement=None,
            )
