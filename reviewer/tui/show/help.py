"""Help for one place: its keys by group, the verdicts with their definitions, the signs."""

from __future__ import annotations

from collections.abc import Sequence

from reviewer.model.policy import Policy
from reviewer.model.verdict import DEFINITIONS, LABELS, Value
from reviewer.tui.actions import VERDICT_OF, Action, Scope, of_scope, verdict_id
from reviewer.tui.keymap import Keys
from reviewer.tui.runs import BLANK, Line, Run, flow, line, run
from reviewer.tui.signs import LETTERS, Signs

_KEY_CELLS = 14


def help_lines(
    scopes: Sequence[Scope],
    keys: Keys,
    policy: Policy,
    signs: Signs,
    width: int,
    *,
    ascii_only: bool = False,
    keys_file: str = "keys.yaml",
    faults: Sequence[str] = (),
) -> list[Line]:
    """Everything that can be done here, with the keys as they are now; `faults` of the user's own files first."""
    lines: list[Line] = []
    if faults:
        lines += [line(Run(" Left out of files of your own", "head"))]
        lines += [each for fault in faults for each in flow([run(f"! {fault}", "warn")], width, indent=3, hang=5)]
        lines += [BLANK]
    if Scope.REVIEW in scopes:
        lines += _verdicts(keys, policy, signs, width)
    for scope in (*scopes, Scope.EVERYWHERE):
        for group, actions in _groups(scope).items():
            lines += [BLANK, line(Run(f" {group}", "head"))] if lines else [line(Run(f" {group}", "head"))]
            for action in actions:
                shown = keys.shown(action.id, ascii_only=ascii_only)
                runs = [run(shown.ljust(_KEY_CELLS), "key"), run(action.words)]
                lines += flow(runs, width, indent=3, hang=3 + _KEY_CELLS)
    if Scope.REVIEW in scopes or Scope.QUEUE in scopes:
        lines += _signs(signs, width)
    return [*lines, BLANK, *_mouse(keys, keys_file, width)]


def _groups(scope: Scope) -> dict[str, list[Action]]:
    groups: dict[str, list[Action]] = {}
    for action in of_scope(scope):
        if action.id not in VERDICT_OF:
            groups.setdefault(action.group, []).append(action)
    return groups


def _verdicts(keys: Keys, policy: Policy, signs: Signs, width: int) -> list[Line]:
    lines = [line(Run(" The five verdicts", "head"))]
    for value in Value:
        label = policy.labels.get(value, LABELS[value])
        shown = keys.shown(verdict_id(value)).ljust(_KEY_CELLS)
        head = [run(shown, "key"), run(f"{signs.values[value]} {label}", f"strong {value.value}"), Run("  ")]
        lines += flow([*head, run(DEFINITIONS[value])], width, indent=3, hang=3 + _KEY_CELLS)
    words = "A verdict is saved before the screen says so, and one key takes it back."
    return [*lines, *flow([Run(words, "dim")], width, indent=3)]


def _signs(signs: Signs, width: int) -> list[Line]:
    told = [
        *((f"{signs.values[v]}{LETTERS[v]}", LABELS[v].lower() + "; a small letter: not yet decided") for v in Value),
        (signs.look, "needs another look"),
        (signs.split, "reviewers split"),
        (signs.postponed, "postponed"),
        ("!", "not saved"),
        (signs.mark, "marked"),
        (f"{signs.matched}2", "two matches"),
        (f"{signs.disagree}2", "two matches, and one contradicts"),
        (signs.context, "needs words from elsewhere to be read"),
        (signs.margin, "beside the lines of the claim; ✓ and the like: a claim that begins here was judged"),
    ]
    lines = [BLANK, line(Run(" Signs", "head"))]
    for sign, words in told:
        lines += flow([run(sign.ljust(_KEY_CELLS)), run(words)], width, indent=3, hang=3 + _KEY_CELLS)
    styles = [Run("this claim", "span"), Run("  "), Run("another claim", "other"), Run("  ")]
    return [*lines, *flow([Run("in the text".ljust(_KEY_CELLS)), *styles, Run("not listed", "dim")], width, indent=3)]


def _mouse(keys: Keys, keys_file: str, width: int) -> list[Line]:
    words = (
        "The mouse works too: a click opens a claim or a match, a click on the map at the right edge of the article "
        "goes there; words of the article that it selects can be made a claim. "
        "Most terminals select text for copying with shift and the mouse. "
        "Keys of your own stand in"
    )
    changed = f" ({len(keys.overrides)} changed), as in: verdict.supported: [s, f5]. Beside it, in settings.yaml:"
    changed += " theme: NAME, signs: ascii, editor: COMMAND."
    return flow([Run(words, "dim"), Run(" "), run(keys_file), Run(changed, "dim")], width, indent=1)
