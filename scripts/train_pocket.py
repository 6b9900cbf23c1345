"""Train the pocket model from nothing: texts, synthetic speech, network, CTranslate2 folder.

Usage: python scripts/train_pocket.py --work /tmp/pocket --out /tmp/pocket/model

Meant for two and a half hours on two cores: a quarter of an hour of speaking, two hours of training, the export and the
choice of the alignment heads. Everything is drawn from the seed; what is already in the work folder is used
again, and a run that was stopped goes on with --resume.

Needs the extra `train` and the Debian packages libespeak-ng1, libflite1, wordnet-base, wamerican and fortunes; more
voices come with the packages that it names where they are missing: festival, pico, RHVoice, MBROLA, and four with
recordings of people, asterisk-core-sounds-en-g722, flight-of-the-amazon-queen, beneath-a-steel-sky and drascula.
On a CPU with AMX or AVX-512's bf16 the matrix products run in bf16, on others in float32; preload jemalloc
(LD_PRELOAD=libjemalloc.so.2, MALLOC_CONF=dirty_decay_ms:-1,muzzy_decay_ms:-1,thp:always) for a quarter more speed.
With a GPU (--device) raise --hours and --minutes at will.
"""

import argparse
import json
import multiprocessing as mp
import re
from collections import Counter
from pathlib import Path

import torch
from pocket import lines, machine, recorded, sources, text
from pocket.alignment import choose_heads
from pocket.benchmark import SEEN_VOICES, spoken_recordings
from pocket.convert import export
from pocket.corpus import write_shard
from pocket.model import ENCODER_LAYERS, Dims, PocketWhisper, deepened, encoder_layers
from pocket.tokens import Tokens, train_tokenizer
from pocket.training import produce, train

COMMON_WORDS, KNOWN_WORDS = 9000, 40_000


def build_library(path: Path, extra_texts: list[Path]) -> lines.Library:
    """Collect all texts once and keep them in a file."""
    if not path.exists():
        prose, interviews = sources.prose(), text.interviews(*extra_texts)
        counts = Counter(w for lines in prose.values() for s in lines for w in set(re.findall(r"[a-z][a-z']+", s)))
        spoken = {w for s in interviews for w in re.findall(r"[a-z][a-z']+", s)}
        dictionary = set(Path("/usr/share/dict/words").read_text().split())
        known = [w for w, _ in counts.most_common(KNOWN_WORDS) if w in dictionary and not text.UNFIT.search(w)]
        common = sorted(set(known[:COMMON_WORDS]) | spoken & dictionary)
        rare = [w for w in known[2000:] if len(w) > 2]
        path.write_text(json.dumps({"prose": prose, "interviews": interviews, "common": common, "rare": rare}))
    return lines.Library(**json.loads(path.read_text()))


def speak_corpus(library: lines.Library, folder: Path, *, hours: float, seed: int, processes: int) -> None:
    """Write one shard per process and one of recordings, unless they are there already.

    Each has a process of its own: espeak-ng does not survive a fork once it has spoken. A shard gets its name when it
    is whole, so that a run that was stopped here speaks it again.
    """
    unfinished = folder / "unfinished"
    unfinished.mkdir(parents=True, exist_ok=True)
    groups = machine.voice_shares()
    jobs = {}
    if groups.pop("human", None):
        jobs["recorded"] = mp.Process(target=recorded.write_shard, args=(unfinished / "recorded",))
    for k in range(processes):
        options = {"seed": seed + k, "hours": hours / processes, "groups": groups}
        jobs[f"shard{k}"] = mp.Process(target=write_shard, args=(library, unfinished / f"shard{k}"), kwargs=options)
    missing = {name: job for name, job in jobs.items() if not (folder / f"{name}.jsonl").exists()}
    for job in missing.values():
        job.start()
    for name, job in missing.items():
        job.join()
        if job.exitcode:
            raise SystemExit(f"The process that speaks {name} ended with {job.exitcode}; see its message above.")
        for suffix in (".pcm", ".jsonl"):
            (unfinished / name).with_suffix(suffix).rename((folder / name).with_suffix(suffix))


