"""Are copies found for what they are? 10,000 made-up articles, a third of them copied, cut, edited or rewritten."""

from __future__ import annotations

import random
import time
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, combinations
from pathlib import Path

from sklearn.feature_extraction.text import TfidfVectorizer
from sparse_dot_topn import sp_matmul_topn

from benchmarks.table import Row
from reviewer.match.lineage import ArticleSide, lineage, suspects
from reviewer.match.shingles import sketch
from reviewer.model.lineage import LineageKind

SEED = 31
ARTICLES = 10_000
COPIED_SHARE = 0.33
VOCABULARY = 40_000
FURNITURE = (
    "Sign up here for our morning letter and read the news before everybody else does.",
    "This report was brought to you by the desk, and the opinions in it are those of the people who hold them.",
    "All rights reserved. Copying any part of this page needs the word of the publisher in writing.",
)
"""Lines that stand under many articles and must make no two of them relatives."""
FOUND = (LineageKind.SAME_TEXT, LineageKind.REWRITE)
SYLLABLES = [consonant + vowel for consonant in "bdfgklmnprstv" for vowel in "aeio"]


@dataclass
class Made:
    """The articles, and for each copy its source and how it was made."""

    texts: list[str]
    source: dict[int, int] = field(default_factory=dict)
    kind: dict[int, str] = field(default_factory=dict)


class Writer:
    """Writes made-up prose whose words are as unevenly spread as in real texts."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.words = [
            "".join(chance.choices(SYLLABLES, k=2 + int(number > 200) + int(number > 5_000)))
            for number in range(VOCABULARY)
        ]
        self.weights = list(accumulate(1 / (rank + 10) for rank in range(VOCABULARY)))

    def some(self, count: int) -> list[str]:
        """So many words."""
        return self.chance.choices(self.words, cum_weights=self.weights, k=count)

    def article(self) -> list[list[str]]:
        """An article as sentences of words, 300 to 600 words in all."""
        return [self.some(self.chance.randint(12, 30)) for _ in range(self.chance.randint(16, 27))]

    def text(self, sentences: Sequence[Sequence[str]]) -> str:
        """Sentences as text; one article in three has a line of furniture under it."""
        body = " ".join(" ".join(sentence).capitalize() + "." for sentence in sentences)
        return body + ("\n" + self.chance.choice(FURNITURE) if self.chance.random() < 0.33 else "")


def whole(writer: Writer, sentences: list[list[str]]) -> list[list[str]]:
    """The same words."""
    del writer
    return sentences


def truncated(writer: Writer, sentences: list[list[str]]) -> list[list[str]]:
    """The first third."""
    del writer
    return sentences[: max(4, len(sentences) // 3)]


def edited(writer: Writer, sentences: list[list[str]]) -> list[list[str]]:
    """Six of a hundred words changed."""
    return [[writer.some(1)[0] if writer.chance.random() < 0.06 else word for word in s] for s in sentences]


def quoted(writer: Writer, sentences: list[list[str]]) -> list[list[str]]:
    """A text of its own, of which 30 % are sentences of the source."""
    taken = writer.chance.sample(sentences, max(3, round(len(sentences) * 0.3)))
    own = writer.article()[: max(5, round(len(taken) * 7 / 3))]
    mixed = [*taken, *own]
    writer.chance.shuffle(mixed)
    return mixed


def rewritten(writer: Writer, sentences: list[list[str]]) -> list[list[str]]:
    """Three words of ten changed, in the same order of sentences."""
    return [[writer.some(1)[0] if writer.chance.random() < 0.30 else word for word in s] for s in sentences]


WAYS: Mapping[str, Callable[[Writer, list[list[str]]], list[list[str]]]] = {
    "full": whole,
    "truncated to a third": truncated,
    "lightly edited": edited,
    "30 % quoted": quoted,
    "rewritten": rewritten,
}


def made(count: int = ARTICLES, seed: int = SEED) -> Made:
    """The articles, the same for the same seed."""
    chance = random.Random(seed)
    writer = Writer(chance)
    copies = int(count * COPIED_SHARE)
    originals = [writer.article() for _ in range(count - copies)]
    found = Made([writer.text(sentences) for sentences in originals])
    for number in range(copies):
        way = list(WAYS)[number % len(WAYS)]
        source = chance.randrange(len(originals))
        found.source[len(found.texts)] = source
        found.kind[len(found.texts)] = way
        found.texts.append(writer.text(WAYS[way](writer, originals[source])))
    return found


@dataclass
class Sketches:
    """A SketchIndex in memory."""

    holders: dict[int, tuple[int, ...]] = field(default_factory=dict)
    sizes: dict[int, int] = field(default_factory=dict)

    def add(self, number: int, hashes: Collection[int]) -> None:
        """Takes an article's sketch in."""
        self.sizes[number] = len(hashes)
        for each in hashes:
            self.holders[each] = (*self.holders.get(each, ()), number)

    def sketch_postings(self, hashes: Collection[int]) -> Mapping[int, Sequence[int]]:
        """The articles that hold each hash."""
        return {each: self.holders[each] for each in hashes if each in self.holders}


