"""Moving about: claims, articles, search, filter, lists."""

from __future__ import annotations

from dataclasses import replace

from reviewer.cli.output import count, one
from reviewer.cli.plain import figures, speech
from reviewer.cli.plain.registry import Act
from reviewer.cli.plain.session import Quit, Session, rows_from
from reviewer.cli.words import one_of, value_of
from reviewer.errors import Ambiguous, UsageError
from reviewer.model.comparison import Outcome
from reviewer.model.lineage import LineageKind
from reviewer.model.order import ORDER_WORDS, Order
from reviewer.model.verdict import Status, Value
from reviewer.workspace.views import Filter

LIST = 10
"""Claims that `q` reads at once."""


def next_open(session: Session, _rest: str) -> None:
    """The next claim that waits for a word."""
    session.on()


def again(session: Session, _rest: str) -> None:
    """The same claim once more, with its paragraph."""
    session.paragraph = ("", None)
    session.read()


def next_claim(session: Session, _rest: str) -> None:
    """The next claim of the list."""
    step(session, 1)


def previous_claim(session: Session, _rest: str) -> None:
    """The claim before."""
    step(session, -1)


def step(session: Session, by: int) -> None:
    """The claim `by` places on in the list, or among the hits of a search."""
    listing = session.hits() if session.search else session.listing()
    at = listing.index_of(session.at())
    place = 0 if at is None else at + by
    if not 0 <= place < len(listing):
        session.say("That was the last claim." if by > 0 else "That was the first claim.")
        return
    session.go(listing.rows(place, place + 1)[0].id)


def first_claim(session: Session, _rest: str) -> None:
    """The first claim of the list."""
    rows = session.listing().rows(0, 1)
    session.go(rows[0].id if rows else None)


def last_claim(session: Session, _rest: str) -> None:
    """The last claim of the list."""
    listing = session.listing()
    rows = listing.rows(max(0, len(listing) - 1), len(listing))
    session.go(rows[0].id if rows else None)


def next_article(session: Session, _rest: str) -> None:
    """The first listed claim of the next article."""
    listing = session.listing()
    here = session.workspace.row(session.at()).article
    at = listing.index_of(session.at())
    found = next((row.id for row in rows_from(listing, (at or 0) + 1) if row.article != here), None)
    if found is None:
        session.say("That was the last article.")
        return
    session.go(found)


def previous_article(session: Session, _rest: str) -> None:
    """The first listed claim of the article before."""
    listing = session.listing()
    here = session.workspace.row(session.at()).article
    at = listing.index_of(session.at()) or 0
    first: str | None = None
    before = ""
    for place in range(at - 1, -1, -1):
        row = listing.rows(place, place + 1)[0]
        if row.article == here or before not in ("", row.article):
            if before:
                break
            continue
        before, first = row.article, row.id
    if first is None:
        session.say("That was the first article.")
        return
    session.go(first)


def go(session: Session, rest: str) -> None:
    """A claim by number, id or "last"."""
    session.go(session.workspace.find_claim(rest or session.ask("Which claim? ")))


def search(session: Session, rest: str) -> None:
    """Claims with these words; alone, the search ends."""
    if not rest:
        session.say("Search ended." if session.search else "No search is on. Type the words behind the slash.")
        session.search = ""
        return
    hits = session.workspace.listing(Filter(text=rest))
    if not len(hits):
        session.say(f"No claim has “{one(rest)}”.")
        return
    session.search = rest
    session.say(
        f"{count(len(hits), 'claim')}. n and capital N go through them.",
        "Verdict letters rest until a slash alone ends the search.",
    )
    session.go(hits.rows(0, 1)[0].id)


_FLAGS = {
    "matched": {"matched": True},
    "unmatched": {"matched": False},
    "number": {"has_number": True},
    "context": {"needs_context": True},
    "look": {"needs_look": True},
    "postponed": {"postponed": True},
}


