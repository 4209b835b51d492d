"""Out of a workspace and back: words stay the words, verdicts the verdicts, and no changed leaf passes."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reviewer.errors import InputError
from reviewer.model.verdict import About, Evidence, EvidenceKind, Stance, Value
from reviewer.workspace import Workspace
from reviewer.workspace.files import verify_file
from tests.workspace.workspace_tools import Folder, new_folder, rows

LONG = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
SHORT = settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.too_slow])
WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40)
EVIDENCE = st.builds(
    Evidence,
    kind=st.sampled_from([EvidenceKind.URL, EvidenceKind.OTHER]),
    stance=st.sampled_from(Stance),
    quote=WORDS,
    url=st.sampled_from(["", "https://harbour.example/log?a=1&b=2#x", "javascript:alert(1)"]),
    remark=WORDS,
)
READER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""A reader that is not ours; the one in C takes a tenth of the time."""
VERDICTS = st.lists(
    st.tuples(
        st.integers(0, 40),
        st.sampled_from(Value),
        st.sampled_from(About),
        WORDS,
        WORDS,
        st.lists(EVIDENCE, max_size=2),
    ),
    min_size=1,
    max_size=5,
)


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Sequence[Path]:
    """The same project on two machines, each with a log of its own."""
    made = []
    for name, person in (("here", "Ada"), ("there", "Bo")):
        folder = new_folder(tmp_path_factory.mktemp("roundtrip") / name)
        with folder.open(person) as workspace:
            workspace.update()
        made.append(folder.path)
    return made


def judge(workspace: Workspace, verdicts: Sequence[tuple[int, Value, About, str, str, list[Evidence]]]) -> None:
    listed = rows(workspace)
    for number, value, about, rationale, private, evidence in verdicts:
        claim = listed[number % len(listed)].id
        workspace.verdict(claim, value, about=about, rationale=rationale, private=private, evidence=evidence)
        if rationale:
            workspace.note(claim, about=about, rationale=rationale)


def state(workspace: Workspace) -> dict[str, Any]:
    """What stands of each claim, whoever it is from."""
    found = {}
    for row in rows(workspace):
        view = workspace.claim(row.id)
        said = [(v.person, v.about, v.value, v.rationale, v.private and "", v.evidence) for v in view.verdicts]
        found[row.id] = (row.status, row.value, sorted(map(repr, said)), sorted(note.rationale for note in view.notes))
    return found


def records(workspace: Workspace, kind: str, *, private: bool) -> Iterator[dict[str, Any]]:
    text = workspace.export(kind, None, decided=False, names=True, private=private).text
    if kind == "yaml":
        yield from yaml.load(text, Loader=READER)["claims"]
    elif kind == "json":
        yield from json.loads(text)["claims"]
    elif kind == "jsonl":
        yield from (found for line in text.splitlines() if "claim" in (found := json.loads(line)))
    else:
        yield from csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""))


def round_trip(ready: Sequence[Path], verdicts: Sequence[Any]) -> None:
    with TemporaryDirectory() as place, pytest.MonkeyPatch.context() as patch:
        patch.setenv("REVIEWER_STATE", str(Path(place) / "state"))
        here, there = (Folder(Path(shutil.copytree(path, Path(place) / path.name))) for path in ready)
        log = Path(place) / "log.jsonl"
        with here.open("Ada") as workspace:
            judge(workspace, verdicts)
            before = state(workspace)
            texts = {view.key: workspace.text(view.id).text for view in workspace.articles()}
            for kind in ("yaml", "json", "jsonl"):
                found = list(records(workspace, kind, private=True))
                assert {record["claim"] for record in found} == set(before)
                for record in found:
                    start, end = record["span"]
                    assert texts[record["article"]["key"]][start:end] == record["quote"]
            for row in records(workspace, "csv", private=False):
                assert texts[row["key"]][int(row["start"]) : int(row["end"])] == row["quote"]
            workspace.export("yaml", Path(place) / "out.yaml", decided=False, names=True)
            assert verify_file(Path(place) / "out.yaml", workspace).ok
            workspace.export_log("jsonl", log, names=True, private=True)
            assert verify_file(log).ok is not False
            workspace.import_file(Path(place) / "out.yaml")
            assert state(workspace) == before
        with there.open("Bo") as workspace:
            workspace.import_file(log, join=True)
            assert state(workspace) == before
            for row in rows(workspace):
                claim = workspace.claim(row.id).claim
                assert claim.span.of(workspace.text(row.article).text) == row.quote
            assert workspace.verify().ok
            workspace.rebuild()
            assert state(workspace) == before


