from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from reviewer.errors import UnreadableArticle
from reviewer.ingest import classify, read
from reviewer.model.article import BlockClass, Origin

TITLE = "Ferry line drops night service"


def test_plain_text_is_kept_as_it_is_and_its_encoding_recorded() -> None:
    reading = read(b"Ferries  stop\r\n\r\nIt   closed.\n", "a.txt")
    assert (reading.text, reading.reader, reading.reader_version) == (
        "Ferries  stop\n\nIt   closed.\n",
        "plain",
        "1 utf-8",
    )
    assert read("Größe".encode("latin-1"), "a.txt").reader_version == "1 cp1252"


MARKDOWN = """\
---
title: "Ferry line drops night service"
author: Ann Writer
date: 2024-03-05
tags: [boats]
---

# Ferry line *drops* night service

The line has dropped **more than 40** night
sailings, the [office](https://x.example/a_(b)) said\\*.

- first `item`
- second

> “It is _over_,” the crew_of_one wrote.

![A boat](boat.png)
<!-- never shown -->
---

Total
=====

```
code *stays*
```
"""


def test_markdown_is_given_in_the_words_that_people_read() -> None:
    reading = read(MARKDOWN.encode(), "a.md")
    assert reading.text.split("\n\n") == [
        "Ferry line drops night service",
        "The line has dropped more than 40 night sailings, the office said*.",
        "- first item",
        "- second",
        "“It is over,” the crew_of_one wrote.",
        "A boat",
        "Total",
        "code *stays*\n",
    ]
    assert reading.metadata.title == TITLE
    assert (reading.metadata.byline, reading.metadata.date) == ("Ann Writer", "2024-03-05")


def test_what_a_head_says_is_taken_only_where_it_is_understood() -> None:
    head = "---\ntitle: Ferries\ndate: {}\nurl: {}\nlang: {}\n---\n\nThe office closed the line on Monday, it said.\n"
    good = read(head.format("March 5, 2024", "https://x.example/a", "en-GB").encode(), "a.md").metadata
    assert (good.date, good.url, good.language) == ("2024-03-05", "https://x.example/a", "en")
    bad = read(head.format("last week", "javascript:alert(1)", "english").encode(), "a.md").metadata
    assert (bad.date, bad.url, bad.language) == (None, None, "en")


def test_html_gives_the_article_and_what_the_page_says_of_it(
    page: Callable[..., bytes], paragraphs: tuple[str, ...]
) -> None:
    linked = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": TITLE,
        "datePublished": "2024-03-05T10:00:00Z",
        "author": {"@type": "Person", "name": "Ann Writer"},
        "publisher": {"@type": "Organization", "name": "Porthale Post"},
    }
    head = (
        f"<script type='application/ld+json'>{json.dumps(linked)}</script>"
        "<link rel='canonical' href='https://post.example/ferry'>"
    )
    reading = read(page(head=head), "a.html")
    assert reading.reader == "html"
    assert reading.reader_version.startswith("1 trafilatura/")
    assert [line for line in reading.text.split("\n") if line] == [TITLE, *paragraphs]
    assert {k: reading.metadata.known()[k] for k in ("title", "byline", "publisher", "date", "url", "language")} == {
        "title": TITLE,
        "byline": "Ann Writer",
        "publisher": "Porthale Post",
        "date": "2024-03-05",
        "url": "https://post.example/ferry",
        "language": "en",
    }
    assert reading.metadata.dateline == "PORTHALE (Reuters)"
    assert set(reading.metadata.origins.values()) == {Origin.ARTICLE}


def test_a_page_that_names_no_publisher_and_date_leaves_them_unknown(page: Callable[..., bytes]) -> None:
    metadata = read(page(), "a.html").metadata
    assert (metadata.publisher, metadata.date, metadata.url, metadata.byline) == (None, None, None, None)


