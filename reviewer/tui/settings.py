"""What a user set for every workspace: `settings.yaml` in the platform's config folder, and the theme chosen last.

The file belongs to the user and is never written; the theme chosen on the palette is remembered in the platform's
state folder and holds until another one is chosen there, or until the file names another one than it did then.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from reviewer.tui import flat_yaml

_SIGNS = ("unicode", "ascii")


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings in force, and what was wrong in the file, in sentences. `editor` "": $VISUAL, else $EDITOR."""

    theme: str = ""
    ascii_only: bool = False
    editor: str = ""
    faults: tuple[str, ...] = ()


def settings_path() -> Path:
    """Where a user's own settings stand."""
    from platformdirs import user_config_path

    return user_config_path("reviewer") / "settings.yaml"


def chosen_path() -> Path:
    """Where the theme chosen last is remembered."""
    from reviewer.workspace.heads import state_folder
    from reviewer.workspace.places import THEME

    return state_folder() / THEME


def read_settings(path: Path) -> Settings:
    """The settings of a file. A missing file is none; a faulty line is named and left out, the others hold."""
    flat = flat_yaml.read_file(path, "the built-in settings hold")
    faults = list(flat.faults)
    made = Settings()
    for item in flat.items:
        take = _TAKES.get(item.name)
        if take is None:
            faults.append(f"{item.place}: {flat_yaml.unknown('setting', item.name, _TAKES)}")
            continue
        if len(item.values) != 1 or not item.values[0]:
            faults.append(f"{item.place}: {item.name} needs one value")
            continue
        taken = take(made, item.values[0])
        if isinstance(taken, str):
            faults.append(f"{item.place}: {taken}")
        else:
            made = taken
    return replace(made, faults=tuple(faults))


def _signs(made: Settings, word: str) -> Settings | str:
    if word not in _SIGNS:
        return f"signs is one of {', '.join(_SIGNS)}, not {word!r}"
    return replace(made, ascii_only=word == "ascii")


_TAKES: Mapping[str, Callable[[Settings, str], Settings | str]] = {
    "theme": lambda made, word: replace(made, theme=word),
    "signs": _signs,
    "editor": lambda made, word: replace(made, editor=word),
}


def remembered(path: Path, settings: Settings) -> str:
    """The theme that was chosen last, "" where none was or where the file of settings changed its mind since."""
    try:
        kept = json.loads(path.read_bytes()[: flat_yaml.LIMIT])
    except (OSError, ValueError, RecursionError):
        return ""
    if not isinstance(kept, dict) or kept.get("settings") != settings.theme:
        return ""
    chosen = kept.get("theme")
    return chosen if isinstance(chosen, str) else ""


def remember(path: Path, settings: Settings, theme: str) -> None:
    """Keeps the choice of a theme; where that cannot be written, it holds for this run."""
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps({"theme": theme, "settings": settings.theme}), encoding="ascii")
