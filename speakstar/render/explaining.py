"""Why a filler counts, in plain words with the figures behind them."""

from __future__ import annotations

from collections.abc import Sequence

from speakstar.core.filled_pauses import LIKE_CERTAIN, LIKE_POSSIBLE, SOUND_RULES
from speakstar.core.filler_lines import Explanation, FillerLine
from speakstar.core.model import Certainty, Filler, Sound, SoundEvidence, Source
from speakstar.render.page import Row
from speakstar.render.words import Fact, clean, exact_clock, said

HEARD: dict[Source, str] = {
    "transcript": "in the transcript",
    "audio": "in the sound",
    "both": "in the transcript and in the sound",
}
CERTAINTY: dict[Certainty, str] = {"certain": "certain", "possible": "possible: shown, not in the headline"}


def heading(explanation: Explanation) -> str:
    """Name the filler."""
    return f"Filler {explanation.line.number} of {explanation.of} in take {explanation.take.id}"


def kind(line: FillerLine) -> str:
    """Say where a filler was found, how certain it is, and where it stands."""
    parts = [f"heard {HEARD[line.filler.source]}", line.filler.certainty, line.section or ""]
    return ", ".join(part for part in parts if part)


def in_context(line: FillerLine) -> str:
    """Write a filler in brackets between its words."""
    return f"{clean(line.before)} [{said(line.filler.text)}] {clean(line.after)}".strip()


def filler_rows(lines: Sequence[FillerLine]) -> list[Row]:
    """List the fillers of a take."""
    return [
        {
            "number": line.number,
            "at": exact_clock(line.filler.start_s),
            "words": in_context(line),
            "heard": line.filler.source,
            "certainty": line.filler.certainty,
            "section": line.section,
        }
        for line in lines
    ]


def facts(explanation: Explanation) -> tuple[Fact, ...]:
    """State what was counted, where, and what speaks for it."""
    line, filler = explanation.line, explanation.line.filler
    lines = [
        ("Counted", f"“{said(filler.text)}”, {CERTAINTY[filler.certainty]}"),
        ("When", _when(line)),
        ("Words", f"… {in_context(line)} …"),
        ("Heard", HEARD[filler.source]),
        ("Rule", _rule(explanation)),
        *(("Sound", text) for text in _sound(filler.evidence, explanation.sound)),
        ("Why", _why(filler)),
        ("Listen", f"{clean(explanation.take.recording.path)} at {exact_clock(filler.start_s)}"),
    ]
    return tuple((label, text) for label, text in lines if text)


def _when(line: FillerLine) -> str:
    filler = line.filler
    if filler.start_s is None or filler.end_s is None:
        return ""
    where = f", in the {line.section}" if line.section else ""
    length_s = filler.end_s - filler.start_s
    return f"{exact_clock(filler.start_s)} to {exact_clock(filler.end_s)} ({length_s:.2f} s){where}"


def _rule(explanation: Explanation) -> str:
    name = explanation.line.filler.rule
    if explanation.rule is None:
        why = SOUND_RULES.get(name)
        return f"{name}: {why}" if why else clean(name)
    return f"{name}: fires in “{explanation.rule.fires}”, stays silent in “{explanation.rule.silent}”"


def _sound(evidence: SoundEvidence | None, sound: Sound | None) -> list[str]:
    """Put the evidence of the sound into words, one figure a line."""
    if sound is None:
        return ["not listened to: the transcript alone speaks for it"]
    if evidence is None:
        return ["nothing was found there that sounds like a filled pause"]
    lines = [f"somebody speaks, with a probability of {evidence.voice:.0%} in the mean", _pitch(evidence)]
    lines.append(f"{abs(evidence.level_db):.0f} dB {'below' if evidence.level_db < 0 else 'above'} your speech level")
    lines.append(f"its timbre changes at a rate of {evidence.change:.1f} (a held sound stays below 1.5)")
    lines.append(f"no word lies over {evidence.uncovered_s:.2f} s of it")
    if evidence.phones:
        lines.append(f"whatever the words, its speech sounds are {evidence.phones} (CMU alphabet; an um is AH M)")
    if evidence.likeness is not None:
        likeness = f"all in all it is like an um with a probability of {evidence.likeness:.0%}"
        lines.append(f"{likeness} (enough from {LIKE_CERTAIN:.0%} on; from {LIKE_POSSIBLE:.0%} on if the rule agrees)")
    if evidence.aligned_s is None:
        lines.append("the words could not be aligned there, so voice activity alone speaks")
    elif evidence.aligned_s > 0.0:
        lines.append(
            f"the aligner, free to hear um, uh, er or hmm between the words, hears one for {evidence.aligned_s:.2f} s"
        )
    else:
        lines.append("the aligner hears no um, uh, er or hmm there")
    return lines


def _pitch(evidence: SoundEvidence) -> str:
    share = f"{evidence.voiced:.0%} of it has a pitch"
    if evidence.pitch_span_st is None:
        return share
    return f"{share}, which moves by {evidence.pitch_span_st:.1f} semitones (a held vowel hardly moves, words do)"


def _why(filler: Filler) -> str:
    if filler.source == "both":
        return "certain, as the speech model wrote it and the sound shows it"
    if filler.source == "audio":
        seen = "all of this agrees" if filler.certainty == "certain" else "not all of this agrees"
        return f"{filler.certainty}, as {seen}; the speech model wrote no filler there"
    if filler.rule.startswith("own."):
        return "certain, as you count this word yourself (speakstar config)"
    if filler.certainty == "certain":
        return "certain, as the rule fires only where the words carry no meaning"
    return "possible, as the words around it fit a filler and an ordinary use alike"