def related(texts: Sequence[str]) -> Iterator[tuple[int, int, LineageKind]]:
    """All pairs of articles that the sketches bring together, with the lineage found for them."""
    sides = [ArticleSide(f"{number:06}", text) for number, text in enumerate(texts)]
    index = Sketches()
    for number, side in enumerate(sides):
        index.add(number, sketch(side.shingles))
    for number, side in enumerate(sides):
        for other in suspects(index, side.shingles, index.sizes, articles=len(sides)):
            if other < number:
                yield other, number, lineage(sides[other], side).kind


def siblings(articles: Made) -> set[tuple[int, int]]:
    """Pairs of copies of one source: neither right nor wrong to find."""
    by_source: dict[int, list[int]] = defaultdict(list)
    for copy, source in articles.source.items():
        by_source[source].append(copy)
    return {pair for copies in by_source.values() for pair in combinations(sorted(copies), 2)}


def rows(shared: Path) -> list[Row]:
    """Precision of all pairs called copies, recall by way of copying, CPU time; TF-IDF cosine beside it."""
    del shared
    articles = made()
    gold = {(source, copy): articles.kind[copy] for copy, source in articles.source.items()}
    neutral = siblings(articles)
    start = time.process_time()
    found = {(a, b) for a, b, kind in related(articles.texts) if kind in FOUND}
    ours = time.process_time() - start
    start = time.process_time()
    peer = cosine_pairs(articles.texts)
    theirs = time.process_time() - start
    return [
        Row("TF-IDF cosine >= .5", _figures(peer, gold, neutral, theirs), peer=True),
        Row("ours", _figures(found, gold, neutral, ours)),
    ]


def cosine_pairs(texts: Sequence[str]) -> set[tuple[int, int]]:
    """Pairs whose texts have a TF-IDF cosine of .5 or more."""
    matrix = TfidfVectorizer().fit_transform(texts)
    near = sp_matmul_topn(matrix, matrix.T.tocsr(), top_n=20, threshold=0.5).tocoo()
    return {(int(a), int(b)) for a, b in zip(near.row, near.col, strict=True) if a < b}


def _figures(
    found: set[tuple[int, int]], gold: Mapping[tuple[int, int], str], neutral: set[tuple[int, int]], seconds: float
) -> dict[str, float | str]:
    called = found - neutral
    figures: dict[str, float | str] = {
        "articles": ARTICLES,
        "precision": sum(pair in gold for pair in called) / len(called) if called else 1.0,
    }
    for way in WAYS:
        wanted = [pair for pair, kind in gold.items() if kind == way]
        figures[f"recall, {way}"] = sum(pair in found for pair in wanted) / len(wanted)
    return figures | {"CPU s": seconds}
