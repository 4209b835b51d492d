"""Search, filters, layout, bars, states, citation, crash files: the small pure parts."""

from __future__ import annotations

import stat
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.model.comparison import Outcome
from reviewer.model.policy import Policy
from reviewer.model.verdict import Status, Value
from reviewer.tui import crash
from reviewer.tui.citation import citation
from reviewer.tui.filters import FIELDS, Form, filter_words
from reviewer.tui.keymap import keys_for
from reviewer.tui.layout import MEASURE, Shape, heights, shape_of, widths
from reviewer.tui.runs import dump
from reviewer.tui.search import Search, places
from reviewer.tui.show.bar import Where, progress_words, top_line
from reviewer.tui.show.queue import row_line
from reviewer.tui.show.states import empty_lines, filtered_lines, report_lines, report_words
from reviewer.tui.signs import ASCII, UNICODE
from reviewer.tui.theme import DARK, LIGHT, themes
from reviewer.workspace.views import Filter, Progress, Skipped, Summary, UpdateReport
from tests.tui.fake_desk import FakeDesk

KEYS = keys_for(Policy())
NOTHING = Summary(0, 0, 0, 0, 0, 0, 0, 0, "ann")

# ---- search


@given(st.text(alphabet="aB .\n[", max_size=40), st.text(alphabet="ab .[", max_size=5))
def test_every_place_holds_the_words_whatever_their_case(text: str, query: str) -> None:
    for span in places(query, text):
        assert "".join(span.of(text).split()).lower() == "".join(query.split()).lower()


def test_words_are_found_over_a_line_break_and_signs_mean_themselves() -> None:
    assert [s.of("a\n b [c]") for s in places("A B", "a\n b [c]")] == ["a\n b"]
    assert [s.of("a\n b [c]") for s in places("[c]", "a\n b [c]")] == ["[c]"]
    assert places("  ", "a  b") == ()


def searched(desk: FakeDesk, query: str) -> Search:
    search = Search(query, desk.by["storm.head"])
    for hits in search.find(desk, Filter()):
        search.hits = hits
    return search


def test_hits_go_round_from_where_the_reader_is(desk: FakeDesk) -> None:
    search = searched(desk, "crowns")
    listing = desk.listing()
    numbers = []
    at: int | None = 0
    for _ in range(5):
        found = search.step(listing, at, 1)
        assert found is not None
        numbers.append(desk.row(found).number)
        at = listing.index_of(found)
    assert numbers == ["1.5", "2.4", "4.2", "5.2", "1.5"]
    assert desk.row(search.step(listing, 0, -1) or "").number == "5.2"
    assert desk.row(search.step(listing, 4, 0) or "").number == "1.5"
    assert search.words == "“crowns” 4 claims"


def test_a_search_that_no_claim_holds_has_no_hit(desk: FakeDesk) -> None:
    assert searched(desk, "beaches").step(desk.listing(), 0, 1) is None


def test_a_search_that_is_still_on_its_way_says_so(desk: FakeDesk) -> None:
    search = Search("crowns", "")
    assert search.words == "“crowns” …"
    assert search.step(desk.listing(), 0, 1) is None


# ---- filters


def test_a_filter_is_told_in_words() -> None:
    chosen = Filter(text="apps", statuses=frozenset({Status.OPEN, Status.SPLIT}), has_number=True, min_score=0.5)
    assert filter_words(chosen) == "open or reviewers split, has a number, worth checking from 0.5, “apps”"
    assert filter_words(Filter(article="x", claimant="the port"), "Storm") == "in Storm, said by the port"
    assert filter_words(Filter()) == ""


def test_every_field_of_the_filter_is_on_the_form() -> None:
    import dataclasses

    assert {field.name for field in FIELDS} == {field.name for field in dataclasses.fields(Filter)}


def test_toggling_takes_a_choice_in_and_out() -> None:
    form = Form(Filter()).across(1).toggled()
    assert form.filter.statuses == {Status.IN_REVIEW}
    assert form.toggled().filter.empty
    row = next(i for i, f in enumerate(FIELDS) if f.name == "matched")
    matched = Form(Filter(), row).toggled()
    assert (matched.filter.matched, matched.toggled().filter.matched, matched.toggled().toggled().filter.matched) == (
        True,
        False,
        None,
    )
    score = Form(Filter(), next(i for i, f in enumerate(FIELDS) if f.name == "min_score"))
    assert score.toggled().toggled().filter.min_score == 0.5
    assert score.toggled().toggled().toggled().toggled().filter.min_score == 0.0


