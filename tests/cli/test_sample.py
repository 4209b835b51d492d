"""The sample articles themselves: lengths, sources, and the list of what they show."""

from __future__ import annotations

import csv
import importlib.util
import re
from pathlib import Path

import pytest
import yaml

from reviewer.model.comparison import Outcome
from reviewer.model.lineage import LineageKind

ROOT = Path(__file__).resolve().parents[2]
ARTICLES = ROOT / "examples" / "articles"
PDF_TEXT = ROOT / "examples" / "source" / "05-provincial-gazette.txt"


def words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", text.lower())


def texts() -> dict[str, str]:
    found = {path.stem: path.read_text("utf-8") for path in (*ARTICLES.glob("*.txt"), PDF_TEXT)}
    page = (ARTICLES / "04-estmark-observer.html").read_text("utf-8")
    found["04-estmark-observer"] = re.sub(r"<[^>]+>", " ", page.split("<article>")[1].split("</article>")[0])
    with (ROOT / "examples" / "ticker.csv").open(encoding="utf-8", newline="") as table:
        return found | {row["id"]: row["body"] for row in csv.DictReader(table)}


def expected() -> dict[str, list[dict[str, object]]]:
    return yaml.safe_load((ROOT / "examples" / "expected.yaml").read_text("utf-8"))


def test_articles_are_short():
    for name, text in texts().items():
        if not name.startswith("ticker"):
            assert 120 <= len(words(text)) <= 350, name


def test_every_outcome_and_every_lineage_of_the_machine_occurs():
    assert {pair["outcome"] for pair in expected()["comparisons"]} == set(Outcome)
    assert {pair["kind"] for pair in expected()["lineages"]} == set(LineageKind) - {LineageKind.INDEPENDENT}


def test_the_quotes_of_the_list_stand_in_their_articles():
    found = texts()
    for pair in expected()["comparisons"]:
        for side in (pair["left"], pair["right"]):
            assert isinstance(side, dict)
            assert side["quote"] in " ".join(found[side["article"]].split()), side


def test_the_pdf_is_made_from_its_text():
    spec = importlib.util.spec_from_file_location("make_pdf", ROOT / "examples" / "make_pdf.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert module.pdf(PDF_TEXT.read_text("utf-8")) == module.TARGET.read_bytes()


def test_nothing_is_copied_from_the_seeds(shared: Path):
    longest = 8
    seen: set[tuple[str, ...]] = set()
    for path in (shared / "seeds").iterdir():
        seed = words(path.read_text("utf-8"))
        seen |= {tuple(seed[i : i + longest]) for i in range(len(seed) - longest + 1)}
    for name, text in texts().items():
        ours = words(text)
        copied = [
            " ".join(run) for i in range(len(ours) - longest + 1) if (run := tuple(ours[i : i + longest])) in seen
        ]
        assert not copied, (name, copied)


@pytest.mark.parametrize("name", ["claims.yaml", "examples/README.md"])
def test_it_is_said_that_the_samples_are_made_up(name: str):
    assert "made up" in (ROOT / name).read_text("utf-8")
