"""Which keys call which action: the registry, the project's verdict keys, and a user's `keys.yaml` over both."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from reviewer.model.policy import KEYS, Policy
from reviewer.model.verdict import Value
from reviewer.tui import flat_yaml
from reviewer.tui.actions import ACTIONS, BY_ID, Action, Scope, last_word_id, verdict_id

SHOWN = {
    "question_mark": "?",
    "escape": "esc",
    "pagedown": "pgdn",
    "pageup": "pgup",
    "down": "↓",
    "up": "↑",
    "left": "←",
    "right": "→",
    "shift+down": "shift+↓",
    "shift+up": "shift+↑",
}
_NAMED = {"comma": ","}


@dataclass(frozen=True, slots=True)
class Keys:
    """Effective keys by action id, and what was wrong in the user's file, in sentences."""

    of: Mapping[str, tuple[str, ...]]
    overrides: Mapping[str, str] = field(default_factory=dict)
    faults: tuple[str, ...] = ()

    def shown(self, action: str, *, ascii_only: bool = False) -> str:
        """The keys of an action for people: `j/↓`."""
        return "/".join(self._name(key, ascii_only=ascii_only) for key in self.of[action]) or self.first("palette")

    def first(self, action: str, *, ascii_only: bool = False) -> str:
        """The main key of an action."""
        keys = self.of[action] or self.of["palette"]
        return self._name(keys[0], ascii_only=ascii_only)

    @staticmethod
    def _name(key: str, *, ascii_only: bool) -> str:
        name = SHOWN.get(key, _NAMED.get(key, key))
        return key if ascii_only and not name.isascii() else name


def keys_path() -> Path:
    """Where a user's own keys stand."""
    from platformdirs import user_config_path

    return user_config_path("reviewer") / "keys.yaml"


def keys_for(policy: Policy, path: Path | None = None) -> Keys:
    """The keys in force. A missing file is none; a faulty line is named and left out, the others hold."""
    own = {value: key for value, key in policy.keys.items() if key != KEYS.get(value)}
    project = {verdict_id(value): _project_key(value, key) for value, key in own.items()}
    project |= {last_word_id(value): (key,) for value, key in own.items()}
    user, faults = _read(path) if path is not None else ({}, [])
    defaults = {action.id: tuple(action.keys.split(",")) for action in ACTIONS}
    base, clashes = _given_way(defaults, project)
    keys, more = _laid_over(base, user, str(path))
    overrides = {name: ",".join(held) for name, held in keys.items() if held and held != defaults[name]}
    return Keys(keys, overrides, (*faults, *clashes, *more))


def _project_key(value: Value, key: str) -> tuple[str, ...]:
    digit = BY_ID[verdict_id(value)].keys.split(",")[-1]
    return (key, digit)


def _given_way(
    base: Mapping[str, tuple[str, ...]], project: Mapping[str, tuple[str, ...]]
) -> tuple[dict[str, tuple[str, ...]], list[str]]:
    """`base` with the project's verdict keys; they are the desk's word, so an action that had the key loses it."""
    result = dict(base) | dict(project)
    told: list[str] = []
    for name, keys in project.items():
        for key in keys:
            rival = _rival(BY_ID[name], key, result)
            if rival and rival not in project:
                result[rival] = tuple(other for other in result[rival] if other != key)
                left = "/".join(result[rival]) or "the palette (ctrl+p)"
                told.append(f"{key!r} is this project's key for {name}; {rival} is on {left}")
    return result, told


def _laid_over(
    base: Mapping[str, tuple[str, ...]], wanted: Mapping[str, tuple[str, ...]], where: str
) -> tuple[dict[str, tuple[str, ...]], list[str]]:
    """`base` with the wanted keys; one that another action of the same place keeps is refused and told."""
    result = dict(base) | dict(wanted)
    faults: list[str] = []
    for name, keys in wanted.items():
        for key in keys:
            rival = _rival(BY_ID[name], key, result)
            if rival:
                faults.append(f"{where}: {key!r} for {name} is also the key of {rival}; {name} keeps its own key")
                result[name] = base[name]
                break
    return result, faults


def _rival(action: Action, key: str, keys: Mapping[str, tuple[str, ...]]) -> str:
    """The other action that answers to this key where `action` does; "" if none."""
    near = {action.scope, Scope.EVERYWHERE} if action.scope is not Scope.EVERYWHERE else set(Scope)
    return next((a.id for a in ACTIONS if a.id != action.id and a.scope in near and key in keys[a.id]), "")


def _read(path: Path) -> tuple[dict[str, tuple[str, ...]], list[str]]:
    return _taken(flat_yaml.read_file(path, "the built-in keys hold"))


def read_keys(data: bytes, path: str) -> tuple[dict[str, tuple[str, ...]], list[str]]:
    """Keys by action id from a flat YAML mapping `verdict.supported: "s"` or `[s, "1"]`, and the faults by line."""
    return _taken(flat_yaml.read(data, path))


def _taken(flat: flat_yaml.Flat) -> tuple[dict[str, tuple[str, ...]], list[str]]:
    found: dict[str, tuple[str, ...]] = {}
    faults = list(flat.faults)
    for item in flat.items:
        if item.name not in BY_ID:
            faults.append(f"{item.place}: {flat_yaml.unknown('action', item.name, BY_ID)}")
        elif not item.values or not all(_is_key(key) for key in item.values):
            faults.append(f"{item.place}: {item.name} needs a key, or several in [brackets]")
        else:
            found[item.name] = item.values
    return found, faults


def _is_key(key: str) -> bool:
    """A character, or a name such as `ctrl+p`, `space`, `f2`."""
    if len(key) == 1:
        return key.isprintable() and key not in " ,"
    return key.isascii() and all(part.isidentifier() or len(part) == 1 for part in key.split("+"))
