"""The frozen values that flow through speakstar.

Times are seconds from the start of the recording. Rates are per minute of speaking time.
A time is None where there is no sound, as in ``speakstar check``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Section = Literal["situation", "task", "action", "tradeoff", "result", "lesson", "other"]
Verdict = Literal["met", "weak", "missing"]
Source = Literal["transcript", "audio", "both"]
Certainty = Literal["certain", "possible"]
StoryKind = Literal["story", "hypothetical", "off_topic"]
DoubtReason = Literal["after_end", "loop", "label", "phrase", "no_voice", "too_fast", "unlikely"]

SECTIONS: tuple[Section, ...] = ("situation", "task", "action", "tradeoff", "result", "lesson", "other")

CAP_S = 90.0
"""The cap on an answer: interview coaches advise 60 to 90 s for one story (prachub, virtualinterview.ai)."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the recording."""

    start_s: float
    end_s: float

    @property
    def duration_s(self) -> float:
        """Length in seconds."""
        return self.end_s - self.start_s


@dataclass(frozen=True, slots=True)
class Word:
    """A word as the engine wrote it, punctuation attached, without surrounding blanks."""

    text: str
    start_s: float
    end_s: float
    probability: float = 1.0


@dataclass(frozen=True, slots=True)
class EngineId:
    """What made a transcript."""

    name: str
    model: str
    version: str


@dataclass(frozen=True, slots=True)
class Transcript:
    """The words of a recording, in order of time.

    ``speech`` holds the spans in which voice activity was found; it is None where none was measured (words
    that came from elsewhere), and empty where it was measured and there was no speech.
    """

    words: tuple[Word, ...]
    speech: tuple[Span, ...] | None
    engine: EngineId

    @property
    def text(self) -> str:
        """The words joined by single blanks."""
        return " ".join(word.text for word in self.words)


@dataclass(frozen=True, slots=True)
class Recording:
    """An audio file on disk.

    Parameters
    ----------
    path
        The file.
    duration_s, sample_rate_hz, channels
        What it holds.
    peak, rms
        Linear, full scale 1.0.
    lost_s, gaps
        Seconds that the microphone did not deliver while this was recorded, and in how many places; times after a gap
        are too early by its length.
    overflows
        How often the sound system itself said that it had dropped something.
    """

    path: str
    duration_s: float
    sample_rate_hz: int
    channels: int
    peak: float
    rms: float
    lost_s: float = 0.0
    gaps: int = 0
    overflows: int = 0


@dataclass(frozen=True, slots=True)
class PlayableSound:
    """A recording as browsers play it: its media type and the encoded bytes."""

    media_type: str
    data: bytes


@dataclass(frozen=True, slots=True)
class SoundEvidence:
    """What the sound shows in a stretch of the recording.

    ``voice`` is the mean probability that somebody speaks (0 to 1), ``voiced`` the share of the time that has a pitch
    (0 to 1), ``pitch_span_st`` the range of that pitch in semitones (None where there is none), ``level_db`` the
    loudness against the speech of this recording, ``uncovered_s`` how long no word of the engine's lies over it,
    ``aligned_s`` for how long the aligner heard um, uh, er or hmm there (None where there was no alignment), and
    ``change`` how fast the timbre moves (see `core.acoustics.Frames`; a held sound stays below 1.5). ``phones`` are the
    speech sounds heard there whatever the words, in the alphabet of the CMU dictionary, and ``likeness`` is how much
    all of this is like an "um" (0 to 1; None where nobody judged it).
    """

    voice: float
    voiced: float
    pitch_span_st: float | None
    level_db: float
    uncovered_s: float
    aligned_s: float | None
    change: float = 0.0
    phones: str = ""
    likeness: float | None = None


@dataclass(frozen=True, slots=True)
class FilledPause:
    """A stretch that may be an "um": where it is, what it sounds like ("um", "uh"), and what speaks for it."""

    start_s: float
    end_s: float
    text: str
    evidence: SoundEvidence


@dataclass(frozen=True, slots=True)
class DroppedRepeat:
    """Words that were said twice and written once ("I I worked"): the copy that the transcript lacks."""

    text: str
    start_s: float
    end_s: float
    evidence: SoundEvidence | None = None


