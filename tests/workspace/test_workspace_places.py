"""Where claims stand, by hand: blocks, dates, claims given, adjusted, split and merged, and the way back."""

from __future__ import annotations

import pytest

from reviewer.errors import AnchorError, NotFound, UsageError
from reviewer.model.article import BlockClass
from reviewer.model.claim import ClaimKind
from reviewer.model.span import Span
from reviewer.model.verdict import Status, Value
from reviewer.workspace import Workspace
from tests.workspace.workspace_tools import STORM, UNION, WAGES, Folder, claim, events, quotes, rows

COURIER, RADIO = "articles/courier.txt", "articles/radio.txt"


def span(desk: Workspace, words: str, article: str = COURIER) -> Span:
    text = desk.text(desk.article(article).id).text
    start = text.index(words)
    return Span(start, start + len(words))


def block(desk: Workspace, words: str, article: str = COURIER) -> Span:
    place = span(desk, words, article)
    return next(b.span for b in desk.text(desk.article(article).id).blocks if b.span.contains(place))


def listed(desk: Workspace) -> list[str]:
    return [row.id for row in rows(desk)]


# ---- blocks


def test_a_block_that_is_no_body_lists_its_claims_no_more(desk: Workspace) -> None:
    courier, before = desk.article(COURIER).id, listed(desk)
    place = block(desk, "More than 60,000")
    desk.flip_block(courier, place, BlockClass.WIDGET)
    assert not any("60,000" in quote for quote in quotes(desk))
    assert any("412" in quote for quote in quotes(desk))
    (flipped,) = [b for b in desk.text(courier).blocks if b.by]
    assert (flipped.span, flipped.cls, flipped.by) == (place, BlockClass.WIDGET, "Ada")
    desk.undo()
    assert listed(desk) == before
    desk.redo()
    assert not any("60,000" in quote for quote in quotes(desk))


def test_a_block_that_becomes_body_lists_its_claims(desk: Workspace) -> None:
    courier = desk.article(COURIER).id
    desk.flip_block(courier, block(desk, "More than 60,000"), BlockClass.FOOTER)
    desk.flip_block(courier, block(desk, "More than 60,000"), BlockClass.BODY)
    assert any("60,000" in quote for quote in quotes(desk))


def test_a_judged_claim_of_a_flipped_block_stays_listed(desk: Workspace) -> None:
    judged = claim(desk, "60,000")
    desk.verdict(judged, Value.SUPPORTED, copies=False)
    desk.flip_block(desk.article(COURIER).id, block(desk, "More than 60,000"), BlockClass.WIDGET)
    assert judged in listed(desk)
    desk.undo()
    desk.undo()
    desk.flip_block(desk.article(COURIER).id, block(desk, "More than 60,000"), BlockClass.WIDGET)
    assert judged not in listed(desk)


def test_where_reviewers_differ_on_a_block_its_claims_are_listed(folder: Folder, desk: Workspace) -> None:
    courier = desk.article(COURIER).id
    with folder.open("Bo") as other:
        other.flip_block(courier, block(desk, "More than 60,000"), BlockClass.BODY)
    desk.flip_block(courier, block(desk, "More than 60,000"), BlockClass.WIDGET)
    assert any("60,000" in quote for quote in quotes(desk))


def test_a_place_that_is_no_block_is_refused(desk: Workspace) -> None:
    before = events(desk)
    with pytest.raises(AnchorError, match="no block"):
        desk.flip_block(desk.article(COURIER).id, Span(3, 9), BlockClass.WIDGET)
    assert events(desk) == before


# ---- dates


def test_a_date_resolves_what_relative_words_mean(desk: Workspace) -> None:
    radio = desk.article(RADIO).id
    found = claim(desk, STORM, RADIO)
    assert [moment.first for moment in desk.claim(found).claim.moments] == [None]
    desk.set_date(radio, "2024-03-07")
    assert [moment.first for moment in desk.claim(found).claim.moments] == ["2024-03-04"]
    assert desk.article(radio).metadata.date == "2024-03-07"
    desk.undo()
    assert [moment.first for moment in desk.claim(found).claim.moments] == [None]
    assert desk.article(radio).metadata.date is None


def test_a_date_can_be_set_to_unknown(desk: Workspace) -> None:
    desk.set_date(COURIER, "")
    assert desk.article(COURIER).metadata.date is None


def test_dates_of_two_reviewers_are_told(folder: Folder, desk: Workspace) -> None:
    desk.set_date(RADIO, "2024-03-07")
    with folder.open("Bo") as other:
        other.set_date(RADIO, "2024-03-08")
        assert any("different dates" in remark for remark in other.article(RADIO).remarks)
    assert desk.article(RADIO).metadata.date == "2024-03-08"


@pytest.mark.parametrize("day", ["yesterday", "2024-02-30", "7 March", "2024-03-07T25:00"])
def test_what_is_no_date_is_refused(desk: Workspace, day: str) -> None:
    with pytest.raises(UsageError, match="not a date"):
        desk.set_date(RADIO, day)


# ---- by hand


def test_a_claim_by_hand_stands_on_the_words_that_were_chosen(desk: Workspace) -> None:
    place = span(desk, "412 of its 480 members")
    receipt = desk.give(COURIER, [place, span(desk, "The union")], kind=ClaimKind.FACT)
    view = desk.claim(receipt.claims[0])
    assert view.claim.quote == "412 of its 480 members"
    assert [each.of(desk.text(view.article.id).text) for each in view.claim.carried] == ["The union"]
    assert receipt.claims[0] in listed(desk)
    desk.undo()
    assert receipt.claims[0] not in listed(desk)
    desk.redo()
    assert receipt.claims[0] in listed(desk)


