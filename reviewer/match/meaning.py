"""What two claims mean, by their sentence embeddings: one more signal where a model was named (`embedding.py`).

An embedding is kept as signed bytes, one a dimension: small to store, and the same sums on every machine.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Sequence
from functools import lru_cache
from operator import mul

_LARGEST = 127


def packed(vector: Sequence[float]) -> bytes:
    """An embedding as bytes, its largest number at ±127. A vector of zeros is no embedding: b""."""
    largest = max(map(abs, vector), default=0.0)
    if not largest:
        return b""
    return array("b", [round(value / largest * _LARGEST) for value in vector]).tobytes()


def nearness(left: bytes, right: bytes) -> float:
    """Cosine of two packed embeddings of one model, at least 0; ratio 0..1.

    Raises:
        ValueError: they are of different length, so of different models.
    """
    if len(left) != len(right):
        raise ValueError(f"embeddings of {len(left)} and {len(right)} dimensions are of different models")
    both: int = sum(map(mul, _numbers(left), _numbers(right)))
    return max(0.0, both / (_length(left) * _length(right)))


@lru_cache(maxsize=4_096)
def _numbers(vector: bytes) -> array[int]:
    found = array("b")
    found.frombytes(vector)
    return found


@lru_cache(maxsize=4_096)
def _length(vector: bytes) -> float:
    squares: int = sum(value * value for value in _numbers(vector))
    return math.sqrt(squares)