def test_links_and_paragraphs_that_the_extractor_drops_come_back(page: Callable[..., bytes]) -> None:
    sentence = (
        "The union, which <a href='/union'>speaks for the crews of all eleven boats</a>, <b>did not</b> answer "
        "<a href='/q'>two questions of this paper</a> before the evening, when the office had closed already."
    )
    text = read(
        page(f"<p>{sentence}</p><h2>What the crews say</h2><blockquote><p>We row.</p></blockquote>"), "a.html"
    ).text
    assert (
        "The union, which speaks for the crews of all eleven boats, did not answer two questions of this paper" in text
    )
    assert "What the crews say" in text
    assert "We row." in text


def test_hidden_text_of_a_page_is_left_away_and_told(page: Callable[..., bytes]) -> None:
    hidden = (
        "<p style='display:none'>Nine thousand boats sank in a secret storm, an unknown office said.</p>"
        "<p hidden>Nobody was saved from the nine thousand boats at all.</p>"
        "<p style='position:absolute; left:-9999px'>All nine thousand captains were the same man.</p>"
        "<!-- nine thousand in a comment --><script>var x = 'nine thousand';</script>"
        "<style>.x::after{content:'nine thousand'}</style><template><p>nine thousand templates stood here.</p></template>"
    )
    reading = read(page(hidden), "a.html")
    assert "nine thousand" not in reading.text.lower()
    assert any("hidden text left away" in remark for remark in reading.remarks)


def test_readers_comments_are_not_the_article(page: Callable[..., bytes]) -> None:
    comments = "<div id='comments' class='comment-list'>" + "".join(
        f"<div class='comment'><p>I have said for {i} years that this line would close, and nobody listened.</p></div>"
        for i in range(9)
    ) + "</div>"  # fmt: skip
    assert "nobody listened" not in read(page(after=comments), "a.html").text


def test_a_meta_charset_that_lies_does_no_harm(page: Callable[..., bytes]) -> None:
    raw = page(
        "<p>Größe und Geschwindigkeit der Fähre – so sagt man in Zürich – seien ungenügend gewesen für das Meer.</p>"
    )
    lying = raw.replace(b"<head>", b"<head><meta charset='iso-8859-1'>")
    assert "Größe und Geschwindigkeit der Fähre – so sagt man in Zürich" in read(lying, "a.html").text


def test_an_xml_declaration_does_no_harm(page: Callable[..., bytes]) -> None:
    assert TITLE in read(b"<?xml version='1.0' encoding='utf-8'?>\n" + page(), "a.xhtml").text


def test_pdf_lines_are_joined_to_paragraphs(make_pdf: Callable[..., bytes], paragraphs: tuple[str, ...]) -> None:
    for width in (0, 80):
        reading = read(make_pdf(width=width), "a.pdf")
        assert reading.text.strip().split("\n\n") == [TITLE, *paragraphs]
        assert reading.reader == "pdf"
        assert reading.reader_version.startswith("1 pypdf/")
        assert (reading.metadata.title, reading.metadata.dateline) == (TITLE, "PORTHALE (Reuters)")


def test_running_feet_of_a_pdf_are_left_away(make_pdf: Callable[..., bytes]) -> None:
    assert "Porthale Post, page" not in read(make_pdf(pages=4, foot="Porthale Post, page"), "a.pdf").text


def test_a_pdf_without_text_is_refused_as_a_scan(make_pdf: Callable[..., bytes]) -> None:
    with pytest.raises(UnreadableArticle, match="it may be a scan"):
        read(make_pdf(empty=True), "a.pdf")


def test_a_locked_pdf_is_refused(make_pdf: Callable[..., bytes]) -> None:
    with pytest.raises(UnreadableArticle, match="locked"):
        read(make_pdf(password="open sesame"), "a.pdf")


