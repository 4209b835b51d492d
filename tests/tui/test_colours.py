"""Colours for every eye: the figures of the search that chose them, at 16 million and at 256 colours; widths of signs."""

from __future__ import annotations

import unicodedata
from dataclasses import fields
from itertools import combinations

import pytest
from rich.cells import cell_len
from rich.color import Color, ColorSystem

from reviewer.tui.signs import ASCII, UNICODE, Signs
from reviewer.tui.theme import DARK, LIGHT, themes, variables

Vector = tuple[float, float, float]
# Machado, Oliveira, Fernandes 2009, "A physiologically-based model for simulation of color vision deficiency",
# severity 1.0; on linear RGB.
EYES: dict[str, tuple[Vector, Vector, Vector]] = {
    "usual": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
TO_XYZ = ((0.4124564, 0.3575761, 0.1804375), (0.2126729, 0.7151522, 0.0721750), (0.0193339, 0.1191920, 0.9503041))
WHITE = (0.95047, 1.0, 1.08883)


def _times(matrix: tuple[Vector, Vector, Vector], vector: Vector) -> Vector:
    first, second, third = (sum(m * v for m, v in zip(row, vector, strict=True)) for row in matrix)
    return first, second, third


def _lab(colour: str, eye: str) -> Vector:
    rgb = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in rgb)
    red, green, blue = (min(1.0, max(0.0, c)) for c in _times(EYES[eye], (red, green, blue)))
    parts = [v / w for v, w in zip(_times(TO_XYZ, (red, green, blue)), WHITE, strict=True)]
    x, y, z = (p ** (1 / 3) if p > 0.008856 else 7.787 * p + 16 / 116 for p in parts)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def least_distance(colours: dict[str, str]) -> float:
    """The least CIE76 distance between two verdict colours, over four kinds of eyes."""
    return min(
        sum((a - b) ** 2 for a, b in zip(_lab(one, eye), _lab(other, eye), strict=True)) ** 0.5
        for eye in EYES
        for one, other in combinations(colours.values(), 2)
    )


@pytest.mark.parametrize(("colours", "least"), [(DARK, 34.8), (LIGHT, 27.4)], ids=["dark", "light"])
def test_no_two_verdicts_look_alike_to_any_eye(colours: dict[str, str], least: float) -> None:
    assert least_distance(colours) >= least


def test_red_and_green_would_look_alike() -> None:
    naive = {"s": "#00aa00", "r": "#cc0000", "c": "#ffbf00", "n": "#dddd00", "o": "#808080"}
    assert least_distance(naive) < 15


@pytest.mark.parametrize(("colours", "least"), [(DARK, 22.0), (LIGHT, 27.4)], ids=["dark", "light"])
def test_256_colours_still_tell_them_apart(colours: dict[str, str], least: float) -> None:
    palette = {name: Color.parse(c).downgrade(ColorSystem.EIGHT_BIT).get_truecolor().hex for name, c in colours.items()}
    assert least_distance(palette) >= least


def _light_of(colour: str) -> float:
    """Relative luminance, 0 to 1 (WCAG 2.1)."""
    rgb = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in rgb)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    low, high = sorted((_light_of(one), _light_of(other)))
    return (high + 0.05) / (low + 0.05)


def _as_few(colour: str) -> str:
    return Color.parse(colour).downgrade(ColorSystem.EIGHT_BIT).get_truecolor().hex


@pytest.mark.parametrize("dark", [True, False], ids=["dark", "light"])
def test_small_words_are_read_on_every_ground_they_stand_on(dark: bool) -> None:
    """4.5 is what WCAG 2.1 asks of small text."""
    colours = variables(dark=dark)
    page = themes()[not dark].background or ""
    grounds = [page, *(colours[f"r-{name}-ground"] for name in ("side", "bar", "cursor"))]
    words = {name: colours[f"r-{name}"] for name in ("dim", "head", "key", "good", "warn", "bad")}
    weak = {(name, ground) for name, word in words.items() for ground in grounds if _contrast(word, ground) < 4.5}
    assert weak == set()


@pytest.mark.parametrize("dark", [True, False], ids=["dark", "light"])
def test_with_256_colours_every_ground_is_still_one_of_its_own_under_words(dark: bool) -> None:
    colours = variables(dark=dark, few=True)
    page = themes(few=True)[not dark].background or ""
    grounds = [_as_few(c) for c in (page, *(colours[f"r-{name}-ground"] for name in ("side", "bar", "cursor", "hit")))]
    assert len(set(grounds)) == len(grounds)
    words = _as_few(themes(few=True)[not dark].foreground or "")
    assert min(_contrast(words, ground) for ground in grounds) >= 7


def _all(signs: Signs) -> set[str]:
    found: set[str] = set()
    for field in fields(signs):
        held = getattr(signs, field.name)
        found.update(held.values() if isinstance(held, dict) else [held])
    return found


def test_no_sign_in_a_column_is_wider_on_any_terminal() -> None:
    """Ambiguous characters take two cells where a terminal is set up for Chinese, Japanese or Korean."""
    assert {s for s in _all(UNICODE) if cell_len(s) != 1} == set()
    assert {s for s in _all(UNICODE) if unicodedata.east_asian_width(s) not in ("N", "Na")} == set()


def test_plain_signs_are_plain() -> None:
    assert {s for s in _all(ASCII) if not s.isascii() or len(s) != 1} == set()
