"""Notes, putting off, words on pairs and lineages, undo and redo, drafts."""

from __future__ import annotations

import pytest

from reviewer.errors import NotFound, UsageError
from reviewer.model.comparison import Outcome, PairWord
from reviewer.model.lineage import LineageKind
from reviewer.model.verdict import Evidence, EvidenceKind, Stance, Status, Value
from reviewer.workspace import Workspace
from tests.workspace.workspace_tools import SAILINGS, STORM, UNION, WAGES, Folder, claim, events, last_words

RADIO = "articles/radio.txt"


@pytest.fixture
def pair(desk: Workspace) -> tuple[str, str]:
    """The two claims on the wages in courier and radio: a match."""
    return claim(desk, WAGES), claim(desk, WAGES, RADIO)


# ---- notes


def test_a_note_keeps_words_and_evidence_without_a_verdict(desk: Workspace) -> None:
    found = claim(desk, STORM, RADIO)
    link = Evidence(EvidenceKind.URL, Stance.CONTEXT, url="https://harbour.example/log")
    desk.note(found, rationale="look at the log", private="Tom has it", evidence=[link])
    (note,) = desk.claim(found).notes
    assert (note.rationale, note.private, note.evidence, note.value) == ("look at the log", "Tom has it", (link,), None)
    assert desk.row(found).status is Status.OPEN


def test_my_later_note_takes_the_place_of_the_earlier_one_and_of_nobody_elses(folder: Folder, desk: Workspace) -> None:
    found = claim(desk, STORM, RADIO)
    desk.note(found, rationale="first")
    with folder.open("Bo") as other:
        other.note(found, rationale="of Bo")
    desk.note(found, rationale="second")
    assert {note.rationale for note in desk.claim(found).notes} == {"of Bo", "second"}
    desk.undo()
    assert {note.rationale for note in desk.claim(found).notes} == {"of Bo", "first"}


def test_an_empty_note_is_refused(desk: Workspace) -> None:
    with pytest.raises(UsageError, match="empty"):
        desk.note(claim(desk, STORM, RADIO))


# ---- putting off


def test_a_postponed_claim_comes_not_up_again_until_it_is_taken_up(folder: Folder, desk: Workspace) -> None:
    first = desk.next_claim()
    assert first is not None
    desk.postpone(first, "wait for the log")
    assert desk.next_claim() != first
    assert desk.claim(first).postponed == "wait for the log"
    assert desk.row(first).postponed
    with folder.open("Bo") as other:
        assert other.next_claim() == first
        assert not other.row(first).postponed
        assert other.claim(first).postponed is None
    desk.resume(first)
    assert desk.next_claim() == first
    assert desk.claim(first).postponed is None


def test_postponing_without_a_reason_is_postponing(desk: Workspace) -> None:
    found = claim(desk, STORM, RADIO)
    desk.postpone(found)
    assert desk.claim(found).postponed == ""
    desk.undo()
    assert desk.claim(found).postponed is None
    assert not desk.row(found).postponed


# ---- pairs


def test_a_word_on_a_pair_replaces_the_machines_and_the_machines_stays_visible(
    desk: Workspace, pair: tuple[str, str]
) -> None:
    left, right = pair
    desk.decide(left, right, PairWord.CONTRADICTS, "other wages")
    view = next(match for match in desk.claim(left).matches if match.row.id == right)
    assert view.word is PairWord.CONTRADICTS
    assert view.outcome is view.match.comparison.outcome is Outcome.SAME
    assert (view.decisions[0].person, view.decisions[0].rationale) == ("Ada", "other wages")
    assert desk.row(left).disagrees
    assert desk.row(right).disagrees


def test_a_word_is_the_same_from_both_sides(desk: Workspace, pair: tuple[str, str]) -> None:
    left, right = pair
    desk.decide(right, left, PairWord.AGREES)
    assert desk.match(left, right).word is desk.match(right, left).word is PairWord.AGREES


def test_an_agreed_pair_supports_the_claim(desk: Workspace) -> None:
    left, right = claim(desk, STORM, RADIO), claim(desk, SAILINGS)
    assert desk.claim(left).corroboration.articles == 1
    desk.decide(left, right, PairWord.AGREES)
    assert desk.claim(left).corroboration.articles == 2


