from __future__ import annotations

import re
from pathlib import Path

import pytest

from reviewer.model.verdict import About, Status
from reviewer.store import _sqlite, schema
from reviewer.store.database import Database
from reviewer.store.decisions import ClaimStatus
from reviewer.store.query import Query, statement
from tests.store.store_tools import Desk, make_article, new_database

ROOT = Path(__file__).resolve().parent.parent.parent


def test_the_reference_is_what_the_code_makes(database: Database) -> None:
    assert (ROOT / "db" / "schema.sql").read_text(encoding="utf-8") == schema.described(database._c.conn)


def test_the_reference_names_every_table(database: Database) -> None:
    names = {name for (name,) in database._c.rows("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")}
    named = {
        *schema.BASE_TABLES,
        *schema.DECISION_TABLES,
        *schema.CORPUS_TABLES,
        *schema.FULL_TEXT,
        *schema.VOCABULARIES,
        "article_text",
    }
    inner = tuple(f"{name}_" for name in schema.FULL_TEXT)
    rest = {name for name in names - named if not name.startswith(inner)}
    assert rest == {"stamp", "local_article", "local_claim", "local_draft", "local_view", "local_setting"}


def test_the_reference_makes_the_same_database() -> None:
    conn = _sqlite.connect(":memory:", isolation_level=None)
    conn.executescript((ROOT / "db" / "schema.sql").read_text(encoding="utf-8"))
    assert schema.described(conn) == (ROOT / "db" / "schema.sql").read_text(encoding="utf-8")
    assert schema.missing_guards(conn) == []
    conn.close()


def test_base_tables_are_those_of_the_specification(database: Database) -> None:
    """docs/log.md and the database say the same, but for white space."""
    said = (ROOT / "docs" / "log.md").read_text(encoding="utf-8")
    block = re.search(r"```sql\n(.*?)```", said, re.DOTALL)
    assert block is not None

    def plain(sql: str) -> str:
        return re.sub(r"\s+", "", re.sub(r"--.*", "", sql)).removeprefix("CREATETABLE").rstrip(";")

    wanted = {plain(line) for line in re.split(r"STRICT;?\s*(?:--.*)?\n", block.group(1)) if line.strip()}
    made = {plain(sql).removesuffix("STRICT") for sql in schema.BASE}
    assert {sql.split("(")[0]: sql for sql in wanted} == {sql.split("(")[0]: sql for sql in made}


@pytest.mark.parametrize("kind", ["decisions", "corpus"])
def test_making_a_part_is_a_part_of_the_callers_transaction(database: Database, kind: str) -> None:
    """sqlite-utils writes inside our own BEGIN IMMEDIATE, and its work rolls back with it."""
    before = schema.described(database._c.conn)
    drop, create = getattr(schema, f"drop_{kind}"), getattr(schema, f"create_{kind}")

    def failing() -> None:
        with database.write():
            conn = database._c.conn
            drop(conn)
            create(conn)
            assert conn.in_transaction
            raise RuntimeError

    with pytest.raises(RuntimeError):
        failing()
    assert schema.described(database._c.conn) == before


def test_nothing_in_the_package_uses_what_does_not_hold_under_writers() -> None:
    """sqlite-utils' own transactions are deferred; its transform() drops triggers (docs: db/README.md)."""
    for path in (ROOT / "reviewer").rglob("*.py"):
        code = path.read_text(encoding="utf-8")
        for call in (".atomic(", ".transform(", "Migrations("):
            assert call not in code, f"{path.name}: {call}"


def test_only_the_store_imports_sqlite() -> None:
    for path in (ROOT / "reviewer").rglob("*.py"):
        if "store" in path.parts:
            continue
        code = path.read_text(encoding="utf-8")
        assert not re.search(r"^\s*(import|from) (sqlite3|pysqlite3|sqlite_utils)\b", code, re.MULTILINE), path


def test_only_one_module_of_the_store_picks_sqlite() -> None:
    for path in (ROOT / "reviewer" / "store").glob("*.py"):
        code = path.read_text(encoding="utf-8")
        found = re.search(r"^\s*(import|from) (sqlite3|pysqlite3)\b", code, re.MULTILINE)
        assert (found is not None) == (path.name == "_sqlite.py"), path


