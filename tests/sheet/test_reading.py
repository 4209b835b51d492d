from __future__ import annotations

from pathlib import Path

import pytest

from reviewer.errors import SheetError, UsageError
from reviewer.model.article import Origin
from reviewer.model.policy import Policy, Question
from reviewer.model.verdict import Value
from reviewer.sheet import KINDS, Sheet, read, template

WHOLE = """\
format: reviewer.project/1
articles:
  - articles/*.txt
  - path: ./articles/flood.txt
    id: flood
    publisher: The Daily Example
    published: 2024-03-05
    url: https://news.example/flood
    title: 1984
    byline: A. Writer
    language: en
  - table: rows.csv
    text: body
    published: day
    id: number
reviews: 2
quorum: 2
double: 15%
seed: 7
blind: true
labels:
  supported: Stimmt
keys:
  not_a_claim: "0"
questions:
  - name: topic
    values: [politics, health]
    rule: What it is about.
  - name: harm
    values: {none: z, some: h}
claims:
  - id: closed
    article: flood
    quote: the old bridge was
      closed on Monday
    claimant: City Council
"""


def sheet(text: str) -> Sheet:
    return read(text.encode(), "claims.yaml")


def refusal(text: str) -> SheetError:
    with pytest.raises(SheetError) as refused:
        sheet(text)
    return refused.value


def test_a_whole_project_file_is_read() -> None:
    found = sheet(WHOLE)
    assert found.warnings == ()
    assert found.data == WHOLE.encode()
    every, flood, table = found.articles
    assert (every.glob, every.key, every.line) == ("articles/*.txt", None, 3)
    assert (flood.path, flood.id, flood.key, flood.line) == ("articles/flood.txt", "flood", "flood", 4)
    assert flood.metadata.known() == {
        "title": "1984",
        "byline": "A. Writer",
        "publisher": "The Daily Example",
        "date": "2024-03-05",
        "url": "https://news.example/flood",
        "language": "en",
    }
    assert set(flood.metadata.origins.values()) == {Origin.SHEET}
    assert (table.table, table.columns) == ("rows.csv", {"text": "body", "date": "day", "id": "number"})


def test_house_rules_are_read() -> None:
    rules = sheet(WHOLE).policy
    assert (rules.reviews, rules.quorum, rules.double, rules.seed, rules.blind) == (2, 2, 15, 7, True)
    assert rules.labels[Value.SUPPORTED] == "Stimmt"
    assert rules.labels[Value.REFUTED] == "Refuted"
    assert rules.keys[Value.NOT_A_CLAIM] == "0"
    assert rules.questions == (
        Question("topic", {"politics": "1", "health": "2"}, "What it is about."),
        Question("harm", {"none": "z", "some": "h"}),
    )


def test_given_claims_are_read_with_their_line() -> None:
    (claim,) = sheet(WHOLE).claims
    assert (claim.id, claim.article, claim.line) == ("closed", "flood", WHOLE.splitlines().index("  - id: closed") + 1)
    assert claim.quote == "the old bridge was closed on Monday"
    assert (claim.claimant, claim.text) == ("City Council", "")


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "articles: []\n", "articles:\nclaims:\n", "{}"])
def test_an_empty_project_is_a_project(text: str) -> None:
    found = sheet(text)
    assert (found.articles, found.claims, found.policy, found.warnings) == ((), (), Policy(), ())


@pytest.mark.parametrize("kind", KINDS)
def test_every_template_is_a_project_without_warnings(kind: str) -> None:
    found = sheet(template(kind))
    assert found.warnings == ()
    assert [entry.glob for entry in found.articles] == ["articles/*"]


def test_templates_differ_in_what_they_ask_of_people() -> None:
    desk, study, sensitive = (sheet(template(kind)).policy for kind in ("desk", "study", "sensitive"))
    assert (desk.reviews, desk.blind, desk.copies) == (1, False, True)
    assert (study.reviews, study.blind, study.copies, study.hide_scores) == (2, True, False, True)
    assert (sensitive.reviews, sensitive.require_evidence) == (2, True)
    with pytest.raises(UsageError, match="desk, study, sensitive"):
        template("court")


def test_the_commented_examples_of_the_templates_are_right_too() -> None:
    """Uncommenting them gives a file that is taken."""
    lines = [line[2:] if line.startswith("# ") and line[2:3] in "- kdlsv" else line for line in template().splitlines()]
    text = "\n".join(line for line in lines if line != "claims: []" and not line.startswith("# "))
    text = (
        text.replace("- id: bridge", "claims:\n- id: bridge").replace("  - glob", "- glob").replace("  not_", "  not_")
    )
    found = sheet(text)
    assert found.warnings == ()
    assert len(found.articles) == 4
    assert len(found.claims) == 1
    assert found.policy.double == 15
    assert found.policy.keys[Value.NOT_A_CLAIM] == "0"


