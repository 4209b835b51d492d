"""Attribution by verbs: "NP said (that) …", "…, NP said", "…, said NP", ", saying …"."""

from __future__ import annotations

import re

from reviewer.extract.attribution_phrases import source_end
from reviewer.extract.cues import (
    ADDRESSED,
    DOCUMENTS,
    INVERTED,
    NO_SUBJECT,
    PHRASAL,
    PLAIN,
    ROLES,
    SAYING,
    SHOWING,
    STANCE,
    SUBORDINATE,
    THINKING,
)
from reviewer.extract.phrases import (
    Form,
    Group,
    Range,
    clause_at,
    main_verb,
    nearest_phrase,
    simple_phrase_after,
    subject,
    verb_groups,
)
from reviewer.extract.scenes import Attribution, Scene
from reviewer.extract.verbs import base_of

_PASSIVE = re.compile(r"[Bb]R*L$")
_CIRCUMSTANCE = re.compile(
    r"(?:R*(?:P|t|Dt|Jt|Rt)[^VMHBAqQ,;:ZW]{0,14}?)(?=Z|[,:]?q|,?Z)"  # in a notice on its website on Sunday that
    r"|(?:(?:P|J|D|R)?t+[R]?(?:t|#)?)(?=[DXNIJ#])"  # on Monday the …
)
_REASONING = frozenset({"put", "give", "name"})
_TIME = re.compile(r"R?(?:P?[JD]?t+#?)")


def by_verbs(scene: Scene) -> list[Attribution]:
    """Every verb that tells of saying, thinking or showing, with its source."""
    found: list[Attribution] = []
    for group in verb_groups(scene.tags):
        if group.first < scene.floor or scene.quoted[group.head]:
            continue
        attribution = _judge(scene, group, found)
        if attribution:
            found.append(attribution)
    return found


def _judge(scene: Scene, group: Group, before: list[Attribution]) -> Attribution | None:
    tags, lows = scene.tags, scene.tagged.lows
    base = base_of(lows[group.head])
    following = lows[group.last : group.last + 1]
    if (base == "add" and following == ("to",)) or (base == "continue" and not _quotes(scene, group)):
        return None
    phrasal = group.last < len(lows) and f"{base}-{lows[group.last]}" in PHRASAL
    if not (base in SAYING or base in STANCE or phrasal):
        return _as_reason(scene, group, before) if base in _REASONING and group.form is Form.FINITE else None
    passive = bool(_PASSIVE.search(tags[group.first : group.last]))
    if group.form in (Form.INFINITIVE, Form.BARE) or (passive and group.form is Form.FINITE):
        return None
    if group.form is Form.PARTICIPLE:
        return _participle(scene, group, base, before) if tags[group.head] == "G" else None
    return (
        _after_quotation(scene, group, base)
        or _inverted(scene, group, base)
        or _joined(scene, group, base, before)
        or _preposed(scene, group, base)
    )


def _quotes(scene: Scene, group: Group) -> bool:
    """Whether a quotation stands right beside a verb, or a colon follows it."""
    before = scene.quoted[: group.first]
    return (
        any(before[-6:])
        or scene.tags[group.last : group.last + 1] == ":"
        or any(scene.quoted[group.last : group.last + 3])
    )


def source_of(scene: Scene, group: Group) -> Range | None:
    """The subject of a verb, where it can be somebody's."""
    found = subject(scene.tagged, group.first, scene.floor)
    if found is None:
        return None
    first, last = found
    lows = scene.tagged.lows
    while first < last and scene.tags[first] in "KR":
        first += 1
    if first >= last or (last - first == 1 and lows[first] in NO_SUBJECT) or last - first > 30:
        return None
    if any(scene.quoted[first:last]) and scene.tags[first] != "D":
        return None
    return first, last


def _as_reason(scene: Scene, group: Group, before: list[Attribution]) -> Attribution | None:
    """Reasons that are given: "gave as a reason that …", "as a reason put the fact the sites …"."""
    lows, tags = scene.tagged.lows, scene.tags
    near = range(max(scene.floor, group.first - 3), min(group.last + 4, scene.end))
    if not any(lows[i] in ("reason", "reasons", "grounds", "justification", "explanation") for i in near):
        return None
    for i in range(group.last, min(group.last + 6, scene.end - 3)):
        if lows[i] == "fact" or tags[i] == "Z":
            start = i + 2 if tags[i + 1] == "Z" else i + 1
            first = group.first
            while first > scene.floor and tags[first - 1] in "SDNP" and tags[first] != "K":
                first -= 1
            source = (before[-1].source if before else None) or _main_subject(scene, first)
            if source and clause_at(tags, start):
                return Attribution("joined", (first, i + 1), source, ((start, scene.end),))
    return None


def speaks(scene: Scene, source: Range) -> bool:
    """Whether a source names somebody: a name, a person, a body of people."""
    tags, lows = scene.tags, scene.tagged.lows
    first, last = source
    if last - first == 1 and lows[first] in ("i", "we", "you", "it", "there"):
        return False
    return any(tags[i] == "X" or lows[i] in ROLES for i in range(first, last))


