"""Two reviewers and an adjudicator at one desk, played through as they would: by the command line and in plain mode."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from reviewer import cli
from tests.workspace.workspace_tools import STORM, UNION, Folder, claim, new_folder

STUDY = """reviews: 2
questions:
  - name: topic
    values: {ferry: k, weather: l}
    rule: What the sentence is mostly about.
"""
RADIO, GAZETTE = "articles/radio.txt", "articles/gazette.txt"


class Desk:
    """One workspace on which several people call the program, each with a state folder of their own."""

    def __init__(self, folder: Folder, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
        self.folder, self._patch, self._capfd = folder, monkeypatch, capfd
        with folder.open() as ada:
            self.storm = ada.row(claim(ada, STORM, RADIO)).number
            self.union, self.copy = (
                ada.row(claim(ada, UNION, name)).number for name in ("articles/courier.txt", GAZETTE)
            )

    def call(self, who: str, *words: str) -> tuple[int, str, str]:
        """Exit code, standard output, standard error."""
        self._patch.setenv("REVIEWER_STATE", str(self.folder.path.parent / f"state-{who}"))
        self._capfd.readouterr()
        code = cli.main(["-C", str(self.folder.path), "--as", who, *words])
        return code, *self._capfd.readouterr()

    def json(self, who: str, *words: str) -> dict[str, Any]:
        code, out, err = self.call(who, *words, "--json")
        assert code == 0, err
        return dict(json.loads(out))

    def refused(self, who: str, *words: str) -> dict[str, Any]:
        code, _, err = self.call(who, *words, "--json")
        assert code != 0
        return dict(json.loads(err)["error"])

    def plain(self, who: str, *typed: str) -> str:
        self._patch.setattr("sys.stdin", io.StringIO("\n".join(typed) + "\n"))
        code, out, _ = self.call(who, "review", "--plain")
        assert code == 0
        return out


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Desk:
    """Ada owns the study; Bo and Cy review, Dee adjudicates."""
    folder = new_folder(tmp_path / "desk")
    folder.rules(STUDY)
    with folder.open() as ada, folder.open("Bo"), folder.open("Cy"), folder.open("Dee"):
        ada.update()
        ada.give_role("Dee", "adjudicator")
    return Desk(folder, monkeypatch, capfd)


def test_from_two_verdicts_that_differ_to_a_last_word_that_asks_for_another_look(desk: Desk) -> None:
    desk.call("Bo", "verdict", desk.storm, "supported", "--why", "the lock-keeper's log")
    said = desk.plain("Cy", desk.storm, "answer topic weather", "r the notice was of Sunday", "quit")
    assert "Refuted saved" in said
    before = desk.json("Dee", "adjudicate", desk.storm)
    assert [(each["person"], each["rationale"]) for each in before["basis"]] == [
        ("Bo", "the lock-keeper's log"),
        ("Cy", "the notice was of Sunday"),
    ]
    assert (before["given"], before["wanted"], before["why_not"]) == (2, 2, "")
    assert "nobody adjudicates" in desk.json("Bo", "adjudicate", desk.storm)["why_not"]
    assert "reviewed" in desk.refused("Bo", "adjudicate", desk.storm, "supported", "--why", "mine")["what"]

    told = desk.plain("Dee", desk.storm, "A", "refuted", "2", "the log is of Tuesday", "quit")
    assert told.index("Bo: Supported") < told.index("Cy: Refuted") < told.index("2, they read the claim differently.")
    assert "Last word saved: Refuted" in told
    claim_now = desk.json("Cy", "show", desk.storm)["claim"]
    (last,) = claim_now["adjudications"]
    assert (last["person"], last["difference"]) == ("Dee", "they read the claim differently")
    assert [(each["person"], each["value"], each["stands"]) for each in last["basis"]] == [
        ("Bo", "supported", True),
        ("Cy", "refuted", True),
    ]
    assert claim_now["row"]["status"] == "decided"

    desk.call("Bo", "verdict", desk.storm, "refuted", "--why", "the log was copied")
    assert "rests on was undone or replaced" in desk.json("Dee", "show", desk.storm)["claim"]["row"]["needs_look"]
    told = desk.plain("Bo", desk.storm, "A", "quit")
    assert "Not done: you cannot decide it: nobody adjudicates a claim that they reviewed." in told


def test_a_departing_verdict_is_asked_about_wherever_it_is_given(desk: Desk) -> None:
    for who in ("Bo", "Cy"):
        desk.call(who, "verdict", desk.union, "refuted", "--no-copies", "--why", "the roll names 480")
    refused = desk.refused("Dee", "verdict", desk.copy, "supported", "--no-copies")
    assert refused["code"] == "departs"
    assert refused["what"] == f"Supported here, but {desk.union} (the same words) was decided Refuted by Bo, Cy"
    assert len(refused["claims"]) == 1
    told = desk.plain("Dee", desk.copy, "s the list is newer", "n", desk.copy, "quit")
    assert f"Precedent: {desk.union}, the same words, decided: Refuted by Bo, Cy: “the roll names 480”." in told
    assert "Nothing was saved." in told
    assert not desk.json("Dee", "show", desk.copy)["claim"]["verdicts"]
    told = desk.plain("Dee", desk.copy, "s the list is newer", "y", "quit")
    assert "Supported saved" in told
    desk.call("Bo", "verdict", desk.copy, "supported", "--no-copies", "--departing")
    assert desk.json("Bo", "show", desk.copy)["claim"]["row"]["value"] == "supported"


def test_a_reopened_claim_says_why_and_what_was_said_before(desk: Desk) -> None:
    for who, word in (("Bo", "supported"), ("Cy", "supported")):
        desk.call(who, "verdict", desk.storm, word, "--why", f"{who} read the log")
    refused = desk.refused("Bo", "reopen", desk.storm, "--why", "no")
    assert refused["what"] == "this needs an adjudicator, and Bo is none"
    assert "reviewer role NAME ROLE" in refused["next"]
    desk.call("Dee", "reopen", desk.storm, "--why", "the port corrected its log")
    (opened,) = desk.json("Cy", "show", desk.storm)["claim"]["reopened"]
    assert (opened["person"], opened["round"], opened["reason"]) == ("Dee", 2, "the port corrected its log")
    assert [(each["person"], each["value"]) for each in opened["said"]] == [("Bo", "supported"), ("Cy", "supported")]
    told = desk.call("Cy", "show", desk.storm)[1]
    assert "reopened    round 2, by Dee: “the port corrected its log”; " in told
    assert "earlier     Bo: Supported; “Bo read the log”" in told
    assert "Reopened, round 2, by Dee: “the port corrected its log”" in desk.plain("Bo", desk.storm, "quit")
    desk.folder.rules(STUDY + "blind: true\n")
    desk.call("Ada")
    (opened,) = desk.json("Cy", "show", desk.storm)["claim"]["reopened"]
    assert [each["person"] for each in opened["said"]] == ["Cy"], "before a blind round is full, only my own word"
    desk.call("Bo", "verdict", desk.storm, "refuted")
    assert "what they said is sealed until the round is full" in desk.call("Dee", "adjudicate", desk.storm)[1]
    refused = desk.refused("Dee", "adjudicate", desk.storm, "refuted", "--why", "now")
    assert "reviewer reveal CLAIM" in refused["next"]


def test_in_a_blind_study_questions_come_first_and_copies_are_not_promised(desk: Desk) -> None:
    desk.folder.rules(STUDY + "blind: true\ncopies: false\n")
    desk.call("Ada")
    shown = desk.call("Bo", "show", desk.union)[1]
    assert f"topic to be answered: reviewer answer {desk.union}" in shown
    assert "also covers" not in shown
    told = desk.plain("Bo", desk.union, "s the roll names 480", "k", "quit")
    assert "also covers" not in told
    assert told.index("ferry") < told.index("topic: ferry saved") < told.index("Supported saved")
    assert not desk.json("Bo", "show", desk.copy)["claim"]["verdicts"]
    told = desk.plain("Cy", desk.union, "r", "", "quit")
    assert "Refuted saved.\nNote: still to be answered: topic." in told
    assert "still to be answered: topic" in "".join(desk.call("Bo", "verdict", desk.copy, "s", "--departing")[1:])
    assert "disagrees" not in desk.call("Dee", "show", desk.copy)[1].splitlines()[0]


def test_the_queue_hands_an_article_to_the_one_it_is_assigned_to(desk: Desk) -> None:
    def first(who: str) -> str:
        return str(desk.json(who, "next")["claim"]["row"]["number"]).split(".")[0]

    number = desk.storm.split(".")[0]
    assert first("Bo") != number
    desk.call("Ada", "assign", number, "--to", "Bo")
    assert first("Bo") == number
    assert first("Cy") != number


def test_a_sign_off_names_what_was_skipped_and_asks_again_after_a_verdict(desk: Desk) -> None:
    number = desk.storm.split(".")[0]
    desk.call("Bo", "verdict", desk.storm, "supported")
    said = desk.call("Bo", "signoff", number)[1]
    rows = desk.json("Cy", "claims", "--article", number, "--status", "open")["claims"]
    left = [row["claim"]["number"] for row in rows]
    assert f"{len(left)} claims skipped: {', '.join(left)}" in said
    view = desk.json("Cy", "show", number)["article"]["article"]
    (signoff,) = view["signoffs"]
    assert (signoff["person"], signoff["needs_look"]) == ("Bo", "")
    assert signoff["skipped"] == view["claims"] - 1
    desk.call("Bo", "verdict", desk.storm, "refuted")
    (signoff,) = desk.json("Cy", "show", number)["article"]["article"]["signoffs"]
    assert signoff["needs_look"] == "a verdict has changed since"


def test_a_decided_claim_is_reopened_with_a_reason_and_its_history_stays(desk: Desk) -> None:
    for who in ("Bo", "Cy"):
        desk.call(who, "verdict", desk.storm, "supported", "--why", "the log")
    assert desk.refused("Bo", "reopen", desk.storm, "--why", "a new notice")["code"] == "not_allowed"
    desk.call("Ada", "reopen", desk.storm, "--why", "a new notice")
    assert desk.json("Bo", "show", desk.storm)["claim"]["row"]["status"] == "open"
    history = desk.call("Bo", "log", "--claim", desk.storm)[1]
    assert history.count("Supported") == 2
    assert "a new notice" in history


def test_answers_and_first_verdicts_give_agreement_with_its_reasons_where_it_has_none(desk: Desk) -> None:
    desk.call("Bo", "verdict", desk.storm, "supported")
    desk.call("Cy", "verdict", desk.storm, "refuted")
    desk.call("Bo", "answer", desk.storm, "topic", "weather")
    told = desk.call("Ada", "stats")[1]
    assert "given with another's in sight" in told
    assert "with blind: true in claims.yaml nobody sees it first" in told

    def codes() -> dict[str, Any]:
        return {each["code"]: each for each in desk.json("Ada", "stats")["agreement"]}

    assert codes()["verdict"]["percent"]["value"] is None


def test_two_who_ask_for_the_next_claim_are_handed_different_ones(desk: Desk) -> None:
    desk.folder.rules("")
    with desk.folder.open() as ada:
        ada.update()
    first, second = (desk.json(who, "next")["claim"]["row"]["number"] for who in ("Bo", "Cy"))
    assert (first, second) == ("1.1", "1.2")
    assert desk.json("Bo", "next")["claim"]["row"]["number"] == first, "who asks twice is told the same"
    assert desk.json("Cy", "next")["open_at"] == [], "who was handed it is told to nobody"
    assert "Claim 1.3," in desk.plain("Dee", "quit"), "and plain mode goes on behind both"
    desk.call("Bo", "verdict", first, "supported")
    assert desk.json("Bo", "next")["claim"]["row"]["number"] not in (first, second, "1.3")


def test_plain_mode_hands_articles_out_and_takes_them_back(desk: Desk) -> None:
    desk.folder.rules("")
    with desk.folder.open() as ada:
        ada.update()
    told = desk.plain("Ada", "1.1", "H", "Bo", "H", "nobody", "assign claim Cy", "H Nobody Here", "quit")
    assert "This article is for nobody in particular." in told
    assert "Assigned article 1 to Bo." in told
    assert "This article is for Bo." in told
    assert "Assigned article 1 to nobody." in told
    assert "Assigned claim 1.1 to Cy." in told
    assert "Assigned article 1 to Nobody Here." in told, "an owner makes somebody known by it"
    told = desk.plain("Bo", "1.1", "H Cy", "quit")
    assert "Not done: this needs an adjudicator" in told


def test_plain_mode_opens_a_judged_claim_again_and_looks_first(desk: Desk) -> None:
    told = desk.plain("Dee", desk.storm, "Z", "quit")
    assert "Not done: nobody judged this claim yet: there is nothing to reopen." in told
    assert "Why is it" not in told
    told = desk.plain("Ada", desk.storm, "V", "quit")
    assert "Not done: no verdict of this claim is sealed." in told
    assert "y or n" not in told
    desk.call("Bo", "verdict", desk.storm, "supported")
    assert "Not done: this needs an adjudicator" in desk.plain("Cy", desk.storm, "Z a new source", "quit")
    told = desk.plain("Dee", desk.storm, "Z", "a new source", ".", "u", "quit")
    assert "Reopened: a new round has begun." in told or "Reopened: a new round has begun" in told
    assert "a new source" in told[told.index("new round") :]


def test_plain_mode_says_why_nothing_is_said_of_an_adjudication(desk: Desk) -> None:
    assert "Nobody has judged it yet." in desk.plain("Dee", desk.storm, "A", "", "quit")
    desk.folder.rules(STUDY + "blind: true\n")
    with desk.folder.open() as ada:
        ada.update()
    desk.call("Bo", "verdict", desk.storm, "supported")
    assert "What they said stays sealed until the round is full." in desk.plain("Dee", desk.storm, "A", "", "quit")


def test_plain_mode_makes_one_claim_of_marked_ones(desk: Desk) -> None:
    told = desk.plain("Ada", "4.2", "mark", "mark", "4.2", "b The strike ... last week", "quit")
    assert "2 claims marked" in told
    with desk.folder.open() as ada:
        quotes = [row.quote for row in ada.listing().rows(0, 99) if row.article_number == 4]
    assert sum("The strike" in quote for quote in quotes) == 1
    assert any(quote.startswith("The strike") and "islands last week" in quote for quote in quotes)


def test_any_command_can_be_typed_in_plain_mode(desk: Desk, tmp_path: Path) -> None:
    share = tmp_path / "share"
    share.mkdir()
    told = desk.plain("Ada", f"reviewer sync {share}", "reviewer role", "reviewer review", "reviewer", "1.1", "quit")
    assert list(share.rglob("*.jsonl"))
    assert "Dee: adjudicator" in told
    assert told.count("Not done: type a command behind it") == 2
    assert "Claim 1.1," in told


def test_plain_mode_asks_which_of_several_places_words_have_now(desk: Desk) -> None:
    desk.call("Ada", "verdict", desk.storm, "supported", "--why", "the log")
    radio = desk.folder.path / "articles" / "radio.txt"
    text = radio.read_text("utf-8").replace("Nobody was hurt.", "")
    storm = "A storm closed the harbour of Sund on Monday."
    radio.write_text(f"{storm} So it began.\n\n{text.replace(storm, 'It rained.')}\nNo more. {storm} So it ended.\n")
    told = desk.plain("Ada", "R", desk.storm, "C", "C x", "C 2", "quit")
    assert "They stand at 2 places now. A capital C and a number says which it is." in told
    assert f"Place 1: [{storm[:-1]}]. So it began." in told
    assert f"No more. [{storm[:-1]}]. So it ended." in told
    assert "Next: give the number of one of them" in told
    assert "Not done: which place? its number." in told
    assert "Said of that: you: Supported; “the log”" in told[told.index("Words of the claim changed") :]
