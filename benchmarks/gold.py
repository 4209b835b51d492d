"""Claims of our own articles against their gold annotation (tests/data): spans and who says them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.table import Row
from reviewer.extract import claims
from reviewer.model.article import Block, BlockClass, Metadata
from reviewer.model.claim import Claim, ClaimantRole
from reviewer.model.span import Span
from reviewer.text.sentences import split

DATA = Path(__file__).resolve().parent.parent / "tests" / "data"
GOLD = DATA / "gold"
KEPT = DATA / "gold2"
"""Articles on which nothing was tuned."""


@dataclass(frozen=True, slots=True)
class GoldClaim:
    """An annotated claim: its place, and the informants as the article names them, outermost first."""

    span: Span
    informants: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Article:
    """An annotated article; its first line is the headline."""

    name: str
    text: str
    claims: tuple[GoldClaim, ...]

    @property
    def blocks(self) -> tuple[Block, ...]:
        """One block a line."""
        found = [Span(*m.span()) for m in re.finditer(r"[^\n]*\S[^\n]*", self.text)]
        return tuple(Block(s, BlockClass.BODY if i else BlockClass.HEADLINE) for i, s in enumerate(found))


def articles(folder: Path = GOLD) -> list[Article]:
    """All annotated articles, by name.

    Raises:
        ValueError: an annotation does not stand in its article.
    """
    return [_article(path) for path in sorted(folder.glob("*.txt"))]


def _article(path: Path) -> Article:
    text = path.read_text(encoding="utf-8")
    lines = path.with_suffix(".claims").read_text(encoding="utf-8").splitlines()
    found, at = [], 0
    for line in filter(str.strip, lines):
        words, _, informants = line.partition("\t")
        span = _place(text, words, at)
        at = span.start
        found.append(GoldClaim(span, () if informants in ("", "-") else tuple(informants.split(";"))))
    return Article(path.stem, text, tuple(found))


def _place(text: str, words: str, after: int) -> Span:
    """Where "first words … last words" stands; from the claim before on, else anywhere."""
    first, _, last = (part.strip() for part in words.partition("…"))
    start = text.find(first, after)
    start = text.find(first) if start < 0 else start
    end = start + len(first) if not last else text.find(last, start) + len(last)
    if start < 0 or (last and text.find(last, start) < 0):
        raise ValueError(f"not in the article: {words}")
    return Span(start, end)


def overlap(left: Span, right: Span) -> float:
    """Intersection over union of two spans, ratio 0..1."""
    common = min(left.end, right.end) - max(left.start, right.start)
    return max(0, common) / (max(left.end, right.end) - min(left.start, right.start))


def paired(gold: Sequence[Span], found: Sequence[Span], least: float) -> dict[int, int]:
    """Pairs of gold and found spans, each used once, best overlap first."""
    options = sorted(
        ((overlap(g, f), i, j) for i, g in enumerate(gold) for j, f in enumerate(found) if g.overlaps(f)), reverse=True
    )
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for ratio, i, j in options:
        if ratio >= least and i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return pairs


def extracted(article: Article) -> tuple[Claim, ...]:
    """What the extractor makes of an article."""
    return claims(article.text, article.blocks, Metadata(language="en"), article.name, "gold")


def informants(claim: Claim, text: str) -> tuple[tuple[str, str], ...]:
    """The informants of a claim: the words with which the article names them there, and what these stand for."""
    return tuple(
        (c.span.of(text) if c.span else c.name, c.name) for c in claim.claimants if c.role is ClaimantRole.INFORMANT
    )


def same_informants(named: Sequence[tuple[str, str]], gold: Sequence[str]) -> bool:
    """Whether each is the annotated one: the shorter words within the longer."""
    return len(named) == len(gold) and all(
        any(name in wanted or wanted in name for name in names) for names, wanted in zip(named, gold, strict=True)
    )


def _score(pairs: int, gold: int, found: int) -> Iterator[tuple[str, float]]:
    recall, precision = pairs / gold, pairs / found
    yield "recall", recall
    yield "precision", precision
    yield "F1", 2 * recall * precision / (recall + precision) if pairs else 0.0


def _figures(gold: Sequence[Sequence[Span]], found: Sequence[Sequence[Span]]) -> dict[str, float | str]:
    figures: dict[str, float | str] = {"gold": sum(map(len, gold)), "found": sum(map(len, found))}
    for least in (0.5, 0.8):
        pairs = sum(len(paired(g, f, least)) for g, f in zip(gold, found, strict=True))
        scores = _score(pairs, sum(map(len, gold)), sum(map(len, found)))
        figures |= {f"{name} IoU>={least}": value for name, value in scores}
    return figures


def _sources(texts: Sequence[Article], found: Sequence[Sequence[Claim]]) -> float:
    """Share of well-placed claims whose informants are the annotated ones (the agency aside)."""
    right = total = 0
    for article, claimed in zip(texts, found, strict=True):
        pairs = paired([g.span for g in article.claims], [c.span for c in claimed], 0.5)
        for i, j in pairs.items():
            total += 1
            right += same_informants(informants(claimed[j], article.text), article.claims[i].informants)
    return right / total


def _measured(folder: Path, name: str) -> list[Row]:
    texts = articles(folder)
    gold = [[g.span for g in article.claims] for article in texts]
    found = [extracted(article) for article in texts]
    ours = _figures(gold, [[c.span for c in claimed] for claimed in found])
    ours["who says it"] = _sources(texts, found)
    sentences = [
        [s for b in article.blocks for s in split(article.text, b.span.start, b.span.end)] for article in texts
    ]
    return [
        Row(f"reviewer, {name}", ours),
        Row(f"whole sentences, {name}", _figures(gold, sentences), peer=True),
    ]


def rows(shared: Path) -> list[Row]:  # noqa: ARG001 - the gold is our own
    """Ours, and whole sentences as claims: on the ten articles that rules were settled on, and on the kept ones."""
    return [*_measured(GOLD, "ten articles"), *_measured(KEPT, "kept articles")]
