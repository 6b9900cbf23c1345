"""What tells the job of a sentence: one entry per cue, a file per section.

A cue is looked for in the plain form of a sentence: lower case, hesitations left out, "i'd" and "don't" kept. What it
speaks for or against, and how strongly, is learned (models/star).
"""

from __future__ import annotations

from speakstar.core.star_rules.action import ACTION_CUES
from speakstar.core.star_rules.cue import Cue
from speakstar.core.star_rules.lesson import LESSON_CUES
from speakstar.core.star_rules.other import OTHER_CUES
from speakstar.core.star_rules.result import RESULT_CUES
from speakstar.core.star_rules.safety import SAFETY_CUES
from speakstar.core.star_rules.situation import SITUATION_CUES
from speakstar.core.star_rules.task import TASK_CUES
from speakstar.core.star_rules.tradeoff import TRADEOFF_CUES

__all__ = ["CUES", "Cue"]

CUES: tuple[Cue, ...] = (
    *SITUATION_CUES,
    *TASK_CUES,
    *ACTION_CUES,
    *SAFETY_CUES,
    *TRADEOFF_CUES,
    *RESULT_CUES,
    *LESSON_CUES,
    *OTHER_CUES,
)
