from __future__ import annotations

import contextlib
import threading
from collections.abc import Sequence

import pytest

from reviewer.errors import Ambiguous, NotAllowed, NotFound, StoreError, UsageError
from reviewer.log import chain
from reviewer.log.event import Event, new_id
from reviewer.model.verdict import About, Status
from reviewer.store import _sqlite
from reviewer.store.database import Database, Draft
from reviewer.store.decisions import ClaimStatus
from tests.store.store_tools import VERSION, Desk, claim_of, new_batch, salted, spans_of


def test_events_continue_the_chain(database: Database, desk: Desk) -> None:
    for number in range(3):
        desk.verdict(number)
    events = [stored.event for stored in database.events()]
    assert chain.check(events) == []
    assert [event.seq for event in events] == [1, 2, 3, 4, 5]
    assert [stored.id for stored in database.events()] == [1, 2, 3, 4, 5]
    assert database.hashes() == [event.hash for event in events]
    assert list(database.bodies()) == [event.body for event in events]
    head = database.head()
    assert (head.seq, head.hash, head.own) == (5, events[-1].hash, True)


def test_events_are_read_in_parts(database: Database, desk: Desk) -> None:
    for number in range(5):
        desk.verdict(number)
    assert [stored.id for stored in database.events(after=3, limit=2)] == [4, 5]
    assert [stored.id for stored in database.events(after=99)] == []
    assert [stored.id for stored in database.events(log="0" * 32)] == []
    assert list(database.events(limit=0)) == []
    assert database.last_id() == 7


def test_an_event_is_found_by_hash_and_by_its_beginning(database: Database, desk: Desk) -> None:
    event = desk.verdict(1)
    assert database.event(event.hash) == event
    assert database.event("0" * 64) is None
    assert database.find_event(event.hash[:16]) == event
    with pytest.raises(NotFound):
        database.find_event("zz")
    with pytest.raises(NotFound):
        database.find_event("")
    for number in range(20):
        desk.verdict(number)
    shared = next(c for c in "0123456789abcdef" if sum(h.startswith(c) for h in database.hashes()) > 1)
    with pytest.raises(Ambiguous):
        database.find_event(shared)


def test_words_are_blobs(database: Database, desk: Desk) -> None:
    event = desk.verdict(1, "refuted", rationale="the record says otherwise")
    assert database.words(event.data["value"]) == "refuted"
    assert database.words(event.data["rationale"]) == "the record says otherwise"
    assert "refuted" not in event.body
    assert database.words(None) is None
    assert database.words("0" * 64) is None
    assert not database.has_blob("0" * 64)
    assert database.blob("0" * 64) is None


def test_several_drafts_are_one_act(database: Database, desk: Desk) -> None:
    batch = new_batch()
    drafts = []
    for number in (1, 2, 3):
        sha, blob = salted("a copy")
        data = {"claim": claim_of(number), "postponed": True, "reason": sha, "batch": batch, "replaces": []}
        drafts.append(Draft("postpone", data, blob))
    events = database.append(drafts, by=desk.me, via="os")
    assert [act.event for act in database.decisions.acts_of_batch(batch)] == list(events)
    desk.undo(batch=batch)
    assert not any(act.live for act in database.decisions.acts_of_batch(batch))


def test_one_bad_draft_leaves_nothing_of_the_act(database: Database, desk: Desk) -> None:
    good = Draft("postpone", {"claim": claim_of(1), "postponed": True, "reason": None, "batch": None, "replaces": []})
    before = list(database.events())
    with pytest.raises(UsageError, match="claim"):
        database.append([good, Draft("postpone", {**good.data, "claim": "no id"})], by=desk.me, via="os")
    with pytest.raises(UsageError, match="no type"):
        database.append([good, Draft("opinion", {})], by=desk.me, via="os")
    with pytest.raises(ValueError, match="nowhere"):
        database.append([good, Draft("postpone", {**good.data, "reason": "0" * 64})], by=desk.me, via="os")
    with pytest.raises(ValueError, match="not what its name says"):
        database.append([Draft(good.type, good.data, {"0" * 64: b"x"})], by=desk.me, via="os")
    assert list(database.events()) == before
    assert database.decisions.acts_of_claim(claim_of(1)) == ()
    assert database.faults() == []


