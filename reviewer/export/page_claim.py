"""One claim on the page of a bundle: its exact words, the verdict, who gave it, when, and on what evidence."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from reviewer.export.page_parts import (
    claimants,
    count,
    esc,
    facts,
    file_link,
    label,
    link,
    moment,
    reopened,
    standing,
)
from reviewer.export.plain import as_dict, as_list, as_text
from reviewer.model.comparison import SAYING_THE_SAME

AROUND = 280
"""Characters of the text shown before and behind a quote."""
_ACTS = {"adjudications": "Adjudication", "verdicts": "Verdict", "notes": "Note"}
_DONE = {
    "given": "Given",
    "revise": "Revised",
    "reopen": "Reopened",
    "reveal": "Round opened to all",
    "postpone": "Set aside",
    "answer": "Question answered",
} | {kind.removesuffix("s"): word for kind, word in _ACTS.items()}
_STATES = {"ambiguous": "stand there several times", "changed": "were changed", "lost": "stand there no more"}
_ABSENT = {
    "withheld": "withheld from this bundle",
    "sealed": "kept back until the blind round is closed",
    "erased": "erased",
    "unreadable": "cannot be read",
}


@dataclass(frozen=True, slots=True)
class Around:
    """What the page knows besides a record.

    `texts` by version; `numbers` and `quotes` of claims and names of `articles` by id; `files`: names of the evidence
    files in the bundle; `size` of the log.
    """

    header: Mapping[str, Any]
    texts: Mapping[str, str]
    numbers: Mapping[str, int]
    quotes: Mapping[str, str]
    articles: Mapping[str, str]
    files: Collection[str]
    size: str


def claim(record: Mapping[str, Any], around: Around) -> Iterator[str]:
    """The section of one judged claim."""
    number, value = around.numbers[as_text(record.get("claim"))], standing(around.header, record)
    yield f'<section id="claim-{number}"><h4>Claim {number}: {esc(value)}</h4>'
    before, quote, behind = _context(record, around.texts)
    yield f'<blockquote dir="auto">{esc(before)}<mark>{esc(quote)}</mark>{esc(behind)}</blockquote>'
    yield facts(_facts(record, around))
    for kind in ("adjudications", "verdicts", "notes"):
        entries = [as_dict(entry) for entry in as_list(record.get(kind))]
        if entries:
            yield f"<h5>{ {'adjudications': 'Adjudication', 'verdicts': 'Verdicts', 'notes': 'Notes'}[kind] }</h5>"
            yield '<ul class="acts">' + "".join(_act(kind, entry, around) for entry in entries) + "</ul>"
    yield from _checks(record)
    yield from _history(record, around)
    yield "</section>"


def _facts(record: Mapping[str, Any], around: Around) -> Iterator[tuple[str, str]]:
    attribution = as_dict(as_dict(record.get("standing")).get("attribution"))
    yield "Verdict", f'<span class="verdict">{esc(standing(around.header, record))}</span>'
    if attribution:
        yield "Did they say so", esc(standing(around.header, record, "attribution"))
    looks = [
        record.get("needs_look"),
        *(as_dict(x).get("needs_look") for x in as_dict(record.get("standing")).values()),
    ]
    yield "Opened again", "<br>".join(f"{esc(moment(each.get('at')))}: {_reason(each)}" for each in reopened(record))
    yield "Needs another look", esc("; ".join(dict.fromkeys(as_text(look) for look in looks if look)))
    yield "Who says so", esc(claimants(record))
    if record.get("text") != record.get("quote"):
        maker = "a person" if "text" in as_list(as_dict(record.get("made_by")).get("person")) else "a program"
        yield "To be read as", f'<span dir="auto">{esc(record.get("text"))}</span> (in the words of {maker})'
    yield "Corroboration", _corroboration(record, around)
    yield "Text since then", _other_texts(record)
    yield "Its words stand", _place(record, around)
    events = sum(len(as_list(record.get(kind))) for kind in _ACTS)
    if events:
        yield (
            "Recorded",
            esc(f"{count(events, 'act')} below, each an event that stands in the log by size {around.size}"),
        )
    yield "Id", f"<code>{esc(record.get('claim'))}</code>"


def _reason(entry: Mapping[str, Any]) -> str:
    why = _ABSENT.get(as_text(as_dict(entry.get("absent")).get("reason")))
    return f"the reason is {esc(why)}" if why else f'<span dir="auto">“{esc(entry.get("reason"))}”</span>'


def _place(record: Mapping[str, Any], around: Around) -> str:
    version, span = as_dict(record.get("version")), as_list(record.get("span"))
    name = f"texts/{as_text(version.get('id'))}.txt"
    text = (
        file_link(name, name) if as_text(version.get("id")) in around.texts else "the text, which is not in this bundle"
    )
    where = f"characters {esc(span[0])} to {esc(span[1])} of {text}" if len(span) == 2 else text
    return f"{where}, sha256 <code>{esc(version.get('text_sha256'))}</code>"


def _corroboration(record: Mapping[str, Any], around: Around) -> str:
    found = as_dict(record.get("corroboration"))
    if not found:
        return ""
    parts = [f"{esc(found.get('line'))} (found by a program, and no proof of truth)"]
    groups = [as_dict(group) for group in as_list(found.get("groups"))]
    if len(groups) > 1 or any(len(as_list(group.get("articles"))) > 1 for group in groups):
        told = (f"<li>{_names(group, around)}{_why(group)}</li>" for group in groups)
        parts.append(f"<ol>{''.join(told)}</ol>")
    against = [as_dict(item) for item in as_list(found.get("disagree"))]
    parts += [f"<br>Disagrees on {esc(at.get('slot'))}: {esc(_name(at.get('article'), around))}" for at in against]
    return "".join(parts)


def _names(group: Mapping[str, Any], around: Around) -> str:
    return "; ".join(esc(_name(article, around)) for article in as_list(group.get("articles")))


def _why(group: Mapping[str, Any]) -> str:
    return f": {esc(group['why'])}" if group.get("why") else ""


def _name(article: Any, around: Around) -> str:
    return around.articles.get(as_text(article), as_text(article))


def _other_texts(record: Mapping[str, Any]) -> str:
    parts = []
    if as_list(record.get("stands_for")):
        parts.append("Verdicts were given on an earlier text of this article, where the same words stand.")
    now = as_dict(record.get("now"))
    state = _STATES.get(as_text(now.get("state")))
    if state:
        parts.append(f"In the present text of the article these words {state}.")
    return esc(" ".join(parts))


def _act(kind: str, entry: Mapping[str, Any], around: Around) -> str:
    about = ", on whether they said so" if entry.get("about") == "attribution" else ""
    value = as_text(entry.get("value"))
    said = f": {label(around.header, value)}" if value else ""
    parts = [f'<p class="keep"><strong>{esc(_ACTS[kind] + about + said)}</strong> {_by(entry)}</p>']
    for field, title in (("rationale", "Reasons"), ("difference", "Why they differed"), ("private", "Private note")):
        if entry.get(field):
            parts.append(f'<p dir="auto">{title}: {esc(entry[field])}</p>')
    for field, why in as_dict(entry.get("absent")).items():
        parts.append(f"<p>{esc(field.capitalize())}: {esc(_ABSENT.get(as_text(why), as_text(why)))}.</p>")
    evidence = [_evidence(as_dict(item), around) for item in as_list(entry.get("evidence"))]
    if evidence:
        parts.append('<p class="keep">Evidence:</p><ol>' + "".join(f"<li>{each}</li>" for each in evidence) + "</ol>")
    elif kind != "notes" and "evidence" not in as_dict(entry.get("absent")):
        parts.append("<p>Evidence: none was given.</p>")
    if entry.get("needs_look"):
        parts.append(f"<p>Needs another look: {esc(entry['needs_look'])}</p>")
    parts.append(f'<p class="small">Event <code>{esc(entry.get("event"))}</code></p>')
    return f"<li>{''.join(parts)}</li>"


def _by(entry: Mapping[str, Any]) -> str:
    stated = as_dict(entry.get("stated"))
    if not stated:
        return f"by {esc(as_text(entry.get('person')))}, {esc(moment(entry.get('at')))}"
    whose = esc(as_text(stated.get("name")) or "somebody else")
    return (
        f"of {whose}, as {esc(as_text(entry.get('person')))} reports, {esc(moment(entry.get('at')))}; it does not count"
    )


def _evidence(item: Mapping[str, Any], around: Around) -> str:
    stance = {"supports": "For the claim", "refutes": "Against it"}.get(as_text(item.get("stance")), "Context")
    parts = []
    if item.get("url"):
        parts.append(link(as_text(item["url"])) + (f", seen {esc(item['retrieved'])}" if item.get("retrieved") else ""))
    if item.get("file_sha256"):
        parts.append(_file(item, around))
    if item.get("claim"):
        other = around.numbers.get(as_text(item["claim"]))
        told = f'<a href="#claim-{other}">claim {other}</a>' if other else f"claim <code>{esc(item['claim'])}</code>"
        quote = around.quotes.get(as_text(item["claim"]), "")
        parts.append(f'{told}, <q dir="auto">{esc(quote)}</q>' if quote else told)
    parts += [f'<q dir="auto">{esc(item["quote"])}</q>'] if item.get("quote") else []
    parts += [f'<span dir="auto">{esc(item["remark"])}</span>'] if item.get("remark") else []
    return f"{stance}: {'; '.join(parts)}"


def _file(item: Mapping[str, Any], around: Around) -> str:
    sha = as_text(item.get("file_sha256"))
    name = next((each for each in sorted(around.files) if each.startswith(f"evidence/{sha}")), "")
    shown = as_text(item.get("file_name")) or name
    known = file_link(name, shown) if name else f"{esc(shown)} (not in this bundle)"
    return f"file {known}, sha256 <code>{esc(sha)}</code>"


def _checks(record: Mapping[str, Any]) -> Iterator[str]:
    checks = [as_dict(check) for check in as_list(record.get("checked"))]
    if not checks:
        return
    yield '<h5>Already checked elsewhere</h5><p class="keep">Published fact-checks: no sources, in no count above.</p>'
    yield "<ul>"
    for check in checks:
        what = "This" if check.get("same") else "A like claim"
        parts = [f'{what} was checked: <q dir="auto">{esc(check.get("quote"))}</q>']
        rating = (
            f'rated <q dir="auto">{esc(check["rating"])}</q>' if check.get("rating") else "its rating is no longer here"
        )
        parts.append(f"{rating}{_checker(check)}")
        parts += [link(as_text(check["url"]))] if check.get("url") else []
        parts += [_standing(check)] if check.get("difference") and not check.get("same") else []
        imported = as_dict(check.get("imported"))
        brought = f"Imported by {esc(imported.get('person'))}, {esc(moment(imported.get('at')))}, event"
        yield f'<li>{"; ".join(parts)}<p class="small">{brought} <code>{esc(imported.get("event"))}</code></p></li>'
    yield "</ul>"


def _standing(check: Mapping[str, Any]) -> str:
    """What differs between claim and fact-check, or what agrees where they say the same."""
    agrees = check.get("outcome") in SAYING_THE_SAME
    return f"what {'agrees' if agrees else 'differs'}: {esc(check['difference'])}"


def _checker(check: Mapping[str, Any]) -> str:
    by = f" by {esc(check['by'])}" if check.get("by") else ""
    return by + (f" on {esc(as_text(check['date'])[:10])}" if check.get("date") else "")


def _history(record: Mapping[str, Any], around: Around) -> Iterator[str]:
    """All that was done to the claim, where more was done than what holds now."""
    entries = [as_dict(entry) for entry in as_list(record.get("history"))]
    holds = {as_dict(entry).get("event") for kind in _ACTS for entry in as_list(record.get(kind))}
    if all(entry.get("event") in holds for entry in entries):
        return
    yield '<h5>History</h5><p class="keep">Everything that was done to this claim, first to last.</p><ol>'
    for entry in entries:
        kind = as_text(entry.get("type"))
        ends = [
            word for key, word in (("undone", "undone since"), ("ignored", "without the right to it")) if entry.get(key)
        ]
        judged = kind in ("verdict", "adjudication", "note") and entry.get("event") not in holds
        ends += ["holds no more"] if judged and not ends else []
        told = "".join(f", {end}" for end in ends)
        who = f"{esc(_done(kind, entry, around))}, {esc(entry.get('person'))}, {esc(moment(entry.get('at')))}{told}"
        who += f"<br>Why: {_reason(entry)}" if kind == "reopen" else ""
        yield f'<li>{who} <span class="small"><code>{esc(as_text(entry.get("event"))[:16])}</code></span></li>'
    yield "</ol>"


def _done(kind: str, entry: Mapping[str, Any], around: Around) -> str:
    """`Verdict: Supported`, `Reopened for round 2`."""
    value = as_text(entry.get("value"))
    about = " on whether they said so" if entry.get("about") == "attribution" else ""
    end = f": {label(around.header, value)}" if value else f" for round {entry['round']}" if entry.get("round") else ""
    return _DONE.get(kind, kind) + about + end


def _context(record: Mapping[str, Any], texts: Mapping[str, str]) -> tuple[str, str, str]:
    text = texts.get(as_text(as_dict(record.get("version")).get("id")))
    quote = as_text(record.get("quote"))
    if text is None:
        return _cut(as_text(record.get("prefix")), front=True), quote, _cut(as_text(record.get("suffix")), front=False)
    start, end = (int(place) for place in as_list(record.get("span")))
    before, behind = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    return (
        _cut(before, front=True) if start > AROUND else before.lstrip(),
        quote,
        _cut(behind, front=False) if end + AROUND < len(text) else behind.rstrip(),
    )


def _cut(text: str, *, front: bool) -> str:
    """Words around a quote, cut between words, with a sign that more stands there."""
    if not text.strip():
        return text
    first, space, rest = text.partition(" ") if front else text.rpartition(" ")
    kept = (rest if front else first) if space else text
    return f"… {kept}" if front else f"{kept} …"
