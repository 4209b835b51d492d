"""What only the running screen can show: order of saving and saying, keys and states, other people's writing."""

from __future__ import annotations

import asyncio
import base64
import threading
from pathlib import Path

import pytest
from textual.geometry import Offset
from textual.selection import Selection
from textual.widgets import TextArea

from reviewer.errors import Busy, DiskFull, InputError, Interrupted, NotFound
from reviewer.model.article import BlockClass
from reviewer.model.policy import Policy
from reviewer.model.verdict import EvidenceKind, Stance, Status, Value
from reviewer.tui.app import ReviewerApp, run_app
from reviewer.tui.widgets.article_view import ArticleView
from reviewer.tui.widgets.claim_list import PAGE, ClaimList
from reviewer.tui.widgets.painted import Lines, Painted
from reviewer.workspace.views import Filter, Progress, Receipt, Skipped, UpdateReport
from tests.tui.driving import Driven, lines_of, press, session_of, shown, strips_of, text_of, typed
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
        assert "! not saved: no room left on the disk. what you typed is kept. make room" in words
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
        await press(pilot, "F")
        assert "All claims are listed" in text_of(pilot)
        assert "claim 1.1 · 1 of 22" in lines_of(pilot)[0]


async def test_the_filter_takes_typed_words_and_counts_at_once(desk: FakeDesk) -> None:
    async with shown(desk) as pilot:
        await press(pilot, "f", "k", "k", "k", "space")
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


# ---- words, evidence, spans


async def test_a_half_written_rationale_is_kept_and_does_not_go_out(desk: FakeDesk) -> None:
    async with shown(desk) as pilot:
        await press(pilot, "t")
        await typed(pilot, "half")
        await press(pilot, "escape", "s", "k", "t")
        assert desk.claim(desk.by["storm.head"]).verdicts[-1].rationale == ""
        assert pilot.app.screen.query_one(TextArea).text == "half"
        assert "the draft that you left here" in text_of(pilot)


async def test_pasted_escape_codes_are_shown_and_not_obeyed(desk: FakeDesk) -> None:
    from textual import events

    async with shown(desk) as pilot:
        await press(pilot, "t")
        area = pilot.app.screen.query_one(TextArea)
        area.post_message(events.Paste("a\x1b]0;x\x07b\nc"))
        await pilot.pause()
        assert area.text == "a␛]0;x␇b\nc"
        await press(pilot, "escape", "g")
        field = pilot.app.screen.query_one("#field")
        field.post_message(events.Paste("\x1b[2J3.1\nmore"))
        await pilot.pause()
        assert field.value == "␛[2J3.1"  # type: ignore[attr-defined]


async def test_the_chosen_match_becomes_evidence(desk: FakeDesk) -> None:
    async with shown(desk) as pilot:
        await press(pilot, "j", "j", "J", "e")
        assert "it is another claim" in text_of(pilot)
        await press(pilot, "enter")
        assert "goes out with your verdict" in text_of(pilot)
        await press(pilot, "r")
        item = desk.claim(desk.by["storm.berths"]).verdicts[-1].evidence[0]
        assert (item.kind, item.stance, item.claim) == (EvidenceKind.CLAIM, Stance.REFUTES, desk.by["rival.berths"])


async def test_a_web_page_as_evidence_brings_the_day_it_was_seen(desk: FakeDesk) -> None:
    async with shown(desk) as pilot:
        await press(pilot, "e", "f4")
        await typed(pilot, "port.example")
        await press(pilot, "tab")
        await typed(pilot, "four")
        await press(pilot, "enter")
        item = session_of(pilot).pending.evidence[0]
        assert (item.url, item.quote, item.stance, item.retrieved) == (
            "port.example",
            "four",
            Stance.REFUTES,
            "2031-03-19",
        )


