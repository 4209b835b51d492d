"""The rest of the review screen's keys: words, evidence, marks, spans, sign-off, copying, updating."""

from __future__ import annotations

from reviewer.tui.citation import citation
from reviewer.tui.screens.review_base import ReviewBase
from reviewer.tui.session import Said, Tone
from reviewer.tui.widgets.entry import Prompt


class Working(ReviewBase):
    """Keys that open a form, and keys that work on the claim as it is."""

    def do_claim_postpone(self) -> None:
        """Postpone, or take up again."""
        self.answered(self.session.postpone())

    def do_claim_postpone_why(self) -> None:
        """Postpone with a reason."""

        def given(reason: str | None) -> None:
            self.back_to_keys()
            if reason is not None:
                self.answered(self.session.postpone(reason.strip()))

        self.query_one(Prompt).ask("postpone, because:", given)

    def do_claim_mark(self) -> None:
        """Mark and go on."""
        self.session.mark(self.session.claim_id)
        self.session.move(1)
        count = len(self.session.marked)
        self.answered(
            Said(f"{count} marked; a verdict key covers all of them" if count else "No claim is marked", Tone.PLAIN)
        )

    def do_claim_unmark(self) -> None:
        """No marks."""
        self.session.marked = ()
        self.answered(Said("No claim is marked", Tone.PLAIN), scroll=False)

    def do_claim_copy(self) -> None:
        """Quote and citation to the clipboard."""
        view = self.session.view
        if view is not None:
            self.app.copy_to_clipboard(citation(view))
            self.say(Said(f"Copied {view.row.number} with its citation; not every terminal takes it", Tone.PLAIN))

    def do_work_stop(self) -> None:
        """Stop the update, drop the marks, give the footer back."""
        if self.reviewer.stop_update():
            self.say(Said("Stopping; what was done is kept", Tone.PLAIN))
        elif self.session.marked:
            self.do_claim_unmark()
        else:
            self.hush()

    def do_work_update(self) -> None:
        """Bring the workspace up to date."""
        self.say(self.reviewer.start_update())
        self.draw(scroll=False)
