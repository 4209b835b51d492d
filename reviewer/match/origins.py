"""How many separate origins stand behind a claim, as a range that never flatters.

Articles whose lineage unites them count once; where nothing is known they are united for `low` and apart for `high`;
a person's "independent" separates its own direct link. Uniting is transitive, and the claim's own article counts.
What two articles share unites them for those claims only that rest on it: that both quote one authority somewhere says
nothing of a figure that only one of them has from the mayor.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from reviewer.match.clusters import clusters
from reviewer.match.wire import is_named, same_name
from reviewer.model.claim import Claimant, ClaimantRole
from reviewer.model.comparison import Comparison, Direction, Outcome, PairWord
from reviewer.model.lineage import Corroboration, Lineage, LineageKind, OriginGroup


class Stance(StrEnum):
    """How another claim bears on ours."""

    SUPPORTS = "supports"
    DISAGREES = "disagrees"
    CONTESTED = "contested"
    NEITHER = "neither"


@dataclass(frozen=True, slots=True)
class Voice:
    """A claim of some article, as it bears on the claim in question. `slot` names what it disagrees on."""

    article: str
    claimants: tuple[Claimant, ...] = ()
    stance: Stance = Stance.SUPPORTS
    slot: str = ""


def stance(comparison: Comparison, claim: str, words: Iterable[PairWord] = ()) -> Stance:
    """How the other claim of a pair bears on `claim`, by the machine's outcome or the persons' `words`.

    A pair supports a claim if it is same or restated, or the other claim is the more specific one, or a person says
    that they agree. Persons who differ make it contested. A claim of the same article never counts: leave inner pairs
    out.
    """
    said = set(words)
    if len(said) > 1:
        return Stance.CONTESTED
    if said:
        return _BY_WORD[said.pop()]
    if comparison.outcome in (Outcome.SAME, Outcome.RESTATED):
        return Stance.SUPPORTS
    if comparison.outcome is Outcome.MORE_SPECIFIC:
        specific = comparison.left if comparison.direction is Direction.LEFT else comparison.right
        return Stance.NEITHER if specific == claim else Stance.SUPPORTS
    return Stance.DISAGREES if comparison.outcome is Outcome.CONTRADICTS else Stance.NEITHER


_BY_WORD = {
    PairWord.AGREES: Stance.SUPPORTS,
    PairWord.CONTRADICTS: Stance.DISAGREES,
    PairWord.OTHER_THING: Stance.NEITHER,
    PairWord.CANNOT_TELL: Stance.NEITHER,
}


def voice(
    comparison: Comparison,
    claim: str,
    other_article: str,
    other_claimants: tuple[Claimant, ...] = (),
    words: Iterable[PairWord] = (),
) -> Voice:
    """The other side of a pair as a voice on `claim`."""
    slot = next(iter(comparison.deciding), None)
    said = tuple(words)
    taken = stance(comparison, claim, said)
    by_machine = comparison.outcome is Outcome.CONTRADICTS and slot is not None
    return Voice(other_article, other_claimants, taken, slot.value if by_machine and slot else "a person's word")


def corroborate(
    own: Voice,
    others: Sequence[Voice],
    lineages: Mapping[tuple[str, str], Lineage] | None = None,
    decided: Mapping[tuple[str, str], LineageKind] | None = None,
) -> Corroboration:
    """How many origins assert the claim whose own article and claimants are `own`.

    Args:
        own: the claim itself; its stance is not looked at.
        others: the claims of other articles that bear on it; an article with several counts once, support first.
        lineages: the machine's relations, by sorted pair of article ids; a pair that is missing is unknown.
        decided: a person's relations for such pairs; they win.
    """
    speaking = {own.article: own}
    for each in others:
        if each.stance is Stance.SUPPORTS:
            speaking.setdefault(each.article, each)
    contested = {v.article: v for v in others if v.stance is Stance.CONTESTED and v.article not in speaking}
    links = _Links(lineages or {}, decided or {})
    certain, possible = links.between(speaking.values()), links.between([*speaking.values(), *contested.values()])
    low = clusters(speaking, [(link.left, link.right) for link in certain if link.low])
    high = clusters([*speaking, *contested], [(link.left, link.right) for link in possible if link.high])
    groups = tuple(_group(members, certain) for members in low)
    disagree = {v.article: v.slot for v in others if v.stance is Stance.DISAGREES and v.article != own.article}
    return Corroboration(
        articles=len(speaking),
        low=len(low),
        high=max(len(low), len(high)),
        groups=groups,
        disagree=tuple(sorted(disagree.items())),
        contested=len(contested),
        reasons=tuple(dict.fromkeys(link.why for link in certain)),
    )


def counted(left: Voice, right: Voice, lineage: Lineage | None, decided: LineageKind | None = None) -> tuple[int, int]:
    """For how many origins two claims of two articles stand at least and at most, by the articles' relation."""
    pair = (min(left.article, right.article), max(left.article, right.article))
    links = _Links({} if lineage is None else {pair: lineage}, {} if decided is None else {pair: decided})
    (link,) = links.between([left, right])
    return 1 if link.low else 2, 1 if link.high else 2


