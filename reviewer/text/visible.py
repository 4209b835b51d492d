"""The one gate to every terminal: text from outside, one character in and one character out.

Lengths stay, so spans stay right; nothing that a terminal would obey, hide, reorder or stack is let through.

    C0 U+0000-001F      its picture, U+2400 + n (tab: one space; newline: kept, or U+240A)
    DEL                 U+2421
    U+2028, U+2029      U+2424, the sign for a new line
    C1, bidi controls, zero-width, format and tag characters, variation selectors, lone surrogates    U+FFFD
    combining marks     U+FFFD where they have no base character, and beyond MAX_MARKS on one

What U+FFFD stands for is told by `code_points`.
"""

from __future__ import annotations

import re
import unicodedata

MAX_MARKS = 6
"""Combining marks let through on one base character: Tibetan and pointed Hebrew need up to five."""

REPLACEMENT = "�"

# Everything of the classes Cf, Cs, Zl, Zp and of Default_Ignorable_Code_Point; a test holds it against unicodedata.
_HIDDEN = (
    "\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u115f\u1160"
    "\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ud800-\udfff\ufe00-\ufe0f\ufeff\uffa0"
    "\ufff0-\ufffb\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff"
)
_HIDDEN_ONE = re.compile(f"[{_HIDDEN}]")
_HIDDEN_OR_NEWLINE = re.compile(f"[\n{_HIDDEN}]")

# Blocks that hold combining marks, wide enough to be few; whether a character is one is asked of unicodedata.
_MAY_MARK = (
    "\u0300-\u1fff\u20d0-\u20ff\u2cef-\u2cf1\u2d7f\u2de0-\u2dff\u302a-\u302f\u3099\u309a\ua66f-\uabff\ud7ff\ufb1e"
    "\ufe20-\ufe2f\U000101fd-\U00011fff\U00013440-\U000134ff\U00016000-\U00016fff\U0001bc00-\U0001efff"
)
_MARKED = re.compile(f"(?:^|[^{_MAY_MARK}])([{_MAY_MARK}]+)")


def visible(text: str, *, line: bool = False) -> str:
    """`text` with every dangerous or hidden character replaced by a visible one; same length.

    Args:
        text: anything from outside: articles, names of files and people, notes, messages of libraries.
        line: True where the result must stay on one line: newlines become U+240A.
    """
    if text.isascii() and text.isprintable():
        return text
    pattern = _HIDDEN_OR_NEWLINE if line else _HIDDEN_ONE
    shown = pattern.sub(_shown, text)
    return shown if shown.isascii() else _MARKED.sub(_thinned, shown)


def code_points(text: str) -> list[tuple[int, str]]:
    """Where `visible` replaces a character, and which: `[(3, "U+202E")]`. Tabs and newlines are not told."""
    shown = visible(text)
    return [
        (i, f"U+{ord(raw):04X}")
        for i, (raw, out) in enumerate(zip(text, shown, strict=True))
        if raw != out and raw != "\t"
    ]


def _shown(match: re.Match[str]) -> str:
    point = ord(match.group())
    if point == 0x09:
        return " "
    if point < 0x20:
        return chr(0x2400 + point)
    if point == 0x7F:
        return "␡"
    return "␤" if point in (0x2028, 0x2029) else REPLACEMENT


def _thinned(match: re.Match[str]) -> str:
    """A run that may hold combining marks, without stacks; its first mark needs a base before it."""
    head = match.string[match.start() : match.start(1)]
    marks = 0 if head and not head.isspace() and head != REPLACEMENT else MAX_MARKS
    out = []
    for char in match.group(1):
        if unicodedata.category(char) not in ("Mn", "Me"):
            marks = 0
            out.append(char)
            continue
        marks += 1
        out.append(char if marks <= MAX_MARKS else REPLACEMENT)
    return head + "".join(out)
