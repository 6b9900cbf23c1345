"""Words with times in the forms in which Whisper's many programs write them."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import pytest

from speakstar.adapters.word_files import WordFile, read
from speakstar.adapters.word_forms import FORMS, form_of
from speakstar.errors import FileError

OWN_WORDS = [{"text": "We", "start_s": 0.5, "end_s": 0.7}, {"text": "cut", "start_s": 0.8, "end_s": 1.0}]
TAIL = {"id": 0, "seek": 0, "tokens": [1], "temperature": 0.0, "avg_logprob": -0.2, "compression_ratio": 1.1}
OPENAI = {
    "text": " We cut 40%.",
    "segments": [
        TAIL
        | {
            "start": 0.5,
            "end": 1.5,
            "text": " We cut 40%.",
            "no_speech_prob": 0.01,
            "words": [
                {"word": " We", "start": 0.5, "end": 0.7, "probability": 0.9},
                {"word": " cut", "start": 0.8, "end": 1.0, "probability": 0.8},
                {"word": " 40", "start": 1.0, "end": 1.2, "probability": 0.6},
                {"word": "%.", "start": 1.2, "end": 1.5, "probability": 0.4},
            ],
        }
    ],
    "language": "en",
}
TIMESTAMPED = {
    "text": " We cut",
    "segments": [
        TAIL
        | {
            "start": 0.5,
            "end": 1.0,
            "text": " We cut",
            "confidence": 0.7,
            "words": [
                {"text": "We", "start": 0.5, "end": 0.7, "confidence": 0.9},
                {"text": "cut", "start": 0.8, "end": 1.0, "confidence": 0.5},
            ],
        }
    ],
    "language": "en",
}
WHISPERX_WORDS = [
    {"word": "We", "start": 0.5, "end": 0.7, "score": 0.9},
    {"word": "40"},
    {"word": "1,000", "start": math.nan, "end": math.nan},
    {"word": "cut", "start": 1.3, "end": 1.5, "score": 0.5},
    {"word": "2.5"},
]
WHISPERX = {
    "segments": [{"start": 0.5, "end": 1.8, "text": " We 40 1,000 cut 2.5", "words": WHISPERX_WORDS}],
    "word_segments": WHISPERX_WORDS,
}
FASTER = [segment | {"text": " We cut 40%."} for segment in OPENAI["segments"]]  # type: ignore[union-attr]
CPP_SEGMENT = {
    "timestamps": {"from": "00:00:00,500", "to": "00:00:01,500"},
    "offsets": {"from": 500, "to": 1500},
    "text": " We cut.",
}
CPP = {"systeminfo": "AVX", "params": {"language": "en"}, "result": {"language": "en"}, "transcription": [CPP_SEGMENT]}


def token(text: str, start_ms: int, end_ms: int, p: float) -> dict[str, Any]:
    return {"text": text, "offsets": {"from": start_ms, "to": end_ms}, "id": 1, "p": p, "t_dtw": -1}


CPP_TOKENS = [
    {"text": "[_BEG_]", "offsets": {"from": 0, "to": 0}, "id": 50363, "p": 0.9, "t_dtw": -1},
    token(" We", 500, 700, 0.9),
    token(" re", 700, 900, 0.8),
    token("bu", 900, 950, 0.6),
    token("ilt", 950, 1400, 0.4),
    token(".", 1400, 1500, 0.6),
    {"text": "[_TT_75]", "offsets": {"from": 1500, "to": 1500}, "id": 50438, "p": 0.1, "t_dtw": -1},
]
CPP_FULL = CPP | {"transcription": [CPP_SEGMENT | {"text": " We rebuilt.", "tokens": CPP_TOKENS}]}
CPP_PIECES = CPP | {
    "transcription": [
        {"offsets": {"from": 500, "to": 700}, "text": " We"},
        {"offsets": {"from": 700, "to": 900}, "text": " re"},
        {"offsets": {"from": 900, "to": 1400}, "text": "built"},
        {"offsets": {"from": 1400, "to": 1500}, "text": "."},
    ]
}
HOSTED = {
    "text": "We cut",
    "language": "english",
    "words": [{"word": "We", "start": 0.5, "end": 0.7}, {"word": "cut", "start": 0.8, "end": 1.0}],
    "segments": [{"start": 0.5, "end": 1.0, "text": " We cut."}],
}


def reading(tmp_path: Path, content: Any) -> WordFile:
    path = tmp_path / "words.json"
    path.write_text(json.dumps(content))
    return read(path)


@pytest.mark.parametrize(
    ("content", "by_model", "wanted"),
    [
        (OWN_WORDS, False, [("We", 0.5, 0.7, 1.0), ("cut", 0.8, 1.0, 1.0)]),
        ({"transcript": {"words": OWN_WORDS}}, False, [("We", 0.5, 0.7, 1.0), ("cut", 0.8, 1.0, 1.0)]),
        (OPENAI, True, [("We", 0.5, 0.7, 0.9), ("cut", 0.8, 1.0, 0.8), ("40%.", 1.0, 1.5, 0.5)]),
        (TIMESTAMPED, True, [("We", 0.5, 0.7, 0.9), ("cut", 0.8, 1.0, 0.5)]),
        (FASTER, True, [("We", 0.5, 0.7, 0.9), ("cut", 0.8, 1.0, 0.8), ("40%.", 1.0, 1.5, 0.5)]),
        (FASTER[0]["words"], True, [("We", 0.5, 0.7, 0.9), ("cut", 0.8, 1.0, 0.8), ("40%.", 1.0, 1.5, 0.5)]),
        (CPP_FULL, True, [("We", 0.5, 0.7, 0.9), ("rebuilt.", 0.7, 1.5, 0.6)]),
        (CPP_PIECES, True, [("We", 0.5, 0.7, 1.0), ("rebuilt.", 0.7, 1.5, 1.0)]),
        (HOSTED, True, [("We", 0.5, 0.7, 1.0), ("cut", 0.8, 1.0, 1.0)]),
    ],
    ids=["own list", "own report", "openai", "timestamped", "faster", "faster words", "cpp", "cpp -ml 1", "hosted"],
)
def test_words_come_with_their_times(
    tmp_path: Path, content: Any, by_model: bool, wanted: list[tuple[str, float, float, float]]
) -> None:
    found = reading(tmp_path, content)
    words = [(w.text, w.start_s, w.end_s, pytest.approx(w.probability)) for w in found.transcript.words]
    assert words == wanted
    assert (found.by_model, found.notices) == (by_model, ())


def test_every_form_has_an_example_here() -> None:
    examples = [OWN_WORDS, {"transcript": {}}, CPP, OPENAI, FASTER, WHISPERX_WORDS]
    assert [form_of(example) for example in examples] == list(FORMS)


def test_words_without_a_time_stand_between_their_neighbours(tmp_path: Path) -> None:
    found = reading(tmp_path, WHISPERX)
    times = [(w.text, pytest.approx(w.start_s), pytest.approx(w.end_s)) for w in found.transcript.words]
    step_s = 0.6 / 7
    assert times == [
        ("We", 0.5, 0.7),
        ("40", 0.7, 0.7 + 2 * step_s),
        ("1,000", 0.7 + 2 * step_s, 1.3),
        ("cut", 1.3, 1.5),
        ("2.5", 1.5, 1.8),
    ]
    assert found.notices == ("words.json has no time for 3 of its 5 words: they were put between their neighbours.",)


@pytest.mark.parametrize("content", [CPP, {"segments": [{"start": 0.5, "end": 1.5, "text": " We cut."}]}])
def test_segments_without_words_are_spread_and_that_is_said(tmp_path: Path, content: Any) -> None:
    found = reading(tmp_path, content)
    assert [word.text for word in found.transcript.words] == ["We", "cut."]
    assert (found.transcript.words[0].start_s, found.transcript.words[-1].end_s) == (0.5, pytest.approx(1.5))
    (said,) = found.notices
    assert "whole segments only" in said


def test_another_language_is_said(tmp_path: Path) -> None:
    assert "'fr'" in reading(tmp_path, TIMESTAMPED | {"language": "fr"}).notices[0]


@pytest.mark.parametrize("content", [[], {"segments": []}, {"transcription": []}, {"segments": [{"text": " "}]}])
def test_no_words_are_no_error(tmp_path: Path, content: Any) -> None:
    assert reading(tmp_path, content).transcript.words == ()


def test_overlapping_windows_are_put_in_order(tmp_path: Path) -> None:
    words = [{"word": "one", "start": 1.0, "end": 2.0}, {"word": "two", "start": 1.8, "end": 1.9}]
    late = [{"word": "three", "start": 1.5, "end": 1.7}]
    found = reading(tmp_path, words + late).transcript.words
    assert [(word.start_s, word.end_s) for word in found] == [(1.0, 2.0), (1.8, 1.9), (1.8, 1.8)]


@pytest.mark.parametrize(
    "content",
    [
        "{",
        "[1, 2]",
        '{"a": 1}',
        '"words"',
        "null",
        '{"segments": 3}',
        '{"segments": [{"start": 0, "end": 1}]}',
        '{"segments": [{"text": "no time"}]}',
        '{"segments": [{"start": "soon", "end": 1, "text": "x"}]}',
        '{"transcription": [{"text": "x", "offsets": 3}]}',
        '{"transcription": {"a": 1}}',
        '{"transcript": "text alone"}',
        '[{"word": "a", "start": 2, "end": 1}]',
        '[{"word": "a", "start": -1, "end": 1}]',
        '[{"word": "a", "start": 1, "end": Infinity}]',
        f'[{{"word": "a", "start": 1, "end": {10**400}}}]',
        f'[{{"text": "a", "start_s": {10**400}, "end_s": 2}}]',
        f'{{"transcription": [{{"text": "a", "offsets": {{"from": 0, "to": {10**400}}}}}]}}',
        f'[{{"word": "a", "start": 1, "end": 2, "probability": {10**400}}}]',
        '[{"word": "a", "start": 5, "end": 6}, {"word": "b", "start": 1, "end": 2}]',
        "[" * 100_000,
    ],
)
def test_other_content_is_refused_in_one_line(tmp_path: Path, content: str) -> None:
    path = tmp_path / "words.json"
    path.write_text(content)
    with pytest.raises(FileError, match=r"words\.json") as caught:
        read(path)
    assert "\n" not in str(caught.value)
    assert "whisper.cpp" in caught.value.hint


def test_tokens_cut_inside_a_letter_are_read(tmp_path: Path) -> None:
    path = tmp_path / "words.json"
    path.write_bytes(json.dumps(CPP_FULL).encode().replace(b'" We"', b'" W\xc3"'))
    assert read(path).transcript.words[0].text.startswith("W")


@pytest.mark.parametrize(
    "entry",
    [
        {"text": None, "start_s": 1, "end_s": 2},
        {"text": ["um"], "start_s": 1, "end_s": 2},
        {"text": "um", "start_s": True, "end_s": 2},
        {"word": None, "start": 1, "end": 2},
    ],
)
def test_what_is_no_text_or_no_time_is_refused(tmp_path: Path, entry: dict[str, Any]) -> None:
    with pytest.raises(FileError, match="is wanted"):
        reading(tmp_path, [entry])


def test_half_a_surrogate_pair_becomes_a_question_mark(tmp_path: Path) -> None:
    path = tmp_path / "words.json"
    path.write_text('[{"text": "so\\ud800", "start_s": 1, "end_s": 2}]')
    (word,) = read(path).transcript.words
    assert word.text == "so?"


def test_refusals_name_no_parts_of_the_program(tmp_path: Path) -> None:
    for content in ({"segments": None}, {"segments": ["um"]}, {"transcription": 3}):
        with pytest.raises(FileError) as caught:
            reading(tmp_path, content)
        assert "object" not in caught.value.message
        assert "NoneType" not in caught.value.message
