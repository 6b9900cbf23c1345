"""A recording made small enough to travel inside a page."""

from __future__ import annotations

import io
from pathlib import Path

from speakstar.adapters.audio_files import SAMPLE_RATE_HZ, decode
from speakstar.core.model import PlayableSound

BITS_PER_S = 40_000
"""90 s become 0.45 MB, 0.6 MB in base64; twice what LAME calls enough for a voice (its "phone" and "voice" presets)."""

EFFORT = 7
"""Of LAME, 0 (best) to 9 (fastest): what lies below 7 takes two to four times as long, for music's sake."""


def compress(path: str | Path) -> PlayableSound:
    """Read a recording and write it as MP3, mono, at the rate that the speech model hears.

    MP3 is the one compressed format that Chromium, Firefox and Safari have all played for years, built without licensed
    codecs, too; Safari learned Opus in Ogg in 2025. Its header says how much silence the encoder put in front, which
    browsers skip, so times stay as they are.

    Raises
    ------
    AudioError
        The file is missing, empty, not sound, or cannot be read.
    """
    import av
    import numpy as np

    samples = decode(path)
    pcm = np.round(np.clip(samples, -1.0, 1.0) * np.iinfo(np.int16).max).astype(np.int16)
    target = io.BytesIO()
    with av.open(target, "w", format="mp3") as box:
        stream = box.add_stream(
            "libmp3lame", rate=SAMPLE_RATE_HZ, layout="mono", options={"compression_level": str(EFFORT)}
        )
        stream.bit_rate = BITS_PER_S
        frame = av.AudioFrame.from_ndarray(pcm[np.newaxis], format="s16p", layout="mono")
        frame.sample_rate = SAMPLE_RATE_HZ
        resampler = av.AudioResampler(format="s16p", layout="mono", rate=SAMPLE_RATE_HZ, frame_size=stream.frame_size)
        for block in (frame, None):
            for part in resampler.resample(block):
                box.mux(stream.encode(part))
        box.mux(stream.encode(None))
    return PlayableSound("audio/mpeg", target.getvalue())