def blend(model: PocketWhisper, before: dict[str, torch.Tensor], share: float) -> None:
    """Set a model's weights to the mean of them and of those before.

    The mean of two ends of training from the same beginning can be better than both (Wortsman et al. 2022, "Model
    soups"); it was here, at every noise level.
    """
    model.load_state_dict({k: torch.lerp(before[k].float(), v.float(), share) for k, v in model.state_dict().items()})


def main() -> None:
    """Run the recipe, or the part of it that is still missing in the work folder."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", type=Path, required=True, help="folder for texts, speech and checkpoints")
    parser.add_argument("--out", type=Path, required=True, help="folder of the CTranslate2 model")
    parser.add_argument("--minutes", type=float, default=120, help="training time (default: %(default)s)")
    parser.add_argument("--hours", type=float, default=30, help="hours of speech to synthesise (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="seed of texts, voices and weights (default: %(default)s)")
    parser.add_argument("--resume", action="store_true", help="go on from the work folder's checkpoint")
    parser.add_argument("--start", type=Path, help="checkpoint to train on from (default: random)")
    parser.add_argument(
        "--blend", type=float, default=0.5, help="share of the trained weights in a mean with --start's (default: 0.5)"
    )
    parser.add_argument("--layers", type=int, help="of the encoder (default: the checkpoint's, else 4)")
    parser.add_argument("--window", type=int, default=10, help="seconds heard at once (default: %(default)s)")
    parser.add_argument("--threads", type=int, default=1, help="threads of the trainer (default: %(default)s)")
    parser.add_argument("--device", choices=("auto", "cpu", "cuda"), default="auto", help="(default: %(default)s)")
    parser.add_argument("--peak", type=float, default=1.2e-3, help="highest learning rate (default: %(default)s)")
    parser.add_argument("--text", type=Path, action="append", default=[], help="further text (.txt or .jsonl)")
    arguments = parser.parse_args()
    machine.require_packages()
    device = machine.choose_device(arguments.device)
    torch.manual_seed(arguments.seed)
    torch.set_num_threads(arguments.threads)
    arguments.work.mkdir(parents=True, exist_ok=True)
    checkpoint = arguments.work / "checkpoint.pt"
    state = torch.load(checkpoint, map_location="cpu") if arguments.resume else None
    start = state or (torch.load(arguments.start, map_location="cpu") if arguments.start else None)
    there = encoder_layers(start["model"]) if start else ENCODER_LAYERS
    layers = arguments.layers or there
    if start and (layers < there or (state and layers != there)):
        raise SystemExit(
            f"The checkpoint has {there} encoder layers; {layers} are no way to go on. Leave --layers out."
        )
    library = build_library(arguments.work / "library.json", arguments.text)
    speech, tokenizer = arguments.work / "speech", arguments.work / "tokenizer.json"
    speak_corpus(library, speech, hours=arguments.hours, seed=arguments.seed, processes=mp.cpu_count())
    if not tokenizer.exists():
        train_tokenizer(library, tokenizer, seed=arguments.seed)
    model = PocketWhisper(Dims(Tokens(tokenizer).size, encoder_layers=layers))
    if start:
        model.load_state_dict(deepened(start["model"], model.state_dict()))
    done = mp.Value("d", state["elapsed_s"] / (60 * arguments.minutes) if state else 0.0)
    drawn_from = arguments.seed + (state["step"] if state else 0)  # or the same windows would come again
    batches = produce(speech, tokenizer, drawn_from, done, trained=arguments.start is not None)
    limits = {"minutes": arguments.minutes, "peak": arguments.peak}
    if not train(model, batches, checkpoint, **limits, device=device, done=done, state=state):
        raise SystemExit(f"Stopped; the checkpoint is {checkpoint}. Go on with --resume.")
    model.load_state_dict(torch.load(checkpoint, map_location="cpu")["average"])
    if arguments.start:
        before = torch.load(arguments.start, map_location="cpu")["model"]
        blend(model, deepened(before, model.state_dict()), arguments.blend)
    export(model.cpu(), tokenizer, arguments.out, window_s=arguments.window)
    measured = [
        r for r in spoken_recordings(answers=1, seed=arguments.seed, voices=SEEN_VOICES[::2]) if r.noise == "clean"
    ]
    choose_heads(arguments.out, measured, layers=model.dims.decoder_layers, heads=model.dims.heads)
    print(f"Wrote {arguments.out}")


if __name__ == "__main__":
    main()
