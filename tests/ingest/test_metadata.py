from __future__ import annotations

from pathlib import Path

import pytest

from reviewer.ingest import agencies, classify, language, metadata_of
from reviewer.ingest.metadata import iso_date
from reviewer.model.article import Metadata, Origin


def told(text: str) -> Metadata:
    return metadata_of(text, classify(text))


BODY = "The office closed the ferry line on Monday, it said in a note to the crew and to all of its passengers."


def test_what_an_agency_story_prints_is_found() -> None:
    found = told(f"Ferry line stops\n\nPORTHALE (Reuters) – {BODY}\n\n(Reporting by Ann Writer; Editing by Cy Editor)")
    assert found.known() == {
        "title": "Ferry line stops",
        "dateline": "PORTHALE (Reuters)",
        "wire_credit": "(Reporting by Ann Writer; Editing by Cy Editor)",
        "language": "en",
    }
    assert set(found.origins.values()) == {Origin.ARTICLE}
    assert agencies(found) == ("Reuters",)
    assert agencies(told(f"Ferry line stops\n\nCARROW (Halyard Press) – {BODY}")) == ("Halyard Press",)


@pytest.mark.parametrize(
    ("opening", "dateline"),
    [
        ("PORTHALE (AP) — ", "PORTHALE (AP)"),
        ("LOWER CARROW, Estmark (Reuters) - ", "LOWER CARROW, Estmark (Reuters)"),
        ("PORTHALE, March 5 (Xinhua) -- ", "PORTHALE, March 5 (Xinhua)"),
        ("(Reuters) - ", "(Reuters)"),
        ("CARROW (Halyard Press) – ", "CARROW (Halyard Press)"),
        ("WHO (World Health Office) – ", None),
        ("PORTHALE — ", "PORTHALE"),
        ("PORTHALE, Estmark -- ", "PORTHALE, Estmark"),
        ("", None),
        ("The ferry (Porthale) – ", None),
        ("NATO said so. ", None),
        ("NATO — the alliance of the West — said: ", None),
        ("BREAKING NEWS — ", None),
    ],
)
def test_a_dateline_is_told_as_printed(opening: str, dateline: str | None) -> None:
    assert told(f"Ferry line stops\n\n{opening}{BODY}").dateline == dateline


@pytest.mark.parametrize(
    ("words", "credit"),
    [
        ("As reported by Reuters, ", "As reported by Reuters"),
        ("The line has stopped, first reported by the Associated Press: ", "first reported by the Associated Press"),
        ("According to a report by AFP, ", "According to a report by AFP"),
        ("As reported by the crew, ", None),
        ("According to Reuters staff there, ", None),
    ],
)
def test_words_that_name_an_agency_as_source_are_the_credit(words: str, credit: str | None) -> None:
    assert told(f"Ferry line stops\n\n{words}{BODY[0].lower()}{BODY[1:]}").wire_credit == credit


@pytest.mark.parametrize(
    ("line", "byline", "date"),
    [
        ("By Ann Writer", "Ann Writer", None),
        ("By Ann Writer and Bo Reporter, Staff Writers | March 5, 2024", "Ann Writer and Bo Reporter, Staff Writers", "2024-03-05"),
        ("Posted by Ann Writer on March 5, 2024", "Ann Writer", "2024-03-05"),
        ("Published: 5 March 2024 10:30 GMT", None, "2024-03-05"),
        ("Tuesday, 5 March 2024", None, "2024-03-05"),
        ("2024-03-05", None, "2024-03-05"),
        ("05/03/2024", None, None),
        ("25/03/2024", None, "2024-03-25"),
        ("March 32, 2024", None, None),
    ],
)  # fmt: skip
def test_byline_and_date_come_from_the_lines_below_the_title(line: str, byline: str | None, date: str | None) -> None:
    found = told(f"Ferry line stops\n\n{line}\n\n{BODY}")
    assert (found.byline, found.date) == (byline, date)


def test_the_day_of_publication_is_preferred_to_that_of_updating() -> None:
    text = f"Ferry line stops\n\nUpdated March 7, 2024\n\nPublished March 5, 2024\n\n{BODY}"
    assert told(text).date == "2024-03-05"
    assert told(f"Ferry line stops\n\nUpdated March 7, 2024\n\n{BODY}").date == "2024-03-07"


def test_a_date_inside_or_below_the_article_is_not_its_date() -> None:
    assert told(f"Ferry line stops\n\n{BODY}\n\nMarch 5, 2024").date is None
    assert (
        told(f"Ferry line stops\n\nOn March 5, 2024 the line closed for good, said the office.\n\n{BODY}").date is None
    )


def test_what_is_not_printed_stays_unknown() -> None:
    found = told(BODY)
    assert (found.title, found.publisher, found.date, found.url, found.byline) == (None,) * 5


@pytest.mark.parametrize("words", ["", "5 March", "March 2024", "2024-13-01", "Mai 5 2024"])
def test_no_date_is_made_of_parts_of_one(words: str) -> None:
    assert iso_date(words) is None


SAMPLES = {
    "en": "The harbour office said that it had closed the line and that nobody was to be asked about it for now.",
    "de": "Das Hafenamt hat die Linie geschlossen und wird sich erst im Herbst mit der Gewerkschaft an einen Tisch setzen.",
    "fr": "Le bureau du port a fermé la ligne et les passagers ne sont pas contents, a dit le maire dans une lettre.",
    "es": "La oficina del puerto cerró la línea y los pasajeros no están contentos, dijo el alcalde en una carta a la prensa.",
    "it": "L’ufficio del porto ha chiuso la linea e i passeggeri non sono contenti, ha detto il sindaco in una lettera.",
    "nl": "Het havenkantoor heeft de lijn gesloten en de reizigers zijn er niet blij mee, zei de burgemeester in een brief.",
    "ru": "Управление порта закрыло линию, и пассажиры не рады этому, как сказал мэр в письме к жителям города.",
    "zh": "港务局周一表示，已经关闭了这条渡轮航线，市长说乘客们并不高兴。",
    "ja": "港湾局は月曜日にフェリー航路を閉鎖したと発表し、市長は乗客が喜んでいないと述べた。",
    "ar": "أغلق مكتب الميناء الخط يوم الاثنين وقال رئيس البلدية إن الركاب ليسوا سعداء بذلك",
}


@pytest.mark.parametrize("code", SAMPLES)
def test_the_language_of_a_paragraph_is_told(code: str) -> None:
    assert language(SAMPLES[code]) == code


@pytest.mark.parametrize("text", ["", "1 2 3", "Ferry stops", "xyzzy plugh " * 20])
def test_a_language_that_does_not_tell_is_unknown(text: str) -> None:
    assert language(text) is None


def test_the_seeds_tell_what_they_print_and_no_more(shared: Path) -> None:
    first = told((shared / "seeds" / "000_1bbbebec23586d91.txt").read_text("utf-8"))
    assert first.title is not None
    assert first.title.startswith("China launches new crackdowns")
    assert first.dateline == "SHANGHAI (Reuters)"
    assert first.wire_credit is not None
    assert first.wire_credit.startswith("(Reporting by ")
    assert (first.publisher, first.date, first.byline) == (None, None, None)
    second = told((shared / "seeds" / "002_b6b5bf5e12eae52e.txt").read_text("utf-8"))
    assert second.title is not None
    assert second.title.startswith("China Warns Popular Websites")
    assert second.wire_credit == "As reported by Reuters"
    assert (second.publisher, second.date, second.dateline) == (None, None, None)
    assert agencies(first) == agencies(second) == ("Reuters",)
