"""The list in README.md beside this file names tests that exist, and every row has one."""

from __future__ import annotations

import re
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
ROWS = [
    line for line in (TESTS / "hostile" / "README.md").read_text("utf-8").splitlines() if re.match(r"\| [A-Z]\d", line)
]


def test_every_row_is_held_by_tests_that_exist() -> None:
    assert len(ROWS) >= 21
    for row in ROWS:
        named = re.findall(r"`([\w/]+\.py)::(test_\w+)`", row)
        assert named, row
        for file, name in named:
            assert re.search(rf"def {name}\(", (TESTS / file).read_text("utf-8")), f"{file}::{name}"