def _after_quotation(scene: Scene, group: Group, base: str) -> Attribution | None:
    """What is said comes first: "…, the ministry said."."""
    if base not in SAYING:
        return None
    source = source_of(scene, group)
    if source is None or source[0] <= scene.floor:
        return None
    tags = scene.tags
    mark = tags[source[0] - 1]
    left = scene.trimmed(scene.opening, source[0])
    if tags[source[0]] in "WZ":
        return None
    if mark not in ",Q?!-" or left is None or not _closes(scene, group, base):
        return None
    if mark == "," and scene.tags[group.last : group.last + 1] == "," and not scene.quoted[source[0] - 1]:
        return _interposed(scene, group, source, left)
    spoken = scene.quoted[source[0] - 1]
    known = base in PLAIN or base in INVERTED or tags[group.last : group.last + 1] in ("", ".")
    if not spoken and (not (known or speaks(scene, source)) or left[1] - left[0] < 3):
        return None
    if not spoken and (scene.tagged.lows[left[0]] in SUBORDINATE or not re.search(r"[VMHBA]", tags[left[0] : left[1]])):
        return None
    return Attribution("after", (group.first, group.last), source, _with_rest(scene, left, group.last))


def _interposed(scene: Scene, group: Group, source: Range, left: Range) -> Attribution | None:
    """The saying in the middle: "The museum, he said, would open"."""
    right = scene.trimmed(group.last + 1, scene.end)
    if right is None:
        return Attribution("after", (group.first, group.last), source, (left,))
    complete = re.search(r"[VMHBA]", scene.tags[left[0] : left[1]])
    if complete and scene.tags[right[0]] in "GSWP":
        return Attribution("after", (group.first, group.last), source, (left,))
    if not complete and not re.search(r"[VMHBA]", scene.tags[right[0] : right[1]]):
        return None
    return Attribution("interposed", (group.first, group.last), source, (left, right))


def _hearer(scene: Scene, at: int, base: str) -> int:
    """Where the hearer ends that follows "told"; `at` if none does."""
    if base not in ADDRESSED or at >= len(scene.tags) or scene.tags[at] not in "DNXOJ#":
        return at
    end = simple_phrase_after(scene.tags, at)
    described = re.compile(r"W[^Z;:.qQ]{1,14}(?=Z)").match(scene.tags, end) if end else None
    end = described.end() if described else end
    return end if end and not re.match(r"R*[MHBAV]", scene.tags[end:]) else at


def _closes(scene: Scene, group: Group, base: str) -> bool:
    """Whether the saying is over after its verb: a mark, a day, a place, but no clause of its own."""
    at = _hearer(scene, group.last, base)
    rest = scene.tags[at:]
    if not rest or rest[0] in ".,;:?!-Q)":
        return True
    if rest[0] in "PTRtSGJD" and not clause_at(scene.tags, at):
        return not re.match(r"[^,.;q]*Z", rest) and not re.match(r"R*(?:q|Z)", rest)
    return bool(_TIME.match(rest))


def _with_rest(scene: Scene, left: Range, after: int) -> tuple[Range, ...]:
    """The first part and, where the quotation goes on after the saying, its second part."""
    for i in range(after, min(after + 12, scene.end)):
        if scene.tags[i] == "q" and scene.tags[i - 1] in ",.:;":
            rest = scene.trimmed(i, scene.end)
            return (left, rest) if rest else (left,)
        if scene.tags[i] in "VMHBAG":
            break
    return (left,)


def _inverted(scene: Scene, group: Group, base: str) -> Attribution | None:
    """The verb before its subject: "…, said the ministry"."""
    tags = scene.tags
    if base not in INVERTED or group.first <= scene.floor or tags[group.first - 1] not in ",Q?!-":
        return None
    if group.last >= len(tags) or tags[group.last] not in "DNXJI#" or group.last - group.first > 1:
        return None
    end = source_end(scene, group.last)
    left = scene.trimmed(scene.opening, group.first)
    if end is None or left is None or clause_at(tags, group.last) or any(scene.quoted[group.last : end]):
        return None
    if tags[group.last] == "t" or (end < len(tags) and tags[end] == "Z"):
        return None
    if not scene.quoted[group.first - 1] and not speaks(scene, (group.last, end)):
        return None
    rest = scene.trimmed(end + 1, scene.end) if re.compile(r",R*[VMHBA]").match(tags, end) else None
    contents = (
        (left, rest) if rest and not re.search(r"[VMHBA]", tags[left[0] : left[1]]) else _with_rest(scene, left, end)
    )
    return Attribution("inverted", (group.first, group.last), (group.last, end), contents)


