"""The command `reviewer`: its commands by name, loaded only when called."""

from __future__ import annotations

import importlib
from pathlib import Path

import click

from reviewer.cli.call import Call, place
from reviewer.cli.words import suggestion
from reviewer.errors import ReviewerError, UsageError

SECTIONS: dict[str, dict[str, tuple[str, ...]]] = {
    "Begin": {"running": ("init", "add", "review")},
    "Read": {
        "reading": ("articles", "claims", "show", "next", "stats"),
        "ranking": ("why",),
        "sources": ("sources",),
    },
    "Judge": {
        "judging": ("verdict", "answer", "note", "postpone", "resume", "undo", "redo"),
        "deciding": ("adjudicate", "reopen", "reveal", "assign", "signoff"),
    },
    "Pairs and articles": {
        "pairing": ("matches", "compare", "decide", "lineage"),
        "clustering": ("clusters",),
        "cutting": ("block", "date"),
    },
    "Cut claims by hand": {"cutting": ("give", "revise", "split", "merge"), "settling": ("settle",)},
    "Out and in": {"exchange": ("export", "import", "log", "verify"), "proving": ("checkpoint", "key", "sync")},
    "Care": {"people": ("role",), "ranking": ("train",), "care": ("rebuild", "doctor"), "erasing": ("erase",)},
}
"""Commands as help and docs list them: section, module of this package, names."""

MODULES = {name: module for modules in SECTIONS.values() for module, names in modules.items() for name in names}
"""The module that holds a command."""


class App(click.Group):
    """Loads a command's module when it is called, and says which one was meant."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; a call that does not fit always says where to read on."""
        try:
            return super().invoke(ctx)
        except ReviewerError as error:
            if error.exit_code == UsageError.exit_code and not error.next_step and ctx.invoked_subcommand:
                error.next_step = f"reviewer {ctx.invoked_subcommand} --help"
            raise

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click calls it so
        """All names, in the order of help."""
        return list(MODULES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click calls it so
        """The command of this name; None if there is none."""
        if cmd_name not in MODULES:
            return None
        module = importlib.import_module(f"reviewer.cli.{MODULES[cmd_name]}")
        found: dict[str, click.Command] = module.COMMANDS
        return found[cmd_name]

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command of the first word, or an error that names the nearest."""
        name = args[0]
        if name in MODULES or name.startswith("-"):
            return super().resolve_command(ctx, args)
        hint = suggestion(name, MODULES)
        raise click.UsageError(f"no command is called {name!r}" + (f"; {hint}" if hint else ""), ctx)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Commands under their sections, each with its first sentence."""
        for section, modules in SECTIONS.items():
            names = [name for module in modules.values() for name in module]
            found = [(name, self.get_command(ctx, name)) for name in names]
            with formatter.section(section):
                formatter.write_dl([(name, c.get_short_help_str(70)) for name, c in found if c is not None])


def _version(ctx: click.Context, _param: click.Parameter, wanted: bool) -> None:  # noqa: FBT001 - click calls it so
    if wanted and not ctx.resilient_parsing:
        from reviewer import __version__

        click.echo(f"reviewer {__version__}")
        ctx.exit()


@click.group(
    cls=App,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Claims are named by number (3.12), by id or its beginning, or “last”; articles by number, id or key.",
)
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_version, help="Show the version.")
@click.pass_context
def app(ctx: click.Context, me: str | None, folder: Path | None) -> int | None:
    """Review factual claims beside the exact words they stand on.

    Without a command, in a workspace: bring it up to date with its project file and open the screen; without a
    terminal, print a summary and what to run next.
    """
    ctx.obj = Call(folder or Path(), me)
    if ctx.invoked_subcommand is None:
        from reviewer.cli.running import begin

        return begin(ctx.obj)
    return None


app.params = [*place(), *app.params]
