"""How an answer was spoken, put into words."""

from __future__ import annotations

from collections.abc import Sequence

from speakstar.core.coverage import Coverage
from speakstar.core.filler_lines import FillerCluster, FillerCount, FillerLine
from speakstar.core.habits import Habit, Measure
from speakstar.core.model import Certainty, Delivery, DoubtReason, Sound, WordCount
from speakstar.core.report import DoubtLine, Report
from speakstar.core.wording import is_noticeable
from speakstar.render.words import NO_RATE, RATE_MIN_S, clean, clock, many, said

DOUBTS: dict[DoubtReason, str] = {
    "after_end": "it comes after the end of the recording",
    "label": "it names a sound",
    "loop": "the speech model went round in circles",
    "no_voice": "nobody speaks there",
    "phrase": "speech models make this up where nobody speaks",
    "too_fast": "nobody speaks that fast",
    "unlikely": "the speech model does not believe it itself",
}
SHOWN_DOUBT_CHARS = 60

_HABITS: dict[Measure, tuple[str, str, str, str]] = {
    "pitch_sd_st": ("pitch", "semitones", "livelier", "flatter"),
    "loudness_range_db": ("loudness", "dB", "wider in range", "more even"),
}


def spoke(delivery: Delivery) -> str:
    """Say how long the answer took against the cap."""
    over = " the cap" if delivery.over_cap_s else ""
    measure = "voice activity" if delivery.speaking_from == "voice" else "word times"
    return (
        f"{clock(delivery.answer_s)} ({against_cap(delivery)}{over} of {clock(delivery.cap_s)}); "
        f"speaking time {clock(delivery.speaking_s)}, measured by {measure}"
    )


def against_cap(delivery: Delivery) -> str:
    """Say what is left of the cap, or what is over."""
    if delivery.over_cap_s:
        return f"{delivery.over_cap_s:.0f} s over"
    return f"{delivery.cap_s - delivery.answer_s:.0f} s left"


def pace(delivery: Delivery) -> str:
    """Say how fast the answer was spoken."""
    spoken = f"{delivery.words_per_min:.0f} words a minute of speaking time ({many(delivery.words, 'word')})"
    if not delivery.syllables:
        return spoken
    return (
        f"{spoken}, {delivery.answer_words_per_min:.0f} with the pauses; "
        f"{delivery.syllables_per_s:.1f} syllables a second"
    )


def pauses(delivery: Delivery) -> str:
    """Say how much silence there was, of what kind, where the longest is, and how soon the answer began."""
    first = f"first word after {delivery.first_word_s:.1f} s" if delivery.first_word_s is not None else "no words"
    if delivery.first_sound_s is not None and delivery.first_sound_s != delivery.first_word_s:
        first += f", first sound after {delivery.first_sound_s:.1f} s"
    if not delivery.pauses:
        return f"none; {first}"
    longest = max(delivery.pauses, key=lambda pause: pause.duration_s)
    counted = f"{len(delivery.pauses)}, the longest {longest.duration_s:.1f} s at {clock(longest.start_s)}"
    if delivery.pause_median_s is None:
        return f"{counted}; {first}"
    return (
        f"{counted}, the median {delivery.pause_median_s:.1f} s; {delivery.long_pauses} over 1 s, "
        f"{delivery.mid_clause_pauses} within a clause; {delivery.words_per_run:.1f} words from pause to pause; {first}"
    )


def fillers(delivery: Delivery) -> str:
    """State the count of certain fillers and their rate with its range, and how many more there may be."""
    low, high = delivery.fillers_per_min_low, delivery.fillers_per_min_high
    possible = f", and {delivery.possible_fillers} possible" if delivery.possible_fillers else ""
    if delivery.speaking_s < RATE_MIN_S:
        return f"{delivery.certain_fillers}{possible}; {NO_RATE}"
    return (
        f"{delivery.certain_fillers}, {delivery.fillers_per_min:.1f} a minute of speaking time "
        f"(by chance and error anything from {low:.1f} to {high:.1f}){possible}"
    )


