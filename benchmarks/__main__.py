"""`python -m benchmarks [NAME …] [--json]`: runs the benches, prints one table each, or one JSON object in all."""

from __future__ import annotations

import argparse
import importlib
import json
import os
import platform
import sys
from pathlib import Path

from benchmarks.table import Row, record, table

HERE = Path(__file__).parent
NOT_BENCHES = {"__init__", "__main__", "table"}


def names() -> list[str]:
    """Every bench there is, by module name; helpers of a bench start with an underscore."""
    return sorted(p.stem for p in HERE.glob("*.py") if p.stem not in NOT_BENCHES and not p.stem.startswith("_"))


def run(name: str, shared: Path) -> tuple[str, list[Row]]:
    """The title and the rows of one bench."""
    module = importlib.import_module(f"benchmarks.{name}")
    title = (module.__doc__ or name).strip().splitlines()[0]
    rows: list[Row] = module.rows(shared)
    return title, rows


def main() -> int:
    """Run what is asked for. A bench that fails is named and the others go on: exit 1, or 2 where a set is missing."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of: {', '.join(names())} (default: all)")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of tables")
    parser.add_argument(
        "--shared", type=Path, default=Path(os.environ.get("REVIEWER_SHARED", HERE.parent.parent / "shared"))
    )
    arguments = parser.parse_args()
    unknown = set(arguments.names) - set(names())
    if unknown:
        parser.error(f"no such bench: {', '.join(sorted(unknown))}")
    records, failed, missing = [], 0, 0
    for name in arguments.names or names():
        try:
            title, rows = run(name, arguments.shared.resolve())
        except FileNotFoundError as error:
            missing += 1
            print(f"{name}: needs the public sets (set REVIEWER_SHARED): {error.filename}", file=sys.stderr)
            continue
        except Exception as error:  # one bench that breaks must not hide the others' figures
            failed += 1
            print(f"{name}: {type(error).__name__}: {error}", file=sys.stderr)
            continue
        records.append(record(name, rows))
        if not arguments.json:
            print(table(f"{name}: {title}", rows), end="\n\n", flush=True)
    if arguments.json:
        machine = {"python": platform.python_version(), "machine": platform.machine(), "cores": os.cpu_count()}
        print(json.dumps({"format": "reviewer.bench/1", "machine": machine, "benches": records}, indent=1))
    return 1 if failed else 2 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
