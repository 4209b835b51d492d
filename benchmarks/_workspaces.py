"""Workspaces to measure in: a copy of the sample, and made-up desks of any size, the same each time."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SENTENCES = 30
"""Sentences of a made-up article; about as many claims."""

_PLACES = [
    "Carrow",
    "Ellery",
    "Orrin",
    "Marden",
    "Sable",
    "Wick",
    "Tolland",
    "Harrow",
    "Penn",
    "Lisk",
    "Dunmore",
    "Astley",
    "Brigg",
    "Corve",
    "Eskdale",
]
_WHO = [
    "council",
    "harbour board",
    "water company",
    "district court",
    "ferry line",
    "school board",
    "power company",
    "fire brigade",
]
_DID = [
    "opened",
    "closed",
    "repaired",
    "sold",
    "inspected",
    "rented",
    "insured",
    "flooded",
    "painted",
    "counted",
    "moved",
    "measured",
]
_WHAT = [
    "pumps",
    "bridges",
    "ferries",
    "classrooms",
    "boats",
    "turbines",
    "gates",
    "wells",
    "tunnels",
    "buses",
    "barns",
    "masts",
    "locks",
    "sheds",
]
_SAID = ["said on Monday", "said on Tuesday", "said in a report", "told reporters", "wrote in a letter"]


def place() -> Path:
    """A folder on the disk of this checkout (the system's own may be memory, where nothing has to be synced)."""
    folder = ROOT / ".benchmarks"
    folder.mkdir(exist_ok=True)
    return folder


def sample(folder: Path) -> Path:
    """A copy of the sample workspace without its database."""
    shutil.copytree(ROOT / "examples", folder / "examples")
    shutil.copy(ROOT / "claims.yaml", folder)
    return folder


def made_up(folder: Path, claims: int, seed: int = 1) -> Path:
    """A workspace of about so many claims, a tenth of its articles wire copies of another one."""
    draw = random.Random(seed)
    articles = folder / "articles"
    articles.mkdir(parents=True)
    (folder / "claims.yaml").write_text("format: reviewer.project/1\narticles:\n  - glob: articles/*.txt\n", "utf-8")
    texts: list[str] = []
    for number in range(max(1, claims // SENTENCES)):
        copied = texts and draw.random() < 0.1
        texts.append(draw.choice(texts) if copied else _article(draw))
        (articles / f"{number:05}.txt").write_text(texts[-1], "utf-8")
    return folder


def _article(draw: random.Random) -> str:
    sentences = [_sentence(draw) for _ in range(SENTENCES)]
    paragraphs = [" ".join(sentences[i : i + 3]) for i in range(0, SENTENCES, 3)]
    return "\n\n".join([f"News of {draw.choice(_PLACES)} and {draw.choice(_PLACES)}", *paragraphs]) + "\n"


def _sentence(draw: random.Random) -> str:
    place, number = draw.choice(_PLACES), draw.randint(3, 9000)
    what = f"{number:,} {draw.choice(_WHAT)} near {draw.choice(_PLACES)} Street {draw.randint(1, 400)}"
    said = f"{draw.choice(_WHO)} staff {draw.choice(_SAID)}"
    return f"The {draw.choice(_WHO)} of {place} {draw.choice(_DID)} {what}, {said}."
