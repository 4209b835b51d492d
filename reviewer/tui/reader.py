"""Where the reader is, without the screen: which claim is open, what is listed and marked, and how one gets on."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from reviewer.errors import NotFound, ReviewerError
from reviewer.model.order import ORDER_WORDS
from reviewer.model.verdict import About, Status, Value
from reviewer.tui import pending
from reviewer.tui.asking import BESIDE, LIST, SUMMARY, Ask, at_once
from reviewer.tui.filters import next_order
from reviewer.tui.leaping import article_from
from reviewer.tui.pending import Pending
from reviewer.tui.said import Said, Tone, told
from reviewer.tui.show.article import wrapping
from reviewer.tui.show.matches import pairs_of
from reviewer.workspace.views import Filter

if TYPE_CHECKING:
    from reviewer.tui.desk import Desk, Listing
    from reviewer.workspace.views import ArticleText, ClaimRow, ClaimView, MatchView, Summary

Look = Callable[[], bool]
"""Asks something; whether the answer is there."""
HOLD_SECONDS = 30.0
"""How long a claim that comes next is kept from others; from a second on they are told that it is open here."""
HASTE_SECONDS = 1.0
"""A verdict key so soon after others put another claim under the keys was pressed for the one before."""


class Reader:
    """One person's place in a workspace: the claim on the screen, the list it stands in, what is marked.

    `ask` is how it asks what may take long in a large workspace: lists by a filter, and counts. `later` calls what the
    next frame need not wait for after it; what is called tells whether there is something to draw.
    """

    def __init__(self, desk: Desk, ask: Ask = at_once, later: Callable[[Look], object] = lambda look: look()) -> None:
        self.desk = desk
        self.ask = ask
        self.later = later
        self.filter = Filter()
        self.wanted: Filter | None = None
        """The filter whose list is not there yet."""
        self.listing: Listing = desk.listing(self.filter)
        self.summary: Summary | None = None
        """None until everything was counted once."""
        self.gone = ("", "")
        """A claim that others' writing took from the screen (a rebuild makes all anew), and the one shown instead: a
        reader who is still there when it comes back is brought back."""
        self.exchanged = -HASTE_SECONDS
        """When others' writing last put another claim under the keys, as `time.monotonic`."""
        self.uncompared = 0
        """Articles that are still to be compared: a claim without a match may get one."""
        self.view: ClaimView | None = None
        self.text: ArticleText | None = None
        self.width = 0
        """Cells in which the article is shown; 0 where nobody shows it."""
        self.index: int | None = None
        self.about = About.CONTENT
        self.pair = 0
        self.pair_chosen = False
        self.marked: tuple[str, ...] = ()
        self.pending = Pending()
        self.unsaved: dict[str, str] = {}
        self.departing: tuple[str, About, Value] | None = None
        """The verdict that was pressed and departs from a precedent: pressed again, it is meant so."""
        self.unanswered: tuple[str, About, Value] | None = None
        """The verdict that was pressed before the study's questions were answered: likewise."""
        self.others: tuple[str, ...] = ()
        """Who else has the claim on the screen open now."""

    # ---- where we are

    @property
    def claim_id(self) -> str:
        """The claim on the screen, "" if none."""
        return self.view.row.id if self.view else ""

    @property
    def pairs(self) -> tuple[MatchView, ...]:
        """The pairs of the claim that can be chosen."""
        return pairs_of(self.view) if self.view else ()

    @property
    def match(self) -> MatchView | None:
        """The chosen pair."""
        return self.pairs[self.pair] if self.pair < len(self.pairs) else None

    def start(self, *, alone: bool = False) -> None:
        """Open the first claim that still waits, else the first of the list; `alone`: see `open`."""
        self.desk.others_wrote()  # from here on
        first = self.desk.next_claim(hold=HOLD_SECONDS)
        if first is None:
            rows = self.listing.rows(0, 1)
            first = rows[0].id if rows else None
        if first is not None:
            self.open(first, alone=alone)

    def look_beside(self) -> bool:
        """Ask for what is not read yet of the claim on the screen: what others say of it, the rest of its article."""
        if self._all_read:
            return False
        claim, alone, text = self.claim_id, self.view is not None and self.view.alone, self.text

        def missing() -> Iterator[tuple[str, ClaimView | None, ArticleText | None] | None]:
            view = self.desk.claim(claim, counts=False) if alone else None
            whole = self.desk.text(text.article.id) if text is not None and text.part is not None else None
            yield from wrapping(whole, self.width) if whole is not None and self.width else ()
            yield claim, view, whole
            if whole is not None:
                self.desk.read_ahead(whole.article.id)

        return self.ask(BESIDE, missing, lambda found: self._looked(*found) if found else None)

    @property
    def _all_read(self) -> bool:
        return (self.view is None or not self.view.alone) and (self.text is None or self.text.part is None)

    def _looked(self, claim: str, view: ClaimView | None, text: ArticleText | None) -> None:
        if self.view is None or claim != self.claim_id:
            return
        if view is not None and self.view.alone:
            self.view = view
        if text is not None and self.text is not None and self.text.part is not None:
            self.text = text if text.article == self.view.article else None

    def complete(self, *, text: bool = True, beside: bool = True) -> None:
        """What others say of the claim on the screen and, with `text`, all of its article: no key acts on less."""
        if beside and self.view is not None and self.view.alone:
            self.view = self.desk.claim(self.claim_id, counts=False)
        if text and self.text is not None and self.text.part is not None:
            self.text = self.desk.text(self.text.article.id)

    def count(self) -> bool:
        """Count the workspace anew; whether the counts are there."""
        lonely = self.view is not None and not self.view.matches

        def counts() -> Iterator[Callable[[], None]]:
            yield partial(setattr, self, "summary", self.desk.summary())
            if lonely:
                yield partial(setattr, self, "uncompared", self.desk.uncompared())

        return self.ask(SUMMARY, counts, lambda take: take())

    def open(self, claim_id: str, *, alone: bool = False) -> None:
        """Put a claim on the screen. `alone`: what others say of it is asked for after the frame.

        So it is too where the claim before was left without that: the first keys of all need not load it.
        """
        alone = alone or (self.view is not None and self.view.alone)
        if claim_id != self.claim_id:
            self.pair, self.pair_chosen = 0, False
            self.departing = self.unanswered = None
        self.view = self.desk.claim(claim_id, counts=False, alone=alone)
        if self.text is None or self.text.article != self.view.article or not self._in_part(self.view):
            here = self.view.claim.version == self.view.article.version
            self.text = self.desk.text(self.view.article.id, around=self.view.claim.span if here else None)
        self.index = self.listing.index_of(claim_id)
        self.pending = pending.load(self.desk, claim_id, self.about)
        self.pair = min(self.pair, max(0, len(self.pairs) - 1))
        if not self._all_read:
            self.later(self.look_beside)

    def _in_part(self, view: ClaimView) -> bool:
        """Whether what is read of the article holds the claim."""
        part = self.text.part if self.text is not None else None
        return part is None or (view.claim.version == view.article.version and part.contains(view.claim.span))

    def reload(self) -> None:
        """Take up what changed, here or elsewhere, without losing the reader's place."""
        index = self.index
        self.list_anew()
        self.later(self.count)
        self.text = None
        here = self.claim_id
        gone, instead = self.gone
        if gone and instead == here and self._opened(gone):
            self.gone = ("", "")
        elif not here:
            self.start()
        elif not self._opened(here):
            self._open_near(index or 0)
            self.gone = (here, self.claim_id)

    def _opened(self, claim_id: str) -> bool:
        """Opens a claim; False where it is not there."""
        try:
            self.open(claim_id)
        except NotFound:
            return False
        return True

    def marked_anew(self, touched: Collection[str]) -> ArticleText | None:
        """The open article with the marks of these claims as they are now; None where more than that changed."""
        text = self.text
        if text is None:
            return None
        try:
            rows = [self.desk.row(name) for name in touched]
        except NotFound:  # an undo took it out of every list
            return None
        places = {mark.id: at for at, mark in enumerate(text.marks) if mark.id in touched}
        marks = [*text.marks]
        for row in (row for row in rows if row.article == text.article.id):
            at = places.get(row.id)
            if at is None or self.listing.index_of(row.id) is None:
                return None
            marks[at] = replace(marks[at], value=row.value, status=row.status)
        return replace(text, article=self.desk.article(text.article.id), marks=tuple(marks))

    def _open_near(self, index: int) -> None:
        self.view = self.text = self.index = None
        if len(self.listing):
            at = min(index, len(self.listing) - 1)
            self.open(self.listing.rows(at, at + 1)[0].id)

    def title_of(self, article_id: str) -> str:
        """Number and title of an article, "" for none."""
        if not article_id:
            return ""
        try:
            article = self.desk.article(article_id)
        except ReviewerError:
            return ""
        return f"{article.number} {article.title}"

    def numbers(self) -> dict[str, str]:
        """Short numbers of the claims that are evidence for the one on the screen, by id."""
        if self.view is None:
            return {}
        said = (*self.view.adjudications, *self.view.verdicts, *self.view.notes)
        items = [*self.pending.evidence, *(item for verdict in said for item in verdict.evidence)]
        return {item.claim: self.number_of(item.claim) for item in items if item.claim}

    def number_of(self, claim_id: str) -> str:
        """The short number of a claim, else the beginning of its id."""
        try:
            return self.desk.row(claim_id).number
        except ReviewerError:
            return claim_id[:8]

    # ---- moving

    def move(self, by: int) -> Said | None:
        """The claim `by` places on in the list."""
        if not len(self.listing):
            return Said("No claim is listed", Tone.WARN)
        if self.index is None:
            return self.move_to(0)
        at = self.index + by
        if not 0 <= at < len(self.listing):
            return Said("This is the last claim of the list" if by > 0 else "This is the first claim", Tone.PLAIN)
        return self.move_to(at)

    def move_to(self, index: int) -> Said | None:
        """The claim at a place of the list; negative counts from the end."""
        count = len(self.listing)
        at = index + count if index < 0 else min(index, count - 1)
        rows = self.listing.rows(at, at + 1)
        if rows:
            self.open(rows[0].id)
        return None

    def move_article(self, by: int) -> Said | None:
        """The first listed claim of the next (or previous) article."""
        to = article_from(self.listing, self.index or 0, by)
        if to is None:
            return Said("No further article with listed claims" if by > 0 else "This is the first article", Tone.PLAIN)
        return self.move_to(to)

    def move_open(self) -> Said | None:
        """The next claim that still waits for a verdict."""
        following = self.following()
        if following is None:
            return Said("Nothing else is open here", Tone.PLAIN)
        self.open(following)
        return None

    def go(self, ref: str) -> Said | None:
        """The claim of this number, id or name; a filter that hides it does not keep it from the screen."""
        try:
            self.open(self.desk.find_claim(ref.strip()))
        except NotFound as error:  # what to do next is told for the command line
            return Said(f"{error.what}; the list of claims shows their numbers, such as 3.12", Tone.BAD)
        except ReviewerError as error:
            return told(error)
        return None if self.index is not None else Said("The filter does not list this claim", Tone.WARN)

    def choose(self, by: int) -> Said | None:
        """The next pair of the claim."""
        if not self.pairs:
            return Said("This claim has no match", Tone.PLAIN)
        if self.pair_chosen or by < 0:
            self.pair = (self.pair + by) % len(self.pairs)
        self.pair_chosen = True
        return None

    def turn_about(self) -> Said:
        """Judge the other of the two: that it is so, or that they did say so."""
        self.about = About.ATTRIBUTION if self.about is About.CONTENT else About.CONTENT
        self.pending = pending.load(self.desk, self.claim_id, self.about)
        what = "whether it is so" if self.about is About.CONTENT else "whether they did say so"
        return Said(f"Judging {what}", Tone.PLAIN)

    # ---- lists

    def set_filter(self, wanted: Filter, listed: Callable[[Said | None], object] = lambda _: None) -> bool:
        """List other claims; the claim on the screen stays if it is listed, else the first that is.

        `listed` is told when the first page is there; False: that will be later, and the list stays as it is till then.
        """
        self.wanted = wanted

        def found(listing: Listing) -> None:
            first = self.wanted is not None
            self.filter, self.wanted = wanted, None
            said = self._relisted(listing, moves=first)
            if first:
                listed(said)

        try:
            return self.ask(LIST, lambda: self.desk.listings(wanted), found)
        except ReviewerError:
            self.gave_up()
            raise

    def gave_up(self) -> None:
        """The list that was asked for will not come: it was taken back, or cannot be made."""
        self.wanted = None

    def reorder(self, listed: Callable[[Said | None], object] = lambda _: None) -> bool:
        """The next order of the list; the claim on the screen stays."""
        order = next_order(self.filter.order)
        words = Said(f"The list is sorted: {ORDER_WORDS[order]}", Tone.PLAIN)
        return self.set_filter(replace(self.filter, order=order), lambda said: listed(said or words))

    def list_anew(self) -> None:
        """The same list as it is now, once it is there; a new list on its way is waited for instead."""
        if self.filter.empty and self.wanted is None:
            self._relisted(self.desk.listing(self.filter), moves=False)
        elif self.wanted is None:
            self.ask(LIST, lambda: self.desk.listings(self.filter), self._renewed)

    def _renewed(self, listing: Listing) -> None:
        if listing.whole:  # the old list shows more than the first page of the new one
            self._relisted(listing, moves=False)

    def _relisted(self, listing: Listing, *, moves: bool) -> Said | None:
        """Take a list up. `moves`: a claim that is not in it gives way to the first that is."""
        self.listing = listing
        if not len(listing):
            return Said("Nothing passes the filter", Tone.WARN)
        self.index = listing.index_of(self.claim_id) if self.claim_id else None
        if self.index is None and moves:
            self.open(listing.rows(0, 1)[0].id)
        return None

    def mark(self, name: str) -> None:
        """Mark a claim, or take its mark off."""
        self.marked = tuple(m for m in self.marked if m != name) if name in self.marked else (*self.marked, name)

    def following(self) -> str | None:
        """The claim to open after this one: the next open one in the filtered list, else in the queue."""
        if self.filter.empty:
            return self.desk.next_claim(self.claim_id or None, hold=HOLD_SECONDS)
        return self.desk.next_of(self._waiting(), hold=HOLD_SECONDS)

    def _waiting(self) -> Iterator[str]:
        """The claims of the filtered list behind this one that wait for a word of mine."""
        start = 0 if self.index is None else self.index + 1
        for at in range(start, min(len(self.listing), start + 512), 64):
            for row in self.listing.rows(at, at + 64):
                # The list is as old as the last act; a verdict may have covered copies further down.
                if _waits(row) and _waits(self.desk.row(row.id)):
                    yield row.id


def _waits(row: ClaimRow) -> bool:
    return row.mine is None and row.status in (Status.OPEN, Status.IN_REVIEW) and not row.postponed
