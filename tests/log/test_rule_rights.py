"""Rules 1, 4 and 5 of docs/log.md: joined logs, rights, observers, persons."""

from __future__ import annotations

from reviewer.log import event
from reviewer.log.rights import NEWER, NO_RIGHT, NOT_JOINED, OBSERVER
from reviewer.log.state import State
from tests.log.world import ALICE, BOB, CAROL, DAVE, World, claim, hex_of


def genesis_of(world, log=0):
    return world.logs[log][0]


def why(world, made, home=0):
    return world.state(home=home).ignored(made)


# joined logs


def test_a_log_that_names_the_founding_is_joined(world):
    world.found(BOB, joins=genesis_of(world).hash)
    assert why(world, world.verdict(by=BOB, log=1)) == ""


def test_a_log_that_names_a_joined_log_is_joined(world):
    second = world.found(BOB, joins=genesis_of(world).hash)
    world.found(CAROL, joins=second.hash)
    assert why(world, world.verdict(by=CAROL, log=2)) == ""


def test_a_foreign_founding_is_kept_and_not_counted(world):
    world.found(BOB)
    verdict = world.verdict(by=BOB, log=1, replaces=[])
    assert why(world, verdict) == NOT_JOINED
    assert verdict.hash in world.state()
    assert world.state().verdicts(claim(), "content") == ()


def test_a_role_for_its_first_actor_joins_a_foreign_log(world):
    world.found(BOB)
    verdict = world.verdict(by=BOB, log=1, replaces=[])
    world.role(BOB, "reviewer", genesis_of(world).hash)
    assert why(world, verdict) == ""


def test_a_founder_of_a_foreign_log_that_was_joined_is_no_owner_here(world):
    founding = world.found(BOB)
    world.role(BOB, "reviewer", genesis_of(world).hash)
    policy = world.policy(founding.hash, by=BOB, log=1, replaces=[], reviews=3)
    assert why(world, policy) == NO_RIGHT
    assert world.state().ground.in_force()["reviews"] == 1


def test_what_counts_depends_on_the_home(world):
    world.found(BOB)
    verdict = world.verdict(by=BOB, log=1, replaces=[])
    assert why(world, verdict, home=1) == ""
    assert why(world, world.verdict(by=ALICE), home=1) == NOT_JOINED


def test_without_a_home_the_only_founding_log_is_it(world):
    verdict = world.verdict()
    assert why(world, verdict, home=None) == ""
    world.found(BOB)
    assert why(world, verdict, home=None) == NOT_JOINED


def test_a_log_without_its_genesis_is_not_joined(world):
    verdict = world.verdict()
    assert world.state(events=[verdict]).ignored(verdict) == NOT_JOINED


def test_the_home_may_be_a_log_that_joined(world):
    world.found(BOB, joins=genesis_of(world).hash)
    assert why(world, world.verdict(by=ALICE), home=1) == ""


# rights


def test_the_founder_is_owner(world):
    world.policy(genesis_of(world).hash, reviews=2)
    assert world.state().ground.in_force()["reviews"] == 2
    assert world.state().ground.rights.role_of(ALICE) == "owner"


def test_everybody_else_is_a_reviewer(world):
    assert world.state().ground.rights.role_of(BOB) == "reviewer"
    assert world.state().ground.rights.right_for(BOB, "adjudicator") is None


def test_naming_a_right_that_is_anothers_does_not_help(world):
    policy = world.policy(genesis_of(world).hash, by=BOB, reviews=2)
    assert why(world, policy) == NO_RIGHT
    assert world.state().ground.in_force()["reviews"] == 1


def test_an_adjudicator_adjudicates_but_sets_no_policy(world):
    role = world.role(BOB, "adjudicator", genesis_of(world).hash)
    assert why(world, world.adjudicate("refuted", [], role.hash, by=BOB)) == ""
    assert why(world, world.policy(role.hash, by=BOB)) == NO_RIGHT
    assert world.state().ground.rights.right_for(BOB, "adjudicator") == role.hash
    assert world.state().ground.rights.right_for(BOB, "owner") is None


def test_an_adjudication_without_the_role_is_in_no_state(world):
    made = world.adjudicate("refuted", [], genesis_of(world).hash, by=BOB)
    assert why(world, made) == NO_RIGHT
    assert world.state().adjudications(claim(), "content") == []


def test_an_owner_made_by_an_owner_makes_owners(world):
    bob = world.role(BOB, "owner", genesis_of(world).hash)
    carol = world.role(CAROL, "owner", bob.hash, by=BOB)
    assert why(world, world.policy(carol.hash, by=CAROL)) == ""


