"""Files made to harm: each costs one article at most, within bounds of time and memory."""

from __future__ import annotations

import contextlib
import io
import struct
import time
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reviewer.errors import UnreadableArticle
from reviewer.ingest import classify, metadata_of, read
from reviewer.ingest.boxed import Box, Limits


@pytest.fixture
def small_box() -> Iterator[Box]:
    """A box that gives a file a second of computing and half a gigabyte."""
    box = Box(Limits(memory=512 << 20, cpu=1, wall=15.0))
    yield box
    box.close()


def refusal(raw: bytes, name: str) -> str:
    begun = time.monotonic()
    with pytest.raises(UnreadableArticle) as refused:
        read(raw, name)
    assert time.monotonic() - begun < 30
    assert "\n" not in refused.value.what
    return refused.value.what


def zipped(parts: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return target.getvalue()


def test_a_word_document_that_unpacks_to_hundreds_of_megabytes_is_refused(
    with_part: Callable[[str, bytes], bytes],
) -> None:
    bomb = with_part("word/media/huge.xml", b" " * (110 << 20))
    assert len(bomb) < 1 << 20
    assert "unpacks to far more" in refusal(bomb, "a.docx")


def test_a_size_that_the_archive_states_wrongly_does_not_help(with_part: Callable[[str, bytes], bytes]) -> None:
    size = 110 << 20
    bomb = with_part("word/media/huge.xml", b" " * size)
    assert bomb.count(struct.pack("<L", size)) >= 1
    lying = bomb.replace(struct.pack("<L", size), struct.pack("<L", 100))
    assert "damaged" in refusal(lying, "a.docx") or "unpacks" in refusal(lying, "a.docx")


def test_an_archive_of_very_many_entries_is_refused() -> None:
    assert "entries" in refusal(zipped({f"word/{i}.xml": b"" for i in range(6_000)}), "a.docx")


def test_a_zip_inside_a_zip_is_not_unpacked(with_part: Callable[[str, bytes], bytes]) -> None:
    inner = zipped({"a": b" " * (20 << 20)})
    assert "Ferry line" in read(with_part("word/embeddings/inner.zip", inner), "a.docx").text


ENTITIES = (
    b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "boom"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    b'<!ENTITY f SYSTEM "file:///etc/passwd"><!ENTITY n SYSTEM "http://127.0.0.1:9/x">]>'
    b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>'
    b"&b;&f;&n;</w:t></w:r></w:p></w:body></w:document>"
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_xml_entities_and_outside_definitions_are_refused(
    with_part: Callable[[str, bytes], bytes], encoding: str
) -> None:
    data = (
        ENTITIES
        if encoding == "utf-8"
        else ENTITIES.decode().replace('"1.0"', '"1.0" encoding="utf-16"').encode("utf-16")
    )
    assert "declares a document type" in refusal(with_part("word/document.xml", data), "a.docx")


def test_entities_of_a_page_are_not_fetched(page: Callable[..., bytes]) -> None:
    raw = page().replace(
        b"<!DOCTYPE html>", b'<!DOCTYPE html [<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    ).replace(b"The line carries", b"&f; The line carries")  # fmt: skip
    assert "root:" not in read(raw, "a.html").text


def test_a_hundred_thousand_nested_tags_end_in_bounds() -> None:
    for tag in (b"<div>", b"<b>", b"<table><tr><td>", b"<ul><li>"):
        raw = b"<html><body>" + tag * 100_000 + b"The office closed the line on Monday, it said."
        begun = time.monotonic()
        with contextlib.suppress(UnreadableArticle):
            read(raw, "a.html")
        assert time.monotonic() - begun < 60


def pdf_with(stream: bytes, filters: bytes = b"/FlateDecode") -> bytes:
    """A one-page PDF whose page draws `stream`."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>",
        b"<< /Length %d /Filter %s >>\nstream\n%s\nendstream" % (len(stream), filters, stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(out)
    return (
        out
        + b"xref\n0 6\n0000000000 65535 f \n"
        + table
        + b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % start
    )


def test_a_pdf_written_by_hand_is_read() -> None:
    """The twin of the bombs below, so that they fail for being bombs."""
    stream = zlib.compress(b"BT /F 12 Tf 50 700 Td (The office closed the line on Monday.) Tj ET")
    assert read(pdf_with(stream), "a.pdf").text.strip() == "The office closed the line on Monday."


def test_a_pdf_whose_page_unpacks_to_hundreds_of_megabytes_is_refused(small_box: Box) -> None:
    packed = zlib.compress(zlib.compress(b"\x00" * (1 << 28), 9), 9)
    bomb = pdf_with(packed, b"[/FlateDecode /FlateDecode]")
    assert len(bomb) < 1 << 20
    with pytest.raises(UnreadableArticle):
        small_box.extract("pdf", bomb)


def test_broken_tables_and_circles_of_a_pdf_are_refused(make_pdf: Callable[..., bytes]) -> None:
    whole = make_pdf()
    for broken in (
        whole[: len(whole) // 2],
        whole.replace(b"startxref", b"startxxxx"),
        whole.replace(b"/Pages", b"/Pagez"),
        b"%PDF-1.4\n1 0 obj << /Type /Catalog /Pages 1 0 R /Kids [1 0 R] /Count 1 >> endobj\ntrailer << /Root 1 0 R >>",
    ):
        with contextlib.suppress(UnreadableArticle):
            assert "ferry line" in read(broken, "a.pdf").text


def test_too_many_pages_are_refused_with_their_number() -> None:
    from pypdf import PdfWriter

    writer = PdfWriter()
    for _ in range(2_001):
        writer.add_blank_page(10, 10)
    target = io.BytesIO()
    writer.write(target)
    assert refusal(target.getvalue(), "a.pdf") == "it has 2,001 pages; at most 2,000 are read"


def test_a_file_that_breaks_its_limits_costs_only_itself(small_box: Box, make_pdf: Callable[..., bytes]) -> None:
    operators = b"BT /F 12 Tf " + b"1 0 0 1 50 700 Tm (a b c d e f) Tj " * 400_000 + b" ET"
    begun = time.monotonic()
    with pytest.raises(UnreadableArticle, match="took more than 1 s of computing"):
        small_box.extract("pdf", pdf_with(zlib.compress(operators)))
    assert time.monotonic() - begun < 20
    assert "ferry line" in small_box.extract("pdf", make_pdf()).text


def test_the_limit_of_computing_is_for_each_file_anew(small_box: Box, make_pdf: Callable[..., bytes]) -> None:
    raw = make_pdf(pages=15)
    for _ in range(12):
        assert "3,100 passengers" in small_box.extract("pdf", raw).text


def test_a_reader_that_hangs_is_stopped_by_the_clock(page: Callable[..., bytes]) -> None:
    box = Box(Limits(wall=0.05))
    try:
        with pytest.raises(UnreadableArticle, match="took too long"):
            box.extract("html", page())
    finally:
        box.close()


@pytest.mark.skipif(not Path("/proc/self/limits").exists(), reason="limits are read from /proc")
def test_the_child_cannot_write_files_and_sees_no_other_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REVIEWER_TEST_SECRET", "x")
    box = Box()
    try:
        box.extract("html", b"<html><body><article><p>" + b"The office closed the line, it said. " * 20)
        assert box._child is not None
        child = Path("/proc") / str(box._child.pid)
        rows = {line[:25].strip(): line[25:].split()[0] for line in (child / "limits").read_text().splitlines()}
        assert b"REVIEWER_TEST_SECRET" not in (child / "environ").read_bytes()
    finally:
        box.close()
    assert rows["Max file size"] == "0"
    assert rows["Max address space"] == str(1 << 30)


def test_a_box_can_be_shared_by_threads(make_pdf: Callable[..., bytes], page: Callable[..., bytes]) -> None:
    from concurrent.futures import ThreadPoolExecutor

    jobs = [("a.pdf", make_pdf()), ("a.html", page())] * 6
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda job: read(job[1], job[0]).reader, jobs))
    assert found == ["pdf", "html"] * 6


CONTROL = "\x1b]0;title\x07\x9b31m \x08\x1b[2J [bold]x[/] [@click=app.quit] \u202eevil\u2066 \u200b\U000e0041"


def test_hostile_text_is_kept_exactly_for_the_gate_to_show(page: Callable[..., bytes]) -> None:
    text = f"Ferry line stops\n\nThe office closed {CONTROL} the line on Monday, it said."
    reading = read(text.encode(), "a.txt")
    assert reading.text == text
    assert CONTROL in [b.span.of(text) for b in classify(text)][-1]


def test_hostile_text_in_metadata_and_names_does_not_break_reading() -> None:
    head = f"{CONTROL}\n\nBy {CONTROL}\n\nPORTHALE{CONTROL} (Reuters) – The office closed the line, it said."
    metadata_of(head, classify(head))
    with pytest.raises(UnreadableArticle):
        read(b"", f"{CONTROL}.txt")


def test_ten_thousand_combining_marks_are_a_text_like_any_other() -> None:
    text = "The office" + "\u0336" * 10_000 + " closed the line on Monday, it said."
    assert classify(text)[0].span.of(text) == text


def test_rules_take_linear_time_on_lines_made_against_them() -> None:
    size = 30_000
    for line in (
        "(" * size,
        "By " + "A" * size,
        "By " + "A. " * (size // 3),
        "Warning: " * (size // 9),
        "(Reporting by " * (size // 14),
        "Photo: " + "/" * size,
        "a" * size + " says:",
        " ".join("A," for _ in range(size // 3)),
        "»" * size,
        "1 of " * (size // 5),
        "Copyright " * (size // 10),
        "PORTHALE " * (size // 9) + "(Reuters)",
        "“" * size,
    ):
        begun = time.process_time()
        text = f"Ferry line stops\n\nThe office closed the line on Monday, it said.\n\n{line}"
        metadata_of(text, classify(text))
        assert time.process_time() - begun < 2, line[:20]
