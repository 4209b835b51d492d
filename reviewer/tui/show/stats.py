"""Statistics as lines of the screen."""

from __future__ import annotations

from reviewer.tui.runs import BLANK, Line, Run, clipped, run
from reviewer.workspace.charts import lines
from reviewer.workspace.views.statistics import Statistics


def stats_lines(found: Statistics, width: int) -> list[Line]:
    """Where the claims stand, then everything that is drawn; headings set off."""
    counts = found.summary
    stands = f" {counts.claims:,} claims: {counts.decided:,} decided, {counts.split:,} split, "
    stands += f"{counts.in_review:,} in review, {counts.open:,} open; {counts.needs_look:,} need another look"
    made = [clipped(Line((run(stands, "strong"),)), width)]
    for drawn in lines(found):
        heading = not drawn.startswith(" ")
        made += [BLANK] * heading
        made.append(clipped(Line((Run(" "), run(drawn, "head" if heading else "plain"))), width))
    return made
