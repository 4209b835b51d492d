"""One sentence into its atomic claims, each with what it carries."""

from __future__ import annotations

import pytest

SPLITS = {
    "coordinate clauses": (
        "The roof fell in and three men were hurt.",
        [("The roof fell in", []), ("three men were hurt", [])],
    ),
    "coordinate verbs": (
        "The firm closed two plants and sold a third to its rival.",
        [("The firm closed two plants", []), ("sold a third to its rival", ["The firm"])],
    ),
    "shared auxiliary": (
        "The firm has closed two plants and furthered its plans abroad.",
        [("The firm has closed two plants", []), ("furthered its plans abroad", ["The firm has"])],
    ),
    "shared modal": (
        "The plan would save 9 million a year and secure jobs until 2050.",
        [("The plan would save 9 million a year", []), ("secure jobs until 2050", ["The plan would"])],
    ),
    "series": (
        "Kemp bought four flats, let them to friends, and sold the last one.",
        [("Kemp bought four flats", []), ("let them to friends", ["Kemp"]), ("sold the last one", ["Kemp"])],
    ),
    "contrast": (
        "The north flooded, while the south saw no rain at all.",
        [("The north flooded", []), ("the south saw no rain at all", [])],
    ),
    "semicolon": (
        "The north flooded; the south saw no rain.",
        [("The north flooded", []), ("the south saw no rain", [])],
    ),
    "result": (
        "A wall collapsed on Monday, killing four workers.",
        [("A wall collapsed on Monday", []), ("killing four workers", ["A wall"])],
    ),
    "final relative": (
        "He met Ada Lund, who runs the port.",
        [("He met Ada Lund", None), ("runs the port", ["Ada Lund"])],
    ),
    "medial relative": (
        "Lund, who joined the bank in 2009 and left it last year, sold her shares.",
        [
            ("Lund, who joined the bank in 2009 and left it last year, sold her shares", []),
            ("joined the bank in 2009", ["Lund"]),
            ("left it last year", ["Lund"]),
        ],
    ),
    "restrictive relative": (
        "Divers found a boat that sank off the island in 1931.",
        [("Divers found a boat that sank off the island in 1931", []), ("sank off the island in 1931", ["a boat"])],
    ),
    "fact": (
        "The club was fined despite the fact that it had warned the fans.",
        [("The club was fined despite the fact that it had warned the fans", []), ("it had warned the fans", None)],
    ),
    "aside": (
        "The bank – its shares fell by half last year – has closed.",
        [("The bank – its shares fell by half last year – has closed", []), ("its shares fell by half last year", [])],
    ),
    "what the sentence amounts to": (
        "The house passed the bill, a step the unions have promised to fight.",
        [("The house passed the bill", []), ("the unions have promised to fight", ["a step"])],
    ),
}


@pytest.mark.parametrize("name", sorted(SPLITS))
def test_split(read, name):
    text, expected = SPLITS[name]
    found = read(text)
    assert [c.quote for c in found] == [quote for quote, _ in expected]
    for claim, (_, carried) in zip(found, expected, strict=True):
        assert carried is None or [s.of(text) for s in claim.carried] == carried


WHOLE = [
    "The firm makes cars, trucks and buses in Norwell and Suthwell.",
    "Apps hacked phones, leaked data or charged fees.",
    "If the firm closes, the town will lose 300 jobs and the port will suffer.",
    "The bank – now at 31 percent – has closed.",
    "The council wants to cut costs and raise fees.",
    "He condemned and rejected the plan.",
    "The town faced sharp national and European criticism on Tuesday over it.",
    "Anyone who enters the park without a ticket pays a fine.",
    "She is survived by her son and a cat named Tom.",
]


@pytest.mark.parametrize("text", WHOLE)
def test_what_must_stay_whole(quotes, text):
    assert quotes(text) == [text.rstrip(".")]


def test_a_leading_conjunction_and_the_full_stop_are_no_part(quotes):
    assert quotes("But the bridge was closed.") == ["the bridge was closed"]


def test_nothing_is_cut_inside_a_partial_quotation(quotes):
    assert quotes("He called it “a plan that failed and that cost lives”.") == [
        "He called it “a plan that failed and that cost lives”"
    ]


def test_questions_orders_and_fragments_assert_nothing(quotes):
    assert quotes("Who closed the bridge? Learn how it was done. 7 p.m.") == []


def test_a_leading_date_is_carried_to_the_second_verb(read):
    text = "Last year, the firm closed two plants and sold a third."
    (_, claim) = read(text)
    assert [s.of(text) for s in claim.carried] == ["Last year", "the firm"]
    assert [m.span.of(text) for m in claim.moments] == ["Last year"]
