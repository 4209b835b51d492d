"""How fast a log is checked, replayed, proved and merged, and a corpus filled from it, in processor time."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any
from unittest import mock

from benchmarks import _workspaces
from benchmarks.table import Row
from reviewer.log import chain, merkle, words
from reviewer.log.event import read
from reviewer.model.ids import claim_id
from reviewer.model.span import Span
from reviewer.store.database import Database, Draft
from reviewer.workspace import Workspace
from reviewer.workspace.indexing import index

EVENTS = 20_000
CLAIMS = 10_000
INDEXED = 6_000
"""Claims of the workspace whose corpus is filled anew."""
VERSION = "v" * 26


def rows(_shared: Path) -> list[Row]:
    """One log of verdicts, each claim judged twice; the load of the machine stands beside."""
    with tempfile.TemporaryDirectory(dir=_workspaces.place()) as place:
        with Database.create_or_open(Path(place, "db", "reviewer.db"), name="Ana") as db:
            found = [_row("append (one transaction of 500 acts)", EVENTS, lambda: _fill(db))]
            hashes = db.hashes()
            found.append(_row("chain check, from the database", len(hashes), lambda: _checked(db)))
            found.append(_row("replay of people's events", len(hashes), db.rebuild_decisions))
            found.append(_row("replay beside what is kept (verify)", len(hashes), db.decisions.check))
            found.append(_row("proofs of 10,000 claims", CLAIMS, lambda: _proofs(hashes)))
            bodies = list(db.bodies())
        found.append(_row("bodies read strictly", len(bodies), lambda: [read(body) for body in bodies]))
        with Database.create_or_open(Path(place, "other", "reviewer.db"), name="Bo") as other:
            found.append(_row("merge on another machine", len(bodies), lambda: other.merge(bodies)))
        found += _indexed(Path(place, "desk"))
    return found


def _indexed(folder: Path) -> list[Row]:
    """The claims of all articles made anew from the log, described from their texts; and their writing alone."""
    _workspaces.take(_workspaces.made_up(folder, INDEXED), match=False)
    with Workspace.open(folder) as workspace:
        desk, written = workspace.desk, [0.0]
        articles = [row.id for row in desk.db.corpus.articles()]
        desk.db.corpus.drop()
        write = desk.db.corpus.replace_article_claims

        def timed(*given: Any, **more: Any) -> Any:
            began = time.process_time()
            found = write(*given, **more)
            written[0] += time.process_time() - began
            return found

        with mock.patch.object(desk.db.corpus, "replace_article_claims", timed):
            row = _row("", 1, lambda: [index(desk, article) for article in articles])
        claims = desk.db.corpus.counts().claims
        spent = {
            "corpus index: described and written": float(row.figures["CPU s"]),
            "corpus index: written": written[0],
        }
        return [Row(name, {"number": claims, "CPU s": cpu, "per CPU s": claims / cpu}) for name, cpu in spent.items()]


def _row(name: str, count: int, work: Callable[[], object]) -> Row:
    started, used = time.perf_counter(), time.process_time()
    work()
    cpu, wall = time.process_time() - used, time.perf_counter() - started
    load = os.getloadavg()[0]
    return Row(name, {"number": count, "CPU s": cpu, "per CPU s": count / cpu, "wall s": wall, "load": load})


def _fill(db: Database) -> None:
    values = ("supported", "refuted", "conflicting")
    for start in range(0, EVENTS, 500):
        db.append_with(lambda _, start=start: _drafts(db, start, values), by=db.founder, via="os")  # type: ignore[misc]


def _drafts(db: Database, start: int, values: Sequence[str]) -> list[Draft]:
    drafts = []
    before: dict[str, list[str]] = {}
    if start >= CLAIMS:
        acts = db.decisions.acts_touching([_claim(n) for n in range(start - CLAIMS, start - CLAIMS + 500)])
        before = {claim: [act.event.hash for act in found] for claim, found in acts.items()}
    for number in range(start, start + 500):
        claim = _claim(number % CLAIMS)
        value, why = words.salted(values[number % 3]), words.salted("seen the list of the union")
        data = {
            "claim": claim,
            "version": VERSION,
            "span": _span(number % CLAIMS),
            "carried": [],
            "about": "content",
            "round": 1,
            "value": words.sha(value),
            "rationale": words.sha(why),
            "private": None,
            "evidence": [],
            "seen": None,
            "policy": None,
            "copy_of": None,
            "stated": None,
            "confirms": None,
            "batch": None,
            "replaces": before.get(claim, []),
        }
        drafts.append(Draft("verdict", data, {words.sha(value): value, words.sha(why): why}))
    return drafts


def _span(number: int) -> list[int]:
    return [number * 10, number * 10 + 5]


def _claim(number: int) -> str:
    return claim_id(VERSION, Span(*_span(number)))


def _checked(db: Database) -> None:
    faults = chain.check(db.rows())
    assert not [fault for fault in faults if fault.kind.tampering], faults


def _proofs(hashes: list[str]) -> None:
    tree = merkle.Tree(hashes)
    root = tree.root()
    for number in range(CLAIMS):
        path = tree.inclusion(number)
        if number % 1000 == 0:  # that they hold, once in a thousand
            assert merkle.verify_inclusion(hashes[number], number, len(hashes), path, root)
