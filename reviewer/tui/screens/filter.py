"""The filter form, by keyboard, with the number of claims that it would list."""

from __future__ import annotations

from collections.abc import Iterator

from textual.app import ComposeResult

from reviewer.errors import ReviewerError
from reviewer.model.order import ORDER_WORDS, Order
from reviewer.tui.actions import Scope
from reviewer.tui.asking import COUNT
from reviewer.tui.desk import Listing
from reviewer.tui.filters import FIELDS, Form, filter_words, yes_no_words
from reviewer.tui.runs import Line, Run, flow, run
from reviewer.tui.said import Said, Tone, told
from reviewer.tui.screens.acting import Acting
from reviewer.tui.show.bar import count_words
from reviewer.tui.widgets.entry import Prompt
from reviewer.tui.widgets.painted import Lines
from reviewer.workspace.views import Filter

_LABEL = 16


class FilterScreen(Acting[Said]):
    """Lists what was chosen and answers with what there is to say of it; nothing where the list stays as it was."""

    SCOPES = (Scope.FILTER,)
    DEFAULT_CSS = """
    FilterScreen #lists { height: auto; max-height: 3; padding: 0 1; background: $r-side-ground; }
    FilterScreen #page { height: 1fr; padding: 0 1; }
    FilterScreen.-too-small #lists { display: none; }
    """

    def __init__(self, current: Filter) -> None:
        super().__init__()
        self.form = Form(current)
        self._counted: Filter | None = None
        self._count = ("", "strong")

    def compose(self) -> ComposeResult:
        """Bar, form, prompt, footer."""
        yield Lines(id="bar")
        yield Lines(id="lists")
        yield Lines(id="page")
        yield Prompt()
        yield from self.foot()

    def redraw(self) -> None:
        """Draw the form and count what it lists."""
        super().redraw()
        self._count_anew()
        self.draw_title("Which claims to list", *self._count)
        words = filter_words(self.form.filter, self.session.title_of(self.form.filter.article))
        lists = self.query_one("#lists", Lines)
        told = flow([Run("lists: ", "dim"), run(words or "all claims")], self.app.size.width - 4, indent=1, most=3)
        lists.styles.height = len(told)
        lists.show(told)
        page = self.query_one("#page", Lines)
        page.show(self._lines(page.scrollable_content_region.width), chosen=f"row:{self.form.row}", keep_place=True)

    def _count_anew(self) -> None:
        """Ask how many claims the form lists, once for each state of it."""
        wanted = self.form.filter
        if wanted == self._counted:
            return
        self._counted, self._count = wanted, ("counting …", "dim")

        def lists() -> Iterator[Listing | ReviewerError]:
            try:
                yield from self.session.desk.listings(wanted)
            except ReviewerError as error:
                yield error

        def counted(found: Listing | ReviewerError) -> None:
            if isinstance(found, ReviewerError):
                self._count = found.what, "bad"
            else:
                every = f" of {self.session.summary.claims:,}" if self.session.summary is not None else ""
                self._count = f"{count_words(found)}{every} claims", "strong" if len(found) else "warn"
            self.draw_title("Which claims to list", *self._count)

        self.session.ask(COUNT, lists, counted)

    def _lines(self, width: int) -> list[Line]:
        lines: list[Line] = []
        for i, field in enumerate(FIELDS):
            label = Run(field.label.ljust(_LABEL), "strong" if i == self.form.row else "plain")
            lines += flow([label, *self._values(i)], width, indent=1, hang=1 + _LABEL, key=f"row:{i}")
        return lines

    def _values(self, row: int) -> list[Run]:
        field, signs = FIELDS[row], self.reviewer.signs
        held = getattr(self.form.filter, field.name)
        here = row == self.form.row
        if field.kind == "set":
            runs: list[Run] = []
            for i, (choice, words) in enumerate(field.choices):
                sign = signs.on if choice in held else signs.off
                role = "key" if here and i == self.form.column else "strong" if choice in held else "plain"
                # A box stays with its words when the line wraps.
                runs += [run(f"{sign} {words}".replace(" ", "\u00a0"), role), Run("  ")]
            return runs
        if field.kind == "yes_no":
            return [run(yes_no_words(field.name, held), "plain" if held is None else "strong")]
        if field.kind == "score":
            return [run(f"from {held:g}" if held else "any", "strong" if held else "plain")]
        if field.kind == "order":
            return [run(ORDER_WORDS[held], "plain" if held is Order.TEXT else "strong")]
        if field.kind == "article":
            return [run(self.session.title_of(held) or "all", "strong" if held else "plain")]
        return [run(f"“{held}”" if held else "any", "strong" if held else "plain")]

    def _set(self, form: Form) -> None:
        self.form = form
        self.redraw()

    def do_filter_next(self) -> None:
        """Down."""
        self._set(self.form.down(1))

    def do_filter_previous(self) -> None:
        """Up."""
        self._set(self.form.down(-1))

    def do_filter_right(self) -> None:
        """Next choice."""
        self._across(1)

    def do_filter_left(self) -> None:
        """Previous choice."""
        self._across(-1)

    def _across(self, by: int) -> None:
        if self.form.field.kind == "article":
            self._set(self.form.article_turned(self.session.desk.articles(), by))
        elif self.form.field.kind in ("yes_no", "score", "order"):
            self._set(self.form.toggled())
        else:
            self._set(self.form.across(by))

    def do_filter_toggle(self) -> None:
        """Take in or out; type."""
        field = self.form.field
        if field.kind in ("article", "text"):
            held = getattr(self.form.filter, field.name) if field.kind == "text" else ""
            self.query_one(Prompt).ask(f"{field.label}:", self._typed, value=held)
        else:
            self._set(self.form.toggled())

    def _typed(self, answer: str | None) -> None:
        self.set_focus(None)
        if answer is None:
            return
        words = answer.strip()
        if self.form.field.kind == "article" and words:
            try:
                words = self.session.desk.article(words).id
            except ReviewerError as error:
                self.say(told(error))
                return
        self._set(self.form.having(self.form.field.name, words))

    def do_filter_apply(self) -> None:
        """List them; a filter that cannot be asked stays on the form."""
        self.reviewer.asker.drop(COUNT)
        if not self.session.set_filter(self.form.filter, lambda said: self.dismiss(said or self._listed())):
            self.say(Said(f"Looking; {self.reviewer.keys.first('filter.leave')} stops", Tone.PLAIN))

    def _listed(self) -> Said:
        count = count_words(self.session.listing)
        return Said(f"{count} claim is listed" if count == "1" else f"{count} claims are listed", Tone.PLAIN)

    def do_filter_reset(self) -> None:
        """Nothing chosen."""
        self._set(Form(Filter(), self.form.row))

    def do_filter_leave(self) -> None:
        """As it was."""
        self.reviewer.stop_asking()
        self.dismiss(None)
