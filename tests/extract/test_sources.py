"""Aliases, carried-over sources and quotations that run on."""

from __future__ import annotations


def who(claims):
    return [
        [("~" if c.implicit else "") + ("?" if c.open else "") + c.name for c in claim.claimants] for claim in claims
    ]


def test_the_second_sentence_of_a_quotation_is_probably_the_same_speaker(read):
    found = read("“The roof fell in. Nobody was hurt,” said Ada Lund. “We were lucky.”")
    assert who(found) == [["~Ada Lund"], ["Ada Lund"], ["~Ada Lund"]]


def test_a_paragraph_in_quotation_marks_goes_on_with_the_speaker_before(read):
    found = read("Ada Lund said: “The roof fell in.\n\n“We heard it crack. Then it fell.”")
    assert who(found) == [["Ada Lund"], ["~Ada Lund"], ["~Ada Lund"]]


def test_what_follows_a_colon_at_the_end_is_theirs(read):
    found = read("The mayor added:\n\n“We are ready to rebuild it.”")
    assert [c.quote for c in found] == ["We are ready to rebuild it"]
    assert who(found) == [["~The mayor"]]


def test_a_further_count_of_the_same_things_is_carried_over(read):
    text = (
        "Some 40 houses were flooded, the county office said on Friday. "
        "More than 200 houses lost power. The weather was bad all week."
    )
    assert who(read(text)) == [["the county office"], ["~the county office"], []]


def test_a_common_noun_stands_for_the_one_body_named_with_it(read):
    text = (
        "The Ministry of Rivers and Harbours (MRH) closed the port. The ministry said it was unsafe. "
        "MRH said divers would return."
    )
    name = "The Ministry of Rivers and Harbours (MRH)"
    assert who(read(text))[1:] == [[name], [name]]


def test_with_two_bearers_an_alias_stays_open(read):
    text = (
        "The ministry of rivers in Norwell closed the port, and the ministry of trade in Suthwell paid for it. "
        "The ministry of rivers said divers came. The ministry of trade said the cost was high. "
        "The ministry said it was unsafe."
    )
    assert who(read(text))[-1] == ["?The ministry"]


def test_a_family_name_stands_for_the_person(read):
    found = read("Police officer Ada Lund closed the road. Lund said the ice was thin.")
    assert who(found)[1] == ["Police officer Ada Lund"]


def test_a_pronoun_stands_for_the_one_who_spoke_before(read):
    found = read("Ada Lund said the ice was thin. She said two men had drowned.")
    assert who(found) == [["Ada Lund"], ["Ada Lund"]]


def test_a_relative_pronoun_that_speaks_stands_for_its_name(read):
    (_, claim) = read("Her death was confirmed by Ada Lund, who said the cause was a stroke.")
    assert who([claim]) == [["Ada Lund"]]
