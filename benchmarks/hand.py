"""The hand: from a key to the painted frame, bytes over the line, and the first row, beside Textual's own widgets.

The real program in a real terminal of 120 by 40. `ms` is the wall clock from the key to the last byte of its frame;
`cpu ms` is what the program worked for it, which a busy machine does not change. One desk has 50 claims or so, the
other a million and an article of a million characters, which is made once and kept (see `_bulk`). Lists of Textual
hold their rows in memory, so their keys are measured with the first 10,000; then they get as many rows as the large
desk has, and two minutes. `rss MB` is what a program holds at the end of its rows.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks import _bulk, _workspaces
from benchmarks._terminal import Painted, Terminal
from benchmarks.table import Row

CLAIMS = int(os.environ.get("BENCH_CLAIMS", "1000000"))
SIZE = (120, 40)
TIMES = 15
STARTS = 5
LISTED = 10_000
LIMIT = 120.0
"""Seconds that a list of Textual gets for its first frame of as many rows as the large desk has."""
_REVIEWER = [sys.executable, "-m", "reviewer", "--as", "ann"]
_PEER = [sys.executable, "-m", "benchmarks._peers"]
DOWN, PAGE_UP, PAGE_DOWN, HOME, END = b"\x1b[B", b"\x1b[5~", b"\x1b[6~", b"\x1b[H", b"\x1b[F"


def rows(_shared: Path) -> list[Row]:
    """First rows, then keys: the peers, the small desk, the large one."""
    large = _bulk.desk(Path(tempfile.gettempdir(), "reviewer-bench", str(CLAIMS)), CLAIMS)
    with tempfile.TemporaryDirectory(dir=_workspaces.place()) as place:
        small = _workspaces.sample(Path(place, "sample"))
        _workspaces.take(small)
        claims, article = Path(place, "claims.txt"), large / "long.txt"
        claims.write_text("\n".join(_quotes(large, LISTED)), "utf-8")
        return [
            *_first_rows(small, large),
            *_of_peers(claims, article),
            *_of_many(claims, Path(place, "many.txt")),
            *_of_desk("sample", small),
            *_of_desk(f"{CLAIMS:,} claims", large),
        ]


def _quotes(folder: Path, count: int) -> list[str]:
    from reviewer.workspace import Workspace

    with Workspace.open(folder, me="ann", via="flag") as workspace:
        return [row.quote.replace("\n", " ") for row in workspace.listing().rows(0, count)]


def _terminal(words: Sequence[str], folder: Path) -> Terminal:
    more = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "COLUMNS": "", "LINES": ""}
    return Terminal(words, folder, _workspaces.environment(**more), SIZE)


def _first_rows(small: Path, large: Path) -> list[Row]:
    """In turns, so that a busy minute falls on all of them."""
    programs = {
        "first row: a bare Textual app": (_PEER, small, b"READY"),
        "first row: sample": (_REVIEWER, small, b"Is it so that"),
        f"first row: {CLAIMS:,} claims": (_REVIEWER, large, b"Is it so that"),
    }
    times: dict[str, list[tuple[float, float]]] = {name: [] for name in programs}
    for _ in range(STARTS):
        for name, (words, folder, wanted) in programs.items():
            with _terminal([*words, "bare"] if words is _PEER else words, folder) as terminal:
                times[name].append((terminal.until(wanted), terminal.cpu()))
    return [
        Row(
            name,
            {
                "ms": 1000 * statistics.median(t for t, _ in found),
                "cpu ms": 1000 * statistics.median(c for _, c in found),
            },
            peer="bare" in name,
        )
        for name, found in times.items()
    ]


def _of_peers(claims: Path, article: Path) -> list[Row]:
    made = []
    for widget, file, keys in (
        ("DataTable", claims, (("one line down", (DOWN,)),)),
        ("OptionList", claims, (("one line down", (DOWN,)),)),
        ("TextArea", article, (("a page of the article", (PAGE_DOWN, PAGE_UP)),)),
    ):
        with _terminal([*_PEER, widget, str(file)], _workspaces.ROOT) as terminal:
            terminal.until(b"READY")
            terminal.idle()
            made += [_keys(terminal, f"{widget}, {words}", *key, peer=True) for words, key in keys]
            made.append(Row(f"{widget}: memory", {"rss MB": terminal.memory()}, peer=True))
    return made


def _of_many(claims: Path, many: Path) -> list[Row]:
    """First row and memory of Textual's lists with as many rows as the large desk has."""
    lines = claims.read_text("utf-8").splitlines()
    many.write_text("\n".join(f"{at} {lines[at % len(lines)]}" for at in range(CLAIMS)), "utf-8")
    made = []
    for widget in ("DataTable", "OptionList"):
        with _terminal([*_PEER, widget, str(many)], _workspaces.ROOT) as terminal:
            try:
                figures: dict[str, float | str] = {"ms": 1000 * terminal.until(b"READY", LIMIT)}
            except TimeoutError:
                figures = {"ms": f"no frame in {LIMIT:.0f} s"}
            figures |= {"cpu ms": 1000 * terminal.cpu(), "rss MB": terminal.memory()}
            made.append(Row(f"first row: {widget}, {CLAIMS:,} rows", figures, peer=True))
    return made


def _of_desk(name: str, folder: Path) -> list[Row]:
    """The keys that a reviewer presses most, once what runs at the start is done."""
    with _terminal(_REVIEWER, folder) as terminal:
        terminal.until(b"Is it so that")
        terminal.idle()
        made = [
            _keys(terminal, f"{name}: next claim", b"j"),
            _keys(terminal, f"{name}: a verdict and the next claim", b"s"),
            _keys(terminal, f"{name}: undo", b"u"),
            _keys(terminal, f"{name}: another article", b"]", b"["),
        ]
        if (folder / "long.txt").is_file():
            made.append(_keys(terminal, f"{name}: a page of the article", PAGE_DOWN, PAGE_UP))
        terminal.press(b"q")
        made.append(_keys(terminal, f"{name}: one line in the queue", b"j"))
        made.append(_keys(terminal, f"{name}: the last and the first line of the queue", END, HOME))
        terminal.press(b"q")
        terminal.press(b"/")
        made.append(_keys(terminal, f"{name}: a letter of a search", b"w", times=1))
        made.append(Row(f"{name}: memory", {"rss MB": terminal.memory()}))
        return made


def _keys(terminal: Terminal, name: str, *keys: bytes, times: int = TIMES, peer: bool = False) -> Row:
    """These keys in turn."""
    return Row(name, _figures([terminal.press(keys[i % len(keys)]) for i in range(times)]), peer)


def _figures(found: Sequence[Painted]) -> dict[str, float | str]:
    return {
        "ms": 1000 * statistics.median(p.last for p in found),
        "cpu ms": 1000 * statistics.median(p.cpu for p in found),
        "worst ms": 1000 * max(p.last for p in found),
        "bytes": statistics.median(p.size for p in found),
        "times": len(found),
    }
