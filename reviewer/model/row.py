"""A claim as a row of a list."""

from __future__ import annotations

from dataclasses import dataclass

from reviewer.model.verdict import Status, Value


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim in a list. `number` is short and local ("3.12").

    `value` is what shows as its verdict: the adjudicated or agreed one, else my own, else None (a row of the store
    leaves my own to `mine`); `mine` and `postponed` are of the person asked for. `dim` is a low check-worthiness or a
    reporting note; dim rows are listed all the same. `carried` are the exact words from elsewhere in the text that the
    claim needs to be read ("virtual private network services"), "" where it needs none.
    """

    id: str
    number: str
    article: str
    article_number: int
    quote: str
    status: Status
    value: Value | None
    mine: Value | None
    matches: int
    disagrees: bool
    needs_context: bool
    needs_look: str
    postponed: bool
    dim: bool
    carried: str = ""

    @property
    def words(self) -> str:
        """The claim as it is read: carried words in brackets, then its own."""
        return f"[{self.carried}] {self.quote}" if self.carried else self.quote
