"""What a reader would miss: verbs of a series, effects behind a saying, pronouns that nobody bears."""

from __future__ import annotations

import pytest

from reviewer.model.claim import ClaimKind


def told(read, text: str) -> dict[str, str]:
    """Quotes with their restatements."""
    return {claim.quote: claim.restatement or "" for claim in read(text)}


def test_every_verb_of_a_series_without_a_last_comma_is_a_claim(read):
    found = told(read, "Police in Tarn arrested 12 men on Monday, seized three cars and closed the old market.")
    assert list(found.values())[1:] == [
        "Police in Tarn seized three cars.",
        "Police in Tarn closed the old market.",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "He died in Tarn, surrounded by his family and mourned by the town.",
        "The ship, built in 1987 by a yard in Gdansk and sold the year after, sank within an hour.",
        "The council chose a man, called the Fox of Tarn and admired far beyond it.",
        "The shop, closed three years ago and left the same ever since, burned down.",
    ],
)
def test_a_participle_is_no_verb_of_a_series(read, text):
    assert not any(claim.rule == "shared subject" for claim in read(text))


def test_a_participle_between_commas_does_not_hide_the_subject(read):
    text = "The court, having heard 40 witnesses, freed the mayor, leaving the family of the victim in tears."
    assert "left the family of the victim in tears." in " ".join(told(read, text).values())


def test_the_effect_behind_a_saying_is_not_lost(read):
    found = told(read, "Sales rose 12% in May, the company said, beating forecasts of 4 billion crowns.")
    assert found["beating forecasts of 4 billion crowns"] == "Sales beat forecasts of 4 billion crowns."
    beside = read("Sales rose 12% in May, the director said, pointing at a large chart.")
    assert [claim.quote for claim in beside] == ["Sales rose 12% in May"]


def test_the_effect_of_what_is_to_come_is_to_come(read):
    (_, effect) = read("The plant will reopen in June, creating 300 jobs in the valley.")
    assert effect.kind is ClaimKind.ANNOUNCEMENT
    assert effect.restatement == "The plant will create 300 jobs in the valley."


def test_an_apposition_is_closed_in_a_restatement(read):
    found = told(read, "The bank, the country's largest, lost 3 billion crowns and cut 500 jobs.")
    assert found["cut 500 jobs"] == "The bank, the country's largest, cut 500 jobs."


@pytest.mark.parametrize(
    ("text", "open_"),
    [
        ("Ola Brandt met Lena Holm on Monday. He said the talks had failed.", True),
        ("Ola Brandt said the talks had failed. He said nobody had asked him.", False),
    ],
)
def test_a_speaker_whom_nobody_bears_is_shown_as_open(read, text, open_):
    assert read(text)[-1].claimants[-1].open is open_


def test_talks_say_nothing(read):
    claim = read("Ola Brandt met Lena Holm. He said the talks had failed. They said nothing about the price.")[-1]
    assert "no single bearer" in claim.needs_context


@pytest.mark.parametrize("text", ["The ministry did not comment.", "Mr Brandt has not yet commented."])
def test_silence_is_a_note_on_the_reporting(read, text):
    assert read(text)[0].kind is ClaimKind.REPORTING_NOTE


@pytest.mark.parametrize("joint", [";", ", but"])
def test_an_answer_is_not_put_into_the_mouth_that_it_answers(read, joint):
    said, answer = read(f"The rebels said they had taken the town{joint} the army denied it.")
    assert [claimant.name for claimant in said.claimants] == ["The rebels"]
    assert (answer.quote, answer.claimants) == ("the army denied it", ())


def test_what_goes_on_behind_a_semicolon_is_still_theirs(read):
    claims = read("The firm said sales rose by 3%; profits fell to 2 million crowns.")
    assert [claim.claimants[-1].name for claim in claims] == ["The firm", "The firm"]
