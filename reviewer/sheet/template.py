"""A first project file, with comments, for three sorts of work."""

from __future__ import annotations

from reviewer.errors import UsageError
from reviewer.sheet.reading import FORMAT

KINDS = ("desk", "study", "sensitive")

_HEAD = """\
# The project file: what to review, and by which rules. People write it; the program only reads it.
# Paths are relative to this file. Text needs no quotes, except where it begins with one of  * & ! @ ` [ {{ # " '
format: {format}

articles:
  - glob: articles/*              # .txt .md .html .pdf .docx
# - path: articles/one.txt        # one article, with what it does not tell itself
#   id: one
#   publisher: The Example Post
#   published: 2024-03-05
#   url: https://example.org/one
# - table: articles.csv           # one article a row; which column holds what:
#   text: body
#   title: headline
#   publisher: outlet
#   published: date
#   url: link
"""
_GIVEN = """
# Claims that a person or another program found; the quote must stand in the article word for word.
# claims:
#   - id: c1
#     article: articles/one.txt
#     quote: more than 5,500 apps were taken down
"""
_RULES = {
    "desk": """
# House rules. One reviewer decides a claim; every seventh or so is looked at by a second person.
reviews: 1
# double: 15%                     # this share of the claims wants two reviewers
# seed: 7                         # draws the same claims on every machine
# require_evidence: true          # no "supported", "refuted", "conflicting" without evidence
""",
    "study": """
# A study: two people code every claim without seeing each other's answers or the program's scores.
reviews: 2
quorum: 2
blind: true
hide_scores: true
copies: false                     # each copy of a wire story is judged by itself
# questions:
#   - name: framing
#     rule: How the article frames the claim. See the codebook, section 3.
#     values: {{neutral: "6", endorsed: "7", doubted: "8"}}
""",
    "sensitive": """
# Texts that must not leave this machine. The program sends nothing anywhere; exports carry pseudonyms and leave
# private notes out unless you ask for them. Keep db/ out of shared folders; it holds every text and name.
reviews: 1
require_evidence: true
""",
}


def template(kind: str) -> str:
    """The first project file for `desk`, `study` or `sensitive`. Raises UsageError for another kind."""
    if kind not in KINDS:
        raise UsageError(f"no such kind of project: {kind}", next_step="one of " + ", ".join(KINDS))
    return (_HEAD + _RULES[kind] + _GIVEN).format(format=FORMAT)
