"""On whose word the claims rest, and whose own story is not among the articles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from reviewer.match.wire import AGENCIES
from reviewer.model.claim import ClaimantRole
from reviewer.workspace.desk import Desk


@dataclass(frozen=True, slots=True)
class Original:
    """Somebody on whose word listed claims rest. Articles by short number; `here` are those that they published."""

    name: str
    role: ClaimantRole
    claims: int
    articles: tuple[int, ...]
    here: tuple[int, ...] = ()

    @property
    def missing(self) -> bool:
        """Whether an agency told this first, and its own story is not here."""
        return self.role is ClaimantRole.AGENCY and not self.here


def originals(desk: Desk) -> tuple[Original, ...]:
    """Agencies and informants of all listed claims, most claims first; aliases that may mean several are left out.

    A shorter name ("the dam authority") goes with the longer one that it can only mean ("the Orrin Dam Authority").
    """
    published: dict[str, list[int]] = {}
    found: dict[str, tuple[str, ClaimantRole, list[int]]] = {}
    for article in desk.db.corpus.articles():
        published.setdefault((article.metadata.publisher or "").casefold(), []).append(article.number)
        for entry in desk.db.corpus.claims_of_article(article.id):
            for claimant in entry.claim.claimants:
                if claimant.role is not ClaimantRole.PUBLISHER and not claimant.open:
                    name = claimant.name.casefold()
                    role = ClaimantRole.AGENCY if name in _AGENCIES else claimant.role
                    found.setdefault(name, (claimant.name, role, []))[2].append(article.number)
    for short, whole in _united({key: role for key, (_, role, _) in found.items()}).items():
        found[whole][2].extend(found.pop(short)[2])
    rows = [
        Original(name, role, len(numbers), tuple(sorted(set(numbers))), tuple(published.get(key, ())))
        for key, (name, role, numbers) in found.items()
    ]
    return tuple(sorted(rows, key=lambda row: (-row.claims, row.name)))


def _united(roles: Mapping[str, ClaimantRole]) -> dict[str, str]:
    """For each name that exactly one longer name of the same role can stand for, the longest that it leads to."""
    words = {name: tuple(word for word in name.split() if word not in _SMALL) for name in roles}
    longer = {
        name: [
            other
            for other in roles
            if roles[other] is roles[name] and len(words[other]) > len(own) > 0 and _stands_for(own, words[other])
        ]
        for name, own in words.items()
    }
    one = {name: others[0] for name, others in longer.items() if len(others) == 1}
    return {name: _last(one, name) for name in one}


def _stands_for(part: tuple[str, ...], whole: tuple[str, ...]) -> bool:
    """Whether a longer name ends in a shorter one (a surname, a kind of body), or both name one person with an office.

    What stands after a comma (", a spokeswoman for …") is no part of a name.
    """
    own, other = _name(part), _name(whole)
    if own == other:
        return len(own) > 1
    return own == part and other[-len(own) :] == own


def _name(words: tuple[str, ...]) -> tuple[str, ...]:
    end = next((i + 1 for i, word in enumerate(words) if word.endswith(",")), len(words))
    return tuple(word.rstrip(",") for word in words[:end])


def _last(one: Mapping[str, str], name: str) -> str:
    while name in one:
        name = one[name]
    return name


_SMALL = frozenset(["the", "a", "an"])
_AGENCIES = frozenset(name.casefold() for names in AGENCIES.values() for name in names)
