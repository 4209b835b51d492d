"""A sentence as the search for attribution sees it, and what that search finds."""

from __future__ import annotations

from dataclasses import dataclass

from reviewer.extract.phrases import Range
from reviewer.extract.quotation import Quoted
from reviewer.extract.tagging import Tagged


@dataclass(frozen=True, slots=True)
class Attribution:
    """One sign of who says something. Ranges of word indices, last excluded.

    `contents` is what is said, in text order; `states` tells that it is a statement (a clause or a quotation) and can
    be cut away from the saying, where a mere stand ("criticised the plan") cannot.
    """

    rule: str
    cue: Range
    source: Range | None
    contents: tuple[Range, ...]
    states: bool = True


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence with what the search needs of it: where it begins for us (after a dateline) and what is quoted."""

    tagged: Tagged
    quoted: tuple[bool, ...]
    floor: int = 0
    headline: bool = False

    @property
    def tags(self) -> str:
        """The word classes of the sentence."""
        return self.tagged.tags

    @property
    def end(self) -> int:
        """The last word but closing marks."""
        end = len(self.tagged)
        while end > self.floor and self.tagged.tags[end - 1] in ".?!":
            end -= 1
        return end

    @property
    def opening(self) -> int:
        """The first word after a leading conjunction: a sentence that opens with "But" asserts what follows it."""
        first = self.floor
        while first < self.end - 1 and (self.tags[first] in "K," or (first == self.floor and self._turns(first))):
            first += 1
        return first

    def _turns(self, first: int) -> bool:
        return self.tagged.lows[first] in ("yet", "so") and self.tags[first + 1] not in "JRZ"

    def trimmed(self, first: int, last: int) -> Range | None:
        """A range without marks around it; None if nothing stays. Quotation marks stay in pairs."""
        tags = self.tags
        while first < last and tags[first] in ",;:-.":
            first += 1
        while last > first and tags[last - 1] in ",;:-.":
            last -= 1
        return (first, last) if first < last else None


def scene(tagged: Tagged, quoted: Quoted, *, floor: int = 0, headline: bool = False) -> Scene:
    """The sentence with its quotations looked up once."""
    return Scene(tagged, quoted.mask(tagged.starts), floor, headline)
