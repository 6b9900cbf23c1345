"""Write the figures down, with the goals beside them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

Rows = dict[tuple[str, str], dict[str, Any]]
COST = ("cost", "")
SOBER = ("silence", "hiss", "hum", "breath", "keyboard")

NOTES = """\
Event F1 counts a filler as found where the middles are within 200 ms or half of the time is shared, one to one; "at
100 ms" where the onsets are within 100 ms. The headline figures are those of the *certain* fillers, which are the ones
that speakstar counts; *with possible* adds those that it shows apart. The bracket is the 95 % interval over resampled
answers. The transcript holds the true words without the fillers, its word times off by 50 ms (one standard deviation)
unless the row says otherwise; so the transcript alone finds none, except where the embedded model wrote it. Synthetic
voices hesitate more evenly than people: this measures the method, not how well it will do on your voice
(`speakstar selftest fillers` does that)."""


@dataclass(frozen=True, slots=True)
class Goal:
    """A figure to reach: where it is, and whether it has to be at least or at most the limit."""

    what: str
    limit: float
    sign: str
    value: Callable[[Rows], float | None]

    def line(self, rows: Rows) -> str:
        """Write the row of the table."""
        value = self.value(rows)
        reached = "-" if value is None else "yes" if self._holds(value) else "**no**"
        return f"| {self.what} | {self.sign} {self.limit:g} | {_text(value)} | {reached} |"

    def _holds(self, value: float) -> bool:
        return value >= self.limit if self.sign == "≥" else value <= self.limit


def _at(group: str, name: str, *path: str) -> Callable[[Rows], float | None]:
    def look_up(rows: Rows) -> float | None:
        found: Any = rows.get((group, name))
        for key in path:
            found = found and found.get(key)
        return found

    return look_up


def _f1(name: str, rule: str = "near") -> Callable[[Rows], float | None]:
    return _at("answers", name, "certain", rule, "f1")


def _found(group: str, names: Sequence[str]) -> Callable[[Rows], float | None]:
    def total(rows: Rows) -> float | None:
        there = [rows[group, name]["certain"]["near"]["found"] for name in names if (group, name) in rows]
        return sum(there) if there else None

    return total


GOALS = (
    Goal("event F1, clean", 0.95, "≥", _f1("clean")),
    Goal("event F1, 20 dB", 0.94, "≥", _f1("20 dB")),
    Goal("event F1, 10 dB", 0.90, "≥", _f1("10 dB")),
    Goal("event F1 at 100 ms, clean", 0.85, "≥", _f1("clean", "onset")),
    Goal("event F1, clean, 5 % wrong words", 0.80, "≥", _f1("5 % wrong words")),
    Goal("false fillers a minute of fluent speech", 0.3, "≤", _at("answers", "fluent", "false_per_min", "certain")),
    Goal("false fillers, people reading", 0, "≤", _found("people", ["reading"])),
    Goal(
        "false fillers, people reading, a word missing", 0, "≤", _found("people", ["a word missing in the transcript"])
    ),
    Goal(f"false fillers, a minute each of {', '.join(SOBER)}", 0, "≤", _found("sounds", SOBER)),
    Goal("count error of an answer, median", 0, "≤", _at("answers", "clean", "count_error", "certain", "median")),
    Goal("count error of an answer, 90th percentile", 1, "≤", _at("answers", "clean", "count_error", "certain", "p90")),
    Goal("dropped repeats, F1", 0.90, "≥", _at("answers", "repeats", "repeats", "f1")),
    Goal("word boundaries, median, ms", 30, "≤", _at("answers", "clean", "word_edge_error_ms", "after", "median")),
    Goal(
        "word boundaries, 90th percentile, ms", 100, "≤", _at("answers", "clean", "word_edge_error_ms", "after", "p90")
    ),
    Goal(
        "speaking time, median error, %", 2, "≤", _at("answers", "clean", "speaking_error_percent", "after", "median")
    ),
    Goal(
        "cost on an idle machine, seconds of processor time for a second of sound",
        0.05,
        "≤",
        lambda rows: rows.get(COST, {}).get("cost_cpu"),
    ),
)


def markdown(found: dict[str, Any]) -> str:
    """Write all tables."""
    rows: Rows = {(row["group"], row["name"]): row for row in found["rows"]}
    rows[COST] = found.get("cost", {})
    lines = [
        "# Fillers that only the sound has",
        "",
        f"`{found['command']}`, {found['date']}, {found['machine']}; split {found['split']}, seed {found['seed']}; "
        f"took {found['took_min']} min.",
        "",
        NOTES,
        "",
        "| what | goal | measured | reached |",
        "|---|--:|--:|---|",
        *(goal.line(rows) for goal in GOALS),
        "",
        *_fillers(found["rows"]),
        "",
        *_times(found["rows"]),
        "",
        *_false(found["rows"]),
    ]
    return "\n".join(lines) + "\n"


def short(row: dict[str, Any]) -> str:
    """Tell a row in a line."""
    near = row["certain"]["near"]
    return (
        f"{near['there']} fillers, P {_text(near['precision'])} R {_text(near['recall'])} F1 {_text(near['f1'])}, "
        f"{row['false_per_min']['certain']} false a minute, cost {row['cost_cpu']}"
    )


def _fillers(rows: Sequence[dict[str, Any]]) -> list[str]:
    lines = [
        "| | minutes | fillers | P | R | F1 | F1 at 100 ms | with possible: P / R / F1 | transcript alone: F1 "
        "| false a minute | count error: median / p90 |",
        "|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|",
    ]
    for row in rows:
        near, both = row["certain"]["near"], row["all"]["near"]
        if near["there"]:
            name = row["name"] if row["group"] == "answers" else f"{row['name']}, {row['group']}"
            low, high = near["f1_interval"]
            count = row["count_error"]["certain"]
            lines.append(
                f"| {name} | {row['audio_min']} | {near['there']} | {_text(near['precision'])} "
                f"| {_text(near['recall'])} | {_text(near['f1'])} [{low}, {high}] "
                f"| {_text(row['certain']['onset']['f1'])} "
                f"| {_text(both['precision'])} / {_text(both['recall'])} / {_text(both['f1'])} "
                f"| {_text(row['transcript_only']['f1'])} | {row['false_per_min']['certain']} "
                f"| {_text(count['median'])} / {_text(count['p90'])} |"
            )
    return lines


def _times(rows: Sequence[dict[str, Any]]) -> list[str]:
    lines = [
        "| | filler edges, ms | word edges before, ms | after, ms | speaking time before, % | after, % "
        "| repeats: there, P / R / F1 | processor | fallbacks | memory, MB |",
        "|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|",
    ]
    for row in rows:
        if row["group"] == "answers":
            words, speaking, repeats = row["word_edge_error_ms"], row["speaking_error_percent"], row["repeats"]
            lines.append(
                f"| {row['name']} | {_both(row['edge_error_ms'])} | {_both(words['before'])} | {_both(words['after'])} "
                f"| {_both(speaking['before'])} | {_both(speaking['after'])} "
                f"| {repeats['there']}, {_text(repeats['precision'])} / {_text(repeats['recall'])} "
                f"/ {_text(repeats['f1'])} | {row['cost_cpu']} "
                f"| {row['fallbacks']} of {row['cases']} | {row['peak_mb']} |"
            )
    return [
        *lines,
        "",
        "Errors are given as median / 90th percentile. Processor: seconds for a second of sound while other work ran "
        "beside it. Memory: the most that the process ever held, the making of the sound included.",
    ]


def _false(rows: Sequence[dict[str, Any]]) -> list[str]:
    lines = [
        "| where no filler is | minutes | certain | possible | found at |",
        "|---|--:|--:|--:|---|",
    ]
    for row in rows:
        certain, both = row["certain"]["near"], row["all"]["near"]
        if not certain["there"]:
            lines.append(
                f"| {row['group']}: {row['name']} | {row['audio_min']} | {certain['found']} "
                f"| {both['found'] - certain['found']} | {'; '.join(row['false'][:6])} |"
            )
    return lines


def _both(errors: dict[str, float | None]) -> str:
    return f"{_text(errors['median'])} / {_text(errors['p90'])}"


def _text(value: float | None) -> str:
    return "-" if value is None else f"{value:g}"
