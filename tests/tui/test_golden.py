"""The screen as plain text at three sizes, held against files that people can read in a diff.

To take up a wanted change: `REVIEWER_GOLDEN=write .venv/bin/python -m pytest tests/tui/test_golden.py`, then read
`git diff tests/tui/golden` before you commit it.
"""

from __future__ import annotations

import difflib
import os
from pathlib import Path

import pytest

from reviewer.model.comparison import PairWord
from reviewer.model.verdict import Value
from tests.tui.driving import SIZES, press, shown, text_of
from tests.tui.fake_desk import FakeDesk

GOLDEN = Path(__file__).parent / "golden"
STATES: dict[str, tuple[str, ...]] = {
    "review": ("j", "j", "J"),
    "lookalike": ("end", "k", "k", "k"),
    "hostile": ("end", "k"),
    "compare": ("j", "j", "m"),
    "queue": ("j", "q"),
    "help": ("?",),
    "palette": ("ctrl+p",),
    "filter": ("f", "j"),
    "rationale": ("t",),
    "evidence": ("j", "j", "J", "e"),
    "span": ("j", "j", "b", "x"),
    "signoff": ("a",),
    "why": ("j", "w"),
}

WIDE = ("review", "lookalike", "compare", "queue", "rationale", "evidence")
"""The states that look different on a larger terminal."""


def prepared() -> FakeDesk:
    """A workspace in which something has been judged, decided and postponed."""
    desk = FakeDesk()
    desk.verdict(desk.by["storm.crest"], Value.SUPPORTED, rationale="Survey of the port, table 2.")
    desk.verdict(desk.by["rival.inspected"], Value.NOT_ENOUGH_EVIDENCE)
    desk.decide(desk.by["storm.boats"], desk.by["rival.boats"], PairWord.AGREES)
    desk.postpone(desk.by["council.vote"], "minutes are asked for")
    desk.items[desk.by["update.one"]].needs_look = "the text changed on disk"
    return desk


@pytest.mark.parametrize("size", SIZES, ids=lambda s: f"{s[0]}x{s[1]}")
async def test_the_screen_looks_as_agreed(size: tuple[int, int]) -> None:
    differing = []
    async with shown(prepared(), size) as pilot:
        for state, keys in STATES.items():
            if size != SIZES[0] and state not in WIDE:
                continue
            await press(pilot, "home", *keys)
            if not held(f"{state}-{size[0]}x{size[1]}.txt", text_of(pilot)):
                differing.append(state)
            if keys[-1] not in ("J", "k"):
                await press(pilot, "escape")
    assert not differing, "see the header of this file for how to take up a wanted change"


@pytest.mark.parametrize("size", [(59, 20), (80, 12)], ids=lambda s: f"{s[0]}x{s[1]}")
async def test_a_small_terminal_gets_one_sentence(size: tuple[int, int]) -> None:
    async with shown(prepared(), size) as pilot:
        assert " ".join(text_of(pilot).split()) == (
            f"This terminal is too small: {size[0]}x{size[1]}, and the review screen needs 60x16. "
            "Made larger, it goes on here."
        )


@pytest.mark.parametrize("theme", ["reviewer-light", "ansi-dark", "nord"])
async def test_the_words_do_not_depend_on_the_theme(theme: str) -> None:
    async with shown(prepared(), (80, 24), theme=theme) as pilot:
        await press(pilot, "home", "j", "j", "J")
        assert pilot.app.theme == theme
        assert held("review-80x24.txt", text_of(pilot))


async def test_ascii_signs_leave_no_other_sign_outside_the_article() -> None:
    async with shown(prepared(), (80, 24), ascii_only=True) as pilot:
        await press(pilot, "home", "j", "j", "J")
        words = text_of(pilot)
        assert words.isascii()
        assert held("ascii-80x24.txt", words)


def test_every_golden_file_is_held_against_something() -> None:
    sizes = {state: SIZES if state in WIDE else SIZES[:1] for state in STATES}
    wanted = {f"{state}-{w}x{h}.txt" for state, each in sizes.items() for w, h in each} | {"ascii-80x24.txt"}
    assert {path.name for path in GOLDEN.iterdir()} == wanted


def held(name: str, words: str) -> bool:
    """Whether the file says the same; writes it where that is asked for."""
    path = GOLDEN / name
    if os.environ.get("REVIEWER_GOLDEN") == "write":
        path.write_text(words + "\n", encoding="utf-8")
    agreed = path.read_text(encoding="utf-8") if path.exists() else ""
    print("\n".join(difflib.unified_diff(agreed.splitlines(), words.splitlines(), name, "shown", lineterm="")))
    return agreed == words + "\n"


@pytest.mark.parametrize(
    "opened", [("q",), ("J", "m"), ("M",), ("L",), ("t",), ("J", "e"), ("f",), ("b",), ("a",), ("?",)]
)
async def test_below_the_least_size_a_screen_over_the_review_still_shows_its_keys(opened: tuple[str, ...]) -> None:
    async with shown(prepared(), (40, 10)) as pilot:
        await press(pilot, "j", "j", *opened)
        rows = [row for row in text_of(pilot).splitlines() if row.strip()]
        assert rows[-1].endswith("? Help")
        assert all(len(row) <= 40 for row in rows)