def test_no_drafts_are_no_act(database: Database, desk: Desk) -> None:
    assert database.append([], by=desk.me, via="os") == ()
    assert database.last_id() == 2


def test_what_is_built_sees_the_state_it_rests_on(database: Database, desk: Desk) -> None:
    first = desk.verdict(1)
    seen: list[str] = []

    def build(inside: Database) -> Sequence[Draft]:
        seen.extend(act.event.hash for act in inside.decisions.acts_of_claim(claim_of(1), current=True))
        return ()

    database.append_with(build, by=desk.me, via="os")
    assert seen == [first.hash]


def test_after_runs_inside_and_sees_the_new_act(database: Database, desk: Desk) -> None:
    def after(events: tuple[Event, ...]) -> None:
        (act,) = database.decisions.acts_of_claim(claim_of(7))
        assert (act.event, act.current) == (events[0], True)
        database.decisions.set_claim_status([ClaimStatus(claim_of(7), About.CONTENT, Status.IN_REVIEW, given=1)])

    data = {"claim": claim_of(7), "postponed": True, "reason": None, "batch": None, "replaces": []}
    database.append([Draft("postpone", data)], by=desk.me, via="os", after=after)
    assert database.decisions.claim_status(claim_of(7))[About.CONTENT].given == 1


@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt, SystemExit])
def test_an_exception_inside_leaves_nothing(database: Database, desk: Desk, error: type[BaseException]) -> None:
    def failing(events: tuple[Event, ...]) -> None:
        database.decisions.set_claim_status([ClaimStatus(claim_of(7), About.CONTENT, Status.IN_REVIEW)])
        raise error

    data = {"claim": claim_of(7), "postponed": True, "reason": None, "batch": None, "replaces": []}
    with pytest.raises(error):
        database.append([Draft("postpone", data)], by=desk.me, via="os", after=failing)
    assert database.last_id() == 2
    assert database.decisions.claim_status(claim_of(7)) == {}
    desk.verdict(7)
    assert database.decisions.check() == []


def test_an_act_inside_a_larger_transaction_is_a_part_of_it(database: Database, desk: Desk) -> None:
    def failing() -> None:
        with database.write():
            desk.verdict(1)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        failing()
    assert database.last_id() == 2
    with database.write():
        with pytest.raises(UsageError):
            database.append([Draft("opinion", {})], by=desk.me, via="os")
        desk.verdict(1)
    assert database.last_id() == 3


def test_a_persons_second_verdict_replaces_the_first(database: Database, desk: Desk) -> None:
    first, second = desk.verdict(1), desk.verdict(1, "refuted")
    assert second.data["replaces"] == [first.hash]
    acts = database.decisions.acts_of_claim(claim_of(1), types=("verdict",))
    assert [(act.event, act.live, act.current) for act in acts] == [(first, True, False), (second, True, True)]
    assert [act.event for act in database.decisions.acts_of_claim(claim_of(1), current=True)] == [second]


def test_another_persons_verdict_replaces_nothing(database: Database, desk: Desk) -> None:
    desk.verdict(1)
    other = Desk(database, "Bo")
    assert other.verdict(1).data["replaces"] == []
    assert len(database.decisions.acts_of_claim(claim_of(1), current=True)) == 2


def test_names_are_found_and_given_once(database: Database) -> None:
    ana = database.actor_named("Ana", via="os")
    assert ana == database.founder
    bo = database.actor_named("Bo", via="flag")
    assert database.actor_named("Bo", via="flag") == bo != ana
    assert [stored.event.type for stored in database.events()].count("actor") == 2
    names = {database.words(person.names[0]): person.role for person in database.decisions.persons()}
    assert names == {"Ana": "owner", "Bo": "reviewer"}


def test_a_name_that_two_bear_is_ambiguous(database: Database) -> None:
    for _ in range(2):
        actor = new_id()
        sha, blob = salted("Bo")
        data = {"actor": actor, "name": sha, "same": [], "right": None, "replaces": []}
        database.append([Draft("actor", data, blob)], by=actor, via="flag")
    with pytest.raises(Ambiguous, match="Bo"):
        database.actor_named("Bo", via="flag")


