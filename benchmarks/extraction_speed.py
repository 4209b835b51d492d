"""Text in, claims out: sentences a second of one core, import time, growth with length, against splitting alone."""

from __future__ import annotations

import os
import re
import resource
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.attribution import articles
from benchmarks.table import Row
from reviewer.extract import claims, extract
from reviewer.model.article import Block, BlockClass, Metadata
from reviewer.model.span import Span
from reviewer.text.sentences import split

RUNS = 3


def blocks(text: str) -> list[Block]:
    """One block a line, the first the headline."""
    spans = [Span(*match.span()) for match in re.finditer(r"[^\n]*\S[^\n]*", text)]
    return [Block(span, BlockClass.BODY if i else BlockClass.HEADLINE) for i, span in enumerate(spans)]


def import_seconds(module: str) -> float:
    """Processor seconds that importing takes beside a bare interpreter, best of some runs, byte code at hand."""
    with TemporaryDirectory() as cache:
        variables = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        variables["PYTHONPYCACHEPREFIX"] = cache
        return max(0.0, _started(f"import {module}", variables) - _started("pass", variables))


def _started(code: str, variables: dict[str, str]) -> float:
    def once() -> float:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, "-c", code], check=True, env=variables)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    return min(once() for _ in range(7))


def rows(shared: Path) -> list[Row]:
    """The whole chain with scores, its first half, and sentence splitting in the same run."""
    texts = [text for text, _ in articles(shared)]
    prepared = [(text, blocks(text)) for text in texts]
    sentences = sum(len(split(text)) for text in texts)

    def chain() -> None:
        for text, parts in prepared:
            claims(text, parts, Metadata(language="en"), "article", "version")

    def cut() -> None:
        for text, parts in prepared:
            extract(text, parts, "en")

    def splitting() -> None:
        for text in texts:
            split(text)

    whole = _best(chain)
    long_text = "\n\n".join(texts * 3)[:1_000_000]
    growth = _once(long_text) / _once(long_text[: len(long_text) // 2])
    return [
        Row("claims with score", {"sentences/s": sentences / whole, "s of 1 MB / s of half": growth}),
        Row("extract alone", {"sentences/s": sentences / _best(cut)}),
        Row("import reviewer.extract", {"s": import_seconds("reviewer.extract")}),
        Row("splitting alone", {"sentences/s": sentences / _best(splitting)}, peer=True),
    ]


def _best(work: object) -> float:
    """Processor seconds of the best of some runs."""
    assert callable(work)
    seconds = []
    for _ in range(RUNS):
        start = time.process_time()
        work()
        seconds.append(time.process_time() - start)
    return min(seconds)


def _once(text: str) -> float:
    parts = blocks(text)
    start = time.process_time()
    claims(text, parts, Metadata(language="en"), "article", "version")
    return time.process_time() - start
