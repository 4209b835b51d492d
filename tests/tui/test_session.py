"""The work without the screen: saved before said, nothing typed is lost, the reader's place is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from reviewer.errors import Busy, DiskFull
from reviewer.model.comparison import Outcome, PairWord
from reviewer.model.policy import Policy
from reviewer.model.span import Span
from reviewer.model.verdict import About, Evidence, EvidenceKind, Stance, Status, Value
from reviewer.tui import pending
from reviewer.tui.reader import Look
from reviewer.tui.said import Said, Tone
from reviewer.tui.session import Session, evidence_of
from reviewer.workspace.views import Filter
from tests.tui.fake_desk import FakeDesk
from tests.workspace.workspace_tools import STORM, claim, new_folder


@pytest.fixture
def session(desk: FakeDesk) -> Session:
    made = Session(desk)
    made.start()
    return made


def at(session: Session) -> str:
    assert session.view is not None
    return session.view.row.number


def open_(session: Session, name: str) -> None:
    session.open(session.desk.by[name])  # type: ignore[attr-defined]


def test_a_verdict_is_saved_and_the_next_open_claim_is_there(session: Session) -> None:
    open_(session, "storm.crest")
    said = session.judge(Value.SUPPORTED, "u")
    assert said.words == "Supported saved for 2 claims (u undoes)"
    assert at(session) == "1.5"
    assert session.desk.row(session.desk.by["storm.crest"]).mine is Value.SUPPORTED
    assert session.desk.row(session.desk.by["copy.crest"]).mine is Value.SUPPORTED


def test_the_first_claim_stands_alone_until_what_others_say_of_it_is_known(desk: FakeDesk) -> None:
    waiting: list[Look] = []
    session = Session(desk, later=waiting.append)
    session.start(alone=True)
    assert session.view is not None
    assert session.view.alone
    assert not session.pairs
    assert [look() for look in waiting] == [True]
    assert session.view == desk.claim(session.claim_id)
    assert not session.look_beside(), "it is known"


def test_who_moves_on_before_the_neighbours_are_known_need_not_wait_for_them(desk: FakeDesk) -> None:
    waiting: list[Look] = []
    session = Session(desk, later=waiting.append)
    session.start(alone=True)
    session.complete(beside=False)
    session.move(1)
    assert session.view is not None
    assert session.view.alone
    session.complete()
    assert session.view == desk.claim(session.claim_id), "a verdict is given with all of it in sight"
    session.move(1)
    assert not session.view.alone


def test_an_answer_about_a_claim_that_was_left_is_dropped(desk: FakeDesk) -> None:
    asked: list[Callable[[], None]] = []

    def later(_subject: str, question: Any, answered: Any, /) -> bool:
        asked.append(lambda: [answered(answer) for answer in question()])
        return False

    session = Session(desk, later)
    session.start(alone=True)
    session.look_beside()
    of_the_first = [*asked]
    session.move(1)
    moved = session.view
    for answer in of_the_first:
        answer()
    assert session.view is moved


def test_of_a_long_article_what_is_near_is_read_first_and_the_rest_after_the_frame(desk: FakeDesk) -> None:
    desk.near = 10
    waiting: list[Look] = []
    session = Session(desk, later=waiting.append)
    open_(session, "storm.crest")
    assert session.text is not None
    assert session.text.part is not None
    assert session.view is not None
    assert session.text.part.contains(session.view.claim.span)
    assert [look() for look in waiting] == [True]
    assert session.text == desk.text(session.text.article.id)
    assert desk.ahead == [session.text.article.id], "and then what the first act in it will need"


def test_no_key_acts_on_a_part_of_an_article(desk: FakeDesk) -> None:
    desk.near = 10
    session = Session(desk, later=lambda look: None)
    open_(session, "storm.crest")
    session.complete()
    assert session.text is not None
    assert session.text == desk.text(session.text.article.id)


def test_a_claim_outside_of_what_is_read_brings_its_own_surroundings(desk: FakeDesk) -> None:
    desk.near = 0
    session = Session(desk, later=lambda look: None)
    for name in ("storm.head", "storm.crest"):
        open_(session, name)
        assert session.text is not None
        assert session.text.part is not None
        assert session.view is not None
        assert session.text.part.contains(session.view.claim.span)


def test_copies_stay_open_where_the_rules_forbid_one_key_for_all() -> None:
    session = Session(FakeDesk(policy=Policy(copies=False)))
    open_(session, "storm.crest")
    assert session.judge(Value.SUPPORTED, "u").words == "Supported saved (u undoes)"
    assert session.desk.row(session.desk.by["copy.crest"]).mine is None


@pytest.mark.parametrize("error", [Busy("another process holds the database"), DiskFull("no room left")])
def test_a_verdict_that_was_not_saved_stays_on_its_claim_with_everything_typed(
    session: Session, error: Exception
) -> None:
    open_(session, "storm.crest")
    session.write("rationale", "Seen in the log.")
    session.desk.fail = error
    said = session.judge(Value.REFUTED, "u")
    assert said.failed
    assert said.words.startswith("not saved: ")
    assert at(session) == "1.4"
    assert session.unsaved[session.claim_id]
    assert session.pending.rationale == "Seen in the log."
    session.desk.fail = None
    assert not session.judge(Value.REFUTED, "u").failed
    assert not session.unsaved


def test_words_that_waited_go_out_with_the_verdict_and_wait_no_more(session: Session) -> None:
    open_(session, "storm.crest")
    name = session.claim_id
    item = Evidence(EvidenceKind.URL, Stance.SUPPORTS, url="https://example.org")
    assert session.write("rationale", "Because.").tone is Tone.PLAIN
    session.write("private", "Ask Joss.")
    session.set_evidence((item,))
    session.judge(Value.SUPPORTED, "u")
    verdict = session.desk.claim(name).verdicts[-1]
    assert (verdict.rationale, verdict.private, verdict.evidence) == ("Because.", "Ask Joss.", (item,))
    assert pending.load(session.desk, name, About.CONTENT).empty


def test_words_for_a_verdict_given_already_are_saved_with_it_at_once(session: Session) -> None:
    open_(session, "storm.crest")
    name = session.claim_id
    session.judge(Value.SUPPORTED, "u")
    session.open(name)
    assert session.write("rationale", "Later reason.").words == "Saved with your verdict"
    verdict = session.desk.claim(name).verdicts[-1]
    assert (verdict.value, verdict.rationale) == (Value.SUPPORTED, "Later reason.")
    assert at(session) == "1.4"


def test_changing_the_verdict_keeps_its_words_and_evidence(session: Session) -> None:
    open_(session, "storm.crest")
    name = session.claim_id
    item = Evidence(EvidenceKind.OTHER, Stance.CONTEXT, quote="x")
    session.write("rationale", "Because.")
    session.set_evidence((item,))
    session.judge(Value.SUPPORTED, "u")
    session.open(name)
    session.judge(Value.REFUTED, "u")
    verdict = session.desk.claim(name).verdicts[-1]
    assert (verdict.value, verdict.rationale, verdict.evidence) == (Value.REFUTED, "Because.", (item,))


def test_words_and_evidence_of_a_verdict_can_be_taken_out_again(session: Session) -> None:
    open_(session, "storm.crest")
    name = session.claim_id
    session.write("rationale", "Wrong reason.")
    session.set_evidence((Evidence(EvidenceKind.OTHER, Stance.CONTEXT, quote="x"),))
    session.judge(Value.SUPPORTED, "u")
    session.open(name)
    assert session.words("rationale") == "Wrong reason."
    session.write("rationale", "")
    session.set_evidence(())
    verdict = session.desk.claim(name).verdicts[-1]
    assert (verdict.value, verdict.rationale, verdict.evidence) == (Value.SUPPORTED, "", ())


def test_words_that_could_not_go_out_with_a_verdict_wait_as_a_draft(session: Session) -> None:
    open_(session, "storm.crest")
    name = session.claim_id
    session.judge(Value.SUPPORTED, "u")
    session.open(name)
    session.desk.fail = Busy("busy")
    assert session.write("rationale", "Typed with care.").failed
    assert pending.load(session.desk, name, About.CONTENT).rationale == "Typed with care."


def test_a_saved_act_stays_saved_when_the_next_claim_cannot_be_shown(session: Session) -> None:
    def broken(chosen: Filter):
        raise Busy("another process holds the database")

    name = session.claim_id
    session.desk.listing = broken
    said = session.judge(Value.REFUTED, "u")
    assert said.words.startswith("Refuted saved (u undoes); what follows cannot be shown")
    assert session.desk.row(name).mine is Value.REFUTED


def test_a_verdict_brought_from_a_file_is_not_mine(session: Session) -> None:
    stated = replace(session.desk._said(session.claim_id, Value.REFUTED), stated_by="joss")
    session.desk.items[session.claim_id].verdicts.append(stated)
    session.reload()
    assert session.mine is None


def test_drafts_of_another_format_count_as_none(desk: FakeDesk) -> None:
    desk.save_draft("tui/x/content/evidence", '[{"kind": "nonsense"}]')
    assert pending.load(desk, "x", About.CONTENT).empty
    desk.save_draft("tui/x/content/evidence", "{")
    assert pending.load(desk, "x", About.CONTENT).empty


def test_drafts_of_content_and_attribution_are_apart(session: Session) -> None:
    session.write("rationale", "For the content.")
    session.turn_about()
    assert session.pending.empty
    session.turn_about()
    assert session.pending.rationale == "For the content."


def test_undo_brings_back_the_claim_it_touched(session: Session) -> None:
    open_(session, "storm.crest")
    session.judge(Value.SUPPORTED, "u")
    said = session.undo()
    assert said.words == "Undone: Supported saved"
    assert at(session) == "1.4"
    assert session.view is not None
    assert session.view.row.mine is None
    session.redo()
    assert session.view.row.mine is Value.SUPPORTED


def test_undoing_nothing_says_so(session: Session) -> None:
    assert session.undo() == Said("Nothing to undo", Tone.PLAIN)


def test_a_verdict_on_marked_claims_is_one_batch_and_one_undo(session: Session) -> None:
    names = [session.desk.by[n] for n in ("storm.hurt", "council.fog", "rival.inspected")]
    for name in names:
        session.mark(name)
    said = session.judge_marked(Value.NOT_A_CLAIM, "u")
    assert said.words == "Not a claim saved for 3 claims (u undoes)"
    assert not session.marked
    assert {session.desk.row(n).mine for n in names} == {Value.NOT_A_CLAIM}
    session.undo()
    assert {session.desk.row(n).mine for n in names} == {None}


def test_marks_outlive_a_failure(session: Session) -> None:
    session.mark(session.claim_id)
    session.desk.fail = Busy("busy")
    session.judge_marked(Value.SUPPORTED, "u")
    assert session.marked


def test_a_word_on_a_pair_stays_at_the_claim(session: Session) -> None:
    open_(session, "storm.berths")
    said = session.decide(PairWord.AGREES, "u")
    assert said.words == "Pair agrees, saved (u undoes)"
    assert at(session) == "1.3"
    assert session.match is not None
    assert session.match.word is PairWord.AGREES


def test_choosing_goes_round_the_pairs(session: Session) -> None:
    open_(session, "storm.cost")
    assert session.pair == 0
    session.choose(1)
    assert session.pair == 0, "the first press takes the first pair"
    session.choose(1)
    assert session.pair == 1
    session.choose(1)
    assert session.pair == 0
    open_(session, "council.fog")
    said = session.choose(1)
    assert said is not None
    assert said.words == "This claim has no match"


def test_moving_ends_at_the_ends(session: Session) -> None:
    session.move_to(-1)
    assert at(session) == "6.2"
    said = session.move(1)
    assert said is not None
    assert "last claim" in said.words
    session.move_to(0)
    assert at(session) == "1.1"
    assert session.move(-1) is not None


def test_articles_without_listed_claims_are_passed_over(session: Session) -> None:
    session.set_filter(Filter(has_number=True))
    session.move_to(-1)
    assert at(session) == "5.2"
    said = session.move_article(1)
    assert said is not None
    session.move_article(-1)
    assert at(session) == "4.1"


def test_going_to_a_claim_that_is_not_there_says_what_numbers_look_like(session: Session) -> None:
    said = session.go("9.9")
    assert said is not None
    assert said.failed
    assert said.words.endswith("the list of claims shows their numbers, such as 3.12")
    assert session.go(" 3.2 ") is None
    assert at(session) == "3.2"


def test_the_filter_does_not_keep_a_named_claim_from_the_screen(session: Session) -> None:
    session.set_filter(Filter(text="levy"))
    said = session.go("1.4")
    assert said is not None
    assert said.tone is Tone.WARN
    assert at(session) == "1.4"
    assert session.index is None
    session.move(1)
    assert at(session) == "5.1"


def test_a_filter_that_nothing_passes_keeps_the_claim(session: Session) -> None:
    said = session.set_filter(Filter(text="nowhere"))
    assert said is not None
    assert at(session) == "1.1"
    assert len(session.listing) == 0


def test_with_a_filter_the_next_claim_is_the_next_open_one_of_the_list(session: Session) -> None:
    session.set_filter(Filter(outcomes=frozenset({Outcome.LATER_UPDATE})))
    assert at(session) == "1.5"
    session.judge(Value.SUPPORTED, "u")
    assert at(session) == "4.2"


def test_a_verdict_of_somebody_else_is_taken_up_without_losing_the_place(session: Session) -> None:
    open_(session, "rival.boats")
    session.choose(1)
    other = session.desk.items[session.desk.by["rival.boats"]]
    other.verdicts.append(session.desk._said(other.claim.id, Value.REFUTED, person="ben", mine=False))
    session.reload()
    assert at(session) == "3.2"
    assert session.view is not None
    assert session.view.row.status is Status.DECIDED


def test_a_claim_that_went_away_gives_way_to_its_neighbour(session: Session) -> None:
    open_(session, "rival.boats")
    session.desk.items[session.claim_id].gone = True
    session.reload()
    assert at(session) == "3.3"


def test_postponing_goes_on_and_taking_up_again_stays(session: Session) -> None:
    open_(session, "storm.crest")
    name = session.claim_id
    session.postpone("ask the port")
    assert at(session) == "1.5"
    session.open(name)
    assert session.view is not None
    assert session.view.postponed == "ask the port"
    session.postpone()
    assert at(session) == "1.4"
    assert session.view.postponed is None


def test_a_note_of_its_own_leaves_the_claim_open(session: Session) -> None:
    name = session.claim_id
    session.keep_note("rationale", "Only a remark.")
    assert session.desk.row(name).mine is None
    assert session.desk.claim(name).notes[0].rationale == "Only a remark."


@pytest.mark.parametrize(
    ("outcome", "stance"),
    [
        (Outcome.CONTRADICTS, Stance.REFUTES),
        (Outcome.RESTATED, Stance.SUPPORTS),
        (Outcome.DIFFERENT_SCOPE, Stance.CONTEXT),
    ],
)
def test_the_other_claim_as_evidence_bears_as_its_outcome_suggests(
    session: Session, outcome: Outcome, stance: Stance
) -> None:
    open_(session, "storm.boats" if outcome is Outcome.RESTATED else "storm.berths")
    match = next(m for m in session.pairs if m.outcome is outcome)
    made = evidence_of(match)
    assert (made.kind, made.stance, made.claim, made.quote) == (EvidenceKind.CLAIM, stance, match.row.id, match.quote)


def test_a_persons_word_turns_the_bearing(session: Session) -> None:
    open_(session, "storm.berths")
    session.decide(PairWord.AGREES, "u")
    assert session.match is not None
    assert evidence_of(session.match).stance is Stance.SUPPORTS


def test_an_empty_workspace_has_no_claim_and_every_key_answers() -> None:
    session = Session(FakeDesk(filled=False))
    session.start()
    assert session.view is None
    for said in (
        session.move(1),
        session.judge(Value.SUPPORTED, "u"),
        session.postpone(),
        session.decide(PairWord.AGREES, "u"),
        session.move_open(),
    ):
        assert said is not None
        assert said.words
    session.reload()
    assert session.view is None


@pytest.fixture
def real(tmp_path: Path) -> Iterator[Session]:
    """A session on a workspace of files."""
    folder = new_folder(tmp_path / "desk")
    with folder.open("Ada") as workspace:
        workspace.update()
        made = Session(workspace)  # type: ignore[arg-type]
        made.start()
        yield made


def test_an_undone_split_leads_back_to_the_claim_that_was_split(real: Session) -> None:
    real.open(claim(real.desk, STORM, "articles/radio.txt"))  # type: ignore[arg-type]
    before, place = real.claim_id, real.view.claim.span if real.view else Span(0, 0)
    middle = (place.start + place.end) // 2
    parts = [[Span(place.start, middle)], [Span(middle, place.end)]]
    real.revise([before], parts)
    first = real.claim_id
    assert first != before
    real.undo()
    assert (real.claim_id, real.index) == (before, real.listing.index_of(before))
    real.redo()
    assert real.claim_id == first


def test_an_undone_claim_by_hand_is_left(real: Session) -> None:
    real.open(claim(real.desk, STORM, "articles/radio.txt"))  # type: ignore[arg-type]
    text = real.text
    assert text is not None
    real.change(lambda: real.desk.give(text.article.id, [Span(2, 9)]))
    made = real.claim_id
    assert real.index is not None
    real.undo()
    assert real.claim_id != made
    assert real.index is not None


def test_the_last_open_claim_says_that_nothing_else_is_open(real: Session) -> None:
    said = [real.judge(Value.SUPPORTED, "u").words for _ in range(len(real.listing)) if real.following()]
    assert not any("nothing else" in words for words in said[:-1])
    assert real.judge(Value.SUPPORTED, "u").words.endswith("saved (u undoes); nothing else is open here")