def test_unknown_keys_are_passed_over_with_a_warning_that_names_line_and_nearest() -> None:
    found = sheet("reveiws: 2\narticles:\n  - path: a.txt\n    publsher: X\n    zebra: 1\n")
    assert found.warnings == (
        "claims.yaml:1:1: unknown key 'reveiws'; did you mean 'reviews'?",
        "claims.yaml:4:5: unknown key 'publsher'; did you mean 'publisher'?",
        "claims.yaml:5:5: unknown key 'zebra'; it is passed over",
    )


def test_a_newer_format_is_refused_naming_what_it_needs() -> None:
    error = refusal("format: reviewer.project/2\narticles: 7\n")
    assert "newer version of reviewer (reviewer.project/2; this one reads reviewer.project/1)" in error.what
    assert (error.line, error.exit_code) == (1, 2)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("- a\n- b\n", 1, "keys with values"),
        ("just words\n", 1, "keys with values"),
        ("format: other/1\n", 1, "'format' is reviewer.project/1"),
        ("format: [1]\n", 1, "'format' is reviewer.project/1"),
        ("articles:\n  - path: a.txt\n  - path: b.txt\n  - path: ./a.txt\n", 4, "'a.txt' stands in line 2 already"),
        ("articles:\n  - {path: a, id: x}\n  - {path: b, id: x}\n", 3, "'x' stands in line 2 already"),
        ("articles:\n  - path: ../a.txt\n", 2, "leads out of the workspace"),
        ("articles:\n  - /etc/passwd\n", 2, "leads out of the workspace"),
        ("articles:\n  - ~/a.txt\n", 2, "leads out of the workspace"),
        ("articles:\n  - path: 'a\\b'\n", 2, "written with /"),
        ("articles:\n  - {path: a, glob: b}\n", 2, "one of glob, path and table"),
        ("articles:\n  - {table: t.csv, glob: b}\n", 2, "one of glob, path and table"),
        ("articles:\n  - publisher: a\n", 2, "one of glob, path and table"),
        ("articles:\n  - {glob: 'a*', url: 'https://x.example'}\n", 2, "names many"),
        ("articles:\n  - {table: t.csv, title: head}\n", 2, "needs 'text' or 'path'"),
        ("articles:\n  - {path: a, text: b}\n", 2, "column of a table"),
        ("articles:\n  - {path: a, published: 5 March}\n", 2, "2024-03-05"),
        ("articles:\n  - {path: a, published: 2024-02-30}\n", 2, "2024-03-05"),
        ("articles:\n  - {path: a, language: english}\n", 2, "two letters"),
        ("articles:\n  - {path: a, url: 'javascript:x'}\n", 2, "https://"),
        ("articles:\n  - [a]\n", 2, "keys with values"),
        ("articles: a.txt\n", 1, "a list"),
        ("reviews: 0\n", 1, "from 1 to 20"),
        ("reviews: yes\n", 1, "whole number"),
        ("reviews: true\n", 1, "whole number"),
        ("blind: yes\n", 1, "true or false"),
        ("quorum: 2\n", 1, "from 1 to 1"),
        ("double: 101%\n", 1, "15%"),
        ("double: some\n", 1, "15%"),
        ("keys:\n  supported: ss\n", 2, "one character"),
        ("keys:\n  supported: u\n", 2, "something else on the screen"),
        ("keys:\n  supported: r\n", 2, "two verdicts have the key 'r'"),
        ("labels:\n  supported: refuted\n", 2, "two verdicts have the label"),
        ("questions:\n  - values: [a, b]\n", 2, "needs 'name'"),
        ("questions:\n  - {name: X y, values: [a, b]}\n", 2, "small letters"),
        ("questions:\n  - {name: x, values: [a]}\n", 2, "at least two"),
        ("questions:\n  - {name: x, values: {a: k, b: k}}\n", 2, "its own name and key"),
        ("questions:\n  - {name: x, values: [a, b]}\n  - {name: x, values: [a, b]}\n", 3, "line 2 already"),
        ("claims:\n  - quote: words\n", 2, "needs 'article'"),
        ("claims:\n  - {article: a, quote: ' '}\n", 2, "blank"),
        ("claims:\n  - {id: c, article: a, quote: b}\n  - {id: c, article: a, quote: d}\n", 3, "line 2 already"),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_is_refused_with_its_line(text: str, line: int, words: str) -> None:
    error = refusal(text)
    assert words in error.what
    assert error.line == line
    assert error.what.startswith(f"claims.yaml:{line}:")


def test_the_sample_workspace_is_read_without_warnings() -> None:
    path = Path(__file__).parents[2] / "claims.yaml"
    found = read(path.read_bytes(), "claims.yaml")
    assert found.warnings == ()
    assert found.articles


def test_ten_thousand_claims_are_read_in_a_second_or_two() -> None:
    import time

    text = "claims:\n" + "".join(
        f"  - id: c{i}\n    article: articles/a{i % 50}.txt\n    quote: More than {i} people crossed the river.\n"
        for i in range(10_000)
    )
    begun = time.process_time()
    assert len(sheet(text).claims) == 10_000
    assert time.process_time() - begun < 6
