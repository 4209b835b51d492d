"""Undo and redo keys, erasing, and house rules as numbers (docs/log.md, rules 2, 3, 6 and section 10)."""

from __future__ import annotations

import pytest

from reviewer.log import rules
from reviewer.log.erasing import erased
from reviewer.log.event import new_id
from reviewer.log.types import blobs
from reviewer.log.undoing import last_redoable, last_undoable
from reviewer.model import codec
from reviewer.model.policy import KEYS, Policy, Question
from reviewer.model.verdict import LABELS
from reviewer.review import policy as review_policy
from tests.log.world import ALICE, BOB, CAROL, claim, hex_of


class Keys:
    """Alice at the keyboard."""

    def __init__(self, world):
        self.world = world

    def mine(self):
        state = self.world.state()
        return state, [made for made in reversed(self.world.events) if made.by == ALICE and not state.ignored(made)]

    def press(self, find):
        step = find()
        if step is None:
            return None
        self.world.do("undo", step.data)
        return step.event

    def undo(self):
        state, mine = self.mine()
        return self.press(lambda: last_undoable(mine, state.live))

    def redo(self):
        state, mine = self.mine()

        def type_of(hash_):
            found = state.get(hash_)
            return found.type if found else None

        return self.press(lambda: last_redoable(mine, state.live, type_of))

    def value(self, on=0):
        said = self.world.state().verdicts(claim(on), "content")
        return [one.value for one in said]


@pytest.fixture
def keys(world):
    return Keys(world)


def test_undo_takes_back_one_act_after_the_other(world, keys):
    for value in ("supported", "refuted", "conflicting"):
        world.verdict(value)
    for expected in (["refuted"], ["supported"], []):
        assert keys.undo() is not None
        assert keys.value() == expected
    assert keys.undo() is None


def test_redo_goes_forward_again_to_the_end(world, keys):
    for value in ("supported", "refuted", "conflicting"):
        world.verdict(value)
    for _ in range(3):
        keys.undo()
    for expected in (["supported"], ["refuted"], ["conflicting"]):
        assert keys.redo() is not None
        assert keys.value() == expected
    assert keys.redo() is None


def test_undo_and_redo_may_be_mixed(world, keys):
    world.verdict("supported")
    world.verdict("refuted", on=1)
    keys.undo(), keys.undo(), keys.redo(), keys.undo(), keys.redo(), keys.redo()
    assert (keys.value(0), keys.value(1)) == (["supported"], ["refuted"])
    keys.undo()
    assert (keys.value(0), keys.value(1)) == (["supported"], [])


def test_after_a_new_act_there_is_nothing_to_redo(world, keys):
    world.verdict("supported")
    keys.undo()
    world.verdict("refuted")
    assert keys.redo() is None
    assert keys.value() == ["refuted"]


def test_a_batch_goes_back_and_forth_as_one(world, keys):
    batch = new_id()
    for number in range(3):
        world.verdict("refuted", on=number, batch=batch)
    keys.undo()
    assert [keys.value(number) for number in range(3)] == [[], [], []]
    keys.redo()
    assert [keys.value(number) for number in range(3)] == [["refuted"]] * 3


def test_what_others_did_since_is_left_alone(world, keys):
    world.verdict("supported")
    world.verdict("refuted", by=BOB, on=1)
    keys.undo()
    assert (keys.value(0), keys.value(1)) == ([], ["refuted"])


def test_what_the_program_wrote_is_no_act_of_the_hand(world, keys):
    world.verdict("supported")
    keys.undo()
    world.version()
    world.given(2, source="project_file")
    assert keys.redo() is not None
    assert keys.value() == ["supported"]
    assert keys.undo().type == "verdict"


def test_nothing_was_done(keys):
    assert keys.undo() is None
    assert keys.redo() is None


# erasing


def taken(world, erase):
    state = world.state()

    def naming(sha):
        return [made for made in world.events if sha in {named for _, named, _ in blobs(made.type, made.data)}]

    return erased(erase, naming, state.ground)


