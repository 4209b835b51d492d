"""The index of near pairs: a batch and one by one give the same, a build is taken up again, the old one serves."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from reviewer.match import near_batch
from reviewer.match.near import KEPT
from reviewer.store.near import NearIndex
from reviewer.store.near_build import Build

ROOT = Path(__file__).resolve().parents[2]
WORDS = ("weir", "lock", "quay", "dyke", "kiln", "loom", "forge", "byre", "croft", "glebe", "spire", "moat")
QUOTES = ("On day {0} the index closed higher: {1}.", "It was told in village number {0} that {1}.")
WAYS = [False, pytest.param(True, marks=pytest.mark.skipif(not near_batch.available(), reason="needs [scale]"))]


class Filled:
    """A corpus of made-up claims: article n holds two; every third article says almost the same."""

    def __init__(self, database):
        self.corpus = database.corpus
        self.c = database.corpus._c
        self.index = NearIndex(self.c)

    def put(self, article, *claims):
        with self.c.write() as conn:
            conn.execute("DELETE FROM claim WHERE n >> 20 = ?", (article,))
            conn.execute(
                "INSERT OR REPLACE INTO article(number, id, key, aliases, metadata, title, version, listed, in_project, rank,"
                " remarks, stamp_version, stamp_extractor, stamp_matcher, stamp_detail)"
                " VALUES (?, ?, ?, '[]', '{}', '', '', ?, 1, 0, '[]', '', 0, 0, '')",
                (article, f"a{article}", f"k{article}", len(claims)),
            )
            conn.executemany(
                "INSERT INTO claim(n, id, version, ordinal, start, end, quote, kind, score, needs_context, has_number,"
                " claimants, dim, place, terms, record, carried, listed)"
                " VALUES (?, ?, 'v', 0, 0, 1, ?, 'fact', 0.5, '', 0, '', 0, 0, ?, '{}', '', ?)",
                [
                    ((article << 20) + n, f"c{article}.{n}", QUOTES[article % 2].format(article, claim), claim, n)
                    for n, claim in enumerate(claims, 1)
                ],
            )

    def some(self, first, last):
        for article in range(first, last):
            self.put(article, *claims(article))


def claims(article):
    a, b, c = (WORDS[(article * k) % len(WORDS)] for k in (1, 5, 7))
    group = article // 3
    return f"{a} {b} g{group} h{group} x{article}", f"{b} {c} i{group % 9} j{group % 5} y{article}"


@pytest.fixture
def filled(database):
    return Filled(database)


@pytest.mark.parametrize("batch", WAYS)
def test_one_by_one_gives_what_a_batch_gives(filled, batch, monkeypatch):
    filled.some(1, 60)
    filled.corpus.build_near(batch=batch)
    frozen = filled.index.generation
    counts = dict(filled.c.rows("SELECT term, df FROM near_term"))
    filled.some(60, 90)
    for article in range(60, 90):
        assert filled.index.put(article)
    one_by_one = filled.index.pairs()
    assert one_by_one
    assert {p.other >> 20 for p in one_by_one} & set(range(60, 90))

    frequencies_of_then(monkeypatch, frozen, counts)
    filled.corpus.build_near(batch=batch)
    assert filled.index.generation.number == frozen.number + 1
    assert filled.index.pairs() == one_by_one


def frequencies_of_then(monkeypatch, frozen, counts):
    """Makes the next batch weigh by the frequencies of an earlier generation."""
    from reviewer.match.weights import Weights
    from reviewer.store import near_build
    from reviewer.store.postings import token

    class Then(dict):
        def get(self, term, default=0):
            return counts.get(token(term), default)

    monkeypatch.setattr(
        near_build, "Weights", lambda number, *_: Weights(number, frozen.articles, frozen.claims, Then())
    )


@pytest.mark.parametrize("batch", WAYS)
def test_articles_that_go_or_change_leave_what_a_batch_would_give(filled, batch, monkeypatch):
    filled.some(1, 40)
    filled.put(40, *[f"weir lock same{n % 2} crowd" for n in range(KEPT + 12)])
    filled.put(41, *[f"weir lock same{n % 2} crowd u{n}" for n in range(KEPT + 12)])
    filled.corpus.build_near(batch=batch)
    frozen, counts = filled.index.generation, dict(filled.c.rows("SELECT term, df FROM near_term"))
    filled.put(41, "weir lock same1 crowd")
    filled.put(7)
    filled.put(9, *claims(12))
    for article in (41, 7, 9):
        assert filled.index.put(article)
    assert not filled.index.put(9)
    one_by_one = filled.index.pairs()
    frequencies_of_then(monkeypatch, frozen, counts)
    filled.corpus.build_near(batch=batch)
    assert filled.index.pairs() == one_by_one


@pytest.mark.parametrize("batch", WAYS)
def test_claims_that_read_alike_are_near_without_a_word_that_tells(filled, batch):
    filled.put(1, "brill")
    filled.put(3, "smelt")
    filled.corpus.build_near(batch=batch)
    assert [(pair.one >> 20, pair.other >> 20, pair.product) for pair in filled.index.pairs()] == [(1, 3, 0)]
    filled.put(4, "trout")
    filled.put(5, "tench")
    assert filled.index.put(4)
    assert filled.index.put(5)
    assert [(pair.one >> 20, pair.other >> 20) for pair in filled.index.pairs()] == [(1, 3), (1, 5), (3, 5)]


def test_an_index_by_another_notion_of_near_does_not_serve(filled, monkeypatch):
    filled.some(1, 12)
    filled.corpus.build_near(batch=False)
    monkeypatch.setattr("reviewer.store.near.VERSION", "0 ")
    assert filled.index.generation is None
    assert not filled.index.put(3)
    monkeypatch.setattr("reviewer.store.near_build.VERSION", "0 ")
    filled.corpus.build_near(batch=False)
    assert filled.index.generation.number == 2


class Stopped(Exception):
    pass


def test_a_build_that_was_broken_off_goes_on_and_the_old_one_serves_meanwhile(filled, monkeypatch):
    if not near_batch.available():
        pytest.skip("needs [scale]: without it a build is one block")
    monkeypatch.setattr("reviewer.store.near_build._Batch.block", 20)
    filled.some(1, 30)
    filled.corpus.build_near(batch=True)
    before = filled.index.pairs()
    filled.some(30, 60)

    def stop(done, every):
        if done == 3:
            raise Stopped

    with pytest.raises(Stopped):
        filled.corpus.build_near(stop, batch=True)
    assert filled.index.pairs() == before
    assert filled.index.generation.number == 1

    joined = []
    monkeypatch.setattr(
        "reviewer.match.near_batch.Table.join",
        lambda self, start, stop, real=near_batch.Table.join: joined.append(start) or real(self, start, stop),
    )
    filled.corpus.build_near(batch=True)
    assert joined == [60, 80, 100]
    assert filled.index.generation.number == 2
    assert filled.c.value("SELECT count(*) FROM near_block") == 0
    assert filled.c.value("SELECT count(DISTINCT generation) FROM near_pair") == 1
    taken_up = filled.index.pairs()
    filled.corpus.build_near(batch=False)
    assert filled.index.pairs() == taken_up


KILLED = """
import os, signal, sys
from pathlib import Path
from reviewer.store import near_build
from reviewer.store.database import Database

