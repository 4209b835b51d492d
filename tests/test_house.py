"""The house: who may import whom, what start-up may load, what must be documented."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import re
import subprocess
import sys
from pathlib import Path

import pytest

from reviewer import errors

ROOT = Path(__file__).resolve().parent.parent
SOURCES = sorted((ROOT / "reviewer").rglob("*.py"))

BASE = {"errors", "model", "text"}
SIBLINGS = {"sheet", "log", "ingest", "extract", "match", "review", "export"}
MAY = {
    "errors": set(),
    "model": {"errors"},
    "text": {"errors", "model"},
    **{room: BASE | {"log"} for room in SIBLINGS},
    "log": BASE,
    "store": BASE | SIBLINGS,
    "workspace": BASE | SIBLINGS | {"store"},
    "cli": BASE | {"workspace"},
    "tui": BASE | {"workspace"},
}
SQLITE = {"sqlite3", "pysqlite3", "sqlite_utils", "sqlite_fts4"}
HEAVY = {"textual", "trafilatura", "lxml", "pypdf", "docx", "numpy", "scipy", "tokenizers", "safetensors"}
OPENS_THE_SCREEN = "reviewer/cli/running.py"


def room_of(path: Path) -> str:
    return path.relative_to(ROOT / "reviewer").parts[0].removesuffix(".py")


def imports(tree: ast.AST, *, whole: bool = True) -> list[tuple[int, str]]:
    """Line and full name of each import; with `whole` False only those that run when the module is loaded."""
    found = []
    for node in ast.walk(tree) if whole else loaded(tree):
        if isinstance(node, ast.Import):
            found += [(node.lineno, alias.name) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"line {node.lineno}: relative import"
            names = [f"{node.module}.{alias.name}" for alias in node.names]
            found += [(node.lineno, name) for name in (names if node.module == "reviewer" else [node.module or ""])]
    return found


def loaded(tree: ast.AST) -> list[ast.AST]:
    """Nodes that run on import: nothing in functions, nothing under TYPE_CHECKING."""
    nodes: list[ast.AST] = []
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)):
            continue
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test):
            nodes += [inner for other in node.orelse for inner in [other, *loaded(other)]]
            continue
        nodes += [node, *loaded(node)]
    return nodes


def parsed() -> list[tuple[str, str, ast.Module]]:
    return [(p.relative_to(ROOT).as_posix(), room_of(p), ast.parse(p.read_text("utf-8"))) for p in SOURCES]


def test_rooms_import_only_what_lies_below_them():
    wrong = []
    for name, room, tree in parsed():
        if room not in MAY:
            continue
        for line, target in imports(tree):
            parts = target.split(".")
            if parts[0] != "reviewer" or len(parts) == 1 or parts[1] in MAY[room] | {room, "__version__"}:
                continue
            if (name, parts[1]) == (OPENS_THE_SCREEN, "tui"):
                continue
            wrong.append(f"{name}:{line} imports {target}")
    assert not wrong, "\n".join(wrong)


def test_every_room_has_its_rule():
    assert {room_of(p) for p in SOURCES} - {"__init__", "__main__"} <= set(MAY)


@pytest.mark.parametrize(("libraries", "room"), [(SQLITE, "store"), ({"textual", "rich"}, "tui")])
def test_a_library_has_one_room(libraries: set[str], room: str):
    wrong = [
        f"{name}:{line} imports {target}"
        for name, own, tree in parsed()
        if own != room
        for line, target in imports(tree)
        if target.split(".")[0] in libraries
    ]
    assert not wrong, "\n".join(wrong)


def test_heavy_libraries_are_loaded_by_functions_only():
    wrong = [
        f"{name}:{line} loads {target}"
        for name, room, tree in parsed()
        if room not in ("tui", "store")
        for line, target in imports(tree, whole=False)
        if target.split(".")[0] in HEAVY
    ]
    assert not wrong, "\n".join(wrong)


WANTED = {
    "_compositor_refresh",
    "_handle_exception",
    "_on_key",
    "_on_paste",
    "_print_error_renderables",
    "_screen_resized",
}
"""Private names of Textual's that ours take the place of, each on purpose."""


