"""Term frequencies that stand in for the workspace's own while it is small. Loaded when first asked for.

The table holds counts of stems only, no text. `background.tsv` names its source, licence and how it was made.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from reviewer.match.terms import NORM_VERSION

CAPITAL = "^"
"""Stands behind a term of the table that was never seen in lower case."""


@dataclass(frozen=True, slots=True)
class Background:
    """In how many of `documents` sentences each term occurs; `common` are the terms seen in lower case, so no names."""

    documents: int
    counts: Mapping[str, int]
    common: frozenset[str] = frozenset()


@lru_cache(maxsize=1)
def background() -> Background:
    """The table that comes with the program.

    Raises:
        ValueError: the table was made for another normal form (a fault of the package, caught by a test).
    """
    lines = resources.files("reviewer.match").joinpath("background.tsv").read_text(encoding="utf-8").splitlines()
    head = dict(line[2:].split(": ", 1) for line in lines if line.startswith("# ") and ": " in line)
    if int(head["norm_version"]) != NORM_VERSION:
        raise ValueError(f"background.tsv is of norm_version {head['norm_version']}, not {NORM_VERSION}")
    counts: dict[str, int] = {}
    for line in lines:
        if not line.startswith("# "):
            count, _, listed = line.partition("\t")
            counts.update(dict.fromkeys(listed.split(" "), int(count)))
    capital = {term for term in counts if term.endswith(CAPITAL)}
    common = frozenset(counts.keys() - capital)
    return Background(int(head["documents"]), {term.removesuffix(CAPITAL): n for term, n in counts.items()}, common)
