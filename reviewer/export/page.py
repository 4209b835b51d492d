"""The one page of a bundle: for a lawyer, an editor, a court; to read on a screen or to print, with nothing to start.

A pure function of the claims file and the texts, so that a check can make it again and compare. All words from outside
go through `esc` (page_parts.py). The page runs nothing and loads nothing (CSP `default-src 'none'`), and links only to
http, https and the files of its own bundle.
"""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from reviewer.export.page_claim import Around, claim
from reviewer.export.page_parts import STYLE, article_name, count, esc, facts, items, link, moment, reopened, standing
from reviewer.export.plain import as_dict, as_list, as_text

PROVED = (
    "Nothing inside the log was edited, moved, taken out or put in.",
    "The records on this page were in this form when the log had the size given below.",
    "Replay of the log gives these verdicts and no others: none is superseded, no judged claim was left out.",
    "The quoted words stand in the articles’ texts at the places named.",
    "Published fact-checks stand here word for word as they were imported.",
)
NOT_PROVED = (
    "That the log was not cut off or written anew as a whole: for that, compare a checkpoint that somebody else kept.",
    "Who the people are: names say who acted, they do not prove it.",
    "What time it was: times are those of the clock of whoever acted.",
    "That a claim is true: a verdict is what a person concluded, for the reasons given.",
    "That articles are independent of each other: origins are what a program, or a person, found.",
)
HOW = (
    "Run “python3 verify.py” in the folder of this bundle, or “reviewer verify” on it. Only these check; this page "
    "does not."
)
HIDDEN = (
    "In this page the sign � stands for a character of a text that would hide or reorder what is read; the exact "
    "characters stand in claims.json and in texts/."
)
_WITHHELD = {"names": "names", "private": "private notes", "screens": "what was on the screen when a verdict was given"}
_NAV = (
    ("proof", "What is proved, and what not"),
    ("words", "What the verdicts mean"),
    ("rules", "Who judged, by which rules"),
    ("all", "All verdicts"),
    ("claims", "Claims one by one"),
    ("open", "Not judged"),
)


def page(
    header: Mapping[str, Any],
    claims: Sequence[Mapping[str, Any]],
    point: str,
    texts: Mapping[str, str],
    files: Collection[str] = (),
    at: str = "",
) -> str:
    """The page.

    Args:
        header: of the claims file.
        claims: its records.
        point: the checkpoint text of its log.
        texts: by version, whole texts; where one is absent, the words beside the quote in the record serve.
        files: names of the bundle's evidence files.
        at: when the export was recorded.
    """
    judged = [record for record in claims if _acts(record)]
    numbers = {as_text(record.get("claim")): number for number, record in enumerate(judged, 1)}
    size = [*point.split("\n"), "", ""][1]
    quotes = {as_text(record.get("claim")): as_text(record.get("quote")) for record in claims}
    around = Around(header, texts, numbers, quotes, _articles(claims), files, size)
    parts = [
        *_head(header, claims, judged, at),
        *_proof(point),
        *_meanings(header),
        *_rules(header),
        *_table(header, judged),
        *_one_by_one(judged, around),
        *_open(claims, judged),
        "</main></body></html>",
    ]
    return "\n".join(parts) + "\n"


