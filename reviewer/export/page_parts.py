"""Small parts of the page of a bundle: escaping, style, links, names of things in words."""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping
from typing import Any

from reviewer.export.plain import as_dict, as_list, as_text
from reviewer.text.visible import visible

STYLE = """
:root{color-scheme:light}
body{font:1.05rem/1.55 Georgia,"Liberation Serif",serif;max-width:46rem;margin:2rem auto;padding:0 1rem;
color:#111;background:#fff}
h1,h2,h3,h4,h5,table,dl,nav,.small{font-family:system-ui,"Liberation Sans",sans-serif}
h1{margin-bottom:.3rem}h2{margin-top:2.5rem;border-bottom:2px solid #444;padding-bottom:.2rem}
h3{margin-top:2rem}h4{margin:2rem 0 .4rem;border-top:1px solid #767676;padding-top:.8rem}h5{margin:1rem 0 .2rem}
table{border-collapse:collapse;width:100%;font-size:.9rem}caption{text-align:left;padding-bottom:.4rem}
th,td{border:1px solid #767676;padding:.35rem .5rem;text-align:left;vertical-align:top;overflow-wrap:break-word}
thead th{background:#eee}th[scope]{white-space:nowrap}
blockquote{margin:.8rem 0;padding:.2rem 0 .2rem 1rem;border-left:4px solid #555;white-space:pre-line}
mark{background:#fff0a0;color:#111;font-weight:bold;text-decoration:underline;text-underline-offset:.15em}
dl.facts{display:grid;grid-template-columns:10rem 1fr;gap:.25rem 1rem;font-size:.92rem;margin:.8rem 0}
dl.facts dt{font-weight:bold}dl.facts dd{margin:0;overflow-wrap:anywhere}
dl.words dt{font-weight:bold;margin-top:.5rem}dl.words dd{margin-left:1.5rem}
ol,ul{padding-left:1.4rem}li{margin:.3rem 0}ul.acts{list-style:none;padding:0}
ul.acts>li{margin:.6rem 0;padding-left:1rem;border-left:1px solid #767676}ul.acts p{margin:.25rem 0}
.verdict{font-weight:bold}.day{white-space:nowrap}.small{font-size:.82rem;color:#333}code{overflow-wrap:anywhere;font-size:.95em}
a{color:#003f8a}p{overflow-wrap:anywhere}
@media (max-width:36rem){dl.facts{grid-template-columns:1fr;gap:0}dl.facts dd{margin-bottom:.4rem}}
@page{size:A4;margin:20mm 18mm 22mm;@bottom-right{content:counter(page) " of " counter(pages);font:9pt sans-serif}
@bottom-left{content:"Verified claims";font:9pt sans-serif}}
@media print{body{max-width:none;margin:0;padding:0;font-size:10.5pt;orphans:3;widows:3}nav{display:none}
a{color:#111;text-decoration:none}mark{background:none}thead{display:table-header-group}
dl.facts{font-size:9.5pt;grid-template-columns:8rem 1fr}table{font-size:9pt}.small{font-size:8pt}
h2,h3,h4,h5,caption,.keep{break-after:avoid}tr,blockquote,dt,li{break-inside:avoid}dl.words dd{break-before:avoid}}
"""
_ROLES = {"publisher": "the publisher", "agency": "the agency", "informant": "the informant"}


def esc(text: Any) -> str:
    """The one way of outside text into the page: no markup, no hidden or reordering characters."""
    return html.escape(visible(text if isinstance(text, str) else str(text)), quote=True)


def link(url: str) -> str:
    """A link where it leads to the web and nowhere else; words otherwise."""
    if url.lower().startswith(("http://", "https://")):
        return f'<a href="{esc(url)}" rel="noopener noreferrer nofollow">{esc(url)}</a>'
    return esc(url)


def file_link(name: str, words: str) -> str:
    """A link to a file of the bundle."""
    return f'<a href="{esc(name)}">{esc(words)}</a>'


def items(lines: Iterable[str]) -> str:
    """List items of plain words."""
    return "".join(f"<li>{esc(line)}</li>" for line in lines)


def facts(pairs: Iterable[tuple[str, str]]) -> str:
    """A list of terms and what stands for them; the second of a pair is HTML. Those that are empty are left out."""
    told = "".join(f"<dt>{esc(term)}</dt><dd>{words}</dd>" for term, words in pairs if words)
    return f'<dl class="facts">{told}</dl>' if told else ""


def moment(at: Any) -> str:
    """`2026-11-21 16:39 UTC`."""
    text = as_text(at)
    return f"{text[:10]} {text[11:16]} UTC" if text[16:17] == ":" else text


def label(header: Mapping[str, Any], value: str) -> str:
    """The desk's word for a verdict."""
    return as_text(as_dict(as_dict(header.get("definitions")).get(value)).get("label")) or value


def standing(header: Mapping[str, Any], record: Mapping[str, Any], about: str = "content") -> str:
    """Where a claim stands, in words."""
    found = as_dict(as_dict(record.get("standing")).get(about))
    if found.get("status") == "decided":
        return label(header, as_text(found.get("value")))
    status = {"in_review": "In review", "split": "Reviewers differ"}.get(as_text(found.get("status")), "Open")
    return f"{status} again" if status == "Open" and reopened(record) else status


def reopened(record: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The entries of its history by which the claim was opened again, and that stand."""
    entries = map(as_dict, as_list(record.get("history")))
    return [entry for entry in entries if entry.get("type") == "reopen" and not (entry.keys() & {"undone", "ignored"})]


def article_name(record: Mapping[str, Any]) -> str:
    """Title, publisher, date."""
    article = as_dict(record.get("article"))
    title = as_text(article.get("title")) or as_text(article.get("key"))
    return ", ".join(part for part in (title, as_text(article.get("publisher")), as_text(article.get("date"))) if part)


def claimants(record: Mapping[str, Any]) -> str:
    """Who says so, in words."""
    told = []
    for each in record.get("claimants") or ():
        role = _ROLES.get(as_text(as_dict(each).get("role")), "")
        told.append(f"{as_text(as_dict(each).get('name'))}{f' ({role})' if role else ''}")
    return "; on the word of ".join(told)


def count(number: int, thing: str, things: str = "") -> str:
    """`1 claim`, `2 claims`."""
    return f"{number} {thing if number == 1 else things or thing + 's'}"