def test_a_claim_by_hand_is_matched_like_any_other(desk: Workspace) -> None:
    found = desk.give(COURIER, [span(desk, "The company will pay 3.2 million crowns")]).claims[0]
    assert claim(desk, WAGES, RADIO) in {match.row.id for match in desk.claim(found).matches}


def test_white_space_around_the_chosen_words_is_left_out(desk: Workspace) -> None:
    place = span(desk, " 27 cancelled sailings on Sunday.\n\n")
    found = desk.give(COURIER, [place]).claims[0]
    assert desk.row(found).quote == "27 cancelled sailings on Sunday."


def test_giving_twice_gives_the_same_claim(desk: Workspace) -> None:
    place = span(desk, "412 of its 480 members")
    one, other = desk.give(COURIER, [place]), desk.give(COURIER, [place])
    assert one.claims == other.claims
    assert listed(desk).count(one.claims[0]) == 1


@pytest.mark.parametrize("place", [Span(0, 100_000), Span(31, 33)])
def test_words_that_are_none_are_refused(desk: Workspace, place: Span) -> None:
    before = events(desk)
    with pytest.raises(AnchorError):
        desk.give(COURIER, [place])
    with pytest.raises(UsageError):
        desk.give(COURIER, [])
    with pytest.raises(NotFound):
        desk.give("articles/absent.txt", [Span(0, 5)])
    assert events(desk) == before


# ---- revising


def test_adjusting_puts_a_new_claim_in_the_place_of_the_old(desk: Workspace) -> None:
    old = claim(desk, UNION)
    receipt = desk.revise([old], [[span(desk, "412 of its 480 members had voted")]])
    (new,) = receipt.claims
    assert old not in listed(desk)
    assert desk.row(new).quote == "412 of its 480 members had voted"
    assert desk.claim(new).revises == (old,)
    assert desk.claim(old).revised_by == (new,)
    desk.undo()
    assert old in listed(desk)
    assert new not in listed(desk)
    desk.redo()
    assert new in listed(desk)
    assert old not in listed(desk)


def test_a_verdict_stays_on_the_old_words_and_asks_for_another_look(desk: Workspace) -> None:
    old = claim(desk, UNION)
    desk.verdict(old, Value.SUPPORTED, copies=False)
    (new,) = desk.revise([old], [[span(desk, "412 of its 480 members had voted")]]).claims
    assert desk.row(new).status is Status.OPEN
    assert "words were changed" in desk.row(new).needs_look
    assert desk.row(old).value is Value.SUPPORTED
    assert old not in listed(desk)
    desk.verdict(new, Value.SUPPORTED, copies=False)
    assert desk.row(new).needs_look == ""


def test_one_claim_is_split_into_several_as_one_act(desk: Workspace) -> None:
    old = claim(desk, UNION)
    parts = [[span(desk, "412 of its 480 members")], [span(desk, "voted for the offer")]]
    receipt = desk.revise([old], parts)
    assert len(receipt.claims) == 2
    assert receipt.batch
    assert set(receipt.claims) <= set(listed(desk))
    assert old not in listed(desk)
    desk.undo()
    assert old in listed(desk)
    assert not set(receipt.claims) & set(listed(desk))
    desk.redo()
    assert set(receipt.claims) <= set(listed(desk))


def test_several_claims_are_merged_into_one(desk: Workspace) -> None:
    olds = [claim(desk, "60,000"), claim(desk, "27 cancelled")]
    whole = Span(span(desk, "More than").start, span(desk, "on Sunday").end)
    (new,) = desk.revise(olds, [[whole]]).claims
    assert new in listed(desk)
    assert not set(olds) & set(listed(desk))
    assert set(desk.claim(new).revises) == set(olds)
    desk.undo()
    assert set(olds) <= set(listed(desk))
    assert new not in listed(desk)


def test_adjusting_again_and_back(desk: Workspace) -> None:
    old = claim(desk, UNION)
    (second,) = desk.revise([old], [[span(desk, "412 of its 480 members had voted")]]).claims
    (third,) = desk.revise([second], [[span(desk, "412 of its 480 members")]]).claims
    assert [found for found in (old, second, third) if found in listed(desk)] == [third]
    (back,) = desk.revise([third], [[desk.claim(old).claim.span]]).claims
    assert back == old
    assert [found for found in (old, second, third) if found in listed(desk)] == [old]
    desk.undo()
    assert [found for found in (old, second, third) if found in listed(desk)] == [third]


def test_what_cannot_be_revised_is_refused(desk: Workspace) -> None:
    old, before = claim(desk, UNION), events(desk)
    with pytest.raises(UsageError, match="already"):
        desk.revise([old], [[desk.claim(old).claim.span]])
    with pytest.raises(UsageError, match="one article"):
        desk.revise([old, claim(desk, STORM, RADIO)], [[Span(0, 5)]])
    with pytest.raises(UsageError, match="several"):
        desk.revise([old, claim(desk, WAGES)], [[Span(0, 5)], [Span(6, 9)]])
    with pytest.raises(UsageError):
        desk.revise([old], [])
    with pytest.raises(AnchorError):
        desk.revise([old], [[Span(0, 100_000)]])
    with pytest.raises(UsageError):
        desk.revise(["a" * 26], [[Span(0, 5)]])
    assert events(desk) == before


def test_numbers_of_claims_are_never_given_to_others(desk: Workspace) -> None:
    old = claim(desk, UNION)
    number = desk.row(old).number
    (new,) = desk.revise([old], [[span(desk, "412 of its 480 members")]]).claims
    assert desk.row(new).number != number
    assert desk.find_claim(number) == old
    desk.rebuild()
    assert desk.find_claim(number) == old
    assert desk.find_claim(desk.row(new).number) == new
