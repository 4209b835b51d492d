"""Old and new words of a claim whose text has changed, one under the other, with what to do next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reviewer.model.span import Span
from reviewer.tui.keymap import Keys
from reviewer.tui.runs import Run, run
from reviewer.tui.show.matches import piece_runs
from reviewer.workspace.views import ClaimView, Piece, TextChange


def place_of(view: ClaimView) -> Span | None:
    """Where a claim stands in the text that is shown; one of an earlier text where it may, if at one place only."""
    if view.claim.version == view.article.version:
        return view.claim.span
    places = view.changes[0].places if view.changes else ()
    return places[0] if len(places) == 1 else None


def change_runs(view: ClaimView, keys: Keys) -> Iterator[tuple[int, str, list[Run]]]:
    """(rank, label, words) of each line: what the claim read before, what stands there now, which key takes it.

    Where there is little room the words of now come before those of before: the question has these too.
    """
    for change in view.changes:
        if not change.telling:
            continue
        before = [*_words(change.old, change.before), Run(" · ", "dim"), run(change.given_on, "dim")]
        if change.why:
            yield 1, "now", _now(change, keys)
            yield 3, "before", before
        else:
            yield 1, "before", before


def _now(change: TextChange, keys: Keys) -> list[Run]:
    span = keys.first("claim.span")
    if change.after:
        taken = [Run(" · ", "dim"), run(keys.first("claim.take"), "key"), run(" takes these words")]
        return [*_words(change.new, change.after), *taken]
    if change.places:
        take = keys.first("claim.take")
        return [run(f"at {len(change.places)} places of the text; {take} says which one", "warn")]
    return [run(f"nothing like it; {span} takes other words of the text, else the verdict stays", "warn")]


def _words(pieces: Sequence[Piece], words: str) -> list[Run]:
    """The words in quotes, those that the other side has not set off by weight and colour."""
    if not pieces:
        return [run(f"“{words}”")]
    set_off = [each for piece in pieces for each in piece_runs(piece.text, "plain" if piece.same else "differs")]
    return [Run("“"), *set_off, Run("”")]
