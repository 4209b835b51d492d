"""What a check finds of each way to tamper, by what was kept outside: the table in SECURITY.md is what these find.

`REVIEWER_WRITE_TABLES=1 pytest tests/workspace/test_tamper_matrix.py` writes it anew.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from reviewer.errors import InputError
from reviewer.model.comparison import PairWord
from reviewer.model.verdict import About, Value
from reviewer.workspace import exporting
from reviewer.workspace.files import verify_file
from tests.workspace.tampering import ATTACKS, judge, opened, other_machine, told
from tests.workspace.workspace_tools import UNION, WAGES, Folder, claim

PAGE = Path(__file__).resolve().parents[2] / "SECURITY.md"
BEGIN, END = "<!-- made by tests/workspace/test_tamper_matrix.py -->", "<!-- end -->"
WRITE = "REVIEWER_WRITE_TABLES"
OUTSIDE = ("nothing", "heads.json", "an export", "a bundle", "another machine's log")
BESIDE = ("nothing", "heads.json", "an earlier export", "a bundle of it", "another machine's log", "the log itself")

Row = tuple[str, ...]


@pytest.fixture(scope="module")
def scene(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace after a few acts (`desk`), and what was kept of it elsewhere."""
    place = tmp_path_factory.mktemp("scene")
    folder = Folder(Path(shutil.copytree(template, place / "desk")))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REVIEWER_STATE", str(place / "state"))
        with folder.open() as workspace:
            judge(workspace)
            workspace.export("json", place / "claims.json")
            workspace.export_bundle(place / "bundle")
        patch.setenv("REVIEWER_STATE", str(place / "elsewhere"))
        other_machine(folder, place)
    return place


def attacked(scene: Path, attack: Callable[[Folder], None], monkeypatch: pytest.MonkeyPatch) -> Row:
    """What `verify` says of the workspace after the attack, for each thing kept outside."""
    # The attack happens in the place itself, since heads.json knows it by its path; afterwards it is put back.
    folder, aside = Folder(scene / "desk"), scene / "aside"
    shutil.copytree(folder.path, aside)
    try:
        monkeypatch.setenv("REVIEWER_STATE", str(scene / "attacker"))
        attack(folder)
        return tuple(check(scene, folder, outside, monkeypatch) for outside in OUTSIDE)
    finally:
        shutil.rmtree(folder.path)
        shutil.rmtree(scene / "other", ignore_errors=True)
        aside.rename(folder.path)


