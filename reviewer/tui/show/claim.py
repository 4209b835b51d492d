"""The judging panel: what is asked, who says so, what is counted and when, what was said of it, and the keys."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from reviewer.model.claim import Claimant, ClaimantRole
from reviewer.model.moment import Moment, MomentRole
from reviewer.model.policy import Policy
from reviewer.model.quantity import Quantity
from reviewer.model.verdict import LABELS, About, Status, Value
from reviewer.text.visible import code_points
from reviewer.tui.actions import verdict_id
from reviewer.tui.cells import clip
from reviewer.tui.keymap import Keys
from reviewer.tui.pending import Pending
from reviewer.tui.runs import BLANK, Line, Run, clipped, flow, joined, run
from reviewer.tui.show.changed import change_runs
from reviewer.tui.show.said import basis_runs, evidence_words, one_line, precedent_runs, value_runs
from reviewer.tui.signs import SHORT, SHORTEST, STATUS_WORDS, Signs
from reviewer.workspace.views import ClaimView, PrecedentView, VerdictView

_LABEL_CELLS = 10
_TYPES = {"adjudication": "last word", "note": "note"}
_LOW = 6
"""Rows of a panel in which the question may take two lines only; its words stand in the article above."""
_PRECEDENTS = 2
"""Similar claims told in the panel; all of them stand among the matches."""
_DOT = Run(" · ", "dim")


@dataclass(frozen=True, slots=True)
class Panel:
    """What the judging panel is drawn from."""

    view: ClaimView
    about: About
    pending: Pending
    policy: Policy
    keys: Keys
    signs: Signs
    unsaved: str = ""
    """In words, when the last act on this claim was not saved."""
    numbers: Mapping[str, str] = field(default_factory=dict)
    """Short numbers by id, of the claims that are evidence here."""
    others: tuple[str, ...] = ()
    """Names of those who have the claim open too."""
    departing: Value | None = None
    """The verdict that was pressed once and departs from a precedent."""
    text: str = ""
    """The article's text, for words that the claim needs from elsewhere."""
    closed: bool = False
    """Whether nothing can be judged here: the workspace is read-only."""


@dataclass(frozen=True, slots=True)
class _Section:
    """Lines that stand or fall together; a lower rank is kept longer."""

    rank: int
    lines: list[Line]
    low: bool = False
    """Right above the keys, whatever room there is."""


def claim_lines(panel: Panel, width: int, height: int) -> list[Line]:
    """The panel in at most `height` lines: the question and the keys always, the rest by worth."""
    sections = _sections(panel, width, height)
    room = height - 1
    kept: set[int] = set()
    for i, section in sorted(enumerate(sections), key=lambda pair: pair[1].rank):
        if len(section.lines) <= room or section.rank == 0:
            kept.add(i)
            room -= len(section.lines)
    shown = [section for i, section in enumerate(sections) if i in kept]
    lines = [line for section in shown if not section.low for line in section.lines]
    low = [line for section in shown if section.low for line in section.lines]
    # The keys stand in the last row always: what never moves is found without looking.
    return [*lines, *[BLANK] * (height - len(lines) - len(low) - 1), *low, keys_line(panel, width)]


def _sections(panel: Panel, width: int, height: int) -> list[_Section]:
    view = panel.view
    return [
        *(_Section(1, lines) for lines in _banners(panel, width, height)),
        *(_Section(rank, _labelled(label, runs, width)) for rank, label, runs in change_runs(view, panel.keys)),
        _Section(0, flow([Run(_question(panel), "strong")], width, indent=1, most=3 if height > _LOW else 2)),
        _Section(2, _labelled("says", _who(view.claim.claimants), width)),
        _Section(3, _labelled("numbers", _numbers(view), width)),
        _Section(3, _labelled("dates", _dates(view), width)),
        _Section(4, _labelled("copies", _copies(panel), width)),
        _Section(6, _labelled("context", _context(view), width)),
        _Section(7, _labelled("article", _article(view), width)),
        _Section(7, _labelled("hidden", _hidden(view.row.quote), width)),
        *(_Section(rank, lines) for rank, lines in _said(panel, width)),
        _Section(5, _labelled("other", _other(panel), width)),
        _Section(2 if view.unanswered(panel.policy) else 4, _labelled("answers", _answers(panel), width)),
        _Section(1, _labelled("waiting", _waiting(panel, 40 if height <= _LOW else 120), width)),
        *(_Section(1 if one.identical else 4, _precedent(panel, one, width), low=True) for one in _precedents(panel)),
    ]


