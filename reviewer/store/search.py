"""The search box: full text over claims and articles, for words as people type them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from reviewer.store.connections import Connections

MOST_WORDS = 32
_PIECES = re.compile(r'"([^"]*)"?|(\S+)')


@dataclass(frozen=True, slots=True)
class ArticleHit:
    """An article whose title or text has the words; `snippet` shows them in their surroundings, unmarked."""

    article: str
    snippet: str


def match_expression(words: str) -> str:
    """The FTS5 expression for what a person typed; "" where nothing in it can be searched.

    Words are joined by "and"; a phrase stands in double quotes; the last word may be unfinished. Every other sign is
    text: no input is a syntax error or an operator.
    """
    found = [(phrase or word, bool(phrase)) for phrase, word in _PIECES.findall(words.replace("\x00", " "))]
    pieces = [(text.replace('"', " ").strip(), whole) for text, whole in found]
    pieces = [(text, whole) for text, whole in pieces if any(_counts(char) for char in text)][:MOST_WORDS]
    quoted = [f'"{text}"' for text, _ in pieces]
    if pieces and not pieces[-1][1] and _counts(pieces[-1][0][-1]) and not words[-1].isspace():
        quoted[-1] += "*"
    return " AND ".join(quoted)


def _counts(char: str) -> bool:
    """Whether FTS5's unicode61 takes this character as a part of a word."""
    return unicodedata.category(char)[0] in "LN" or unicodedata.category(char) == "Co"


class Search:
    """Full-text search over what the corpus holds."""

    def __init__(self, connections: Connections) -> None:
        self._c = connections

    def claims(self, words: str, limit: int = 200) -> tuple[str, ...]:
        """Ids of listed claims that have all the words, best first."""
        expression = match_expression(words)
        if not expression:
            return ()
        rows = self._c.rows(
            "SELECT c.id FROM claim_fts f JOIN claim c ON c.n = f.rowid "
            "WHERE claim_fts MATCH ? AND c.listed >= 0 ORDER BY f.rank, c.n LIMIT ?",
            (expression, limit),
        )
        return tuple(claim for (claim,) in rows)

    def articles(self, words: str, limit: int = 50) -> tuple[ArticleHit, ...]:
        """Articles that have all the words in title or text, best first."""
        expression = match_expression(words)
        if not expression:
            return ()
        rows = self._c.rows(
            "SELECT a.id, snippet(article_fts, -1, '', '', '…', 16) FROM article_fts "
            "JOIN article a ON a.number = article_fts.rowid WHERE article_fts MATCH ? "
            "ORDER BY article_fts.rank, a.number LIMIT ?",
            (expression, limit),
        )
        return tuple(ArticleHit(article, snippet or "") for article, snippet in rows)
