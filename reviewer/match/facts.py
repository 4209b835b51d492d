"""What a claim's words tell, read once and used in every comparison."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from reviewer.match.figures import Figure, figures
from reviewer.match.labels import labels
from reviewer.match.mood import Modality, modality
from reviewer.match.naming import Named, named, title_case
from reviewer.match.polarity import denials, negated
from reviewer.match.terms import Word, plain
from reviewer.match.times import When, is_no_date, times
from reviewer.match.weights import Weights
from reviewer.model.claim import ClaimantRole
from reviewer.model.span import Span

if TYPE_CHECKING:
    from reviewer.match.side import Side


@dataclass(frozen=True)
class Facts:
    """A claim taken apart. Indexes are into `words`, the words of its reading.

    `core` are the telling words that are no number, date or name: what is said to happen, and to what. `negated` are
    words under a negation, `cues` the words that negate, `denials` those that call all of it untrue.
    """

    reading: str
    words: tuple[Word, ...]
    core: tuple[int, ...]
    figures: tuple[Figure, ...]
    times: tuple[When, ...]
    names: tuple[Named, ...]
    negated: frozenset[int]
    cues: frozenset[int]
    denials: frozenset[int]
    modality: Modality
    speakers: tuple[str, ...]

    @cached_property
    def neighbours(self) -> Mapping[int, tuple[int, int]]:
        """The telling words before and after each telling word, by index; -1 where there is none.

        Negating words are passed over.
        """
        telling = [i for i, word in enumerate(self.words) if not word.small and i not in self.cues]
        return {
            i: (before, after) for before, i, after in zip([-1, *telling], telling, [*telling[1:], -1], strict=False)
        }

    @cached_property
    def told(self) -> bool:
        """Whether more is told than a row of counts ("1 sack, 2 passes defended"), which has no small words."""
        counted = [figure.span for figure in self.figures]
        named = any(not any(span.overlaps(name.span) for span in counted) for name in self.names)
        return len(counted) < 2 or named or any(word.small for word in self.words)

    @cached_property
    def name_terms(self) -> frozenset[str]:
        """The terms that stand in names."""
        return frozenset(w.term for w in self.words if not w.small and _within(w, [n.span for n in self.names]))

    def said(self, indexes: Iterable[int]) -> str:
        """The words at these indexes as written, in order."""
        return " ".join(self.reading[self.words[i].start : self.words[i].end] for i in sorted(indexes))

    def mass(self, indexes: Iterable[int]) -> float:
        """How telling these words are, summed."""
        return sum(salience(self.words[i].term) for i in indexes)


@lru_cache(maxsize=1)
def _general() -> Weights:
    return Weights()


def salience(term: str) -> float:
    """How telling a term is in general, ratio 0..1; the workspace's own frequencies do not matter here."""
    return _general().idf(term)


def read(side: Side) -> Facts:
    """Takes a claim apart."""
    listed = side.words
    lows = [plain(side.reading[word.start : word.end]) for word in listed]
    said_when = [place for moment in side.claim.moments if (place := side.place(moment.span)) is not None]
    said_when = [place for place in said_when if not is_no_date(side.reading, place)]
    labelled = labels(side.reading, said_when, headline=title_case(side.reading))
    whens = times(side, [label for label in labelled if label.in_time])
    dated = [when.span for when in whens]
    numbers = figures(side, listed, dated, labelled)
    called = [label for label in labelled if not label.in_time]
    names = named(side, [*dated, *(figure.span for figure in numbers if figure.ordinal)], called)
    places = [name.span for name in names]
    proper = frozenset(i for i, word in enumerate(listed) if _within(word, places))
    flipped, cues = negated(listed, lows, _capitals(side.reading, listed), proper)
    aside = [*dated, *places]
    aside += [span for figure in numbers for span in _counting_words(figure, listed)]
    core = tuple(
        i
        for i, word in enumerate(listed)
        if not word.small and i not in cues and not word.term.startswith("#") and not _within(word, aside)
    )
    return Facts(
        side.reading,
        listed,
        core,
        numbers,
        whens,
        names,
        flipped,
        cues,
        denials(listed, lows, flipped),
        modality(side, [low for low, word in zip(lows, listed, strict=True) if not _within(word, dated)]),
        _speakers(side),
    )


def _capitals(text: str, listed: Iterable[Word]) -> frozenset[int]:
    """Words in the middle of a claim that are capitalised; none where nearly all are."""
    found = frozenset(i for i, word in enumerate(listed) if i and text[word.start].isupper())
    return frozenset() if title_case(text) else found


def _counting_words(figure: Figure, listed: Iterable[Word]) -> list[Span]:
    """The words of a number that are its bound or unit ("nearly", "euros"), not what it counts."""
    counted = figure.heads | figure.modifiers
    return [Span(w.start, w.end) for w in listed if _within(w, [figure.span]) and w.term not in counted]


def _within(word: Word, places: Iterable[Span]) -> bool:
    return any(place.start < word.end and word.start < place.end for place in places)


def _speakers(side: Side) -> tuple[str, ...]:
    """Who says so, the innermost first; the publisher only where nobody else does."""
    chain = [claimant.name for claimant in side.claim.claimants if claimant.role is not ClaimantRole.PUBLISHER]
    return tuple(reversed(chain))
