"""How likely two claims speak of the same thing: a few signals, each with its weight, summed in log-odds.

With the key terms of both articles at hand (`Side.topic`) the story counts as well, and with sentence embeddings of
both claims (`Side.meaning`) what they mean, each by itself and in its company (`Side.company`). The weights are those
of `Weights.model`.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from rapidfuzz import fuzz, process

from reviewer.match.company import Host, together
from reviewer.match.meaning import nearness
from reviewer.match.related import related
from reviewer.match.score_weights import PROGRAM, Calibration, Known, ScoreModel
from reviewer.match.side import Side
from reviewer.match.topic import KeyTerm, written
from reviewer.match.weights import Weights
from reviewer.model.comparison import Signal

SPELT_ALIKE = 78.0
"""rapidfuzz ratio (0..100) from which two unlike stems count as spellings of one word."""
SHOWN_WORDS = 5
NEAR_COPY, COPY_WEIGHT = 0.8, 5.0
"""Likeness of wording (0..1) from which it counts, and the log-odds that equal wording adds."""
STORIES = 20_000
"""Pairs of articles whose common key terms are remembered."""
Topic: TypeAlias = tuple[KeyTerm, ...]
TOGETHER = 0.02
"""Score by words and story (ratio) from which two claims are looked at in their company: below, it is not worth it."""
OFFERED = 0.5
"""Score from which a pair is offered as a match."""


def features(left: Side, right: Side, weights: Weights) -> tuple[float, ...]:
    """The signals as numbers, in the order of NAMES, then the story, the meaning and the company where known."""
    return tuple(value for name, (value, _) in measured(left, right, weights).items() if name != WORDING)


NAMES = (
    "closeness",
    "weight of shared words",
    "other spellings",
    "related words",
    "shared names",
    "shared numbers",
    "unshared numbers",
)
"""Trained signals that every pair has, in order."""
WORD_BY_WORD = frozenset({NAMES[0], NAMES[2], NAMES[3]})
"""The signals that list the words of both claims that meet."""
STORY = "same story"
"""The signal of pairs whose articles are known."""
_WORDS = frozenset({*NAMES, STORY})
MEANING = "meaning"
"""The signal of pairs whose claims were embedded."""
COMPANY = "meaning, with what the nearest claims say"
"""The signal of pairs whose claims were embedded and have company in further articles."""
AROUND = frozenset({STORY, COMPANY})
"""The signals that rest on more than the two claims."""
WORDING = "same wording"
"""The signal that is not trained: near copies are rarer in the training set than in the world."""


def signals(left: Side, right: Side, weights: Weights) -> tuple[Signal, ...]:
    """The reasons for and against, each with its share of the score in log-odds and the words it rests on."""
    return weighed(measured(left, right, weights), weights.model)


def weighed(values: Mapping[str, tuple[float, str]], model: ScoreModel = PROGRAM) -> tuple[Signal, ...]:
    """What was measured of a pair, as reasons under this model."""
    per_unit = _per_unit(model, Known(STORY in values, MEANING in values, COMPANY in values))
    return tuple(Signal(name, value, per_unit[name] * value, words) for name, (value, words) in values.items())


@lru_cache(maxsize=32)
def _per_unit(model: ScoreModel, known: Known) -> Mapping[str, float]:
    trained = model.weights_with_meaning if known.meaning else model.weights
    if known.company:
        trained = model.weights_in_company
    return dict(zip((*NAMES, MEANING, COMPANY), trained, strict=False)) | {STORY: model.story, WORDING: COPY_WEIGHT}


class Likely(NamedTuple):
    """What two claims score without their articles, and with them: ratios 0..1."""

    alone: float
    score: float


def likely(left: Side, right: Side, weights: Weights) -> Likely:
    """`alone` and `probability` of the signals of two claims, without putting the reasons into words."""
    values, model = measured(left, right, weights), weights.model
    known = Known(STORY in values, MEANING in values, COMPANY in values)
    per_unit = _per_unit(model, known)
    shares = {name: per_unit[name] * value for name, (value, _) in values.items()}
    copied = shares.pop(WORDING)
    score = _calibrated(model.calibration(known), sum(shares.values()), copied)
    if known.company:
        by_claims = _likely({name: value for name, (value, _) in values.items() if name not in AROUND}, model)
        return Likely(by_claims, score)
    if not known.story:
        return Likely(score, score)
    del shares[STORY]
    return Likely(_calibrated(model.calibration(Known(meaning=known.meaning)), sum(shares.values()), copied), score)


def _likely(values: Mapping[str, float], model: ScoreModel) -> float:
    """The score of a pair of which just this was measured."""
    known = Known(STORY in values, MEANING in values, COMPANY in values)
    per_unit = _per_unit(model, known)
    shares = {name: per_unit[name] * value for name, value in values.items()}
    copied = shares.pop(WORDING, 0.0)
    return _calibrated(model.calibration(known), sum(shares.values()), copied)


def by_words(left: Side, right: Side, weights: Weights) -> float:
    """What two claims score by words and story alone under the program's own model, near copies not lifted; 0..1."""
    return _by_words(_in_words(left, right, weights))