async def test_a_file_that_cannot_be_taken_keeps_the_form_and_what_was_typed(desk: FakeDesk) -> None:
    def refuse(path: Path):
        raise InputError(f"{path} cannot be read")

    desk.attach = refuse  # type: ignore[method-assign]
    async with shown(desk) as pilot:
        await press(pilot, "e", "f3", "x", "enter")
        assert "! x cannot be read" in text_of(pilot)
        assert pilot.app.screen.query_one("#place").value == "x"  # type: ignore[attr-defined]


async def test_a_claim_is_cut_in_two_by_keyboard(desk: FakeDesk) -> None:
    async with shown(desk) as pilot:
        await press(pilot, "j", "j", "b", "x", "right", "enter")
        assert "Revised" in text_of(pilot)
        quotes = [row.quote for row in desk.listing().rows(0, 10)]
        assert "closed two of the six berths" in quotes
        assert "at Brennick harbour" in quotes


async def test_a_claim_is_added_by_choosing_its_words(desk: FakeDesk) -> None:
    async with shown(desk) as pilot:
        await press(pilot, "j", "plus", "right", "space", "right", "right", "enter")
        assert "Claim added" in text_of(pilot)
        assert session_of(pilot).view.row.quote == "closed two of"


async def test_an_article_is_signed_off_after_showing_what_is_skipped(desk: FakeDesk) -> None:
    async with shown(desk) as pilot:
        await press(pilot, "s", "a")
        words = text_of(pilot)
        assert "1 of 8" in words
        assert "7 skipped" in words
        assert "1.3 “closed two of the six berths" in words
        await press(pilot, "y")
        assert "Signed off" in text_of(pilot)
        assert desk.signed


# ---- side by side


async def test_deciding_side_by_side_and_going_to_the_other_claim(desk: FakeDesk) -> None:
    async with shown(desk, (120, 40)) as pilot:
        await press(pilot, "j", "j", "m", "!")
        assert "contradicts (you; machine: contradicts)" in text_of(pilot)
        assert "people    you: contradicts" in text_of(pilot)
        await press(pilot, "e")
        assert "Evidence: 3.1 refutes" in text_of(pilot)
        await press(pilot, "g")
        assert "claim 3.1" in lines_of(pilot)[0]


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
        assert "Headline: its claims are listed (as it is now)" in text_of(pilot)
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
        for reason, answer in (("", "the last word needs a reason"), ("Both logs agree.", "Adjudicated")):
            await press(pilot, "A")
            await typed(pilot, "refuted")
            await press(pilot, "enter")
            assert "Refuted, because:" in text_of(pilot)
            if reason:
                await typed(pilot, reason)
            await press(pilot, "enter")
            assert answer in text_of(pilot)
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
        await press(pilot, "f", "k", "space")
        await typed(pilot, "zoe")
        await press(pilot, "enter", "enter")
        assert "nobody here is called zoe" in lines_of(pilot)[0]
        assert "Which claims to list" in text_of(pilot)
        await press(pilot, "x", "enter")
        assert "claim 1.1" in lines_of(pilot)[0]


# ---- help, palette, copy, keys


async def test_the_palette_calls_by_name_and_keeps_what_cannot_be_called(desk: FakeDesk) -> None:
    async with shown(desk) as pilot:
        await press(pilot, "end", "ctrl+p")
        await typed(pilot, "pair agrees")
        assert "(This claim has no match)" in text_of(pilot)
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


# ---- states


async def test_an_empty_workspace_says_what_to_do_next() -> None:
    async with shown(FakeDesk(filled=False)) as pilot:
        assert "No articles yet." in text_of(pilot)
        await press(pilot, "s", "j", "m", "b", "a", "question_mark")
        assert "Help: review" in text_of(pilot)


async def test_a_read_only_place_says_so_and_refuses_acts_with_the_reason() -> None:
    desk = FakeDesk(read_only=True)
    async with shown(desk, update=True) as pilot:
        assert "READ ONLY" in lines_of(pilot)[0]
        await press(pilot, "s")
        assert "open read-only; nothing can be changed" in text_of(pilot)
        assert not desk.acts


