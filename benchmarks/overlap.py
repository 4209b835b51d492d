"""Do two sentences speak of the same event, say the same thing? ECB+ dev (all cross-article pairs), MRPC, headlines."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import snowballstemmer
from rapidfuzz import fuzz, process
from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS, CountVectorizer, TfidfVectorizer

from benchmarks._likeness import headlines, paraphrase
from benchmarks._minilm import MISSING, embeddings, model
from benchmarks._sets import Flags, Floats, Sentence, average_precision, best_f1, claim_of, cross_pairs, ecbplus, f1_of
from benchmarks.table import Row
from reviewer.match.candidates import MemoryIndex, nearest
from reviewer.match.company import Member, Neighbour, chosen
from reviewer.match.score import COMPANY, MEANING, STORY, by_words, measured, probability, weighed
from reviewer.match.side import Side
from reviewer.match.topic import key_terms
from reviewer.match.weights import Weights

Pairs = Sequence[tuple[int, int]]


@dataclass(frozen=True)
class Scored:
    """What we make of all pairs of a split: scores of the sentence alone, with the story, and both with the meaning."""

    pairs: Pairs
    gold: Flags
    scores: Mapping[str, Floats]


def sides(sentences: Sequence[Sentence]) -> tuple[list[Side], Weights]:
    """Each sentence as a claim with its story, in a workspace of this split alone.

    Where a model is, with its meaning and its company.
    """
    plain = [Side(claim_of(s.text, i, s.document), s.text) for i, s in enumerate(sentences)]
    counts = Counter(term for side in plain for term in set(side.terms))
    weights = Weights(1, len({s.document for s in sentences}), len(plain), counts)
    documents: dict[str, list[str]] = defaultdict(list)
    for sentence in sentences:
        documents[sentence.document].append(sentence.text)
    topics = {document: key_terms("\n".join(texts), weights) for document, texts in documents.items()}
    meanings = embeddings([sentence.text for sentence in sentences])
    found = [
        Side(s.claim, s.sentence, topic=topics[s.claim.article], meaning=meaning)
        for s, meaning in zip(plain, meanings, strict=True)
    ]
    return (with_company(found, weights) if model() is not None else found), weights


def with_company(listed: Sequence[Side], weights: Weights) -> list[Side]:
    """The same claims with their company, found as a workspace finds it that was frozen with just these."""
    index = MemoryIndex()
    for side in listed:
        index.add(side.terms)
    by_id = {side.claim.id: side for side in listed}
    found = []
    for side, near in zip(listed, nearest(index, [side.terms for side in listed], weights), strict=True):
        others = [listed[candidate.number] for candidate in near]
        company = chosen(
            Neighbour(by_words(side, other, weights), other.claim.article, other.claim.id)
            for other in others
            if other.claim.article != side.claim.article
        )
        members = tuple(Member(by_id[claim].claim.article, by_id[claim].meaning) for claim in company)
        found.append(replace(side, company=members))
    return found


KINDS = {
    "ours, the sentence alone": {STORY, MEANING, COMPANY},
    "ours, with the story": {MEANING, COMPANY},
    "ours, the sentence alone, with MiniLM": {STORY, COMPANY},
    "ours, with the story and MiniLM, without company": {COMPANY},
    "ours, with the story and MiniLM": set[str](),
}
"""Our rows, and the signals that each leaves out."""


def scored(sentences: Sequence[Sentence]) -> Scored:
    """Every pair of a split scored as the program scores it."""
    pairs, gold = cross_pairs(sentences)
    listed, weights = sides(sentences)
    kinds = {name: left_out for name, left_out in KINDS.items() if model() is not None or MEANING in left_out}
    found: dict[str, list[float]] = {name: [] for name in kinds}
    for i, j in pairs:
        values = measured(listed[i], listed[j], weights)
        for name, left_out in kinds.items():
            found[name].append(probability(weighed({k: v for k, v in values.items() if k not in left_out})))
    return Scored(pairs, gold, {name: np.array(scores) for name, scores in found.items()})


_stem = snowballstemmer.stemmer("english").stemWord


def stemmed(text: str) -> list[str]:
    """Words as a plain peer would take them: lower case, stop words out, Snowball."""
    return [_stem(word) for word in re.findall(r"\b\w\w+\b", text.lower()) if word not in ENGLISH_STOP_WORDS]


def cosine(texts: Sequence[str], pairs: Pairs, analyzer: Callable[[str], list[str]] | str, **options: object) -> Floats:
    """TF-IDF cosine, frequencies taken from the texts themselves."""
    matrix = TfidfVectorizer(analyzer=analyzer, **options).fit_transform(texts)
    return picked(np.asarray((matrix @ matrix.T).todense()), pairs)


def fuzzy(texts: Sequence[str], pairs: Pairs, scorer: Callable[..., float]) -> Floats:
    """One of rapidfuzz's ratios over all pairs."""
    return picked(process.cdist(texts, texts, scorer=scorer, dtype=np.float32).astype(float), pairs)


