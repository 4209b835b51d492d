"""Where a person knows better: what a part of an article is, its date, who reviews it, and the last word on a split."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from reviewer.model.article import BlockClass
from reviewer.tui.said import Said, Tone
from reviewer.tui.screens.review_base import ReviewBase
from reviewer.tui.show.changed import place_of
from reviewer.tui.widgets.entry import Prompt

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reviewer.tui.screens.palette import Command
    from reviewer.workspace.people import PersonView
    from reviewer.workspace.unplaced import UnplacedView
    from reviewer.workspace.views import ClaimView

_BLOCKS = {
    BlockClass.BODY: "Body: its claims are listed",
    BlockClass.HEADLINE: "Headline: its claims are listed",
    BlockClass.SUBHEAD: "Subhead",
    BlockClass.BYLINE: "Byline",
    BlockClass.CREDIT: "Credit of a picture or graphic",
    BlockClass.WIRE_CREDIT: "Wire credit: who reported and edited",
    BlockClass.WIDGET: "Widget: links, adverts, comments",
    BlockClass.FOOTER: "Footer",
    BlockClass.ERROR: "Error message of a web server",
}


NOBODY = "-"
"""Whom an article is handed to that is nobody's again."""


def assignments(view: ClaimView, people: Sequence[PersonView]) -> list[Command]:
    """To whom an article, or a claim of it alone, can be handed: those who judge, somebody new, nobody."""
    from reviewer.tui.screens.palette import Command

    whole, alone = f"all of article {view.article.number}", f"claim {view.row.number} alone"
    judging = [each for each in people if each.role != "observer"]
    found = []
    for what, words in (("article", whole), ("claim", alone)):
        found += [
            Command(f"{what}:{each.id}", f"{each.name}{' (you)' if each.mine else ''}: {words}", group=each.role)
            for each in judging
        ]
        found.append(Command(f"{what}:{NOBODY}", f"Nobody in particular: {words}"))
        found.append(Command(f"{what}:", f"Somebody whose name I type: {words}"))
    return found


class Correcting(ReviewBase):
    """Corrections, each an act of its own that can be undone."""

    def do_article_block(self) -> None:
        """What the block of this claim is."""
        from reviewer.tui.screens.palette import Command, Palette

        session = self.session
        view, text = session.view, session.text
        if view is None or text is None:
            return
        place = place_of(view)
        block = next((b for b in text.blocks if place is not None and b.span.overlaps(place)), None)
        if block is None:
            self.say(Said("This claim stands in no block", Tone.WARN))
            return

        def chosen(name: str | None) -> None:
            if name:
                flip = partial(session.desk.flip_block, text.article.id, block.span, BlockClass(name))
                self.answered(session.change(flip))

        commands = [
            Command(cls.value, words, group="as it is now" if cls is block.cls else "")
            for cls, words in _BLOCKS.items()
        ]
        self.open_screen(Palette(commands, "This part of the article is:", block.cls.value), chosen)

    def do_given_settle(self) -> None:
        """Given claims that stand nowhere: one is chosen, then what becomes of it."""
        from reviewer.tui.screens.palette import Command, Palette

        waiting = {item.key: item for item in self.session.desk.unplaced()}
        if not waiting:
            self.say(Said("Every given claim stands on its exact words", Tone.PLAIN))
            return

        def chosen(key: str | None) -> None:
            if key:
                self._settle(waiting[key])

        told = [Command(key, f"“{item.quote}” in {item.article}: {item.words}", "") for key, item in waiting.items()]
        self.open_screen(Palette(told, "Given, and nowhere in the text:"), chosen)

    def _settle(self, item: UnplacedView) -> None:
        from reviewer.tui.screens.palette import Command, Palette

        why = "" if item.there else "nothing in the text is much like it"
        commands = [
            Command("take", f"Take what stands there as a claim by hand: “{item.there}”", "", why),
            Command("drop", f"Drop what was given: “{item.quote}”", ""),
        ]

        def chosen(name: str | None) -> None:
            if name:
                self.answered(self.session.change(partial(self.session.desk.settle, item.key, take=name == "take")))

        self.open_screen(Palette(commands, f"{item.words}:"), chosen)

    def do_article_date(self) -> None:
        """When it was published; relative dates follow from that."""
        session = self.session
        if session.text is None:
            return
        article = session.text.article

        def given(date: str | None) -> None:
            self.back_to_keys()
            if date is not None:
                self.answered(session.change(partial(session.desk.set_date, article.id, date.strip()), stay=True))

        question = "published on (2031-03-15, empty for unknown):"
        self.query_one(Prompt).ask(question, given, value=article.metadata.date or "")

    def do_claim_reveal(self) -> None:
        """Open a blind round, after asking."""
        from reviewer.tui.screens.ask import Ask

        session = self.session
        session.desk.check_reveal(session.claim_id, session.about)
        reveal = partial(session.desk.reveal, session.claim_id, about=session.about)

        def decided(yes: bool | None) -> None:  # noqa: FBT001
            if yes:
                self.answered(session.change(reveal, stay=True), scroll=False)
            else:
                self.answered(Said("The round stays blind", Tone.PLAIN), scroll=False)

        words = ["Everybody sees what was said, and what is said from now on was said in sight of it."]
        question = "Open this blind round before it is full?"
        self.open_screen(Ask("Open the round", question, words, warning="It stays open"), decided)

    def do_claim_reopen(self) -> None:
        """A new round on a judged claim, with a reason."""
        session = self.session
        claim, about = session.claim_id, session.about
        session.desk.check_reopen(claim, about)

        def given(reason: str | None) -> None:
            self.back_to_keys()
            if reason is None:
                return
            reopen = partial(session.desk.reopen, claim, about=about, reason=reason.strip())
            self.answered(session.change(reopen, stay=True), scroll=False)

        self.query_one(Prompt).ask("open again, because:", given)

    def do_article_assign(self) -> None:
        """Who is to review the article, or this claim alone."""
        from reviewer.tui.screens.palette import Palette

        session = self.session
        view = session.view
        if view is None:
            return

        def chosen(name: str | None) -> None:
            what, _, person = (name or "").partition(":")
            ref = str(view.article.number) if what == "article" else view.row.number
            if person:
                self._assign(ref, person)
            elif name:
                self.query_one(Prompt).ask(f"hand {ref} to, by name:", partial(self._assign_named, ref))

        has = f" (now {view.article.assigned})" if view.article.assigned else ""
        commands = assignments(view, session.desk.people())
        self.open_screen(Palette(commands, f"Who is to review article {view.article.number}{has}:"), chosen)

    def _assign_named(self, ref: str, person: str | None) -> None:
        self.back_to_keys()
        if person is not None and person.strip():
            self._assign(ref, person.strip())

    def _assign(self, ref: str, person: str) -> None:
        session = self.session
        assign = partial(session.desk.assign, ref, None if person == NOBODY else person)
        self.answered(session.change(assign, stay=True), scroll=False)

    def do_claim_adjudicate(self) -> None:
        """The reviewers side by side, and the last word."""
        from reviewer.tui.screens.adjudicate import Adjudicate

        def left(said: Said | None) -> None:
            if said is None:
                self.draw(scroll=False)
            else:
                self.answered(said, scroll=False)

        self.open_screen(Adjudicate(), left)
