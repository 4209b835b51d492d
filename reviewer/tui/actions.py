"""The one registry of actions: keys, help, palette and footer all come from here.

An action belongs to a scope (a screen, or a state of the review screen). Its id is what a user's `keys.yaml` names.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from reviewer.model.verdict import DEFINITIONS, DIFFERENCES, LABELS, Value

_NEAR = ("Verdict", "Moving", "search.start", "search.change")
"""Groups and ids of actions that need no more of a long article than what stands around the claim."""


class Scope(StrEnum):
    """Where an action can be called."""

    EVERYWHERE = "everywhere"
    REVIEW = "review"
    HITS = "search"
    QUEUE = "queue"
    COMPARE = "side by side"
    CLUSTER = "all appearances"
    LINEAGE = "where articles come from"
    SPAN = "span"
    NOTE = "note"
    EVIDENCE = "evidence"
    FILTER = "filter"
    LIST = "list"
    ASK = "question"
    QUESTIONS = "questions of the study"
    ADJUDICATION = "the last word"
    PALETTE = "palette"
    FIELD = "field"


class Needs(StrEnum):
    """What must be there before an action makes sense."""

    NOTHING = ""
    CLAIM = "claim"
    MATCH = "match"
    ARTICLE = "article"


@dataclass(frozen=True, slots=True)
class Action:
    """One thing that a user can do.

    `keys` are separated by commas, as Textual names them or as the character itself. `short` is the word in the
    footer ("" keeps it out); a lower `rank` stands further left and gives way later. `writes` is True for acts that a
    read-only workspace refuses.
    """

    id: str
    keys: str
    words: str
    group: str
    scope: Scope = Scope.REVIEW
    needs: Needs = Needs.NOTHING
    writes: bool = False
    short: str = ""
    rank: int = 50

    @property
    def near(self) -> bool:
        """Whether it needs no more of a long article than what stands around the claim."""
        return self.group in _NEAR or self.id in _NEAR

    @property
    def leaves(self) -> bool:
        """Whether it only goes elsewhere, whatever others say of the claim that is left."""
        return self.group == "Moving"


def verdict_id(value: Value) -> str:
    """The id of the action that gives this verdict."""
    return f"verdict.{value.value}"


def last_word_id(value: Value) -> str:
    """The id of the action by which an adjudicator says this."""
    return f"adjudicate.{value.value}"


def difference_id(number: int) -> str:
    """The id of the action that says why reviewers differed, by its place in DIFFERENCES from 1."""
    return f"adjudicate.difference_{number}"


VERDICT_OF = {verdict_id(value): value for value in Value}
"""Verdict by action id."""

_VERDICT_KEYS = dict(zip(Value, ("s,1", "r,2", "c,3", "n,4", "o,5"), strict=True))

# [scope] group, then: id | keys | what it does | what it needs, and "write" where it changes something | footer, rank
_TABLE = """
[review] Verdict
  verdict.about          | v            | Judge the content (it is so) or the attribution (they did say so) | claim
  claim.questions        | Q            | Answer the questions of the study | claim write
  act.undo               | u            | Undo your last act | write | Undo 20
  act.redo               | U            | Redo what you undid | write
[review] Words and evidence
  note.rationale         | t            | Write the rationale; it goes out with the verdict | claim write | Rationale 35
  note.private           | T            | Write a private note: it leaves only when asked for | claim write
  evidence.add           | e            | Add evidence; on a match, that claim | claim write | Evidence 36
[review] Matches
  pair.agrees            | =            | The pair agrees | match write
  pair.contradicts       | !            | The pair contradicts | match write
  pair.other_thing       | x            | The pair speaks of different things | match write
  pair.cannot_tell       | ~            | Nobody can tell from these words | match write
  match.next             | J            | Next match | match | Match 32
  match.previous         | K            | Previous match | match
  match.compare          | m            | The two claims side by side, each in its article | match | Compare 30
  cluster.open           | M            | All appearances of the claim, by origin, in order of time | claim
  lineage.open           | L            | Which articles come from which, and why we think so | article
