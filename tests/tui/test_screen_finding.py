"""Finding on the running screen: search, filter, queue, palette, keys, copying."""

from __future__ import annotations

import base64
import re
from pathlib import Path

from reviewer.model.order import Order
from reviewer.model.policy import Policy
from reviewer.model.verdict import Status, Value
from reviewer.tui.widgets.article_view import ArticleView
from tests.tui.driving import lines_of, press, session_of, shown, text_of, typed
from tests.tui.fake_desk import FakeDesk

# ---- search, filter, queue


async def test_while_a_search_is_active_n_moves_and_verdicts_rest(desk: FakeDesk) -> None:
    async with shown(desk, (120, 40)) as pilot:
        await press(pilot, "slash")
        await typed(pilot, "crowns")
        await pilot.pause(0.2)
        assert "search “crowns” 4 claims" in lines_of(pilot)[0]
        assert "claim 1.5" in lines_of(pilot)[0], "the screen follows the typing"
        await press(pilot, "enter", "n")
        assert "claim 2.4" in lines_of(pilot)[0]
        await press(pilot, "N", "s")
        assert "claim 1.5" in lines_of(pilot)[0]
        assert "A search is active" in text_of(pilot)
        assert not desk.acts
        await press(pilot, "escape", "n")
        assert desk.row(desk.by["storm.cost"]).mine is Value.NOT_ENOUGH_EVIDENCE


async def test_leaving_a_search_while_typing_goes_back_to_where_it_began(desk: FakeDesk) -> None:
    async with shown(desk) as pilot:
        await press(pilot, "slash")
        await typed(pilot, "levy")
        await pilot.pause(0.2)
        assert "claim 5.1" in lines_of(pilot)[0]
        await press(pilot, "escape")
        assert "claim 1.1" in lines_of(pilot)[0]
        assert session_of(pilot).claim_id == desk.by["storm.head"]


async def test_words_that_are_nowhere_lead_back_to_where_the_search_began(desk: FakeDesk) -> None:
    async with shown(desk) as pilot:
        await press(pilot, "j", "slash")
        await typed(pilot, "lev")
        await pilot.pause(0.2)
        assert "claim 5.1" in lines_of(pilot)[0]
        await typed(pilot, "itate")
        await pilot.pause(0.2)
        assert "0 claims" in lines_of(pilot)[0]
        assert "claim 1.2" in lines_of(pilot)[0], "a word too many does not lose the reader's place"
        await press(pilot, "enter")
        said = "! Nothing here holds “levitate”; / changes it, esc leaves"
        assert said in text_of(pilot)
        await press(pilot, "n")
        assert said in text_of(pilot), "there is no next one"


async def test_while_a_field_is_open_the_footer_tells_the_fields_own_keys(desk: FakeDesk) -> None:
    async with shown(desk) as pilot:
        await press(pilot, "slash")
        assert lines_of(pilot)[-1].split() == ["enter", "Take", "it", "esc", "Leave", "?", "Help"]
        await pilot.click("#foot", offset=(18, 0))
        await pilot.pause()
        assert "Undo" in lines_of(pilot)[-1], "a click on the footer leaves the field"
        await press(pilot, "g")
        await typed(pilot, "4.2")
        await pilot.click("#foot", offset=(3, 0))
        await pilot.pause()
        assert "claim 4.2" in lines_of(pilot)[0]


async def test_words_that_stand_in_no_claim_are_found_in_the_article(desk: FakeDesk) -> None:
    async with shown(desk) as pilot:
        await press(pilot, "slash")
        await typed(pilot, "best beaches")
        await press(pilot, "enter", "n")
        assert "0 claims" in lines_of(pilot)[0]
        assert "five best beaches near Brennick" in text_of(pilot)


async def test_a_filter_that_nothing_passes_names_itself_and_its_key(desk: FakeDesk) -> None:
    async with shown(desk) as pilot:
        await press(pilot, "f", "space", "right", "space", "down", "space", "enter")
        assert session_of(pilot).filter.statuses == {Status.OPEN, Status.IN_REVIEW}
        words = text_of(pilot)
        assert "No claim passes the filter." in words
        assert "filter: open or in review, Supported" in words
        await press(pilot, "f", "x", "space", "enter")
        assert "21 claims are listed" in text_of(pilot)
        for line in ("By Ilse Marrant", "Is it so that “Storm closes two berths", "Nobody else here speaks of this"):
            assert line in text_of(pilot), "the panels are as wide as before"
        await press(pilot, "F")
        assert "All claims are listed" in text_of(pilot)
        assert "claim 1.1 · 1 of 22" in lines_of(pilot)[0]


async def test_the_filter_takes_typed_words_and_counts_at_once(desk: FakeDesk) -> None:
    async with shown(desk) as pilot:
        await press(pilot, "f", "k", "k", "k", "k", "space")
        await typed(pilot, "berths")
        await press(pilot, "enter")
        assert "5 of 22 claims" in lines_of(pilot)[0]
        assert "lists: “berths”" in text_of(pilot)
        await press(pilot, "enter")
        assert "1 of 5" in lines_of(pilot)[0]


async def test_the_queue_has_its_own_screen(desk: FakeDesk) -> None:
    async with shown(desk) as pilot:
        await press(pilot, "q", "right_square_bracket", "space", "enter")
        assert "claim 2.2" in lines_of(pilot)[0]
        assert session_of(pilot).marked == (desk.by["copy.boats"],)
        await press(pilot, "q", "end", "escape")
        assert "claim 2.2" in lines_of(pilot)[0]


