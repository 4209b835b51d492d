"""One plain session: where we are, what is listed, and the loop of prompt, act, sentences."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from reviewer.cli import phrases
from reviewer.cli.call import HOLD_SECONDS
from reviewer.cli.plain import speech, waiting
from reviewer.errors import NotFound, ReviewerError
from reviewer.model.span import Span
from reviewer.model.verdict import About
from reviewer.text.visible import visible
from reviewer.workspace.views import ArticleText, ClaimRow, ClaimView, Filter, MatchView, UpdateReport

if TYPE_CHECKING:
    from reviewer.workspace import Listing, Workspace

PAGE = 200
"""Rows fetched at once from a listing."""


class Quit(Exception):
    """The reviewer leaves."""


class Session:
    """The state of one plain session.

    Attributes:
        claim: id of the claim we are at; None where nothing is listed.
        match: which of its matches, from 0; `chosen` once the reviewer went to one.
        about: what verdicts judge: the content, or the attribution.
        filter, search: what is listed, and the words of a running search ("" = none).
        given: verdicts given here.
        paragraph: article and place of the paragraph that was told last.
        marked: claims that the next verdict covers.
        judged: the claim judged last, to which an undo goes back.
    """

    def __init__(self, workspace: Workspace, report: UpdateReport | None = None) -> None:
        self.workspace = workspace
        self.report = report
        self.claim: str | None = None
        self.match = 0
        self.chosen = False
        self.about = About.CONTENT
        self.filter = Filter()
        self.search = ""
        self.given = 0
        self.paragraph: tuple[str, Span | None] = ("", None)
        self.marked: tuple[str, ...] = ()
        self.judged = ""
        self.told_others: tuple[str, tuple[str, ...]] = ("", ())

    # what there is

    def listing(self) -> Listing:
        """The claims that are listed now."""
        return self.workspace.listing(self.filter)

    def hits(self) -> Listing:
        """What the running search found."""
        return self.workspace.listing(Filter(text=self.search))

    def view(self) -> ClaimView:
        """The claim we are at."""
        return self.workspace.claim(self.at())

    def at(self) -> str:
        """The id of the claim we are at; a plain sentence where there is none."""
        if self.claim is None:
            raise ReviewerError("there is no claim here", next_step="capital F lists all claims")
        return self.claim

    def here(self) -> bool:
        """Whether the claim we are at is still listed anywhere (an undo may have taken it away)."""
        try:
            self.workspace.row(self.at())
        except NotFound:
            self.claim = None
            return False
        return True

    def number_of(self, claim: str) -> str:
        """What a claim is called here: an id is no word to say."""
        try:
            return self.workspace.row(claim).number
        except NotFound:
            return phrases.by_id(claim)

    def text(self, view: ClaimView) -> ArticleText:
        """The article of the claim we are at."""
        return self.workspace.text(view.row.article)

    def pairs(self) -> tuple[MatchView, ...]:
        """The pairs that can be gone through: matches, then those of the same article."""
        view = self.view()
        return (*view.matches, *view.inner)

    # saying

    def say(self, *sentences: str) -> None:
        """Print sentences, one a line."""
        for sentence in sentences:
            sys.stdout.write(visible(sentence) + "\n")

    def say_all(self, sentences: Iterable[str]) -> None:
        """Print sentences as they come."""
        for sentence in sentences:
            self.say(sentence)

    def ask(self, prompt: str) -> str:
        """One line from the reviewer, without blanks around it. Leaving the input ends the session."""
        text = _line(prompt)
        if text is None:
            raise Quit
        return text.strip()

    # moving

    def go(self, claim: str | None) -> None:
        """Go to a claim and read it."""
        if claim is None:
            self.say(
                "Nothing is open any more." if self.filter.empty else "No claim fits the filter. Capital F lists all."
            )
            return
        self.claim, self.match, self.chosen = claim, 0, False
        self.read()

    def read(self) -> None:
        """Read the claim we are at."""
        view = self.view()
        text = self.text(view)
        held = waiting.load(self.workspace, view.row.id, self.about)
        place = (view.row.article, speech.paragraph(view, text))
        known, self.paragraph = place == self.paragraph, place
        told = speech.Telling(view, text, self.about, held, self.workspace.policy, known, self.number_of)
        self.say_all(speech.claim(told))

    def on(self) -> None:
        """Go on to the next claim that is still open, in what is listed."""
        if self.filter.empty:
            self.go(self.workspace.next_claim(self.claim, hold=HOLD_SECONDS))
            return
        listing = self.listing()
        at = listing.index_of(self.claim) if self.claim else None
        rows = rows_from(listing, 0 if at is None else at + 1)
        self.go(self.workspace.next_of((row.id for row in rows if open_to_me(row)), hold=HOLD_SECONDS))


def open_to_me(row: ClaimRow) -> bool:
    """Whether a claim still waits for the reviewer's word."""
    return row.mine is None and row.value is None and not row.postponed


def rows_from(listing: Listing, start: int) -> Iterator[ClaimRow]:
    """The rows of a listing from `start`, fetched a page at a time."""
    for first in range(start, len(listing), PAGE):
        yield from listing.rows(first, min(first + PAGE, len(listing)))


def _line(prompt: str) -> str | None:
    """One line of input; None where it has ended. Piped input is echoed, so that what was said can be read later."""
    if sys.stdin.isatty():
        try:
            return input(prompt)
        except EOFError:
            sys.stdout.write("\n")
            return None
    text = sys.stdin.readline()
    if not text:
        return None
    sys.stdout.write(visible(prompt + text.rstrip("\r\n")) + "\n")
    return text
