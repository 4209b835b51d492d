"""Handing out, and who may do what, in plain mode."""

from __future__ import annotations

import shlex
from pathlib import Path

from reviewer.cli import people
from reviewer.cli.output import count, one
from reviewer.cli.plain.registry import Act
from reviewer.cli.plain.session import Session
from reviewer.cli.words import suggestion
from reviewer.errors import UsageError

KINDS = ("yaml", "json", "jsonl", "csv", "log", "bundle")


def export(session: Session, rest: str) -> None:
    """What was concluded, as a file: its kind, then its name."""
    kind, _, name = (rest or session.ask(f"Which kind ({', '.join(KINDS)}), and which file? ")).partition(" ")
    if not kind:
        return
    if kind not in KINDS:
        raise UsageError(
            f"there is no kind {kind!r}", next_step=suggestion(kind, KINDS) or f"one of {', '.join(KINDS)}"
        )
    name = name.strip() or session.ask("The name of the file: ")
    if not name:
        raise UsageError("a file needs a name")
    path = Path(name).expanduser()
    if kind == "bundle":
        report = session.workspace.export_bundle(path)
    elif kind == "log":
        report = session.workspace.export_log("csv" if path.suffix == ".csv" else "jsonl", path)
    else:
        report = session.workspace.export(kind, path)
    session.say(f"Wrote {one(str(report.path or path))}: {count(report.records, 'record')}.")
    left = [f"{number:,} {one(reason)}" for reason, number in report.omitted.items() if number]
    if left:
        session.say(f"Left out: {', '.join(left)}.")


def role(session: Session, rest: str) -> None:
    """Who is here and may do what; gives a role or takes it back; who is one person."""
    try:
        words = shlex.split(rest)
    except ValueError:
        raise UsageError("a quotation mark is not closed") from None
    match words:
        case [] | [_]:
            for each in session.workspace.people(*words):
                session.say_all(f"{line}." for line in people.told(each))
            return
        case ["same", name, other]:
            done = session.workspace.same_person(name, other)
        case ["apart", name, other]:
            done = session.workspace.two_persons(name, other)
        case [name, word] | [name, word, "revoke"]:
            done = people.give(session.workspace, name, word, revoke=len(words) > 2)
        case _:
            raise UsageError(
                "too many words", next_step='a name of several words stands in quotes: role "Bo Lind" owner'
            )
    session.say(f"{one(done.what)}.", *(f"Note: {one(warning)}." for warning in done.warnings))


ACTS = (
    Act(
        "",
        "export",
        "hand out what was decided: yaml, json, jsonl, csv, log or bundle, then the file",
        "Working",
        export,
        "yaml verified.yaml",
    ),
    Act(
        "",
        "role",
        "who is here and may do what; with a name and a role, gives it; revoke behind it takes it back; same or apart "
        "and two names say who is one person",
        "Working",
        role,
        "Bo adjudicator",
    ),
)
