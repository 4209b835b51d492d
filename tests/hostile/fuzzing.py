"""Feeds changed documents to the readers: `python -m tests.hostile.fuzzing html 600` runs for so many seconds.

Every document must be read or refused in words, within its limits, and what is read must keep the promises of a text:
no NUL, blocks in order, every claim on its exact words. What breaks one is written to a folder, to be kept as a case.
"""

from __future__ import annotations

import hashlib
import io
import random
import re
import sys
import time
import traceback
import zipfile
import zlib
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

from reviewer.errors import InputError, ReviewerError, SheetError, UnreadableArticle
from reviewer.export.importing import read_file
from reviewer.extract import claims
from reviewer.ingest import classify, read, read_table
from reviewer.sheet import read as read_sheet

ROOT = Path(__file__).resolve().parents[2]
SLOW = 20.0
"""Processor seconds of one small document beyond which it counts as a fault."""
BAD_REASONS = ("more time", "more memory", "ended")
"""Words of a refusal that tell of a limit reached: no damage, but worth looking at for documents this small."""
_TOKENS = (
    b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\x1b[31m", b"\xc2\x9b", b"\r", b"\n\n", b"]]>", b"<![CDATA[", b"<!--",
    b"-->", b"<script>", b"</p>", b"<p>", b"<table><tr><td>", b"&#x0;", b"&#xD800;", b"&#99999999;", b"<" * 40,
    b"\xe2\x80\xae", b"\xcc\x81" * 50, b"endobj", b"stream\n", b"endstream", b"/Length 99999999", b"/Kids [1 0 R]",
    b"1 0 obj", b"xref\n0 99999999\n", b"(" * 300, b"<<" * 200, b"- " * 200, b"{" * 200, b"[" * 200, b'"', b"'", b"\\u",
    b"\\ud800", b": ", b"? ", b"&a ", b"*a", b"!!python/object ", b"<<: *a", b"---\n", b"%YAML 9.9\n", b"1e999", b"-0",
    b"99999999999999999999", b"null", b"true", b"\\x00", b"\xed\xa0\x80", b"=" * 60, b"\t", b" " * 80,
)  # fmt: skip
PROSE = (
    "The ferry line has dropped more than 40 night sailings since the storm in March, the transport office of Estmark said.",
    "The line carries 3,100 passengers a day, and most of them cross before noon, a spokeswoman for the line said. “We know",
    "that,” she added. It has eleven boats, of which four are older than the bridge that was to replace them all.",
)


def changed(seed: bytes, chance: random.Random, others: list[bytes]) -> bytes:
    """`seed` with one to eight changes: bits, bytes, pieces cut, doubled, swapped, taken from elsewhere, odd tokens."""
    data = bytearray(seed)
    for _ in range(chance.choice((1, 1, 2, 3, 5, 8))):
        if not data:
            return bytes(data)
        at = chance.randrange(len(data))
        end = min(len(data), at + chance.choice((1, 4, 16, 64, 256, 1024)))
        kind = chance.randrange(9)
        if kind == 0:
            data[at] ^= 1 << chance.randrange(8)
        elif kind == 1:
            data[at] = chance.randrange(256)
        elif kind == 2:
            del data[at:end]
        elif kind == 3:
            data[at:at] = data[at:end] * chance.choice((1, 2, 50))
        elif kind == 4:
            other = chance.choice(others)
            start = chance.randrange(len(other) or 1)
            data[at:end] = other[start : start + end - at]
        elif kind == 5:
            data[at:at] = chance.choice(_TOKENS)
        elif kind == 6:
            data[at:end] = chance.choice(_TOKENS)
        elif kind == 7:
            data[at:] = b""
        else:
            numbers = list(re.finditer(rb"\d+", bytes(data)))
            if numbers:
                found = chance.choice(numbers)
                data[found.start() : found.end()] = chance.choice((b"0", b"-1", b"2147483648", b"9" * 30, b"1"))
    return bytes(data[:2_000_000])


def _in_parts(seed: bytes, chance: random.Random, others: list[bytes]) -> bytes:
    """A Word document with one part of its archive changed; now and then the archive itself."""
    if chance.random() < 0.3:
        return changed(seed, chance, others)
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(seed)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        names = [n for n in old.namelist() if n.endswith((".xml", ".rels"))]
        parts = [old.read(n) for n in names]
        hit = chance.choice(["word/document.xml", *names])
        for name in old.namelist():
            new.writestr(name, changed(old.read(name), chance, parts) if name == hit else old.read(name))
    return target.getvalue()


def _in_streams(seed: bytes, chance: random.Random, others: list[bytes]) -> bytes:
    """A PDF with one of its streams unpacked, changed and packed again; else the file itself."""
    streams = list(re.finditer(rb"stream\r?\n(.*?)\r?\nendstream", seed, re.DOTALL))
    if not streams or chance.random() < 0.5:
        return changed(seed, chance, others)
    found = chance.choice(streams)
    try:
        inner = zlib.decompress(found[1])
    except zlib.error:
        return changed(seed, chance, others)
    return seed[: found.start(1)] + zlib.compress(changed(inner, chance, others)) + seed[found.end(1) :]


def _article(raw: bytes, name: str) -> None:
    found = read(raw, name)
    assert "\x00" not in found.text
    assert not found.text.startswith("\ufeff")
    blocks = classify(found.text, reader=found.reader)
    assert all(a.span.end <= b.span.start for a, b in pairwise(blocks))
    for claim in claims(found.text, blocks, found.metadata, "article", "version"):
        assert found.text[claim.span.start : claim.span.end] == claim.quote
        assert claim.quote.strip()


def _rows(raw: bytes, name: str) -> None:
    for row in read_table(raw, name, {"text": "text", "title": "title", "id": "id"}):
        assert row.line > 0


def _file(raw: bytes, name: str) -> None:
    if name == "rows.jsonl":
        _rows(raw, name)
    else:
        read_file(raw, name)


Target = tuple[Callable[[bytes, str], object], Callable[[bytes, random.Random, list[bytes]], bytes]]
TARGETS: dict[str, Target] = {
    "html": (_article, changed),
    "pdf": (_article, _in_streams),
    "docx": (_article, _in_parts),
    "txt": (_article, changed),
    "md": (_article, changed),
    "yaml": (lambda raw, name: read_sheet(raw, name), changed),
    "jsonl": (_file, changed),
    "csv": (_file, changed),
}
REFUSALS = (UnreadableArticle, SheetError, InputError)


def seeds(kind: str) -> list[tuple[bytes, str]]:
    """Whole documents of a kind, each with its file name."""
    golden = ROOT / "tests" / "golden"
    examples = [(p.read_bytes(), p.name) for p in sorted((ROOT / "examples").rglob(f"*.{kind}"))]
    made: dict[str, list[tuple[bytes, str]]] = {
        "html": [(_page(), "page.html")],
        "pdf": [(_pdf(), "page.pdf")],
        "docx": [(_docx(), "page.docx")],
        "txt": [("\n\n".join(PROSE).encode(), "page.txt")],
        "md": [(("# Ferry\n\n> said\n\n* " + "\n* ".join(PROSE) + "\n\n[a](http://b) `c`\n").encode(), "page.md")],
        "yaml": [((ROOT / "claims.yaml").read_bytes(), "claims.yaml")],
        "jsonl": [(p.read_bytes(), p.name) for p in sorted(golden.glob("*.jsonl"))]
        + [(b'{"id": "a", "text": "%s", "title": "b"}\n' % PROSE[0].encode() * 3, "rows.jsonl")]
        + [(b'{"article": "a.txt", "quote": "night sailings", "claimant": "Ana"}\n' * 3, "given.jsonl")],
        "csv": [(p.read_bytes(), p.name) for p in sorted(golden.glob("*.csv"))],
    }
    return [*made[kind], *([] if kind in ("jsonl", "csv", "yaml") else examples)]


def _page() -> bytes:
    body = "".join(f"<p>{part} <a href='x'>more</a></p><ul><li>{part}</li></ul>" for part in PROSE)
    head = "<meta charset=utf-8><title>Ferry</title><script>var a = '<p>'</script><style>p{}</style>"
    return (
        f"<!doctype html><html><head>{head}</head><body><article><h1>Ferry</h1>{body}</article></body></html>".encode()
    )


def _pdf() -> bytes:
    from fpdf import FPDF

    pdf = FPDF()
    for _ in range(2):
        pdf.add_page()
        pdf.set_font("Helvetica", size=11)
        for part in PROSE:
            pdf.multi_cell(0, 5, part.replace("“", '"').replace("”", '"'), new_x="LMARGIN", new_y="NEXT")
    return bytes(pdf.output())


def _docx() -> bytes:
    import docx

    document = docx.Document()
    document.add_heading("Ferry", 0)
    for part in PROSE:
        document.add_paragraph(part)
    document.add_table(2, 2).cell(0, 0).text = PROSE[0]
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def faults(kind: str, chance: random.Random) -> Iterator[tuple[bytes, str, str]]:
    """One changed document after another: those that break a promise come out with what broke ("" = all well)."""
    act, change = TARGETS[kind]
    documents = seeds(kind)
    others = [data for data, _ in documents]
    while True:
        seed, name = chance.choice(documents)
        data = change(seed, chance, others)
        yield data, name, fault_of(act, data, name)


def fault_of(act: Callable[[bytes, str], object], data: bytes, name: str) -> str:
    """What a document breaks; "" where it is read, or refused in words and in time."""
    begin = time.process_time()
    try:
        act(data, name)
    except REFUSALS as refused:
        if any(words in refused.what for words in BAD_REASONS):
            return refused.what
    except ReviewerError as error:
        return f"{type(error).__name__}: {error.what}"
    except Exception:  # the very thing that is looked for
        return traceback.format_exc(limit=-4)
    spent = time.process_time() - begin
    return f"took {spent:.1f} s" if spent > SLOW else ""


def main() -> int:
    """Runs; exit 1 where a fault was found."""
    kind, seconds = sys.argv[1], float(sys.argv[2])
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    folder = Path(sys.argv[4]) if len(sys.argv) > 4 else Path("fuzz-found")
    end, count, found = time.monotonic() + seconds, 0, set()
    for data, name, fault in faults(kind, random.Random(seed)):
        count += 1
        sort = fault.splitlines()[-1] if fault else ""
        if fault and sort not in found:
            found.add(sort)
            folder.mkdir(parents=True, exist_ok=True)
            file = folder / f"{hashlib.sha256(data).hexdigest()[:12]}-{name}"
            file.write_bytes(data)
            print(f"{file}: {fault}", flush=True)
        if time.monotonic() > end:
            break
    print(f"{kind}: {count:,} documents in {seconds:.0f} s, {len(found)} kinds of fault")
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
