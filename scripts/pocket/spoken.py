"""Texts as they are spoken: digits, %, $ and abbreviations spelled out, case and punctuation gone."""

import re

from num2words import num2words

_TOKEN = re.compile(r"\d+(?:st|nd|rd|th)\b|\$?\d[\d,]*(?:\.\d+)?%?|[a-z']+")

_NUMBER_WORDS = frozenset(num2words(n) for n in [*range(1, 21), *range(30, 100, 10)])


def spell_out(text: str) -> list[str]:
    """Give the words of a text in the one form that error rates and character targets compare.

    Examples
    --------
    >>> " ".join(spell_out("We cut 12% of $4,500, in twenty-one days."))
    'we cut twelve percent of four thousand five hundred dollars in twenty one days'
    """
    words: list[str] = []
    text = re.sub(r"(\$\d[\d,.]*) (million|billion|thousand)", r"\1 \2 dollars", text.lower().replace("’", "'"))
    text = re.sub(r"(\d) ?per ?cent\b", r"\1%", text)
    text = re.sub(r"\bper cent\b", "percent", text)
    for token in _TOKEN.findall(text):
        words += _number(token) if any(c.isdigit() for c in token) else [token.strip("'")]
    merged: list[str] = []
    for i, word in enumerate(words):  # "$5 million dollars" keeps one "dollars", after the scale
        if (
            word == "and"
            and merged[-1:] in (["hundred"], ["thousand"])
            and words[i + 1 : i + 2]
            and words[i + 1] in _NUMBER_WORDS
        ):
            continue
        if word == "dollars" and merged[-1:] == ["dollars"]:
            continue
        if word in ("million", "billion", "thousand") and merged[-1:] == ["dollars"]:
            merged[-1] = word
            continue
        if word:
            merged.append(word)
    return merged


def _number(token: str) -> list[str]:
    if token[-1].isalpha():
        return num2words(int(token[:-2]), to="ordinal").replace("-", " ").replace(" and ", " ").split()
    money, share = token.startswith("$"), token.endswith("%")
    digits = token.strip("$%").rstrip(",").replace(",", "")
    if re.fullmatch(r"(19|20)\d\d", digits) and not money and not share and "," not in token.strip(","):
        spelled = num2words(int(digits), to="year")
    else:
        spelled = num2words(float(digits) if "." in digits else int(digits))
    spelled = spelled.replace("-", " ").replace(",", "").replace(" and ", " ")
    return spelled.split() + (["percent"] if share else ["dollars"] if money else [])
