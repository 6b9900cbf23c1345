"""The checklist: what a strong answer says, and how answers fail."""

from __future__ import annotations

from dataclasses import dataclass

from speakstar.core.model import Section


@dataclass(frozen=True, slots=True)
class Item:
    """Something that a strong answer says.

    Parameters
    ----------
    id
        ``section.name``; what JSON calls it.
    section
        Where it is usually said.
    title
        What it is called in a report.
    cue
        What to think of before speaking.
    example
        A sentence that says it.
    silent
        A sentence of the same section that does not.
    """

    id: str
    section: Section
    title: str
    cue: str
    example: str
    silent: str


@dataclass(frozen=True, slots=True)
class PitfallKind:
    """A known way for an answer to fail, and what to say when it does."""

    id: str
    title: str
    message: str


ITEMS: tuple[Item, ...] = (
    Item(
        "situation.stakes", "situation", "Stakes: time pressure or impact", "What was at stake, and by when?",
        "If it slipped we would lose the contract.", "We built a booking tool.",
    ),
    Item(
        "situation.people", "situation", "People: who was involved", "Who else was involved?",
        "The head of design wanted an animated map.", "It was a busy year.",
    ),
    Item(
        "situation.constraints", "situation", "Constraints: time, money, staff, policy, technology",
        "What limited you?", "There was no budget for new servers.", "The tool booked rooms.",
    ),
    Item(
        "task.ownership", "task", "Ownership: your own responsibility", "What were you responsible for?",
        "I was responsible for the migration.", "The migration was planned for May.",
    ),
    Item(
        "task.goal", "task", "Goal: what was to be reached", "What exactly was the goal?",
        "The goal was to move every shop by the end of May.", "The shops were spread over the country.",
    ),
    Item(
        "action.decisions", "action", "Decisions: steps you took yourself", "What did you decide and do, as 'I'?",
        "I decided to split the release into three steps.", "The release went through.",
    ),
    Item(
        "action.alternatives", "action", "Alternatives: options you weighed", "What else did you consider?",
        "We could have rewritten it, but I chose a patch instead.", "I wrote a patch.",
    ),
    Item(
        "action.risk", "action", "Risk: how you kept it small", "How did you limit the risk?",
        "I tried it on one shop first, with a rollback ready.", "I wrote to every shop.",
    ),
    Item(
        "action.collaboration", "action", "Collaboration: working with and informing others",
        "Whom did you work with or keep informed?", "I agreed the wording with our lawyers.", "I rewrote the parser.",
    ),
    Item(
        "tradeoffs.stated", "tradeoff", "Trade-off: what you gave up", "What did you give up, defer or refuse?",
        "I let the redesign slip a month.", "I finished the redesign.",
    ),
    Item(
        "tradeoffs.reason", "tradeoff", "Reason: why you gave it up", "Why was that worth it?",
        "I dropped the export because nobody used it.", "I dropped the export.",
    ),
    Item(
        "result.outcome", "result", "Outcome: how it ended", "How did it end?",
        "In the end it was launched on time.", "I prepared the launch.",
    ),
    Item(
        "result.quantified", "result", "Figure: the outcome in numbers", "Which number shows it?",
        "Complaints fell to 12 a week.", "Complaints fell.",
    ),
    Item(
        "result.baseline", "result", "Baseline: before and after", "What was the number before?",
        "Loading went from eleven seconds to three.", "Loading took three seconds.",
    ),
    Item(
        "lessons.learned", "lesson", "Lesson: what you learned", "What did you learn?",
        "I learned to ask the users first.", "The users were happy.",
    ),
    Item(
        "lessons.institutional", "lesson", "Practice: what became a habit or a rule", "What is done differently since?",
        "There is a checklist now for every new starter.", "I learned a lot.",
    ),
)  # fmt: skip

PITFALLS: tuple[PitfallKind, ...] = (
    PitfallKind(
        "pitfall.we", "We instead of I",
        "The actions are told as 'we'. A listener cannot tell which part was yours.",
    ),
    PitfallKind(
        "pitfall.vague", "Vague outcome", "The outcome is claimed, but no figure belongs to it.",
    ),
    PitfallKind(
        "pitfall.no_tradeoff", "No trade-off", "I did not hear what you gave up, deferred or refused.",
    ),
    PitfallKind(
        "pitfall.rambling", "Rambling", "It runs long.",
    ),
)  # fmt: skip


def section_name(section: Section) -> str:
    """Return what a section is called in a sentence."""
    return "trade-off" if section == "tradeoff" else section
