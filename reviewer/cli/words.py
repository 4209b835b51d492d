"""Words that people type for fixed values: ids, labels, keys and unique beginnings, with "did you mean"."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import TypeVar

from reviewer.errors import Ambiguous, UsageError
from reviewer.model.comparison import PairWord
from reviewer.model.policy import Policy
from reviewer.model.verdict import Value

E = TypeVar("E", bound=StrEnum)

PAIR_SIGNS = {
    "=": PairWord.AGREES,
    "!": PairWord.CONTRADICTS,
    "x": PairWord.OTHER_THING,
    "~": PairWord.CANNOT_TELL,
}
"""The four keys for a pair, as on the screen."""


def value_of(word: str, policy: Policy) -> Value:
    """The verdict that `word` means under these rules: its key or digit, id, label, or a unique beginning of either.

    Raises:
        Ambiguous: a beginning of several verdicts.
        UsageError: no verdict; names the nearest.
    """
    keys = {policy.keys[value]: value for value in Value} | {str(i): v for i, v in enumerate(Value, 1)}
    if word in keys:
        return keys[word]
    names = {_folded(value): value for value in Value} | {_folded(policy.labels[value]): value for value in Value}
    shown = ", ".join(f"{value} ({policy.keys[value]})" for value in Value)
    return _chosen(word, names, f"a verdict: {shown}")


def pair_word_of(word: str) -> PairWord:
    """What `word` says of a pair: a sign, an id, or a unique beginning."""
    if word in PAIR_SIGNS:
        return PAIR_SIGNS[word]
    shown = ", ".join(f"{value} ({sign})" for sign, value in PAIR_SIGNS.items())
    return _chosen(word, {_folded(value): value for value in PairWord}, f"a word for a pair: {shown}")


def one_of(kind: type[E], word: str, what: str) -> E:
    """The member of `kind` that `word` means: its value or a unique beginning."""
    names = {_folded(member): member for member in kind}
    return _chosen(word, names, f"{what}: {', '.join(kind)}")


def several_of(kind: type[E], words: Iterable[str], what: str) -> frozenset[E]:
    """Several members at once."""
    return frozenset(one_of(kind, word, what) for word in words)


def suggestion(word: str, known: Iterable[str]) -> str:
    """`did you mean "verdict"?`, or nothing where no known word is near."""
    near = difflib.get_close_matches(word.lower(), list(known), n=1, cutoff=0.6)
    return f"did you mean {str(near[0])!r}?" if near else ""


def _chosen(word: str, names: Mapping[str, E], what: str) -> E:
    folded = _folded(word)
    if folded in names:
        return names[folded]
    begun = {value for name, value in names.items() if folded and name.startswith(folded)}
    if len(begun) == 1:
        return begun.pop()
    if begun:
        raise Ambiguous(f"{word!r} could be {' or '.join(sorted(begun))}", next_step="type more of it")
    near = difflib.get_close_matches(folded, names, n=1, cutoff=0.5)
    hint = f"did you mean {names[near[0]].value!r}? " if near else ""
    raise UsageError(f"{word!r} is not {what}", next_step=f"{hint}Any unique beginning will do".strip())


def _folded(text: str) -> str:
    return " ".join(text.lower().replace("_", " ").replace("-", " ").split())