def test_a_revoked_right_does_not_serve_any_more(world):
    role = world.role(BOB, "adjudicator", genesis_of(world).hash)
    before = world.adjudicate("refuted", [], role.hash, by=BOB)
    world.role(BOB, "adjudicator", genesis_of(world).hash, revoked=True)
    after = world.adjudicate("supported", [], role.hash, by=BOB)
    assert (why(world, before), why(world, after)) == ("", NO_RIGHT)
    assert world.state().ground.rights.role_of(BOB) == "reviewer"


def test_a_revocation_unknown_to_the_log_does_not_reach_back_into_it(world):
    world.found(BOB, joins=genesis_of(world).hash)
    role = world.role(BOB, "adjudicator", genesis_of(world).hash)
    world.role(BOB, "adjudicator", genesis_of(world).hash, revoked=True)
    offline = world.adjudicate("refuted", [], role.hash, by=BOB, log=1)
    world.witness(0, log=1)
    knowing = world.adjudicate("supported", [], role.hash, by=BOB, log=1)
    assert (why(world, offline), why(world, knowing)) == ("", NO_RIGHT)


def test_a_witness_of_an_earlier_size_does_not_know_the_revocation(world):
    world.found(BOB, joins=genesis_of(world).hash)
    role = world.role(BOB, "adjudicator", genesis_of(world).hash)
    world.witness(0, log=1)
    world.role(BOB, "adjudicator", genesis_of(world).hash, revoked=True)
    assert why(world, world.adjudicate("refuted", [], role.hash, by=BOB, log=1)) == ""


def test_being_raised_does_not_spoil_the_older_right(world):
    old = world.role(BOB, "adjudicator", genesis_of(world).hash)
    world.role(BOB, "owner", genesis_of(world).hash)
    assert why(world, world.adjudicate("refuted", [], old.hash, by=BOB)) == ""


def test_a_new_right_after_a_revocation_serves(world):
    world.role(BOB, "adjudicator", genesis_of(world).hash)
    world.role(BOB, "adjudicator", genesis_of(world).hash, revoked=True)
    again = world.role(BOB, "adjudicator", genesis_of(world).hash)
    assert why(world, world.adjudicate("refuted", [], again.hash, by=BOB)) == ""


def test_a_second_owner_can_take_the_founders_right(world):
    bob = world.role(BOB, "owner", genesis_of(world).hash)
    taken = world.role(ALICE, "owner", bob.hash, by=BOB, revoked=True)
    assert taken.data["replaces"] == [genesis_of(world).hash]
    assert why(world, world.policy(genesis_of(world).hash)) == NO_RIGHT
    assert world.state().ground.rights.role_of(ALICE) == "reviewer"


def test_a_revoked_owner_revokes_nobody(world):
    bob = world.role(BOB, "owner", genesis_of(world).hash)
    world.role(BOB, "owner", genesis_of(world).hash, revoked=True)
    revenge = world.role(ALICE, "owner", bob.hash, by=BOB, revoked=True, replaces=[genesis_of(world).hash])
    assert why(world, revenge) == NO_RIGHT
    assert why(world, world.policy(genesis_of(world).hash)) == ""


def test_a_role_that_rests_on_an_ignored_role_is_ignored(world):
    forged = world.role(BOB, "owner", genesis_of(world).hash, by=BOB)
    assert why(world, forged) == NO_RIGHT
    assert why(world, world.role(CAROL, "owner", forged.hash, by=BOB)) == NO_RIGHT


def test_a_right_that_is_not_here_yet_serves_when_it_comes(world):
    role = world.role(BOB, "adjudicator", genesis_of(world).hash)
    made = world.adjudicate("refuted", [], role.hash, by=BOB)
    state = world.state(events=[genesis_of(world), made])
    assert state.ignored(made) == NO_RIGHT
    state.add(role)
    assert state.ignored(made) == ""
    assert state.adjudications(claim(), "content") == [made]


def test_logs_that_witness_each_other_in_a_circle_have_one_answer():
    """Only lying logs can do that; every order of arrival still gives the same state."""
    world = World()
    founding = world.found()
    bob, carol = (world.role(actor, "owner", founding.hash) for actor in (BOB, CAROL))
    world.found(BOB, joins=founding.hash)
    world.found(CAROL, joins=founding.hash)

    def lie(log, by, other):
        data = {"log": world.log_id(other), "size": 9, "head": hex_of("no such"), "root": hex_of("no such")}
        world.do("witness", data, by=by, log=log)

    lie(1, BOB, 2)
    lie(2, CAROL, 1)
    world.role(CAROL, "owner", bob.hash, by=BOB, log=1, revoked=True, replaces=[carol.hash])
    world.role(BOB, "owner", carol.hash, by=CAROL, log=2, revoked=True, replaces=[bob.hash])
    events = world.events
    answers = [
        State.of(order, world.blobs.get, home=world.log_id()).snapshot()
        for order in (events, events[::-1], events[3:] + events[:3])
    ]
    assert answers[0] == answers[1] == answers[2]


