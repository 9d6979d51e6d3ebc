"""Who makes which names when: a forecast as tasks, each a model and some of its periods. Pure.

A set of names that is valid for several days is made once, and stands in the plan with every day that it is for.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from tidegate.forecast.sources import Source

_NAMES = 800_000
"""Names of a window, where one day alone does not have more."""
_DAYS = 16
"""Days of a window at most: kernels draw so many side by side."""

Periods = tuple[tuple[date, ...], ...]


@dataclass(frozen=True)
class Task:
    """Names to be made: for each of some periods of the model at `place` in the playbook, the days they are for."""

    place: int
    periods: Periods


@dataclass(frozen=True)
class Window:
    """Days that are written together, and what must be made for them beside what earlier windows made already."""

    days: Sequence[date]
    tasks: Sequence[Task]


def plan(sources: Sequence[Source], days: Sequence[date], workers: int = 1) -> Iterator[Window]:
    """The windows of `days`, which are in order: small enough for `workers` to share, and for their names to be held.

    Each period of each model is in the first window that has a day of it.
    """
    size = _size(sources, len(days), workers)
    number = {day: index // size for index, day in enumerate(days)}
    periods = [_by_window(source, days, number) for source in sources]
    for index in range(-(-len(days) // size)):
        tasks = [Task(place, tuple(made[index])) for place, made in enumerate(periods) if index in made]
        yield Window(days[index * size : (index + 1) * size], tasks)


def _size(sources: Sequence[Source], days: int, workers: int) -> int:
    names_a_day = sum(source.variant.count for source in sources)
    return max(1, min(_DAYS, -(-days // workers), _NAMES // max(names_a_day, 1)))


def _by_window(source: Source, days: Sequence[date], number: dict[date, int]) -> dict[int, list[tuple[date, ...]]]:
    found: dict[int, list[tuple[date, ...]]] = {}
    running = (day for day in days if source.runs_on(day))
    for _, period in groupby(running, key=source.variant.period.first):
        valid = tuple(period)
        found.setdefault(number[valid[0]], []).append(valid)
    return found