async def test_blind_review_and_hidden_scores_are_kept(desk: FakeDesk) -> None:
    desk.policy = Policy(blind=True, hide_scores=True, reviews=2)
    async with shown(desk) as pilot:
        await press(pilot, "j", "j")
        assert "blind" in lines_of(pilot)[0]
        assert "score" not in text_of(pilot)


async def test_an_update_shows_how_far_it_is_and_escape_stops_it() -> None:
    desk = FakeDesk(filled=False)
    begun = threading.Event()

    def work(progress, cancelled) -> None:
        progress(Progress("reading files", 2, 5))
        begun.set()
        while not cancelled():
            threading.Event().wait(0.01)
        raise Interrupted("stopped")

    desk.during_update = work
    async with shown(desk, update=True) as pilot:
        await asyncio.to_thread(begun.wait, 5)
        await pilot.pause()
        assert "reading files 2 of 5, esc stops" in text_of(pilot)
        await press(pilot, "escape")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert "The update was stopped; what was done is kept" in text_of(pilot)
        assert "No articles yet." in text_of(pilot)


async def test_what_an_update_brings_is_there_without_a_key() -> None:
    desk = FakeDesk(filled=False)
    desk.updates = [UpdateReport(read=6, added=6, claims=22, skipped=(Skipped("x.bin", "not text"),))]
    desk.during_update = lambda progress, cancelled: desk._fill()
    async with shown(desk, update=True) as pilot:
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert "claim 1.1 · 1 of 22" in lines_of(pilot)[0]
        assert "6 articles added, 22 claims found, 1 file not taken" in text_of(pilot)
        await press(pilot, "i")
        assert "x.bin: not text" in text_of(pilot)


async def test_what_others_write_appears_without_losing_the_place(desk: FakeDesk) -> None:
    async with shown(desk, (120, 40)) as pilot:
        await press(pilot, "j", "j", "pagedown")
        source = pilot.app.screen.query_one("#source", ArticleView)
        place = source.scroll_offset.y
        item = desk.items[desk.by["storm.head"]]
        item.verdicts.append(desk._said(item.claim.id, Value.REFUTED, person="ben", mine=False))
        desk.elsewhere = True
        await pilot.pause(0.35)
        assert "✗R 1.1" in text_of(pilot)
        assert "claim 1.3" in lines_of(pilot)[0]
        assert source.scroll_offset.y == place


# ---- drawing


async def test_the_claim_stands_one_third_from_the_top(desk: FakeDesk) -> None:
    async with shown(desk, (80, 24)) as pilot:
        await press(pilot, "j", "j", "j", "j")
        source = pilot.app.screen.query_one("#source", ArticleView)
        rows = source.page.rows_of(session_of(pilot).view.claim.span)  # type: ignore[union-attr]
        assert rows[0] - source.scroll_offset.y == source.size.height // 3


async def test_only_what_looks_different_is_drawn_again(desk: FakeDesk) -> None:
    async with shown(desk, (120, 40)) as pilot:
        await press(pilot, "j")
        drawn: dict[str, list[int]] = {}
        for widget in pilot.app.screen.query(Painted):
            paint = widget.strip_of

            def counted(line, *, under: str = "", name=str(widget.id), paint=paint):
                drawn.setdefault(name, []).append(1)
                return paint(line, under=under)

            widget.strip_of = counted  # type: ignore[method-assign]
        await press(pilot, "j")
        assert len(drawn["queue"]) == 2, "the row that was left and the row that was reached"
        assert "queue-head" not in drawn
        drawn.clear()
        await press(pilot, "J")
        assert set(drawn) <= {"matches"}


