"""Other languages fall back to sentences as claims, with numbers and names."""

from __future__ import annotations

from decimal import Decimal

import pytest

from reviewer.extract.languages import is_english

TEXTS = {
    "de": (
        "Die Behörde hat am 3. Oktober mehr als 5.500 Apps gesperrt. Der Umsatz von Nordlicht Energie stieg um "
        "3,5 Prozent auf 1,2 Milliarden Euro."
    ),
    "es": "El gobierno pagó 3,5 millones de euros a la empresa Aguas Claras. Murieron al menos 12 personas en Tolvera.",
    "fr": "Au moins 40 personnes ont été blessées à Merville. Le ministre a promis 2,5 milliards d’euros aux victimes.",
    "ar": "قتل 40 شخصا في الهجوم. وقالت الشرطة إنها اعتقلت ٣ رجال.",
    "zh": "2018年有5500个应用被下架。公司支付了300元。",
    "hi": "सरकार ने 5,500 ऐप हटाए। मंत्री ने कहा कि 3 लोग मारे गए।",
}
NUMBERS = {
    "de": [(5500, ""), (Decimal("3.5"), "percent"), (1_200_000_000, "EUR")],
    "es": [(3_500_000, "EUR"), (12, "")],
    "fr": [(40, ""), (2_500_000_000, "EUR")],
    "ar": [(40, ""), (3, "")],
    "zh": [(5500, ""), (300, "CNY")],
    "hi": [(5500, ""), (3, "")],
}


@pytest.mark.parametrize("language", sorted(TEXTS))
def test_sentences_are_claims(read, language):
    text = TEXTS[language]
    found = read(text, language=language)
    assert [c.rule for c in found] == ["sentence", "sentence"]
    assert all(c.span.of(text) == c.quote and c.quote[-1] not in ".。।" for c in found)
    assert not any(c.carried or c.needs_context for c in found)


@pytest.mark.parametrize("language", sorted(TEXTS))
def test_numbers_are_read_as_the_language_writes_them(read, language):
    found = [(q.value, q.unit) for c in read(TEXTS[language], language=language) for q in c.quantities]
    assert found == NUMBERS[language]


@pytest.mark.parametrize(
    ("language", "names"),
    [("de", ["Nordlicht Energie"]), ("es", ["Aguas Claras", "Tolvera"]), ("fr", ["Merville"]), ("zh", [])],
)
def test_names_without_opening_words(read, language, names):
    found = [n.text for c in read(TEXTS[language], language=language) for n in c.names]
    assert [n for n in found if n in names] == names
    assert len(found) <= len(names) + 1


def test_dates_of_neighbouring_languages_resolve(read):
    (claim, _) = read(TEXTS["de"], language="de", date="2018-10-10")
    assert [(m.first, m.last) for m in claim.moments] == [("2018-10-03", "2018-10-03")]


def test_questions_are_no_claims(read):
    assert [c.quote for c in read("¿Qué pasó? Murieron dos.", language="es")] == ["Murieron dos"]
    assert read("ماذا حدث؟", language="ar") == ()


def test_a_text_without_a_known_language_is_judged_by_its_words():
    assert is_english("The minister said that the bridge was closed on Monday.", None)
    assert not is_english(TEXTS["de"], None)
    assert not is_english(TEXTS["zh"], None)
    assert is_english(TEXTS["de"], "en-GB")
    assert not is_english("The minister said so.", "fr")
