"""A frozen generation of term weights.

Scores are only comparable within one generation, so the workspace's frequencies are taken once, kept, and taken anew
when it has grown enough (`stale`); a match names the generation it was made in.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field

from reviewer.match.background import Background, background
from reviewer.match.score_weights import PROGRAM, ScoreModel

ENOUGH_ARTICLES = 1_000
"""From here on the workspace's own frequencies stand alone; below, the background table is blended in."""
GROWTH = 1.25
"""A generation is stale when the workspace has grown by a quarter since (and by at least MIN_GROWTH claims)."""
MIN_GROWTH = 200


@dataclass(frozen=True)
class Weights:
    """Frequencies of one generation. `counts`: in how many of `claims` claims a term occurs, over `articles` articles.

    Any mapping serves as `counts`, also one that looks up in a database; it must not change while the object lives.
    """

    generation: int = 0
    articles: int = 0
    claims: int = 0
    counts: Mapping[str, int] = field(default_factory=dict)
    table: Background | None = None
    """The background to blend in; None takes the program's own."""
    model: ScoreModel = PROGRAM
    """What turns signals into a score: the program's own, or one that a logged `train` put in its place."""
    stories: dict[tuple[Hashable, Hashable], tuple[float, str]] = field(default_factory=dict, repr=False, compare=False)
    """What `score` worked out for two articles by their key terms."""
    embedding: str = ""
    """The digest of the sentence encoder that the sides' meanings are by; "" where there is none."""
    _known: dict[str, float] = field(default_factory=dict, repr=False, compare=False)
    _counted: dict[str, int] = field(default_factory=dict, repr=False, compare=False)

    @property
    def made_with(self) -> str:
        """Names the model, and the encoder where there is one, in every match."""
        return f"{self.model.digest}+{self.embedding}" if self.embedding else self.model.digest

    @property
    def share(self) -> float:
        """How much of the background counts: 1 for an empty workspace, 0 from ENOUGH_ARTICLES on."""
        return max(0.0, 1.0 - self.articles / ENOUGH_ARTICLES)

    def idf(self, term: str) -> float:
        """Inverse document frequency over that of a term never seen, ratio 0..1, always above 0.

        A ratio, so that scores of workspaces of different size can be held to one scale.
        """
        known = self._known.get(term)
        if known is None:
            known = self._known[term] = self._idf(term)
        return known

    def count(self, term: str) -> int:
        """In how many claims the term stood when the generation was frozen."""
        known = self._counted.get(term)
        if known is None:
            known = self._counted[term] = self.counts.get(term, 0)
        return known

    def _idf(self, term: str) -> float:
        documents, count = float(self.claims), float(self.count(term))
        if self.share:
            table = self.table or background()
            documents += self.share * table.documents
            count += self.share * table.counts.get(term, 0)
        return math.log((documents + 1) / (min(count, documents) + 0.5)) / math.log((documents + 1) / 0.5)


def stale(weights: Weights, *, claims: int) -> bool:
    """Whether a workspace of `claims` claims has outgrown this generation."""
    return claims - weights.claims >= MIN_GROWTH and claims >= weights.claims * GROWTH