@dataclass(frozen=True, slots=True)
class HeardWord:
    """Where a word of the transcript lies in the sound, and the mean probability of voice under it (0 to 1)."""

    start_s: float
    end_s: float
    voice: float


@dataclass(frozen=True, slots=True)
class Sound:
    """What a second listening, with the transcript at hand, found in the sound.

    It can be made anew from the recording at any time. The transcript's hesitations are held back from it, so that
    it finds them by itself.

    Parameters
    ----------
    version
        Of the second listening; raised whenever the same sound can give another result.
    method
        "aligned": word by word against an acoustic model; "voice": voice activity that no word covers, alone.
    notice
        Why it fell back to voice activity; empty where it did not.
    words
        One for each word of the transcript.
    filled_pauses
        Candidates in order of time; which of them count is decided by `speakstar.core.filled_pauses`.
    repeats
        In order of time.
    snr_db
        Speech level over noise floor; None without speech.
    pitch_sd_st
        Standard deviation of the pitch in semitones; None without voiced speech.
    loudness_range_db
        5th to 95th percentile of the loudness of the speech; None without speech.
    """

    version: int
    method: Literal["aligned", "voice"]
    notice: str
    words: tuple[HeardWord, ...]
    filled_pauses: tuple[FilledPause, ...]
    repeats: tuple[DroppedRepeat, ...]
    snr_db: float | None
    pitch_sd_st: float | None
    loudness_range_db: float | None


@dataclass(frozen=True, slots=True)
class Filler:
    """A filler and where it is.

    ``rule`` is the id of the entry in the rule table that fired. ``start_char`` and ``end_char`` index the
    transcript's text (see `Transcript.text`); both are where the next word starts if only the sound has the filler.
    ``evidence`` is what the sound shows there, None where it was not listened to.
    """

    text: str
    start_char: int
    end_char: int
    start_s: float | None
    end_s: float | None
    source: Source
    certainty: Certainty
    rule: str
    evidence: SoundEvidence | None = None


@dataclass(frozen=True, slots=True)
class WordCount:
    """How often a word or phrase was said."""

    text: str
    count: int


@dataclass(frozen=True, slots=True)
class Pause:
    """A silence within the answer; ``at_boundary`` says that it stands between sentences or clauses."""

    start_s: float
    end_s: float
    at_boundary: bool = True

    @property
    def duration_s(self) -> float:
        """Length in seconds."""
        return self.end_s - self.start_s


@dataclass(frozen=True, slots=True)
class Doubt:
    """Words of the transcript that were probably never said, and why; they count nowhere.

    ``start_char`` and ``end_char`` index the transcript's text.
    """

    reason: DoubtReason
    start_char: int
    end_char: int
    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True)
class Delivery:
    """How the answer was spoken, as opposed to what was said; `speakstar.core.delivery` defines each figure.

    ``elapsed_s`` is the length of the recording, ``answer_s`` the time from the first word to the end of the
    last. ``speaking_from`` says what speaking time was measured by: voice activity, or word times.
    ``fillers`` holds the certain and the possible ones; their rate is that of the certain ones.
    Rates are 0.0 when there is no speaking time.
    """

    elapsed_s: float
    answer_s: float
    speaking_s: float
    speaking_from: Literal["voice", "words"]
    cap_s: float
    over_cap_s: float
    words: int
    words_per_min: float
    first_word_s: float | None
    pauses: tuple[Pause, ...]
    fillers: tuple[Filler, ...]
    fillers_per_min: float
    fillers_per_min_low: float
    fillers_per_min_high: float
    crutch_words: tuple[WordCount, ...]
    repeats: tuple[WordCount, ...]
    hedges: tuple[WordCount, ...]
    possible_fillers: int = 0
    first_sound_s: float | None = None
    long_pauses: int = 0
    mid_clause_pauses: int = 0
    pause_median_s: float | None = None
    phonation_ratio: float = 0.0
    answer_words_per_min: float = 0.0
    syllables: int = 0
    syllables_per_s: float = 0.0
    words_per_run: float = 0.0
    restarts: tuple[WordCount, ...] = ()

    @property
    def certain_fillers(self) -> int:
        """How many fillers there are without doubt: those of the headline."""
        return len(self.fillers) - self.possible_fillers


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the answer. ``start_char`` and ``end_char`` index the text that it was cut from."""

    text: str
    start_char: int
    end_char: int
    start_s: float | None = None
    end_s: float | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words that prove a finding."""

    text: str
    start_s: float | None
    end_s: float | None


