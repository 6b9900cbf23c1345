"""What an entry of the filler rules is."""

from __future__ import annotations

import re
from dataclasses import KW_ONLY, dataclass
from typing import Literal

Use = Literal["certain", "possible", "ordinary"]


@dataclass(frozen=True, slots=True)
class FillerRule:
    """An entry of the rule table.

    Parameters
    ----------
    id
        ``word.reason``; stored with each filler.
    use
        What the phrase is where the rule matches: a filler (certain or possible) or an ordinary word.
    before, after
        Regular expressions on the marked context; an empty one matches everything.
    fires
        An example in which this rule decides.
    silent
        A similar example in which it does not.
    """

    id: str
    use: Use
    _: KW_ONLY
    before: str = ""
    after: str = ""
    fires: str
    silent: str

    def matches(self, left: str, right: str) -> bool:
        """Whether the rule decides about a phrase between this context."""
        return bool(re.search(self.before, left) and re.search(self.after, right))


def ends(*words: str) -> str:
    """Return a pattern for a context that ends in one of these words, without a break after it."""
    return rf"(?<![\w'])(?:{'|'.join(words)})$"


def starts(*words: str) -> str:
    """Return a pattern for a context that starts with one of these words, without a break before it."""
    return rf"^(?:{'|'.join(words)})(?![\w'])"
