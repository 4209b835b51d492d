"""Looking: lists and filters, the queue, the log in words, read-only places."""

from __future__ import annotations

import pytest

from reviewer.errors import NotFound, ReadOnly
from reviewer.model.comparison import Outcome, PairWord
from reviewer.model.lineage import LineageKind
from reviewer.model.order import Order
from reviewer.model.span import Span
from reviewer.model.verdict import Status, Value
from reviewer.workspace import Workspace
from reviewer.workspace.views import Filter
from tests.workspace.workspace_tools import SAILINGS, STORM, UNION, WAGES, Folder, claim, events, rows

COURIER, RADIO = "articles/courier.txt", "articles/radio.txt"


def ids(desk: Workspace, **wanted: object) -> list[str]:
    found = desk.listing(Filter(**wanted))
    return [row.id for row in found.rows(0, len(found))]


# ---- lists


def test_the_list_is_by_article_in_text_order(desk: Workspace) -> None:
    found = rows(desk)
    places = [(row.article_number, desk.claim(row.id).claim.span.start) for row in found]
    assert places == sorted(places)
    listing = desk.listing()
    assert [listing.index_of(row.id) for row in found] == list(range(len(found)))
    assert listing.rows(2, 4) == found[2:4]
    assert listing.rows(len(found), len(found) + 5) == []


def test_a_list_filters_by_status_and_value(desk: Workspace) -> None:
    judged = claim(desk, STORM, RADIO)
    desk.verdict(judged, Value.REFUTED)
    assert ids(desk, statuses=frozenset({Status.DECIDED})) == [judged]
    assert ids(desk, values=frozenset({Value.REFUTED, Value.SUPPORTED})) == [judged]
    assert ids(desk, values=frozenset({Value.SUPPORTED})) == []
    assert len(ids(desk, statuses=frozenset({Status.OPEN}))) == len(rows(desk)) - 1
    assert len(ids(desk, statuses=frozenset(Status))) == len(rows(desk))


def test_a_list_filters_by_article_words_and_claimant(desk: Workspace) -> None:
    assert {desk.row(found).article_number for found in ids(desk, article=COURIER)} == {1}
    assert ids(desk, text="storm harbour") == [claim(desk, STORM, RADIO)]
    assert claim(desk, UNION) in ids(desk, claimant="union")
    assert ids(desk, text="unicorns") == []
    with pytest.raises(NotFound):
        desk.listing(Filter(article="articles/absent.txt"))


def test_a_list_filters_by_how_articles_are_related(desk: Workspace) -> None:
    machine = {(one.left, one.right): one for one in desk.lineages()}
    kinds = {one.kind for one in machine.values()}
    assert kinds
    for kind in kinds:
        expected = {
            row.id
            for row in rows(desk)
            for match in desk.claim(row.id).matches
            if match.lineage is not None and match.lineage.kind is kind
        }
        assert set(ids(desk, lineages=frozenset({kind}))) == expected
    row = next(row for row in rows(desk) if desk.claim(row.id).matches)
    match = desk.claim(row.id).matches[0]
    assert row.id not in ids(desk, lineages=frozenset({LineageKind.INDEPENDENT}))
    desk.set_lineage(row.article, match.row.article, LineageKind.INDEPENDENT)
    independent = ids(desk, lineages=frozenset({LineageKind.INDEPENDENT}))
    assert {row.id, match.row.id} <= set(independent)
    desk.undo()
    assert row.id not in ids(desk, lineages=frozenset({LineageKind.INDEPENDENT}))


@pytest.mark.parametrize("order", Order)
def test_every_order_has_all_claims_and_sorts_by_what_it_says(desk: Workspace, order: Order) -> None:
    found = ids(desk, order=order)
    assert sorted(found) == sorted(row.id for row in rows(desk))
    views = [desk.claim(claim) for claim in found]
    place = {row.id: at for at, row in enumerate(rows(desk))}
    by = {
        Order.TEXT: lambda v: place[v.row.id],
        Order.SCORE: lambda v: (-v.claim.score, place[v.row.id]),
        Order.MATCHES: lambda v: (-v.row.matches, place[v.row.id]),
        Order.AT_ODDS: lambda v: (not v.row.disagrees, -v.claim.score, place[v.row.id]),
    }[order]
    assert found == [view.row.id for view in sorted(views, key=by)]
    assert Filter(order=order).empty == (order is Order.TEXT)


