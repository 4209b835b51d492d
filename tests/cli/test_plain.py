"""Plain mode, by scripts of what a reviewer types, on the made-up desk that the screen's tests use."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from reviewer.cli.plain import speech, waiting
from reviewer.cli.plain.keys import ACTS
from reviewer.cli.plain.loop import run
from reviewer.cli.plain.waiting import Waiting
from reviewer.errors import Busy
from reviewer.model.comparison import PairWord
from reviewer.model.policy import KEYS, Policy
from reviewer.model.verdict import About, Evidence, EvidenceKind, Stance, Value
from reviewer.workspace.views import WeakLink
from tests.tui.fake_desk import FakeDesk

Play = Callable[..., list[str]]
_NEXT = re.compile(r"\d+\.\d+(, search)?> |\d+ verdicts? saved\.")
ON_THE_SCREEN_ONLY = {
    "claim.mark",  # the space bar; plain mode has the word "mark"
    "text.marks",  # underlining
    "text.jump",  # letters on the claims in sight
}


@pytest.fixture
def desk() -> FakeDesk:
    return FakeDesk()


@pytest.fixture
def play(desk: FakeDesk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Play:
    """Type lines, give back the lines that were said."""

    def play(*typed: str) -> list[str]:
        monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in typed)))
        assert run(desk) == 0
        return capsys.readouterr().out.splitlines()

    return play


def said_after(lines: list[str], prompt: str) -> list[str]:
    """What was said between an echoed prompt and the next one."""
    at = lines.index(prompt)
    rest = lines[at + 1 :]
    end = next((i for i, line in enumerate(rest) if _NEXT.match(line)), len(rest))
    return rest[:end]


def test_it_opens_with_what_there_is_and_the_first_open_claim(play: Play):
    lines = play()
    assert lines[0] == "6 articles, 22 claims, 21 open. You are ann."
    assert "s Supported, r Refuted" in lines[1]
    assert lines[3] == "Claim 1.1, Brennick Post of 2031-03-15, open."
    assert lines[-1] == "0 verdicts saved. 21 claims open."


def test_a_claim_is_told_from_words_to_question(play: Play):
    told = said_after(play("g 1.3"), "1.1> g 1.3")
    order = [
        "Claim 1.3",
        "“closed two of the six berths",
        "Brennick Post says so, on the word of Tidewire, on the word of the port authority.",
        "2 articles, 1 origin. 1 disagrees on: number.",
        "Match 1: 3.1, The Quay Observer, contradicts. Two of the six berths, against four of the six berths",
        "It stands in: “BRENNICK",
        "Your verdict also covers 1 copy: 2.2.",
        "Is it so?",
    ]
    places = [next(i for i, line in enumerate(told) if line.startswith(start)) for start in order]
    assert places == sorted(places)
    assert all(len(line) < 300 for line in told)


def test_a_paragraph_is_told_once(play: Play):
    lines = play("g 1.2", "j", ".")
    assert any(line.startswith("It stands in") for line in said_after(lines, "1.1> g 1.2"))
    assert not any(line.startswith("It stands in") for line in said_after(lines, "1.2> j"))
    assert any(line.startswith("It stands in") for line in said_after(lines, "1.3> ."))


@pytest.mark.parametrize("value", list(Value))
def test_a_verdict_by_letter_digit_and_word_is_saved_and_goes_on(value: Value, play: Play, desk: FakeDesk):
    number = str(list(Value).index(value) + 1)
    lines = play(KEYS[value], number, value.value)
    assert lines[-1].startswith("3 verdicts saved.")
    assert [desk.row(desk.find_claim(ref)).mine for ref in ("1.1", "1.2", "1.3")] == [value] * 3


def test_words_behind_the_letter_are_the_rationale(play: Play, desk: FakeDesk):
    play("s the minutes say so")
    assert desk.claim(desk.find_claim("1.1")).verdicts[-1].rationale == "the minutes say so"


def test_enter_alone_goes_to_the_next_open_claim(play: Play):
    assert said_after(play(""), "1.1> ")[0].startswith("Claim 1.2")


def test_undo_and_redo(play: Play, desk: FakeDesk):
    lines = play("s", "u", "U", "u")
    assert "Undone: Supported saved." in said_after(lines, "1.2> u")
    assert said_after(lines, "1.2> u")[1].startswith("Claim 1.1")
    assert desk.row(desk.find_claim("1.1")).mine is None


def test_nothing_to_undo_is_said(play: Play):
    assert "Not done: nothing to undo." in play("u")


def test_undo_of_a_claim_by_hand_leaves_it(play: Play):
    lines = play("+ No one ... hurt", "u")
    assert said_after(lines, "1.9> u")[1].startswith("Claim ")


def test_words_and_evidence_wait_for_the_verdict(play: Play, desk: FakeDesk):
    lines = play("t because", "T between us", "e against https://a.example/x", ".", "r")
    told = said_after(lines, "1.1> .")
    assert "Your rationale waits for the verdict: “because”" in told
    assert "Your private note waits: “between us”" in told
    assert "Your evidence waits: refutes: https://a.example/x." in told
    verdict = desk.claim(desk.find_claim("1.1")).verdicts[-1]
    assert (verdict.value, verdict.rationale, verdict.private) == (Value.REFUTED, "because", "between us")
    assert verdict.evidence == (Evidence(EvidenceKind.URL, Stance.REFUTES, url="https://a.example/x"),)
    assert not desk.drafts


def test_words_without_a_letter_behind_are_asked_for(play: Play, desk: FakeDesk):
    play("t", "because", "e", "for the minutes of March", "s")
    verdict = desk.claim(desk.find_claim("1.1")).verdicts[-1]
    assert verdict.rationale == "because"
    assert verdict.evidence[0].remark == "the minutes of March"


def test_words_added_to_a_verdict_are_saved_with_it(play: Play, desk: FakeDesk):
    lines = play("s first words", "k", "e for https://a.example/x", "t better words")
    verdict = desk.claim(desk.find_claim("1.1")).verdicts[-1]
    assert (verdict.value, verdict.rationale) == (Value.SUPPORTED, "better words")
    assert [item.url for item in verdict.evidence] == ["https://a.example/x"]
    assert lines[-1].startswith("1 verdict saved.")


def test_a_verdict_that_cannot_be_saved_keeps_the_words(play: Play, desk: FakeDesk):
    desk.fail = Busy("another process holds the database", kept="your words", next_step="try again")
    lines = play("t because", "s")
    assert said_after(lines, "1.1> s") == [
        "Not done: another process holds the database.",
        "Kept: your words.",
        "Next: try again.",
    ]
    assert lines[-1].startswith("0 verdicts saved.")
    assert waiting.load(desk, desk.find_claim("1.1"), About.CONTENT).rationale == "because"


def test_what_waits_is_what_the_screen_keeps(desk: FakeDesk):
    from reviewer.tui import pending

    ours = Waiting("because", "psst", (Evidence(EvidenceKind.URL, Stance.SUPPORTS, url="https://a.example"),))
    waiting.keep(desk, "c", About.ATTRIBUTION, ours)
    theirs = pending.load(desk, "c", About.ATTRIBUTION)
    assert (theirs.rationale, theirs.private, theirs.evidence) == (ours.rationale, ours.private, ours.evidence)
    pending.keep(desk, "c", About.ATTRIBUTION, pending.Pending())
    assert waiting.load(desk, "c", About.ATTRIBUTION).empty


def test_a_note_of_its_own(play: Play, desk: FakeDesk):
    play("note ask the harbour master")
    view = desk.claim(desk.find_claim("1.1"))
    assert [note.rationale for note in view.notes] == ["ask the harbour master"]
    assert not view.verdicts


def test_attribution_is_judged_apart(play: Play, desk: FakeDesk):
    lines = play("g 1.2", "v", "s")
    assert said_after(lines, "1.2> v") == [
        "Did the port authority say that “damaged more than 140 moored boats”?",
    ]
    assert desk.claim(desk.find_claim("1.2")).verdicts[-1].about is About.ATTRIBUTION


def test_matches_are_gone_through_and_decided(play: Play, desk: FakeDesk):
    lines = play("g 1.3", "J", "J", "K", "! both counted berths", "m")
    assert said_after(lines, "1.3> J")[0].startswith("Match 1 of 4: 3.1")
    assert "You decided: contradicts. “both counted berths”" in lines
    pair = next(p for p in desk.pairs if p.decisions)
    assert pair.decisions[0].word is PairWord.CONTRADICTS
    assert "Number: differs. Here two, there four." in said_after(lines, "1.3> m")


def test_of_several_matches_the_one_to_decide_is_read_first(play: Play, desk: FakeDesk):
    lines = play("g 1.3", "=")
    assert "Next: J goes through them; decide the one just read." in lines
    assert not any(pair.decisions for pair in desk.pairs)


def test_the_lineage_of_a_match_is_said(play: Play, desk: FakeDesk):
    lines = play("g 1.3", "J", "lineage cousins", "lineage indep", "g 1.1", "lineage same_text")
    assert "Lineage saved." in lines
    assert any(line.startswith("Not done: 'cousins' is not a lineage") for line in lines)
    assert "Not done: both claims stand in one article." in lines


def test_a_claim_without_matches_says_so(play: Play):
    assert "Not done: nobody else here speaks of this claim." in play("g 5.1", "=")


def test_a_match_becomes_evidence(play: Play, desk: FakeDesk):
    play("g 1.3", "J", "e", "r")
    evidence = desk.claim(desk.find_claim("1.3")).verdicts[-1].evidence[0]
    assert (evidence.kind, evidence.stance) == (EvidenceKind.CLAIM, Stance.REFUTES)
    assert evidence.claim == desk.find_claim("3.1")


def test_a_file_is_evidence(play: Play, desk: FakeDesk, tmp_path: Path):
    (tmp_path / "minutes.txt").write_text("page 3")
    play(f"e context {tmp_path / 'minutes.txt'}", "n")
    evidence = desk.claim(desk.find_claim("1.1")).verdicts[-1].evidence[0]
    assert (evidence.kind, evidence.stance, evidence.file_name) == (EvidenceKind.FILE, Stance.CONTEXT, "minutes.txt")


def test_the_span_is_changed_by_quoting(play: Play, desk: FakeDesk):
    lines = play("g 1.3", "b closed ... berths")
    assert "“closed two of the six berths”" in said_after(lines, "1.3> b closed ... berths")


def test_a_claim_is_split_by_a_bar(play: Play):
    lines = play("g 1.5", "b Repairs ... crowns | take until October")
    told = said_after(lines, "1.5> b Repairs ... crowns | take until October")
    assert "“Repairs will cost about 4.2 million crowns”" in told


def test_words_that_do_not_stand_there_change_nothing(play: Play, desk: FakeDesk):
    lines = play("b words from nowhere at all")
    assert any(line.startswith("Not done: the words “words from nowhere at all” do not stand there") for line in lines)
    assert desk.find_claim("1.1")


def test_a_claim_by_hand(play: Play, desk: FakeDesk):
    lines = play("+ No one ... hurt")
    assert "“No one was hurt”" in lines
    assert desk.find_claim("1.9")


def test_articles(play: Play):
    lines = play("]", "]", "[", "[", "[")
    assert [line.split(",")[0] for line in lines if line.startswith("Claim ")] == [
        "Claim 1.1",
        "Claim 2.1",
        "Claim 3.1",
        "Claim 2.1",
        "Claim 1.1",
    ]
    assert "That was the first article." in lines


def test_both_ends_of_the_list(play: Play):
    lines = play("k", "last", "j", "first")
    assert "That was the first claim." in lines
    assert "That was the last claim." in lines


def test_search_and_its_hits(play: Play, desk: FakeDesk):
    lines = play("/levy", "n", "s", "N", "/", "n")
    assert said_after(lines, "1.1> /levy")[0] == "3 claims. n and capital N go through them."
    assert said_after(lines, "5.1, search> n")[0].startswith("Claim 5.2")
    assert "Not done: verdict letters rest while a search is on." in said_after(lines, "5.2, search> s")
    assert said_after(lines, "5.2, search> N")[0].startswith("Claim 5.1")
    assert desk.row(desk.find_claim("5.1")).mine is Value.NOT_ENOUGH_EVIDENCE


def test_a_search_without_hits(play: Play):
    assert "No claim has “zebra”." in play("/ zebra")


def test_filter(play: Play):
    lines = play("f contradicts", "j", "F", "f", "f decided refuted", "f nonsense")
    assert said_after(lines, "1.1> f contradicts")[0] == "3 claims listed."
    assert "All 22 claims listed." in lines
    assert "No claim fits; the list stays as it was." in lines
    assert "Not done: nothing to filter by is called 'nonsense'." in lines


def test_a_filtered_list_ends(play: Play):
    lines = play("f contradicts", "s", "s", "s")
    assert "No claim fits the filter. Capital F lists all." in lines


def test_postpone_and_resume(play: Play, desk: FakeDesk):
    lines = play("p waits for the minutes", "g 1.1", "p", "P", "next week")
    assert "It is postponed: waits for the minutes." in lines
    assert "Taken up again." in lines
    assert desk.claim(desk.find_claim("1.1")).postponed == "next week"


def test_signing_off_asks_where_claims_are_open(play: Play, desk: FakeDesk):
    lines = play("a", "n", "a", "y")
    assert "Not signed off." in lines
    assert "Signed off." in lines
    assert len(desk.signed) == 1


def test_a_part_of_the_article_and_its_date_are_put_right(play: Play, desk: FakeDesk):
    play("B", "", "B", "widget", "D", "", "D 2031-03-16")
    article = desk.articles()[0]
    assert article.metadata.date == "2031-03-16"
    assert desk.text(article.id).blocks[0].cls.value == "widget"
    assert len(desk.acts) == 2


def test_the_last_word_needs_a_verdict_and_a_reason(play: Play, desk: FakeDesk):
    lines = play("A", "", "A refuted", "", "A wrong", "A r the log book")
    assert "Not done: the last word needs a reason." in lines
    assert any(line.startswith("Not done: 'wrong' is not a verdict") for line in lines)
    assert len(desk.acts) == 1


def test_marked_claims_are_judged_at_once(play: Play, desk: FakeDesk):
    lines = play("mark", "mark", "s", "u")
    assert "2 claims marked; the next verdict covers them." in lines
    assert len(desk.acts) == 0


def test_the_list_is_read(play: Play):
    told = said_after(play("q"), "1.1> q")
    assert told[0] == "22 claims listed; these are 1 to 10:"
    assert len(told) == 11


def test_the_citation(play: Play):
    told = said_after(play("y"), "1.1> y")
    assert told[1].startswith("Brennick Post, Storm closes two berths at Brennick harbour, 2031-03-15")


def test_reasons_and_update(play: Play):
    lines = play("g 1.2", "w", "R", "i")
    assert "Up 0.90: names a number." in lines
    assert any("6 unchanged" in line for line in lines)


def test_others_writing_is_said(play: Play, desk: FakeDesk):
    changes = iter([False, False, False, True])
    desk.changed = lambda: next(changes, False)  # type: ignore[method-assign]
    assert "Somebody else has written meanwhile; a full stop reads the claim again." in play("j", "k")


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("suported", "did you mean 'supported'?"),
        ("postpon", "did you mean 'postpone'?"),
        ("%%", "? tells what can be typed"),
    ],
)
def test_what_is_not_understood_is_said(typed: str, hint: str, play: Play, desk: FakeDesk):
    lines = play(typed)
    assert f"Next: {hint}." in lines or f"Next: {hint}" in lines
    assert not desk.acts


@pytest.mark.parametrize("word", ["quit", "exit"])
def test_leaving(word: str, play: Play):
    assert play(word, "s")[-1] == "0 verdicts saved. 21 claims open."


def test_an_empty_workspace(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    monkeypatch.setattr("sys.stdin", io.StringIO("s\nj\nq\n"))
    assert run(FakeDesk(filled=False)) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "Nothing is open any more." in lines
    assert "Not done: there is no claim here." in lines


def test_keys_of_the_project_count(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    desk = FakeDesk(policy=Policy(keys=dict(KEYS) | {Value.REFUTED: "j"}))
    monkeypatch.setattr("sys.stdin", io.StringIO("j\n"))
    run(desk)
    assert desk.row(desk.find_claim("1.1")).mine is Value.REFUTED


def test_help_names_every_act_once(play: Play):
    told = said_after(play("?"), "1.1> ?")
    for act in ACTS:
        assert sum(line.startswith(f"{act.keys.split()[0]} or " if act.keys else f"{act.word}:") for line in told) >= 1
    assert len([line for line in told if line == "Working."]) == 1
    assert said_after(play("? t"), "1.1> ? t")[0].startswith("t or rationale: ")


def test_the_letters_are_those_of_the_screen():
    from reviewer.tui.actions import Scope, of_scope

    screen = {
        key
        for action in of_scope(Scope.REVIEW)
        if action.id not in ON_THE_SCREEN_ONLY
        for key in action.keys.split(",")
        if len(key) == 1
    }
    ours = {key for act in ACTS for key in act.keys.split()} | set(KEYS.values()) | set("12345")
    assert screen - ours == set(), "plain mode lacks keys of the screen"
    assert ours - screen - {"?", "."} == set(), "plain mode has letters that the screen does not know"


def test_no_letter_means_two_things():
    keys = [key for act in ACTS for key in act.keys.split()] + list(KEYS.values())
    words = [act.word for act in ACTS] + [value.value for value in Value]
    assert len(keys) == len(set(keys))
    assert len(words) == len(set(words))


def test_hostile_text_reaches_no_terminal_and_nothing_is_drawn(play: Play):
    lines = play("?", *["j"] * 22, "g 6.1", "J", "m", "y", "q", "t \x1b[2J", ".")
    for line in lines:
        for char in line:
            assert unicodedata.category(char) not in ("Cc", "Cf", "Cs"), repr(line)
            assert not 0x2500 <= ord(char) <= 0x259F, "box drawing"
        assert "   " not in line, "columns do not read well aloud"
        assert "\t" not in line


def test_ctrl_c_ends_with_130_and_says_what_is_kept(
    desk: FakeDesk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    from reviewer import cli
    from reviewer.cli import app

    class Interrupting(io.StringIO):
        def readline(self, *_: object) -> str:
            raise KeyboardInterrupt

    monkeypatch.setattr("sys.stdin", Interrupting())
    monkeypatch.setattr(app.app, "main", lambda *_, **__: run(desk))
    assert cli.main(["review", "--plain"]) == 130
    assert "kept: everything that was reported as saved" in capsys.readouterr().err


def test_all_appearances_are_told_one_origin_after_the_other(play: Play):
    said = play("g 1.3", "M")
    origins = [line for line in said if line.startswith("Origin ")]
    assert origins == [f"Origin {i}: 1 article." for i in range(1, len(origins) + 1)]
    assert len(origins) > 1
    assert any("contradicts" in line and "number differs" in line for line in said)


def test_a_claim_that_stands_nowhere_else_says_so(play: Play):
    assert "It stands in this one place only." in play("g 5.1", "M")


def test_where_the_article_comes_from_is_told_with_its_signs(play: Play):
    said = play("g 1.3", "L")
    assert any("the same text, one origin" in line for line in said)
    assert any(line.startswith("Sign: ") for line in said)


def test_a_comparison_is_told_side_by_side_and_what_agrees_once():
    assert speech.slot("number", "differs", "1,900 people", "") == "Number: differs. Here 1,900 people, there nothing."
    assert speech.slot("time", "agrees", "Monday", "Monday") == "Time: agrees. Both: Monday."


def test_a_sign_names_the_two_articles_by_number():
    words = "88% of the first stands in the second, 100% of the second in the first"
    told = "Sign: 88% of article 1 stands in article 4, 100% of article 4 in article 1."
    assert speech.sign(words, 1, 4) == told


def test_a_claim_that_is_evidence_is_called_by_its_number(play: Play, desk: FakeDesk):
    desk.verdict(
        desk.by["storm.head"],
        Value.SUPPORTED,
        evidence=(Evidence(EvidenceKind.CLAIM, Stance.SUPPORTS, claim=desk.by["rival.boats"]),),
    )
    told = next(line for line in play("g 1.1") if line.startswith("Said: "))
    assert f"supports: claim {desk.row(desk.by['rival.boats']).number};" in told


def test_a_question_as_the_next_step_ends_with_its_own_sign(play: Play):
    assert "Next: did you mean 'help'?" in play("halp")


def test_a_sentence_ends_with_one_stop():
    assert [speech.sentence(words) for words in ("Saved", "Saved.", "“so”")] == ["Saved.", "Saved.", "“so”"]


def test_figures_are_told_in_sentences_and_not_drawn(play: Play):
    told = said_after(play("s", "S"), "1.2> S")
    assert not any(sign in line for line in told for sign in ("[#", "...]", "·"))
    assert all(line.endswith((".", "”")) for line in told)


def test_the_weakest_link_tells_no_score_where_the_rules_hide_scores(play: Play, desk: FakeDesk):
    found = replace(
        desk.cluster(desk.by["storm.berths"]), weakest=WeakLink("1.3", "3.1", 0.41, "a · b: number differs")
    )
    shown = "The weakest link: 1.3 and 3.1. A, against b: number differs."
    assert f"{shown} Score 0.41." in tuple(speech.appearances(found, scores=True))
    assert shown in tuple(speech.appearances(found, scores=False))
