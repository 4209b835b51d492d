"""The project file: read strictly, never rewritten. What it says of articles, rules and given claims."""

from reviewer.sheet.reading import FORMAT, Entry, Given, Sheet, read
from reviewer.sheet.template import template

__all__ = ["FORMAT", "Entry", "Given", "Sheet", "read", "template"]
