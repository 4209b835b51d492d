"""What a command does not need it does not load: every run pays for it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.workspace.workspace_tools import new_folder

ROOT = Path(__file__).resolve().parents[2]
HEAVY = {
    "textual",
    "numpy",
    "trafilatura",
    "sqlite_utils",
    "rapidfuzz",
    "snowballstemmer",
    "yaml",
    "reviewer.extract.extracting",
    "reviewer.ingest",
    "reviewer.workspace.indexing",
    "reviewer.workspace.matching",
    "reviewer.workspace.updating",
}
"""Each costs more than 10 ms, or leads to what does."""
WORDS = {"rapidfuzz", "snowballstemmer"}
"""What a pair of claims beside each other needs."""
LOADED: dict[str, set[str]] = {
    "--help": set(),
    "claims": set(),
    "next": WORDS,
    "show 1.2": WORDS,
    "matches 1.2": WORDS,
    "verdict 1.2 s": WORDS,
    "stats": {"yaml"},
    "log": set(),
    "export yaml": WORDS,
    "verify": set(),
}
_RUN = """
import json, sys
from reviewer.cli import main
try:
    main()
finally:
    print(json.dumps(sorted(sys.modules)), file=sys.stderr)
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = new_folder(tmp_path_factory.mktemp("loading") / "desk")
    with made.open() as workspace:
        workspace.update()
    return made.path


@pytest.mark.parametrize("command", LOADED)
def test_a_command_loads_nothing_heavy_that_it_does_not_need(command: str, folder: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _RUN, *command.split()],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "REVIEWER": "Ada", "XDG_STATE_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in (0, 3), done.stderr
    modules = set(json.loads(done.stderr.splitlines()[-1]))
    assert HEAVY & modules <= LOADED[command]


_FIRST = """
import json, sys
from pathlib import Path
from reviewer.workspace import Workspace
with Workspace.open(Path(sys.argv[1]), me="Ada") as workspace:
    claim = workspace.next_claim()
    view = workspace.claim(claim, counts=False, alone=True)
    alone = sorted(sys.modules)
    whole = workspace.claim(claim, counts=False)
print(json.dumps([alone, sorted(sys.modules), len(view.matches), len(whole.matches) + len(whole.inner)]))
"""


def test_the_first_claim_is_read_without_what_compares_it_with_others(folder: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _FIRST, str(folder)],
        env={**os.environ, "PYTHONPATH": str(ROOT), "XDG_STATE_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    alone, whole, matches, compared = json.loads(done.stdout)
    assert not HEAVY & {*alone}
    assert {name for name in alone if name.startswith("reviewer.match.")} <= {"reviewer.match.held"}
    assert {*whole} >= WORDS
    assert (matches, compared > 0) == (0, True)