def test_an_act_without_the_right_is_refused_and_not_written(database: Database, desk: Desk) -> None:
    bo = Desk(database, "Bo")
    genesis = next(database.events()).event
    with pytest.raises(NotAllowed, match="role"):
        bo.append("role", {"actor": bo.me, "role": "owner", "revoked": False, "right": genesis.hash})
    given = desk.role(bo.me, "observer")
    with pytest.raises(NotAllowed, match="observer"):
        bo.verdict(1)
    desk.role(bo.me, "observer", revoked=True)
    assert bo.verdict(1).by == bo.me
    assert database.decisions.acts((given.hash,))[given.hash].counted
    assert database.decisions.check() == []


def test_undo_and_redo_go_back_and_forth(database: Database, desk: Desk) -> None:
    decisions = database.decisions
    first, second = desk.verdict(1), desk.verdict(2)
    assert decisions.last_redoable(desk.me) == ()
    for event in (second, first):
        (act,) = decisions.last_undoable(desk.me)
        assert act.event == event
        desk.undo(act.event)
    assert decisions.last_undoable(desk.me) == ()
    for event in (first, second):
        (act,) = decisions.last_redoable(desk.me)
        assert act.event.data["undoes"] == [event.hash]
        desk.undo(act.event)
        assert decisions.acts((event.hash,))[event.hash].live
    assert decisions.last_redoable(desk.me) == ()
    (act,) = decisions.last_undoable(desk.me)
    assert act.event == second


def test_steps_are_the_undo_events_to_append(database: Database, desk: Desk) -> None:
    decisions = database.decisions
    assert decisions.undo_step(desk.me) is None
    event = desk.verdict(1)
    step = decisions.undo_step(desk.me)
    assert step is not None
    assert (step.event, step.data) == (event, {"batch": None, "undoes": [event.hash]})
    (undo,) = database.append([Draft("undo", step.data)], by=desk.me, via="os")
    step = decisions.redo_step(desk.me)
    assert step is not None
    assert step.data == {"batch": None, "undoes": [undo.hash]}


def test_a_revision_of_a_revision_names_all_claims(database: Database, desk: Desk) -> None:
    first = desk.revise(9, (1, 2))
    revises, replaces = database.decisions.revision(claim_of(10), [claim_of(9)], by=desk.me)
    assert revises == sorted(map(claim_of, (1, 2, 9)))
    assert replaces == [first.hash]


def test_after_a_new_act_nothing_is_to_redo(database: Database, desk: Desk) -> None:
    desk.undo(desk.verdict(1))
    desk.verdict(2)
    assert database.decisions.last_redoable(desk.me) == ()


def test_undo_takes_back_a_whole_batch_and_only_ones_own(database: Database, desk: Desk) -> None:
    batch = new_batch()
    copies = [desk.verdict(number, batch=batch) for number in (1, 2, 3)]
    bo = Desk(database, "Bo")
    assert database.decisions.last_undoable(bo.me) == ()
    bo.verdict(4)
    assert [act.event for act in database.decisions.last_undoable(desk.me)] == copies
    desk.undo(copies[1])
    assert [act.event for act in database.decisions.last_undoable(desk.me)] == [copies[0], copies[2]]


def test_one_cannot_undo_what_others_did(database: Database, desk: Desk) -> None:
    event = desk.verdict(1)
    Desk(database, "Bo").undo(event)
    assert database.decisions.acts((event.hash,))[event.hash].live
    assert database.decisions.check() == []


def test_what_the_project_file_gave_is_not_undone_by_key(database: Database, desk: Desk) -> None:
    sha, blob = salted("the words")
    data = {
        "claim": claim_of(5),
        "version": VERSION,
        "span": spans_of(5),
        "carried": [],
        "kind": "fact",
        "words": sha,
        "source": "project_file",
        "file": None,
        "withdrawn": False,
        "batch": None,
    }
    verdict = desk.verdict(1)
    desk.append("given", data, blob)
    assert [act.event for act in database.decisions.last_undoable(desk.me)] == [verdict]