def _joined(scene: Scene, group: Group, base: str, before: list[Attribution]) -> Attribution | None:
    """A second saying of the same source: "… and said …", "and continued by adding …"."""
    at = group.first
    if at < 1 or scene.tags[at - 1] not in "KR":
        return None
    joint = at - 1
    while joint > 0 and scene.tags[joint] == "R":
        joint -= 1
    if scene.tags[joint] != "K" or (base not in SAYING and base not in STANCE):
        return None
    told = next((a for a in reversed(before) if any(first < at <= last for first, last in a.contents)), None)
    source = told.source if told else _subject_before(scene, joint)
    states = base in SAYING and _statement_follows(scene, group, base)
    content = scene.trimmed(_content_start(scene, group, base) if states else group.last, scene.end)
    if content is None or source is None or not (states or speaks(scene, source)):
        return None
    return Attribution("joined", (at, group.last), source, (content,), states=states)


def _subject_before(scene: Scene, joint: int) -> Range | None:
    """The subject of the finite verb nearest before a conjunction; of a coordinated one, that of the verb before."""
    groups = [g for g in verb_groups(scene.tags[:joint]) if g.form is Form.FINITE and g.first >= scene.floor]
    for group in reversed(groups):
        if not scene.quoted[group.first]:
            found = source_of(scene, group)
            if found:
                return found
    return None


def _statement_follows(scene: Scene, group: Group, base: str) -> bool:
    start = _content_start(scene, group, base)
    if start >= scene.end:
        return False
    if scene.tags[start - 1] == "Z" or scene.quoted[start] or scene.tags[start] == "q":
        return True
    if scene.tags[start] in "BHMA":
        return False
    if base == "say":
        told = start + len(re.split(r",R?G", scene.tags[start : scene.end])[0])
        verb = main_verb(scene.tags, start, told)
        own = verb is not None and not re.search(r"[WZ]R*$", scene.tags[start : verb.first])
        return scene.tags[start] not in ".,;:?!)Q-" and own
    return (base in PLAIN or scene.tags[start] == "I") and clause_at(scene.tags, start)


def _content_start(scene: Scene, group: Group, base: str) -> int:
    """Where what is said begins: after the hearer, the place and day of saying, and "that"."""
    tags = scene.tags
    at = group.last
    while at < len(tags) and tags[at] == "R" and scene.tagged.lows[at] in ("also", "later", "earlier", "again", "out"):
        at += 1
    at = _hearer(scene, at, base)
    aside = _CIRCUMSTANCE.match(tags, at)
    if aside and not any(scene.quoted[at : aside.end()]):
        at = aside.end()
    while at < len(tags) and tags[at] in ",:":
        at += 1
    return at + 1 if at < len(tags) and tags[at] == "Z" else at


def _preposed(scene: Scene, group: Group, base: str) -> Attribution | None:
    """The usual order: "NP said (that) …"; what follows "said:" may stand in the next sentence.

    What a counted share says ("74 percent of voters said …") is a finding as a whole, "I think …" an opinion, and what
    a thing shows ("this case demonstrates that …") the writer's own.
    """
    if base in SAYING and scene.tags[group.last :] in (":", ":."):
        source = source_of(scene, group)
        return Attribution("before", (group.first, group.last), source, ()) if source else None
    if base not in SAYING or not _statement_follows(scene, group, base):
        return None
    source = source_of(scene, group)
    content = scene.trimmed(_content_start(scene, group, base), scene.end)
    if source is None or content is None:
        return None
    words = scene.tagged.lows[source[0] : source[1]]
    whole = "#" in scene.tags[source[0] : source[1]] or (base in THINKING and words in (("i",), ("we",)))
    shows = base in SHOWING and not speaks(scene, source) and not any(word in DOCUMENTS for word in words)
    states = scene.quoted[content[0]] or not (whole or shows)
    return Attribution("before", (group.first, group.last), source, (content,), states=states)


def _participle(scene: Scene, group: Group, base: str, before: list[Attribution]) -> Attribution | None:
    """A further saying hung on the sentence: ", saying that …", ", accusing her of …"."""
    at = group.first
    if at > scene.floor and base == "say" and scene.tags[at - 1] in "NX#" and _statement_follows(scene, group, base):
        start = nearest_phrase(scene.tags, at, scene.floor)
        content = scene.trimmed(_content_start(scene, group, base), scene.end)
        return (
            Attribution("participle", (at, group.last), (start, at), (content,))
            if start is not None and content
            else None
        )
    if at <= scene.floor or scene.tags[at - 1] not in ",KSPQ-" or base not in SAYING | STANCE:
        return None
    source = next((a.source for a in reversed(before) if a.source), None) or _main_subject(scene, at)
    states = base in SAYING and _statement_follows(scene, group, base)
    content = scene.trimmed(_content_start(scene, group, base) if states else group.last, scene.end)
    if source is None or content is None or not (states or scene.tags[at - 1] == ","):
        return None
    return Attribution("participle", (at, group.last), source, (content,), states=states)


def _main_subject(scene: Scene, limit: int) -> Range | None:
    for group in verb_groups(scene.tags[:limit]):
        if group.form is Form.FINITE and group.first >= scene.floor and not scene.quoted[group.first]:
            return source_of(scene, group)
    return None
