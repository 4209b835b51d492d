"""One plain page of a bundle, to be read, printed and read aloud; made from claims.json and the texts alone.

Everything from outside passes `esc`. The page runs nothing and loads nothing (CSP `default-src 'none'`), and links only
to http and https.
"""

from __future__ import annotations

import base64
import hashlib
import html
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from reviewer.export.plain import as_dict, as_list, as_text
from reviewer.text.visible import visible

AROUND = 280
"""Characters of the text shown before and behind a quote."""
STYLE = """
body{font:1.05rem/1.5 Georgia,serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#111;background:#fff}
h1,h2,h3,table{font-family:system-ui,sans-serif}h2{margin-top:2.5rem;border-bottom:1px solid #777}
table{border-collapse:collapse;width:100%;font-size:.9rem}
th,td{border:1px solid #777;padding:.3rem .5rem;text-align:left;vertical-align:top}
blockquote{margin:1rem 0;padding-left:1rem;border-left:3px solid #777}mark{background:#fff3a6}
code{overflow-wrap:anywhere;font-size:.85rem}dt{font-weight:bold}section{break-inside:avoid-page}a{color:#003f8a}
@media print{body{max-width:none;margin:0;font-size:11pt}
a[href^="http"]::after{content:" (" attr(href) ")";font-size:.8em}
mark{background:none;font-weight:bold;text-decoration:underline}h2,h3{break-after:avoid}thead{display:table-header-group}}
"""
PROVED = (
    "Nothing inside the log was edited, moved, taken out or put in.",
    "The records on this page were in this form when the log had the size given below.",
    "Replay of the log gives these verdicts and no others: none is superseded, no judged claim was left out.",
    "The quoted words stand in the articles' texts at the places named.",
)
NOT_PROVED = (
    "That the log was not cut off or written anew as a whole: for that, compare a checkpoint that somebody else kept.",
    "Who the people are: names say who acted, they do not prove it.",
    "What time it was: times are those of the clock of whoever acted.",
    "That a claim is true: a verdict is what a person concluded, for the reasons given.",
)
HOW = (
    "Run “python3 verify.py” in the folder of this bundle, or “reviewer verify” on it; only these check, not this page."
)


def esc(text: Any) -> str:
    """The one way of outside text into the page: no markup, no hidden or reordering characters."""
    return html.escape(visible(text if isinstance(text, str) else str(text)), quote=True)


def page(header: Mapping[str, Any], claims: Sequence[Mapping[str, Any]], point: str, texts: Mapping[str, str]) -> str:
    """The page.

    Args:
        header: of the claims file.
        claims: its records.
        point: the checkpoint text of its log.
        texts: by version, whole texts; where one is absent, the words beside the quote in the record serve.
    """
    judged = [record for record in claims if record.get("verdicts") or record.get("adjudications")]
    parts = [
        *_head(header, len(claims), len(judged), point),
        *_table(header, judged),
        "<h2>Claims one by one</h2>",
        *(part for number, record in enumerate(judged, 1) for part in _claim(header, record, number, texts)),
        *_open(claims, judged),
        "</main></body></html>",
    ]
    return "\n".join(parts) + "\n"


def _head(header: Mapping[str, Any], number: int, judged: int, point: str) -> Iterator[str]:
    digest = base64.b64encode(hashlib.sha256(STYLE.encode("utf-8")).digest()).decode("ascii")
    yield '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>Verified claims</title>'
    yield (
        '<meta http-equiv="Content-Security-Policy" '
        f"content=\"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'\">"
    )
    yield '<meta name="referrer" content="no-referrer"><meta name="viewport" content="width=device-width">'
    yield f"<style>{STYLE}</style></head><body><main>"
    counted = f"{number} claims, {judged} of them judged"
    yield f"<h1>Verified claims</h1><p>{counted}. Written by {esc(header.get('tool'))}.</p>"
    yield "<h2>What is proved, and what not</h2>"
    yield f"<h3>Proved, once checked</h3><ul>{_items(PROVED)}</ul>"
    yield f"<h3>Not proved</h3><ul>{_items(NOT_PROVED)}</ul><p>{esc(HOW)}</p>"
    log, size, root = [*point.split("\n"), "", ""][:3]
    yield f"<p>Checkpoint: log <code>{esc(log)}</code>, size {esc(size)}, root <code>{esc(root)}</code></p>"
    yield "<h2>What the verdicts mean</h2><dl>"
    for entry in map(as_dict, as_dict(header.get("definitions")).values()):
        yield f"<dt>{esc(entry.get('label'))}</dt><dd>{esc(entry.get('means'))}</dd>"
    yield "</dl>"


def _items(lines: Sequence[str]) -> str:
    return "".join(f"<li>{esc(line)}</li>" for line in lines)