@given(VERDICTS)
@SHORT
def test_words_and_verdicts_come_back_as_they_went(ready: Sequence[Path], verdicts: Sequence[Any]) -> None:
    round_trip(ready, verdicts)


@pytest.mark.long
@given(VERDICTS)
@LONG
def test_words_and_verdicts_come_back_as_they_went_many_times(ready: Sequence[Path], verdicts: Sequence[Any]) -> None:
    round_trip(ready, verdicts)


@pytest.fixture(scope="module")
def exported(ready: Sequence[Path], tmp_path_factory: pytest.TempPathFactory) -> str:
    """A claims file with matches, copies, evidence, a note, a decision, an undone verdict and an adjudication."""
    from reviewer.model.comparison import PairWord

    folder = Folder(Path(shutil.copytree(ready[0], tmp_path_factory.mktemp("exported") / "desk")))
    link = Evidence(EvidenceKind.URL, Stance.SUPPORTS, url="https://harbour.example/log", quote="closed")
    with folder.open("Ada") as ada, folder.open("Bo") as bo:
        wages = [row.id for row in rows(ada) if "3.2 million" in row.quote]
        ada.verdict(wages[0], Value.SUPPORTED, rationale="the deal, page 2", private="ask Tom", evidence=[link])
        ada.note(wages[0], rationale="page 3 too")
        ada.decide(wages[0], wages[-1], PairWord.AGREES, "same sum")
        folder.rules("reviews: 2\n")
        ada.update()
        last = rows(ada)[-1].id
        bo.verdict(last, Value.REFUTED)
        bo.undo()
        bo.verdict(last, Value.SUPPORTED)
        ada.adjudicate(last, Value.CONFLICTING, rationale="two clocks")
        return ada.export("yaml", None, names=True, private=True).text


@cache
def leaves(text: str) -> list[yaml.ScalarNode]:
    """Every value of the file that holds no others, in order."""
    found: list[yaml.ScalarNode] = []
    waiting: list[Any] = [yaml.compose(text)]
    while waiting:
        node = waiting.pop()
        if isinstance(node, yaml.ScalarNode):
            found.append(node)
        elif isinstance(node, yaml.MappingNode):
            waiting.extend(value for _, value in node.value)
        else:
            waiting.extend(node.value)
    return sorted(found, key=lambda node: node.start_mark.index)


def changed(text: str, leaf: yaml.ScalarNode) -> str:
    """The file with another value in this place, of the same kind."""
    old = text[leaf.start_mark.index : leaf.end_mark.index]
    plain = {"true": "false", "false": "true", "null": "1"}.get(old)
    if plain is None and old.isdecimal():
        plain = str(int(old) + 1)
    if plain is None:
        at = 1 if old[:1] in "'\"" else 0
        if old[:1] in "|>":
            at = old.index("\n") + 1 + len(old.split("\n")[1]) - len(old.split("\n")[1].lstrip())
        plain = old[:at] + ("b" if old[at : at + 1] == "a" else "a") + old[at + 1 :]
    return text[: leaf.start_mark.index] + plain + text[leaf.end_mark.index :]


def noticed(text: str, leaf: yaml.ScalarNode, path: Path) -> bool:
    path.write_text(changed(text, leaf), encoding="utf-8")
    try:
        return verify_file(path).ok is False
    except InputError:
        return True


def test_the_file_as_it_is_passes(exported: str, tmp_path: Path) -> None:
    path = tmp_path / "out.yaml"
    path.write_text(exported, encoding="utf-8")
    assert verify_file(path).ok, verify_file(path).findings
    assert len(leaves(exported)) > 400


@given(st.data())
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_changed_leaf_is_noticed(
    exported: str, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    leaf = data.draw(st.sampled_from(leaves(exported)))
    path = tmp_path_factory.getbasetemp() / "leaf.yaml"
    assert noticed(exported, leaf, path), f"line {leaf.start_mark.line + 1}: {leaf.value!r}"


@pytest.mark.long
def test_every_changed_leaf_is_noticed(exported: str, tmp_path: Path) -> None:
    missed = [
        f"line {leaf.start_mark.line + 1}: {leaf.value!r}"
        for leaf in leaves(exported)
        if not noticed(exported, leaf, tmp_path / "leaf.yaml")
    ]
    assert missed == []
