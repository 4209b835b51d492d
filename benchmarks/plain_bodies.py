"""Article text found in plain-text dumps of web pages (article-extraction-benchmark, 181 pages through html-text).

4-token shingle F1 by the benchmark's own rule. All 181 pages were scored while the rules were chosen, and errors read
on the even ones only: these are development figures, and the row of odd pages is the less flattered of the two.
"""

from __future__ import annotations

import time
from pathlib import Path

from benchmarks._shingles import Page, article_of, counts, figures, pages
from benchmarks.table import Row


def rows(shared: Path) -> list[Row]:
    """Ours, and what keeping everything or seeing the page's HTML gives."""
    import html_text
    import trafilatura

    known = pages(shared)
    dumps = [html_text.extract_text(page.raw.decode("utf-8", "replace")) for page in known]
    begun = time.process_time()
    ours = [article_of(dump, "plain") for dump in dumps]
    spent = time.process_time() - begun
    speed = {"pages/s CPU": len(known) / spent}
    scored = [counts(page.body, kept) for page, kept in zip(known, ours, strict=True)]
    return [
        Row("reviewer, plain text", figures(scored) | speed),
        Row("reviewer, the 90 odd pages", figures(scored[1::2])),
        Row("everything kept (html-text)", _scored(known, dumps), peer=True),
        Row(
            "trafilatura default, which sees the HTML",
            _scored(known, [_text(trafilatura, p) for p in known]),
            peer=True,
        ),
    ]


def _text(trafilatura, page: Page) -> str:
    return trafilatura.extract(page.raw) or ""


def _scored(known: list[Page], kept: list[str]) -> dict[str, float]:
    return figures(counts(page.body, text) for page, text in zip(known, kept, strict=True))