def test_a_verdict_needs_no_sqlite_utils(database: Database, tmp_path: Path) -> None:
    """It takes a fifth of a second to import; opening and judging must not wait for it."""
    import subprocess
    import sys

    make_article(1).put(database)
    Desk(database).verdict(1)
    script = (
        "import sys\n"
        "from pathlib import Path\n"
        "from reviewer.store.database import Database\n"
        "from tests.store.store_tools import Desk\n"
        "with Database.create_or_open(Path(sys.argv[1])) as database:\n"
        "    Desk(database).verdict(2)\n"
        "    database.listings.open().rows(0, 10)\n"
        "    database.search.claims('bridge')\n"
        "print(sorted(name for name in ('sqlite_utils', 'textual', 'numpy', 'trafilatura') if name in sys.modules))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(database.path)], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert done.stdout == "[]\n"


def test_counts_kept_by_triggers_are_those_of_all_claims(database: Database) -> None:
    one, other = make_article(1, 4), make_article(2, 3)
    one.put(database)
    a, b, c, d = one.ids()
    late = other.ids()[0]  # its verdict comes before its text, as in a log from elsewhere

    def same() -> dict[tuple[int, str], int]:
        kept = database._c.rows("SELECT article, what, count FROM tally WHERE count != 0 ORDER BY 1, 2")
        assert kept == sorted(database._c.rows(schema.COUNTED))
        return {(article, what): count for article, what, count in kept}

    looked = ClaimStatus(b, About.CONTENT, Status.SPLIT, needs_look="new verdict")
    judged = [ClaimStatus(claim, About.CONTENT, Status.DECIDED) for claim in (a, c, late)]
    database.decisions.set_claim_status([looked, *judged, ClaimStatus(d, About.ATTRIBUTION, Status.OPEN, shown=False)])
    assert same() == {(1, "decided"): 2, (1, "split"): 1, (1, "needs_look"): 1}
    other.put(database)
    assert same()[2, "decided"] == 1
    database.corpus.set_listed(one.id, [a, b])
    assert same()[1, "decided"] == 1
    database.corpus.set_listed(one.id, [b, c])
    database.decisions.clear_claim_status([b])
    assert same() == {(1, "decided"): 1, (2, "decided"): 1}
    one.put(database)
    assert same()[1, "decided"] == 2
    database.corpus.drop()
    assert same() == {}


@pytest.mark.parametrize("back", [1, 2, 3])
def test_a_corpus_of_the_shapes_before_is_put_right_where_it_lies(tmp_path: Path, back: int) -> None:
    made = make_article(1, 4)
    with new_database(tmp_path) as database:
        made.put(database)
        generation = database.corpus.index().refreeze().generation
        database.decisions.set_claim_status([ClaimStatus(made.ids()[0], About.CONTENT, Status.DECIDED)])
        path = database.path
        with database._c.write() as conn:
            conn.execute("DROP TABLE company")
            conn.execute("DROP TABLE frozen_claim")
            if back > 1:
                conn.execute("DROP INDEX article_queue")
                conn.execute("DROP INDEX claim_queue")
                conn.execute("CREATE INDEX claim_queue ON claim(place) WHERE listed IS NOT NULL")
            conn.execute("DROP TABLE tally")
            for name in ("tally_status_comes", "tally_claim_comes"):
                conn.execute(f"DROP TRIGGER IF EXISTS {name}")
            schema.set_stamp(conn, "corpus", schema.CORPUS_VERSION - back)
    with Database.create_or_open(path, read_only=True) as old:
        assert old.decisions.status_counts()[Status.DECIDED] == 1
        assert old.corpus.reference(generation) == frozenset()
    with Database.create_or_open(path) as database:
        assert database.corpus.counts().claims == 4, "nothing is read anew"
        assert database.decisions.status_counts()[Status.DECIDED] == 1
        assert len(database.corpus.reference(generation)) == 4, "what the generation is of is taken once more"
        assert schema.tally_stands(database._c.conn)
        plan = database._c.rows("EXPLAIN QUERY PLAN " + statement(Query(min_score=0.5))[0], {"score": 0.5})
        assert "COVERING INDEX claim_queue" in plan[0][3]
        asked: list[str] = []
        database._c.conn.set_trace_callback(asked.append)
        assert len(database.listings.open()) == 4
        database._c.conn.set_trace_callback(None)
        whole = next(sql for sql in asked if "FROM article" in sql)
        assert "COVERING INDEX article_queue" in database._c.rows(f"EXPLAIN QUERY PLAN {whole}")[0][3]
