"""From the command to the screen and back: the exit code, and a sentence where the program broke."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from reviewer.text.visible import visible
from reviewer.tui import crash
from reviewer.tui.app import ReviewerApp

if TYPE_CHECKING:
    from pathlib import Path

    from reviewer.tui.desk import Desk
    from reviewer.tui.settings import Settings


def run_app(
    desk: Desk,
    *,
    ascii_only: bool,
    theme: str | None,
    keys_file: Path | None,
    settings: Settings | None = None,
    chosen_file: Path | None = None,
) -> int:
    """Run until the person leaves; the exit code."""
    app = ReviewerApp(
        desk, ascii_only=ascii_only, theme=theme, keys_file=keys_file, settings=settings, chosen_file=chosen_file
    )
    code = app.run()
    if app.failed:
        print(visible(crash.sentence(app.crashed)), file=sys.stderr)
        return 1
    return code or 0
