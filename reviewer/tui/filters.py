"""The filter form as data: its lines, the choices of each, and a filter in words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum

from reviewer.model.comparison import Outcome
from reviewer.model.lineage import LineageKind
from reviewer.model.order import ORDER_WORDS, Order
from reviewer.model.verdict import LABELS, Status, Value
from reviewer.tui.signs import OUTCOME_WORDS, STATUS_WORDS, kind_name
from reviewer.workspace.views import ArticleView, Filter


@dataclass(frozen=True, slots=True)
class Field:
    """One line of the form. `kind` is text, set, yes_no, article, score or order."""

    name: str
    label: str
    kind: str
    choices: tuple[tuple[Enum, str], ...] = ()


_YES_NO = {
    "matched": ("matched", "no match"),
    "needs_look": ("needs another look", "needs no other look"),
    "needs_context": ("needs context", "stands alone"),
    "has_number": ("has a number", "has no number"),
    "postponed": ("postponed", "not postponed"),
}
_SCORES = (0.0, 0.25, 0.5, 0.75)
FIELDS: tuple[Field, ...] = (
    Field("statuses", "Status", "set", tuple((s, STATUS_WORDS[s]) for s in Status)),
    Field("values", "Verdict", "set", tuple((v, LABELS[v]) for v in Value)),
    Field("needs_look", "Another look", "yes_no"),
    Field("postponed", "Postponed", "yes_no"),
    Field("matched", "Has a match", "yes_no"),
    Field("outcomes", "Comparison", "set", tuple((o, OUTCOME_WORDS[o]) for o in Outcome)),
    Field("lineages", "Match's article", "set", tuple((k, kind_name(k)) for k in LineageKind)),
    Field("has_number", "Has a number", "yes_no"),
    Field("needs_context", "Needs context", "yes_no"),
    Field("min_score", "Worth checking", "score"),
    Field("article", "Article", "article"),
    Field("text", "Words", "text"),
    Field("claimant", "Who says so", "text"),
    Field("person", "Judged by", "text"),
    Field("order", "Order", "order"),
)


@dataclass(frozen=True, slots=True)
class Form:
    """The form at one moment: the filter so far, the line and the choice that the cursor is on."""

    filter: Filter
    row: int = 0
    column: int = 0

    @property
    def field(self) -> Field:
        """The line under the cursor."""
        return FIELDS[self.row]

    def down(self, by: int) -> Form:
        """Another line, round the end."""
        return replace(self, row=(self.row + by) % len(FIELDS), column=0)

    def across(self, by: int) -> Form:
        """Another choice of the line; on a line of one value, another value."""
        if self.field.kind == "set":
            return replace(self, column=(self.column + by) % len(self.field.choices))
        return self

    def toggled(self) -> Form:
        """The choice under the cursor, in or out; texts are typed instead."""
        name, held = self.field.name, getattr(self.filter, self.field.name)
        if self.field.kind == "set":
            choice = self.field.choices[self.column][0]
            return self.having(name, held ^ {choice})
        if self.field.kind == "yes_no":
            return self.having(name, {None: True, True: False, False: None}[held])
        if self.field.kind == "score":
            near = min(range(len(_SCORES)), key=lambda i: abs(_SCORES[i] - held))
            return self.having(name, _SCORES[(near + 1) % len(_SCORES)])
        if self.field.kind == "order":
            return self.having(name, next_order(held))
        return self

    def having(self, name: str, value: object) -> Form:
        """The form with one field of the filter set."""
        return replace(self, filter=replace(self.filter, **{name: value}))  # type: ignore[arg-type]

    def article_turned(self, articles: tuple[ArticleView, ...], by: int) -> Form:
        """Another article, "all" among them."""
        ids = ["", *(a.id for a in articles if a.claims)]
        at = ids.index(self.filter.article) if self.filter.article in ids else 0
        return self.having("article", ids[(at + by) % len(ids)])


def next_order(order: Order) -> Order:
    """The order after this one, round the end."""
    orders = list(Order)
    return orders[(orders.index(order) + 1) % len(orders)]


def yes_no_words(name: str, value: bool | None) -> str:  # noqa: FBT001
    """A three-way choice in words."""
    return "any" if value is None else _YES_NO[name][0 if value else 1]


def filter_words(chosen: Filter, title: str = "") -> str:
    """A filter in words: `open or split, has a number, “apps”`. `title` is that of the article it names."""
    parts: list[str] = []
    for field in FIELDS:
        held = getattr(chosen, field.name)
        if field.kind == "set" and held:
            parts.append(" or ".join(words for choice, words in field.choices if choice in held))
        elif field.kind == "yes_no" and held is not None:
            parts.append(yes_no_words(field.name, held))
        elif field.kind == "score" and held:
            parts.append(f"worth checking from {held:g}")
        elif field.kind == "order" and held is not Order.TEXT:
            parts.append(ORDER_WORDS[held])
        elif field.kind == "article" and held:
            parts.append(f"in {title or 'one article'}")
        elif field.kind == "text" and held:
            parts.append(
                {"text": f"“{held}”", "claimant": f"said by {held}", "person": f"judged by {held}"}[field.name]
            )
    return ", ".join(parts)
