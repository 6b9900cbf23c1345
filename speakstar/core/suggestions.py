"""What a speaker of this story could add: a figure that shows the outcome, a guardrail that kept the risk small.

One entry per kind of story, told by its words. Whoever measured nothing can still give a credible range or a proxy:
a count, a date, a time, money.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from speakstar.core.text import tokens


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An entry: what to name in stories whose words match.

    Parameters
    ----------
    id
        What kind of story it is for.
    pattern
        Regular expression on single words in lower case, from a word's beginning.
    text
        What to name; completes "for instance ...".
    fires
        A sentence of such a story.
    silent
        A sentence of another.
    """

    id: str
    pattern: str
    text: str
    fires: str
    silent: str


FIGURES: tuple[Suggestion, ...] = (
    Suggestion(
        "latency", r"slow|latenc|speed|load(?:s|ed|ing)?$|page|quer(?:y|ies)|cach|timeout|api|server|faster|lag",
        "how many seconds it took before and after", "The search page was slow.", "The nurse was tired.",
    ),
    Suggestion(
        "errors", r"bugs?$|error|defect|crash|fault|mistake|wrong|fail(?:s|ed|ing|ures?)?$|broken|complain|reject|typo",
        "errors, returns or complaints a week, before and after", "We shipped orders with errors.", "We sang.",
    ),
    Suggestion(
        "builds", r"builds?$|compil|pipeline|tests?$|ci$|merg|commit",
        "minutes a build or a test run takes, before and after", "The build blocked the merge.", "The choir sang.",
    ),
    Suggestion(
        "releases", r"releas|deploy|launch|ship(?:s|ped|ping)?$|rollout|version",
        "releases a month, or days from finished to live", "We could not deploy it.", "We could not bake it.",
    ),
    Suggestion(
        "incidents", r"outage|incident|alert|pager|downtime|on-?call|alarm|accident|injur",
        "incidents a month, or minutes until it was noticed and mended", "The outage came at night.", "We ate.",
    ),
    Suggestion(
        "hours", r"manual|spreadsheet|by-?hand|paperwork|forms?$|report|admin|typed|copied|copying|repetitive|automat",
        "hours a week that nobody spends on it any more", "They copied the spreadsheet.", "They ran away.",
    ),
    Suggestion(
        "adoption", r"users?$|adopt|sign(?:ed)?-?ups?$|onboard|feature|app$|tool$|download|subscri",
        "how many people use it now, or which share of those it was meant for", "Users ignored the app.", "It rained.",
    ),
    Suggestion(
        "money", r"budget|cost|spen[dt]|invoice|sales|revenue|contract|price|money|savings?$|donat|fund|client|deal",
        "money saved, earned or kept, even as a range", "The invoice was late.", "The door was late.",
    ),
    Suggestion(
        "waiting", r"queue|wait|patient|appointment|backlog|tickets?$|callers?$|calls?$|response|reply|repl(?:ies|ied)",
        "how long people waited, or how many were served in a day", "Patients waited outside.", "Paint dried.",
    ),
    Suggestion(
        "people", r"student|pupil|class|course|training|trainee|volunteer|attend|event|guest|member|parents?$",
        "how many came, passed or stayed, out of how many", "The students left.", "The servers left.",
    ),
    Suggestion(
        "goods", r"stock|warehouse|kitchen|deliver|truck|parts?$|pallet|waste|harvest|order(?:s|ed)?$|shelves|supplier",
        "units a day, or the share that was late or thrown away", "The pallets were mixed up.", "I sang.",
    ),
    Suggestion(
        "dates", r"deadline|days?$|weeks?$|friday|monday|tuesday|wednesday|thursday|overdue|delay|early|late$",
        "how many days before or after the date it was done", "The deadline came closer.", "I liked the colour.",
    ),
)  # fmt: skip
"""Figures for the outcome; the entry that most words speak for is taken, of equals the first."""

ANY_FIGURE = "a count, a date met, hours or money saved; an honest range will do, as in 'ten to fifteen a week'"
"""For a story of no known kind."""

GUARDRAILS: tuple[Suggestion, ...] = (
    Suggestion(
        "release", r"releas|deploy|launch|ship(?:s|ped|ping)?$|feature|version|rollout|code|app$|service|server|api",
        "a flag to switch it off, a few users first, or a way to roll back", "We deployed it.", "We cooked it.",
    ),
    Suggestion(
        "data", r"migrat|databas|backup|records?$|data$|files?$|table|spreadsheet|accounts?$|archive",
        "a backup, a dry run, or a count of both sides before the switch", "I migrated the records.", "I ran.",
    ),
    Suggestion(
        "watching", r"outage|incident|alert|down$|crash|monitor|slow|latenc|load$",
        "an alert that would have woken you, and who would have acted on it", "The outage lasted hours.", "I sat.",
    ),
    Suggestion(
        "money", r"budget|invoice|payment|contract|price|payroll|grant|refund|bank",
        "a second person who checked it, or a limit you set", "The payment went out.", "The light went out.",
    ),
    Suggestion(
        "care", r"patient|ward|nurse|dose|medic|safety|injur|accident|child|pupil|student",
        "a second check, a handover, or a point at which you would have stopped", "The patient was moved.", "I left.",
    ),
    Suggestion(
        "goods", r"stock|warehouse|kitchen|truck|deliver|supplier|machine|harvest|site|crane|line$",
        "a trial with one shift or one batch, or a spare in reserve", "The supplier was late.", "The song was late.",
    ),
    Suggestion(
        "events", r"event|wedding|concert|conference|show$|guest|venue|festival|exam|match",
        "a plan B, a rehearsal, or the hour at which you would have called it off", "The venue flooded.", "I wrote it.",
    ),
    Suggestion(
        "writing", r"report|paper|letter|document|brief|proposal|article|legal|translat|slides?$",
        "a second reader, or the earlier version kept at hand", "The proposal was due.", "The train was due.",
    ),
    Suggestion(
        "people", r"process|team|training|shift|rota|schedule|meeting|persuad|convinc|sceptic|skeptic|doubt",
        "a pilot with one team, and what would have made you stop it", "The team doubted it.", "The dog barked.",
    ),
)  # fmt: skip
"""Ways to keep a risk small; chosen as `FIGURES` are."""

ANY_GUARDRAIL = "a small trial first, a second check, or a way back"
"""For a story of no known kind."""


def figure(sentences: Sequence[str]) -> str:
    """Name a figure, or a proxy for one, that would show the outcome of the story that these sentences tell."""
    return _best(FIGURES, sentences) or ANY_FIGURE


def guardrail(sentences: Sequence[str]) -> str:
    """Name a guardrail that would fit the story that these sentences tell."""
    return _best(GUARDRAILS, sentences) or ANY_GUARDRAIL


def _best(entries: Sequence[Suggestion], sentences: Sequence[str]) -> str:
    words = [token.text.lower() for sentence in sentences for token in tokens(sentence)]
    scored = [(sum(bool(re.match(entry.pattern, word)) for word in words), entry) for entry in entries]
    best = max(scored, key=lambda one: one[0], default=None)
    return best[1].text if best and best[0] else ""