def test_the_form_goes_round_and_articles_turn(desk: FakeDesk) -> None:
    assert Form(Filter()).down(-1).field is FIELDS[-1]
    articles = desk.articles()
    assert Form(Filter()).article_turned(articles, 1).filter.article == articles[0].id
    assert Form(Filter()).article_turned(articles, -1).filter.article == articles[-1].id


# ---- layout


@pytest.mark.parametrize(
    ("size", "shape"),
    [((59, 40), Shape.TOO_SMALL), ((80, 15), Shape.TOO_SMALL), ((80, 24), Shape.NARROW), ((60, 16), Shape.NARROW), ((120, 40), Shape.WIDE), ((200, 50), Shape.ULTRA)],
)  # fmt: skip
def test_each_size_has_its_shape(size: tuple[int, int], shape: Shape) -> None:
    assert shape_of(*size) is shape


@pytest.mark.parametrize("rows", range(16, 70))
@pytest.mark.parametrize("shape", [Shape.NARROW, Shape.WIDE, Shape.ULTRA])
def test_panels_fill_the_rows_exactly_and_keep_some_of_each(shape: Shape, rows: int) -> None:
    article, matches, panel = heights(shape, rows)
    bars = 2 if shape is Shape.NARROW else 3
    assert article + panel + (0 if shape is Shape.ULTRA else matches) == rows - bars
    assert min(article - 1, matches - 1) >= 2
    assert panel >= 4


@pytest.mark.parametrize("columns", [170, 200, 240, 320])
def test_the_article_gets_its_measure_and_no_more_beside_the_others(columns: int) -> None:
    queue, beside = widths(Shape.ULTRA, columns)
    assert columns - queue - beside == MEASURE + 4
    assert 36 <= queue <= 46


# ---- bars, rows, states


def test_the_top_bar_tells_what_is_not_as_usual() -> None:
    line = top_line(
        Where("desk", "ann", "3.1", 2, 1200, 7, blind=True, read_only=True, marked=2, filter="open"), 120
    ).text
    assert "READ ONLY" in line
    assert "blind" in line
    assert "2 marked" in line
    assert "filter: open" in line
    assert line.endswith("claim 3.1 · 3 of 1,200 · 7 open ")


def test_the_top_bar_tells_what_is_not_known_yet() -> None:
    line = top_line(Where("desk", "ann", "3.1", 2, 64, None, more=True, looking="has a number"), 120).text
    assert "looking for: has a number" in line
    assert line.endswith("claim 3.1 · 3 of 64+ ")


def test_progress_tells_how_far_and_how_to_stop() -> None:
    assert (
        progress_words(Progress("matching pairs", 412, 5000, 11.6), "esc")
        == "matching pairs 412 of 5,000, about 12 s left, esc stops"
    )
    assert progress_words(Progress("reading", 3, 0), "esc") == "reading 3, esc stops"


@pytest.mark.parametrize("width", [30, 36, 80])
@pytest.mark.parametrize("signs", [UNICODE, ASCII])
def test_a_row_of_the_list_is_exactly_as_wide_as_the_list(desk: FakeDesk, width: int, signs) -> None:
    desk.verdict(desk.by["storm.crest"], Value.CONFLICTING)
    for row in desk.listing().rows(0, 30):
        line = row_line(row, width, signs, current=False, marked=True, number=4, unsaved=False)
        assert line.cells == width
        assert signs is UNICODE or line.text[:3].isascii()


def test_a_rows_verdict_is_a_sign_and_a_letter(desk: FakeDesk) -> None:
    name = desk.by["storm.crest"]
    desk.verdict(name, Value.REFUTED)
    shown = {"current": False, "marked": False, "number": 4}
    assert row_line(desk.row(name), 36, UNICODE, unsaved=False, **shown).text.startswith(" ✗R 1.4 ")
    assert row_line(desk.row(name), 36, UNICODE, unsaved=True, **shown).text.startswith(" !! 1.4 ")
    reviewed = FakeDesk(policy=Policy(reviews=2))
    reviewed.verdict(name, Value.REFUTED)
    assert row_line(reviewed.row(name), 36, UNICODE, unsaved=False, **shown).text.startswith(" ✗r 1.4 ")


def test_an_empty_workspace_says_what_to_do_next() -> None:
    words = dump(empty_lines(NOTHING, KEYS, 80))
    assert "No articles yet." in words
    assert "claims.yaml" in words
    assert "reviewer add FILE" in words
    assert "R       read the project file again" in words
    assert "read the project file" not in dump(empty_lines(NOTHING, KEYS, 80, read_only=True))
    assert "matching 3" in dump(empty_lines(NOTHING, KEYS, 80, progress="matching 3"))
    some = Summary(4, 0, 0, 0, 0, 0, 0, 0, "ann")
    assert "4 articles, and no claim in them." in dump(empty_lines(some, KEYS, 80))


