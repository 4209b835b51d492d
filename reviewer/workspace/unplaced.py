"""Given claims that stand nowhere, until a person settles each: takes the nearest place by hand, or drops it.

What the project file or another program gave is no act of a person here, so the list is kept on this machine only;
what a person settles by taking is a claim by hand.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace

from reviewer.errors import NotFound, UsageError
from reviewer.export.importing import GivenClaim
from reviewer.model.claim import ClaimKind
from reviewer.model.span import Span
from reviewer.workspace import cutting
from reviewer.workspace.desk import Desk
from reviewer.workspace.giving import place_of
from reviewer.workspace.views import Receipt

_WAITING, _DROPPED = "unplaced", "unplaced-dropped"
"""Under which local names the list, and what was dropped of the project file, are kept."""
_FIELDS = ("article", "quote", "place", "text", "claimant", "id")
SHEET = "project file"
"""Where claims of the project file come from; others come from a file by name."""


@dataclass(frozen=True, slots=True)
class UnplacedView:
    """A given claim that stands nowhere. `number` is short and stays while others are settled; `key` always does.

    `place` is the nearest place in the article's present text, None where nothing is much alike; `there` its words;
    `differing` the words of the quote with those that stand there instead, "" where one side has none.
    """

    key: str
    number: int
    article: str
    quote: str
    source: str
    why: str
    place: Span | None = None
    there: str = ""
    differing: tuple[tuple[str, str], ...] = ()
    text: str = ""
    claimant: str = ""

    @property
    def words(self) -> str:
        """What differs in one line, else why it stands nowhere."""
        return "; ".join(_differs(quoted, there) for quoted, there in self.differing) or self.why


def _differs(quoted: str, there: str) -> str:
    if not there:
        return f"“{quoted}” does not stand there"
    return f"“{quoted}” stands there as “{there}”" if quoted else f"“{there}” is left out"


def remember(desk: Desk, source: str, claims: Iterable[GivenClaim], *, anew: bool) -> None:
    """Keeps given claims that stand nowhere. `anew`: those that `source` gave before are forgotten first."""
    before = _kept(desk)
    numbers = {item["key"]: item["number"] for item in before}  # a claim keeps its number
    last = max(map(int, numbers.values()), default=0)
    kept = [item for item in before if not (anew and item["source"] == source)]
    known = {item["key"] for item in kept} | _dropped(desk)
    for claim in claims:
        item = {name: str(value) for name, value in asdict(claim).items() if name in _FIELDS}
        key = _key(claim.article, claim.quote)
        if key not in known:
            known.add(key)
            last += key not in numbers
            item |= {"kind": claim.kind.value, "source": source, "number": numbers.get(key, str(last)), "key": key}
            kept.append(item)
    if kept != before:
        _keep(desk, kept)


def is_dropped(desk: Desk, claim: GivenClaim) -> bool:
    """Whether somebody here settled that this claim is not to be asked about again."""
    return _key(claim.article, claim.quote) in _dropped(desk)


def unplaced(desk: Desk) -> tuple[UnplacedView, ...]:
    """Given claims that stand nowhere, with their nearest places in the texts as they are now."""
    return tuple(_views(desk, _kept(desk)))


def waiting(desk: Desk) -> int:
    """How many given claims stand nowhere."""
    return len(_kept(desk))


def _views(desk: Desk, items: Sequence[dict[str, str]]) -> Iterator[UnplacedView]:
    for item in items:
        found = place_of(desk, _claim(item))
        yield UnplacedView(
            key=item["key"],
            number=int(item["number"]),
            article=item["article"],
            quote=item["quote"],
            source=f"{item['source']}, {item['place']}",
            why=found.why or "it stands there now",
            place=found.span or found.nearest,
            there=found.there or ("" if found.span is None else item["quote"]),
            differing=found.differing,
            text=item["text"],
            claimant=item["claimant"],
        )


def accept(desk: Desk, ref: str) -> Receipt:
    """Takes the nearest place of a given claim as a claim by hand.

    Raises:
        NotFound: no such one. UsageError: nothing there is like it.
    """
    item = _named(desk, ref)
    found = place_of(desk, _claim(item))
    span = found.span or found.nearest
    if found.article is None or span is None:
        raise UsageError(
            f"there is no place to take: {found.why}",
            kept="nothing was changed",
            next_step="drop it, or quote words that stand there with reviewer give",
        )
    made = cutting.give(desk, found.article.id, [span], ClaimKind(item["kind"]))
    _settle(desk, item)
    return replace(made, what=f"Claim added by hand: “{span.of(desk.text(found.article.version))}”")


def drop(desk: Desk, ref: str) -> Receipt:
    """Lets a given claim go: it is listed no more on this machine."""
    desk.to_be_written()
    item = _named(desk, ref)
    _settle(desk, item)
    return Receipt((), f"Dropped: “{item['quote'][:60]}”")


def forget(desk: Desk, articles: Collection[str]) -> None:
    """Forgets what was given for these articles: their words are to be erased."""
    kept = _kept(desk)
    places = [place_of(desk, _claim(item)).article for item in kept]
    left = [item for item, found in zip(kept, places, strict=True) if found is None or found.id not in articles]
    if len(left) < len(kept):
        _keep(desk, left)


def _settle(desk: Desk, item: dict[str, str]) -> None:
    _keep(desk, [each for each in _kept(desk) if each["key"] != item["key"]])
    desk.db.local.set(_DROPPED, "\n".join(sorted({*_dropped(desk), item["key"]})))


def _named(desk: Desk, ref: str) -> dict[str, str]:
    kept = _kept(desk)
    found = [item for item in kept if ref in (item["number"], item["key"])]
    if len(found) != 1:
        raise NotFound(f"no given claim {ref} waits here", next_step="reviewer settle lists them")
    return found[0]


def _claim(item: dict[str, str]) -> GivenClaim:
    article, quote, place, text, claimant, id_ = (item[name] for name in _FIELDS)
    return GivenClaim(article, quote, place, text, claimant, ClaimKind(item["kind"]), id_)


def _key(article: str, quote: str) -> str:
    return hashlib.sha256(f"{article}\n{quote}".encode("utf-8", "replace")).hexdigest()[:12]


def _kept(desk: Desk) -> list[dict[str, str]]:
    found: list[dict[str, str]] = json.loads(desk.db.local.get(_WAITING) or "[]")
    return found


def _keep(desk: Desk, items: Sequence[dict[str, str]]) -> None:
    desk.db.local.set(_WAITING, json.dumps(list(items)) if items else "")


def _dropped(desk: Desk) -> set[str]:
    return set(desk.db.local.get(_DROPPED).split())