def test_no_name_of_ours_takes_the_place_of_a_private_one_of_textual():
    taken = set()
    for found in pkgutil.walk_packages([str(ROOT / "reviewer" / "tui")], "reviewer.tui."):
        module = importlib.import_module(found.name)
        for own in vars(module).values():
            if inspect.isclass(own) and own.__module__ == found.name:
                theirs = {name for base in own.__mro__ if base.__module__.startswith("textual.") for name in vars(base)}
                ours = {name for name, value in vars(own).items() if getattr(value, "__module__", "") == found.name}
                taken |= {name for name in ours & theirs if name.startswith("_") and not name.startswith("__")}
    assert taken == WANTED


def test_nothing_is_left_unfinished():
    words = r"\b(TO" + "DO|FIX" + "ME|XX" + "X|HA" + r"CK)\b|raise NotImplemented" + "Error"
    wrong = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in SOURCES
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if re.search(words, line)
    ]
    assert not wrong, "\n".join(wrong)


LIGHT = """
import sys
{run}
heavy = {heavy} & {{name.split(".")[0] for name in sys.modules}}
sys.exit(f"loaded {{sorted(heavy)}}" if heavy else 0)
"""


@pytest.mark.parametrize(
    "run",
    [
        "import reviewer",
        "from reviewer.cli import main\nassert main(['--help']) == 0",
        "from reviewer.cli import main\nassert main(['verdict', '--help']) == 0",
        "from reviewer.cli import main\nassert main(['no-such-command']) == 2",
    ],
)
def test_start_up_is_light(run: str):
    code = LIGHT.format(run=run, heavy=HEAVY | SQLITE | {"yaml", "rapidfuzz"})
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0, done.stderr


def test_opening_a_workspace_loads_no_rules_for_reading_and_comparing():
    rules = {"reviewer.extract.extracting", "reviewer.match.compare", "reviewer.ingest", "reviewer.sheet"}
    run = f"import reviewer.workspace\nloaded = {rules} & set(sys.modules)\nassert not loaded, loaded"
    done = subprocess.run([sys.executable, "-c", f"import sys\n{run}"], capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0, done.stderr


def test_the_page_of_commands_is_true():
    from reviewer.cli.document import page

    written = (ROOT / "docs" / "commands.md").read_text("utf-8")
    assert written == page(), "run: python -m reviewer.cli.document > docs/commands.md"


def test_the_readme_names_every_command_and_no_other():
    from reviewer.cli.app import MODULES

    rows = [line for line in (ROOT / "README.md").read_text("utf-8").splitlines() if line.startswith("| ")]
    named = [name for row in rows for name in re.findall(r"`([a-z]+)`", row)]
    assert sorted(named) == sorted(MODULES)


def test_every_command_says_what_it_does():
    import click

    from reviewer.cli.app import MODULES, app

    context = click.Context(app, info_name="reviewer")
    for name in MODULES:
        command = app.get_command(context, name)
        assert command is not None, name
        assert command.help, name
        assert len(command.help.split(". ")[0]) > 20, name
        for param in command.params:
            if isinstance(param, click.Option):
                assert param.help, f"{name} {param.opts}"


def error_classes() -> list[type[errors.ReviewerError]]:
    return [kind for kind in vars(errors).values() if inspect.isclass(kind) and issubclass(kind, errors.ReviewerError)]


def test_every_error_stands_in_the_tree_with_its_exit_code():
    tree = inspect.getdoc(errors) or ""
    for kind in error_classes():
        line = re.search(rf"\b{kind.__name__}\b.*", tree)
        assert line, f"{kind.__name__} is not in the tree"
        told = re.search(r"exit (\d+)", line.group())
        if told:
            assert int(told.group(1)) == kind.exit_code, kind.__name__
        else:
            assert kind.exit_code == kind.__mro__[1].exit_code, kind.__name__
        assert kind.exit_code in (1, 2, 3, 130), kind.__name__


def test_error_codes_are_told_apart():
    codes = [kind.code for kind in error_classes()]
    assert len(codes) == len(set(codes))
    assert all(re.fullmatch(r"[a-z_]+", code) for code in codes)
