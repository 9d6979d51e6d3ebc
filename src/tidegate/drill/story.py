"""The story, in the order in which it happened: what is done when, and what goes on meanwhile."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from tidegate.drill.chapters import adversary, calls, gate, letters, reckons, weeks_before
from tidegate.drill.stage import DEADLINE, Stage, morning
from tidegate.drill.troupe import Troupe
from tidegate.names.days import ONE_DAY, Span, midnight

FOUNDED = DEADLINE - timedelta(days=44)
C_FOUND = DEADLINE - timedelta(days=27)
TAKEN_DAY = DEADLINE + timedelta(days=3)
"""The day whose rendezvous the adversary registers, on the eve of it."""
CALL = DEADLINE + timedelta(days=5)
"""The Monday after, with its weekly call."""
_MAIL = 10  # o'clock, UTC


@dataclass(frozen=True)
class Scene:
    """Something that is done at a moment, while the bots go on."""

    at: datetime
    act: Callable[[], None]


def play(stage: Stage) -> None:
    """Play the whole story."""
    _before(stage)
    stage.narrator.chapter(f"{stage.span}: {stage.bots:,} machines, hour by hour")
    with stage.narrator.step("sensor"):
        troupe = Troupe(stage)
    with troupe:
        for scene in sorted([*_mail(stage), *_scenes(stage, troupe)], key=lambda scene: scene.at):
            troupe.play(scene.at)
            scene.act()
        troupe.play(midnight(stage.span.last + ONE_DAY))
    _after(stage, troupe)


def _before(stage: Stage) -> None:
    stage.narrator.chapter("Weeks before")
    stage.at(morning(FOUNDED, 9))
    weeks_before.opens(stage)
    weeks_before.forecasts(stage)
    weeks_before.finds_collisions(stage)
    weeks_before.plans(stage)
    letters.settle(stage, morning(FOUNDED, 12), morning(C_FOUND, 9))
    stage.at(morning(FOUNDED, 12))
    known = letters.firm(stage)
    letters.send(stage, known)
    for day in Span(FOUNDED + ONE_DAY, stage.span.first - ONE_DAY):
        if day == C_FOUND:
            _c_is_found(stage)
        stage.at(morning(day, _MAIL))
        letters.read_mail(stage)


def _c_is_found(stage: Stage) -> None:
    stage.at(morning(C_FOUND, 9))
    stage.tell("variant C was found yesterday: fifty thousand names a day, in four weeks")
    letters.send(stage, set(stage.globe.parts) - letters.firm(stage))


def _mail(stage: Stage) -> Iterator[Scene]:
    for day in stage.span:
        yield Scene(morning(day, _MAIL), lambda: letters.read_mail(stage))


def _scenes(stage: Stage, troupe: Troupe) -> Iterator[Scene]:
    yield Scene(morning(stage.span.first, 9), lambda: _first_day(stage))
    if C_FOUND in stage.span:
        yield Scene(morning(C_FOUND, 9), lambda: _c_is_found(stage))
    yield Scene(morning(DEADLINE - ONE_DAY, 9), lambda: _eve(stage))
    yield Scene(morning(DEADLINE, 12), lambda: stage.narrator.chapter("1 April"))
    yield Scene(morning(DEADLINE, 18), lambda: _evening(stage))
    yield Scene(morning(TAKEN_DAY - ONE_DAY, 6), lambda: adversary.registers(stage, troupe, TAKEN_DAY))
    yield Scene(morning(TAKEN_DAY - ONE_DAY, 12), lambda: _probe_finds(stage))
    if CALL in stage.span:
        yield Scene(morning(CALL, 9), lambda: _monday(stage))


def _first_day(stage: Stage) -> None:
    gate.probes(stage, stage.span.first)
    gate.is_shut(stage, stage.span.first)


def _eve(stage: Stage) -> None:
    stage.narrator.chapter("The eve")
    calls.takes_in(stage)
    gate.probes(stage, DEADLINE)
    gate.measures(stage, DEADLINE)
    calls.proposes(stage)
    calls.briefs(stage, DEADLINE)


def _evening(stage: Stage) -> None:
    calls.decides(stage)
    summary = calls.takes_in(stage)
    stage.tell(f"{summary.new:,} sightings since the eve")


def _probe_finds(stage: Stage) -> None:
    gate.probes(stage, TAKEN_DAY)
    gate.measures(stage, TAKEN_DAY)
    adversary.is_found(stage)


def _monday(stage: Stage) -> None:
    calls.takes_in(stage)
    calls.briefs(stage, CALL)


def _after(stage: Stage, troupe: Troupe) -> None:
    stage.narrator.chapter("After")
    summary = calls.takes_in(stage)
    reckons.counts(stage, troupe, summary)
    reckons.looks_at_alerts(stage)
    if CALL not in stage.span:
        calls.briefs(stage, stage.span.last)
    reckons.takes_stock(stage)
