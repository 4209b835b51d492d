"""What can be done on every screen: help, the palette of all commands, another theme, the way out told."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import ClassVar

from textual import events
from textual.app import App
from textual.binding import BindingType

from reviewer.tui.actions import BY_ID, Scope
from reviewer.tui.keymap import Keys, keys_path
from reviewer.tui.said import Said, Tone
from reviewer.tui.screens.acting import Acting, bindings_of
from reviewer.tui.session import Session
from reviewer.tui.settings import Settings, remember
from reviewer.tui.signs import Signs


class Everywhere(App[int]):
    """The keys that work on every screen; what they work on is made by the class that extends it."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_of(Scope.EVERYWHERE)

    session: Session
    settings: Settings
    keys: Keys
    keys_file: Path | None
    chosen_file: Path | None
    """Where the theme chosen last is remembered."""
    signs: Signs
    wanted_theme: str
    """The theme asked for, which may be none that there is."""
    plain: bool
    """Whether only ASCII is drawn."""

    def faults(self) -> list[str]:
        """What was left out of the user's own files, in sentences."""
        found = [*self.settings.faults, *self.keys.faults]
        if self.wanted_theme not in self.available_themes:
            found.append(f"no theme is called {self.wanted_theme}; reviewer-dark is used")
        return found

    def say(self, said: Said | None) -> None:
        """An answer on the screen that is seen."""
        screen = self.screen
        if isinstance(screen, Acting):
            screen.say(said)

    async def _on_key(self, event: events.Key) -> None:
        """A letter that no widget took: typed early, it belongs to the field; else it may be a command."""
        screen = self.screen
        letter = event.character if event.is_printable else None
        if letter is not None and isinstance(screen, Acting) and screen.typed_early(letter):
            event.prevent_default()

    def action_do(self, name: str) -> None:
        """The actions that work everywhere."""
        getattr(self, "do_" + BY_ID[name].id.replace(".", "_"))()

    def do_help(self) -> None:
        """Help for the screen that is seen."""
        from reviewer.tui.screens.reading import Reading
        from reviewer.tui.show.help import help_lines

        screen = self.screen
        scopes = screen.SCOPES if isinstance(screen, Acting) else ()
        policy, keys = self.session.desk.policy, self.keys
        where = str(self.keys_file or keys_path())
        make = partial(
            help_lines, scopes, keys, policy, self.signs, ascii_only=self.plain, keys_file=where, faults=self.faults()
        )
        place = scopes[0].value if scopes else "reviewer"
        self.push_screen(Reading(f"Help: {place}", make))

    def do_palette(self) -> None:
        """Every command of the screen that is seen."""
        from reviewer.tui.screens.palette import Palette, commands_of

        below = self.screen
        if isinstance(below, Palette) or not isinstance(below, Acting):
            return

        def chosen(name: str | None) -> None:
            if name is None:
                return
            if name.startswith("theme:"):
                self.choose_theme(name.removeprefix("theme:"))
            elif below.offers(BY_ID[name]):
                below.action_do(name)
            else:
                self.action_do(name)

        self.push_screen(Palette(commands_of(self, below)), chosen)

    def choose_theme(self, name: str) -> None:
        """Another theme, from now on."""
        self.theme = name
        if self.chosen_file is not None:
            remember(self.chosen_file, self.settings, name)
        for screen in self.screen_stack:
            if isinstance(screen, Acting) and screen.drawable:
                screen.draw_again()

    def action_help_quit(self) -> None:
        """ctrl+c says how to leave instead of leaving."""
        self.say(Said(f"{self.keys.first('quit')} leaves the program", Tone.PLAIN))
