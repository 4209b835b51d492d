"""What goes out, and what does not."""

from __future__ import annotations

import dataclasses
import json

import pytest
import yaml

from reviewer.errors import ExportError, UsageError
from reviewer.export import check, claims_file, csv_text, records
from reviewer.export.claims_csv import COLUMNS
from reviewer.export.draft import make, plain
from reviewer.export.inputs import Options, RecordInput
from reviewer.log import canonical, event, merkle
from reviewer.text.visible import visible

NAMES = ("Ada Quill", "Bo Ferris", "Cy Marsh", "Dee Holm")
PRIVATE = ("ask Lena again", "Moor is on leave")


def written(example, kind="json", **options):
    draft = example.draft(**options)
    return "".join(claims_file.chunks(kind, draft, example.proof(draft)))


@pytest.mark.parametrize("kind", claims_file.KINDS)
def test_names_and_private_notes_stay_in_unless_asked_for(rebuilt, kind):
    text = written(rebuilt(), kind, decided=False)
    assert not [word for word in NAMES + PRIVATE if word in text]
    text = written(rebuilt(), kind, decided=False, names=True, private=True)
    assert not [word for word in (*NAMES[:3], *PRIVATE) if word not in text]


@pytest.mark.parametrize("kind", ["yaml", "json", "jsonl"])
def test_the_chain_still_holds_with_everything_withheld(rebuilt, kind):
    assert check.worst(check.check_file(written(rebuilt(), kind).encode(), f"x.{kind}")) is True


def test_pseudonyms_are_numbers_in_order_of_appearance_and_lead_nowhere(example):
    value = json.loads(written(example))
    assert [person["name"] for person in value["persons"]] == ["person-1", "person-2", "person-3"]
    assert [entry["person"] for entry in value["claims"][0]["verdicts"]] == ["person-1", "person-2"]


def test_words_of_an_open_blind_round_stay_sealed(example):
    text = written(example, decided=False, names=True, private=True)
    value = json.loads(text)
    (entry,) = value["claims"][2]["verdicts"]
    assert "kept back" not in text
    assert (entry.get("value"), entry["absent"]) == (None, {"value": "sealed", "rationale": "sealed"})
    assert value["claims"][2]["standing"] == {"content": {"status": "in_review"}}


def test_erased_words_are_told_as_erased(example):
    value = json.loads(written(example))
    entry = value["claims"][1]["verdicts"][0]
    assert (entry["value"], entry["absent"], entry["needs_look"]) == (
        "supported",
        {"rationale": "erased"},
        "its rationale was erased",
    )


def test_nobody_gets_anothers_private_note_out_by_pointing_at_it(example, changed_input):
    """A rationale that names the blob of a private note is withheld with it."""
    own = example.own
    private = example.named["v1"].data["private"]
    thief = own.append("note", "c" * 32, **{**example.named["note"].data, "rationale": private, "private": None})
    first = example.inputs[0]
    example.inputs[0] = changed_input(first, notes=(*first.notes, thief))
    text = written(example)
    assert "ask Lena again" not in text
    assert json.loads(text)["claims"][0]["notes"][1]["absent"] == {"rationale": "withheld"}
    assert check.worst(check.check_file(text.encode(), "x.json")) is True


def test_only_decided_claims_go_out_and_the_others_are_counted(example):
    value = json.loads(written(example))
    assert len(value["claims"]) == 3
    assert value["counts"] == {"all": 8, "decided": 3, "written": 3, "omitted": {"in_review": 1, "open": 4}}
    everything = json.loads(written(example, decided=False))
    assert everything["counts"] == {"all": 8, "decided": 3, "written": 5, "omitted": {"open": 3}}


def test_the_export_event_says_what_stands_in_the_file(example):
    draft = example.draft(names=True)
    proof = example.proof(draft)
    data = proof.export.data
    value = json.loads("".join(claims_file.chunks("json", draft, proof)))
    header = {key: item for key, item in value.items() if key not in ("claims", "proof")}
    hashes = [canonical.record_sha256(record) for record in (header, *value["claims"])]
    assert data["root"] == merkle.root(hashes)
    assert (data["format"], data["names"], data["private"], data["counts"]) == ("claims", True, False, value["counts"])


def test_no_record_holds_a_fraction(example):
    def fractions(value):
        if isinstance(value, dict):
            return any(map(fractions, value.values()))
        return any(map(fractions, value)) if isinstance(value, list) else isinstance(value, float)

    assert not fractions(json.loads(written(example, decided=False)))


def test_every_key_of_a_record_is_somebodys(example):
    ids = {"claim", "article", "version", "rests_on", "made_by"}
    for claim in json.loads(written(example, decided=False))["claims"]:
        made = [key for keys in claim["made_by"].values() for key in keys if "." not in key]
        assert sorted(made) == sorted(claim.keys() - ids)


