"""The matches panel: what differs first, then the words, then where the two articles come from, the score last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reviewer.model.comparison import PairWord
from reviewer.tui.cells import clip
from reviewer.tui.runs import BLANK, Line, Run, flow, joined, line, run
from reviewer.tui.signs import OUTCOME_ROLES, PAIR_WORDS, Signs, direction_words, lineage_words, sign_words
from reviewer.workspace.views import ClaimView, MatchView, Piece
from reviewer.workspace.views.checks import CheckView

_MOSTLY = 1 / 3
_PAIR_ROLES = {PairWord.AGREES: "good", PairWord.CONTRADICTS: "bad"}


@dataclass(frozen=True, slots=True)
class Seen:
    """How the matches are seen: which one is chosen, and whether scores are hidden (a house rule)."""

    chosen: int
    signs: Signs
    scores: bool = True
    uncompared: int = 0
    """Articles that are still to be compared."""
    roomy: bool = False
    """True where there is room for both sides' words and blank lines between the matches."""


def pairs_of(view: ClaimView) -> tuple[MatchView, ...]:
    """Every pair that can be chosen, in the order shown: matches, pairs in the same article, the look-alike."""
    alike = (view.lookalike,) if view.lookalike is not None and not view.matches else ()
    return (*view.matches, *view.inner, *alike)


def match_key(index: int) -> str:
    """The key of the lines of one pair."""
    return f"match:{index}"


def match_lines(view: ClaimView, seen: Seen, width: int) -> list[Line]:
    """All pairs of a claim, or the sentence that there are none, with the nearest look-alike and why it is none."""
    if view.alone:
        return [line(Run(" Looking who else speaks of this", "dim"))]
    lines = [each for check in view.checked for each in _check(check, width)]
    for i, match in enumerate(view.matches):
        lines += _pair(view, match, i, seen, width)
    if not view.matches:
        lines += flow([run(nobody_words(seen.uncompared), "strong")], width, indent=1)
    first_inner = len(view.matches)
    if view.inner:
        lines += [*_gap(seen, lines), line(Run(" In this article", "head"))]
    for i, match in enumerate(view.inner, first_inner):
        lines += _pair(view, match, i, seen, width)
    if view.lookalike is not None and not view.matches:
        lines += _lookalike(view.lookalike, first_inner + len(view.inner), seen, width)
    return lines


def _check(check: CheckView, width: int) -> list[Line]:
    """A published fact-check: what became of it and where to read it, then the words that were checked."""
    role = "warn strong" if check.same else "dim"
    return [
        *flow([run(check.line, role)], width, indent=1, hang=3, most=4),
        *flow([Run("“"), run(check.quote), Run("”")], width, indent=3, most=3),
    ]


def nobody_words(uncompared: int) -> str:
    """That there is no match; while articles wait to be compared, that it is not known yet."""
    if not uncompared:
        return "Nobody else here speaks of this."
    waiting = f"{uncompared:,} article{' is' if uncompared == 1 else 's are'}"
    return f"Nobody yet: {waiting} still to be compared."


def heading(view: ClaimView) -> list[Run]:
    """`Matches 2 · 3 articles · 2 origins · 1 disagrees on: number`."""
    if view.alone:
        return [Run("Matches", "head")]
    count = len(view.matches)
    return [Run(f"Matches {count}" if count else "Matches", "head"), Run(" · ", "dim"), run(view.corroboration.line)]


def _gap(seen: Seen, lines: Sequence[Line]) -> list[Line]:
    return [BLANK] if seen.roomy and lines else []


def _pair(view: ClaimView, match: MatchView, index: int, seen: Seen, width: int) -> list[Line]:
    key = match_key(index)
    lines = _gap(seen, [BLANK] if index else [])
    lines += _first(view, match, index, seen, width)
    if match.headline:
        lines += flow([run(match.headline, "dim" if match.repeated else "warn")], width, indent=3, key=key)
    if match.repeated and not match.decisions:
        return lines
    if seen.roomy:
        mine, theirs = aligned(match, view.row.quote)
        lines += flow([Run("here   ", "dim"), *mine], width, indent=3, hang=10, key=key)
        lines += flow([Run("there  ", "dim"), *theirs], width, indent=3, hang=10, key=key)
    else:
        lines += flow(_quoted(match), width, indent=3, key=key, most=3)
    return [*lines, *_origin(match, seen, width, key)]


