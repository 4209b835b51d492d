"""Claim records and everything around them that an export needs before it is written (docs/format.md)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from reviewer.export.claim_part import check_part, claim_part, corroboration_part, match_part, text_part
from reviewer.export.inputs import RecordInput
from reviewer.export.people import People
from reviewer.export.plain import told
from reviewer.export.said import Words, in_history, judgement
from reviewer.log.event import Event
from reviewer.model.verdict import About, Status

_ARTICLES = ("quote", "prefix", "suffix")
_MACHINES = (
    "text",
    "kind",
    "span",
    "carried",
    "sentence",
    "rule",
    "needs_context",
    "worth",
    "claimants",
    "quantities",
    "moments",
    "names",
    "matches",
    "inner",
    "checked",
    "corroboration",
    "standing",
    "needs_look",
    "stands_for",
    "now",
)
_PEOPLES = ("verdicts", "adjudications", "notes", "postponed", "revises", "revised_by", "history")
_CUT = ("kind", "span", "carried")
"""What a claim given by hand or by another program has from there."""


def claim_record(given: RecordInput, here: Words, people: People) -> dict[str, Any]:
    """The whole record of one claim; plain values, no fractions."""
    record = claim_part(given)
    claim = given.claim.id
    record |= {
        "matches": [match_part(match, claim, here, people) for match in given.matches],
        "inner": [match_part(match, claim, here, people) for match in given.inner],
        "checked": [check_part(check, claim, here, people) for check in given.checked],
        "corroboration": corroboration_part(given.corroboration) if given.corroboration is not None else None,
        "standing": _standing(given),
    }
    for key, events in (
        ("verdicts", given.verdicts),
        ("adjudications", given.adjudications),
        ("notes", given.notes),
    ):
        record[key] = [_judged(event, given, here, people) for event in events]
    record |= {
        "needs_look": given.needs_look.get("", ""),
        "postponed": given.postponed,
        "revises": list(given.revises),
        "revised_by": list(given.revised_by),
        "stands_for": [text_part(text) for text in given.stands_for],
        "now": text_part(given.now) if given.now is not None else None,
        "rests_on": [event.hash for event in _rests_on(given)],
        "history": [in_history(item.event, here, people, live=item.live, counts=item.counts) for item in given.history],
    }
    record = told(record)
    return record | {"made_by": _made_by(record, given)}


def extracted(given: RecordInput) -> dict[str, Any]:
    """The record of a claim without a workspace: words and, where claims were compared, matches."""
    return claim_record(given, Words(lambda _: None, (), lambda *_: ""), People((), names=False))


def cited(given: RecordInput) -> Iterable[Event]:
    """Every event that the record of this claim cites, some perhaps more than once."""
    yield from _rests_on(given)
    yield from given.verdicts
    yield from given.adjudications
    yield from given.notes
    yield from (item.event for item in given.history)
    for check in given.checked:
        yield from (check.imported, *check.versions)
    for match in (*given.matches, *given.inner, *(check.match for check in given.checked)):
        yield from match.decisions
        if match.lineage is not None:
            yield from match.lineage.decisions


def decided(given: RecordInput) -> bool:
    """Whether content or attribution is decided."""
    return Status.DECIDED in given.statuses.values()


def status_word(given: RecordInput) -> str:
    """Under which word a claim that is left out is counted: its status for content, else for attribution."""
    for about in (About.CONTENT, About.ATTRIBUTION):
        if about in given.statuses:
            return given.statuses[about].value
    return Status.OPEN.value


def _rests_on(given: RecordInput) -> tuple[Event, ...]:
    return (*given.article_events, *((given.given,) if given.given is not None else ()))


def _standing(given: RecordInput) -> dict[str, Any]:
    standing = {}
    for about in About:
        if about in given.statuses:
            value = given.values.get(about)
            status = given.statuses[about]
            shown = value.value if value is not None and status is Status.DECIDED else None
            look = given.needs_look.get(about.value, "")
            standing[about.value] = told({"status": status.value, "value": shown, "needs_look": look})
    return standing


def _judged(event: Event, given: RecordInput, here: Words, people: People) -> dict[str, Any]:
    entry = judgement(event, given.claim.id, here, people)
    look = given.needs_look.get(event.hash)
    return entry | {"needs_look": look} if look else entry


def _made_by(record: Mapping[str, Any], given: RecordInput) -> dict[str, list[str]]:
    """Which keys of the record are whose. Every key but the ids, digests and this one stands in one of the lists."""
    machine, person = list(_MACHINES), list(_PEOPLES)
    program: list[str] = []
    if given.given is not None:
        into = program if given.given.data.get("source") == "import" else person
        into += [key for key in (*_CUT, *(("text",) if given.text else ())) if key in machine]
    elif given.text:
        person.append("text")
    article = [*_ARTICLES, *(("text",) if record["text"] == given.claim.quote and not given.text else ())]
    lists = {"article": article, "person": person, "program": program}
    taken = {key for keys in lists.values() for key in keys}
    lists["machine"] = [key for key in machine if key not in taken]
    made = {who: [key for key in record if key in lists[who]] for who in ("article", "machine", "person", "program")}
    made["person"] += _decided_by_people(record)
    return told(made)


def _decided_by_people(record: Mapping[str, Any]) -> list[str]:
    found = []
    for key in ("matches", "inner", "checked"):
        matches = record.get(key, ())
        if any("decided" in match for match in matches):
            found.append(f"{key}.decided")
        if any("decided" in match.get("lineage", {}) for match in matches):
            found.append(f"{key}.lineage.decided")
    return found
