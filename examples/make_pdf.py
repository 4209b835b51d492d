"""Makes `articles/05-provincial-gazette.pdf` from its text, byte for byte the same each time (needs fpdf2)."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from fpdf import FPDF

HERE = Path(__file__).resolve().parent
SOURCE = HERE / "source" / "05-provincial-gazette.txt"
TARGET = HERE / "articles" / "05-provincial-gazette.pdf"


def pdf(text: str) -> bytes:
    """A one-page PDF of `text`: first line as the headline, blank lines between paragraphs."""
    title, *paragraphs = text.strip().split("\n\n")
    page = FPDF(format="A4")
    page.set_compression(False)  # so that no version of zlib shows in the bytes
    page.set_creation_date(datetime(2024, 3, 7, 12, tzinfo=UTC))
    page.set_producer("reviewer examples")
    page.set_title(title)
    page.add_page()
    page.set_font("Helvetica", style="B", size=15)
    page.multi_cell(0, 8, title, new_x="LMARGIN", new_y="NEXT")
    page.set_font("Helvetica", size=11)
    for paragraph in paragraphs:
        page.ln(3)
        page.multi_cell(0, 6, paragraph, new_x="LMARGIN", new_y="NEXT")
    return bytes(page.output())


if __name__ == "__main__":
    TARGET.write_bytes(pdf(SOURCE.read_text(encoding="utf-8")))