async def test_going_to_a_claim_by_its_number(desk: FakeDesk) -> None:
    async with shown(desk) as pilot:
        await press(pilot, "g")
        await typed(pilot, "4.2")
        await press(pilot, "enter")
        assert "claim 4.2" in lines_of(pilot)[0]
        await press(pilot, "g", "7", "enter")
        assert "no claim is called '7'" in text_of(pilot)


# ---- help, palette, copy, keys


async def test_the_palette_calls_by_name_and_keeps_what_cannot_be_called(desk: FakeDesk) -> None:
    async with shown(desk) as pilot:
        await press(pilot, "end", "ctrl+p")
        await typed(pilot, "pair agrees")
        assert re.search(r"The pair agrees +This claim has no match", text_of(pilot))
        await press(pilot, "escape", "ctrl+p")
        await typed(pilot, "first claim of")
        await press(pilot, "enter")
        assert "claim 1.1" in lines_of(pilot)[0]


async def test_copying_brings_the_citation_to_the_clipboard_and_says_so(desk: FakeDesk) -> None:
    async with shown(desk) as pilot:
        sent: list[str] = []
        pilot.app._driver.write = sent.append  # type: ignore[method-assign, union-attr]
        await press(pilot, "y")
        assert "Copied 1.1 with its citation" in text_of(pilot)
        osc = next(each for each in sent if each.startswith("\x1b]52;c;"))
        assert "Storm closes two berths" in base64.b64decode(osc[7:-1]).decode()


async def test_a_users_keys_work_and_are_shown(desk: FakeDesk, tmp_path: Path) -> None:
    path = tmp_path / "keys.yaml"
    path.write_text("verdict.supported: z\nclaim.next: [l]\nnot.there: q\n")
    async with shown(desk, (120, 40), keys_file=path) as pilot:
        assert "no action is called 'not.there'" in text_of(pilot)
        assert "z Supported" in text_of(pilot)
        await press(pilot, "s", "l")
        assert not desk.acts
        await press(pilot, "z")
        assert desk.row(desk.by["storm.boats"]).mine is Value.SUPPORTED


async def test_a_projects_key_takes_the_place_of_ours(desk: FakeDesk) -> None:
    other = FakeDesk(policy=Policy(keys=dict(Policy().keys) | {Value.REFUTED: "f"}))
    async with shown(other) as pilot:
        await press(pilot, "f")
        assert other.row(other.by["storm.head"]).mine is Value.REFUTED


async def test_ctrl_c_says_how_to_leave(desk: FakeDesk) -> None:
    async with shown(desk) as pilot:
        await pilot.press("ctrl+c")
        assert "ctrl+q leaves the program" in text_of(pilot)


async def test_the_list_is_put_in_another_order_and_the_claim_stays(desk: FakeDesk) -> None:
    async with shown(desk, (120, 40)) as pilot:
        await press(pilot, "j", "O")
        assert session_of(pilot).filter.order is Order.SCORE
        assert "most worth checking first" in text_of(pilot)
        assert session_of(pilot).view.row.number == "1.2"
        await press(pilot, "q", "O")
        assert session_of(pilot).filter.order is Order.MATCHES
        await press(pilot, "F")
        assert session_of(pilot).filter.empty


async def test_going_to_a_claim_in_the_queue_puts_the_cursor_there(desk: FakeDesk) -> None:
    async with shown(desk) as pilot:
        await press(pilot, "q", "g")
        await typed(pilot, "3.2")
        await pilot.press("enter")
        assert pilot.app.screen.at == session_of(pilot).listing.index_of(desk.find_claim("3.2"))  # type: ignore[attr-defined]
        await press(pilot, "g")
        await typed(pilot, "99.1")
        await pilot.press("enter")
        assert "no claim" in text_of(pilot).lower()
        await press(pilot, "enter")
        assert session_of(pilot).view.row.number == "3.2"


# ---- jumping


async def test_a_letter_jumps_to_the_claim_it_stands_on(desk: FakeDesk) -> None:
    async with shown(desk, (120, 40)) as pilot:
        await press(pilot, ";")
        jumps = dict(pilot.app.screen.jumps)  # type: ignore[attr-defined]
        assert set(jumps) == set("asdfghj"[: len(jumps)])
        assert session_of(pilot).claim_id not in {mark.id for mark in jumps.values()}
        assert "Type the letter on a claim" in text_of(pilot)
        source = pilot.app.screen.query_one("#source", ArticleView)
        row = source.page.line_of(jumps["s"].span.start) - source.scroll_offset.y  # type: ignore[union-attr]
        assert "s" in [run.text for run in source.look(row + source.scroll_offset.y)[0].runs if run.role == "jump"]
        await pilot.press("s")
        assert session_of(pilot).claim_id == jumps["s"].id
        assert not desk.acts, "the letter was no verdict"
        await press(pilot, ";")
        await pilot.press("escape")
        assert not pilot.app.screen.jumps  # type: ignore[attr-defined]
        await press(pilot, "s")
        assert desk.acts


async def test_a_field_takes_the_line_of_an_earlier_answer(desk: FakeDesk) -> None:
    async with shown(desk) as pilot:
        await press(pilot, "p")
        assert "Postponed" in lines_of(pilot)[-1]
        await press(pilot, "g")
        await pilot.pause()
        assert "Take it" in lines_of(pilot)[-1]


async def test_a_claim_that_is_not_there_is_answered_for_the_screen(desk: FakeDesk) -> None:
    async with shown(desk) as pilot:
        await press(pilot, "g")
        await typed(pilot, "7")
        await press(pilot, "enter")
        assert "the list of claims shows their numbers" in lines_of(pilot)[-1]
