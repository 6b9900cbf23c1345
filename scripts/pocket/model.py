"""A small Whisper network: the published architecture, two helper outputs that only training uses.

The helpers are a character output on the encoder (connectionist temporal classification keeps the encoder
honest) and the cross-attention weights of the guided heads (see ``training``).
"""

import math
import re
from dataclasses import dataclass

import torch
from torch import nn
from torch.nn import functional

AUDIO_POSITIONS = 1500
TEXT_POSITIONS = 448
MEL_BINS = 80
FUSED_FROM = 1000
ENCODER_LAYERS = 4
CTC_SYMBOLS = " abcdefghijklmnopqrstuvwxyz'%$.,"
GUIDED_LAYER = 1  # the middle decoder layer; the last one can then use what was found
GUIDED_HEADS = (0, 1)


@dataclass(frozen=True, slots=True)
class Dims:
    """Sizes of the network."""

    vocabulary: int
    width: int = 256
    heads: int = 4
    encoder_layers: int = ENCODER_LAYERS
    decoder_layers: int = 3


class Attention(nn.Module):
    """Multi-head attention with Whisper's biases (none on the keys)."""

    def __init__(self, dims: Dims) -> None:
        super().__init__()
        self.heads = dims.heads
        self.q_proj = nn.Linear(dims.width, dims.width)
        self.k_proj = nn.Linear(dims.width, dims.width, bias=False)
        self.v_proj = nn.Linear(dims.width, dims.width)
        self.out_proj = nn.Linear(dims.width, dims.width)

    def forward(self, x, source=None, mask=None):
        """Attend from x (batch, t, width) to source (batch, s, width); also give the weights (batch, heads, t, s)."""
        source = x if source is None else source
        q, k, v = (
            p.unflatten(-1, (self.heads, -1)).transpose(1, 2)
            for p in (
                self.q_proj(x) * (x.shape[-1] // self.heads) ** -0.5,
                self.k_proj(source),
                self.v_proj(source),
            )
        )
        # Written out: on the CPU PyTorch's fused attention is faster in bf16 only for very long windows.
        if mask is None and k.shape[2] >= FUSED_FROM and k.shape[2] == q.shape[2]:
            found = functional.scaled_dot_product_attention(q, k, v, scale=1.0)
            return self.out_proj(found.transpose(1, 2).flatten(2)), None
        scores = q @ k.transpose(2, 3)
        if mask is not None:
            scores = scores + mask
        weights = scores.softmax(-1, dtype=scores.dtype)
        return self.out_proj((weights @ v).transpose(1, 2).flatten(2)), weights


class Layer(nn.Module):
    """A pre-norm transformer layer; with ``cross`` it also attends to the encoder's output."""

    def __init__(self, dims: Dims, *, cross: bool) -> None:
        super().__init__()
        self.self_attn = Attention(dims)
        self.self_attn_layer_norm = nn.LayerNorm(dims.width)
        self.cross = cross
        if cross:
            self.encoder_attn = Attention(dims)
            self.encoder_attn_layer_norm = nn.LayerNorm(dims.width)
        self.fc1 = nn.Linear(dims.width, 4 * dims.width)
        self.fc2 = nn.Linear(4 * dims.width, dims.width)
        self.final_layer_norm = nn.LayerNorm(dims.width)

    def forward(self, x, encoded=None, mask=None):
        """Give the layer's output and its cross-attention weights (None without ``cross``)."""
        weights = None
        x = x + self.self_attn(self.self_attn_layer_norm(x), mask=mask)[0]
        if self.cross:
            found, weights = self.encoder_attn(self.encoder_attn_layer_norm(x), encoded)
            x = x + found
        return x + self.fc2(functional.gelu(self.fc1(self.final_layer_norm(x)))), weights


class PocketWhisper(nn.Module):
    """Encoder, decoder and character output."""

    def __init__(self, dims: Dims) -> None:
        super().__init__()
        self.dims = dims
        self.conv1 = nn.Conv1d(MEL_BINS, dims.width, 3, padding=1)
        self.conv2 = nn.Conv1d(dims.width, dims.width, 3, stride=2, padding=1)
        self.register_buffer("pe", sinusoids(AUDIO_POSITIONS, dims.width))
        self.enc = nn.ModuleList(Layer(dims, cross=False) for _ in range(dims.encoder_layers))
        self.enc_ln = nn.LayerNorm(dims.width)
        self.emb = nn.Embedding(dims.vocabulary, dims.width)
        self.pos = nn.Parameter(torch.randn(TEXT_POSITIONS, dims.width) * 0.01)
        self.dec = nn.ModuleList(Layer(dims, cross=True) for _ in range(dims.decoder_layers))
        self.dec_ln = nn.LayerNorm(dims.width)
        self.ctc = nn.Linear(dims.width, len(CTC_SYMBOLS) + 1)
        nn.init.normal_(self.emb.weight, std=0.02)

    def encode(self, mel):
        """Encode log-mel windows (batch, 80, frames): (batch, frames / 2, width)."""
        x = functional.gelu(self.conv2(functional.gelu(self.conv1(mel)))).transpose(1, 2)
        x = x + self.pe[: x.shape[1]].to(x.dtype)
        for layer in self.enc:
            x, _ = layer(x)
        return self.enc_ln(x)

    def decode(self, tokens, encoded):
        """Next-token scores (batch, n, vocabulary) and the guided heads' weights (batch, heads, n, positions)."""
        n = tokens.shape[1]
        x = (self.emb(tokens) + self.pos[:n]).to(encoded.dtype)
        mask = torch.full((n, n), -1e4, dtype=encoded.dtype, device=x.device).triu(1)
        for i, layer in enumerate(self.dec):
            x, weights = layer(x, encoded, mask)
            if i == GUIDED_LAYER:
                guided = weights[:, list(GUIDED_HEADS)]
        return functional.linear(self.dec_ln(x), self.emb.weight), guided


def deepened(weights: dict[str, torch.Tensor], fresh: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    """Weights of a deeper network that computes what a shallower one does.

    The layers that are there are spread out evenly; those between them are as they were drawn, but for their two output
    matrices, which are zero, so that they add nothing yet. With as many layers the weights come back as they are.

    Parameters
    ----------
    weights : dict
        Of the trained network.
    fresh : dict
        Of the deeper one, as initialised.
    """
    before, after = encoder_layers(weights), encoder_layers(fresh)
    places = [old * after // before for old in range(before)]
    deep = {name: value for name, value in weights.items() if not name.startswith("enc.")}
    for name, value in fresh.items():
        if match := re.fullmatch(r"enc\.(\d+)\.(.*)", name):
            place, rest = int(match[1]), match[2]
            if place in places:
                deep[name] = weights[f"enc.{places.index(place)}.{rest}"]
            else:
                output = rest.startswith(("self_attn.out_proj.", "fc2."))
                deep[name] = torch.zeros_like(value) if output else value
    return deep


def encoder_layers(weights: dict[str, torch.Tensor]) -> int:
    """Count the encoder's layers in a network's weights."""
    return 1 + max(int(name.split(".")[1]) for name in weights if name.startswith("enc."))


def sinusoids(length: int, width: int) -> torch.Tensor:
    """Whisper's fixed position encoding, shape (length, width)."""
    rates = torch.exp(-math.log(10_000) / (width // 2 - 1) * torch.arange(width // 2))
    angles = torch.arange(length)[:, None] * rates[None]
    return torch.cat([angles.sin(), angles.cos()], 1)
