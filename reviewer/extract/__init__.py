"""Claims of an article: `extract` records where they stand, `describe` derives what they say.

`claims` does both for the blocks that list claims; `question` is the sentence a reviewer answers. English has rules for
clauses and attribution; other languages fall back to sentences with numbers and names. Each name loads what it needs
when it is first asked for: whoever only shows claims needs no rules for finding them.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reviewer.extract.describing import claims, describe
    from reviewer.extract.extracting import EXTRACTOR_VERSION, extract
    from reviewer.extract.questions import question

__all__ = ["EXTRACTOR_VERSION", "claims", "describe", "extract", "question"]

_HOMES = {
    "claims": "describing",
    "describe": "describing",
    "extract": "extracting",
    "EXTRACTOR_VERSION": "extracting",
    "question": "questions",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
