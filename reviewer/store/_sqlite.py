"""Which SQLite we use, and its exceptions.

`pysqlite3` brings a newer SQLite than most Pythons; it is taken where it is installed. SQLite 3.7.0 to 3.51.2 can
corrupt a database in WAL mode when several processes write and one resets the WAL (fixed in 3.51.3), which is exactly
our use: with such a version the journal is truncated instead, which is slower and safe.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    module = sqlite3
else:
    try:
        from pysqlite3 import dbapi2 as module
    except ImportError:
        module = sqlite3

Connection = module.Connection
Cursor = module.Cursor
Error = module.Error
DatabaseError = module.DatabaseError
OperationalError = module.OperationalError
IntegrityError = module.IntegrityError
ProgrammingError = module.ProgrammingError

WAL_FIX = (3, 51, 3)
"""The first version without the WAL-reset bug."""

VERSION: tuple[int, ...] = tuple(module.sqlite_version_info)
HAS_WAL_FIX = VERSION >= WAL_FIX
JOURNAL = "wal" if HAS_WAL_FIX else "truncate"

connect = module.connect


def described() -> str:
    """For `doctor`: version, where it comes from, and the journal that follows from it."""
    source = "pysqlite3" if module.__name__.startswith("pysqlite3") else "Python's own"
    why = "" if HAS_WAL_FIX else ", older than 3.51.3: WAL would not be safe with several writers"
    return f"SQLite {module.sqlite_version} ({source}), journal {JOURNAL}{why}"