def _by_words(values: Mapping[str, tuple[float, str]]) -> float:
    return _likely({name: value for name, (value, _) in values.items() if name in _WORDS}, PROGRAM)


def probability(reasons: Sequence[Signal], model: ScoreModel = PROGRAM) -> float:
    """The score that these reasons add up to: how many of a hundred such pairs are matches, ratio 0..1."""
    names = {signal.name for signal in reasons}
    log_odds = sum(signal.weight for signal in reasons if signal.name != WORDING)
    copied = sum(signal.weight for signal in reasons if signal.name == WORDING)
    known = Known(STORY in names, MEANING in names, COMPANY in names)
    return _calibrated(model.calibration(known), log_odds, copied)


def alone(reasons: Sequence[Signal], model: ScoreModel = PROGRAM) -> float:
    """What the two claims would score without their articles and their company, ratio 0..1."""
    return _likely({signal.name: signal.value for signal in reasons if signal.name not in AROUND}, model)


def wording(left: Side, right: Side) -> float:
    """How alike two claims are worded, the order of words and their forms aside, ratio 0..1."""
    return fuzz.ratio(left.sorted_terms, right.sorted_terms) / 100


def _calibrated(model: Calibration, log_odds: float, copied: float) -> float:
    """Log-odds to a ratio that keeps its promise, then what near copies add."""
    raw = max(-500.0, min(500.0, log_odds + model.bias))
    likely, unlikely = -math.log1p(math.exp(-raw)), math.log1p(math.exp(raw))
    return 1 / (1 + math.exp(-(model.likely * likely + model.unlikely * unlikely + model.shift + copied)))


def measured(left: Side, right: Side, weights: Weights) -> dict[str, tuple[float, str]]:
    """Each signal's value and the words it rests on, by its name; the order is fixed."""
    named = _in_words(left, right, weights)
    if left.meaning and right.meaning:
        named[MEANING] = nearness(left.meaning, right.meaning), ""
        if left.company and right.company and STORY in named:
            named |= _in_company(left, right, named)
    named[WORDING] = max(0.0, wording(left, right) - NEAR_COPY) / (1 - NEAR_COPY), ""
    return named


def _in_company(left: Side, right: Side, values: Mapping[str, tuple[float, str]]) -> dict[str, tuple[float, str]]:
    """What two claims of different articles mean in their company, where that is worth a look."""
    hosts = [Host(side.claim.article, side.meaning, side.company) for side in (left, right)]
    if hosts[0].article == hosts[1].article or _by_words(values) < TOGETHER:
        return {}
    found = together(*hosts)
    if found is None:
        return {}
    return {COMPANY: (found.nearness, f"{found.left} and {found.right} claims of other articles")}


