"""Measure how well the sample answers are heard: words, hesitations, fillers and speaking time against the truth.

Transcribes with the program's own engine and measures. Writes RESULTS.md and RESULTS.json beside the samples.

    python scripts/evaluate_samples.py                       the embedded model
    python scripts/evaluate_samples.py --model small.en      another one, printed only
"""

import argparse
import hashlib
import json
import statistics
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

import jiwer
from pocket.spoken import spell_out

from speakstar.adapters import audio_files, models
from speakstar.adapters.samples import Sample, samples
from speakstar.adapters.whisper import WhisperEngine
from speakstar.core.delivery import measure
from speakstar.core.filler_rules import HESITATION
from speakstar.core.fillers import fillers_in_words
from speakstar.core.model import Delivery, Transcript, Word

RESULTS = Path(__file__).parents[1] / "recordings" / "samples" / "RESULTS"
NEAR_S = 0.2  # a hesitation found counts as the true one if its middle lies this near (sed_eval's collar)

INTRODUCTION = """# How well the sample answers are heard

Written by `python scripts/evaluate_samples.py`; figures for the six sample answers beside this file.
The voices are synthetic, so this says how the whole chain works, and little about people. The embedded model
learned from the same voices, and from none of these texts.

- WER: word errors against the text as spoken, digits and words alike ("12%" is "twelve percent"), hesitations left
  out of both. Verbatim WER keeps them in. Lower is better; 0 % is perfect.
- um/uh: hesitations found, of them right (within 0.2 s of a true one), and truly there.
- Fillers: what the report's headline counts, and what it would count had every word been heard rightly.
- Speaking time: seconds measured, and how far that is from the truth.
- Word start: median distance of a rightly heard word's start from its true start.
"""


@dataclass(frozen=True, slots=True)
class Result:
    """The figures of one sample."""

    sample: str
    voice: str
    words: int
    errors: int
    verbatim_words: int
    verbatim_errors: int
    hesitations: int
    hesitations_found: int
    hesitations_right: int
    fillers: int
    fillers_found: int
    speaking_s: float
    speaking_found_s: float
    word_start_error_s: float
    text: str

    @property
    def speaking_error(self) -> float:
        """How far the speaking time is from the truth, as a share of it."""
        return self.speaking_found_s / self.speaking_s - 1


def evaluate(sample: Sample, engine: WhisperEngine) -> Result:
    """Transcribe a sample and compare it with the truth."""
    truth = json.loads(sample.truth.read_text(encoding="utf-8"))
    recording = audio_files.probe(sample.path)
    transcript = engine.transcribe(recording)
    delivery = measure(transcript, fillers_in_words(transcript.words), elapsed_s=recording.duration_s)
    spoken, heard = spell_out(truth["text"]), spell_out(transcript.text)
    plain_spoken, plain_heard = _without_hesitations(spoken), _without_hesitations(heard)
    hesitations = [_middle(f["start_s"], f["end_s"]) for f in truth["fillers"] if HESITATION.fullmatch(f["text"])]
    found = _hesitations(delivery)
    return Result(
        sample=sample.path.stem,
        voice=truth["voice"],
        words=len(plain_spoken),
        errors=_errors(plain_spoken, plain_heard),
        verbatim_words=len(spoken),
        verbatim_errors=_errors(spoken, heard),
        hesitations=len(hesitations),
        hesitations_found=len(found),
        hesitations_right=sum(any(abs(at - middle) <= NEAR_S for at in found) for middle in hesitations),
        fillers=len(fillers_in_words([Word(**word) for word in truth["words"]])),
        fillers_found=len(delivery.fillers),
        speaking_s=truth["speaking_s"],
        speaking_found_s=round(delivery.speaking_s, 3),
        word_start_error_s=round(_word_start_error_s(truth["words"], transcript), 3),
        text=transcript.text,
    )


def _without_hesitations(words: Iterable[str]) -> list[str]:
    return [word for word in words if not HESITATION.fullmatch(word)]


def _errors(spoken: list[str], heard: list[str]) -> int:
    found = jiwer.process_words(" ".join(spoken), " ".join(heard))
    return found.substitutions + found.deletions + found.insertions