def test_a_person_is_told_from_the_machine(example):
    claims = json.loads(written(example, decided=False))["claims"]
    assert "text" in claims[0]["made_by"]["article"]
    assert "text" in claims[1]["made_by"]["machine"]
    assert {"text", "span", "kind"} <= set(claims[4]["made_by"]["person"])
    assert "matches.decided" in claims[0]["made_by"]["person"]


def test_a_match_is_seen_from_its_claim(example):
    first, _, _, fourth, _ = json.loads(written(example, decided=False))["claims"]
    mine, theirs = first["matches"][0], fourth["matches"][0]
    assert (mine["slots"][0]["this"], mine["slots"][0]["other"]) == ("12", "14")
    assert (theirs["slots"][0]["this"], theirs["slots"][0]["other"]) == ("14", "12")
    assert (mine["score"], mine["decided"]["word"]) == (734, "contradicts")


@pytest.mark.parametrize("kind", claims_file.KINDS)
def test_nothing_that_a_terminal_would_obey_is_written(rebuilt, kind):
    text = written(rebuilt(), kind, decided=False, texts=True)
    assert visible(text.replace("\n", "").replace("\r", "").removeprefix(csv_text.BOM)) == text.replace(
        "\n", ""
    ).replace("\r", "").removeprefix(csv_text.BOM)


def test_other_readers_of_yaml_get_the_same_values(rebuilt):
    assert yaml.safe_load(written(rebuilt(), "yaml")) == json.loads(written(rebuilt()))


def test_the_same_export_is_the_same_file(rebuilt):
    assert written(rebuilt(), "yaml") == written(rebuilt(), "yaml")


def test_a_table_has_one_row_a_claim(example):
    draft = example.draft(decided=False, private=True, names=True)
    rows = csv_text.read("".join(claims_file.chunks("csv", draft)))
    assert [tuple(row) for row in rows] == [COLUMNS] * 5
    first = rows[0]
    assert (first["status"], first["verdict"], first["articles"], first["disagrees_on"]) == (
        "decided",
        "conflicting",
        "2",
        "number",
    )
    assert first["persons"] == "Cy Marsh: conflicting | Ada Quill: supported | Bo Ferris: refuted"
    assert first["who_says_so"] == "Harbour Post ← Lena Moor"
    assert first["private"] == "ask Lena again | Moor is on leave until Friday"
    assert rows[2]["persons"] == "Bo Ferris: ?"


def test_an_unknown_kind_is_a_usage_error(example):
    with pytest.raises(UsageError, match="xml"):
        claims_file.chunks("xml", example.draft())


def test_extracted_claims_have_the_same_record(example, changed_input):
    given = example.inputs[0]
    alone = records.extracted(RecordInput(given.claim, given.anchor, given.article, given.version))
    full = example.draft().claims[0]
    same = {key: alone[key] for key in alone if key != "made_by"}
    assert same == {key: full[key] for key in same}
    text = "".join(claims_file.chunks("yaml", plain([alone], "reviewer 0.1.0")))
    assert [found.ok for found in check.check_file(text.encode(), "x.yaml")] == [None]


def test_half_a_character_is_an_error_that_names_the_claim(example, changed_input):
    article = example.inputs[0].article
    broken = dataclasses.replace(article, metadata=dataclasses.replace(article.metadata, title="\ud800"))
    example.inputs[0] = changed_input(example.inputs[0], article=broken)
    with pytest.raises(ExportError, match=example.inputs[0].claim.id):
        example.draft()


def test_an_empty_export_is_a_proved_file(example):
    draft = make(example.setting, [], Options())
    for kind in ("yaml", "json", "jsonl"):
        own = example.proof(draft)
        text = "".join(claims_file.chunks(kind, draft, own))
        assert check.worst(check.check_file(text.encode(), f"x.{kind}")) is True


def test_two_people_of_one_name_stay_two(example):
    setting = example.setting
    persons = tuple(dataclasses.replace(person, name="Ada Quill", events=()) for person in setting.persons)
    draft = make(dataclasses.replace(setting, persons=persons), example.inputs, Options(names=True))
    assert [person["name"] for person in draft.header["persons"]] == ["Ada Quill", "Ada Quill (2)", "Ada Quill (3)"]


def test_a_path_is_one_word_and_nothing_else_passes_for_it():
    nodes = [event.ZEROS, "ab" * 32]
    text = claims_file.path_text(nodes)
    assert claims_file.path_nodes(text) == nodes
    assert claims_file.path_nodes("") == []
    for wrong in (text[:-1], text + "=", " " + text, text.replace("A", "-"), None, 5, text[:-2] + "9="):
        assert claims_file.path_nodes(wrong) is None


def test_a_stated_verdict_is_told_from_an_own_one_in_a_table(example):
    rows = csv_text.read("".join(claims_file.chunks("csv", example.draft(names=True))))
    assert "Bo Ferris, for Dee Holm: supported" in rows[1]["persons"].split(" | ")
