"""Names of one source are united where exactly one candidate stands; agencies are missing originals."""

from __future__ import annotations

import pytest

from reviewer.model.claim import ClaimantRole
from reviewer.workspace.originals import _united
from tests.workspace.workspace_tools import Folder

INFORMANT, AGENCY = ClaimantRole.INFORMANT, ClaimantRole.AGENCY


@pytest.mark.parametrize(
    ("names", "united"),
    [
        (["the dam authority", "the orrin dam authority"], {"the dam authority": "the orrin dam authority"}),
        (["the council", "the district council", "the city council"], {}),
        (["quist", "mara quist"], {"quist": "mara quist"}),
        (["quist", "mara quist", "tom quist"], {}),
        (
            ["mara teld, a spokeswoman for the authority", "mara teld, a spokeswoman for the orrin dam authority"],
            {"mara teld, a spokeswoman for the authority": "mara teld, a spokeswoman for the orrin dam authority"},
        ),
        (["the authority", "mara teld, a spokeswoman for the authority"], {}),
    ],
)
def test_a_short_name_goes_with_the_one_longer_name_that_it_can_mean(names: list[str], united: dict[str, str]):
    assert _united(dict.fromkeys(names, INFORMANT)) == united


def test_an_agency_is_not_united_with_an_informant():
    assert _united({"wire": AGENCY, "the marlin wire": INFORMANT}) == {}


def test_an_agency_that_is_only_said_to_report_is_a_missing_original(folder: Folder):
    folder.write("articles/told.txt", "Ferry fares rise\n\nFares will rise by 12 percent in May, Reuters reported.\n")
    with folder.open() as desk:
        desk.update()
        reuters = [source for source in desk.originals() if source.name == "Reuters"]
    assert [source.missing for source in reuters] == [True]
