"""No ESC, C1 or hidden character of articles, names, notes or files reaches a terminal, at any size (rows T3, T4, U2)."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest

from reviewer.model.verdict import Value
from reviewer.workspace import Workspace
from tests.hostile.in_a_terminal import Size, Terminal, kinds, rest

ATTACKS = (
    "\x1b]52;c;UFdORUQ=\x07",  # clipboard
    "\x1b]0;PWNED\x07",  # title
    "\x1b]8;;https://pwned.example\x1b\\click\x1b]8;;\x1b\\",  # link
    "\x1b[31;41mPWNED\x1b[2J\x1b[H\x1b[?1049l",
    "\x1bP0;1|PWNED\x1b\\\x1b_PWNED\x1b\\\x1b#8\x1bc",
    "\x9b31mPWNED\x9d0;PWNED\x9c\x85",
    "\b\b\b\x07\x0e\x0f\x7f\x0b\x0c",
    "\u202ePWNED\u202c\u2066PWNED\u2069\u200b\u200f\ufeff\U000e0041\u2028",
    "[bold]PWNED[/bold][@click=app.quit]PWNED[/][/]",
)
HARMLESS = tuple("PWNED" for _ in ATTACKS)
SIZES: tuple[Size, ...] = ((20, 5), (300, 100), (60, 16), (80, 24), (2, 1), (120, 40), (400, 200), (1, 1), (200, 50))
ESCAPE = b"\x1b[27u"
"""As terminals with unambiguous keys send it: a bare ESC and the key after it may arrive together on a busy machine."""
QUIT = b"\x11"
KEYS = (b"j", b"J", b"m", ESCAPE, b"?", ESCAPE, b"/PWNED\r", ESCAPE, b"t", ESCAPE, b"e", ESCAPE, b"k", b"]")
FORBIDDEN = re.compile("[\x80-\x9f\u200b-\u200f\u202a-\u202e\u2028\u2029\u2066-\u2069\ufeff\U000e0000-\U000e007f]")
READING = (
    "articles",
    "claims",
    "next",
    "show 1.1",
    "matches",
    "sources",
    "log",
    "stats",
    "doctor",
    "compare 1.1 2.1",
    "claims --json",
    "log --jsonl",
    "show nosuch\x1b[31mPWNED",
    "add ./no\x1b]0;PWNED\x07such",
    "export yaml",
    "export csv --all",
    "export log",
)


def workspace(folder: Path, words: tuple[str, ...]) -> Path:
    """Two articles, a named third, verdicts, notes and people, with `words` wherever text from outside can stand."""
    folder.mkdir()
    all_of_them = " ".join(words)
    body = "".join(
        f"The council of Marden {word} closed {number} bridges on Tuesday, {word} the mayor said.\n\n"
        for number, word in enumerate(words, 3)
    )
    (folder / f"one{words[0].replace('/', '')}.txt").write_text(f"Bridges {all_of_them}\n\n{body}", "utf-8")
    (folder / f"two{words[1]}\n.txt").write_text(f"{all_of_them} closed\n\n{body}", "utf-8")
    paragraphs = "".join(f"<p>{part}</p>" for part in body.split("\n\n"))
    page = f"<!doctype html><html><head><title>{words[3]} Mill</title></head><body><article>{paragraphs}</article></body></html>"
    (folder / "three.html").write_text(page, "utf-8")
    publisher = "".join(f"\\U{ord(c):08x}" for c in all_of_them)
    (folder / "claims.yaml").write_text(
        f'articles:\n  - glob: "*.txt"\n  - path: three.html\n    publisher: "{publisher}"\n'
    )
    with Workspace.open(folder, me=f"eve{words[3]}", via="flag") as other:
        assert not other.update().skipped
        claim = other.next_claim()
        assert claim
        other.verdict(claim, Value.REFUTED, rationale=all_of_them, private=all_of_them)
        other.note(claim, rationale=all_of_them)
        other.postpone(other.next_claim() or claim, all_of_them)
    return folder


def on_screen(folder: Path, name: str) -> str:
    """All that a session at many sizes writes: resized while it loads, keys pressed at each size."""
    terminal = Terminal(["-m", "reviewer"], folder, (1, 1), REVIEWER=name)
    terminal.resize((33, 9))
    terminal.until(b"\x1b[?1049h")
    for size in SIZES:
        terminal.resize(size)
        terminal.settle()
        for key in KEYS if size in ((80, 24), (120, 40)) else KEYS[:2]:
            terminal.press(key)
    terminal.press(ESCAPE)
    assert terminal.leave(QUIT) == 0, terminal.seen[-3000:]
    return terminal.seen.decode("utf-8")


def in_words(folder: Path, name: str) -> str:
    """All that commands write to a terminal."""
    code = (
        "import shlex, sys\nfrom reviewer.cli import main\n"
        "for words in sys.argv[1:]:\n"
        "    try: main(shlex.split(words))\n"
        "    except SystemExit: pass\n"
    )
    terminal = Terminal(["-c", code, *READING], folder, (80, 24), REVIEWER=name)
    assert terminal.end() == 0, terminal.seen[-3000:]
    return terminal.seen.decode("utf-8")


@pytest.fixture(scope="module")
def harmless(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return workspace(tmp_path_factory.mktemp("harmless") / "desk", HARMLESS)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return workspace(tmp_path_factory.mktemp("hostile") / "desk", ATTACKS)


def assert_harmless(seen: str, usual: str) -> None:
    """Nothing but what a harmless workspace makes the program write too."""
    assert "PWNED" in seen, "the words of the articles are on the screen"
    hidden = FORBIDDEN.search(seen)
    assert hidden is None, (f"U+{ord(hidden.group()):04X}", seen[max(0, hidden.start() - 80) : hidden.end() + 40])
    strange = kinds(seen) - kinds(usual)
    assert not strange
    left = {c for c in rest(seen) if unicodedata.category(c) == "Cc"}
    assert left <= {"\r", "\n"}, left


def test_nothing_hostile_reaches_the_screen_at_any_size(hostile: Path, harmless: Path) -> None:
    assert_harmless(on_screen(hostile, f"ana{ATTACKS[4]}"), on_screen(harmless, "anaPWNED"))


def test_nothing_hostile_reaches_the_terminal_from_commands(hostile: Path, harmless: Path) -> None:
    assert_harmless(in_words(hostile, f"ana{ATTACKS[5]}"), in_words(harmless, "anaPWNED"))


def test_the_check_sees_an_attack_that_gets_through() -> None:
    for attack in ATTACKS[:-1]:
        with pytest.raises(AssertionError):
            assert_harmless(f"PWNED {attack}", "\x1b[0m PWNED \x1b[1;1H")
