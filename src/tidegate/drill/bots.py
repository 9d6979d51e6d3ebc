"""The bots: a model of infected machines, their habits and their addresses. Pure: the same seed, the same herd.

A machine is infected at some hour and cleaned at another; it is on from its user's morning for some hours, by its
home's time zone; at home it has an address of its provider that changes with its lease, at work it shares one with its
colleagues. Some machines of variant B become variant C in March and are silent until C's first day. On one day in
April a removal tool cleans many machines of variant A. Once a day a machine is heard: A and B at some hour on which
they are on, C at the first such hour of its own day.

Arrays are NumPy's, one entry a machine or a check-in. Hours count from the first hour of the span, UTC.
"""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from tidegate.names.days import Span

VARIANTS = ("a", "b", "c")
A, B, C = range(3)
SHARES = (0.27, 0.48, 0.25)
MEAN_LIFE = 10 * 24
"""Mean hours from infection to cleaning: short, so that many machines pass through one drill."""
UPGRADED = 0.3
UPGRADE_FROM = date(2009, 3, 4)
UPGRADE_DAYS = 21
REMOVAL = date(2009, 4, 14)
"""The day that a removal tool for variant A is out."""
REMOVED = 0.45
HEARD = 0.75
"""Share of the machines that are on which are heard that day: the others are asleep, or cut off."""
WEEKENDS = 0.6
"""Share of the machines at work that are on at the weekend too."""
PROVIDERS = 40
POOL = 4096
"""Addresses that one provider leases to homes."""
SHARED = 0.3
"""Share of the machines that sit behind one address with their colleagues."""
COLLEAGUES = 8
ZONES = (-8, -6, -5, -3, 0, 1, 2, 3, 5, 7, 8, 9, 13)
DRAWS = 3
"""Draws for each check-in, of names that are looked up for real; which name a draw means is the sender's part."""

Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Herd:
    """Every machine that is infected at some time of the span."""

    variant: Ints
    infected: Ints  # hour
    cleaned: Ints  # hour
    upgraded: Ints  # hour from which a B machine runs C; beyond any hour where never
    provider: Ints
    office: Ints  # number of its shared address at the provider, -1 at home
    lease: Ints  # days
    zone: Ints  # hours east of UTC
    wakes: Ints  # local hour at which it is switched on
    awake: Ints  # hours for which it stays on, 24: always
    weekends: Mask
    peers: Ints  # other machines that it says it infected

    def __len__(self) -> int:
        return len(self.variant)


@dataclass(frozen=True)
class CheckIns:
    """Who is heard when, in the order of the hours; a machine at most once a day of its own."""

    hour: Ints
    machine: Ints
    variant: Ints
    address: Ints  # IPv4 as a number
    day: Ints  # days from the span's first of the list whose names it uses (C: its own local day)
    draws: NDArray[np.float64]  # (n, DRAWS), each from 0 to 1

    def __len__(self) -> int:
        return len(self.hour)

    def where(self, mask: Mask) -> "CheckIns":
        return CheckIns(*(getattr(self, name)[mask] for name in self.__dataclass_fields__))