def test_word_documents_give_their_paragraphs(make_docx: Callable[..., bytes], paragraphs: tuple[str, ...]) -> None:
    def change(document: Any) -> None:
        table = document.add_table(rows=1, cols=2)
        table.cell(0, 0).text, table.cell(0, 1).text = "Boats", "11"
        document.core_properties.title = "Template of the office"

    reading = read(make_docx(change), "a.docx")
    assert reading.text.strip().split("\n\n") == [TITLE, *paragraphs, "Boats\t11"]
    assert (reading.reader, reading.metadata.title) == ("docx", TITLE)
    assert reading.reader_version.startswith("1 python-docx/")


def test_hidden_and_deleted_text_of_a_word_document_is_left_away(make_docx: Callable[..., bytes]) -> None:
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    def change(document: Any) -> None:
        paragraph = document.add_paragraph("The boats are ")
        paragraph.add_run("nine thousand ").font.hidden = True
        deleted = f"<w:del {nsdecls('w')}><w:r><w:delText>not </w:delText></w:r></w:del>"
        inserted = f"<w:ins {nsdecls('w')}><w:r><w:t>still </w:t></w:r></w:ins>"
        paragraph._p.append(parse_xml(deleted))
        paragraph._p.append(parse_xml(inserted))
        paragraph.add_run("there.")

    reading = read(make_docx(change), "a.docx")
    assert "The boats are still there." in reading.text
    assert reading.remarks == ("hidden text left away: 2 words",)


def test_the_bytes_decide_where_the_name_says_something_else(
    make_pdf: Callable[..., bytes], make_docx: Callable[..., bytes], page: Callable[..., bytes]
) -> None:
    assert read(make_pdf(), "a.txt").reader == "pdf"
    assert read(make_docx(), "noname").reader == "docx"
    assert read(page(), "noname").reader == "html"
    odd = read(make_pdf(), "a.html")
    assert (odd.reader, odd.remarks) == ("pdf", ("read as pdf, which it is, not as html, as its name says",))
    assert read(b"The office closed the line.", "noname").reader == "plain"


def test_a_media_type_is_stronger_than_the_name() -> None:
    assert read(b"# Ferries stop", "a.txt", media="text/markdown; charset=utf-8").reader == "markdown"
    assert read(b"<html><body>stays as it is</body></html>", "row.txt", media="plain").reader == "plain"
    with pytest.raises(UnreadableArticle, match="video/mp4"):
        read(b"x", "a.txt", media="video/mp4")


@pytest.mark.parametrize(
    ("raw", "name", "words"),
    [
        (b"", "a.txt", "the file is empty"),
        (b" \n\t\n", "a.txt", "it holds no text"),
        (b"x", "a.doc", "save it as .docx"),
        (b"x", "a.RTF", "rich text"),
        (b"<html><body></body></html>", "a.html", "no article was found"),
        (b"%PDF-1.7 nothing", "a.pdf", "damaged"),
        (b"PK\x03\x04 word/ nothing", "a.docx", "damaged"),
        (b"not a zip", "a.docx", "damaged"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_reason(raw: bytes, name: str, words: str) -> None:
    with pytest.raises(UnreadableArticle, match=words):
        read(raw, name)


def test_reading_twice_gives_the_same(page: Callable[..., bytes], make_pdf: Callable[..., bytes]) -> None:
    assert read(page(), "a.html") == read(page(), "a.html")
    raw = make_pdf()
    assert read(raw, "a.pdf") == read(raw, "a.pdf")


def test_an_article_of_a_page_has_a_headline_and_body_blocks(page: Callable[..., bytes]) -> None:
    text = read(page(), "a.html").text
    assert [b.cls for b in classify(text, reader="html")] == [BlockClass.HEADLINE] + [BlockClass.BODY] * 3


def test_reading_loads_no_heavy_library_into_this_process(page: Callable[..., bytes]) -> None:
    import subprocess
    import sys

    code = (
        "import sys; from reviewer.ingest import read; read(sys.stdin.buffer.read(), 'a.html');"
        "print(sorted({'trafilatura', 'lxml', 'pypdf', 'docx'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], input=page(), capture_output=True, check=True)
    assert done.stdout.strip() == b"[]"
