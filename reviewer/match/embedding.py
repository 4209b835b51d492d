"""Sentence embeddings from a local folder: BERT encoders of MiniLM's class, with numpy alone, nothing fetched.

The folder is as sentence-transformers writes it: `config.json`, `tokenizer.json`, `model.safetensors`, and
`1_Pooling/config.json` where the pooling is told. Needs the extra `[semantic]`; no other module imports this one when
it is loaded, and this one loads numpy, tokenizers and safetensors only when a model is opened.
"""

from __future__ import annotations

import hashlib
import json
import math
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from reviewer.errors import InputError
from reviewer.match.meaning import packed

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats: TypeAlias = "npt.NDArray[np.float32]"

FILES = ("config.json", "tokenizer.json", "model.safetensors")
LONGEST = 256
"""Word pieces of a claim that are read; what comes after says little more."""
LARGEST = 2 << 30
"""Bytes of weights that are loaded; a folder with more holds another kind of model."""
_PREFIXES = ("", "bert.", "model.", "0.auto_model.")


class Model:
    """An encoder; `Model.open` reads it. Texts are embedded one by one, so an embedding depends on its text alone."""

    def __init__(self, folder: Path, config: dict[str, Any], weights: dict[str, Floats], tokenizer: Any) -> None:
        self.folder = folder
        self._config = config
        self._weights = weights
        self._tokenizer = tokenizer
        self._heads = int(config["num_attention_heads"])
        self._layers = int(config["num_hidden_layers"])
        self._small = float(config.get("layer_norm_eps", 1e-12))

    @classmethod
    def open(cls, folder: Path) -> Model:
        """The model of a folder.

        Raises:
            InputError: files are missing or of another kind, or the extra is not installed; says which.
        """
        _require(folder)
        try:
            from safetensors.numpy import load_file
            from tokenizers import Tokenizer
        except ImportError as error:
            raise InputError(
                f"sentence embeddings need the extra [semantic]: {error.name} is not installed",
                next_step='pip install "reviewer[semantic]"',
            ) from error
        try:
            config = _config(folder)
            tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
            weights = _named(load_file(folder / "model.safetensors"))
            tokenizer.no_padding()
            tokenizer.enable_truncation(min(LONGEST, int(config["max_position_embeddings"])))
            return cls(folder, config, weights, tokenizer)
        except InputError:
            raise
        except Exception as error:  # each of three libraries has its own errors for a file that is not what it says
            raise InputError(f"{folder} holds no model that can be read: {error}", next_step=_NEXT) from error

    @cached_property
    def digest(self) -> str:
        """Names the model: the start of the SHA-256 of its files in order, with what it does to them."""
        whole = hashlib.sha256(b"reviewer-embedding/1\n")
        for name in FILES:
            with (self.folder / name).open("rb") as file:
                whole.update(hashlib.file_digest(file, "sha256").digest())
        whole.update(b"cls" if self._first_only else b"mean")
        return whole.hexdigest()[:16]

    def embed(self, text: str) -> bytes:
        """The packed embedding of a text (`meaning.packed`); b"" for an empty one."""
        import numpy as np

        if not text.strip():
            return b""
        ids = self._tokenizer.encode(text).ids
        states = self._encoded(np.asarray(ids, dtype=np.int64))
        return packed((states[0] if self._first_only else states.mean(axis=0)).tolist())

    @cached_property
    def _first_only(self) -> bool:
        """Whether the first state stands for the text, instead of the mean of all."""
        told = self.folder / "1_Pooling" / "config.json"
        return told.is_file() and bool(json.loads(told.read_text("utf-8")).get("pooling_mode_cls_token"))

    def _encoded(self, ids: Any) -> Floats:
        """The last states of all word pieces, one row each."""
        weights = self._weights
        states = (
            weights["embeddings.word_embeddings.weight"][ids]
            + weights["embeddings.position_embeddings.weight"][: len(ids)]
            + weights["embeddings.token_type_embeddings.weight"][0]
        )
        states = self._normed(states, "embeddings.LayerNorm")
        for number in range(self._layers):
            states = self._layer(states, f"encoder.layer.{number}.")
        return states

    def _layer(self, states: Floats, name: str) -> Floats:
        """One layer: attention, then the wide step, each added to what came in and normed."""
        attended = self._linear(self._attention(states, name + "attention.self."), name + "attention.output.dense")
        states = self._normed(states + attended, name + "attention.output.LayerNorm")
        wide = _gelu(self._linear(states, name + "intermediate.dense"))
        return self._normed(states + self._linear(wide, name + "output.dense"), name + "output.LayerNorm")

    def _attention(self, states: Floats, name: str) -> Floats:
        import numpy as np

        length, width = states.shape
        each = width // self._heads
        query, key, value = (
            self._linear(states, name + part).reshape(length, self._heads, each).transpose(1, 0, 2)
            for part in ("query", "key", "value")
        )
        scores = query @ key.transpose(0, 2, 1) / math.sqrt(each)
        spread = np.exp(scores - scores.max(axis=-1, keepdims=True))
        mixed: Floats = (spread / spread.sum(axis=-1, keepdims=True)) @ value
        return mixed.transpose(1, 0, 2).reshape(length, width)

    def _linear(self, states: Floats, name: str) -> Floats:
        product: Floats = states @ self._weights[name + ".weight"].T + self._weights[name + ".bias"]
        return product

    def _normed(self, states: Floats, name: str) -> Floats:
        import numpy as np

        centred = states - states.mean(axis=-1, keepdims=True)
        spread = np.sqrt((centred * centred).mean(axis=-1, keepdims=True) + self._small)
        normed: Floats = centred / spread * self._weights[name + ".weight"] + self._weights[name + ".bias"]
        return normed


_NEXT = "name a folder with a BERT encoder as sentence-transformers writes it (all-MiniLM-L6-v2 is one)"


def _require(folder: Path) -> None:
    missing = [name for name in FILES if not (folder / name).is_file()]
    if missing:
        raise InputError(f"{folder} is no folder with a model: {', '.join(missing)} not found", next_step=_NEXT)
    if (folder / "model.safetensors").stat().st_size > LARGEST:
        raise InputError(f"the model in {folder} is too large for embedding claims", next_step=_NEXT)


def _config(folder: Path) -> dict[str, Any]:
    found = json.loads((folder / "config.json").read_text("utf-8"))
    kind = found.get("model_type") if isinstance(found, dict) else None
    if kind != "bert" or found.get("hidden_act", "gelu") != "gelu":
        raise InputError(f"the model in {folder} is no BERT encoder", next_step=_NEXT)
    return dict(found)


def _named(weights: dict[str, Any]) -> dict[str, Floats]:
    """Weights by their plain names, as 32-bit floats."""
    import numpy as np

    mark = "embeddings.word_embeddings.weight"
    prefix = next((p for p in _PREFIXES if p + mark in weights), None)
    if prefix is None:
        raise InputError("the weights are not those of a BERT encoder", next_step=_NEXT)
    return {name.removeprefix(prefix): np.asarray(value, np.float32) for name, value in weights.items()}


def _gelu(values: Floats) -> Floats:
    """GELU, x Φ(x), with erf by Abramowitz and Stegun 7.1.26 (error below 1.5e-7)."""
    import numpy as np

    size = np.abs(values) / np.float32(math.sqrt(2))
    t = 1 / (1 + np.float32(0.3275911) * size)
    series = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
    erf = np.sign(values) * (1 - series * np.exp(-size * size))
    gelu: Floats = (values * (1 + erf) / 2).astype(np.float32)
    return gelu
