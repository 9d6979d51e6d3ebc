"""The herd goes through its hours, for real: looks names up at the stand-in, checks in at the sinkhole, hour by hour.

Run as `python -m tidegate.drill.replay SETTING`: it reads JSON lines from standard input. `{"until": HOUR}` plays on
until that hour and prints what happened since; `{"taken": NAME, "day": DAY, "reach": P}` tells of an adversary's name,
which each bot of C has among its 500 of that day with probability P. An hour is over when everything sent in it is
answered or given up; only then is the clock set to the next, so truth and sightings agree to the hour.
"""

import asyncio
import json
import sys
from collections import Counter
from collections.abc import Coroutine, Iterator
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import numpy as np
import uvloop

from tidegate.drill import bots, messages, wire
from tidegate.drill.bots import VARIANTS, C, CheckIns, Herd
from tidegate.drill.clock import Clock
from tidegate.drill.lists import Lists
from tidegate.drill.lookup import Resolver
from tidegate.drill.send import Sender
from tidegate.drill.truth import Deed, Diary, Kind
from tidegate.names.days import Span, midnight

STRANGER = "127.60.0.1"
"""Where what is no bot comes from."""
_RESOLVER_ASKS = 8
"""One in so many fresh look-ups is also asked at the sinkhole's own name server, as a provider's resolver would."""


@dataclass(frozen=True)
class Setting:
    """All that a replay needs to know."""

    bots: int
    seed: int
    first: date
    days: int
    starts: date  # C's first day
    sinkholed: tuple[str, ...]  # the suffixes whose registries lead their names to our sinkhole
    sinkhole: str  # our sinkhole's address
    http: int
    dns: int
    world: tuple[str, int]  # where the stand-in for the world's DNS is
    clock: str
    diary: str

    @property
    def span(self) -> Span:
        """The days of the drill."""
        return Span.of(self.first, self.days)

    def save(self, path: Path) -> None:
        """Write the setting to `path` as JSON."""
        path.write_text(json.dumps(asdict(self) | {"first": str(self.first), "starts": str(self.starts)}))

    @classmethod
    def read(cls, path: Path) -> "Setting":
        """The setting that was saved at `path`."""
        values = json.loads(path.read_text())
        values |= {key: date.fromisoformat(values[key]) for key in ("first", "starts")}
        return cls(**values | {"world": tuple(values["world"]), "sinkholed": tuple(values["sinkholed"])})


@dataclass(frozen=True)
class Taken:
    """A name that the adversary holds: one of C's on `day`, which a bot has among its own with chance `reach`."""

    name: str = ""
    day: int = -1
    reach: float = 0.0


