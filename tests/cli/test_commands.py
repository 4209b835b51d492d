"""The commands on a real workspace: what they answer, which exit code, which shape of JSON."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

import pytest

from reviewer.cli import output
from reviewer.cli.app import MODULES
from reviewer.model.verdict import Value
from tests.cli.conftest import Answer, Call

LEAK = "A leak at the Orrin dam forced 2,400 people"
NEEDS_ARGUMENTS = {
    "init": [],
    "add": ["examples/README.md"],
    "claims": [],
    "show": ["1.2"],
    "why": ["1.2"],
    "train": ["--back-to-shipped"],
    "verdict": ["1.2", "s"],
    "note": ["1.2", "--why", "x"],
    "postpone": ["1.2"],
    "resume": ["1.2"],
    "adjudicate": ["1.2", "s", "--why", "x"],
    "reopen": ["1.2", "--why", "x"],
    "assign": ["1.2", "ben"],
    "signoff": ["1"],
    "matches": ["1.2"],
    "compare": ["1.2", "4.2"],
    "decide": ["1.2", "4.2", "!"],
    "block": ["1"],
    "date": ["3", "2024-03-05"],
    "give": ["1", "No one was injured"],
    "revise": ["1.2", "forced 2,400 people from their homes"],
    "split": ["1.2", "A leak at the Orrin dam", "forced 2,400 people"],
    "merge": ["1.2", "1.3"],
}
WITHOUT_JSON = {"init", "review", "export"}


def number_of(call: Call, words: str, article: str) -> str:
    found = call("claims", "--jsonl", "--article", article)
    return next(line["claim"]["number"] for line in found.lines if words in line["claim"]["quote"])


def test_without_a_terminal_the_summary_and_what_to_run_next(call: Call):
    answer = call()
    assert answer.code == 0
    assert answer.err == ""
    assert re.search(r"^9 articles, \d+ claims, \d+ matches$", answer.out, re.MULTILINE)
    assert "reviewer next" in answer.out
    assert "new" not in answer.out, "the second time there is nothing new"


def test_the_first_time_brings_up_to_date(bare: Call, tmp_path: Path):
    (tmp_path / "claims.yaml").write_text("articles:\n  - glob: '*.txt'\n")
    (tmp_path / "a.txt").write_text("The dam holds back 18 million cubic metres of water.\n")
    answer = bare("claims")
    assert answer.code == 0
    assert "18 million cubic metres" in answer.out


def test_outside_a_workspace(bare: Call):
    answer = bare("stats", "--json")
    assert answer.code == 2
    assert answer.error["code"] == "not_found"
    assert "reviewer init" in answer.error["next"]


@pytest.mark.parametrize("kind", ["desk", "study", "sensitive"])
def test_init_makes_a_workspace_once(kind: str, bare: Call, tmp_path: Path):
    assert bare("init", "--for", kind).code == 0
    written = (tmp_path / "claims.yaml").read_bytes()
    assert bare().code in (0, 3)
    again = bare("init")
    assert again.code == 1
    assert "is there already" in again.err
    assert (tmp_path / "claims.yaml").read_bytes() == written


def test_another_folder_is_named_with_c(bare: Call, folder: Path):
    assert bare("-C", folder, "stats").code == 0
    assert bare("stats", "-C", folder / "examples").code == 0, "the workspace is found upward"


def test_add_files_and_standard_input(call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "more.txt").write_text("Rain closed 12 schools in Marden on Tuesday, the council said.\n")
    answer = call("add", tmp_path / "more.txt", "--publisher", "Marden Echo", "--date", "2024-03-06", "--json")
    assert answer.code == 0, answer.err
    assert answer.json["report"]["added"] == 1
    raw = io.BytesIO(b"The ferry line sold 3 boats in May.\n")
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(raw, encoding="utf-8"))
    assert call("add", "-", "--url", "https://a.example/ferry", "--title", "Boats").code == 0
    shown = call("articles").out
    assert "Marden Echo" in shown
    assert "Boats" in shown


def test_add_names_what_it_skips(call: Call, tmp_path: Path):
    answer = call("add", tmp_path / "no-such-file.txt")
    assert answer.code in (2, 3)
    assert "no-such-file.txt" in answer.out + answer.err


def test_articles(call: Call):
    assert "Harbour Courier" in call("articles").out
    listed = call("articles", "--json").json
    assert listed["format"] == "reviewer.articles/1"
    assert [item["article"]["number"] for item in listed["articles"]] == list(range(1, 10))
    assert {line["format"] for line in call("articles", "--jsonl").lines} == {"reviewer.article/1"}


def test_claims_are_listed_and_limited(call: Call):
    everything = call("claims", "--jsonl").lines
    some = call("claims", "--jsonl", "--article", "1", "--number", "--search", "people").lines
    assert 0 < len(some) < len(everything)
    assert all("people" in line["claim"]["quote"] for line in some)
    assert call("claims", "--status", "decided").out == "no claim fits\n"


@pytest.mark.parametrize("form", ["--yaml", "--json", "--jsonl"])
def test_claims_of_a_file_need_no_workspace(form: str, bare: Call, folder: Path):
    article = folder / "examples" / "articles" / "01-harbour-courier.txt"
    answer = bare("claims", article, form)
    assert answer.code == 0, answer.err
    assert "reviewer.claims/1" in answer.out
    assert LEAK in answer.out
    assert LEAK in bare("claims", article).out


def test_an_unreadable_file_is_told(bare: Call, tmp_path: Path):
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7 nothing else")
    answer = bare("claims", "broken.pdf", "--json")
    assert answer.code == 2
    assert answer.error["code"] == "unreadable_article"


def test_show_a_claim_and_an_article(call: Call):
    claim = call("show", "1.2")
    assert LEAK in claim.out
    assert "Is it so that" in claim.out
    view = call("show", "1.2", "--json").json
    assert view["format"] == "reviewer.claim/1"
    assert view["claim"]["row"]["number"] == "1.2"
    article = call("show", "examples/articles/01-harbour-courier.txt")
    assert "Harbour Courier (project file)" in article.out
    unknown = call("show", "99.99")
    assert unknown.code == 2


def test_claims_are_found_by_the_beginning_of_their_id_and_last(call: Call):
    identity = call("show", "1.2", "--json").json["claim"]["row"]["id"]
    assert call("show", identity[:12], "--json").json["claim"]["row"]["number"] == "1.2"
    call("verdict", "1.4", "s")
    assert call("show", "last").code == 0


def test_next_walks_the_queue(call: Call):
    first = call("next", "--json").json["claim"]["row"]["number"]
    assert first == "1.1"
    call("verdict", first, "s", "--no-copies")
    assert call("next", "--json").json["claim"]["row"]["number"] == "1.2"
    assert call("next", "--after", "1.3", "--json").json["claim"]["row"]["number"] == "1.4"


@pytest.mark.parametrize("word", ["s", "1", "supported", "Supported", "supp"])
def test_a_verdict(word: str, call: Call):
    answer = call("verdict", "1.4", word, "--no-copies", "--why", "the log book", "--private", "ask again")
    assert answer.code == 0, answer.err
    view = call("show", "1.4", "--json").json["claim"]
    assert view["row"]["status"] == "decided"
    assert view["verdicts"][0]["value"] == Value.SUPPORTED
    assert view["verdicts"][0]["rationale"] == "the log book"


def test_a_misspelt_verdict_saves_nothing(call: Call):
    answer = call("verdict", "1.4", "suported")
    assert answer.code == 2
    assert "did you mean 'supported'?" in answer.err
    assert call("stats", "--json").json["summary"]["decided"] == 0


def test_evidence_is_an_address_a_file_a_claim_or_words(call: Call, folder: Path):
    (folder / "minutes.txt").write_text("page 3")
    given = ["--for", "https://a.example/x", "--against", "4.2", "--context", folder / "minutes.txt", "--for", "a call"]
    assert call("verdict", "1.2", "c", "--no-copies", *given).code == 0
    evidence = call("show", "1.2", "--json").json["claim"]["verdicts"][0]["evidence"]
    kinds = {(item["kind"], item["stance"]) for item in evidence}
    assert kinds == {("url", "supports"), ("other", "supports"), ("claim", "refutes"), ("file", "context")}


def test_copies_are_covered_by_one_verdict(call: Call):
    view = call("show", "1.3", "--json").json["claim"]
    assert [row["number"] for row in view["copies"]] == ["2.3"]
    receipt = call("verdict", "1.3", "s", "--json").json["receipt"]
    assert len(receipt["events"]) == 2
    assert call("undo").code == 0
    assert call("stats", "--json").json["summary"]["decided"] == 0
    assert call("redo").code == 0
    assert call("stats", "--json").json["summary"]["decided"] == 2


def test_nothing_to_undo(call: Call):
    answer = call("undo", "--as", "zoe", "--json")
    assert answer.code == 2
    assert answer.error["code"] == "not_found"


def test_acts_are_somebodys(call: Call):
    call("verdict", "1.4", "s", "--as", "Ben B.", "--no-copies")
    assert "Ben B." in call("show", "1.4").out
    events = [line["event"] for line in call("log", "--jsonl", "--by", "Ben B.").lines]
    assert events
    assert {event["person"] for event in events} == {"Ben B."}


def test_a_note_needs_words(call: Call):
    assert call("note", "1.4").code == 2
    assert call("note", "1.4", "--why", "ask the harbour master").code == 0
    assert "ask the harbour master" in call("show", "1.4").out


def test_postponing(call: Call):
    call("postpone", "1.1", "--why", "waits for the minutes")
    assert "waits for the minutes" in call("show", "1.1").out
    call("resume", "1.1")
    assert "waits for the minutes" not in call("show", "1.1").out


def test_a_pair_is_compared_and_decided(call: Call):
    before = call("compare", "1.2", "4.2")
    assert before.code == 0
    assert "1,900 people" in before.out
    assert call("decide", "1.2", "4.2", "!", "--why", "other figure").code == 0
    after = call("compare", "1.2", "4.2", "--json").json["matches"][0]["match"]
    assert after["word"] == "contradicts"
    assert call("decide", "1.2", "4.2", "equal").code == 2


def test_each_side_of_a_comparison_stands_in_its_own_place(call: Call):
    assert "number: 2,400 people · 1,900 people: differs" in call("compare", "1.2", "4.2").out
    assert "number: 1,900 people · 2,400 people: differs" in call("compare", "4.2", "1.2").out


def test_what_agrees_is_not_listed_under_what_differs(call: Call):
    """1.2 and 9.1 say the same in other words, 1.2 and 4.2 do not."""
    agreeing, differing = call("compare", "1.2", "9.1").out, call("compare", "1.2", "4.2").out
    assert "agrees      2,400 people · More than 2,000 people: number agrees (one is a limit)" in agreeing
    assert "differs     2,400" not in agreeing
    assert "differs     2,400 people · 1,900 people: number differs" in differing


def test_matches_of_one_claim_and_of_all(call: Call):
    assert "2.2" in call("matches", "1.2").out
    pairs = [line["match"]["match"] for line in call("matches", "--jsonl", "--outcome", "same").lines]
    assert pairs
    assert len({(pair["left"], pair["right"]) for pair in pairs}) == len(pairs), "each pair once"


def test_two_files_are_compared_without_a_workspace(bare: Call, folder: Path):
    articles = folder / "examples" / "articles"
    answer = bare("compare", articles / "01-harbour-courier.txt", articles / "02-northgate-post.txt")
    assert answer.code == 0, answer.err
    assert "the two articles: the same text" in answer.out
    assert LEAK in answer.out


def test_lineage_is_listed_and_said(call: Call):
    assert call("lineage", "1", "2").out.startswith("1 and 2: the same text")
    assert call("lineage", "4", "5", "independent", "--why", "two reporters").code == 0
    assert call("lineage", "4", "5", "cousins").code == 2


def test_blocks_and_dates(call: Call):
    assert re.search(r"^widget +Be the first to comment$", call("block", "1").out, re.MULTILINE)
    assert call("block", "1", "Be the first").code == 2
    assert call("block", "1", "Be the first", "footer").code == 0
    assert re.search(r"^footer \(ana\) +Be the first to comment$", call("block", "1").out, re.MULTILINE)
    assert call("date", "3", "2024-03-06").code == 0
    assert "2024-03-06" in call("articles").out
    assert call("date", "3", "yesterday").code == 2


def test_claims_are_cut_by_quoting(call: Call):
    given = call("give", "1", "spillway gates ... lower the lake", "--json").json["receipt"]
    assert "spillway gates to lower the lake" in call("show", given["claims"][0]).out
    moved = call("revise", "1.2", "forced 2,400 people from their homes", "--json").json["receipt"]
    assert "“forced 2,400 people from their homes”" in call("show", moved["claims"][0]).out
    parts = call("split", "1.11", "Schools in the valley", "will stay closed until Thursday", "--json").json["receipt"]
    assert len(parts["claims"]) == 2
    assert call("merge", "1.3", "1.4").code == 0
    assert call("merge", "1.3", "2.4").code == 2
    assert call("give", "1", "words from nowhere").code == 2


def test_adjudication_needs_words_and_a_right(call: Call):
    assert call("adjudicate", "1.4", "r").code == 2
    call("verdict", "1.4", "s", "--as", "ben", "--no-copies")
    refused = call("adjudicate", "1.4", "r", "--why", "x", "--as", "zoe", "--json")
    assert (refused.code, refused.error["code"]) == (1, "not_allowed")
    assert call("adjudicate", "1.4", "r", "--why", "the log book").code == 0
    assert "Refuted" in call("show", "1.4").out
    assert call("reopen", "1.4", "--why", "new evidence").code == 0
    assert call("show", "1.4", "--json").json["claim"]["row"]["status"] != "decided"


def test_assigning_and_signing_off(call: Call):
    assert call("assign", "1", "ben").code == 0
    assert re.search(r"assigned +ben", call("show", "examples/articles/01-harbour-courier.txt").out)
    assert call("assign", "1", "--nobody").code == 0
    assert call("assign", "1").code == 2
    assert call("signoff", "1").code == 0
    assert "signed off" in call("show", "examples/articles/01-harbour-courier.txt").out


@pytest.mark.parametrize("kind", ["yaml", "json", "jsonl"])
def test_what_is_handed_out_can_be_checked_and_a_changed_letter_is_named(kind: str, call: Call, folder: Path):
    call("verdict", "1.2", "s", "--why", "the mayor says so")
    path = folder / f"out.{kind}"
    assert call("export", kind, "-o", path).code == 0
    assert call("verify", path).code == 0
    path.write_text(path.read_text("utf-8").replace("the mayor", "the major"), "utf-8")
    answer = call("verify", path)
    assert answer.code == 1
    assert "rationale" in answer.out
    assert "FAILS" in answer.out
    told = call("verify", path, "--json").json
    assert told["ok"] is False


def test_a_csv_cannot_be_proved(call: Call, folder: Path):
    assert call("export", "csv", "-o", folder / "out.csv").code == 0
    assert call("verify", folder / "out.csv").code == 3


def test_an_export_to_standard_output_is_the_file(call: Call, tmp_path: Path):
    call("verdict", "1.2", "s")
    answer = call("export", "json")
    (tmp_path / "out.json").write_text(answer.out, "utf-8")
    assert json.loads(answer.out)["format"] == "reviewer.claims/1"
    assert "left out:" in answer.err
    assert call("verify", tmp_path / "out.json").code == 0


def test_undecided_claims_go_out_when_asked_for(call: Call):
    assert len(json.loads(call("export", "json").out)["claims"]) == 0
    assert len(json.loads(call("export", "json", "--all").out)["claims"]) > 100


@pytest.mark.parametrize("name", ["log.jsonl", "log.csv"])
def test_the_log_goes_out(name: str, call: Call, folder: Path):
    assert call("export", "log", "-o", folder / name).code == 0
    assert (folder / name).stat().st_size > 1000
    assert call("verify", folder / name).code == (0 if name.endswith("jsonl") else 3)


def test_importing_the_own_file_is_known(call: Call, folder: Path):
    call("verdict", "1.2", "s")
    call("export", "yaml", "-o", folder / "out.yaml")
    answer = call("import", folder / "out.yaml", "--json")
    assert answer.code == 0
    assert answer.json["report"]["events"] == 0


def test_the_log(call: Call):
    call("verdict", "1.2", "s", "--no-copies")
    answer = call("log", "--claim", "1.2")
    assert "Supported" in answer.out
    first = call("log", "--limit", "3", "--jsonl").lines
    assert [line["event"]["id"] for line in first] == [1, 2, 3]
    assert call("log", "--after", "3", "--limit", "1", "--jsonl").lines[0]["event"]["id"] == 4


def test_the_workspace_is_checked(call: Call):
    answer = call("verify")
    assert answer.code == 0, answer.out
    assert answer.out.endswith("proved\n")


def test_a_file_that_is_none_of_ours(call: Call, folder: Path):
    (folder / "x.json").write_text("{}")
    answer = call("verify", folder / "x.json")
    assert answer.code == 1
    assert "cannot be read as a file of this program" in answer.out


def test_why_sources_stats_doctor_rebuild(call: Call):
    assert "+1.20  has a figure" in call("why", "1.2").out
    assert "Mara Teld" in call("sources").out
    missing = call("sources", "--missing")
    assert "Halyard Press" in missing.out
    assert "Mara Teld" not in missing.out
    assert "open" in call("stats").out
    found = call("doctor", "--json").json["found"]
    assert "SQLite" in found["sqlite"]
    assert "reviewer.db" in found["database"]
    call("verdict", "1.4", "s")
    before = call("stats", "--json").json["summary"]
    assert call("rebuild").code == 0
    after = call("stats", "--json").json["summary"]
    assert {name: after[name] for name in after if name != "matches"} == {
        name: before[name] for name in before if name != "matches"
    }


def test_doctor_outside_a_workspace(bare: Call):
    answer = bare("doctor")
    assert answer.code == 0
    assert "claims.yaml" in answer.out


@pytest.mark.parametrize("name", sorted(set(MODULES) - WITHOUT_JSON))
def test_every_command_answers_in_json(name: str, call: Call):
    answer = call(name, *NEEDS_ARGUMENTS.get(name, []), "--json")
    if answer.code in (1, 2):
        assert set(answer.error) == {"code", "what", "kept", "next"}, answer
        assert answer.out == ""
    else:
        assert re.fullmatch(r"reviewer\.[a-z_]+/1", answer.json["format"])


def test_a_broken_project_file_is_named_with_its_line(call: Call, folder: Path):
    (folder / "claims.yaml").write_text("articles:\n  - glob: a\n    glob: b\n")
    answer = call()
    assert answer.code == 2
    assert "claims.yaml:3" in answer.err


def test_skipped_files_are_listed_and_the_code_says_so(call: Call, folder: Path):
    (folder / "examples" / "articles" / "09-broken.pdf").write_bytes(b"%PDF-1.7 nothing else")
    answer = call()
    assert answer.code == 3
    assert "skipped examples/articles/09-broken.pdf" in answer.out


def test_hostile_text_reaches_no_terminal(bare: Call, tmp_path: Path):
    name = "a\x1b[31m\nb.txt"
    (tmp_path / "claims.yaml").write_text("articles:\n  - glob: '*.txt'\n")
    (tmp_path / name).write_text("The \x1b]52;c;aGk=\x07 dam \u202eheld\u202c 18 million \x9b31m litres of water.\n")
    commands: list[list[str]] = [
        [],
        ["articles"],
        ["claims"],
        ["show", "1.1"],
        ["show", "1"],
        ["next"],
        ["log"],
        ["block", "1"],
    ]
    commands += [["verdict", "1.1", "s", "--why", "\x1b[2J"], ["show", "1.1"], ["log", "--json"], ["claims", "--jsonl"]]
    commands += [["verdict", "1.1", "\x1b[31m"], ["show", "\x1b[31m"], ["why", "1.1"], ["sources"], ["doctor"]]
    for words in commands:
        answer = bare(*words)
        assert "fault of the program" not in answer.err, words
        for char in answer.out + answer.err:
            assert char == "\n" or (char.isprintable() and char != "\u202e"), (words, repr(char))


@pytest.mark.parametrize("columns", [30, 60])
def test_narrow_terminals_are_not_overrun(columns: int, call: Call, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(output, "columns", lambda: columns)
    for words in ("show 1.2", "show 1", "articles", "claims", "matches 1.2", "block 1", "log", "sources", "doctor"):
        answer = call(*words.split())
        assert answer.code == 0
        wide = [line for line in answer.out.splitlines() if output.cells(line) > columns and " " in line.strip()]
        assert not wide, words


def test_plain_mode_by_pipe(call: Call, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("s the log book\nu\nquit\n"))
    answer = call("review", "--plain")
    assert answer.code == 0
    assert "Claim 1.1, Harbour Courier of 2024-03-05, open" in answer.out
    assert "Is it so?" in answer.out
    assert answer.out.endswith(" open.\n")


def test_no_connection_is_opened(bare: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, folder: Path):
    import socket

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a connection was asked for")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    (folder / "examples" / "articles" / "09-more.html").write_text(
        '<html><head><link rel="canonical" href="https://a.example/x"></head><body><p>'
        + "The harbour board closed 12 bridges in Marden on Tuesday. " * 5
        + "</p></body></html>"
    )
    assert isinstance(bare("-C", folder), Answer)
    assert bare("-C", folder, "claims").code == 0


def test_train_says_what_is_missing_and_why_tells_weights(call: Call):
    answer = call("train", "--json")
    assert answer.code == 3
    assert answer.error["code"] == "cannot_tell"
    assert "nothing was changed" in answer.error["kept"]
    assert call("train", "--part", "match").code == 3
    assert call("train", "--try", "--back-to-shipped").code == 2
    assert "already" in call("train", "--back-to-shipped").out
    told = call("why", "1.2", "--json")
    assert told.json["format"] == "reviewer.ranking/1"
    ranking = told.json["ranking"]
    assert ranking["learned"] is False
    assert ranking["reasons"] == ranking["shipped_reasons"]
    assert call("why", "1.2").out.startswith(f"worth checking {ranking['score']:.0%}, as shipped\n")
    assert all({"words", "weight"} <= line["reason"].keys() for line in call("why", "1.2", "--jsonl").lines)


def test_a_date_is_shown_with_its_words_and_resolves_once_the_article_has_one(bare: Call, tmp_path: Path):
    (tmp_path / "claims.yaml").write_text("articles:\n  - glob: '*.txt'\n")
    (tmp_path / "a.txt").write_text("The old bridge was closed on Monday. It will reopen next Friday.\n")
    assert "happened “Monday”: the article has no date" in bare("show", "1.1").out
    assert bare("date", "1", "2024-03-06").code == 0
    assert "happened “Monday” 2024-03-04" in bare("show", "1.1").out
    assert "happened “next Friday” 2024-03-08" in bare("show", "1.2").out