def _middle(start_s: float, end_s: float) -> float:
    return (start_s + end_s) / 2


def _hesitations(delivery: Delivery) -> list[float]:
    """Middles of the hesitations that the report counts."""
    return [
        _middle(filler.start_s, filler.end_s)
        for filler in delivery.fillers
        if HESITATION.fullmatch(filler.text.lower()) and filler.start_s is not None and filler.end_s is not None
    ]


def _word_start_error_s(truth: list[dict], transcript: Transcript) -> float:
    """Median distance between true and found starts of the words that were heard rightly."""
    spoken = [" ".join(spell_out(word["text"])) for word in truth]
    heard = [" ".join(spell_out(word.text)) for word in transcript.words]
    spoken, heard = ([word.replace(" ", "-") or "-" for word in words] for words in (spoken, heard))
    if not heard:
        return float("nan")
    distances = [
        abs(truth[chunk.ref_start_idx + i]["start_s"] - transcript.words[chunk.hyp_start_idx + i].start_s)
        for chunk in jiwer.process_words(" ".join(spoken), " ".join(heard)).alignments[0]
        if chunk.type == "equal"
        for i in range(chunk.ref_end_idx - chunk.ref_start_idx)
    ]
    return statistics.median(distances) if distances else float("nan")


def table(results: list[Result]) -> str:
    """Lay the results out as a Markdown table."""
    rows = [
        "| sample | voice | words | WER | verbatim WER | um/uh found | right | there | fillers found | there"
        " | speaking time | off by | word start |",
        "|---|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|",
        *(_row(result) for result in results),
        _sum(results),
    ]
    return "\n".join(rows) + "\n"


def _row(r: Result) -> str:
    return (
        f"| {r.sample} | {r.voice} | {r.words} | {r.errors / r.words:.1%} | {r.verbatim_errors / r.verbatim_words:.1%}"
        f" | {r.hesitations_found} | {r.hesitations_right} | {r.hesitations} | {r.fillers_found} | {r.fillers}"
        f" | {r.speaking_found_s:.1f} s | {r.speaking_error:+.1%} | {r.word_start_error_s * 1000:.0f} ms |"
    )


def _sum(results: list[Result]) -> str:
    def total(name: str) -> float:
        return sum(getattr(result, name) for result in results)

    wer, verbatim_wer = total("errors") / total("words"), total("verbatim_errors") / total("verbatim_words")
    return (
        f"| **all** | | {total('words')} | **{wer:.1%}** | {verbatim_wer:.1%}"
        f" | {total('hesitations_found')} | {total('hesitations_right')} | {total('hesitations')}"
        f" | {total('fillers_found')} | {total('fillers')} | {total('speaking_found_s'):.1f} s"
        f" | {total('speaking_found_s') / total('speaking_s') - 1:+.1%}"
        f" | {statistics.median(r.word_start_error_s for r in results) * 1000:.0f} ms |"
    )


def main() -> None:
    """Run the script."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", help="name or folder of a model; results are then printed and not written")
    parser.add_argument("--texts", action="store_true", help="print what was heard, too")
    options = parser.parse_args()
    model = models.resolve(options.model or models.POCKET, configured=None, models_home=Path("~/none").expanduser())
    engine = WhisperEngine(model)
    results = [evaluate(sample, engine) for sample in samples()]
    digest = hashlib.sha256((model.path / "model.bin").read_bytes()).hexdigest()
    heading = f"Model: {model.name}, {model.size_mb:.0f} MB, model.bin sha256 {digest[:16]}.\n"
    print(heading + "\n" + table(results))
    if options.texts:
        print("\n\n".join(f"{result.sample}: {result.text}" for result in results))
    if not options.model:
        content = {"model": model.name, "sha256": digest, "samples": [asdict(result) for result in results]}
        RESULTS.with_suffix(".json").write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
        RESULTS.with_suffix(".md").write_text("\n".join((INTRODUCTION, heading, table(results))), encoding="utf-8")


if __name__ == "__main__":
    main()
