"""The database of takes: what goes in comes out, takes never change, and every failure has its message."""

import os
import sqlite3
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from tempfile import gettempdir

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from speakstar.adapters.migrations import MIGRATIONS
from speakstar.adapters.store import SqliteTakeStore
from speakstar.core.model import (
    Analysis,
    Delivery,
    DroppedRepeat,
    EngineId,
    FilledPause,
    HeardWord,
    Mark,
    NewTake,
    NextStep,
    Pause,
    Recording,
    Sound,
    SoundEvidence,
    Span,
    StarReview,
    Story,
    Theme,
    Transcript,
    Word,
)
from speakstar.errors import NotFoundError, StoreError

SOUND = Sound(
    version=1,
    method="aligned",
    notice="",
    words=(HeardWord(0.12, 0.9, 0.97),),
    filled_pauses=(FilledPause(1.0, 1.3, "uh", SoundEvidence(0.9, 0.8, None, -3.0, 0.3, None)),),
    repeats=(DroppedRepeat("we", 1.4, 1.5),),
    snr_db=None,
    pitch_sd_st=2.0,
    loudness_range_db=20.0,
)

st.register_type_strategy(float, st.floats(allow_nan=False, allow_infinity=False))
NOON = datetime(2026, 11, 23, 12, tzinfo=timezone(timedelta(hours=5, minutes=30)))


def new_take(*, story=None, question=None, theme=None, at=NOON, path="/recordings/a.wav", text="Hello."):
    delivery = Delivery(
        elapsed_s=2.0,
        answer_s=1.0,
        speaking_s=0.5,
        speaking_from="voice",
        cap_s=90.0,
        over_cap_s=0.0,
        words=1,
        words_per_min=120.0,
        first_word_s=0.1,
        pauses=(Pause(0.5, 1.0),),
        fillers=(),
        fillers_per_min=0.0,
        fillers_per_min_low=0.0,
        fillers_per_min_high=6.0,
        crutch_words=(),
        repeats=(),
        hedges=(),
    )
    return NewTake(
        story=story,
        question=question,
        theme=theme,
        recorded_at=at,
        recording=Recording(path, 2.0, 48_000, 1, 0.5, 0.1),
        transcript=Transcript((Word(text, 0.1, 0.9),), (Span(0.1, 0.9),), EngineId("e", "m", "1")),
        sound=SOUND,
        analysis=Analysis(7, delivery, StarReview((), (), (), (), NextStep("a", "b"), "Why?")),
    )


@pytest.fixture
def path(tmp_path):
    return tmp_path / "home" / "speakstar.db"


@pytest.fixture
def store(path):
    with SqliteTakeStore(path) as opened:
        yield opened


# --- takes ------------------------------------------------------------------------------------------------


def test_a_take_comes_back_as_it_was(store, path):
    new = new_take(theme="beyond", question="beyond")
    stored = store.add_take(new)
    assert stored.id == 1
    with SqliteTakeStore(path) as later:
        assert later.take(1) == stored
    for name in NewTake.__slots__:
        assert getattr(stored, name) == getattr(new, name)
    assert stored.recorded_at.utcoffset() == NOON.utcoffset()


def test_any_take_comes_back(store, path):
    @settings(max_examples=30, deadline=None)
    @given(transcript=st.from_type(Transcript), at=st.datetimes(timezones=st.timezones()))
    def comes_back(transcript, at):
        stored = store.add_take(replace(new_take(), transcript=transcript, recorded_at=at))
        with SqliteTakeStore(path) as later:
            assert stored == later.take(stored.id)
        assert stored.transcript == transcript
        assert stored.recorded_at.utcoffset() == at.utcoffset()
        assert stored.recorded_at.replace(tzinfo=None) == at.replace(tzinfo=None, fold=0)

    comes_back()


