"""Writing on the running screen: rationale, evidence, spans, sign-off."""

from __future__ import annotations

from pathlib import Path

from textual.widgets import TextArea

from reviewer.errors import InputError
from reviewer.model.verdict import EvidenceKind, Stance
from tests.tui.driving import press, session_of, shown, text_of, typed
from tests.tui.fake_desk import FakeDesk


async def test_a_half_written_rationale_is_kept_and_does_not_go_out(desk: FakeDesk) -> None:
    async with shown(desk) as pilot:
        await press(pilot, "t")
        await typed(pilot, "half")
        await press(pilot, "escape")
        assert "Kept as a draft; t goes on with it" in text_of(pilot)
        await press(pilot, "s", "k", "t")
        assert desk.claim(desk.by["storm.head"]).verdicts[-1].rationale == ""
        assert pilot.app.screen.query_one(TextArea).text == "half"
        assert "the draft that you left here" in text_of(pilot)


async def test_letters_typed_before_the_field_is_there_are_not_lost(desk: FakeDesk) -> None:
    from textual import events

    async with shown(desk) as pilot:
        for key in "thasty":
            pilot.app.post_message(events.Key(key, key))
        await pilot.pause()
        await pilot.pause()
        assert pilot.app.screen.query_one(TextArea).text == "hasty"
        assert not desk.claim(desk.by["storm.head"]).verdicts


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


async def test_evidence_without_its_place_names_what_is_missing(desk: FakeDesk) -> None:
    async with shown(desk) as pilot:
        await press(pilot, "e", "enter")
        assert "Name the address of the page" in text_of(pilot)
        await press(pilot, "f3", "enter")
        assert "Name the file" in text_of(pilot)