def check(scene: Path, folder: Folder, outside: str, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("REVIEWER_STATE", str(scene / ("state" if outside == "heads.json" else "nobody")))
    kept = {"an export": "claims.json", "a bundle": "bundle", "another machine's log": "theirs.jsonl"}
    source = scene / kept[outside] if outside in kept else None
    with folder.open(read_only=True) as workspace:
        return told(workspace.verify(source=source))


def superseded(self: exporting.Exporter, entry: object, plain: Callable) -> object:
    """The record of a claim with an earlier verdict of the same person in the place of the one that stands."""
    record = plain(self, entry)
    acts = self._db.decisions.acts_of_claim(record.claim.id, types=("verdict",))
    if len(acts) < 2:
        return record
    fields = {name: getattr(record, name) for name in record.__dataclass_fields__}
    return type(record)(
        **fields | {"verdicts": (acts[0].event,), "values": {**record.values, About.CONTENT: Value.REFUTED}}
    )


def forged(folder: Folder, path: Path, monkeypatch: pytest.MonkeyPatch, how: str) -> None:
    """An export that was forged with the program itself, so that its own proof holds."""
    record, entries = exporting.Exporter.record, exporting.Exporter._entries
    with folder.open() as workspace, monkeypatch.context() as patch:
        if how == "superseded":
            patch.setattr(exporting.Exporter, "record", lambda self, entry: superseded(self, entry, record))
        elif how == "omitted":
            gone = claim(workspace, UNION)
            patch.setattr(
                exporting.Exporter,
                "_entries",
                lambda self, options: (e for e in entries(self, options) if e.claim.id != gone),
            )
        workspace.export("json", path)
        workspace.export_bundle(path.with_suffix(""))
    if how == "field":
        for each in (path, path.with_suffix("") / "claims.json"):
            found = json.loads(each.read_text())
            found["claims"][0]["quote"] += " not"
            each.write_text(json.dumps(found))


FORGERIES = {
    "a superseded verdict exported": "superseded",
    "a claim left out of the export": "omitted",
    "any field of the export changed": "field",
}


def file_checks(scene: Path, how: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Row:
    monkeypatch.setenv("REVIEWER_STATE", str(tmp_path / "forger"))  # no heads of the forger's may help later checks
    folder = Folder(Path(shutil.copytree(scene / "desk", tmp_path / f"{how} desk")))
    path = tmp_path / f"{how}.json"
    forged(folder, path, monkeypatch, how)
    far = tmp_path / f"{how} far"
    far.mkdir()
    other_machine(folder, far)
    found = {"nothing": told(verify_file(path)), "a bundle of it": told(verify_file(path.with_suffix("")))}
    for name, there in (("another machine's log", Folder(far / "far")), ("the log itself", folder)):
        with there.open(read_only=True) as workspace:
            found[name] = told(verify_file(path, workspace))
    monkeypatch.setenv("REVIEWER_STATE", str(scene / "state"))
    found["heads.json"] = told(verify_file(path))
    with suppress(InputError):  # a claims file holds no whole log to be held against an earlier one
        found["an earlier export"] = told(verify_file(path, source=scene / "claims.json"))
    return tuple(found.get(name, "") for name in BESIDE)


def table(first: str, columns: Row, rows: dict[str, Row]) -> str:
    lines = [f"| {first} | {' | '.join(columns)} |", "|---" * (len(columns) + 1) + "|"]
    lines += [f"| {name} | {' | '.join(cells)} |" for name, cells in rows.items()]
    return "\n".join(lines) + "\n"


@pytest.fixture
def desk_with_acts(folder: Folder) -> Folder:
    """A workspace with verdicts and a word on a pair, closed."""
    with folder.open() as workspace:
        judge(workspace)
        workspace.decide(claim(workspace, UNION), claim(workspace, WAGES), PairWord.OTHER_THING)
        assert workspace.verify().ok
    return folder


@pytest.fixture(scope="module")
def rows() -> dict[str, Row]:
    """What was found so far, by row."""
    return {}


@pytest.fixture
def find(scene: Path, rows: dict[str, Row], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Row]:
    """What the checks find of one attack or forgery; each is done once in a process."""

    def found(name: str) -> Row:
        if name not in rows:
            rows[name] = (
                attacked(scene, ATTACKS[name], monkeypatch)
                if name in ATTACKS
                else file_checks(scene, FORGERIES[name], tmp_path, monkeypatch)
            )
        return rows[name]

    return found


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_on_the_log_shows_by_any_head_that_was_kept_outside(find: Callable[[str], Row], attack: str) -> None:
    assert all(find(attack)[1:])


@pytest.mark.parametrize("forgery", FORGERIES)
def test_a_forged_export_shows_by_the_log(find: Callable[[str], Row], forgery: str) -> None:
    assert all(find(forgery)[BESIDE.index("a bundle of it") :])


@pytest.mark.parametrize("table", ["claim_status", "claim_person", "pair_word", "act"])
def test_every_table_behind_the_log_is_held_against_it(desk_with_acts: Folder, table: str) -> None:
    with opened(desk_with_acts) as conn:
        assert conn.execute(f"DELETE FROM {table}").rowcount > 0
    with desk_with_acts.open(read_only=True) as workspace:
        assert workspace.verify().ok is False


def test_nothing_is_found_where_nothing_was_done(scene: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert attacked(scene, lambda _: None, monkeypatch) == ("",) * len(OUTSIDE)
    assert file_checks(scene, "honest", tmp_path, monkeypatch) == ("",) * len(BESIDE)


def test_the_tables_of_the_page_are_what_was_found(find: Callable[[str], Row]) -> None:
    log = table("done to the log; kept outside:", OUTSIDE, {name: find(name) for name in ATTACKS})
    file = table("done to an export; at hand:", BESIDE, {name: find(name) for name in FORGERIES})
    made = f"{BEGIN}\n{log}\n{file}{END}"
    page = PAGE.read_text("utf-8")
    before, rest = page.split(BEGIN)
    written = f"{BEGIN}{rest.split(END)[0]}{END}"
    if os.environ.get(WRITE):
        PAGE.write_text(before + made + rest.split(END, 1)[1], "utf-8")
    else:
        assert written == made, f"run once with {WRITE}=1"
