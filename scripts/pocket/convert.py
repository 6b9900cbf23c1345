"""A trained network as a CTranslate2 folder that plain faster-whisper loads."""

import json
import shutil
from pathlib import Path

import torch
from ctranslate2.converters import utils
from ctranslate2.specs import common_spec, whisper_spec

from pocket.model import GUIDED_HEADS, GUIDED_LAYER, Attention, PocketWhisper
from pocket.tokens import Tokens

SAMPLE_RATE, HOP = 16_000, 160
PREPROCESSOR = {
    "feature_extractor_type": "WhisperFeatureExtractor",
    "feature_size": 80,
    "hop_length": HOP,
    "n_fft": 400,
    "padding_side": "right",
    "padding_value": 0.0,
    "processor_class": "WhisperProcessor",
    "return_attention_mask": False,
    "sampling_rate": SAMPLE_RATE,
}


def export(
    model: PocketWhisper,
    tokenizer: Path,
    folder: Path,
    *,
    window_s: int = 10,
    alignment_heads: list[tuple[int, int]] | None = None,
) -> None:
    """Write config, weights in int8, vocabulary, tokenizer and preprocessor settings, each file in one move.

    Parameters
    ----------
    window_s : int
        Seconds that faster-whisper gives the model at once (its ``chunk_length``; the network takes up to 30).
    alignment_heads : list of (layer, head), optional
        Cross-attention heads that word times come from; the guided ones if not given.
    """
    tokens = Tokens(tokenizer)
    dims = model.dims
    spec = whisper_spec.WhisperSpec(dims.encoder_layers, dims.heads, dims.decoder_layers, dims.heads)
    _fill_encoder(spec.encoder, model)
    _fill_decoder(spec.decoder, model)
    vocabulary = tokens.tokenizer.get_vocab()
    spec.register_vocabulary(sorted(vocabulary, key=vocabulary.get))
    spec.config.suppress_ids = []
    spec.config.suppress_ids_begin = [tokens.end]
    spec.config.lang_ids = []
    heads = alignment_heads or [(GUIDED_LAYER, h) for h in GUIDED_HEADS]
    spec.config.alignment_heads = [list(h) for h in heads]
    spec.validate()
    spec.optimize(quantization="int8")
    part = folder.with_name(folder.name + ".part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    spec.save(str(part))
    tokens.tokenizer.save(str(part / "tokenizer.json"), pretty=False)
    (part / "preprocessor_config.json").write_text(json.dumps(_preprocessor(window_s), indent=2) + "\n")
    folder.mkdir(parents=True, exist_ok=True)
    for path in part.iterdir():  # a model card beside them stays
        path.replace(folder / path.name)
    part.rmdir()


def _preprocessor(window_s: int) -> dict[str, object]:
    n_samples = window_s * SAMPLE_RATE
    sizes = {"chunk_length": window_s, "n_samples": n_samples, "nb_max_frames": n_samples // HOP}
    return PREPROCESSOR | sizes


def _fill_encoder(spec, model: PocketWhisper) -> None:
    for name in ("conv1", "conv2"):
        _linear(getattr(spec, name), getattr(model, name))
    spec.position_encodings.encodings = model.pe
    _norm(spec.layer_norm, model.enc_ln)
    for target, layer in zip(spec.layer, model.enc, strict=True):
        _layer(target, layer)


def _fill_decoder(spec, model: PocketWhisper) -> None:
    spec.embeddings.weight = model.emb.weight.detach()
    spec.scale_embeddings = False
    spec.position_encodings.encodings = model.pos.detach()
    spec.projection.weight = model.emb.weight.detach()
    _norm(spec.layer_norm, model.dec_ln)
    for target, layer in zip(spec.layer, model.dec, strict=True):
        _layer(target, layer)
        _attention(target.attention, layer.encoder_attn, fuse_query=False)
        _norm(target.attention.layer_norm, layer.encoder_attn_layer_norm)


def _layer(spec, layer) -> None:
    _attention(spec.self_attention, layer.self_attn, fuse_query=True)
    _norm(spec.self_attention.layer_norm, layer.self_attn_layer_norm)
    _linear(spec.ffn.linear_0, layer.fc1)
    _linear(spec.ffn.linear_1, layer.fc2)
    _norm(spec.ffn.layer_norm, layer.final_layer_norm)


def _attention(spec, attention: Attention, *, fuse_query: bool) -> None:
    parts = [common_spec.LinearSpec() for _ in range(3)]
    for part, layer in zip(parts, (attention.q_proj, attention.k_proj, attention.v_proj), strict=True):
        _linear(part, layer)
    parts[1].bias = torch.zeros_like(attention.q_proj.bias)
    if fuse_query:
        utils.fuse_linear(spec.linear[0], parts)
    else:
        utils.fuse_linear(spec.linear[0], parts[:1])
        utils.fuse_linear(spec.linear[1], parts[1:])
    _linear(spec.linear[-1], attention.out_proj)


def _linear(spec, layer) -> None:
    spec.weight = layer.weight.detach().float()
    if layer.bias is not None:
        spec.bias = layer.bias.detach().float()


def _norm(spec, layer) -> None:
    spec.gamma, spec.beta = layer.weight.detach(), layer.bias.detach()