[review] Moving
  claim.next             | j,down       | Next claim | claim | Next 28
  claim.previous         | k,up         | Previous claim | claim
  claim.first            | home         | First claim of the list | claim
  claim.last             | end          | Last claim of the list | claim
  claim.open             | enter        | Next claim that is still open | claim
  article.next           | ]            | Next article | claim | Article 40
  article.previous       | [            | Previous article | claim
  text.down              | pagedown     | Read on in the article
  text.up                | pageup       | Read back in the article
  text.line_down         | shift+down   | One line down in the article
  text.line_up           | shift+up     | One line up in the article
  text.back              | backspace    | Back to the claim in the article | claim
[review] Finding
  go.id                  | g            | Go to a claim by number, id or “last” | claim
  text.jump              | ;            | Jump: type the letter that stands on a claim in sight | article
  search.start           | /            | Search claims and this article as you type |  | Search 34
  filter.open            | f            | Choose which claims are listed |  | Filter 38
  filter.clear           | F            | List all claims again
  list.order             | O            | Another order of the list: text, worth checking, matches, contradicted
  queue.open             | q            | The list of claims over the whole screen |  | Queue 26
[review] Working
  claim.postpone         | p            | Postpone the claim, or take it up again | claim write
  claim.postpone_why     | P            | Postpone the claim and say why | claim write
  claim.mark             | space        | Mark the claim; a verdict key then covers all marked ones | claim
  claim.unmark           | ctrl+u       | Take all marks off | claim
  claim.span             | b            | Change where the claim begins and ends, or split it | claim write
  claim.take             | C            | Take the words that stand in the text now for changed ones | claim write
  claim.give             | +            | Add a claim by hand: choose its words by keys or mouse | article write
  given.settle           | X            | Settle given claims that stand nowhere: take what is near, or drop | write
  article.signoff        | a            | Sign the article off | article write
  article.assign         | H            | Hand the article, or this claim alone, to somebody | claim write
  article.block          | B            | Say what this part of the article is: body, byline, widget | claim write
  article.date           | D            | Say when the article was published | article write
  claim.adjudicate       | A            | Give the last word where reviewers differ | claim write
  claim.reopen           | Z            | Open a judged claim again, with a reason: a new round | claim write
  claim.reveal           | V            | Open a blind round before it is full, as an owner | claim write
  claim.copy             | y            | Copy the claim with its citation | claim
  text.marks             | _            | Underline the other claims, or not
  claim.why              | w            | Why the claim is ranked and cut as it is | claim
  work.stats             | S            | How far the work is, and how well people agree
  work.update            | R            | Bring the workspace up to the project file | write
  work.report            | i            | What the last update did
  work.stop              | escape       | Stop what is running; leave the search; drop the marks
[search] Search
  search.next            | n            | Next hit |  | Next hit 10
  search.previous        | N            | Previous hit |  | Previous 11
  search.change          | /            | Change the search |  | Change 12
  search.leave           | escape       | Leave the search; the verdict keys work again |  | Leave 13
[queue] Queue
  queue.next             | j,down       | Next claim
  queue.previous         | k,up         | Previous claim
  queue.page_down        | pagedown     | A page down
  queue.page_up          | pageup       | A page up
  queue.first            | home         | First claim
  queue.last             | end          | Last claim
  queue.article_next     | ]            | Next article |  | Article 14
  queue.article_previous | [            | Previous article
  queue.mark             | space        | Mark the claim |  | Mark 12
  queue.choose           | enter        | Review this claim |  | Review 10
  queue.filter           | f            | Choose which claims are listed |  | Filter 16
  queue.filter_clear     | F            | List all claims again
  queue.order            | O            | Another order: text, worth checking, matches, contradicted |  | Order 17
  queue.go               | g            | Go to a claim by number, id or “last” |  | Go 19
  queue.unmark           | ctrl+u       | Take all marks off
  queue.leave            | q,escape     | Back to the claim you came from |  | Back 18
[side by side] Decide
  compare.agrees         | =            | The pair agrees | match write | agrees 10
  compare.contradicts    | !            | The pair contradicts | match write | contradicts 11
  compare.other_thing    | x            | The pair speaks of different things | match write | other thing 12
  compare.cannot_tell    | ~            | Nobody can tell from these words | match write | cannot tell 13
  compare.open           | o            | Take back what you said of the pair: it is asked again | match write
  compare.undo           | u            | Undo your last act | write | Undo 20
[side by side] Pairs
  compare.next           | J,j,down     | Next pair of this claim |  | Next 14
  compare.previous       | K,k,up       | Previous pair of this claim
  compare.evidence       | e            | Make the other claim evidence for this one | match write | Evidence 24
  compare.lineage        | l            | Say how the two articles are related | match write | Lineage 25
  compare.go             | g,enter      | Review the other claim | match | Go there 26
  compare.down           | pagedown     | Read on in both texts
  compare.up             | pageup       | Read back in both texts
  compare.leave          | m,q,escape   | Back to the claim |  | Back 16
[all appearances] Decide
  cluster.agrees         | =            | This one agrees with the claim you came from | write | agrees 10
  cluster.contradicts    | !            | This one contradicts it | write | contradicts 11
  cluster.other_thing    | x            | This one speaks of another thing: out of the group | write | other thing 12
  cluster.cannot_tell    | ~            | Nobody can tell from these words | write | cannot tell 13
  cluster.undo           | u            | Undo your last act | write | Undo 20
[all appearances] Appearances
  cluster.next           | j,down       | Next appearance |  | Next 14
  cluster.previous       | k,up         | Previous appearance
  cluster.go             | g,enter      | Review this claim |  | Go there 24
  cluster.lineage        | L            | Where its article comes from |  | Sources 26
  cluster.leave          | M,q,escape   | Back to the claim |  | Back 16
[where articles come from] Articles
  lineage.next           | j,down       | Next article |  | Next 12
  lineage.previous       | k,up         | Previous article
  lineage.set            | l            | Say yourself how the two articles are related | write | Say it 10
  lineage.undo           | u            | Undo your last act | write | Undo 20
  lineage.place          | n            | Next place that both have | | Next place 14
  lineage.leave          | L,q,escape   | Back |  | Back 28
[span] Span
  span.right             | right,l      | Move the edge forward |  | Move 30
  span.left              | left,h       | Move the edge back
  span.down              | down,j       | Move the edge a line down
  span.up                | up,k         | Move the edge a line up
  span.anchor            | space        | Set the beginning here; the arrows move the end
  span.edge              | tab          | Take the other edge |  | Other edge 12
  span.unit              | w            | Move by words, clauses or sentences |  | Steps 14
  span.sentence          | s            | Take the whole sentence |  | Sentence 16
  span.clause            | c            | Take the whole clause
  span.split             | x            | Cut the claim in two; the arrows move the cut |  | Split 18
  span.kind              | t            | Change what kind of claim it is
  span.save              | enter        | Save |  | Save 8
  span.leave             | escape       | Leave everything as it was |  | Leave 20
[note] Note
  note.save              | enter        | Save |  | Save 10
  note.newline           | ctrl+n,shift+enter | New line |  | New line 12
  note.alone             | f2           | Save as a note of its own, without a verdict |  | Note only 14
  note.editor            | f5           | Write it in your own editor ($EDITOR) |  | Editor 15
  note.leave             | escape       | Leave; what you typed is kept as a draft |  | Keep draft 11
[evidence] Evidence
  evidence.next          | tab,down     | Next field |  | Next field 12
  evidence.previous      | shift+tab,up | Previous field
  evidence.kind          | f3           | What it is: claim, web page, file, other |  | Kind 14
  evidence.stance        | f4           | How it bears on the claim: supports, refutes, context |  | Bearing 16
  evidence.editor        | f5           | Write the words in your own editor ($EDITOR) |  | Editor 17
  evidence.drop          | f8           | Remove the evidence kept so far
  evidence.save          | enter        | Save |  | Save 10
  evidence.leave         | escape       | Leave without saving |  | Leave 18
[filter] Filter
  filter.next            | j,down       | Next line
  filter.previous        | k,up         | Previous line
  filter.right           | l,right      | Next choice of the line
  filter.left            | h,left       | Previous choice of the line
  filter.toggle          | space        | Take the choice in or out; type a text |  | Choose 10
  filter.apply           | enter        | List these claims |  | List them 12
  filter.reset           | x            | Clear everything |  | Clear 14
  filter.leave           | escape,f     | Leave the list as it was |  | Leave 16
[list] List
  list.next              | j,down       | Down
  list.previous          | k,up         | Up
  list.page_down         | pagedown,space | A page down |  | Page 12
  list.page_up           | pageup       | A page up
  list.first             | home         | To the top
  list.last              | end          | To the end
  list.leave             | escape,q,enter,question_mark | Back |  | Back 10
[question] Question
  ask.yes                | y,enter      | Yes, do it |  | Yes 10
  ask.down               | pagedown,down | Read on
  ask.up                 | pageup,up    | Read back
  ask.no                 | escape,n     | No, leave everything as it is |  | No 12
[questions of the study] Questions
  questions.next         | tab,down     | Next question |  | Next 10
  questions.previous     | shift+tab,up | Previous question |  | Previous 11
  questions.leave        | escape       | Back to the claim |  | Back 12
[the last word] The last word
  adjudicate.none        | 0            | Why they differed: take it back
  adjudicate.rationale   | t            | Write your rationale at length | write | Rationale 14
  adjudicate.evidence    | e            | Add evidence of your own | write | Evidence 16
  adjudicate.down        | pagedown,j,down | Read on
  adjudicate.up          | pageup,k,up  | Read back
  adjudicate.leave       | escape,q,A   | Back to the claim without deciding |  | Back 20
[palette] Palette
  palette.next           | down         | Next command |  | Down 12
  palette.previous       | up           | Previous command
  palette.run            | enter        | Choose it |  | Choose 10
  palette.leave          | escape       | Back |  | Back 14
[field] Field
  field.take             | enter        | Take what is typed |  | Take it 10
  field.leave            | escape       | Leave the field; nothing is changed |  | Leave 12
[everywhere] Everywhere
  help                   | ?,f1         | Help for where you are |  | Help 90
  palette                | ctrl+p       | Every command by name |  | Commands 92
  quit                   | ctrl+q       | Leave the program; everything is saved |  | Quit 94
"""


def _verdicts() -> Iterator[Action]:
    for value in Value:
        words = f"{LABELS[value]}: {DEFINITIONS[value]}"
        yield Action(verdict_id(value), _VERDICT_KEYS[value], words, "Verdict", needs=Needs.CLAIM, writes=True)


def _table() -> Iterator[Action]:
    scope, group = Scope.REVIEW, ""
    for row in _TABLE.strip().splitlines():
        if row.startswith("["):
            name, _, group = row[1:].partition("] ")
            scope = Scope(name)
            continue
        name, keys, words, needs, foot = (cell.strip() for cell in (row + " |" * 4).split(" |")[:5])
        short, _, rank = foot.rpartition(" ")
        flags = set(needs.split())
        need = next((each for each in Needs if each and each.value in flags), Needs.NOTHING)
        yield Action(name, keys, words, group, scope, need, "write" in flags, short, int(rank or 50))


def _last_words() -> Iterator[Action]:
    group = "The last word"
    for value in Value:
        key, words = _VERDICT_KEYS[value][0], f"The last word: {LABELS[value]}"
        yield Action(last_word_id(value), key, words, group, Scope.ADJUDICATION, writes=True)
    for number, words in enumerate(DIFFERENCES, 1):
        yield Action(difference_id(number), str(number), f"Why they differed: {words}", group, Scope.ADJUDICATION)


ACTIONS: tuple[Action, ...] = (*_verdicts(), *_last_words(), *_table())
"""Every action, in the order of help."""
BY_ID = {action.id: action for action in ACTIONS}


def of_scope(scope: Scope) -> tuple[Action, ...]:
    """The actions of one scope, in the order of help."""
    return tuple(action for action in ACTIONS if action.scope is scope)
