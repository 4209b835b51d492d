"""Judging on the running screen: saved before said, failures kept, pairs, side by side, corrections."""

from __future__ import annotations

import re

from textual.geometry import Offset
from textual.selection import Selection

from reviewer.errors import Busy, DiskFull, NotFound
from reviewer.model.article import BlockClass
from reviewer.model.policy import Policy, Question
from reviewer.model.span import Span
from reviewer.model.verdict import Value
from reviewer.tui.show.article import MARGIN
from reviewer.tui.widgets.article_view import ArticleView
from reviewer.workspace.views import Filter, Receipt
from tests.tui.driving import lines_of, press, session_of, shown, text_of, typed
from tests.tui.fake_desk import FakeDesk

# ---- judging


async def test_the_screen_says_saved_only_after_the_workspace_has_it(desk: FakeDesk) -> None:
    seen: list[str] = []
    give = desk.verdict

    def slow(*args, **more) -> Receipt:
        seen.append(text_of(pilot))
        return give(*args, **more)

    async with shown(desk) as pilot:
        desk.verdict = slow  # type: ignore[method-assign]
        await pilot.press("s")
        assert "saved" not in seen[0]
        assert "✓ Supported saved (u undoes)" in text_of(pilot)
        assert "claim 1.2 · 2 of 22" in lines_of(pilot)[0], "the next claim is already drawn"
        assert "Is it so that “damaged more than 140" in text_of(pilot)
        await press(pilot, "u")
        assert "Undone" in text_of(pilot)
        assert "claim 1.1" in lines_of(pilot)[0]


STUDY = (Question("topic", {"storm": "1", "port": "2"}, "What it is mainly about."), Question("tone", {"calm": "1"}))


async def test_in_a_blind_study_the_questions_come_before_the_verdict() -> None:
    desk = FakeDesk(policy=Policy(reviews=2, blind=True, questions=STUDY))
    async with shown(desk) as pilot:
        assert "topic, tone to be answered (Q)" in text_of(pilot), "told at 80x24 too"
        await press(pilot, "s")
        assert "1.1, question 1 of 2: topic" in text_of(pilot)
        assert "What it is mainly about." in text_of(pilot)
        await press(pilot, "2")
        await press(pilot, "1")
        head = desk.by["storm.head"]
        assert desk.answers == {(head, "topic"): "port", (head, "tone"): "calm"}
        assert "✓ Supported saved" in text_of(pilot)
        assert "claim 1.2" in lines_of(pilot)[0]


async def test_who_leaves_the_questions_saves_only_by_the_same_key_again() -> None:
    desk = FakeDesk(policy=Policy(reviews=2, blind=True, questions=STUDY))
    async with shown(desk) as pilot:
        await press(pilot, "s")
        await press(pilot, "1")
        await press(pilot, "escape")
        assert "Not saved yet: tone to be answered; the same key again saves without" in text_of(pilot)
        assert not desk.claim(desk.by["storm.head"]).verdicts
        await press(pilot, "r")
        assert "question 2 of 2: tone" in text_of(pilot), "another verdict is asked about too"
        await press(pilot, "escape")
        await press(pilot, "r")
        assert [verdict.value for verdict in desk.claim(desk.by["storm.head"]).verdicts] == [Value.REFUTED]


async def test_where_everybody_sees_everything_questions_do_not_stand_in_the_way() -> None:
    desk = FakeDesk(policy=Policy(questions=STUDY))
    async with shown(desk) as pilot:
        await press(pilot, "s")
        assert "✓ Supported saved" in text_of(pilot)


async def test_digits_and_letters_judge(desk: FakeDesk) -> None:
    async with shown(desk) as pilot:
        await pilot.press("1", "r", "3", "n", "5")
        values = [row.mine for row in desk.listing().rows(0, 5)]
        assert values == list(Value)


