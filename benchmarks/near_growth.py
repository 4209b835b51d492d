"""How does the index of near pairs grow? Built at once, then kept up article by article, from 1,000 claims on.

A million claims take some minutes and 3 GB of disk: set REVIEWER_BENCH_MILLION=1 to have them too.
"""

from __future__ import annotations

import hashlib
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks import _made_claims, _workspaces
from benchmarks._made_claims import ARTICLE
from benchmarks._sets import claim_of
from benchmarks.table import Row
from reviewer.match.terms import terms
from reviewer.model.article import Article, Metadata, Version
from reviewer.store.corpus import ArticleEntry, IndexedClaim, Stamp
from reviewer.store.database import Database
from reviewer.store.postings import write_postings
from reviewer.store.records import CLAIM_BITS

SIZES = (1_000, 10_000, 100_000)
MILLION = 1_000_000
NEW = 21
"""New articles, one after the other; the figures are medians."""
ROWS = 20_000


def rows(_shared: Path) -> list[Row]:
    """One row a size; each in a process of its own, so that its memory is its own."""
    sizes = (*SIZES, *((MILLION,) if os.environ.get("REVIEWER_BENCH_MILLION") else ()))
    found = []
    for size in sizes:
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.near_growth", str(size)],
            cwd=_workspaces.ROOT, check=True, stdout=subprocess.PIPE,
        )  # fmt: skip
        found.append(Row(f"{size:,} claims", json.loads(done.stdout)))
    return found


def measured(size: int) -> dict[str, float]:
    """Builds, asks and adds, in a database of its own."""
    made = _made_claims.made(size)
    with tempfile.TemporaryDirectory(dir=_workspaces.place()) as place:
        path = Path(place, "reviewer.db")
        with Database.create_or_open(path, name="bench") as database:
            _fill(database, made.texts)
            gold = made.across()
            new = _made_claims.articles(NEW, made.texts)
            del made
            start, wall = time.process_time(), time.perf_counter()
            database.corpus.build_near()
            built, waited = time.process_time() - start, time.perf_counter() - wall
            room = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
            pairs = {(_place(p.one), _place(p.other)) for p in database.corpus.near().pairs()}
            spent = [_added(database, size // ARTICLE + 2 + n, texts) for n, texts in enumerate(new)]
        return {
            "build CPU s": built,
            "build wall s": waited,
            "peak GB": room,
            "pairs": len(pairs),
            "variants found": len(gold & pairs) / max(1, len(gold)),
            "database GB": sum(file.stat().st_size for file in Path(place).iterdir()) / 1e9,
            "article CPU ms": statistics.median(1000 * cpu for cpu, _ in spent),
            "article wall ms": statistics.median(1000 * elapsed for _, elapsed in spent),
            "slowest CPU ms": max(1000 * cpu for cpu, _ in spent),
        }


def _place(number: int) -> int:
    return ((number >> CLAIM_BITS) - 1) * ARTICLE + (number & ((1 << CLAIM_BITS) - 1)) - 1


def _fill(database: Database, texts: list[str]) -> None:
    """Articles, claims and postings as filling a corpus leaves them, without what near pairs do not read."""
    with database.corpus._c.write() as conn:
        for start in range(0, len(texts), ROWS):
            part = range(start, min(start + ROWS, len(texts)))
            numbered = [((n // ARTICLE + 1 << CLAIM_BITS) + n % ARTICLE + 1, texts[n]) for n in part]
            conn.executemany(
                "INSERT INTO claim(n, id, version, ordinal, start, end, quote, kind, score, needs_context, has_number, "
                "claimants, dim, place, terms, record, carried, listed) "
                "VALUES (?1, 'm' || ?1, 'v', 0, 0, 1, ?2, 'fact', 0.5, '', 0, '', 0, 0, ?2, '{}', '', 0)",
                numbered,
            )
            write_postings(conn, removed=[], added=numbered)
        conn.executemany(
            "INSERT INTO article(number, id, key, aliases, metadata, title, version, listed, in_project, rank, "
            "remarks, stamp_version, stamp_extractor, stamp_matcher, stamp_detail) "
            "VALUES (?1, 'a' || ?1, 'k' || ?1, '[]', '{}', '', '', 1, 1, 0, '[]', '', 0, 0, '')",
            [(n + 1,) for n in range((len(texts) - 1) // ARTICLE + 1)],
        )
        conn.executemany(
            "INSERT INTO local_article(number, article) VALUES (?1, 'a' || ?1)",
            [(n + 1,) for n in range((len(texts) - 1) // ARTICLE + 1)],
        )
        conn.execute("UPDATE stamp SET value = ? WHERE name = 'claims'", (len(texts),))


def _added(database: Database, number: int, texts: list[str]) -> tuple[float, float]:
    """One new article, from its claims' texts to stored pairs and COMMIT: CPU and wall seconds."""
    key = f"new{number}"
    claims = [claim_of(text, number * 1_000 + n, key) for n, text in enumerate(texts)]
    text = "\n".join(texts)
    blob = hashlib.sha256(text.encode()).hexdigest()
    version = Version("v" + key, key, blob, blob, "plain", "1", text)
    entry = ArticleEntry(Article(key, key, Metadata(), ()), version)
    start, wall = time.process_time(), time.perf_counter()
    indexed = [IndexedClaim(claim, terms(claim.quote)) for claim in claims]
    with database.write():
        database.put_blobs({blob: text.encode()})
        database.corpus.put_article(entry)
        database.corpus.replace_article_claims(key, Stamp(version.id, 1), indexed)
        row = database.corpus.article(key)
        assert row is not None
        database.corpus.near().put(row.number)
    return time.process_time() - start, time.perf_counter() - wall


if __name__ == "__main__":
    json.dump(measured(int(sys.argv[1])), sys.stdout)
