"""The pocket model's vocabulary: byte-level pieces of its own and Whisper's special and time tokens."""

import random
from pathlib import Path

from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers

from pocket.lines import Library

PIECES = 1500
SAMPLE_LINES = 120_000
AUDIO_POSITIONS = 1500
POSITIONS_PER_S = 50
SPECIAL = ("<|endoftext|>", "<|startoftranscript|>", "<|en|>", "<|translate|>", "<|transcribe|>", "<|startoflm|>",
           "<|startofprev|>", "<|nospeech|>", "<|notimestamps|>")  # fmt: skip


def train_tokenizer(library: Library, path: Path, *, seed: int) -> None:
    """Learn the pieces from training lines and write a tokenizer.json in the order faster-whisper expects."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    r = random.Random(seed)
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    trainer = trainers.BpeTrainer(vocab_size=PIECES, initial_alphabet=alphabet, show_progress=False)
    tokenizer.train_from_iterator((" " + library.line(r).written for _ in range(SAMPLE_LINES)), trainer)
    tokenizer.add_special_tokens(list(SPECIAL))
    tokenizer.add_special_tokens([f"<|{i / POSITIONS_PER_S:.2f}|>" for i in range(AUDIO_POSITIONS + 1)])
    tokenizer.save(str(path), pretty=False)


class Tokens:
    """The tokenizer and its special tokens."""

    def __init__(self, path: Path) -> None:
        self.tokenizer = Tokenizer.from_file(str(path))
        ids = self.tokenizer.token_to_id
        self.end, self.start = ids("<|endoftext|>"), ids("<|startoftranscript|>")
        self.no_speech, self.no_times = ids("<|nospeech|>"), ids("<|notimestamps|>")
        self.first_time = self.no_times + 1
        self.size = self.tokenizer.get_vocab_size()

    def at(self, time_s: float) -> int:
        """Give the token of a time in seconds, 0 to 30."""
        return self.first_time + min(max(round(time_s * POSITIONS_PER_S), 0), AUDIO_POSITIONS)