def _articles(claims: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """Names of all articles that a record speaks of, by id."""
    found: dict[str, str] = {}
    for record in claims:
        for each in map(as_dict, (*as_list(record.get("matches")), *as_list(record.get("inner")))):
            found.setdefault(as_text(as_dict(each.get("article")).get("id")), article_name(each))
    return found | {as_text(as_dict(record.get("article")).get("id")): article_name(record) for record in claims}


def _head(
    header: Mapping[str, Any], claims: Sequence[Mapping[str, Any]], judged: Sequence[Mapping[str, Any]], at: str
) -> Iterator[str]:
    digest = base64.b64encode(hashlib.sha256(STYLE.encode("utf-8")).digest()).decode("ascii")
    yield '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>Verified claims</title>'
    yield (
        '<meta http-equiv="Content-Security-Policy" '
        f"content=\"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'\">"
    )
    yield '<meta name="referrer" content="no-referrer"><meta name="viewport" content="width=device-width">'
    yield f"<style>{STYLE}</style></head><body><main>"
    articles = {as_text(as_dict(record.get("article")).get("id")) for record in claims}
    counted = f"{count(len(claims), 'claim')} of {count(len(articles), 'article')}, {len(judged)} of them judged"
    values = Counter(standing(header, record).lower() for record in judged)
    told = ": " + ", ".join(f"{value} {number}" for value, number in values.most_common()) if values else ""
    written = f"Recorded {moment(at)}, written by {as_text(header.get('tool'))}." if at else f"{header.get('tool')}"
    yield f"<h1>Verified claims</h1><p>{esc(counted + told)}.</p><p>{esc(written)}</p>"
    links = "".join(f'<li><a href="#{place}">{esc(title)}</a></li>' for place, title in _NAV)
    yield f'<nav aria-label="Contents"><ol>{links}</ol></nav>'


def _title(place: str) -> str:
    return f'<h2 id="{place}">{esc(dict(_NAV)[place])}</h2>'


def _proof(point: str) -> Iterator[str]:
    yield f"{_title('proof')}<h3>Proved, once checked</h3><ul>{items(PROVED)}</ul>"
    yield f"<h3>Not proved</h3><ul>{items(NOT_PROVED)}</ul><h3>How to check</h3><p>{esc(HOW)}</p>"
    log, size, root = [*point.split("\n"), "", ""][:3]
    told = (("Log", log), ("Size", f"{size} events"), ("Root", root))
    yield facts((term, f"<code>{esc(words)}</code>") for term, words in told)
    yield f'<p class="small">These three are the checkpoint of the log. {esc(HIDDEN)}</p>'


def _meanings(header: Mapping[str, Any]) -> Iterator[str]:
    yield f'{_title("words")}<dl class="words">'
    for entry in map(as_dict, as_dict(header.get("definitions")).values()):
        yield f"<dt>{esc(entry.get('label'))}</dt><dd>{esc(entry.get('means'))}</dd>"
    yield (
        "<dt>Corroboration</dt><dd>How many origins say the same, not how many articles: articles that print one text, "
        "rewrite it, or rest on one informant count as one origin. Where that cannot be known, a range stands.</dd>"
    )
    yield "<dt>Adjudication</dt><dd>What a person decided who had not reviewed the claim, where reviewers split.</dd>"
    yield "</dl>"


def _rules(header: Mapping[str, Any]) -> Iterator[str]:
    rules = as_dict(header.get("rules"))
    yield _title("rules")
    quorum, double = rules.get("quorum"), rules.get("double")
    told = [f"{count(int(rules.get('reviews', 1)), 'person')} to judge a claim" if rules else ""]
    told += [f"two persons for {double} % of the claims, drawn by lot"] if double else []
    told += [f"{quorum} of them to agree" if quorum else "all of them to agree"] if rules else []
    told += ["blind: nobody saw another’s verdict before the round was closed"] if rules.get("blind") else []
    told += ["no verdict without evidence"] if rules.get("require_evidence") else []
    persons = [as_text(as_dict(each).get("name")) for each in as_list(header.get("persons"))]
    names = ", ".join(persons) + ("" if header.get("names") else " (names are withheld; each number is one person)")
    withheld = ", ".join(_WITHHELD.get(each, "") for each in map(as_text, as_list(header.get("withheld"))))
    pairs = (("Rules", "; ".join(filter(None, told))), ("Persons", names if persons else ""), ("Withheld", withheld))
    yield facts((term, esc(words)) for term, words in pairs)


def _table(header: Mapping[str, Any], judged: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    yield f"{_title('all')}<table><caption>Claims that were judged, in the order of the articles</caption>"
    yield '<thead><tr><th scope="col">No.</th><th scope="col">Claim</th><th scope="col">Article</th>'
    yield '<th scope="col">Verdict</th><th scope="col">Judged by</th></tr></thead><tbody>'
    for number, record in enumerate(judged, 1):
        yield (
            f'<tr><th scope="row"><a href="#claim-{number}">{number}</a></th><td dir="auto">{esc(record.get("quote"))}'
            f"</td><td>{esc(article_name(record))}</td><td>{esc(standing(header, record))}</td>"
            f"<td>{_judges(record)}</td></tr>"
        )
    yield "</tbody></table>"


def _judges(record: Mapping[str, Any]) -> str:
    """Whose acts the claim stands by, and the day of the last."""
    acts = _acts(record)
    names = ", ".join(dict.fromkeys(as_text(act.get("person")) for act in acts))
    day = esc(max(as_text(act.get("at"))[:10] for act in acts))
    return f'{esc(names)}<br><span class="day">{day}</span>'


def _acts(record: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """What holds of what people concluded; where nothing does, that it was opened again: it is not unjudged."""
    held = [as_dict(act) for key in ("verdicts", "adjudications") for act in as_list(record.get(key))]
    return held or reopened(record)


def _one_by_one(judged: Sequence[Mapping[str, Any]], around: Around) -> Iterator[str]:
    yield _title("claims")
    yield "<p>The exact words of a claim are bold and underlined; around them stand the words of the article.</p>"
    for _, group in groupby(judged, key=lambda record: as_text(as_dict(record.get("article")).get("id"))):
        records = list(group)
        yield f"<h3>{esc(article_name(records[0]))}</h3>"
        url = as_text(as_dict(records[0].get("article")).get("url"))
        yield f"<p>{link(url)}</p>" if url else ""
        for record in records:
            yield from claim(record, around)


def _open(claims: Sequence[Mapping[str, Any]], judged: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    known = {id(record) for record in judged}
    rest = [record for record in claims if id(record) not in known]
    yield _title("open")
    if not rest:
        yield "<p>Every claim was judged.</p>"
        return
    yield f"<p>{count(len(rest), 'claim')} that nobody judged, by article.</p>"
    for _, group in groupby(rest, key=lambda record: as_text(as_dict(record.get("article")).get("id"))):
        records = list(group)
        yield f"<h3>{esc(article_name(records[0]))}</h3><ul>"
        yield from (f'<li dir="auto">{esc(record.get("quote"))}</li>' for record in records)
        yield "</ul>"
