"""Documents made for the tests of the readers."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest

TITLE = "Ferry line drops night service"
PARAGRAPHS = (
    "PORTHALE (Reuters) - The ferry line has dropped more than 40 night sailings since the storm in March, the transport "
    "office of Estmark said in a note to the crews on Tuesday.",
    "The line carries 3,100 passengers a day, and most of them cross the sound before noon, a spokeswoman for the line said. "
    "It has eleven boats, of which four are older than the bridge that was to replace them all.",
    "A new timetable is to be made by the end of the month, after talks with the union, which has asked for nine more posts.",
)


@pytest.fixture
def paragraphs() -> tuple[str, ...]:
    return PARAGRAPHS


@pytest.fixture
def make_pdf() -> Callable[..., bytes]:
    """PDF with one heading and paragraphs; `password` locks it, `pages` repeats all of it, `foot` stands on each page."""
    from fpdf import FPDF
    from fpdf.enums import EncryptionMethod

    def make(*, password: str = "", pages: int = 1, foot: str = "", width: int = 0, empty: bool = False) -> bytes:
        pdf = FPDF()
        if password:
            pdf.set_encryption(owner_password=password, user_password=password, encryption_method=EncryptionMethod.RC4)
        for number in range(pages):
            pdf.add_page()
            if empty:
                continue
            pdf.set_font("Helvetica", size=16)
            pdf.multi_cell(width, 8, TITLE, align="L", new_x="LMARGIN", new_y="NEXT")
            pdf.set_font("Helvetica", size=11)
            for paragraph in PARAGRAPHS:
                pdf.ln(4)
                pdf.multi_cell(width, 5, paragraph, align="L", new_x="LMARGIN", new_y="NEXT")
            if foot:
                pdf.ln(30)
                pdf.cell(0, 5, f"{foot} {number + 1}")
        return bytes(pdf.output())

    return make


@pytest.fixture
def make_docx() -> Callable[..., bytes]:
    """Word document with heading and paragraphs; `change` gets the document before it is saved."""
    import docx

    def make(change: Callable[..., object] | None = None) -> bytes:
        document = docx.Document()
        document.add_heading(TITLE, 0)
        for paragraph in PARAGRAPHS:
            document.add_paragraph(paragraph)
        if change:
            change(document)
        target = io.BytesIO()
        document.save(target)
        return target.getvalue()

    return make


@pytest.fixture
def with_part(make_docx: Callable[..., bytes]) -> Callable[[str, bytes], bytes]:
    """A Word document with one part of its archive put in or replaced."""

    def make(name: str, data: bytes) -> bytes:
        target = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(make_docx())) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
            for item in old.namelist():
                if item != name:
                    new.writestr(item, old.read(item))
            new.writestr(name, data)
        return target.getvalue()

    return make


@pytest.fixture
def page() -> Callable[..., bytes]:
    """A web page around the article. `inside` stands after the first paragraph, `head` in the head."""

    def make(inside: str = "", head: str = "", after: str = "") -> bytes:
        body = [f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS]
        body.insert(1, inside)
        menu = "".join(f'<li><a href="/{word}">{word}</a></li>' for word in ("World", "Harbour", "Tides", "Boats"))
        return (
            f"<!DOCTYPE html><html lang='en-GB'><head><title>{TITLE} | Porthale Post</title>{head}</head><body>"
            f"<nav><ul>{menu}</ul></nav><main><article><h1>{TITLE}</h1><div class='story'>{''.join(body)}</div></article></main>"
            f"{after}<footer><p>Copyright 2024 Porthale Post. All rights reserved.</p></footer></body></html>"
        ).encode()

    return make
