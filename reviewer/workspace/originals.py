"""On whose word the claims rest, and whose own story is not among the articles."""

from __future__ import annotations

from dataclasses import dataclass

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
    """Agencies and informants of all listed claims, most claims first; aliases that may mean several are left out."""
    published: dict[str, list[int]] = {}
    found: dict[str, tuple[str, ClaimantRole, list[int]]] = {}
    for article in desk.db.corpus.articles():
        published.setdefault((article.metadata.publisher or "").casefold(), []).append(article.number)
        for entry in desk.db.corpus.claims_of_article(article.id):
            for claimant in entry.claim.claimants:
                if claimant.role is not ClaimantRole.PUBLISHER and not claimant.open:
                    name = claimant.name.casefold()
                    found.setdefault(name, (claimant.name, claimant.role, []))[2].append(article.number)
    rows = [
        Original(name, role, len(numbers), tuple(sorted(set(numbers))), tuple(published.get(key, ())))
        for key, (name, role, numbers) in found.items()
    ]
    return tuple(sorted(rows, key=lambda row: (-row.claims, row.name)))
