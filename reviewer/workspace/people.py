"""Who is here, who may do what, and which actors are one person (docs/log.md, rules 4 and 5)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from reviewer.errors import Ambiguous, NotAllowed, NotFound, UsageError
from reviewer.log.event import Event
from reviewer.log.rights import RANK
from reviewer.log.subjects import OWNER, SELF
from reviewer.store.database import Database, Draft
from reviewer.workspace.desk import Desk
from reviewer.workspace.views import Receipt

SHORTEST = 8
"""Characters of an actor's id that name it, where no other begins so."""


@dataclass(frozen=True, slots=True)
class ActorView:
    """One name under which a person works, known here since `since` (UTC).

    `log`, `via`: where and how they said their name, "" where only an owner made them known. `role` holds since
    `given` by the event `right`, both "" where nobody gave one.
    """

    id: str
    name: str
    log: str
    via: str
    since: str
    role: str
    given: str
    right: str


@dataclass(frozen=True, slots=True)
class PersonView:
    """Somebody whom the log knows: `role` is the highest of the actors', who count as one; `since`: first known."""

    id: str
    name: str
    role: str
    since: str
    mine: bool
    actors: tuple[ActorView, ...]


def people(desk: Desk, name: str = "") -> tuple[PersonView, ...]:
    """Everybody whom the log knows, highest role first, then by time; or the one of this name.

    Raises:
        NotFound: nobody has that name. Ambiguous: several have.
    """
    wanted = desk.db.decisions.person_of(named(desk, name)[0]) if name else ""
    found = [_person(desk, known.id) for known in desk.db.decisions.persons() if wanted in ("", known.id)]
    return tuple(sorted(found, key=lambda view: (-RANK[view.role], view.since, view.id)))


def _person(desk: Desk, person: str) -> PersonView:
    actors = tuple(_actor(desk, actor) for actor in desk.db.decisions.actors_of(person))
    role = max((view.role for view in actors), key=RANK.__getitem__)
    since = min((view.since for view in actors if view.since), default="")
    return PersonView(person, desk.name_of(person), role, since, person == desk.person, actors)


def _actor(desk: Desk, actor: str) -> ActorView:
    ground = desk.db.decisions.ground()
    own = ground.current("actor", (actor, SELF))
    said = own[-1] if own else None
    first = min((event.at for event in ground.events() if _names(event, actor)), default="")
    rests = ground.rights.right_for(actor, "observer")
    right = ground.get(rests) if rests else None
    return ActorView(
        id=actor,
        name=next(iter(_names_of(desk, actor)), actor[:SHORTEST]),
        log=said.log if said else "",
        via=said.via if said else "",
        since=first,
        role=ground.rights.role_of(actor),
        given=right.at if right else "",
        right=right.hash if right else "",
    )


def _names(event: Event, actor: str) -> bool:
    return event.type in ("actor", "role") and event.data["actor"] == actor


def _names_of(desk: Desk, actor: str) -> list[str]:
    words = map(desk.db.words, desk.db.decisions.ground().names_of_actor(actor))
    return [name for name in words if name]


def named(desk: Desk, name: str) -> tuple[str, ...]:
    """The actors of one person that bear this name, or the one with this id or its beginning.

    Raises:
        NotFound: nobody. Ambiguous: several persons; it lists their ids.
    """
    name = " ".join(name.split())
    ground, known = desk.db.decisions.ground(), desk.db.decisions.persons()
    every = sorted({actor for person in known for actor in person.actors})
    found = [actor for actor in every if len(name) >= SHORTEST and actor.startswith(name)]
    if not found:
        found = [actor for actor in every if name in _names_of(desk, actor)]
    if not found:
        raise NotFound(
            f"nobody here is called {name}",
            kept="nothing was changed",
            next_step=f"they run reviewer --as {name!r} here once, or their work comes in by reviewer sync; "
            "reviewer role lists who is known",
        )
    if len({ground.person_of(actor) for actor in found}) > 1:
        raise Ambiguous(
            f"several persons are called {name}",
            kept="nothing was changed",
            next_step=f"name one of them by an id: {', '.join(found)}; if they are one: reviewer role --same ID ID",
        )
    return tuple(found)


