"""`python -m reviewer.cli.document`: the page docs/commands.md, made from the commands themselves."""

from __future__ import annotations

import inspect
from collections.abc import Iterator

import click

from reviewer.cli.app import SECTIONS, app

HEAD = """# Commands

Made from the program itself (`python -m reviewer.cli.document > docs/commands.md`); a test keeps it true.

Claims are named by their short number (`3.12`), by id or a unique beginning of it, or `last`; articles by number, id or
key. Every command takes `--as NAME` (act as NAME: it says who, it does not prove it), `-C FOLDER` (work in the
workspace of FOLDER) and `-h`.

`--json` answers with one object `{"format": "reviewer.<thing>/1", …}`, `--jsonl` with one object a line. Results go to
standard output, progress and errors to standard error; with `--json` an error is
`{"error": {"code", "what", "kept", "next"}}`; one with the code `departs` also has `claims`, the ids it departs from.

| exit code | means |
|---|---|
| 0 | done |
| 1 | failed, or a check found that something was changed |
| 2 | the call or the input does not fit |
| 3 | done in part, or a check cannot tell |
| 130 | stopped; what was done is kept |
"""


def page() -> str:
    """The whole page."""
    return "\n".join([HEAD, *_table(), *_errors(), *_plain()]) + "\n"


def _table() -> Iterator[str]:
    context = click.Context(app, info_name="reviewer")
    yield "| command | what it does | options |"
    yield "|---|---|---|"
    yield _row("reviewer", app)
    for modules in SECTIONS.values():
        for name in (name for names in modules.values() for name in names):
            command = app.get_command(context, name)
            assert command is not None
            yield _row(f"reviewer {name}", command)
    yield ""


def _row(name: str, command: click.Command) -> str:
    context = click.Context(command, info_name=name)
    arguments = [p.make_metavar(context) for p in command.params if isinstance(p, click.Argument)]
    words = " ".join(inspect.cleandoc(command.help or "").split())
    options = [_option(p, context) for p in command.params if isinstance(p, click.Option) and p.name not in _EVERYWHERE]
    return f"| `{_safe(' '.join([name, *arguments]))}` | {_safe(words)} | {'<br>'.join(options)} |"


_EVERYWHERE = {"me", "folder"}


def _option(option: click.Option, context: click.Context) -> str:
    record = option.get_help_record(context)
    if record is None:
        return ""
    names, words = record
    return f"`{_safe(names)}` {_safe(words)}"


def _safe(text: str) -> str:
    """Text for a table cell."""
    return " ".join(text.split()).replace("|", "\\|").replace("<", "&lt;")


def _errors() -> Iterator[str]:
    from reviewer import errors

    yield "## Errors"
    yield ""
    yield "| code | exit code | means |"
    yield "|---|---|---|"
    found = [
        kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, errors.ReviewerError)
    ]
    for kind in found:
        words = (kind.__doc__ or "").strip().splitlines()[0]
        yield f"| `{kind.code}` | {kind.exit_code} | {_safe(words)} |"
    yield ""


def _plain() -> Iterator[str]:
    from reviewer.cli.plain.keys import ACTS
    from reviewer.model.policy import KEYS
    from reviewer.model.verdict import LABELS, Value

    yield "## Plain mode"
    yield ""
    yield "`reviewer review --plain`: a letter (as on the screen) or a word, what belongs behind it, and Enter."
    yield ""
    yield "| letter | word | what it does |"
    yield "|---|---|---|"
    for digit, value in enumerate(Value, 1):
        yield f"| `{KEYS[value]}` `{digit}` | {value.value} | {LABELS[value]}; words behind it are the rationale |"
    for act in ACTS:
        keys = " ".join(f"`{_safe(key)}`" for key in act.keys.split())
        example = f"; as in `{_safe(f'{act.keys or act.word} {act.rest}')}`" if act.rest else ""
        yield f"| {keys} | {act.word} | {_safe(act.help)}{example} |"


if __name__ == "__main__":
    print(page(), end="")
