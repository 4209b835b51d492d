from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviewer.ingest import classify
from reviewer.model.article import BlockClass as B

LINES = st.lists(
    st.one_of(
        st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\x00"), max_size=80),
        st.sampled_from(
            [
                "",
                "The harbour office closed 1,400 berths on Monday, the mayor said.",
                "Share this",
                "Leave a Reply",
                "By Ann Writer",
                "Harbour shuts berths",
                "Warning: A non-numeric value encountered in /srv/www/block.php on line 353",
                "It said so.Warning: Undefined index in /srv/x.php on line 3 It went on.",
                "The boats left. (Reporting by A Writer; Editing by B Editor)",
                "Copyright 2024 The Example",
                "one\u2028two\x0bthree\x85four",
            ]
        ),
    ),
    max_size=40,
)


@settings(max_examples=150)
@given(LINES, st.sampled_from(["plain", "html"]))
def test_blocks_cover_all_ink_in_order_without_overlap(lines: list[str], reader: str) -> None:
    text = "\n".join(lines)
    blocks = classify(text, reader=reader)
    at = 0
    for block in blocks:
        assert text[at : block.span.start].strip() == ""
        assert block.span.start >= at
        words = block.span.of(text)
        assert words == words.strip()
        at = block.span.end
    assert text[at:].strip() == ""


ARTICLE = """\
Ferry line drops night service after storm

Credit: jo boatman /

PORTHALE (Reuters) – The ferry line has dropped more than 40 night sailings since the storm, the transport office said.

The line carries 3,100 passengers a day.

It declined to comment.

(Reporting by Ann Writer and Bo Reporter; Editing by Cy Editor)

Be the first to comment

What do you think?

This site uses Akismet to reduce spam. Learn how your comment data is processed.

Warning: A non-numeric value encountered in /home3/site/public_html/wp-content/themes/paper/block.php on line 353"""


def test_an_article_with_page_furniture_is_told_apart() -> None:
    classes = [block.cls for block in classify(ARTICLE)]
    assert classes == [
        *(B.HEADLINE, B.CREDIT, B.BODY, B.BODY, B.BODY, B.WIRE_CREDIT),
        *(B.WIDGET, B.WIDGET, B.FOOTER, B.ERROR),
    ]


def test_an_error_glued_to_a_sentence_is_a_block_of_its_own() -> None:
    glued = "The date has not been set.Warning: Undefined index: x in /srv/www/paper/td.php on line 12 It stays open."
    blocks = classify(f"Harbour news of the week\n\n{glued}")
    assert [(b.cls, b.span.of(f"Harbour news of the week\n\n{glued}")) for b in blocks[1:]] == [
        (B.BODY, "The date has not been set."),
        (B.ERROR, "Warning: Undefined index: x in /srv/www/paper/td.php on line 12"),
        (B.BODY, "It stays open."),
    ]


def test_an_agency_credit_glued_to_the_last_paragraph_is_a_block_of_its_own() -> None:
    text = "The boats left on Monday, the office said. (Reporting by Ann Writer; Editing by Cy Editor)"
    assert [(b.cls, b.span.of(text)[:12]) for b in classify(text)] == [
        (B.BODY, "The boats le"),
        (B.WIRE_CREDIT, "(Reporting b"),
    ]


