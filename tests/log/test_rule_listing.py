"""Rule 8 of docs/log.md: which claims are listed, and what stands in whose place."""

from __future__ import annotations

import pytest

from tests.log.world import ALICE, ARTICLE, BOB, NEWER_VERSION, VERSION, claim, hex_of

A, B, C, D = range(4)


def listed(world, extracted=(A,)):
    state = world.state()
    return [number for number in range(4) if state.listed(claim(number), extracted=number in extracted)]


def test_an_extracted_claim_is_listed(world):
    assert listed(world) == [A]


@pytest.mark.parametrize("act", ["verdict", "answer", "note", "decision", "adjudication", "given"])
def test_a_claim_that_a_live_act_names_is_listed_though_extraction_lost_it(world, act):
    acts = {
        "verdict": lambda: world.verdict(on=B),
        "answer": lambda: world.answer("report", on=B),
        "note": lambda: world.note(on=B),
        "decision": lambda: world.decision(of=(A, B)),
        "adjudication": lambda: world.adjudicate("refuted", [], world.logs[0][0].hash, on=B),
        "given": lambda: world.given(B),
    }
    made = acts[act]()
    assert listed(world) == [A, B]
    world.undo(made)
    assert listed(world) == [A]


def test_postponing_or_assigning_lists_nothing(world):
    world.postpone(on=B)
    world.assign(ALICE, on=B)
    assert listed(world) == [A]


def test_what_the_project_file_withdrew_is_not_listed(world):
    world.given(B, source="project_file")
    assert listed(world) == [A, B]
    world.given(B, source="project_file", by=BOB, withdrawn=True)
    assert listed(world) == [A]


def test_a_claim_given_by_hand_stays_when_the_project_file_withdraws_it(world):
    world.given(B, by=BOB)
    world.given(B, source="project_file")
    world.given(B, source="project_file", withdrawn=True)
    assert listed(world) == [A, B]


def test_a_revised_claim_gives_its_place_to_the_new_one(world):
    made = world.revise(B, [A])
    assert listed(world) == [B]
    state = world.state()
    assert state.revisions_of(claim(A)) == [made]
    assert state.revisions_to(claim(B)) == [made]


def test_undoing_a_revision_brings_the_old_claim_back(world):
    world.undo(world.revise(B, [A]))
    assert listed(world) == [A]


def test_a_revised_claim_stays_hidden_though_it_has_a_verdict(world):
    world.verdict(on=A)
    world.revise(B, [A])
    assert listed(world) == [B]


def test_a_split_puts_both_parts_in_the_place_of_the_whole(world):
    for part in (B, C):
        world.revise(part, [A])
    assert listed(world) == [B, C]


def test_adjusting_a_part_leaves_the_other(world):
    for part in (B, C):
        world.revise(part, [A])
    world.revise(D, [B])
    assert listed(world) == [C, D]


def test_a_merge_puts_one_in_the_place_of_several(world):
    world.revise(C, [A, B])
    assert listed(world, extracted=(A, B)) == [C]


def test_a_revision_of_a_revision_names_all_the_claims_before(world):
    first = world.revise(B, [A])
    second = world.revise(C, [B])
    assert second.data["revises"] == sorted([claim(A), claim(B)])
    assert second.data["replaces"] == [first.hash]
    assert listed(world) == [C]


def test_undoing_the_second_revision_brings_the_first_back(world):
    world.revise(B, [A])
    world.undo(world.revise(C, [B]))
    assert listed(world) == [B]


def test_revising_back_to_the_first_claim_lists_it_again(world):
    world.revise(B, [A])
    world.revise(A, [B])
    assert listed(world) == [A]


def test_two_persons_who_revise_to_and_fro_hide_neither_claim(world):
    world.revise(B, [A], by=ALICE)
    world.revise(A, [B], by=BOB)
    assert listed(world) == [A, B]


def test_a_revision_does_not_replace_one_whose_claims_it_does_not_name(world):
    first = world.revise(B, [A])
    world.revise(D, [C], replaces=[first.hash])
    assert listed(world, extracted=(A, C)) == [B, D]


def test_a_person_does_not_replace_anothers_revision(world):
    first = world.revise(B, [A], by=ALICE)
    world.revise(C, [A, B], by=BOB, replaces=[first.hash])
    assert world.state().is_current(first.hash)


def test_the_current_extraction_is_the_highest(world):
    world.extraction(1, hex_of("x"))
    later = world.extraction(3, hex_of("y"))
    world.extraction(2, hex_of("z"))
    assert world.state().extraction(VERSION) == later
    assert world.state().extraction(NEWER_VERSION) is None


def test_of_equal_extractors_the_lesser_blob_holds(world):
    blobs = sorted([hex_of("x"), hex_of("y")])
    world.extraction(1, blobs[1])
    least = world.extraction(1, blobs[0])
    assert world.state().extraction(VERSION) == least


def test_a_new_version_replaces_the_one_before(world):
    world.version()
    newer = world.version(NEWER_VERSION, by=BOB)
    assert world.state().versions(ARTICLE) == [newer]


def test_versions_read_on_two_machines_stand_side_by_side(world):
    world.version(replaces=[])
    world.version(NEWER_VERSION, replaces=[])
    assert len(world.state().versions(ARTICLE)) == 2


def test_dates_of_two_persons_stand_side_by_side(world):
    for by, day in ((ALICE, "2026-02-01"), (BOB, None)):
        world.act("date", {"article": ARTICLE, "date": day, "batch": None}, by=by)
    assert [event.data["date"] for event in world.state().dates(ARTICLE)] == ["2026-02-01", None]


def test_notes_of_a_claim_are_all_persons_current_ones(world):
    world.note("first")
    second = world.note("second")
    other = world.note("other", by=BOB)
    assert world.state().notes(claim(A)) == [second, other]


def test_lineages_and_decisions_stand_by_person(world):
    left, right = sorted((ARTICLE, claim(9)))
    data = {"left": left, "right": right, "rationale": None, "seen": None, "batch": None}
    for by, word in ((ALICE, "independent"), (BOB, "rewrite")):
        world.act("lineage", {**data, "outcome": world.words(word)}, by=by)
        world.decision("agrees", by=by)
    state = world.state()
    assert [state.value(event) for event in state.lineages(left, right)] == ["independent", "rewrite"]
    assert len(state.decisions(*sorted((claim(0), claim(1))))) == 2
