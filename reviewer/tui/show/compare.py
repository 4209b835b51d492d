"""Two claims side by side: what differs, the words aligned, every slot, where the articles come from, who said what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len

from reviewer.model.comparison import Relation, Slot
from reviewer.model.lineage import LineageKind
from reviewer.tui.cells import fill
from reviewer.tui.runs import Line, Run, flow, joined, run
from reviewer.tui.show.article import Overlay
from reviewer.tui.show.matches import aligned, outcome_runs
from reviewer.tui.signs import PAIR_WORDS, RELATION_WORDS, Signs, lineage_words
from reviewer.workspace.views import ClaimView, MatchView, Piece

_LABEL = 16
SIGNALS = 6
"""Reasons of the score that are shown."""
_RELATION_ROLES = {Relation.AGREES: "good", Relation.DIFFERS: "bad", Relation.CANNOT_TELL: "warn"}
_DOT = Run(" · ", "dim")


@dataclass(frozen=True, slots=True)
class Pairing:
    """A pair on the compare screen: the claim it is seen from, the pair, and its place among the claim's pairs."""

    view: ClaimView
    match: MatchView
    at: int
    count: int
    signs: Signs
    scores: bool = True


def compare_lines(pair: Pairing, width: int) -> list[Line]:
    """The upper part of the screen, what decides first."""
    match = pair.match
    lines = flow(_verdict(pair), width, indent=1, hang=3)
    mine, theirs = aligned(match, pair.view.row.quote)
    if _is_wire(match):
        lines += _row("both", mine, width)
    else:
        lines += _row(f"here {pair.view.row.number}", mine, width)
        lines += _row(f"there {match.row.number}", theirs, width)
    lines += _slots(pair, width)
    if match.match.why_not:
        lines += _row("no match", [run(match.match.why_not)], width)
    if not match.match.inner:
        lines += _row("lineage", _lineage(match), width)
    lines += _row("people", _people(match), width)
    return lines + _row("matched", _signals(pair), width)


def _is_wire(match: MatchView) -> bool:
    """Whether both claims are the same words of the same text: then nothing of it needs to be read twice."""
    one_text = match.lineage is not None and match.lineage.kind is LineageKind.SAME_TEXT
    pieces = (*match.mine, *match.theirs)
    return one_text and bool(pieces) and all(piece.same for piece in pieces)


def _slots(pair: Pairing, width: int) -> list[Line]:
    """One row for each slot; of a copied sentence those that agree in one row."""
    column = _column(pair, width)
    slots = pair.match.match.comparison.slots
    folded = [s for s in slots if s.relation is Relation.AGREES] if _is_wire(pair.match) else []
    lines = _row("agree", [run(", ".join(slot.label for slot in folded))], width) if folded else []
    for slot in slots:
        if slot not in folded:
            lines += _row(slot.label, _slot(slot, pair, column), width)
    return lines


def differing(span_start: int, pieces: Sequence[Piece]) -> tuple[Overlay, ...]:
    """Overlays on the words that only this side has; the pieces joined are the claim's own words."""
    overlays: list[Overlay] = []
    at = span_start
    for piece in pieces:
        words = piece.text.strip()
        if not piece.same and words:
            first = at + piece.text.index(words)
            overlays.append(Overlay(first, first + len(words), "number"))
        at += len(piece.text)
    return tuple(overlays)


def _verdict(pair: Pairing) -> list[Run]:
    match = pair.match
    head = [*outcome_runs(pair.view, match, pair.signs)]
    if match.difference:
        head += [Run(": ", "dim"), run(match.difference, "strong")]
    return head


def _row(label: str, runs: Sequence[Run], width: int) -> list[Line]:
    if not runs:
        return []
    return flow([run(label.ljust(_LABEL), "dim"), *runs], width, indent=1, hang=1 + _LABEL)


def _sides(slot: Slot, pair: Pairing) -> tuple[str, str]:
    """A slot's words here and there."""
    here_is_left = pair.match.match.comparison.left == pair.view.row.id
    mine, theirs = (slot.left, slot.right) if here_is_left else (slot.right, slot.left)
    return mine or "nothing", theirs or "nothing"


def _column(pair: Pairing, width: int) -> int:
    """Cells of each of the two columns of words; 0 where they do not fit beside each other."""
    slots = pair.match.match.comparison.slots
    widest = max((cell_len(words) for slot in slots for words in _sides(slot, pair)), default=0)
    return widest if 2 * widest + 40 + _LABEL <= width else 0


def _slot(slot: Slot, pair: Pairing, column: int) -> list[Run]:
    mine, theirs = (run(words) for words in _sides(slot, pair))
    relation = [run(RELATION_WORDS[slot.relation], _RELATION_ROLES.get(slot.relation, "plain"))]
    if column:
        words = [run(fill(mine.text, column)), Run("   "), run(fill(theirs.text, column)), Run("   ")]
    else:
        words = [mine, Run(" / ", "dim"), theirs, _DOT]
    parts = [relation, [run(slot.note)]] if slot.note else [relation]
    if slot.name in pair.match.match.comparison.deciding:
        parts.append([Run("decides", "strong")])
    return [*words, *joined(parts, _DOT)]


def _lineage(match: MatchView) -> list[Run]:
    lineage = match.lineage
    if lineage is None:
        return [run(lineage_words(None))]
    return joined(
        [[run(lineage_words(lineage, match.origins), "strong")], *([run(sign.words)] for sign in lineage.signs)], _DOT
    )


def _people(match: MatchView) -> list[Run]:
    said = []
    for decision in match.decisions:
        words = f"{'you' if decision.mine else decision.person}: {PAIR_WORDS[decision.word]}"
        said.append([run(words, "strong"), *([run(f" “{decision.rationale}”")] if decision.rationale else [])])
    return joined(said, _DOT)


def _signals(pair: Pairing) -> list[Run]:
    """The reasons of the score, what moved it most first; by how much, in log-odds, where scores are shown."""
    moving = (signal for signal in pair.match.match.signals if signal.weight)
    signals = sorted(moving, key=lambda signal: -abs(signal.weight))
    parts = []
    for s in signals[:SIGNALS]:
        moved = f"{s.weight:+.1f} " if pair.scores else ""
        parts.append([run(f"{moved}{s.name}{f' ({s.words})' if s.words else ''}", "dim")])
    if pair.scores:
        parts.append([Run(f"score {pair.match.match.score:.2f}", "dim")])
    return joined(parts, _DOT)