@pytest.mark.parametrize(
    ("line", "cls"),
    [
        ("Photo: Jo Boatman/Getty Images", B.CREDIT),
        ("Image credit: Harbour Office", B.CREDIT),
        ("FILE PHOTO: A ferry leaves Porthale on a grey day in May 2023. REUTERS/Jo Boatman", B.CREDIT),
        ("(AP Photo/Jo Boatman)", B.CREDIT),
        ("By Ann Writer", B.BYLINE),
        ("By Ann Writer and Bo Reporter, Staff Writers", B.BYLINE),
        ("Published: 5 March 2024, 10:30 GMT", B.BYLINE),
        ("Ann Writer - Mar 5, 2024, 8:15 pm", B.BYLINE),
        ("4 min read", B.BYLINE),
        ("Additional reporting by Dee Stringer in Lower Carrow", B.WIRE_CREDIT),
        ("Associated Press writer Ann Writer contributed to this report.", B.WIRE_CREDIT),
        ("Copyright 2024 The Associated Press. All rights reserved.", B.WIRE_CREDIT),
        ("Our Standards: The Thomson Reuters Trust Principles.", B.WIRE_CREDIT),
        ("Leave a Reply Cancel reply", B.WIDGET),
        ("12 Comments", B.WIDGET),
        ("Share on Facebook", B.WIDGET),
        ("Sign up for our daily newsletter", B.WIDGET),
        ("Follow us on Twitter and Instagram.", B.WIDGET),
        ("Advertisement", B.WIDGET),
        ("Read more: Ferry line loses licence", B.WIDGET),
        ("You must be logged in to post a comment.", B.WIDGET),
        ("© 2024 Porthale Media. All rights reserved.", B.FOOTER),
        ("We use cookies to improve your experience. See our cookie policy.", B.FOOTER),
        ("Terms of Service", B.FOOTER),
        ("Fatal error: Uncaught Error: Call to undefined function x() in /srv/www/a.php:12", B.ERROR),
        ("Error establishing a database connection", B.ERROR),
        ("[gallery ids=\"1,2,3\"]", B.ERROR),
    ],
)  # fmt: skip
def test_a_line_is_known_by_its_words(line: str, cls: B) -> None:
    text = f"{ARTICLE.split('Credit')[0]}\n\nThe office closed the line on Monday, it said in a note.\n\n{line}"
    assert classify(text)[-1].cls is cls


@pytest.mark.parametrize(
    "sentence",
    [
        "Share prices of the ferry line fell by 5 percent.",
        "Support for the plan grew in the valley, the office said.",
        "Read out in court, the letter named no one.",
        "Follow-up checks found nothing, said the harbour master.",
        "Photographs of the wreck were shown to the jury.",
        "Comments by the mayor were not welcome.",
        "Reporting by three papers had led to the inquiry.",
        "Copyright law has not kept up, the court found.",
        "By Monday the water had gone.",
        "Warning: the bridge may fall, a sign said.",
        "Source: nobody would say, but the letter was real.",
        "Home was no longer safe for the 200 families.",
        "Related firms were paid 3 million, the audit says.",
        "The firm uses cookies that it bakes in Porthale.",
        "The ministry criticised the privacy policy of the ferry line.",
        "Passengers accept the terms and conditions when they board, the line says.",
        "“We changed our privacy policy,” the line said.",
        "He earned a commission of 3 percent on each boat.",
        "All told, 3,100 passengers lost their seats.",
        "Follow the money, said the auditor.",
        "More than 40 boats were towed away.",
        "Print sales fell by half.",
        "Play resumed after the storm.",
        "Next week the lock will close.",
        "Latest figures show that 12 boats sank.",
        "Watch the tide, he said.",
        "See how the water rose, she said.",
        "Log in data shows that 12 people knew.",
        "Video of the wreck was shown in court.",
        "Live music was banned on the ferries.",
        "Subscribers to the line’s service lost 3 million.",
        "Join us, they told the crew.",
        "Send the boats home, the mayor said.",
        "Stay at home, the office told residents.",
        "Thank you, he told the crew.",
    ],
)
def test_a_sentence_that_begins_like_furniture_stays_body(sentence: str) -> None:
    text = (
        f"Ferry line drops night service\n\nThe office closed the line on Monday, it said.\n\n{sentence}\n\nIt is over."
    )
    assert classify(text)[2].cls is B.BODY


def test_subheads_and_short_last_sentences_of_an_article_are_kept_apart() -> None:
    text = (
        "Ferries stop\n\nThe office closed the line on Monday.\n\nWhat comes next\n\nNobody knows.\n\nThe mayor left."
    )
    assert [b.cls for b in classify(text)] == [B.HEADLINE, B.BODY, B.SUBHEAD, B.BODY, B.BODY]


def test_hard_wrapped_paragraphs_are_one_block_each() -> None:
    import textwrap

    one = (
        "The harbour office has closed the old line for good, and nobody in the valley was asked before, it said. " * 3
    )
    two = "Boats that lie there must leave by the end of the month or be towed away at the cost of their owners. " * 3
    text = "\n\n".join(textwrap.fill(p.strip(), 72) for p in (one, two)) + "\n"
    blocks = classify(text)
    assert [" ".join(b.span.of(text).split()) for b in blocks] == [one.strip(), two.strip()]


