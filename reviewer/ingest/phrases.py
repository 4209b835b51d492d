"""The words of page furniture: patterns from `phrases.txt`, and the lists of names that stand in them."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

AGENCIES = (
    *("Reuters", "Associated Press", "AP", "Agence France-Presse", "AFP", "Bloomberg", "Xinhua", "UPI", "dpa", "DPA"),
    *("EFE", "ANSA", "Kyodo", "Jiji", "Yonhap", "PTI", "ANI", "IANS", "TASS", "Interfax", "Anadolu Agency", "PA Media"),
    *(
        "Press Association",
        "The Canadian Press",
        "AAP",
        "Bernama",
        "Antara",
        "EPA",
        "APA",
        "ANP",
        "Belga",
        "PAP",
        "CNA",
    ),
    *("MTI", "Tanjug", "WAM", "Tribune News Service"),
)
"""News agencies by the names that datelines and credits give them."""

PICTURE_SOURCES = (
    *("Getty Images?", "Getty", "Shutterstock", "iStock(?:photo)?", "Alamy", "Flickr", "Unsplash", "Pexels", "Pixabay"),
    *("Wikimedia(?: Commons)?", "Depositphotos", "Zuma", "Rex", "Corbis", "Magnum", "USA Today Sports"),
)

MONTHS = (
    *("Jan(?:uary)?", "Feb(?:ruary)?", "Mar(?:ch)?", "Apr(?:il)?", "May", "June?", "July?", "Aug(?:ust)?"),
    *("Sept?(?:ember)?", "Oct(?:ober)?", "Nov(?:ember)?", "Dec(?:ember)?"),
)

_AGENCY = "|".join(re.escape(name) for name in sorted(AGENCIES, key=len, reverse=True))
_LISTS = {
    "{agency}": f"(?:{_AGENCY})",
    "{pictures}": f"(?:{_AGENCY}|{'|'.join(PICTURE_SOURCES)})",
    "{names}": r"(?-i:[A-Z][\w.’'\-]*(?: (?:[A-Z][\w.’'\-]*|de|da|van|von|der|den|bin|al|and|&)"
    r"|, [A-Z][\w.’'\-]*){0,9})",
    "{month}": rf"(?:{'|'.join(MONTHS)})\.?",
}


def filled(pattern: str) -> str:
    """`pattern` with the names in braces replaced by their lists."""
    for name, words in _LISTS.items():
        pattern = pattern.replace(name, words)
    return pattern


@cache
def section(name: str) -> tuple[str, ...]:
    """The patterns of one section of `phrases.txt`, names filled in, in their order."""
    return tuple(filled(line) for line in _sections()[name])


@cache
def _sections() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    current: list[str] = []
    for line in Path(__file__).with_name("phrases.txt").read_text("utf-8").splitlines():
        if line.startswith("[") and line.endswith("]") and line[1:-1].replace(" ", "").isalpha():
            current = found.setdefault(line[1:-1], [])
        elif line and not line.startswith("# "):
            current.append(line)
    return found
