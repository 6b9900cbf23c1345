"""The commands as a user and as a script call them."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from answers import STRONG_ANSWER, WEAK_ANSWER
from moments import Moment

from speakstar import __version__

COMMANDS = (
    "practice", "review", "check", "report", "trends", "takes", "reanalyse", "stories", "questions", "models",
    "devices", "selftest", "config", "where", "demo",
)  # fmt: skip


@pytest.fixture
def words_file(tmp_path: Path) -> Path:
    path = tmp_path / "words.json"
    words = [
        {"text": word, "start_s": 0.5 + 0.3 * i, "end_s": 0.7 + 0.3 * i}
        for i, word in enumerate(["Um,", "I", "moved", "every", "payment", "over."])
    ]
    path.write_text(json.dumps(words))
    return path


def test_help_and_version_load_nothing_heavy() -> None:
    program = (
        "import sys\nfrom speakstar.cli import run\n"
        "codes = [run(['--help']), run(['practice', '--help']), run(['--version'])]\n"
        "heavy = {'numpy', 'faster_whisper', 'sounddevice', 'sqlite3', 'soundfile', 'ctranslate2'}\n"
        "print(codes, sorted(heavy & set(sys.modules)))"
    )
    bare = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE")}  # it loads sqlite3
    done = subprocess.run([sys.executable, "-c", program], env=bare, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[0, 0, 0] []"
    assert f"speakstar {__version__}" in done.stdout


def test_every_command_has_help(cli: Callable) -> None:
    overview = cli("--help")
    assert overview.code == 0
    for command in COMMANDS:
        assert f"\n  {command} " in overview.out
        shown = cli(command, "--help")
        assert shown.code == 0
        assert "Usage: speakstar" in shown.out


def test_usage_errors_exit_with_2(cli: Callable) -> None:
    for arguments in (["nonsense"], ["review"], ["report", "--format", "pdf"], ["trends", "--since", "yesterday"]):
        assert cli(*arguments).code == 2, arguments


def test_review_keeps_a_take_that_report_shows_again(cli: Callable, clip: Path) -> None:
    reviewed = cli("review", clip, "--story", "deadline", "--format", "json").json
    assert reviewed["schema_version"] == 1
    assert reviewed["take"]["story"] == "deadline"
    assert reviewed["take"]["theme"] == "deadline"
    assert reviewed["engine"]["model"] == "pocket"
    for reference in ("last", "-1", reviewed["take"]["id"]):
        assert cli("report", reference, "--format", "json").json == reviewed


def test_json_has_the_names_that_scripts_rely_on(cli: Callable, clip: Path) -> None:
    content = cli("review", clip, "--format", "json").json
    assert set(content) == {"schema_version", "take", "engine", "transcript", "delivery", "review", "change"}
    named = {"id", "story", "question", "theme", "recorded_at", "audio"}
    assert set(content["take"]) == named | {"lost_s", "gaps", "overflows"}
    assert set(content["engine"]) == {"name", "model", "version"}
    assert set(content["transcript"]["words"][0]) == {"text", "start_s", "end_s", "probability"}
    wanted = (
        "elapsed_s speaking_s cap_s over_cap_s words words_per_min first_word_s pauses fillers fillers_per_min "
        "fillers_per_min_low fillers_per_min_high crutch_words repeats hedges"
    )
    assert set(wanted.split()) <= set(content["delivery"])
    assert set(content["review"]) == {
        "sections",
        "sentences",
        "items",
        "pitfalls",
        "next_step",
        "follow_up",
        "kind",
        "kind_marked_by_speaker",
        "parts",
        "stalling_s",
    }
    assert len(content["review"]["items"]) == 16
    assert {item["verdict"] for item in content["review"]["items"]} <= {"met", "weak", "missing"}
    assert [pitfall["id"] for pitfall in content["review"]["pitfalls"]] == [
        "pitfall.we",
        "pitfall.vague",
        "pitfall.no_tradeoff",
        "pitfall.rambling",
    ]


def test_transcript_from_elsewhere_needs_no_speech_model(cli: Callable, moment: Moment, words_file: Path) -> None:
    content = cli("review", moment.sound, "--transcript", words_file, "--format", "json").json
    assert content["transcript"]["text"] == "Um, I moved every payment over."
    written = [filler for filler in content["delivery"]["fillers"] if filler["source"] != "audio"]
    assert [filler["text"].lower() for filler in written] == ["um"]
    assert content["delivery"]["speaking_from"] == "words"


def test_check_reads_files_and_standard_input(cli: Callable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "answer.txt"
    path.write_text(STRONG_ANSWER)
    from_file = cli("check", path, "--format", "json")
    stdin = SimpleNamespace(buffer=io.BytesIO(STRONG_ANSWER.encode()), isatty=lambda: False)
    monkeypatch.setattr(sys, "stdin", stdin)
    assert cli("check", "-", "--format", "json").json == from_file.json
    delivery = from_file.json["delivery"]
    assert set(delivery) == {"words", "estimated_s", "fillers"}
    um = delivery["fillers"][0]
    assert STRONG_ANSWER[um["start_char"] : um["end_char"]].lower() == "um"
    assert all(sentence["start_s"] is None for sentence in from_file.json["review"]["sentences"])


def test_check_tells_a_strong_answer_from_a_weak_one(cli: Callable, tmp_path: Path) -> None:
    met = []
    for text in (STRONG_ANSWER, WEAK_ANSWER):
        path = tmp_path / "answer.txt"
        path.write_text(text)
        items = cli("check", path, "--format", "json").json["review"]["items"]
        met.append(sum(item["verdict"] == "met" for item in items))
    assert met[0] >= met[1] + 5


def test_escape_codes_are_not_passed_through(cli: Callable, tmp_path: Path) -> None:
    path = tmp_path / "answer.txt"
    path.write_text("I fixed \x1b[31mthe\x1b[0m server \x07 because \x9b31m it was down for 3 hours.")
    for form in ("terminal", "plain", "markdown"):
        shown = cli("check", path, "--format", form)
        assert shown.code == 0
        assert not any(char in shown.out for char in "\x1b\x07\x9b")


def test_practice_from_a_file_takes_the_theme_practised_least(cli: Callable, clip: Path) -> None:
    themes = [cli("practice", "--from-file", clip, "--format", "json").json["take"]["theme"] for _ in range(4)]
    assert themes == ["deadline", "beyond", "persuasion", "deadline"]


def test_practice_shows_question_and_cues_on_standard_error(cli: Callable, clip: Path) -> None:
    open_book = cli("practice", "beyond", "--from-file", clip)
    mock = cli("practice", "beyond", "--from-file", clip, "--mock")
    assert "above and beyond" in open_book.err.lower()
    assert "above and beyond" in mock.err.lower()
    assert "tradeoff" in open_book.err
    assert "tradeoff" not in mock.err


def test_practice_of_an_unknown_story_names_the_known(cli: Callable) -> None:
    cli("practice", "nothing").assert_refused("'nothing'", "deadline", "beyond", "persuasion")


def test_stories_are_added_and_listed(cli: Callable) -> None:
    assert cli("stories", "add", "The night the bakery oven died", "--theme", "deadline").code == 0
    listed = cli("stories", "list", "--format", "json").json
    assert listed["schema_version"] == 1
    assert {"id": "the-night-the-bakery-oven-died", "theme": "deadline"}.items() <= listed["stories"][-1].items()
    cli("stories", "add", "The night the bakery oven died", "--theme", "deadline").assert_refused("already")
    cli("stories", "add", "Another", "--theme", "romance").assert_refused("romance")


def test_questions_cover_each_theme_and_all_at_once(cli: Callable) -> None:
    themes = [question["theme"] for question in cli("questions", "list", "--format", "json").json["questions"]]
    assert {"deadline", "beyond", "persuasion", None} == set(themes)


def test_takes_are_listed_shown_and_forgotten_but_never_their_sound(cli: Callable, clip: Path) -> None:
    assert "No take" in cli("takes", "list").err
    cli("report").assert_refused("No take")
    cli("review", clip)
    cli("review", clip)
    assert [take["id"] for take in cli("takes", "list", "--format", "json").json["takes"]] == [1, 2]
    assert cli("takes", "show", "1").code == 0
    assert cli("takes", "delete", "1").code == 2, "nobody was asked"
    assert cli("takes", "delete", "1", "--yes").code == 0
    assert clip.exists()
    cli("report", "1").assert_refused("1")
    assert [take["id"] for take in cli("takes", "list", "--format", "json").json["takes"]] == [2]


def test_trends_in_every_format(cli: Callable, moment: Moment, words_file: Path) -> None:
    for _ in range(3):
        cli("review", moment.sound, "--transcript", words_file, "--story", "deadline")
    content = cli("trends", "--format", "json").json
    assert set(content) == {"schema_version", "takes", "sessions", "trend"}
    assert len(content["takes"]) == 3
    for form in ("terminal", "plain", "markdown"):
        assert cli("trends", "--format", form).out
    assert cli("trends", "--since", "2100-01-01", "--format", "json").json["takes"] == []
    cli("trends", "--story", "nothing").assert_refused("nothing")


def test_report_is_written_to_a_file(cli: Callable, moment: Moment, words_file: Path, tmp_path: Path) -> None:
    shown = cli("review", moment.sound, "--transcript", words_file, "--format", "markdown")
    target = tmp_path / "report.md"
    assert cli("report", "--format", "markdown", "--output", target).out == ""
    assert target.read_text() == shown.out
    cli("report", "--output", tmp_path / "no" / "folder.md").assert_refused("folder.md")


def test_a_report_never_takes_the_place_of_a_recording(
    cli: Callable, moment: Moment, words_file: Path, tmp_path: Path, private_home: Path
) -> None:
    mine = tmp_path / "mine.flac"
    shutil.copy(moment.sound, mine)
    cli("review", mine, "--transcript", words_file)
    cli("report", "--output", mine).assert_refused("mine.flac", "there already")
    assert mine.read_bytes() == moment.sound.read_bytes()
    for kept in ("speakstar.db", "speakstar.toml"):
        cli("report", "--output", private_home / kept).assert_refused(kept)
    assert cli("report", "--format", "json").code == 0


def test_a_report_may_take_the_place_of_a_report(
    cli: Callable, moment: Moment, words_file: Path, tmp_path: Path
) -> None:
    cli("review", moment.sound, "--transcript", words_file)
    for target in (tmp_path / "report.md", tmp_path / "trends.png"):
        command = "trends" if target.suffix == ".png" else "report"
        for _ in range(2):
            assert cli(command, "--output", target).code == 0
        assert target.stat().st_size > 0


@pytest.mark.parametrize(
    ("name", "begins"),
    [("a.html", "<!doctype html>"), ("a.json", "{"), ("a.md", "#"), ("a.srt", "1\n"), ("a", "Take")],
)
def test_a_file_gets_the_format_that_its_name_ends_in(
    cli: Callable, moment: Moment, words_file: Path, tmp_path: Path, name: str, begins: str
) -> None:
    cli("review", moment.sound, "--transcript", words_file)
    assert cli("report", "--output", tmp_path / name).code == 0
    assert (tmp_path / name).read_text().lower().startswith(begins.lower())


def test_a_full_disk_is_told_in_a_line(moment: Moment, words_file: Path, cli: Callable) -> None:
    cli("review", moment.sound, "--transcript", words_file)
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "speakstar", "report"], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert done.returncode == 1
    assert done.stderr.startswith("speakstar: The result cannot be written: No space left on device.")
    assert len(done.stderr.splitlines()) == 1


def test_words_after_the_end_of_the_sound_are_told(cli: Callable, clip: Path, tmp_path: Path) -> None:
    words = tmp_path / "words.json"
    words.write_text(json.dumps([{"text": "Late.", "start_s": 87.0, "end_s": 87.4}]))
    outcome = cli("review", clip, "--transcript", words)
    assert outcome.code == 0
    assert "1 of the transcript's 1 words come after the end of the sound" in outcome.err


def test_a_number_beyond_any_take_is_no_take(cli: Callable, moment: Moment, words_file: Path) -> None:
    cli("review", moment.sound, "--transcript", words_file)
    for command in (("report",), ("purge", "--yes")):
        cli(*command, "99999999999999999999").assert_refused("99999999999999999999")


def test_takes_without_speech_have_no_rate(cli: Callable, write_sound: Callable, tmp_path: Path) -> None:
    nothing = tmp_path / "nothing.json"
    nothing.write_text("[]")
    hum = write_sound("hum.wav", 0.05 * np.sin(np.arange(48_000) * 0.05))
    cli("review", hum, "--transcript", nothing)
    assert "too little speech for a rate" in cli("trends", "--format", "plain").out
    assert "0.0" not in cli("trends", "--format", "plain").out
    (row,) = csv.DictReader(cli("trends", "--format", "csv").out.splitlines())
    assert row["fillers_per_min"] == row["fillers_per_min_high"] == ""


def test_settings_are_kept_and_checked(cli: Callable) -> None:
    assert cli("config", "set", "cap_s", "60").code == 0
    listed = {row["id"]: row["value"] for row in cli("config", "list", "--format", "json").json["config"]}
    assert listed["cap_s"] == 60.0
    cli("config", "set", "cap_s", "never").assert_refused("cap_s", "never")
    cli("config", "set", "threads", "2.5").assert_refused("threads = '2.5'", "a whole number from 0")
    cli("config", "set", "colour", "blue").assert_refused("colour")
    cli("config", "set", "model", "nosuch").assert_refused("no speech model 'nosuch'")


def test_seconds_are_a_length_of_time(cli: Callable) -> None:
    for text in ("nan", "inf", "0"):
        assert cli("practice", "--no-input", "--seconds", text).code == 2


def test_a_file_that_is_a_take_already_is_told_of(cli: Callable, write_sound: Callable, tmp_path: Path) -> None:
    hum = write_sound("hum.wav", 0.05 * np.sin(np.arange(48_000) * 0.05))
    nothing = tmp_path / "nothing.json"
    nothing.write_text("[]")
    assert "trends count both" not in cli("review", hum, "--transcript", nothing).err
    assert "speakstar takes delete 1" in cli("review", hum, "--transcript", nothing).err


def test_where_and_home(cli: Callable, tmp_path: Path) -> None:
    rows = cli("--home", tmp_path / "elsewhere", "where", "--format", "json").json["where"]
    assert all(row["path"].startswith(str(tmp_path / "elsewhere")) for row in rows)
    assert not (tmp_path / "elsewhere").exists(), "asking writes nothing"


def test_models_are_listed_with_the_one_in_use(cli: Callable) -> None:
    rows = {row["id"]: row for row in cli("models", "list", "--format", "json").json["models"]}
    assert rows["pocket"]["used"]
    assert not rows["small.en"]["here"]
    assert Path(cli("models", "path").out.strip()) == Path(rows["pocket"]["path"])


def test_demo_prints_a_report_and_the_trend_and_leaves_nothing(cli: Callable, private_home: Path) -> None:
    shown = cli("demo")
    assert shown.code == 0, shown.err
    assert shown.err.count("Reviewing") == 6
    assert "Checklist:" in shown.out
    assert "Fillers a minute" in shown.out
    assert not private_home.exists()
