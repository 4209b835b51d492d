"""From what was typed to the act: letters, words, verdicts, help."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reviewer.cli import phrases
from reviewer.cli.output import one
from reviewer.cli.plain import adjudicating, cutting, handing, judging, moving, pairing, speech
from reviewer.cli.plain.registry import Act
from reviewer.cli.plain.session import Session
from reviewer.cli.words import suggestion, value_of
from reviewer.errors import ReviewerError, UsageError
from reviewer.model.policy import Policy
from reviewer.model.verdict import DEFINITIONS, Value

_NUMBER = re.compile(r"\d+\.\d+\Z")
_SIGNS = "/+=!~[]?.@"
"""Keys that need no blank before what follows them."""


def help_(session: Session, rest: str) -> None:
    """All keys, by group; with a word, only that one."""
    policy = session.workspace.policy
    if rest:
        found = [act for act in ACTS if rest in (*act.keys.split(), act.word)]
        if found:
            session.say_all(_told(act) for act in found)
            return
    session.say_all(_help(policy))


def _help(policy: Policy) -> Iterator[str]:
    yield "Type a letter or a word, what belongs behind it, and Enter."
    yield "Verdict. Words behind the letter are the rationale."
    for digit, value in enumerate(Value, 1):
        yield f"{policy.keys[value]} or {digit}: {phrases.label(value, policy)}. {DEFINITIONS[value]}"
    group = "Verdict"
    for act in ACTS:
        if act.group != group:
            group = act.group
            yield f"{group}."
        yield _told(act)


def _told(act: Act) -> str:
    keys = " or ".join([*act.keys.split(), act.word])
    rest = f", as in: {act.keys.split()[0] if act.keys else act.word} {act.rest}" if act.rest else ""
    return f"{keys}: {act.help}{rest}."


_GROUPS = ("Verdict", "Words and evidence", "Matches", "Moving", "Finding", "Working", "Everywhere")
_HELP = Act("?", "help", "this help; with a letter or word behind it, that one", "Everywhere", help_, "t")
ACTS: tuple[Act, ...] = tuple(
    sorted(
        (*judging.ACTS, *adjudicating.ACTS, *pairing.ACTS, *moving.ACTS, *cutting.ACTS, *handing.ACTS, _HELP),
        key=lambda act: _GROUPS.index(act.group),
    )
)
"""Every act but the verdicts, in the order of help."""
_BY_KEY = {key: act for act in ACTS for key in act.keys.split()}
_BY_WORD = {act.word: act for act in ACTS} | {"exit": next(a for a in ACTS if a.word == "quit")}
_IN_SEARCH = {"n": 1, "N": -1}


def act(session: Session, line: str) -> None:
    """Do what was typed; what is not done is said, with what was kept and what to do."""
    try:
        _do(session, line)
    except ReviewerError as error:
        session.say(f"Not done: {one(error.what)}.")
        if error.kept:
            session.say(f"Kept: {one(error.kept)}.")
        if error.next_step:
            session.say(speech.sentence(f"Next: {one(error.next_step)}"))


def _do(session: Session, line: str) -> None:
    if not line:
        session.on()
        return
    key, rest = _parted(line)
    verdict = _verdict_of(key, session.workspace.policy)
    if session.search and key in _IN_SEARCH:
        moving.step(session, _IN_SEARCH[key])
    elif session.search and verdict is not None and len(key) == 1:
        raise UsageError("verdict letters rest while a search is on", next_step="a slash alone ends the search")
    elif verdict is not None:
        judging.verdict(session, verdict, rest)
    elif key in _BY_KEY or key.lower() in _BY_WORD:
        (_BY_KEY.get(key) or _BY_WORD[key.lower()]).run(session, rest)
    elif _NUMBER.match(key) and not rest:
        moving.go(session, key)
    else:
        _unknown(session, line, key)


def _parted(line: str) -> tuple[str, str]:
    """The key and what stands behind it."""
    if line[0] in _SIGNS:
        return line[0], line[1:].strip()
    key, _, rest = line.partition(" ")
    return key, rest.strip()


def _verdict_of(key: str, policy: Policy) -> Value | None:
    """The verdict of a key, digit or whole word; unlike on the command line, beginnings are not guessed."""
    keys = {policy.keys[value]: value for value in Value} | {str(i): v for i, v in enumerate(Value, 1)}
    return keys.get(key) or next((value for value in Value if value == key.lower()), None)


def _unknown(session: Session, line: str, key: str) -> None:
    try:
        value = value_of(line, session.workspace.policy) if len(line) > 3 else None
    except UsageError:
        value = None
    if value is not None and not session.search:
        judging.verdict(session, value, "")
        return
    hint = suggestion(key, [*_BY_WORD, *Value])
    raise UsageError(f"nothing here is called {key!r}", next_step=hint or "? tells what can be typed")
