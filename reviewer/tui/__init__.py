"""The review screen. Textual is imported only when it runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reviewer.tui.desk import Desk


def run(workspace: Desk, *, ascii: bool = False, theme: str | None = None) -> int:  # noqa: A002
    """Show the review screen on an open workspace until the person leaves.

    Args:
        workspace: an open `reviewer.workspace.Workspace`.
        ascii: True for signs that every terminal has.
        theme: the name of a theme; None takes the one chosen last, else the one of the user's settings, else our dark.

    Returns:
        0, or 1 where the program broke; then the terminal is as it was and the details are in a file.
    """
    from reviewer.tui.keymap import keys_path
    from reviewer.tui.running import run_app
    from reviewer.tui.settings import chosen_path, read_settings, settings_path

    return run_app(
        workspace,
        ascii_only=ascii,
        theme=theme,
        keys_file=keys_path(),
        settings=read_settings(settings_path()),
        chosen_file=chosen_path(),
    )
