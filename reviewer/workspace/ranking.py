"""Why a claim is ranked as it is, by the model in force and by the shipped one."""

from __future__ import annotations

from reviewer.errors import NotFound
from reviewer.extract.describing import things_of
from reviewer.extract.worth import SHIPPED_WORTH, Worth
from reviewer.model.claim import Extraction
from reviewer.workspace import models
from reviewer.workspace.desk import Desk
from reviewer.workspace.standing import extraction_of, read_extraction
from reviewer.workspace.views import Ranking


def ranking(desk: Desk, claim_id: str) -> Ranking:
    """What raised or lowered a claim, in both models; every reason by itself.

    Raises:
        NotFound: no such claim, or its text is not here.
    """
    entry = desk.db.corpus.entry(claim_id)
    if entry is None:
        raise NotFound(f"no claim {claim_id}", next_step="reviewer claims lists them")
    if desk.policy().hide_scores:
        return Ranking(hidden=True)
    claim = entry.claim
    event = extraction_of(desk, claim.version)
    context = read_extraction(desk, event) if event is not None else Extraction((), ())
    things = things_of(claim, desk.text(claim.version), context)
    found = models.in_force(desk, "worth")
    model = found.model if isinstance(found.model, Worth) else SHIPPED_WORTH
    reasons, shipped = model.reasons(things, claim.quote), SHIPPED_WORTH.reasons(things, claim.quote)
    told = Ranking(model.score(reasons), reasons, SHIPPED_WORTH.score(shipped), shipped, remark=found.remark)
    if not model.learned:
        return told
    return Ranking(
        told.score,
        told.reasons,
        told.shipped_score,
        told.shipped_reasons,
        learned=True,
        event=found.event,
        at=found.at,
        person=desk.name_of(found.person),
        examples=found.examples,
        remark=found.remark,
    )
