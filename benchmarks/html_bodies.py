"""Article text found in web pages (article-extraction-benchmark, 181 pages).

4-token shingle F1 by the benchmark's own rule. "text" is what the HTML reader gives below the title, "body blocks" what
of it gives claims. All pages were scored while the rules were chosen, so these are development figures; errors were
read on even pages, and on the worst odd ones.
"""

from __future__ import annotations

import time
from pathlib import Path

from benchmarks._shingles import Page, article_of, counts, figures, pages
from benchmarks.table import Row


def rows(shared: Path) -> list[Row]:
    """Ours, trafilatura's own modes, and everything kept."""
    import html_text
    import trafilatura

    known = pages(shared)
    begun = time.process_time()
    read = [_read(page) for page in known]
    spent = time.process_time() - begun
    texts = [counts(page.body, text) for page, (text, _) in zip(known, read, strict=True)]
    bodies = [counts(page.body, body) for page, (_, body) in zip(known, read, strict=True)]
    modes = {
        "trafilatura default": {},
        "trafilatura precision, no comments": {"favor_precision": True, "include_comments": False},
        "trafilatura recall, no comments": {"favor_recall": True, "include_comments": False},
    }
    return [
        Row("reviewer, text", figures(texts) | {"pages/s CPU": len(known) / spent}),
        Row("reviewer, text, the 90 odd pages", figures(texts[1::2])),
        Row("reviewer, body blocks", figures(bodies)),
        *(
            Row(name, _scored(known, [trafilatura.extract(p.raw, **mode) or "" for p in known]), peer=True)
            for name, mode in modes.items()
        ),
        Row(
            "everything kept (html-text)",
            _scored(known, [html_text.extract_text(p.raw.decode("utf-8", "replace")) for p in known]),
            peer=True,
        ),
    ]


def _read(page: Page) -> tuple[str, str]:
    """The text below the title, and the part of it that gives claims."""
    from reviewer.errors import UnreadableArticle
    from reviewer.ingest.web import extract

    try:
        found = extract(page.raw)
    except UnreadableArticle:
        return "", ""
    title = found.items["title"]
    below = found.text.removeprefix(f"{title}\n\n") if title else found.text
    return below, article_of(found.text, "html")


def _scored(known: list[Page], kept: list[str]) -> dict[str, float]:
    return figures(counts(page.body, text) for page, text in zip(known, kept, strict=True))
