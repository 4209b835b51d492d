"""What coders said as a table for statistics: one row per claim and code, one column per coder."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

FIRST_COLUMNS = ("claim", "article", "quote", "code")
LAST_COLUMNS = ("final", "status", "corrected")


@dataclass(frozen=True, slots=True)
class CodeRow:
    """One claim and one code: what each coder said on their own, and what it came to ("" = undecided).

    `corrected`: values that a coder had replaced by then, each as "coder: value".
    """

    claim: str
    article: str
    quote: str
    code: str
    values: Mapping[str, str]
    final: str
    status: str
    corrected: Sequence[str] = ()


def rows(found: Iterable[CodeRow], coders: Sequence[str]) -> Iterator[Sequence[str]]:
    """The header, then a row per claim and code; a coder without a first independent value has an empty cell."""
    yield (*FIRST_COLUMNS, *coders, *LAST_COLUMNS)
    for row in found:
        cells = (row.values.get(coder, "") for coder in coders)
        yield (row.claim, row.article, row.quote, row.code, *cells, row.final, row.status, " | ".join(row.corrected))
