"""A user's settings: read strictly, faults told by line and nearest name; the theme chosen last is remembered."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from textual.widgets import Input

from reviewer.errors import UsageError
from reviewer.tui.editor import command, edited
from reviewer.tui.screens.note import SafeArea
from reviewer.tui.settings import Settings, read_settings, remember, remembered
from tests.tui.driving import press, session_of, shown, text_of
from tests.tui.fake_desk import FakeDesk


def settings(tmp_path: Path, words: str) -> Settings:
    path = tmp_path / "settings.yaml"
    path.write_text(words, encoding="utf-8")
    return read_settings(path)


def test_settings_are_read(tmp_path: Path) -> None:
    made = settings(tmp_path, "# mine\ntheme: nord\nsigns: ascii\neditor: vim -n\n")
    assert made == Settings("nord", ascii_only=True, editor="vim -n")
    assert read_settings(tmp_path / "none.yaml") == Settings()


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ("theme: nord\nthem: x\n", "settings.yaml:2: no setting is called 'them'; did you mean theme?"),
        ("theme: nord\nsigns: utf8\n", "settings.yaml:2: signs is one of unicode, ascii, not 'utf8'"),
        ("theme: nord\neditor: [a, b]\n", "settings.yaml:2: editor needs one value"),
        ("theme: nord\neditor: {a: b}\n", "settings.yaml:2: editor needs one value"),
    ],
)
def test_a_faulty_line_is_told_and_the_others_hold(tmp_path: Path, words: str, fault: str) -> None:
    made = settings(tmp_path, words)
    assert made.theme == "nord"
    assert len(made.faults) == 1
    assert made.faults[0].endswith(fault)


def test_a_chosen_theme_holds_until_the_file_names_another(tmp_path: Path) -> None:
    kept = tmp_path / "state" / "theme.json"
    before = Settings(theme="nord")
    assert remembered(kept, before) == ""
    remember(kept, before, "gruvbox")
    assert remembered(kept, before) == "gruvbox"
    assert remembered(kept, Settings(theme="dracula")) == ""


@pytest.mark.parametrize("data", [b"[]", b"{", b"\xff", b'{"theme": 3, "settings": ""}'])
def test_a_broken_memory_is_none(tmp_path: Path, data: bytes) -> None:
    kept = tmp_path / "theme.json"
    kept.write_bytes(data)
    assert remembered(kept, Settings()) == ""


async def test_a_theme_of_textual_is_chosen_and_is_there_the_next_time(desk: FakeDesk, tmp_path: Path) -> None:
    kept = tmp_path / "theme.json"
    async with shown(desk, chosen_file=kept) as pilot:
        await press(pilot, "ctrl+p", *"nord", "enter")
        assert pilot.app.theme == "nord"
    async with shown(desk, chosen_file=kept) as pilot:
        assert pilot.app.theme == "nord"
    async with shown(desk, chosen_file=kept, theme="reviewer-light") as pilot:
        assert pilot.app.theme == "reviewer-light"


async def test_faults_of_the_settings_are_said_on_the_screen(desk: FakeDesk, tmp_path: Path) -> None:
    async with shown(desk, (120, 40), settings=settings(tmp_path, "them: nord\n")) as pilot:
        await pilot.pause()
        assert "did you mean theme?" in text_of(pilot)


async def test_faults_outlast_the_update_at_the_start_and_help_tells_all(desk: FakeDesk, tmp_path: Path) -> None:
    faulty = settings(tmp_path, "them: nord\nsigns: asci\n")
    async with shown(desk, (120, 40), update=True, settings=faulty) as pilot:
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert "did you mean theme? (1 more: ? tells all)" in text_of(pilot)
        await press(pilot, "?")
        assert "Left out of files of your own" in text_of(pilot)
        assert "signs is one of unicode, ascii, not 'asci'" in text_of(pilot)


# ---- the user's own editor


def test_the_setting_comes_before_the_environment() -> None:
    assert command("nano -w", {"VISUAL": "vi", "EDITOR": "ed"}) == ["nano", "-w"]
    assert command("", {"VISUAL": "vi", "EDITOR": "ed"}) == ["vi"]
    assert command("", {"EDITOR": "ed"}) == ["ed"]
    for words in ("", "'"):
        with pytest.raises(UsageError, match="no editor is set"):
            command(words, {})


@contextmanager
def aside() -> Iterator[None]:
    yield


def script(tmp_path: Path, words: str) -> list[str]:
    path = tmp_path / "editor.py"
    path.write_text(f"import sys\npath = sys.argv[1]\n{words}\n", encoding="utf-8")
    return [sys.executable, str(path)]


def test_what_was_saved_in_the_editor_comes_back(tmp_path: Path) -> None:
    adds = script(tmp_path, "text = open(path).read()\nopen(path, 'w').write(text + ' and more\\r\\n')")
    assert edited("first", adds, aside) == "first and more"


def test_an_editor_that_fails_leaves_the_words(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"ended with an error \(3\)"):
        edited("first", script(tmp_path, "sys.exit(3)"), aside)
    with pytest.raises(UsageError, match="did not start"):
        edited("first", [str(tmp_path / "none")], aside)


def test_the_terminal_comes_back_from_an_editor_that_does_not_start(tmp_path: Path) -> None:
    """Textual's `App.suspend` takes the terminal back behind its body only, not on the way of an error."""
    went: list[str] = []

    @contextmanager
    def suspended() -> Iterator[None]:
        went.append("aside")
        yield
        went.append("back")

    for editor in ([str(tmp_path / "none")], [str(tmp_path)], ["a\0b"]):
        went.clear()
        with pytest.raises(UsageError, match="did not start"):
            edited("first", editor, suspended)
        assert went == ["aside", "back"]


async def test_a_rationale_and_evidence_are_written_in_the_editor(
    desk: FakeDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    writes = script(tmp_path, "open(path, 'w').write('one\\n\\ntwo \\x1b[2J')")
    async with shown(desk, settings=Settings(editor=" ".join(writes))) as pilot:
        await press(pilot, "t")
        await pilot.press("f5")
        assert pilot.app.screen.query_one(SafeArea).text == ""
        assert "cannot step aside" in text_of(pilot), "a headless terminal has nothing to give to an editor"
        monkeypatch.setattr(pilot.app, "suspend", aside)
        await pilot.press("f5")
        assert pilot.app.screen.query_one(SafeArea).text == "one\n\ntwo \u241b[2J"
        await pilot.press("enter")
        assert session_of(pilot).words("rationale") == "one\n\ntwo \u241b[2J"
        await press(pilot, "e")
        await pilot.press("f5")
        assert pilot.app.screen.query_one("#quote", Input).value == "one two \u241b[2J"
