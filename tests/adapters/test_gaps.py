"""Sound that is missing, by the clock. Times are made up: nothing here waits."""

import random

import pytest

from speakstar.adapters.gaps import GAP_S, WINDOW_S, Gaps

RATE_HZ = 48_000
FRAMES = 2_400
BLOCK_S = FRAMES / RATE_HZ


class Device:
    """Delivers blocks by a clock of its own, and by default each when it is complete."""

    def __init__(self, gaps, *, skew=1.0):
        self.gaps, self.skew, self.now_s = gaps, skew, 100.0

    def deliver(self, seconds, *, late_s=lambda: 0.0):
        for _ in range(round(seconds / BLOCK_S)):
            self.now_s += BLOCK_S * self.skew
            self.gaps.add(self.now_s + late_s(), FRAMES)

    def hold_back(self, seconds):
        """Let time pass, then deliver all of it in a burst."""
        self.now_s += seconds
        for number in range(round(seconds / BLOCK_S)):
            self.gaps.add(self.now_s + number * 1e-4, FRAMES)

    def lose(self, seconds):
        self.now_s += seconds


@pytest.fixture
def gaps():
    return Gaps(RATE_HZ)


@pytest.fixture
def device(gaps):
    return Device(gaps)


def found(gaps):
    gaps.end()
    return gaps.count, pytest.approx(gaps.lost_s, abs=0.06)


def test_nothing_is_lost_where_all_comes_in_time(gaps, device):
    device.deliver(60)
    assert found(gaps) == (0, 0.0)


def test_a_recording_without_blocks_lost_nothing(gaps):
    assert found(gaps) == (0, 0.0)


@pytest.mark.parametrize("lost_s", [0.3, 1.0, 5.0, 3600.0])
def test_each_gap_is_counted_with_its_length(gaps, device, lost_s):
    device.deliver(10)
    device.lose(lost_s)
    device.deliver(10)
    device.lose(0.5)
    device.deliver(3)
    assert found(gaps) == (2, lost_s + 0.5)


def test_a_gap_right_before_the_end_is_counted(gaps, device):
    device.deliver(3)
    device.lose(2.0)
    device.deliver(0.2)
    assert found(gaps) == (1, 2.0)


@pytest.mark.parametrize("before_s", [0.05, 0.5, WINDOW_S, 1.7, 10.0])
@pytest.mark.parametrize("held_s", [0.4, 1.0, 20.0])
def test_blocks_that_come_late_in_a_burst_are_no_gap(gaps, device, before_s, held_s):
    device.deliver(before_s)
    device.hold_back(held_s)
    device.deliver(10)
    assert found(gaps) == (0, 0.0)


def test_a_busy_machine_is_no_gap(gaps, device):
    chance = random.Random(1)
    device.deliver(600, late_s=lambda: chance.choice([0.0, 0.01, 0.1, 0.25]))
    assert found(gaps) == (0, 0.0)


@pytest.mark.parametrize("skew", [0.999, 1.001])
def test_a_clock_that_is_off_by_a_thousandth_loses_nothing_in_two_hours(gaps, skew):
    Device(gaps, skew=skew).deliver(7_200)
    assert found(gaps) == (0, 0.0)


def test_many_small_losses_add_up(gaps, device):
    for _ in range(100):
        device.deliver(2)
        device.lose(0.02)
    device.deliver(2)
    gaps.end()
    assert gaps.count == 0
    assert GAP_S < 2.0 * 0.7 < gaps.lost_s < 2.0


def test_a_break_is_no_gap(gaps, device):
    device.deliver(5)
    device.lose(1.0)
    device.deliver(5)
    gaps.resume()
    device.lose(60.0)
    device.deliver(5)
    assert found(gaps) == (1, 1.0)