def choose(session: Session, rest: str) -> None:
    """Which claims are listed, in words."""
    if not rest:
        session.say(
            "All claims are listed." if session.filter.empty else f"{count(len(session.listing()), 'claim')} listed.",
            f"Type f and words: {', '.join(Status)}; {', '.join(Value)}; {', '.join(Outcome)}; {', '.join(_FLAGS)}.",
            f"How articles are related: {', '.join(LineageKind)}. In which order: {', '.join(Order)}.",
            "Capital F lists all claims again.",
        )
        return
    chosen = _filter(session, rest.split())
    listing = session.workspace.listing(chosen)
    if not len(listing):
        session.say("No claim fits; the list stays as it was.")
        return
    session.filter = chosen
    session.say(f"{count(len(listing), 'claim')} listed.")
    session.go(listing.rows(0, 1)[0].id)


def _filter(session: Session, words: list[str]) -> Filter:
    statuses: set[Status] = set()
    values: set[Value] = set()
    outcomes: set[Outcome] = set()
    lineages: set[LineageKind] = set()
    flags: dict[str, bool | Order] = {}
    for word in words:
        if word in _FLAGS:
            flags |= _FLAGS[word]
        elif word in list(Status):
            statuses.add(Status(word))
        elif word in list(Outcome):
            outcomes.add(Outcome(word))
        elif word in list(LineageKind):
            lineages.add(LineageKind(word))
        elif word in list(Order):
            flags["order"] = Order(word)
        else:
            values.add(_value(session, word))
    return Filter(
        statuses=frozenset(statuses),
        values=frozenset(values),
        outcomes=frozenset(outcomes),
        lineages=frozenset(lineages),
        **flags,  # type: ignore[arg-type]
    )


def _value(session: Session, word: str) -> Value:
    try:
        return value_of(word, session.workspace.policy)
    except (UsageError, Ambiguous):
        raise UsageError(f"nothing to filter by is called {word!r}", next_step="f alone tells what there is") from None


def reorder(session: Session, rest: str) -> None:
    """The next order of the list, or the one that is named."""
    orders = list(Order)
    order = one_of(Order, rest, "an order") if rest else orders[(orders.index(session.filter.order) + 1) % len(orders)]
    session.filter = replace(session.filter, order=order)
    session.say(f"Listed {ORDER_WORDS[order]}.")


def list_all(session: Session, _rest: str) -> None:
    """All claims again."""
    session.filter = Filter()
    session.say(f"All {count(len(session.listing()), 'claim')} listed.")


def queue(session: Session, _rest: str) -> None:
    """The next claims of the list, a sentence each."""
    listing = session.listing()
    at = listing.index_of(session.claim) if session.claim else None
    start = 0 if at is None else at
    end = min(start + LIST, len(listing))
    part = f"; these are {start + 1:,} to {end:,}:" if end - start < len(listing) else ":"
    session.say(f"{count(len(listing), 'claim')} listed{part}")
    for row in listing.rows(start, end):
        session.say(speech.row(row, session.workspace.policy))


def stats(session: Session, _rest: str) -> None:
    """How far the work is, and how well people agree."""
    session.say_all(figures.stats(session.workspace.statistics()))


def leave(_session: Session, _rest: str) -> None:
    """Out; everything is saved."""
    raise Quit


ACTS = (
    Act("", "next", "the next claim that is still open; Enter alone does it too", "Moving", next_open),
    Act(".", "again", "read the claim again", "Moving", again),
    Act("j", "down", "the next claim of the list", "Moving", next_claim),
    Act("k", "up", "the claim before", "Moving", previous_claim),
    Act("", "first", "the first claim of the list", "Moving", first_claim),
    Act("", "last", "the last claim of the list", "Moving", last_claim),
    Act("]", "article", "the next article", "Moving", next_article),
    Act("[", "back", "the article before", "Moving", previous_article),
    Act("g", "go", "a claim by number, id or last", "Finding", go, "3.12"),
    Act("/", "search", "search claims; alone, the search ends", "Finding", search, "words"),
    Act(
        "f",
        "filter",
        "choose which claims are listed; alone, tells what there is",
        "Finding",
        choose,
        "open contradicts",
    ),
    Act("O", "order", "list in another order: the next one, or the one you name", "Finding", reorder, "at_odds"),
    Act("F", "all", "list all claims again", "Finding", list_all),
    Act("q", "list", "read the next claims of the list", "Finding", queue),
    Act("S", "stats", "how far the work is, and how well people agree", "Working", stats),
    Act("", "quit", "leave; everything is saved", "Everywhere", leave),
)
