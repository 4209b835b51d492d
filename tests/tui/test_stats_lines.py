"""The page of statistics: bars by status, lengths, and agreement on its scale."""

from __future__ import annotations

from dataclasses import replace

from reviewer.tui.runs import dump
from reviewer.tui.show.stats import stats_lines
from reviewer.tui.signs import ASCII, UNICODE
from reviewer.workspace.views import Summary
from reviewer.workspace.views.statistics import (
    ArticleProgress,
    CodeAgreement,
    Figure,
    PersonProgress,
    Statistics,
)

NONE = Figure(None, None, None, 0)


def found(percent: Figure = NONE, alpha: Figure = NONE) -> Statistics:
    return Statistics(
        summary=Summary(
            articles=1, claims=20, matches=0, open=5, in_review=4, split=1, decided=10, needs_look=2, me="ann"
        ),
        articles=(ArticleProgress(1, "Storm [b]shuts[/b]\x1b[31m the port", 20, 10, 1, 4, "ann"),),
        persons=(PersonProgress("ann", "owner", 8, 1, 0), PersonProgress("bo", "reviewer", 1, 0, 0)),
        days=(("2031-03-18", 2), ("2031-03-19", 7)),
        agreement=(CodeAgreement("verdict", 9, 18, percent, alpha, (), {}),),
        splits=(),
    )


def test_a_bar_shows_every_status_by_its_own_sign() -> None:
    lines = dump(stats_lines(found(), 100, ASCII)).splitlines()
    assert lines[0].endswith("#" * 30 + "!" * 3 + "+" * 12 + "." * 15)
    assert "# 10 decided · ! 1 split · + 4 in review · . 5 open" in lines[1]
    assert "##########!++++....." in "\n".join(lines)


def test_words_from_outside_are_shown_and_not_obeyed() -> None:
    words = dump(stats_lines(found(), 100, UNICODE))
    assert "\x1b" not in words
    assert "[b]shuts[/b]" in words


def test_agreement_stands_on_its_scale_and_what_is_undefined_on_none() -> None:
    drawn = dump(stats_lines(found(alpha=Figure(0.5, 0.25, 0.75, 9)), 110, ASCII))
    (alpha,) = [line for line in drawn.splitlines() if "alpha" in line]
    scale = alpha.split()[2]
    assert len(scale) == 41
    assert (scale.index("-"), scale.index("#"), scale.rindex("-")) == (10, 20, 30)
    assert alpha.endswith("0.500 [0.250, 0.750], n = 9")
    assert "equal pairs         n/a, n = 0" in drawn


def test_where_nothing_can_be_measured_it_is_told_what_would() -> None:
    drawn = dump(stats_lines(found(), 110, ASCII))
    assert "n/a" not in drawn
    assert "Two people must judge the same claims" in drawn


def test_a_negative_figure_stands_at_the_left_end() -> None:
    drawn = dump(stats_lines(found(alpha=Figure(-0.4, None, None, 3)), 110, ASCII))
    (alpha,) = [line for line in drawn.splitlines() if "alpha" in line]
    assert alpha.split()[2].startswith("#.")


def test_lines_keep_to_the_width() -> None:
    for width in (40, 80, 200):
        assert all(line.cells <= width for line in stats_lines(found(), width, UNICODE))


def test_an_article_is_told_by_as_much_of_its_title_as_the_page_has_room_for() -> None:
    title = "Storm shuts the port of Lower Estmark for the third time since the spring"
    whole = replace(found(), articles=(ArticleProgress(1, title, 20, 10, 1, 4, "ann"),))
    assert f"{title}  ann" in dump(stats_lines(whole, 120, ASCII))
    narrow = dump(stats_lines(whole, 79, ASCII)).splitlines()
    (cut,) = [line for line in narrow if "Storm" in line]
    assert cut.endswith("…  ann")
    assert len(cut) <= 79