def give(desk: Desk, name: str, role: str, *, revoked: bool = False) -> Receipt:
    """Gives a person a role in the place of what they had, or takes it back: they are a reviewer then.

    It holds for each actor of the person. Later acts do not count by a role that was taken back; earlier ones stand.

    Raises:
        NotAllowed: I am no owner, or it would leave the project without one. UsageError: they do not have that role.
        NotFound, Ambiguous: nobody, or several, are called so.
    """
    who = ""

    def build(db: Database) -> list[Draft]:
        nonlocal who
        person = db.decisions.person_of(named(desk, name)[0])
        who, right = desk.name_of(person), desk.right("owner")
        actors = [actor for actor in db.decisions.actors_of(person) if _changes(desk, actor, role, revoked=revoked)]
        if revoked and not actors:
            raise UsageError(_not_theirs(desk, who, person, role), kept="nothing was changed")
        if revoked or role != "owner":
            _keep_an_owner(desk, who, actors)
        # The right of an owner who gives up their own ends with that event: it comes last.
        actors.sort(key=lambda actor: (actor == desk.actor, actor))
        data = {"role": role, "revoked": revoked, "right": right}
        return [desk.draft("role", {"actor": actor, **data}, {}) for actor in actors]

    events = desk.act(build)
    if revoked:
        what = f"{who} is {_a(role)} no more, and a reviewer like everybody"
    else:
        what = f"{who} is {_a(role)} {'now' if events else 'already'}"
    return Receipt(tuple(event.hash for event in events), what)


def _changes(desk: Desk, actor: str, role: str, *, revoked: bool) -> bool:
    rights = desk.db.decisions.ground().rights
    given = rights.right_for(actor, "observer") is not None
    has = rights.role_of(actor) == role and (given or not revoked)
    return has if revoked else not has


def _not_theirs(desk: Desk, who: str, person: str, role: str) -> str:
    has = _person(desk, person)
    if has.role == role:
        return f"nobody gave {who} a role: everybody is a reviewer who was given no other"
    return f"{who} is no {role}, but {_a(has.role)}"


def _keep_an_owner(desk: Desk, who: str, losing: Collection[str]) -> None:
    rights = desk.db.decisions.ground().rights
    every = {actor for person in desk.db.decisions.persons() for actor in person.actors}
    owners = {actor for actor in every if rights.role_of(actor) == "owner"}
    if owners and owners <= set(losing):
        raise NotAllowed(
            f"{who} is the last owner of this project",
            kept="nothing was changed",
            next_step="give somebody else the role owner first",
        )


def join(desk: Desk, name: str, other: str) -> Receipt:
    """Says that two actors are one person: an owner's word, or the half of one of them, which holds with the other's.

    Raises:
        NotAllowed: I am no owner and none of the two. UsageError: it is one name. NotFound, Ambiguous: see `named`.
    """
    already = False

    def build(db: Database) -> list[Draft]:
        nonlocal already
        one, two = _two(desk, name, other)
        already = db.decisions.person_of(one[0]) == db.decisions.person_of(two[0])
        if already:
            return []
        if desk.owns():
            return [_said(desk, one[0], OWNER, add=two[:1])]
        mine, theirs = _mine_first(desk, one, two)
        return [_said(desk, mine, SELF, add=db.decisions.actors_of(db.decisions.person_of(theirs[0])))]

    events = desk.act(build)
    if already:
        return Receipt((), f"{name} and {other} are one person already")
    if not _are_one(desk, name, other):
        them = other if desk.actor in named(desk, name) else name
        what = f"Saved: you say that you and {them} are one person"
        return Receipt(_hashes(events), what, warnings=(f"it holds once {them} says so too, or an owner does",))
    return Receipt(_hashes(events), f"{name} and {other} count as one person from now on", warnings=_unlike(desk, name))


