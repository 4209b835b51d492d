"""What is drawn: places, styles, hostile text, themes, sizes, the mouse."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.geometry import Offset, Region
from textual.selection import Selection
from textual.widgets import TextArea

from reviewer.errors import DiskFull
from reviewer.model.row import ClaimRow
from reviewer.model.verdict import Value
from reviewer.tui.said import Said, Tone
from reviewer.tui.screens.acting import Acting
from reviewer.tui.widgets.article_view import ArticleView
from reviewer.tui.widgets.claim_list import PAGE, ClaimList
from reviewer.tui.widgets.painted import Lines, Painted
from tests.tui.driving import lines_of, press, session_of, shown, strips_of, text_of, typed
from tests.tui.fake_desk import FakeDesk, FakeListing


async def test_a_claim_out_of_sight_is_brought_to_one_third_from_the_top(desk: FakeDesk) -> None:
    async with shown(desk, (80, 24)) as pilot:
        await press(pilot, "end", "home", "j", "j", "j", "j")
        source = pilot.app.screen.query_one("#source", ArticleView)
        source.scroll_to(y=0, animate=False, force=True)
        await press(pilot, "end")
        rows = source.page.rows_of(session_of(pilot).view.claim.span)  # type: ignore[union-attr]
        assert rows[0] - source.scroll_offset.y == source.size.height // 3


async def test_the_text_stays_still_while_the_claim_is_well_in_sight(desk: FakeDesk) -> None:
    async with shown(desk, (120, 40)) as pilot:
        source = pilot.app.screen.query_one("#source", ArticleView)
        before = source.scroll_offset.y
        await press(pilot, "j")
        first, last = source.page.rows_of(session_of(pilot).view.claim.span)  # type: ignore[union-attr]
        assert before < first
        assert last < before + source.size.height - source.size.height // 4
        assert source.scroll_offset.y == before


async def test_the_margin_map_shows_what_is_left_and_what_was_judged(desk: FakeDesk) -> None:
    async with shown(desk, (120, 40)) as pilot:
        source = pilot.app.screen.query_one("#source", ArticleView)
        assert {line[-1] for line in _map_of(source)} == {" ", "∙", "◂"}
        await press(pilot, "r")
        assert "✗" in {line[-1] for line in _map_of(source)}
        assert source.map is not None
        source.scroll_to(y=0, animate=False, force=True)
        await pilot.click("#source", offset=Offset(source.size.width - 1, source.size.height - 1))
        await pilot.pause()
        assert source.scroll_offset.y == source.max_scroll_y


def _map_of(source: ArticleView) -> list[str]:
    top = source.scroll_offset.y
    return [source.look(top + y)[0].text for y in range(source.size.height)]


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
        whole = True

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
        assert all(0 < stop - start <= PAGE for start, stop in listing.asked)
        assert len(listing.asked) <= 6


async def test_of_a_new_list_no_more_is_read_than_what_is_in_sight(desk: FakeDesk) -> None:
    async with shown(desk, (120, 40)) as pilot:
        queue = pilot.app.screen.query_one(ClaimList)
        asked: list[tuple[int, int]] = []

        class Watched(FakeListing):
            def rows(self, start: int, stop: int) -> list[ClaimRow]:
                asked.append((start, stop))
                return super().rows(start, stop)

        queue.show(Watched(desk.listing().rows(0, 99) * 9), 70, marked=frozenset(), unsaved=frozenset())
        await pilot.pause()
        top = queue.scroll_offset.y
        assert asked == [(top, top + queue.size.height)]


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


async def test_a_line_that_the_cursor_leaves_is_drawn_anew_to_its_end(
    desk: FakeDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where no scroll bar stands, the cursor's ground lies in its place too."""
    async with shown(desk, (120, 40)) as pilot:
        await press(pilot, "f")
        page = pilot.app.screen.query_one("#page", Lines)
        drawn: list[Region] = []
        monkeypatch.setattr(page, "refresh", lambda *regions, **_: drawn.extend(regions))
        await press(pilot, "j")
        assert {region.y for region in drawn} == {0, 1}
        assert all(len("".join(s.text for s in page.render_line(region.y))) == region.width for region in drawn)


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


async def test_words_chosen_with_the_mouse_are_seen_to_be_chosen_also_in_the_claim(desk: FakeDesk) -> None:
    async with shown(desk, (120, 40)) as pilot:
        source = pilot.app.screen.query_one("#source", ArticleView)
        assert source.page is not None
        row = source.page.line_of(source.page.shown.index("BRENNICK (Tidewire)"))
        claim = source.page.line_of(source.focus_on.span.start) if source.focus_on.span is not None else 0
        for at in (row, claim):
            pilot.app.screen.selections = {source: Selection(Offset(3, at), Offset(11, at))}
            await pilot.pause()
            ground = source.style_of("selected").bgcolor
            y = at - source.scroll_offset.y
            picked = [s for s in source.render_line(y) if s.style and s.style.bgcolor == ground and not s.style.reverse]
            assert "".join(s.text for s in picked) == source.page.shown[source.page.lines[at][0] :][:8]


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


async def test_the_keys_come_back_to_the_one_line_that_an_answer_took() -> None:
    async with shown(size=(80, 24)) as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, Acting)
        screen.say(Said("9 articles unchanged", Tone.PLAIN))
        await pilot.pause()
        screen.redraw()  # another's verdict came in
        await pilot.pause()
        assert "9 articles unchanged" in text_of(pilot)
        screen.hush()
        await pilot.pause()
        assert "u Undo" in lines_of(pilot)[-1]
