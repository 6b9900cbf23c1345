"""The page of a take, in a real browser."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from answers import STAR, make_take
from rig.browser import Visit

from speakstar.adapters import audio_files
from speakstar.adapters.playable import compress
from speakstar.adapters.samples import Sample
from speakstar.app import check_text
from speakstar.core.analysis import analyse
from speakstar.core.model import EngineId, Filler, PlayableSound, Take, Transcript, Word
from speakstar.core.report import report
from speakstar.render import format_named
from speakstar.render.page import Page

HTML = format_named("html")
HOSTILE = "</script><script>window.hit=1</script></style><img src=x onerror='window.hit=1'>"
CHANCES = [
    pytest.param("#words .t.word >> nth=39", id="word"),
    pytest.param("#words .filler.certain", id="filler"),
    pytest.param("#words .filler.possible", id="possible filler"),
    pytest.param("#words .pause", id="pause"),
    pytest.param(".under .chip >> nth=2", id="section"),
    pytest.param(".items .quote >> nth=5", id="finding"),
    pytest.param(".by-word .filler >> nth=1", id="filler in the list"),
]

Opener = Callable[..., Visit]


@pytest.fixture(scope="session")
def sound(sample: Sample) -> PlayableSound:
    """The shipped answer's sound, as pages carry it."""
    return compress(sample.path)


@pytest.fixture(scope="session")
def take(sample: Sample) -> Take:
    """A shipped answer with its true words, and a filled pause that is only possible and only in the sound."""
    truth = json.loads(sample.truth.read_text())
    words = tuple(Word(word["text"], word["start_s"], word["end_s"]) for word in truth["words"])
    transcript = Transcript(words, None, EngineId("truth", "shipped", "1"))
    recording = audio_files.probe(sample.path)
    analysis = analyse(transcript, star=STAR, elapsed_s=recording.duration_s)
    at = transcript.text.index(words[30].text, 100)
    heard = Filler("uh", at, at, words[30].start_s - 0.2, words[30].start_s, "audio", "possible", "sound.held")
    fillers = tuple(sorted((*analysis.delivery.fillers, heard), key=lambda filler: filler.start_s or 0.0))
    delivery = replace(analysis.delivery, fillers=fillers, possible_fillers=1)
    when = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)
    return Take(2, "deadline", None, None, when, recording, transcript, None, replace(analysis, delivery=delivery))


@pytest.fixture(scope="session")
def path(take: Take, sound: PlayableSound, tmp_path_factory: pytest.TempPathFactory) -> Path:
    shown = report(take, story_title="The oven", question_text="Tell me about a deadline.", earlier=[make_take()])
    target = tmp_path_factory.mktemp("page") / "take-2.html"
    target.write_text(HTML.report(shown, Page(sound=sound)), encoding="utf-8")
    return target


@pytest.fixture(scope="module")
def opened(path: Path, visit: Opener) -> Visit:
    return visit(path)


@pytest.fixture
def seen(opened: Visit) -> Visit:
    """The page as if it had just been opened."""
    opened.page.evaluate("() => { audio.pause(); audio.currentTime = 0; window.scrollTo(0, 0); }")
    opened.page.emulate_media(media="screen", color_scheme="light")
    opened.page.set_viewport_size({"width": 1000, "height": 900})
    opened.until("audio.paused && !audio.seeking")
    return opened


def played_from(seen: Visit, act: Callable[[], None]) -> float:
    """Return the time in the recording to which an act puts the player, which then plays on from there."""
    seen.page.evaluate(
        """() => {
          window.landed = undefined;
          for (const name of ['click', 'keydown']) {
            document.addEventListener(name, () => { window.landed ||= audio.currentTime; }, { once: true });
          }
        }"""
    )
    act()
    time_s = float(seen.until("window.landed"))
    seen.until(f"!audio.paused && !audio.seeking && audio.currentTime > {time_s}")
    return time_s


def test_a_page_stays_small(path: Path, take: Take) -> None:
    assert path.stat().st_size < 1_500_000 * take.recording.duration_s / 90.0


