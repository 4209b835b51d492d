"""A piece of evidence: another claim, a web page, a file, or something else, and how it bears on the claim."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Input

from reviewer.errors import ReviewerError
from reviewer.model.verdict import Evidence, EvidenceKind, Stance
from reviewer.text.visible import visible
from reviewer.tui.actions import Scope
from reviewer.tui.layout import MEASURE
from reviewer.tui.runs import BLANK, Line, Run, flow, line, run
from reviewer.tui.said import Said, Tone, told
from reviewer.tui.screens.acting import Acting
from reviewer.tui.show.article import claim_focus
from reviewer.tui.show.said import evidence_words
from reviewer.tui.widgets.article_view import ArticleView
from reviewer.tui.widgets.entry import SafeInput
from reviewer.tui.widgets.painted import Lines

_KINDS = (EvidenceKind.CLAIM, EvidenceKind.URL, EvidenceKind.FILE, EvidenceKind.OTHER)
_KIND_WORDS = {
    EvidenceKind.CLAIM: "another claim",
    EvidenceKind.URL: "a web page",
    EvidenceKind.FILE: "a file",
    EvidenceKind.OTHER: "something else",
}
_PLACE = {EvidenceKind.CLAIM: "Claim", EvidenceKind.URL: "Address", EvidenceKind.FILE: "File"}
_MISSING = {
    EvidenceKind.CLAIM: "Name the claim: a number such as 3.12",
    EvidenceKind.URL: "Name the address of the page",
    EvidenceKind.FILE: "Name the file",
    EvidenceKind.OTHER: "Write down its words, or a remark on what it is",
}
_FIELDS = ("place", "quote", "retrieved", "remark")


def _path(typed: str) -> Path:
    """The file that is meant; `~` where there is such a home."""
    try:
        return Path(typed).expanduser()
    except RuntimeError:
        return Path(typed)


class EvidenceScreen(Acting[tuple[Evidence, ...]]):
    """Answers with all evidence that waits for the claim, or nothing where nothing was changed."""

    SCOPES = (Scope.EVIDENCE,)
    TYPING = True
    DEFAULT_CSS = """
    EvidenceScreen #head { height: auto; max-height: 12; padding: 1 1 0 1; }
    EvidenceScreen #form { height: auto; padding: 1 1; max-width: 110; }
    EvidenceScreen .row { height: 1; }
    EvidenceScreen ArticleView { height: 1fr; max-width: 102; }
    EvidenceScreen.-too-small ArticleView { display: none; }
    EvidenceScreen.-too-small #head { height: 1fr; padding: 0 1; }
    EvidenceScreen.-too-small #form { padding: 0 1; }
    EvidenceScreen .label { width: 14; height: 1; }
    EvidenceScreen .-gone { display: none; }
    """

    def __init__(self, kept: tuple[Evidence, ...], suggested: Evidence | None, today: str) -> None:
        super().__init__()
        self.kept = kept
        self.item = suggested or Evidence(EvidenceKind.URL, Stance.SUPPORTS, retrieved=today)
        self.today = today

    def compose(self) -> ComposeResult:
        """What is kept so far, the fields, the footer."""
        yield Lines(id="bar")
        yield Lines(id="head")
        with Vertical(id="form"):
            for name in _FIELDS:
                with Horizontal(classes="row", id=f"row-{name}"):
                    label = Lines(id=f"label-{name}")
                    label.add_class("label")
                    yield label
                    yield SafeInput(self._value(name), id=name)
        yield ArticleView(signs=self.reviewer.signs, id="source")
        yield from self.foot()

    def _value(self, name: str) -> str:
        if name != "place":
            return str(getattr(self.item, name))
        return {
            EvidenceKind.CLAIM: self.session.number_of(self.item.claim) if self.item.claim else "",
            EvidenceKind.URL: self.item.url,
            EvidenceKind.FILE: self.item.file_name,
            EvidenceKind.OTHER: "",
        }[self.item.kind]

    def on_mount(self) -> None:
        """Type at once; a suggestion only has to be confirmed."""
        self.type_into(self.query_one("#quote" if self.item.claim else "#place", SafeInput))

    def redraw(self) -> None:
        """Draw the head and the labels; a kind without a place has no field for it."""
        super().redraw()
        item = self.item
        labels = {"place": _PLACE.get(item.kind, ""), "quote": "Words", "retrieved": "Seen on", "remark": "Remark"}
        for name, words in labels.items():
            self.query_one(f"#label-{name}", Lines).show([line(run(words, "dim"))])
            self.query_one(f"#row-{name}").set_class(not words, "-gone")
        self.query_one("#row-retrieved").set_class(item.kind is not EvidenceKind.URL, "-gone")
        head = self.query_one("#head", Lines)
        lines = self._head()
        head.styles.height = len(lines) + 1
        head.show(lines)

    def _head(self) -> list[Line]:
        view, keys = self.session.view, self.reviewer.keys
        lines: list[Line] = []
        if view is not None:
            self.draw_title(f"Evidence for {view.row.number}", f"{len(self.kept)} kept" if self.kept else "")
            self.query_one("#source", ArticleView).show(self.session.text, claim_focus(view), scroll=False)
            lines += flow([run(f"“{view.row.quote}”", "strong")], MEASURE, most=2)
        for item in self.kept:
            lines += flow(
                [
                    Run("kept: ", "dim"),
                    run(evidence_words(item, {item.claim: self.session.number_of(item.claim)} if item.claim else None)),
                ],
                MEASURE,
                hang=6,
                most=2,
            )
        kind = [run(keys.first("evidence.kind"), "key"), Run(" it is "), run(_KIND_WORDS[self.item.kind], "strong")]
        stance = [run(keys.first("evidence.stance"), "key"), Run(" it "), run(self._stance(), "strong")]
        return [*lines, BLANK, line(*kind, Run("     "), *stance)]

    def _stance(self) -> str:
        return {
            Stance.SUPPORTS: "supports the claim",
            Stance.REFUTES: "refutes the claim",
            Stance.CONTEXT: "gives context",
        }[self.item.stance]

    def do_evidence_kind(self) -> None:
        """Another kind."""
        at = (_KINDS.index(self.item.kind) + 1) % len(_KINDS)
        retrieved = self.today if _KINDS[at] is EvidenceKind.URL else ""
        self.item = replace(self.item, kind=_KINDS[at], retrieved=retrieved)
        self.query_one("#place", SafeInput).value = self._value("place")
        self.redraw()

    def do_evidence_stance(self) -> None:
        """Another bearing."""
        stances = list(Stance)
        self.item = replace(self.item, stance=stances[(stances.index(self.item.stance) + 1) % len(stances)])
        self.redraw()

    def do_evidence_editor(self) -> None:
        """The words in the user's own editor; they come back as one paragraph."""
        field = self.query_one("#quote", SafeInput)
        field.value = visible(" ".join(self.in_editor(field.value).split()), line=True)
        field.focus()

    def do_evidence_next(self) -> None:
        """Next field."""
        self.focus_next(SafeInput)

    def do_evidence_previous(self) -> None:
        """Previous field."""
        self.focus_previous(SafeInput)

    def do_evidence_drop(self) -> None:
        """None of it."""
        self.dismiss(())

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter saves from every field."""
        event.stop()
        self.do_evidence_save()

    def do_evidence_save(self) -> None:
        """Done, if it names something."""
        typed = {name: self.query_one(f"#{name}", SafeInput).value.strip() for name in _FIELDS}
        try:
            item = self._made(typed)
        except ReviewerError as error:
            self.say(told(error))
            return
        if item is None:
            self.say(Said(_MISSING[self.item.kind], Tone.WARN))
            return
        self.dismiss((*self.kept, item))

    def _made(self, typed: dict[str, str]) -> Evidence | None:
        kind, place = self.item.kind, typed["place"]
        base = Evidence(kind, self.item.stance, quote=typed["quote"], remark=typed["remark"])
        if kind is EvidenceKind.CLAIM and place:
            return replace(base, claim=self.session.desk.find_claim(place))
        if kind is EvidenceKind.URL and place:
            return replace(base, url=place, retrieved=typed["retrieved"])
        if kind is EvidenceKind.FILE and place:
            taken = self.session.desk.attach(_path(place))
            return replace(base, file_name=taken.file_name, file_sha256=taken.file_sha256)
        return base if kind is EvidenceKind.OTHER and (base.quote or base.remark) else None

    def do_evidence_leave(self) -> None:
        """As it was."""
        self.dismiss(None)
