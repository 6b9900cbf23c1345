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
        Regular expression on single words in lower case, from a word's beginning; one such word is enough.
    hints
        The same for words that are said of other things, too; two different ones are needed.
    text
        What to name; completes "for instance ...".
    fires
        A sentence of such a story.
    silent
        A sentence of another.
    """

    id: str
    pattern: str
    hints: str
    text: str
    fires: str
    silent: str


FIGURES: tuple[Suggestion, ...] = (
    Suggestion(
        "latency", r"latenc|timeout|cach(?:e|es|ed|ing)$|quer(?:y|ies)$|lagg|milliseconds?$",
        r"slow|speed|load(?:s|ed|ing)?$|pages?$|servers?$|api|faster$|seconds$|search",
        "how many seconds it took before and after", "The search page was slow.", "The nurse was slow.",
    ),
    Suggestion(
        "errors", r"bugs?$|errors?$|defect|crash|faulty|mistakes?$|complaints?$|typo|rejects?$|returns$",
        r"wrong|broken|fail(?:s|ed|ing|ures?)?$|complain|faults?$",
        "errors, returns or complaints a week, before and after", "We shipped orders with errors.", "We went wrong.",
    ),
    Suggestion(
        "builds", r"compil|ci$|flaky$|pull-?requests?$",
        r"builds?$|pipelines?$|tests?$|merg(?:e|es|ed|ing)$|code$|developers?$|engineers?$|suite$|commits?$",
        "minutes a build or a test run takes, before and after", "The build blocked the merge.", "A weekly test.",
    ),
    Suggestion(
        "releases", r"releas|deploy|rollout",
        r"launch|ship(?:s|ped|ping)?$|versions?$|apps?$|features?$|live$",
        "releases a month, or days from finished to live", "We could not deploy it.", "We launched the boat.",
    ),
    Suggestion(
        "incidents", r"outage|incidents?$|pager|downtime|on-?call$|accidents?$|injur",
        r"alerts?$|alarms?$|monitor|crash",
        "incidents a month, or minutes until it was noticed and mended", "The outage came at night.", "We ate.",
    ),
    Suggestion(
        "teaching", r"coursework$|homework$|classrooms?$|curriculum$|marking$|grades?$",
        r"pupils?$|students?$|exams?$|teach(?:er|ers|ing)?$|class(?:es)?$|courses?$|tests?$|marks?$",
        "marks, how many passed, or hours of marking saved", "The students sat the exam.", "The students left.",
    ),
    Suggestion(
        "cases", r"courts?$|hearings?$|judges?$|tribunal|casework|permits?$|licen[cs]es?$|registry$",
        r"clerks?$|files?$|cases?$|applications?$|letters?$|stamp",
        "how many were late, lost or put off in a month, before and after", "The judge adjourned the hearing.",
        "The case was heavy.",
    ),
    Suggestion(
        "visits", r"librar|museum|exhibit|galler(?:y|ies)$|zoo$",
        r"visitors?$|readers?$|books?$|tours?$|guides?$|shelves$|collection$",
        "visits, loans or bookings a week, before and after", "The museum was empty.", "I read the book.",
    ),
    Suggestion(
        "support", r"carers?$|foster|tenants?$|counsel|social-?worker|safeguarding$|caseload$",
        r"residents?$|famil(?:y|ies)$|children$|school|social$|mum$|home$|visits?$|housing$",
        "visits kept, days at school or at work, or calls for help, before and after",
        "The carers met the family.", "The family shop was shut.",
    ),
    Suggestion(
        "hours", r"spreadsheet|paperwork|by-?hand$|manual(?:ly)?$|retyp|copying$|repetitive|automat",
        r"forms?$|reports?$|admin|typed|copied|hours?$|hand$",
        "hours a week that nobody spends on it any more", "They copied the spreadsheet.", "They lost their form.",
    ),
    Suggestion(
        "adoption", r"adopt|sign-?ups?$|onboard|subscri|downloads?$",
        r"users?$|features?$|apps?$|tools?$|customers?$",
        "how many people use it now, or which share of those it was meant for", "Users ignored the app.", "It rained.",
    ),
    Suggestion(
        "money", r"invoice|revenue|donat|sales$|profit|refund|overspen",
        r"budgets?$|costs?$|spen[dt]|money|funds?$|funding|price|clients?$|contracts?$|deals?$|pounds?$|dollars?$|euros?$",
        "money saved, earned or kept, even as a range", "The invoice was late.", "We had been through a great deal.",
    ),
    Suggestion(
        "waiting", r"queue|patients?$|appointments?$|backlog|callers?$",
        r"wait|tickets?$|calls?$|response|reply|repl(?:ies|ied)",
        "how long people waited, or how many were served in a day", "Patients waited outside.", "Wait for me.",
    ),
    Suggestion(
        "people", r"volunteers?$|trainees?$|attend|guests?$|participants?$",
        r"events?$|members?$|training$|wedding|concert|workshop|courses?$|parents?$",
        "how many came, passed or stayed, out of how many", "The guests left early.", "The event was cold.",
    ),
    Suggestion(
        "food", r"menus?$|plates?$|portions?$|recipes?$|chefs?$|diners?$|cook(?:s|ed|ing)?$",
        r"kitchen|waste$|food$|meals?$|dish(?:es)?$|ate$|roast$",
        "plates sent back, portions served, or food thrown away", "I cut the menu.", "We ate.",
    ),
    Suggestion(
        "goods", r"stock$|warehouse|kitchen|pallets?$|waste$|wasted$|harvest|suppliers?$",
        r"shelves$|parts?$|orders?$|deliver|trucks?$|vans?$|loads?$",
        "units a day, or the share that was late or thrown away", "The pallets were mixed up.", "I gave orders.",
    ),
    Suggestion(
        "dates", r"deadlines?$|overdue$|delays?$|delayed$|postpon", r"schedules?$|late$|early$|behind$",
        "how many days before or after the date it was done", "The deadline came closer.", "I left late.",
    ),
)  # fmt: skip
"""Figures for the outcome; the entry that most words speak for is taken, of equals the first."""

ANY_FIGURE = "how many, how long or how much, even as an honest range: ten to fifteen a week"
"""For a story of no known kind."""

GUARDRAILS: tuple[Suggestion, ...] = (
    Suggestion(
        "release", r"releas|deploy|rollout", r"launch|ship(?:s|ped|ping)?$|features?$|versions?$|code$|apps?$|"
        r"services?$|servers?$|api",
        "a flag to switch it off, a few users first, or a way to roll back", "We deployed it.", "We launched a boat.",
    ),
    Suggestion(
        "data", r"migrat|databas|backup|archive", r"records?$|data$|files?$|tables?$|spreadsheets?$|accounts?$",
        "a backup, a dry run, or a count of both sides before the switch", "I migrated the records.", "I set a table.",
    ),
    Suggestion(
        "watching", r"outage|incidents?$|alerts?$|latenc|downtime", r"down$|crash|monitor|slow|load$|servers?$",
        "an alert that would have woken you, and who would have acted on it", "The outage lasted hours.", "I sat down.",
    ),
    Suggestion(
        "money", r"budgets?$|invoice|payments?$|payroll|refund", r"contracts?$|price|grants?$|bank$|money|costs?$",
        "a second person who checked it, or a limit you set", "The payment went out.", "I sat on a bank.",
    ),
    Suggestion(
        "care", r"patients?$|wards?$|nurses?$|doses?$|medic|injur", r"safety|accident|child|carers?$|famil(?:y|ies)$",
        "a second check, a handover, or a point at which you would have stopped", "The patient was moved.", "I left.",
    ),
    Suggestion(
        "teaching", r"pupils?$|students?$|coursework$|classrooms?$|teach(?:er|ers|ing)?$",
        r"class(?:es)?$|tests?$|exams?$|school|courses?$",
        "one class first, or a look at their work before going on", "The pupils were lost.", "I took a test.",
    ),
    Suggestion(
        "goods", r"stock$|warehouse|kitchen|trucks?$|suppliers?$|harvest|cranes?$|pallets?$",
        r"machines?$|deliver|site$|lines?$|orders?$|parts?$",
        "a trial with one shift or one batch, or a spare in reserve", "The supplier was late.", "I stood in line.",
    ),
    Suggestion(
        "events", r"wedding|concert|conference|venue|festival|rehears", r"events?$|show$|guests?$|exams?$|match",
        "a plan B, a rehearsal, or the hour at which you would have called it off", "The venue flooded.", "It shows.",
    ),
    Suggestion(
        "writing", r"proposals?$|articles?$|translat|slides?$|documents?$|drafts?$",
        r"reports?$|papers?$|letters?$|brief|legal",
        "a second reader, or the earlier version kept at hand", "The proposal was due.", "The paper was white.",
    ),
    Suggestion(
        "people", r"persuad|convinc|scepti|skepti|rotas?$",
        r"process|teams?$|training|shifts?$|schedule|meetings?$|doubt",
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
    scored = [(_speaks_for(entry, words), entry) for entry in entries]
    best = max(scored, key=lambda one: one[0], default=None)
    return best[1].text if best and best[0] else ""


def _speaks_for(entry: Suggestion, words: Sequence[str]) -> int:
    """Count the words that speak for an entry; hints half and once each, and nothing for a single one."""
    plain = sum(bool(re.match(entry.pattern, word)) for word in words)
    hints = len({word for word in words if re.match(entry.hints, word)})
    return 2 * plain + hints if plain or hints > 1 else 0