def test_relative_audio_paths_become_absolute(store, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert store.add_take(new_take(path="a b.wav")).recording.path == str(tmp_path / "a b.wav")


def test_takes_come_in_the_order_of_storing(store):
    store.add_story(Story("s", "t", "beyond"))
    for hours, story in ((3, None), (1, "s"), (2, None)):
        store.add_take(new_take(at=NOON + timedelta(hours=hours), story=story))
    assert [take.id for take in store.takes()] == [1, 2, 3]
    assert [take.id for take in store.takes(story="s")] == [2]
    assert store.takes(story="none") == ()


def test_since_compares_moments_across_time_zones(store):
    store.add_take(new_take(at=datetime(2026, 1, 1, 1, tzinfo=timezone(timedelta(hours=9)))))  # 16:00 UTC before
    store.add_take(new_take(at=datetime(2025, 12, 31, 20, tzinfo=UTC)))
    assert [take.id for take in store.takes(since=datetime(2025, 12, 31, 18, tzinfo=UTC))] == [2]
    assert [take.id for take in store.takes(since=datetime(2025, 12, 31, 16, tzinfo=UTC))] == [1, 2]


def test_what_another_process_does_is_seen(store, path):
    assert store.takes() == ()
    with SqliteTakeStore(path) as other:
        first, second = other.add_take(new_take()), other.add_take(new_take(text="Again."))
        assert store.takes() == (first, second)
        other.delete_take(1)
    assert store.takes() == (second,)


def test_an_unknown_take(store):
    with pytest.raises(NotFoundError, match="no take 5"):
        store.take(5)
    with pytest.raises(NotFoundError, match="no take 5"):
        store.delete_take(5)


@pytest.mark.parametrize("unknown", [{"story": "x"}, {"question": "x"}, {"theme": "x"}])
def test_a_take_of_something_unknown_is_refused_whole(store, unknown):
    with pytest.raises(StoreError, match="not in the database"):
        store.add_take(new_take(**unknown))
    assert store.takes() == ()
    assert store.add_take(new_take()).id == 1


def test_a_deleted_take_is_gone_for_good(store, path):
    store.add_take(new_take())
    kept = store.add_take(new_take(text="SECRETWORD"))
    assert b"SECRETWORD" in path.read_bytes()
    assert store.delete_take(2) == kept
    with pytest.raises(NotFoundError):
        store.take(2)
    assert [take.id for take in store.takes()] == [1]
    assert store.add_take(new_take()).id == 3
    store.close()
    assert b"SECRETWORD" not in path.read_bytes()
    with sqlite3.connect(path) as raw:
        assert raw.execute("SELECT take FROM analyses ORDER BY 1").fetchall() == [(1,), (3,)]
    raw.close()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE takes SET transcript = '{}'",
        "UPDATE takes SET id = 9",
        "DELETE FROM takes",
    ],
)
def test_takes_are_append_only(store, path, statement):
    stored = store.add_take(new_take())
    raw = sqlite3.connect(path, isolation_level=None)
    with pytest.raises(sqlite3.IntegrityError, match="a take is"):
        raw.execute(statement)
    raw.close()
    assert store.takes() == (stored,)


def test_a_damaged_take_is_named(store, path):
    store.add_take(new_take())
    store.close()
    raw = sqlite3.connect(path)
    raw.execute("UPDATE analyses SET analysis = '{'")
    raw.commit()
    raw.close()
    with SqliteTakeStore(path) as later, pytest.raises(StoreError, match=r"Take 1 in .*speakstar\.db cannot be read"):
        later.take(1)


# --- themes, questions, stories, notices -----------------------------------------------------------------


def test_seeds(store):
    assert store.themes() == (
        Theme("deadline", "Delivered under a tight deadline"),
        Theme("beyond", "Went above and beyond"),
        Theme("persuasion", "Persuaded people who disagreed"),
    )
    assert [question.theme for question in store.questions()] == ["deadline", "beyond", "persuasion", ""]
    assert [question.id for question in store.questions(theme="beyond")] == ["beyond"]
    assert [question.id for question in store.questions(theme="")] == ["everything"]
    assert store.questions(theme="x") == ()
    assert {story.theme for story in store.stories()} == {"deadline", "beyond", "persuasion"}


