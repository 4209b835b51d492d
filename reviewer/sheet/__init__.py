"""The project file (claims.yaml): read strictly, never rewritten."""

from reviewer.sheet.entries import Entry, GivenClaim
from reviewer.sheet.reading import FORMAT, Sheet, read
from reviewer.sheet.template import KINDS, template

__all__ = ["FORMAT", "KINDS", "Entry", "GivenClaim", "Sheet", "read", "template"]