def _question(panel: Panel) -> str:
    asked = panel.view.questions.get(panel.about)
    return run(asked or f"Is it so that “{panel.view.row.words}”?").text


def _labelled(label: str, runs: Sequence[Run], width: int) -> list[Line]:
    if not runs:
        return []
    head = Run(label.ljust(_LABEL_CELLS), "dim")
    return flow([head, *runs], width, indent=1, hang=1 + _LABEL_CELLS, most=3)


def _banners(panel: Panel, width: int, height: int) -> list[list[Line]]:
    view, signs = panel.view, panel.signs
    most = {"bad": 3 if height >= _LOW else 2, "warn": 2}
    told: list[tuple[str, str, str]] = []
    if panel.unsaved:
        told.append(("!", "bad", f"not saved: {panel.unsaved}"))
    if view.row.needs_look:
        told.append((signs.look, "warn", f"needs another look: {view.row.needs_look}"))
    for opened in view.reopened:
        if opened.about is panel.about:
            why = f": {opened.reason}" if opened.reason else ""
            told.append((signs.look, "warn", f"reopened by {opened.person}, round {opened.round}{why}"))
    if panel.departing is not None:
        key = panel.keys.first(verdict_id(panel.departing))
        label = panel.policy.labels.get(panel.departing, LABELS[panel.departing])
        told.append(("!", "warn", f"not saved yet: {label} departs from what was said; {key} again saves it"))
    if panel.others:
        has = "has" if len(panel.others) == 1 else "have"
        told.append((signs.here, "warn", f"{', '.join(panel.others)} {has} this claim open too"))
    if view.statuses.get(panel.about) is Status.SPLIT:
        key = panel.keys.first("claim.adjudicate")
        told.append((signs.split, "warn", f"reviewers split: an adjudicator decides ({key} shows them side by side)"))
    if view.postponed is not None:
        why = f": {view.postponed}" if view.postponed else ""
        told.append(
            (signs.postponed, "warn", f"postponed{why} ({panel.keys.first('claim.postpone')} takes it up again)")
        )
    if view.revised_by:
        told.append((signs.look, "warn", "revised: a later cut of these words is listed too"))
    return [
        flow([Run(f"{sign} ", role), run(words, role)], width, indent=1, hang=3, most=most[role])
        for sign, role, words in told
    ]


def _who(claimants: Sequence[Claimant]) -> list[Run]:
    links = []
    for link in claimants:
        words = [run(link.name, "strong" if link.role is ClaimantRole.INFORMANT else "plain")]
        if link.implicit:
            words.append(Run(" (probably)", "warn"))
        if link.open:
            words.append(Run(" (which one is open)", "warn"))
        links.append(words)
    return joined(links, Run(" ← ", "dim"))


def _numbers(view: ClaimView) -> list[Run]:
    return joined([[run(_number(quantity, view))] for quantity in view.claim.quantities], _DOT)


def _number(quantity: Quantity, view: ClaimView) -> str:
    """Sign, value and unit; where the words name no value ("many boats"), the words."""
    span = view.claim.span
    if quantity.value is None and span.contains(quantity.span):
        return f"“{quantity.span.shifted(-span.start).of(view.row.quote)}”"
    return quantity.shown


def _dates(view: ClaimView) -> list[Run]:
    return joined([_date(moment, view) for moment in view.claim.moments], _DOT)


def _date(moment: Moment, view: ClaimView) -> list[Run]:
    role = Run("said " if moment.role is MomentRole.SAID else "happened ", "dim")
    span = view.claim.span
    words = moment.span.shifted(-span.start).of(view.row.quote) if span.contains(moment.span) else ""
    named = [run(f"“{words}” ")] if words else []
    if moment.first is None:
        return [role, *named, run(moment.why_open or "open", "warn")]
    days = moment.first if moment.first == moment.last else f"{moment.first} to {moment.last}"
    return [role, *named, run(days)]