# observers


def test_an_observers_verdict_is_ignored(world):
    world.role(BOB, "observer", genesis_of(world).hash)
    assert why(world, world.verdict(by=BOB)) == OBSERVER


def test_what_was_said_before_becoming_an_observer_stands(world):
    verdict = world.verdict(by=BOB)
    world.role(BOB, "observer", genesis_of(world).hash)
    assert why(world, verdict) == ""


def test_an_observer_whose_role_is_taken_back_reviews(world):
    world.role(BOB, "observer", genesis_of(world).hash)
    world.role(BOB, "observer", genesis_of(world).hash, revoked=True)
    assert why(world, world.verdict(by=BOB)) == ""


def test_an_observer_exports_and_says_their_name(world):
    world.role(BOB, "observer", genesis_of(world).hash)
    counts = {"all": 0, "decided": 0, "written": 0, "omitted": {}}
    made = world.do(
        "export", {"format": "json", "root": "0" * 64, "counts": counts, "names": False, "private": False}, by=BOB
    )
    assert why(world, made) == ""
    assert why(world, world.name(BOB, "Bob")) == ""


# persons


def test_two_actors_that_name_each_other_are_one_person(world):
    world.name(ALICE, same=[BOB])
    assert world.state().ground.person_of(BOB) == BOB
    world.name(BOB, same=[ALICE])
    ground = world.state().ground
    assert ground.person_of(BOB) == ground.person_of(ALICE) == ALICE
    assert ground.actors_of(ALICE) == (ALICE, BOB)


def test_being_one_person_goes_on_from_one_to_the_next(world):
    world.name(ALICE, same=[BOB])
    world.name(BOB, same=[ALICE, CAROL])
    world.name(CAROL, same=[BOB])
    assert world.state().ground.person_of(CAROL) == ALICE


def test_an_owner_joins_two_actors(world):
    world.name(CAROL, same=[BOB], by=ALICE, right=genesis_of(world).hash)
    assert world.state().ground.person_of(CAROL) == BOB


def test_nobody_else_joins_two_actors(world):
    world.do("actor", {"actor": CAROL, "name": None, "same": [BOB], "right": None, "replaces": []}, by=DAVE)
    assert world.state().ground.person_of(CAROL) == CAROL


def test_two_actors_of_one_person_count_once(world):
    world.verdict(by=BOB)
    world.verdict(by=CAROL)
    assert world.state().persons_in(claim(), "content") == (BOB, CAROL)
    world.name(CAROL, same=[BOB], by=ALICE, right=genesis_of(world).hash)
    assert world.state().persons_in(claim(), "content") == (BOB,)


def test_a_person_undoes_what_they_did_as_another_actor(world):
    verdict = world.verdict(by=BOB)
    world.undo(verdict, by=CAROL)
    assert world.state().live(verdict.hash)
    world.name(CAROL, same=[BOB], by=ALICE, right=genesis_of(world).hash)
    assert not world.state().live(verdict.hash)


def test_taking_the_joining_back_parts_them(world):
    world.name(CAROL, same=[BOB], by=ALICE, right=genesis_of(world).hash)
    world.name(CAROL, same=[], by=ALICE, right=genesis_of(world).hash)
    assert world.state().ground.person_of(CAROL) == CAROL


def test_a_persons_own_name_comes_before_what_an_owner_calls_them(world):
    own = world.name(BOB, "Bob")
    given = world.name(BOB, "Robert", by=ALICE, right=genesis_of(world).hash)
    assert world.state().ground.names_of(BOB) == (own.data["name"], given.data["name"])
    later = world.name(BOB, "Bobby")
    assert world.state().ground.names_of(BOB) == (later.data["name"], given.data["name"])


def test_keys_are_those_that_were_not_revoked(world):
    print_of = "SHA256:" + "A" * 43

    def key(**more):
        data = {"actor": BOB, "fingerprint": print_of, "revoked": False, "right": None, **more}
        return world.act("key", data, by=ALICE if data["right"] else BOB)

    key()
    assert world.state().ground.keys_of(BOB) == (print_of,)
    key(revoked=True, right=genesis_of(world).hash)
    assert world.state().ground.keys_of(BOB) == ()


# events of a newer program


def test_an_event_of_a_newer_program_is_kept_in_no_state(world):
    made = world.verdict()
    body = made.body.replace('"v":1', '"v":2').replace(f'"seq":{made.seq}', '"seq":9')
    newer = event.read(body)
    state = world.state()
    assert state.add(newer)
    assert not newer.known
    assert state.ignored(newer) == NEWER
    assert len(state.verdicts(claim(), "content")) == 1