near_build._Batch.block = 20
database = Database.create_or_open(Path(sys.argv[1]), name="Ana")
database.corpus.build_near(lambda done, _: os.kill(os.getpid(), signal.SIGKILL) if done == 2 else None, batch=True)
"""


def test_a_build_that_was_killed_goes_on_where_it_was(filled, database, monkeypatch):
    if not near_batch.available():
        pytest.skip("needs [scale]: without it a build is one block")
    filled.some(1, 30)
    killed = subprocess.run([sys.executable, "-c", KILLED, str(filled.c.path)], cwd=ROOT, timeout=300)
    assert killed.returncode == -signal.SIGKILL
    assert filled.index.generation is None
    assert filled.c.value("SELECT count(*) FROM near_block") == 2

    monkeypatch.setattr("reviewer.store.near_build._Batch.block", 20)
    steps = []
    joined = []
    monkeypatch.setattr(
        "reviewer.match.near_batch.Table.join",
        lambda self, start, stop, real=near_batch.Table.join: joined.append(start) or real(self, start, stop),
    )
    filled.corpus.build_near(lambda done, every: steps.append((done, every)), batch=True)
    assert steps[-1] == (3, 3)
    assert joined == [40]
    taken_up = filled.index.pairs()
    filled.corpus.build_near(batch=False)
    assert filled.index.pairs() == taken_up != []


def test_a_build_of_other_claims_begins_afresh(filled):
    filled.some(1, 12)

    def stop(done, every):
        if done == every:
            raise Stopped

    with pytest.raises(Stopped):
        Build(filled.c, stop, batch=False).run()
    filled.some(12, 20)
    filled.corpus.build_near(batch=False)
    assert {p.other >> 20 for p in filled.index.pairs()} & set(range(12, 20))


def test_what_came_in_during_a_build_is_there_when_it_serves(filled):
    filled.some(1, 12)
    filled.corpus.build_near(batch=False)

    def meanwhile(done, every):
        if done == every:
            filled.some(12, 20)
            filled.put(3)

    filled.corpus.build_near(meanwhile, batch=False)
    found = {number >> 20 for pair in filled.index.pairs() for number in (pair.one, pair.other)}
    assert found & set(range(12, 20))
    assert 3 not in found


def test_pairs_name_their_generation_and_are_told_nearest_first(filled):
    filled.some(1, 30)
    assert filled.index.generation is None
    assert not filled.index.put(1)
    filled.corpus.build_near(batch=False)
    claim = filled.index.pairs()[0].one
    shares = [pair.share for pair in filled.index.of(claim)]
    assert shares == sorted(shares, reverse=True)
    assert filled.c.value("SELECT generation FROM near_pair WHERE one = ?", (claim,)) == filled.index.generation.number