def _copies(panel: Panel) -> list[Run]:
    view = panel.view
    parts: list[list[Run]] = []
    if view.copies and panel.policy.copies:
        numbers = ", ".join(row.number for row in view.copies)
        parts.append([run(f"one key also covers {numbers} (same words, same text)")])
    if view.differing_copies and panel.policy.copies:
        numbers = ", ".join(row.number for row in view.differing_copies)
        parts.append([run(f"not {numbers}: the words differ", "warn")])
    return joined(parts, _DOT)


def _context(view: ClaimView) -> list[Run]:
    return [run(view.claim.needs_context, "warn")] if view.claim.needs_context else []


def _article(view: ClaimView) -> list[Run]:
    """What is worth knowing of the article as a whole: remarks, who signed it off, that it left the project."""
    article = view.article
    parts = [[run(words, "warn")] for words in article.remarks]
    if not article.in_project:
        parts.append([Run("no longer in the project file", "warn")])
    for signoff in article.signoffs:
        skipped = f", {signoff.skipped} skipped" if signoff.skipped else ""
        look = f"; needs another look: {signoff.needs_look}" if signoff.needs_look else ""
        parts.append(
            [run(f"signed off by {signoff.person} {signoff.at[:10]}{skipped}{look}", "warn" if look else "plain")]
        )
    if article.assigned:
        parts.append([run(f"assigned to {article.assigned}")])
    return joined(parts, _DOT)


def _hidden(quote: str) -> list[Run]:
    found = code_points(quote)
    if not found:
        return []
    names = ", ".join(name for _, name in found[:6])
    more = f" and {len(found) - 6} more" if len(found) > 6 else ""
    return [run(f"this claim holds characters that cannot be seen: {names}{more}", "warn")]


def _said(panel: Panel, width: int) -> list[tuple[int, list[Line]]]:
    """Status and words of persons, each with its rank: a last word comes before what it was given on."""
    said = [v for v in (*panel.view.adjudications, *panel.view.verdicts, *panel.view.notes) if v.about is panel.about]
    status = panel.view.statuses.get(panel.about, Status.OPEN)
    lines = [
        (
            2 if verdict.type == "adjudication" else 5,
            _labelled(_TYPES.get(verdict.type, "verdict"), _one_said(panel, verdict), width),
        )
        for verdict in said
    ]
    changed = [v for change in panel.view.changes for v in change.said]
    earlier = [v for v in (*changed, *(v for one in panel.view.reopened for v in one.said)) if v.about is panel.about]
    lines += [(5, _labelled("earlier", _one_said(panel, verdict), width)) for verdict in earlier]
    if status is not Status.OPEN or said:
        on = next((v.given_on for v in said if v.given_on and not v.needs_look), "")
        told = [[run(STATUS_WORDS[status])], *([[run(f"given on {on}")]] if on else [])]
        lines.insert(0, (5, _labelled("status", joined(told, _DOT), width)))
    return lines


def _other(panel: Panel) -> list[Run]:
    """What I said of the question that is not asked now, and the key that asks it."""
    mine = next((v for v in panel.view.verdicts if v.mine and v.about is not panel.about and v.value is not None), None)
    if mine is None:
        return []
    asked = "they did say so" if mine.about is About.ATTRIBUTION else "it is so"
    value = value_runs(mine.value, panel.policy, panel.signs)
    return [run(f"that {asked}: "), *value, run(f" ({panel.keys.first('verdict.about')} asks that)", "dim")]


def _one_said(panel: Panel, verdict: VerdictView) -> list[Run]:
    value = value_runs(verdict.value, panel.policy, panel.signs)
    who = run("you" if verdict.mine else verdict.person, "strong")
    parts = [[who, *([Run(" "), *value] if value else [])]]
    if verdict.rationale:
        parts.append([run(f"“{one_line(verdict.rationale)}”")])
    if verdict.private:
        parts.append([Run("private: ", "dim"), run(one_line(verdict.private))])
    parts.extend([[run(evidence_words(item, panel.numbers), "dim")] for item in verdict.evidence])
    if verdict.value is not None and not verdict.evidence:
        parts.append([Run("no evidence", "dim")])
    if verdict.difference:
        parts.append([Run("they differed: ", "dim"), run(verdict.difference)])
    if verdict.basis:
        parts.append([Run("rests on ", "dim"), *basis_runs(verdict.basis, panel.policy, panel.signs)])
    if verdict.stated_by:
        parts.append([run(f"stated by {verdict.stated_by} in a file", "warn")])
    if verdict.given_on:
        parts.append([run(f"given on {verdict.given_on}")])
    if verdict.needs_look:
        parts.append([run(f"{panel.signs.look} {verdict.needs_look}", "warn")])
    parts.append([run(verdict.at[:16].replace("T", " "), "dim")])
    return joined(parts, _DOT)


