"""The use cases, as recipes. What they need from outside is passed in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from speakstar.core import report as reports
from speakstar.core import stretches, trend_points, trends
from speakstar.core.analysis import RULES_VERSION, TextCheck, analyse, check
from speakstar.core.compare import Comparison, TakeComparison, compare, compare_takes
from speakstar.core.filler_lines import Explanation, explain, filler_line
from speakstar.core.fillers import NO_FILLER_WORDS, FillerWords
from speakstar.core.marks import STORY, require_known, story_told
from speakstar.core.model import (
    CAP_S,
    Analysis,
    Mark,
    NewTake,
    Question,
    Recording,
    Sound,
    Span,
    Story,
    Take,
    Transcript,
)
from speakstar.core.ports import Engine, Listener, Progress, TakeStore
from speakstar.core.report import CheckReport, Report
from speakstar.core.selftest import Reading, assess
from speakstar.core.trends import Trend
from speakstar.errors import NotFoundError

if TYPE_CHECKING:
    from speakstar.core.star_model import StarModel


MAX_ID = 2**63 - 1
"""The database counts no further."""


@dataclass(frozen=True, slots=True)
class Coach:
    """How answers are judged.

    Parameters
    ----------
    star
        The weights of the checklist.
    listener
        Listens to every recording a second time; None where nobody does.
    cap_s
        How long an answer may take.
    filler_words
        What the speaker counts otherwise than the rules do.
    """

    star: StarModel
    listener: Listener | None = None
    cap_s: float = CAP_S
    filler_words: FillerWords = NO_FILLER_WORDS

    def listen(self, recording: Recording, transcript: Transcript) -> Sound | None:
        """Listen to a recording a second time."""
        return self.listener.listen(recording, transcript) if self.listener else None

    def analyse(
        self, recording: Recording, transcript: Transcript, sound: Sound | None, *, story: bool | None = None
    ) -> Analysis:
        """Derive delivery and review from what was heard; ``story`` says whether it tells one, if somebody knows."""
        return analyse(
            transcript,
            star=self.star,
            sound=sound,
            elapsed_s=recording.duration_s,
            cap_s=self.cap_s,
            filler_words=self.filler_words,
            story=story,
        )


@dataclass(frozen=True, slots=True)
class Prompt:
    """What to answer, and the story it is answered with (None when the question asks for several)."""

    question: Question
    story: Story | None


def choose_prompt(store: TakeStore, *, story: str | None = None, question: str | None = None) -> Prompt:
    """Choose the question to ask and the story to tell.

    A named story brings its theme's question; a named question brings its theme's story. With neither, the
    theme practised least is taken, and of a theme's stories the one practised least.

    Raises
    ------
    NotFoundError
        There is no such story or question.
    """
    if story is not None:
        told = find_story(store, story)
        asked = find_question(store, question) if question else store.questions(theme=told.theme)[0]
        return Prompt(asked, told)
    if question is not None:
        asked = find_question(store, question)
        return Prompt(asked, _least_practised(store, asked.theme) if asked.theme else None)
    theme = store.least_practised_theme()
    return Prompt(store.questions(theme=theme)[0], _least_practised(store, theme))


def prompt_about(store: TakeStore, subject: str) -> Prompt | None:
    """Return the prompt of a story's or a question's id; None where it is neither."""
    if any(story.id == subject for story in store.stories()):
        return choose_prompt(store, story=subject)
    if any(question.id == subject for question in store.questions()):
        return Prompt(find_question(store, subject), None)
    return None


def review(
    store: TakeStore,
    coach: Coach,
    recording: Recording,
    *,
    engine: Engine,
    recorded_at: datetime,
    prompt: Prompt | None = None,
    progress: Progress | None = None,
) -> Take:
    """Transcribe a recording, listen to it again if there is a listener, analyse it, and keep the take."""
    transcript = engine.transcribe(recording, progress=progress)
    return keep(store, coach, recording, transcript, recorded_at=recorded_at, prompt=prompt)


def keep(
    store: TakeStore,
    coach: Coach,
    recording: Recording,
    transcript: Transcript,
    *,
    recorded_at: datetime,
    prompt: Prompt | None = None,
    sound: Sound | None = None,
) -> Take:
    """Analyse a transcribed recording and keep the take; the listener is asked where ``sound`` is not known yet."""
    sound = sound or coach.listen(recording, transcript)
    story = prompt.story if prompt else None
    question = prompt.question if prompt else None
    theme = story.theme if story else question.theme if question else ""
    return store.add_take(
        NewTake(
            story=story.id if story else None,
            question=question.id if question else None,
            theme=theme or None,
            recorded_at=recorded_at,
            recording=recording,
            transcript=transcript,
            sound=sound,
            analysis=coach.analyse(recording, transcript, sound),
        )
    )


def reanalyse(store: TakeStore, coach: Coach, take: Take, *, listen: bool = False) -> Comparison:
    """Analyse a stored take by today's rules, its own cap and its marks, keep the result, and say what changed.

    Its transcript stays. The recording is listened to again if ``listen``, else what was found in it counts on.

    Raises
    ------
    FileError, AudioError
        The recording is to be listened to, and cannot be read.
    """
    sound = coach.listen(take.recording, take.transcript) if listen else take.sound
    by_its_cap = replace(coach, cap_s=take.analysis.delivery.cap_s)
    analysis = by_its_cap.analyse(take.recording, take.transcript, sound, story=story_told(take.marks))
    return compare(take.analysis, store.replace_analysis(take.id, analysis, sound=sound).analysis)


def assess_reading(coach: Coach, recording: Recording, *, engine: Engine, progress: Progress | None = None) -> Reading:
    """Tell how many of the hesitations in a reading of `speakstar.core.selftest.SCRIPT` are found; keeps nothing."""
    transcript = engine.transcribe(recording, progress=progress)
    sound = coach.listen(recording, transcript)
    by_the_rules = replace(coach, cap_s=CAP_S, filler_words=NO_FILLER_WORDS)
    return assess(transcript, sound, by_the_rules.analyse(recording, transcript, sound).delivery.fillers)


def outdated(take: Take, *, filler_words: FillerWords | None = None) -> bool:
    """Whether a take was analysed by earlier rules, or with other filler words than these."""
    analysis = take.analysis
    other_words = filler_words is not None and filler_words != FillerWords(
        analysis.own_fillers, analysis.excused_fillers
    )
    return analysis.rules_version < RULES_VERSION or other_words


def mark(store: TakeStore, coach: Coach, take: Take, finding: str, *, said: bool | None) -> Take:
    """Let the speaker overrule a finding; None takes their mark back.

    Whether there is a story at all decides what is looked for, so that the take is analysed anew.

    Raises
    ------
    NotFoundError
        There is no such checklist item or pitfall.
    """
    require_known(finding)
    kept = store.unmark(take.id, finding) if said is None else store.mark(take.id, Mark(finding, said))
    if finding != STORY:
        return kept
    reanalyse(store, coach, kept)
    return store.take(take.id)


def report(store: TakeStore, take: Take) -> Report:
    """Report on a stored take, with the trend of its story up to then."""
    story = next((s for s in store.stories() if s.id == take.story), None)
    question = next((q for q in store.questions() if q.id == take.question), None)
    takes = sorted(store.takes(story=take.story), key=trend_points.order) if take.story else []
    earlier = [t for t in takes if trend_points.order(t) <= trend_points.order(take)]
    return reports.report(
        take,
        story_title=story.title if story else None,
        question_text=question.text if question else None,
        trend=trends.trend(earlier) if len(earlier) > 1 else None,
        earlier=[t for t in earlier if t.id != take.id],
    )


def stretch(take: Take, *, filler: int | None = None, finding: str | None = None, at_s: float | None = None) -> Span:
    """Return what is to be heard of a take: a filler, a finding, a moment, or all of it.

    Raises
    ------
    NotFoundError
        The take has no such place.
    """
    if filler is not None:
        return stretches.filler_stretch(take, filler)
    if finding is not None:
        return stretches.finding_stretch(take, finding)
    return stretches.whole(take) if at_s is None else stretches.moment_stretch(take, at_s)


def explain_filler(take: Take, number: int) -> Explanation:
    """Say what speaks for a filler.

    Raises
    ------
    NotFoundError
        The take has no filler of this number.
    """
    return explain(take, filler_line(take, number))


def trend(store: TakeStore, *, story: str | None = None, since: datetime | None = None) -> Trend:
    """How the stored takes develop.

    Raises
    ------
    NotFoundError
        There is no such story.
    """
    chosen = find_story(store, story).id if story else None
    return trends.trend(store.takes(story=chosen, since=since))


def diff(store: TakeStore, earlier: str, later: str) -> TakeComparison:
    """Put two stored takes beside each other, in the order in which they are named.

    Raises
    ------
    NotFoundError
        There is no such take.
    """
    return compare_takes(find_take(store, earlier), find_take(store, later))


def check_text(text: str, *, star: StarModel, filler_words: FillerWords = NO_FILLER_WORDS) -> CheckReport:
    """Apply the checklist to a text."""
    checked: TextCheck = check(text, star=star, filler_words=filler_words)
    return reports.check_report(checked)


def find_take(store: TakeStore, reference: str) -> Take:
    """Find a take by its id, by ``last``, or counted from the end (-1 is the last).

    Raises
    ------
    NotFoundError
        There is no such take.
    """
    stored = store.takes()
    if not stored:
        raise NotFoundError("No take is stored yet.", hint="Record one: speakstar practice.")
    number = -1 if reference == "last" else _number(reference)
    if number < 0:
        if -number > len(stored):
            raise NotFoundError(
                f"There is no take {reference}: only {len(stored)} are stored.",
                hint="See them all: speakstar takes list.",
            )
        return stored[number]
    return store.take(number)


def find_story(store: TakeStore, name: str) -> Story:
    """Find a story by its id.

    Raises
    ------
    NotFoundError
        There is no such story.
    """
    stories = {story.id: story for story in store.stories()}
    if name in stories:
        return stories[name]
    known = ", ".join(stories)
    raise NotFoundError(
        f"There is no story {name!r}.",
        hint=f"Known: {known}. Add one: speakstar stories add NAME --theme THEME.",
    )


def find_question(store: TakeStore, name: str) -> Question:
    """Find a question by its id.

    Raises
    ------
    NotFoundError
        There is no such question.
    """
    questions = {question.id: question for question in store.questions()}
    if name in questions:
        return questions[name]
    raise NotFoundError(f"There is no question {name!r}.", hint=f"Known: {', '.join(questions)}.")


def _number(reference: str) -> int:
    try:
        number = int(reference)
        if number > MAX_ID:
            raise ValueError(reference)
        return number
    except ValueError:
        raise NotFoundError(
            f"There is no take {reference!r}.", hint="A take is an id such as 3, or last, or -1, -2."
        ) from None


def _least_practised(store: TakeStore, theme: str) -> Story | None:
    stories: Sequence[Story] = [story for story in store.stories() if story.theme == theme]
    return min(stories, key=lambda story: len(store.takes(story=story.id)), default=None)
