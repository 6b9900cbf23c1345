"""Sound as phones and messengers store it: coded with loss, and decoded again."""

import io

import av
import numpy as np
import scipy.signal
from pocket.speech import SAMPLE_RATE

CODECS = {"mp3": ("mp3", "libmp3lame", 16_000, 32_000), "opus": ("ogg", "libopus", 48_000, 16_000)}
"""Container, encoder, sample rate and bit/s of each."""

LATE_S = 0.1  # decoders give back up to so much more at the start than was put in


def coded(samples: np.ndarray, codec: str) -> np.ndarray:
    """Code and decode a sound at 16 kHz; shape and place in time stay, float32."""
    container, encoder, rate_hz, bits = CODECS[codec]
    stored = io.BytesIO()
    with av.open(stored, "w", format=container) as box:
        stream = box.add_stream(encoder, rate=rate_hz, layout="mono")
        stream.bit_rate = bits
        resampler = av.AudioResampler(format=stream.format, layout="mono", rate=rate_hz)
        frame = av.AudioFrame.from_ndarray((samples[None] * 32767).astype(np.int16), format="s16", layout="mono")
        frame.sample_rate = SAMPLE_RATE
        for piece in [*resampler.resample(frame), *resampler.resample(None)]:
            box.mux(stream.encode(piece))
        box.mux(stream.encode(None))
    stored.seek(0)
    with av.open(stored) as box:
        resampler = av.AudioResampler(format="flt", layout="mono", rate=SAMPLE_RATE)
        frames = [part for frame in box.decode(audio=0) for part in resampler.resample(frame)]
        decoded = np.concatenate([frame.to_ndarray()[0] for frame in [*frames, *resampler.resample(None)]])
    return _in_place(decoded, samples)


def _in_place(decoded: np.ndarray, samples: np.ndarray) -> np.ndarray:
    """Take off what the coder put in front."""
    late = round(LATE_S * SAMPLE_RATE)
    part = slice(late, min(len(samples), 10 * SAMPLE_RATE))
    lags = np.arange(-late, late + 1)
    alike = scipy.signal.correlate(
        np.pad(decoded, (late, 2 * late))[: part.stop + 2 * late], samples[: part.stop], "valid"
    )
    lag = int(lags[np.argmax(alike[: len(lags)])])
    moved = decoded[lag:] if lag >= 0 else np.pad(decoded, (-lag, 0))
    return np.resize(np.pad(moved, (0, max(0, len(samples) - len(moved)))), len(samples)).astype(np.float32)
