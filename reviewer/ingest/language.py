"""Which language a text is in, by its script and its commonest words. A text too short or too mixed is None."""

from __future__ import annotations

import re
from collections import Counter

_WORDS = {
    "en": "the of and to in a is that for it was on with as be by at are this from have has not but were they which",
    "de": "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er",
    "fr": "le la les et des en un une du que est pour qui dans par sur pas au plus ce il ne se avec sont ont aux été",
    "es": "el la los las y en que del un una por con para es se no su al lo como más pero sus este ha fue también",
    "pt": "o os as e que do da dos das em um uma para com não por mais se na no como foi ao ele sua pelo também são",
    "it": "il lo la i gli le e di che un una per con non del della dei sono in da nel alla più anche come si è ha dal",
    "nl": "de het een en van in is dat op te zijn met voor niet aan er om die ook als bij naar uit door maar deze",
    "sv": "och att det som en på är av för med den till inte har ett om var från men vi så kan eller sig efter också",
    "da": "og at det som en på er af for med den til ikke har de et om var fra men vi så kan eller sig efter også blev",
    "no": "og at det som en på er av for med den til ikke har de et om var fra men vi så kan eller seg etter også ble",
    "pl": "i w na z do się nie że to jest o od za po jak przez dla był jego oraz który ale czy są tym tego może już",
    "cs": "a v na se je že to s z do o i pro za by jako jsou ale byl od po který však také podle jeho ve tak není",
    "tr": "ve bir bu için ile olarak da de çok daha olan gibi en kadar sonra ne her ancak oldu değil ise göre var",
    "id": "yang dan di dengan untuk ini dari pada dalam tidak itu akan adalah oleh ke juga telah ada bisa kepada",
    "ru": "и в не на что с по как это из за для от он к но его все она так же был было только еще или мы вы при",
    "uk": "і в не на що з та до як це за для від він але його все вона так був було або ми ви при про також є щоб",
}
_SETS = {language: frozenset(words.split()) for language, words in _WORDS.items()}
_SCRIPTS = (
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("zh", re.compile("[\u3400-\u9fff]")),
    ("ko", re.compile("[\uac00-\ud7af]")),
    ("ar", re.compile("[\u0600-\u06ff]")),
    ("he", re.compile("[\u0590-\u05ff]")),
    ("el", re.compile("[\u0370-\u03ff]")),
    ("th", re.compile("[\u0e00-\u0e7f]")),
    ("hi", re.compile("[\u0900-\u097f]")),
)
_LETTER = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")
_LOOKED_AT = 20_000
_FEWEST_WORDS = 8
_LEAST_SHARE = 0.12
_CLEAR_LEAD = 1.1


def language(text: str) -> str | None:
    """The ISO 639-1 code of the language of `text`, or None where it does not tell clearly."""
    sample = text[:_LOOKED_AT]
    letters = len(_LETTER.findall(sample))
    if letters < 2:
        return None
    for code, script in _SCRIPTS:
        # Japanese is written with Chinese characters too, its own ones tell it apart.
        if len(script.findall(sample)) > (0.1 if code == "ja" else 0.4) * letters:
            return code
    words = Counter(_WORD.findall(sample.lower()))
    total = words.total()
    if total < _FEWEST_WORDS:
        return None
    hits = sorted(((sum(words[w] for w in own), code) for code, own in _SETS.items()), reverse=True)
    (most, best), (second, _) = hits[0], hits[1]
    return best if most >= _LEAST_SHARE * total and most >= _CLEAR_LEAD * second else None
