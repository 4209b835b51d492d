"""Sentence encoders from a folder, and what embeddings count for in a score."""

from __future__ import annotations

import json
import math
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.errors import InputError
from reviewer.match.meaning import nearness, packed
from reviewer.match.score import MEANING, likely, probability, signals
from reviewer.match.weights import Weights
from tests.tiny_encoder import write_encoder

VECTORS = st.lists(st.floats(-1, 1, allow_nan=False, width=32), min_size=4, max_size=4)
WORDS = [
    "the",
    "dam",
    "leaked",
    "and",
    "people",
    "left",
    "their",
    "homes",
    "in",
    "valley",
    "a",
    "ferry",
    "strike",
    "ended",
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    pytest.importorskip("tokenizers")
    pytest.importorskip("safetensors")
    return write_encoder(tmp_path / "model", WORDS)


@given(VECTORS, VECTORS)
def test_nearness_of_packed_vectors_is_their_cosine(left, right):
    norms = [math.sqrt(sum(x * x for x in vector)) for vector in (left, right)]
    if max(map(abs, left)) < 0.1 or max(map(abs, right)) < 0.1:
        return
    cosine = sum(a * b for a, b in zip(left, right, strict=True)) / (norms[0] * norms[1])
    assert nearness(packed(left), packed(right)) == pytest.approx(max(0.0, cosine), abs=0.02)
    assert nearness(packed(left), packed(right)) == nearness(packed(right), packed(left))


def test_a_vector_of_zeros_is_no_embedding():
    assert packed([0.0, 0.0]) == b""


def test_embeddings_of_two_models_are_not_compared():
    with pytest.raises(ValueError, match="different models"):
        nearness(packed([1.0, 0.5]), packed([1.0, 0.5, 0.1]))


def test_a_text_has_one_embedding_whatever_was_embedded_before(folder: Path):
    from reviewer.match.embedding import Model

    first = Model.open(folder).embed("people left their homes")
    model = Model.open(folder)
    model.embed("the ferry strike ended in the valley")
    assert model.embed("people left their homes") == first
    assert len(first) == 16
    assert model.embed("  ") == b""


def test_the_numbers_are_those_of_the_plain_formula(folder: Path):
    """One word goes through attention unmixed, so its state can be worked out by hand with exact erf."""
    from safetensors.numpy import load_file

    from reviewer.match.embedding import Model

    weights = {name: value.tolist() for name, value in load_file(folder / "model.safetensors").items()}
    number = json.loads((folder / "tokenizer.json").read_text("utf-8"))["model"]["vocab"]["ferry"]

    def linear(vector, name):
        rows = zip(weights[f"{name}.weight"], weights[f"{name}.bias"], strict=True)
        return [sum(w * x for w, x in zip(row, vector, strict=True)) + bias for row, bias in rows]

    def normed(vector):
        mean = sum(vector) / len(vector)
        spread = math.sqrt(sum((x - mean) ** 2 for x in vector) / len(vector) + 1e-12)
        return [(x - mean) / spread for x in vector]

    def plus(left, right):
        return [a + b for a, b in zip(left, right, strict=True)]

    start = plus(
        weights["embeddings.word_embeddings.weight"][number], weights["embeddings.position_embeddings.weight"][0]
    )
    state = normed(plus(start, weights["embeddings.token_type_embeddings.weight"][0]))
    for n in range(2):
        layer = f"encoder.layer.{n}"
        value = linear(state, f"{layer}.attention.self.value")
        state = normed(plus(state, linear(value, f"{layer}.attention.output.dense")))
        wide = [x * (1 + math.erf(x / math.sqrt(2))) / 2 for x in linear(state, f"{layer}.intermediate.dense")]
        state = normed(plus(state, linear(wide, f"{layer}.output.dense")))
    assert nearness(Model.open(folder).embed("ferry"), packed(state)) > 0.9999


def test_the_digest_names_the_weights_and_the_names_of_weights_may_have_a_prefix(tmp_path: Path, folder: Path):
    from reviewer.match.embedding import Model

    one = Model.open(folder)
    other = Model.open(write_encoder(tmp_path / "other", WORDS, seed=6))
    again = Model.open(write_encoder(tmp_path / "again", WORDS))
    prefixed = Model.open(write_encoder(tmp_path / "prefixed", WORDS, prefix="bert."))
    assert one.digest == again.digest != other.digest
    assert prefixed.embed("the dam leaked") == one.embed("the dam leaked")


@pytest.mark.parametrize("missing", ["config.json", "tokenizer.json", "model.safetensors"])
def test_a_folder_without_a_file_says_which(folder: Path, missing: str):
    from reviewer.match.embedding import Model

    (folder / missing).unlink()
    with pytest.raises(InputError, match=missing):
        Model.open(folder)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("config.json", '{"model_type": "gpt2"}'),
        ("config.json", "{"),
        ("config.json", "[]"),
        ("tokenizer.json", "{}"),
        ("model.safetensors", "no weights"),
    ],
)
def test_files_of_another_kind_are_refused(folder: Path, name: str, content: str):
    from reviewer.match.embedding import Model

    (folder / name).write_text(content, encoding="utf-8")
    with pytest.raises(InputError):
        Model.open(folder)


def test_without_the_extra_it_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch):
    from reviewer.match.embedding import Model

    monkeypatch.setitem(sys.modules, "tokenizers", None)
    with pytest.raises(InputError, match=r"\[semantic\]"):
        Model.open(folder)


def test_what_claims_mean_lifts_or_lowers_the_score(side):
    left, right = side("The dam leaked."), side("Water came through the wall.")
    near = [replace(left, meaning=packed([1.0, 0.2])), replace(right, meaning=packed([1.0, 0.3]))]
    far = [near[0], replace(right, meaning=packed([-1.0, 0.2]))]
    reasons = signals(*near, Weights())
    assert MEANING in {signal.name for signal in reasons}
    assert probability(reasons) > probability(signals(*far, Weights()))
    assert likely(*near, Weights()).score == pytest.approx(probability(reasons))
