"""A picture of the screen, made by the program itself: `python -m reviewer.tui.picture docs/screen.svg`.

Opens a copy of the workspace in the current folder, so that no verdict of its own shows and none is left behind there.
"""

from __future__ import annotations

import asyncio
import re
import shutil
import sys
import tempfile
from pathlib import Path

from reviewer.errors import ReviewerError
from reviewer.tui.app import ReviewerApp
from reviewer.workspace import Workspace

SIZE = (120, 38)
"""Columns and lines."""
KEYS = ("c", "c", "s", "s", "J")
"""Four claims of the sample are judged; the fifth is open, with the match that contradicts it."""

SETTLES = 1.0
"""Seconds after the last key until the counts, which are asked beside it, stand there too."""


async def take(
    folder: Path, path: Path, size: tuple[int, int] = SIZE, keys: tuple[str, ...] = KEYS, theme: str | None = None
) -> None:
    """Writes an SVG of the screen of the workspace in `folder`, after these keys, to `path`."""
    with tempfile.TemporaryDirectory() as copy:
        place = Path(copy) / "newsroom"
        shutil.copytree(folder / "examples", place / "examples")
        shutil.copy(folder / "claims.yaml", place)
        with Workspace.open(place, me="ann", via="flag") as workspace:
            workspace.update()
            app = ReviewerApp(workspace, theme=theme, update=False)
            async with app.run_test(size=size) as pilot:
                await pilot.pause()
                await pilot.press(*keys)
                await pilot.pause(SETTLES)
                path.write_text(_offline(app.export_screenshot(title="reviewer")), encoding="utf-8")


def _offline(svg: str) -> str:
    """The picture without the fonts that it would fetch from elsewhere; a reader's own stand in, blanks stay."""
    svg = svg.replace("<svg ", '<svg xml:space="preserve" ', 1)
    return re.sub(r"@font-face\s*{.*?}\s*", "", svg, flags=re.DOTALL).replace("Fira Code", "monospace")


def main(arguments: list[str]) -> int:
    """Takes the picture of the workspace in the current folder."""
    if len(arguments) != 1:
        sys.stderr.write("usage: python -m reviewer.tui.picture FILE.svg\n")
        return 2
    try:
        asyncio.run(take(Path(), Path(arguments[0])))
    except (OSError, ReviewerError) as error:
        sys.stderr.write(f"no picture was taken: {error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
