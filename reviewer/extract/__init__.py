"""Claims of an article: `extract` records where they stand, `describe` derives what they say.

`claims` does both for the blocks that list claims; `question` is the sentence a reviewer answers. English has rules for
clauses and attribution; other languages fall back to sentences with numbers and names.
"""

from reviewer.extract.describing import claims, describe
from reviewer.extract.extracting import EXTRACTOR_VERSION, extract
from reviewer.extract.questions import question

__all__ = ["EXTRACTOR_VERSION", "claims", "describe", "extract", "question"]