async def test_a_failure_is_marked_on_the_row_and_keeps_what_was_typed(desk: FakeDesk) -> None:
    async with shown(desk, (120, 40)) as pilot:
        await press(pilot, "t")
        await typed(pilot, "why not")
        await press(pilot, "enter")
        assert "waiting   rationale “why not”" in text_of(pilot)
        desk.fail = DiskFull(
            "no room left on the disk", kept="what you typed is kept", next_step="make room, then press the key again"
        )
        await press(pilot, "r")
        words = text_of(pilot)
        assert "! not saved: no room left on the disk; what you typed is kept; make room" in words
        assert "!! 1.1" in words
        assert "rationale “why not”" in words
        desk.fail = None
        await press(pilot, "r")
        assert desk.claim(desk.by["storm.head"]).verdicts[-1].rationale == "why not"
        assert "!!" not in text_of(pilot)


async def test_marked_claims_are_asked_about_and_undone_at_once(desk: FakeDesk) -> None:
    async with shown(desk) as pilot:
        await pilot.press("space", "space", "o")
        assert "Not a claim for 2 marked claims?" in text_of(pilot)
        await press(pilot, "escape")
        assert "Nothing was changed" in text_of(pilot)
        assert not desk.acts
        await press(pilot, "o", "y")
        assert "Not a claim saved for 2 claims (u undoes)" in text_of(pilot)
        await press(pilot, "u")
        assert all(row.mine is None for row in desk.listing().rows(0, 5))


async def test_a_word_on_a_pair_is_shown_with_the_machines(desk: FakeDesk) -> None:
    async with shown(desk, (120, 40)) as pilot:
        await press(pilot, "j", "j", "~")
        assert "cannot tell (you; machine: contradicts)" in text_of(pilot)
        assert "claim 1.3" in lines_of(pilot)[0]


async def test_attribution_is_another_question(desk: FakeDesk) -> None:
    async with shown(desk) as pilot:
        await press(pilot, "j", "v")
        words = text_of(pilot)
        assert "Did the port authority say that “damaged more than 140 moored boats”?" in words
        assert "judging: attribution" in words


async def test_a_key_that_cannot_act_says_why(desk: FakeDesk) -> None:
    async with shown(desk) as pilot:
        await press(pilot, "end", "=")
        assert "! This claim has no match" in text_of(pilot)


# ---- side by side


async def test_deciding_side_by_side_and_going_to_the_other_claim(desk: FakeDesk) -> None:
    async with shown(desk, (120, 40)) as pilot:
        await press(pilot, "j", "j", "m", "!")
        assert "contradicts (you; machine: contradicts)" in text_of(pilot)
        assert "people you: contradicts" in " ".join(text_of(pilot).split())
        await press(pilot, "e")
        assert "Evidence: 3.1 refutes" in text_of(pilot)
        await press(pilot, "g")
        assert "claim 3.1" in lines_of(pilot)[0]


async def test_a_decided_pair_is_opened_again_side_by_side(desk: FakeDesk) -> None:
    async with shown(desk, (120, 40)) as pilot:
        await press(pilot, "j", "j", "m", "x")
        assert "you: other thing" in text_of(pilot)
        await press(pilot, "o")
        assert "asked again" in text_of(pilot)
        assert "you: other thing" not in text_of(pilot)


async def test_both_texts_scroll_to_their_claims(desk: FakeDesk) -> None:
    async with shown(desk, (120, 40)) as pilot:
        await press(pilot, "j", "j", "m")
        views = list(pilot.app.screen.query(ArticleView))
        assert [view.focus_on.claim for view in views] == [desk.by["storm.berths"], desk.by["rival.berths"]]


async def test_a_word_on_two_articles_changes_what_is_counted(desk: FakeDesk) -> None:
    async with shown(desk, (120, 40)) as pilot:
        await press(pilot, "j", "j", "m", "l")
        await typed(pilot, "independent")
        await press(pilot, "enter")
        assert "independent, a person says: two votes" in text_of(pilot)
        await press(pilot, "u")
        assert "no link found" in text_of(pilot)


async def test_the_places_in_both_texts_survive_what_others_write(desk: FakeDesk) -> None:
    async with shown(desk, (120, 30)) as pilot:
        await press(pilot, "j", "j", "m", "pagedown")
        view = pilot.app.screen.query_one("#here-text", ArticleView)
        place = view.scroll_offset.y
        assert place > 0
        pilot.app.refresh_all()  # type: ignore[attr-defined]
        await pilot.pause()
        assert view.scroll_offset.y == place


