"""`reviewer clusters`: the groups of the sample, and one claim's appearances."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from reviewer.cli.app import app


def run(folder: Path, *words: str) -> str:
    found = CliRunner().invoke(app, ["-C", str(folder), *words])
    assert found.exit_code == 0, found.output
    return found.output


def test_groups_are_listed_the_largest_first_with_their_weakest_link(made: Path):
    words = run(made, "clusters").splitlines()
    assert words[0].startswith("1.1  “Dam leak forces 2,400 people")
    assert "pairs at odds" in words[1]
    assert words[2].strip().startswith("weakest link: ")


def test_one_claim_is_told_origin_by_origin_with_who_disagrees_on_what(made: Path):
    words = run(made, "clusters", "1.2")
    assert "Origin 1, " in words
    assert "4.2 Estmark Observer, contradicts (2,400 people · 1,900 people: number differs)" in words
    assert words.index("Origin 1") < words.index("Origin 2")


def test_the_same_for_programs(made: Path):
    found = json.loads(run(made, "clusters", "1.2", "--json"))["clusters"][0]["cluster"]
    listed = json.loads(run(made, "clusters", "--json"))["clusters"]
    assert found["id"] in {each["cluster"]["id"] for each in listed}
    assert {a["origin"] for a in found["appearances"]} == {o["number"] for o in found["origins"]}
