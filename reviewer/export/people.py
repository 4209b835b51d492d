"""People in a file: their names, or numbers from which nothing leads back to a name."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from reviewer.export.inputs import PersonInput
from reviewer.export.plain import as_dict, as_list, as_text

PSEUDONYM = "person-"


class People:
    """Labels for actors, given in order of first appearance.

    With `names` the label is the person's name (a second bearer of one name gets " (2)"); without, or where a name is
    not here, it is `person-1`, `person-2`, …: the number says only who came first in this file.
    """

    def __init__(self, persons: Iterable[PersonInput], *, names: bool) -> None:
        self._names = names
        self._person_of: dict[str, PersonInput] = {actor: person for person in persons for actor in person.actors}
        self._label_of: dict[str, str] = {}
        self._shown: dict[str, PersonInput] = {}

    def label(self, actor: str) -> str:
        """How the file calls the person behind this actor id."""
        known = self._label_of.get(actor)
        if known is not None:
            return known
        person = self._person_of.get(actor, PersonInput((actor,), ""))
        name = self._free(person.name) if self._names and person.name else self._pseudonym()
        self._shown[name] = person
        self._label_of.update(dict.fromkeys(person.actors, name))
        return name

    def shown(self) -> tuple[tuple[str, PersonInput], ...]:
        """Everybody who got a label so far, in that order."""
        return tuple(self._shown.items())

    def records(self) -> list[dict[str, Any]]:
        """The `persons` of a file's header."""
        return [{"name": name, "actors": sorted(person.actors)} for name, person in self._shown.items()]

    def _free(self, name: str) -> str:
        label, number = name, 1
        while label in self._shown:
            number += 1
            label = f"{name} ({number})"
        return label

    def _pseudonym(self) -> str:
        number = len(self._shown) + 1
        while f"{PSEUDONYM}{number}" in self._shown:
            number += 1
        return f"{PSEUDONYM}{number}"


class KnownPeople(People):
    """The same from the header of a file; anybody whom it does not name has the label ""."""

    def __init__(self, records: Any) -> None:
        super().__init__((), names=True)
        for record in map(as_dict, as_list(records)):
            for actor in as_list(record.get("actors")):
                self._label_of[as_text(actor)] = as_text(record.get("name"))

    def label(self, actor: str) -> str:
        """How the file calls the person behind this actor id; "" where it does not."""
        return self._label_of.get(actor, "")