def test_undone_acts_are_not_current_and_what_they_replaced_is_not_revived_by_chance(
    database: Database, desk: Desk
) -> None:
    first, second = desk.verdict(1), desk.verdict(1, "refuted")
    desk.undo(second)
    standing = {act.event.hash: (act.live, act.current) for act in database.decisions.acts_of_claim(claim_of(1))}
    assert standing == {first.hash: (True, True), second.hash: (False, False)}
    third = desk.verdict(1, "conflicting")
    assert second.hash in third.data["replaces"]
    current = database.decisions.acts_of_claim(claim_of(1), current=True)
    assert [act.event for act in current] == [third]


def test_a_redo_is_remembered_when_something_new_comes_to_its_register(database: Database, desk: Desk) -> None:
    first = desk.verdict(1)
    desk.undo(desk.undo(first))
    Desk(database, "Bo").verdict(1)
    assert database.decisions.acts((first.hash,))[first.hash].current
    assert database.decisions.check() == []


def test_a_part_that_fails_is_not_saved_with_the_rest(database: Database) -> None:
    def failing_part() -> None:
        with database.write():
            database.put_blobs({"0" * 64: b"not so named"})

    def whole() -> None:
        with database.write():
            database.local.set("last claim", "1.1")
            with contextlib.suppress(ValueError):
                failing_part()

    with pytest.raises(StoreError, match="none of it was saved"):
        whole()
    assert database.local.get("last claim") == ""


def test_two_actors_become_one_person_when_both_say_so(database: Database, desk: Desk) -> None:
    bo = Desk(database, "Bo")
    verdict = bo.verdict(1)
    desk.same_as(bo.me)
    assert database.decisions.person_of(bo.me) == bo.me
    bo.same_as(desk.me)
    person = min(desk.me, bo.me)
    assert database.decisions.person_of(bo.me) == database.decisions.person_of(desk.me) == person
    assert database.decisions.acts((verdict.hash,))[verdict.hash].person == person
    assert [act.event for act in database.decisions.last_undoable(desk.me)] == [verdict]
    assert database.decisions.check() == []


def test_acts_are_found_by_claim_pair_article_and_type(database: Database, desk: Desk) -> None:
    verdict, decision, revision = desk.verdict(1), desk.decide(1, 2), desk.revise(9, (1, 2))
    decisions = database.decisions
    claim = claim_of(1)
    assert [act.event for act in decisions.acts_of_claim(claim)] == [verdict, decision, revision]
    assert [act.event for act in decisions.acts_of_claim(claim, types=("decision", "note"))] == [decision]
    assert [act.event for act in decisions.acts_of_pair(claim_of(2), claim, types=("decision",))] == [decision]
    assert [act.event for act in decisions.acts_of_version(VERSION)] == [revision]
    assert decisions.acts_of_article("x" * 26) == ()
    assert decisions.pairs_of_claim(claim) == (tuple(sorted((claim, claim_of(2)))),)
    assert set(decisions.claims_with_acts()) == {claim, claim_of(2), claim_of(9)}
    assert list(decisions.claims_with_acts(("verdict",))) == [claim]
    assert list(decisions.articles_with_acts()) == []
    touching = decisions.acts_touching([claim, claim_of(2), claim_of(77)], types=("revise", "verdict"))
    assert {thing: [act.event for act in acts] for thing, acts in touching.items()} == {
        claim: [verdict, revision],
        claim_of(2): [revision],
    }
    assert [act.event.type for act in decisions.acts_of_type("genesis")] == ["genesis"]
    assert [act.event for act in decisions.acts_of_person(desk.me, types=("verdict",))] == [verdict]
    assert [act.event for act in decisions.acts_naming_blob(verdict.data["value"])] == [verdict]
    assert decisions.standings([3, 999]) == {3: (True, True)}


def test_acts_on_articles_and_versions(database: Database, desk: Desk) -> None:
    article, other = sorted(("a" * 26, "b" * 26))
    sha, blob = salted("independent")
    lineage = {"left": article, "right": other, "outcome": sha, "rationale": None, "seen": None, "batch": None}
    lineage_event = desk.append("lineage", lineage, blob)
    date = desk.append("date", {"article": article, "date": "2017-07-24", "batch": None})
    block = {"version": VERSION, "span": [0, 9], "class": "widget", "batch": None}
    first = desk.append("block", block)
    second = desk.append("block", {**block, "class": "body"})
    decisions = database.decisions
    assert [act.event for act in decisions.acts_of_article(article)] == [lineage_event, date]
    assert [act.event for act in decisions.acts_of_pair(article, other)] == [lineage_event]
    assert [act.event for act in decisions.acts_of_version(VERSION, current=True)] == [second]
    assert second.data["replaces"] == [first.hash]
    assert list(decisions.articles_with_acts()) == [article, other]
    assert list(decisions.claims_with_acts()) == []


