"""Do two sentences speak of the same event, say the same thing? ECB+ dev (all cross-article pairs), MRPC, headlines."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import snowballstemmer
from rapidfuzz import fuzz, process
from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS, TfidfVectorizer

from benchmarks._likeness import headlines, paraphrase
from benchmarks._sets import Flags, Floats, Sentence, average_precision, best_f1, claim_of, cross_pairs, ecbplus, f1_of
from benchmarks.table import Row
from reviewer.match.score import probability, signals
from reviewer.match.side import Side
from reviewer.match.topic import key_terms
from reviewer.match.weights import Weights

Pairs = Sequence[tuple[int, int]]


def sides(sentences: Sequence[Sentence], *, story: bool) -> tuple[list[Side], Weights]:
    """Each sentence as a claim, in a workspace that holds this split and nothing else."""
    plain = [Side(claim_of(s.text, i, s.document), s.text) for i, s in enumerate(sentences)]
    counts = Counter(term for side in plain for term in set(side.terms))
    weights = Weights(1, len({s.document for s in sentences}), len(plain), counts)
    if not story:
        return plain, weights
    documents: dict[str, list[str]] = defaultdict(list)
    for sentence in sentences:
        documents[sentence.document].append(sentence.text)
    topics = {document: key_terms("\n".join(texts), weights) for document, texts in documents.items()}
    return [Side(s.claim, s.sentence, topic=topics[s.claim.article]) for s in plain], weights


def ours(sentences: Sequence[Sentence], pairs: Pairs, *, story: bool) -> Floats:
    """The match scores of all pairs."""
    listed, weights = sides(sentences, story=story)
    return np.array([probability(signals(listed[i], listed[j], weights)) for i, j in pairs])


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


def peers(sentences: Sequence[Sentence], pairs: Pairs) -> dict[str, Floats]:
    """What others would score."""
    texts = [s.text for s in sentences]
    lower = [" ".join(re.findall(r"\w+", text.lower())) for text in texts]
    stems = [" ".join(sorted(set(stemmed(text)))) for text in texts]
    return {
        "rapidfuzz WRatio": fuzzy(lower, pairs, fuzz.WRatio),
        "rapidfuzz ratio": fuzzy(lower, pairs, fuzz.ratio),
        "rapidfuzz token_set_ratio": fuzzy(lower, pairs, fuzz.token_set_ratio),
        "rapidfuzz token_set_ratio, stems": fuzzy(stems, pairs, fuzz.token_set_ratio),
        "TF-IDF cosine, characters 3-5": cosine(texts, pairs, "char_wb", ngram_range=(3, 5)),
        "TF-IDF cosine, stems": cosine(texts, pairs, stemmed),
    }


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
    dev, train = ecbplus(shared, "dev"), ecbplus(shared, "train")
    (pairs, gold), (train_pairs, train_gold) = cross_pairs(dev), cross_pairs(train)
    found = [_row(name, gold, scores, peer=True) for name, scores in peers(dev, pairs).items()]
    bands = []
    for name, story in (("ours, the sentence alone", False), ("ours, with the story", True)):
        scores = ours(dev, pairs, story=story)
        _, threshold = best_f1(train_gold, ours(train, train_pairs, story=story))
        row = _row(name, gold, scores)
        row.figures["F1 at train threshold"] = f1_of(gold, scores >= threshold)
        row.figures["threshold"] = threshold
        found.append(row)
        bands.append(Row(f"{name}: reliability", reliability(gold, scores)))
    return found + bands


def _row(name: str, gold: Flags, scores: Floats, *, peer: bool = False) -> Row:
    return Row(name, {"AP": average_precision(gold, scores), "best F1": best_f1(gold, scores)[0]}, peer=peer)