def test_a_click_on_the_40th_word_plays_it(take: Take, seen: Visit) -> None:
    word = seen.page.locator("#words .t").filter(has_not=seen.page.locator("i")).nth(39)
    start_s = float(word.get_attribute("data-at") or "nan")
    assert any(abs(start_s - spoken.start_s) < 0.001 for spoken in take.transcript.words[35:45])
    assert played_from(seen, word.click) == pytest.approx(start_s, abs=0.1)


@pytest.mark.parametrize("chance", CHANCES)
def test_a_click_and_enter_play_from_there(chance: str, seen: Visit) -> None:
    target = seen.page.locator(chance).first
    start_s = float(target.get_attribute("data-at") or "nan")
    assert played_from(seen, lambda: target.click(position={"x": 2, "y": 4})) == pytest.approx(start_s, abs=0.1)
    seen.page.evaluate("() => { audio.pause(); audio.currentTime = 0; }")
    seen.until("!audio.seeking && audio.paused")
    if "#words" in chance:
        target.evaluate("element => { element.tabIndex = 0; element.focus(); }")
    else:
        target.focus()
    assert played_from(seen, lambda: seen.page.keyboard.press("Enter")) == pytest.approx(start_s, abs=0.1)
    assert seen.errors == []


def test_the_spoken_word_is_lit_while_it_plays(take: Take, seen: Visit) -> None:
    seen.page.click("#play")
    for at in (20, 60, 100):
        word = take.transcript.words[at]
        middle_s = (word.start_s + word.end_s) / 2
        seen.page.evaluate(f"() => {{ audio.currentTime = {middle_s}; }}")
        seen.until(f"document.querySelector('.now bdi, .now')?.textContent.startsWith({json.dumps(word.text)})")
        assert seen.page.locator(".now").count() == 1


def test_the_player_works_with_the_keyboard(seen: Visit) -> None:
    play = seen.page.get_by_role("button", name="Play", exact=True)
    play.focus()
    seen.page.keyboard.press("Space")
    seen.page.get_by_role("button", name="Pause", exact=True).wait_for()
    seen.page.keyboard.press("Space")
    play.wait_for()
    slider = seen.page.get_by_role("slider", name="Position in the recording")
    slider.focus()
    seen.page.keyboard.press("End")
    seen.until("audio.currentTime > 10")
    assert slider.get_attribute("aria-valuetext") != "0:00"


def test_the_transcript_is_one_stop_and_arrows_go_through_it(seen: Visit) -> None:
    focused = "document.activeElement.dataset.at"
    assert seen.page.locator("#words .t[tabindex]").count() == 1
    seen.page.locator("#words .t[tabindex]").focus()
    seen.page.keyboard.press("Home")
    starts = [float(seen.page.evaluate(focused))]
    for key in ("ArrowRight", "ArrowRight", "ArrowDown", "End"):
        seen.page.keyboard.press(key)
        starts.append(float(seen.page.evaluate(focused)))
    assert starts == sorted(set(starts))
    seen.page.keyboard.press("Home")
    assert float(seen.page.evaluate(focused)) == starts[0]
    assert seen.page.locator("#words .t[tabindex]").count() == 1


def test_nothing_is_asked_of_any_network(path: Path, visit: Opener) -> None:
    seen = visit(path)
    seen.page.click("#play")
    seen.until("audio.currentTime > 0.2")
    outside = [url for url in seen.requests if not url.startswith(("data:", "blob:")) and url != path.as_uri()]
    assert outside == []
    assert seen.errors == []