def test_hostile_search_words_are_words(desk: Workspace) -> None:
    for words in ('"', "AND", "a*", "NEAR(", "'; DROP TABLE claim;--", "\x00", "storm OR", "(((", "col:storm"):
        ids(desk, text=words)
    assert len(rows(desk)) > 20


def test_a_list_filters_by_person(folder: Folder, desk: Workspace) -> None:
    with folder.open("Bo") as other:
        other.verdict(claim(desk, STORM, RADIO), Value.SUPPORTED)
    desk.verdict(claim(desk, UNION), Value.SUPPORTED, copies=False)
    assert ids(desk, person="Bo") == [claim(desk, STORM, RADIO)]
    assert ids(desk, person="ada") == [claim(desk, UNION)]
    with pytest.raises(NotFound, match="Zed"):
        desk.listing(Filter(person="Zed"))


def test_a_list_filters_by_matches_and_their_outcome(desk: Workspace) -> None:
    lonely = claim(desk, "Nobody was hurt", RADIO)
    assert lonely in ids(desk, matched=False)
    assert claim(desk, WAGES) in ids(desk, matched=True)
    left, right = claim(desk, WAGES), claim(desk, WAGES, RADIO)
    desk.decide(left, right, PairWord.CONTRADICTS)
    assert set(ids(desk, outcomes=frozenset({Outcome.CONTRADICTS}))) >= {left, right}


def test_a_list_filters_by_what_was_put_off_and_needs_a_look(desk: Workspace) -> None:
    put_off = claim(desk, STORM, RADIO)
    desk.postpone(put_off)
    assert ids(desk, postponed=True) == [put_off]
    assert put_off not in ids(desk, postponed=False)
    old = claim(desk, UNION)
    desk.verdict(old, Value.SUPPORTED, copies=False)
    place = desk.claim(old).claim.span
    (new,) = desk.revise([old], [[Span(place.start, place.end - 10)]]).claims
    assert ids(desk, needs_look=True) == [new]


def test_conditions_combine(desk: Workspace) -> None:
    with_number = ids(desk, has_number=True, article=COURIER)
    assert claim(desk, SAILINGS) in with_number
    assert with_number != ids(desk, has_number=True)
    assert set(ids(desk, min_score=0.99)) <= set(ids(desk, min_score=0.01))


def test_why_gives_reasons_in_words(desk: Workspace) -> None:
    found = desk.why(claim(desk, UNION))
    assert found.reasons == found.shipped_reasons
    assert all(reason.words and reason.weight for reason in found.reasons)
    kept = desk.claim(claim(desk, UNION)).claim
    assert (found.score, found.reasons) == (kept.score, kept.reasons)


# ---- the queue


def test_the_next_claim_is_the_next_open_one_and_wraps_round(desk: Workspace) -> None:
    order = [row.id for row in rows(desk)]
    assert desk.next_claim() == order[0]
    assert desk.next_claim(order[3]) == order[4]
    assert desk.next_claim(order[-1]) == order[0]
    desk.verdicts(order[:2], Value.SUPPORTED)
    assert desk.next_claim() == order[2]
    assert desk.next_claim(order[-1]) == order[2]
    desk.verdicts(order[2:-1], Value.SUPPORTED)
    assert desk.next_claim() == desk.next_claim(order[-1]) == order[-1]
    desk.verdict(order[-1], Value.SUPPORTED)
    assert desk.next_claim() is None


def test_the_next_claim_after_one_that_is_listed_no_more_is_found(desk: Workspace) -> None:
    order = [row.id for row in rows(desk)]
    place = desk.claim(order[4]).claim.span
    desk.revise([order[4]], [[Span(place.start, place.end - 6)]])
    assert desk.next_claim(order[4]) in {row.id for row in rows(desk)}


def test_what_i_judged_is_not_asked_again_while_others_are_waited_for(folder: Folder, desk: Workspace) -> None:
    folder.rules("reviews: 2\n")
    desk.update()
    first = desk.next_claim()
    assert first is not None
    desk.verdict(first, Value.SUPPORTED, copies=False)
    assert desk.next_claim() != first
    with folder.open("Bo") as other:
        assert other.next_claim() == first


# ---- the log in words


