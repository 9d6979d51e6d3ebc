"""Those who act for real: the sensor and the herd of bots, each in a process of its own."""

import json
from collections import Counter
from datetime import date, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Self

from tidegate.drill import registries
from tidegate.drill.actor import Actor
from tidegate.drill.replay import Setting
from tidegate.drill.stage import DEADLINE, OPERATION, Stage
from tidegate.names.days import midnight

_HOUR = timedelta(hours=1)


class Troupe:
    """The sensor and the bots of a drill, from the first day on."""

    def __init__(self, stage: Stage) -> None:
        self._stage, self._begins = stage, midnight(stage.span.first)
        clock, playbook = stage.folder / "clock", stage.operation.playbook
        arguments = (stage.home.path, OPERATION, clock, stage.span.first, len(stage.span))
        self._sensor = Actor("tidegate.drill.sensor", *arguments, log=stage.folder / "sensor.log")
        try:
            http, dns = map(int, self._sensor.hear().split())
            setting = Setting(
                bots=stage.bots,
                seed=stage.seed,
                first=stage.span.first,
                days=len(stage.span),
                starts=DEADLINE,
                sinkholed=stage.globe.sinkholed_suffixes(playbook),
                sinkhole=registries.of_sinkhole(registries.ours(playbook)).addresses[0],
                http=http,
                dns=dns,
                world=stage.globe.resolver,
                clock=str(clock),
                diary=str(self.diary),
            )
            setting.save(stage.folder / "setting.json")
            self._bots = Actor("tidegate.drill.replay", stage.folder / "setting.json")
        except BaseException:
            self._sensor.end()
            raise
        self.tally: Counter[str] = Counter()
        self.look_ups = 0

    @property
    def diary(self) -> Path:
        """Where the truth is, once all is over."""
        return self._stage.folder / "truth.parquet"

    def play(self, until: datetime) -> None:
        """Let all hours before `until` go by."""
        with self._stage.narrator.step("check-ins"):
            self._bots.say(json.dumps({"until": (until - self._begins) // _HOUR}))
            done = json.loads(self._bots.hear())
        self.look_ups = done.pop("look-ups")
        self.tally.update(done)
        self._stage.at(until)

    def tempt(self, name: str, day: date, reach: float) -> None:
        """Tell the bots of the adversary's name: each has it among its names of `day` with probability `reach`."""
        self._bots.say(json.dumps({"taken": name, "day": (day - self._stage.span.first).days, "reach": reach}))

    def end(self) -> None:
        """Let the bots close their diary, and the sensor its journal."""
        self._bots.end()
        self._sensor.end()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.end()
