"""The database of a workspace: one SQLite file that holds the event log, what follows from it, and local things.

This package is the only importer of SQLite. `Database` is the one object that others hold:

    database.py     Database: open or create, append, append_with, merge, blobs, write, snapshot, chunks, forget
      .decisions    acts as they stand (decisions.py), status rows of claims (statuses.py)
      .corpus       articles, claims, index, matches, lineages (articles.py, claims.py, pairs.py, postings.py)
      .listings     lists of claims in queue order, filtered by a Query (listing.py, query.py)
      .search       full text for the search box (search.py)
      .local        drafts, saved views, settings of this machine (local.py)
    eventlog.py     what a Database also is: events, heads, forks, blobs, words
    projection.py   keeps the acts in the transaction of the event; the rule itself is log/state.py
    connections.py  a connection a thread, and the one way to write
    opening.py      making a file, looking at one before it is trusted; founding.py  how a log begins
    schema.py       every table; db/schema.sql shows the result
    chunks.py       long work in short transactions; forgetting.py  erased means gone

What to rely on:

- `append_with(build, by=…, via=…, after=…)`: `build(database)` and `after(events)` run inside the write transaction, so
  that what they read (same thread, same Database) is the state the events rest on, and what they store (status rows)
  is saved with them or not at all. It returns after COMMIT: only then anything may be called saved.
- Every call may raise a StoreError (Busy, NewerDatabase, NotOurs, ReadOnly, DiskFull); no exception of SQLite gets out.
- One Database serves several threads. Never hold `write()` or `snapshot()` over input, network or long computing:
  where the journal is truncated (an old SQLite) even a reader makes writers wait.
- Decisions are replayed and the corpus is emptied when their version changes; event, blob and local tables never are.
"""