def _precedents(panel: Panel) -> tuple[PrecedentView, ...]:
    """Those that are told: what my verdict does not say too; while one departs, the ones that it departs from."""
    if panel.about is not About.CONTENT:
        return ()
    mine = _mine(panel)
    known = tuple(one for one in panel.view.precedents if one.value is not mine)
    if panel.departing is not None:
        known = tuple(one for one in known if one.identical and one.value is not panel.departing)
    return known[:_PRECEDENTS]


def _precedent(panel: Panel, one: PrecedentView, width: int) -> list[Line]:
    """A line right above the keys: what was said of a claim just like this, or in other words."""
    departs = panel.departing is not None
    label = run(("departs" if departs else "precedent").ljust(_LABEL_CELLS), "warn" if departs else "dim")
    told = precedent_runs(one, panel.policy, panel.signs)
    return flow([label, *told], width, indent=1, hang=1 + _LABEL_CELLS, most=1)


def _answers(panel: Panel) -> list[Run]:
    """Answers to the questions of the study, and the questions that wait."""
    told: list[list[Run]] = []
    for each in panel.view.answers:
        who = "" if each.mine else f" ({each.person})"
        told.append([Run(f"{each.question} ", "dim"), run(each.value + who)])
    left = panel.view.unanswered(panel.policy)
    if left:
        key = panel.keys.first("claim.questions")
        told.append([run(f"{', '.join(left)} to be answered ({key})", "warn")])
    return joined(told, _DOT)


def _waiting(panel: Panel, most: int) -> list[Run]:
    """What was written for the next verdict, the rationale in at most so many cells."""
    pending = panel.pending
    parts = []
    if pending.rationale:
        parts.append([Run("rationale ", "dim"), run(f"“{clip(one_line(pending.rationale), most)}”")])
    if pending.private:
        parts.append([Run("private note ", "dim"), run(clip(one_line(pending.private), most))])
    parts.extend([[run(evidence_words(item, panel.numbers))] for item in pending.evidence])
    return [*joined(parts, _DOT), Run(" (goes out with your verdict)", "dim")] if parts else []


def keys_line(panel: Panel, width: int) -> Line:
    """The five verdict keys; the verdict that stands is set off by its sign, brackets and colour."""
    mine = _mine(panel)
    for shorter, gap in (({}, "  "), (SHORT, "  "), (SHORTEST, " ")):
        runs: list[Run] = [Run(gap[1:])]
        for value in Value:
            label = panel.policy.labels.get(value, LABELS[value])
            label = shorter.get(value, label) if label == LABELS[value] else label
            runs += _key_runs(panel, value, label, gap, chosen=value is mine)
        runs[-1] = Run(runs[-1].text.rstrip(" "), runs[-1].role)
        whole = Line(tuple(runs))
        if whole.cells <= width:
            return whole
    return clipped(whole, width)


def _key_runs(panel: Panel, value: Value, label: str, gap: str, *, chosen: bool) -> list[Run]:
    """A key and its label; brackets take the place of blanks, so that nothing but the sign moves what follows."""
    key = run(panel.keys.first(verdict_id(value)), "off" if panel.closed else "key")
    if chosen:
        sign = f" {panel.signs.values[value]} {label}"
        return [Run("["), key, run(sign, f"strong {value.value}"), Run("]" + gap[1:])]
    return [key, Run(" "), run(label, "off" if panel.closed else "plain"), Run(gap)]


def _mine(panel: Panel) -> Value | None:
    mine = [v for v in panel.view.verdicts if v.mine and not v.stated_by and v.about is panel.about]
    return mine[-1].value if mine else None
