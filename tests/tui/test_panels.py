"""What the judging panel, the matches and the comparison say, without a screen."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reviewer.errors import Busy
from reviewer.model.comparison import PairWord
from reviewer.model.lineage import Lineage, LineageKind, Sign
from reviewer.model.policy import Policy
from reviewer.model.quantity import Bound, Quantity
from reviewer.model.span import Span
from reviewer.model.verdict import About, Evidence, EvidenceKind, Stance, Status, Value
from reviewer.tui.keymap import keys_for
from reviewer.tui.layout import LEAST
from reviewer.tui.pending import Pending
from reviewer.tui.runs import dump
from reviewer.tui.said import told
from reviewer.tui.show.claim import Panel, claim_lines
from reviewer.tui.show.compare import Pairing, compare_lines, differing
from reviewer.tui.show.matches import Seen, aligned, heading, match_lines, pairs_of
from reviewer.tui.show.reasons import reason_lines
from reviewer.tui.signs import ASCII, UNICODE, lineage_words, sign_words
from reviewer.workspace.views import ClaimView, Piece, ReopenView, SignoffView
from tests.tui.fake_desk import FakeDesk

SEEN = Seen(chosen=0, signs=UNICODE)


def view(desk: FakeDesk, name: str) -> ClaimView:
    return desk.claim(desk.by[name])


def panel(desk: FakeDesk, name: str, **more: object) -> Panel:
    base = Panel(view(desk, name), About.CONTENT, Pending(), desk.policy, keys_for(desk.policy), UNICODE)
    return replace(base, **more)  # type: ignore[arg-type]


def said(desk: FakeDesk, name: str, width: int = 80, height: int = 20, **more: object) -> str:
    return dump(claim_lines(panel(desk, name, **more), width, height))


# ---- the judging panel


def test_the_question_stands_over_the_keys(desk: FakeDesk) -> None:
    lines = said(desk, "storm.berths").splitlines()
    assert lines[0] == " Is it so that “closed two of the six berths at Brennick harbour”?"
    assert lines[-1].split("  ") == [" s Supported", "r Refuted", "c Conflicting", "n Not enough", "o Not a claim"]


def test_an_implicit_speaker_is_probably_the_speaker(desk: FakeDesk) -> None:
    assert "says      Brennick Post ← Tidewire ← Odile Renske (probably)" in said(desk, "storm.crest")
    assert "probably" not in said(desk, "storm.berths")


def test_numbers_show_their_bound_and_dates_their_role(desk: FakeDesk) -> None:
    words = said(desk, "storm.boats")
    assert "numbers   > 140 moored boats" in words
    assert "dates     happened 2031-03-13 · said 2031-03-14" in words


def test_an_open_date_says_why(desk: FakeDesk) -> None:
    assert "happened “until October” no year is named" in said(desk, "storm.cost")


def test_copies_are_named_and_only_where_the_rules_let_one_key_cover_them(desk: FakeDesk) -> None:
    assert "one key also covers 2.2" in said(desk, "storm.berths")
    assert "one key" not in said(desk, "storm.berths", policy=Policy(copies=False))


def test_copies_with_other_words_are_named_as_left_out(desk: FakeDesk) -> None:
    shown = view(desk, "storm.berths")
    differing_copy = replace(shown, differing_copies=(desk.row(desk.by["copy.crest"]),))
    assert "not 2.3: the words differ" in said(desk, "storm.berths", 100, view=differing_copy)


def test_a_verdict_without_evidence_says_so(desk: FakeDesk) -> None:
    words = said(desk, "council.levy")
    assert "ben ✓ Supported · “Minutes, page 3.” · no evidence · 2031-03-18 09:30" in " ".join(words.split())
    assert "status    decided" in words


def test_my_verdict_is_set_off_in_the_keys(desk: FakeDesk) -> None:
    desk.verdict(desk.by["storm.crest"], Value.REFUTED)
    assert "[r ✗ Refuted]" in said(desk, "storm.crest")


@pytest.mark.parametrize("value", [None, *Value])
def test_all_five_keys_fit_the_narrowest_terminal_whichever_verdict_stands(desk: FakeDesk, value: Value | None) -> None:
    if value is not None:
        desk.verdict(desk.by["storm.crest"], value)
    keys = said(desk, "storm.crest", width=LEAST[0]).splitlines()[-1]
    assert [word in keys for word in ("s ", "r ", "c ", "n ", "o ")] == [True] * 5
    assert keys.rstrip("]").endswith("No claim")


def test_labels_and_keys_are_those_of_the_project(desk: FakeDesk) -> None:
    policy = Policy(
        labels=dict(Policy().labels) | {Value.REFUTED: "Falsch"}, keys=dict(Policy().keys) | {Value.REFUTED: "z"}
    )
    assert "z Falsch" in said(desk, "storm.crest", policy=policy, keys=keys_for(policy))


def test_reasons_written_in_several_lines_are_read_as_one(desk: FakeDesk) -> None:
    desk.verdict(desk.by["storm.crest"], Value.SUPPORTED, rationale="Survey of the port,\n\ntable 2.\n")
    assert "“Survey of the port, table 2.”" in said(desk, "storm.crest")
    waiting = said(desk, "storm.boats", pending=Pending(rationale="asked twice\nno answer"))
    assert "“asked twice no answer”" in waiting


def test_words_that_wait_are_shown_as_waiting(desk: FakeDesk) -> None:
    evidence = Evidence(EvidenceKind.URL, Stance.REFUTES, url="https://example.org/port", quote="four berths")
    waiting = Pending("The log says so.", "", (evidence,))
    words = " ".join(said(desk, "storm.berths", pending=waiting).split())
    assert (
        "waiting rationale “The log says so.” · refutes: https://example.org/port “four berths” (goes out with your verdict)"
        in words
    )


def test_what_waits_for_the_verdict_is_seen_in_the_lowest_panel(desk: FakeDesk) -> None:
    waits = Pending(rationale="The report of the port names both berths. " * 9)
    shown = said(desk, "storm.crest", width=60, height=5, pending=waits)
    assert "waiting   rationale “The report of the port names both" in shown
    assert "goes out with your verdict" in " ".join(shown.split())


@pytest.mark.parametrize("height", [4, 5, 6, 8])
def test_question_and_keys_outlive_a_small_panel(desk: FakeDesk, height: int) -> None:
    lines = said(desk, "storm.cost", 80, height).splitlines()
    assert len(lines) == height
    assert lines[0].startswith(" Is it so")
    assert lines[-1].startswith(" s Supported")


def test_an_act_that_was_not_saved_is_the_first_line(desk: FakeDesk) -> None:
    assert said(desk, "storm.cost", unsaved="the disk is full").startswith(" ! not saved: the disk is full")


def test_what_to_do_about_a_database_that_another_holds_is_read_whole(desk: FakeDesk) -> None:
    error = Busy(
        "/home/ann/work/db/reviewer.db: another process has been writing for longer than we wait",
        kept="everything saved before; this act is not saved",
        next_step="try again; if it stays so, look for a stopped `reviewer` process",
    )
    words = told(error).words
    assert words.startswith("another process has been writing")
    assert words.index("try again") < words.index("everything saved")
    shown = " ".join(said(desk, "storm.cost", unsaved=words, height=6).split())
    assert f"! not saved: {words}" in shown


def test_of_a_long_error_what_to_do_comes_before_what_is_safe() -> None:
    short = told(Busy("held by another", kept="all of it", next_step="try again")).words
    assert short == "held by another; all of it; try again"
    long = told(Busy("held by another", kept="everything that was saved before " * 3, next_step="try again")).words
    assert long.startswith("held by another; try again; everything")


def test_where_nothing_can_be_judged_the_keys_are_grey(desk: FakeDesk) -> None:
    keys = claim_lines(panel(desk, "storm.crest", closed=True), 80, 8)[-1]
    assert {run.role for run in keys.runs if run.text.strip()} == {"off"}


def test_banners_name_what_is_unusual(desk: FakeDesk) -> None:
    shown = view(desk, "storm.cost")
    odd = replace(
        shown,
        row=replace(shown.row, needs_look="the text changed"),
        statuses={About.CONTENT: Status.SPLIT},
        postponed="ask the port",
        revised_by=("x",),
    )
    words = said(desk, "storm.cost", view=odd, height=30)
    assert "↻ needs another look: the text changed" in words
    assert "% reviewers split" in words
    assert "» postponed: ask the port (p takes it up again)" in words
    assert "a later cut of these words" in words


def test_hidden_characters_are_named(desk: FakeDesk) -> None:
    assert "this claim holds characters that cannot be seen: U+001B, U+202E, U+202C" in " ".join(
        said(desk, "hostile.crane").split()
    )


def test_the_article_as_a_whole_is_told_last(desk: FakeDesk) -> None:
    shown = view(desk, "council.fog")
    article = replace(
        shown.article,
        remarks=("decoded with losses",),
        in_project=False,
        assigned="ben",
        signoffs=(SignoffView("joss", "2031-03-18T10:00:00Z", 2, "the text changed"),),
    )
    words = " ".join(said(desk, "council.fog", 100, 14, view=replace(shown, article=article)).split())
    assert "decoded with losses · no longer in the project file" in words
    assert "signed off by joss 2031-03-18, 2 skipped; needs another look: the text changed · assigned to ben" in words


def test_a_reopened_claim_says_who_opened_it_again_and_why(desk: FakeDesk) -> None:
    opened = ReopenView("", "joss", About.CONTENT, 2, "the port corrected its log", "2031-03-18T10:00:00Z")
    shown = replace(view(desk, "storm.cost"), reopened=(opened,))
    assert "reopened by joss, round 2: the port corrected its log" in said(desk, "storm.cost", view=shown)
    assert "reopened" not in said(desk, "storm.cost", view=shown, about=About.ATTRIBUTION)


def test_words_that_the_claim_needs_from_elsewhere_stand_in_the_question_and_the_list(desk: FakeDesk) -> None:
    row = replace(view(desk, "storm.cost").row, carried="the eastern breakwater")
    assert row.words.startswith("[the eastern breakwater] ")
    shown = replace(view(desk, "storm.cost"), row=row, questions={})
    assert "Is it so that “[the eastern breakwater] " in said(desk, "storm.cost", view=shown)


def test_a_number_without_a_value_is_shown_in_its_words(desk: FakeDesk) -> None:
    shown = view(desk, "storm.hurt")
    vague = Quantity(Span(shown.claim.span.start, shown.claim.span.start + 6), None, Bound.VAGUE)
    assert "numbers   “No one”" in said(
        desk, "storm.hurt", view=replace(shown, claim=replace(shown.claim, quantities=(vague,)))
    )


def test_a_claim_as_evidence_is_named_by_its_number(desk: FakeDesk) -> None:
    item = Evidence(EvidenceKind.CLAIM, Stance.REFUTES, claim="abcdefghijkl")
    assert "refutes: claim 3.1" in said(
        desk, "storm.berths", pending=Pending(evidence=(item,)), numbers={"abcdefghijkl": "3.1"}
    )
    assert "refutes: claim abcdefgh" in said(desk, "storm.berths", pending=Pending(evidence=(item,)))


# ---- the matches


def test_what_differs_comes_first_and_the_score_last(desk: FakeDesk) -> None:
    lines = dump(match_lines(view(desk, "storm.berths"), SEEN, 80)).splitlines()
    assert lines[0] == "▸ ! contradicts: two of the six berths · four of the six berths: number differs"
    assert lines[1] == "   “put four of the six berths at Brennick out of use”"
    source = "3.1 The Quay Observer · “We told them”: yacht owners blame the port"
    assert " ".join(" ".join(lines[2:4]).split()) == f"{source} · no link found: one or two votes · score 0.81"


def test_one_wire_text_is_one_vote(desk: FakeDesk) -> None:
    words = " ".join(dump(match_lines(view(desk, "storm.crest"), SEEN, 80)).split())
    assert "same text: one vote (same Tidewire text)" in words


def test_a_claim_that_nobody_shares_says_so_and_names_the_look_alike(desk: FakeDesk) -> None:
    words = dump(match_lines(view(desk, "council.levy"), SEEN, 100))
    assert words.startswith(" Nobody else here speaks of this.")
    assert "nearest look-alike: only “million crowns” is shared: income there, cost here" in words


def test_a_missing_match_says_little_while_articles_are_still_to_be_compared(desk: FakeDesk) -> None:
    words = dump(match_lines(view(desk, "council.levy"), replace(SEEN, uncompared=12), 100))
    assert words.startswith(" Nobody yet: 12 articles are still to be compared.")
    assert "Nobody else here speaks of this." not in words


def test_pairs_of_one_article_stand_apart(desk: FakeDesk) -> None:
    words = dump(match_lines(view(desk, "storm.head"), SEEN, 80))
    assert "In this article" in words
    assert "the other is more specific" in words


def test_a_directed_outcome_is_told_from_this_side(desk: FakeDesk) -> None:
    assert "the other is later" in dump(match_lines(view(desk, "storm.cost"), SEEN, 90))
    assert "this one is later" in dump(match_lines(view(desk, "update.cost"), SEEN, 90))


def test_a_persons_word_comes_before_the_machines(desk: FakeDesk) -> None:
    desk.decide(desk.by["storm.berths"], desk.by["rival.berths"], PairWord.OTHER_THING)
    assert "other thing (you; machine: contradicts)" in dump(match_lines(view(desk, "storm.berths"), SEEN, 90))


def test_contested_pairs_name_who_said_what(desk: FakeDesk) -> None:
    desk.decide(desk.by["storm.berths"], desk.by["rival.berths"], PairWord.AGREES)
    pair = next(p for p in desk.pairs if p.outcome.value == "contradicts")
    pair.decisions.append(replace(pair.decisions[0], mine=False, person="ben", word=PairWord.CONTRADICTS))
    words = dump(match_lines(view(desk, "storm.berths"), SEEN, 120))
    assert "contested (you: agrees, ben: contradicts) machine: contradicts" in words


def test_words_that_differ_bear_their_own_role(desk: FakeDesk) -> None:
    lines = match_lines(view(desk, "storm.cost"), Seen(0, UNICODE, roomy=True), 120)
    differs = [r.text for each in lines for r in each.runs if r.role == "differs"]
    assert "now" in " ".join(differs)
    assert "5.1" in " ".join(differs)


def test_where_most_differs_what_is_shared_is_set_off_instead(desk: FakeDesk) -> None:
    shown = view(desk, "storm.crest")
    match = replace(
        shown.matches[0],
        mine=(Piece("the eastern breakwater ", False), Piece("lost", True)),
        theirs=(Piece("nobody ", False), Piece("lost", True), Piece(" anything in the storm", False)),
    )
    mine, theirs = aligned(match, "")
    assert [r.role for r in mine] == ["plain", "plain", "strong"]
    assert [r.text for r in theirs if r.role == "strong"] == ["lost"]


def test_a_long_sign_of_lineage_is_cut_in_lists_and_whole_side_by_side(desk: FakeDesk) -> None:
    sign = Sign("both rest on Tidewire: its dateline (“BRENNICK (Tidewire)”)")
    lineage = Lineage("a", "b", LineageKind.REWRITE, (sign,), 0.4)
    assert lineage_words(lineage).endswith(": one vote")
    assert sign_words(lineage) == "both rest on Tidewire"
    assert lineage_words(None) == "not compared yet"
    assert sign_words(None) == ""


def test_scores_can_be_hidden(desk: FakeDesk) -> None:
    assert "score" not in dump(match_lines(view(desk, "storm.cost"), Seen(0, UNICODE, scores=False), 90))


def test_the_heading_counts_origins(desk: FakeDesk) -> None:
    assert (
        "".join(r.text for r in heading(view(desk, "storm.berths")))
        == "Matches 3 · 2 articles · 1 origin · 1 disagrees on: number"
    )


def test_the_look_alike_can_be_chosen_only_where_there_is_no_match(desk: FakeDesk) -> None:
    assert len(pairs_of(view(desk, "council.levy"))) == 1
    assert all(match.match.offered for match in pairs_of(view(desk, "storm.cost")))


# ---- side by side


def test_side_by_side_shows_every_slot_and_which_decides(desk: FakeDesk) -> None:
    shown = view(desk, "storm.berths")
    words = dump(compare_lines(Pairing(shown, shown.matches[0], 0, 3, UNICODE), 120))
    assert "number          two          four         differs · 2 is not 4 · decides" in words
    assert "place           Brennick     Brennick     agrees" in words
    assert "here 1.3        closed two of the six berths" in words
    assert "there 3.1       put four of the six berths" in words


def test_a_copied_sentence_is_read_once_and_what_agrees_stands_in_one_row(desk: FakeDesk) -> None:
    shown = view(desk, "storm.crest")
    match = next(m for m in shown.matches if m.lineage is not None and m.lineage.kind is LineageKind.SAME_TEXT)
    whole = (Piece(shown.row.quote, True),)
    copied = replace(match, mine=whole, theirs=whole, quote=shown.row.quote)
    words = dump(compare_lines(Pairing(shown, copied, 0, 3, UNICODE), 120))
    assert words.count(shown.row.quote[:30]) == 1
    assert " both " in words
    assert "here " not in words
    edited = replace(copied, theirs=(Piece("other words", False),))
    assert "here " in dump(compare_lines(Pairing(shown, edited, 0, 3, UNICODE), 120))


def test_slots_stand_in_one_line_where_columns_do_not_fit(desk: FakeDesk) -> None:
    shown = view(desk, "storm.berths")
    assert "two / four · differs" in dump(compare_lines(Pairing(shown, shown.matches[0], 0, 3, ASCII), 60))


def test_slots_turn_with_the_side_they_are_seen_from(desk: FakeDesk) -> None:
    ours, other = view(desk, "storm.cost"), view(desk, "update.cost")
    match = next(m for m in ours.matches if m.row.id == other.row.id)
    mirrored = next(m for m in other.matches if m.row.id == ours.row.id)
    here = dump(compare_lines(Pairing(ours, match, 0, 1, UNICODE), 120))
    there = dump(compare_lines(Pairing(other, mirrored, 0, 1, UNICODE), 120))
    slot = match.match.comparison.slots[0]
    first, second = (slot.left, slot.right) if match.match.left == ours.row.id else (slot.right, slot.left)
    assert here.index(first) < here.index(second)
    assert there.index(second) < there.index(first)


def test_differing_words_are_lit_at_their_places_in_the_text(desk: FakeDesk) -> None:
    shown = view(desk, "storm.cost")
    match = next(m for m in shown.matches if m.row.number == "4.2")
    text = desk.texts[shown.claim.article].text
    words = [text[o.start : o.end] for o in differing(shown.claim.span.start, match.mine)]
    assert words == ["Repairs", "about 4.2", "and take until October"]


def test_blanks_between_words_are_not_set_off(desk: FakeDesk) -> None:
    shown = view(desk, "storm.cost")
    match = next(m for m in shown.matches if m.row.number == "4.2")
    for side, quote in zip(aligned(match, ""), (shown.row.quote, match.quote), strict=True):
        assert "".join(r.text for r in side) == quote
        assert all(r.text == r.text.strip() for r in side if r.role == "differs")


def test_reasons_tell_score_rule_and_origins(desk: FakeDesk) -> None:
    shown = view(desk, "storm.boats")
    words = dump(reason_lines(shown, desk.why(shown.row.id), 90))
    assert "Worth checking 91%" in words
    assert "+0.90 names a number" in words
    assert "rule: sentence" in words
    assert "as one origin: same text" in words