def surely_one(
    voices: Iterable[Voice],
    lineages: Mapping[tuple[str, str], Lineage],
    decided: Mapping[tuple[str, str], LineageKind],
) -> tuple[OriginGroup, ...]:
    """Articles of these voices that surely count once, and why; an article without a sure link stands alone."""
    speaking = {voice.article: voice for voice in reversed(list(voices))}
    links = [link for link in _Links(lineages, decided).between(speaking.values()) if link.high]
    united = clusters(speaking, [(link.left, link.right) for link in links])
    return tuple(_group(members, links) for members in united)


@dataclass(frozen=True, slots=True)
class _Link:
    """What holds two articles together: for the lower end, for the upper end, and why."""

    left: str
    right: str
    low: bool
    high: bool
    why: str


_WHY = {
    LineageKind.SAME_TEXT: "the same text",
    LineageKind.REWRITE: "one is a rewrite of the other",
    LineageKind.SAME_INFORMANT: "the same informant",
    LineageKind.SAME_AGENCY: "the same agency, which itself says it",
    LineageKind.NO_LINK_FOUND: "no link found, which is no proof of independence",
    LineageKind.INDEPENDENT: "a person calls them independent",
    LineageKind.UNKNOWN: "not known how they are related",
}
_UNITES = (LineageKind.SAME_TEXT, LineageKind.REWRITE, LineageKind.SAME_INFORMANT)
_OPEN = (LineageKind.NO_LINK_FOUND, LineageKind.UNKNOWN)


@dataclass(frozen=True, slots=True)
class _Links:
    lineages: Mapping[tuple[str, str], Lineage]
    decided: Mapping[tuple[str, str], LineageKind]

    def between(self, voices: Iterable[Voice]) -> list[_Link]:
        """A link for every two voices, in order."""
        listed = list(voices)
        return [self._link(a, b) for i, a in enumerate(listed) for b in listed[i + 1 :]]

    def _link(self, left: Voice, right: Voice) -> _Link:
        pair = (min(left.article, right.article), max(left.article, right.article))
        machine = self.lineages[pair].kind if pair in self.lineages else LineageKind.UNKNOWN
        kind = self.decided.get(pair, machine)
        why = _WHY[kind]
        if pair in self.decided and kind is not LineageKind.INDEPENDENT:
            why += " (a person's word)"
        if kind is LineageKind.INDEPENDENT:
            return _Link(*pair, low=False, high=False, why=why)
        informant = _shared_informant(left, right)
        if informant and kind not in _UNITES:
            return _Link(*pair, low=True, high=True, why=f"both name {informant} as their source")
        if kind is LineageKind.SAME_INFORMANT and pair not in self.decided and not informant:
            return _Link(*pair, low=True, high=False, why="the same informant, but not surely of this claim")
        if kind is LineageKind.SAME_AGENCY:
            own = _agency_says_it(left, right)
            named = bool(_informants(left) and _informants(right))
            open_ = f"the same agency, but {'another source of it is named' if named else 'not surely its own word'}"
            return _Link(*pair, low=not named or own, high=own, why=why if own else open_)
        return _Link(*pair, low=kind in _UNITES or kind in _OPEN, high=kind in _UNITES, why=why)


def _shared_informant(left: Voice, right: Voice) -> str:
    """The named informant that both claims rest on; empty if none."""
    theirs = _informants(right)
    return next((name for name in _informants(left) for other in theirs if same_name(name, other)), "")


def _informants(voice: Voice) -> list[str]:
    """The informants that a claim names."""
    return [c.name for c in voice.claimants if c.role is ClaimantRole.INFORMANT and not c.open and is_named(c.name)]


def _agency_says_it(left: Voice, right: Voice) -> bool:
    """Whether the agency itself, nobody behind it, is the claimant of both."""
    last = [v.claimants[-1] if v.claimants else None for v in (left, right)]
    return all(c is not None and c.role is ClaimantRole.AGENCY for c in last) and same_name(
        *(c.name for c in last if c is not None)
    )


def _group(members: Sequence[str], links: Sequence[_Link]) -> OriginGroup:
    held = [link.why for link in links if link.low and link.left in members and link.right in members]
    return OriginGroup(tuple(members), "; ".join(dict.fromkeys(held)) or "stands alone")


def pairs(articles: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The sorted pairs of article ids whose lineage `corroborate` looks up."""
    listed = sorted(set(articles))
    return ((a, b) for i, a in enumerate(listed) for b in listed[i + 1 :])