def test_the_policy_forbids_what_the_page_did_not_bring(path: Path, visit: Opener) -> None:
    seen = visit(path)
    broken = seen.page.evaluate(
        """async () => {
          const found = [];
          document.addEventListener('securitypolicyviolation', event => found.push(event.effectiveDirective));
          const add = (name, fill) => document.body.append(Object.assign(document.createElement(name), fill));
          add('script', { textContent: 'window.hit = 1' });
          add('style', { textContent: 'body { color: red }' });
          add('img', { src: 'https://example.org/x.png' });
          document.body.insertAdjacentHTML('beforeend', '<p onclick="window.hit = 1" style="color: red">x</p>');
          document.body.lastElementChild.click();
          await fetch('https://example.org/').catch(() => 0);
          await new Promise(done => setTimeout(done, 100));
          return [window.hit ?? null, ...new Set(found)].map(String);
        }"""
    )
    assert broken[0] == "null"
    assert {"script-src-elem", "style-src-elem", "style-src-attr", "script-src-attr", "img-src", "connect-src"} <= set(
        broken
    )


def test_text_that_is_markup_stays_text(tmp_path: Path, sound: PlayableSound, visit: Opener) -> None:
    hostile = make_take(f"Um {HOSTILE} I fixed \u202e it, שלום עולם, in 3 days. It was \"'><svg/onload=window.hit=1>.")
    shown = report(hostile, story_title=HOSTILE, question_text=HOSTILE, earlier=[hostile])
    path = tmp_path / "hostile.html"
    path.write_text(HTML.report(shown, Page(sound=sound)), encoding="utf-8")
    seen = visit(path)
    assert seen.page.locator("h1").inner_text() == HOSTILE
    assert HOSTILE.split()[0] in seen.page.locator("#words").inner_text()
    assert "שלום" in seen.page.locator("#words").inner_text()
    assert seen.page.evaluate("window.hit ?? null") is None
    assert seen.page.locator("script, style").count() == 2
    assert seen.errors == []


def test_axe_finds_no_serious_problem(seen: Visit) -> None:
    assert seen.axe_problems() == []
    seen.page.emulate_media(color_scheme="dark")
    seen.page.set_viewport_size({"width": 380, "height": 800})
    assert seen.axe_problems() == []


def test_axe_finds_no_serious_problem_in_a_check(tmp_path: Path, visit: Opener) -> None:
    path = tmp_path / "check.html"
    path.write_text(HTML.check(check_text("We had a project. It went great.", star=STAR), Page()), encoding="utf-8")
    assert visit(path).axe_problems() == []


@pytest.mark.parametrize("width", [320, 380, 1400])
def test_nothing_sticks_out_at_the_side(width: int, seen: Visit) -> None:
    seen.page.set_viewport_size({"width": width, "height": 900})
    assert seen.page.evaluate("document.documentElement.scrollWidth") <= width


def test_without_sound_or_script_the_page_can_be_read(tmp_path: Path, take: Take, path: Path, visit: Opener) -> None:
    silent = tmp_path / "silent.html"
    silent.write_text(HTML.report(report(take), Page()), encoding="utf-8")
    seen = visit(silent)
    assert seen.page.get_by_role("button").count() == 0
    assert take.transcript.words[-1].text in seen.page.locator("#words").inner_text()
    unscripted = visit(path, java_script_enabled=False)
    assert unscripted.page.locator("audio[controls]").is_visible()
    assert unscripted.page.locator("#play").is_hidden()


def test_paper_shows_the_words_and_no_player(seen: Visit) -> None:
    seen.page.emulate_media(media="print")
    assert seen.page.locator("#words").is_visible()
    assert seen.page.locator(".bar").is_visible()
    for control in ("#play", "#seek", "audio"):
        assert seen.page.locator(control).is_hidden()


def test_fillers_are_told_apart_without_colour(seen: Visit) -> None:
    certain, possible = (seen.page.locator(f"#words .filler.{kind}").first for kind in ("certain", "possible"))
    assert "?" in possible.inner_text()
    assert "?" not in certain.inner_text()
    assert "possible filler, heard in the sound only" in possible.text_content()
    style = "element => getComputedStyle(element).borderTopStyle"
    assert (certain.evaluate(style), possible.evaluate(style)) == ("solid", "dashed")
    assert seen.page.locator(".mark circle").count() == 1
