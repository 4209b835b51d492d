"""Claims, pairs and articles in aligned words, for `show`, `next`, `matches`, `claims`, `articles`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from reviewer.cli import phrases
from reviewer.cli.output import count, line, one, paragraph, table
from reviewer.model.comparison import SAYING_THE_SAME
from reviewer.model.policy import Policy
from reviewer.text.visible import code_points

if TYPE_CHECKING:
    from reviewer.workspace.views import ArticleText, ArticleView, ClaimRow, ClaimView, MatchView


MOST = 8
"""Pairs shown with a claim; `reviewer matches` has all."""
_LABEL = 12
"""Columns of the label before each line of a claim."""


def claim(view: ClaimView, policy: Policy) -> None:
    """Everything of one claim, most telling first."""
    row, article = view.row, view.article
    source = ", ".join(
        one(part) for part in (article.metadata.publisher or article.title, article.metadata.date) if part
    )
    paragraph(f"{row.number}  {phrases.state(row, policy)}  ·  {source}")
    paragraph(f"“{one(row.quote)}”", 2, 1)
    for about, question in view.questions.items():
        _labelled(about.value, one(question))
    _labelled("says", phrases.says(view.claim.claimants))
    _labelled("numbers", " · ".join(one(quantity.shown) for quantity in view.claim.quantities))
    _labelled("dates", " · ".join(phrases.dates(view)))
    _labelled("sources", phrases.corroboration(view.corroboration))
    _labelled("copies", phrases.copies(view.copies) if policy.copies else "")
    _labelled(
        "differing",
        f"same place, other words: {phrases.numbers(view.differing_copies)}"
        if view.differing_copies and policy.copies
        else "",
    )
    _labelled("context", one(view.claim.needs_context))
    _labelled("hidden", ", ".join(name for _, name in code_points(row.quote)))
    _labelled("postponed", one(view.postponed) or "yes" if view.postponed is not None else "")
    _labelled("revised", "a later cut of these words is listed" if view.revised_by else "")
    for change in view.changes:
        for label, words in phrases.change(change, row.number):
            _labelled(label, words)
        for said in change.said:
            _labelled("earlier", phrases.said(said, policy))
    for opened in view.reopened:
        _labelled("reopened", phrases.reopening(opened))
        for said in opened.said:
            _labelled("earlier", phrases.said(said, policy))
    for said in (*view.adjudications, *view.verdicts, *view.notes):
        _labelled("last word" if said.type == "adjudication" else said.type, phrases.said(said, policy))
    for told in phrases.answers(view.answers):
        _labelled("answer", told)
    left = view.unanswered(policy)
    _labelled("questions", f"{', '.join(map(one, left))} to be answered: reviewer answer {row.number}" if left else "")
    for found in view.precedents:
        _labelled("precedent", phrases.precedent(found, policy))
    pairs(view, MOST)


def pairs(view: ClaimView, most: int | None = None) -> None:
    """The matches of a claim, best first; where it has none, the nearest look-alike and why it is none."""
    checks(view)
    both = [(match, False) for match in view.matches] + [(match, True) for match in view.inner]
    for match, inner in both[:most]:
        pair(match, inner=inner)
    if most is not None and len(both) > most:
        line()
        paragraph(f"and {count(len(both) - most, 'more pair')}: reviewer matches {view.row.number}", 2)
    if not view.matches:
        paragraph(phrases.nobody(view), 2)
        if view.lookalike is not None:
            near = view.lookalike
            why = one(near.match.why_not) or "too little in common"
            paragraph(f"nearest: {near.row.number} “{one(near.quote)}”: {why}", 2, 2)


def checks(view: ClaimView) -> None:
    """Published fact-checks of what the claim says: the rating first, then the words that were checked."""
    for check in view.checked:
        paragraph(one(check.line), 2, 4)
        paragraph(f"{check.number}  “{one(check.quote)}”", 4, 4)


def pair(match: MatchView, *, inner: bool = False) -> None:
    """One match: what differs, then the words, then where the two articles come from."""
    where = "same article" if inner else one(match.publisher or match.title)
    line()
    paragraph(f"{match.row.number}  {phrases.match_word(match)}  ·  {where}", 2)
    _labelled("headline", one(match.headline), 4)
    if match.repeated and not match.decisions:
        return  # the same said twice in one article needs no more than a line
    _labelled("agrees" if match.outcome in SAYING_THE_SAME else "differs", one(match.difference), 4)
    paragraph(f"“{one(match.quote)}”", 4, 1)
    _labelled("lineage", "" if inner else phrases.lineage(match.lineage, match.origins), 4)
    for decision in match.decisions:
        who = "you" if decision.mine else one(decision.person)
        why = f": “{one(decision.rationale)}”" if decision.rationale else ""
        _labelled("decided", f"{who}: {phrases.PAIRS[decision.word]}{why}", 4)


def rows(listed: Iterable[ClaimRow], policy: Policy) -> None:
    """Claims, one a line: number, state, how many matches, words."""
    table([(row.number, _short_state(row, policy), _matches(row), row.words) for row in listed])


def _short_state(row: ClaimRow, policy: Policy) -> str:
    word = phrases.label(row.value, policy) or phrases.STATUSES[row.status]
    return word + ("*" if row.needs_look else "") + (" (postponed)" if row.postponed else "")


def _matches(row: ClaimRow) -> str:
    return ("!" if row.disagrees else "=") + str(row.matches) if row.matches else ""


def articles(views: Sequence[ArticleView]) -> None:
    """Articles, one a line: number, done, date, publisher, title; remarks below."""
    table(
        [
            (
                str(view.number),
                f"{view.decided}/{view.claims}",
                view.metadata.date or "no date",
                view.metadata.publisher or "",
                view.title + ("" if view.in_project else "  (left the project file)"),
            )
            for view in views
        ]
    )
    for view in views:
        for remark in view.remarks:
            paragraph(f"{view.number}: {one(remark)}", 2, 2)


def article(text: ArticleText, listed: Iterable[ClaimRow], policy: Policy) -> None:
    """One article: what is known of it, then its claims."""
    view = text.article
    paragraph(f"{view.number}  {one(view.title)}")
    for item, value in view.metadata.known().items():
        origin = view.metadata.origins.get(item)
        _labelled(item.replace("_", " "), one(value) + (f" ({origin.value})" if origin else ""))
    _labelled("key", one(view.key))
    _labelled("reader", f"{one(view.reader)}, {count(view.length, 'character')}")
    for signoff in view.signoffs:
        again = f"; needs another look: {one(signoff.needs_look)}" if signoff.needs_look else ""
        _labelled("signed off", f"{one(signoff.person)}, {signoff.at[:16].replace('T', ' ')}{again}")
    _labelled("assigned", one(view.assigned))
    for remark in view.remarks:
        _labelled("remark", one(remark))
    line()
    rows(listed, policy)


def _labelled(name: str, words: str, indent: int = 2, label: int = _LABEL) -> None:
    if words:
        paragraph(name.ljust(label) + words, indent, label)
