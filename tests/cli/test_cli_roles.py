"""Roles and persons by the command line: three people, from the first look to the last word."""

from __future__ import annotations

import io

import pytest

from reviewer.cli.plain.loop import run
from reviewer.workspace import Workspace
from tests.cli.conftest import Call


def test_three_people_one_of_them_made_adjudicator(call: Call, folder):
    sheet = folder / "claims.yaml"
    sheet.write_text(sheet.read_text("utf-8").replace("reviews: 1", "reviews: 2"), "utf-8")
    assert call().code == 0
    assert call("role", "cleo", "adjudicator").code == 2, "nobody knows cleo yet"
    for name, word in (("ben", "s"), ("dora", "r")):
        assert call("verdict", "1.2", word, "--as", name).code == 0
    assert call("next", "--as", "cleo").code == 0
    refused = call("adjudicate", "1.2", "s", "--why", "the log book", "--as", "cleo", "--json")
    assert refused.error["code"] == "not_allowed"
    refused = call("role", "cleo", "adjudicator", "--as", "ben", "--json")
    assert (refused.code, refused.error["what"]) == (1, "this needs an owner, and ben is none")

    assert call("role", "cleo", "adjudicator").out == "cleo is an adjudicator now\n"
    assert call("role", "cleo", "adjudicator").out == "cleo is an adjudicator already\n"
    assert call("adjudicate", "1.2", "s", "--why", "the log book", "--as", "cleo").code == 0
    assert call("adjudicate", "1.2", "r", "--why", "no", "--as", "ben").code == 1
    listed = call("role", "--json").json
    assert listed["format"] == "reviewer.people/1"
    told = [(each["person"]["name"], each["person"]["role"]) for each in listed["people"]]
    assert [each for each in told if each[0] in ("ana", "ben", "cleo", "dora")] == [
        ("ana", "owner"),
        ("cleo", "adjudicator"),
        ("ben", "reviewer"),
        ("dora", "reviewer"),
    ]
    assert all(line["format"] == "reviewer.person/1" for line in call("role", "--jsonl").lines)

    assert call("role", "cleo", "adjudicator", "--revoke").code == 0
    assert call("adjudicate", "1.3", "s", "--why", "the log book", "--as", "cleo").code == 1
    told = call("log").out
    assert "role adjudicator given to cleo" in told
    assert "role adjudicator taken back from cleo" in told
    assert call("verify").code == 0


def test_two_names_are_made_one_person_and_parted(call: Call):
    before = len(call("role", "--jsonl").lines)
    for name in ("ben", "benjamin"):
        assert call("verdict", "1.2", "s", "--as", name).code == 0
    assert "count as one person" in call("role", "--same", "ben", "benjamin").out
    (ben,) = call("role", "ben", "--json").json["people"]
    assert [actor["name"] for actor in ben["person"]["actors"]] in (["ben", "benjamin"], ["benjamin", "ben"])
    assert "is one person with" in call("log").out
    assert "count as two persons" in call("role", "--apart", "ben", "benjamin").out
    assert len(call("role", "--jsonl").lines) == before + 2


@pytest.mark.parametrize(
    ("words", "what"),
    [
        (["ana", "king"], "there is no role 'king'"),
        (["ana", "--revoke"], "--revoke needs NAME and ROLE"),
        (["ana", "owner", "--same", "a", "b"], "exclude each other"),
        (["zoe"], "nobody here is called zoe"),
        (["ana", "owner", "--revoke"], "ana is the last owner"),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(call: Call, words: list[str], what: str):
    answer = call("role", *words, "--json")
    assert answer.code != 0
    assert what in answer.error["what"]


def test_a_hostile_name_reaches_no_terminal(call: Call):
    assert call("next", "--as", "mal\x1b[2Jory").code == 0
    assert "\x1b" not in call("role").out
    assert "\x1b" not in call("role", "--json").out


def test_plain_mode_gives_roles_too(folder, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    Workspace.open(folder, me="Bo Lind", via="flag").close()
    typed = [
        'role "Bo Lind" adjudicator',
        "role",
        'role "Bo Lind" adjudicator revoke',
        "role Bo Lind owner now",
        "quit",
    ]
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in typed)))
    with Workspace.open(folder, me="ana", via="flag") as workspace:
        assert run(workspace) == 0
        roles = {view.name: view.role for view in workspace.people()}
    told = capsys.readouterr().out
    assert (roles["ana"], roles["Bo Lind"]) == ("owner", "reviewer")
    for words in ("Bo Lind is an adjudicator now.", "ana (you): owner", "Bo Lind is an adjudicator no more", "quotes"):
        assert words in told
