"""The log for people: who did what, when, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from reviewer.errors import NotFound
from reviewer.export.log_file import LogRow
from reviewer.log.event import Event
from reviewer.model.verdict import LABELS, Value
from reviewer.store.database import Stored
from reviewer.workspace import blind
from reviewer.workspace.desk import Desk
from reviewer.workspace.seeing import rows
from reviewer.workspace.views import LogLine


def log_lines(
    desk: Desk, *, after: int = 0, limit: int | None = None, claim: str | None = None, person: str | None = None
) -> Iterator[LogLine]:
    """Events in order of arrival, those about one claim or by one person only where asked.

    Raises:
        NotFound: nobody here has that name.
    """
    wanted = _person(desk, person) if person else None
    left = limit
    for stored in _stored(desk, after, claim):
        if left == 0:
            return
        if wanted is not None and desk.db.decisions.person_of(stored.event.by) != wanted:
            continue
        live, counted = desk.db.decisions.standings([stored.id]).get(stored.id, (True, True))
        yield line(desk, stored, live=live, counted=counted)
        left = None if left is None else left - 1


def _stored(desk: Desk, after: int, claim: str | None) -> Iterator[Stored]:
    if claim is None:
        yield from desk.db.events(after=after)
        return
    for act in desk.db.decisions.acts_of_claim(claim):
        if act.id > after:
            yield Stored(act.id, act.event)


def _person(desk: Desk, name: str) -> str:
    for known in desk.db.decisions.persons():
        names = (desk.name_of(known.id), *map(desk.db.words, known.names))
        if name in known.actors or name.casefold() in {each.casefold() for each in names if each}:
            return known.id
    raise NotFound(f"nobody here is called {name}", next_step="reviewer role lists who is known")


def line(desk: Desk, stored: Stored, *, live: bool, counted: bool) -> LogLine:
    """One event as a line."""
    event = stored.event
    return LogLine(
        id=stored.id,
        log=event.log[:8],
        seq=event.seq,
        hash=event.hash,
        at=event.at,
        person=desk.name_of(desk.db.decisions.person_of(event.by)),
        type=event.type,
        words=words_of(desk, event),
        live=live,
        counted=counted,
    )


def words_of(desk: Desk, event: Event) -> str:
    """What an event did, in words; values of open blind rounds stay hidden."""
    if not event.known:
        return "made by a newer version of the program"
    teller = _TELLERS.get(event.type)
    return teller(desk, event.data, event) if teller else event.type.replace("_", " ")


def _claim(desk: Desk, claim: str) -> str:
    found = rows(desk, [claim]).get(claim)
    return f"claim {found.number}" if found else f"claim {claim[:8]}"


def _article(desk: Desk, article: str) -> str:
    row = desk.db.corpus.article(article)
    return f"article {row.number} ({row.key})" if row else f"article {article[:8]}"


def _value(desk: Desk, event: Event) -> str:
    if sealed(desk, event):
        return "(sealed)"
    word = desk.db.words(event.data.get("value") or event.data.get("outcome")) or "(absent)"
    return LABELS[Value(word)] if word in set(Value) else word.replace("_", " ")


def sealed(desk: Desk, event: Event) -> bool:
    """Whether an open blind round keeps the words of this act back; in the log from everybody."""
    data = event.data
    if event.type == "lineage":
        return blind.unfinished(desk, data["left"], data["right"])
    claims = [data[name] for name in ("claim", "left", "right") if data.get(name)]
    return bool(claims) and desk.db.decisions.state(claims=claims).sealed(event)


def _verdict(desk: Desk, data: Any, event: Event) -> str:
    about = "" if data["about"] == "content" else " on who said it"
    stated = " (stated in an imported file)" if data["stated"] else ""
    copy = " as a copy" if data["copy_of"] else ""
    return f"verdict{about} on {_claim(desk, data['claim'])}{copy}: {_value(desk, event)}{stated}"


def _pair(desk: Desk, data: Any, event: Event) -> str:
    return f"{_claim(desk, data['left'])} and {_claim(desk, data['right'])}: {_value(desk, event)}"


def _undo(desk: Desk, data: Any, _: Event) -> str:
    acts = list(desk.db.decisions.acts(data["undoes"]).values())
    if data["batch"]:
        acts += desk.db.decisions.acts_of_batch(data["batch"])
    told = "; ".join(words_of(desk, act.event) for act in acts[:3])
    more = f" and {len(acts) - 3} more" if len(acts) > 3 else ""
    return f"undone: {told or 'an act that is not here'}{more}"


def _assign(desk: Desk, data: Any, _: Event) -> str:
    what = _claim(desk, data["claim"]) if data["claim"] else _article(desk, data["article"])
    who = desk.name_of(desk.db.decisions.person_of(data["actor"])) if data["actor"] else "nobody"
    return f"{what} assigned to {who}"


def _actor(desk: Desk, data: Any, _: Event) -> str:
    name = desk.db.words(data["name"]) if data["name"] else None
    words = f"known as {name or '(name withheld)'}"
    if data["same"]:
        words = f"{_called(desk, data['actor'])} is one person with {', '.join(_called(desk, a) for a in data['same'])}"
    elif data["replaces"] and data["name"] is None:
        words = f"{_called(desk, data['actor'])} is one person with nobody else"
    return words if data["right"] is None else f"{words}, an owner says"


def _reopen(desk: Desk, data: Any, _: Event) -> str:
    why = desk.db.words(data["reason"])
    return f"{_claim(desk, data['claim'])} reopened, round {data['round']}" + (f": {why}" if why else "")


def _called(desk: Desk, actor: str) -> str:
    """What an actor is called, whoever counts as one person with them."""
    names = map(desk.db.words, desk.db.decisions.ground().names_of_actor(actor))
    return next((name for name in names if name), actor[:8])


def _train(_desk: Desk, data: Any, _: Event) -> str:
    what = "worth checking" if data["kind"] == "worth" else data["kind"].replace("_", " ")
    examples = data["learned"]["examples"]
    return f"score of {what}: " + (f"learned from {examples} examples" if examples else "the shipped one again")


def _many(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


_TELLERS: dict[str, Callable[[Desk, Any, Event], str]] = {
    "genesis": lambda _, data, __: f"log begun by {data['tool']}",
    "actor": _actor,
    "role": lambda desk, data, _: (
        f"role {data['role']} {'taken back from' if data['revoked'] else 'given to'} {_called(desk, data['actor'])}"
    ),
    "policy": lambda _, __, ___: "rules of the project set",
    "article": lambda desk, data, _: (
        f"{_article(desk, data['article'])} {'left the project file' if data['withdrawn'] else 'described'}"
    ),
    "version": lambda desk, data, _: f"text of {_article(desk, data['article'])} read by {data['reader']}",
    "extraction": lambda _, data, __: f"claims extracted (extractor {data['extractor']})",
    "block": lambda _, data, __: f"block marked as {data['class'].replace('_', ' ')}",
    "date": lambda desk, data, _: f"date of {_article(desk, data['article'])}: {data['date'] or 'unknown'}",
    "given": lambda desk, data, _: (
        f"{_claim(desk, data['claim'])} {'withdrawn' if data['withdrawn'] else 'given'}"
        f" ({data['source'].replace('_', ' ')})"
    ),
    "revise": lambda desk, data, _: (
        f"{_claim(desk, data['claim'])} stands in the place of {_many(len(data['revises']), 'other')}"
    ),
    "verdict": _verdict,
    "adjudication": lambda desk, data, event: f"adjudication of {_claim(desk, data['claim'])}: {_value(desk, event)}",
    "answer": lambda desk, data, event: f"{data['question']} of {_claim(desk, data['claim'])}: {_value(desk, event)}",
    "note": lambda desk, data, _: f"note on {_claim(desk, data['claim'])}",
    "postpone": lambda desk, data, _: (
        f"{_claim(desk, data['claim'])} {'postponed' if data['postponed'] else 'taken up again'}"
    ),
    "decision": _pair,
    "lineage": lambda desk, data, event: (
        f"{_article(desk, data['left'])} and {_article(desk, data['right'])}: {_value(desk, event)}"
    ),
    "signoff": lambda desk, data, _: f"{_article(desk, data['article'])} signed off",
    "assign": _assign,
    "reopen": _reopen,
    "reveal": lambda _, data, __: f"blind round {data['round']} opened for {_many(len(data['claims']), 'claim')}",
    "undo": _undo,
    "train": _train,
    "export": lambda _, data, __: f"{_many(data['counts']['written'], 'claim')} exported",
    "witness": lambda _, data, __: f"log {data['log'][:8]} seen up to event {data['size']}",
    "key": lambda _, data, __: (
        f"ssh key {data['fingerprint'][:15]}… {'given up' if data['revoked'] else 'said to be theirs'}"
    ),
    "erase": lambda _, data, __: f"{len(data['blobs'])} words erased",
}


def log_rows(desk: Desk, *, names: bool) -> Iterator[LogRow]:
    """The log as rows of a table; pseudonyms in order of appearance without `names`."""
    pseudonyms: dict[str, str] = {}
    for stored in desk.db.events():
        event = stored.event
        person = desk.db.decisions.person_of(event.by)
        label = pseudonyms.setdefault(person, f"person-{len(pseudonyms) + 1}")
        live, counted = desk.db.decisions.standings([stored.id]).get(stored.id, (True, True))
        state = "" if live else "ignored" if not counted else "undone"
        what = words_of(desk, event)
        if event.type in ("actor", "assign", "role") and not names:
            what = event.type
        yield LogRow(event, desk.name_of(person) if names else label, what, _about(desk, event), state)


def _about(desk: Desk, event: Event) -> str:
    claim = event.data.get("claim") if event.known else None
    found = rows(desk, [claim]).get(claim) if claim else None
    return found.quote if found else ""
