"""Every table of the database: what is for good, what follows from it, and what is local.

    base        event, head, blob, fork      the truth (docs/log.md); never migrated; guarded by triggers
    decisions   act …, claim_status …        follow from the events; dropped and replayed when DECISIONS_VERSION changes
    corpus      article, claim, match …      follow from events and texts; dropped and filled anew by the workspace
    local       local_*                      numbers, drafts, views of this machine; survive every rebuild

Base tables are those of docs/log.md. The others are made by sqlite-utils inside the transaction of
the caller, but for tables WITHOUT ROWID and partial indexes, which it does not know. db/schema.sql shows the result.
"""

from __future__ import annotations

from reviewer.store.schema.base import (
    APPLICATION_ID,
    BASE,
    BASE_TABLES,
    BASE_VERSION,
    GUARDS,
    create_base,
    missing_guards,
    restore_guards,
)
from reviewer.store.schema.corpus import (
    CORPUS_TABLES,
    CORPUS_VERSION,
    FULL_TEXT,
    REFERENCE_CLAIMS,
    TOKENIZE,
    VOCABULARIES,
    create_corpus,
    drop_corpus,
    improve_corpus,
)
from reviewer.store.schema.decisions import DECISION_TABLES, DECISIONS_VERSION, create_decisions, drop_decisions
from reviewer.store.schema.local import LOCAL_TABLES, create_local
from reviewer.store.schema.reading import described
from reviewer.store.schema.stamps import add_to_stamp, set_stamp, sqlite_utils_on, stamp
from reviewer.store.schema.tally import COUNTED, NEEDS_LOOK, make_tally, tally_stands

__all__ = [
    "APPLICATION_ID",
    "BASE",
    "BASE_TABLES",
    "BASE_VERSION",
    "CORPUS_TABLES",
    "CORPUS_VERSION",
    "COUNTED",
    "DECISIONS_VERSION",
    "DECISION_TABLES",
    "FULL_TEXT",
    "GUARDS",
    "LOCAL_TABLES",
    "NEEDS_LOOK",
    "REFERENCE_CLAIMS",
    "TOKENIZE",
    "VOCABULARIES",
    "add_to_stamp",
    "create_base",
    "create_corpus",
    "create_decisions",
    "create_local",
    "described",
    "drop_corpus",
    "drop_decisions",
    "improve_corpus",
    "make_tally",
    "missing_guards",
    "restore_guards",
    "set_stamp",
    "sqlite_utils_on",
    "stamp",
    "tally_stands",
]
