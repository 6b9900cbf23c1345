"""The speaker's marks, and stored takes brought up to date."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from answers import WEAK_ANSWER, spoken

from speakstar.core.analysis import RULES_VERSION


@pytest.fixture
def keep(cli: Callable, clip: Path, tmp_path: Path) -> Callable:
    """Store an answer as a take."""

    def kept(answer: str) -> Callable:
        words = [{"text": w.text, "start_s": w.start_s, "end_s": w.end_s} for w in spoken(answer)]
        (tmp_path / "words.json").write_text(json.dumps(words))
        assert cli("review", clip, "--story", "deadline", "--transcript", tmp_path / "words.json").code == 0
        return cli

    return kept


@pytest.fixture
def stored(keep: Callable) -> Callable:
    """A home that holds one weak take."""
    return keep(WEAK_ANSWER)


def finding(cli: Callable, id_: str) -> dict:
    review = cli("report", "--format", "json").json["review"]
    return next(found for found in (*review["items"], *review["pitfalls"]) if found["id"] == id_)


def test_a_mark_shows_as_the_speakers_until_it_is_taken_back(stored: Callable) -> None:
    before = finding(stored, "tradeoffs.stated")
    assert before["marked_by_speaker"] is False
    shown = stored("takes", "mark", "last", "tradeoffs.stated", "yes", "--format", "plain")
    assert shown.code == 0
    assert "yes: tradeoff, Trade-off: what you gave up (you say so)" in shown.out
    assert finding(stored, "tradeoffs.stated")["verdict"] == "met"
    assert finding(stored, "pitfall.no_tradeoff")["present"] is False
    assert stored("takes", "mark", "last", "tradeoffs.stated", "undo").code == 0
    assert finding(stored, "tradeoffs.stated") == before


def test_a_pitfall_can_be_confirmed(stored: Callable) -> None:
    assert "(you say so)" in stored("takes", "mark", "1", "pitfall.rambling", "yes", "--format", "plain").out
    assert finding(stored, "pitfall.rambling")["present"] is True


def test_who_told_a_story_can_say_so(keep: Callable) -> None:
    cli = keep(
        "If the server went down I would call the provider first. I would ask my team to watch the logs. "
        "Then I would write to the customers. I would tell my boss when it is done."
    )
    unheard = cli("report", "--format", "json")
    assert unheard.json["review"]["kind"] == "hypothetical"
    assert "takes mark 1 story.told yes" in unheard.err
    shown = cli("takes", "mark", "1", "story.told", "yes", "--format", "plain")
    assert "met (a story, you say so)" in shown.out
    assert "story.told" not in shown.err
    review = cli("report", "--format", "json").json["review"]
    assert (review["kind"], review["kind_marked_by_speaker"]) == ("story", True)
    assert {sentence["section"] for sentence in review["sentences"]} != {"other"}
    assert cli("reanalyse", "--all").code == 0
    assert cli("report", "--format", "json").json["review"] == review
    cli("takes", "mark", "1", "story.told", "undo")
    assert cli("report", "--format", "json").json["review"] == unheard.json["review"]


def test_what_was_no_story_can_be_called_none(stored: Callable) -> None:
    shown = stored("takes", "mark", "1", "story.told", "no", "--format", "plain")
    assert "Checklist: not scored (you say so)." in shown.out
    review = stored("report", "--format", "json").json["review"]
    assert {item["verdict"] for item in review["items"]} == {"missing"}
    assert not any(pitfall["present"] for pitfall in review["pitfalls"])


def test_only_findings_of_takes_can_be_marked(stored: Callable) -> None:
    stored("takes", "mark", "1", "tradeoffs.none", "yes").assert_refused("'tradeoffs.none'", "pitfall.we")
    stored("takes", "mark", "9", "task.goal", "yes").assert_refused("There is no take 9")
    assert stored("takes", "mark", "1", "task.goal", "perhaps").code == 2


def test_an_old_take_is_named_and_brought_up_to_date_with_its_marks(stored: Callable, tmp_path: Path) -> None:
    stored("takes", "mark", "1", "tradeoffs.stated", "yes")
    home = Path(stored("where", "--format", "json").json["where"][0]["path"])
    aged = sqlite3.connect(home / "speakstar.db")
    (analysis,) = aged.execute("SELECT analysis FROM analyses").fetchone()
    older = json.loads(analysis)
    older["rules_version"] = 0
    older["delivery"] |= {"fillers": [], "possible_fillers": 0}
    aged.execute("UPDATE analyses SET rules_version = 0, analysis = ?", (json.dumps(older),))
    aged.commit()
    aged.close()

    assert "analysed by earlier rules" in stored("report").err
    done = stored("reanalyse", "--format", "json")
    (row,) = done.json["takes"]
    assert (row["rules_before"], row["rules_after"]) == (0, RULES_VERSION)
    assert row["fillers_before"] == 0 < row["fillers_after"]
    assert finding(stored, "tradeoffs.stated")["marked_by_speaker"] is True
    assert "earlier rules" not in stored("report").err


def test_what_is_up_to_date_is_left_alone_unless_asked(stored: Callable) -> None:
    untouched = stored("reanalyse", "--format", "json")
    assert untouched.json["takes"] == []
    assert "up to date" in untouched.err
    (row,) = stored("reanalyse", "--all", "--format", "json").json["takes"]
    assert row["gained"] == row["lost"] == row["pitfalls_gone"] == row["pitfalls_new"] == ""
    assert len(stored("reanalyse", "last", "--format", "json").json["takes"]) == 1


def test_a_recording_that_is_gone_is_named_and_nothing_is_lost(stored: Callable, clip: Path) -> None:
    before = stored("report", "--format", "json").json
    Path(before["take"]["audio"]).rename(clip.with_suffix(".gone"))
    failed = stored("reanalyse", "1", "--listen", "--format", "json")
    clip.with_suffix(".gone").rename(before["take"]["audio"])
    assert failed.code == 1
    assert "take 1" in failed.err
    assert stored("report", "--format", "json").json == before
