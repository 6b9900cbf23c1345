import pytest
from evaluate_markers import CASES, judge, read_cases, stripped
from hypothesis import given
from hypothesis import strategies as st

from speakstar.core.filler_rules import HESITATION_RULES, PHRASE_RULES, FillerRule
from speakstar.core.fillers import FillerWords, decisions, fillers_in_text, fillers_in_words
from speakstar.core.model import Word

RULES = [*HESITATION_RULES, *(rule for rules in PHRASE_RULES.values() for rule in rules)]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_each_rule_fires_and_stays_silent(rule: FillerRule) -> None:
    fired = {decision.rule: decision.use for decision in decisions(rule.fires)}
    assert fired.get(rule.id) == rule.use
    assert rule.id not in {decision.rule for decision in decisions(rule.silent)}


def test_rule_ids_are_unique_and_named_after_their_phrase() -> None:
    assert len({rule.id for rule in RULES}) == len(RULES)
    for phrase, rules in PHRASE_RULES.items():
        assert {rule.id.split(".")[0] for rule in rules} == {phrase.replace(" ", "_")}


@pytest.mark.parametrize("half", ["dev", "test"])
def test_labelled_uses_are_told_apart(half: str) -> None:
    cases = read_cases(CASES / f"{half}.txt")
    table = judge(cases)
    assert table.total.uses > 250
    assert table.total.precision >= 0.95
    assert table.total.recall >= 0.85
    assert table.markers["like"].precision >= 0.9
    assert table.markers["like"].recall >= 0.85
    assert judge([stripped(case) for case in cases]).total.precision >= 0.95


@pytest.mark.parametrize("sound", ["um", "Um", "uh", "uhm", "uhhh", "er", "erm", "hmm", "mm", "ah", "Ummm"])
def test_hesitations_always_count(sound: str) -> None:
    assert [filler.rule for filler in fillers_in_text(f"We called {sound} the bank.")] == ["hesitation.sound"]


@pytest.mark.parametrize(
    "text",
    [
        "Uh-huh, we did.",
        "Mm-hmm.",
        "The ER was full.",
        "I would like to join.",
        "It looks like rain.",
        "Do you know him?",
        "What I mean is this.",
        "So that nobody waits, we left early.",
        "It went well.",
        "That is the right answer.",
        "It was okay.",
        "It was a new kind of database.",
        "I like it so much.",
    ],
)
def test_ordinary_words_do_not_count(text: str) -> None:
    assert fillers_in_text(f"It was late. {text}") == ()


@pytest.mark.parametrize("text", ["like", "um", "so", "you know", "I mean", "", "...", "\x1b[31m", "<b>um</b>"])
def test_a_lone_phrase_does_not_crash(text: str) -> None:
    for filler in fillers_in_text(text):
        assert text[filler.start_char : filler.end_char].lower() == filler.text


def test_a_phrase_across_words_has_the_times_of_both() -> None:
    words = [Word("It", 0, 1), Word("was,", 1, 2), Word("you", 2, 3), Word("know,", 3, 4), Word("late.", 4, 5)]
    (filler,) = fillers_in_words(words)
    assert (filler.text, filler.start_s, filler.end_s, filler.start_char, filler.end_char) == ("you know", 2, 4, 8, 16)


def test_a_pause_on_both_sides_makes_like_a_possible_filler() -> None:
    spoken = [Word("She", 0, 0.2), Word("sings", 0.2, 0.4), Word("like", 0.4, 0.6), Word("Ann", 0.6, 0.8)]
    assert fillers_in_words(spoken) == ()
    halting = [*spoken[:2], Word("like", 0.7, 0.9), Word("Ann", 1.2, 1.4)]
    (filler,) = fillers_in_words(halting)
    assert (filler.rule, filler.certainty) == ("like.between_pauses", "possible")


def test_a_phrase_does_not_reach_across_punctuation() -> None:
    assert [decision.phrase for decision in decisions("All I, mean people say is this. It was kind. Of course.")] == []


def test_own_words_count_wherever_they_are_said() -> None:
    mine = FillerWords(own=("At the end of the day", "Basically", "the day", "like"))
    found = fillers_in_text(
        "Basically I like it, and at the end of the day, basically, it won the day.", filler_words=mine
    )
    assert [(filler.text, filler.rule, filler.certainty) for filler in found] == [
        ("basically", "own.basically", "certain"),
        ("like", "own.like", "certain"),
        ("at the end of the day", "own.at_the_end_of_the_day", "certain"),
        ("basically", "own.basically", "certain"),
        ("the day", "own.the_day", "certain"),
    ]


def test_own_words_have_the_times_of_their_words() -> None:
    words = [Word("At", 0, 1), Word("the", 1, 2), Word("end,", 2, 3), Word("we", 3, 4), Word("won.", 4, 5)]
    (filler,) = fillers_in_words(words, filler_words=FillerWords(own=("at the end",)))
    assert (filler.text, filler.start_s, filler.end_s) == ("at the end", 0, 3)


@pytest.mark.parametrize("excused", ["so", "SO", "um", "okay", "you know"])
def test_excused_words_never_count(excused: str) -> None:
    text = "So, um, OK, we were, you know, late."
    everything = {filler.text for filler in fillers_in_text(text)}
    assert everything == {"so", "um", "ok", "you know"}
    mine = FillerWords(own=(excused,), excused=(excused,))
    gone = "ok" if excused == "okay" else excused.lower()
    assert {filler.text for filler in fillers_in_text(text, filler_words=mine)} == everything - {gone}


SPOKEN = ["um", "like", "you", "know", "I", "mean", "so", "well", "right", "okay", "kind", "of", "the", "was", ",", "."]


@given(st.lists(st.sampled_from(SPOKEN), max_size=40))
def test_fillers_lie_in_the_text_in_order(pieces: list[str]) -> None:
    words = [Word(piece, i * 0.3, i * 0.3 + 0.2) for i, piece in enumerate(pieces)]
    text = " ".join(pieces)
    end = 0
    for filler in fillers_in_words(words):
        assert filler.start_char >= end
        assert text[filler.start_char : filler.end_char].lower().split() == filler.text.split()
        assert filler.start_s is not None
        assert filler.end_s is not None
        assert filler.start_s < filler.end_s
        end = filler.end_char


@given(st.text(max_size=200))
def test_any_text_can_be_searched(text: str) -> None:
    for filler in fillers_in_text(text):
        assert 0 <= filler.start_char < filler.end_char <= len(text)
        assert filler.rule
