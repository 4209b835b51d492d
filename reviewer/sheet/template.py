"""First project files, with comments: what `reviewer init` writes. People own them from then on."""

from __future__ import annotations

from reviewer.errors import UsageError

_ARTICLES = """\
# The project file: what to review, and by which rules. You write it; reviewer only reads it.
format: reviewer.project/1

# Which files are articles: .txt, .md, .html, .pdf, .docx, inside this folder.
# Files that match a glob and an entry of their own are one article; what the entry says of it holds.
articles:
  - glob: articles/*
# - path: articles/flood.txt
#   publisher: The Daily Example
#   published: 2024-03-05                  # "on Monday" in the text can be dated only with this
#   url: https://news.example/flood
#   title: Flood closes the old bridge
# - path: articles/flood.pdf
#   id: flood-report                       # the article's name for good, even where the file moves
# - table: articles.csv                    # one article a row; each key names a column
#   text: body
#   title: headline
#   publisher: outlet
#   published: date
#   url: link
#   id: number

# What claims mean, as one more signal of a match: a sentence encoder in a folder (needs the extra [semantic]).
# model: models/all-MiniLM-L6-v2           # REVIEWER_MODEL goes before it
"""

_RULES = {
    "desk": """
# House rules. They are recorded when they take effect; only an owner's change counts.
reviews: 1                                 # how many persons judge a claim
# double: 15%                              # of the claims, drawn by lot, want two
# seed: 7                                  # of the draw
require_evidence: false                    # true: no verdict without evidence
copies: true                               # one key covers the same wire sentence in all articles
""",
    "study": """
# House rules of the study. They are recorded when they take effect; only an owner's change counts.
reviews: 2                                 # everybody's verdicts are independent
quorum: 2                                  # so many equal verdicts decide, the rest is adjudicated
blind: true                                # nobody sees others' verdicts before all are in
hide_scores: true                          # nor the machine's scores
copies: false                              # each sentence is judged by itself, wire copies too

# Further codes: asked while judging, one key each.
questions:
  - name: topic
    values: [politics, economy, health, other]
    rule: What the claim is mainly about, not the article.
""",
    "sensitive": """
# House rules. They are recorded when they take effect; only an owner's change counts.
reviews: 2                                 # two persons judge each claim
quorum: 2                                  # and agree, else it is adjudicated
blind: true                                # neither sees the other's verdict before both are in
require_evidence: true                     # no verdict without evidence
copies: true                               # one key covers the same wire sentence in all articles
""",
}

_CLAIMS = """
# Other words and keys for the five verdicts, where you want them.
# labels:
#   supported: True
#   refuted: False
# keys:
#   not_a_claim: "0"

# Claims that you or another program chose. The quote must stand in the article word for word; white space, quote marks
# and dashes may be written in other ways.
claims: []
# - id: bridge-closed
#   article: articles/flood.txt            # its path, or its id
#   quote: the old bridge was closed on Monday
#   claimant: City Council
"""

KINDS = tuple(_RULES)
"""What `template` can make."""


def template(kind: str = "desk") -> str:
    """A commented first project file: "desk", "study" (blind double coding) or "sensitive" (two persons, evidence).

    Raises:
        UsageError: no such kind.
    """
    if kind not in _RULES:
        raise UsageError(f"no template {kind!r}; there are: {', '.join(KINDS)}")
    return _ARTICLES + _RULES[kind] + _CLAIMS
