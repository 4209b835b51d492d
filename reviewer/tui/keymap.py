"""Which keys call which action: the registry, the project's verdict keys, and a user's `keys.yaml` over both."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

from reviewer.model.policy import KEYS, Policy
from reviewer.model.verdict import Value
from reviewer.tui.actions import ACTIONS, BY_ID, Action, Scope, verdict_id

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
_LIMIT = 64 * 1024
_DEEPEST = 3


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
    project = {
        verdict_id(value): _project_key(value, key) for value, key in policy.keys.items() if key != KEYS.get(value)
    }
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
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return {}, []
    except OSError as error:
        return {}, [f"{path}: cannot be read ({error.strerror}); the built-in keys hold"]
    if len(data) > _LIMIT:
        return {}, [f"{path}: larger than {_LIMIT} bytes; the built-in keys hold"]
    return read_keys(data, str(path))


def read_keys(data: bytes, path: str) -> tuple[dict[str, tuple[str, ...]], list[str]]:
    """Keys by action id from a flat YAML mapping `verdict.supported: "s"` or `[s, "1"]`, and the faults by line."""
    import yaml

    found: dict[str, tuple[str, ...]] = {}
    faults: list[str] = []
    try:
        text = data.decode("utf-8")
        refused = _refused(yaml.parse(text, Loader=yaml.SafeLoader))
        if refused:
            return {}, [f"{path}: {refused}"]
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        place = f"{path}:{mark.line + 1}" if mark else path
        return {}, [f"{place}: not readable as YAML; put signs such as ! or ~ in quotes"]
    if root is None:
        return {}, []
    if not isinstance(root, yaml.MappingNode):
        return {}, [f"{path}:1: must be a list of lines like `verdict.supported: s`"]
    for name, value in root.value:
        place = f"{path}:{name.start_mark.line + 1}"
        fault = _take(name, value, found)
        if fault:
            faults.append(f"{place}: {fault}")
    return found, faults


def _refused(events: Iterable[object]) -> str:
    """What a list of keys has no need of: aliases, and nesting, which a parser pays dearly for."""
    import yaml

    depth = 0
    for event in events:
        if isinstance(event, yaml.AliasEvent):
            return "no aliases here; write every key out"
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            return "nested too deeply; a line is a name and its keys"
    return ""


def _take(name: object, value: object, found: dict[str, tuple[str, ...]]) -> str:
    """Take one line in; what is wrong with it, or ""."""
    import yaml

    if not isinstance(name, yaml.ScalarNode) or name.value not in BY_ID:
        word = name.value if isinstance(name, yaml.ScalarNode) else "?"
        near = get_close_matches(str(word), BY_ID, 1)
        return f"no action is called {word!r}" + (f"; did you mean {near[0]}?" if near else "")
    if name.value in found:
        return f"{name.value} stands here a second time"
    nodes = value.value if isinstance(value, yaml.SequenceNode) else [value]
    keys = tuple(node.value.strip() for node in nodes if isinstance(node, yaml.ScalarNode))
    if len(keys) != len(nodes) or not keys or not all(_is_key(key) for key in keys):
        return f"{name.value} needs a key, or several in [brackets]"
    found[name.value] = keys
    return ""


def _is_key(key: str) -> bool:
    """A character, or a name such as `ctrl+p`, `space`, `f2`."""
    if len(key) == 1:
        return key.isprintable() and key not in " ,"
    return key.isascii() and all(part.isidentifier() or len(part) == 1 for part in key.split("+"))
