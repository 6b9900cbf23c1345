"""``takes explain``: every counted filler can be shown."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from answers import make_take

from speakstar.core.filler_lines import Explanation, explain, filler_lines
from speakstar.core.model import Certainty, Filler, Sound, SoundEvidence, Source
from speakstar.render import FORMATS, format_named
from speakstar.render.page import Page

WORDS = ["Um,", "I", "moved", "every,", "uh,", "payment", "over."]


@pytest.fixture
def words_file(tmp_path: Path) -> Path:
    path = tmp_path / "words.json"
    entries = [{"text": word, "start_s": 0.5 + 0.3 * i, "end_s": 0.7 + 0.3 * i} for i, word in enumerate(WORDS)]
    path.write_text(json.dumps(entries))
    return path


def test_fillers_are_listed_and_each_is_explained(cli: Callable, clip: Path, words_file: Path) -> None:
    cli("review", clip, "--transcript", words_file)
    listed = cli("takes", "explain", "last", "--format", "json").json["fillers"]
    written = [row for row in listed if row["heard"] != "audio"]
    assert [row["words"] for row in written] == ["[um] I moved every,", "I moved every, [uh] payment over."]
    for row in listed:
        shown = cli("takes", "explain", "last", "--filler", row["number"], "--format", "json").json
        assert (shown["filler"]["number"], shown["filler"]["certainty"]) == (row["number"], row["certainty"])
        assert {line["label"] for line in shown["explanation"]} >= {
            "Counted",
            "When",
            "Words",
            "Heard",
            "Rule",
            "Sound",
        }


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "json"])
def test_people_read_what_was_counted_and_why(cli: Callable, clip: Path, words_file: Path, name: str) -> None:
    cli("review", clip, "--transcript", words_file)
    number = next(
        row["number"]
        for row in cli("takes", "explain", "-1", "--format", "json").json["fillers"]
        if row["words"].startswith("I moved every, [uh]")
    )
    text = cli("takes", "explain", "-1", "--filler", number, "--format", name).out.replace("\\", "")
    for wanted in ("every, [uh] payment", "0:01.6 to 0:02.0", "hesitation", clip.name):
        assert wanted in " ".join(text.split())


@pytest.mark.parametrize("number", ["0", "-1", "99"])
def test_a_filler_that_is_none_is_refused(cli: Callable, clip: Path, words_file: Path, number: str) -> None:
    cli("review", clip, "--transcript", words_file)
    cli("takes", "explain", "1", "--filler", number).assert_refused("no filler", number, "speakstar takes explain 1")


def test_a_take_without_fillers_says_so(cli: Callable, clip: Path, tmp_path: Path) -> None:
    (tmp_path / "none.json").write_text("[]")
    cli("review", clip, "--transcript", tmp_path / "none.json")
    outcome = cli("takes", "explain", "last")
    if outcome.out == "":  # a second listening may hear some in the recording, which has words of its own
        assert "has no filler" in outcome.err
    assert outcome.code == 0


def explanation(source: Source, evidence: SoundEvidence | None) -> Explanation:
    filler = Filler("um", 3, 3, 1.0, 1.4, source, "possible", "sound.any", evidence)
    take = make_take("We met on a Monday.")
    take = replace(take, analysis=replace(take.analysis, delivery=replace(take.analysis.delivery, fillers=(filler,))))
    take = replace(take, sound=Sound(1, "aligned", "", (), (), (), 30.0, 2.0, 20.0))
    return explain(take, filler_lines(take)[0])


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "json"])
def test_the_sound_speaks_in_figures_and_plain_words(name: str) -> None:
    evidence = SoundEvidence(
        voice=0.97, voiced=0.91, pitch_span_st=0.6, level_db=-3.2, uncovered_s=0.38, aligned_s=0.36, change=0.7,
        phones="AH M", likeness=0.93,
    )  # fmt: skip
    text = " ".join(format_named(name).explanation(explanation("audio", evidence), Page(160)).split())
    for wanted in (
        "97%",
        "91%",
        "0.6 semitones",
        "3 dB below",
        "0.38 s",
        "0.36 s",
        "rate of 0.7",
        "sounds are AH M",
        "probability of 93%",
        "aligner",
        "not in the headline",
    ):
        assert wanted in text


@pytest.mark.parametrize(
    ("rule", "certainty", "wanted"),
    [
        ("own.anyway", "certain", "you count this word yourself"),
        ("hesitation.sound", "certain", "carry no meaning"),
        ("like.loose", "possible", "an ordinary use alike"),
    ],
)
def test_why_a_word_counts_is_said(rule: str, certainty: Certainty, wanted: str) -> None:
    found = explanation("transcript", None)
    filler = replace(found.line.filler, rule=rule, certainty=certainty)
    shown = format_named("plain").explanation(replace(found, line=replace(found.line, filler=filler)), Page())
    assert wanted in shown
    assert ("not in the headline" in shown) == (certainty == "possible")


@pytest.mark.parametrize(
    ("evidence", "wanted"),
    [
        (None, "nothing was found there"),
        (SoundEvidence(0.9, 0.0, None, 1.0, 0.4, None), "could not be aligned"),
        (SoundEvidence(0.9, 0.5, 4.0, 1.0, 0.4, 0.0), "hears no um"),
    ],
)
def test_what_the_sound_lacks_is_said(evidence: SoundEvidence | None, wanted: str) -> None:
    assert wanted in format_named("plain").explanation(explanation("audio", evidence), Page())
