"""Abbreviations nobody spelt out in brackets, May as a month, and what a saying leaves of its sentence."""

from __future__ import annotations

import pytest

MIIT = "China's Ministry of Industry and Information Technology ordered the checks. In a notice, MIIT said 40 firms failed."


def test_an_abbreviation_is_known_by_its_initials(read):
    claimant = read(MIIT)[-1].claimants[-1]
    assert (claimant.name, claimant.open) == ("Ministry of Industry and Information Technology", False)
    who = read("The World Health Organization sent 12 doctors. The WHO said 40 people had died.")[-1].claimants[-1]
    assert who.name == "The World Health Organization"


def test_an_abbreviation_of_two_names_is_open(read):
    text = "The Tarn Bus Company met. The Town Building Council met. The TBC said 40 buses were lost."
    claimant = read(text)[-1].claimants[-1]
    assert (claimant.name, claimant.open) == ("The TBC", True)


def test_an_abbreviation_of_nobody_stands_for_itself(read):
    claimant = read("Prices rose. The WTO said 40 ships had sunk.")[-1].claimants[-1]
    assert (claimant.name, claimant.open) == ("The WTO", False)


@pytest.mark.parametrize(
    "text", ["Prices rose by 3% in May, a study by the Tarn Institute found.", "In May, 9 men left."]
)
def test_may_is_a_month_after_a_preposition(read, text):
    (claim,) = read(text, date="2024-03-06")
    assert [moment.first for moment in claim.moments] == ["2023-05-01"]


def test_a_study_that_found_is_who_says_so(read):
    (claim,) = read("Prices rose by 3% in May, a study by the Tarn Institute found.")
    assert claim.quote == "Prices rose by 3% in May"
    assert claim.claimants[-1].name == "a study by the Tarn Institute"


def test_a_month_pushes_nobody(read):
    claims = read("Prices rose by 3% in May, which pushed 10,000 families below the line.")
    assert [claim.quote for claim in claims] == [
        "Prices rose by 3% in May, which pushed 10,000 families below the line"
    ]


def test_an_interposed_saying_leaves_the_part_that_asserts(read):
    (claim,) = read("The charge, the minister said, was absurd.")
    assert (claim.quote, claim.restatement) == ("was absurd", "The charge was absurd.")


@pytest.mark.parametrize("line", ["ELLERY, 7 March 2024 - ", "ELLERY, March 7, 2024 (Halyard Press) - ", "ELLERY - "])
def test_a_dateline_is_no_part_of_the_claim(read, line):
    (claim,) = read(f"{line}The old dam failed at noon, the mayor said.")
    assert claim.quote == "The old dam failed at noon"
