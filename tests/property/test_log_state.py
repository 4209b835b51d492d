"""State is a function of the set of events: every order, every part, every interleaving gives the same (docs/log.md)."""

from __future__ import annotations

from collections import defaultdict

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reviewer.log.event import Event
from reviewer.log.ground import Ground
from reviewer.log.state import State
from reviewer.log.subjects import concerns, subject_of
from reviewer.log.types import GLOBAL, UNDOABLE
from reviewer.log.undoing import last_redoable, last_undoable
from tests.log.world import ALICE, BOB, CAROL, DAVE, World, claim

ACTORS = (ALICE, BOB, CAROL, DAVE)
VALUES = ("supported", "refuted", "conflicting")
CLAIMS = 3
ABOUTS = ("content", "attribution")

steps = st.lists(
    st.tuples(
        st.sampled_from(
            ["verdict"] * 5
            + ["undo"] * 5
            + ["policy", "role"] * 2
            + ["batch", "undo_batch", "stated", "confirm", "note", "answer", "decision", "given", "revise", "postpone"]
            + ["revoke", "observer", "same", "joining", "reopen", "reveal", "adjudicate", "assign", "witness"]
        ),
        st.sampled_from([0, 0, 0, 1, 1, 2, 2, 3]),
        st.integers(0, 2),
        st.integers(0, 40),
    ),
    min_size=10,
    max_size=40,
)
quick = settings(
    max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def log_of(who: int) -> int:
    """Alice and Bob share log 0; Carol has log 1, Dave log 2."""
    return (0, 0, 1, 2)[who]


class Player:
    """Turns numbers into a history, rights or not; `turn` is (what, who, on which claim, a number to choose by)."""

    def __init__(self) -> None:
        self.world = World()
        self.right = self.world.found().hash
        self.world.found(CAROL, joins=self.right)
        self.world.found(DAVE)  # not joined until somebody gives Dave a role
        self.policies = [self.world.policy(self.right, blind=True, reviews=2)]
        self.world.role(BOB, "adjudicator", self.right)
        self.batches: list[str] = []

    def turn(self, name: str, who: int, on: int, number: int) -> None:
        self.by, self.on, self.number = ACTORS[who], on % CLAIMS, number
        self.about, self.value = ABOUTS[number % 2 if number > 20 else 0], VALUES[number % 3]
        self.at = {"by": self.by, "log": log_of(who)}
        self.earlier = self.world.events[number % len(self.world.events)]
        getattr(self, name)()

    def held(self, role: str) -> str:
        return self.world.state().ground.rights.right_for(self.by, role) or self.right

    def other(self) -> str:
        return ACTORS[self.number % 4]

    def verdict(self) -> None:
        policy = self.policies[-1 if self.number % 3 else 0].hash if self.number % 2 else None
        number = 1 + (self.number > 30)
        self.world.verdict(self.value, on=self.on, about=self.about, policy=policy, round=number, **self.at)

    def batch(self) -> None:
        self.batches.append(f"{len(self.batches) + 1:032x}")
        for on in range(CLAIMS):
            self.world.verdict(self.value, on=on, batch=self.batches[-1], **self.at)

    def undo(self) -> None:
        self.world.undo(self.earlier, **self.at)

    def undo_batch(self) -> None:
        if self.batches:
            self.world.undo(batch=self.batches[self.number % len(self.batches)], **self.at)

    def stated(self) -> None:
        said = {"name": self.world.words("Bob"), "actor": self.other() if self.number % 2 else None, "file": "0" * 64}
        self.world.verdict(self.value, on=self.on, stated=said, **self.at)

    def confirm(self) -> None:
        stated = [e for e in self.world.events if e.type == "verdict" and e.data["stated"] is not None]
        if stated:
            one = stated[self.number % len(stated)]
            same = {name: one.data[name] for name in ("about", "round")}
            on = [claim(number) for number in range(CLAIMS)].index(one.data["claim"])
            said = self.world.state().opened(one) or self.value
            self.world.verdict(said, on=on, confirms=one.hash, **same, **self.at)

    def note(self) -> None:
        self.world.note(on=self.on, **self.at)

    def postpone(self) -> None:
        self.world.postpone(on=self.on, postponed=self.number % 2 == 0, **self.at)

    def answer(self) -> None:
        self.world.answer(self.value, on=self.on, **self.at)

    def decision(self) -> None:
        self.world.decision("agrees", of=(self.on, self.on + 1), **self.at)

    def given(self) -> None:
        from_file = {"source": "project_file", "withdrawn": self.number % 2 == 0} if self.number % 3 else {}
        self.world.given(self.on, **from_file, **self.at)

    def revise(self) -> None:
        self.world.revise(self.on, [(self.on + 1 + self.number % 2) % CLAIMS], **self.at)

    def policy(self) -> None:
        chosen = {"reviews": 1 + self.number % 3, "blind": self.number % 4 > 0}
        self.policies.append(self.world.policy(self.held("owner"), **chosen, **self.at))

    def role(self, role: str = "", *, revoked: bool = False) -> None:
        role = role or ("adjudicator", "owner", "reviewer")[self.number % 3]
        self.world.role(self.other(), role, self.held("owner"), revoked=revoked, **self.at)

    def revoke(self) -> None:
        self.role(revoked=True)

    def observer(self) -> None:
        self.role("observer")

    def same(self) -> None:
        self.world.name(self.by, self.by[0], same={self.other()} - {self.by}, log=self.at["log"])

    def joining(self) -> None:
        self.world.name(self.other(), "x", same={BOB}, by=self.by, right=self.held("owner"), log=self.at["log"])

    def reopen(self) -> None:
        self.world.reopen(2 + self.number % 2, self.held("adjudicator"), on=self.on, about=self.about, **self.at)

    def reveal(self) -> None:
        basis = self.world.state().to_reveal(claim(self.on), self.about) or (self.earlier.hash,)
        right = None if self.number % 3 else self.held("owner")
        self.world.reveal(basis, on=(self.on,), about=self.about, right=right, **self.at)

    def adjudicate(self) -> None:
        said = self.world.state().verdicts(claim(self.on), self.about)
        basis = [one.event.hash for one in said]
        self.world.adjudicate(self.value, basis, self.held("adjudicator"), on=self.on, about=self.about, **self.at)

    def assign(self) -> None:
        right = self.held("adjudicator") if self.number % 2 else None
        self.world.assign(self.other(), on=self.on, right=right, **self.at)

    def witness(self) -> None:
        self.world.witness((self.at["log"] + 1 + self.number % 2) % 3, **self.at)


def play(chosen) -> World:
    player = Player()
    for turn in chosen:
        player.turn(*turn)
    blobs = player.world.blobs
    for sha in [sha for number, sha in enumerate(sorted(blobs)) if number % 11 == 0]:
        del blobs[sha]
    return player.world


@quick
@given(steps, st.randoms(use_true_random=False))
def test_every_order_and_every_repetition_gives_the_same_state(chosen, random):
    world = play(chosen)
    whole = world.state().snapshot()
    events = [*world.events, *random.choices(world.events, k=5)]
    random.shuffle(events)
    assert world.state(events=events).snapshot() == whole


@quick
@given(steps, st.randoms(use_true_random=False))
def test_a_state_asked_at_every_step_answers_as_one_made_at_once(chosen, random):
    world = play(chosen)
    events = list(world.events)
    random.shuffle(events)
    growing = world.state(events=[])
    for count, event in enumerate(events, start=1):
        growing.add(event)
        growing.claim(claim(count % CLAIMS))
        if count % 7 == 0 or count == len(events):
            assert growing.snapshot() == world.state(events=events[:count]).snapshot()


def touching(events: list[Event], chosen: list[Event]) -> list[Event]:
    """The undo events that touch `chosen`, directly or through others, as a store finds them."""
    hashes = {event.hash for event in chosen}
    batches = {event.data.get("batch") for event in chosen} - {None}
    found: list[Event] = []
    more = True
    while more:
        more = False
        for event in events:
            if event.type != "undo" or event.hash in hashes:
                continue
            if hashes & set(event.data["undoes"]) or event.data["batch"] in batches:
                found.append(event)
                hashes.add(event.hash)
                more = True
    return found


@quick
@given(steps)
def test_the_events_of_one_claim_tell_all_about_it(chosen):
    world = play(chosen)
    whole = world.state()
    ground = Ground.of(world.events, home=world.log_id())
    for number in range(CLAIMS):
        mine = [event for event in world.events if claim(number) in concerns(event)]
        events = [*mine, *touching(world.events, mine)]
        part = State.of(events, world.blobs.get, ground=ground)
        assert part.claim(claim(number)) == whole.claim(claim(number))
        for event in events:
            assert part.ignored(event) == whole.ignored(event)
            assert part.live(event.hash) == whole.live(event.hash)
        for event in mine:
            assert part.is_current(event.hash) == whole.is_current(event.hash)
            assert _part_of(world, ground, event, claim(number)).sealed(event) == whole.sealed(event)
        for about in ABOUTS:
            for round_ in (1, 2, 3):
                key = (claim(number), about, round_)
                assert part.verdicts(*key) == whole.verdicts(*key)
                assert part.closed(*key) == whole.closed(*key)
                assert part.adjudications(*key) == whole.adjudications(*key)


def _part_of(world, ground: Ground, event: Event, about: str) -> State:
    """The events of what an act is sealed by: its claim; of a word on a pair both."""
    named = {event.data["left"], event.data["right"]} if event.type == "decision" else {about}
    mine = [other for other in world.events if named & set(concerns(other))]
    return State.of([*mine, *touching(world.events, mine)], world.blobs.get, ground=ground)


# The slow, obvious twin of live and current: the two sentences of rule 2, word for word.


def twin(state: State, events: list[Event]) -> tuple[set[str], set[str]]:
    counting = {e.hash: e for e in events if not state.ignored(e)}

    def undoes(undo: Event, event: Event) -> bool:
        named = event.hash in undo.data["undoes"]
        batch = event.type != "undo" and undo.data["batch"] is not None and event.data["batch"] == undo.data["batch"]
        return (named or batch) and state.person(undo) == state.person(event)

    def live(event: Event) -> bool:
        if event.type not in UNDOABLE:
            return True
        return not any(undoes(e, event) and live(e) for e in counting.values() if e.type == "undo")

    alive = {hash_ for hash_, event in counting.items() if live(event)}
    registers = defaultdict(list)
    for event in counting.values():
        about = subject_of(event)
        if about is not None:
            registers[about, state.person(event) if about.own else ""].append(event)
    gone = set()
    for register in registers.values():
        known = {event.hash: event for event in register}

        def names(event: Event) -> set[str]:
            return {event.data["claim"], *event.data["revises"]} if event.type == "revise" else set()

        def replaced(event: Event, known=known) -> set[str]:
            direct = {h for h in event.data["replaces"] if h in known and names(known[h]) <= names(event)}
            return direct.union(*(replaced(known[h]) for h in direct))

        for event in register:
            if event.hash in alive:
                gone |= replaced(event)
    return alive, alive - gone


@quick
@given(steps)
def test_live_and_current_are_what_the_rule_says_word_for_word(chosen):
    world = play(chosen)
    state = world.state()
    acts = [event for event in world.events if event.type not in GLOBAL]
    alive, current = twin(state, acts)
    assert {event.hash for event in acts if state.live(event.hash)} == alive
    assert {event.hash for event in acts if state.is_current(event.hash)} == current


@quick
@given(steps, st.lists(st.integers(0, 60), max_size=8))
def test_no_redo_revives_what_a_later_act_replaced(chosen, redone):
    world = play(chosen)
    last = world.verdict("conflicting", by=ALICE)
    if world.state().ignored(last):
        return
    for number in redone:
        earlier = world.events[number % len(world.events)]
        undone = last.hash in earlier.data.get("undoes", ())
        if earlier.type == "undo" and not undone:
            world.undo(earlier, by=ALICE)
    said = world.state().verdicts(claim(), "content", 1)
    person = world.state().ground.person_of(ALICE)
    assert [one.event for one in said if one.person == person and not one.stated] == [last]


@quick
@given(steps)
def test_what_a_new_event_must_name_leaves_it_alone_in_its_register(chosen):
    world = play(chosen)
    for by, log in ((ALICE, 0), (CAROL, 1)):
        made = world.verdict("refuted", by=by, log=log)
        state = world.state()
        if not state.ignored(made):
            about = subject_of(made)
            assert state.current(about, state.person(made)) == [made]


@quick
@given(steps)
def test_nothing_that_another_person_does_drops_a_verdict(chosen):
    """Whatever others append, what Bob said stays current until Bob says or undoes something."""
    world = play(chosen)
    about = subject_of(world.verdict(by=BOB))
    state = world.state()
    before = {event.hash for event in state.current(about)}
    if not before:  # Bob only observes
        return
    bobs = {e.hash for e in map(state.get, before) if state.person(e) == state.ground.person_of(BOB)}
    actors = set(state.ground.actors_of(state.ground.person_of(BOB)))
    for other in set(ACTORS) - actors:
        log = log_of(ACTORS.index(other))
        world.verdict("refuted", by=other, log=log, replaces=sorted(before))
        world.undo(*map(state.get, sorted(before)), by=other, log=log)
    after = world.state()
    assert all(after.is_current(hash_) for hash_ in bobs)


presses = st.lists(
    st.one_of(
        st.tuples(st.just("act"), st.integers(0, 1), st.sampled_from(VALUES)),
        st.tuples(st.just("undo"), st.just(0), st.just("")),
        st.tuples(st.just("redo"), st.just(0), st.just("")),
    ),
    max_size=16,
)


@quick
@given(presses)
def test_undo_and_redo_walk_along_one_line_of_acts(pressed):
    """The twin is a list of acts and a place in it."""
    world = World()
    world.found()
    line: list[tuple[int, str]] = []
    at = 0
    for key, on, value in pressed:
        state = world.state()
        mine = list(reversed(world.events))
        if key == "act":
            world.verdict(value, on=on)
            line, at = [*line[:at], (on, value)], at + 1
        elif key == "undo":
            step = last_undoable(mine, state.live)
            assert (step is not None) == (at > 0)
            at -= at > 0
        else:
            step = last_redoable(mine, state.live, lambda hash_, state=state: state.get(hash_).type)
            assert (step is not None) == (at < len(line))
            at += at < len(line)
        if key != "act" and step is not None:
            world.do("undo", step.data)
        for number in (0, 1):
            said = [one.value for one in world.state().verdicts(claim(number), "content")]
            assert said == [value for on_, value in line[:at] if on_ == number][-1:]
