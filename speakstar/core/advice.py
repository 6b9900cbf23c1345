"""What is said to a speaker: the change to each gap, and the question that an interviewer would ask about it."""

from __future__ import annotations

from speakstar.core.model import NextStep

NO_STORY = NextStep("story.none", "Tell something that happened: when it was, what you did, and how it ended.")
"""The advice for an answer that tells no story."""

POLISH = NextStep(
    "story.complete", "Every part is there. Tell it once more without notes, and see whether it stays as clear."
)
"""The advice when nothing is missing."""

UNSURE = "If you said it, it was easy to miss."
"""Said where the gap is a weak finding: it may be there, and the speaker knows better."""

STEP_SOONER = "Come to your first step sooner."
"""Said of a long situation where no task is told, to which one could come, or the answer begins with it."""

ADVICE: dict[str, str] = {
    "story.second": "Tell one story alone, the one that shows more of what you did, and give it all the time.",
    "action.decisions": "Say what you did yourself: three steps that start with 'I'.",
    "pitfall.we": "Say which part was yours: turn 'we' into 'I' where you acted.",
    "result.outcome": "Say how it ended.",
    "task.ownership": "Say in one sentence what you were responsible for.",
    "pitfall.rambling": "Make it shorter.",
    "timing.situation": "Come to your task sooner.",
    "pitfall.vague": "Put a number to the outcome: a count, a date met, money or time saved.",
    "result.quantified": "Put a number to the outcome: a count, a date met, money or time saved.",
    "pitfall.no_tradeoff": "Say what you gave up, deferred or refused, and why that was worth it.",
    "tradeoffs.stated": "Say what you gave up, deferred or refused, and why that was worth it.",
    "tradeoffs.reason": "Say why you gave that up: one 'because'.",
    "lessons.learned": "Close with what you learned.",
    "situation.stakes": "Open with what was at stake and by when.",
    "task.goal": "Say what exactly was to be reached.",
    "action.alternatives": "Name the option you turned down, and why.",
    "result.baseline": "Give the number before, next to the number after.",
    "action.risk": "Say how you kept the risk small: a test, a pilot, a way back.",
    "action.collaboration": "Say whom you asked, told or worked with.",
    "lessons.institutional": "Say what is done differently since: a checklist, an alert, a habit of the team.",
    "situation.constraints": "Name the limit you worked under: time, money, people, rules.",
    "situation.people": "Say who else was involved.",
}

QUESTIONS: dict[str, str] = {
    "action.decisions": "Which of the steps did you take yourself?",
    "pitfall.we": "Which part of that did you do yourself?",
    "result.outcome": "How did it end?",
    "task.ownership": "What were you yourself responsible for?",
    "pitfall.vague": "Which number shows that it worked?",
    "result.quantified": "Which number shows that it worked?",
    "pitfall.no_tradeoff": "What did that cost, and why was it worth it?",
    "tradeoffs.stated": "What did that cost, and why was it worth it?",
    "tradeoffs.reason": "Why was that worth giving up?",
    "lessons.learned": "What would you do differently today?",
    "situation.stakes": "What would have happened if it had failed?",
    "task.goal": "What would have counted as success?",
    "action.alternatives": "What else did you consider, and why did you not do that?",
    "result.baseline": "What was that number before?",
    "action.risk": "What could have gone wrong, and how would you have noticed?",
    "action.collaboration": "Who had to agree, and how did you win them over?",
    "lessons.institutional": "What is done differently since then?",
    "situation.constraints": "Which limit was the hardest to work under?",
    "situation.people": "Who else was involved?",
}

WHAT_TAUGHT = "What did you learn yourself that led to it?"
"""Asked for the lesson where a practice was told that must have come from one."""

HARDER_QUESTION = "What was the hardest decision in it, and what would have changed your mind?"
"""Asked when the answer has no gap."""

NO_STORY_QUESTION = "Can you tell me about one time, from how it began to how it ended?"
"""Asked when the answer told no story."""

SHORTER: dict[str, tuple[int, str, str]] = {
    "situation": (2, "Tell the situation in two sentences.", "Tell the situation in fewer words."),
    "task": (1, "Tell the task in one sentence.", "Tell the task in fewer words."),
    "action": (3, "Keep to the three steps that mattered.", "Tell the steps in fewer words."),
    "result": (2, "End on one outcome and one lesson.", "Tell the outcome and the lesson in fewer words."),
}
"""How each part is made shorter: the sentences that are enough, what to say where there are more, and where not."""