async def test_a_long_list_is_fetched_by_pages(desk: FakeDesk) -> None:
    rows = desk.listing().rows(0, 22)

    class Long:
        def __init__(self) -> None:
            self.asked: list[tuple[int, int]] = []

        def __len__(self) -> int:
            return 100_000

        def rows(self, start: int, stop: int) -> list:
            self.asked.append((start, stop))
            return [rows[i % len(rows)] for i in range(start, stop)]

        def index_of(self, claim_id: str) -> int:
            return 0

    async with shown(desk, (120, 40)) as pilot:
        queue = pilot.app.screen.query_one(ClaimList)
        listing = Long()
        session_of(pilot).listing = listing
        queue.show(listing, 77_777, marked=frozenset(), unsaved=frozenset())
        await pilot.pause()
        assert queue.virtual_size.height == 100_000
        assert queue.scroll_offset.y <= 77_777 < queue.scroll_offset.y + queue.size.height
        assert all(stop - start == PAGE for start, stop in listing.asked)
        assert len(listing.asked) <= 6


async def test_nothing_dangerous_reaches_the_terminal(desk: FakeDesk) -> None:
    name = desk.by["hostile.crane"]
    bad = "x\x1b]0;owned\x07\x9b31m\u202e[b]\u200b\x7f"
    desk.me = bad
    desk.folder = Path("/tmp") / bad
    desk.items[name].verdicts.append(desk._said(name, Value.REFUTED, person=bad, mine=False, rationale=bad))
    desk.items[name].needs_look = bad
    desk.items[name].postponed = bad
    desk.fail = DiskFull(bad)
    async with shown(desk, (200, 50)) as pilot:
        await press(pilot, "end", "k", "s")
        for keys in (("home", "end", "k"), ("q",), ("a",), ("w",), ("?",), ("e",), ("t",), ("ctrl+p",)):
            await press(pilot, *keys)
            assert not dangerous(pilot)
            if keys[0] != "home":
                await press(pilot, "escape")
        for size in ((120, 40), (80, 24)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert not dangerous(pilot)


def dangerous(pilot) -> list[str]:
    """Characters in any strip that a terminal would obey or hide."""
    text = "".join(segment.text for strip in strips_of(pilot) for segment in strip)
    return [c for c in text if ord(c) < 32 or 0x7F <= ord(c) < 0xA0 or c in "\u202e\u202c\u200b"]


async def test_markup_in_articles_is_text(desk: FakeDesk) -> None:
    async with shown(desk, (120, 40)) as pilot:
        await press(pilot, "end")
        words = text_of(pilot)
        assert "[red]from[/red]" in words
        assert "[/b]" in words
        assert "1987 [sic]" in words


async def test_the_claim_is_reverse_and_bold_and_its_numbers_underlined(desk: FakeDesk) -> None:
    async with shown(desk, (120, 40)) as pilot:
        await press(pilot, "j", "j")
        source = pilot.app.screen.query_one("#source", ArticleView)
        segments = [s for y in range(source.size.height) for s in source.render_line(y)]
        lit = [s for s in segments if s.style is not None and s.style.reverse]
        assert "".join(s.text for s in lit) == "closed two of the six berths at Brennick harbour"
        assert all(s.style.bold for s in lit if s.style)
        assert "".join(s.text for s in lit if s.style and s.style.underline) == "two of the six berths"


async def test_without_colours_the_signs_still_say_it(desk: FakeDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with shown(desk, (120, 40)) as pilot:
        await press(pilot, "r")
        colours = {s.style.color for strip in strips_of(pilot) for s in strip if s.style and s.style.color}
        assert all(c.triplet is None or len(set(c.triplet)) == 1 for c in colours)
        assert "✗R 1.1" in text_of(pilot)


async def test_nothing_moves_or_blinks_by_itself(desk: FakeDesk) -> None:
    async with shown(desk) as pilot:
        assert pilot.app.animation_level == "none"
        await press(pilot, "t")
        assert not pilot.app.screen.query_one(TextArea).cursor_blink


async def test_a_resize_keeps_the_claim_and_changes_the_layout(desk: FakeDesk) -> None:
    async with shown(desk, (80, 24)) as pilot:
        await press(pilot, "j", "j")
        await pilot.resize_terminal(200, 50)
        await pilot.pause()
        assert pilot.app.screen.query_one("#left").display
        assert "▸   1.3" in text_of(pilot)
        await pilot.resize_terminal(50, 10)
        await pilot.pause()
        assert "too small" in text_of(pilot)
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert "claim 1.3" in lines_of(pilot)[0]


async def test_the_mouse_opens_claims_matches_and_footer_keys(desk: FakeDesk) -> None:
    async with shown(desk, (120, 40)) as pilot:
        await pilot.click("#queue", offset=(10, 3))
        assert "claim 1.4" in lines_of(pilot)[0]
        await press(pilot, "home")
        await pilot.click("#source", offset=(10, 5))
        assert "claim 1.2" in lines_of(pilot)[0]
        await pilot.click("#matches", offset=(6, 4))
        assert session_of(pilot).pair_chosen
        foot = pilot.app.screen.query_one("#foot", Lines)
        at = "".join(s.text for s in foot.render_line(0)).index("Queue")
        await pilot.click("#foot", offset=(at, 0))
        await pilot.pause()
        assert "Queue 22 claims" in text_of(pilot)


async def test_words_chosen_with_the_mouse_are_copied_as_they_stand(desk: FakeDesk) -> None:
    async with shown(desk, (120, 40)) as pilot:
        source = pilot.app.screen.query_one("#source", ArticleView)
        page = source.page
        assert page is not None
        row = page.line_of(page.shown.index("moored boats"))
        pilot.app.screen.selections = {source: Selection(Offset(0, row - 1), Offset(15, row))}
        await pilot.pause()
        words = pilot.app.screen.get_selected_text()
        assert words is not None
        first, second = words.splitlines()
        assert first == page.shown[page.lines[row - 1][0] : page.lines[row - 1][1]]
        assert page.shown[page.lines[row][0] :].startswith(second)
        assert second == page.shown[page.lines[row][0] :][:12]


async def test_an_answer_goes_with_the_next_key(desk: FakeDesk) -> None:
    async with shown(desk, (120, 40)) as pilot:
        await press(pilot, "s")
        assert "Supported saved" in text_of(pilot)
        await press(pilot, "j")
        assert "Supported saved" not in text_of(pilot)


async def test_another_theme_takes_at_once(desk: FakeDesk) -> None:
    async with shown(desk, (120, 40)) as pilot:
        before = {str(s.style.bgcolor) for strip in strips_of(pilot) for s in strip if s.style}
        await press(pilot, "ctrl+p")
        await typed(pilot, "reviewer-light")
        await press(pilot, "enter")
        after = {str(s.style.bgcolor) for strip in strips_of(pilot) for s in strip if s.style}
        assert pilot.app.theme == "reviewer-light"
        assert not before & after


# ---- crashes


async def test_a_broken_program_writes_a_file_and_no_traceback(desk: FakeDesk, capsys, tmp_path: Path) -> None:
    def broken() -> bool:
        raise RuntimeError("broke inside")

    async def work() -> None:
        async with shown(desk, app=app):
            desk.changed = broken  # type: ignore[method-assign]
            await asyncio.sleep(0.5)

    app = Driven(desk, update=False)
    with pytest.raises(RuntimeError, match="broke inside"):
        await work()
    assert isinstance(app, ReviewerApp)
    assert app.failed
    assert app.crashed is not None
    assert "RuntimeError: broke inside" in app.crashed.read_text()
    out = capsys.readouterr()
    assert "Traceback" not in out.out + out.err


def test_the_exit_code_and_the_sentence_of_a_crash(desk: FakeDesk, capsys, monkeypatch: pytest.MonkeyPatch) -> None:
    def run(self) -> None:
        self._handle_exception(RuntimeError("x"))

    monkeypatch.setattr(ReviewerApp, "run", run)
    monkeypatch.setattr(ReviewerApp, "_close_messages_no_wait", lambda self: None)
    assert run_app(desk, ascii_only=False, theme=None, keys_file=None) == 1
    out = capsys.readouterr()
    assert out.out == ""
    assert "reviewer stopped because of an error in the program" in out.err
    assert "Traceback" not in out.err
