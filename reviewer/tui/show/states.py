"""What the screen says when there is no claim to show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.tui.runs import BLANK, Line, Run, flow, line, run

if TYPE_CHECKING:
    from reviewer.tui.keymap import Keys
    from reviewer.workspace.views import Summary, UpdateReport


def empty_lines(summary: Summary, keys: Keys, width: int, *, progress: str = "", read_only: bool = False) -> list[Line]:
    """No article yet, or no claim in them: what is going on and what to do next."""
    if progress:
        return [
            BLANK,
            *flow([Run("Reading the articles.", "strong")], width, indent=3),
            *flow([run(progress, "warn")], width, indent=3),
        ]
    if summary.articles:
        lines = [
            BLANK,
            *flow([Run(f"{summary.articles} articles, and no claim in them.", "strong")], width, indent=3),
            *flow([Run("Their texts may be empty, or in a language without rules yet.")], width, indent=3),
            BLANK,
            _step(keys.first("work.report"), "what the last update read and skipped"),
            _step(keys.first("claim.give"), "add a claim by hand"),
        ]
    else:
        lines = [
            BLANK,
            *flow([Run("No articles yet.", "strong")], width, indent=3),
            BLANK,
            *flow([Run("Name them in "), Run("claims.yaml", "strong"), Run(":")], width, indent=3),
            BLANK,
            line(Run("       articles:", "dim")),
            line(Run("         - articles/*.txt", "dim")),
            BLANK,
            *flow([Run("or leave with "), run(keys.first("quit"), "key"), Run(" and type:")], width, indent=3),
            BLANK,
            line(Run("       reviewer add FILE …", "dim")),
        ]
    if not read_only:
        lines += [BLANK, _step(keys.first("work.update"), "read the project file again, now")]
    return [*lines, _step(keys.first("help"), "help")]


def filtered_lines(words: str, keys: Keys, width: int) -> list[Line]:
    """Nothing passes the filter: which filter, and the key that clears it."""
    return [
        BLANK,
        *flow([Run("No claim passes the filter.", "strong")], width, indent=3),
        *flow([Run("filter: ", "dim"), run(words)], width, indent=3),
        BLANK,
        _step(keys.first("filter.clear"), "list all claims again"),
        _step(keys.first("filter.open"), "change the filter"),
    ]


def too_small_lines(words: str, width: int) -> list[Line]:
    """The one sentence for a terminal that is too small."""
    return flow([run(words, "strong")], width)


def report_lines(report: UpdateReport | None, width: int, keys: Keys, *, differs: str = "") -> list[Line]:
    """What an update did, file by file where something was skipped; `differs` tells of rules not in force."""
    head = [*flow([Run("! ", "warn"), run(differs)], width, indent=1, hang=3), BLANK] if differs else []
    return head + _report(report, width, keys)


def _report(report: UpdateReport | None, width: int, keys: Keys) -> list[Line]:
    if report is None:
        words = "Nothing was brought up to date since the screen opened;"
        step = [run(f" {keys.first('work.update')} ", "key"), Run("on the review screen does it now.")]
        return flow([Run(words), *step], width, indent=1)
    counts = [
        (report.read, "files read"),
        (report.added, "articles added"),
        (report.changed, "articles changed"),
        (report.unchanged, "articles unchanged"),
        (report.left, "articles left the project file"),
        (report.claims, "claims in all"),
        (report.matches, "matches in all"),
        (report.carried, "judged claims stand in a new text with the same words; their verdicts go along"),
        (report.reworded, "judged claims do not: the list has them with what changed, for another look"),
    ]
    lines = [line(Run(f"{count:>9,}  "), words) for count, words in counts if count]
    for title, told in (
        ("Not taken", [f"{skip.path}: {skip.reason}" for skip in report.skipped]),
        ("Given claims that stand nowhere", list(report.unanchored)),
        ("Warnings", list(report.warnings)),
    ):
        if told:
            lines += [BLANK, line(Run(f" {title}", "head"))]
            for words in told:
                lines += flow([run(words)], width, indent=3, hang=5)
    return lines or flow([Run("Everything was up to date.")], width, indent=1)


def report_words(report: UpdateReport) -> str:
    """An update in one sentence; how many claims there are in all only where their number may be another now."""
    parts = []
    taken = report.added or report.changed or report.left
    for count, one, many in (
        (report.added, "article added", "articles added"),
        (report.changed, "article changed", "articles changed"),
        (report.left, "article left the project file", "articles left the project file"),
        (report.claims if taken else 0, "claim in all", "claims in all"),
        (report.reworded, "judged claim stands on changed words", "judged claims stand on changed words"),
        (len(report.skipped), "file not taken", "files not taken"),
        (len(report.unanchored), "given claim stands nowhere", "given claims stand nowhere"),
        (len(report.warnings), "warning", "warnings"),
    ):
        if count:
            parts.append(f"{count:,} {one if count == 1 else many}")
    return ", ".join(parts) or "Everything is up to date"


def _step(key: str, words: str) -> Line:
    return line("   ", run(key.ljust(8), "key"), words)