def test_stories(store):
    seeded = store.stories()
    added = (Story("late", "The late migration", "deadline"), Story("a", "First in the alphabet", "beyond"))
    for story in added:
        assert store.add_story(story) == story
    assert store.stories() == (*seeded, *added)
    with pytest.raises(StoreError, match="a story 'late' already"):
        store.add_story(Story("late", "Another", "beyond"))
    with pytest.raises(StoreError, match="no theme 'x'") as caught:
        store.add_story(Story("b", "t", "x"))
    assert "deadline, beyond, persuasion" in caught.value.hint
    assert store.stories() == (*seeded, *added)


def test_least_practised_theme(store):
    assert store.least_practised_theme() == "deadline"
    store.add_take(new_take(theme="deadline"))
    assert store.least_practised_theme() == "beyond"
    store.add_take(new_take(theme="beyond"))
    store.add_take(new_take())
    assert store.least_practised_theme() == "persuasion"
    store.add_take(new_take(theme="persuasion"))
    assert store.least_practised_theme() == "deadline"


def test_once(store, path):
    assert store.once("a")
    assert not store.once("a")
    assert store.once("b")
    with SqliteTakeStore(path) as later:
        assert not later.once("a")


# --- opening ----------------------------------------------------------------------------------------------


def test_an_empty_file_becomes_a_database(path):
    path.parent.mkdir()
    path.touch()
    with SqliteTakeStore(path) as opened:
        assert len(opened.themes()) == 3


def test_only_the_user_can_read_it(store, path):
    assert path.stat().st_mode & 0o077 == 0
    assert path.parent.stat().st_mode & 0o077 == 0


def untouched(path, message):
    before, changed_at = path.read_bytes(), path.stat().st_mtime_ns
    with pytest.raises(StoreError, match=message) as caught:
        SqliteTakeStore(path)
    assert str(path) in caught.value.message
    assert caught.value.hint
    assert (path.read_bytes(), path.stat().st_mtime_ns) == (before, changed_at)
    assert list(path.parent.iterdir()) == [path]


def test_a_newer_schema_is_not_touched(path):
    SqliteTakeStore(path).close()
    raw = sqlite3.connect(path)
    raw.execute("PRAGMA user_version = 7")
    raw.close()
    untouched(path, rf"newer speakstar \(schema 7, this one knows {len(MIGRATIONS)}\)")


def test_the_database_of_another_program_is_not_touched(path):
    path.parent.mkdir()
    raw = sqlite3.connect(path)
    raw.execute("CREATE TABLE bookmarks (url)")
    raw.close()
    untouched(path, "database of another program")


def test_a_file_that_is_no_database_is_not_touched(path):
    path.parent.mkdir()
    path.write_text("My notes.\n" * 100)
    untouched(path, "is not a database")


def test_a_damaged_database(path):
    SqliteTakeStore(path).close()
    content = bytearray(path.read_bytes())
    content[4096:] = b"\xff" * len(content[4096:])
    path.write_bytes(content)
    with pytest.raises(StoreError, match="is damaged"), SqliteTakeStore(path) as opened:
        opened.themes()


@pytest.mark.parametrize(("home", "cause"), [("file", "a file has this name"), ("file/home", "Not a directory")])
def test_a_home_that_cannot_be_made(tmp_path, home, cause):
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match=f"{home} cannot be made: {cause}"):
        SqliteTakeStore(tmp_path / home / "speakstar.db")


def test_a_home_that_cannot_be_written():
    with pytest.raises(StoreError, match=r"/proc/speakstar\.db cannot be made: (No such file|Permission)"):
        SqliteTakeStore(Path("/proc/speakstar.db"))


def as_someone_else(work):
    """Run as a user who owns nothing, if this is root, who may do all."""
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    try:
        return work()
    finally:
        if root:
            os.seteuid(0)