def picked(matrix: Floats, pairs: Pairs) -> Floats:
    """The entries of a square matrix at the pairs."""
    first, second = np.array(pairs).T
    return matrix[first, second]


RATIOS = (
    *("WRatio", "QRatio", "ratio", "partial_ratio", "token_ratio", "partial_token_ratio"),
    *("token_sort_ratio", "partial_token_sort_ratio", "token_set_ratio", "partial_token_set_ratio"),
)
"""Every ratio of rapidfuzz.fuzz."""


def bm25(texts: Sequence[str], pairs: Pairs, k: float = 1.2, b: float = 0.75) -> Floats:
    """Okapi BM25 over stems, each text asking for the other, the mean of both ways."""
    counts = CountVectorizer(analyzer=stemmed).fit_transform(texts).tocsr().astype(float)
    lengths = np.asarray(counts.sum(axis=1)).ravel()
    held = np.bincount(counts.indices, minlength=counts.shape[1])
    idf = np.log(1 + (len(texts) - held + 0.5) / (held + 0.5))
    asked = counts.copy()
    asked.data = np.ones_like(asked.data)
    rows = np.repeat(np.arange(len(texts)), np.diff(counts.indptr))
    norm = k * (1 - b + b * lengths[rows] / lengths.mean())
    counts.data = idf[counts.indices] * counts.data * (k + 1) / (counts.data + norm)
    one_way = np.asarray((asked @ counts.T).todense())
    return picked((one_way + one_way.T) / 2, pairs)


def minilm(texts: Sequence[str], pairs: Pairs) -> Floats:
    """Cosine of MiniLM's embeddings, as they are packed."""
    vectors = np.array([np.frombuffer(packed, dtype=np.int8) for packed in embeddings(texts)]).astype(float)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return picked(vectors @ vectors.T, pairs)


def peers(sentences: Sequence[Sentence], pairs: Pairs) -> dict[str, Floats]:
    """What others would score."""
    texts = [s.text for s in sentences]
    lower = [" ".join(re.findall(r"\w+", text.lower())) for text in texts]
    stems = [" ".join(sorted(set(stemmed(text)))) for text in texts]
    found = {f"rapidfuzz {name}": fuzzy(lower, pairs, getattr(fuzz, name)) for name in RATIOS}
    found |= {
        "rapidfuzz token_set_ratio, stems": fuzzy(stems, pairs, fuzz.token_set_ratio),
        "TF-IDF cosine, characters 3-5": cosine(texts, pairs, "char_wb", ngram_range=(3, 5)),
        "TF-IDF cosine, stems": cosine(texts, pairs, stemmed),
        "BM25, stems": bm25(texts, pairs),
    }
    return found | ({"MiniLM cosine": minilm(texts, pairs)} if model() is not None else {})


def reliability(gold: Flags, scores: Floats) -> dict[str, float | str]:
    """Of the pairs scored about .1, .2, …: how many are gold, and how many there are."""
    bands: dict[str, float | str] = {}
    for low in (0.05, 0.2, 0.4, 0.6, 0.8, 0.9):
        high = {0.05: 0.2, 0.2: 0.4, 0.4: 0.6, 0.6: 0.8, 0.8: 0.9, 0.9: 1.01}[low]
        inside = (scores >= low) & (scores < high)
        if inside.any():
            said, true = scores[inside].mean(), gold[inside].mean()
            bands[f"{low:g}-{min(high, 1):g}"] = f"{said:.2f} said {true:.2f} true of {int(inside.sum())}"
    return bands


def rows(shared: Path) -> list[Row]:
    """ECB+, then MRPC and the headlines."""
    return [*events(shared), *paraphrase(shared), *headlines(shared)]


def events(shared: Path) -> list[Row]:
    """ECB+: average precision, best F1, and F1 at the threshold that was best on the train topics."""
    sentences = ecbplus(shared, "dev")
    dev, train = scored(sentences), scored(ecbplus(shared, "train"))
    found = [_row(name, dev.gold, scores, peer=True) for name, scores in peers(sentences, dev.pairs).items()]
    bands = []
    for name, scores in dev.scores.items():
        _, threshold = best_f1(train.gold, train.scores[name])
        row = _row(name, dev.gold, scores)
        row.figures["F1 at train threshold"] = f1_of(dev.gold, scores >= threshold)
        row.figures["threshold"] = threshold
        found.append(row)
        bands.append(Row(f"{name}: reliability on train", reliability(train.gold, train.scores[name])))
        bands.append(Row(f"{name}: reliability on dev", reliability(dev.gold, scores)))
    if model() is None:
        found.append(Row("with MiniLM", {"skipped": MISSING}))
    return found + bands


def _row(name: str, gold: Flags, scores: Floats, *, peer: bool = False) -> Row:
    return Row(name, {"AP": average_precision(gold, scores), "best F1": best_f1(gold, scores)[0]}, peer=peer)