def test_the_log_tells_every_act_in_words(folder: Folder, desk: Workspace) -> None:
    one, other = claim(desk, WAGES), claim(desk, WAGES, RADIO)
    numbers = {found: desk.row(found).number for found in (one, other)}
    before = events(desk)
    desk.verdict(one, Value.SUPPORTED, copies=False)
    desk.note(one, rationale="see the deal")
    desk.postpone(other)
    desk.decide(one, other, PairWord.AGREES)
    desk.set_date(RADIO, "2024-03-07")
    desk.signoff(RADIO)
    desk.undo()
    said = [line.words for line in desk.log()][before:]
    assert said == [
        f"verdict on claim {numbers[one]}: Supported",
        f"note on claim {numbers[one]}",
        f"claim {numbers[other]} postponed",
        said[3],
        f"date of article 4 ({RADIO}): 2024-03-07",
        f"article 4 ({RADIO}) signed off",
        f"undone: article 4 ({RADIO}) signed off",
    ]
    assert set(said[3].split(": ")[0].replace("claim ", "").split(" and ")) == set(numbers.values())
    assert said[3].endswith(": agrees")
    assert [line.live for line in desk.log()][before:] == [True] * 5 + [False, True]


def test_every_line_of_the_log_is_plain_words(desk: Workspace) -> None:
    for line in desk.log():
        assert line.words
        assert line.words.isprintable()
        assert line.person == "Ada"


def test_the_log_is_read_in_parts_by_claim_and_by_person(folder: Folder, desk: Workspace) -> None:
    found = claim(desk, STORM, RADIO)
    with folder.open("Bo") as other:
        other.verdict(found, Value.SUPPORTED)
    desk.note(found, rationale="see the log")
    everything = list(desk.log())
    assert list(desk.log(after=everything[4].id, limit=3)) == everything[5:8]
    assert [line.type for line in desk.log(claim=found)] == ["verdict", "note"]
    assert [line.type for line in desk.log(person="Bo")] == ["actor", "verdict"]
    assert [line.type for line in desk.log(claim=found, person="Bo")] == ["verdict"]
    with pytest.raises(NotFound):
        list(desk.log(person="Zed"))


def test_names_with_terminal_codes_are_the_fronts_business_and_are_kept(folder: Folder) -> None:
    with folder.open("Eve\x1b[2J") as workspace:
        assert workspace.me == "Eve\x1b[2J"
        workspace.verdict(claim(workspace, STORM, RADIO), Value.SUPPORTED)
        assert list(workspace.log())[-1].person == "Eve\x1b[2J"


# ---- others, and places that cannot be written


def test_a_change_by_somebody_else_is_noticed_once(folder: Folder, desk: Workspace) -> None:
    desk.changed()
    assert not desk.changed()
    with folder.open("Bo") as other:
        other.verdict(claim(desk, STORM, RADIO), Value.SUPPORTED)
    assert desk.changed()
    assert not desk.changed()
    assert desk.row(claim(desk, STORM, RADIO)).value is Value.SUPPORTED


def test_read_only_shows_everything_and_takes_nothing(folder: Folder, desk: Workspace) -> None:
    found = claim(desk, STORM, RADIO)
    desk.verdict(found, Value.SUPPORTED, private="ask Tom")
    before = events(desk)
    with folder.open("Zed", read_only=True) as other:
        assert other.read_only
        assert [row.id for row in rows(other)] == [row.id for row in rows(desk)]
        assert other.claim(found).verdicts[0].private == ""
        assert other.row(found).mine is None
        assert other.next_claim() == desk.next_claim()
        assert other.verify().ok
        assert other.summary().decided == 1
        other.save_draft("a", "b")
        for act in (
            lambda: other.verdict(found, Value.REFUTED),
            lambda: other.note(found, rationale="x"),
            lambda: other.postpone(found),
            lambda: other.undo(),
            lambda: other.signoff(RADIO),
            lambda: other.decide(found, claim(desk, SAILINGS), PairWord.AGREES),
            lambda: other.update(),
            lambda: other.add([folder.path / RADIO]),
            lambda: other.rebuild(),
            lambda: other.export("yaml", None),
            lambda: other.attach(folder.path / RADIO),
        ):
            with pytest.raises(ReadOnly) as caught:
                act()
            assert caught.value.kept
            assert caught.value.next_step
    assert events(desk) == before


def test_read_only_for_somebody_known_shows_their_own_words(folder: Folder, desk: Workspace) -> None:
    found = claim(desk, STORM, RADIO)
    desk.verdict(found, Value.SUPPORTED, private="ask Tom")
    with folder.open("Ada", read_only=True) as same:
        assert same.row(found).mine is Value.SUPPORTED
        assert same.claim(found).verdicts[0].private == "ask Tom"