def _in_words(left: Side, right: Side, weights: Weights) -> dict[str, tuple[float, str]]:
    """The signals of words and story."""
    mine, theirs = left.distinct, right.distinct
    shared = sorted(mine & theirs, key=lambda term: (-weights.idf(term), term))
    mass = math.sqrt(left.weighed(weights).mass * right.weighed(weights).mass) or 1.0
    alike = _alike(left, right) if shared else []
    kin = related(left.kin - theirs, right.kin - mine) if left.kin and right.kin else []
    numbers = [term for term in shared if term.startswith("#")]
    unshared = left.numbers ^ right.numbers
    found = [
        (math.sqrt(_cosine(left, right, shared, weights)), _written(left, shared)),
        (math.log1p(sum(map(weights.idf, shared))), f"{len(shared)} in all" if shared else ""),
        (sum(_lighter(pair, weights) for pair in alike) / mass, _paired(left, right, alike)),
        (sum(_lighter(pair, weights) for pair in kin) / mass, _paired(left, right, kin)),
        _names(left, right, weights),
        (float(min(2, len(numbers))), _written(left, numbers)),
        (float(min(3, len(unshared))), ", ".join(sorted(_either(left, right, number) for number in unshared))),
    ]
    named = dict(zip(NAMES, found, strict=True))
    if left.topic and right.topic:
        named[STORY] = _story(left, right, weights)
    return named


def _cosine(left: Side, right: Side, shared: Iterable[str], weights: Weights) -> float:
    mine, theirs = left.weighed(weights).vector, right.weighed(weights).vector
    return min(1.0, sum(mine[term] * theirs[term] for term in shared))


def _alike(left: Side, right: Side) -> list[tuple[str, str]]:
    """Unshared stems that are nearly spelt the same: other spellings and forms that stemming keeps apart."""
    mine, theirs = left.distinct, right.distinct
    others = [term for term in right.spelt if term not in mine]
    pairs = []
    for term in left.spelt if others else ():
        if term not in theirs:
            nearest = process.extractOne(term, others, scorer=fuzz.ratio, score_cutoff=SPELT_ALIKE)
            if nearest is not None:
                pairs.append((term, nearest[0]))
    return pairs


def _lighter(pair: tuple[str, str], weights: Weights) -> float:
    return min(weights.idf(pair[0]), weights.idf(pair[1]))


def _written(side: Side, terms: Sequence[str]) -> str:
    """The first few terms as the side writes them."""
    return ", ".join(side.written.get(term, term) for term in terms[:SHOWN_WORDS])


def _either(left: Side, right: Side, term: str) -> str:
    """A term of one of the sides as that side writes it."""
    return left.written.get(term) or right.written.get(term, term)


def _paired(left: Side, right: Side, pairs: Sequence[tuple[str, str]]) -> str:
    shown = pairs[:SHOWN_WORDS]
    return ", ".join(f"{left.written.get(mine, mine)} ~ {right.written.get(theirs, theirs)}" for mine, theirs in shown)


def _names(left: Side, right: Side, weights: Weights) -> tuple[float, str]:
    """Overlap of the capitalised terms, by weight."""
    both = left.names & right.names
    every = left.weighed(weights).names + right.weighed(weights).names
    return (2 * math.fsum(map(weights.idf, both)) / every if every else 0.0), _written(left, sorted(both))


def _story(left: Side, right: Side, weights: Weights) -> tuple[float, str]:
    """How far the key terms of the two articles meet, by weight; the same for all claims of the two."""
    key = left.topic, right.topic
    known = weights.stories.get(key)
    if known is None:
        if len(weights.stories) >= STORIES:
            weights.stories.clear()
        known = weights.stories[key] = _met(*key, weights)
    return known


def _met(left: Topic, right: Topic, weights: Weights) -> tuple[float, str]:
    """Key terms in common, by weight. The first ones tell most."""
    mine, theirs = {key.term for key in left}, {key.term for key in right}
    both = mine & theirs
    norm = math.sqrt(_squares(mine, weights) * _squares(theirs, weights))
    near = min(1.0, _squares(both, weights) / norm) if norm else 0.0
    return 1.5 * math.sqrt(near) - 0.5 * near, _heaviest(left, both, weights)


def _heaviest(topic: Topic, terms: Iterable[str], weights: Weights) -> str:
    """The weightiest few of these terms, as the topic writes them."""
    shown = sorted(terms, key=lambda term: (-weights.idf(term), term))[:SHOWN_WORDS]
    spelt = written(topic)
    return ", ".join(spelt[term] for term in shown)


def _squares(terms: Iterable[str], weights: Weights) -> float:
    return math.fsum(weights.idf(term) ** 2 for term in terms)  # of a set: exact, so that its order does not matter
