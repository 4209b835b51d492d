"""Kinds, context, restatements, names, scores and questions of claims."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reviewer.extract import question
from reviewer.model.claim import ClaimKind
from reviewer.model.verdict import About

KINDS = [
    ("The bridge was closed.", ClaimKind.FACT),
    ("The firm could not be reached for comment.", ClaimKind.REPORTING_NOTE),
    ("Kemp did not immediately respond to a request.", ClaimKind.REPORTING_NOTE),
    ("It was not possible to independently verify the claim.", ClaimKind.REPORTING_NOTE),
    ("“The bridge was closed.”", ClaimKind.QUOTED_FACT),
    ("The firm will close the bridge.", ClaimKind.ANNOUNCEMENT),
    ("The firm plans to close the bridge.", ClaimKind.ANNOUNCEMENT),
    ("The bridge is expected to open.", ClaimKind.ANNOUNCEMENT),
]


@pytest.mark.parametrize(("text", "kind"), KINDS)
def test_kinds(read, text, kind):
    assert [c.kind for c in read(text)] == [kind]


def test_background_is_what_holds_in_general_beyond_the_lead(read):
    lead = "The bridge was closed. Police came. Nobody was hurt. "
    found = read(lead + "The bridge is 110 metres long. The mayor said it is old.")
    assert [c.kind for c in found][-2:] == [ClaimKind.BACKGROUND, ClaimKind.FACT]


def test_a_pronoun_with_one_bearer_carries_it(read):
    text = "The port authority closed the pier. It fined two captains."
    (_, claim) = read(text)
    assert [s.of(text) for s in claim.carried] == ["The port authority"]
    assert claim.needs_context == ""
    assert claim.restatement == "The port authority fined two captains."


def test_a_pronoun_without_a_bearer_says_so(read):
    (claim,) = read("It fined two captains.")
    assert claim.needs_context == "“It” has no single bearer here"
    assert claim.restatement is None


@pytest.mark.parametrize(
    "text", ["This is a scandal.", "The move came late.", "These five ships were fined.", "Others were fined."]
)
def test_pointers_to_what_was_told_before_need_context(read, text):
    (claim,) = read(text)
    assert "points to something told before" in claim.needs_context


@pytest.mark.parametrize(
    "text", ["It is clear that the pier was closed.", "It was forbidden to fish.", "This year the pier was closed."]
)
def test_an_empty_it_and_dates_point_to_nothing(read, text):
    assert [c.needs_context for c in read(text)] == [""]


@pytest.mark.parametrize(
    "text",
    [
        "It seems that the gate was left open.",
        "It took two weeks to empty the cellar.",
        "It was within the last fifty years that the river moved.",
        "It is unlikely the bridge will open in May.",
        "It was because of the flood that nobody came.",
        "It is worth noting that the mill stood empty.",
        "It could be months before the road opens.",
    ],
)
def test_an_it_that_stands_for_nothing_needs_no_bearer(read, text):
    claims = read(f"The council met on Monday. {text}")
    assert claims[-1].needs_context == ""
    assert claims[-1].carried == ()


def test_it_never_stands_for_a_person(read):
    (_, claim) = read("Mrs. Olga Brandt opened the show. It closed after two days.")
    assert claim.carried == ()
    assert "no single bearer" in claim.needs_context


def test_they_stand_for_two_people(read):
    text = "Olga Brandt and Emil Raab opened the show. They closed it after two days."
    claim = read(text)[-1]
    assert [span.of(text) for span in claim.carried] == ["Olga Brandt and Emil Raab"]


def test_he_in_a_quotation_is_not_the_one_who_speaks(read):
    text = "Emil Raab praised the mayor. “He never lied to us,” said Olga Brandt, a baker."
    claim = next(c for c in read(text) if c.quote.startswith("He never"))
    assert "Olga" not in "".join(span.of(text) for span in claim.carried)


def test_a_pronoun_in_what_is_said_means_the_speaker(read):
    text = "The port authority said it would close the pier."
    (claim,) = read(text)
    assert [s.of(text) for s in claim.carried] == ["The port authority"]


RESTATED = [
    ("The firm closed two plants and sold a third.", "The firm sold a third."),
    ("A wall collapsed, killing four workers.", "A wall killed four workers."),
    ("Rain falls often, flooding the valley.", "Rain floods the valley."),
    ("Divers found a boat that sank in 1931 off Norwell.", "A boat sank in 1931 off Norwell."),
    ("The pier, the mayor said, would close.", "The pier would close."),
]


@pytest.mark.parametrize(("text", "restated"), RESTATED)
def test_restatements_stand_alone(read, text, restated):
    assert [c.restatement for c in read(text) if c.restatement] == [restated]


def test_names_are_runs_of_capitals_that_are_no_ordinary_words(read):
    (claim,) = read("Divers from the Institute of Rivers and Ada Lund met the divers in New Norwell.")
    assert [n.text for n in claim.names] == ["Institute of Rivers and Ada Lund", "New Norwell"]


def test_reasons_explain_the_score(read):
    (high, low) = read("Police arrested 40 men in Norwell on 3 May 2012. I think it was a wonderful evening.")
    assert high.score > 0.8 > 0.5 > low.score
    assert "has figures" in {r.words for r in high.reasons} or "has a figure" in {r.words for r in high.reasons}
    assert {"words of opinion", "speaks of oneself"} <= {r.words for r in low.reasons}


def test_questions_above_the_keys(read):
    (claim,) = read("The bridge was closed, the mayor said.")
    assert question(claim, About.CONTENT) == "Is it so that “The bridge was closed”?"
    assert question(claim, About.ATTRIBUTION) == "Did the mayor say that “The bridge was closed”?"
    named = replace(claim, claimants=(replace(claim.claimants[-1], name="Mara Teld, a spokeswoman for the port"),))
    asked = "Did Mara Teld, a spokeswoman for the port, say that “The bridge was closed”?"
    assert question(named, About.ATTRIBUTION) == asked


def test_the_question_has_the_words_that_a_claim_carries(read):
    text = "The council repaired the bridge, which carries 9,000 cars a day."
    claim = read(text)[-1]
    asked = question(claim, About.CONTENT, claim.carried_words(text))
    assert asked == "Is it so that “[the bridge] carries 9,000 cars a day”?"
