"""Makes `reviewer/match/background.tsv`: `python -m benchmarks._make_background [SHARED]`.

Counts in how many sentences each stem occurs in the English pages of the article-extraction-benchmark (Zyte, MIT
licence) and in the train topics of ECB+ (Cybulska and Vossen 2014, CC BY 3.0). No text is kept, only counts.
"""

from __future__ import annotations

import collections
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from reviewer.match.background import CAPITAL
from reviewer.match.terms import NORM_VERSION, words

HEAD = """\
# what: in how many sentences each stem occurs; counts only, no text
# source: article-extraction-benchmark by Zyte (MIT), English pages;
#   ECB+ by Cybulska and Vossen (CC BY 3.0), train topics
# made by: python -m benchmarks._make_background
# norm_version: {norm_version}
# documents: {documents}
# lines: count, tab, the stems with that count; ^ behind a stem: never seen in lower case
"""
_ENGLISH = re.compile(r"\b(?:the|and|of|to|in|that|is|for)\b", re.IGNORECASE)


def sentences(shared: Path) -> Iterator[str]:
    """Sentences of both sources, roughly cut: good enough to count in."""
    for line in (shared / "data/articles_html.jsonl").open(encoding="utf-8"):
        body = json.loads(line)["body"]
        if len(_ENGLISH.findall(body)) > len(body.split()) * 0.1:
            yield from re.split(r"(?<=[.!?][”\"’' ])\s*(?=[A-Z“\"])|\n+", body)
    for line in (shared / "data/overlap_ecbplus.jsonl").open(encoding="utf-8"):
        record = json.loads(line)
        if record["split"] == "train":
            yield from (sentence["text"] for doc in record["docs"] for sentence in doc["sents"])


def main() -> None:
    """Writes the table beside the module that reads it."""
    root = Path(__file__).resolve().parent.parent
    shared = Path(sys.argv[1]) if len(sys.argv) > 1 else root.parent / "shared"
    counts: collections.Counter[str] = collections.Counter()
    common: set[str] = set()
    documents = 0
    for sentence in sentences(shared):
        listed = [word for word in words(sentence) if not word.small]
        found = {word.term for word in listed}
        if len(found) >= 3:
            documents += 1
            counts.update(found)
            common.update(word.term for word in listed if not sentence[word.start].isupper())
    by_count: dict[int, list[str]] = {}
    for term, count in counts.items():
        by_count.setdefault(count, []).append(term if term in common else term + CAPITAL)
    lines = [f"{count}\t{' '.join(sorted(by_count[count]))}\n" for count in sorted(by_count, reverse=True)]
    text = HEAD.format(norm_version=NORM_VERSION, documents=documents) + "".join(lines)
    (root / "reviewer/match/background.tsv").write_text(text, encoding="utf-8")
    print(f"{documents} sentences, {sum(map(len, by_count.values()))} stems, {len(text.encode())} bytes")


if __name__ == "__main__":
    main()