# ---- corrections


async def test_a_part_of_an_article_can_be_named_anew(desk: FakeDesk) -> None:
    async with shown(desk) as pilot:
        await press(pilot, "B")
        assert re.search(r"▸ Headline: its claims are listed +as it is now", text_of(pilot))
        await typed(pilot, "widget")
        await press(pilot, "enter")
        assert "Block saved" in text_of(pilot)
        assert session_of(pilot).text.blocks[0].cls is BlockClass.WIDGET


async def test_a_date_can_be_set(desk: FakeDesk) -> None:
    async with shown(desk) as pilot:
        await press(pilot, "end", "D")
        await typed(pilot, "2031-03-01")
        await press(pilot, "enter")
        assert "2031-03-01" in lines_of(pilot)[1]


async def test_the_last_word_needs_a_reason(desk: FakeDesk) -> None:
    async with shown(desk, (120, 40)) as pilot:
        for reason, answer in (("", "the last word needs a reason"), ("Both logs agree.", "Last word saved")):
            await press(pilot, "A", "r")
            assert "Refuted, because:" in text_of(pilot)
            if reason:
                await typed(pilot, reason)
            await press(pilot, "enter")
            assert answer in text_of(pilot)
            if not reason:
                await press(pilot, "escape")
        assert "last word you ✗ Refuted · “Both logs agree.”" in text_of(pilot)


async def test_an_error_behind_any_key_is_said_and_not_the_end(desk: FakeDesk) -> None:
    def busy(*args, **more):
        raise Busy("another process holds the database")

    async with shown(desk) as pilot:
        desk.claim = busy  # type: ignore[method-assign]
        await press(pilot, "j")
        assert "! another process holds the database" in text_of(pilot)
        await press(pilot, "q", "j", "enter")
        assert "! another process holds the database" in text_of(pilot)
        await press(pilot, "g")
        await typed(pilot, "3.1")
        await press(pilot, "enter")
        assert "! another process holds the database" in text_of(pilot)


async def test_a_filter_that_cannot_be_asked_stays_on_the_form(desk: FakeDesk) -> None:
    listing = desk.listing

    def strict(filter: Filter = Filter()):  # noqa: A002, B008
        if filter.person:
            raise NotFound(f"nobody here is called {filter.person}")
        return listing(filter)

    desk.listing = strict  # type: ignore[method-assign]
    async with shown(desk) as pilot:
        await press(pilot, "f", "k", "k", "space")
        await typed(pilot, "zoe")
        await press(pilot, "enter", "enter")
        assert "nobody here is called zoe" in lines_of(pilot)[0]
        assert "Which claims to list" in text_of(pilot)
        await press(pilot, "x", "enter")
        assert "claim 1.1" in lines_of(pilot)[0]


async def test_words_selected_with_the_mouse_become_a_claim(desk: FakeDesk) -> None:
    async with shown(desk, (120, 40)) as pilot:
        source = pilot.app.screen.query_one("#source", ArticleView)
        page = source.page
        assert page is not None
        at = page.shown.index("moved its sailings")
        row = page.line_of(at)
        cell = MARGIN + at - page.lines[row][0]
        pilot.app.screen.selections = {source: Selection(Offset(cell + 2, row), Offset(cell + 9, row))}
        assert page.shown[slice(*_ends(source))] == "ved its"
        await pilot.pause()
        assert "+ makes a claim of the words selected" in text_of(pilot)
        await press(pilot, "+")
        chosen = pilot.app.screen.choosing  # type: ignore[attr-defined]
        assert chosen.span.of(page.shown) == "moved its"
        pilot.app.screen.post_message(ArticleView.Selected(Span(at + 6, at + 18)))
        await pilot.pause()
        assert pilot.app.screen.choosing.span.of(page.shown) == "its sailings"  # type: ignore[attr-defined]
        await press(pilot, "enter")
        assert session_of(pilot).view.row.quote == "its sailings"


def _ends(source: ArticleView) -> tuple[int, int]:
    span = source.selected()
    assert span is not None
    return span.start, span.end