def test_a_person_erases_their_own_words(world):
    verdict = world.verdict(by=BOB, rationale=world.words("because"), evidence=[world.words("e")])
    shas = sorted([verdict.data["rationale"], *verdict.data["evidence"]])
    assert taken(world, world.erase(*shas, by=BOB)) == tuple(shas)


def test_others_words_need_an_owners_right(world):
    verdict = world.verdict(by=BOB, rationale=world.words("because"))
    sha = verdict.data["rationale"]
    assert taken(world, world.erase(sha, by=CAROL)) == ()
    assert taken(world, world.erase(sha, by=CAROL, right=world.logs[0][0].hash)) == ()
    assert taken(world, world.erase(sha, by=ALICE, right=world.logs[0][0].hash)) == (sha,)


def test_nobody_erases_values_extractions_and_models(world):
    right = world.logs[0][0].hash
    verdict, decision = world.verdict(), world.decision()
    adjudication = world.adjudicate("refuted", [], right)
    extraction = world.extraction(1, hex_of("blob"))
    shas = [
        verdict.data["value"],
        decision.data["outcome"],
        adjudication.data["value"],
        extraction.data["blob"],
    ]
    assert taken(world, world.erase(*shas, right=right)) == ()


def test_an_owner_erases_the_text_of_an_article(world):
    version = world.version(text=hex_of("text"), raw=hex_of("raw"))
    shas = sorted([version.data["text"], version.data["raw"]])
    assert taken(world, world.erase(*shas)) == ()
    assert taken(world, world.erase(*shas, right=world.logs[0][0].hash)) == tuple(shas)


def test_words_that_anothers_event_names_too_stay(world):
    shared = world.words("shared")
    world.verdict(by=BOB, rationale=shared)
    world.verdict(by=CAROL, rationale=shared)
    assert taken(world, world.erase(shared, by=BOB)) == ()


def test_what_no_event_names_is_not_erased(world):
    assert taken(world, world.erase(hex_of("nothing"))) == ()


# rules as numbers


POLICIES = [
    Policy(),
    Policy(reviews=2, quorum=1),
    Policy(double=15, seed=7),
    Policy(double=15, seed=3, copies=False),
    Policy(reviews=3, quorum=None, blind=True, hide_scores=True),
    Policy(reviews=3, quorum=2, require_evidence=True, double=100),
]


def fields(policy):
    labels = {value.value: label for value, label in LABELS.items()}
    keys = {value.value: key for value, key in KEYS.items()}
    return rules.policy_fields(codec.encode(policy), labels, keys)


def test_defaults_are_those_of_the_model():
    assert fields(Policy())["rules"] == rules.DEFAULTS


def test_wanted_and_quorum_are_those_of_the_review_rules():
    for policy in POLICIES:
        for number in range(200):
            given = fields(policy)["rules"]
            assert rules.wanted(given, claim(number)) == review_policy.wanted(policy, claim(number))
            assert rules.quorum(given, claim(number)) == review_policy.quorum(policy, claim(number))


def test_the_stricter_of_two_is_that_of_the_review_rules():
    for one in POLICIES:
        for other in POLICIES:
            mine = rules.stricter([fields(one)["rules"], fields(other)["rules"]])
            assert mine == fields(review_policy.stricter([one, other]))["rules"]
            assert mine == rules.stricter([fields(other)["rules"], fields(one)["rules"]])


def test_about_the_share_asked_for_is_drawn():
    drawn = sum(rules.drawn({**rules.DEFAULTS, "double": 15}, claim(number)) for number in range(2000))
    assert 240 <= drawn <= 360


def test_a_policy_goes_into_an_event_and_back(world):
    policy = Policy(
        reviews=2,
        blind=True,
        questions=(Question("genre", {"report": "1", "comment": "2"}, "what it is"),),
    )
    made = world.policy(world.logs[0][0].hash, reviews=2, blind=True, questions=codec.encode(policy)["questions"])
    assert codec.decode(Policy, rules.policy_record(made.data)) == policy
