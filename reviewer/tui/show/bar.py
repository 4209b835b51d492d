"""The one-line bars: where we are at the top, what just happened, and the keys at the foot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reviewer.tui.actions import Action
from reviewer.tui.desk import Listing
from reviewer.tui.keymap import Keys
from reviewer.tui.runs import Line, Run, clipped, joined, run, spread

if TYPE_CHECKING:
    from reviewer.workspace.views import Progress


@dataclass(frozen=True, slots=True)
class Where:
    """What the top bar tells.

    `at` is the 0-based place in the list, None outside it; `more`: the list is longer than `count`, nobody knows yet by
    how much; `open` None: not counted yet; `looking`: what is looked for and not found yet.
    """

    workspace: str
    me: str
    number: str = ""
    at: int | None = None
    count: int = 0
    open: int | None = 0
    article: str = ""
    about: str = ""
    filter: str = ""
    order: str = ""
    search: str = ""
    looking: str = ""
    marked: int = 0
    blind: bool = False
    read_only: bool = False
    progress: str = ""
    rules_differ: bool = False
    more: bool = False


def top_line(where: Where, width: int) -> Line:
    """Workspace and person at the left, the place in the work at the right, and between them what is not as usual."""
    left = [Run(" "), run(where.workspace, "strong"), Run("  "), run(where.me)]
    for flag, role in _flags(where):
        left += [Run("  "), run(flag, role)]
    right: list[list[Run]] = []
    if where.progress:
        right.append([run(where.progress, "warn")])
    if where.count:
        count = f"{where.count:,}{'+' if where.more else ''}"
        at = f"{where.at + 1} of {count}" if where.at is not None else f"{count} listed"
        right.append([Run("claim ", "dim"), run(where.number, "strong")])
        right.append([run(at)])
        if where.open is not None:
            right.append([run(f"{where.open:,} open")])
    return spread(Line(tuple(left)), Line((*joined(right, Run(" · ", "dim")), Run(" "))), width)


def _flags(where: Where) -> list[tuple[str, str]]:
    flags: list[tuple[str, str]] = []
    if where.read_only:
        flags.append(("READ ONLY", "bad"))
    if where.rules_differ:
        flags.append(("rules differ from the project file", "warn"))
    if where.blind:
        flags.append(("blind", "warn"))
    if where.about:
        flags.append((f"judging: {where.about}", "warn"))
    if where.marked:
        flags.append((f"{where.marked} marked", "warn"))
    if where.search:
        flags.append((f"search {where.search}", "warn"))
    if where.looking:
        flags.append((f"looking for: {where.looking}", "warn"))
    if where.filter:
        flags.append((f"filter: {where.filter}", "warn"))
    if where.order:
        flags.append((where.order, "warn"))
    return flags


def count_words(listing: Listing) -> str:
    """How many claims a list holds: `64+` while it is still being made."""
    return f"{len(listing):,}{'' if listing.whole else '+'}"


def progress_words(progress: Progress, stop: str) -> str:
    """`matching 412 of 5,000 pairs, about 12 s left, esc stops`."""
    count = f"{progress.done:,} of {progress.total:,}" if progress.total else f"{progress.done:,}"
    left = f", about {progress.seconds_left:,.0f} s left" if progress.seconds_left is not None else ""
    return f"{progress.what} {count}{left}, {stop} stops"


@dataclass(frozen=True, slots=True)
class Choice:
    """A key of the footer: the action and whether it can be called now."""

    action: Action
    enabled: bool = True


def foot_line(choices: Sequence[Choice], keys: Keys, width: int, *, ascii_only: bool = False) -> Line:
    """As many keys as fit, by rank, the way out among them always; help stands at the right end."""
    shown, last = _fitting(choices, keys, width, ascii_only=ascii_only)
    return spread(Line(tuple(r for _, group in shown for r in group)), Line(tuple(last)), width)


def foot_at(choices: Sequence[Choice], keys: Keys, width: int, cell: int, *, ascii_only: bool = False) -> str:
    """The id of the action whose key stands at this cell; "" where there is none."""
    shown, last = _fitting(choices, keys, width, ascii_only=ascii_only)
    at = 0
    for choice, group in shown:
        at += Line(tuple(group)).cells
        if cell < at:
            return choice.action.id
    return "help" if cell >= width - Line(tuple(last)).cells else ""


def _ranked(choices: Sequence[Choice]) -> list[Choice]:
    return sorted((c for c in choices if c.action.short and c.action.id != "help"), key=lambda c: c.action.rank)


def _fitting(
    choices: Sequence[Choice], keys: Keys, width: int, *, ascii_only: bool
) -> tuple[list[tuple[Choice, list[Run]]], list[Run]]:
    last = [Run(" "), run(keys.first("help", ascii_only=ascii_only), "key"), Run(" Help ")]
    room = width - Line(tuple(last)).cells - 1
    groups = [(choice, _group(choice, keys, ascii_only=ascii_only)) for choice in _ranked(choices)]
    leaves = sum(Line(tuple(group)).cells for choice, group in groups if _leaves(choice))
    shown: list[tuple[Choice, list[Run]]] = []
    full = False
    for choice, group in groups:
        size = Line(tuple(group)).cells
        if _leaves(choice):
            leaves = 0
        full = full or size + leaves > room
        if full and not (_leaves(choice) and size <= room):
            continue
        room -= size
        shown.append((choice, group))
    return shown, last


def _leaves(choice: Choice) -> bool:
    return choice.action.id.endswith(".leave")


def _group(choice: Choice, keys: Keys, *, ascii_only: bool) -> list[Run]:
    role, key_role = ("plain", "key") if choice.enabled else ("off", "off")
    key = run(keys.first(choice.action.id, ascii_only=ascii_only), key_role)
    return [Run(" "), key, Run(" "), run(choice.action.short, role), Run(" ")]


def said_line(sign: str, words: str, role: str, width: int) -> Line:
    """What just happened, on one line."""
    return clipped(Line((Run(" "), run(f"{sign} ", role) if sign else Run(""), run(words, role))), width)
