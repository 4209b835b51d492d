"""Workspaces to measure in: a copy of the sample, and made-up desks of any size, the same each time."""

from __future__ import annotations

import contextlib
import os
import random
import shutil
from pathlib import Path

from reviewer.errors import Interrupted

ROOT = Path(__file__).resolve().parents[1]
SENTENCES = 30
"""Sentences of a made-up article; about as many claims."""

_SYLLABLES = "ba be bo da de do fa fe ga go ka ke ko la le lo ma me mo na ne no pa pe ra re ro sa se so ta te to va ve"
_BODIES = ["council", "harbour board", "water company", "district court", "ferry line", "school board", "fire brigade"]
_DID = ["opened", "closed", "repaired", "sold", "inspected", "rented", "insured", "flooded", "painted", "counted"]
_SAID = ["said on Monday", "said on Tuesday", "said in a report", "told reporters", "wrote in a letter"]


def place() -> Path:
    """A folder on the disk of this checkout (the system's own may be memory, where nothing has to be synced)."""
    folder = ROOT / ".benchmarks"
    folder.mkdir(exist_ok=True)
    return folder


def environment(**more: str) -> dict[str, str]:
    """That of a program which is measured: it runs from here, and keeps its byte code as an installed one does."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"PYTHONPATH": str(ROOT)} | more


def sample(folder: Path) -> Path:
    """A copy of the sample workspace without its database."""
    shutil.copytree(ROOT / "examples", folder / "examples")
    shutil.copy(ROOT / "claims.yaml", folder)
    return folder


def made_up(folder: Path, claims: int, seed: int = 1) -> Path:
    """A workspace of about so many claims, a tenth of its articles wire copies of another one."""
    prose = Prose(seed)
    articles = folder / "articles"
    articles.mkdir(parents=True)
    (folder / "claims.yaml").write_text("format: reviewer.project/1\narticles:\n  - glob: articles/*.txt\n", "utf-8")
    texts: list[str] = []
    for number in range(max(1, claims // SENTENCES)):
        texts.append(prose.draw.choice(texts) if texts and prose.draw.random() < 0.1 else prose.article())
        (articles / f"{number:05}.txt").write_text(texts[-1], "utf-8")
    return folder


def take(folder: Path, *, match: bool = True) -> None:
    """Bring a workspace up to date; with `match` False stop once all articles are read and their claims are listed."""
    from reviewer.workspace import Workspace

    matching: list[bool] = []
    with Workspace.open(folder) as workspace, contextlib.suppress(Interrupted):
        workspace.update(
            lambda p: matching.append(True) if p.what == "articles matched" else None,
            lambda: bool(matching) and not match,
        )


def plain_words() -> list[str]:
    """What is English in the made-up prose."""
    return [*_BODIES, *_DID, *_SAID, "The of near after a in the News and"]


class Prose:
    """Sentences in the shape of news, with a vocabulary as wide as news has: common words often, most words seldom."""

    def __init__(self, seed: int) -> None:
        self.draw = random.Random(seed)
        syllables = _SYLLABLES.split()
        self._words = ["".join(self.draw.choices(syllables, k=self.draw.randint(2, 4))) for _ in range(60_000)]

    def _word(self) -> str:
        """A word whose rank is drawn so that frequencies fall about as 1/rank."""
        rank = int(len(self._words) ** self.draw.random()) - 1
        return self._words[rank]

    def article(self) -> str:
        """A headline and ten paragraphs of three sentences about one place."""
        where = self._word().capitalize()
        sentences = [self._sentence(where) for _ in range(SENTENCES)]
        paragraphs = [" ".join(sentences[i : i + 3]) for i in range(0, SENTENCES, 3)]
        return "\n\n".join([f"News of {where} and {self._word()}", *paragraphs]) + "\n"

    def _sentence(self, where: str) -> str:
        draw = self.draw
        what = f"{draw.randint(3, 9000):,} {self._word()} {self._word()}s near {self._word().capitalize()}"
        why = f"after a {self._word()} {self._word()} in the {self._word()}"
        who = f"{self._word().capitalize()} {self._word().capitalize()} {draw.choice(_SAID)}"
        return f"The {draw.choice(_BODIES)} of {where} {draw.choice(_DID)} {what} {why}, {who}."
