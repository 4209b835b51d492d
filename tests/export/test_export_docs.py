"""docs/format.md says what the code does."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path

import pytest

from reviewer import errors
from reviewer.export import claims_csv, claims_file, log_file, proved, reading

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "format.md").read_text("utf-8")


def keys_in(text: str) -> set[str]:
    return set(re.findall(r"`([a-z_0-9]+)`", text))


def section(title: str) -> str:
    return PAGE.split(f"## {title}", 1)[1].split("\n## ", 1)[0]


def every_key(value) -> set[str]:
    if isinstance(value, dict):
        return set(value) | {key for item in value.values() for key in every_key(item)}
    return {key for item in value for key in every_key(item)} if isinstance(value, list) else set()


def test_every_key_of_a_record_is_on_the_page(checked_example):
    draft = checked_example.draft(decided=False, names=True, private=True)
    written = json.loads("".join(claims_file.chunks("json", draft)))
    known = keys_in(section("2. A claim record")) | {"content", "attribution", "machine", "person", "program"}
    for claim in written["claims"]:
        assert every_key(claim) - known == set()


def test_every_key_of_header_and_proof_is_on_the_page(example):
    draft = example.draft()
    written = json.loads("".join(claims_file.chunks("json", draft, example.proof(draft))))
    page = keys_in(section("3. The verified-claims file"))
    assert {key for key in written if key not in ("claims", "proof")} <= page
    assert set(written["proof"]) == set(proved._KEYS)
    assert page >= proved._KEYS


def test_the_sentences_on_what_is_proved_are_those_of_the_files():
    assert f"> {claims_file.PROVES.format(size='N')}\n" in PAGE
    assert f"> {log_file.PROVES}\n" in PAGE


def test_the_columns_are_those_of_the_tables():
    assert set(claims_csv.COLUMNS) == keys_in(section("5. Tables").split("| column | holds |")[1])
    assert set(log_file.COLUMNS) <= keys_in(section("4. The log file"))


def test_the_numbers_of_the_formats_are_those_that_are_read():
    for name, number in reading.NEWEST.items():
        assert f"`{name}/{number}`" in PAGE


VIEWS = {
    "article": "ArticleView",
    "article with its text": "ArticleText",
    "block": "BlockView",
    "mark": "ClaimMark",
    "sign-off": "SignoffView",
    "row": "ClaimRow",
    "claim in full": "ClaimView",
    "verdict, note, adjudication": "VerdictView",
    "verdict that an adjudication rests on": "BasisView",
    "match": "MatchView",
    "piece (of `mine`, `theirs`)": "Piece",
    "decision": "DecisionView",
    "answer": "AnswerView",
    "line of the log": "LogLine",
    "person": "PersonView",
    "actor": "ActorView",
    "summary": "Summary",
    "receipt": "Receipt",
    "report of an update": "UpdateReport",
    "report of an import": "ImportReport",
    "skipped, refused": "Skipped",
    "finding": "Finding",
}


def fields_of_views() -> dict[str, list[str]]:
    """Class to fields, read without loading the workspace."""
    room = ROOT / "reviewer" / "workspace"
    modules = [*sorted((room / "views").glob("*.py")), room / "people.py", ROOT / "reviewer" / "model" / "row.py"]
    trees = [ast.parse(module.read_text("utf-8")) for module in modules]
    classes = [node for tree in trees for node in tree.body if isinstance(node, ast.ClassDef)]
    return {node.name: [each.target.id for each in node.body if isinstance(each, ast.AnnAssign)] for node in classes}


@pytest.mark.parametrize("name", VIEWS)
def test_the_objects_of_json_have_the_fields_on_the_page(name):
    line = next(line for line in section("8. `--json`").splitlines() if line.startswith(f"| {name} |"))
    fields = re.findall(r"`([a-z_]+)`", line.split("|", 2)[2])
    assert fields == fields_of_views()[VIEWS[name]]


def test_every_thing_that_the_command_line_answers_is_on_the_page():
    source = "".join(path.read_text("utf-8") for path in (ROOT / "reviewer" / "cli").rglob("*.py"))
    answered = set(re.findall(r'\.answer\(\s*"([a-z_]+)"', source))
    for thing, things in re.findall(r'\.listing\(\s*"([a-z_]+)",\s*"([a-z_]+)"', source):
        answered |= {thing, things}
    table = section("8. `--json`").split("| object | fields |")[0]
    first = keys_in("".join(line.split("|")[1] for line in table.splitlines() if line.startswith("| `")))
    assert answered - first == set()
    assert len(answered) > 10


def test_every_error_code_is_on_the_page_with_its_exit_code():
    table = section("8. `--json`").split("| exit | codes |")[1]
    told = {
        code: int(row.split("|")[1]) for row in table.splitlines() if re.match(r"\| \d", row) for code in keys_in(row)
    }
    kinds = [
        kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, errors.ReviewerError)
    ]
    assert told == {kind.code: kind.exit_code for kind in kinds}
