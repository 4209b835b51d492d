"""The verifier that strangers get says of every history what the program says, though it was written apart from it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from reviewer.export.stranger_standing import NEEDS_RIGHT, OPEN_TO_ALL, OTHERS, Standing
from reviewer.log.event import Event
from reviewer.log.state import State
from reviewer.log.types import TYPES
from reviewer.model.verdict import About
from reviewer.workspace.settling import standing
from tests.log.world import World, claim
from tests.property.test_log_state import CLAIMS, play, steps

Turns = list[tuple[str, int, int, int]]


def plain(event: Event) -> dict[str, Any]:
    """An event as the verifier has it."""
    names = ("hash", "log", "seq", "prev", "at", "by", "via", "type", "v")
    return {name: getattr(event, name) for name in names} | {"data": dict(event.data)}


def values(state: State, stood: Standing) -> dict[str, str]:
    """The values that are here, by act."""
    acts = [event for event in state.events() if event.type in ("verdict", "adjudication")]
    return {event.hash: value for event in acts if (value := state.opened(event)) is not None}


def compare(world: World, home: int) -> None:
    state = world.state(home=home)
    stood = Standing(map(plain, world.events), world.log_id(home))
    everything = [*state.events(), *state.ground.events()]
    assert stood.events.keys() == {event.hash for event in everything if not state.ignored(event)}
    for event in everything:
        assert stood.rights.person.get(event.by, event.by) == state.person(event)
        if not state.ignored(event):
            assert stood.live(stood.events[event.hash]) == state.live(event.hash)
        if event.type == "verdict" and not state.ignored(event):
            assert stood.sealed(stood.events[event.hash]) == state.sealed(event)
    here = values(state, stood)
    for name in (claim(number) for number in range(CLAIMS)):
        notes = {event.hash for event in state.notes(name)}
        assert {act["hash"] for act in stood.current(name, "note")} == notes
        for about in About:
            assert stood.round(name, about.value) == state.round(name, about)
            said = {one.event.hash for one in state.verdicts(name, about)}
            assert {act["hash"] for act in stood.current(name, "verdict", about.value)} == said
            last = {event.hash for event in state.adjudications(name, about)}
            assert {act["hash"] for act in stood.current(name, "adjudication", about.value)} == last
            found = standing(state, name, about)
            status = (found.status.value, found.value.value if found.value else None)
            assert stood.standing(name, about.value, here) == status


PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


@settings(PATIENT, max_examples=40)
@given(chosen=steps)
def test_the_verifier_says_what_the_program_says(chosen: Turns) -> None:
    compare(play(chosen), 0)


@pytest.mark.long
@settings(PATIENT, max_examples=600)
@given(chosen=steps)
def test_the_verifier_says_what_the_program_says_at_length(chosen: Turns) -> None:
    world = play(chosen)
    for home in range(len(world.logs)):
        compare(world, home)


def test_the_verifier_knows_every_type_and_what_it_needs() -> None:
    assert {*OPEN_TO_ALL, *NEEDS_RIGHT, *OTHERS} == TYPES.keys()
    assert {name: kind.with_right for name, kind in TYPES.items() if kind.with_right} == NEEDS_RIGHT
    observer = {name for name, kind in TYPES.items() if kind.need == "observer"}
    assert observer == {*OPEN_TO_ALL}
