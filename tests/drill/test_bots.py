"""The herd: what is true of the bots, whatever the seed."""

from datetime import date
from ipaddress import ip_address, ip_network

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tidegate.drill import bots
from tidegate.drill.bots import A, B, C
from tidegate.names.days import Span

SPRING = Span(date(2009, 3, 1), date(2009, 4, 30))
STARTS = date(2009, 4, 1)
HERD = bots.herd(3000, SPRING, 1)
SEEN = bots.check_ins(HERD, SPRING, STARTS, 1)


def test_the_same_seed_gives_the_same_story():
    again = bots.check_ins(bots.herd(3000, SPRING, 1), SPRING, STARTS, 1)
    assert np.array_equal(again.address, SEEN.address)
    assert np.array_equal(again.draws, SEEN.draws)


@settings(max_examples=15, deadline=None)
@given(st.integers(1, 400), st.integers(0, 10_000), st.integers(1, 40))
def test_a_machine_is_heard_only_while_it_is_infected(count: int, seed: int, days: int):
    span = Span.of(date(2009, 3, 20), days)
    herd = bots.herd(count, span, seed)
    seen = bots.check_ins(herd, span, STARTS, seed)
    assert (herd.infected[seen.machine] <= seen.hour).all()
    assert (seen.hour < herd.cleaned[seen.machine]).all()
    assert ((seen.hour >= 0) & (seen.hour < days * 24)).all()
    assert (np.diff(seen.hour) >= 0).all()


def test_every_address_is_one_of_loopback_and_none_that_a_server_has():
    loopback, servers = ip_network("127.0.0.0/8"), ip_network("127.0.0.0/16")
    for number in np.unique(SEEN.address):
        address = ip_address(int(number))
        assert address in loopback
        assert address not in servers


def test_c_looks_nothing_up_before_its_first_local_day():
    heard = SEEN.where(SEEN.variant == C)
    first = (STARTS - SPRING.first).days * 24
    assert heard.hour.min() >= first - 14
    assert heard.hour.min() < first  # where the day begins before it begins in UTC
    assert heard.day.min() == first // 24


def test_a_and_b_use_the_names_of_the_day_in_utc():
    heard = SEEN.where(SEEN.variant != C)
    assert np.array_equal(heard.day, heard.hour // 24)


def test_machines_of_b_that_became_c_are_silent_until_april():
    became = np.flatnonzero(HERD.upgraded < (STARTS - SPRING.first).days * 24)
    assert len(became)
    assert (HERD.variant[became] == B).all()
    heard = SEEN.where(np.isin(SEEN.machine, became))
    late = heard.where(heard.hour >= HERD.upgraded[heard.machine] + 24)
    assert set(late.variant) == {C}


def test_a_machine_is_heard_at_most_once_in_a_day_of_its_own():
    local = (SEEN.hour + HERD.zone[SEEN.machine]) // 24
    heard = SEEN.where((SEEN.variant == C) & (local >= 31))
    local = (heard.hour + HERD.zone[heard.machine]) // 24
    assert len(np.unique(np.stack([heard.machine, local]), axis=1).T) == len(heard)


def test_leases_change_addresses_and_offices_share_them():
    home = SEEN.where(HERD.office[SEEN.machine] < 0)
    pairs = np.unique(np.stack([home.machine, home.address]), axis=1)
    assert np.bincount(pairs[0]).max() > 1
    office = SEEN.where(HERD.office[SEEN.machine] >= 0)
    pairs = np.unique(np.stack([office.machine, office.address]), axis=1)
    assert np.bincount(pairs[0]).max() == 1
    assert len(np.unique(pairs[1])) < len(np.unique(pairs[0]))


def test_infected_machines_are_counted_by_the_hour():
    alive = bots.alive(HERD, len(SPRING) * 24)
    assert alive[0] == np.count_nonzero(HERD.infected == 0)
    hour = 700
    assert alive[hour] == np.count_nonzero((HERD.infected <= hour) & (hour < HERD.cleaned))


def test_all_three_variants_are_there():
    assert set(SEEN.variant) == {A, B, C}