def herd(count: int, span: Span, seed: int) -> Herd:
    """`count` machines over the days of `span`."""
    draw = np.random.default_rng([seed, 1])
    hours = len(span) * 24
    at_start = draw.random(count) < MEAN_LIFE / (MEAN_LIFE + hours)
    infected = np.where(at_start, 0, draw.integers(0, hours, count))
    cleaned = infected + 1 + draw.exponential(MEAN_LIFE, count).astype(np.int64)
    removal = (REMOVAL - span.first).days * 24
    provider = draw.integers(0, PROVIDERS, count)
    office = draw.random(count) < SHARED
    offices = max(1, int(count * SHARED / COLLEAGUES / PROVIDERS))
    variant = draw.choice(3, count, p=SHARES)
    from_hour = (UPGRADE_FROM - span.first).days * 24
    removed = (variant == A) & (infected < removal) & (removal < cleaned) & (draw.random(count) < REMOVED)
    upgraded = np.where(
        (variant == B) & (draw.random(count) < UPGRADED),
        from_hour + draw.integers(0, UPGRADE_DAYS * 24, count),
        np.iinfo(np.int64).max,
    )
    return Herd(
        variant=variant,
        infected=infected,
        cleaned=np.where(removed, removal, cleaned),
        upgraded=upgraded,
        provider=provider,
        office=np.where(office, draw.integers(0, offices, count), -1),
        lease=draw.choice([1, 2, 7, 14], count, p=[0.3, 0.2, 0.3, 0.2]),
        zone=np.asarray(ZONES)[provider % len(ZONES)],
        wakes=np.where(office, 8, draw.integers(6, 20, count)),
        awake=draw.choice([3, 6, 10, 24], count, p=[0.2, 0.3, 0.25, 0.25]),
        weekends=~office | (draw.random(count) < WEEKENDS),
        peers=draw.geometric(0.05, count) - 1,
    )


def check_ins(machines: Herd, span: Span, starts: date, seed: int) -> CheckIns:
    """What the herd does over `span`; C looks nothing up before its own `starts`."""
    pieces = [_of_day(machines, span, offset, starts, seed) for offset in range(-1, len(span) + 1)]
    whole = CheckIns(*(np.concatenate([getattr(p, name) for p in pieces]) for name in CheckIns.__dataclass_fields__))
    whole = whole.where((whole.hour >= 0) & (whole.hour < len(span) * 24))
    order = np.argsort(whole.hour, kind="stable")
    return CheckIns(*(getattr(whole, name)[order] for name in CheckIns.__dataclass_fields__))


def alive(machines: Herd, hours: int) -> Ints:
    """Infected machines in each of `hours` hours, whether they are heard or not."""
    born = np.bincount(np.clip(machines.infected, 0, hours), minlength=hours + 1)
    gone = np.bincount(np.clip(machines.cleaned, 0, hours), minlength=hours + 1)
    return np.cumsum(born - gone)[:hours]


def address(machines: Herd, machine: Ints, day: Ints) -> Ints:
    """The IPv4 address of each `machine` on its `day`, as a number in 127.16.0.0 to 127.55.255.255."""
    period = (day + machine % machines.lease[machine]) // machines.lease[machine]
    leased = _scatter(machine * 1_000_003 + period) % POOL
    shared = machines.office[machine]
    host = np.where(shared >= 0, POOL + shared, leased)
    return (127 << 24) + ((16 + machines.provider[machine]) << 16) + 1 + host


def _of_day(machines: Herd, span: Span, offset: int, starts: date, seed: int) -> CheckIns:
    """The check-ins of each machine's own local day number `offset` of the span."""
    draw = np.random.default_rng([seed, 2, offset + 1])
    count = len(machines)
    local = span.first + timedelta(days=offset)
    later = draw.integers(0, 24, count) % machines.awake
    polls = offset * 24 + machines.wakes + later - machines.zone
    variant = np.where(polls >= machines.upgraded, C, machines.variant)
    runs_c = variant == C
    at_midnight = machines.wakes + machines.awake > 24
    first = offset * 24 + np.where(at_midnight, 0, machines.wakes) - machines.zone
    hour = np.where(runs_c, first, polls)
    day = np.where(runs_c, offset, hour // 24)
    on = (machines.infected <= hour) & (hour < machines.cleaned) & (machines.weekends | (local.weekday() < 5))
    heard = on & (~runs_c | (local >= starts)) & (draw.random(count) < HEARD)
    machine = np.flatnonzero(heard)
    draws = draw.random((count, DRAWS))
    days = day[machine]
    return CheckIns(hour[machine], machine, variant[machine], address(machines, machine, days), days, draws[machine])


def _scatter(values: Ints) -> Ints:
    """A fixed mixing of bits (splitmix64), so that leases fall all over a pool."""
    mixed = values.astype(np.uint64) + np.uint64(0x9E3779B97F4A7C15)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return (mixed >> np.uint64(33)).astype(np.int64)
