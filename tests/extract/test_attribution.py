"""Who says something: each way of saying it, with its source and what is said."""

from __future__ import annotations

import pytest

from reviewer.extract.attribution import attributions
from reviewer.extract.quotation import Quoted, quotations
from reviewer.extract.scenes import scene
from reviewer.extract.tagging import tag
from reviewer.model.claim import ClaimantRole


def signs(sentence: str, *, headline: bool = False):
    tagged = tag(sentence, 0, len(sentence))
    view = scene(tagged, Quoted(quotations(sentence, 0, len(sentence))), headline=headline)
    return [
        (
            sign.rule,
            tagged.words(*sign.source) if sign.source else None,
            [tagged.words(*content) for content in sign.contents],
        )
        for sign in attributions(view)
        if sign.states
    ]


STATING = [
    ("The mayor said the bridge was closed.", "before", "The mayor", ["the bridge was closed"]),
    ("The mayor said that the bridge was closed.", "before", "The mayor", ["the bridge was closed"]),
    ("The bridge was closed, the mayor said.", "after", "the mayor", ["The bridge was closed"]),
    ("The bridge was closed, said the mayor on Friday.", "inverted", "the mayor", ["The bridge was closed"]),
    ("The bridge, the mayor said, would open.", "interposed", "the mayor", ["The bridge", "would open"]),
    ("According to the mayor, the bridge is safe.", "according", "the mayor", ["the bridge is safe"]),
    ("The bridge is safe, according to the mayor.", "according", "the mayor", ["The bridge is safe"]),
    ("As reported by Northwire, the bridge is safe.", "according", "Northwire", ["the bridge is safe"]),
    ("“We are ready,” Mr. Kemp told reporters.", "after", "Mr. Kemp", ["“We are ready,”"]),
    ("Mr. Kemp, the owner, said he was ready.", "before", "Mr. Kemp, the owner", ["he was ready"]),
    ("Mr. Kemp, however, said he was ready.", "before", "Mr. Kemp", ["he was ready"]),
    ("The firm told its staff on Monday that it would close.", "before", "The firm", ["it would close"]),
    ("A poll published last week by Demos found that most agree.", "before", "A poll published last week by Demos", ["most agree"]),
    ("The team won, study finds.", "after", "study", ["The team won"]),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "rule", "source", "contents"), STATING)
def test_each_way_of_saying(sentence, rule, source, contents):
    assert signs(sentence) == [(rule, source, contents)]


def test_a_second_saying_shares_the_source():
    found = signs("The mayor said the bridge was closed and added that it would open soon.")
    assert [(rule, source) for rule, source, _ in found] == [("before", "The mayor"), ("joined", "The mayor")]


def test_a_saying_in_a_participle_belongs_to_the_subject():
    found = signs("The mayor left the room, saying he was tired.")
    assert found == [("participle", "The mayor", ["he was tired"])]


@pytest.mark.parametrize(
    "sentence",
    [
        "“He said it was over,” the book goes.",
        "The company has a plan to cut reports.",
        "Some 74 percent of voters said the mayor should go.",
        "The bridge was said to be safe.",
        "He added salt to the soup.",
    ],
)
def test_no_saying_where_nothing_is_cut_away(sentence):
    assert signs(sentence) == []


def test_headline_colons_name_speakers_but_not_labels():
    assert signs("Minister: taxes will rise", headline=True) == [("colon", "Minister", ["taxes will rise"])]
    assert signs("Taxes will rise next year: minister", headline=True) == [
        ("colon", "minister", ["Taxes will rise next year"])
    ]
    assert signs("Storm Odile: live updates as rain falls", headline=True) == []


def test_the_chain_runs_from_publisher_to_informant(read):
    text = "LONDON (Northwire) – The bridge was closed, the mayor said."
    (claim,) = read(text, publisher="The Daily Gull")
    assert [(c.role, c.name) for c in claim.claimants] == [
        (ClaimantRole.PUBLISHER, "The Daily Gull"),
        (ClaimantRole.AGENCY, "Northwire"),
        (ClaimantRole.INFORMANT, "the mayor"),
    ]


def test_an_agency_known_from_the_dateline_item_is_named_once(read):
    text = "LONDON (Northwire) – The bridge was closed."
    (claim,) = read(text, dateline="LONDON (Northwire)")
    assert [c.name for c in claim.claimants] == ["Northwire"]
    (claim,) = read("The bridge was closed.", dateline="LONDON (Northwire)")
    assert [(c.name, c.span) for c in claim.claimants] == [("Northwire", None)]


def test_sayings_within_sayings_name_both(read):
    (claim,) = read("Mr. Kemp said the police had told him that the bridge was closed.")
    assert claim.quote == "the bridge was closed"
    assert [c.name for c in claim.claimants] == ["Mr. Kemp", "the police"]
