"""Values survive JSON unchanged, and text that is no such value is refused."""

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from speakstar.adapters.serialise import from_json, to_json
from speakstar.core.model import Analysis, EngineId, Recording, SectionSpan, Span, Transcript, Word

st.register_type_strategy(float, st.floats(allow_nan=False, allow_infinity=False))
RECORDING = Recording("/a.wav", 1.5, 48_000, 1, 0.5, 0.1)


@settings(max_examples=40, deadline=None)
@given(st.from_type(Analysis))
def test_analysis_survives(value):
    assert from_json(Analysis, to_json(value)) == value


@given(st.from_type(Transcript))
def test_transcript_survives(value):
    assert from_json(Transcript, to_json(value)) == value


@given(st.from_type(Recording))
def test_recording_survives(value):
    text = to_json(value)
    assert text.isascii()
    assert from_json(Recording, text) == value


def test_a_name_that_is_not_unicode_survives():
    value = replace(RECORDING, path="/caf\udce9.wav")
    assert from_json(Recording, to_json(value)) == value


def test_absent_and_empty_speech_stay_apart():
    engine = EngineId("e", "m", "1")
    for speech in (None, (), (Span(0.0, 1.0),)):
        value = Transcript((), speech, engine)
        assert from_json(Transcript, to_json(value)).speech == speech


def test_a_whole_number_becomes_the_float_that_the_field_wants():
    word = from_json(Word, '{"text": "a", "start_s": 0, "end_s": 1}')
    assert isinstance(word.end_s, float)


def test_neighbouring_versions():
    word = from_json(Word, '{"text": "a", "start_s": 0.0, "end_s": 1.0, "later": [1]}')
    assert word == Word("a", 0.0, 1.0)


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"path": 3}, "3 is not of type str"),
        ({"duration_s": "long"}, "'long' is not"),
        ({"channels": True}, "True is not"),
        ({"channels": 1.5}, "1.5 is not"),
        ({"peak": None}, "None is not"),
    ],
)
def test_wrong_values_are_refused(change, complaint):
    data = json.loads(to_json(RECORDING)) | change
    with pytest.raises(ValueError, match=complaint):
        from_json(Recording, json.dumps(data))


@pytest.mark.parametrize("text", ["", "{", "[]", "null", "{}"])
def test_other_text_is_refused(text):
    with pytest.raises(ValueError, match=r"."):
        from_json(Recording, text)


def test_a_value_that_is_none_of_the_choices_is_refused():
    with pytest.raises(ValueError, match="'purple' is none of"):
        from_json(SectionSpan, '{"section": "purple", "start_s": null, "end_s": null, "sentences": 1}')


def test_a_field_without_default_is_needed():
    with pytest.raises(ValueError, match="Word lacks end_s"):
        from_json(Word, '{"text": "a", "start_s": 0.0}')


def test_not_a_number_is_not_written():
    with pytest.raises(ValueError, match="not JSON compliant"):
        to_json(replace(RECORDING, peak=float("nan")))
