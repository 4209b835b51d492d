"""Web pages: the article without the page around it, by trafilatura, repaired against the page. Runs in the box.

Measured in benchmarks/html_bodies.py: precision mode with what it lost put back beats every single mode.
"""

from __future__ import annotations

import copy
import re
from functools import cache
from importlib.metadata import version

from reviewer.errors import UnreadableArticle
from reviewer.ingest.decode import decode
from reviewer.ingest.dom import Element, strip_hidden, strip_link_lists, strip_unread
from reviewer.ingest.extracted import Extracted
from reviewer.ingest.language import language
from reviewer.ingest.mending import mended

VERSION = "1"

_DECLARED = re.compile(
    rb"<(?:meta|\?xml)\b[^>]*?(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE
)
_XML_HEAD = re.compile(r"\A\s*<\?xml[^>]*\?>")
_FEW_CHARACTERS, _SMALL_SHARE = 600, 0.15
"""Below both, precision mode is held to have missed the article that recall mode found."""
_TITLE_WITHIN = 3
"""How many lines from the top the title may stand in the body."""
_NO_NAME = re.compile(r"https?:|copyright\b|©", re.IGNORECASE)
_DAY_AFTER = re.compile(
    r"(?<=\w)[;,]?\s+(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|July|September|October"
    r"|November|December)(?:\b\s*[;,].*)?$",
)
_HOST = re.compile(r"https?://(?:www\.|w\d\.)?([^/:?#]+)")


def extract(raw: bytes) -> Extracted:
    """The article of a page: title first, then a paragraph a line; metadata from its head and JSON-LD.

    Raises:
        UnreadableArticle: it is no page, or no article was found in it.
    """
    declared = _DECLARED.search(raw[:4096])
    decoded = decode(raw, declared.group(1).decode("ascii") if declared else None)
    tree = _parsed(_XML_HEAD.sub("", decoded.text))
    items = _metadata(tree)
    stated = _language(tree)
    hidden = strip_hidden(tree)
    strip_unread(tree)
    strip_link_lists(tree)
    text = mended(tree, _article(tree))
    if not text.strip():
        raise UnreadableArticle("no article was found in the page" + (f"; {_words(hidden)} hidden" if hidden else ""))
    remarks = list(decoded.remarks)
    if hidden:
        remarks.append(f"hidden text left away: {_words(hidden)}")
    items["language"] = language(text) or stated  # pages often state that of their template
    title = items["title"]
    if title and not _has_title(text, title):
        text = f"{title}\n\n{text}"
    return Extracted(text + "\n", f"{VERSION} trafilatura/{_library()}", items, tuple(remarks))


def _parsed(page: str) -> Element:
    import trafilatura

    tree = trafilatura.load_html(page)
    if tree is None:
        raise UnreadableArticle("it is no web page")
    return tree


def _article(tree: Element) -> str:
    """Precision mode gives the least page furniture; recall mode stands in where it found next to nothing."""
    precise = _by_trafilatura(tree, precise=True)
    if len(precise) >= _FEW_CHARACTERS:
        return precise
    thorough = _by_trafilatura(tree, precise=False)
    return thorough if len(precise) < _SMALL_SHARE * len(thorough) else precise


def _by_trafilatura(tree: Element, *, precise: bool) -> str:
    import trafilatura

    # Comments of readers are no part of the article. It works on the tree it is given, hence the copy.
    found = trafilatura.extract(
        copy.deepcopy(tree), include_comments=False, favor_precision=precise, favor_recall=not precise
    )
    return found or ""


def _metadata(tree: Element) -> dict[str, str | None]:
    from trafilatura.metadata import extract_metadata

    # Only dates that the page states as its own; the extensive search takes any date it meets.
    found = extract_metadata(copy.deepcopy(tree), extensive=False)
    host = _HOST.match(found.url or "")
    site = _line(found.sitename) or ""
    # Where the page does not name its publisher, trafilatura takes the host, which the address tells anyway.
    named = site and not _NO_NAME.match(site) and not (host and site.lower() == host.group(1).lower())
    return {
        "title": _line(found.title),
        "byline": _DAY_AFTER.sub("", _line(found.author) or "") or None,
        "publisher": site if named else None,
        "date": found.date,
        "url": found.url if found.url and found.url.startswith(("http://", "https://")) else None,
    }


def _language(tree: Element) -> str | None:
    """The page's own word for its language ("en-GB" is en)."""
    stated = tree.get("lang") or ""
    code = re.match(r"[a-z]{2}(?![a-z])", stated.strip().lower())
    return code.group() if code else None


def _line(value: str | None) -> str | None:
    return " ".join(value.split()) or None if value else None


def _has_title(text: str, title: str) -> bool:
    top = [line for line in text.split("\n") if line.strip()][:_TITLE_WITHIN]
    return any(_plain(line) == _plain(title) for line in top)


def _plain(text: str) -> str:
    return "".join(re.findall(r"\w+", text.lower()))


def _words(count: int) -> str:
    return f"{count} word{'' if count == 1 else 's'}"


@cache
def _library() -> str:
    return version("trafilatura")