def _first(view: ClaimView, match: MatchView, index: int, seen: Seen, width: int) -> list[Line]:
    signs = seen.signs
    pointer = Run(f"{signs.cursor} " if index == seen.chosen else "  ", "key")
    words: list[Run] = [pointer, *outcome_runs(view, match, signs)]
    if match.difference:
        words += [Run(": ", "dim"), run(match.difference, "strong")]
    return flow(words, width, hang=3, key=match_key(index), most=3)


def outcome_runs(view: ClaimView, match: MatchView, signs: Signs) -> list[Run]:
    """Sign and word of a pair: a person's word first, with the machine's beside it where the two are not one."""
    comparison = match.match.comparison
    machine = direction_words(match.outcome, comparison.direction, mine_is_left=comparison.left == view.row.id)
    sign = signs.outcomes[match.outcome]
    if match.contested:
        said = ", ".join(f"{'you' if d.mine else d.person}: {PAIR_WORDS[d.word]}" for d in match.decisions)
        return [run(f"contested ({said})", "warn"), run(f" machine: {machine}", "dim")]
    if match.word is not None:
        who = "you" if any(d.mine for d in match.decisions) else match.decisions[0].person if match.decisions else "?"
        word = run(f"{PAIR_WORDS[match.word]}", f"strong {_PAIR_ROLES.get(match.word, 'plain')}")
        return [word, run(f" ({who}; machine: {machine})", "dim")]
    return [run(f"{sign} {machine}", OUTCOME_ROLES.get(match.outcome, "plain"))]


def aligned(match: MatchView, mine_quote: str) -> tuple[list[Run], list[Run]]:
    """The words of both sides: what only one side has is set off; where most differs, what both share is instead."""
    shared = min(_shared(match.mine), _shared(match.theirs))
    same, other = ("plain", "differs") if shared >= _MOSTLY else ("strong", "plain")
    sides = ((match.mine, mine_quote), (match.theirs, match.quote))
    mine, theirs = (
        [r for p in pieces for r in piece_runs(p.text, same if p.same else other)] if pieces else [run(quote)]
        for pieces, quote in sides
    )
    return mine, theirs


def piece_runs(text: str, role: str) -> list[Run]:
    """A piece with the blanks at its ends left plain: words are set off, not what stands between them."""
    words = text.strip()
    before, after = text.partition(words)[::2] if words else (text, "")
    return [run(part, each) for part, each in ((before, "plain"), (words, role), (after, "plain")) if part]


def _shared(pieces: Sequence[Piece]) -> float:
    """The share of a side's letters that the other side has too."""
    whole = sum(len(piece.text) for piece in pieces)
    return sum(len(piece.text) for piece in pieces if piece.same) / whole if whole else 1.0


def _quoted(match: MatchView) -> list[Run]:
    return [Run("“"), *aligned(match, "")[1], Run("”")]


def _origin(match: MatchView, seen: Seen, width: int, key: str) -> list[Line]:
    parts: list[list[Run]] = [
        [run(match.row.number, "head"), *([Run(" "), run(match.publisher)] if match.publisher else [])],
        [run(clip(match.title, 44), "dim")],
    ]
    if not match.match.inner:
        why = sign_words(match.lineage)
        parts.append(
            [run(lineage_words(match.lineage, match.origins), "strong"), *([run(f" ({why})", "dim")] if why else [])]
        )
    if seen.scores:
        parts.append([Run(f"score\u00a0{match.match.score:.2f}", "dim")])
    return flow(joined(parts, Run(" · ", "dim")), width, indent=3, key=key, most=3)


def _lookalike(match: MatchView, index: int, seen: Seen, width: int) -> list[Line]:
    key = match_key(index)
    pointer = Run(f"{seen.signs.cursor} " if index == seen.chosen else "  ", "key")
    why = match.match.why_not or match.difference
    lines = [
        *_gap(seen, [BLANK]),
        *flow(
            [pointer, Run("nearest look-alike: ", "dim"), run(why or "another thing", "strong")], width, hang=3, key=key
        ),
    ]
    lines += flow(_quoted(match), width, indent=3, key=key, most=3)
    return [*lines, *_origin(match, seen, width, key)]
