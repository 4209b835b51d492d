"""Colours: two themes of our own and the styles of every role, which hold under any Textual theme.

The verdict colours were searched for: the least distance between two of them, over normal and three kinds of
colour-blind eyes, is 34.9 (dark) and 27.5 (light) CIE76, the least contrast 5.1 and 5.7. Those on light ground are
colours of the 256, so that they are the same there. Signs and words say the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.tui.runs import ROLES

if TYPE_CHECKING:
    from textual.theme import Theme

DARK = {
    "supported": "#baf5fe",
    "refuted": "#e9832e",
    "conflicting": "#ca4cea",
    "not_enough_evidence": "#ffe9a2",
    "not_a_claim": "#868686",
}
LIGHT = {
    "supported": "#005faf",
    "refuted": "#5f0000",
    "conflicting": "#8700ff",
    "not_enough_evidence": "#875f00",
    "not_a_claim": "#585858",
}
_DARK_ROLES = {
    "dim": "#9a9a9a",
    "other": "#b8b8b8",
    "head": "#9fb6c6",
    "key": "#7fd1ff",
    "off": "#828282",
    "good": "#baf5fe",
    "warn": "#ffe9a2",
    "bad": "#ff9d5c",
    "cursor-ground": "#223345",
    "bar-ground": "#1f2a33",
    "side-ground": "#1a2025",
    "hit-ground": "#3a3000",
    "selected": "#ffffff",
    "selected-ground": "#27618f",
    "thumb": "#4a6076",
}
_LIGHT_ROLES = {
    "dim": "#5f5f5f",
    "other": "#484848",
    "head": "#37566b",
    "key": "#005a9c",
    "off": "#6c6c6c",
    "good": "#005faf",
    "warn": "#7a5c00",
    "bad": "#a62b00",
    "cursor-ground": "#c9e0f6",
    "bar-ground": "#d5dee5",
    "side-ground": "#eaeef1",
    "hit-ground": "#ffe78a",
    "selected": "#000000",
    "selected-ground": "#9cc8ee",
    "thumb": "#8ea9bf",
}
# The nearest of 256 colours to a dark blue is a bright one; the greys have finer steps.
_DARK_FEW = {
    "cursor-ground": "#303030",
    "bar-ground": "#262626",
    "side-ground": "#1c1c1c",
    "hit-ground": "#3c3c3c",
    "thumb": "#585858",
}
_LIGHT_FEW = {"cursor-ground": "#d7d7ff", "bar-ground": "#e0e0e0", "side-ground": "#f0f0f0", "thumb": "#8787af"}


def variables(*, dark: bool, few: bool = False) -> dict[str, str]:
    """The CSS variables that our styles need, for a dark or a light ground; `few`: where there are 256 colours."""
    colours = (DARK | _DARK_ROLES) if dark else (LIGHT | _LIGHT_ROLES)
    if few:
        colours = colours | (_DARK_FEW if dark else _LIGHT_FEW)
    return {f"r-{name.replace('_', '-')}": value for name, value in colours.items()}


def themes(*, few: bool = False) -> tuple[Theme, Theme]:
    """`reviewer-dark` and `reviewer-light`; `few`: for a terminal of 256 colours."""
    from textual.theme import Theme

    dark = Theme(
        name="reviewer-dark",
        primary="#7fd1ff",
        secondary="#9fb6c6",
        accent="#ffe9a2",
        warning="#ffe9a2",
        error="#ff9d5c",
        success="#baf5fe",
        foreground="#e4e4e4",
        background="#121212",
        surface="#1a2025",
        panel="#1f2a33",
        dark=True,
        variables=variables(dark=True, few=few),
    )
    light = Theme(
        name="reviewer-light",
        primary="#005a9c",
        secondary="#37566b",
        accent="#875f00",
        warning="#7a5c00",
        error="#a62b00",
        success="#005faf",
        foreground="#1a1a1a",
        background="#ffffff",
        surface="#eaeef1",
        panel="#d5dee5",
        dark=False,
        variables=variables(dark=False, few=few),
    )
    return dark, light


_STYLES = {
    "strong": "text-style: bold;",
    "dim": "color: $r-dim;",
    "head": "color: $r-head; text-style: bold;",
    "span": "text-style: bold reverse;",
    "carried": "text-style: bold;",
    "number": "text-style: underline;",
    # Nearly all of a body is claims: their underline is quiet, or the claim in hand would drown in it.
    "other": "color: $r-other; text-style: underline;",
    "hit": "background: $r-hit-ground; text-style: bold;",
    "jump": "color: $r-key; text-style: bold reverse;",
    "edge": "color: $r-key; text-style: bold reverse;",
    "differs": "text-style: bold underline; color: $r-warn;",
    "key": "color: $r-key; text-style: bold;",
    "off": "color: $r-off;",
    "good": "color: $r-good;",
    "warn": "color: $r-warn;",
    "bad": "color: $r-bad; text-style: bold;",
    "cursor": "background: $r-cursor-ground;",
    "marked": "text-style: bold;",
    "selected": "background: $r-selected-ground; color: $r-selected;",
    "bar": "background: $r-bar-ground;",
    **{name: f"color: $r-{name.replace('_', '-')};" for name in DARK},
}


def role_class(role: str) -> str:
    """The component class that carries the style of a role."""
    return f"role--{role}"


def role_css(widget: str) -> str:
    """The styles of all roles for one widget class, as Textual CSS."""
    rules = " ".join(f".{role_class(role)} {{ {_STYLES[role]} }}" for role in ROLES if role in _STYLES)
    return f"{widget} {{ {rules} }}"