def test_words_that_differ_are_contested(folder: Folder, desk: Workspace, pair: tuple[str, str]) -> None:
    left, right = pair
    desk.decide(left, right, PairWord.AGREES)
    with folder.open("Bo") as other:
        other.decide(left, right, PairWord.CONTRADICTS)
    view = desk.match(left, right)
    assert view.contested
    assert view.word is None
    assert len(view.decisions) == 2


def test_a_rejected_pair_comes_back_neither_by_update_nor_rebuild_nor_a_newer_matcher(
    desk: Workspace, pair: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from reviewer.workspace import matched

    left, right = pair
    before = desk.row(left).matches
    desk.decide(left, right, PairWord.OTHER_THING)
    monkeypatch.setattr(matched, "MATCHER_VERSION", matched.MATCHER_VERSION + 1)
    for act in (desk.update, desk.rebuild):
        act()
        assert desk.match(left, right).word is PairWord.OTHER_THING
        assert desk.row(left).matches == before - 1
        last = desk.claim(left).matches[-1]
        assert (last.row.id, last.word) == (right, PairWord.OTHER_THING)
        assert right not in {row.id for row in desk.claim(left).copies}


def test_a_word_on_a_pair_outlives_a_new_extraction(
    desk: Workspace, pair: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from reviewer import extract
    from reviewer.model.claim import Extraction
    from reviewer.workspace import indexing, taking, updating

    left, right = pair
    desk.decide(left, right, PairWord.CONTRADICTS)
    for module in (taking, indexing, updating):
        monkeypatch.setattr(module, "EXTRACTOR_VERSION", extract.EXTRACTOR_VERSION + 1)

    def fewer(text: str, blocks: object, language: str | None = "en") -> Extraction:
        found = extract.extract(text, blocks, language)
        return Extraction(found.blocks, found.cuts[:1])

    monkeypatch.setattr(taking, "extract", fewer)
    desk.update()
    assert desk.match(left, right).word is PairWord.CONTRADICTS
    assert desk.claim(left).matches[0].row.id == right


def test_a_word_that_is_undone_asks_again(desk: Workspace, pair: tuple[str, str]) -> None:
    left, right = pair
    before = desk.row(left)
    desk.decide(left, right, PairWord.OTHER_THING)
    assert set(desk.undo().claims) == {left, right}
    assert desk.row(left) == before
    assert desk.match(left, right).decisions == ()


def test_a_claim_is_not_compared_with_itself_nor_with_nothing(desk: Workspace, pair: tuple[str, str]) -> None:
    for act in (lambda: desk.decide(pair[0], pair[0], PairWord.AGREES), lambda: desk.match(pair[0], pair[0])):
        with pytest.raises(UsageError, match="itself"):
            act()
    for other in (lambda: desk.decide(pair[0], "a" * 26, PairWord.AGREES), lambda: desk.match(pair[0], "a" * 26)):
        with pytest.raises(NotFound):
            other()


def test_any_two_claims_can_be_laid_beside_each_other(desk: Workspace) -> None:
    left, right = claim(desk, UNION), claim(desk, "Nobody was hurt", RADIO)
    view = desk.match(left, right)
    assert view.quote == "Nobody was hurt"
    assert "".join(piece.text for piece in view.mine) == desk.row(left).quote
    assert "".join(piece.text for piece in view.theirs) == "Nobody was hurt"
    assert right not in {match.row.id for match in desk.claim(left).matches}


# ---- lineages


def test_a_persons_word_on_two_articles_stands_over_the_machines(desk: Workspace) -> None:
    one, other = desk.article("articles/courier.txt").id, desk.article("articles/gazette.txt").id
    found = claim(desk, WAGES)
    before = desk.claim(found).corroboration
    assert before.low == before.high == 1
    desk.set_lineage(one, other, LineageKind.INDEPENDENT, "two reporters")
    kinds = {frozenset((line.left, line.right)): line.kind for line in desk.lineages(one)}
    assert kinds[frozenset((one, other))] is LineageKind.INDEPENDENT
    view = next(match for match in desk.claim(found).matches if match.row.article == other)
    assert view.lineage is not None
    assert view.lineage.kind is LineageKind.INDEPENDENT
    assert other not in {row.article for row in desk.claim(found).copies}
    desk.undo()
    kinds = {frozenset((line.left, line.right)): line.kind for line in desk.lineages()}
    assert kinds[frozenset((one, other))] is LineageKind.SAME_TEXT


def test_a_word_on_articles_without_a_link_of_the_machine_is_kept(folder: Folder, desk: Workspace) -> None:
    folder.write("articles/bakers.txt", "Bakers of Tarn raised the price of rye bread to 4 crowns in June.\n")
    desk.update()
    one, other = desk.article("articles/bakers.txt").id, desk.article(RADIO).id
    desk.set_lineage(one, other, LineageKind.REWRITE)
    kinds = {frozenset((line.left, line.right)): line.kind for line in desk.lineages(one)}
    assert kinds[frozenset((one, other))] is LineageKind.REWRITE


def test_an_article_is_not_related_to_itself(desk: Workspace) -> None:
    with pytest.raises(UsageError, match="itself"):
        desk.set_lineage("1", "1", LineageKind.REWRITE)


# ---- undo and redo


def test_undo_and_redo_go_on_where_the_workspace_was_closed(folder: Folder) -> None:
    with folder.open() as workspace:
        found = claim(workspace, STORM, RADIO)
        workspace.verdict(found, Value.SUPPORTED)
        workspace.verdict(found, Value.REFUTED)
    for act, value in (("undo", Value.SUPPORTED), ("undo", None), ("redo", Value.SUPPORTED), ("redo", Value.REFUTED)):
        with folder.open() as workspace:
            getattr(workspace, act)()
            assert workspace.row(found).value is value


def test_nothing_to_undo_nothing_to_redo(desk: Workspace) -> None:
    for act in (desk.undo, desk.redo):
        with pytest.raises(NotFound, match="nothing to"):
            act()


def test_redo_is_gone_once_something_new_was_done(desk: Workspace) -> None:
    found = claim(desk, STORM, RADIO)
    desk.verdict(found, Value.SUPPORTED)
    desk.undo()
    desk.verdict(found, Value.REFUTED)
    with pytest.raises(NotFound, match="nothing to redo"):
        desk.redo()
    assert desk.row(found).value is Value.REFUTED


def test_an_act_is_undone_by_the_start_of_its_hash_once(desk: Workspace) -> None:
    found, other = claim(desk, STORM, RADIO), claim(desk, UNION)
    receipt = desk.verdict(found, Value.SUPPORTED)
    desk.verdict(other, Value.REFUTED, copies=False)
    desk.undo(receipt.events[0][:12])
    assert desk.row(found).status is Status.OPEN
    assert desk.row(other).value is Value.REFUTED
    with pytest.raises(UsageError, match="undone already"):
        desk.undo(receipt.events[0])


def test_what_is_no_act_of_the_hand_cannot_be_undone(desk: Workspace) -> None:
    before = events(desk)
    for line in list(desk.log()):
        with pytest.raises(UsageError):
            desk.undo(line.hash)
    assert events(desk) == before


def test_undo_says_what_it_took_back(desk: Workspace) -> None:
    desk.verdict(claim(desk, UNION), Value.SUPPORTED)
    assert desk.undo().what == "Undone: 2 verdicts"
    assert last_words(desk).startswith("undone: verdict on claim")
    assert desk.redo().what == "Done again: 2 verdicts"


def test_undo_names_the_claim_that_was_judged_before_its_copies(desk: Workspace) -> None:
    for row in [claim(desk, UNION), *(copy.id for copy in desk.claim(claim(desk, UNION)).copies)]:
        judged = desk.verdict(row, Value.SUPPORTED).claims
        assert judged[0] == row
        assert desk.undo().claims == judged
        assert desk.redo().claims == judged
        desk.undo()


# ---- drafts


def test_a_draft_survives_closing_and_is_forgotten_when_emptied(folder: Folder) -> None:
    with folder.open() as workspace:
        workspace.save_draft("rationale:1", "half a sent")
    with folder.open() as workspace:
        assert workspace.draft("rationale:1") == "half a sent"
        workspace.save_draft("rationale:1", "")
        assert workspace.draft("rationale:1") == ""
        assert workspace.draft("never") == ""


def test_a_draft_leaves_no_event(desk: Workspace) -> None:
    before = events(desk)
    desk.save_draft("rationale:1", "half a sent")
    assert events(desk) == before
