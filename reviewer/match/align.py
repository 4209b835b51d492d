"""Two texts aligned word by word, for painting what they share."""

from __future__ import annotations

import re

from rapidfuzz.distance import LCSseq

from reviewer.match.terms import words

Pieces = tuple[tuple[str, bool], ...]
"""Runs of a text in order, each with whether the other text has it too. Joined, they are the text."""

_PIECE = re.compile(r"\w+(?:['’.,]\w+)*|[^\w\s]|\s+")


def pieces(left: str, right: str) -> tuple[Pieces, Pieces]:
    """Both texts cut into runs that are shared or not; words count as shared when their stems are equal.

    Space between two shared words is shared. The pieces of a side, joined, equal that side.
    """
    left_tokens, right_tokens = _tokens(left), _tokens(right)
    left_words = [i for i, token in enumerate(left_tokens) if not token.isspace()]
    right_words = [i for i, token in enumerate(right_tokens) if not token.isspace()]
    left_keys = [_key(left_tokens[i]) for i in left_words]
    right_keys = [_key(right_tokens[i]) for i in right_words]
    left_same, right_same = set[int](), set[int]()
    for block in LCSseq.opcodes(left_keys, right_keys):
        if block.tag == "equal":
            left_same.update(left_words[block.src_start : block.src_end])
            right_same.update(right_words[block.dest_start : block.dest_end])
    return _runs(left_tokens, left_same), _runs(right_tokens, right_same)


def _tokens(text: str) -> list[str]:
    return _PIECE.findall(text)


def _key(token: str) -> str:
    """What makes two tokens equal: their terms, else their lower-case letters."""
    return " ".join(word.term for word in words(token)) or token.casefold()


def _runs(tokens: list[str], same: set[int]) -> Pieces:
    """Neighbouring tokens of one kind joined; white space goes with its neighbours when they are of one kind."""
    runs: list[tuple[str, bool]] = []
    for i, token in enumerate(tokens):
        shared = i in same or (token.isspace() and i - 1 in same and i + 1 in same)
        if runs and runs[-1][1] == shared:
            runs[-1] = (runs[-1][0] + token, shared)
        else:
            runs.append((token, shared))
    return tuple(runs)
