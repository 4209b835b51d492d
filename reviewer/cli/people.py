"""Who is here and who may do what: roles given and taken back, actors that are one person."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from reviewer.cli.call import Call, command
from reviewer.cli.judging import receipt
from reviewer.cli.output import one, paragraph
from reviewer.cli.words import suggestion
from reviewer.errors import UsageError

if TYPE_CHECKING:
    from reviewer.workspace import Workspace
    from reviewer.workspace.people import ActorView, PersonView
    from reviewer.workspace.views import Receipt

ROLES = ("owner", "adjudicator", "reviewer", "observer")
"""Highest first."""


@command("role", lists=True)
@click.argument("name", metavar="[NAME]", required=False)
@click.argument("role", metavar="[ROLE]", required=False)
@click.option("--revoke", is_flag=True, help="Take the role back: NAME is a reviewer then, like everybody.")
@click.option("--same", nargs=2, metavar="NAME NAME", help="These two are one person, and count once.")
@click.option("--apart", nargs=2, metavar="NAME NAME", help="They are two persons after all.")
def role_(
    call: Call,
    name: str | None,
    role: str | None,
    same: tuple[str, str] | None,
    apart: tuple[str, str] | None,
    *,
    revoke: bool,
) -> None:
    """List who may do what, or give NAME a role.

    ROLE: owner, adjudicator, reviewer (who was given no other) or observer (reads only). Only an owner's word counts;
    the last owner stays. Two names are one person by an owner's word, or where each of them says so. Somebody whom
    the log does not know yet runs `reviewer --as NAME` once, or syncs. Names that several bear are told apart by id.
    """
    if (same is not None) + (apart is not None) + (name is not None) > 1:
        raise UsageError("--same, --apart and NAME exclude each other")
    if revoke and role is None:
        raise UsageError("--revoke needs NAME and ROLE", next_step="reviewer role lists them")
    with call.workspace(fresh=False) as workspace:
        if same is not None:
            receipt(call, workspace.same_person(*same))
        elif apart is not None:
            receipt(call, workspace.two_persons(*apart))
        elif name is not None and role is not None:
            receipt(call, give(workspace, name, role, revoke=revoke))
        else:
            found = workspace.people(name or "")
            call.listing("person", "people", ({"person": each} for each in found), lambda: _say(found))


def give(workspace: Workspace, name: str, role: str, *, revoke: bool) -> Receipt:
    """Gives a role or takes it back. Raises UsageError for a word that is none."""
    if role not in ROLES:
        raise UsageError(
            f"there is no role {role!r}", next_step=suggestion(role, ROLES) or f"one of {', '.join(ROLES)}"
        )
    return workspace.revoke_role(name, role) if revoke else workspace.give_role(name, role)


def _say(found: Sequence[PersonView]) -> None:
    for each in found:
        for number, words in enumerate(told(each)):
            paragraph(words, 4 if number else 0, 2)


def told(view: PersonView) -> Iterator[str]:
    """A person in lines: name and role, then each actor."""
    yield f"{one(view.name)}{' (you)' if view.mine else ''}: {view.role}, known since {_time(view.since)}"
    for each in view.actors:
        parts = [each.id, *([one(each.name)] if each.name != view.name else []), _where(each)]
        if each.given:
            parts.append(f"{each.role} since {_time(each.given)}")
        elif each.role != view.role:
            parts.append(each.role)
        yield ", ".join(parts)


def _where(each: ActorView) -> str:
    how = {"os": "the system's user", "flag": "--as", "config": "REVIEWER"}.get(each.via, each.via)
    return f"by {how} in log {each.log[:8]}" if each.log else "made known by an owner"


def _time(at: str) -> str:
    return f"{at[:10]} {at[11:16]}"


COMMANDS = {"role": role_}
