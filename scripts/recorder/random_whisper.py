"""A Whisper of base.en's size with random weights: it costs what the real one costs, and says nothing."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from ctranslate2.specs import attention_spec, common_spec, whisper_spec

from speakstar.adapters.models import embedded_pocket

WIDTH, HEADS, LAYERS, VOCABULARY, MELS, AUDIO_POSITIONS, TEXT_POSITIONS = 512, 8, 6, 51_864, 80, 1_500, 448
"""Radford et al. 2022, table 1, and the vocabulary of the English models."""

TOKENS_PER_S = 3.5
"""Random weights never end, so decoding is bounded: 150 words a minute at 1.4 tokens a word."""

WINDOW_S = 30


def write_model(folder: Path) -> Path:
    """Write the model into a folder, with pocket's tokens and as many that mean nothing as fill up the vocabulary."""
    chance = np.random.default_rng(1)
    spec = whisper_spec.WhisperSpec(LAYERS, HEADS, LAYERS, HEADS)
    _linear(spec.encoder.conv1, chance, WIDTH, MELS, 3)
    _linear(spec.encoder.conv2, chance, WIDTH, WIDTH, 3)
    spec.encoder.position_encodings.encodings = _values(chance, AUDIO_POSITIONS, WIDTH)
    spec.decoder.position_encodings.encodings = _values(chance, TEXT_POSITIONS, WIDTH)
    spec.decoder.embeddings.weight = spec.decoder.projection.weight = _values(chance, VOCABULARY, WIDTH)
    spec.decoder.scale_embeddings = False
    for part in (spec.encoder, spec.decoder):
        _norm(part.layer_norm)
        for layer in part.layer:
            _attention(layer.self_attention, chance, fused=3)
            _linear(layer.ffn.linear_0, chance, 4 * WIDTH, WIDTH)
            _linear(layer.ffn.linear_1, chance, WIDTH, 4 * WIDTH)
            _norm(layer.ffn.layer_norm)
    for layer in spec.decoder.layer:
        _attention(layer.attention, chance, fused=1)
    _save(spec, folder)
    return folder


def _save(spec: whisper_spec.WhisperSpec, folder: Path) -> None:
    pocket = embedded_pocket()
    known = json.loads((pocket / "vocabulary.json").read_text(encoding="utf-8"))
    spec.register_vocabulary([*known, *(f"<nothing-{number}>" for number in range(VOCABULARY - len(known)))])
    settings = json.loads((pocket / "config.json").read_text(encoding="utf-8"))
    spec.config.suppress_ids = list(range(len(known), VOCABULARY))
    spec.config.suppress_ids_begin, spec.config.lang_ids = settings["suppress_ids_begin"], []
    spec.config.alignment_heads = [[LAYERS // 2, head] for head in range(HEADS)]
    spec.validate()
    spec.optimize(quantization="int8")
    folder.mkdir(parents=True, exist_ok=True)
    spec.save(str(folder))
    (folder / "tokenizer.json").write_bytes((pocket / "tokenizer.json").read_bytes())
    hears = json.loads((pocket / "preprocessor_config.json").read_text(encoding="utf-8"))
    samples = WINDOW_S * hears["sampling_rate"]
    sizes = {"chunk_length": WINDOW_S, "n_samples": samples, "nb_max_frames": samples // hears["hop_length"]}
    (folder / "preprocessor_config.json").write_text(json.dumps(hears | sizes), encoding="utf-8")


def _attention(spec: attention_spec.MultiHeadAttentionSpec, chance: np.random.Generator, *, fused: int) -> None:
    """Fill an attention: query, key and value in one matrix, or the query alone and the other two in a second."""
    inner = [(fused, 0)] if fused == 3 else [(1, 0), (2, 1)]
    for count, at in inner:
        spec.linear[at] = _linear(common_spec.LinearSpec(), chance, count * WIDTH, WIDTH)
    _linear(spec.linear[-1], chance, WIDTH, WIDTH)
    _norm(spec.layer_norm)


def _linear(spec: common_spec.LinearSpec, chance: np.random.Generator, *shape: int) -> common_spec.LinearSpec:
    spec.weight, spec.bias = _values(chance, *shape), np.zeros(shape[0], dtype=np.float32)
    return spec


def _norm(spec: common_spec.LayerNormSpec) -> None:
    spec.gamma, spec.beta = np.ones(WIDTH, dtype=np.float32), np.zeros(WIDTH, dtype=np.float32)


def _values(chance: np.random.Generator, *shape: int) -> np.ndarray:
    return (chance.standard_normal(shape) * 0.02).astype(np.float32)
