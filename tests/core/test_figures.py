import pytest
from hypothesis import given
from hypothesis import strategies as st

from speakstar.core.figures import figures, may_count, tells_change


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It fell from 3.1 per cent to 2.9.", ["3.1 per cent", "2.9"]),
        ("Sales rose twelve percent.", ["twelve percent"]),
        ("It took half the time.", ["half"]),
        ("It runs twice as fast.", ["twice"]),
        ("Errors fell by 40%.", ["40%"]),
        ("It cost £1,200.", ["£1,200"]),
        ("It saved a dozen calls.", ["a dozen"]),
        ("We had two hundred and fifty customers.", ["two hundred and fifty"]),
        ("It went from eleven seconds to 2.6.", ["eleven", "2.6"]),
        ("One in twenty failed.", ["One", "twenty"]),
        ("We filed on the 12th, two days early.", ["two"]),
        ("It held for forty-eight hours.", ["forty-eight"]),
        ("It came out at 0.7 millimetres.", ["0.7"]),
        ("Some 1,900 cups were sold.", ["1,900"]),
        ("Returns fell by a fifth.", ["a fifth"]),
        ("Two thirds of them stayed.", ["Two thirds"]),
        ("The queue was cut in half.", ["half"]),
        ("It doubles every week.", ["doubles"]),
        ("Output rose threefold.", ["threefold"]),
        ("Not a single order was lost.", ["Not a single"]),
        ("It takes about a minute each.", ["a minute each"]),
        ("It went from 18 to 10 minutes.", ["18", "10"]),
    ],
)
def test_figures_measure(text: str, found: list[str]) -> None:
    assert [figure.text for figure in figures(text)] == found


@pytest.mark.parametrize(
    "text",
    [
        "We left on March 31.",
        "It was due by the 31st.",
        "That was in 2019.",
        "It ran on Java 8.",
        "She tried a five-year-old phone.",
        "The pager rang at 3 in the morning.",
        "We met at 2 a.m.",
        "It closed at half past six.",
        "By half term it had stopped.",
        "It was a tier 1 base.",
        "It was one of the things I liked.",
        "The second one was mine.",
        "We ran v2.1 of it.",
        "It was on the fourth floor, room 12.",
        "She is forty years old.",
        "Wait a minute, I said.",
        "It was my third job.",
    ],
)
def test_dates_ages_and_names_are_no_figures(text: str) -> None:
    assert figures(text) == ()


@given(st.text(alphabet="1209.,%£ av-", max_size=40))
def test_figures_lie_in_the_text(text: str) -> None:
    for figure in figures(text):
        assert text[figure.start_char : figure.end_char].strip() == figure.text


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("I cut the build from 18 to 10 minutes.", True),
        ("Load time went from four seconds to one.", True),
        ("that brought complaints down from about thirty a week to two", True),
        ("Sales rose from £1,200 to £3,000 a day.", True),
        ("I rewrote the planner and cut delays by 40%.", True),
        ("Waste came down by thirty-eight percent.", True),
        ("This resulted in a 30% reduction in errors.", True),
        ("That led to a twenty percent increase in sales.", True),
        ("Missorts fell by about two thirds.", True),
        ("Complaints go from 3 percent to 0.2.", True),
        ("I baked to order, which cut the waste from forty to fifteen.", True),
        ("I hoped it would fall by half.", False),
        ("The aim was a 30% reduction.", False),
        ("I wanted to see a 30 percent increase.", False),
        ("If orders dropped by five percent we would be back.", False),
        ("I wanted to cut the build from 18 to 10 minutes.", False),
        ("We could have brought it from ten down to five.", False),
        ("It did not go from ten to five.", False),
        ("I worked from nine to five.", False),
        ("I went in from ten to six, and we moved the meeting from nine to ten.", False),
        ("We went from 3 " * 20_000, False),
        ("I moved the server to another room.", False),
        ("The price is 10 to 12 euros.", False),
    ],
)
def test_a_change_is_one_that_came_about(text: str, told: bool) -> None:
    assert tells_change(text) is told


@pytest.mark.parametrize(
    "text", ["It fell to 12.", "Not one was lost.", "Nobody left.", "We came a day early.", "It didn't fail."]
)
def test_these_may_count(text: str) -> None:
    assert may_count(text)


@pytest.mark.parametrize("text", ["Complaints dropped significantly.", "It was a success and people were happy."])
def test_these_count_nothing(text: str) -> None:
    assert not may_count(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("We were live by 9:30, at 17:45 at the latest.", []),
        ("In Q3 I took the A12 with version 4.2.1, on call 24/7.", []),
        ("It cost $4.20, 9.5% of 2.5 hours.", ["$4.20", "9.5%", "2.5"]),
        ("It came late on 5/7 of the days.", ["5", "7"]),
    ],
)
def test_a_digit_that_goes_on_from_another_or_a_letter_is_a_name(text: str, found: list[str]) -> None:
    assert [figure.text for figure in figures(text)] == found
