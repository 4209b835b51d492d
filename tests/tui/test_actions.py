"""One registry drives keys, help, palette and footer."""

from __future__ import annotations

import pytest

from reviewer.model.policy import Policy
from reviewer.model.verdict import DEFINITIONS
from reviewer.tui.actions import ACTIONS, BY_ID, Scope, of_scope
from reviewer.tui.keymap import keys_for
from reviewer.tui.layout import LEAST
from reviewer.tui.runs import dump
from reviewer.tui.screens.acting import Acting
from reviewer.tui.screens.adjudicate import Adjudicate
from reviewer.tui.screens.ask import Ask
from reviewer.tui.screens.cluster import ClusterScreen
from reviewer.tui.screens.compare import CompareScreen
from reviewer.tui.screens.evidence import EvidenceScreen
from reviewer.tui.screens.filter import FilterScreen
from reviewer.tui.screens.lineage import LineageScreen
from reviewer.tui.screens.note import NoteScreen
from reviewer.tui.screens.palette import Palette
from reviewer.tui.screens.questions import Questions
from reviewer.tui.screens.queue import QueueScreen
from reviewer.tui.screens.reading import Reading
from reviewer.tui.screens.review import ReviewScreen
from reviewer.tui.screens.span import SpanScreen
from reviewer.tui.show.bar import Choice, foot_at, foot_line
from reviewer.tui.show.help import help_lines
from reviewer.tui.signs import UNICODE

SCREENS: dict[Scope, type[Acting]] = {
    Scope.REVIEW: ReviewScreen,
    Scope.HITS: ReviewScreen,
    Scope.QUEUE: QueueScreen,
    Scope.COMPARE: CompareScreen,
    Scope.CLUSTER: ClusterScreen,
    Scope.LINEAGE: LineageScreen,
    Scope.SPAN: SpanScreen,
    Scope.NOTE: NoteScreen,
    Scope.EVIDENCE: EvidenceScreen,
    Scope.FILTER: FilterScreen,
    Scope.LIST: Reading,
    Scope.ASK: Ask,
    Scope.PALETTE: Palette,
    Scope.QUESTIONS: Questions,
    Scope.ADJUDICATION: Adjudicate,
    Scope.FIELD: ReviewScreen,
}
KEYS = keys_for(Policy())
# Multiplexers, flow control and keys that are tab, enter, backspace or escape in disguise.
FORBIDDEN = {f"ctrl+{letter}" for letter in "abszjmih["}


def test_every_action_has_its_own_id() -> None:
    assert len(BY_ID) == len(ACTIONS)


@pytest.mark.parametrize("action", ACTIONS, ids=lambda a: a.id)
def test_every_action_can_be_called(action) -> None:
    handler = "do_" + action.id.replace(".", "_")
    if action.scope is Scope.EVERYWHERE:
        from reviewer.tui.app import ReviewerApp

        assert callable(getattr(ReviewerApp, handler))
    else:
        assert callable(getattr(SCREENS[action.scope], handler))


@pytest.mark.parametrize("scope", list(SCREENS), ids=lambda s: s.value)
def test_no_key_calls_two_actions_of_one_place(scope: Scope) -> None:
    keys = [key for action in (*of_scope(scope), *of_scope(Scope.EVERYWHERE)) for key in KEYS.of[action.id]]
    # Help closes on the key that opened it; the search's own keys come before those of review.
    allowed = {"question_mark"} if scope is Scope.LIST else set()
    assert sorted(keys) == sorted(set(keys) | (allowed & set(keys)))


def test_the_keys_of_the_design_are_there() -> None:
    wanted = {
        "verdict.supported": "s 1", "verdict.refuted": "r 2", "verdict.conflicting": "c 3",
        "verdict.not_enough_evidence": "n 4", "verdict.not_a_claim": "o 5", "pair.agrees": "=", "pair.contradicts": "!",
        "pair.other_thing": "x", "pair.cannot_tell": "~", "act.undo": "u", "act.redo": "U", "claim.next": "j down",
        "claim.previous": "k up", "match.next": "J", "match.previous": "K", "match.compare": "m", "article.next": "]",
        "article.previous": "[", "search.start": "/", "search.next": "n", "search.previous": "N", "filter.open": "f",
        "note.rationale": "t", "note.private": "T", "evidence.add": "e", "claim.postpone": "p", "claim.span": "b",
        "claim.give": "+", "claim.mark": "space", "go.id": "g", "article.signoff": "a", "verdict.about": "v",
        "queue.open": "q", "claim.copy": "y", "help": "? f1", "palette": "ctrl+p", "quit": "ctrl+q",
    }  # fmt: skip
    assert {name: " ".join(KEYS.of[name]) for name in wanted} == wanted


def test_keys_that_terminals_take_for_themselves_are_not_used() -> None:
    assert not FORBIDDEN & {key for keys in KEYS.of.values() for key in keys}


@pytest.mark.parametrize("scope", list(SCREENS), ids=lambda s: s.value)
def test_every_key_stands_in_help(scope: Scope) -> None:
    words = " ".join(dump(help_lines([scope], KEYS, Policy(), UNICODE, 90)).split())
    for action in of_scope(scope):
        assert KEYS.shown(action.id) in words
        assert action.words.split(": ")[0] in words


def test_help_of_the_review_screen_defines_the_verdicts() -> None:
    words = " ".join(dump(help_lines([Scope.REVIEW], KEYS, Policy(), UNICODE, 90)).split())
    assert all(definition in words for definition in DEFINITIONS.values())


def test_help_names_only_ascii_keys_where_asked() -> None:
    shown = [KEYS.shown(action.id, ascii_only=True) for action in ACTIONS]
    assert all(each.isascii() for each in shown)


# ---- the footer


def choices(*names: str) -> list[Choice]:
    return [Choice(BY_ID[name]) for name in names]


def test_the_footer_keeps_help_and_drops_by_rank() -> None:
    some = choices("search.start", "act.undo", "queue.open", "note.rationale")
    assert foot_line(some, KEYS, 36).text == " u Undo  q Queue  / Search   ? Help "
    assert foot_line(some, KEYS, 12).text.strip() == "? Help"


@pytest.mark.parametrize("scope", [s for s in Scope if any(a.id.endswith(".leave") and a.short for a in of_scope(s))])
def test_the_way_out_stands_in_the_footer_of_the_narrowest_terminal(scope: Scope) -> None:
    (leave,) = [action for action in of_scope(scope) if action.id.endswith(".leave")]
    every = [Choice(action) for action in of_scope(scope)]
    line = foot_line(every, KEYS, LEAST[0]).text
    assert f" {KEYS.first(leave.id)} {leave.short} " in line
    assert len(line) <= LEAST[0]
    at = line.index(f" {leave.short} ")
    assert foot_at(every, KEYS, LEAST[0], at) == leave.id


def test_a_key_that_cannot_act_is_greyed_and_stays() -> None:
    line = foot_line([Choice(BY_ID["act.undo"], enabled=False)], KEYS, 40)
    assert [run.role for run in line.runs if "Undo" in run.text] == ["off"]


def test_a_click_in_the_footer_finds_its_action() -> None:
    some = choices("act.undo", "queue.open")
    assert [foot_at(some, KEYS, 40, cell) for cell in (1, 6, 9, 25, 38)] == [
        "act.undo",
        "act.undo",
        "queue.open",
        "",
        "help",
    ]
