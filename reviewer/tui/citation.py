"""A claim with where it stands, for pasting into a text."""

from __future__ import annotations

from reviewer.text.visible import visible
from reviewer.workspace.views import ClaimView


def citation(view: ClaimView) -> str:
    """Quote, who says so, title, publisher, date, address, place in the text; safe to paste anywhere."""
    about = view.article.metadata
    span = view.claim.span
    source = ", ".join(part for part in (view.article.title, about.publisher, about.date, about.url) if part)
    who = " ← ".join(link.name + (" (probably)" if link.implicit else "") for link in view.claim.claimants)
    parts = [
        f"“{view.row.quote}”",
        f"says: {who}" if who else "",
        source,
        f"characters {span.start}-{span.end}, claim {view.row.id}",
    ]
    return visible("\n".join(visible(part, line=True) for part in parts if part))
