"""Exposure is 1 - C(N-g, t) / C(N, t), to the last digits, for any number of gaps."""

from datetime import timedelta
from fractions import Fraction
from math import comb, isclose

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidegate.dga.family import Behaviour, Clock
from tidegate.dns.coverage.exposure import exposure, most_gaps
from tidegate.dns.live import window

DAY, TRIES = 50_000, 500  # Conficker C


def exact(n, gaps, tries):
    return float(1 - Fraction(comb(n - gaps, tries), comb(n, tries)))


def test_one_gap_of_conficker_c_meets_one_bot_in_a_hundred():
    assert isclose(exposure(DAY, 1, TRIES), 0.01, rel_tol=1e-15)


def test_a_bot_that_tries_all_names_reaches_any_gap():
    assert exposure(250, 1, None) == 1
    assert exposure(250, 1, 250) == 1


def test_no_gap_is_no_exposure():
    assert exposure(DAY, 0, TRIES) == exposure(250, 0, None) == exposure(0, 0, None) == exposure(DAY, 7, 0) == 0


def test_more_gaps_than_names_left_untried_are_certain():
    assert exposure(DAY, DAY - TRIES + 1, TRIES) == 1
    assert exposure(DAY, DAY - TRIES, TRIES) <= 1


@pytest.mark.parametrize("gaps", [2, 50, 500, 2_000, 7_777, 25_000, 49_499, 49_500])
def test_exposure_of_a_day_of_conficker_c_is_exact(gaps):
    assert isclose(exposure(DAY, gaps, TRIES), exact(DAY, gaps, TRIES), rel_tol=1e-12)


@given(st.data())
def test_exposure_is_exact_for_all_small_counts(data):
    n = data.draw(st.integers(1, 300))
    gaps, tries = data.draw(st.integers(0, n)), data.draw(st.integers(0, n))
    assert isclose(exposure(n, gaps, tries), exact(n, gaps, tries), rel_tol=1e-12, abs_tol=1e-300)


@given(st.integers(0, DAY - 1), st.integers(1, DAY))
def test_another_gap_never_makes_it_safer(gaps, tries):
    less, more = exposure(DAY, gaps, tries), exposure(DAY, gaps + 1, tries)
    assert 0 <= less <= more <= 1


def test_bots_that_draw_at_random_meet_the_gaps_as_often_as_the_formula_says():
    draw, bots, gaps = np.random.default_rng(2009), 4_000, 60
    met = sum(bool((draw.choice(DAY, TRIES, replace=False, shuffle=False) < gaps).any()) for _ in range(bots))
    expected = exposure(DAY, gaps, TRIES)
    deviation = (expected * (1 - expected) / bots) ** 0.5
    assert abs(met / bots - expected) < 4 * deviation


@pytest.mark.parametrize(("n", "gaps", "tries"), [(10, 11, 1), (10, -1, 1), (10, 1, -1), (-1, 0, None)])
def test_impossible_counts_are_refused(n, gaps, tries):
    with pytest.raises(ValueError, match="gaps"):
        exposure(n, gaps, tries)


def test_a_second_round_is_another_draw():
    once = exposure(DAY, 10, TRIES)
    assert isclose(exposure(DAY, 10, TRIES, 2), 1 - (1 - once) ** 2, rel_tol=1e-12)
    assert isclose(exposure(DAY, 10, TRIES, 1.5), 1 - (1 - once) * (1 - once / 2), rel_tol=1e-12)
    assert isclose(exposure(DAY, 10, TRIES, 0.5), once / 2, rel_tol=1e-12)
    assert exposure(250, 1, None, 8) == 1


@given(st.integers(1, 2_000), st.integers(0, 2_000), st.floats(0, 3), st.floats(0, 1))
def test_no_more_gaps_than_these_are_safe_enough(n, tries, rounds, wanted):
    most = most_gaps(n, tries, rounds, wanted)
    assert exposure(n, most, tries, rounds) <= wanted
    assert most == n or exposure(n, most + 1, tries, rounds) > wanted


def test_bots_around_the_world_reach_an_outsider_as_often_as_the_formula_says():
    """Every bot draws at its own hours; the outsider holds the gaps of one day from when it opens in UTC+14 until it
    closes in UTC-12. A bot counts where its draws for that day, at its local hours, meet a gap that is then held."""
    draw, bots, n, gaps, tries, rounds = np.random.default_rng(2009), 20_000, 2_000, 25, 40, 2
    opens, closes = window(Behaviour(tries=tries, rounds=rounds, clock=Clock.LOCAL))
    held = range(int(opens / timedelta(hours=1)), int(closes / timedelta(hours=1)))
    met = 0
    for _ in range(bots):
        zone = int(draw.integers(-12, 15))
        hours = draw.integers(0, 24, rounds) - zone  # in UTC
        assert all(hour in held for hour in hours)
        met += any((draw.choice(n, tries, replace=False, shuffle=False) < gaps).any() for _ in hours)
    expected = exposure(n, gaps, tries, rounds)
    assert abs(met / bots - expected) < 4 * (expected * (1 - expected) / bots) ** 0.5
