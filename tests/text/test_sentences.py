"""Sentences with exact places."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviewer.text.sentences import split

CASES = {
    "full stops": ["The pier closed.", "Nobody was hurt."],
    "titles": ["Mr. Lund met Gen. Kemp vs. Dr. Osei.", "They talked."],
    "initials": ["Albert I. Jones met J. K. Lund.", "They talked."],
    "hours": ["It sank at 5 p.m. on Monday.", "Divers came at 6 a.m. and left."],
    "hour at the end": ["It sank at 5 p.m.", "Divers came."],
    "places": ["He lives in the U.S. with his son.", "She left the U.S.", "He stayed."],
    "companies": ["Lund & Co. sold it to Kemp Inc. in May.", "The price rose at Osei Ltd.", "It fell later."],
    "months": ["It sank on Nov. 5 off Norwell.", "It rained in Sept.", "The river rose."],
    "numbers": ["It rose 3.5 percent to 1.2 billion.", "It fell later."],
    "number signs": ["He read No. 7 twice.", "The answer was no.", "She left."],
    "dateline": ["NORWELL, Pa., Sept. 12 (Northwire) – The pier closed.", "Nobody was hurt."],
    "asked in quotes": ["“Did we?” she asked.", "“No!” Mr. Lund said.", "They left."],
    "quotation closes": ["“The pier closed.”", "She left."],
    "straight quotes": ['"The pier closed," he said.', '"It sank."', "She left."],
    "ellipsis": ["He waited … and left.", "Then he saw it…", "The pier had gone."],
    "brackets": ["The pier (It sank in May.) was old.", "It had cost much."],
    "reference marks": ["The pier sank.[12]", "It was old."],
    "glued": ["It was over, he said.", "The pier closed."],
    "addresses": ["Write to a.lund@example.com.", "See www.example.com/pier.html for more."],
    "questions": ["Who came?", "Nobody!", "All left."],
    "german days": ["Am 3. Oktober sank der Pier.", "Niemand kam."],
    "list": ["1. The pier sank.", "2. The river rose."],
    "bullets": ["• 1. The pier", "• 2. The river"],
    "chinese": ["码头沉没了。", "没有人受伤！"],
    "hindi": ["पुल टूट गया।", "कोई घायल नहीं हुआ।"],
    "arabic": ["هل غرق الرصيف؟", "لم يصب أحد."],
}


@pytest.mark.parametrize("name", sorted(CASES))
def test_sentences(name):
    gap = "" if name == "chinese" else " "
    text = CASES[name][0] + "".join(("" if name == "glued" else gap) + s for s in CASES[name][1:])
    assert [s.of(text) for s in split(text)] == CASES[name]


def test_blank_lines_and_hard_line_breaks_end_sentences():
    text = "Pier closed\n\nBy Ada Lund\nThe pier closed.\nNobody was hurt"
    assert [s.of(text) for s in split(text)] == ["Pier closed", "By Ada Lund", "The pier closed.", "Nobody was hurt"]


def test_wrapped_lines_run_on():
    text = (
        "The pier at Norwell was closed on Monday after divers\n"
        "found cracks in two of its seven pillars. The owner, a\n"
        "shipping line from the north, said it would pay. Nobody\n"
        "was hurt."
    )
    assert len(split(text)) == 3


def test_a_range_is_respected():
    text = "One came. Two left. Three stayed."
    assert [s.of(text) for s in split(text, 10, 19)] == ["Two left."]
    assert split(text, 5, 5) == []


@settings(max_examples=200, deadline=None)
@given(
    st.text(max_size=200)
    | st.lists(st.sampled_from(["A. ", "Mr. ", "? ", "\n", "“", "”", "it ", "No. ", "3. ", "…"])).map("".join)
)
def test_every_visible_code_point_is_in_exactly_one_sentence(text):
    spans = split(text)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(s.of(text) == s.of(text).strip() for s in spans)
    covered = {i for s in spans for i in range(s.start, s.end)}
    assert {i for i, c in enumerate(text) if not c.isspace()} <= covered


def test_golden_rules_and_pud_stay_where_they_are(shared):
    from benchmarks.sentences import golden, pud

    assert golden(shared, lambda text: [(s.start, s.end) for s in split(text)]) >= 46
    assert pud(shared, lambda text: [(s.start, s.end) for s in split(text)])["F1"] >= 0.995
