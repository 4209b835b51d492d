"""An export before and after its event: records and hashes first, then the proof that the log gives.

draft = make(setting, inputs, options, left_out={"open": 12})
event = append("export", draft.event_data)          # the workspace
claims_file.chunks(kind, draft, Proof(event, checkpoint, paths of draft.cited and of event))
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from reviewer.errors import ExportError
from reviewer.export.inputs import Options, PersonInput, RecordInput, Setting
from reviewer.export.people import People
from reviewer.export.plain import told
from reviewer.export.records import cited, claim_record, decided, status_word
from reviewer.export.said import ERASED, NAMES, PRIVATE_NOTES, SCREENS, SEALED, UNREADABLE, WITHHELD, Words, word_blobs
from reviewer.log import canonical, merkle
from reviewer.log.event import Event
from reviewer.model.policy import Policy
from reviewer.model.verdict import DEFINITIONS, LABELS, Value

FORMAT = "reviewer.claims/1"
EVENT_FORMAT = "claims"
"""What the `export` event calls this sort of file."""


@dataclass(frozen=True, slots=True)
class Draft:
    """All that a claims file says except its proof.

    `hashes` are those of the header and the claims, in this order; `event_data` is the `data` of the `export` event;
    `cited` every event that needs a path, by log and number; `blobs` what goes out with them, by sha256.
    """

    header: dict[str, Any]
    claims: tuple[dict[str, Any], ...]
    hashes: tuple[str, ...] = ()
    event_data: dict[str, Any] = field(default_factory=dict)
    cited: tuple[Event, ...] = ()
    blobs: Mapping[str, str] = field(default_factory=dict)
    options: Options = field(default_factory=Options)


def make(
    setting: Setting,
    inputs: Iterable[RecordInput],
    options: Options | None = None,
    left_out: Mapping[str, int] | None = None,
) -> Draft:
    """The draft of a verified-claims file.

    Args:
        setting: what stands around the records.
        inputs: the claims in the order of the file; with `options.decided` the undecided ones among them are counted
            and left out.
        options: what goes out.
        left_out: how many claims were not even given, by status.

    Raises:
        ExportError: a record that has no exact form (half a character in a title); names the claim.
    """
    options = options or Options()
    withheld = withheld_of(options)
    taken, omitted = _chosen(inputs, options, left_out or {})
    events = {event.hash: event for given in taken for event in cited(given)}
    store = _Store(setting, withheld, events.values())
    people = People(setting.persons, names=options.names)
    here = Words(store.blob, withheld, store.why)
    claims = tuple(claim_record(given, here, people) for given in taken)
    around = _around(setting, people)
    events |= {event.hash: event for event in around}
    blobs, absent = store.gathered(events.values())
    if options.texts:
        blobs |= {given.version.text_sha256: given.version.text for given in taken if given.version.text is not None}
    counts = _counts(taken, omitted)
    header = _header(setting, options, counts, people, withheld)
    rests_on, points = [event.hash for event in around], list(setting.checkpoints)
    header |= told({"rests_on": rests_on, "absent": absent, "checkpoints": points})
    hashes = tuple(_hash(record) for record in (header, *claims))
    data: dict[str, Any] = {"format": EVENT_FORMAT, "root": merkle.root(hashes), "counts": counts}
    data |= {"names": options.names, "private": options.private}
    return Draft(header, claims, hashes, data, _in_order(events.values()), blobs, options)


def plain(records: Iterable[dict[str, Any]], tool: str) -> Draft:
    """The draft of a file without proof: claims of files outside a workspace (`reviewer claims FILE --yaml`)."""
    return Draft(_first(tool) | {"definitions": _definitions(None)}, tuple(records))


def withheld_of(options: Options) -> list[str]:
    """What the options keep back. What was on the screen always is: the digest stands in the record."""
    kept = [] if options.names else [NAMES]
    return [*kept, *([] if options.private else [PRIVATE_NOTES]), SCREENS]


def counts_fit(counts: Any, written: int) -> bool:
    """Whether counts say that so many claims were written, and add up."""
    try:
        return bool(counts["written"] == written and counts["all"] == written + sum(counts["omitted"].values()))
    except (KeyError, TypeError, AttributeError):
        return False


def _counts(taken: list[RecordInput], omitted: Counter[str]) -> dict[str, Any]:
    return {
        "all": len(taken) + sum(omitted.values()),
        "decided": sum(1 for given in taken if decided(given)) + omitted.get("decided", 0),
        "written": len(taken),
        "omitted": {word: number for word, number in sorted(omitted.items()) if number},
    }


def _in_order(events: Iterable[Event]) -> tuple[Event, ...]:
    return tuple(sorted(events, key=lambda event: (event.log, event.seq, event.hash)))


def _first(tool: str) -> dict[str, Any]:
    return {"format": FORMAT, "tool": tool}


def _header(
    setting: Setting, options: Options, counts: Mapping[str, Any], people: People, withheld: list[str]
) -> dict[str, Any]:
    header = _first(setting.tool) | {
        "selection": "decided" if options.decided else "all",
        "names": options.names,
        "private": options.private,
        "texts": options.texts,
        "counts": counts,
        "definitions": _definitions(setting.policy),
    }
    return header | told({"rules": _rules(setting.policy), "persons": people.records(), "withheld": withheld})


def _definitions(policy: Policy | None) -> dict[str, dict[str, str]]:
    labels = policy.labels if policy is not None else LABELS
    return {value.value: {"label": labels.get(value, LABELS[value]), "means": DEFINITIONS[value]} for value in Value}


def _rules(policy: Policy | None) -> dict[str, Any] | None:
    if policy is None:
        return None
    return {
        "reviews": policy.reviews,
        "double": policy.double,
        "seed": policy.seed,
        "quorum": policy.quorum,
        "blind": policy.blind,
        "hide_scores": policy.hide_scores,
        "require_evidence": policy.require_evidence,
        "copies": policy.copies,
    }


def _around(setting: Setting, people: People) -> tuple[Event, ...]:
    """Cited events that belong to no record: those of the setting, and who the people are that the records name."""
    persons: Iterable[PersonInput] = (person for _, person in people.shown())
    events = {event.hash: event for person in persons for event in person.events}
    events |= {event.hash: event for event in setting.events}
    return _in_order(events.values())


class _Store:
    """Blobs as they may go out.

    Words that one event gives as a name or a private note are kept back everywhere, also where another event names the
    same blob as a rationale: nobody can have other people's private words exported by pointing at them.
    """

    def __init__(self, setting: Setting, withheld: Iterable[str], events: Iterable[Event]) -> None:
        self._setting = setting
        self._rules = frozenset(withheld)
        persons = (event for person in setting.persons for event in person.events)
        self._kept = {
            sha
            for event in (*events, *setting.events, *persons)
            for _, sha, rule in word_blobs(event)
            if rule in self._rules
        }

    def blob(self, sha: str) -> bytes | None:
        """The bytes of a blob that may go out."""
        return None if self._is_kept(sha) else self._setting.blob(sha)

    def _is_kept(self, sha: str) -> bool:
        return sha in self._kept or self._setting.kept_back(sha)

    def why(self, event: Event, sha: str) -> str:
        """Why `blob` has nothing for this event."""
        if self._is_kept(sha):
            return WITHHELD
        return SEALED if event.hash in self._setting.sealed else ERASED

    def gathered(self, events: Iterable[Event]) -> tuple[dict[str, str], dict[str, str]]:
        """(blobs that go out, sha256 to text; why single ones do not), each sorted."""
        blobs: dict[str, str] = {}
        absent: dict[str, str] = {}
        for event in events:
            for _, sha, rule in word_blobs(event):
                if rule in self._rules or sha in blobs:
                    continue
                body = self.blob(sha)
                if body is None:
                    absent[sha] = self.why(event, sha)
                    continue
                try:
                    blobs[sha] = body.decode("utf-8")
                except UnicodeDecodeError:
                    absent[sha] = UNREADABLE
        return dict(sorted(blobs.items())), dict(sorted(absent.items()))


def _chosen(
    inputs: Iterable[RecordInput], options: Options, left_out: Mapping[str, int]
) -> tuple[list[RecordInput], Counter[str]]:
    """(claims that go out, how many do not, by status)."""
    taken: list[RecordInput] = []
    omitted = Counter(left_out)
    for given in inputs:
        if options.decided and not decided(given):
            omitted[status_word(given)] += 1
        else:
            taken.append(given)
    return taken, omitted


def _hash(record: dict[str, Any]) -> str:
    try:
        return canonical.record_sha256(record)
    except canonical.NotCanonical as error:
        what = record.get("claim", "the header")
        raise ExportError(f"the record of {what} has no exact form: {error}", kept="nothing was written") from None
