"""Two worlds that differ in nothing but what Bo said in an open blind round; and how their outputs are compared."""

from __future__ import annotations

import json
import re
import shutil
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest

from reviewer.model.comparison import PairWord
from reviewer.model.lineage import LineageKind
from reviewer.model.verdict import About, Evidence, EvidenceKind, Stance, Value
from reviewer.workspace import Workspace
from tests.workspace.workspace_tools import SAILINGS, STORM, UNION, WAGES, Folder, claim

RADIO, COURIER, LATE = "articles/radio.txt", "articles/courier.txt", "articles/late.txt"
RULES = """reviews: 2
blind: true
questions:
  - name: topic
    values: {ferry: k, weather: l}
    rule: What the sentence is mostly about.
"""
CHECK = {
    "@type": "ClaimReview",
    "claimReviewed": "The company will pay 3.2 million crowns in back wages.",
    "url": "https://desk.example/wages",
    "author": {"name": "Full Desk"},
    "reviewRating": {"alternateName": "Half true"},
}
_HEX = re.compile(r"[0-9a-f]{10,}")
_ROOT = re.compile(r"[A-Za-z0-9+/]{43,}=*")
_TIME = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?(?:\.\d+Z)?")


@dataclass(frozen=True)
class World:
    """What Bo says: `word` stands in everything that he writes. Both worlds' words have the same length."""

    word: str
    value: Value
    about: Value
    pair: PairWord
    lineage: LineageKind
    stance: Stance
    topic: str


ONE = World(
    "quagga", Value.REFUTED, Value.SUPPORTED, PairWord.CONTRADICTS, LineageKind.INDEPENDENT, Stance.REFUTES, "ferry"
)
OTHER = World(
    "ocelot",
    Value.SUPPORTED,
    Value.REFUTED,
    PairWord.OTHER_THING,
    LineageKind.SAME_INFORMANT,
    Stance.SUPPORTS,
    "weather",
)


def steady(monkeypatch: pytest.MonkeyPatch) -> None:
    """Salts and ids that are the same in both worlds."""
    draw = Random(7)
    monkeypatch.setattr("secrets.token_hex", lambda size=16: draw.randbytes(size).hex())


def build(template: Path, path: Path, world: World, monkeypatch: pytest.MonkeyPatch, *, close: bool = False) -> Folder:
    """A blind study in which Bo has said all that can be said; with `close` Cy fills the rounds after him."""
    steady(monkeypatch)
    folder = Folder(Path(shutil.copytree(template, path)))
    folder.rules(RULES)
    checks = path.parent / f"{path.name} checks.json"
    checks.write_text(json.dumps(CHECK))
    with folder.open("Ada") as ada:
        ada.update()
        ada.import_file(checks)
    with folder.open("Cy"), folder.open("Bo") as bo:
        speak(bo, world)
    if close:
        with folder.open("Cy") as cy:
            for row in cy.listing().rows(0, 500):
                if row.status.value == "in_review":
                    cy.verdict(row.id, Value.CONFLICTING)
                    cy.verdict(row.id, Value.CONFLICTING, about=About.ATTRIBUTION)
    return folder


def speak(bo: Workspace, world: World) -> None:
    """Bo's verdicts, words, evidence, decisions, a postponed claim, a half-typed text, an undone act, a sign-off."""
    storm, union, wages = claim(bo, STORM, RADIO), claim(bo, UNION), claim(bo, WAGES)
    said = f"because of the {world.word}"
    page = Evidence(EvidenceKind.URL, world.stance, quote=said, url=f"https://{world.word}.example/x", remark=said)
    bo.verdict(union, world.value, rationale=said, private=f"my {world.word}", evidence=(page,), copies=True)
    bo.verdict(storm, world.value, rationale=said)
    bo.verdict(storm, world.about, about=About.ATTRIBUTION, rationale=said)
    bo.verdict(wages, world.about)
    bo.verdict(wages, world.value, rationale=f"changed: {world.word}")
    for each in (storm, union, wages):
        bo.answer(each, "topic", world.topic)
    bo.note(wages, rationale=f"a note on the {world.word}", private=f"note to self: {world.word}", evidence=(page,))
    bo.verdict(claim(bo, WAGES, RADIO), world.value, rationale=said)
    bo.verdict(claim(bo, SAILINGS), world.value, rationale=said, copies=False)
    bo.decide(wages, claim(bo, WAGES, RADIO), world.pair, rationale=said)
    bo.decide(claim(bo, WAGES, RADIO), bo.claim(claim(bo, WAGES, RADIO)).checked[0].claim, world.pair, rationale=said)
    bo.decide(union, claim(bo, "417 of its 480", LATE), world.pair, rationale=said)
    ids = [bo.article(name).id for name in (COURIER, RADIO, LATE)]
    bo.set_lineage(ids[0], ids[1], world.lineage, rationale=said)
    bo.set_lineage(ids[0], ids[2], world.lineage, rationale=said)
    put_off = claim(bo, "Nobody was hurt", RADIO)
    bo.verdict(put_off, world.value, rationale=said)
    bo.undo()
    bo.postpone(put_off, reason=f"waits for the {world.word}")
    bo.signoff(ids[0])
    bo.verdict(wages, world.about)
    bo.save_draft(f"tui/{storm}/content/rationale", f"half a {world.word}")


def seen(text: str) -> str:
    """An output without hashes, roots of hashes, and times of day."""
    return _TIME.sub("@", _ROOT.sub("#", _HEX.sub("#", text))).replace('"#"', "#")


def pieces(text: str) -> Counter[str]:
    """The parts of an exported file, whatever their order: what is sorted by hash stands elsewhere in each world."""
    return Counter(re.split(r"[,{}\[\]\n]", seen(text)))


def holds_nothing(text: str) -> None:
    """No word of Bo's stands in an output."""
    for world in (ONE, OTHER):
        assert world.word not in text.casefold(), text[max(0, text.casefold().find(world.word) - 300) :][:600]