def _table(header: Mapping[str, Any], judged: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    yield "<h2>All verdicts</h2><table><caption>Claims that were judged, in the order of the articles</caption>"
    yield '<thead><tr><th scope="col">No.</th><th scope="col">Claim</th><th scope="col">Article</th>'
    yield '<th scope="col">Verdict</th></tr></thead><tbody>'
    for number, record in enumerate(judged, 1):
        yield (
            f'<tr><th scope="row"><a href="#claim-{number}">{number}</a></th><td dir="auto">{esc(record.get("quote"))}'
            f"</td><td>{esc(_article(record))}</td><td>{esc(_standing(header, record))}</td></tr>"
        )
    yield "</tbody></table>"


def _claim(
    header: Mapping[str, Any], record: Mapping[str, Any], number: int, texts: Mapping[str, str]
) -> Iterator[str]:
    yield f'<section id="claim-{number}"><h3>{number}. {esc(_standing(header, record))}</h3>'
    before, quote, behind = _context(record, texts)
    yield f'<blockquote dir="auto">{esc(before)}<mark>{esc(quote)}</mark>{esc(behind)}</blockquote>'
    yield f"<p>{esc(_article(record))}. Claim <code>{esc(record.get('claim'))}</code>.</p>"
    spoken = as_text(as_dict(record.get("corroboration")).get("line"))
    if spoken:
        yield f"<p>Who says so: {esc(spoken)}. What a machine found, and no proof of truth.</p>"
    if record.get("needs_look"):
        yield f"<p>Needs another look: {esc(record['needs_look'])}</p>"
    yield "<ul>"
    for kind in ("adjudications", "verdicts", "notes"):
        for entry in map(as_dict, as_list(record.get(kind))):
            yield from _act(header, kind, entry)
    yield "</ul></section>"


def _act(header: Mapping[str, Any], kind: str, entry: Mapping[str, Any]) -> Iterator[str]:
    word = {"adjudications": "Adjudication", "verdicts": "Verdict", "notes": "Note"}[kind]
    value = as_text(entry.get("value"))
    about = " (whether they said so)" if entry.get("about") == "attribution" else ""
    said = f": {_label(header, value)}" if value else ""
    stated = as_dict(entry.get("stated"))
    by = (
        f"{as_text(entry.get('person'))}, for {as_text(stated.get('name'))}" if stated else as_text(entry.get("person"))
    )
    yield f"<li><p><strong>{esc(word + about + said)}</strong>, {esc(by)}, {esc(as_text(entry.get('at'))[:10])}</p>"
    for field, title in (("rationale", "Why"), ("difference", "Why they differed"), ("private", "Private note")):
        if entry.get(field):
            yield f'<p dir="auto">{title}: {esc(entry[field])}</p>'
    for field, why in as_dict(entry.get("absent")).items():
        yield f"<p>{esc(field)}: not in this bundle ({esc(why)})</p>"
    evidence = [as_dict(item) for item in as_list(entry.get("evidence"))]
    if evidence:
        yield "<ul>" + "".join(f"<li>{_evidence(item)}</li>" for item in evidence) + "</ul>"
    yield f"<p>Event <code>{esc(entry.get('event'))}</code></p></li>"


def _evidence(item: Mapping[str, Any]) -> str:
    parts = [esc(f"Evidence that {item.get('stance')}" if item.get("stance") != "context" else "Context")]
    if item.get("url"):
        parts.append(_link(as_text(item["url"])))
    if item.get("file_sha256"):
        parts.append(f"file {esc(item.get('file_name'))} <code>{esc(item['file_sha256'])}</code>")
    parts += [f"“{esc(item['quote'])}”"] if item.get("quote") else []
    parts += [esc(item[key]) for key in ("remark", "claim", "retrieved") if item.get(key)]
    return ", ".join(parts)


def _link(url: str) -> str:
    """A link where it leads to the web and nowhere else; words otherwise."""
    if url.lower().startswith(("http://", "https://")):
        return f'<a href="{esc(url)}" rel="noopener noreferrer nofollow">{esc(url)}</a>'
    return esc(url)


def _open(claims: Sequence[Mapping[str, Any]], judged: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    known = {id(record) for record in judged}
    rest = [record for record in claims if id(record) not in known]
    if rest:
        yield f"<h2>Not judged</h2><p>{len(rest)} claims stand in the articles that nobody judged.</p><ul>"
        yield from (f'<li dir="auto">{esc(record.get("quote"))} ({esc(_article(record))})</li>' for record in rest)
        yield "</ul>"


def _context(record: Mapping[str, Any], texts: Mapping[str, str]) -> tuple[str, str, str]:
    text = texts.get(as_text(as_dict(record.get("version")).get("id")))
    quote = as_text(record.get("quote"))
    if text is None:
        return as_text(record.get("prefix")), quote, as_text(record.get("suffix"))
    start, end = (int(place) for place in as_list(record.get("span")))
    return text[max(0, start - AROUND) : start], quote, text[end : end + AROUND]


def _article(record: Mapping[str, Any]) -> str:
    article = as_dict(record.get("article"))
    title = as_text(article.get("title")) or as_text(article.get("key"))
    return ", ".join(part for part in (title, as_text(article.get("publisher")), as_text(article.get("date"))) if part)


def _standing(header: Mapping[str, Any], record: Mapping[str, Any]) -> str:
    found = as_dict(as_dict(record.get("standing")).get("content"))
    if found.get("status") == "decided":
        return _label(header, as_text(found.get("value")))
    return {"in_review": "In review", "split": "Reviewers differ"}.get(as_text(found.get("status")), "Open")


def _label(header: Mapping[str, Any], value: str) -> str:
    return as_text(as_dict(as_dict(header.get("definitions")).get(value)).get("label")) or value