def part(desk: Desk, name: str, other: str) -> Receipt:
    """Takes back that two actors are one person, by replacing what said so.

    Raises:
        NotAllowed: others said it. UsageError: they are not one. NotFound, Ambiguous: see `named`.
    """

    def build(_: Database) -> list[Draft]:
        one, two = _two(desk, name, other)
        said = _links(desk, one, two)
        drafts = []
        for actor, speaker in sorted(said):
            if (speaker == OWNER and desk.owns()) or (speaker == SELF and actor == desk.actor):
                drafts.append(_said(desk, actor, speaker, drop=(*one, *two)))
        if not drafts:
            raise _not_to_part(desk, name, other, said)
        return drafts

    events = desk.act(build)
    if _are_one(desk, name, other):
        left = (f"{name} and {other} still count as one: others, or an actor between them, join them",)
        return Receipt(_hashes(events), "Taken back", warnings=left)
    return Receipt(_hashes(events), f"{name} and {other} count as two persons from now on")


def _two(desk: Desk, name: str, other: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    one, two = named(desk, name), named(desk, other)
    if set(one) & set(two):
        raise UsageError(
            f"{name} and {other} name the same actor", kept="nothing was changed", next_step="reviewer role lists ids"
        )
    return one, two


def _mine_first(desk: Desk, one: tuple[str, ...], two: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """My actor and those of the other; only the two themselves speak for themselves."""
    for mine, theirs in ((one, two), (two, one)):
        if desk.actor in mine:
            return desk.actor, theirs
    raise NotAllowed(
        f"who is one person is said by an owner or by both of them, and {desk.me} is none of these",
        kept="nothing was saved",
    )


def _said(desk: Desk, actor: str, speaker: str, *, add: Collection[str] = (), drop: Collection[str] = ()) -> Draft:
    """What is said of an actor, with some more or some fewer who are the same; their name stays what it was."""
    before = desk.db.decisions.ground().current("actor", (actor, speaker))
    name = next((event.data["name"] for event in reversed(before) if event.data["name"]), None)
    same = {other for event in before for other in event.data["same"]}.union(add) - set(drop) - {actor}
    right = desk.right("owner") if speaker == OWNER else None
    return desk.draft("actor", {"actor": actor, "name": name, "same": sorted(same), "right": right}, {})


def _links(desk: Desk, one: Collection[str], two: Collection[str]) -> set[tuple[str, str]]:
    """(actor, speaker) of what joins an actor of the one side directly with one of the other."""
    ground = desk.db.decisions.ground()
    return {
        (actor, speaker)
        for mine, theirs in ((one, two), (two, one))
        for actor in mine
        for speaker in (SELF, OWNER)
        for event in ground.current("actor", (actor, speaker))
        if not set(theirs).isdisjoint(event.data["same"])
    }


def _not_to_part(desk: Desk, name: str, other: str, said: Collection[tuple[str, str]]) -> UsageError | NotAllowed:
    if not said and not _are_one(desk, name, other):
        return UsageError(f"{name} and {other} are two persons already", kept="nothing was changed")
    if not said:
        return UsageError(
            f"{name} and {other} are one person only by way of others",
            kept="nothing was changed",
            next_step="part each of them from the actor between: reviewer role lists them",
        )
    who = (
        "an owner said so: an owner" if any(speaker == OWNER for _, speaker in said) else "they say so: one of the two"
    )
    return NotAllowed(f"{who} takes it back, and {desk.me} is none", kept="nothing was changed")


def _are_one(desk: Desk, name: str, other: str) -> bool:
    persons = {desk.db.decisions.person_of(named(desk, each)[0]) for each in (name, other)}
    return len(persons) == 1


def _unlike(desk: Desk, name: str) -> tuple[str, ...]:
    """Rights are each actor's own: who is told where they differ does not wonder later."""
    view = people(desk, name)[0]
    lacking = [each.name for each in view.actors if each.role != view.role]
    if not lacking:
        return ()
    return (f"only some of these names have the role {view.role}: reviewer role {name} {view.role} gives it to all",)


def _hashes(events: Iterable[Event]) -> tuple[str, ...]:
    return tuple(event.hash for event in events)


def _a(role: str) -> str:
    return f"{'an' if role[0] in 'aeiou' else 'a'} {role}"
