"""What stood, for the verifier of a bundle: who had which right, who is who, which acts hold, where each claim stands.

Written a second time on purpose, short and without the program's own modules: docs/log.md, 6, as a stranger would read
it. A test holds it against `reviewer/log` on made-up histories. `assemble.py` puts it into verify.py.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from reviewer.log.rules import DEFAULTS, quorum, stricter, wanted

Event = dict[str, Any]
RANK = ("observer", "reviewer", "adjudicator", "owner")
OPEN_TO_ALL = ("genesis", "actor", "key", "undo", "export", "witness")
NEEDS_RIGHT = {
    **dict.fromkeys(("actor", "role", "key", "policy", "reveal", "erase"), "owner"),
    **dict.fromkeys(("adjudication", "assign", "reopen"), "adjudicator"),
}
OTHERS = frozenset(("article", "version", "extraction", "block", "date", "signoff", "given", "revise", "verdict"))
OTHERS |= frozenset(("answer", "note", "postpone", "decision", "lineage", "train"))
VALUES = ("supported", "refuted", "conflicting", "not_enough_evidence", "not_a_claim")


class Rights:
    """Which events count (rules 1 and 5), and which actors are one person (rule 4)."""

    def __init__(self, events: Mapping[str, Event], own: str) -> None:
        self.events = events
        self.roles = {name: event for name, event in events.items() if event["type"] == "role"}
        self.begun = [event for event in events.values() if event["type"] == "genesis"]
        self.seen = [event for event in events.values() if event["type"] == "witness"]
        self.top = min(self.founding(event) for event in self.begun if event["log"] == own)
        self.valid: dict[str, Event] = {}
        # What takes a right itself needs one: judged in rounds, each by the answer of the one before.
        for _ in range(len(self.roles) + 2):
            grown = self.grow()
            if grown.keys() == self.valid.keys():
                break
            self.valid = grown
        self.person = self.persons()

    def founding(self, genesis: Event) -> str:
        """The founding that a log leads to."""
        joins = genesis["data"]["joins"]
        return self.founding(self.events[joins]) if joins in self.events else str(joins or genesis["hash"])

    def joined(self, log: str, valid: Mapping[str, Event]) -> bool:
        """Of the same founding, or begun by somebody who was given a role."""
        begun = [event for event in self.begun if event["log"] == log]
        given = {each["data"]["actor"] for each in valid.values() if gives(each, each["data"]["actor"], "observer")}
        return any(self.founding(event) == self.top or event["by"] in given for event in begun)

    def grow(self) -> dict[str, Event]:
        """The role events that hold, if those of the round before can take rights away."""
        valid: dict[str, Event] = {}
        while True:
            found = [
                event
                for name, event in self.roles.items()
                if name not in valid and self.joined(event["log"], valid) and self.granted(event, "owner", valid)
            ]
            if not found:
                return valid
            valid |= {event["hash"]: event for event in found}

    def granted(self, event: Event, least: str, valid: Mapping[str, Event]) -> bool:
        """Whether the right that an event names gives it, and its log did not know by then that it was taken."""
        right, by = event["data"]["right"], event["by"]
        founded = right == self.top and right in self.events
        grants = self.events[right]["by"] == by if founded else right in valid and gives(valid[right], by, least)
        return grants and not any(
            taker["data"]["actor"] == by
            and right in reached(taker, self.of_actor(by))
            and not gives(taker, by, least)
            and self.before(taker, event)
            for taker in self.valid.values()
        )

    def of_actor(self, actor: str) -> dict[str, Event]:
        """The role events for an actor that hold."""
        return {name: event for name, event in self.valid.items() if event["data"]["actor"] == actor}

    def before(self, one: Event, other: Event) -> bool:
        """Whether the log of `other` had recorded `one` before it, or witnessed it."""
        if one["log"] == other["log"]:
            return bool(one["seq"] < other["seq"])
        seen = (each["data"] for each in self.seen if each["log"] == other["log"] and each["seq"] < other["seq"])
        return any(data["log"] == one["log"] and data["size"] >= one["seq"] for data in seen)

    def observes(self, event: Event) -> bool:
        """Whether its log knew by then that its author only reads."""
        known = [role for role in self.of_actor(event["by"]).values() if self.before(role, event)]
        taken: set[str] = set().union(*(reached(role, self.of_actor(event["by"])) for role in known))
        left = [each["data"]["role"] for each in known if each["hash"] not in taken and not each["data"]["revoked"]]
        return set(left) == {"observer"}

    def counts(self, event: Event) -> bool:
        """Whether the event is in any state at all."""
        kind, data = event["type"], event["data"]
        if event["v"] != 1 or kind not in (*OPEN_TO_ALL, *NEEDS_RIGHT, *OTHERS):
            return False
        if kind == "role":
            return event["hash"] in self.valid
        if not self.joined(event["log"], self.valid):
            return False
        if kind in NEEDS_RIGHT and data["right"] is not None:
            return self.granted(event, NEEDS_RIGHT[kind], self.valid)
        if kind in ("actor", "key") and data["actor"] != event["by"]:
            return False
        return kind in OPEN_TO_ALL or not self.observes(event)

    def persons(self) -> dict[str, str]:
        """Actor to person: one where each names the other, or where an owner says so."""
        own: dict[str, set[str]] = {}
        pairs: list[tuple[str, str]] = []
        said = [event for event in self.events.values() if event["type"] == "actor" and self.counts(event)]
        registers: dict[tuple[str, bool], dict[str, Event]] = {}
        for event in said:
            about = (event["data"]["actor"], event["data"]["right"] is not None)
            registers.setdefault(about, {})[event["hash"]] = event
        for (actor, by_owner), events in registers.items():
            taken: set[str] = set().union(*(reached(event, events) for event in events.values()))
            same = {other for name, event in events.items() if name not in taken for other in event["data"]["same"]}
            own.setdefault(actor, set()).update(() if by_owner else same)
            pairs += [(actor, other) for other in same if by_owner]
        pairs += [(one, other) for one, same in own.items() for other in same if one in own.get(other, ())]
        person: dict[str, str] = {}
        for one, other in pairs:
            least, most = sorted((person.get(one, one), person.get(other, other)))
            person |= {actor: least for actor in {one, other, *person} if person.get(actor, actor) == most}
        return person


def gives(role: Event, actor: str, least: str) -> bool:
    """Whether a role event gives this actor so much."""
    data = role["data"]
    return data["actor"] == actor and not data["revoked"] and RANK.index(data["role"]) >= RANK.index(least)


def reached(event: Event, events: Mapping[str, Event]) -> set[str]:
    """What an event replaces, directly or through these others."""
    found: set[str] = set()
    waiting = list(event["data"]["replaces"])
    while waiting:
        if (name := waiting.pop()) not in found:
            found.add(name)
            waiting += events[name]["data"]["replaces"] if name in events else ()
    return found


class Standing:
    """Which acts hold (rules 2 and 3), in which round (6), and where a claim stands by them."""

    def __init__(self, events: Iterable[Event], own: str) -> None:
        self.all = {event["hash"]: event for event in events}
        self.own = self.before(own)
        self.rights = Rights(self.all, own)
        self.events = {name: event for name, event in self.all.items() if self.counts(event)}
        self.undos: dict[str, list[Event]] = {}
        for event in self.of_type("undo"):
            for name in event["data"]["undoes"] or [event["data"]["batch"]]:
                self.undos.setdefault(name, []).append(event)
        self.acts: dict[tuple[str, str], list[Event]] = {}
        for kind in ("verdict", "adjudication", "note", "reopen"):
            for event in self.of_type(kind):
                self.acts.setdefault((event["data"]["claim"], kind), []).append(event)
        self.revised = {old for event in self.of_type("revise") if self.live(event) for old in event["data"]["revises"]}
        self.texts = {event["data"]["version"]: event["data"]["text"] for event in self.of_type("version")}
        self.erased = {sha for event in self.of_type("erase") for sha in event["data"]["blobs"]}

    def before(self, own: str) -> set[str]:
        """The log of the export, and those that it goes on from."""
        begun = {event["log"]: event for event in self.all.values() if event["type"] == "genesis"}
        found: set[str] = set()
        while own in begun and own not in found:
            found.add(own)
            own = (begun[own]["data"]["continues"] or {"log": ""})["log"]
        return found

    def counts(self, event: Event) -> bool:
        """Whether it counts; without a right nobody assigns to others."""
        if event["type"] == "assign" and event["data"]["right"] is None and event["data"]["actor"] is not None:
            to = self.rights.person.get(event["data"]["actor"], event["data"]["actor"])
            return to == self.who(event) and self.rights.counts(event)
        return self.rights.counts(event)

    def of_type(self, kind: str) -> Iterator[Event]:
        """The events of one type that count."""
        return (event for event in self.events.values() if event["type"] == kind)

    def who(self, event: Event) -> str:
        """The person who acted; several actors may be one."""
        return self.rights.person.get(str(event["by"]), str(event["by"]))

    def live(self, event: Event) -> bool:
        """Nothing live of the same person undoes it; a redo undoes the undo. What has no `batch` cannot be undone."""
        if "batch" not in event["data"]:
            return True
        batch = event["data"].get("batch") if event["type"] != "undo" else None
        undos = self.undos.get(event["hash"], []) + self.undos.get(batch or "", [])
        return not any(self.who(undo) == self.who(event) and self.live(undo) for undo in undos)

    def register(self, event: Event) -> tuple[Any, ...]:
        """What the act is about: only acts of one register replace each other."""
        data = event["data"]
        own = "" if event["type"] == "adjudication" else self.who(event)
        return own, data["about"], data["round"], data.get("stated") is not None

    def current(self, claim: str, kind: str, about: str = "") -> list[Event]:
        """The acts on a claim that hold; verdicts and adjudications of the present round, notes of all."""
        acts = [act for act in self.acts.get((claim, kind), []) if not about or act["data"]["about"] == about]
        groups: dict[tuple[Any, ...], dict[str, Event]] = {}
        for act in acts:
            groups.setdefault(self.register(act), {})[act["hash"]] = act
        found = []
        for group in groups.values():
            alive = [act for act in group.values() if self.live(act)]
            taken: set[str] = set().union(*(reached(act, group) for act in alive))
            found += [act for act in alive if act["hash"] not in taken]
        return [
            act for act in found if kind == "note" or act["data"]["round"] == self.round(claim, act["data"]["about"])
        ]

    def round(self, claim: str, about: str) -> int:
        """The present round: each live reopening begins one."""
        reopened = [event for event in self.acts.get((claim, "reopen"), []) if event["data"]["about"] == about]
        return max((event["data"]["round"] for event in reopened if self.live(event)), default=1)

    def rules_of(self, event: Event) -> Mapping[str, Any]:
        """The house rules that a verdict was given under."""
        named = event["data"]["policy"]
        if named is None:
            return DEFAULTS
        policy = self.all.get(named)
        if policy is None or policy["type"] != "policy":
            return {**DEFAULTS, "blind": True}
        found: Mapping[str, Any] = policy["data"]["rules"]
        return found if named in self.events else self.in_force()

    def in_force(self) -> Mapping[str, Any]:
        """The stricter of each rule of the policies that nobody replaced."""
        policies = {event["hash"]: event for event in self.of_type("policy")}
        taken: set[str] = set().union(*(reached(event, policies) for event in policies.values()))
        return stricter(event["data"]["rules"] for name, event in policies.items() if name not in taken)

    def of_round(self, claim: str, about: str, number: int) -> list[Event]:
        """Verdicts of a round by the persons themselves."""
        acts = [act for act in self.acts.get((claim, "verdict"), []) if act["data"]["stated"] is None]
        return [act for act in acts if act["data"]["about"] == about and act["data"]["round"] == number]

    def sealed(self, verdict: Event) -> bool:
        """Whether its words were given to nobody: a blind round that nothing opened."""
        claim, about, number = (verdict["data"][name] for name in ("claim", "about", "round"))
        said = self.of_round(claim, about, number)
        live = [act for act in said if self.live(act)]
        blind = self.rules_of(verdict)["blind"] or any(self.rules_of(act)["blind"] for act in live)
        return bool(blind) and not any(
            claim in event["data"]["claims"] and event["data"]["about"] == about and event["data"]["round"] == number
            for event in self.of_type("reveal")
            if event["data"]["right"] is not None or self.is_full(claim, said, event["data"]["basis"])
        )

    def is_full(self, claim: str, said: Iterable[Event], basis: Collection[str]) -> bool:
        """Whether the verdicts that opened a round are of as many persons as were wanted."""
        named = [act for act in said if act["hash"] in basis]
        return len({self.who(act) for act in named}) >= wanted(stricter(map(self.rules_of, named)), claim)

    def standing(self, claim: str, about: str, values: Mapping[str, str], earlier: Any = ()) -> tuple[str, str | None]:
        """Status and value. `values`: of acts by hash, if here; `earlier`: claims with its words in earlier texts."""
        verdicts = self.said(claim, about, earlier := earlier if self.round(claim, about) == 1 else ())
        own = [act for act in verdicts if act["data"]["stated"] is None]
        value = {act["hash"]: None if self.sealed(act) else values.get(act["hash"]) for act in verdicts}
        last = {
            values.get(act["hash"])
            for act in next(filter(None, (self.current(name, "adjudication", about) for name in (claim, *earlier))), [])
            if self.holds(act, own, value, values)
        }
        if last:
            return ("decided", last.pop()) if len(last) == 1 else ("split", None)
        if earlier and all(act["data"]["claim"] != claim for act in verdicts):
            claim = earlier[-1]  # its rules are those of the text that was judged first
        live = [act for act in self.of_round(claim, about, self.round(claim, about)) if self.live(act)]
        rules = stricter(map(self.rules_of, live)) if live else self.in_force()
        said: dict[str, set[str | None]] = {}
        for act in own:
            said.setdefault(self.who(act), set()).add(value[act["hash"]])
        if any(map(self.sealed, own)) or len(said) < wanted(rules, claim):
            return "in_review" if said else "open", None
        votes = [next(iter(each)) for each in said.values() if len(each) == 1]
        most = max((votes.count(vote) for vote in VALUES), default=0)
        first = [vote for vote in VALUES if votes.count(vote) == most]
        agreed = most >= quorum(rules, claim) and len(first) == 1
        return ("decided", first[0]) if agreed else ("split", None)

    def said(self, claim: str, about: str, earlier: Iterable[str]) -> list[Event]:
        """Verdicts that count: on the claim, and of persons without one the latest on the same words before."""
        found: list[Event] = []
        for name in (claim, *earlier):
            judged = {self.who(act) for act in found if act["data"]["stated"] is None}
            found += (act for act in self.current(name, "verdict", about) if self.who(act) not in judged)
        return found

    def holds(self, act: Event, own: list[Event], value: Mapping[str, str | None], value_of: Mapping[str, str]) -> bool:
        """Whether an adjudication needs no other look (rule 9)."""
        basis = act["data"]["basis"]
        return (
            value_of.get(act["hash"]) is not None
            and all(name in value and (value[name] is not None or self.sealed(self.all[name])) for name in basis)
            and all(each["hash"] in basis for each in own)
        )

    def judged(self) -> set[str]:
        """Claims with a verdict or adjudication that holds."""
        return {claim for claim, kind in self.acts if kind in ("verdict", "adjudication") and self.current(claim, kind)}

    def read_here(self, claim: str) -> bool:
        """Whether the own log took in the text of the claim; what another machine read may not be here."""
        versions = self.versions(claim)
        return any(
            event["log"] in self.own and event["data"]["version"] in versions for event in self.of_type("version")
        )

    def text_erased(self, claim: str) -> bool:
        """Whether the text of the claim was erased: then no record of it can be made."""
        return any(self.texts.get(version) in self.erased for version in self.versions(claim))

    def versions(self, claim: str) -> set[str]:
        """The texts that the claim was judged on."""
        acts = [act for kind in ("verdict", "adjudication") for act in self.acts.get((claim, kind), [])]
        return {act["data"]["version"] for act in acts}