def test_a_database_that_may_only_be_read_can_be_read(store, path, tmp_path):
    stored = store.add_take(new_take())
    store.close()
    for folder in (path.parent, tmp_path, *tmp_path.parents):
        if folder.is_relative_to(gettempdir()) and folder != Path(gettempdir()):
            folder.chmod(0o755)
    path.chmod(0o444)
    path.parent.chmod(0o555)

    def read_and_write():
        with SqliteTakeStore(path) as opened:
            assert opened.takes() == (stored,)
            with pytest.raises(StoreError, match="cannot be written"):
                opened.add_take(new_take())

    try:
        as_someone_else(read_and_write)
    finally:
        path.parent.chmod(0o755)


def test_a_full_disk_keeps_what_is_stored(store):
    stored = store.add_take(new_take())
    pages = store._db.execute("PRAGMA page_count").fetchone()[0]
    store._db.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StoreError, match="disk is full"):
        store.add_take(new_take(text="long " * 10_000))
    assert store.takes() == (stored,)


def test_any_other_failure_is_told_as_it_is(store, path):
    raw = sqlite3.connect(path)
    raw.execute("DROP TABLE stories")
    raw.commit()
    raw.close()
    with pytest.raises(StoreError, match=r"speakstar\.db cannot be used: no such table: stories"):
        store.stories()


# --- several processes ------------------------------------------------------------------------------------

ADD = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from test_store import new_take
from speakstar.adapters.store import SqliteTakeStore
sys.stdin.readline()
for number in range(20):
    with SqliteTakeStore(Path(sys.argv[1])) as store:
        store.add_take(new_take(text=sys.argv[3]))
"""


def test_processes_add_at_once_from_the_first_moment(path):
    here = str(Path(__file__).parent)
    running = [
        subprocess.Popen([sys.executable, "-c", ADD, path, here, name], stdin=subprocess.PIPE, text=True)
        for name in ("one", "two", "three")
    ]
    for process in running:
        process.stdin.write("\n")
        process.stdin.close()
    assert [process.wait(60) for process in running] == [0, 0, 0]
    with SqliteTakeStore(path) as opened:
        takes = opened.takes()
        assert len(opened.themes()) == 3
    assert [take.id for take in takes] == list(range(1, 61))
    assert sorted(take.transcript.text for take in takes) == ["one"] * 20 + ["three"] * 20 + ["two"] * 20


def test_a_writer_that_never_ends_is_named(store, path):
    store._db.execute("PRAGMA busy_timeout = 50")
    raw = sqlite3.connect(path, isolation_level=None)
    raw.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreError, match="in use by another program"):
        store.add_take(new_take())
    raw.close()
    assert store.add_take(new_take()).id == 1


# --- marks and new analyses -------------------------------------------------------------------------------


def test_a_mark_stays_beside_a_new_analysis(store):
    take = store.add_take(new_take())
    assert take.marks == ()
    assert store.mark(take.id, Mark("task.goal", True)).marks == (Mark("task.goal", True),)
    assert store.mark(take.id, Mark("task.goal", False)).marks == (Mark("task.goal", False),)
    newer = replace(new_take().analysis, rules_version=8)
    after = store.replace_analysis(take.id, newer, sound=replace(SOUND, notice="again"))
    assert (after.analysis.rules_version, after.sound.notice) == (8, "again")
    assert after.marks == (Mark("task.goal", False),)
    assert store.replace_analysis(take.id, newer, sound=None).sound == after.sound
    assert store.unmark(take.id, "task.goal").marks == ()


def test_a_mark_needs_its_take_and_goes_with_it(store, path):
    with pytest.raises(StoreError, match="no take 5"):
        store.mark(5, Mark("task.goal", True))
    take = store.add_take(new_take())
    store.mark(take.id, Mark("task.goal", True))
    store.delete_take(take.id)
    raw = sqlite3.connect(path)
    assert raw.execute("SELECT count(*) FROM marks").fetchone() == (0,)
    raw.close()
