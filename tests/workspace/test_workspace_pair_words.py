"""A person's word on a pair holds for good: through new extractions, new texts, rebuilding; and it can be taken back."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from reviewer.model.claim import Cut, Extraction
from reviewer.model.comparison import PairWord
from reviewer.model.span import Span
from reviewer.workspace import Workspace
from reviewer.workspace.files import verify_file
from tests.workspace.workspace_tools import FERRY, WAGES, Folder, claim, rows

OTHER = "articles/late.txt"


def shifted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Makes the program's extractor the next one: every claim begins a word later, so that every id is another."""
    from reviewer import extract
    from reviewer.workspace import indexing, taking, updating

    def later(cut: Cut, text: str) -> Cut:
        words = cut.span.of(text)
        return replace(cut, span=Span(cut.span.start + len(words.split()[0]) + 1, cut.span.end))

    def newer(text: str, blocks: object, language: str | None = "en") -> Extraction:
        found = extract.extract(text, blocks, language)
        return Extraction(found.blocks, tuple(later(cut, text) for cut in found.cuts))

    for module in (taking, indexing, updating):
        monkeypatch.setattr(module, "EXTRACTOR_VERSION", extract.EXTRACTOR_VERSION + 1)
    monkeypatch.setattr(taking, "extract", newer)


def newest(desk: Workspace, words: str, article: str = "articles/courier.txt") -> str:
    """The listed claim with these words that came last."""
    wanted = desk.article(article).id
    found = [row for row in rows(desk) if row.article == wanted and words in row.quote]
    return max(found, key=lambda row: int(row.number.split(".")[1])).id


def words_on(desk: Workspace, left: str, right: str) -> list[PairWord]:
    return [decision.word for decision in desk.match(left, right).decisions]


@pytest.fixture
def pair(desk: Workspace) -> tuple[str, str]:
    return claim(desk, WAGES), claim(desk, WAGES, OTHER)


def test_a_rejected_pair_stays_rejected_when_its_claims_are_cut_anew(
    desk: Workspace, pair: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.decide(*pair, PairWord.OTHER_THING, "not the same wages")
    shifted(monkeypatch)
    desk.update()
    left, right = newest(desk, WAGES), newest(desk, WAGES, OTHER)
    assert {left, right}.isdisjoint(pair)
    found = desk.match(left, right)
    assert found.word is PairWord.OTHER_THING
    assert [decision.rationale for decision in found.decisions] == ["not the same wages"]
    counted = [m for m in desk.claim(left).matches if m.word is None]
    assert desk.row(left).matches == len(counted)


def test_a_rejected_pair_stays_rejected_in_a_new_text(folder: Folder, desk: Workspace, pair: tuple[str, str]) -> None:
    desk.decide(*pair, PairWord.OTHER_THING)
    folder.write("articles/courier.txt", FERRY.replace("27 cancelled", "31 cancelled"))
    desk.update()
    left = newest(desk, WAGES)
    assert left != pair[0]
    assert desk.match(left, pair[1]).word is PairWord.OTHER_THING


def test_an_export_says_of_which_claims_a_carried_word_was_said_and_is_proved(
    folder: Folder, desk: Workspace, pair: tuple[str, str], tmp_path: Path
) -> None:
    desk.decide(*pair, PairWord.AGREES, rationale="one ledger")
    folder.write("articles/courier.txt", FERRY.replace("27 cancelled", "31 cancelled"))
    desk.update()
    out = tmp_path / "out.json"
    desk.export("json", out, decided=False)
    records = {record["claim"]: record for record in json.loads(out.read_text())["claims"]}
    matches = records[newest(desk, WAGES)]["matches"]
    (said,) = [entry for match in matches if match["claim"] == pair[1] for entry in match["decided"]["by"]]
    assert said["claims"] == sorted(pair)
    assert (said["word"], said["rationale"]) == ("agrees", "one ledger")
    assert verify_file(out).ok
    desk.export_bundle(tmp_path / "bundle")
    assert verify_file(tmp_path / "bundle").ok


def test_a_word_does_not_pass_to_a_claim_that_says_another_thing(
    folder: Folder, desk: Workspace, pair: tuple[str, str]
) -> None:
    desk.decide(*pair, PairWord.AGREES)
    folder.write("articles/courier.txt", FERRY.replace("3.2 million", "4.8 million"))
    desk.update()
    assert words_on(desk, newest(desk, "4.8 million"), pair[1]) == []


def test_a_new_word_on_the_new_claims_stands_over_the_earlier_one(
    desk: Workspace, pair: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.decide(*pair, PairWord.OTHER_THING)
    shifted(monkeypatch)
    desk.update()
    left, right = newest(desk, WAGES), newest(desk, WAGES, OTHER)
    desk.decide(left, right, PairWord.AGREES)
    assert words_on(desk, left, right) == [PairWord.AGREES]
    desk.undo()
    assert words_on(desk, left, right) == [PairWord.OTHER_THING]


def test_a_pair_is_opened_again_wherever_the_word_was_given(
    desk: Workspace, pair: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.decide(*pair, PairWord.OTHER_THING)
    shifted(monkeypatch)
    desk.update()
    left, right = newest(desk, WAGES), newest(desk, WAGES, OTHER)
    rejected = desk.row(left).matches
    receipt = desk.open_pair(left, right)
    assert "asked again" in receipt.what
    assert words_on(desk, left, right) == []
    assert desk.row(left).matches == rejected + 1


def test_a_pair_without_my_word_cannot_be_opened_again(folder: Folder, desk: Workspace, pair: tuple[str, str]) -> None:
    from reviewer.errors import NotFound

    with pytest.raises(NotFound, match="no word of yours"):
        desk.open_pair(*pair)
    desk.decide(*pair, PairWord.AGREES)
    with folder.open("Bo") as other, pytest.raises(NotFound) as refused:
        other.open_pair(*pair)
    assert refused.value.kept == "what Ada said stands"


def test_rebuilding_brings_every_carried_word_back(
    desk: Workspace, pair: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.decide(*pair, PairWord.OTHER_THING)
    shifted(monkeypatch)
    desk.update()
    left, right = newest(desk, WAGES), newest(desk, WAGES, OTHER)
    before = desk.row(left).matches
    desk.rebuild()
    assert desk.match(left, right).word is PairWord.OTHER_THING
    assert desk.row(left).matches == before


def test_a_headline_that_repeats_the_text_is_told_so_and_one_that_says_more_is_flagged(folder: Folder) -> None:
    folder.write("articles/plain.txt", "Sund mill dismisses 310 workers\n\nThe Sund mill dismissed 310 workers.\n")
    folder.write("articles/loud.txt", "Orm mill dismisses 310 workers\n\nThe Orm mill dismissed up to 310 workers.\n")
    with folder.open() as desk:
        desk.update()
        (plain,) = desk.claim(claim(desk, "Sund mill dismisses 310 workers", "articles/plain.txt")).inner
        (loud,) = desk.claim(claim(desk, "Orm mill dismisses 310 workers", "articles/loud.txt")).inner
    assert (plain.repeated, plain.headline) == (True, "the headline repeats it")
    assert not loud.repeated
    assert "up to 310" in loud.headline