class Replay:
    """A herd, on its way through the hours of a span."""

    def __init__(self, setting: Setting, resolver: Resolver, sender: Sender, clock: Clock, diary: Diary) -> None:
        self._setting, self._resolver, self._sender = setting, resolver, sender
        self._clock, self._diary = clock, diary
        self._herd: Herd = bots.herd(setting.bots, setting.span, setting.seed)
        self._due: CheckIns = bots.check_ins(self._herd, setting.span, setting.starts, setting.seed)
        self._lists = Lists(setting.first, setting.sinkholed)
        self._deeds: list[Deed] = []
        self._fresh = 0
        self.taken = Taken()
        self.hour = 0
        self.tally: Counter[str] = Counter()

    async def until(self, hour: int) -> dict[str, int]:
        """Play all hours before `hour`; returns what was done since the call before, counted."""
        while self.hour < hour:
            if self.hour % 24 == 0:
                self._resolver.forget()
            self._clock.advance(midnight(self._setting.first) + timedelta(hours=self.hour))
            await asyncio.gather(*self._of_hour(self.hour))
            self._diary.write(self._deeds)
            self._deeds.clear()
            self.hour += 1
        done, self.tally = dict(self.tally), Counter()
        return done

    def _of_hour(self, hour: int) -> Iterator[Coroutine[Any, Any, None]]:
        """What happens in `hour`, all at once."""
        begin, end = np.searchsorted(self._due.hour, [hour, hour + 1])
        for index in range(int(begin), int(end)):
            yield self._bot(index)
        if hour % 24 == 12:
            yield self._strange(hour)

    async def _bot(self, index: int) -> None:
        """One check-in: its look-ups, and a request where one of them leads to our sinkhole."""
        due, variant = self._due, int(self._due.variant[index])
        source = str(ip_address(int(due.address[index])))
        asked = self._lists.tried(variant, int(due.day[index]), due.draws[index])
        if self._reaches_adversary(variant, index):
            asked.append(self.taken.name)
        heard = False
        for name in asked:
            fresh = not self._resolver.knows(name)
            found = await self._resolver.addresses(name)
            if self._setting.sinkhole in found and not heard:
                heard = True
                await self._check_in(index, variant, source, name)
                self._fresh += fresh
                if fresh and self._fresh % _RESOLVER_ASKS == 0:
                    await self._resolvers_question(int(due.hour[index]), source, name)
            elif found and self._setting.sinkhole not in found:
                self.tally["reached the adversary" if name == self.taken.name else "reached others"] += 1
            if heard and variant != C:
                break
        self.tally["rounds"] += 1
        self.tally["heard"] += heard

    def _reaches_adversary(self, variant: int, index: int) -> bool:
        return (
            variant == C
            and int(self._due.day[index]) == self.taken.day
            and float(self._due.draws[index][-1]) < self.taken.reach
        )

    async def _check_in(self, index: int, variant: int, source: str, name: str) -> None:
        machine = int(self._due.machine[index])
        host = messages.host_of(variant, machine, name, self._setting.sinkhole)
        message = messages.check_in(variant, machine, int(self._herd.peers[machine]), host)
        sent = await self._sender.http(source, message)
        hour, answered = int(self._due.hour[index]), sent.answer.startswith(b"HTTP/1.")
        self._note(Deed(hour, Kind.CHECK_IN, machine, VARIANTS[variant], source, sent.port, host, answered))

    async def _resolvers_question(self, hour: int, source: str, name: str) -> None:
        """The provider's resolver asks our name server; resolvers are no bots."""
        network, provider, *_ = source.split(".")
        resolver = f"{network}.{provider}.0.53"
        sent = await self._sender.dns(resolver, wire.query(self._resolver.asked % 65_536, name))
        self._note(Deed(hour, Kind.RESOLVER, -1, None, resolver, sent.port, name, bool(sent.answer)))

    async def _strange(self, hour: int) -> None:
        """Once a day: a person's browser, a crawler, what is no HTTP, and a request without end."""
        host = self._lists.of(0, hour // 24).names[0]
        for kind, message in (
            (Kind.BROWSER, messages.browser(host)),
            (Kind.CRAWLER, messages.crawler(host)),
            (Kind.MALFORMED, messages.malformed()),
            (Kind.ENDLESS, messages.endless()),
        ):
            sent = await self._sender.http(STRANGER, message)
            answered = sent.answer.startswith(b"HTTP/1.")
            self._note(Deed(hour, kind, -1, None, STRANGER, sent.port, host, answered))

    def _note(self, deed: Deed) -> None:
        self._deeds.append(deed)
        self.tally[f"{deed.kind} {'answered' if deed.answered else 'unanswered'}"] += 1


async def play(setting: Setting) -> None:
    """Follow the lines that come on standard input, until it ends."""
    loop = asyncio.get_running_loop()
    resolver = await Resolver.at(*setting.world)
    sender = Sender(setting.sinkhole, setting.http, setting.dns)
    diary = Diary(Path(setting.diary))
    replay = Replay(setting, resolver, sender, Clock(Path(setting.clock)), diary)
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        order = json.loads(line)
        if "until" in order:
            done = await replay.until(order["until"])
            print(json.dumps(done | {"look-ups": resolver.asked}), flush=True)
        else:
            replay.taken = Taken(order["taken"], order["day"], order["reach"])
    diary.close()


if __name__ == "__main__":
    uvloop.run(play(Setting.read(Path(sys.argv[1]))))
