"""Actors' lines as cases for the second listening: what they hum is not in the transcript."""

from __future__ import annotations

from pathlib import Path

import pytest
from fillers import actors
from game import conversation, mp3, pack
from pocket import amazon_queen, steel_sky
from pocket.speech import SAMPLE_RATE
from pocket.voices import speak
from scipy.signal import resample_poly
from sky_game import game as sky_game

LINES = {1: "Um, I would like two tickets.", 2: "Uh huh.", 3: "The boat leaves at noon!"}


@pytest.fixture
def game(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two people who say the same, number 7 and number 8, and a hero who says nothing."""
    files = {}
    for key, voice in ((7, "espeak:en-us"), (8, "espeak:en-gb")):
        files[f"MAN{key}.DOG"] = conversation(key, {}, LINES, ("0", "0"))
        for head, line in LINES.items():
            files[f"{key:02d}{head:04X}P1.SB"] = mp3(speak(line, voice).samples, SAMPLE_RATE)
    files["QUEEN2.JAS"] = b""
    monkeypatch.setattr(amazon_queen, "ARCHIVE", pack(files, tmp_path / "queen.1c"))


def test_no_speaker_is_in_both_splits(game: None) -> None:
    assert [case.voice for case in actors.answers("dev")] == ["person7"]
    assert [case.voice for case in actors.answers("test")] == ["person8"]


def test_hesitations_are_left_out_of_the_transcript_and_kept_as_the_truth(game: None) -> None:
    (case,) = actors.answers("test")
    assert [word.text for word in case.transcript.words] == [
        *("I", "would", "like", "two", "tickets."),
        *("The", "boat", "leaves", "at", "noon."),
    ]
    assert [filler.text for filler in case.fillers] == ["Um,"]
    assert case.fillers[0].end_s <= case.words[0].start_s + 0.1
    assert case.words[-1].end_s <= case.length_s


def test_what_is_neither_word_nor_filler_is_left_out(game: None) -> None:
    assert not any("huh" in word.text for case in actors.answers("dev") for word in (*case.words, *case.fillers))


def test_one_in_so_many_answers_is_given(game: None) -> None:
    assert len(list(actors.answers("dev", one_in=2))) == 1


def test_another_games_actors_are_given_by_speaker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said = ["", *LINES.values()]
    sounds = {
        50_000 + i: bytes((128 + 120 * resample_poly(speak(line, "espeak:en-gb").samples, 441, 640)).astype("uint8"))
        for i, line in enumerate(said)
        if line
    }
    monkeypatch.setattr(steel_sky, "ARCHIVE", sky_game(said, said, [0] * 10, sounds, tmp_path))
    (case,) = actors.others()
    assert case.voice == "section0"
    assert [filler.text for filler in case.fillers] == ["Um,"]
    assert [word.text for word in case.transcript.words][-1] == "noon."
