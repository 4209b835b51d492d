"""A sentence encoder small enough to be made by a test: two layers, random weights from a seed, words of its own."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

WIDTH, WIDE, HEADS, LAYERS, LONGEST = 16, 24, 4, 2, 64


def write_encoder(folder: Path, words: Iterable[str], *, seed: int = 5, prefix: str = "") -> Path:
    """The files of a model whose vocabulary is `words`; needs the extra [semantic]."""
    import numpy as np
    from safetensors.numpy import save_file
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

    folder.mkdir(parents=True, exist_ok=True)
    vocabulary = {word: n for n, word in enumerate(dict.fromkeys(["[UNK]", *sorted(words)]))}
    tokenizer = Tokenizer(models.WordLevel(vocabulary, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.Lowercase()
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    tokenizer.save(str(folder / "tokenizer.json"))
    chance = np.random.default_rng(seed)

    def some(*shape: int) -> np.ndarray:
        return chance.normal(0, 0.3, shape).astype(np.float32)

    weights = {
        "embeddings.word_embeddings.weight": some(len(vocabulary), WIDTH),
        "embeddings.position_embeddings.weight": some(LONGEST, WIDTH) / 10,
        "embeddings.token_type_embeddings.weight": some(2, WIDTH),
    }
    for name in ["embeddings.LayerNorm"] + [
        f"encoder.layer.{n}.{part}.LayerNorm" for n in range(LAYERS) for part in ("attention.output", "output")
    ]:
        weights |= {f"{name}.weight": np.ones(WIDTH, np.float32), f"{name}.bias": np.zeros(WIDTH, np.float32)}
    for n in range(LAYERS):
        parts = {f"attention.{part}": (WIDTH, WIDTH) for part in ("self.query", "self.key", "self.value")}
        parts |= {"attention.output.dense": (WIDTH, WIDTH), "intermediate.dense": (WIDE, WIDTH)}
        parts |= {"output.dense": (WIDTH, WIDE)}
        for part, shape in parts.items():
            weights[f"encoder.layer.{n}.{part}.weight"] = some(*shape)
            weights[f"encoder.layer.{n}.{part}.bias"] = some(shape[0])
    save_file({prefix + name: value for name, value in weights.items()}, str(folder / "model.safetensors"))
    config = {
        "model_type": "bert",
        "hidden_act": "gelu",
        "num_attention_heads": HEADS,
        "num_hidden_layers": LAYERS,
        "max_position_embeddings": LONGEST,
        "layer_norm_eps": 1e-12,
    }
    (folder / "config.json").write_text(json.dumps(config), encoding="utf-8")
    return folder
