"""Nobody has other people's private words exported by pointing at them from an event of their own."""

from __future__ import annotations

import pytest

from reviewer.model.verdict import Value
from reviewer.store.database import Draft
from reviewer.workspace import Workspace
from reviewer.workspace.files import verify_file
from tests.workspace.workspace_tools import UNION, WAGES, claim

SECRET = "the cook told me in confidence"


def point_at(desk: Workspace, target: str, blob: str) -> None:
    """A verdict on another claim whose rationale is the blob of somebody else."""

    def build(_: object) -> list[Draft]:
        (given,) = [act.event for act in desk.desk.db.decisions.acts_of_claim(target, types=("verdict",), current=True)]
        return [desk.desk.draft("verdict", {**given.data, "rationale": blob}, {})]

    desk.desk.act(build)


def blob_of(desk: Workspace, name: str, field: str) -> str:
    return next(act.event.data[field] for act in desk.desk.db.decisions.acts_of_type(name) if act.event.data[field])


@pytest.mark.parametrize(("option", "source"), [("private", ("note", "private")), ("names", ("actor", "name"))])
def test_words_that_an_event_outside_the_file_gives_as_private_stay_at_home(
    desk: Workspace, tmp_path, option: str, source: tuple[str, str]
):
    hidden, shown = claim(desk, UNION), claim(desk, WAGES)
    desk.note(hidden, private=SECRET)
    desk.verdict(shown, Value.SUPPORTED, rationale="see the report")
    point_at(desk, shown, blob_of(desk, *source))
    secret = SECRET if option == "private" else "\\nAda"
    assert secret not in desk.export("json", None).text
    path = tmp_path / "claims.json"
    desk.export("json", path)
    assert '"rationale": "withheld"' in path.read_text()
    assert verify_file(path).ok
    assert secret in desk.export("json", None, **{option: True}).text