def test_the_rule_may_be_asked_over_the_acts_of_a_claim(database: Database, desk: Desk) -> None:
    desk.policy(reviews=2, blind=True)
    desk.verdict(1)
    bo = Desk(database, "Bo")
    event = bo.verdict(1, "refuted")
    bo.undo(event)
    state = database.decisions.state(claims=[claim_of(1)])
    assert state.ground.in_force()["reviews"] == 2
    assert state.persons_in(claim_of(1), "content") == (database.decisions.person_of(desk.me),)
    assert not state.live(event.hash)


def test_erased_blobs_stay_erased(database: Database, desk: Desk) -> None:
    event = desk.verdict(1)
    sha = event.data["rationale"]
    body = database.blob(sha)
    assert body is not None
    with database.write():
        database._c.conn.execute("UPDATE blob SET body = NULL WHERE sha256 = ?", (sha,))
    database.put_blobs({sha: body})
    assert database.erased(sha)
    assert not database.has_blob(sha)
    assert database.words(sha) is None
    assert not database.erased(event.data["value"])


def test_a_change_made_behind_the_log_is_found(database: Database, desk: Desk) -> None:
    first, second = desk.verdict(1), desk.verdict(2)
    with database.write():
        database._c.conn.execute("UPDATE act SET current = 0 WHERE hash = ?", (first.hash,))
        database._c.conn.execute("DELETE FROM act_on WHERE thing = ?", (claim_of(2),))
    faults = database.decisions.check()
    assert len(faults) == 2
    assert first.hash[:12] in "".join(faults)
    assert second.hash[:12] in "".join(faults)
    database.rebuild_decisions()
    assert database.decisions.check() == []


def test_faults_name_a_wrong_head_and_a_wrong_blob(database: Database, desk: Desk) -> None:
    event = desk.verdict(1)
    assert database.faults() == []
    with database.write():
        database._c.conn.execute("UPDATE head SET seq = 2, hash = ?", (event.prev,))
        database._c.conn.execute("UPDATE blob SET body = x'00' WHERE sha256 = ?", (event.data["value"],))
    faults = database.faults()
    assert len(faults) == 2
    assert "head" in faults[0]
    assert event.data["value"][:12] in faults[1]


def test_threads_share_one_database(database: Database, desk: Desk) -> None:
    seen: list[int] = []

    def work(start: int) -> None:
        for number in range(start, start + 10):
            desk.verdict(number)
            seen.append(len(database.decisions.acts_of_claim(claim_of(number))))

    threads = [threading.Thread(target=work, args=(start,)) for start in (0, 100, 200)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == [1] * 30
    assert chain.check(stored.event for stored in database.events()) == []
    assert database.decisions.check() == []


def test_a_threads_connection_ends_with_it(database: Database) -> None:
    thread = threading.Thread(target=database.last_id)
    database.last_id()
    thread.start()
    thread.join()
    assert len(database._c._all) == 1


def test_commits_are_noticed(database: Database, desk: Desk) -> None:
    assert not database.changed()
    assert not database.changed()
    desk.verdict(1)
    assert database.changed()
    assert not database.changed()


def test_what_others_write_is_told_from_ones_own(database: Database, desk: Desk) -> None:
    database.others_wrote()
    desk.verdict(1)
    assert not database.others_wrote()
    with Database.create_or_open(database.path) as elsewhere:
        elsewhere.local.set("seen", "1")
    assert database.others_wrote()
    assert not database.others_wrote()


@pytest.mark.skipif(not _sqlite.HAS_WAL_FIX, reason="without a write-ahead log, who reads makes writers wait")
def test_a_snapshot_sees_one_moment(database: Database, desk: Desk) -> None:
    with database.snapshot():
        before = database.last_id()
        thread = threading.Thread(target=desk.verdict, args=(1,))
        thread.start()
        thread.join()
        assert database.last_id() == before
    assert database.last_id() == before + 1