def test_nothing_listed_names_the_filter_and_the_key_that_clears_it() -> None:
    words = dump(filtered_lines("open, has a number", KEYS, 80))
    assert "No claim passes the filter." in words
    assert "filter: open, has a number" in words
    assert "F       list all claims again" in words


def test_an_update_is_told_in_one_sentence_and_in_full() -> None:
    report = UpdateReport(
        read=3, added=2, claims=31, skipped=(Skipped("a\x1b.txt", "not text"),), warnings=("old date",)
    )
    assert report_words(report) == "2 articles added, 31 claims in all, 1 file not taken, 1 warning"
    words = dump(report_lines(report, 80, KEYS))
    assert "a␛.txt: not text" in words
    assert "old date" in words
    assert report_words(UpdateReport(unchanged=3, claims=31)) == "Everything is up to date"
    assert report_words(UpdateReport(left=1, claims=9)) == "1 article left the project file, 9 claims in all"
    assert "since the screen opened" in dump(report_lines(None, 80, KEYS))


# ---- citation


def test_a_copied_claim_brings_its_source_and_nothing_dangerous(desk: FakeDesk) -> None:
    words = citation(desk.claim(desk.by["storm.crest"]))
    assert words.splitlines()[0] == "“the eastern breakwater had lost 35 metres of its crest”"
    assert "Brennick Post ← Tidewire ← Odile Renske (probably)" in words
    assert "Storm closes two berths at Brennick harbour, Brennick Post, 2031-03-15" in words
    hostile = citation(desk.claim(desk.by["hostile.crane"]))
    assert not set(hostile) & set("\x1b\x07\x9b\u202e")
    assert len(hostile.splitlines()) == 4


# ---- colours


def test_both_themes_carry_the_measured_verdict_colours() -> None:
    dark, light = themes()
    assert (dark.name, light.name) == ("reviewer-dark", "reviewer-light")
    for theme, colours in ((dark, DARK), (light, LIGHT)):
        assert {theme.variables[f"r-{n.replace('_', '-')}"] for n in colours} == set(colours.values())


def _ratio(one, two) -> float:
    def light(color) -> float:
        parts = [c / 255 for c in color.rgb]
        linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((light(one), light(two)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("at", [0, 1], ids=["dark", "light"])
def test_every_colour_of_text_can_be_read_on_every_ground(at: int) -> None:
    from textual.color import Color

    theme = themes()[at]
    colours = dict(theme.variables)
    selected = [Color.parse(colours.pop(name)) for name in ("r-selected", "r-selected-ground")]
    assert _ratio(*selected) >= 4.5  # nothing else stands on it, and it stands on nothing else
    grounds = [theme.background, *(v for name, v in colours.items() if name.endswith("-ground"))]
    texts = {n: v for n, v in colours.items() if not n.endswith(("-ground", "-thumb"))}
    ratios = {(n, g): _ratio(Color.parse(t), Color.parse(str(g))) for n, t in texts.items() for g in grounds}
    assert {pair: ratio for pair, ratio in ratios.items() if ratio < 3.0} == {}
    assert {n: r for (n, g), r in ratios.items() if g == theme.background and r < 4.0} == {}


# ---- crash, start-up


def test_a_crash_file_is_private_and_holds_no_values(tmp_path: Path) -> None:
    secret = "words of an article"
    try:
        raise ValueError("broke \x1b[2J")
    except ValueError as error:
        path = crash.record(error, tmp_path / "crashes")
    assert path is not None
    words = path.read_text()
    assert "ValueError: broke ␛[2J" in words
    assert secret not in words.replace('secret = "words of an article"', "")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert str(path) in crash.sentence(path)


def test_where_no_crash_file_can_be_written_the_sentence_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert crash.record(ValueError("x"), tmp_path / "file" / "below") is None
    assert "No file could be written" in crash.sentence(None)


def test_importing_the_room_does_not_load_textual() -> None:
    code = "import sys, reviewer.tui; sys.exit('textual' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_every_outcome_has_sign_and_word() -> None:
    from reviewer.tui.signs import OUTCOME_WORDS

    for signs in (UNICODE, ASCII):
        assert set(signs.outcomes) == set(Outcome)
        assert all(len(sign) == 1 for sign in (*signs.outcomes.values(), *signs.values.values()))
    assert all(sign.isascii() for sign in (*ASCII.outcomes.values(), *ASCII.values.values()))
    assert set(OUTCOME_WORDS) == set(Outcome)
