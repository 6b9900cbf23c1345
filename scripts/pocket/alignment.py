"""Choice of the cross-attention heads that word times come from, by measuring."""

import json
import math
from itertools import combinations
from pathlib import Path

from faster_whisper import WhisperModel

from pocket.benchmark import Recording
from pocket.model import GUIDED_HEADS, GUIDED_LAYER
from pocket.scoring import Score, score

DECODING = {
    "beam_size": 1,
    "temperature": 0.0,
    "language": "en",
    "word_timestamps": True,
    "condition_on_previous_text": False,
    "vad_filter": True,
    "max_new_tokens": 120,  # so that a model which has learned little does not hold this up
}
TRIED_SINGLY = 4  # of the best single heads, how many are tried together


def choose_heads(folder: Path, recordings: list[Recording], *, layers: int, heads: int) -> list[tuple[int, int]]:
    """Set a CTranslate2 folder's alignment heads to those with the smallest median word start error.

    All single heads are tried, then the best ones in pairs and threes, and the guided ones together.

    Returns
    -------
    list of (layer, head)
    """
    guided = tuple((GUIDED_LAYER, head) for head in GUIDED_HEADS)  # tried first: they stay if no word is right yet
    errors_s = {guided: _start_error_s(folder, guided, recordings)}
    for single in [((layer, head),) for layer in range(layers) for head in range(heads)]:
        errors_s[single] = _start_error_s(folder, single, recordings)
    singles = sorted((group for group in errors_s if len(group) == 1), key=errors_s.__getitem__)
    best = [single[0] for single in singles[:TRIED_SINGLY]]
    for group in [group for size in (2, 3) for group in combinations(best, size)]:
        errors_s[group] = _start_error_s(folder, group, recordings)
    chosen = min(errors_s, key=errors_s.__getitem__)
    for group, error_s in sorted(errors_s.items(), key=lambda item: item[1]):
        print(f"{1000 * error_s:6.0f} ms  {list(group)}")
    _set_heads(folder, chosen)
    return list(chosen)


def _set_heads(folder: Path, heads: tuple[tuple[int, int], ...]) -> None:
    path = folder / "config.json"
    config = json.loads(path.read_text())
    config["alignment_heads"] = [list(head) for head in heads]
    path.write_text(json.dumps(config, indent=2) + "\n")


def _start_error_s(folder: Path, heads: tuple[tuple[int, int], ...], recordings: list[Recording]) -> float:
    _set_heads(folder, heads)
    model, total = WhisperModel(str(folder), device="cpu", compute_type="int8", cpu_threads=1), Score()
    for recording in recordings:
        segments, _ = model.transcribe(recording.sound, **DECODING)
        words = [word for segment in segments for word in segment.words]
        heard, starts_s = [w.word.strip() for w in words], [w.start for w in words]
        total.add(score(recording.words, recording.starts_s, heard, starts_s))
    return total.start_error_s if total.start_errors_s else math.inf