def by_word(counted: Sequence[FillerCount]) -> str:
    """List fillers by word with their places."""
    return "; ".join(_places(count) for count in counted)


def numbered(lines: Sequence[FillerLine], certainty: Certainty) -> str:
    """List fillers by word, the most frequent first, each with its number and place."""
    groups: dict[str, list[FillerLine]] = {}
    for line in lines:
        if line.filler.certainty == certainty:
            groups.setdefault(said(line.filler.text.lower()), []).append(line)
    return "; ".join(
        f"{word} ×{len(found)} at " + ", ".join(f"{clock(line.filler.start_s)} (#{line.number})" for line in found)
        for word, found in sorted(groups.items(), key=lambda group: -len(group[1]))
    )


def how_to_play(report: Report) -> str:
    """Name the commands that play a place of the take: a filler by its number, a finding by its id."""
    ways = ["--filler 1"] if report.filler_lines else []
    proven = next((line for line in report.checklist.lines if line.evidence), None)
    ways += [f"--finding {proven.id}"] if proven else []
    first, *others = [*ways, "--at SECONDS"]
    return f"speakstar play {report.take.id} {first}" + (f" (or {', '.join(others)})" if others else "")


def counts(counted: Sequence[WordCount]) -> str:
    """List words with how often they were said."""
    return ", ".join(f"{said(count.text)} ×{count.count}" for count in counted)


def crutch_words(delivery: Delivery) -> str:
    """List crutch words with how often they were said, and say which stand out."""
    return ", ".join(
        counts([crutch]) + (" (noticeable)" if is_noticeable(crutch, words=delivery.words) else "")
        for crutch in delivery.crutch_words
    )


def cluster(found: FillerCluster) -> str:
    """Say where fillers crowd."""
    where = f", in the {found.section}" if found.section else ""
    return f"{found.fillers} fillers from {clock(found.start_s)} to {clock(found.end_s)}{where}"


def habit(found: Habit) -> str:
    """Compare a figure with what is usual for the speaker; no grade."""
    what, unit, more, less = _HABITS[found.measure]
    usual = f"your usual {found.usual:.1f} {unit} (the last {found.takes} takes)"
    if found.standing == "within":
        return f"{what} as lively as {usual}" if found.measure == "pitch_sd_st" else f"{what} as even as {usual}"
    return f"{what} {more if found.standing == 'above' else less} than {usual}, with {found.value:.1f}"


def doubt(line: DoubtLine) -> str:
    """Quote words that do not count, and say why."""
    text = clean(line.text)
    short = text if len(text) <= SHOWN_DOUBT_CHARS else f"{text[:SHOWN_DOUBT_CHARS].rstrip()} …"
    words = many(len(text.split()), "word")
    return f"“{short}” ({words}, {clock(line.start_s)} to {clock(line.end_s)}): {DOUBTS[line.reason]}"


def coverage(found: Coverage) -> str:
    """Warn where the words do not account for the voice; empty where they do."""
    if found.verdict == "silent":
        return "no words" if found.voice_s is None else "no speech was found in this recording"
    if found.verdict == "deaf":
        return f"no words, though somebody speaks for {found.voice_s or 0.0:.0f} s: another speech model may hear them"
    if found.verdict == "sparse":
        return (
            f"only {many(found.words, 'word')} for {found.voice_s or 0.0:.0f} s of voice: much is missing, "
            "so take every figure here with care"
        )
    return ""


NOT_LISTENED = (
    "The sound was not searched: fillers that the speech model left out are unknown, whatever the range says."
)


def listening(sound: Sound | None) -> str:
    """Say why the second listening could not do all it should; empty where it could."""
    return clean(sound.notice) if sound else NOT_LISTENED


def _places(count: FillerCount) -> str:
    times = [clock(time_s) for time_s in count.times_s if time_s is not None]
    return f"{said(count.text)} ×{count.count}" + (f" at {', '.join(times)}" if times else "")