def test_lines_that_are_paragraphs_are_not_joined() -> None:
    text = """\
Ferry line stops its service
The office closed the line.
Nobody was asked about it, the union said.
The mayor will speak on Monday at ten in the old town hall.
Boats must leave."""
    assert len(classify(text)) == 5


PAGE = """\
Ferry line drops night service | Porthale Post

Home
News
World
Sport
Harbour
Opinion
Weather
Tides
Jobs
Boats for sale

Ferry line drops night service

{body}

Most Read
Storm takes roof off town hall
Lock keeper retires after forty years
Herring prices at a new low
Five boats to see this summer
About Us
Contact
Privacy Policy
Ferry News on Facebook"""


def page(body: str) -> str:
    """A page dump: menus above, teasers and links below."""
    return PAGE.format(body=body)


BODY = (
    "The ferry line has dropped more than 40 night sailings since the storm, the transport office said.\n\n"
    "It carries 3,100 passengers a day, and most of them cross before noon, a spokeswoman added on Tuesday.\n\n"
    "A new timetable is to be made by the end of the month, after talks with the union."
)


def test_in_a_page_dump_only_the_article_is_body() -> None:
    text = page(BODY)
    kept = [b.span.of(text) for b in classify(text) if b.cls is B.BODY]
    assert kept == BODY.split("\n\n")
    heads = [b for b in classify(text) if b.cls is B.HEADLINE]
    assert [text.count("\n", 0, b.span.start) > 10 for b in heads] == [True]


def test_what_a_reader_has_cleaned_is_not_searched_for_a_page() -> None:
    text = (
        "Ferry line stops\n\n"
        + "\n".join(f"- sailing {i}" for i in range(30))
        + "\n\nThe office closed the line on Monday, it said."
    )
    assert all(b.cls is not B.WIDGET for b in classify(text, reader="html"))


def test_comments_below_an_article_are_not_its_body() -> None:
    comments = "\n\n".join(
        f"March 5, 2024 at 6:{i:02} am\n\nI have always said that this line would close one day, and nobody listened to me."
        for i in range(12)
    )
    text = page(f"{BODY}\n\n12 responses to “Ferry line drops night service”\n\n{comments}")
    assert "nobody listened" not in " ".join(b.span.of(text) for b in classify(text) if b.cls is B.BODY)


def test_a_text_without_any_sentence_is_body() -> None:
    text = "Tides\n\nMonday 04:10 16:40\n\nTuesday 05:00 17:30"
    assert [b.cls for b in classify(text)] == [B.BODY] * 3


def test_blank_text_has_no_blocks() -> None:
    assert classify("") == ()
    assert classify(" \n\t\n\u00a0\n") == ()


def test_a_text_of_megabytes_is_classified_in_seconds() -> None:
    import time

    for text in (
        "The office closed the line on Monday, it said. " * 30_000,
        ("A line of words (" * 5 + "\n") * 15_000,
    ):
        begun = time.process_time()
        assert classify(text)
        assert time.process_time() - begun < 4


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "000_1bbbebec23586d91.txt",
            {B.HEADLINE: 1, B.CREDIT: 1, B.BODY: 15, B.WIRE_CREDIT: 1, B.WIDGET: 2, B.FOOTER: 1},
        ),
        ("002_b6b5bf5e12eae52e.txt", {B.HEADLINE: 1, B.BODY: 11, B.ERROR: 1}),
    ],
)
def test_the_seeds_are_told_apart(shared: Path, name: str, expected: dict[B, int]) -> None:
    text = (shared / "seeds" / name).read_text("utf-8")
    blocks = classify(text)
    assert {cls: sum(b.cls is cls for b in blocks) for cls in {b.cls for b in blocks}} == expected
    body = [b.span.of(text) for b in blocks if b.cls is B.BODY]
    assert all(re.search(r"[.]$", words) for words in body)


def test_an_article_with_a_long_list_below_its_first_paragraph_is_kept_whole() -> None:
    listed = "\n".join(f"Boat {i} of the line" for i in range(14))
    prose = "\n\n".join(f"The office closed line {i} on Monday, it said in a note to the crew." for i in range(9))
    text = f"Ferry line stops\n\nThe office has closed fourteen boats of the line, it said on Monday.\n\n{listed}\n\n{prose}"
    body = [b.span.of(text) for b in classify(text) if b.cls is B.BODY]
    assert body[0].startswith("The office has closed fourteen boats")
    assert len(body) == 10