@dataclass(frozen=True, slots=True)
class TaggedSentence:
    """A sentence and the section it belongs to."""

    sentence: Sentence
    section: Section


@dataclass(frozen=True, slots=True)
class SectionSpan:
    """Neighbouring sentences of one section."""

    section: Section
    start_s: float | None
    end_s: float | None
    sentences: int


@dataclass(frozen=True, slots=True)
class Finding:
    """Whether a checklist item was said, with the words that prove it (empty when missing).

    ``marked`` says that the verdict is the speaker's own. ``confidence`` (0 to 1) is the probability that the item was
    said where the verdict is met or weak, that it was not where it is missing. ``best`` is the index of the evidence
    that proves it best.
    """

    id: str
    verdict: Verdict
    evidence: tuple[Evidence, ...]
    marked: bool = False
    confidence: float = 1.0
    best: int = 0

    @property
    def proof(self) -> tuple[Evidence, ...]:
        """The evidence that proves it best, alone; empty where there is none."""
        return self.best_first[:1]

    @property
    def best_first(self) -> tuple[Evidence, ...]:
        """The evidence, what proves it best before the others, which stay in order of time."""
        return (*self.evidence[self.best : self.best + 1], *self.evidence[: self.best], *self.evidence[self.best + 1 :])


@dataclass(frozen=True, slots=True)
class Pitfall:
    """A known way for an answer to fail, and whether this one does; ``marked`` as in `Finding`."""

    id: str
    present: bool
    message: str
    evidence: tuple[Evidence, ...]
    marked: bool = False


@dataclass(frozen=True, slots=True)
class NextStep:
    """The one thing to change."""

    id: str
    message: str


@dataclass(frozen=True, slots=True)
class StarReview:
    """The checklist applied to an answer.

    ``kind`` says whether it tells a story at all: "hypothetical" tells what the speaker would do, "off_topic" something
    else; neither is judged, so every sentence is "other" and every item missing. ``marked`` where the speaker says so.
    """

    sections: tuple[SectionSpan, ...]
    sentences: tuple[TaggedSentence, ...]
    items: tuple[Finding, ...]
    pitfalls: tuple[Pitfall, ...]
    next_step: NextStep
    follow_up: str
    kind: StoryKind = "story"
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Theme:
    """A kind of story that interviewers ask for."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question to answer aloud. ``theme`` is empty when it asks for several themes at once."""

    id: str
    text: str
    theme: str


@dataclass(frozen=True, slots=True)
class Story:
    """Something that happened, which answers questions of a theme."""

    id: str
    title: str
    theme: str


@dataclass(frozen=True, slots=True)
class Analysis:
    """What follows from a transcript under one version of the rules; can be recomputed at any time.

    ``own_fillers`` and ``excused_fillers`` are the speaker's own words that were counted, and those that were not.
    """

    rules_version: int
    delivery: Delivery
    review: StarReview
    doubts: tuple[Doubt, ...] = ()
    own_fillers: tuple[str, ...] = ()
    excused_fillers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mark:
    """The speaker's own verdict on a checklist item, a pitfall or the story: it was there, or it was not."""

    finding: str
    said: bool


@dataclass(frozen=True, slots=True)
class NewTake:
    """A take that has not been stored yet. ``story``, ``question`` and ``theme`` are ids, or None.

    ``sound`` is None where nobody listened a second time.
    """

    story: str | None
    question: str | None
    theme: str | None
    recorded_at: datetime
    recording: Recording
    transcript: Transcript
    sound: Sound | None
    analysis: Analysis


@dataclass(frozen=True, slots=True)
class Take:
    """One spoken answer as stored. ``recorded_at`` carries a time zone.

    ``analysis`` already follows the ``marks``.
    """

    id: int
    story: str | None
    question: str | None
    theme: str | None
    recorded_at: datetime
    recording: Recording
    transcript: Transcript
    sound: Sound | None
    analysis: Analysis
    marks: tuple[Mark, ...] = ()
