"""Words of a claim in plain mode: its ends, parts, a claim by hand, the citation, reasons, bringing up to date."""

from __future__ import annotations

from collections.abc import Sequence

from reviewer.cli.cutting import spans_near
from reviewer.cli.output import one
from reviewer.cli.plain import speech
from reviewer.cli.plain.judging import say
from reviewer.cli.plain.registry import Act
from reviewer.cli.plain.session import Session
from reviewer.cli.quoting import span_of
from reviewer.cli.ranking import SHOWN
from reviewer.cli.running import bring_up_to_date
from reviewer.cli.words import one_of
from reviewer.errors import NotAllowed, UsageError
from reviewer.model.article import BlockClass
from reviewer.model.claim import Reason
from reviewer.workspace.views import ClaimRow


def span(session: Session, rest: str) -> None:
    """Other ends for the claim, or several parts of it."""
    view = session.view()
    together = _together(session, view.row)
    words = rest or session.ask("The words it should have, or first ... last; a bar between parts cuts it: ")
    if not words:
        return
    parts = [part.strip() for part in words.split("|") if part.strip()]
    done = session.workspace.revise(together, [spans_near(session.workspace, view, [part]) for part in parts])
    session.marked = tuple(claim for claim in session.marked if claim not in together)
    say(session, done)
    session.go(done.claims[0])


def _together(session: Session, row: ClaimRow) -> list[str]:
    """The marked claims of this article where this one is among them: one claim is made of them. Else this one."""
    if row.id not in session.marked:
        return [row.id]
    return [claim for claim in session.marked if session.workspace.row(claim).article == row.article]


def take_place(session: Session, rest: str) -> None:
    """The words of the present text in place of a claim of an earlier one; of several places the one of this number."""
    if rest and not rest.isdecimal():
        raise UsageError("which place? its number", next_step="a full stop reads the claim with its places again")
    done = session.workspace.take_place(session.view().row.id, int(rest[:6] or 0))
    say(session, done)
    session.go(done.claims[0])


def settle(session: Session, rest: str) -> None:
    """Given claims that stand nowhere: read out, or one of them taken or dropped."""
    waiting = session.workspace.unplaced()
    number, _, what = rest.partition(" ")
    if not rest:
        for item in waiting:
            session.say(f"{item.number}: “{one(item.quote)}” in {one(item.article)}. {one(item.words)}.")
        last = "X, a number and take, or drop, settles one." if waiting else "Every given claim stands on its words."
        session.say(last)
        return
    if what.strip() not in ("take", "drop"):
        raise UsageError("say what to do with it", next_step="a number, then take or drop")
    done = session.workspace.settle(number, take=what.strip() == "take")
    say(session, done)
    if done.claims:
        session.go(done.claims[0])


def give(session: Session, rest: str) -> None:
    """A claim by hand, in the article we are in."""
    view = session.view()
    words = rest or session.ask("The words of the claim, or first ... last: ")
    if not words:
        return
    done = session.workspace.give(view.row.article, [span_of(words, session.text(view).text)])
    say(session, done)
    session.go(done.claims[0])


def block(session: Session, rest: str) -> None:
    """What the part of the article is that the claim stands in."""
    view = session.view()
    text = session.text(view)
    here = next((b for b in text.blocks if b.span.contains(view.claim.span)), None)
    if here is None:
        raise UsageError("the claim stands in no single part of the article")
    word = rest or session.ask(f"This part counts as {here.cls.value}. What is it ({', '.join(BlockClass)})? ")
    if word:
        kind = one_of(BlockClass, word, "a part of an article")
        say(session, session.workspace.flip_block(view.row.article, here.span, kind))


def date(session: Session, rest: str) -> None:
    """When the article was published."""
    view = session.view()
    known = view.article.metadata.date
    day = rest or session.ask(f"Published on ({'now ' + one(known) if known else 'not known'}), as in 2024-03-05: ")
    if day:
        say(session, session.workspace.set_date(view.row.article, day))


def cite(session: Session, _rest: str) -> None:
    """The claim with its citation, to copy."""
    view = session.view()
    metadata = view.article.metadata
    parts = [metadata.publisher, metadata.title, metadata.date, metadata.url or view.article.key]
    session.say(f"“{one(view.row.quote)}”", ", ".join(one(part) for part in parts if part))


def why(session: Session, _rest: str) -> None:
    """Why the claim is ranked and cut as it is."""
    view = session.view()
    found = session.workspace.why(view.row.id)
    session.say(f"Cut by the rule {view.claim.rule}.")
    if found.hidden:
        session.say("The rules in force hide the machine's scores.")
        return
    by = f"learned from {found.examples} claims" if found.learned else "as shipped"
    session.say(f"Rank {found.score:.2f} of 1, {by}.")
    _say_reasons(session, found.reasons)
    if found.learned:
        session.say(f"As shipped, {found.shipped_score:.2f}.")
        _say_reasons(session, found.shipped_reasons)


def _say_reasons(session: Session, reasons: Sequence[Reason]) -> None:
    for reason in reasons[:SHOWN]:
        session.say(f"{'Up' if reason.weight > 0 else 'Down'} {abs(reason.weight):.2f}: {one(reason.words)}.")


def update(session: Session, _rest: str) -> None:
    """Up to date with the project file."""
    session.report = bring_up_to_date(session.workspace)
    if session.report is None:
        raise NotAllowed("this place cannot be written", kept="all that was saved before")
    session.say_all(speech.report(session.report))


def report(session: Session, _rest: str) -> None:
    """What the last update did."""
    if session.report is None:
        session.say("Nothing was brought up to date here.")
        return
    session.say_all(speech.report(session.report))


ACTS = (
    Act(
        "b",
        "span",
        "change where the claim begins and ends; a bar between parts splits it; of marked claims it makes one",
        "Working",
        span,
        "first ... last",
    ),
    Act(
        "C",
        "changed",
        "take the words of the present text in place of a claim of an earlier one",
        "Working",
        take_place,
    ),
    Act("X", "settle", "given claims that stand nowhere: take the nearest place, or drop", "Working", settle, "1 take"),
    Act("+", "give", "add a claim by hand by quoting its words", "Working", give, "first ... last"),
    Act("B", "block", "say what this part of the article is", "Working", block, "widget"),
    Act("D", "date", "say when the article was published", "Working", date, "2024-03-05"),
    Act("y", "cite", "the claim with its citation", "Working", cite),
    Act("w", "why", "why the claim is ranked and cut as it is", "Working", why),
    Act("R", "update", "bring the workspace up to the project file", "Working", update),
    Act("i", "report", "what the last update did", "Working", report),
)
