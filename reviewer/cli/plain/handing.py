"""Handing out, and who may do what, in plain mode."""

from __future__ import annotations

import shlex
from pathlib import Path

from reviewer.cli import main, people
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
    words = _words(rest)
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


def assign(session: Session, rest: str) -> None:
    """Who is to review this article; with the word claim before the name, this claim alone."""
    view = session.view()
    if not rest:
        session.say(
            f"This article is for {one(view.article.assigned) or 'nobody in particular'}.",
            f"Here are: {', '.join(one(each.name) for each in session.workspace.people() if each.role != 'observer')}.",
        )
        rest = session.ask("Who is to review it? A name, or nobody; with the word claim before it, this claim alone: ")
    first, _, more = rest.partition(" ")
    alone = first == "claim" and bool(more.strip())
    name = (more if alone else rest).strip().strip('"')
    if not name:
        return
    ref = view.row.number if alone else str(view.article.number)
    done = session.workspace.assign(ref, None if name == "nobody" else name)
    session.say(f"{one(done.what)}.", *(f"Note: {one(warning)}." for warning in done.warnings))


def command(session: Session, rest: str) -> None:
    """Any command of the command line, here and under the same name: what hints name can be typed as they stand."""
    words = _words(rest)
    if not words or words[0] in ("review", "rebuild"):
        raise UsageError(
            "type a command behind it, as in: reviewer sync ../stick",
            next_step="reviewer --help lists them; a review is under way already, and rebuild wants it ended",
        )
    who = ["--as", session.workspace.me] if session.workspace.via == "flag" else []
    main(["-C", str(session.workspace.folder), *who, *words])


def _words(rest: str) -> list[str]:
    try:
        return shlex.split(rest)
    except ValueError:
        raise UsageError("a quotation mark is not closed") from None


ACTS = (
    Act("", "reviewer", "any other command, as on the command line", "Working", command, "sync ../stick"),
    Act(
        "H",
        "assign",
        "hand this article to somebody, or to nobody; the word claim before the name hands on this claim alone",
        "Working",
        assign,
        "Bo Lind",
    ),
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
